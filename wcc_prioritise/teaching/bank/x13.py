"""X13: three quick wins, and still nothing early? Meeting the count and missing the point."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.appraisal.profile import benefit_years
from wcc_prioritise.portfolio import Rules
from wcc_prioritise.teaching.bank.x04 import bought
from wcc_prioritise.teaching.exercise import Exercise, Work, Wrong
from wcc_prioritise.teaching.training_tables import Columns, Tables
from wcc_prioritise.teaching.typed import Numbers, listed, rounded

QUICK = "quick win"
LONG = 10  # years, the long horizon


def work(tables: Tables) -> Work:
    """Choose by the count of quick wins, and by benefit in the first year; compare by year."""
    candidates, asked = tables["x13_candidates"].set_index("candidate"), tables["x13_rules"].iloc[0]
    worth, cost, budget = candidates["worth"], candidates["cost"], float(asked["budget"])
    by_year = {y: _by_year(candidates, y) for y in (1, 3, LONG)}
    most = {y: brought[list(bought(brought, cost, budget))].sum() for y, brought in by_year.items()}
    quick = tuple(candidates.index[candidates["class"] == QUICK])
    count, share = int(asked["quick_wins"]), float(asked["first_year_share"])
    counted = Rules(at_least=((f"at least {count} quick wins", quick, count),))
    early = Rules(weighed=(("benefit in the first year", by_year[1].to_dict(),
                            share / 100 * most[1]),))  # fmt: skip
    sets = {
        "no rule": bought(worth, cost, budget),
        f"at least {count} quick wins": bought(worth, cost, budget, counted),
        f"{share:g}% of the first year": bought(worth, cost, budget, early),
    }
    run = pd.DataFrame([_row(s, worth, by_year, most, quick) for s in sets.values()], list(sets))
    by_count, by_benefit = list(sets.values())[1:]
    got, later = (100 * by_year[y][list(by_count)].sum() / most[y] for y in (1, LONG))
    wins = 100 * len(set(quick) & set(by_count)) / len(by_count)
    price = worth[list(by_count)].sum() - worth[list(by_benefit)].sum()
    return Work(
        run=(("What each rule buys, and when it comes", run),),
        answer=(got,),
        written=rounded(got),
        words=f"The set that meets the count ({listed(by_count)}) brings {rounded(got)}% of what "
        f"could be had in the first year. Asking for {share:g}% of it instead gives "
        f"{listed(by_benefit)}, and costs {rounded(price)} points a year in the long run: a price "
        "a room can debate. Balance is benefit by year; a count can be met by trifles.",
        wrong=(
            Wrong((100.0,), "the count is met, so the balance is",
                  "Look at how much each of the quick wins brings, not at how many they are."),
            Wrong((wins,), "the share of quick wins is the share of benefit",
                  "That counts projects. Ask for what they bring by the end of the first year."),
            Wrong((later,), "the long run for the first year",
                  "That is the share over ten years. When does the first year end?"),
            Wrong((100 * by_year[1][list(by_count)].sum() / by_year[1].sum(),),
                  "measured against what no budget could buy",
                  "Hold it against the most that a set within the budget could bring."),
        ),
    )  # fmt: skip


def _by_year(candidates: pd.DataFrame, years: int) -> pd.Series:
    reached = benefit_years(candidates["first_benefit"], candidates["full_benefit"], years)
    return candidates["worth"] * reached


def _row(chosen: tuple, worth: pd.Series, by_year: dict, most: dict, quick: tuple) -> dict:
    shares = {
        f"by year {y}": f"{100 * brought[list(chosen)].sum() / most[y]:.0f}%"
        for y, brought in by_year.items()
    }
    return {
        "set": listed(chosen),
        "quick wins": len(set(chosen) & set(quick)),
        "worth a year": worth[list(chosen)].sum(),
        **shares,
    }


EXERCISE = Exercise(
    code="X13",
    title="Three trivial quick wins",
    outcomes=(7,),
    minutes=20,
    needs=("X4",),
    belief="Three quick wins are a balanced set.",
    story="A board wants a balanced set and asks for *at least three quick wins*. Three small "
    "projects meet the rule for quick wins and cost next to nothing. The set with the most worth "
    "under the rule is computed, and everybody can say that the rule is met.",
    predict="How much of the benefit that could be had in the first year does that set bring, in "
    "per cent?",
    investigate="Which projects bring the first year's benefit, and in which class are they? What "
    "did the board want, and what did it ask for? What does the better rule cost?",
    question="What share, in per cent, of the benefit that could be had in the first year does "
    "the set bring that meets the count?",
    modify="Ask for another share of the first year, and run it again. What does each step cost?",
    make="Write a rule for balance that your own board could adopt, in one sentence with one "
    "number in it.",
    change='mine["x13_rules"].loc[0, "first_year_share"] = 90',
    notes="Let the room write the rule first; nearly all write a count. A count may stand beside "
    "the picture by year, but it is not the picture.",
    tables={
        "x13_candidates": Columns(
            text=("candidate", "name", "class"),
            numbers=("cost", "worth", "first_benefit", "full_benefit"),
        ),
        "x13_rules": Columns(text=("what",), numbers=("budget", "quick_wins", "first_year_share")),
    },
    shown=("x13_candidates", "x13_rules"),
    reads=Numbers(unit="per cent", near=1),
    work=work,
)
