"""How would tomorrow go? The day of a workshop, taken by simulated scorers in a copy of its record.

The deeds are those of every scripted day (`rehearsal`); here they are done a step at a time, and
after each step it is said what the facilitator would have seen. What the record refuses is told and
the day goes on as far as it can.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from os import PathLike
from pathlib import Path

import numpy as np
import pandas as pd

from wcc_prioritise.case import Case
from wcc_prioritise.schema import FORM, SAID
from wcc_prioritise.tables import InputError
from wcc_prioritise.teaching import closing, seen
from wcc_prioritise.teaching.readiness import better_agreed, to_mend
from wcc_prioritise.teaching.rehearsal import (
    DAY,
    Deed,
    Plan,
    Watch,
    before_the_day,
    do,
    plan_of,
    script,
)
from wcc_prioritise.teaching.scorers import simulate
from wcc_prioritise.workshop import Workshop

DIFFICULT = ("dominant", "harsh", "gamer")
"""One of each is on every simulated panel that is large enough."""

LEAVERS = 2
"""So many leave at the pause of a rehearsed day."""

FEWEST_PLAIN = 3
"""So many are always left plain, in a panel that has them."""

AFTER_CLOSING = timedelta(days=14)
"""A rehearsed day lies so long after the last day for candidates, where there is one."""

BELOW_QUORUM = "fewer than the quorum are here, and the chair agrees to go on (SYNTHETIC)"

TITLES = {
    "arrive": "Who is here",
    "rules": "Rules, interests, promises",
    "gut order": "Five each, sealed",
    "swing": "Which step matters most",
    "score": "Private scores, first half",
    "score on": "The pause, and the other scores",
    "reveal": "Where the room agrees, and where not",
    "discuss": "What is worth talking about",
    "set": "What can be carried together",
    "heard": "Were you heard?",
    "decide": "What is recommended",
    "freeze": "The seal",
}
"""Every step that is told, in the order of the day."""

_BEGINS = {"score on": "lunch"}
"""Steps that begin with something else of the agenda: whoever leaves does so at the pause."""


@dataclass(frozen=True)
class Step:
    """One step of a rehearsed day.

    Attributes
    ----------
    key, title : str
        Its name in the agenda, and in words.
    at : str
        When it began, as 14:20.
    seen : tuple of str
        What the facilitator would have seen, the most telling first.
    refused : tuple of str
        What stopped, in words.
    """

    key: str
    title: str
    at: str
    seen: tuple[str, ...]
    refused: tuple[str, ...] = ()

    def lines(self, most: int | None = None) -> list[str]:
        """Give what was seen, or the first lines of it; what stopped is never left out."""
        return [*self.seen[:most], *(f"STOPPED: {words}" for words in self.refused)]


@dataclass(frozen=True)
class Rehearsal:
    """A day that was rehearsed.

    Attributes
    ----------
    path : Path
        The rehearsed record; `wcc room` opens it.
    case : Case
        What the day began with: the panel's answers are simulated.
    cast : dict of str to str
        Character by person.
    steps : tuple of Step
        The day, step by step.
    mend : tuple of str
        What must be mended before the real day; nothing when it is ready.
    better : tuple of str
        What had better be agreed beforehand.
    """

    path: Path
    case: Case
    cast: dict[str, str]
    steps: tuple[Step, ...]
    mend: tuple[str, ...]
    better: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Can the day be held as it stands?"""
        return not self.mend

    def and_papers(self, refused: str | None) -> Rehearsal:
        """Give the rehearsal with what stopped the papers, if anything did."""
        if refused is None:
            return self
        return replace(self, mend=(*self.mend, f"The papers could not be made: {refused}"))


# ---- who takes part -----------------------------------------------------------------------------


def panel_of(case: Case, seed: int, leavers: int = LEAVERS) -> tuple[Case, dict[str, str]]:
    """Who takes the rehearsed day, and how do they answer?

    Parameters
    ----------
    case : Case
        The workshop as it stands; answers it may hold are not used.
    seed : int
        The same seed gives the same panel.
    leavers : int
        So many leave at the pause, where nobody's own times say that they go earlier.

    Returns
    -------
    case : Case
        With everybody's simulated answers, and with the times of those who leave.
    cast : dict of str to str
        Character by person: one dominant, one harsh, one gamer, and leavers; everybody else is
        plain.

    Raises
    ------
    InputError
        If there is nobody, nothing or no judged criterion to score.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> case, cast = panel_of(wcc.read(wcc.sample("short")), seed=1)
    >>> sorted(cast.values())
    ['dominant', 'gamer', 'harsh', 'leaver', 'leaver']
    """
    unsaid = _unsaid(case)
    _refuse_nothing_to_score(unsaid)
    people, early = _times(unsaid, np.random.default_rng(seed), leavers)
    unsaid = unsaid.replace(people=people)
    others = [person for person in people["person"] if person not in early]
    np.random.default_rng(seed).shuffle(others)
    cast = dict.fromkeys(early, "leaver")
    cast |= dict(zip(others[: max(len(others) - FEWEST_PLAIN, 0)], DIFFICULT, strict=False))
    return simulate(unsaid, seed=seed, characters=cast), cast


def _unsaid(case: Case) -> Case:
    """Give the case without anything that was said on a day; interests are declared beforehand."""
    answers = {"scores", "swings", *(name for name in SAID if name not in FORM)}
    return Case({name: table for name, table in case.tables.items() if name not in answers})


def _refuse_nothing_to_score(case: Case) -> None:
    criteria = case.criteria
    there = {
        "candidates": len(case.candidates),
        "people": len(case.people),
        "judged criteria": int((criteria["kind"] == "judged").sum()) if len(criteria) else 0,
    }
    if wanting := [name for name, many in there.items() if not many]:
        raise InputError.of(
            found=f"no {', no '.join(wanting)}",
            allowed="a workshop with candidates, people and criteria that people judge",
            do="Fill them in; swings and scores may wait for the day.",
        )


def _times(case: Case, rng: np.random.Generator, leavers: int) -> tuple[pd.DataFrame, list[str]]:
    """Say when people come and go; where nobody goes early, let some leave at the pause."""
    plan, people = plan_of(case, 0), case.people
    end = max(people["attends_to"].dropna(), default=f"{plan.at('freeze', 10):%H:%M}")
    people["attends_from"] = people["attends_from"].fillna(f"{plan.begin:%H:%M}")
    people["attends_to"] = people["attends_to"].fillna(end)
    early = list(people.loc[people["attends_to"] != end, "person"])
    most = min(leavers, len(people) - FEWEST_PLAIN)
    if not early and most > 0:
        early = sorted(map(str, rng.choice(people["person"], most, replace=False)))
        people.loc[people["person"].isin(early), "attends_to"] = f"{plan.at('lunch'):%H:%M}"
    return people, early


def day_of(case: Case) -> date:
    """On which day is it rehearsed? After the last day for candidates; nothing reads the clock."""
    closes = case.charter.closing_date
    return DAY if closes is None else max(DAY, closes + AFTER_CLOSING)


# ---- the day ------------------------------------------------------------------------------------


def rehearse(
    case: Case,
    path: str | PathLike,
    *,
    seed: int,
    progress: Callable[[str], object] | None = None,
) -> Rehearsal:
    """How would the day go?

    Parameters
    ----------
    case : Case
        The workshop as it stands, answered or not.
    path : path-like
        The record of the rehearsal, which must not exist yet.
    seed : int
        The same seed gives the same rehearsal.
    progress : callable, optional
        Called with the title of each step before it is taken.

    Returns
    -------
    Rehearsal
        Step by step what would have been seen, and what must be mended.

    Raises
    ------
    InputError
        If there is nobody or nothing to score, or the record cannot be made there.
    """
    drawn, cast = panel_of(case, seed)
    plan = plan_of(drawn, seed, day_of(case))
    watch = Watch(plan.begin - timedelta(minutes=30))
    deeds = script(drawn, seed=seed, day=plan.begin.date())
    steps = []
    with Workshop.start(before_the_day(drawn), path, by="driver", clock=watch) as workshop:
        for step in _taken(workshop, plan, watch, deeds, cast, progress or (lambda title: None)):
            steps.append(step)
    stopped = (f"{step.title}: {words}" for step in steps for words in step.refused)
    mend = tuple(dict.fromkeys([*to_mend(case), *stopped]))
    return Rehearsal(Path(path), drawn, cast, tuple(steps), mend, tuple(better_agreed(case)))


def _taken(
    workshop: Workshop,
    plan: Plan,
    watch: Watch,
    deeds: list[Deed],
    cast: dict[str, str],
    progress: Callable[[str], object],
) -> Iterator[Step]:
    """Take the day step by step."""
    portfolio = None
    closers = {
        "set": lambda: closing.build_set(workshop, plan, watch),
        "heard": lambda: closing.ask_whether_heard(workshop, plan, watch, 1),
        "decide": lambda: closing.decide(workshop, plan, watch, portfolio),
        "freeze": lambda: closing.freeze(workshop, plan, watch),
    }
    for key, title in TITLES.items():
        progress(title)
        if key in closers:
            said, refused = (), []
            if key == "decide" and portfolio is None:
                refused = ["there is no set to decide on."]
            else:
                made = _tried(closers[key], refused)
                portfolio = made if key == "set" else portfolio
        else:
            said, refused = _done(workshop, _deeds_of(key, plan, deeds), watch)
        shown = seen.LOOKS[key](seen.Look(workshop, plan, cast, portfolio))
        yield Step(key, title, f"{plan.at(key):%H:%M}", (*said, *shown), tuple(refused))


def _deeds_of(key: str, plan: Plan, deeds: list[Deed]) -> list[Deed]:
    """Give the deeds of one step: from its beginning up to the next step that is told."""
    keys = list(TITLES)
    after = keys[keys.index(key) + 1]
    begin, end = (plan.at(_BEGINS.get(name, name)) for name in (key, after))
    return [deed for deed in deeds if begin <= deed.at < end or (key == "arrive" and deed.at < end)]


def _done(workshop: Workshop, deeds: list[Deed], watch: Watch) -> tuple[list[str], list[str]]:
    """Do deeds as the room would; say which reveals needed a reason, and what was refused."""
    overridden, refused = [], []
    for deed in deeds:
        watch.now = deed.at
        if deed.kind != "reveal":
            _tried(lambda deed=deed: do(workshop, deed), refused)
            continue
        try:
            do(workshop, deed)
        except InputError as stop:
            overridden.append(f"{deed.fields['what']} ({stop.faults[0].found})")
            again = replace(deed, because=BELOW_QUORUM)
            _tried(lambda again=again: do(workshop, again), refused)
    said = (
        f"Below the quorum on {'; '.join(overridden)}: the reveal was refused until a reason was "
        "given, and the reason is in the minutes."
    )
    return [said] if overridden else [], refused


def _tried(act: Callable[[], object], refused: list[str]) -> object | None:
    """Do something; keep in words what stopped it, once."""
    from wcc_prioritise.portfolio import NoPortfolio

    try:
        return act()
    except InputError as stop:
        words = [fault.words() for fault in stop.faults]
    except NoPortfolio as stop:
        words = [f"no set meets every demand: {'; '.join(stop.clash)} cannot all hold."]
    refused += [one for one in words if one not in refused]
    return None


def papers(path: str | PathLike, kinds: list[str], progress: Callable[[str], object]) -> dict:
    """What would leave the room? Contents by file name, made from the rehearsed record.

    Raises
    ------
    InputError
        If the record does not yield them.
    NoPortfolio
        If no set meets every demand.
    """
    from wcc_prioritise.exports.of_record import OfRecord
    from wcc_prioritise.exports.packs import make

    with Workshop(path) as workshop:
        return make(OfRecord(workshop), kinds, progress)


# ---- disruptions --------------------------------------------------------------------------------


def until_the_set(case: Case, path: str | PathLike, *, seed: int) -> Watch:
    """Play a simulated day up to the set into a record: where disruptions are tried.

    Parameters
    ----------
    case : Case
        The workshop as it stands.
    path : path-like
        The record, which must not exist yet.
    seed : int
        The same seed gives the same day.

    Returns
    -------
    Watch
        A clock that stands where the day was stopped.

    Raises
    ------
    InputError
        If there is nobody or nothing to score, or the record cannot be made there.
    """
    drawn, _ = panel_of(case, seed, leavers=0)
    plan = plan_of(drawn, seed, day_of(case))
    watch = Watch(plan.begin - timedelta(minutes=30))
    deeds = script(drawn, seed=seed, day=plan.begin.date())
    with Workshop.start(before_the_day(drawn), path, by="driver", clock=watch) as workshop:
        _done(workshop, deeds, watch)
    watch.now = plan.at("set")
    return watch
