"""How does a verdict look? A shape, a tone and a word each; never red against green."""

from __future__ import annotations

from dataclasses import dataclass

from wcc_prioritise.plots.look import BLUE, INK, SLATE, SMALL, STONE, WHITE, breadth, write
from wcc_prioritise.plots.page import mark, moved

NAVY = "#0b1f3a"
MARK = 8.0
"""Points across."""


@dataclass(frozen=True)
class Look:
    """How one verdict looks.

    Attributes
    ----------
    shape : str
        Its mark.
    fill, edge : str
        Colours of the mark; they differ in lightness, so that marks stay apart in grey.
    tone : str
        Fill of its cell in a table.
    """

    shape: str
    fill: str
    edge: str
    tone: str


LOOKS = {
    "Better": Look("^", BLUE, WHITE, "#a9c3de"),
    "Similar": Look("o", WHITE, INK, "#f0f3f5"),
    "Worse": Look("v", NAVY, WHITE, NAVY),
    "Higher": Look(">", STONE, INK, "#d5dade"),
    "Lower": Look("<", STONE, INK, "#d5dade"),
    "Not compared": Look("X", WHITE, SLATE, WHITE),
}
"""Every verdict; those that no direction was given for point sideways and judge nothing."""

PEERS = Look("D", WHITE, SLATE, WHITE)
"""The mean of the peers."""


def draw_verdict(ax, at: tuple[float, float], verdict: str, size: float = MARK, system=None):
    """Draw the mark of a verdict at a place of the data or of another system."""
    look = LOOKS[verdict]
    thick = min(0.9, size / 9)  # a small mark would be all edge
    mark(ax, at, look.shape, size, fill=look.fill, edge=look.edge, thick=thick, system=system)


def draw_key(ax, top: float, entries: list[tuple[Look, str]], up: float, left: float = 0.0):
    """Name marks in a line above the first row, from the left.

    Parameters
    ----------
    ax : matplotlib Axes
        Where they are named.
    top : float
        Where the first row begins, in the data.
    entries : list of (Look, str)
        Each mark with its words.
    up : float
        Points above the first row.
    left : float
        Where the line begins, in inches from the left of the page.
    """
    edge, x = ax.get_yaxis_transform(), left
    for look, said in entries:
        where = moved(ax, (72 * x + MARK / 2, up), edge)
        mark(ax, (0, top), look.shape, MARK - 1, fill=look.fill, edge=look.edge, thick=0.9,
             system=where)  # fmt: skip
        write(ax, (0, top), said, system=edge, shift=(72 * x + MARK + 4, up), size=SMALL,
              colour=SLATE)  # fmt: skip
        x += (MARK + 16) / 72 + breadth(said, SMALL)


def key_of(verdicts) -> list[tuple[Look, str]]:
    """List the marks of the verdicts that occur, with their words, in one order."""
    occurring = set(verdicts)
    return [(look, word.casefold()) for word, look in LOOKS.items() if word in occurring]
