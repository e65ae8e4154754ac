"""How is a share drawn in a cell? A shade of blue and whole per cent, readable in grey."""

from __future__ import annotations

from collections.abc import Sequence

from wcc_prioritise.plots.look import (
    INK,
    SLATE,
    SMALL,
    TINY,
    WHITE,
    breadth,
    height_of,
    ink_on,
    lines_of,
    write,
)
from wcc_prioritise.plots.page import bar, page, width_of
from wcc_prioritise.plots.rows import fitting, write_left_out
from wcc_prioritise.plots.words import Words

ROW, LEAST, NAMES, NARROWEST = 0.245, 0.14, 2.3, 0.19
SHADES = (
    (0.0, WHITE),
    (0.1, "#e9f0f7"),
    (0.25, "#c2d6ea"),
    (0.5, "#94b2d2"),
    (0.75, "#005eb8"),
    (1.0, "#002a6b"),
)
"""Shares up to so much have this shade: each darker than the one before, also in grey."""


def shade_of(share: float) -> str:
    """Which shade has a share?

    Examples
    --------
    >>> shade_of(0.0), shade_of(0.3), shade_of(1.0)
    ('#ffffff', '#94b2d2', '#002a6b')
    """
    return next(shade for most, shade in SHADES if share <= most + 1e-12)


def cell_said(share: float) -> str:
    """Write a share as whole per cent without the sign; what is not all never reads 100.

    Examples
    --------
    >>> cell_said(0.0), cell_said(0.004), cell_said(0.5), cell_said(0.999), cell_said(1.0)
    ('', '<1', '50', '>99', '100')
    """
    said = f"{100 * share:.0f}"
    if share <= 0:
        return ""
    return "<1" if said == "0" else ">99" if said == "100" and share < 1 - 1e-12 else said


def heat_map(ax, said: Words, names: Sequence[str], heads: Sequence[str], shares, what: str):
    """Draw a page of shares, one row a candidate; a missing share is a dash.

    Parameters
    ----------
    ax : matplotlib Axes or None
        Where to draw.
    said : Words
        Words of the page.
    names, heads : sequence of str
        Names of the rows and of the columns.
    shares : ndarray
        Row by column, 0 to 1.
    what : str
        What the columns are.

    Returns
    -------
    matplotlib Axes
        The axes, with columns from 0 across and rows from 0 down.
    """
    heads = [lines_of(head, 0.6, TINY, most=1)[0] for head in heads]
    left = min(NAMES, 0.32 * width_of(ax))
    columns = min(len(heads), int((width_of(ax) - left) / NARROWEST))
    broad = (width_of(ax) - left) / max(columns, 5)
    upright = max((breadth(head, TINY) for head in heads), default=0.0) > broad - 0.03
    above = 0.22 + (max(breadth(head, TINY) for head in heads) if upright else 0.12)
    made = page(ax, said, above + ROW * len(names))
    right = made.width - left - broad * columns
    shown = fitting(made, above, len(names), LEAST)
    rows = shown + (shown < len(names))
    made.field((0, columns), (rows, 0), left=left, right=right, above=above)
    _write_heads(made.ax, heads[:columns], upright, what, above)
    size = SMALL if (made.body - above) / rows > height_of(1, SMALL) else TINY
    for y, name in enumerate(names[:shown]):
        text = lines_of(name, left - 0.1, size, most=1)[0]
        write(made.ax, (0, y + 0.5), text, system=made.ax.get_yaxis_transform(), size=size)
        for x, share in enumerate(shares[y][:columns]):
            _draw_cell(made.ax, (x, y), float(share))
    write_left_out(made.ax, shown + 0.5, len(names) - shown)
    return made.ax


def _write_heads(ax, heads: Sequence[str], upright: bool, what: str, above: float) -> None:
    for x, head in enumerate(heads):
        text = write(ax, (x + 0.5, 0), head, shift=(0, 3), size=TINY, colour=SLATE,
                     across="center", up="bottom")  # fmt: skip
        text.set_rotation(90 if upright else 0)
    write(ax, (0, 0), what, shift=(0, 72 * above - 10), size=TINY, colour=INK, up="bottom")


def _draw_cell(ax, at: tuple[int, int], share: float) -> None:
    x, y = at
    known = share == share
    shade = shade_of(share) if known else WHITE
    fill = {"facecolor": shade, "edgecolor": "#dfe4e8", "linewidth": 0.6}
    bar(ax, x, y + 0.5, 1, 1, fill)
    text = cell_said(share) if known else "\u2013"
    if text:
        write(ax, (x + 0.5, y + 0.5), text, size=TINY, colour=ink_on(shade), across="center")
