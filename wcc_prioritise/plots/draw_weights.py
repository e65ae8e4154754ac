"""How much does each criterion matter, to each person and to the room? Nobody is named."""

from __future__ import annotations

from wcc_prioritise.plots import room_behind as behind
from wcc_prioritise.plots import room_words as words
from wcc_prioritise.plots.dots import draw_stack, pitch_of
from wcc_prioritise.plots.figures import percent
from wcc_prioritise.plots.look import INK, STONE, TEXT, balanced, height_of, write
from wcc_prioritise.plots.page import line, mark, moved, page
from wcc_prioritise.plots.rows import fitting, write_left_out
from wcc_prioritise.plots.scales import Scale, draw_frame, scale_from_nought

LEFT, RIGHT, BELOW = 1.75, 0.6, 0.42
ROW, LEAST = 0.6, 0.24
BASE = 0.88
"""Where in its row the line stands on which the dots are stacked."""


def weight_dots(appraisal, ax=None):
    """How much does each criterion matter, to each person and to the room?

    One row a criterion: a dot for every person, stacked in steps of one per cent, and a line at the
    weight of the room. No dot says whose it is.

    Parameters
    ----------
    appraisal : Appraisal
        With the weights of everybody and those in force.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes, with weights in per cent across.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> ax = weight_dots(wcc.appraise(wcc.read(wcc.sample("northmere"))))
    >>> "matters most to the room" in ax.get_title(loc="left").replace(chr(10), " ")
    True
    """
    table, said = behind.weights_table(appraisal), words.weight_dots(appraisal)
    rows = [own for _, own in table.groupby("criterion", sort=False)]
    made = page(ax, said, ROW * len(rows) + BELOW)
    left, right = min(LEFT, 0.34 * made.width), min(RIGHT, 0.14 * made.width)
    shown = fitting(made, BELOW, len(rows), LEAST)
    steps = shown + (shown < len(rows))
    broadest = scale_from_nought([100 * float(table["high"].max())])
    across = Scale(0.0, broadest.high, broadest.ticks, "%")
    made.field((0, across.high), (steps, 0), left=left, right=right, below=BELOW)
    draw_frame(made.ax, across, Scale(steps, 0, ()), ("weight", ""), upright=True)
    high = (made.body - BELOW) / steps
    most = table.loc[table["mark"] == behind.PEOPLE, "people"].max()
    pitch = pitch_of(int(most) if most == most else 1, high * BASE - 0.16)
    for place, own in enumerate(rows[:shown]):
        _draw_row(made.ax, own, place, pitch, across.high, high)
        lines = max(1, min(2, int(high / height_of(1, TEXT))))
        name = "\n".join(balanced(own["name"].iloc[0], left - 0.12, TEXT, most=lines))
        write(made.ax, (0, place + 0.6), name, system=made.ax.get_yaxis_transform())
    write_left_out(made.ax, shown + 0.5, len(rows) - shown)
    return made.ax


def _draw_row(ax, own, place: int, pitch: float, right: float, high: float) -> None:
    y = place + BASE
    line(ax, (0, right), (y, y), colour=STONE)
    for row in own[own["mark"] == behind.PEOPLE].itertuples(index=False):
        draw_stack(ax, (50 * (row.low + row.high), y), int(row.people), pitch)
    room = float(own.loc[own["mark"] == behind.ROOM, "low"].iloc[0])
    tall = high * BASE - 0.05
    mark(ax, (100 * room, y), "|", 72 * tall, fill=INK, edge=INK, thick=2.2,
         system=moved(ax, (0, 36 * tall)))  # fmt: skip
    write(ax, (right, place + 0.6), percent(room), shift=(8, 0), size=TEXT + 1, bold=True)
