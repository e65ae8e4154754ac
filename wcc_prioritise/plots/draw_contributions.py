"""Who leads, and on what?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcc_prioritise.plots import words
from wcc_prioritise.plots.behind import contributions_table, criterion_names
from wcc_prioritise.plots.figures import number
from wcc_prioritise.plots.look import (
    INK,
    PARTS,
    SLATE,
    SMALL,
    TEXT,
    TINY,
    WHITE,
    breadth,
    drawable,
    height_of,
    ink_on,
    lines_of,
    write,
)
from wcc_prioritise.plots.page import bar, line, page
from wcc_prioritise.tables import InputError

LEFT, RANK, RIGHT = 2.75, 0.3, 0.5
ROW, THICK = 0.4, 0.27
STEP = height_of(1, SMALL)
NARROWEST = 0.06
"""A part of the first bar narrower than this, in inches, can't be pointed at."""


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
    >>> "leads with" in ax.get_title(loc="left").replace("\\n", " ")
    True
    """
    _refuse_none(most)
    table, names = contributions_table(ranking, most), criterion_names(ranking)
    said = words.contributions(ranking, most)
    parts = table[list(names.index)].clip(lower=0)
    longest = max(float(parts.sum(axis="columns").max()), 1.0) if len(table) else 1.0
    width = _bar_width(ax)
    heads = _headings(parts, names, longest, width)
    made = page(ax, said, heads.height + ROW * len(table))
    left = made.width - width - RIGHT
    made.field((0, longest), (max(len(table), 1), 0), left=left, right=RIGHT, above=heads.height)
    for place, row in enumerate(table.to_dict("records")):
        _name(made.ax, row, place + 0.5, left, made.body / max(len(table), 1))
        _draw_bar(made.ax, row, list(names.index), place + 0.5, width / longest)
    heads.draw(made.ax)
    return made.ax
