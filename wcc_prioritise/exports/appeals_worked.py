"""How is one result re-derived by hand, and what would have changed it? A section a candidate."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from wcc_prioritise.exports.appeals_scores import FEW, counted_by_cell
from wcc_prioritise.exports.content import Listing, Paragraph, Section, Table, section
from wcc_prioritise.exports.criteria import named
from wcc_prioritise.exports.of_record import OfRecord
from wcc_prioritise.exports.totals import ONE_SCORER, one_scorer
from wcc_prioritise.exports.wording import number, sentence, short
from wcc_prioritise.robustness.next_band import next_band

DIGITS = 4
"""Decimals of the worked figures: enough to add up again."""

WEIGHT_DIGITS = 6
"""Decimals of a weight: a weight is small, and is multiplied by large numbers."""

HEADS = ("Criterion", "Scores that count", "Figure", "Value", "Weight", "Weight x value",
         "Over doing nothing, for the people reached", "Adds to worth")  # fmt: skip

HOW = (
    "Figure: the mean of the scores that count (every person the same, unless the charter pools by "
    "voice group), or the measured figure. Value: the figure on the anchors of the criterion. The "
    "weighted values sum to the value of the candidate. Over doing nothing: value less what doing "
    "nothing gets, on a criterion that counts per person times the people reached over the "
    "reference number. That, times the weight and the chance of success, is what it adds to worth."
)


def worked_sections(told: OfRecord, changed: Mapping[str, tuple[str, ...]]) -> list[Section]:
    """Make a section for each candidate, those in the set first.

    Parameters
    ----------
    told : OfRecord
        Everything the record comes to.
    changed : mapping of str to tuple of str
        What would have changed the place of each, as `changes` gives it.
    """
    facts = _Facts(told)
    return [_worked(told, facts, c, changed[c]) for c in told.portfolio.members["candidate"]]


class _Facts:
    """What every section needs, found once."""

    def __init__(self, told: OfRecord):
        self.appraisal = told.appraisal
        self.scores = counted_by_cell(told)
        self.alone = one_scorer(told.appraisal)
        self.thresholds = told.thresholds.set_index("candidate")
        self.criteria = told.case.criteria.to_dict("records")
        self.contributions, self.parts = told.appraisal.contributions, told.appraisal.worth_parts
        self.outcomes, self.weights = told.appraisal.outcomes, told.appraisal.weights
        self.value, self.worth = told.appraisal.value, told.appraisal.worth


def _worked(told: OfRecord, facts: _Facts, code: str, changed: tuple[str, ...]) -> Section:
    name = short(told.case.names[code])
    rows = tuple(_row(facts, code, criterion) for criterion in facts.criteria)
    sums = ("Sum", "", "", "", "", _exact(facts.value[code]), "", _exact(facts.worth[code]))
    return section(
        f"{code} {name}",
        [
            Paragraph(_in_words(told, facts, code), "lead"),
            Table(
                f"{code}: re-derive this result by hand",
                HEADS,
                (*rows, sums),
                align="llrrrrrr",
                widths=(3.4, 4.6, 1.6, 1.6, 1.6, 1.8, 2.4, 1.8),
                last_is_sum=True,
            ),
            Paragraph("What would have changed its place:"),
            Listing(changed),
        ],
        level=3,
        wide=True,
    )


def _row(facts: _Facts, code: str, criterion: dict) -> tuple[str, ...]:
    """Work out one line; where one person alone scored, the figure would be that person's own."""
    c, a = criterion["criterion"], facts.appraisal
    alone = bool(facts.alone.at[code, c])

    def shown(frame: pd.DataFrame) -> str:
        if c not in frame.columns:
            return "never added"
        return ONE_SCORER if alone else _exact(frame.at[code, c])

    return (
        named(criterion),
        _scores(facts.scores, criterion, code),
        *(shown(a.figures), shown(a.values), number(facts.weights[c], WEIGHT_DIGITS)),
        *(shown(facts.contributions), shown(facts.outcomes), shown(facts.parts)),
    )


def _scores(scores: Mapping[tuple[str, str], list[float]], criterion: dict, code: str) -> str:
    if criterion["kind"] == "measured":
        return "measured, not scored"
    held = scores.get((code, criterion["criterion"]))
    return FEW if held is None else ", ".join(number(score) for score in held)


def _exact(figure: float) -> str:
    return number(figure, DIGITS)


def _in_words(told: OfRecord, facts: _Facts, code: str) -> str:
    """Follow the result from the value to the place, in words."""
    rule = facts.thresholds.loc[code]
    place = "It is in the set" if code in told.portfolio.chosen else "It is not in the set"
    chance, worth = _exact(facts.appraisal.chance[code]), _exact(facts.worth[code])
    return (
        f"{place}. Value {_exact(facts.value[code])} of 100; chance of success {chance}; worth "
        f"{worth} points a year. {code} is {rule['words']}."
    )


def changes(told: OfRecord) -> dict[str, tuple[str, ...]]:
    """Say for each candidate what would have changed its place: in the set, and in its band."""
    found = told.thresholds.set_index("candidate")
    why = told.portfolio.members.set_index("candidate")["why"]
    bands = {} if told.stress is None else told.stress.bands
    said = {}
    for code, rule in found.iterrows():
        said[code] = [sentence(why[code])]
        if math.isfinite(rule["margin"]):
            side = "above" if rule["margin"] > 0 else "short of"
            points = number(abs(rule["margin"]), 2)
            said[code].append(f"Its worth is {points} points a year {side} what is needed.")
        if code in bands:
            said[code].append(next_band(told.stress, code).words)
    return {code: tuple(words) for code, words in said.items()}
