"""Can finance add it up again? Every input, round, weight and result, with live formulas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wcc_prioritise import __version__
from wcc_prioritise.appraisal import Appraisal
from wcc_prioritise.exports.of_record import OfRecord
from wcc_prioritise.exports.unnamed import SAID, unnamed
from wcc_prioritise.exports.workbook_cells import WIDE, Book
from wcc_prioritise.exports.workbook_inputs import write_inputs
from wcc_prioritise.exports.workbook_people import write_scores, write_weights
from wcc_prioritise.exports.workbook_set import Total, write_savings, write_set
from wcc_prioritise.exports.workbook_worth import write_values, write_worth
from wcc_prioritise.exports.zipped import made_at, settled

NAME = "workbook.xlsx"

SHEETS = {
    "read me": "what this is, and how to add it up again",
    "check": "every total by the formulas beside the library's own; all differences are 0",
    "set": "who is in the set, what everybody uses, totals beside the limits (formulas)",
    "savings": "savings claimed, deliverable and cashable (formulas)",
    "worth": "chance of success, what each outcome adds over doing nothing, worth (formulas)",
    "values": "figure and value on every criterion, and the weighted sum (formulas)",
    "weights": "points, each person's weights, pooled weights with spread and count (formulas)",
    "pooled scores": "scores that count, pooled, with spread and count (formulas)",
    "charter": "what was agreed before anybody scored",
    "people": "tokens, roles and shares in the voice groups",
    "candidates": "the long list with its facts",
    "criteria": "what matters, with the words at each level",
    "curves": "which figure has which value on each criterion",
    "chances": "chance of success that goes with the value of a condition",
    "grades": "what goes with a grade of the evidence",
    "limits": "limits agreed beforehand",
    "rules": "rules agreed beforehand",
    "links": "what ties one candidate to another",
    "pots": "savings pots with their declared sizes",
    "measures": "measured figures",
    "swings": "points for weights, every round",
    "scores": "scores, every round, with reasons",
    "dictionary": "what every table and field means",
}
"""Sheets in their order, with what each holds."""

TOLERANCE = "0.000000001"
"""How far a formula may lie from the library, as a share of the figure: rounding."""


def make(told: OfRecord) -> dict[str, bytes]:
    """Make the workbook.

    Parameters
    ----------
    told : OfRecord
        Everything the record comes to.

    Returns
    -------
    dict of str to bytes
        `workbook.xlsx`. Equal records give equal bytes.
    """
    case, appraisal = told.case, told.appraisal
    book = Book(list(SHEETS), case.charter.notice or "")
    inputs = write_inputs(book, case, unnamed(told))
    weights = write_weights(inputs, appraisal)
    values, sums = write_values(inputs, appraisal, weights, write_scores(inputs, appraisal))
    worths = write_worth(inputs, appraisal, weights, values)
    inside, totals = write_set(inputs, told.portfolio, worths)
    totals += write_savings(inputs, told.money, inside)
    _check(book, [*_of_candidates(appraisal, weights, sums, worths), *totals])
    _read_me(book, told)
    title = f"Workbook: {case.charter.question}"
    return {NAME: settled(book.close(title, case.charter.organisation, made_at(told)))}


def _of_candidates(
    appraisal: Appraisal,
    weights: Mapping[str, str],
    sums: Mapping[str, str],
    worths: Mapping[str, str],
) -> Iterable[Total]:
    for words, cells, ours in (
        ("weight of", weights, appraisal.weights),
        ("value of", sums, appraisal.value),
        ("worth of", worths, appraisal.worth),
    ):
        for code, cell in cells.items():
            yield Total(f"{words} {code}", cell, ours[code])


def _check(book: Book, totals: list[Total]) -> None:
    """Write every total by the formulas beside ours, and the difference."""
    sheet, last = book["check"], len(totals)
    sheet.heads(["What", "By the formulas", "By the library", "Difference: must be 0"], [WIDE])
    for row, total in enumerate(totals, start=1):
        sheet.text(row, 0, total.words)
        sheet.formula(row, 1, total.cell, total.ours)
        sheet.put(row, 2, float(total.ours))
        by, ours = sheet.at(row, 1), sheet.at(row, 2)
        near = f"ABS({by}-{ours})<={TOLERANCE}*(1+ABS({ours}))"
        sheet.formula(row, 3, f"IF({near},0,{by}-{ours})", 0.0)
    sheet.text(last + 2, 0, "Do all agree?", bold=True)
    differences = sheet.at(1, 3, last)
    agree = f'IF(SUMPRODUCT(--({differences}<>0))=0,"yes, all agree","no: see the differences")'
    sheet.formula(last + 2, 1, agree, "yes, all agree")


def _read_me(book: Book, told: OfRecord) -> None:
    sheet, case = book["read me"], told.case
    sheet.heads(["What", "In words"], [30, 100])
    rows = [
        ("Question", case.charter.question),
        ("Organisation", case.charter.organisation),
        ("Notice", case.charter.notice or "none"),
        ("What this is", "Everything the result was made from and how it was made, as formulas. "
         "Each formula also holds the library's own figure, which a reader that computes nothing "
         "shows; a spreadsheet puts its own in the place of it."),
        ("How to add it up again", "Let the spreadsheet compute all formulas (in Excel: Ctrl, Alt, "
         "Shift and F9 together; in LibreOffice Calc: Ctrl, Shift and F9) and look at the sheet "
         "check. To ask what if, change a score, a fact, a weight or the 1 or 0 of a candidate in "
         "the set: every total follows. The set itself stays as it was chosen: finding the best "
         "set is a search, not a sum."),
        ("Not for publication", "It holds every person's answers by token. " + SAID),
        ("Units", "£ thousand at today's prices; values 0 to 100; worth in points a year."),
        ("The set was asked by", f"{told.portfolio.arguments['reading']}; scores pooled by "
         f"{told.appraisal.score_rule}, weights by {told.appraisal.weight_rule}"),
        ("Version", f"wcc_prioritise {__version__}"),
        ("Entries in the record", f"{told.head.entries:,}"),
        ("Seal of the last entry", told.head.seal),
        ("Fingerprint of the case", case.fingerprint),
        ("Frozen for sign-off", told.frozen.fingerprint if told.frozen else "no"),
        *((f"Sheet: {name}", words) for name, words in SHEETS.items()),
    ]  # fmt: skip
    for row, cells in enumerate(rows, start=1):
        for place, words in enumerate(cells):
            sheet.text(row, place, words, bold=place == 0)
