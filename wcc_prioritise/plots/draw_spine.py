"""Where does our area stand among all areas, indicator by indicator?"""

from __future__ import annotations

from dataclasses import dataclass

from wcc_prioritise.plots import area_words, words
from wcc_prioritise.plots.area_behind import spine_table
from wcc_prioritise.plots.area_words import MOST_ROWS, decimals_for, figure_of
from wcc_prioritise.plots.look import PALE, SLATE, height_of
from wcc_prioritise.plots.page import bar, line, mark, page, sentence
from wcc_prioritise.plots.rows import fitting, write_cell, write_heads, write_left_out, write_name
from wcc_prioritise.plots.verdict_marks import PEERS, draw_key, draw_verdict, key_of

ROW, THICK, ABOVE = 0.45, 0.17, 0.62
NAME, LEAST = 8.0, 0.15
MIDDLE = "#b3bec6"
BROAD = 6.8
"""A page at least so broad, in inches, has room for every column."""


@dataclass(frozen=True)
class Columns:
    """Where the columns of a spine chart stand, in inches from the left of the page."""

    name: float
    figures: dict[str, float]
    bar: tuple[float, float]
    best: float | None
    verdict: float


def spine(spread, ax=None):
    """Where does our area stand among all areas, indicator by indicator?

    One row an indicator: a bar from the worst to the best area, darker for the middle half, about
    the yardstick in the centre; better is to the right, and the longer side sets the scale. The
    mark of our area has the shape of its verdict, whose word stands at the end; a diamond is the
    mean of the peers where that is not the yardstick itself.

    Parameters
    ----------
    spread : Spread
        Where our area stands.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes, with places from -1 to 1 across, 0 for the yardstick.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.evidence.spread import spread
    >>> case = wcc.read(wcc.sample("northmere"))
    >>> ax = spine(spread(case.indicators, area="Northmere", peers=case.peers))
    >>> "worse than" in ax.get_title(loc="left")
    True
    """
    table, said = spine_table(spread).head(MOST_ROWS), area_words.spine(spread)
    if table.empty:
        return sentence(ax, said, area_words.no_figure(spread))
    rows = ROW * len(table)
    made = page(ax, said, ABOVE + rows)
    columns = _columns(made.width)
    right = made.width - columns.bar[1]
    shown = fitting(made, ABOVE, len(table), LEAST)
    rows = ROW * (shown + (shown < len(table)))
    made.field((-1, 1), (rows, 0), left=columns.bar[0], right=right, above=ABOVE)
    high = (made.body - ABOVE) / rows * ROW
    line(made.ax, (0, 0), (0, ROW * shown), colour=SLATE, thick=1.0)
    diamonds = _has_diamonds(table)
    period = area_words.one_period(table) == ""
    for place, row in enumerate(table.head(shown).itertuples(index=False)):
        y = ROW * (place + 0.5)
        _draw_bar(made.ax, row, y, diamonds)
        _write_row(made.ax, row, y, columns, high, area_words.about(row, period))
    write_left_out(made.ax, ROW * (shown + 0.5), len(table) - shown)
    _head(made.ax, columns, table, diamonds)
    return made.ax


def _columns(width: float) -> Columns:
    """Lay the columns out: all of them on a broad page, only value and bar on a narrow one."""
    if width < BROAD:
        name, verdict = 0.34 * width, width - 0.84
        return Columns(name, {"value": name + 0.6}, (name + 0.7, verdict - 0.12), None, verdict)
    figures = {"count": 2.62, "value": 3.14, "yardstick": 3.74, "worst": 4.27}
    return Columns(2.1, figures, (4.4, width - 1.53), width - 1.4, width - 0.8)


def _has_diamonds(table) -> bool:
    """Say whether the peers' mean is another thing than the yardstick."""
    apart = (table["peer_mean"] - table["yardstick"]).abs() > 1e-9
    return bool(apart.any())


def _draw_bar(ax, row, y: float, diamonds: bool) -> None:
    if row.worst_at == row.worst_at:
        bar(ax, row.worst_at, y, row.best_at - row.worst_at, THICK, {"facecolor": PALE})
        middle = row.best_quarter_at - row.worst_quarter_at
        bar(ax, row.worst_quarter_at, y, middle, THICK, {"facecolor": MIDDLE})
    line(ax, (0, 0), (y - THICK / 2, y + THICK / 2), colour=SLATE, thick=1.0)
    if diamonds and row.peers_at == row.peers_at:
        mark(ax, (row.peers_at, y), PEERS.shape, 6, fill=PEERS.fill, edge=PEERS.edge)
    if row.at == row.at:
        draw_verdict(ax, (row.at, y), row.verdict, 10)


def _write_row(ax, row, y: float, columns: Columns, high: float, whose: str) -> None:
    name = row._replace(name=f"{row.name} ({whose})") if whose else row
    most = max(1, int(high / height_of(1, NAME)))
    write_name(ax, name, y, columns.name - 0.1, min(most, 3), "", NAME)
    decimals = decimals_for(row.value, row.yardstick)
    for column, inches in columns.figures.items():
        figure = getattr(row, column)
        text = _count(figure) if column == "count" else figure_of(figure, row.unit, decimals)
        write_cell(ax, inches, y, text, bold=column == "value")
    if columns.best is not None:
        best = figure_of(row.best, row.unit, decimals)
        write_cell(ax, columns.best, y, best, across="left")
    write_cell(ax, columns.verdict, y, row.verdict, across="left", bold=row.verdict == "Worse")


def _count(count: float) -> str:
    return "-" if count != count else words.number(count, 0)


def _head(ax, columns: Columns, table, diamonds: bool) -> None:
    names = {"count": "count", "value": "value", "yardstick": "centre", "worst": "worst"}
    heads = [(inches, names[column], "right") for column, inches in columns.figures.items()]
    heads += [(columns.bar[0], "worse", "left"), (columns.bar[1], "better", "right")]
    heads += [(columns.verdict, "verdict", "left")]
    if columns.best is not None:
        heads.append((columns.best, "best", "left"))
    write_heads(ax, 0, heads)
    entries = key_of(table["verdict"]) + ([(PEERS, "mean of its peers")] if diamonds else [])
    draw_key(ax, 0, entries, 30)
