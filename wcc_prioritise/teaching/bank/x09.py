"""X9: why did B gain from a project that came last? Old weights on a new range."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.appraisal import anchored
from wcc_prioritise.appraisal.totals import DECIMALS, value_of
from wcc_prioritise.judgement import normalise
from wcc_prioritise.teaching.exercise import Exercise, Work, Wrong
from wcc_prioritise.teaching.training_tables import Columns, Tables, criteria_of
from wcc_prioritise.teaching.typed import Numbers, rounded

LATE = "late"


def work(tables: Tables) -> Work:
    """Rank on scales that stretch with the list: before, after, and with the weights asked anew."""
    scores, points = tables["x09_scores"], tables["x09_weights"].set_index("criterion")["weight"]
    codes = list(points.index)
    figures = criteria_of(scores, codes, "x09_scores").set_axis(scores["candidate"])
    early = figures[(scores["came"] != LATE).to_numpy()]
    old = normalise(points.to_frame().T.astype(float)).iloc[0]
    times = _spans(figures) / _spans(early)
    new = old * times / (old * times).sum()
    totals = {
        "before": _totals(early, early, old),
        "after, weights as they were": _totals(figures, figures, old),
        "after, weights asked anew": _totals(figures, figures, new),
    }
    widest = times.idxmax()
    share = 100 * float(new[widest])
    kept = 100 * float(old[widest])
    leads = {when: t.loc[early.index].idxmax() for when, t in totals.items()}
    told = "; ".join(f"{when}: {_told(t)}" for when, t in totals.items())
    return Work(
        run=(
            ("Totals on scales that run from the worst to the best of the list",
             pd.DataFrame(totals).reindex(figures.index).map(_shown)),
            ("Ranges, and the weights that go with them, per cent",
             pd.DataFrame({"range before": _spans(early), "range after": _spans(figures),
                           "weight given": (100 * old).round(0)})),
        ),
        answer=(share,),
        written=rounded(share),
        words=f"{widest} should carry {rounded(share)}%: its range is {times[widest]:g} times as "
        f"wide, and a weight belongs to a range. {told}. Before, {leads['before']} led; with the "
        f"old weights on the new range {leads['after, weights as they were']} leads; asked anew, "
        f"{leads['after, weights asked anew']}. Fix the scales before anybody scores, and a late "
        "project moves nobody else.",
        wrong=(
            Wrong((kept,), "a weight is the importance of a word",
                  "The word stayed; the range did not. How many times as wide is it now?"),
            Wrong((100 - share,), "the range read backwards",
                  "That is what is left for the other. Which of the two ranges grew?"),
            Wrong((100 * float(times[widest] / times.sum()),), "ranges in place of weights",
                  "Old weight times how much the range grew; then divide by the sum."),
        ),
    )  # fmt: skip


def _spans(figures: pd.DataFrame) -> pd.Series:
    return figures.max() - figures.min()


def _totals(figures: pd.DataFrame, scale: pd.DataFrame, weights: pd.Series) -> pd.Series:
    """Add up values on scales from the worst to the best of a list."""
    values = pd.DataFrame(
        {c: anchored(figures[c], [scale[c].min(), scale[c].max()], [0, 100]) for c in figures},
        figures.index,
    )
    return pd.Series(value_of(values, weights).round(DECIMALS), figures.index)


def _shown(total: float) -> str:
    return "" if total != total else rounded(total)


def _told(totals: pd.Series) -> str:
    return ", ".join(f"{name} {rounded(total)}" for name, total in totals.items())


EXERCISE = Exercise(
    code="X9",
    title="The late project",
    outcomes=(3, 4),
    minutes=20,
    needs=("X2",),
    belief="Adding a loser changes nothing.",
    story="Three projects A, B and C have been scored on two criteria that were given the same "
    "weight. The software stretches each scale from the worst to the best on the list. At 15:00 a "
    "fourth project D comes in. It is not very good. Everybody expects the other three to stay as "
    "they were.",
    predict="Who leads before D comes in, and who leads afterwards? Does the total of B change?",
    investigate="No score of A, B or C changed. What did? For which range had the room given its "
    "weights? Which two remedies are there, one before the day and one at 15:00?",
    question="If a point on each criterion matters as much as before, what weight, in per cent, "
    "should the criterion carry whose range grew the most?",
    modify="Give D another score, and run it again. From which score on does it move nobody?",
    make="Write three word anchors for one criterion of your own: worst, middle, best. Then name "
    "a project that would fall outside, and say what you would do with it.",
    change='mine["x09_scores"].loc[3, "K2"] = 6.5',
    notes="People say that D 'takes points from A'. It doesn't: A keeps its total. The fault is "
    "old weights on a new range. Anchors fixed beforehand, in words, are the remedy; asking the "
    "weights again is the other.",
    tables={
        "x09_scores": Columns(text=("candidate", "came")),
        "x09_weights": Columns(text=("criterion",), numbers=("weight",)),
    },
    shown=("x09_scores", "x09_weights"),
    reads=Numbers(unit="per cent"),
    work=work,
)
