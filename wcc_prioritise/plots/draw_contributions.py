"""Who leads, and on what?"""

from __future__ import annotations

from wcc_prioritise.plots import words
from wcc_prioritise.plots.behind import contributions_table, criterion_names
from wcc_prioritise.plots.figures import number
from wcc_prioritise.plots.headings import draw_headings, fills, headings
from wcc_prioritise.plots.look import (
    SLATE,
    SMALL,
    TINY,
    WHITE,
    balanced,
    breadth,
    height_of,
    ink_on,
    write,
)
from wcc_prioritise.plots.page import bar, page, width_of
from wcc_prioritise.tables import InputError

LEFT, RANK, RIGHT = 2.75, 0.3, 0.5
ROW, THICK = 0.4, 0.27


def contributions(ranking, ax=None, most: int = 12):
    """Who leads, and on what?

    Parameters
    ----------
    ranking : Ranking
        The candidates by value, with what each criterion adds.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.
    most : int
        Candidates shown, from the top.

    Returns
    -------
    matplotlib Axes
        The axes, with weighted points (0 to 100) across.

    Raises
    ------
    InputError
        If `most` is not a whole number of 1 or more.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> ranking = wcc.rank(wcc.appraise(wcc.read(wcc.sample("northmere"))))
    >>> ax = wcc.plots.contributions(ranking, most=5)
    >>> "leads with" in ax.get_title(loc="left").replace(chr(10), " ")
    True
    """
    _refuse_none(most)
    table, names = contributions_table(ranking, most), criterion_names(ranking)
    parts = table[list(names.index)].clip(lower=0)
    longest = max([float(parts.sum(axis="columns").max()), 1.0]) if len(table) else 1.0
    left = min(LEFT, 0.42 * width_of(ax))
    inch = (width_of(ax) - left - RIGHT) / longest
    first = parts.iloc[0] * inch if len(parts) else parts.sum()
    heads = headings(first.tolist(), names.tolist(), left, width_of(ax))
    rows = ROW * max(len(table), 1)
    made = page(ax, words.contributions(ranking, most), heads.height + rows)
    made.field((0, longest), (rows, 0), left=left, right=RIGHT, above=heads.height)
    high = (made.body - heads.height) / max(len(table), 1)
    for place, row in enumerate(table.to_dict("records")):
        y = ROW * (place + 0.5)
        _write_name(made.ax, row, y, left, high)
        _draw_bar(made.ax, row, list(names.index), y, inch)
    draw_headings(made.ax, heads, ROW / 2 - THICK / 2)
    return made.ax


def _refuse_none(most: object) -> None:
    if isinstance(most, bool) or not isinstance(most, int) or most < 1:
        raise InputError.of(
            found=f"most={most!r}",
            allowed="a whole number of candidates, 1 or more",
            do="Leave it out for 12.",
        )


def _write_name(ax, row: dict, y: float, left: float, high: float) -> None:
    edge = ax.get_yaxis_transform()
    write(ax, (0, y), str(row["rank"]), system=edge, size=SMALL, colour=SLATE)
    lines = max(1, min(2, int(high / height_of(1, SMALL))))
    name = balanced(row["name"], left - RANK - 0.12, SMALL, most=lines)
    write(ax, (0, y), "\n".join(name), system=edge, shift=(72 * RANK, 0), size=SMALL)


def _draw_bar(ax, row: dict, codes: list[str], y: float, inch: float) -> None:
    start = 0.0
    for code, look in zip(codes, fills(len(codes)), strict=True):
        points = max(float(row[code]), 0.0)
        bar(ax, start, y, points, THICK, {"edgecolor": WHITE, "linewidth": 0.8, **look})
        said = number(points, 0)
        if points * inch > breadth(said, TINY) + 0.06:
            ink = ink_on(look["facecolor"])
            write(ax, (start + points / 2, y), said, size=TINY, colour=ink, across="center")
        start += points
    write(ax, (start, y), number(row["value"], 0), shift=(6, 0), bold=True)
