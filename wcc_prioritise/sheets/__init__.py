"""How do the scores get on to a sheet and back? Excel, a page for any browser, and paper."""

from wcc_prioritise.sheets.double_entry import Typing, compare_typing, typing_sample
from wcc_prioritise.sheets.excel import write_excel_sheets
from wcc_prioritise.sheets.implausible import implausible
from wcc_prioritise.sheets.page import write_html_sheets
from wcc_prioritise.sheets.paper import write_paper_sheets
from wcc_prioritise.sheets.reading import Conflict, Sheets, read_sheets

__all__ = [
    "Conflict",
    "Sheets",
    "Typing",
    "compare_typing",
    "implausible",
    "read_sheets",
    "typing_sample",
    "write_excel_sheets",
    "write_html_sheets",
    "write_paper_sheets",
]
