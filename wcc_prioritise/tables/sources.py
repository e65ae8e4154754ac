"""Which files of a folder, or sheets of a workbook, are tables?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from wcc_prioritise.schema import EVIDENCE_ONLY, NEEDED, TABLES, Record
from wcc_prioritise.tables.csv_files import read_csv
from wcc_prioritise.tables.faults import Fault, InputError, fold, near_miss
from wcc_prioritise.tables.layouts import Layout, Sheet, headings_at, layout_of
from wcc_prioritise.tables.workbooks import WORKBOOKS, read_workbook

_TEXT_FILES = (".csv", ".tsv")
_SPREADSHEETS = (*WORKBOOKS, ".xls", ".xlsb", ".ods", ".numbers")
_LISTED = 8

Found = dict[str, Sheet | None]
"""Sheets by table name; one that is there but could not be read is None."""

Models = Mapping[str, type[Record]]
"""What one row of each table is, by the name of the table."""


def find_sheets(path: Path, models: Models = TABLES) -> tuple[Found, list[Fault]]:
    """Find the tables of a folder of CSV files or of a workbook.

    Parameters
    ----------
    path : Path
        The folder or the workbook.
    models : mapping of str to type of Record
        The tables to look for; by default those of a workshop.

    Returns
    -------
    dict of str to Sheet or None, list of Fault
        Sheets by table name, None for one that is there but could not be read; and the faults of
        names, of missing tables and of files that could not be read.

    Raises
    ------
    InputError
        If nothing can be read, or no name is that of a table.
    """
    try:
        if path.is_dir():
            return _folder(path, models)
        if not path.exists():
            raise _no_such(path)
    except PermissionError as error:
        raise InputError.of(
            where=path.name,
            found="a folder that cannot be opened",
            allowed="a folder that you may read",
            do="Ask for the right to read it, or copy it to a folder of your own.",
        ) from error
    if path.suffix.casefold() not in WORKBOOKS:
        raise _wrong_kind(path)
    return _workbook(path, models)


def _workbook(path: Path, models: Models) -> tuple[Found, list[Fault]]:
    titles: list[str] = []

    def choose(every: list[str]) -> list[str]:
        titles.extend(every)
        return [title for title in every if _meant(title, models)]

    read, faults = read_workbook(path, choose)
    sheets, more = _named("sheet", {title: title for title in titles}, read, models)
    if not sheets:
        raise _no_table(path, titles, models)
    return sheets, [*faults, *more, *_missing(path, "sheet", titles, sheets, models)]


def _folder(path: Path, models: Models) -> tuple[Found, list[Fault]]:
    files = sorted(file for file in path.iterdir() if file.is_file() and file.name[0] not in ".~")
    texts = [file for file in files if file.suffix.casefold() in _TEXT_FILES]
    read: dict[str, Sheet | None] = {}
    faults: list[Fault] = []
    for file in texts:
        if meant := _meant(file.stem, models):
            try:
                read[file.name] = read_csv(file, layout_of(meant, models).columns)
            except InputError as error:
                read[file.name] = None
                faults += error.faults
    sheets, more = _named("file", {file.name: file.stem for file in texts}, read, models)
    strays = _stray_workbooks(files, sheets, models)
    if not sheets:
        raise _no_table(path, [file.name for file in files], models)
    names = [file.name for file in texts]
    return sheets, [*faults, *more, *strays, *_missing(path, "file", names, sheets, models)]


def _said(label: str, models: Models) -> str | None:
    """Give the table that a name says."""
    return {fold(name): name for name in models}.get(fold(label))


def _meant(label: str, models: Models) -> str | None:
    """Give the table that a name says, or is near to."""
    return _said(label, models) or near_miss(label, models)


def _named(
    what: str, labels: Mapping[str, str], read: Mapping[str, Sheet | None], models: Models
) -> tuple[Found, list[Fault]]:
    """Give each sheet its table: those named so first, then those nearly named so."""
    sheets: Found = {}
    faults: list[Fault] = []
    exact = [label for label in read if _said(labels[label], models)]
    for label in [*exact, *(label for label in read if label not in exact)]:
        name, sheet = _meant(labels[label], models), read[label]
        if label not in exact and (sheet is None or not _fits(layout_of(name, models), sheet)):
            continue
        if label not in exact or name in sheets:
            faults.append(_misnamed(what, label, name, name in sheets))
        sheets.setdefault(name, sheet)
    return sheets, faults


def _fits(layout: Layout, sheet: Sheet) -> bool:
    return headings_at(layout, sheet.rows) is not None


def _misnamed(what: str, label: str, name: str, taken: bool) -> Fault:
    where = f"sheet {label}" if what == "sheet" else label
    if taken:
        do = f"Delete this {what}, or give it a name that is not like {name!r}."
        return Fault(where, None, None, f"a second {what} for the table {name!r}", "one", do)
    do = f"Did you mean {name!r}? Rename the {what}."
    return Fault(where, None, None, f"a {what} that is not the name of a table", "", do)


def _stray_workbooks(files: Iterable[Path], sheets: Found, models: Models) -> list[Fault]:
    """Report a workbook that lies among the CSV files under the name of a table."""
    faults = []
    for file in files:
        name = _said(file.stem, models)
        if not sheets or file.suffix.casefold() not in _SPREADSHEETS or not name:
            continue
        do = "Save it as CSV under the same name, or move it out of the folder."
        faults.append(Fault(file.name, None, None, "a spreadsheet", "CSV files in a folder", do))
        sheets.setdefault(name, None)
    return faults


def _missing(
    path: Path, what: str, labels: list[str], sheets: Found, models: Models
) -> list[Fault]:
    """Report each table without which there is no workshop."""
    if models is not TABLES or set(sheets) <= set(EVIDENCE_ONLY):
        return []
    faults = []
    free = [label for label in labels if not _said(Path(label).stem, models)]
    for name in (name for name in NEEDED if name not in sheets):
        label = name if what == "sheet" else f"{name}.csv"
        near = near_miss(label, free)
        found = f"no {what} {label!r}"
        do = f"Did you mean {near!r}? Rename the {what}." if near else f"Add a {what} of that name."
        about = TABLES[name].about.split(". ")[0].rstrip(".")
        faults.append(Fault(path.name, None, None, found, f"{label} ({about})", do, lacks=name))
    return faults


def _no_such(path: Path) -> InputError:
    try:
        near = near_miss(path.name, [other.name for other in path.parent.iterdir()])
    except OSError:
        near = None
    return InputError.of(
        found=f"no file or folder {str(path)!r}",
        allowed="a folder of CSV files, or an .xlsx workbook",
        do=f"Did you mean {near!r}?" if near else "Correct the path.",
    )


def _wrong_kind(path: Path) -> InputError:
    suffix = path.suffix.casefold()
    do = "Give the folder or the workbook that holds the tables."
    if suffix in _TEXT_FILES:
        do = "Give the folder that the file is in; each of its CSV files is a table."
    elif suffix in _SPREADSHEETS:
        do = "Open it in a spreadsheet and save it as .xlsx."
    return InputError.of(
        where=path.name,
        found=f"a file that ends in {suffix}" if suffix else "a file without an ending",
        allowed="a folder of CSV files, or an .xlsx workbook",
        do=do,
    )


def _no_table(path: Path, names: list[str], models: Models) -> InputError:
    shown = ", ".join(names[:_LISTED]) + (" ..." if len(names) > _LISTED else "")
    books = [name for name in names if name.casefold().endswith(WORKBOOKS)]
    folder = path.is_dir()
    do = "See the blank form for the names: " + ", ".join(NEEDED) + " and so on."
    if models is not TABLES:
        do = "The names are: " + ", ".join(models) + "."
    if len(books) == 1 and folder:
        do = f"If you mean the workbook {books[0]!r}, give its own path."
    return InputError.of(
        where=path.name,
        found="no table" + (f", only {shown}" if shown else ": it is empty"),
        allowed=f"a {'folder whose CSV files' if folder else 'workbook whose sheets'} have the "
        "names of tables",
        do=do,
    )
