"""Which candidates can't be told apart? Bands, with the range of each value."""

from __future__ import annotations

from wcc_prioritise.plots import doubt_behind as behind
from wcc_prioritise.plots import doubt_words as words
from wcc_prioritise.plots.figures import number
from wcc_prioritise.plots.look import (
    BLUE,
    INK,
    SLATE,
    SMALL,
    TEXT,
    TINY,
    WHITE,
    height_of,
    lines_of,
    write,
)
from wcc_prioritise.plots.page import line, mark, page
from wcc_prioritise.plots.rows import fitting, write_heads, write_left_out
from wcc_prioritise.plots.scales import Scale, draw_frame, scale_about

LEFT, BAND, RIGHT, ABOVE, BELOW = 3.75, 0.55, 0.5, 0.22, 0.42
ROW, LEAST = 0.25, 0.14
STRIPE = "#f0f3f5"


def bands(stress, ax=None):
    """Which candidates can't be told apart?

    One row a candidate, the best band first: a dot at its value and a line over nine draws of ten.
    Bands stand on stripes and carry their number.

    Parameters
    ----------
    stress : Stress
        Shares over draws.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes, with value (0 to 100) across.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.robustness import stress
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> ax = bands(stress(appraisal, runs=500, seed=1))
    >>> "24 candidates in" in ax.get_title(loc="left").replace(chr(10), " ")
    True
    """
    table, said = behind.bands_table(stress), words.bands(stress)
    made = page(ax, said, ABOVE + ROW * len(table) + BELOW)
    left, right = min(LEFT, 0.45 * made.width), min(RIGHT, 0.1 * made.width)
    shown = fitting(made, ABOVE + BELOW, len(table), LEAST)
    steps = shown + (shown < len(table))
    across = scale_about([*table["low"], *table["high"], *table["value"]], floor=0.0)
    made.field((across.low, across.high), (steps, 0), left=left, right=right, above=ABOVE,
               below=BELOW)  # fmt: skip
    _draw_stripes(made.ax, table.head(shown), made.width)
    draw_frame(made.ax, across, Scale(steps, 0, ()), ("value, of 100 points", ""))
    size = SMALL if (made.body - ABOVE - BELOW) / steps > height_of(1, SMALL) else TINY
    for y, row in enumerate(table.head(shown).itertuples(index=False)):
        _draw_row(made.ax, row, y + 0.5, left - BAND - 0.1, size)
        write(made.ax, (across.high, y + 0.5), number(row.value, 0), shift=(8, 0), size=size,
              bold=True)  # fmt: skip
    write_left_out(made.ax, shown + 0.5, len(table) - shown)
    write_heads(made.ax, 0, [(0, "band", "left"), (BAND, "candidate", "left"),
                             (made.width, "value", "right")])  # fmt: skip
    return made.ax


def _draw_stripes(ax, table, width: float) -> None:
    """Put every second band on a stripe as broad as the page, and number all of them."""
    from matplotlib.patches import Rectangle

    edge, top = ax.get_yaxis_transform(), 0
    for number_, (band, own) in enumerate(table.groupby("band", sort=False)):
        if number_ % 2 == 0:
            stripe = Rectangle((0, top), 1, len(own), facecolor=STRIPE, linewidth=0, zorder=0.2)
            stripe.set(transform=edge, clip_on=False)
            ax.add_artist(stripe)
        write(ax, (0, top + len(own) / 2), str(band), system=edge, shift=(6, 0), size=TEXT,
              bold=True)  # fmt: skip
        top += len(own)


def _draw_row(ax, row, y: float, room: float, size: float) -> None:
    edge = ax.get_yaxis_transform()
    name = lines_of(row.name, room, size, most=1)[0]
    write(ax, (0, y), name, system=edge, shift=(72 * BAND, 0), size=size, colour=INK)
    line(ax, (row.low, row.high), (y, y), colour=SLATE, thick=2.2)
    mark(ax, (row.value, y), "o", 6.5, fill=BLUE, edge=WHITE, thick=0.8)
