"""Which records of a kind stand in a workshop file, and in which entries?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from wcc_prioritise.challenge.evidence import MOST_NAMED
from wcc_prioritise.workshop.kinds import KINDS

_KIND_OF = {table: kind for kind, table in KINDS.items() if table != "acts"}


@dataclass(frozen=True)
class Held:
    """One record that stands in a file.

    Attributes
    ----------
    seq : int
        Its entry.
    fields : mapping
        What it says; the arguments of a calculation stand among them.
    opening : bool
        It came with a table that the record began with.
    """

    seq: int
    fields: Mapping[str, object]
    opening: bool = False


def held_by_kind(entries: pd.DataFrame) -> dict[str, list[Held]]:
    """Which records stand in these entries, by kind? A row of a table counts as one.

    Parameters
    ----------
    entries : DataFrame
        With seq, kind and fields.

    Returns
    -------
    dict
        In the order of the entries.
    """
    found: dict[str, list[Held]] = {}
    for seq, kind, fields in zip(entries["seq"], entries["kind"], entries["fields"], strict=True):
        if kind != "table":
            found.setdefault(kind, []).append(Held(int(seq), _opened(fields)))
            continue
        for cells in fields["rows"]:
            row = dict(zip(fields["columns"], cells, strict=True))
            found.setdefault(_KIND_OF.get(fields["table"], ""), []).append(
                Held(int(seq), row, opening=True)
            )
    return found


def _opened(fields: Mapping) -> Mapping[str, object]:
    """Give the fields of an entry, and the arguments of a calculation beside them."""
    if "arguments" not in fields:
        return fields
    return {**json.loads(fields["arguments"]), **fields}


def entries_in_words(entries: Sequence[int]) -> str:
    """Name entries by their numbers, the first few of many.

    Examples
    --------
    >>> entries_in_words([7]), entries_in_words([1, 2, 3, 4, 5, 6])
    ('entry 7', 'entries 1, 2, 3, 4, 5 and 1 more')
    """
    named = ", ".join(f"{entry:,}" for entry in entries[:MOST_NAMED])
    more = len(entries) - MOST_NAMED
    many = "entries" if len(entries) > 1 else "entry"
    return f"{many} {named}" + (f" and {more:,} more" if more > 0 else "")
