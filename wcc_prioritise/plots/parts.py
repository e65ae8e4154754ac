"""How do two drawings share a page? A stretch of a page that is a page of its own."""

from __future__ import annotations

from collections.abc import Sequence

from wcc_prioritise.plots.look import SLATE, SMALL, breadth, write
from wcc_prioritise.plots.page import Page, mark

KEY_ROW = 0.2
SWATCH = 0.13


def part(made: Page, up: float, height: float) -> Page:
    """Give a stretch of a page, as broad as it, as a page with a scale of its own.

    Parameters
    ----------
    made : Page
        The page.
    up, height : float
        Where the stretch begins above the lower edge of the page, and how high it is, in inches.

    Returns
    -------
    Page
        The stretch; its axes is a child of the page's own.
    """
    height = max(height, 0.05)
    own = made.ax.inset_axes((0.0, up / made.height, 1.0, height / made.height))
    own.set_axis_off()
    own.patch.set_visible(False)
    return Page(own, made.width, height, 0.0, 0.0)


def marks(ax, across, up, shape: str, size: float, *, fill: str, edge: str, thick: float) -> None:
    """Draw many marks of one kind as one, so many points across."""
    from matplotlib.lines import Line2D

    look = {"markerfacecolor": fill, "markeredgecolor": edge, "markeredgewidth": thick}
    drawn = Line2D(across, up, marker=shape, markersize=size, linestyle="none", **look)
    drawn.set(clip_on=False, zorder=2.5)
    ax.add_artist(drawn)


def path(ax, across, up, *, colour: str, thick: float, dashes=None) -> None:
    """Draw a broken line through points of the data."""
    from matplotlib.lines import Line2D

    look = {"linestyle": (0, dashes)} if dashes else {}
    drawn = Line2D(across, up, color=colour, linewidth=thick, **look)
    drawn.set(clip_on=False, zorder=2.4)
    ax.add_artist(drawn)


def upright(ax, x: float, low: float, high: float, broad: float, look: dict) -> None:
    """Draw an upright bar in data, about its middle; the look gives its fill, and any edge."""
    from matplotlib.patches import Rectangle

    look = {"linewidth": 0, "clip_on": False, "zorder": 2.1, **look}
    ax.add_artist(Rectangle((x - broad / 2, low), broad, high - low, **look))


def key_rows(texts: Sequence[str], width: float) -> list[tuple[float, int]]:
    """Where does each entry of a key stand: inches from the left, and its row from 0 down?"""
    placed, x, row = [], 0.0, 0
    for text in texts:
        broad = SWATCH + 0.08 + breadth(text, SMALL)
        if x and x + broad > width:
            x, row = 0.0, row + 1
        placed.append((x, row))
        x += broad + 0.22
    return placed


def key_height(texts: Sequence[str], width: float) -> float:
    """How high is a key of these words, in inches?"""
    return KEY_ROW * (key_rows(texts, width)[-1][1] + 1) if texts else 0.0


def draw_key(made: Page, top: float, entries: Sequence[tuple[str, object]]) -> None:
    """Draw a key from the left, so many inches above the lower edge of the page.

    Parameters
    ----------
    made : Page
        The page, or a stretch of it.
    top : float
        Its upper edge, in inches from the lower edge of the page.
    entries : sequence of (str, dict)
        Words, and the look of the fill; or, where it has a `marker`, of the mark.
    """
    from matplotlib.patches import Rectangle

    places = key_rows([text for text, _ in entries], made.width)
    for (text, look), (x, row) in zip(entries, places, strict=True):
        middle = top - KEY_ROW * (row + 0.5)
        if "marker" in look:
            at = made.at(x + SWATCH / 2, middle)
            own = {name: value for name, value in look.items() if name != "marker"}
            mark(made.ax, at, look["marker"], own.pop("size", 7), system=made.ax.transAxes, **own)
        else:
            corner = made.at(x, middle - SWATCH / 2)
            swatch = Rectangle(corner, *made.at(SWATCH, SWATCH), **{"linewidth": 0, **look})
            swatch.set(transform=made.ax.transAxes, clip_on=False)
            made.ax.add_artist(swatch)
        where = made.at(x + SWATCH + 0.07, middle)
        write(made.ax, where, text, system="axes fraction", size=SMALL, colour=SLATE)
