"""X14: what do two halves score together? Why totals don't add, and worth does."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.appraisal import merge_test
from wcc_prioritise.appraisal.totals import value_of, worth_terms
from wcc_prioritise.judgement import normalise
from wcc_prioritise.teaching.bank.x04 import bought
from wcc_prioritise.teaching.exercise import Exercise, Work, Wrong
from wcc_prioritise.teaching.training_tables import Columns, Tables, criteria_of
from wcc_prioritise.teaching.typed import Numbers, rounded

CRITERIA = ("criterion", "name", "kind", "counts", "use")
NO_CHANCES = pd.DataFrame({"criterion": [], "value": [], "chance": []})


def work(tables: Tables) -> Work:
    """Split one candidate into halves: totals, sets, and the merge test."""
    candidates = tables["x14_candidates"].set_index("candidate")
    criteria, asked = tables["x14_criteria"], tables["x14_split"].iloc[0]
    codes, code, limit = list(criteria["criterion"]), asked["candidate"], float(asked["limit"])
    candidates[codes] = criteria_of(candidates, codes, "x14_candidates")
    weights = normalise(criteria.set_index("criterion")[["points"]].T).iloc[0]
    halved = _halved(candidates, criteria, code)
    whole, parts = ((pd.Series(value_of(t[codes], weights), t.index)) for t in (candidates, halved))
    halves = [name for name in halved.index if name not in candidates.index]
    together, alone = float(parts[halves].sum()), float(whole[code])
    sets = {
        "bid as one": bought(whole, candidates["cost"], limit),
        "bid as two halves": bought(parts, halved["cost"], limit),
    }
    worth, worth_halves = (
        _worth(t, criteria, weights, float(asked["reference_people"])) for t in (candidates, halved)
    )
    both = pd.DataFrame(
        {"total": [alone, *parts[halves], together],
         "worth, points a year": [worth[code], *worth_halves[halves], worth_halves[halves].sum()]},
        index=[code, *halves, "the halves together"],
    ).round(1)  # fmt: skip
    inside = {way: ", ".join(c for c in s if c.startswith(code)) or "not in" for way, s in
              sets.items()}  # fmt: skip
    tested = merge_test(
        criteria.assign(curve=None), candidates[codes], candidates["people"],
        float(asked["reference_people"]),
    )  # fmt: skip
    return Work(
        run=(
            (f"{code} as one bid and as two", both),
            (f"The best set by totals for £{limit:,.0f} thousand",
             pd.DataFrame({"of it in the set": inside,
                           "projects": {w: len(s) for w, s in sets.items()}})),
            ("The merge test: do two halves sum to the whole?",
             tested[["criterion", "name", "counts", "passes"]]),
        ),
        answer=(together,),
        written=rounded(together, 1),
        words=f"The two halves score {rounded(together, 1)} together, the whole "
        f"{rounded(alone, 1)}: each half is paid again for being evidenced, fair and ready. By "
        f"totals, {code} as one bid is {_said(inside['bid as one'])}; as two halves "
        f"{_said(inside['bid as two halves'])}. Worth counts people: {rounded(worth[code], 1)} "
        f"whole, {rounded(worth_halves[halves].sum(), 1)} in halves. Only worth may be added up.",
        wrong=(
            Wrong((alone,), "a total adds up like money",
                  "Score one half by itself: which of its criteria are halved, and which stay?"),
            Wrong((2 * alone,), "nothing is halved",
                  "Half the people means half the health gain. Does anything else change?"),
            Wrong((alone / 2,), "one half for both", "That is half of the whole. Asked are both."),
        ),
    )  # fmt: skip


def _said(inside: str) -> str:
    return inside if inside == "not in" else f"in ({inside})"


def _halved(candidates: pd.DataFrame, criteria: pd.DataFrame, code: str) -> pd.DataFrame:
    """Put two halves in the place of one: half the people, the money, and what counts people."""
    half = candidates.loc[code].copy()
    counts_people = list(criteria.loc[criteria["counts"] == "total", "criterion"])
    for column in ("people", "cost", *counts_people):
        half[column] = half[column] / 2
    two = pd.DataFrame([half, half], index=[f"{code}a", f"{code}b"])
    numbers = list(candidates.select_dtypes("number").columns)
    made = pd.concat([candidates.drop(index=code), two])
    return made.astype(dict.fromkeys(numbers, float))


def _worth(candidates: pd.DataFrame, criteria, weights: pd.Series, reference: float) -> pd.Series:
    terms = worth_terms(criteria, candidates["people"], reference, NO_CHANCES)
    values = candidates[list(criteria["criterion"])]
    return pd.Series(terms.worth(values, weights), candidates.index)


EXERCISE = Exercise(
    code="X14",
    title="Two halves",
    outcomes=(2, 7),
    minutes=20,
    needs=("X4",),
    belief="A total of points adds up like money.",
    story="Project {code} did not get into the set: it is good and dear. Its sponsor withdraws it "
    "and hands in two bids, each for half the people and half the money. Nothing else changes: "
    "the same staff, the same evidence, the same service. The set is chosen by adding up totals.",
    predict="{code} had one total. What will its two halves score together, and will they get in?",
    investigate="Which criteria count people, and which only say how good a project is? What "
    "would happen with ten parts? Which projects on your own list are paid again for merely being "
    "there?",
    question="How many points do the two halves score together, by totals?",
    modify="Split another project, and run it again. Which projects gain most by being split?",
    make="Take the criteria of your own room. For each, say whether it counts people, counts for "
    "each person, or is a condition.",
    change='mine["x14_split"].loc[0, "candidate"] = "P20"',
    notes="Act it: one card torn into two, handed to two people, who each present it well. The "
    "room always gives both nearly full marks. Then ask what was added to the population.",
    tables={
        "x14_candidates": Columns(text=("candidate", "name"), numbers=("people", "cost")),
        "x14_criteria": Columns(
            text=CRITERIA, numbers=("points", "worst", "best"), blanks=("nothing",)
        ),
        "x14_split": Columns(text=("candidate",), numbers=("limit", "reference_people")),
    },  # fmt: skip
    shown=("x14_candidates", "x14_criteria", "x14_split"),
    reads=Numbers(near=0.6),
    work=work,
    facts=lambda tables: {"code": tables["x14_split"]["candidate"].iloc[0]},
)
