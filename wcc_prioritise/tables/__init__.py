"""How do tables come in and go out? Excel and CSV, with every fault at once."""

from wcc_prioritise.tables.checks import Table
from wcc_prioritise.tables.faults import Fault, InputError, near_miss
from wcc_prioritise.tables.forms import write_form
from wcc_prioritise.tables.reading import check_frame, read_tables
from wcc_prioritise.tables.writing import write_folder, write_workbook

__all__ = [
    "Fault",
    "InputError",
    "Table",
    "check_frame",
    "near_miss",
    "read_tables",
    "write_folder",
    "write_form",
    "write_workbook",
]
