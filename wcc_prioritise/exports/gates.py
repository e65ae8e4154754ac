"""Which gates are passed? An empty gate is not."""

from __future__ import annotations

from collections.abc import Iterable

from wcc_prioritise.case import Case
from wcc_prioritise.exports.content import Paragraph, Section, Table, section
from wcc_prioritise.exports.wording import given, listed, missing, short

CLEAR = ("passed", "not needed")


def status_words(status: str | None) -> str:
    """Say how a gate stands.

    Examples
    --------
    >>> status_words("passed"), status_words("open"), status_words(None)
    ('passed', 'not passed (open)', 'not passed (empty)')
    """
    if missing(status):
        return "not passed (empty)"
    return status if status in CLEAR else f"not passed ({status})"


def not_passed(case: Case, codes: Iterable[str]) -> list[str]:
    """List those of the candidates with a gate that is not passed."""
    gates = case.gates
    held = gates.loc[~gates["status"].isin(CLEAR), "candidate"]
    return [code for code in codes if code in set(held)]


def without_gates(case: Case, codes: Iterable[str]) -> list[str]:
    """List those of the candidates for which no gate is recorded at all."""
    known = set(case.gates["candidate"])
    return [code for code in codes if code not in known]


def gates_section(case: Case) -> Section:
    """Show every gate with its owner and date, and say for whom none is recorded."""
    names, gates = case.names, case.gates
    none = without_gates(case, names.index)
    rows = [
        (
            f"{row['candidate']} {short(names[row['candidate']])}",
            row["gate"],
            status_words(row["status"]),
            given(row["owner"]),
            given(row["date"]),
        )
        for row in gates.to_dict("records")
    ]
    table = Table(
        "Gates and how they stand",
        ("Candidate", "Gate", "Status", "Owner", "Date of the status"),
        tuple(rows),
        widths=(5.5, 2.5, 3.0, 3.0, 3.0),
    )
    return section(
        "Gates",
        [
            Paragraph("A gate that is empty, open or failed is not passed."),
            table if rows else None,
            Paragraph(f"No gate of any kind is recorded for {listed(none, 'nobody')}."),
        ],
    )
