"""How does the record outlive this software? Plain files that a person can read in twenty years."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from wcc_prioritise.case.value import Case
from wcc_prioritise.schema import TABLES
from wcc_prioritise.schema.dictionary import dictionary
from wcc_prioritise.tables import InputError, write_folder
from wcc_prioritise.tables.csv_files import APOSTROPHE, RUNS
from wcc_prioritise.tables.writing import replacing
from wcc_prioritise.workshop.entry import Entry, json_text
from wcc_prioritise.workshop.file import WorkshopFile
from wcc_prioritise.workshop.listing import listed
from wcc_prioritise.workshop.sealing import FIRST, seal_of

LINES = "entries.jsonl"
LOG = "day_log.csv"
DICTIONARY = "data-dictionary.md"
README = "README.md"

_TITLE = "# The record of a prioritisation workshop"
_COLUMNS = ("seq", "at", "by", "kind", "body", "because", "previous", "seal")
_LOGGED = ["seq", "at", "by", "kind", "words", "because", "undone_by", "after_freeze"]

_README = """{title}

{organisation}. {entries:,} entries, from {first} to {last}. Nothing but a text editor is needed to
read them.

| file | what it is |
| --- | --- |
| {log} | everything that was entered, in its order, in words: who, when, what, why |
| one CSV file a table | what the entries come to: candidates, criteria, scores ... |
| {dictionary} | what every table and every column means |
| {lines} | the entries exactly as they were stored and sealed, one JSON text a line |

Times are universal time (UTC). `by` is who typed an entry, which need not be who said it; people
are tokens, whose names are kept apart from the record. An entry that was undone stays, and says by
which entry. A score that is blank in a table is not there; "don't know" is an answer.

## How to check that nothing was changed

Each line of {lines} has a seal: the SHA-256, in hexadecimal digits, of these bytes: the text
`wcc entry 1`; then for each of previous, seq, at, by, kind, body and because, in this order, the
number of bytes of its UTF-8 text in digits, a colon, and the text itself. `seq` is written in
digits; a missing because is an empty text; `body` is the text between its quotation marks, with
JSON's escapes undone. `previous` is the seal of the line before, of the first line 64 zeros. The
seal of the last line is

    {seal}

and the number of lines {entries}. Compare both with the sign-off sheet and the minutes: whoever
rewrites every line can also write every seal, but not what was printed.
{waiting}"""


def export(entries: Sequence[Entry], case: Case, waiting: int, folder: str | os.PathLike) -> Path:
    """Write the record as plain files.

    Parameters
    ----------
    entries : sequence of Entry
        The whole record.
    case : Case
        What it comes to.
    waiting : int
        How many private answers wait for a reveal; they are not written.
    folder : str or path-like
        A new or empty folder, or one that holds an earlier export.

    Raises
    ------
    InputError
        If the folder holds anything else, or cannot be written.
    """
    folder = Path(folder)
    _must_be_free(folder)
    write_folder({name: table.frame for name, table in case.tables.items()}, folder)
    texts = {
        LINES: "".join(f"{_line(entry)}\n" for entry in entries),
        LOG: _log(entries),
        DICTIONARY: dictionary(),
        README: _readme(entries, case, waiting),
    }
    for name, text in texts.items():
        with replacing(folder / name) as part:
            part.write_bytes(text.encode("utf-8"))
    for name in TABLES:
        if name not in case.tables:  # of an earlier export
            (folder / f"{name}.csv").unlink(missing_ok=True)
    return folder


def restore(folder: str | os.PathLike, path: str | os.PathLike) -> None:
    """Make a workshop file of an export, entry for entry, to the same seals.

    Raises
    ------
    InputError
        If a line is missing or changed, or the file is there already.
    """
    entries = list(_read_lines(Path(folder) / LINES))
    now = [datetime.fromisoformat(entries[0].at)]
    file = WorkshopFile.create(path, clock=lambda: now[0])
    try:
        with file.writing(by="restore") as pen:
            for entry in entries:
                now[0] = datetime.fromisoformat(entry.at)
                said = {"by": entry.by, "because": entry.because}
                if pen.write(entry.kind, entry.fields, **said) != entry:
                    raise _tampered(entry.seq, "not written as this software writes entries")
    except BaseException:
        file.close()
        Path(path).unlink(missing_ok=True)
        raise
    file.close()


def _must_be_free(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise InputError.of(
            where=folder.name,
            found="a file of that name",
            allowed="a folder",
            do="Choose another name.",
        )
    held = sorted(folder.iterdir()) if folder.is_dir() else []
    readme = folder / README
    ours = readme.is_file() and readme.read_text("utf-8", errors="replace").startswith(_TITLE)
    if held and not (ours and (folder / LINES).is_file()):
        raise InputError.of(
            where=folder.name,
            found=f"a folder with {len(held)} other files, such as {held[0].name}",
            allowed="a new or empty folder, or that of an earlier export",
            do="Choose another folder.",
        )


def _line(entry: Entry) -> str:
    return json.dumps({name: getattr(entry, name) for name in _COLUMNS}, ensure_ascii=False)


def _log(entries: Sequence[Entry]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_LOGGED)
    for row in listed(entries)[_LOGGED].itertuples(index=False):
        writer.writerow([_logged(cell) for cell in row])
    return out.getvalue()


def _logged(cell: object) -> object:
    if isinstance(cell, float):
        return "" if cell != cell else int(cell)
    return APOSTROPHE + cell if isinstance(cell, str) and RUNS.match(cell) else cell


def _readme(entries: Sequence[Entry], case: Case, waiting: int) -> str:
    private = f"\n{waiting} private answers waited for a reveal and are not in this export.\n"
    return _README.format(
        title=_TITLE,
        organisation=case.charter.organisation,
        entries=len(entries),
        first=entries[0].at,
        last=entries[-1].at,
        seal=entries[-1].seal,
        log=LOG,
        lines=LINES,
        dictionary=DICTIONARY,
        waiting=private if waiting else "",
    )


def _read_lines(path: Path) -> Iterator[Entry]:
    try:
        lines = path.read_bytes().decode("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError.of(
            where=path.name,
            found="no file of entries that can be read",
            allowed=f"a folder that export wrote, with {LINES}",
            do="Choose that folder.",
        ) from error
    if lines[-1] == "":
        lines.pop()
    previous = FIRST
    for seq, line in enumerate(lines, start=1):
        entry = _read_line(seq, line)
        if entry.previous != previous or entry.seq != seq:
            raise _tampered(seq, "not the one that follows the line before")
        previous = entry.seal
        yield entry
    if not lines:
        raise _tampered(1, "missing")


def _read_line(seq: int, line: str) -> Entry:
    try:
        said = json.loads(line)
        entry = Entry(**said)
        texts = (entry.previous, entry.seq, entry.at, entry.by, entry.kind, entry.body)
        whole = entry.seal == seal_of(*texts, entry.because)
        whole = whole and entry.body == json_text(entry.fields, entry.kind)
        datetime.fromisoformat(entry.at)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise _tampered(seq, "not a sealed entry") from error
    if not whole:
        raise _tampered(seq, "not what was sealed")
    return entry


def _tampered(seq: int, found: str) -> InputError:
    return InputError.of(
        where=LINES,
        row=seq,
        found=f"a line that is {found}",
        allowed="the lines as they were exported",
        do="Take the export from where it was kept first; nothing was restored.",
    )
