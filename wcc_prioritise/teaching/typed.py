"""What did somebody type as an answer? Words, a list or a number, brought into one form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from numbers import Real

import numpy as np

_NUMBER = re.compile(r"(?<![\w.])[-−]?\d[\d,]*(?:\.\d+)?|(?<![\w.])[-−]?\.\d+")
_NOTHING = {"none", "nothing", "no", "neither", "none of them"}
_ALL = {"all", "both", "all of them", "everything"}


class Unread(ValueError):
    """The answer can't be read; the words say in which form it is asked for."""


def as_text(answer: object) -> str:
    """Give an answer of any kind as one line of text; nothing becomes an empty line.

    Examples
    --------
    >>> as_text(["B", "D"]), as_text(None), as_text(4.3)
    ('B, D', '', '4.3')
    """
    if answer is None:
        return ""
    if isinstance(answer, str):
        return " ".join(answer.split())
    if isinstance(answer, Mapping):
        return ", ".join(f"{as_text(k)} {as_text(v)}" for k, v in answer.items())
    if isinstance(answer, (set, frozenset)):
        return ", ".join(sorted(map(as_text, answer)))
    if isinstance(answer, Iterable):
        return ", ".join(map(as_text, answer))
    return str(answer)


@dataclass(frozen=True)
class Codes:
    """An answer that names codes: a set, or, where the order counts, a sequence.

    Attributes
    ----------
    table, column : str
        Where the codes stand that may be named.
    ordered : int
        How many are asked for, in their order; 0 for a set.
    """

    table: str
    column: str
    ordered: int = 0

    def form(self) -> str:
        """Say in which form the answer is asked for."""
        if self.ordered:
            return "one code" if self.ordered == 1 else f"{self.ordered} codes, in that order"
        return "codes with commas between them, or: none"

    def read(self, answer: object, tables: Mapping) -> frozenset | tuple:
        """Read the codes that are named."""
        cells = tables[self.table][self.column]
        known = [str(c) for c in dict.fromkeys(_plain(cell) for cell in cells)]
        text = as_text(answer)
        if not self.ordered and text.casefold().strip(" .") in _NOTHING:
            return frozenset()
        if not self.ordered and text.casefold().strip(" .") in _ALL:
            return frozenset(known)
        named = _named(text, known)
        if not named:
            raise Unread(f"it names none of {', '.join(known)}")
        if not self.ordered:
            return frozenset(named)
        if len(named) != self.ordered:
            raise Unread(f"it names {len(named)}, where {self.ordered} are asked for")
        return tuple(named)


def _plain(cell: object) -> object:
    return int(cell) if isinstance(cell, (float, np.floating)) and cell == int(cell) else cell


def _named(text: str, known: list[str]) -> list[str]:
    """List the codes that stand in a text, whatever stands between them: B+D+E, or b, d and e."""
    by_fold = {code.casefold(): code for code in known}
    longest = sorted(by_fold, key=len, reverse=True)
    pattern = "|".join(map(re.escape, longest))
    found = re.findall(rf"(?<!\w)(?:{pattern})(?!\w)", text.casefold())
    # The first letter of a sentence may be the word "a" where A is a code, too.
    if len(text.split()) > 3 * max(len(found), 1):
        found = re.findall(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)", text)
    return [by_fold[name.casefold()] for name in found]


@dataclass(frozen=True)
class Numbers:
    """An answer of one number or several, in their order.

    Attributes
    ----------
    count : int
        How many are asked for.
    near : float
        How far off a number may be and still count, for rounding.
    unit : str
        The unit, in words.
    """

    count: int = 1
    near: float = 0.5
    unit: str = ""

    def form(self) -> str:
        """Say in which form the answer is asked for."""
        numbers = "one number" if self.count == 1 else f"{self.count} numbers in that order"
        return f"{numbers} ({self.unit})" if self.unit else numbers

    def read(self, answer: object, tables: Mapping) -> tuple:
        """Read the numbers."""
        if isinstance(answer, Real) and not isinstance(answer, (bool, np.bool_)):
            numbers = (float(answer),)
        else:
            # "4.3-8.3" is a range, and no figure below nought.
            text = re.sub(r"(?<=\d)\s*[-–—]\s*(?=\d)", " to ", as_text(answer).replace("£", ""))
            text = re.sub(r"(?<=\d)(?=[A-Za-z%])", " ", text)
            numbers = tuple(_number(found) for found in _NUMBER.findall(text))
        if len(numbers) != self.count or not np.isfinite(numbers).all():
            raise Unread(f"it holds {len(numbers)} numbers, where {self.count} is asked for")
        return numbers

    def same(self, one: tuple, other: tuple) -> bool:
        """Say whether two answers are the same but for rounding."""
        return bool(np.allclose(one, other, rtol=0, atol=self.near + 1e-9))


def _number(text: str) -> float:
    return float(text.replace(",", "").replace("−", "-"))


@dataclass(frozen=True)
class Choice:
    """An answer that is one of a few words.

    Attributes
    ----------
    words : mapping of str to tuple of str
        The choice and other words for it.
    """

    words: Mapping[str, tuple[str, ...]]

    def form(self) -> str:
        """Say in which form the answer is asked for."""
        return " or ".join(self.words)

    def read(self, answer: object, tables: Mapping) -> str:
        """Read the choice."""
        said = set(re.findall(r"[a-z]+", as_text(answer).casefold()))
        found = [choice for choice, others in self.words.items() if said & {choice, *others}]
        if len(found) != 1:
            raise Unread("it names none of them" if not found else "it names more than one")
        return found[0]


@dataclass(frozen=True)
class Parts:
    """An answer that lists parts; it is held against the marking grid.

    Attributes
    ----------
    exercise : str
        Whose rows of the grid count.
    """

    exercise: str

    def form(self) -> str:
        """Say in which form the answer is asked for."""
        return "the parts, a line or a comma between them"

    def read(self, answer: object, tables: Mapping) -> frozenset:
        """Read which parts of the grid are named, by the words that the grid knows them by."""
        text, grid = as_text(answer).casefold(), tables["marking_grid"]
        found = frozenset(
            row.part
            for row in grid[grid["exercise"] == self.exercise].itertuples()
            if any(_said(word, text) for word in row.known_by.casefold().split(";"))
        )
        # Somebody who brings the ranked list alone has answered, and is told what is left out.
        if not found and not re.search(r"\b(?:total|list|rank)", text):
            raise Unread("it names no part that the marking grid knows")
        return found


def _said(word: str, text: str) -> bool:
    word = word.strip()
    return bool(word) and re.search(rf"\b{re.escape(word)}", text) is not None


Reader = Codes | Numbers | Choice | Parts


def equal(reader: Reader, one: object, other: object) -> bool:
    """Are two answers, as read, the same?"""
    return reader.same(one, other) if isinstance(reader, Numbers) else one == other


def listed(codes: Iterable[str]) -> str:
    """Put codes into words.

    Examples
    --------
    >>> listed(["B", "D", "E"]), listed([])
    ('B, D, E', 'none')
    """
    return ", ".join(map(str, codes)) or "none"


def rounded(number: float, decimals: int = 0) -> str:
    """Write a number as people round it: half goes up.

    Examples
    --------
    >>> rounded(37.5), rounded(4.33, 1), rounded(1234.5)
    ('38', '4.3', '1,235')
    """
    step = 10.0**decimals
    whole = np.floor(abs(number) * step + 0.5 + 1e-9) / step
    return f"{-whole if number < 0 and whole else whole:,.{decimals}f}"
