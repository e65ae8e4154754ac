"""How does a day go? One seeded engine behind every scripted day: deeds in their order.

A scripted day plays the answers that a case holds, entry by entry, at the times of the agenda, with
what happens on a day: somebody leaves, a number is mistyped and undone, cells are talked about and
scored again, groups name a candidate, one candidate is taken in against the computed set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from os import PathLike

import numpy as np
import pandas as pd

from wcc_prioritise.case import Case
from wcc_prioritise.teaching.closing import close
from wcc_prioritise.teaching.scorers import STEP
from wcc_prioritise.workshop import Workshop
from wcc_prioritise.workshop.schedule import length_of

FULL = {
    "arrive": 0, "rules": 15, "gut order": 25, "swing": 45, "score": 70, "lunch": 180,
    "score on": 225, "reveal": 285, "discuss": 290, "set": 345, "heard": 370, "decide": 395,
    "freeze": 410,
}  # fmt: skip
"""Agenda of a full day: minutes after its start at which each step begins."""

SHORT = {
    "arrive": 0, "rules": 4, "gut order": 8, "swing": 20, "score": 35, "lunch": 49,
    "score on": 49, "reveal": 50, "discuss": 55, "set": 90, "heard": 105, "decide": 113,
    "freeze": 118,
}  # fmt: skip
"""Agenda of the two-hour path."""

CELLS_DISCUSSED = {"full": 18, "short": 6}
NAMED_BY_EACH_GROUP = {"full": 3, "short": 1}
GUT_ORDER = 5
"""How many candidates a sealed gut order names."""

CLOSER = 1 / 3
"""Share of the way to the room's mean that a person moves after a discussion."""

DAY = date(2026, 10, 14)
"""Day of a rehearsal when none is given."""


@dataclass(frozen=True)
class Deed:
    """One thing done on the day.

    Attributes
    ----------
    at : datetime
        When, in universal time.
    kind : str
        Kind of entry, or an act.
    by : str
        Who typed it.
    fields : dict
        The fields of the record.
    because : str or None
        The reason given.
    """

    at: datetime
    kind: str
    by: str
    fields: dict = field(default_factory=dict)
    because: str | None = None


class Watch:
    """A clock that shows the time of the deed in hand."""

    def __init__(self, now: datetime):
        self.now = now

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.now


@dataclass(frozen=True)
class Plan:
    """What the script of one day is written from."""

    case: Case
    rng: np.random.Generator
    begin: datetime
    agenda: dict[str, int]
    length: str

    def at(self, step: str, minutes: float = 0.0) -> datetime:
        """When does a step begin, or so many minutes after that?"""
        return self.begin + timedelta(minutes=self.agenda[step] + minutes)

    def between(self, step: str, end: str, parts: int) -> Iterator[datetime]:
        """Spread moments evenly over a step, up to just before another begins."""
        whole = self.at(end) - self.at(step)
        return (self.at(step) + whole * (i / (parts + 1)) for i in range(1, parts + 1))

    @property
    def anonymous(self) -> bool:
        """Do answers wait until they are revealed? What waits cannot be undone."""
        return self.case.charter.privacy == "anonymous"

    @property
    def judged(self) -> list[str]:
        """Which criteria do people judge?"""
        criteria = self.case.criteria
        return list(criteria.loc[criteria["kind"] == "judged", "criterion"])

    @property
    def gone(self) -> set[str]:
        """Who leaves before the end?"""
        last = max(self.case.people["attends_to"].dropna(), default=None)
        left = self.case.people.dropna(subset="attends_to")
        return set(left.loc[left["attends_to"] != last, "person"])


def before_the_day(case: Case) -> Case:
    """Give the case as it stood before anybody had answered.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> len(before_the_day(wcc.read(wcc.sample("short"))).scores)
    0
    """
    answers = ("scores", "swings", "interests")
    return Case({name: table for name, table in case.tables.items() if name not in answers})


def script(case: Case, *, seed: int, day: date = DAY) -> list[Deed]:
    """What is done on the day, and when? Every entry up to the discussion of the set.

    Parameters
    ----------
    case : Case
        A case with everybody's answers: a sample, or what `simulate` gives.
    seed : int
        The same seed gives the same deeds.
    day : date
        The day of the workshop.

    Returns
    -------
    list of Deed
        In the order of their times.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> deeds = script(wcc.read(wcc.sample("short")), seed=1)
    >>> deeds[0].kind, sum(deed.kind == "swing" for deed in deeds)
    ('attendance', 60)
    """
    plan = plan_of(case, seed, day)
    parts = (_arrivals, _rules, _gut_orders, _swings, _scores, _reveals, _discussion)
    deeds = [deed for part in parts for deed in part(plan)]
    return sorted(deeds, key=lambda deed: deed.at)


def plan_of(case: Case, seed: int, day: date = DAY) -> Plan:
    """When does each step of this panel's day begin, and for how long does it stay?"""
    came = case.people["attends_from"].dropna().map(_clock_time)
    begin = datetime.combine(day, min(came, default=time(9, 30)), tzinfo=UTC)
    length = length_of(case)
    agenda = {"short": SHORT, "full": FULL}[length]
    return Plan(case, np.random.default_rng(seed), begin, agenda, length)


def _clock_time(words: str) -> time:
    return time.fromisoformat(words)


def _arrivals(day: Plan) -> Iterator[Deed]:
    moments = day.between("arrive", "rules", 2 * len(day.case.people))
    for person in day.case.people.to_dict("records"):
        here = {"person": person["person"], "text": "arrived"}
        yield Deed(next(moments), "attendance", "driver", here)
    for interest in day.case.interests.to_dict("records"):
        yield Deed(day.at("rules"), "interest", "driver", interest)
    last = max(day.case.people["attends_to"].dropna(), default=None)
    for person in day.case.people.to_dict("records"):
        if isinstance(person["attends_to"], str) and person["attends_to"] != last:
            gone = datetime.combine(day.begin.date(), _clock_time(person["attends_to"]), tzinfo=UTC)
            leaving = {"person": person["person"], "text": "left"}
            yield Deed(gone, "attendance", "driver", leaving, "had to leave (SYNTHETIC)")


def _rules(day: Plan) -> Iterator[Deed]:
    moments = day.between("rules", "gut order", 4)
    yield Deed(next(moments), "note", "scribe", {"text": "The rules were read aloud (SYNTHETIC)."})
    yield Deed(
        next(moments),
        "promise",
        "chair",
        {
            "what": "everyone gets the minutes within a week (SYNTHETIC)",
            "whom": "the panel",
            "due": day.begin.date() + timedelta(days=7),
        },
    )
    yield Deed(
        next(moments),
        "idea",
        "scribe",
        {"what": "one number to ring for all community services (SYNTHETIC)"},
    )
    about = day.case.candidates["candidate"].iloc[0]
    yield Deed(
        next(moments),
        "comment",
        "scribe",
        {
            "source": "a carers' forum (SYNTHETIC)",
            "candidate": about,
            "what": "Please think of those who cannot travel (SYNTHETIC).",
        },
    )


def _gut_orders(day: Plan) -> Iterator[Deed]:
    """Seal what each person would choose before the numbers, near to what they will score."""
    means = day.case.scores.groupby(["person", "candidate"])["score"].mean().unstack()
    moments = day.between("gut order", "swing", len(means))
    for person, scores in means.iterrows():
        felt = scores + day.rng.normal(0, 15, len(scores))
        best = list(felt.sort_values(ascending=False, kind="stable").index[:GUT_ORDER])
        order = {"person": person, "text": "; ".join(best)}
        yield Deed(next(moments), "gut order", "driver", order)


def _swings(day: Plan) -> Iterator[Deed]:
    rows = day.case.swings[day.case.swings["round"] == 1]
    moments = day.between("swing", "score", len(rows) + 1)
    for row in _given(rows):
        yield Deed(next(moments), "swing", row["person"], row)
    yield Deed(next(moments), "reveal", "facilitator", {"what": "weights"})


def _scores(day: Plan) -> Iterator[Deed]:
    """Type the first round, a criterion at a time, in the order in which sheets come in."""
    half = (len(day.judged) + 1) // 2
    for criteria, step, end in (
        (day.judged[:half], "score", "lunch"),
        (day.judged[half:], "score on", "reveal"),
    ):
        rows = [row for criterion in criteria for row in _sheets(day, criterion)]
        moments = day.between(step, end, len(rows) + 3)
        for number, row in enumerate(rows):
            midway = step == "score" and number == len(rows) // 2 and not day.anonymous
            if midway and isinstance(row["score"], float):
                yield from _mistyped(row, moments)
            yield Deed(next(moments), "score", row["person"], row)


def _sheets(day: Plan, criterion: str) -> list[dict]:
    rows = day.case.scores
    rows = rows[(rows["criterion"] == criterion) & (rows["round"] == 1)]
    order = day.rng.permutation(sorted(rows["person"].unique()))
    by_person = {person: _given(rows[rows["person"] == person]) for person in order}
    return [row for person in order for row in by_person[person]]


def _given(rows: pd.DataFrame) -> list[dict]:
    """Give rows as they are typed: blanks left out, "don't know" in words."""
    typed = []
    for row in rows.to_dict("records"):
        if "score" in row and row["score"] != row["score"]:
            row["score"] = "don't know"
        typed.append({name: cell for name, cell in row.items() if not _blank(cell)})
    return typed


def _blank(cell: object) -> bool:
    return cell is None or cell != cell


def _mistyped(row: dict, moments: Iterator[datetime]) -> Iterator[Deed]:
    """Type a wrong number for a cell, and take it back."""
    wrong = 100.0 - row["score"] if row["score"] != 50 else 5.0
    yield Deed(next(moments), "score", "driver", {**row, "score": wrong})
    yield Deed(next(moments), "undo", "driver", because="mistyped (SYNTHETIC)")


def _reveals(day: Plan) -> Iterator[Deed]:
    for moment, criterion in zip(
        day.between("reveal", "discuss", len(day.judged)), day.judged, strict=True
    ):
        yield Deed(moment, "reveal", "facilitator", {"what": criterion})


def _discussion(day: Plan) -> Iterator[Deed]:
    """Name candidates to be discussed, talk about the widest cells, score them again, reveal."""
    named = list(_named(day))
    cells = _widest(day, CELLS_DISCUSSED[day.length])
    scores = [row for cell in cells for row in _scored_again(day, *cell)]
    again = sorted({fields["criterion"] for _, _, fields, _ in scores})
    why = "everybody who wished to has scored again (SYNTHETIC)"
    reveals = [("reveal", "facilitator", {"what": criterion}, why) for criterion in again]
    deeds = named + scores + reveals
    yield from (
        Deed(moment, *rest)
        for moment, rest in zip(day.between("discuss", "set", len(deeds)), deeds, strict=True)
    )


def _named(day: Plan) -> Iterator[tuple]:
    codes = list(day.case.candidates["candidate"])
    for group in sorted(set(day.case.voice_groups["group"])):
        for candidate in day.rng.choice(codes, NAMED_BY_EACH_GROUP[day.length], replace=False):
            said = {"group": group, "candidate": str(candidate)}
            yield "discuss", "scribe", said, None
    yield "parking lot", "scribe", {"text": "Who pays for transport? (SYNTHETIC)"}, None


def _widest(day: Plan, most: int) -> list[tuple[str, str]]:
    rows = day.case.scores
    spread = rows[rows["round"] == 1].groupby(["candidate", "criterion"])["score"].std()
    return list(spread.sort_values(ascending=False, kind="stable").index[:most])


def _scored_again(day: Plan, candidate: str, criterion: str) -> Iterator[tuple]:
    rows = day.case.scores
    rows = rows[
        (rows["candidate"] == candidate) & (rows["criterion"] == criterion) & (rows["round"] == 1)
    ].dropna(subset="score")
    mean, gone = rows["score"].mean(), day.gone
    for row in rows.to_dict("records"):
        nearer = row["score"] + CLOSER * (mean - row["score"])
        score = float(STEP * round(nearer / STEP))
        if score == row["score"] or row["person"] in gone:
            continue
        cell = {"person": row["person"], "candidate": candidate, "criterion": criterion}
        said = "moved by what was said in the discussion (SYNTHETIC)"
        yield "score", row["person"], {**cell, "score": score, "round": 2, "reason": said}, said


def play(
    case: Case,
    path: str | PathLike,
    *,
    seed: int,
    day: date = DAY,
    until: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Workshop:
    """How does the day go? Play it into a workshop file, entry by entry.

    Parameters
    ----------
    case : Case
        A case with everybody's answers: a sample, or what `simulate` gives.
    path : path-like
        The workshop file to be made; it must not exist.
    seed : int
        The same seed gives the same entries.
    day : date
        The day of the workshop.
    until : str, optional
        A step of the agenda before which to stop, such as `discuss`; by default the whole day.
    progress : callable, optional
        Called with the number of deeds done and of all.

    Returns
    -------
    Workshop
        The open workshop.
    """
    plan = plan_of(case, seed, day)
    stop = plan.at(until) if until else None
    deeds = [deed for deed in script(case, seed=seed, day=day) if not stop or deed.at < stop]
    watch = Watch(plan.begin - timedelta(minutes=30))
    workshop = Workshop.start(before_the_day(case), path, by="driver", clock=watch)
    do_all(workshop, deeds, watch, progress)
    if until is None:
        close(workshop, plan, watch)
    return workshop


def do_all(
    workshop: Workshop,
    deeds: Iterable[Deed],
    watch: Watch,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Do each deed at its time."""
    deeds = list(deeds)
    for number, deed in enumerate(deeds, start=1):
        watch.now = deed.at
        do(workshop, deed)
        if progress:
            progress(number, len(deeds))


def do(workshop: Workshop, deed: Deed) -> None:
    """Do one deed through the same calls that the room uses."""
    fields, why = deed.fields, {"by": deed.by, "because": deed.because}
    if deed.kind == "reveal":
        workshop.reveal(fields["what"], **why)
    elif deed.kind == "undo":
        workshop.undo(**why)
    else:
        workshop.add(deed.kind, **why, **fields)
