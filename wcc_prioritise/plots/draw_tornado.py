"""Which weight moves the difference between two candidates most?"""

from __future__ import annotations

from wcc_prioritise.plots import doubt_behind as behind
from wcc_prioritise.plots import doubt_words as words
from wcc_prioritise.plots.figures import number, percent
from wcc_prioritise.plots.look import (
    BLUE,
    INK,
    SLATE,
    SMALL,
    STONE,
    TEXT,
    balanced,
    height_of,
    write,
)
from wcc_prioritise.plots.page import bar, line, moved, page, swatch
from wcc_prioritise.plots.rows import fitting, write_cell, write_heads, write_left_out
from wcc_prioritise.plots.scales import Scale, draw_frame, scale_about

LEFT, RIGHT, ABOVE, BELOW = 2.0, 1.3, 0.52, 0.42
ROW, THICK, LEAST = 0.4, 0.56, 0.18


def tornado(result, ax=None):
    """Which weight moves the difference between two candidates most?

    One bar a weight, the longest first: from the difference now to that with less of the weight
    (grey) and with more of it (blue).

    Parameters
    ----------
    result : Tornado
        The difference as each weight is moved.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes, with points of difference across.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.robustness import tornado as swung
    >>> ax = tornado(swung(wcc.appraise(wcc.read(wcc.sample("northmere")))))
    >>> "stays ahead of" in ax.get_title(loc="left").replace(chr(10), " ")
    True
    """
    table, said = behind.tornado_table(result), words.tornado(result)
    made = page(ax, said, ABOVE + ROW * len(table) + BELOW)
    left, right = min(LEFT, 0.34 * made.width), min(RIGHT, 0.24 * made.width)
    ends_at = (made.width - right + 0.62 * right, made.width)
    shown = fitting(made, ABOVE + BELOW, len(table), LEAST)
    steps = shown + (shown < len(table))
    ends = [*table["low"], *table["high"], result.difference]
    across = scale_about([*ends, 0.0] if min(map(abs, ends)) < 3 else ends)
    made.field((across.low, across.high), (steps, 0), left=left, right=right, above=ABOVE,
               below=BELOW)  # fmt: skip
    draw_frame(made.ax, across, Scale(steps, 0, ()), ("points ahead", ""))
    high = (made.body - ABOVE - BELOW) / steps
    for y, row in enumerate(table.head(shown).itertuples(index=False)):
        _draw_row(made.ax, row, y + 0.5, result.difference)
        most = max(1, min(2, int(high / height_of(1, SMALL))))
        text = f"{row.name}, {words.weight_said(row.weight)}"
        name = "\n".join(balanced(text, left - 0.12, SMALL, most=most))
        write(made.ax, (0, y + 0.5), name, system=made.ax.get_yaxis_transform(), size=SMALL)
        for inches, end in zip(ends_at, (row.low, row.high), strict=True):
            write_cell(made.ax, inches, y + 0.5, number(end, 1))
    now = result.difference
    line(made.ax, (now, now), (0, shown), colour=INK, thick=1.6)
    write(made.ax, (now, 0), f"now {number(now, 1)}", shift=(0, 4), size=SMALL, bold=True,
          across="center", up="bottom")  # fmt: skip
    write_left_out(made.ax, shown + 0.5, len(table) - shown)
    write_heads(made.ax, 0, [(ends_at[0], "with less", "right"), (ends_at[1], "more", "right")])
    _draw_key(made.ax, result.change)
    return made.ax


def _draw_row(ax, row, y: float, now: float) -> None:
    for end, fill in ((row.low, STONE), (row.high, BLUE)):
        bar(ax, min(now, end), y, abs(end - now), THICK, {"facecolor": fill, "zorder": 2.2})


def _draw_key(ax, change: float) -> None:
    """Say above the bars which fill is which."""
    edge, x = ax.get_yaxis_transform(), 0.0
    for fill, said in ((STONE, f"{percent(change)} less weight"),
                       (BLUE, f"{percent(change)} more weight")):  # fmt: skip
        swatch(ax, (0, 0), moved(ax, (x, 24), edge), 8, {"facecolor": fill})
        write(ax, (0, 0), said, system=edge, shift=(x + 12, 28), size=TEXT - 1, colour=SLATE)
        x += 108
