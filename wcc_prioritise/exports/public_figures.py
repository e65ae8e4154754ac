"""What may be told in figures of what people answered? What the rule of disclosure lets through.

Scores, weights and the closing statements go through one rule (`judgement.disclosure`). What was
frozen before counts as told: whoever lays two publications side by side learns no more than the
rule allows of both together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import pandas as pd

from wcc_prioritise.case import Case
from wcc_prioritise.judgement import may_be_shown, memberships, normalise, swing_points
from wcc_prioritise.judgement.disclosure import GROUPS, PANEL, Told, show_cell
from wcc_prioritise.judgement.subtraction import Unknown
from wcc_prioritise.voices.heard import STATEMENTS, said_of

OF_A_HUNDRED = 100.0
OF_TEN = 10.0
"""A closing statement is answered 0 to 10; told like every other answer, it is 0 to 100."""

PANEL_COLUMNS = ("people", "every person counts the same", "every voice group counts the same")
COLUMNS = (*PANEL_COLUMNS, "spread (standard deviation over people)", "why not more is told")
GROUP_COLUMNS = ("voice group", "people", "mean")

Rows = list[tuple]


def score_rows(cases: Sequence[Case]) -> tuple[Rows, Rows]:
    """What may be told of the scores, pooled over the panel and by voice group?

    Parameters
    ----------
    cases : sequence of Case
        What was frozen, each time, oldest first; the last is published.

    Returns
    -------
    (list of tuple, list of tuple)
        candidate, criterion, round and `COLUMNS`; candidate, criterion, round and `GROUP_COLUMNS`.
    """
    shown = None
    for case in cases:
        shown = may_be_shown(case, before=shown)
    told = [(*cell, one.round, one) for cell, rounds in shown.cells.items() for one in rounds]
    panel = [(*key, *_panel(one)) for *key, one in told]
    return panel, [(*key, *row) for *key, one in told for row in _groups(one)]


def weight_rows(cases: Sequence[Case]) -> tuple[Rows, Rows]:
    """What may be told of the weights, in points out of 100?

    Parameters
    ----------
    cases : sequence of Case
        As for `score_rows`.

    Returns
    -------
    (list of tuple, list of tuple)
        criterion and `COLUMNS`; criterion and `GROUP_COLUMNS`.
    """
    return _told_last(cases, _weights)


def agreement_rows(cases: Sequence[Case]) -> tuple[Rows, Rows]:
    """What may be told of the closing statements, 0 to 100?

    Parameters
    ----------
    cases : sequence of Case
        As for `score_rows`.

    Returns
    -------
    (list of tuple, list of tuple)
        statement, when (before, after) and `COLUMNS`; statement, when and `GROUP_COLUMNS`.
    """
    when = {1: "before", 2: "after"}
    panel, groups = _told_last(cases, _agreements, with_round=True)
    return tuple(
        [(statement, when[number], *rest) for statement, number, *rest in rows]
        for rows in (panel, groups)
    )


Asked = Mapping[str, Mapping[int, list[Unknown]]]


def _told_last(
    cases: Sequence[Case], asked_of: Callable[[Case], Asked], with_round: bool = False
) -> tuple[Rows, Rows]:
    """Hold each item of each case to the rule, beside all that the earlier ones told of it."""
    known: dict[str, tuple] = {}
    told: dict[str, tuple[Told, ...]] = {}
    for case in cases:
        shares, told = memberships(case.people, case.voice_groups), {}
        for item, rounds in asked_of(case).items():
            told[item] = show_cell(rounds, shares, known.get(item, ()))
            known[item] = known.get(item, ()) + tuple(f for one in told[item] for f in one.figures)
    panel, groups = [], []
    for item, rounds in told.items():
        for one in sorted(rounds, key=lambda one: one.round):
            key = (item, one.round) if with_round else (item,)
            panel.append((*key, *_panel(one)))
            groups += [(*key, *row) for row in _groups(one)]
    return panel, groups


def _weights(case: Case) -> Asked:
    """Give each person's weight on each criterion as the answer that nobody may learn."""
    weights = normalise(swing_points(case.swings, list(case.criteria["criterion"])))
    if weights.empty:
        return {}
    return {
        criterion: {1: [Unknown(p, 1, OF_A_HUNDRED * w) for p, w in column.items()]}
        for criterion, column in weights.items()
    }


def _agreements(case: Case) -> Asked:
    """Give each person's last answer before and after; one that did not change is one answer."""
    answers = case.agreements
    if answers.empty:
        return {}
    moments = {}
    for number, rows in ((1, answers["round"] <= 1), (2, answers["round"] > 1)):
        late = answers[rows].sort_values("round").drop_duplicates("person", keep="last")
        moments[number] = late.set_index("person")
    return {said_of(field): _two_moments(field, moments) for field in STATEMENTS}


def _two_moments(field: str, moments: Mapping[int, pd.DataFrame]) -> dict[int, list[Unknown]]:
    before, after = (moments[n][field].dropna().astype(float) for n in (1, 2))
    stood = {
        1: [Unknown(person, 1, OF_TEN * answer) for person, answer in before.items()],
        2: [
            Unknown(person, 1 if before.get(person) == answer else 2, OF_TEN * answer)
            for person, answer in after.items()
        ],
    }
    return {number: answers for number, answers in stood.items() if answers}


def _panel(told: Told) -> tuple:
    words = {figure.what: figure.words for figure in told.figures}
    not_told = "not told"
    return (
        told.people,
        words.get(PANEL, not_told),
        words.get(GROUPS, not_told),
        told.spread or not_told,
        told.why,
    )


def _groups(told: Told) -> Iterator[tuple]:
    for figure in told.figures:
        if figure.what not in (PANEL, GROUPS):
            yield figure.what, len(figure.people), figure.words
