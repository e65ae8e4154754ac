"""What makes up every total? Contributions that sum to each value, parts that sum to each worth."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.appraisal import Appraisal
from wcc_prioritise.exports.content import Block, Paragraph, Section, Table, section
from wcc_prioritise.exports.criteria import OF_A_HUNDRED, named
from wcc_prioritise.exports.pictures import drawn
from wcc_prioritise.exports.results import Results
from wcc_prioritise.exports.rules import limit_name
from wcc_prioritise.exports.wording import capital, number, people, percent, points, quantity, short
from wcc_prioritise.schema import RESOURCES

ROUNDED = (
    "Parts and sums are rounded to one decimal each; a sum may differ from its parts in the last."
)

ONE_SCORER = "not shown"
"""Where one person scored, the figure would be that person's own."""

PRIVATE = (
    "Where one person alone scored a candidate on a criterion, that figure is that person's own "
    "and is not shown; it is in the sum."
)


def what_a_point_is(appraisal: Appraisal) -> str:
    """Say what a point of worth is."""
    reference = appraisal.case.charter.reference_people
    return (
        "On each outcome 100 points are the step from worst to best (for "
        f"{people(reference)} people a year where it counts per person); what a project adds over "
        "doing nothing is weighted, summed and multiplied by its chance of success."
    )


def one_scorer(appraisal: Appraisal) -> pd.DataFrame:
    """Say in which cells one person alone scored: candidate by criterion."""
    return appraisal.counts == 1


def totals_sections(results: Results) -> list[Section]:
    """Make the sections that add up, and the one that shows what is used."""
    appraisal = results.appraisal
    return [_contributions(results), _worth(appraisal), _resources(appraisal)]


def leaders_section(results: Results) -> Section:
    """Show who leads on value and on what."""
    return section(
        "Who leads on value, and on what",
        [
            Paragraph(
                "Value says how good a proposal is, 0 to 100. It ranks proposals; it is not added "
                "up over projects, for that would pay a small project again for merely being there."
            ),
            drawn("contributions", results.ranking),
        ],
    )


def _in_order(results: Results) -> list[str]:
    """Give the candidates by rank where they were ranked, else as listed."""
    if results.ranking:
        return list(results.ranking.table["candidate"])
    return list(results.appraisal.values.index)


def _contributions(results: Results) -> Section:
    appraisal, codes = results.appraisal, _in_order(results)
    ranks = {}
    if results.ranking:
        ranks = results.ranking.table.set_index("candidate")["rank"].to_dict()
    rank = ("Rank",) if ranks else ()
    criteria = list(appraisal.values.columns)
    parts, hidden = appraisal.contributions, one_scorer(appraisal)
    weights = tuple(points(appraisal.weights[c] * OF_A_HUNDRED) for c in criteria)
    whole = points(appraisal.weights.sum() * OF_A_HUNDRED)
    rows = [("Weight, points out of 100", *(("all",) if ranks else ()), *weights, whole)]
    for code in codes:
        cells = [_part(parts.at[code, c], hidden.at[code, c]) for c in criteria]
        own = (number(ranks[code]),) if ranks else ()
        label = f"{code} {short(appraisal.case.names[code])}"
        rows.append((label, *own, *cells, points(appraisal.value[code])))
    blocks: list[Block] = [
        Paragraph(
            "Value says how good a proposal is, 0 to 100: the weighted sum over all criteria. "
            f"{ROUNDED} {_private(hidden)}"
        ),
        Table(
            "What each criterion adds to the value of each candidate, in points",
            ("Candidate", *rank, *_heads(appraisal, criteria), "Value (sum)"),
            tuple(rows),
            align="l" + "r" * (len(rank) + len(criteria) + 1),
            widths=(4.2, *((1.1,) if ranks else ()), *(2.12,) * len(criteria), 1.6),
        ),
    ]
    return section("What makes up each value", blocks, wide=True)


def _part(part: float, alone: bool) -> str:
    return ONE_SCORER if alone else points(part)


def _private(hidden: pd.DataFrame) -> str:
    return PRIVATE if hidden.to_numpy().any() else ""


def _heads(appraisal: Appraisal, criteria: list[str]) -> tuple[str, ...]:
    records = {c["criterion"]: c for c in appraisal.case.criteria.to_dict("records")}
    return tuple(short(named(records[c]), 40) for c in criteria)


def _worth(appraisal: Appraisal) -> Section:
    parts, hidden = appraisal.worth_parts, one_scorer(appraisal)
    criteria = list(parts.columns)
    names = appraisal.case.names
    rows = [
        (
            f"{code} {short(names[code])}",
            percent(appraisal.chance[code]),
            *(_part(parts.at[code, c], hidden.at[code, c]) for c in criteria),
            points(appraisal.worth[code]),
        )
        for code in appraisal.worth.sort_values(ascending=False, kind="stable").index
    ]
    return section(
        "What each candidate adds over doing nothing: worth",
        [
            Paragraph(
                f"Worth may be added up over projects. {what_a_point_is(appraisal)} The parts "
                f"below are already weighted and multiplied by the chance of success. {ROUNDED} "
                f"{_private(hidden[criteria])}"
            ),
            Table(
                "What each outcome adds to the worth of each candidate, in points a year",
                (
                    "Candidate",
                    "Chance of success",
                    *_heads(appraisal, criteria),
                    "Worth (sum)",
                ),
                tuple(rows),
                align="l" + "r" * (len(criteria) + 2),
                widths=(6.5, 2.2, *(2.4,) * len(criteria), 2.2),
            ),
        ],
        wide=True,
    )


def _resources(appraisal: Appraisal) -> Section:
    """Show what each candidate uses of everything that a limit may name."""
    used = appraisal.resources.drop(columns="candidates")
    heads, units = [], []
    for name in used.columns:
        meaning, unit = RESOURCES.get(name, (limit_name(name), limit_name(name)))
        heads.append(capital(meaning))
        units.append(unit)
    names = appraisal.case.names
    rows = [
        (
            f"{code} {short(names[code])}",
            *(
                quantity(used.at[code, n], unit)
                for n, unit in zip(used.columns, units, strict=True)
            ),
        )
        for code in used.index
    ]
    return section(
        "What each candidate uses",
        [
            Table(
                "What each candidate uses of everything that a limit may name",
                ("Candidate", *heads),
                tuple(rows),
                align="l" + "r" * len(heads),
                widths=(7.0, *(4.0,) * len(heads)),
            )
        ],
        wide=True,
    )
