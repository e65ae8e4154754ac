"""Does the record name anybody? Each name found in it is kept or replaced, and that is entered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from wcc_prioritise.workshop import names as naming
from wcc_prioritise.workshop.entering import Desk
from wcc_prioritise.workshop.entry import Entry
from wcc_prioritise.workshop.folding import undone_by
from wcc_prioritise.workshop.kinds import KINDS, maybe_text, refuse, text_of
from wcc_prioritise.workshop.undoing import LASTING, undo_of

COLUMNS = ["entry", "kind", "field", "person", "text"]


def names_to_check(entries: Sequence[Entry], names: Mapping[str, str]) -> pd.DataFrame:
    """Which entries hold a name that nobody has looked at?"""
    looked = {entry.fields["entry"] for entry in entries if entry.kind == "name checked"}
    undone = undone_by(entries)
    rows = [
        (entry.seq, entry.kind, field, person, " ".join(hits))
        for entry in entries
        if entry.seq not in looked and entry.seq not in undone
        for field, text in _texts(entry)
        for person, hits in naming.found_in(text, names).items()
    ]
    return pd.DataFrame(rows, columns=COLUMNS).drop_duplicates(ignore_index=True)


def _texts(entry: Entry) -> Iterator[tuple[str, str]]:
    """Give every text of an entry with its field; of an undo, what it repeats is left out."""
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
    if entry is None or not any(naming.found_in(text, names) for _, text in _texts(entry)):
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
    because = naming.replaced_in(entry.because, names, words) if entry.because else reason
    desk.pen.write(entry.kind, body, by=naming.replaced_in(entry.by, names, words), because=because)


def _clean(cell: object, names: Mapping[str, str], words: str) -> object:
    if isinstance(cell, list):
        return [_clean(text, names, words) for text in cell]
    return naming.replaced_in(cell, names, words) if isinstance(cell, str) else cell


def _codes(entry: Entry) -> set[str]:
    """Which fields hold codes, which no name is taken out of?"""
    from wcc_prioritise.schema import TABLES

    record = TABLES[KINDS[entry.kind]]
    return {*record.key, *record.refers}
