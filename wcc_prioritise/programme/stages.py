"""Which stage is a project in by when, and what must be answered before the next?"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from wcc_prioritise.programme.calendar import MONTHS_A_QUARTER
from wcc_prioritise.programme.chosen import day_after, facts_of
from wcc_prioritise.programme.scheduling import Programme

STAGES = {
    "start out": "Is it written down why now, who sponsors it and who leads it?",
    "define and scope": "Is it agreed what is in and out, for whom, and who must agree?",
    "measure and understand": (
        "Is every baseline measured and dated, and is it understood why things are as they are?"
    ),
    "design and plan": (
        "Have all who must agree agreed to the new pathway, is every impact gate passed, and is "
        "the money there?"
    ),
    "pilot and implement": (
        "Does it bring the benefit where it was tried, and is what it showed put right?"
    ),
    "sustain and share": (
        "Does it run in routine with a named owner, and is what was learned passed on?"
    ),
}
"""The six stages, each with the question of the gateway at its end.

The stages are those of the NHS Institute's Project Management Guide; the questions are ours.
"""

QUICK_WIN = (
    ("start out", "define and scope"),
    ("measure and understand", "design and plan"),
    ("pilot and implement", "sustain and share"),
)
"""A quick win passes the six in three, with the same questions."""

PILOT_BY = 2 / 3
"""Share of the work by whose end the pilot has begun at the latest (an assumption)."""


@dataclass(frozen=True, eq=False)
class Milestones:
    """The stages of every chosen project, as dates.

    Attributes
    ----------
    programme : Programme
        Whose projects.
    """

    programme: Programme

    @cached_property
    def table(self) -> pd.DataFrame:
        """When does each stage start, and by when is its gateway due?

        Columns candidate, name, class, order (from 1), stage, starts and due (dates), gateway
        (what must be answered).
        """
        rows = [
            (code, row["name"], row["class"], *stage)
            for code, row in facts_of(self.programme).iterrows()
            for stage in _stages(self.programme, code, row)
        ]
        columns = ["candidate", "name", "class", "order", "stage", "starts", "due", "gateway"]
        return pd.DataFrame(rows, columns=columns)


def milestones(programme: Programme) -> Milestones:
    """By when does each project pass each gateway?

    A template by class, to be agreed with whoever leads: quick wins go through three stages, all
    others through six. The stages before the pilot share their time evenly; the pilot begins with
    the first benefit, or when two thirds of the work are done if that is earlier; the last stage
    ends with the full benefit, or with the work if that is later.

    Parameters
    ----------
    programme : Programme
        The projects in time.

    Returns
    -------
    Milestones
        One row a project and stage.

    References
    ----------
    NHS Institute for Innovation and Improvement, Project Management Guide: its six stages.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.programme import schedule
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> found = milestones(schedule(wcc.select(appraisal, limits={"gross_3yr": 3_000}), "2027-04"))
    >>> sorted(set(found.table.groupby("candidate").size()))
    [3, 6]
    """
    return Milestones(programme)


def _stages(programme: Programme, code: str, row: pd.Series):
    """Yield order, stage, start, due and gateway of each stage of one project."""
    groups = QUICK_WIN if row["class"] == "quick win" else tuple((stage,) for stage in STAGES)
    turns = _turning_points(programme, code, row, len(groups))
    for order, stages in enumerate(groups, start=1):
        questions = " ".join(STAGES[stage] for stage in stages)
        yield order, ", ".join(stages), turns[order - 1], turns[order], questions


def _turning_points(
    programme: Programme, code: str, row: pd.Series, number: int
) -> list[datetime.date]:
    """Give the day on which each stage starts, and that on which the last ends."""
    work = MONTHS_A_QUARTER * int(row["quarters"])
    begun = day_after(programme, code, 0)
    pilot = day_after(programme, code, int(min(row["first_benefit"], PILOT_BY * work)))
    done = day_after(programme, code, work)
    routine = max(done, day_after(programme, code, row["full_benefit"]))
    before = number // 3 * 2  # stages before the pilot: four of six, two of three
    days = (pilot - begun).days
    turns = [begun + datetime.timedelta(days=days * i // before) for i in range(before + 1)]
    return [*turns, routine] if number == len(QUICK_WIN) else [*turns, done, routine]
