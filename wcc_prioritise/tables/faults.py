"""What has to be put right? Faults in words, all of them at once, and the name that was meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LISTED_ROWS = 20
"""A fault that stands in more rows of one column than this is told in one line."""

_LONGEST_QUOTE = 60
_NEAR_ENOUGH = 0.75


@dataclass(frozen=True)
class Fault:
    """What is wrong in one place, what is allowed there, and what is to be done?

    Parameters
    ----------
    where : str
        File or sheet; empty when the fault is in no table.
    row : int or None
        Row as the spreadsheet shows it; the column names stand in row 1.
    column : str or None
        Name of the column.
    found : str
        What was found, as it is to be read after the word "found": `'abc'`, `blank`.
    allowed : str
        What is allowed; may be empty.
    do : str
        What to do, as a sentence; may be empty.
    lacks : str or None
        The needed table that is not there or holds no row, where that is the fault.
    """

    where: str
    row: int | None
    column: str | None
    found: str
    allowed: str
    do: str
    lacks: str | None = None

    def words(self) -> str:
        """Say the fault in one line.

        Examples
        --------
        >>> Fault("scores.csv", 14, "score", "'abc'", "a number", "Correct the cell.").words()
        "scores.csv row 14, column score: found 'abc'; allowed: a number. Correct the cell."
        """
        return _line(self, "" if self.row is None else f"row {self.row}", self.found)


def _line(fault: Fault, rows: str, found: str) -> str:
    column = "" if fault.column is None else f"column {fault.column}"
    place = " ".join(part for part in (fault.where, rows) if part)
    place = ", ".join(part for part in (place, column) if part)
    allowed = f"; allowed: {fault.allowed}" if fault.allowed else ""
    said = f"{place}: found {found}{allowed}." if place else f"Found {found}{allowed}."
    return " ".join(f"{said} {fault.do}".split())


class InputError(ValueError):
    """What does a person have to put right before the work can start?

    Parameters
    ----------
    faults : iterable of Fault
        Every fault that was found.
    heading : str, optional
        The first line of the message; by default it counts the things to put right.

    Attributes
    ----------
    faults : tuple of Fault
        Every fault that was found.

    Examples
    --------
    >>> print(InputError.of(found="'x'", allowed="yes or no", do="Choose one.", where="limits"))
    1 thing to put right before we start:
    - limits: found 'x'; allowed: yes or no. Choose one.
    """

    def __init__(self, faults: Iterable[Fault], heading: str | None = None):
        self.faults = tuple(faults)
        self.heading = heading
        super().__init__(self.faults, heading)  # so that a copy or a pickle keeps the faults

    @classmethod
    def of(
        cls,
        *,
        found: str,
        allowed: str = "",
        do: str = "",
        where: str = "",
        row: int | None = None,
        column: str | None = None,
    ) -> InputError:
        """Make an error of one fault; the arguments are those of `Fault`."""
        return cls([Fault(where, row, column, found, allowed, do)])

    def __str__(self) -> str:
        """Give the heading and one line a fault."""
        lines = _lines(self.faults)
        things = "1 thing" if len(lines) == 1 else f"{len(lines):,} things"
        heading = self.heading or f"{things} to put right before we start:"
        return "\n".join([heading, *(f"- {line}" for line in lines)])


def _lines(faults: Sequence[Fault]) -> list[str]:
    """Give one line a fault; one that fills many rows of a column is told once, with the count."""
    alike: dict[object, list[Fault]] = {}
    for number, fault in enumerate(faults):
        same = (fault.where, fault.column, fault.allowed, fault.do)
        alike.setdefault(number if fault.row is None else same, []).append(fault)
    crowds = {id(group[0]): group for group in alike.values() if len(group) > LISTED_ROWS}
    hidden = {id(fault) for group in crowds.values() for fault in group[1:]}
    return [
        _crowd(crowds[id(fault)]) if id(fault) in crowds else fault.words()
        for fault in faults
        if id(fault) not in hidden
    ]


def _crowd(group: Sequence[Fault]) -> str:
    shown = ", ".join(str(fault.row) for fault in group[:5])
    rows = f"rows {shown} and {len(group) - 5:,} more ({len(group):,} in all)"
    differ = len({fault.found for fault in group}) > 1
    found = f"{group[0].found} in the first of them" if differ else group[0].found
    return _line(group[0], rows, found)


def quoted(value: object) -> str:
    r"""Show what was found as one short line in quotation marks.

    Examples
    --------
    >>> quoted("two\nlines")
    "'two lines'"
    """
    text = " ".join(str(value).split())
    return f"'{text}'" if len(text) <= _LONGEST_QUOTE else f"'{text[: _LONGEST_QUOTE - 1]}…'"


def fold(name: object) -> str:
    """Drop everything from a name but letters and digits, and the letter case.

    Examples
    --------
    >>> fold("Set-up cost") == fold("set_up_cost")
    True
    """
    return "".join(sign for sign in str(name).casefold() if sign.isalnum())


def near_miss(word: object, allowed: Iterable[str]) -> str | None:
    """Which allowed name was meant, if one is near?

    Letter case, spaces, signs and the order of words do not matter.

    Parameters
    ----------
    word : str
        What was found.
    allowed : iterable of str
        The names it may have been.

    Returns
    -------
    str or None
        The nearest allowed name, or None when none is near.

    Examples
    --------
    >>> near_miss("Per-persons", ["total", "per person"])
    'per person'
    >>> near_miss("cost of set-up", ["running_cost", "set_up_cost"])
    'set_up_cost'
    >>> near_miss("P99", ["P01", "P02"]) is None
    True
    """
    names = [str(name) for name in allowed]
    for shape in (fold, _sorted_words):
        shapes = {shape(name): name for name in reversed(names)}
        wanted = shape(word)
        close = difflib.get_close_matches(wanted, shapes, n=1, cutoff=_NEAR_ENOUGH)
        if wanted and close:
            return shapes[close[0]]
    return None


def _sorted_words(name: object) -> str:
    spaced = "".join(sign if sign.isalnum() else " " for sign in str(name).casefold())
    return "".join(sorted(word for word in spaced.split() if word not in ("of", "the", "a", "to")))
