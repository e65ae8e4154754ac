"""What do these files say of areas? The one door for every kind of table of indicators."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from wcc_prioritise.evidence.readers import fates, recognise
from wcc_prioritise.evidence.readers.authorities import read_authorities
from wcc_prioritise.evidence.readers.cancer_waits import read_cancer_waits
from wcc_prioritise.evidence.readers.drafts import Draft, Options, figures, with_headings
from wcc_prioritise.evidence.readers.fingertips import LEAVE_OUT, read_fingertips
from wcc_prioritise.evidence.readers.indicator_sheet import read_indicator_sheet
from wcc_prioritise.evidence.readers.mapping import (
    checked,
    heading_row,
    read_mapped,
    read_tidy,
)
from wcc_prioritise.evidence.readers.opening import TEXT_FILES, WORKBOOKS, Source, opened
from wcc_prioritise.evidence.readers.practices import read_geographies, read_practices
from wcc_prioritise.evidence.readers.qof import DENOMINATORS, NET, read_qof_long
from wcc_prioritise.evidence.readers.qof_workbooks import read_qof_workbook
from wcc_prioritise.evidence.readers.reading import Reading, assembled
from wcc_prioritise.evidence.readers.recognise import Recognised, recognised
from wcc_prioritise.evidence.readers.uploads import read_upload
from wcc_prioritise.tables import Fault, InputError, near_miss

_READERS = {
    recognise.FINGERTIPS: read_fingertips,
    recognise.UPLOAD: read_upload,
    recognise.QOF_LONG: read_qof_long,
    recognise.QOF_WORKBOOK: read_qof_workbook,
    recognise.PRACTICES: read_practices,
    recognise.GEOGRAPHIES: read_geographies,
    recognise.AUTHORITIES: read_authorities,
    recognise.CANCER_WAITS: read_cancer_waits,
    recognise.TIDY: read_tidy,
}
_OTHER_DOORS = {
    **dict.fromkeys(recognise.ATTRIBUTES, "Read it with read_attributes."),
    **dict.fromkeys(recognise.PEERS, "Read it with read_peers."),
    recognise.SHEET: "Give it as indicators=.",
    recognise.GEOGRAPHIES: "It is read together with PREVALENCE_<years>.csv beside it.",
}
_CHOICES = {
    "pasted": ("refuse", LEAVE_OUT),
    "splits": (LEAVE_OUT, "keep"),
    "denominator": DENOMINATORS,
}
_LISTED = 8


def read_indicators(
    path: str | os.PathLike,
    *,
    kind: str | None = None,
    mapping: Mapping[str, str] | None = None,
    indicators: pd.DataFrame | str | os.PathLike | None = None,
    pasted: str = "refuse",
    splits: str = LEAVE_OUT,
    denominator: str = NET,
) -> Reading:
    r"""What do these files say of areas, and what became of each of their rows?

    Parameters
    ----------
    path : str or path
        A CSV file or workbook, or a folder of them, which are joined: rows that repeat a figure are
        dropped. Sub-folders are not looked into.
    kind : str or None
        One of `KINDS`, where the headings alone do not tell it.
    mapping : mapping of str to str, or None
        For a table of no known kind: our column -> its heading, or "=text" for one text in every
        row. Needed are indicator, area, period and value (or count, denominator and scale).
    indicators : DataFrame, str, path or None
        The indicator sheet: indicator, unit, scale, polarity, pot. It fills blanks only.
    pasted : {"refuse", "leave out"}
        What is done with rows that have no indicator or area code, as if pasted in by hand.
    splits : {"leave out", "keep"}
        Whether rows that split an area, by deprivation say, come into the table.
    denominator : {"net of exceptions", "everyone", "both"}
        For the Quality and Outcomes Framework: who is counted.

    Returns
    -------
    Reading
        The tidy table, the fate of every row, and warnings.

    Raises
    ------
    InputError
        With every fault: what is not readable, headings that are absent or misspelt, cells that are
        no numbers, figures that two rows claim, values that their counts do not give.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> rows = "Code,Year,Seen,Due\nE06000001,2024/25,80,100\nE06000002,2024/25,45,50\n"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "feet.csv")
    ...     _ = path.write_text("SYNTHETIC,,,\n" + rows)
    ...     columns = {"area": "Code", "period": "Year", "count": "Seen", "denominator": "Due"}
    ...     fixed = {"indicator": "=FEET", "unit": "=%", "scale": "=100"}
    ...     reading = read_indicators(path, mapping=columns | fixed)
    >>> reading.table[["area", "value", "period_start"]].to_dict("records")
    [{'area': 'E06000001', 'value': 80.0, 'period_start': 2024},
     {'area': 'E06000002', 'value': 90.0, 'period_start': 2024}]
    """
    path = Path(path)
    options = Options(checked(mapping) or None, pasted, splits, denominator)
    _check_choices(options, kind)
    sheet = read_indicator_sheet(indicators)
    files, warnings = _files(path)
    sources, aside = _opened(files)
    drafts, more = _drafts(path, sources, kind, options)
    if not drafts:
        raise _nothing_read(path, files, [*aside, *more])
    return assembled(drafts, sheet, splits=splits == "keep", warnings=[*warnings, *aside, *more])


def _check_choices(options: Options, kind: str | None) -> None:
    """Check the words that choose between ways of reading."""
    given = {name: (getattr(options, name), allowed) for name, allowed in _CHOICES.items()}
    if kind is not None:
        given["kind"] = (kind, recognise.KINDS)
    faults = []
    for name, (word, allowed) in given.items():
        if word not in allowed:
            near = near_miss(word, allowed)
            do = f"Did you mean {near!r}?" if near else "Choose one."
            faults.append(Fault("", None, name, repr(word), ", ".join(allowed), do))
    if faults:
        raise InputError(faults)


def _files(path: Path) -> tuple[list[Path], list[str]]:
    """List the files to read; say what else lies in a folder."""
    if path.is_file():
        return [path], []
    if not path.is_dir():
        beside = [other.name for other in path.parent.iterdir()] if path.parent.is_dir() else []
        near = near_miss(path.name, beside)
        raise InputError.of(
            found=f"no file or folder {path.name!r}",
            allowed="a CSV file or workbook, or a folder of them",
            do=f"Did you mean {near!r}?" if near else "Correct the path.",
        )
    there = sorted(other for other in path.iterdir() if other.name[0] not in ".~")
    files = [o for o in there if o.is_file() and o.suffix.casefold() in TEXT_FILES + WORKBOOKS]
    others = [other.name for other in there if other not in files]
    return files, [f"Left aside, being no tables: {_shown(others)}."] if others else []


def _opened(files: Iterable[Path]) -> tuple[list[Source], list[str]]:
    """Open every file, or raise every fault of those that can't be."""
    sources, faults = [], []
    for file in files:
        try:
            sources += opened(file)
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)
    return sources, []


def _drafts(
    path: Path, sources: list[Source], kind: str | None, options: Options
) -> tuple[list[Draft], list[str]]:
    """Read every source that is a table of indicators; say which are not."""
    known = [(source, _kind_of(source, kind, options)) for source in sources]
    options = replace(options, lookups=_lookups(path, known))
    drafts, faults = [], []
    counted = any(found and found.kind == recognise.PRACTICES for _, found in known)
    for source, found in known:
        if not found or found.kind not in _READERS:
            continue
        if found.kind == recognise.GEOGRAPHIES and not counted:
            continue
        try:
            drafts.append(with_headings(_reader(found, options)(source, found.at, options)))
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)
    read = {draft.source.where for draft in drafts}
    others = [(source, found) for source, found in known if source.where not in read]
    if drafts:
        drafts += _beside(drafts, others)
    return drafts, list(_said_aside(known, others))


def _reader(found: Recognised, options: Options):
    return read_mapped if _by_mapping(options, found) else _READERS[found.kind]


def _by_mapping(options: Options, found: Recognised | None) -> bool:
    """Say whether the person's mapping, rather than the kind, tells the columns."""
    columns = [text for text in (options.mapping or {}).values() if not text.startswith("=")]
    return bool(columns) or (bool(options.mapping) and found is None)


def _kind_of(source: Source, kind: str | None, options: Options) -> Recognised | None:
    """Tell the kind of a source, by mapping, by what the person says, or by its headings."""
    if _by_mapping(options, None) and any(
        not text.startswith("=") for text in options.mapping.values()
    ):
        at = heading_row(source, options.mapping)
        return None if at is None else Recognised(recognise.TIDY, at)
    found = recognised(source)
    if kind is None or (found and found.kind in (kind, recognise.GEOGRAPHIES)):
        return found
    filled = [at for at, row in enumerate(source.head) if sum(map(bool, row)) > 1]
    return Recognised(kind, found.at if found else filled[0]) if filled else None


def _lookups(path: Path, known: list[tuple[Source, Recognised | None]]) -> list[tuple[Source, int]]:
    """Find the tables of names for practices; for one file, among the files beside it."""
    if not any(found and found.kind == recognise.PRACTICES for _, found in known):
        return []
    if path.is_file():
        beside = [other for other in sorted(path.parent.glob("*.csv")) if other != path]
        sources = [source for other in beside for source in _quietly(other)]
        known = [(source, recognised(source)) for source in sources]
    return [(s, f.at) for s, f in known if f and f.kind == recognise.GEOGRAPHIES]


def _quietly(path: Path) -> list[Source]:
    try:
        return opened(path)
    except InputError:
        return []  # what is not asked for need not be readable


def _beside(drafts: list[Draft], others: list[tuple[Source, Recognised | None]]) -> list[Draft]:
    """Give the rows of other sheets, of workbooks that were read, the fate of no table."""
    files = {draft.source.path for draft in drafts}
    made = []
    for source, _ in others:
        if source.path in files:
            rows = np.arange(1, len(source.grid) + 1)
            fate = fates.coded(fates.ASIDE, len(rows))
            none = figures(np.arange(0), fates.coded(fates.USED, 0), {})
            made.append(Draft(source, rows, fate, none, keys=[""] * len(rows)))
    return made


def _said_aside(
    known: list[tuple[Source, Recognised | None]],
    others: list[tuple[Source, Recognised | None]],
) -> Iterable[str]:
    """Say which files, and which sheets of workbooks, hold no table of indicators, and why."""
    for source, found in others:
        if not source.sheet:
            yield f"{source.file} was left aside: {_why(source, found)}"
    for file in dict.fromkeys(source.file for source, _ in known if source.sheet):
        sheets = [source.sheet for source, _ in known if source.file == file]
        left = [source.sheet for source, _ in others if source.file == file]
        if left:
            read = [sheet for sheet in sheets if sheet not in left]
            yield (
                f"{file}: {len(sheets)} sheets were looked at, {len(read)} hold a table of "
                f"indicators; left aside: {_shown(left)}."
            )


def _why(source: Source, found: Recognised | None) -> str:
    if found:
        return f"it is of the kind {found.kind!r}. {_OTHER_DOORS.get(found.kind, '')}".strip()
    row = max(source.head, key=lambda cells: sum(map(bool, cells)), default=[])
    return f"no known kind of table; its headings are {_shown([c for c in row if c])}."


def _nothing_read(path: Path, files: list[Path], said: list[str]) -> InputError:
    """Say why nothing was read, file by file."""
    if not files:
        return InputError.of(
            where=path.name,
            found="a folder with no CSV file or workbook in it",
            allowed="a folder of tables as they were downloaded",
            do="Save them into the folder; sub-folders are not looked into.",
        )
    return InputError(
        Fault(
            path.name,
            None,
            None,
            f"no table of indicators ({words.rstrip('.')})",
            "a table of indicators as it was downloaded",
            "For any other table say with mapping= which column is which.",
        )
        for words in said
    )


def _shown(names: list[str]) -> str:
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return ", ".join(names[:_LISTED]) + more
