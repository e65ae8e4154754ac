"""When is each project at work, and how full is each quarter?"""

from __future__ import annotations

from wcc_prioritise.programme import Programme
from wcc_prioritise.programme.scheduling import CAPACITIES
from wcc_prioritise.widgets.live.parts import Cell, View, bar, cell, paragraph, table


def gantt_view(programme: Programme) -> View:
    """When is each project at work?

    Parameters
    ----------
    programme : Programme
        The chosen projects in time.

    Returns
    -------
    View
        A row a project, with its first and last quarter in words beside the strip.
    """
    rows = [
        [cell(f"{r.candidate} {r.name}"), cell(r.starts), cell(r.ends), *_strip(r, programme)]
        for r in programme.table.itertuples()
    ]
    quarters = [str(number + 1) for number in range(programme.quarters)]
    heads = ["Project", "From", "To", *quarters]
    return paragraph(programme.summary()) + table("When each project is at work", heads, rows,
                                                  kind="gantt")  # fmt: skip


def _strip(row, programme: Programme) -> list[Cell]:
    """Give one cell a quarter; what they say stands in words before them."""
    work = range(row.start, row.start + max(int(row.quarters), 1))
    return [_AT_WORK if quarter in work else _IDLE for quarter in range(programme.quarters)]


_AT_WORK = Cell("■", "", "at-work")
_IDLE = Cell("", "")


def load_view(programme: Programme) -> View:
    """How full is each quarter?"""
    load, held = programme.load, programme.capacity
    shown = [name for name in CAPACITIES if name in held] or ["projects"]
    rows = [
        [cell(row["words"]), *(_used(row[name], held.get(name)) for name in shown)]
        for row in load.to_dict("records")
    ]
    heads = ["Quarter", *(CAPACITIES[name][1] for name in shown)]
    return table("How full each quarter is", heads, rows)


def _used(used: float, most: float | None) -> Cell:
    if most is None:
        return cell(f"{used:,.0f}")
    return bar(used / most if most > 0 else float(used > 0), f"{used:,.0f} of {most:,.0f}")
