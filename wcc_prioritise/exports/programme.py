"""Who does what, and when? The set in time: its order, how full each quarter is, what has come."""

from __future__ import annotations

from wcc_prioritise.exports.content import Paragraph, Section, Table, section
from wcc_prioritise.exports.wording import listed, number, people, points, quantity, short
from wcc_prioritise.programme import Programme
from wcc_prioritise.programme.chosen import role_of
from wcc_prioritise.programme.scheduling import CAPACITIES


def programme_section(programme: Programme) -> Section:
    """Show when each project is at work and what comes of it, quarter by quarter."""
    heading = "The work programme"
    if programme.starts.empty:
        return section(heading, [Paragraph(programme.summary())])
    capacity = listed(
        (quantity(most, CAPACITIES[name][1]) for name, most in programme.capacity.items()), ""
    )
    limits = f"No quarter carries more than {capacity}" if capacity else (
        "No limit on what a quarter can carry was given, so that nothing waits for anything but "
        "what it needs"
    )  # fmt: skip
    return section(
        heading,
        [Paragraph(f"{programme.summary()} {limits}."), _order(programme), _quarters(programme)],
    )


def _order(programme: Programme) -> Table:
    rows = tuple(
        (
            f"{row['candidate']} {short(row['name'])}",
            row["class"],
            row["starts"],
            row["ends"],
            f"{row['first_benefit']:%b %Y}",
            f"{row['full_benefit']:%b %Y}",
            role_of(programme, row["candidate"], "lead"),
        )
        for row in programme.table.to_dict("records")
    )
    return Table(
        "When each project is at work, when its benefit comes, and who leads it",
        ("Project", "Class", "Work starts", "Work ends", "First benefit", "Full benefit", "Lead"),
        rows,
        widths=(4.6, 2.0, 2.5, 2.5, 1.7, 1.7, 2.0),
    )


def _quarters(programme: Programme) -> Table:
    """Put load and benefit of each quarter side by side."""
    load = programme.load.merge(programme.benefit, on=["quarter", "words"])
    left = [name for name in CAPACITIES if f"{name}_left" in load]
    rows = tuple(
        (
            row["words"],
            number(row["projects"]),
            number(row["lead_months"], 2),
            number(row["set_up_cost"]),
            *(number(row[f"{name}_left"], 2) for name in left),
            points(row["worth"]),
            people(row["healthy_years"]),
        )
        for row in load.to_dict("records")
    )
    columns = ("Quarter", "Projects at work", "Lead months used", "Set-up cost (£ thousand)",
               *(f"Left: {CAPACITIES[name][1]}" for name in left),
               "Worth so far (point-years)", "Healthy years so far (expected)")  # fmt: skip
    return Table(
        "How full each quarter is, and what has come by its end, from the start; not discounted",
        columns,
        rows,
        align="l" + "r" * (len(columns) - 1),
        widths=(3.0, *(2.3,) * (len(columns) - 1)),
    )
