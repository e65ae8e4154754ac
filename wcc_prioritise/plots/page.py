"""Where does everything stand? A picture's page: title above, field in the middle, caption below.

Everything lies inside the box of one axes, so that a picture fits wherever a caller's axes fits.
"""

from __future__ import annotations

from dataclasses import dataclass

from wcc_prioritise.plots.look import (
    GREY,
    INK,
    RULE,
    SLATE,
    SMALL,
    TEXT,
    TINY,
    TITLE,
    WHITE,
    balanced,
    families,
    height_of,
    lines_of,
    write,
)
from wcc_prioritise.plots.words import Words

WIDTH = 8.0
"""Inches; 1,600 dots at 200 to the inch."""
DOTS = 200
MARGIN = 0.25
GAP = 0.12
LEAST_FIELD = 0.5
"""Inches of a given axes that are kept for the field, however little room there is."""


@dataclass(frozen=True)
class Page:
    """A page whose header and caption are written.

    Attributes
    ----------
    ax : matplotlib Axes
        Where everything is drawn.
    width, height : float
        The whole box, in inches.
    head, foot : float
        What header and caption take from it, in inches.
    """

    ax: object
    width: float
    height: float
    head: float
    foot: float

    @property
    def body(self) -> float:
        """Height between header and caption, in inches."""
        return max(self.height - self.head - self.foot, LEAST_FIELD)

    def at(self, across: float, up: float) -> tuple[float, float]:
        """Give a point, in inches from the lower left corner, as a fraction of the axes."""
        return across / self.width, up / self.height

    def field(
        self,
        across: tuple[float, float],
        up: tuple[float, float],
        *,
        left: float = 0.0,
        right: float = 0.0,
        above: float = 0.0,
        below: float = 0.0,
    ) -> None:
        """Give the axes the limits that put a stretch of the data into the field.

        Parameters
        ----------
        across, up : tuple of float
            Data at the left and right, and at the bottom and top, of the field.
        left, right, above, below : float
            Inches kept free on each side of the field, inside the body.
        """
        low, high = _stretched(across, left, self.width - left - right, right)
        bottom, top = _stretched(
            up, self.foot + below, self.body - above - below, self.head + above
        )
        self.ax.set_xlim(low, high)
        self.ax.set_ylim(bottom, top)


def _stretched(
    data: tuple[float, float], before: float, inches: float, after: float
) -> tuple[float, float]:
    """Give the limits of an axis on which the data take so many inches, with room on both sides."""
    an_inch = (data[1] - data[0]) / max(inches, LEAST_FIELD)
    return data[0] - before * an_inch, data[1] + after * an_inch


def page(ax, words: Words, body: float) -> Page:
    """Make a page for a picture, with its title, subtitle and caption written.

    Parameters
    ----------
    ax : matplotlib Axes or None
        The caller's axes, whose box is filled; None for a figure of our own, as high as it must be.
    words : Words
        Title, subtitle and caption.
    body : float
        Inches between header and caption, in a figure of our own.

    Returns
    -------
    Page
        The page; its axes shows no frame and no ticks.
    """
    width = width_of(ax)
    title = balanced(words.title, width, TITLE, bold=True)
    subtitle = lines_of(words.subtitle, width, TEXT)
    caption = lines_of(words.caption, width, TINY) if words.caption else []
    head = height_of(len(title), TITLE) + GAP / 2 + height_of(len(subtitle), TEXT) + GAP
    foot = GAP + height_of(len(caption), TINY) if caption else 0.0
    if ax is None:
        ax = axes_on(WIDTH, head + body + foot + 2 * MARGIN)
    made = Page(ax, *_inches(ax), head, foot)
    ax.set_axis_off()
    _write_header(ax, title, subtitle)
    if caption:
        write(
            ax,
            (0, 0),
            "\n".join(caption),
            system="axes fraction",
            size=TINY,
            colour=SLATE,
            up="bottom",
        )
    return made


def width_of(ax) -> float:
    """How broad is the page on this axes, or on our own, in inches?"""
    return WIDTH - 2 * MARGIN if ax is None else _inches(ax)[0]


def _inches(ax) -> tuple[float, float]:
    box = ax.get_window_extent()
    dots = ax.get_figure(root=True).dpi
    return box.width / dots, box.height / dots


def axes_on(width: float, height: float):
    """Give the axes of a new figure of so many inches, a margin kept on every side."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), dpi=DOTS, facecolor=WHITE, layout="none")
    sides = (MARGIN / width, MARGIN / height, 1 - 2 * MARGIN / width, 1 - 2 * MARGIN / height)
    return figure.add_axes(sides, facecolor=WHITE)


def _write_header(ax, title: list[str], subtitle: list[str]) -> None:
    # The title is the axes' own, so that whoever gets the axes finds it there.
    ax.set_title(
        "\n".join(title),
        loc="left",
        x=0.0,
        y=1.0,
        pad=0,
        va="top",
        color=INK,
        fontfamily=list(families()),
        fontsize=TITLE,
        fontweight="bold",
        linespacing=1.15,
        parse_math=False,
        usetex=False,
    )
    down = -72 * (height_of(len(title), TITLE) + GAP / 2)
    write(
        ax,
        (0, 1),
        "\n".join(subtitle),
        system="axes fraction",
        shift=(0, down),
        colour=SLATE,
        up="top",
    )


def sentence(ax, words: Words, said: str):
    """Draw a page that says in a sentence why there is nothing to draw; give its axes."""
    made = page(ax, words, body=0.9)
    made.field((0, 1), (0, 1))
    lines = balanced(said, made.width, SMALL + 2)
    write(made.ax, (0, 0.5), "\n".join(lines), size=SMALL + 2)
    return made.ax


def line(
    ax,
    across: tuple[float, float],
    up: tuple[float, float],
    *,
    colour: str = RULE,
    thick: float = 0.8,
    system=None,
) -> None:
    """Draw a straight line in the data or another system, thin and grey unless said otherwise."""
    from matplotlib.lines import Line2D

    drawn = Line2D(across, up, color=colour, linewidth=thick, solid_capstyle="butt")
    drawn.set(transform=ax.transData if system is None else system, clip_on=False)
    ax.add_artist(drawn)


def moved(ax, shift: tuple[float, float], system=None):
    """Give the transform of an axes (its data, when left out) moved by points right and up."""
    from matplotlib.transforms import ScaledTranslation

    inches = ax.get_figure(root=True).dpi_scale_trans
    by = ScaledTranslation(shift[0] / 72, shift[1] / 72, inches)
    return (ax.transData if system is None else system) + by


def stem(ax, at: tuple[float, float], system, up: float) -> None:
    """Draw a thin upright line, so many points long, from a place of the page."""
    look = {"arrowstyle": "-", "color": GREY, "linewidth": 0.7, "shrinkA": 0, "shrinkB": 0}
    ax.annotate(
        "",
        at,
        xycoords=system,
        xytext=(0, up),
        textcoords="offset points",
        annotation_clip=False,
        arrowprops=look,
    )


def mark(
    ax,
    at: tuple[float, float],
    shape: str,
    size: float,
    *,
    fill: str,
    edge: str = WHITE,
    thick: float = 1.2,
    system=None,
) -> None:
    """Draw one mark, so many points across, at a place of the data or of another system."""
    from matplotlib.lines import Line2D

    look = {"markerfacecolor": fill, "markeredgecolor": edge, "markeredgewidth": thick}
    where = ax.transData if system is None else system
    drawn = Line2D([at[0]], [at[1]], marker=shape, markersize=size, linestyle="none", **look)
    drawn.set(transform=where, clip_on=False, zorder=3)
    ax.add_artist(drawn)


def swatch(ax, at: tuple[float, float], system, side: float, look: dict) -> None:
    """Draw a small filled square whose lower left corner stands at a place of the page."""
    from matplotlib.offsetbox import AnnotationBbox, DrawingArea
    from matplotlib.patches import Rectangle

    area = DrawingArea(side, side)
    area.add_artist(Rectangle((0, 0), side, side, linewidth=0, **look))
    ax.add_artist(
        AnnotationBbox(
            area,
            at,
            xycoords=system,
            box_alignment=(0, 0),
            pad=0,
            frameon=False,
            annotation_clip=False,
        )
    )


def bar(ax, left: float, middle: float, length: float, thick: float, look: dict) -> None:
    """Draw a horizontal bar in data; the look gives its fill, and an edge if it has one."""
    from matplotlib.patches import Rectangle

    look = {"linewidth": 0, "clip_on": False, **look}
    ax.add_artist(Rectangle((left, middle - thick / 2), length, thick, **look))
