"""Where does the panel agree, and where is it split? Symbols and words, and a shade."""

from __future__ import annotations

from wcc_prioritise.plots import room_behind as behind
from wcc_prioritise.plots import room_words as words
from wcc_prioritise.plots.look import (
    SMALL,
    TINY,
    WHITE,
    balanced,
    breadth,
    height_of,
    ink_on,
    lines_of,
    write,
)
from wcc_prioritise.plots.page import bar, moved, page, sentence, width_of
from wcc_prioritise.plots.rows import fitting, write_left_out
from wcc_prioritise.plots.symbols import draw_label, draw_symbol, label_breadth

ROW, LEAST, LEFT = 0.44, 0.2, 2.3
OF_CELL = 0.94
TONES = {"agree": "#e3ecf5", "mixed": "#a9c3de", "split": "#0b1f3a", "too few": WHITE}
"""Shade of each label: the darkest is what the room may wish to talk about."""


def agreement_map(case, ax=None, page: int = 1):
    """Where does the panel agree, and where is it split?

    One row a candidate, one column a criterion; in each cell a symbol and a word, with a shade
    behind them: agree, mixed, split, or too few to say.

    Parameters
    ----------
    case : Case
        A case with people, candidates, criteria and scores.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.
    page : int
        Ten candidates each, those with most split cells first.

    Returns
    -------
    matplotlib Axes
        The axes, with criteria from 0 across and candidates from 0 down.

    Raises
    ------
    InputError
        If there is no such page.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> ax = agreement_map(wcc.read(wcc.sample("northmere")))
    >>> "split on 5 of 168 cells" in ax.get_title(loc="left").replace(chr(10), " ")
    True
    """
    table, said = behind.map_table(case, page), words.map_of_agreement(case, page)
    if table.empty:
        return sentence(ax, said, "There is nothing that people score, so nothing to compare.")
    return _drawn(ax, said, table)


def _drawn(ax, said: words.Words, table):
    rows = [own for _, own in table.groupby("candidate", sort=False)]
    heads = list(rows[0]["criterion_name"])
    left = min(LEFT, 0.32 * width_of(ax))
    broad = (width_of(ax) - left) / max(len(heads), 4)
    told = [lines_of(head, broad - 0.02, TINY, most=4) for head in heads]
    above = height_of(max(len(lines) for lines in told), TINY) + 0.08
    made = page(ax, said, above + ROW * len(rows))
    shown = fitting(made, above, len(rows), LEAST)
    right = made.width - left - broad * len(heads)
    steps = shown + (shown < len(rows))
    made.field((0, len(heads)), (steps, 0), left=left, right=right, above=above)
    high = (made.body - above) / steps
    for x, lines in enumerate(told):
        write(made.ax, (x + 0.5, 0), "\n".join(lines), shift=(0, 4), size=TINY, across="center",
              up="bottom")  # fmt: skip
    for y, own in enumerate(rows[:shown]):
        most = max(1, min(3, int(high / height_of(1, SMALL))))
        name = "\n".join(balanced(own["name"].iloc[0], left - 0.12, SMALL, most=most))
        write(made.ax, (0, y + 0.5), name, system=made.ax.get_yaxis_transform(), size=SMALL)
        for x, row in enumerate(own.itertuples(index=False)):
            _draw_cell(made.ax, (x, y), row.label, broad, high)
    write_left_out(made.ax, shown + 0.5, len(rows) - shown)
    return made.ax


def _draw_cell(ax, at: tuple[int, int], label: str, broad: float, high: float) -> None:
    x, y = at
    tone = TONES[label]
    bar(ax, x, y + 0.5, 1, OF_CELL, {"facecolor": tone, "edgecolor": WHITE, "linewidth": 1.5})
    ink, bold, middle = ink_on(tone), label == "split", (x + 0.5, y + 0.5)
    for size in (SMALL, TINY):
        inches = label_breadth(label, size, bold)
        if inches < broad - 0.06:
            draw_label(ax, middle, label, shift=(-36 * inches, 0), size=size, ink=ink, bold=bold)
            return
    if high > height_of(2, SMALL) and breadth(label, TINY, bold) < broad:
        draw_symbol(ax, middle, label, ink, moved(ax, (0, 6)))
        write(ax, middle, label, shift=(0, -6), size=TINY, bold=bold, colour=ink, across="center")
    else:
        draw_symbol(ax, middle, label, ink)
