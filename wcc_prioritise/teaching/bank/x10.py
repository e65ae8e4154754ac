"""X10: where is nought? A ratio needs a true zero, and doing nothing is it."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.teaching.exercise import Exercise, Work, Wrong
from wcc_prioritise.teaching.training_tables import Columns, Tables
from wcc_prioritise.teaching.typed import Numbers, rounded


def work(tables: Tables) -> Work:
    """Divide by cost with the zero where the scale has it, and where doing nothing stands."""
    options = tables["x10_options"].set_index("option").iloc[:2]
    nothing = float(tables["x10_nothing"]["points"].iloc[0])
    each, points = options["cost"] / 100, options["points"]
    seen, true = points / each, (points - nothing) / each
    first, second = options.index
    run = pd.DataFrame(
        {
            "points": points,
            "over doing nothing": points - nothing,
            "points for £100 thousand": seen.round(1),
            "over doing nothing, for £100 thousand": true.round(1),
        }
    )
    other_way = (points + nothing) / each
    return Work(
        run=(("Points for each £100 thousand, by where nought is", run),),
        answer=tuple(true),
        written=", ".join(rounded(t, 1) for t in true),
        words=f"With nought at the foot of the scale {seen.idxmax()} wins, {_pair(seen)}. Doing "
        f"nothing already gets {nothing:g} points, so {nothing:g} come off both: now "
        f"{true.idxmax()} wins, {_pair(true)}. Only a ratio over doing nothing means anything."
        + _level(points, options["cost"]),
        wrong=(
            Wrong(tuple(seen), "cost for a point is objective",
                  "That divides the whole score. How much of it would be there without the "
                  "project?"),
            Wrong((float(true[first]), float(seen[second])), "the zero moved for one only",
                  "Doing nothing gets its points whichever project it is held against."),
            Wrong((float(seen[first]), float(true[second])), "the zero moved for one only",
                  "Doing nothing gets its points whichever project it is held against."),
            Wrong(tuple(other_way), "the zero moved the wrong way",
                  "What doing nothing gets is no merit of the project: does it come off or on?"),
            Wrong(tuple(points - nothing), "points without their price",
                  "That is what each adds. Now divide by what it costs, in £100 thousand."),
        ),
    )  # fmt: skip


def _pair(ratios: pd.Series) -> str:
    return f"{rounded(ratios.max())} to {rounded(ratios.min())}"


def _level(points: pd.Series, cost: pd.Series) -> str:
    """Say at which level of doing nothing the two would be level."""
    a, b = points
    c, d = cost
    if c == d:
        return ""
    return f" They would be level with doing nothing at {(b * c - a * d) / (c - d):g}."


EXERCISE = Exercise(
    code="X10",
    title="Where is zero",
    outcomes=(3, 7),
    minutes=15,
    needs=("X4",),
    belief="Cost for a point is objective.",
    story="Two projects, P and Q, have points on a scale from 0 to 100 and a cost. Finance divides "
    "the one by the other and has a winner. Then somebody asks what *doing nothing* would score on "
    "the same scale. It is not nought: much of what is scored is there already.",
    predict="Which project has more points for its money? And when you count only what it adds to "
    "doing nothing?",
    investigate="Which of the two ratios would change if the room called its worst anchor 10 in "
    "place of 0? At which level of doing nothing are the two level?",
    question="How many points over doing nothing does each bring for £100 thousand? Two numbers, "
    "first P, then Q.",
    modify="Move what doing nothing gets, and run it again. How far can it move before the winner "
    "changes?",
    make="Take a criterion of your own, and write down in words what doing nothing would get on "
    "it, and why.",
    change='mine["x10_nothing"].loc[0, "points"] = 5',
    notes="The same points come off both: doing nothing is the same whichever project it is held "
    "against. Ask who in the room has seen a paper with cost per point and no zero. Most have.",
    tables={
        "x10_options": Columns(text=("option", "name"), numbers=("points", "cost")),
        "x10_nothing": Columns(text=("what",), numbers=("points",)),
    },
    shown=("x10_options", "x10_nothing"),
    reads=Numbers(count=2, near=0.4),
    work=work,
)
