"""X3: where does nobody stand? Two cells with one average."""

from __future__ import annotations

import numpy as np
import pandas as pd

from wcc_prioritise.judgement import memberships, pool
from wcc_prioritise.judgement.agreement import labels
from wcc_prioritise.teaching.exercise import Exercise, Work, Wrong
from wcc_prioritise.teaching.training_tables import Columns, Tables
from wcc_prioritise.teaching.typed import Codes, listed


def work(tables: Tables) -> Work:
    """Pool each cell with its spread, and label it by the published rule."""
    wide = tables["x03_scores"].pivot_table(index="person", columns="cell", values="score")
    shares = memberships(pd.DataFrame({"person": wide.index}), pd.DataFrame())
    pooled = pool(wide, shares)
    label = pd.Series(labels(wide.to_numpy(float)), wide.columns)
    at_mean = (np.abs(wide - pooled.person) < 0.5).sum()
    run = pd.DataFrame(
        {
            "scores": pooled.count,
            "average": pooled.person.round(1),
            "spread": pooled.spread.round(1),
            "people at the average": at_mean,
            "label": label,
        }
    )
    split = frozenset(label.index[label == "split"])
    rest = frozenset(label.index) - split
    told = "; ".join(
        f"{cell}: average {pooled.person[cell]:.1f}, spread {pooled.spread[cell]:.1f}, "
        f"{at_mean[cell]} of {pooled.count[cell]} people near it"
        for cell in wide.columns
    )
    return Work(
        run=(("What the room said", run),),
        answer=split,
        written=listed(sorted(split)),
        words=f"Discuss {listed(sorted(split))}. {told}. An average travels with its spread and "
        "its split, or it hides that nobody stands there.",
        wrong=(
            Wrong(
                rest,
                "an average is agreement",
                "Look at the spread of each cell: in which of them would somebody learn something?",
            ),
            Wrong(
                frozenset(label.index),
                "everything must be talked about",
                "The room has time for a few cells. Where people agree already, there is nothing "
                "to win.",
            ),
            Wrong(
                frozenset(),
                "the same average needs no talk",
                "Look past the averages: how many people stand near theirs?",
            ),
        ),
    )


EXERCISE = Exercise(
    code="X3",
    title="Average of nobody",
    outcomes=(5, 6),
    minutes=15,
    needs=("W",),
    belief="An average is the consensus.",
    story="{people} people have scored the cells {cells} in private, from 1 to 9. All have the "
    "same average. There is time to discuss one of them. You have seen the averages; not yet "
    "how far people stand apart.",
    predict="The averages are the same. What else would you want to know before you choose which "
    "cell to discuss? Guess how many people stand at the average of each.",
    investigate="Who stands at the average of the wider cell? What would a board believe that saw "
    "only the average? Who should speak first when this cell is opened?",
    question="Which cell do you discuss?",
    modify="Move one person of the wide cell to the middle, and run it again. How many have to "
    "move before the label changes?",
    make="Write nine scores of your own with an average of 5 that you would not discuss, and nine "
    "that you would.",
    change='mine["x03_scores"].loc[0, "score"] = 5',
    notes="Reveal the averages first and ask whether the room is done. Then the dots. The "
    "minority speaks first, then everybody scores again in private: that is the whole rhythm of "
    "the day.",
    tables={"x03_scores": Columns(text=("person", "cell"), numbers=("score",))},
    shown=(),
    reads=Codes("x03_scores", "cell"),
    work=work,
    facts=lambda tables: {
        "people": str(tables["x03_scores"]["person"].nunique()),
        "cells": " and ".join(tables["x03_scores"]["cell"].unique()),
    },
)
