"""X8: what is a blank? Not known, and never nought."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.judgement import memberships, missing_bounds
from wcc_prioritise.teaching.exercise import Exercise, Work, Wrong
from wcc_prioritise.teaching.training_tables import Columns, Tables
from wcc_prioritise.teaching.typed import Numbers, rounded


def work(tables: Tables) -> Work:
    """Fill the blanks in every way, on each scale."""
    scales = tables["x08_scales"].set_index("scale")
    found = pd.concat([_bounds(tables["x08_scores"], s, row) for s, row in scales.iterrows()])
    first, scale = found.iloc[0], scales.iloc[0]
    told = "; ".join(_told(name, row) for name, row in found.iterrows())
    worst_case = [n for n, row in found.iterrows() if row["zero_filled"] == row["low"]]
    posing = (
        f" On {' and '.join(worst_case)} the zero-filled figure is the worst case posing as an "
        "estimate." if worst_case else ""
    )  # fmt: skip
    low, high = float(first["low"]), float(first["high"])
    zero, left_out = float(first["zero_filled"]), float(first["left_out"])
    return Work(
        run=(("What the average could be", found.round(1)),),
        answer=(low, high),
        written=f"{rounded(low, 1)} to {rounded(high, 1)}",
        words=f"A blank is not known: show the range, and name the scale. {told}.{posing}",
        wrong=(
            Wrong((zero, zero), "a blank is nought",
                  "Nobody gave a nought; on this scale nobody could. What is the least that a "
                  "blank could turn out to be?"),
            Wrong((zero, high), "a blank is nought",
                  "The upper end is right. For the lower one you used a figure that stands below "
                  "the scale."),
            Wrong((left_out, left_out), "those who are silent think like those who spoke",
                  "That leaves the blanks out. It is the figure to use, and it is not the range."),
            Wrong((float(scale["worst"]), float(scale["best"])), "with blanks nothing is known",
                  "Half the scores are there. Put every blank at one end of the scale, then at "
                  "the other."),
        ),
    )  # fmt: skip


def _bounds(scores: pd.DataFrame, scale: str, ends: pd.Series) -> pd.DataFrame:
    of_scale = scores[scores["scale"] == scale].set_index("person")[["score"]]
    of_scale.columns = [scale]
    shares = memberships(pd.DataFrame({"person": of_scale.index}), pd.DataFrame())
    return missing_bounds(of_scale, shares, ends=(ends["worst"], ends["best"])).rename_axis("scale")


def _told(name: str, row: pd.Series) -> str:
    few = 0 if row["high"] > 20 else 1
    zero, left, low, high = (
        rounded(row[c], few) for c in ("zero_filled", "left_out", "low", "high")
    )
    return f"{name}: blanks as nought {zero}, left out {left}, range {low}-{high}"


def facts(tables: Tables) -> dict[str, str]:
    """Give the figures of the story."""
    scales = list(tables["x08_scales"]["scale"])
    scores = tables["x08_scores"].query("scale == @scales[0]")["score"]
    return {
        "people": str(len(scores)),
        "blanks": str(scores.isna().sum()),
        "scales": "; ".join(scales),
        "first": scales[0],
    }


EXERCISE = Exercise(
    code="X8",
    title="Missing is not zero",
    outcomes=(5, 8),
    minutes=15,
    needs=("X3",),
    belief="A blank is a nought.",
    story="{people} people were to score a cell; {blanks} of them left before they had. The "
    "table shows what was scored on each scale ({scales}). A "
    "spreadsheet has filled the blanks with zeros.",
    predict="On the scale {first}: what average does the spreadsheet give, what is the "
    "average of those who scored, and how low and how high could it be with everybody?",
    investigate="Is a nought a possible score on each scale? On which scale does the error show, "
    "and on which does it hide? Why does the scale have to be named beside every range?",
    question="On the scale {first}: between which two figures must the average lie, once the "
    "blanks are in? Lowest and highest, to one decimal.",
    modify="Let one of those who left send in a score, and run it again. How much narrower is the "
    "range?",
    make="Take a table of scores of your own with blanks in it. What would you print beside the "
    "average?",
    change='mine["x08_scores"].loc[3, "score"] = 9',
    notes="Do it on a flipchart first: three numbers, three empty boxes. Always say the scale "
    "before the figures. Where nought is on the scale, the zero-filled figure is a possible one, "
    "which is why nobody notices it.",
    tables={
        "x08_scores": Columns(text=("scale", "person"), blanks=("score",)),
        "x08_scales": Columns(text=("scale",), numbers=("worst", "best")),
    },
    shown=("x08_scores", "x08_scales"),
    reads=Numbers(count=2, near=0.1),
    work=work,
    facts=facts,
)
