"""What was decided and what assumed, by whom and why? The two logs, as a workbook and a page."""

from __future__ import annotations

from wcc_prioritise.exports import assumptions, decisions
from wcc_prioritise.exports.content import Paper, Paragraph, Table, section
from wcc_prioritise.exports.of_record import OfRecord
from wcc_prioritise.exports.record_papers import in_page, paper_of
from wcc_prioritise.exports.unnamed import SAID
from wcc_prioritise.exports.wording import given
from wcc_prioritise.exports.workbook_cells import Book
from wcc_prioritise.exports.zipped import made_at, settled

NAME = "decision-and-assumptions-log"

TITLE = "Decision log and assumptions log"

FIELDS = (
    "The fields are those that the AQuA Book asks for (HM Treasury, the AQuA Book: guidance on "
    "producing quality analysis). Everything stands in the record; nothing was typed for the logs."
)

WIDTHS = {
    "decisions": (8, 22, 60, 14, 50, 34, 40),
    "assumptions": (60, 60, 34, 14, 50, 34, 40),
}
"""Widths of columns, in letters."""


def make(told: OfRecord) -> dict[str, bytes]:
    """Make the two logs.

    Parameters
    ----------
    told : OfRecord
        Everything the record comes to.

    Returns
    -------
    dict of str to bytes
        A workbook with a sheet each, and a web page.
    """
    logs = {
        "decisions": (decisions.COLUMNS, decisions.decision_rows(told)),
        "assumptions": (assumptions.COLUMNS, assumptions.assumption_rows(told)),
    }
    return {
        f"{NAME}.xlsx": _workbook(told, logs),
        **in_page(NAME, _page(told, logs)),
    }


def _workbook(told: OfRecord, logs: dict) -> bytes:
    charter = told.case.charter
    book = Book(list(logs), charter.notice or "")
    for name, (columns, rows) in logs.items():
        sheet = book[name]
        sheet.heads(columns, WIDTHS[name])
        for row, cells in enumerate(rows, start=1):
            for place, cell in enumerate(cells):
                sheet.put(row, place, cell)
    return settled(book.close(TITLE, charter.organisation, made_at(told)))


def _page(told: OfRecord, logs: dict) -> Paper:
    captions = {
        "decisions": "What was decided, when, why, by whom, and who signed it off",
        "assumptions": "What was assumed, what hangs on it, and how far it can be relied on",
    }
    sections = [
        section(
            f"The {name}",
            [
                Table(
                    captions[name],
                    tuple(columns),
                    tuple(tuple(given(cell) for cell in row) for row in rows),
                    widths=WIDTHS[name],
                )
            ],
            wide=True,
        )
        for name, (columns, rows) in logs.items()
    ]
    opening = section("What this is", [Paragraph(FIELDS), Paragraph(SAID)])
    return paper_of(told, f"{TITLE}: {told.case.charter.question}", [opening, *sections])
