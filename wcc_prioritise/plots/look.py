"""What do the pictures look like? Colours, letters, and the measuring and wrapping of words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from functools import cache

from wcc_prioritise.plots.figures import plain

INK = "#212b32"
"""Text and lines: contrast 14 on white."""
BLUE = "#005eb8"
"""What matters: contrast 6.4 on white."""
SLATE = "#4c6272"
"""Second text and quiet marks: contrast 6.4 on white."""
GREY = "#768692"
"""Quiet lines and outlines."""
STONE = "#8795a0"
"""Fills beside the blue ones, lighter also when printed in grey."""
PALE = "#e3e8eb"
"""What could have been, behind a bar."""
RULE = "#c5ccd1"
"""Thin lines."""
WHITE = "#ffffff"

PARTS = (
    BLUE,
    "#c2d6ea",
    "#425563",
    "#9fb9d4",
    "#003087",
    "#d5dade",
    "#4f739c",
    "#b8c0c6",
    "#8795a0",
    "#e6ebef",
)
"""Parts of a bar, in order: neighbours differ in lightness, so that they stay apart in grey."""

CLASS_MARKS = {
    "quick win": ("^", BLUE),
    "long-term gain": ("o", "#0b1f3a"),
    "steady": ("s", STONE),
}
"""Shape and colour of each class: told apart by shape, and by lightness when printed in grey."""

FAMILIES = ("Arial", "Liberation Sans", "DejaVu Sans")
TITLE, TEXT, SMALL, TINY = 14.0, 9.5, 8.5, 7.5
"""Sizes of letters in points, on a picture eight inches wide."""

LINE = 1.25
"""Height of a line, as a multiple of the size of its letters."""

MISSING = "\N{WHITE SQUARE}"
"""Stands for a character that no installed family can draw."""


def preferred(installed: Iterable[str]) -> list[str]:
    """Which of our families can be used here? The last travels with matplotlib itself.

    Examples
    --------
    >>> preferred({"DejaVu Sans", "Arial", "Comic Sans"})
    ['Arial', 'DejaVu Sans']
    """
    installed = set(installed)
    return [family for family in FAMILIES if family in installed] or [FAMILIES[-1]]


@cache
def families() -> tuple[str, ...]:
    """Give the installed families in order; asking only for these keeps matplotlib from warning."""
    from matplotlib.font_manager import get_font_names

    return tuple(preferred(get_font_names()))


def lightness(colour: str) -> float:
    """How light does a colour look, 0 (black) to 100 (white)?

    Parameters
    ----------
    colour : str
        As `#rrggbb`.

    Returns
    -------
    float
        L* of CIELAB.

    References
    ----------
    ISO/CIE 11664-4:2019; relative luminance as in WCAG 2.2.

    Examples
    --------
    >>> round(lightness("#005eb8")), round(lightness("#ffffff"))
    (40, 100)
    """
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    cube = luminance ** (1 / 3) if luminance > 0.008856 else 7.787 * luminance + 16 / 116
    return 116 * cube - 16


def ink_on(colour: str) -> str:
    """Which ink can be read on a fill?"""
    return WHITE if lightness(colour) < 55 else INK


def drawable(text: object) -> str:
    """Give a text on one line in which every character can be drawn."""
    known = _characters()
    composed = unicodedata.normalize("NFC", plain(text))
    kept = (c for c in composed if unicodedata.category(c) not in ("Cf", "Mn") or ord(c) in known)
    return "".join(c if ord(c) in known else MISSING for c in kept)


@cache
def _characters() -> frozenset[int]:
    """List the characters that the installed families can draw between them."""
    from matplotlib.font_manager import FontProperties, findfont, get_font

    files = [findfont(FontProperties(family=[family])) for family in families()]
    return frozenset().union(*(get_font(file).get_charmap() for file in files))


@cache
def _letters(size: float, bold: bool):
    from matplotlib.font_manager import FontProperties

    return FontProperties(family=list(families()), size=size, weight="bold" if bold else "normal")


@cache
def _pen():
    from matplotlib.backends.backend_agg import RendererAgg

    return RendererAgg(1, 1, 200)


@cache
def breadth(text: str, size: float = TEXT, bold: bool = False) -> float:
    """How broad is a line of text, in inches?"""
    return _pen().get_text_width_height_descent(text, _letters(size, bold), False)[0] / 200


def wrap(text: str, fits: Callable[[str], bool], most: int | None = None) -> list[str]:
    """Break a text into lines that fit; a word that fits nowhere is broken itself.

    Parameters
    ----------
    text : str
        One line of text.
    fits : callable
        Says whether a line fits.
    most : int, optional
        Most lines; what is over is cut and marked with three dots.

    Returns
    -------
    list of str
        The lines.

    Examples
    --------
    >>> wrap("rapid access clinic", lambda line: len(line) <= 12)
    ['rapid access', 'clinic']
    >>> wrap("rapid access clinic", lambda line: len(line) <= 12, most=1)
    ['rapid...']
    """
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if fits(longer):
            lines[-1] = longer
            continue
        pieces = _broken(word, fits)
        lines = [*lines, *pieces] if lines[-1] else pieces
    return lines if most is None or len(lines) <= most else _cut(lines[:most], fits)


def _broken(word: str, fits: Callable[[str], bool]) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and not fits(pieces[-1] + character):
            pieces.append("")
        pieces[-1] += character
    return pieces


def _cut(lines: list[str], fits: Callable[[str], bool]) -> list[str]:
    last = lines[-1]
    while last and not fits(f"{last}..."):
        shorter = last.rpartition(" ")[0]
        last = shorter if shorter else last[:-1]
    return [*lines[:-1], f"{last.rstrip(' :,;-')}..."]


def lines_of(
    text: object, room: float, size: float = TEXT, bold: bool = False, most: int | None = None
) -> list[str]:
    """Break a text into lines at most so many inches broad."""
    return wrap(drawable(text), lambda line: breadth(line, size, bold) <= room, most)


def balanced(
    text: object, room: float, size: float, bold: bool = False, most: int | None = None
) -> list[str]:
    """Break a text into as few lines as it needs, of about the same length."""
    lines = lines_of(text, room, size, bold)
    if most is not None and len(lines) > most:
        return lines_of(text, room, size, bold, most)
    for share in (0.9, 0.8, 0.7, 0.6):
        narrower = lines_of(text, room * share, size, bold)
        if len(narrower) == len(lines) > 1:
            lines = narrower
    return lines


def height_of(lines: int, size: float = TEXT) -> float:
    """How high are so many lines, in inches?"""
    return lines * size * LINE / 72


def write(
    ax,
    at: tuple[float, float],
    text: str,
    *,
    system="data",
    shift: tuple[float, float] = (0.0, 0.0),
    size: float = TEXT,
    bold: bool = False,
    colour: str = INK,
    across: str = "left",
    up: str = "",
):
    """Write a text at a place of an axes, moved by points; never read as mathematics.

    Parameters
    ----------
    ax : matplotlib Axes
        Where it is written.
    at : tuple of float
        The place, in `system`.
    text : str
        Lines that can be drawn, joined by newlines.
    system : str or Transform
        `data`, `axes fraction`, or a transform of the axes.
    shift : tuple of float
        Points to the right and up.
    size, bold, colour, across, up
        How it looks, and which side of it stands at the place; up is the middle when left out.

    Returns
    -------
    matplotlib Annotation
        The text.
    """
    return ax.annotate(
        text,
        at,
        xycoords=system,
        xytext=shift,
        textcoords="offset points",
        fontproperties=_letters(size, bold),
        color=colour,
        ha=across,
        va=up or ("center" if "\n" in text else "center_baseline"),
        multialignment=across,
        linespacing=1.15,
        annotation_clip=False,
        parse_math=False,
        usetex=False,
    )
