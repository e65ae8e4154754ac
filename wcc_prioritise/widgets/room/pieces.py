"""How does a page of the wall fill up? Texts and tables in order; what does not fit goes on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wcc_prioritise.widgets.agenda import SCREENS
from wcc_prioritise.widgets.place import Place
from wcc_prioritise.widgets.room.parts import (
    BOLD,
    LINES,
    MOST_ROWS,
    SIDE,
    TEXT,
    WIDE,
    Cell,
    Sheet,
    esc,
    lines,
    plain,
    soft,
)

if TYPE_CHECKING:
    from wcc_prioritise.widgets.results import Results

BODY = WIDE - 2 * SIDE
"""Width of the body, in pixels."""

GAP = 0.2
"""Lines left free between two pieces."""

SLACK = 0.7
"""Lines beyond the twelve that gaps and rules of tables may take."""

RULE = 0.04
"""Lines that the rule above a row takes."""

BESIDE = 0.5 * TEXT
"""Pixels left free to the right of a column."""

BAR = 6.4 * TEXT
"""Width of a bar, in pixels."""

LEAST_ROWS = 3
"""A table does not begin at the foot of a page with fewer rows than this, if it has more."""

TITLES = {screen.key: screen.title for screen in SCREENS}


@dataclass(frozen=True)
class Piece:
    """Something on a page: its HTML, the same in words, and how many lines it takes."""

    html: str
    words: str
    tall: float

    def split(self, room: float) -> tuple[Piece | None, Said | Piece | Rows | None]:
        """Give what fits and what is left for the next page."""
        return (self, None) if self.tall <= room or room >= LINES else (None, self)


@dataclass(frozen=True)
class Said:
    """A paragraph; a very long one goes on over the page."""

    words: str
    style: str = ""
    size: float = 1.0

    def tall(self, words: str) -> float:
        """How many lines do words take?"""
        heavy = BOLD if self.style in ("strong", "big") else 1.0
        return self.size * lines(words, BODY / heavy, TEXT * self.size)

    def split(self, room: float) -> tuple[Piece | None, Said | None]:
        """Give what fits and what is left for the next page."""
        told = plain(self.words)
        if self.tall(told) <= room:
            return self._piece(told), None
        if self.tall(told) <= LINES or room < LINES:
            return None, self
        words = told.split(" ")
        ends = range(1, len(words) + 1)
        fits = max(bisect_right(ends, room, key=lambda n: self.tall(" ".join(words[:n]))), 1)
        rest = " ".join(words[fits:])
        return self._piece(" ".join(words[:fits])), replace(self, words=rest) if rest else None

    def _piece(self, words: str) -> Piece:
        style = f' class="{self.style}"' if self.style else ""
        return Piece(f"<p{style}>{soft(words)}</p>", words, self.tall(words))


@dataclass(frozen=True)
class Rows:
    """A table whose rows go on over the page, at most ten on each.

    Attributes
    ----------
    caption : str
        What it shows, for those who hear it.
    heads : tuple of str
        Headings of the columns.
    rows : tuple of tuple of Cell
        The first cell of each is the heading of its row.
    shares : tuple of float
        Widths of the columns; they sum to 1.
    bare : bool
        Whether the headings are only heard.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[float, ...]
    bare: bool = False

    def split(self, room: float) -> tuple[Piece | None, Rows | Said | None]:
        """Give the rows that fit and those that are left for the next page."""
        first, fresh = self._tall(self.rows[0]), room >= LINES
        if fresh and first + self._head > room:  # wider than any page: told as a text
            text = Said("; ".join(one.words for one in self.rows[0] if one.words))
            return Piece("", "", 0.0), _Then(text, self._from(1))
        taken, fits = self._head, 0
        for row in self.rows[:MOST_ROWS]:
            taken += self._tall(row)
            if taken > room:
                break
            fits += 1
        if not fits or (not fresh and fits < min(LEAST_ROWS, len(self.rows))):
            return None, self
        return self._piece(fits), self._from(fits)

    def _from(self, row: int) -> Rows | None:
        return replace(self, rows=self.rows[row:]) if row < len(self.rows) else None

    @property
    def _head(self) -> float:
        if self.bare:
            return 0.0
        wide = self._wide
        return max(lines(head, each / BOLD) for head, each in zip(self.heads, wide, strict=True))

    @property
    def _wide(self) -> list[float]:
        return [share * BODY - BESIDE for share in self.shares]

    def _tall(self, row: Sequence[Cell]) -> float:
        taken = []
        for place, (one, wide) in enumerate(zip(row, self._wide, strict=True)):
            wide = wide if place else wide / BOLD  # the heading of a row
            beside = BAR if 'class="bar"' in one.html else 0.0
            seen = one.words and 'class="aside"' not in one.html
            taken.append(lines(one.words, max(wide - beside, TEXT)) if seen else 1)
        return max(taken) + RULE

    def _piece(self, fits: int) -> Piece:
        rows = self.rows[:fits]
        columns = "".join(f'<col style="width:{share:.0%}">' for share in self.shares)
        top = "".join(f'<th scope="col">{esc(head)}</th>' for head in self.heads)
        body = "".join(
            f'<tr><th scope="row">{row[0].html}</th>'
            + "".join(f"<td>{one.html}</td>" for one in row[1:])
            + "</tr>"
            for row in rows
        )
        hidden = ' class="aside"' if self.bare else ""
        drawn = (
            f'<table class="fixed"><caption class="aside">{esc(self.caption)}</caption>'
            f"<colgroup>{columns}</colgroup><thead{hidden}><tr>{top}</tr></thead>"
            f"<tbody>{body}</tbody></table>"
        )
        told = [] if self.bare else [", ".join(self.heads)]
        told += ["; ".join(one.words for one in row if one.words) for row in rows]
        return Piece(drawn, "\n".join(told), self._head + sum(map(self._tall, rows)))


@dataclass(frozen=True)
class _Then:
    """One thing, and after it another."""

    first: Said
    then: Rows | None

    def split(self, room: float) -> tuple[Piece | None, _Then | Said | Rows | None]:
        piece, rest = self.first.split(room)
        return piece, self.then if rest is None else replace(self, first=rest)


Part = Piece | Said | Rows


@dataclass(frozen=True)
class Leaf:
    """What begins on a page of its own.

    Attributes
    ----------
    parts : sequence of Part
        In order.
    title : str
        Its heading; that of the screen where it is left out.
    """

    parts: Sequence[Part]
    title: str = ""


def sheet(place: Place, leaves: Iterable[Leaf]) -> Sheet:
    """Which page is shown, and what stands on it?

    Parameters
    ----------
    place : Place
        The screen, and the page that is asked for; beyond the last, the last is shown.
    leaves : iterable of Leaf
        Everything there is to show; what does not fit on a page goes on on the next.

    Examples
    --------
    >>> shown = sheet(Place("bands", page=2), [Leaf([Said("first")]), Leaf([Said("second")])])
    >>> shown.words, shown.page, shown.pages
    ('second', 2, 2)
    """
    title = TITLES[place.screen]
    pages = [(leaf.title or title, page) for leaf in leaves for page in _pages(leaf.parts)]
    number = min(max(place.page, 1), len(pages))
    heading, pieces = pages[number - 1]
    body = "".join(piece.html for piece in pieces)
    words = "\n".join(piece.words for piece in pieces)
    return Sheet(heading, body, words, len(pages), number)


def _pages(parts: Sequence[Part]) -> list[list[Piece]]:
    pages, room, waiting = [[]], LINES + SLACK, list(parts)
    while waiting:
        piece, rest = waiting[0].split(room)
        if piece is not None and piece.html:
            pages[-1].append(piece)
            room -= piece.tall + GAP
        waiting = [rest, *waiting[1:]] if rest is not None else waiting[1:]
        if rest is not None and (piece is None or piece.html):
            pages.append([])
            room = LINES + SLACK
    return pages


def short_name(results: Results, code: str) -> str:
    """Give a candidate as the wall calls it: its code, and its name up to the colon."""
    name = plain(results.candidates["name"].get(code))
    return f"{code} {name.partition(':')[0].strip() or name}".strip()


def whole_name(results: Results, code: str) -> str:
    """Give a candidate with its whole name."""
    return plain(f"{code} {plain(results.candidates['name'].get(code))}")


def everybody_unnamed(text: object, people: Iterable[str]) -> str:
    """Give words in which nobody's token stands.

    Examples
    --------
    >>> everybody_unnamed("no declaration from S01, S02; S03 has left", ["S01", "S02", "S03"])
    'no declaration from 2 people; 1 person has left'
    """
    words = plain(text)
    tokens = "|".join(map(re.escape, sorted(map(str, people), key=len, reverse=True)))
    if not tokens:
        return words
    listed = rf"(?<!\w)(?:{tokens})(?:(?:, | and )(?:{tokens}))*(?!\w)"

    def counted(found: re.Match) -> str:
        many = len(re.findall(tokens, found[0]))
        return "1 person" if many == 1 else f"{many} people"

    return re.sub(listed, counted, words)
