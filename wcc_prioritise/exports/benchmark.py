"""How far are we from areas like us? Gaps with their intervals, periods and comparators."""

from __future__ import annotations

from wcc_prioritise.evidence import Gaps
from wcc_prioritise.exports.content import Listing, Paragraph, Section, Table, section
from wcc_prioritise.exports.pictures import drawn
from wcc_prioritise.exports.wording import (
    capital,
    given,
    listed,
    missing,
    number,
    people,
    percent,
    short,
)


def standing_section(gaps: Gaps) -> Section:
    """Say where we stand, beside whom, and where the headroom is."""
    return section(
        "How far we are from areas like us: the benchmark",
        [
            Paragraph(gaps.summary()),
            Paragraph(
                "A gap is shown as positive where we do worse. People at that gap is headroom, "
                "not what any project would bring; it never enters a score, and gaps on different "
                "indicators are not added up. A gap whose limits span nought is no clear "
                "difference."
            ),
            Listing(gaps.warnings) if gaps.warnings else None,
            drawn("opportunity", gaps),
            Paragraph(f"Compared with: {listed(_peer(row) for row in _peers(gaps))}."),
        ],
    )


def gaps_section(gaps: Gaps) -> Section:
    """Show every gap with its interval, its period and whom it is measured against."""
    limits = f"{percent(gaps.confidence)} limits"
    rows = tuple(_row(row) for row in gaps.table.to_dict("records"))
    return section(
        "Every gap in figures",
        [
            Table(
                f"Gaps to the mean of the areas compared with, each with its {limits}",
                (
                    "Indicator",
                    "Period",
                    f"Ours ({limits})",
                    f"Mean of peers ({limits})",
                    "Peers",
                    f"Gap ({limits})",
                    f"People a year at that gap ({limits})",
                    "Verdict",
                ),
                rows,
                align="llrrrrrl",
                widths=(5.6, 1.8, 3.6, 3.6, 1.3, 3.6, 3.2, 3.2),
            ),
        ],
        wide=True,
    )


def _peers(gaps: Gaps) -> list[dict]:
    return gaps.peers.to_dict("records")


def _peer(row: dict) -> str:
    return str(row["peer"]) if row["found"] else f"{row['peer']} (not in the table)"


def _row(row: dict) -> tuple[str, ...]:
    who = listed((str(row[c]) for c in ("sex", "age") if not missing(row[c])), "")
    name = short(f"{row['indicator']} {given(row['indicator_name'], '')}".strip())
    verdict = row["verdict"] if missing(row["note"]) else f"{row['verdict']}: {row['note']}"
    return (
        f"{name} ({who})" if who else name,
        row["period"],
        with_limits(row, "value", "lower", "upper"),
        with_limits(row, "peer_mean", "peer_lower", "peer_upper"),
        people(row["peers"]),
        with_limits(row, "gap", "gap_lower", "gap_upper"),
        headroom(row),
        capital(verdict),
    )


def _decimals(row: dict) -> int:
    """As many decimals as the figures need to be told apart."""
    largest = max((abs(row[c]) for c in ("value", "peer_mean") if not missing(row[c])), default=0)
    return 0 if largest >= 1_000 else 1 if largest >= 10 else 2


def gap_cells(row: dict) -> tuple[str, ...]:
    """Write one gap: indicator and whom it counts, period, ours, peers' mean, gap, headroom."""
    who = listed((str(row[c]) for c in ("sex", "age") if not missing(row[c])), "")
    name = short(f"{row['indicator']} {given(row['indicator_name'], '')}".strip())
    return (
        f"{name} ({who})" if who else name,
        given(row["period"]),
        with_limits(row, "value", "lower", "upper"),
        with_limits(row, "peer_mean", "peer_lower", "peer_upper"),
        with_limits(row, "gap", "gap_lower", "gap_upper"),
        headroom(row),
    )


def with_limits(row: dict, middle: str, low: str, high: str) -> str:
    """Write a figure of a gap in its unit, with its limits where it has any."""
    if missing(row[middle]):
        return "none"
    places, unit = _decimals(row), given(row["unit"], "(unit not given)")
    close = unit if unit.startswith("%") else f" {unit}"
    words = f"{number(row[middle], places)}{close}"
    if missing(row[low]) or missing(row[high]):
        return f"{words} (no limits)"
    return f"{words} ({number(row[low], places)} to {number(row[high], places)})"


def headroom(row: dict) -> str:
    """Write the people who stand at a gap, with its limits where it has any."""
    if missing(row["opportunity"]):
        return "none"
    words = people(row["opportunity"])
    if missing(row["opportunity_lower"]) or missing(row["opportunity_upper"]):
        return f"{words} (no limits)"
    return f"{words} ({people(row['opportunity_lower'])} to {people(row['opportunity_upper'])})"
