"""How does a case become an appraisal? Pooling, anchors, and every check on the way."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from wcc_prioritise.appraisal.appraised import PLAIN_TOTALS, Appraisal
from wcc_prioritise.appraisal.figures import (
    beyond_words,
    empty_cells,
    figures_of,
    refuse_gaps,
    values_of,
)
from wcc_prioritise.appraisal.overlap import overlap_words, overlaps
from wcc_prioritise.appraisal.values import BEYOND
from wcc_prioritise.appraisal.worth import chance_of_success, held_to_merge_test, merge_test
from wcc_prioritise.case.functions import told
from wcc_prioritise.case.value import Case
from wcc_prioritise.judgement import (
    memberships,
    person_weights,
    pool,
    pool_weights,
    pool_with,
    standing,
    swing_points,
)
from wcc_prioritise.tables import InputError

__all__ = ["PLAIN_TOTALS", "Appraisal", "appraise"]

Weighting = Callable[[pd.Series], pd.Series]
Pooling = Callable[[pd.DataFrame, pd.DataFrame], pd.Series]

MISSING = ("refuse", "bounds")
"""What may be done with a cell that nobody scored."""


def appraise(
    case: Case,
    *,
    score_rule: str | None = None,
    weight_rule: str | None = None,
    weighting: Weighting | None = None,
    pooling: Pooling | None = None,
    missing: str = "refuse",
    beyond: str = "refuse",
) -> Appraisal:
    """What does this room think of every candidate?

    Scores and weights are pooled on their own and then multiplied. Value is the additive model over
    all criteria; worth is the chance of success times the weighted outcomes over doing nothing, and
    is what may be added up across candidates.

    Parameters
    ----------
    case : Case
        A case with charter, candidates, criteria, people and swings.
    score_rule, weight_rule : {"person", "group"}, optional
        Other pooling rules than the charter's.
    weighting : callable, optional
        Your own rule from points to weights: gets the points of one person by criterion (Series),
        gives weights that sum to 1 (Series).
    pooling : callable, optional
        Your own rule for pooling scores and weights: gets the answers (person by item) and the
        shares (person by voice group), gives one figure an item (Series). Pooled weights are
        divided by their sum.
    missing : {"refuse", "bounds"}
        What is done with a cell that nobody scored: refuse it, or carry the least and the most it
        could be through to `bounds`. It is never counted as zero.
    beyond : {"refuse", "stop", "go on"}
        What is done with a measured figure outside the anchors: refuse it, let it stop at the end
        value (clip), or go on along the line (extrapolate). A figure past the best anchor of a
        criterion with a true zero always goes on.

    Returns
    -------
    Appraisal
        Values 0 to 100, weights, worth, classes and what they were made from.

    Raises
    ------
    InputError
        If the case holds no workshop, a cell was scored by nobody, a measured figure is missing or
        outside its anchors, a criterion that fails the merge test is added without a reason, or
        your own rule does not keep its word.

    References
    ----------
    HM Treasury & DESNZ, Use of multi-criteria decision analysis in options appraisal of economic
    cases, 2024 (the additive model and swing weights); Airoldi et al., Medical Decision Making
    2014;34:965-975 (gain x people x chance of success).

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> float(appraisal.weights.sum().round(9))
    1.0
    >>> def half_of_the_middle(answers, shares):  # somebody's own rule
    ...     return answers.clip(
    ...         answers.quantile(0.25), answers.quantile(0.75), axis="columns"
    ...     ).mean()
    >>> wcc.appraise(appraisal.case, pooling=half_of_the_middle).own["pooling"].split(" ")[0]
    '...half_of_the_middle'
    """
    charter = _charter(case)
    rules = score_rule or charter.score_rule, weight_rule or charter.weight_rule
    for given, allowed, words in (
        (rules[0], ("person", "group"), "pooling rule"),
        (rules[1], ("person", "group"), "pooling rule"),
        (missing, MISSING, "missing"),
        (beyond, BEYOND, "beyond"),
    ):
        _one_of(given, allowed, words)
    _refuse_two_rules(pooling, score_rule, weight_rule)
    own = {"weighting": weighting, "pooling": pooling}
    given = {"score_rule": score_rule, "weight_rule": weight_rule, **own}
    criteria, shares = case.criteria, memberships(case.people, case.voice_groups)
    points = swing_points(case.swings, list(criteria["criterion"]))
    weights = person_weights(points, weighting)
    _refuse_no_weights(weights, case)
    answers = standing(case).answers
    pooled = pool(answers, shares)
    judged = pool_with(pooling, answers, shares).figures if pooling else pooled.by(rules[0])
    figures = figures_of(case, judged)
    if missing == "refuse":
        refuse_gaps(figures)
    values = values_of(criteria, figures, beyond)
    people = case.candidates.set_index("candidate")["people"].astype(float)
    line = "stop" if beyond == "stop" else "go on"
    tested = merge_test(criteria, figures, people, charter.reference_people, line)
    weights_by = _weights_by(weights, shares, pooling)
    weights_from = "own" if pooling else rules[1]
    own = {name: told(function) for name, function in own.items() if function}
    return Appraisal(
        case=case,
        score_rule=rules[0],
        weight_rule=rules[1],
        person_weights=weights,
        weights_by=weights_by,
        pooled=pooled,
        figures=figures,
        values=values,
        chance=chance_of_success(criteria, values, case.chances),
        merge=tested,
        warnings=(
            *held_to_merge_test(criteria, tested),
            *_said_of_gaps(figures),
            *beyond_words(criteria, figures, beyond),
            *(_OWN_WORDS[name].format(rule) for name, rule in own.items()),
            *overlap_words(overlaps(values, weights_by[weights_from]), criteria),
        ),
        weights_from=weights_from,
        arguments={**given, "missing": missing, "beyond": beyond},
        own=own,
    )


_OWN_WORDS = {
    "weighting": "Weights were made from points by somebody's own rule, {}.",
    "pooling": "Scores and weights were pooled by somebody's own rule, {}, in place of the "
    "charter's.",
}


def _charter(case: Case):
    if case.charter is None:
        raise InputError.of(
            found="a folder with evidence alone",
            allowed="a workshop: charter, candidates, criteria, people, swings and scores",
            do="Make one with `wcc new FOLDER`, or read another folder.",
        )
    return case.charter


def _one_of(given: str, allowed: tuple[str, ...], words: str) -> None:
    if given not in allowed:
        raise InputError.of(
            found=f"{words} {given!r}",
            allowed=f"{', '.join(allowed[:-1])} or {allowed[-1]}",
            do="Choose one of them." if len(allowed) > 2 else "Choose one of the two.",
        )


def _refuse_two_rules(pooling, score_rule: str | None, weight_rule: str | None) -> None:
    if pooling and (score_rule or weight_rule):
        raise InputError.of(
            found="your own pooling beside a rule for scores or weights",
            allowed="one of the two: your own takes the place of both rules",
            do="Leave one out.",
        )


def _refuse_no_weights(weights: pd.DataFrame, case: Case) -> None:
    if weights.empty:
        raise InputError.of(
            where="swings",
            found=f"nobody of {case.swings['person'].nunique()} gave points to every criterion",
            allowed="at least one person with points for every criterion",
            do="Ask for the missing answers.",
        )


def _weights_by(
    weights: pd.DataFrame, shares: pd.DataFrame, pooling: Pooling | None
) -> pd.DataFrame:
    """Pool the weights by person and by voice group, and by somebody's own rule if there is one."""
    table = pool_weights(weights, shares)
    if pooling is None:
        return table
    own = pool_with(pooling, weights, shares)
    if not own.figures.sum() > 0:
        raise InputError.of(
            found=f"no weight at all, from {own.rule}",
            allowed="at least one weight above 0",
            do="Correct the function, or leave it out.",
        )
    return table.assign(own=own.figures / own.figures.sum())


def _said_of_gaps(figures: pd.DataFrame) -> tuple[str, ...]:
    empty = empty_cells(figures)
    return (
        (f"Not known, and carried as the least and the most it could be: {empty}.",)
        if empty
        else ()
    )
