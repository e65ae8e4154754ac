"""What may be going wrong in the room? The figures behind the facilitator's private flags.

Each figure comes from the scores alone, is worked out anew every time and is for the console only.
What is a lot is a proposal, not a finding: each threshold stands here once.
"""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.case.value import Case
from wcc_prioritise.judgement.agreement import agreement_map, quartile_range
from wcc_prioritise.judgement.between_rounds import movement
from wcc_prioritise.judgement.panel import SPREAD_NEEDS, memberships
from wcc_prioritise.judgement.rounds import standing

CLOSED_UP = 0.5
"""A spread that fell by more than this share has closed up."""

DOMINANT = 0.4
"""A voice group that gave more than this share of all reasons may dominate."""

LITTLE_OF_THE_SCALE = 40.0
"""Whoever uses fewer points of the scale than this presses it together."""

FEW_VALUES = 3
"""Whoever gives no more different scores than this presses the scale together."""

TINY_MIDDLE = 5.0
"""A middle half of the panel narrower than this on most cells of a criterion is tiny."""

FAR_FROM_THE_ROOM = 2.0
"""Standard deviations of people's means from the room's; beyond it a person scores apart."""


def closed_up(case: Case) -> pd.DataFrame:
    """Where did views close up toward one voice group after the discussion?

    Returns
    -------
    DataFrame
        Rows of `movement` whose spread fell by more than half while the mean went toward a group,
        with fell (share by which the spread fell).
    """
    moved = movement(case)
    fell = 1 - moved["spread_after"] / moved["spread_before"]
    return moved.assign(fell=fell)[(fell > CLOSED_UP) & moved["toward"].notna()]


def same_scores(case: Case) -> pd.DataFrame:
    """On which cells did everybody, three people or more, give the same score?

    Returns
    -------
    DataFrame
        candidate, criterion, scored and the score.
    """
    cells = agreement_map(case)
    same = (cells["scored"] >= SPREAD_NEEDS) & (cells["low"] == cells["high"])
    return cells.loc[same, ["candidate", "criterion", "scored", "low"]].rename(
        columns={"low": "score"}
    )


def reasons_by_group(case: Case) -> pd.DataFrame:
    """Whose reasons fill the record?

    Returns
    -------
    DataFrame
        Voice group by reasons (a person in k groups counts 1/k in each), share of all reasons,
        share of the people, and dominant (more than 40% of the reasons, and more than its part).
    """
    shares = memberships(case.people, case.voice_groups)
    scores = case.scores
    given = scores.loc[scores["reason"].notna(), "person"].value_counts()
    reasons = shares.mul(given.reindex(shares.index, fill_value=0), axis="index").sum()
    table = pd.DataFrame(
        {
            "reasons": reasons,
            "share": reasons / reasons.sum(),
            "of_people": shares.sum() / shares.sum().sum(),
        }
    )
    return table.assign(
        dominant=(table["share"] > DOMINANT) & (table["share"] > table["of_people"])
    )


def pressed_scale(case: Case) -> pd.DataFrame:
    """Who uses only a little of the scale?

    Returns
    -------
    DataFrame
        Person by scored (cells), range (highest less lowest score), values (different scores) and
        pressed (under 40 points of the scale, or three different scores or fewer, in more than
        three cells).
    """
    answers = standing(case).answers
    table = pd.DataFrame(
        {
            "scored": answers.notna().sum(axis="columns"),
            "range": answers.max(axis="columns") - answers.min(axis="columns"),
            "values": answers.nunique(axis="columns"),
        }
    )
    little = (table["range"] < LITTLE_OF_THE_SCALE) | (table["values"] <= FEW_VALUES)
    return table.assign(pressed=little & (table["scored"] > FEW_VALUES))


def pressed_criteria(case: Case) -> pd.DataFrame:
    """On which criteria do the scores of the whole panel lie on top of one another?

    Returns
    -------
    DataFrame
        Criterion by middle (median over candidates of the middle half, in points) and pressed
        (under 5 points).
    """
    middle = quartile_range(standing(case).answers).groupby(level="criterion", sort=False).median()
    return pd.DataFrame({"middle": middle, "pressed": middle < TINY_MIDDLE})


def apart_from_the_room(case: Case) -> pd.DataFrame:
    """Whose scores lie far from the room's, all in all?

    Returns
    -------
    DataFrame
        Person by mean (points above or below the room on the cells that the person scored),
        deviations (in standard deviations of everybody's) and apart (more than 2). Measured against
        the room on the same cells, so that whoever left early or scored few candidates is not
        taken for harsh; `person_effects` gives the same with an interval.
    """
    answers = standing(case).answers
    away = (answers - answers.mean()).mean(axis="columns")
    deviations = (away - away.mean()) / away.std(ddof=1)
    return pd.DataFrame(
        {"mean": away, "deviations": deviations, "apart": deviations.abs() > FAR_FROM_THE_ROOM}
    )
