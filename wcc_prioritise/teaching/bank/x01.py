"""X1: which two criteria count one thing twice? A correlation asks; people answer."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.appraisal.overlap import overlaps
from wcc_prioritise.teaching.exercise import Exercise, Work, Wrong
from wcc_prioritise.teaching.training_tables import Columns, Tables, criteria_of
from wcc_prioritise.teaching.typed import Codes, listed


def work(tables: Tables) -> Work:
    """Find the pairs that go together, and keep those of which nobody would miss the second."""
    criteria = tables["x01_criteria"].set_index("criterion")
    scores = criteria_of(tables["x01_scores"], list(criteria.index), "x01_scores")
    found = overlaps(scores, criteria["weight"])
    asked = _asked(tables["x01_pairs"])
    run = _with_answers(found, scores, asked, criteria["name"])
    pairs = [frozenset(pair) for pair in zip(found["first"], found["second"], strict=True)]
    twice = [pair for pair in pairs if asked.get(pair, "").casefold() == "no"]
    answer = frozenset().union(*twice)
    kept = [pair for pair in pairs if pair not in twice]
    ordered = [code for code in criteria.index if code in answer]
    names = " and ".join(criteria["name"][ordered]) or "none of them"
    return Work(
        run=(("Pairs that put the list in nearly the same order", run),),
        answer=answer,
        written=listed(ordered),
        words=f"Counted twice: {names}. With the one fixed, nobody still cares about the other. "
        "Merge them, or write down what each adds. A high correlation only asks the question: "
        f"of the {len(pairs)} pairs that it asks about here, one idea under two names: "
        f"{len(twice)}.",
        wrong=(
            *(
                Wrong(
                    pair,
                    "a correlation is a proof",
                    "They go together on this list. Ask the other thing: with the one fixed, "
                    "would you still care about the other? Here people said that they would.",
                )
                for pair in kept
            ),
            Wrong(
                frozenset().union(*pairs),
                "whatever correlates must go",
                "Two things can go together and both matter. Look at what people answered.",
            ),
            Wrong(
                frozenset(),
                "more criteria is more thorough",
                "One idea under two names gets two weights. Look at the answers again.",
            ),
        ),
    )


def _asked(pairs: pd.DataFrame) -> dict[frozenset, str]:
    rows = zip(pairs["first"], pairs["second"], pairs["still_care"], strict=True)
    return {frozenset((first, second)): said for first, second, said in rows}


def _with_answers(found, scores: pd.DataFrame, asked: dict, names: pd.Series) -> pd.DataFrame:
    """Put beside each pair how strongly its scores go together, and what people answered."""
    plain = scores.corr()
    rows = [
        (
            f"{row.first} ({names[row.first]})",
            f"{row.second} ({names[row.second]})",
            f"{plain.at[row.first, row.second]:.3f}",
            f"{row.correlation:.3f}",
            asked.get(frozenset((row.first, row.second)), "not asked yet"),
        )
        for row in found.itertuples()
    ]
    columns = ["first", "second", "correlation", "rank correlation", "still care with one fixed?"]
    return pd.DataFrame(rows, columns=columns)


EXERCISE = Exercise(
    code="X1",
    title="Find the double count",
    outcomes=(2,),
    minutes=15,
    needs=("W",),
    belief="More criteria is more thorough.",
    story="A room has agreed five criteria and scored eight projects on them. A member says: we "
    "have counted one thing twice. The facilitator looks for pairs of criteria that put the "
    "projects in nearly the same order, and asks the room of each pair: *if all projects were the "
    "same on the one, would you still care about the other?*",
    predict="Read the five criteria. Which two, if any, count one thing twice?",
    investigate="What does the correlation tell you, and what can it never tell you? What happens "
    "to the weight of an idea that stands on the list under two names? Which of the two names is "
    "an end, and which a means to it?",
    question="Which criteria count one thing twice?",
    modify="Let the room answer the other pair differently, and run it again. What changed: the "
    "scores, or what people care about?",
    make="Write down five criteria of your own. Ask the question of every pair, then say which "
    "you would merge.",
    change='mine["x01_pairs"]["still_care"] = "no"',
    notes="The fault is not the correlation. Two criteria may go together on this list and both "
    "matter, and two may be one idea and hardly go together. Let the room ask its own question "
    "aloud: with one fixed, would you still care about the other?",
    tables={
        "x01_criteria": Columns(text=("criterion", "name", "question"), numbers=("weight",)),
        "x01_scores": Columns(text=("candidate", "name")),
        "x01_pairs": Columns(text=("first", "second", "still_care")),
    },
    shown=("x01_criteria", "x01_scores"),
    reads=Codes("x01_criteria", "criterion"),
    work=work,
)
