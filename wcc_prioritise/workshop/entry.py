"""What is one line of the record, and how is what was said put into it?"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass

from wcc_prioritise.tables import InputError


@dataclass(frozen=True, slots=True)
class Entry:
    """Who said what, when and why, and what seals it?

    Attributes
    ----------
    seq : int
        Number of the entry, from 1, without gaps.
    at : str
        When, in universal time (ISO 8601, to the microsecond).
    by : str
        Who typed it.
    kind : str
        What is recorded.
    body : str
        The fields, as the stored JSON text.
    because : str or None
        The reason; None where none was given.
    previous : str
        Seal of the entry before.
    seal : str
        SHA-256 over all of the above, 64 hexadecimal digits.
    """

    seq: int
    at: str
    by: str
    kind: str
    body: str
    because: str | None
    previous: str
    seal: str

    @property
    def fields(self) -> dict:
        """What was recorded, by field; a fresh one each time."""
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Head:
    """How long is the record, and what seals it?

    Attributes
    ----------
    entries : int
        Number of entries.
    seal : str
        Seal of the last of them.
    """

    entries: int
    seal: str


class BrokenRecord(Exception):
    """Which entry cannot be read?

    Parameters
    ----------
    words : str
        What is wrong and what to do.
    seq : int or None
        Number of the first entry whose bytes cannot be read; None where each can, and the file
        around them is damaged.
    """

    def __init__(self, words: str, seq: int | None):
        super().__init__(words, seq)
        self.words = words
        self.seq = seq

    def __str__(self) -> str:
        """Give the words."""
        return self.words


def plain_text(text: object, field: str) -> str:
    r"""Give a text as it will be stored, or refuse what no file of text can hold.

    Examples
    --------
    >>> plain_text("naïve \u202e 🙂", "by") == "naïve \u202e 🙂"
    True
    """
    if not isinstance(text, str):
        raise _refused(field, f"{type(text).__name__}", "a text", "Give it in words.")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        found = f"half a character (U+{ord(text[error.start]):04X})"
        raise _refused(field, found, "whole characters", "Type that word again.") from error
    return str(text)


def json_text(body: Mapping, kind: str) -> str:
    """Give fields as the JSON text that will be stored, in the order given; tuples become lists.

    Examples
    --------
    >>> json_text({"candidate": "P07", "score": 60}, "score")
    '{"candidate":"P07","score":60}'
    """
    try:
        text = json.dumps(dict(body), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        _names_are_texts(body)
    except (TypeError, ValueError, RecursionError) as error:
        allowed = "texts, numbers, yes or no, nothing, and lists and tables of these"
        found = f"fields of {kind!r} that cannot be stored ({error})"
        raise _refused("body", found, allowed, "Correct the field.") from error
    return plain_text(text, "body")


_LEAVES = (str, int, float, type(None))


def _names_are_texts(value: object) -> None:
    """Refuse a name that would come out as a text though it went in as something else."""
    if isinstance(value, _LEAVES):
        return
    if isinstance(value, Mapping):
        if odd := [name for name in value if not isinstance(name, str)]:
            raise TypeError(f"the name {odd[0]!r} is no text")
        value = list(value.values())
    if isinstance(value, list | tuple):
        for inner in value:
            _names_are_texts(inner)


def moment(now: datetime.datetime) -> str:
    """Give a moment in universal time, to the microsecond.

    Examples
    --------
    >>> moment(datetime.datetime(2027, 4, 1, 9, 25, tzinfo=datetime.timezone.utc))
    '2027-04-01T09:25:00.000000+00:00'
    """
    if now.tzinfo is None:
        do = "Let it give the time zone too."
        raise _refused("at", "a clock without a time zone", "a clock with one", do)
    return now.astimezone(datetime.UTC).isoformat(timespec="microseconds")


def _refused(field: str, found: str, allowed: str, do: str) -> InputError:
    return InputError.of(where="entry", column=field, found=found, allowed=allowed, do=do)
