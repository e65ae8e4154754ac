"""What was assumed, what hangs on it, and how far can it be relied on? From the record alone."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from wcc_prioritise.exports.decisions import day, signed
from wcc_prioritise.exports.of_record import OfRecord
from wcc_prioritise.exports.readings import movement, reading_words
from wcc_prioritise.exports.unnamed import unnamed
from wcc_prioritise.exports.wording import (
    capital,
    given,
    listed,
    missing,
    money,
    number,
    percent,
    quantity,
)
from wcc_prioritise.schema import EFFECT_BY_GRADE, GRADE_POINTS, Charter

COLUMNS = ("assumption", "effect", "reliability", "when", "why", "who", "who signed off")
"""Fields of an assumption, after the AQuA Book."""

THRESHOLDS = (
    "quick_first_months", "quick_full_months", "quick_set_up", "quick_organisations",
    "quick_gain_per_million", "long_full_months", "long_gain", "long_horizon",
)  # fmt: skip

OURS = "assumption of the software, to be replaced by local figures"
CHOSEN = "a choice, not an estimate: it can't be right or wrong"
JUDGED = "a judgement agreed beforehand"
DECLARED = {True: "declared, with no source", False: "declared, with its source"}

Said = tuple[str, str, str, str]


def assumption_rows(told: OfRecord) -> list[tuple]:
    """List every assumption of the result.

    Parameters
    ----------
    told : OfRecord
        Everything the record comes to.

    Returns
    -------
    list of tuple
        Cells in the order of `COLUMNS`.
    """
    say, charter = unnamed(told), told.case.charter
    begun, by = day(told.entries["at"].iloc[0]), say(given(charter.who_decides))
    signatures = signed(told, 1)
    parts = (_charter, _chances, _nothing, _grades, _shares, _pots, _doubt)
    return [
        (say(what), say(effect), reliability, begun, say(why), by, signatures)
        for part in parts
        for what, effect, reliability, why in part(told)
    ]


def _moves(told: OfRecord, *starts: str) -> str:
    """Say what the set would be under the readings whose names begin so."""
    rows = pd.concat([told.portfolio.readings, told.portfolio.zero])
    said = []
    for row in rows.to_dict("records"):
        if row["reading"].startswith(starts):
            moved = movement(row, told.case.names) or "the set stays the same"
            said.append(f"{reading_words(row['reading'])}: {moved}")
    return capital("; ".join(said)) or "none on the set that was asked for"


def _entry(charter: Charter, name: str) -> str:
    field = Charter.model_fields[name]
    unit = (field.json_schema_extra or {}).get("unit")
    value = getattr(charter, name)
    amount = quantity(value, unit, 4) if unit else given(value)
    return f"{capital(field.description)}: {amount}"


def _charter(told: OfRecord) -> Iterator[Said]:
    charter = told.case.charter
    yield (_entry(charter, "reference_people"), _moves(told, "reference number"), CHOSEN,
           charter.reference_because)  # fmt: skip
    counts = told.appraisal.classes.value_counts()
    classes = "Makes these classes: " + listed(f"{n} {name}" for name, n in counts.items())
    for name in THRESHOLDS:
        yield (_entry(charter, name), classes, JUDGED, given(charter.class_rule))
    yield (_entry(charter, "discount_rate"), "Weighs health of later years less in the classes "
           "and in benefit by year; not in worth", "published: HM Treasury, the Green Book",
           "the rate of the Green Book for health")  # fmt: skip
    slipped = told.portfolio.balance_slipped.to_dict("records")
    effect = listed(f"{row['by']} {percent(row['share'])}" for row in slipped)
    yield (_entry(charter, "slip"), f"Share of attainable worth when projects slip: {effect}",
           JUDGED, "projects slip; benefit by year is shown both ways")  # fmt: skip


def _chances(told: OfRecord) -> Iterator[Said]:
    moved = _moves(told, "no chance of success")
    for code, rows in told.case.chances.groupby("criterion", sort=False):
        points = listed(f"value {number(r.value)}: {percent(r.chance)}" for r in rows.itertuples())
        yield (f"Chance of success by {code}: {points}", moved, JUDGED,
               "conditions are multiplied as if they were independent")  # fmt: skip


def _nothing(told: OfRecord) -> Iterator[Said]:
    moved = _moves(told, "doing nothing")
    for row in told.case.criteria.to_dict("records"):
        if row["counts"] != "condition":
            words = f"Doing nothing gets {number(row['nothing'])} points on {row['criterion']}"
            yield (words, moved, JUDGED, given(row["nothing_words"]))


def _grades(told: OfRecord) -> Iterator[Said]:
    effect = told.money.summary()
    for grade, share in EFFECT_BY_GRADE.items():
        words = f"Evidence of grade {grade}: {percent(share)} of a claimed saving is expected"
        yield (words, effect, OURS, "claims shrink: the effect goes with the grade of evidence")
    if "evidence grade" in set(told.case.criteria["measured_from"]):
        points = listed(f"{grade} {number(value)}" for grade, value in GRADE_POINTS.items())
        yield (f"Value of each grade of evidence: {points}", _moves(told, "no chance of success"),
               OURS, "so that evidence can be a condition")  # fmt: skip


def _shares(told: OfRecord) -> Iterator[Said]:
    for row in told.money.savings.to_dict("records"):
        if row["claimed"]:
            effect = f"{money(row['deliverable'])} deliverable, {money(row['cashable'])} cashable"
            form = given(row["cost_form"], "form not given")
            yield (f"{row['candidate']}: {percent(row['cashable_share'])} of a delivered saving "
                   f"leaves the budget", f"A year, at full effect: {effect}",
                   "claimed by the sponsor", f"cost that would be saved: {form}")  # fmt: skip


def _pots(told: OfRecord) -> Iterator[Said]:
    for row in told.money.pots.to_dict("records"):
        source = told.case.pots.set_index("pot").at[row["pot"], "source"]
        asked, allowed = money(row["deliverable"]), money(row["allowed"])
        yield (f"The savings pot {row['pot']} holds {money(row['size'])} a year",
               f"Asked of it {asked}, allowed {allowed}, a year",
               DECLARED[missing(source)], given(source))  # fmt: skip


def _doubt(told: OfRecord) -> Iterator[Said]:
    if told.stress is not None:
        runs = number(told.stress.arguments["runs"])
        yield (f"What is in doubt: {told.stress.doubt} ({runs} draws)", told.stress.words,
               "other doubts are not drawn", "bands and how sure rest on it")  # fmt: skip
