"""X6: does more detail weigh more? One heading, split into parts."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.judgement import branch_first, splitting
from wcc_prioritise.judgement.checks_of_weights import effective_number
from wcc_prioritise.teaching.exercise import Exercise, Work, Wrong
from wcc_prioritise.teaching.training_tables import Columns, Tables
from wcc_prioritise.teaching.typed import Numbers, rounded


def work(tables: Tables) -> Work:
    """Weigh all parts as criteria, then the headings first, and compare."""
    criteria = tables["x06_criteria"].set_index("criterion")
    weights = criteria["points"] / criteria["points"].sum()
    by_heading = criteria.groupby("heading", sort=False)["points"]
    first = branch_first(by_heading.max(), {h: rows.to_dict() for h, rows in by_heading}).weights
    found = splitting(weights, criteria["heading"]).set_index("heading")
    split = found["times"].idxmax()
    carries, alone = (100 * float(found.at[split, c]) for c in ("carries", "alone"))
    part = 100 * float(weights[criteria["heading"] == split].max())
    given = tables["x06_points"]["points"]
    run = pd.DataFrame({
        "heading": criteria["heading"],
        "all parts alike, per cent": (100 * weights).round(1),
        "headings first, per cent": (100 * first.reindex(weights.index)).round(1),
    })  # fmt: skip
    act = f"{', '.join(f'{p:g}' for p in given)} act as {effective_number(given):.2f} equal ones"
    return Work(
        run=(
            ("The same answers, weighed in two ways", run),
            ("What each heading carries, per cent", found[["criteria", "carries", "alone"]]
             .assign(carries=100 * found["carries"], alone=100 * found["alone"]).round(0)),
        ),
        answer=(alone,),
        written=rounded(alone),
        words=f"Heading {split} carries {rounded(alone)}% when headings are weighed first, and "
        f"{rounded(carries)}% when its parts are weighed like all the others: detail became "
        f"weight, and nobody decided it. (And points of {act}: near-equal weights are a finding; "
        "ask whether they are meant.)",
        wrong=(
            Wrong((carries,), "more detail weighs more",
                  "That is what it carries when its parts are weighed one by one. Did anybody "
                  "mean to give it more when it was split?"),
            Wrong((part,), "one part stands for its heading",
                  "That is one of its parts. The heading is all of them together."),
        ),
    )  # fmt: skip


EXERCISE = Exercise(
    code="X6",
    title="Splitting",
    outcomes=(4,),
    minutes=15,
    needs=("X2",),
    belief="More detail is more accurate.",
    story="A room has three criteria that matter the same. Somebody proposes to split one of them "
    "into three parts, *to be more exact*. Everybody gives each of the five lines on the sheet "
    "the same points again.",
    predict="How much of the weight does the criterion that was split carry afterwards, in per "
    "cent?",
    investigate="Who decided that this criterion should carry more? When is a split worth it? What "
    "would a sponsor with a favourite do with this?",
    question="If headings are weighed first, how many per cent does the split heading carry?",
    modify="Give one of the parts other points, and run it again. Which column moves?",
    make="Take a criterion of your own, split it into parts, and weigh it both ways.",
    change='mine["x06_criteria"].loc[4, "points"] = 50',
    notes="Have five volunteers hold five cards with 20 each, then let the three parts stand "
    "together. The table of near-equal points belongs here too: equal weights can be meant, or "
    "they can be a way not to choose. Ask which.",
    tables={
        "x06_criteria": Columns(text=("criterion", "name", "heading"), numbers=("points",)),
        "x06_points": Columns(text=("criterion",), numbers=("points",)),
    },
    shown=("x06_criteria",),
    reads=Numbers(unit="per cent"),
    work=work,
)
