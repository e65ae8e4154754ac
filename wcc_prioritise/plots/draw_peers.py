"""How near are the peers of our area, and which of them are far?"""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.plots import gap_words
from wcc_prioritise.plots.gap_behind import peer_table
from wcc_prioritise.plots.look import (
    BLUE,
    GREY,
    INK,
    PALE,
    SLATE,
    SMALL,
    TEXT,
    WHITE,
    lines_of,
    write,
)
from wcc_prioritise.plots.page import line, mark, page, sentence
from wcc_prioritise.plots.rows import fitting, write_cell, write_left_out

ROW, LEAST = 0.3, 0.16
LEFT, RIGHT, ABOVE = 2.7, 0.95, 0.3
MOST = 40


def peer_distances(peers, ax=None):
    """How near are the peers of our area, and which of them are far?

    One row a peer, the nearest first, as far to the right as it is unlike ours. Beyond the upright
    line neighbours are far: they are hollow, and say so.

    Parameters
    ----------
    peers : Peers
        The peers of one area, with their distances.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes, with distances from 0 across.

    Raises
    ------
    InputError
        If the list is of more than one area.

    Examples
    --------
    >>> import pandas as pd
    >>> from wcc_prioritise import evidence
    >>> areas = pd.DataFrame({"area": list("ABCD"), "population": [100, 110, 300, 90]})
    >>> ax = peer_distances(evidence.peers(areas, method="plain", area="A"))
    >>> ax.get_title(loc="left")
    'None of the 3 peers of A is far; the nearest is B'
    """
    table, said = peer_table(peers).head(MOST), gap_words.peer_distances(peers)
    if table["distance"].isna().all():
        names = ", ".join(str(name) for name in table["peer_name"].fillna(table["peer"]))
        return sentence(ax, said, f"No distance is given for these peers: {names}.")
    made = page(ax, said, ABOVE + ROW * len(table))
    left, right = min(LEFT, 0.4 * made.width), min(RIGHT, 0.2 * made.width)
    shown = fitting(made, ABOVE, len(table), LEAST)
    rows = ROW * (shown + (shown < len(table)))
    known = [peers.far_above] if peers.far_above == peers.far_above else []
    farthest = max([*table["distance"].dropna(), *known, 1e-9])
    made.field((0, farthest), (rows, 0), left=left, right=right, above=ABOVE)
    line(made.ax, (0, 0), (0, ROW * shown), colour=SLATE)
    if known:
        _draw_limit(made.ax, known[0], ROW * shown, farthest)
    for place, row in enumerate(table.head(shown).itertuples(index=False)):
        _draw_peer(made.ax, row, ROW * (place + 0.5), left - 0.15, farthest)
    write_left_out(made.ax, ROW * (shown + 0.5), len(table) - shown)
    return made.ax


def _draw_limit(ax, limit: float, down: float, farthest: float) -> None:
    line(ax, (limit, limit), (0, down), colour=GREY, thick=1.0)
    side = "right" if limit > 0.6 * farthest else "left"
    said = f"far above {gap_words.number_of_distance(limit)}"
    write(ax, (limit, 0), said, shift=(0, 5), size=SMALL, colour=SLATE, across=side, up="bottom")


def _draw_peer(ax, row, y: float, room: float, end: float) -> None:
    order = f"{row.order}  " if pd.notna(row.order) else ""
    name = lines_of(f"{order}{row.peer_name or row.peer}", room, TEXT, most=1)[0]
    write_cell(ax, 0, y, name, across="left", size=TEXT)
    if row.distance != row.distance:
        write(ax, (0, y), "distance not known", shift=(8, 0), size=SMALL, colour=SLATE)
        return
    line(ax, (0, row.distance), (y, y), colour=PALE, thick=2.0)
    look = {"fill": WHITE, "edge": INK} if row.far else {"fill": BLUE, "edge": WHITE}
    mark(ax, (row.distance, y), "D" if row.far else "o", 8, **look)
    far = ", far" if row.far else ""
    said = f"{gap_words.number_of_distance(row.distance)}{far}"
    write(ax, (end, y), said, shift=(12, 0), size=SMALL, bold=row.far)
