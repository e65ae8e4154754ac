"""Who is S07, and does the record name anybody?

The name key lies in a file of its own beside the workshop file, never in it. Each name that is
found in the record is kept or replaced, and that is an entry too.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import pandas as pd

from wcc_prioritise.schema import TABLES
from wcc_prioritise.tables import InputError
from wcc_prioritise.tables.csv_files import APOSTROPHE, ESCAPED, RUNS
from wcc_prioritise.tables.writing import replacing
from wcc_prioritise.workshop.desk import Desk
from wcc_prioritise.workshop.entry import Entry
from wcc_prioritise.workshop.folding import undone_by
from wcc_prioritise.workshop.kinds import KINDS, maybe_text, refuse, text_of
from wcc_prioritise.workshop.undoing import LASTING, undo_of

_SHORTEST = 3  # letters of a part of a name that is looked for on its own
_NOTICE = re.compile(r"\s*[(\[]\s*SYNTHETIC\s*[)\]]\s*", re.IGNORECASE)  # no part of a name
_NOBODY = re.compile(r"(?!)")  # is found nowhere
_COLUMNS = ["token", "name"]
_FOUND = ["entry", "kind", "field", "person", "text"]


def key_path(path: Path) -> Path:
    """Where is the name key of a workshop file? NAME.names.csv beside NAME.wcc."""
    return path.with_name(f"{path.stem}.names.csv")


def checked_names(
    names: Mapping[str, str], people: Iterable[str], privacy: str, path: Path
) -> dict[str, str]:
    """Give the names as they will be written, or refuse them."""
    if privacy == "anonymous":
        allowed = "no names: the charter says anonymous"
        raise refuse("names", f"names of {len(names)} people", allowed, "Leave the names out.")
    if key_path(path).exists():
        do = "Move it away, or choose another name for the workshop file."
        raise refuse("names", f"the file {key_path(path).name}", "a name not yet taken", do)
    people = set(people)
    for token in names:
        if token not in people:
            do = "Correct the token, or add the person."
            raise refuse("names", repr(token), "a code of people", do)
    return {token: maybe_text(name) for token, name in names.items() if maybe_text(name)}


def write_names(path: Path, names: Mapping[str, str]) -> None:
    """Write the name key beside the workshop file, for its keeper's eyes alone."""
    out = io.StringIO()
    escaped = [(t, APOSTROPHE + n if RUNS.match(n) else n) for t, n in names.items()]
    csv.writer(out, lineterminator="\n").writerows([_COLUMNS, *escaped])
    with replacing(key_path(path)) as part:
        part.touch(mode=0o600)
        part.write_text(out.getvalue(), encoding="utf-8")


def read_names(path: Path) -> dict[str, str]:
    """Give token and name of everybody in the name key.

    Raises
    ------
    InputError
        If it is not where it belongs, or is no name key.
    """
    key = key_path(path)
    return names_in(key, f"Put {key.name} beside {path.name}; whoever keeps the names has it.")


def names_in(key: Path, do: str = "Give the path of a CSV file.") -> dict[str, str]:
    """Give token and name of everybody in a file with these two columns.

    Parameters
    ----------
    key : Path
        The file.
    do : str
        What to do where it is not there.

    Raises
    ------
    InputError
        If it cannot be read, or has other columns.
    """
    try:
        text = key.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        found, allowed = "no name key that can be read", f"the file {key.name}"
        raise InputError.of(where="names", found=found, allowed=allowed, do=do) from error
    rows = [row for row in csv.reader(io.StringIO(text)) if row]
    if not rows or rows[0] != _COLUMNS or any(len(row) != len(_COLUMNS) for row in rows):
        do, allowed = "Correct the file: one row a person.", "the columns token and name"
        raise InputError.of(where=key.name, found="other columns", allowed=allowed, do=do)
    return {token: n[1:] if ESCAPED.match(n) else n for token, n in rows[1:]}


def found_in(text: str, names: Mapping[str, str]) -> dict[str, list[str]]:
    """Whose names stand in a text?

    Parameters
    ----------
    text : str
        Any text.
    names : mapping of str to str
        Token to name. The whole name is looked for, and each part of three letters or more; the
        notice (SYNTHETIC) is no part of it.

    Returns
    -------
    dict of str to list of str
        Token to what was found of the name, as it stands in the text.

    Examples
    --------
    >>> found_in("Ask mr BLOGGS (SYNTHETIC), he knows.", {"S07": "Joe Bloggs", "S08": "Ann Other"})
    {'S07': ['BLOGGS']}
    """
    found = {}
    for token, name in names.items():
        if hits := _shape(name).findall(text):
            found[token] = list(dict.fromkeys(hits))
    return found


@lru_cache(maxsize=1024)
def _shape(name: str) -> re.Pattern:
    """Give what finds a name, or a part of it that is long enough, as a word of its own."""
    name = _NOTICE.sub(" ", name).strip()
    if not name:
        return _NOBODY
    parts = [name, *(part for part in re.split(r"[\s.,()]+", name) if len(part) >= _SHORTEST)]
    shape = "|".join(re.escape(part) for part in sorted(parts, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{shape})(?!\w)", re.IGNORECASE)


def replaced_in(text: str, names: Mapping[str, str], instead: str) -> str:
    """Put other words in the place of every name in a text."""
    for hits in found_in(text, names).values():
        for hit in sorted(hits, key=len, reverse=True):
            text = re.sub(rf"(?<!\w){re.escape(hit)}(?!\w)", lambda _: instead, text)
    return text


# ---- names that stand in the record -------------------------------------------------------------


def names_to_check(entries: Sequence[Entry], names: Mapping[str, str]) -> pd.DataFrame:
    """Which entries hold a name that nobody has looked at?"""
    looked = {entry.fields["entry"] for entry in entries if entry.kind == "name checked"}
    undone = undone_by(entries)
    rows = [
        (entry.seq, entry.kind, field, person, " ".join(hits))
        for entry in entries
        if entry.seq not in looked and entry.seq not in undone
        for field, text in _texts(entry)
        for person, hits in found_in(text, names).items()
    ]
    return pd.DataFrame(rows, columns=_FOUND).drop_duplicates(ignore_index=True)


def _texts(entry: Entry) -> Iterator[tuple[str, str]]:
    """Give every text of an entry with its field."""
    yield "by", entry.by
    if entry.because:
        yield "because", entry.because
    body = entry.fields
    if entry.kind == "table":
        body = {
            f"{name} (row {place})": cell
            for place, row in enumerate(body["rows"], start=1)
            for name, cell in zip(body["columns"], row, strict=True)
        }
    for field, cell in body.items():
        for text in cell if isinstance(cell, list) else [cell]:
            if isinstance(text, str):
                yield field, text


def check_name(
    desk: Desk, number: int, names: Mapping[str, str], by: str, instead: str | None
) -> Entry:
    """Enter that a name was kept, or replaced by entering the same with other words."""
    entries, who = desk.pen.entries(), text_of(by, "by", "name checked")
    entry = next((one for one in entries if one.seq == number), None)
    if entry is None or not any(found_in(text, names) for _, text in _texts(entry)):
        do = "names_to_check() lists them."
        raise refuse("name checked", f"entry {number}", "an entry that holds a name", do)
    words = maybe_text(instead)
    if words is None:
        said = {"entry": number, "text": "kept"}
        return desk.pen.write("name checked", said, by=who)
    if entry.kind in LASTING:
        do = "Keep it; in what is published it is replaced by hand."
        raise refuse("name checked", f"a name in a {entry.kind}", "any entry but these", do)
    _enter_anew(desk, entries, entry, names, words, who)
    said = {"entry": number, "text": f"replaced in entry {desk.pen.head.entries}"}
    return desk.pen.write("name checked", said, by=who)


def _enter_anew(
    desk: Desk, entries: Sequence[Entry], entry: Entry, names: Mapping, words: str, by: str
) -> None:
    """Undo the entry and enter it again without the name; nobody's answer changes by it."""
    turn = undo_of(entries, desk.now, entry.seq)
    reason = "a name was taken out"
    text = f"undo: entry {entry.seq}, {KINDS[entry.kind]}, to take a name out"
    desk.pen.write("undo", {**turn.body, "text": text}, by=by, because=reason)
    body = {
        field: _clean(cell, names, words) if field not in _codes(entry) else cell
        for field, cell in entry.fields.items()
    }
    because = replaced_in(entry.because, names, words) if entry.because else reason
    desk.pen.write(entry.kind, body, by=replaced_in(entry.by, names, words), because=because)


def _clean(cell: object, names: Mapping[str, str], words: str) -> object:
    if isinstance(cell, list):
        return [_clean(text, names, words) for text in cell]
    return replaced_in(cell, names, words) if isinstance(cell, str) else cell


def _codes(entry: Entry) -> set[str]:
    """Which fields hold codes, which no name is taken out of?"""
    record = TABLES[KINDS[entry.kind]]
    return {*record.key, *record.refers}
