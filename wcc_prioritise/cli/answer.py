"""What was chosen, and why? Five sentences for the screen, from results alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcc_prioritise.cli.screen import plain

if TYPE_CHECKING:
    from wcc_prioritise.evidence import Gaps
    from wcc_prioritise.portfolio import Portfolio

MOST_READINGS = 3
"""So many other readings are told on the screen; all of them stand in the table."""

GAP_WORDS = "people at the largest gaps (not what a project would bring)"

_LONGEST_NAME = 70


def answer(portfolio: Portfolio) -> list[tuple[str, str]]:
    """Say in five labelled sentences what was chosen and why."""
    return [
        ("Answer", portfolio.summary()),
        ("They are", who(portfolio)),
        ("Limits", limits(portfolio)),
        ("Rules", prices(portfolio)),
        ("Doubts", doubts(portfolio)),
    ]


def who(portfolio: Portfolio) -> str:
    """Name the chosen, one class a line."""
    from wcc_prioritise.schema import CLASSES

    members = portfolio.members
    chosen = members[members["chosen"]]
    lines = []
    for kind in CLASSES:
        rows = chosen[chosen["class"] == kind]
        names = [
            f"{code} {short(name)}"
            for code, name in zip(rows["candidate"], rows["name"], strict=True)
        ]
        if names:
            lines.append(f"{kind}: {'; '.join(names)}.")
    return "\n".join(lines) or "nobody."


def short(name: str) -> str:
    """Cut a name that would fill the screen, and show that it is cut."""
    line = plain(name)
    return line if len(line) <= _LONGEST_NAME else f"{line[: _LONGEST_NAME - 3].rstrip()}..."


def limits(portfolio: Portfolio) -> str:
    """Say of each limit how much is used and left."""
    from wcc_prioritise.exports.rules import limit_name
    from wcc_prioritise.exports.wording import number, quantity

    said = [
        f"{limit_name(row['resource'])}: {number(row['used'])} of "
        f"{quantity(row['limit'], row['unit'] or row['resource'])} used, "
        f"{number(row['left'])} left"
        for row in portfolio.limits.to_dict("records")
    ]
    return "; ".join(said) + "."


def prices(portfolio: Portfolio) -> str:
    """Say what each rule costs."""
    from wcc_prioritise.exports.wording import percent, points

    if portfolio.price.empty:
        return "no rule was set beside the limits."
    said = [
        f"{row['rule']} {'cost' if row['rule'].startswith('all ') else 'costs'} "
        + (
            f"{points(row['price'])} points a year ({percent(row['share'])} of the worth)"
            if row["price"] > 0
            else "nothing"
        )
        for row in portfolio.price.to_dict("records")
    ]
    return "; ".join(said) + "."


def doubts(portfolio: Portfolio) -> str:
    """Say under which other readings the set would be another, and how many leave it as it is."""
    from wcc_prioritise.appraisal.value import PLAIN_TOTALS
    from wcc_prioritise.exports.readings import reading_words

    rows = [*portfolio.readings.to_dict("records"), *portfolio.zero.to_dict("records")]
    rows = [row for row in rows if row["reading"] != PLAIN_TOTALS]
    moved = [row for row in rows if row["enters"] or row["leaves"]]
    if not moved:
        return f"under {len(rows)} other ways of counting, the set stays the same."
    shown = [f"{reading_words(row['reading'])}, {movement(row)}" for row in moved[:MOST_READINGS]]
    more = len(moved) - len(shown)
    rest = f"; and {more} more in tables/readings.csv" if more else ""
    return (
        f"the set is another under {len(moved)} of {len(rows)} other ways of counting: "
        f"{'; '.join(shown)}{rest}."
    )


def movement(row: dict) -> str:
    """Say by code who comes in and who goes out."""
    parts = []
    if row["enters"]:
        parts.append(f"{', '.join(row['enters'])} in")
    if row["leaves"]:
        parts.append(f"{', '.join(row['leaves'])} out")
    return " and ".join(parts)


def gap_answer(gaps: Gaps) -> list[tuple[str, str]]:
    """Say where the area is clearly worse than areas like it, largest number of people first."""
    table = gaps.table
    worse = table[table["verdict"] == "worse than peers"]
    worse = worse.sort_values("opportunity", ascending=False, na_position="last")
    named = [_gap_words(row) for row in worse.head(MOST_READINGS).to_dict("records")]
    periods = ", ".join(dict.fromkeys(table["period"].dropna()))
    said = [("Compared", gaps.summary()), ("Period", f"{periods}.")]
    if named:
        said.append(("Headroom", f"{GAP_WORDS}: {'; '.join(named)}."))
    return [*said, *(("Note", words) for words in gaps.warnings)]


def _gap_words(row: dict) -> str:
    from wcc_prioritise.exports.wording import missing, people

    name = row["indicator"] if missing(row["indicator_name"]) else row["indicator_name"]
    if missing(row["opportunity"]):
        return short(name)
    low, high = people(row["opportunity_lower"]), people(row["opportunity_upper"])
    return f"{short(name)}: {people(row['opportunity'])} ({low} to {high})"
