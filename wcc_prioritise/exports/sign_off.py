"""What is signed? One sheet: the question, the set, the seal, what is open, and who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcc_prioritise import __version__
from wcc_prioritise.exports.challenging import where_and_when
from wcc_prioritise.exports.content import Paper, Paragraph, Section, Table, section
from wcc_prioritise.exports.outcome import departures_words
from wcc_prioritise.exports.record_papers import in_word, paper_of, seal_rows, signatures
from wcc_prioritise.exports.wording import capital, given, listed, sentence, short
from wcc_prioritise.voices import final_set
from wcc_prioritise.workshop.open_items import COLUMNS
from wcc_prioritise.workshop.saying import minute

if TYPE_CHECKING:
    from wcc_prioritise.exports.of_record import OfRecord

TO_SIGN = ("chair", "approver", "assurer")
LINE = "." * 24
"""Room for a pen."""

OWED = COLUMNS[:4]


def make(told: OfRecord) -> dict[str, bytes]:
    """Give the sign-off sheet, in Word."""
    return in_word("sign-off", sign_off_sheet(told))


def sign_off_sheet(told: OfRecord) -> Paper:
    """Make the sheet that the chair, the approver and the assurer sign.

    Parameters
    ----------
    told : OfRecord
        What the record comes to.

    Returns
    -------
    Paper
        No candidate's total stands in it.
    """
    sections = [_decided(told), _set(told), _open(told), _sealed(told), _boxes(told)]
    return paper_of(told, f"Sign-off: {told.case.charter.question}", sections)


def _decided(told: OfRecord) -> Section:
    charter = told.case.charter
    rows = told.case.decisions.to_dict("records")
    said = [
        Paragraph(
            f"{row['decision']}, {row['body']}, {given(row['date'], 'no date')}: "
            f"{sentence(row['what'])} {sentence(row['because'])}"
        )
        for row in rows
    ]
    body = given(charter.who_decides, "the body that decides")
    opening = Paragraph(f"{charter.organisation}. Decided by {body}.")
    said = said or [Paragraph("No decision is on record yet.")]
    challenge = Paragraph(f"It may be challenged. {where_and_when(told.case)}")
    return section("Decision", [opening, *said, challenge])


def _set(told: OfRecord) -> Section:
    names, classes = told.case.names, told.appraisal.classes
    departs = told.case.departures.set_index("candidate")["departs"]
    computed = told.portfolio.chosen
    rows = tuple(
        (f"{code} {short(names[code])}", classes[code],
         "chosen by the method" if code in computed else departs.get(code, "taken in"))
        for code in final_set(told.portfolio)
    )  # fmt: skip
    table = Table("The set that is signed", ("Project", "Class", "How it came in"), rows,
                  widths=(10.0, 3.0, 4.0))  # fmt: skip
    nobody = Paragraph("No project is in the set.")
    return section("The set", [table if rows else nobody, Paragraph(departures_words(told))])


def _sealed(told: OfRecord) -> Section:
    rows = (*seal_rows(told), ("Made with", f"wcc_prioritise, version {__version__}"))
    return section(
        "The record that is signed",
        [
            Table("What shows that a record is this one", ("What", "Which"), rows,
                  widths=(5.5, 11.5)),
            Paragraph(
                "Anyone with the file can check it against the number of entries and the seal "
                "(wcc verify). Keep this sheet apart from the file.", "note"
            ),
        ],
        new_page=True,  # the seal stands on the page that is signed
    )  # fmt: skip


def _open(told: OfRecord) -> Section:
    rows = tuple(
        (capital(row["kind"]), row["item"], row["what"], given(row["due"], "no date"))
        for row in told.workshop.open_items()[OWED].to_dict("records")
    )
    missing = told.completeness.missing
    complete = f"The record is complete in {told.completeness.met} of {told.completeness.asked} "
    words = f"{complete}points that apply. Missing: {listed(missing, 'nothing')}."
    table = Table("What is still owed to somebody", ("Kind", "Item", "What", "Due"), rows,
                  widths=(4.0, 1.8, 8.6, 2.6))  # fmt: skip
    nothing = Paragraph("Nothing is owed to anybody.")
    return section("What is open", [table if rows else nothing, Paragraph(words)])


def _boxes(told: OfRecord) -> Section:
    """Leave room for each signature, and say who signed in the record."""
    signed, charter = signatures(told), told.case.charter
    named = {"assurer": charter.assurer, "approver": charter.approver}
    rows = []
    for role in (*TO_SIGN, *(role for role in signed if role not in TO_SIGN)):
        entry = signed.get(role)
        in_record = f"{entry.by}, {minute(entry.at)}" if entry else "not yet"
        whom = given(named.get(role), LINE)
        rows.append((role.capitalize(), whom, in_record, LINE, LINE))
    table = Table(
        "Signatures: the role of whoever signs, in the record and by hand",
        ("As", "Role", "Signed in the record", "Signature", "Date"),
        tuple(rows),
        widths=(1.9, 4.3, 4.6, 3.2, 3.2),
    )
    frozen = "" if told.frozen else "The record is not frozen: freeze it before anybody signs. "
    apart = Paragraph(f"{frozen}Whoever assures the analysis is not its analyst.")
    return section("Signatures", [table, apart])
