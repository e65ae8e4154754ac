"""Was everyone heard? What each voice group asked for and got, on one page."""

from __future__ import annotations

from wcc_prioritise.plots import room_behind as behind
from wcc_prioritise.plots import room_words as words
from wcc_prioritise.plots.look import (
    BLUE,
    INK,
    SLATE,
    SMALL,
    TEXT,
    TINY,
    WHITE,
    balanced,
    height_of,
    lines_of,
    write,
)
from wcc_prioritise.plots.page import line, mark, moved, page, width_of
from wcc_prioritise.plots.rows import write_cell, write_heads

LINE = height_of(1, SMALL) + 0.02
ABOVE, AROUND = 0.22, 0.24
GROUP, ASKED, WITHOUT = 0.0, 0.18, 0.6
"""Where the three columns begin, as shares of the page."""


def voice_ledger(ledger, ax=None):
    """Was everyone heard? What each voice group asked for, what it got, what hangs on it.

    One row a voice group: who was there; its own first five candidates, full where they are in the
    set and hollow where not; and who would enter and leave the set without the group. A group of
    fewer than three people is counted, and nothing more.

    Parameters
    ----------
    ledger : Ledger
        The voice ledger.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes, with groups from 0 down, in inches.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.voices import ledger
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("short")))
    >>> ax = voice_ledger(ledger(wcc.select(appraisal, limits={"candidates": 4})))
    >>> "of its own first 5" in ax.get_title(loc="left").replace(chr(10), " ")
    True
    """
    table, said = behind.ledger_table(ledger), words.voice_ledger(ledger)
    names = behind.names_of(ledger.portfolio.appraisal.case)
    width = width_of(ax)
    rows = [_cells(row, names, width) for row in table.itertuples(index=False)]
    groups = [_group_lines(row, width) for row in table.itertuples(index=False)]
    deep = [
        max(_height(*own), *(len(lines) * LINE for lines, _ in cells)) + AROUND
        for own, cells in zip(groups, rows, strict=True)
    ]
    made = page(ax, said, ABOVE + sum(deep))
    made.field((0, 1), (sum(deep), 0), above=ABOVE)
    squeezed = min((made.body - ABOVE) / sum(deep), 1.0)
    top = 0.0
    for group, own, high in zip(groups, rows, deep, strict=True):
        line(made.ax, (0, 1), (top, top))
        _write_group(made.ax, *group, top)
        for (lines, marks), share in zip(own, (ASKED, WITHOUT), strict=True):
            _write_lines(made.ax, (share * width, top), lines, marks, squeezed)
        top += high
    heads = ["voice group", "its own first (\u25cf in the set, \u25cb not)", "the set without it"]
    places = [share * width for share in (GROUP, ASKED, WITHOUT)]
    write_heads(made.ax, 0, [(x, text, "left") for x, text in zip(places, heads, strict=True)])
    return made.ax


def _cells(row, names: dict[str, str], width: float) -> list[tuple[list[str], list[str]]]:
    """Give the lines and marks of what a group asked for, and of the set without it."""
    if not row.shown:
        return [(["not shown: fewer than three people"], [""]), ([""], [""])]
    got = set(row.got.split(", "))
    asked = row.asked_for.split(", ") if row.asked_for else []
    moves = [(code, "in: ") for code in row.enters.split(", ") if code]
    moves += [(code, "out: ") for code in row.leaves.split(", ") if code]
    first = [lines_of(names.get(code, code), (WITHOUT - ASKED) * width - 0.3, SMALL, most=1)[0]
             for code in asked]  # fmt: skip
    room = (1 - WITHOUT) * width
    second = [lines_of(way + names.get(code, code), room, SMALL, most=1)[0] for code, way in moves]
    marks = ["full" if code in got else "hollow" for code in asked]
    return [(first, marks), (second or ["the same set"], [""] * max(len(second), 1))]


def _group_lines(row, width: float) -> tuple[list[str], list[str]]:
    """Give the lines of a group's name, and what stands under it."""
    name = balanced(row.group, (ASKED - GROUP) * width - 0.15, TEXT, bold=True, most=3)
    left = f"{row.left_early} left early" if row.left_early else ""
    got, of = words.got_of(row)
    under = [f"{row.attended} of {row.people} came", left, f"got {got} of {of}" if of else ""]
    return name, [text for text in under if text]


def _height(name: list[str], under: list[str]) -> float:
    return height_of(len(name), TEXT) + height_of(len(under), TINY) + 0.03


def _write_group(ax, name: list[str], under: list[str], top: float) -> None:
    edge = ax.get_yaxis_transform()
    write(ax, (0, top), "\n".join(name), system=edge, shift=(0, -9), bold=True, up="top")
    down = -11 - 72 * height_of(len(name), TEXT)
    write(ax, (0, top), "\n".join(under), system=edge, shift=(0, down), size=TINY, colour=SLATE,
          up="top")  # fmt: skip


def _write_lines(ax, at: tuple[float, float], lines: list[str], marks: list[str], squeezed: float):
    across, top = at
    for place, (text, shape) in enumerate(zip(lines, marks, strict=True)):
        y = top + AROUND / 2 + LINE * (place + 0.5)
        inset = 0.2 if shape else 0.0
        if shape:
            where = moved(ax, (72 * across + 5, 0), ax.get_yaxis_transform())
            fill = BLUE if shape == "full" else WHITE
            mark(ax, (0, y), "o", 6.5 * squeezed, fill=fill, edge=BLUE if shape == "full" else INK,
                 thick=1.0, system=where)  # fmt: skip
        size = SMALL if squeezed > 0.85 else TINY
        write_cell(ax, across + inset, y, text, across="left", size=size)
