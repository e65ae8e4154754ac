"""What does each rule cost in worth?"""

from __future__ import annotations

from wcc_prioritise.plots import portfolio_words as words
from wcc_prioritise.plots.figures import plain
from wcc_prioritise.plots.look import (
    BLUE,
    INK,
    SLATE,
    SMALL,
    STONE,
    TEXT,
    TINY,
    balanced,
    height_of,
    write,
)
from wcc_prioritise.plots.page import bar, line, page, sentence
from wcc_prioritise.plots.portfolio_behind import ALL_RULES, rules_table
from wcc_prioritise.plots.rows import fitting, write_left_out

LEFT, RIGHT, ABOVE = 2.5, 2.15, 0.05
ROW, THICK, BESIDE, LEAST = 0.42, 0.22, 8, 0.16


def price_of_rules(portfolio, ax=None):
    """What does each rule cost in worth?

    One bar a rule, the dearest first, with points a year and the share of the worth that the set
    would have without it; all rules together last, in grey.

    Parameters
    ----------
    portfolio : Portfolio
        The chosen set.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes, with points of worth a year across.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("short")))
    >>> chosen = wcc.select(appraisal, limits={"gross_3yr": 4_000}, at_least={"quick win": 3})
    >>> price_of_rules(chosen).get_title(loc="left").startswith("Asking for at least 3 quick wins")
    True
    """
    table, said = rules_table(portfolio), words.price_of_rules(portfolio)
    if table.empty:
        return sentence(ax, said, words.no_rules(portfolio))
    made = page(ax, said, ABOVE + ROW * len(table))
    shown = fitting(made, ABOVE, len(table), LEAST)
    rows = shown + (shown < len(table))
    left, right = min(LEFT, 0.36 * made.width), min(RIGHT, 0.36 * made.width)
    most = max(float(table["price"].max()), 1e-9)
    made.field((0, most), (rows, 0), left=left, right=right, above=ABOVE)
    high = (made.body - ABOVE) / rows
    size = TEXT if high >= height_of(2, TEXT) else TINY
    for y, row in enumerate(table.head(shown).to_dict("records")):
        _draw_row(made.ax, row, y + 0.5, size, THICK / ROW)
        name = balanced(_rule(row["named"]), left - 0.15, size, most=2 if size == TEXT else 1)
        edge = made.ax.get_yaxis_transform()
        write(made.ax, (0, y + 0.5), "\n".join(name), system=edge, size=size)
    line(made.ax, (0, 0), (0, shown), colour=SLATE)
    write_left_out(made.ax, shown + 0.5, len(table) - shown)
    return made.ax


def _rule(rule: str) -> str:
    said = plain(rule)
    return said[:1].upper() + said[1:]


def _draw_row(ax, row: dict, y: float, size: float, thick: float) -> None:
    together = row["rule"] == ALL_RULES
    bar(ax, 0, y, row["price"], thick, {"facecolor": STONE if together else BLUE})
    said = words.price_said(row)
    paid = said != "nothing"
    write(ax, (row["price"], y), said if paid else "costs nothing", shift=(BESIDE, 0),
          size=min(size, SMALL + 0.5), bold=paid, colour=INK if paid else SLATE)  # fmt: skip
