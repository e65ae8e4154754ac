"""What if something goes wrong on the day? Three disruptions, done to an open workshop for real.

Each is scripted: what happens, what to say, what to do; then it is done through the calls that the
room uses, and what must hold afterwards is looked up. They are for a copy of a record: what they
enter stays in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

from wcc_prioritise.case import Case
from wcc_prioritise.tables import InputError, near_miss
from wcc_prioritise.teaching.cut_off import cut_off
from wcc_prioritise.teaching.scorers import STEP
from wcc_prioritise.workshop import Workshop

LATE_REASON = (
    "received after the closing date; the chair takes it in by the rule for late ones (SYNTHETIC)"
)
LATE_MEAN, LATE_NOISE = 60.0, 12.0
"""About what a late candidate is scored in a drill, in points, and how far people differ."""

LEAVING = 2
"""So many walk out."""

FIRST_TO_LEAVE = ("patient", "carer", "voluntary sector")
"""Roles that walk out first: a walk-out hurts most where few hold a role."""

ENOUGH_TO_SHOW = 3
"""People that a voice group needs to be shown apart."""


@dataclass(frozen=True)
class Check:
    """What must hold after a disruption, and does it?

    Attributes
    ----------
    words : str
        What was looked up and found.
    good : bool
        It holds.
    """

    words: str
    good: bool


@dataclass(frozen=True)
class Drilled:
    """A disruption that was gone through.

    Attributes
    ----------
    name : str
        Its name in `DRILLS`.
    happens : str
        What happens.
    say, do : tuple of str
        What to say to the room, and what to do meanwhile.
    seen : tuple of str
        What was done to the record, and what the file answered.
    checks : tuple of Check
        What must hold afterwards.
    """

    name: str
    happens: str
    say: tuple[str, ...]
    do: tuple[str, ...]
    seen: tuple[str, ...]
    checks: tuple[Check, ...]

    @property
    def held(self) -> bool:
        """Did everything hold?"""
        return all(check.good for check in self.checks)

    @property
    def words(self) -> str:
        """The whole disruption as plain text, a line each."""
        parts = (("Say", self.say), ("Do", self.do), ("Seen", self.seen))
        checks = (f"{'Holds' if c.good else 'DOES NOT HOLD'}: {c.words}" for c in self.checks)
        said = (f"{label}: {line}" for label, lines in parts for line in lines)
        return "\n".join([f"{self.name.capitalize()}. {self.happens}", *said, *checks])


def late_bid(workshop: Workshop, *, by: str = "facilitator", seed: int = 2026) -> Drilled:
    """What if somebody brings a project after the closing date?

    A candidate of middling facts is entered, first without a reason and then with one, and scored
    by everybody who is there.

    Parameters
    ----------
    workshop : Workshop
        The open record; it gets the candidate and its scores.
    by : str
        Who types it.
    seed : int
        The same seed gives the same scores.

    Returns
    -------
    Drilled
        Script, what was seen, and whether the others kept their scores, values and order.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> import wcc_prioritise as wcc
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "day.wcc"
    >>> with wcc.Workshop.start(wcc.read(wcc.sample("short")), path) as workshop:
    ...     done = late_bid(workshop)
    >>> done.checks[0]
    Check(words='All 472 scores given before stand as they were.', good=True)
    """
    before = workshop.case()
    code, answered = _entered(workshop, before, by)
    many = _scored(workshop, code, by, np.random.default_rng(seed))
    after = workshop.case()
    said = f"{code} was entered with the reason, and {many} scores for it, each with a reason."
    return Drilled(
        "late bid",
        "It is the afternoon, and a sponsor stands up with a project that nobody has heard of.",
        (
            f"“{_late_rule(before)} That rule was agreed before we began, and it is the same "
            "for everybody.”",
            "“If it comes in, we score it by the same words as the others. Their places can't "
            "change by it: the words for worst and best were fixed beforehand.”",
        ),
        (
            "Ask the chair, not the room, whether the rule lets it in; type the chair's reason.",
            "Enter its facts, hand round one sheet, and let everybody score this one alone.",
            "If the rule keeps it out: parking lot, with an owner and a date for the answer.",
        ),
        (*answered, said),
        (_scores_stand(before, after), _others_stand(before, after), _shown_as_late(after, code)),
    )


def walk_out(workshop: Workshop, *, by: str = "facilitator") -> Drilled:
    """What if two patients leave before the end?

    Parameters
    ----------
    workshop : Workshop
        The open record; two people are entered as having left.
    by : str
        Who types it.

    Returns
    -------
    Drilled
        Script, what was seen, and whether what they had said still counts and nothing of theirs
        is read as nought.
    """
    before = workshop.case()
    leaving = _who_walks_out(before)
    for person in leaving:
        workshop.attendance(person, False, by=by)
    after = workshop.case()
    return Drilled(
        "walk-out",
        f"{_counted(len(leaving), 'person', 'people')} of the public stand up and leave.",
        (
            "“Thank you for what you gave us. What you scored stays and counts; what you have "
            "not scored stays open, and we ask you for it on paper.”",
            "“Before you go: is there something that the record should say in your words?”",
        ),
        (
            "Enter at once that they left. Ask why, in private, and write it as a note.",
            "Give them a sheet, or send it tonight: it is entered with a reason, as handed in.",
            "If fewer than the quorum stay: pause, and let the chair decide whether you go on.",
        ),
        (*_coverage_words(after, leaving), _quorum_words(after)),
        (
            _scores_stand(before, after),
            _others_stand(before, after),
            _no_more_from(workshop, after, leaving, by),
        ),
    )


def crash(workshop: Workshop, *, by: str = "facilitator") -> Drilled:
    """What if the computer dies in the middle of an entry?

    A second process opens the same record, begins to write, and is killed half-way; then the file
    is opened again and looked through.

    Parameters
    ----------
    workshop : Workshop
        The open record; it gets one note, after the crash.
    by : str
        Who types the note.

    Returns
    -------
    Drilled
        Script, what was seen, and whether everything acknowledged is there.
    """
    head, fingerprint = workshop.head, workshop.case().fingerprint
    cut_off(workshop.path)
    with Workshop(workshop.path, clock=workshop.now) as again:
        found, recovered = again.verify(head.seal, head.entries), again.recovered
        same = again.head == head and again.case().fingerprint == fingerprint
        note = again.note("We go on after a crash (SYNTHETIC).", by=by)
    goes_on = note.seq == head.entries + 1
    seen = ["A process was killed while it wrote an entry; the file was opened again."]
    return Drilled(
        "crash",
        "The screen goes black in the middle of a score.",
        (
            "“The computer has stopped; what you said has not. Two minutes, please: keep your "
            "sheets, and go on writing.”",
        ),
        (
            f"Start the computer, then: wcc room {workshop.path.name}",
            "Look at the last entries: type again only what is not among them.",
            "If this computer is gone: copy the file, or today's backup beside it, to another. "
            "If no computer is left: go on by paper, and type it in later.",
        ),
        (*seen, recovered) if recovered else tuple(seen),
        (
            Check(f"All {head.entries:,} entries are there, and the case is the same.", same),
            Check(found.words, found.whole),
            Check(f"The day goes on: entry {note.seq:,} was written.", goes_on),
        ),
    )


DRILLS: Mapping[str, Callable[[Workshop], Drilled]] = MappingProxyType(
    {"late bid": late_bid, "walk-out": walk_out, "crash": crash}
)
"""Every disruption by its name."""


def drills_in(asked: str) -> list[str]:
    """Which disruptions are meant? One by its name, or all.

    Raises
    ------
    InputError
        If there is none of that name.

    Examples
    --------
    >>> drills_in("late-bid"), drills_in("all")
    (['late bid'], ['late bid', 'walk-out', 'crash'])
    """
    if asked.casefold() == "all":
        return list(DRILLS)
    names = {name.replace(" ", "-"): name for name in DRILLS}
    wanted = "-".join(asked.casefold().split())
    if wanted in names:
        return [names[wanted]]
    near = near_miss(wanted, list(names))
    raise InputError.of(
        found=f"no disruption called {asked!r}",
        allowed=", ".join([*names, "all"]),
        do=f"Did you mean {near!r}?" if near else "Choose one of these.",
    )


# ---- a late bid ---------------------------------------------------------------------------------


def _late_rule(case: Case) -> str:
    return case.charter.late_rule or "No rule for late ones was agreed, so the chair decides."


def _entered(workshop: Workshop, case: Case, by: str) -> tuple[str, list[str]]:
    """Enter a candidate of middling facts; give its code, and what the file answered."""
    facts, seen = _middling(case, workshop.now().date()), []
    try:
        workshop.add("candidate", by=by, **facts)
        seen.append("The file took it without asking why.")
    except InputError as refused:
        seen.append(f"Without a reason the file refuses it: {refused.faults[0].found}.")
        workshop.add("candidate", by=by, because=LATE_REASON, **facts)
    for row in _middling_measures(case).to_dict("records"):
        said = {"candidate": facts["candidate"], "source": "the sponsor (SYNTHETIC)"}
        workshop.add("measure", by=by, because=LATE_REASON, **row, **said)
    return facts["candidate"], seen


def _middling(case: Case, received) -> dict[str, object]:
    """Give the facts of a candidate that lies in the middle of the list."""
    listed = case.candidates
    facts = listed.select_dtypes("number").median().dropna().to_dict()
    facts["quarters"] = round(facts.get("quarters", 0))
    codes, number = set(listed["candidate"]), 1
    while f"LATE{number}" in codes:
        number += 1
    grades = listed["grade"].dropna()
    said = {"candidate": f"LATE{number}", "name": "A project brought late (SYNTHETIC)"}
    graded = {} if grades.empty else {"grade": grades.mode().iloc[0]}
    return {**facts, **said, **graded, "received": received}


def _middling_measures(case: Case) -> pd.DataFrame:
    figures = case.measures
    if figures.empty:
        return pd.DataFrame()
    middle = figures.groupby("criterion")[["low", "likely", "high"]].median()
    return middle.dropna(axis="columns", how="all").reset_index()


def _scored(workshop: Workshop, code: str, by: str, rng: np.random.Generator) -> int:
    """Let everybody who is there, and may, score one candidate; show it; count the scores."""
    case = workshop.case()
    criteria, held = case.criteria, case.interests
    barred = set(held.loc[(held["candidate"] == "all") & (held["effect"] != "none"), "person"])
    panel = [person for person in _present(case) if person not in barred]
    judged = list(criteria.loc[criteria["kind"] == "judged", "criterion"])
    for criterion in judged:
        drawn = np.clip(rng.normal(LATE_MEAN, LATE_NOISE, len(panel)), 0, 100)
        for person, score in zip(panel, STEP * np.rint(drawn / STEP), strict=True):
            said = {"person": person, "score": float(score), "by": by, "because": LATE_REASON}
            workshop.score(code, criterion, **said)
        if panel and workshop.hidden(criterion):
            workshop.reveal(criterion, by=by, because=LATE_REASON)
    return len(judged) * len(panel)


def _shown_as_late(case: Case, code: str) -> Check:
    from wcc_prioritise.judgement.checks import sense_checks

    found = sense_checks(case)
    late = found[(found["check"] == "late candidate") & (found["about"] == code)]
    if len(late):
        return Check(f"The record says that it was late: {late['seen'].iloc[0]}", True)
    return Check(
        "Nothing says that it was late: the charter has no closing date that had passed. Agree "
        "one, with the rule for late ones.",
        False,
    )


# ---- a walk-out ---------------------------------------------------------------------------------


def _present(case: Case) -> list[str]:
    from wcc_prioritise.judgement import attendance

    gone = attendance(case)["gone"]
    return list(gone.index[~gone])


def _who_walks_out(case: Case) -> list[str]:
    """Choose two who are there: patients and carers first, but never everybody."""
    roles = case.people.set_index("person")["roles"]

    def place(person: str) -> int:
        held = [FIRST_TO_LEAVE.index(role) for role in roles[person] if role in FIRST_TO_LEAVE]
        return min(held, default=len(FIRST_TO_LEAVE))

    there = sorted(_present(case), key=place)
    return there[: min(LEAVING, max(len(there) - 1, 0))]


def _coverage_words(case: Case, leaving: list[str]) -> tuple[str, ...]:
    """Say how far the voice groups of those who left are heard all the same."""
    from wcc_prioritise.judgement import coverage, memberships

    shares = memberships(case.people, case.voice_groups)
    there = set(_present(case))
    said = []
    for group, row in coverage(case).iterrows():
        members = set(shares.index[shares[group] > 0]) if group in shares else set()
        if not members & set(leaving):
            continue
        said.append(row["words"])
        if len(members & there) < ENOUGH_TO_SHOW:
            said.append(
                f"Fewer than three of {group} are still here: what is scored from now on is not "
                "shown for that group apart."
            )
    return tuple(said)


def _no_more_from(workshop: Workshop, case: Case, leaving: list[str], by: str) -> Check:
    """Is an answer of somebody who left refused, unless it says how it came?"""
    criteria = case.criteria
    judged = criteria.loc[criteria["kind"] == "judged", "criterion"]
    cell = (case.candidates["candidate"].iloc[-1], judged.iloc[0])
    try:
        workshop.score(*cell, person=leaving[0], score=0, by=by)
    except InputError as refused:
        words = "A score typed for somebody who left is refused, unless it says how it came."
        return Check(words, "not in the room" in str(refused))
    workshop.undo(by=by, because="it was only tried (SYNTHETIC)")
    return Check("A score for somebody who left was taken without a question.", False)


def _quorum_words(case: Case) -> str:
    here, quorum = len(_present(case)), case.charter.quorum
    if quorum is None:
        return (
            f"{here} are still here; no quorum was agreed, so nobody can say whether it is enough."
        )
    if here >= quorum:
        return f"{here} are still here, and the quorum is {quorum:g}: the day goes on."
    return (
        f"{here} are still here, under the quorum of {quorum:g}: from now on a reveal needs a "
        "reason, and the reason goes into the minutes."
    )


# ---- what must hold -----------------------------------------------------------------------------


def _scores_stand(before: Case, after: Case) -> Check:
    """Does every score that was given before stand?"""
    key = ["person", "candidate", "criterion", "round"]
    then, now = (case.scores.set_index(key)["score"] for case in (before, after))
    now = now.reindex(then.index)
    same = bool(((now == then) | (now.isna() & then.isna())).all())
    return Check(f"All {len(then):,} scores given before stand as they were.", same)


def _others_stand(before: Case, after: Case) -> Check:
    """Do the candidates that were there before keep value and order?"""
    from wcc_prioritise.appraisal import appraise

    try:
        then, now = (appraise(case).value for case in (before, after))
    except InputError:
        return Check("Value and order were not tried: too little has been scored yet.", True)
    apart = float((now.reindex(then.index) - then).abs().max())
    return Check(
        f"The {len(then)} candidates keep their values, and so their order; nothing is read as "
        "nought.",
        apart < 1e-9,
    )


def _counted(many: int, one: str, several: str) -> str:
    return f"{many} {one if many == 1 else several}"
