"""What mattered, how much, and how it was counted? Criteria, weights and the chance of success."""

from __future__ import annotations

from wcc_prioritise.appraisal import Appraisal
from wcc_prioritise.exports.content import Paragraph, Section, Table, section
from wcc_prioritise.exports.heard import POOLED
from wcc_prioritise.exports.wording import (
    given,
    missing,
    number,
    people,
    percent,
    points,
    quantity,
    sentence,
    short,
)
from wcc_prioritise.schema import ANCHOR_LEVELS

OF_A_HUNDRED = 100
"""Weights are shown as points out of so many, one decimal, so that a reader can add up again."""


def named(criterion: dict) -> str:
    """Give a criterion by its code and name."""
    return f"{criterion['criterion']} {short(criterion['name'])}"


def criteria_section(appraisal: Appraisal) -> Section:
    """Show every criterion with its anchors in words, doing nothing, and how it counts."""
    criteria = appraisal.case.criteria.to_dict("records")
    levels = tuple(f"{level}" + _end(level) for level in ANCHOR_LEVELS)
    rows = [
        (
            named(c),
            c["question"],
            *(c[f"anchor_{level}"] for level in ANCHOR_LEVELS),
            _nothing(c),
        )
        for c in criteria
    ]
    counted = [
        (named(c), _kind(c), _counts(c), _scale(c), given(c["added_because"], "not needed"))
        for c in criteria
    ]
    return section(
        "What mattered: the criteria",
        [
            Paragraph("The words at each level were fixed before anybody scored."),
            Table(
                "Criteria with the words at each level of the scale, 0 to 100",
                ("Criterion", "Question", *levels, "Doing nothing"),
                tuple(rows),
                widths=(2.4, 3.2, 3.3, 3.3, 3.3, 3.3, 3.3, 2.8),
            ),
            Table(
                "How each criterion is scored and counted",
                (
                    "Criterion",
                    "Where figures come from",
                    "How it counts",
                    "Scale",
                    "Why added, if two halves do not sum to the whole",
                ),
                tuple(counted),
                widths=(4.0, 5.0, 7.0, 5.0, 4.0),
            ),
            *(Paragraph(warning) for warning in appraisal.warnings),
        ],
        wide=True,
    )


def _end(level: int) -> str:
    return {0: " (worst)", 100: " (best)"}.get(level, "")


def _nothing(criterion: dict) -> str:
    if criterion["counts"] == "condition":
        return "no figure: a condition is never added"
    words = given(criterion["nothing_words"], "no words given")
    return f"{number(criterion['nothing'])} points: {words}"


def _kind(criterion: dict) -> str:
    if criterion["kind"] == "judged":
        return "judged by the panel"
    sources = {
        "measures": "measured: the table of measures",
        "health gain": "measured: people x gain of each x years it lasts",
        "evidence grade": "measured: the grade of the evidence",
    }
    return sources.get(criterion["measured_from"], "measured")


def _counts(criterion: dict) -> str:
    if criterion["counts"] == "total":
        return "a total: it already counts people"
    if criterion["counts"] == "per person":
        return "per person: times the people reached, over the reference number"
    if criterion["use"] == "chance":
        return "a condition: it sets the chance of success and is never added to worth"
    return "a condition: shown beside, never added to worth"


def _scale(criterion: dict) -> str:
    unit = criterion["unit"] if not missing(criterion["unit"]) else "points"
    ends = f"{number(criterion['worst'], 4)} to {quantity(criterion['best'], unit, 4)}"
    curve = criterion["curve"]
    return f"{ends}, straight line" if missing(curve) else f"{ends}, curve {curve}"


def weights_section(appraisal: Appraisal) -> Section:
    """Show the weights under both ways of pooling, with spread and count."""
    table, used = appraisal.weights_by, appraisal.weights
    rows = [
        (
            named(c),
            points(used[c["criterion"]] * OF_A_HUNDRED),
            points(table.at[c["criterion"], "person"] * OF_A_HUNDRED),
            points(table.at[c["criterion"], "group"] * OF_A_HUNDRED),
            spread_words(table.at[c["criterion"], "spread"] * OF_A_HUNDRED),
            people(table.at[c["criterion"], "count"]),
        )
        for c in appraisal.case.criteria.to_dict("records")
    ]
    return section(
        "How much each criterion matters: the weights",
        [
            Paragraph(
                "Each person said how much the step from worst to best matters on each criterion; "
                "each person's answers were scaled to 100 points before they were pooled. Used "
                f"here: pooled by {appraisal.weight_rule}, so that {POOLED[appraisal.weight_rule]}."
            ),
            Table(
                "Weights, in points out of 100",
                (
                    "Criterion",
                    "Used",
                    "Pooled by person",
                    "Pooled by voice group",
                    "Spread over people (standard deviation)",
                    "People",
                ),
                tuple(rows),
                align="lrrrrr",
                widths=(5.0, 1.8, 2.4, 2.8, 3.2, 1.8),
            ),
        ],
    )


def spread_words(spread: float) -> str:
    """Write a spread, or say why there is none."""
    return "fewer than 3 people" if missing(spread) else points(spread)


def chances_section(appraisal: Appraisal) -> Section:
    """Show the chance-of-success table of the charter."""
    case = appraisal.case
    names = {c["criterion"]: named(c) for c in case.criteria.to_dict("records")}
    rows = [
        (names[row["criterion"]], number(row["value"]), percent(row["chance"]))
        for row in case.chances.sort_values(["criterion", "value"]).to_dict("records")
    ]
    if not rows:
        words = (
            "The charter has no chance-of-success table: every project counts as sure to succeed."
        )
        return section("Chance of success", [Paragraph(words)])
    return section(
        "Chance of success",
        [
            Paragraph(
                "The chance at a value between two rows lies on the straight line between them; "
                "the chances of several conditions are multiplied."
            ),
            Table(
                "Chance of success that goes with the value of a condition",
                ("Condition", "Value (0 to 100)", "Chance of success"),
                tuple(rows),
                align="lrr",
                widths=(8.0, 4.0, 4.0),
            ),
        ],
    )


def classes_section(appraisal: Appraisal) -> Section:
    """Show the class of every candidate and why."""
    names, reasons = appraisal.case.names, appraisal.class_reasons
    rows = [
        (
            f"{code} {short(names[code])}",
            reasons.at[code, "class"],
            sentence(reasons.at[code, "why"]),
        )
        for code in reasons.index
    ]
    rule = appraisal.case.charter.class_rule
    return section(
        "Quick win, long-term gain or steady: the class of each candidate",
        [
            Paragraph(f"The rule, fixed before anybody scored: {rule}") if rule else None,
            Table(
                "Class of each candidate and why: a rule over facts, never a score",
                ("Candidate", "Class", "Why"),
                tuple(rows),
                widths=(5.5, 2.5, 9.0),
            ),
        ],
    )
