"""What does the set use of each limit, and what is left?"""

from __future__ import annotations

from wcc_prioritise.plots import words
from wcc_prioritise.plots.behind import limits_table
from wcc_prioritise.plots.look import BLUE, PALE, SMALL, TEXT, breadth, lines_of, write
from wcc_prioritise.plots.page import bar, page, sentence

ROW, THICK, BESIDE = 0.8, 0.3, 10


def limits(portfolio, ax=None):
    """What does the set use of each limit, and what is left?

    Parameters
    ----------
    portfolio : Portfolio
        The chosen set.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes, with the share of each limit (0 to 1) across.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> ax = wcc.plots.limits(wcc.select(appraisal, limits={"lead_months": 60}))
    >>> "lead" in ax.get_title(loc="left")
    True
    """
    table, said = limits_table(portfolio), words.limits(portfolio)
    if table.empty:
        return sentence(
            ax, said, "The set was chosen without a limit, so there is nothing to use up."
        )
    made = page(ax, said, ROW * len(table))
    right = min(max(_figures_room(row) for row in table.itertuples()), 0.5 * made.width)
    most = max(1.0, float(table["share"].max()))
    made.field((0, most), (ROW * len(table), 0), right=right)
    for place, row in enumerate(table.itertuples()):
        _draw_row(made, row, ROW * (place + 0.62), right)
    return made.ax


def _figures_room(row) -> float:
    used, left = (
        breadth(words.used_of(row), SMALL),
        breadth(words.left_over(row), TEXT + 1, bold=True),
    )
    return BESIDE / 72 + max(used, left) + 0.02


def _draw_row(made, row, y: float, right: float) -> None:
    ax = made.ax
    name = lines_of(words.meaning_of(row), made.width - right, TEXT, most=1)
    write(ax, (0, y - THICK / 2), name[0], shift=(0, 4), up="bottom")
    bar(ax, 0, y, 1, THICK, {"facecolor": PALE})
    bar(ax, 0, y, row.share, THICK, {"facecolor": BLUE})
    room = right - BESIDE / 72
    left_over = lines_of(words.left_over(row), room, TEXT + 1, bold=True, most=1)[0]
    used = lines_of(words.used_of(row), room, SMALL, most=2)
    write(
        ax,
        (max(row.share, 1), y),
        left_over,
        shift=(BESIDE, 1),
        size=TEXT + 1,
        bold=True,
        up="bottom",
    )
    write(ax, (max(row.share, 1), y), "\n".join(used), shift=(BESIDE, -1), size=SMALL, up="top")
