"""What is a live view made of? Tables for a screen reader, bars by CSS, words beside symbols."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LOOK = """<style>
.wcc-live { font: 400 18px/1.35 Arial, "Liberation Sans", "DejaVu Sans", sans-serif;
  color: #212b32; background: #fff; }
.wcc-live table { border-collapse: collapse; width: 100%; margin: 0 0 12px; color: inherit;
  font-size: inherit; line-height: inherit; }
.wcc-live caption { caption-side: top; text-align: left; font-weight: 700; font-size: 20px;
  padding: 4px 0; color: inherit; }
.wcc-live th, .wcc-live td { text-align: left; vertical-align: top; padding: 3px 12px 3px 0;
  white-space: normal; overflow-wrap: anywhere; }
.wcc-live thead th { border-bottom: 2px solid #4c6272; vertical-align: bottom; }
.wcc-live tbody tr, .wcc-live tbody tr:nth-child(n) { background: none;
  border-top: 1px solid #e3e8eb; }
.wcc-live tbody th { font-weight: 400; }
.wcc-live tr.in th { font-weight: 700; }
.wcc-live .bar { display: inline-block; width: 8em; height: .8em; margin-right: .5em;
  background: #e3e8eb; border: 1px solid #4c6272; }
.wcc-live .bar > span { display: block; height: 100%; background: #005eb8; }
.wcc-live .gantt td { padding: 3px 0; text-align: center; min-width: 1.6em; }
.wcc-live .gantt td.at-work { background: #005eb8; color: #fff; }
.wcc-live p { margin: 0 0 8px; }
</style>"""
"""The one style sheet of all live views; it comes from nowhere but here."""


@dataclass(frozen=True)
class View:
    """Something to look at.

    Attributes
    ----------
    html : str
        Everything that people typed is escaped in it.
    words : str
        The same as plain text.
    """

    html: str
    words: str

    def __add__(self, other: View) -> View:
        """Put another view below this one."""
        return View(self.html + other.html, "\n".join(w for w in (self.words, other.words) if w))


NOTHING = View("", "")


@dataclass(frozen=True)
class Cell:
    """One cell of a table: its HTML, the same in words, and a class for the style sheet."""

    html: str
    words: str
    kind: str = ""


def plain(text: object) -> str:
    """Give anything as text; what is missing is nothing."""
    return "" if text is None or text != text else str(text)


def esc(text: object) -> str:
    """Make anybody's words harmless in HTML.

    Examples
    --------
    >>> esc("<b>Fair & square</b>"), esc(None)
    ('&lt;b&gt;Fair &amp; square&lt;/b&gt;', '')
    """
    return html.escape(plain(text))


def cell(text: object) -> Cell:
    """Give plain text as a cell."""
    return Cell(esc(text), plain(text))


def bar(share: float, words: str) -> Cell:
    """Give a bar as a cell: its length says what the words beside it say.

    Examples
    --------
    >>> bar(0.5, "half").words
    'half'
    """
    percent = 100 * min(max(share, 0.0), 1.0) if math.isfinite(share) else 0.0
    shape = (
        f'<span class="bar" aria-hidden="true"><span style="width:{percent:.1f}%"></span></span>'
    )
    return Cell(f"{shape}<span>{esc(words)}</span>", words)


def table(
    caption: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    marked: Iterable[bool] | None = None,
    kind: str = "",
) -> View:
    """Show rows, the first cell of each being the heading of its row.

    Parameters
    ----------
    caption : str
        What the table shows.
    heads : sequence of str
        Headings of the columns.
    rows : iterable of sequence of Cell
        One cell a column.
    marked : iterable of bool, optional
        Rows whose heading stands out; the words of the row say why.
    kind : str, optional
        A class of its own for the style sheet.
    """
    rows = list(rows)
    marks = list(marked) if marked is not None else [False] * len(rows)
    top = "".join(f'<th scope="col">{esc(head)}</th>' for head in heads)
    body = "".join(map(_row, rows, marks))
    drawn = (
        f'<div class="wcc-live"><table class="{kind}"><caption>{esc(caption)}</caption>'
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )
    told = ["; ".join(one.words for one in row if one.words) for row in rows]
    return View(drawn, "\n".join([f"{caption}:", *told]))


def _row(cells: Sequence[Cell], marked: bool) -> str:
    first = '<tr class="in"><th scope="row">' if marked else '<tr><th scope="row">'
    rest = "".join(f"<td{_kind(one)}>{one.html}</td>" for one in cells[1:])
    return f"{first}{cells[0].html}</th>{rest}</tr>"


def _kind(one: Cell) -> str:
    return f' class="{one.kind}"' if one.kind else ""


def paragraph(text: object) -> View:
    """Show a sentence; nothing for nothing."""
    words = plain(text)
    return View(f'<div class="wcc-live"><p>{esc(words)}</p></div>', words) if words else NOTHING


def status(text: object) -> View:
    """Show a sentence that a screen reader says as soon as it changes."""
    words = plain(text)
    return View(f'<div class="wcc-live"><p role="status">{esc(words)}</p></div>', words)
