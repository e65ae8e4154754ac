"""How much did each criterion matter to whom? Weights by voice group and by person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcc_prioritise.exports.content import Block, Paragraph, Section, Table, section
from wcc_prioritise.exports.criteria import OF_A_HUNDRED, named
from wcc_prioritise.exports.public_figures import weight_rows
from wcc_prioritise.exports.wording import points

if TYPE_CHECKING:
    from wcc_prioritise.exports.of_record import OfRecord

NO_KEY = (
    "The workshop was anonymous, so that weights are told by voice group only, where three people "
    "or more speak with it."
)
BY_TOKEN = (
    "People stand by their token, which carries no role; the key of names is kept apart from the "
    "record."
)


def weights_by_section(told: OfRecord) -> Section:
    """Show the weights of voice groups as they may be told, and of each person by token."""
    anonymous = told.case.charter.privacy == "anonymous"
    blocks: list[Block | None] = [
        Paragraph(NO_KEY if anonymous else BY_TOKEN),
        _groups(told),
        None if anonymous else _people(told),
    ]
    return section("Weights by voice group and by person", blocks, wide=True)


def _criteria(told: OfRecord) -> dict[str, str]:
    return {c["criterion"]: named(c) for c in told.case.criteria.to_dict("records")}


def _groups(told: OfRecord) -> Block:
    """Put what may be told of each group in a column of its own."""
    _, rows = weight_rows([told.case])
    groups = list(dict.fromkeys(group for _, group, *_ in rows))
    if not groups:
        return Paragraph("No voice group's weights may be told: its people are too few.")
    means = {(criterion, group): mean for criterion, group, _, mean in rows}
    people = {group: number for _, group, number, _ in rows}
    heads = (f"{group} ({people[group]} people)" for group in groups)
    return Table(
        "Mean weight of each criterion by voice group, in whole points out of 100",
        ("Criterion", *heads),
        tuple(
            (name, *(means.get((code, group), "not told") for group in groups))
            for code, name in _criteria(told).items()
        ),
        align="l" + "r" * len(groups),
        widths=(6.0, *(4.0,) * len(groups)),
    )


def _people(told: OfRecord) -> Block:
    weights, names = told.appraisal.person_weights, _criteria(told)
    codes = [code for code in names if code in weights.columns]
    if weights.empty:
        return Paragraph("Nobody's own weights are on record.")
    return Table(
        "Weight of each criterion by person, in points out of 100: each person's answers scaled "
        "to 100 points",
        ("Person", *(names[code] for code in codes)),
        tuple(
            (person, *(points(row[code] * OF_A_HUNDRED) for code in codes))
            for person, row in weights.iterrows()
        ),
        align="l" + "r" * len(codes),
        widths=(2.4, *(2.4,) * len(codes)),
    )
