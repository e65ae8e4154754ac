"""What is a page of the wall made of? Text, tables and bars, measured so that all of it fits."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import pandas as pd

POINT = 4 / 3
"""Pixels in a point."""

TITLE, TEXT = 40 * POINT, 28 * POINT
"""Sizes of letters in pixels: the heading and everything else on the wall."""

WIDE, HIGH = 1024, 768
"""The smallest projector, in pixels: everything must fit it."""

SIDE = 24
"""Pixels left free at each side."""

LINE = 1.2
"""Height of a line, as a multiple of the size of its letters."""

LINES = 12
"""Lines of text that fit between the heading and the foot."""

MOST_ROWS = 10
"""Rows of a table on one page."""

Row = TypeVar("Row")


@dataclass(frozen=True)
class Sheet:
    """What stands on the wall, between the frame's heading and foot.

    Attributes
    ----------
    title : str
        The heading, as plain text.
    body : str
        HTML; everything that people typed is escaped in it.
    words : str
        The same as plain text, for a notebook's comparison and for reading aloud.
    pages : int
        How many pages there are.
    page : int
        Which of them this is.
    """

    title: str
    body: str
    words: str
    pages: int = 1
    page: int = 1


_DECIMAL = re.compile(r"(?<![\d.,])(\d[\d,]*)\.(\d+)(?![\d.]*\.\d)( (?:million|billion)\b)?")
_TURNING = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PARTS = {"": "", "5": "½", "25": "¼", "75": "¾"}
_SMALLER = {" million": "thousand", " billion": "million"}


def plain(text: object) -> str:
    """Give anybody's words as one line of plain text; figures in them without decimals.

    Examples
    --------
    >>> plain("£5.5 million over 3.0 years"), plain("£1.34 million, falls by 5.3")
    ('£5½ million over 3 years', '£1,340 thousand, falls by about 5')
    """
    return _plain("" if text is None or text is pd.NA or text != text else str(text))


@lru_cache(maxsize=8_192)
def _plain(said: str) -> str:
    return _DECIMAL.sub(_whole, " ".join(_TURNING.sub(" ", said).split()))


def _whole(found: re.Match) -> str:
    """Say a figure with decimals in whole ones: as a fraction, in smaller units, or about."""
    whole, decimals, unit = found[1], found[2].rstrip("0"), found[3] or ""
    if decimals in _PARTS:
        shown = "" if whole == "0" and decimals else whole
        return f"{shown}{_PARTS[decimals]}{unit}"
    number = float(f"{whole.replace(',', '')}.{decimals}")
    if unit:
        return f"{number * 1000:,.0f} {_SMALLER[unit]}"
    return f"about {number:,.0f}" if number > 0.5 else "under 1"


def esc(text: object) -> str:
    """Make anybody's words plain, and harmless in HTML.

    Examples
    --------
    >>> esc("<b>Fair & square</b>")
    '&lt;b&gt;Fair &amp; square&lt;/b&gt;'
    """
    return html.escape(plain(text))


LONG_WORD = 20
"""Letters after which a word may be broken, so that no word is wider than its column."""


def soft(text: object) -> str:
    """Give words as HTML in which a very long one may be broken.

    Examples
    --------
    >>> soft("Fair & incomprehensibilities")
    'Fair &amp; incomprehensibilitie<wbr>s'
    """
    return " ".join("<wbr>".join(map(html.escape, _pieces(w))) for w in plain(text).split())


def _pieces(word: str) -> list[str]:
    return [word[at : at + LONG_WORD] for at in range(0, len(word), LONG_WORD)]


def width(text: str, size: float = TEXT) -> float:
    """Estimate how wide a line of text is, in pixels, rather too wide than too narrow.

    Examples
    --------
    >>> width("ill") < width("old") < width("MOW")
    True
    """
    return size * sum(_em(letter) for letter in text)


_EMS = {
    letter: em
    for em, letters in {
        0.23: "ijl'|‘’",
        0.29: " !.,:;/[]\\ftI",
        0.36: '-()r`{}“”"*•',
        0.51: "ckszvxyJ",
        0.57: "abdeghnopqu0123456789?#$£_L–",
        0.63: "FTZ<=>+~",
        0.69: "ABEKPSVXY&",
        0.75: "CDHNRUw",
        0.81: "GOQ",
        0.87: "mM½¼¾",
        1.0: "W%@—…",
    }.items()
    for letter in letters
}
"""Widths of letters as parts of their size: those of Arial, and a little more."""

BOLD = 1.07
"""How much wider a line is in bold."""


def fits_heading(text: str) -> bool:
    """Does a heading stand on one line?

    Examples
    --------
    >>> fits_heading("Where we agree, and where we don't"), fits_heading("W" * 30)
    (True, False)
    """
    return width(text, TITLE) <= WIDE - 2 * SIDE


def _em(letter: str) -> float:
    return _EMS.get(letter) or (1.0 if ord(letter) > 0x2000 else 0.75)


@lru_cache(maxsize=8_192)
def lines(text: str, wide: float, size: float = TEXT) -> int:
    """Say how many lines a text takes where each is so many pixels wide.

    Examples
    --------
    >>> lines("one line", 900), lines("word " * 60, 900) > 4
    (1, True)
    """
    taken, room, ahead = 1, wide, 0.0
    for word in str(text).split():
        for piece in _pieces(word):
            needed = width(piece, size)
            if ahead + needed > room and room < wide:
                taken, room, ahead = taken + 1, wide, 0.0
            taken += max(0, math.ceil(needed / wide) - 1)
            room, ahead = room - ahead - needed, 0.0
        ahead = width(" ", size)
    return taken


def paged(
    rows: Sequence[Row],
    page: int,
    tall: Callable[[Row], float] = lambda row: 1,
    most: int = MOST_ROWS,
    height: float = LINES - 1,
) -> tuple[list[Row], int, int]:
    """Which rows stand on a page?

    Parameters
    ----------
    rows : sequence
        Every row.
    page : int
        The page asked for, 1 for the first; beyond the last, the last is given.
    tall : callable, optional
        Gives the lines that a row takes.
    most : int
        Rows on a page.
    height : float
        Lines on a page.

    Returns
    -------
    tuple of list, int and int
        The rows of the page, which page it is, and how many there are.

    Examples
    --------
    >>> paged(list("abcdefghijkl"), 2)
    (['k', 'l'], 2, 2)
    """
    pages: list[list[Row]] = [[]]
    free = height
    for row in rows:
        needs = tall(row)
        if pages[-1] and (needs > free or len(pages[-1]) == most):
            pages.append([])
            free = height
        pages[-1].append(row)
        free -= needs
    page = min(max(page, 1), len(pages))
    return pages[page - 1], page, len(pages)


@dataclass(frozen=True)
class Cell:
    """One cell of a table on the wall: its HTML, and the same in words."""

    html: str
    words: str


def cell(text: object) -> Cell:
    """Give plain text as a cell."""
    return Cell(soft(text), plain(text))


def bar(share: float, words: str) -> Cell:
    """Give a bar as a cell: its length says what the words beside it say.

    Parameters
    ----------
    share : float
        Length, 0 to 1.
    words : str
        What it stands for, such as "7 of 10".
    """
    percent = 100 * min(max(share, 0.0), 1.0)
    shape = (
        f'<span class="bar" aria-hidden="true"><span style="width:{percent:.0f}%"></span></span>'
    )
    return Cell(f"{shape}<span>{soft(words)}</span>", plain(words))


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> tuple[str, str]:
    """Give a table that a screen reader can read, as HTML and in words.

    Parameters
    ----------
    caption : str
        What the table shows; it is read out but not drawn, for the heading says it.
    heads : sequence of str
        Headings of the columns.
    rows : iterable of sequence of Cell
        The first cell of each is the heading of its row.
    """
    rows = list(rows)
    top = "".join(f'<th scope="col">{soft(head)}</th>' for head in heads)
    body = "".join(
        f'<tr><th scope="row">{row[0].html}</th>'
        + "".join(f"<td>{one.html}</td>" for one in row[1:])
        + "</tr>"
        for row in rows
    )
    drawn = (
        f'<table><caption class="aside">{esc(caption)}</caption>'
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
    )
    told = ["; ".join(one.words for one in row if one.words) for row in rows]
    return drawn, "\n".join([", ".join(map(plain, heads)), *told])


SYMBOLS = {"agree": "●", "mixed": "◐", "split": "○", "too few": "–"}
"""What stands beside each label of a cell."""

_DRAWN = {
    "agree": '<circle cx="12" cy="12" r="10" fill="#212b32"/>',
    "mixed": '<circle cx="12" cy="12" r="9" fill="#fff"/><path d="M12 2A10 10 0 0 0 12 22Z"/>',
    "split": '<circle cx="12" cy="12" r="9" fill="#fff"/>',
    "too few": '<path d="M3 12H21"/>',
}


def mark(label: str, words: str | None = None) -> Cell:
    """Give the symbol of a label, drawn, for not every machine has letters for it.

    Parameters
    ----------
    label : {"agree", "mixed", "split", "too few"}
        The label.
    words : str, optional
        What stands beside the symbol; by default the label.
    """
    kind = "few" if label == "too few" else label
    words = label if words is None else words
    drawn = (
        '<svg class="mark" viewBox="0 0 24 24" aria-hidden="true" stroke="#212b32" '
        f'stroke-width="3">{_DRAWN[label]}</svg>'
    )
    return Cell(f'<span class="{kind}">{drawn}{soft(words)}</span>', plain(words))


DOTS = (270, 44)
"""Pixels of a strip of dots, wide and high."""


def dots(values: Sequence[float], pooled: float, most: float) -> Cell:
    """Give a strip of dots as a cell: a dot for each answer, nobody named, and a line for all.

    Parameters
    ----------
    values : sequence of float
        The answers, from 0.
    pooled : float
        Where the line stands: what they come to together.
    most : float
        The end of the scale.
    """
    places = sorted(round(8 + value / most * (DOTS[0] - 16)) for value in values)
    at = round(8 + pooled / most * (DOTS[0] - 16))
    drawn = [
        f'<path d="M4 40H{DOTS[0] - 4}" stroke="#4c6272" stroke-width="2"/>',
        f'<path d="M{places[0]} 40H{places[-1]}" stroke="#005eb8" stroke-width="6"/>',
        f'<path d="M{at} 0V44" stroke="#212b32" stroke-width="5"/>',
    ]
    last, level = -99, 0
    for place in places:
        level = level + 1 if place - last < 9 else 0
        last = last if level else place
        high = max(31 - 8 * level, 7)
        drawn.append(f'<circle cx="{place}" cy="{high}" r="6" fill="#005eb8" stroke="#fff"/>')
    box = f'viewBox="0 0 {DOTS[0]} {DOTS[1]}" preserveAspectRatio="xMinYMid meet"'
    return Cell(f'<svg class="dots" {box} aria-hidden="true">{"".join(drawn)}</svg>', "")


def paragraph(text: object) -> str:
    """Give a paragraph."""
    return f"<p>{soft(text)}</p>"
