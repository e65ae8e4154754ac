"""How is agreement drawn? A full, a half full and an empty circle, each beside its word."""

from __future__ import annotations

from wcc_prioritise.plots.look import SMALL, breadth, write
from wcc_prioritise.plots.page import moved

SYMBOL = 7.0
"""Points across."""
BESIDE = 4.0
"""Points between a symbol and its word."""


def label_breadth(label: str, size: float = SMALL, bold: bool = False) -> float:
    """How broad is a symbol with its word, in inches?"""
    return (SYMBOL + BESIDE) / 72 + breadth(label, size, bold)


def draw_symbol(ax, at: tuple[float, float], label: str, ink: str, system=None) -> None:
    """Draw the symbol of a label: agree full, mixed half full, split empty, too few a dash."""
    from matplotlib.lines import Line2D

    few = label == "too few"
    drawn = Line2D(
        [at[0]],
        [at[1]],
        marker="_" if few else "o",
        markersize=SYMBOL,
        fillstyle={"agree": "full", "mixed": "left"}.get(label, "none"),
        color=ink,
        markerfacecoloralt="none",
        markeredgecolor=ink,
        markeredgewidth=1.2,
        linestyle="none",
    )
    drawn.set(transform=ax.transData if system is None else system, clip_on=False, zorder=3)
    ax.add_artist(drawn)


def draw_label(
    ax,
    at: tuple[float, float],
    label: str,
    *,
    shift: tuple[float, float] = (0.0, 0.0),
    size: float = SMALL,
    ink: str,
    bold: bool = False,
) -> None:
    """Draw a symbol with its word to the right of it, from a place of the data on."""
    draw_symbol(ax, at, label, ink, moved(ax, (shift[0] + SYMBOL / 2, shift[1])))
    beside = (shift[0] + SYMBOL + BESIDE, shift[1])
    write(ax, at, label, shift=beside, size=size, bold=bold, colour=ink)
