"""What happened on the day? Minutes from the record: who was there, what was agreed and decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcc_prioritise.exports.content import Paper, Paragraph, Section, Table, section
from wcc_prioritise.exports.minutes_day import (
    agenda_section,
    attendance_section,
    declarations_section,
    reveals_section,
)
from wcc_prioritise.exports.minutes_talk import (
    actions_section,
    discussed_section,
    moved_section,
    taken_back_section,
)
from wcc_prioritise.exports.outcome import (
    agreement_section,
    decisions_section,
    departures_section,
    dissent_section,
    promises_section,
)
from wcc_prioritise.exports.record_papers import (
    day_of,
    in_both,
    paper_of,
    seal_rows,
    signatures,
)
from wcc_prioritise.exports.rules import charter_rows, rules_section
from wcc_prioritise.exports.wording import given
from wcc_prioritise.workshop.saying import minute

if TYPE_CHECKING:
    from wcc_prioritise.exports.of_record import OfRecord

AGREED = (
    "scope", "budget", "who_decides", "who_advises", "score_rule", "weight_rule", "quorum",
    "pass_mark", "reveal_rule", "tie_break", "class_rule", "late_rule", "cut_list", "privacy",
)  # fmt: skip
"""Entries of the charter that minutes repeat; the board paper has them all."""


def make(told: OfRecord) -> dict[str, bytes]:
    """Give the minutes of the workshop, in Word and as a web page."""
    return in_both("minutes", minutes_of(told))


def minutes_of(told: OfRecord) -> Paper:
    """Make the minutes of the day that a record holds.

    Parameters
    ----------
    told : OfRecord
        What the record comes to.

    Returns
    -------
    Paper
        People stand by their token, reasons by the role or voice group that gave them.
    """
    sections = [
        _meeting(told),
        attendance_section(told),
        declarations_section(told.case),
        agenda_section(told),
        _rules(told),
        rules_section(told.case, told.portfolio),
        reveals_section(told),
        discussed_section(told),
        moved_section(told),
        taken_back_section(told),
        _set(told),
        agreement_section(told.agreement),
        dissent_section(told.minority),
        departures_section(told),
        decisions_section(told),
        actions_section(told),
        promises_section(told),
        _seal(told),
    ]
    return paper_of(told, f"Minutes: {told.case.charter.question}", sections)


def _meeting(told: OfRecord) -> Section:
    charter = told.case.charter
    return section(
        "The workshop",
        [
            Paragraph(
                f"{charter.organisation}. The panel advises; "
                f"{given(charter.who_decides, 'the body named in the charter')} decides. These "
                f"minutes were made from the record as it stood on {given(day_of(told))}: every "
                "line of them is an entry or follows from entries. Times are universal time (UTC).",
                "lead",
            )
        ],
    )


def _rules(told: OfRecord) -> Section:
    table = Table(
        "Rules of the charter that governed the day",
        ("Rule", "Agreed"),
        charter_rows(told.case, AGREED),
        widths=(7.0, 10.0),
    )
    return section("Rules agreed before anybody scored", [table])


def _set(told: OfRecord) -> Section:
    """Say what the method chose; no candidate's total, for scores do not stand here."""
    return section(
        "The set that the method chose",
        [Paragraph(told.portfolio.summary(), "lead"), Paragraph(told.gut.words)],
    )


def _seal(told: OfRecord) -> Section:
    signed = [
        (role.capitalize(), entry.by, minute(entry.at)) for role, entry in signatures(told).items()
    ]
    table = Table("Who has signed", ("As", "Signed by", "When"), tuple(signed),
                  widths=(3.0, 9.0, 5.0))  # fmt: skip
    return section(
        "Seal and signatures",
        [
            Table("What shows that a record is this one", ("What", "Which"),
                  tuple(seal_rows(told)), widths=(5.5, 11.5)),
            table if signed else Paragraph("Nobody has signed yet."),
        ],
    )  # fmt: skip
