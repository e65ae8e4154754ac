"""X11: what must a board paper hold? Its parts, held against the marking grid."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.teaching.exercise import Exercise, Work, Wrong
from wcc_prioritise.teaching.training_tables import Columns, Tables
from wcc_prioritise.teaching.typed import Parts, listed

CODE = "X11"

GRID = Columns(text=("exercise", "part", "asks", "known_by", "misconception"), numbers=("marks",))
"""What the marking grid must hold."""


def work(tables: Tables) -> Work:
    """Take the parts of the grid; what is left out points to why."""
    grid = tables["marking_grid"]
    grid = grid[grid["exercise"] == CODE]
    parts = list(grid["part"])
    return Work(
        run=(("What a board reads first, and what it needs behind it", grid[["asks"]]),),
        answer=frozenset(parts),
        written="; ".join(parts),
        words=f"The paper holds {len(parts)} parts: {listed(parts)}. No total leaves the room "
        "without the scores behind it.",
        wrong=(),
        otherwise=lambda named: _left_out(named, grid),
    )


def _left_out(named: frozenset, grid: pd.DataFrame) -> Wrong | None:
    """Name the misconception behind the weightiest part that was left out, and count the marks."""
    left = grid[~grid["part"].isin(named)].sort_values("marks", ascending=False, kind="stable")
    got = grid.loc[grid["part"].isin(named), "marks"].sum()
    first = left.iloc[0]
    return Wrong(
        named,
        first["misconception"],
        f"{len(grid) - len(left)} of {len(grid)} parts, {got:g} of {grid['marks'].sum():g} marks. "
        f"Somebody on the board will ask: {first['asks']} Where would they find it?",
    )


EXERCISE = Exercise(
    code=CODE,
    title="Build the board paper",
    outcomes=(1, 9),
    minutes=30,
    needs=("X4", "X5"),
    belief="The board needs the ranked list.",
    story="The workshop is over. The board meets in ten days, has eight minutes for the item, and "
    "will be asked about it by the local paper. A court once quashed a decision because those who "
    "took it had seen the totals and not the scores behind them. You have the record of the day, "
    "and two pages.",
    predict="Which parts will your paper have? Write down at least five before you go on.",
    investigate="For each question that the run shows: on which page does your paper answer it? "
    "Which of your parts answers none of them?",
    question="List the parts of the paper, with commas between them.",
    modify="Add a question that your own board always asks to the grid, and run it again.",
    make="Write the paper of this morning's exercise on two pages, then exchange it with the pair "
    "beside you and mark theirs by the grid.",
    change='mine["marking_grid"].loc[0, "asks"] = "What does it do to the waiting list?"',
    notes="Pairs mark each other by the grid; the trainer samples two. Hold back the totals-only "
    "version until somebody proposes it, and then tell the story of the quashed decision.",
    tables={"marking_grid": GRID},
    shown=(),
    reads=Parts(CODE),
    work=work,
)
