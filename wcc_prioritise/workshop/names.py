"""Who is S07? The name key, in a file of its own beside the workshop file, never in it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from wcc_prioritise.tables.csv_files import APOSTROPHE, ESCAPED, RUNS
from wcc_prioritise.tables.writing import replacing
from wcc_prioritise.workshop.kinds import maybe_text, refuse

_SHORTEST = 3  # letters of a part of a name that is looked for on its own
_COLUMNS = ["token", "name"]


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
        raise refuse("names", "no name key that can be read", f"the file {key.name}", do) from error
    rows = [row for row in csv.reader(io.StringIO(text)) if row]
    if not rows or rows[0] != _COLUMNS or any(len(row) != len(_COLUMNS) for row in rows):
        do = "Correct the file: one row a person."
        raise refuse(key.name, "other columns", "the columns token and name", do)
    return {token: n[1:] if ESCAPED.match(n) else n for token, n in rows[1:]}


def found_in(text: str, names: Mapping[str, str]) -> dict[str, list[str]]:
    """Whose names stand in a text?

    Parameters
    ----------
    text : str
        Any text.
    names : mapping of str to str
        Token to name. The whole name is looked for, and each part of three letters or more.

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
        parts = [name, *(part for part in re.split(r"[\s.,]+", name) if len(part) >= _SHORTEST)]
        shape = "|".join(re.escape(part) for part in sorted(parts, key=len, reverse=True))
        hits = re.findall(rf"(?<!\w)(?:{shape})(?!\w)", text, re.IGNORECASE)
        if hits:
            found[token] = list(dict.fromkeys(hits))
    return found


def replaced_in(text: str, names: Mapping[str, str], instead: str) -> str:
    """Put other words in the place of every name in a text."""
    for hits in found_in(text, names).values():
        for hit in sorted(hits, key=len, reverse=True):
            text = re.sub(rf"(?<!\w){re.escape(hit)}(?!\w)", lambda _: instead, text)
    return text
