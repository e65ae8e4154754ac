"""What is a page of the wall made of? Text, tables and bars, measured so that nothing is cut off."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

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
_PARTS = {"": "", "5": "½", "25": "¼", "75": "¾"}
_SMALLER = {" million": "thousand", " billion": "million"}


def plain(text: object) -> str:
    """Give anybody's words as one line of plain text; figures in them without decimals.

    Examples
    --------
    >>> plain("£5.5 million over 3.0 years"), plain("£1.34 million,\\n falls by 5.3")
    ('£5½ million over 3 years', '£1,340 thousand, falls by about 5')
    """
    said = "" if text is None or text != text else str(text)
    return _DECIMAL.sub(_whole, " ".join(said.split()))


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
    said = []
    for word in plain(text).split():
        pieces = [word[at : at + LONG_WORD] for at in range(0, len(word), LONG_WORD)]
        said.append("<wbr>".join(html.escape(piece) for piece in pieces))
    return " ".join(said)


def width(text: str, size: float = TEXT) -> float:
    """Estimate how wide a line of text is, in pixels, rather too wide than too narrow.

    Examples
    --------
    >>> width("ill") < width("old") < width("MOW")
    True
    """
    return size * sum(_em(letter) for letter in text)


def _em(letter: str) -> float:
    if letter in "ijl|!.,:;' ":
        return 0.29
    if letter in "ftr()[]-/":
        return 0.35
    if letter in "mwMW@%—…" or ord(letter) > 0x2000:
        return 1.0
    return 0.73 if letter.isupper() else 0.57


def lines(text: str, wide: float, size: float = TEXT) -> int:
    """Say how many lines a text takes where each is so many pixels wide.

    Examples
    --------
    >>> lines("one line", 900), lines("word " * 60, 900) > 4
    (1, True)
    """
    taken, room = 1, wide
    for word in str(text).split():
        needed = width(word + " ", size)
        if needed > room and room < wide:
            taken, room = taken + 1, wide
        taken += max(0, math.ceil(needed / wide) - 1)
        room -= needed
    return taken


def paged(
    rows: Sequence[Row],
    page: int,
    tall: Callable[[Row], int] = lambda row: 1,
    most: int = MOST_ROWS,
    height: int = LINES - 1,
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
    height : int
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
    shape = f'<span class="bar" aria-hidden="true"><span style="width:{percent:.0f}%"></span></span>'
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
    top = "".join(f'<th scope="col">{esc(head)}</th>' for head in heads)
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
    return drawn, "\n".join([", ".join(heads), *told])


def paragraph(text: object) -> str:
    """Give a paragraph."""
    return f"<p>{soft(text)}</p>"
