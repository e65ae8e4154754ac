"""X4: fund from the top of the list? Ranks answer another question than sets."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from wcc_prioritise.portfolio import Rules, best_set
from wcc_prioritise.teaching.exercise import Exercise, Work, Wrong
from wcc_prioritise.teaching.training_tables import Columns, Tables
from wcc_prioritise.teaching.typed import Codes, listed, rounded

TABLES = {
    "x04_candidates": Columns(text=("candidate", "name"), numbers=("points", "cost")),
    "x04_budget": Columns(text=("what",), numbers=("budget",)),
}


def work(tables: Tables) -> Work:
    """Spend the budget in four ways, and compare what each buys."""
    points, cost, budget = figures(tables)
    ranked = points.sort_values(ascending=False, kind="stable").index
    by_ratio = (points / cost).sort_values(ascending=False, kind="stable").index
    best = bought(points, cost, budget)
    ways = {
        "from the top, stop at the line": until_full(ranked, cost, budget),
        "down the list, skip what no longer fits": whatever_fits(ranked, cost, budget),
        "by points for each pound": whatever_fits(by_ratio, cost, budget),
        "the best set": best,
    }
    run = pd.DataFrame(
        {
            "set": {way: listed(chosen) for way, chosen in ways.items()},
            "cost, £ thousand": {way: cost[list(s)].sum() for way, s in ways.items()},
            "points": {way: points[list(s)].sum() for way, s in ways.items()},
        }
    )
    stop, skip, ratio = (frozenset(ways[way]) for way in list(ways)[:3])
    told = ", ".join(f"{way} {rounded(points[list(s)].sum())}" for way, s in ways.items())
    return Work(
        run=(("What each way buys", run),),
        answer=frozenset(best),
        written=listed(best),
        words=f"The best set for £{budget:g} thousand is {'+'.join(best)}. Points: {told}. An "
        "order says which project is better; a set says what the money does together.",
        wrong=(
            Wrong(
                stop,
                "a high rank means funded: stopping at the line",
                "Money is left over, or one dear project has eaten it. What else could the same "
                "money have bought?",
            ),
            Wrong(
                skip,
                "a high rank means funded: skipping down the list",
                "You kept the first and filled up. Must the first be in at all?",
            ),
            Wrong(
                ratio,
                "points for each pound choose the set",
                "Good value leaves a gap in the budget that nothing fits. Try pairs and threes.",
            ),
        ),
        otherwise=lambda chosen: _dear_or_poor(chosen, points, cost, budget),
    )


def figures(tables: Tables) -> tuple[pd.Series, pd.Series, float]:
    """Give points and cost by candidate, and the budget."""
    candidates = tables["x04_candidates"].set_index("candidate")
    return candidates["points"], candidates["cost"], float(tables["x04_budget"]["budget"].iloc[0])


def bought(
    points: pd.Series, cost: pd.Series, budget: float, rules: Rules = Rules()  # noqa: B008
) -> tuple[str, ...]:  # fmt: skip
    """Which set buys the most points?"""
    return best_set(points, cost.to_frame("cost"), {"cost": budget}, rules).chosen


def until_full(order: Iterable[str], cost: pd.Series, budget: float) -> tuple[str, ...]:
    """Fund down an order until the next one no longer fits."""
    chosen: list[str] = []
    for candidate in order:
        if cost[[*chosen, candidate]].sum() > budget:
            break
        chosen.append(candidate)
    return tuple(chosen)


def whatever_fits(order: Iterable[str], cost: pd.Series, budget: float) -> tuple[str, ...]:
    """Fund down an order whatever still fits."""
    chosen: list[str] = []
    for candidate in order:
        if cost[[*chosen, candidate]].sum() <= budget:
            chosen.append(candidate)
    return tuple(chosen)


def _dear_or_poor(chosen: frozenset, points, cost, budget: float) -> Wrong | None:
    spent, gained = cost[list(chosen)].sum(), points[list(chosen)].sum()
    if spent > budget:
        return Wrong(
            chosen,
            "a limit is a matter of taste",
            f"It costs £{spent:g} thousand; there are £{budget:g} thousand.",
        )
    return Wrong(
        chosen,
        "the first set that looks good is the best",
        f"It fits, and brings {rounded(gained)} points. Another set that fits brings more.",
    )


EXERCISE = Exercise(
    code="X4",
    title="List or set",
    outcomes=(7,),
    minutes=25,
    needs=("W",),
    belief="Fund from the top until the money runs out.",
    story="{many} projects have been scored; the list stands, best first. There are £{budget} "
    "thousand. A member says: *easy, we fund from the top.*",
    predict="Which projects would you fund with £{budget} thousand, and how many points do they "
    "bring together?",
    investigate="Which ways of spending leave money over? Why does the project at the top not "
    "have to be in the best set? What else must a set satisfy before a board could sign it: early "
    "and late benefit, places, people to lead it, things that need each other?",
    question="Which set should the money buy?",
    modify="Change the budget, and run it again. When does the project at the top come in?",
    make="Write a list of six of your own with a budget, in which funding from the top *is* the "
    "best set. What had to be true of the costs?",
    change='mine["x04_budget"].loc[0, "budget"] = 500',
    notes="Let three people defend three different sets before anybody runs it. Then ask the "
    "second question aloud: what else must a set satisfy? Nobody may say that the list was wrong: "
    "it answers another question.",
    tables=TABLES,
    shown=("x04_candidates", "x04_budget"),
    reads=Codes("x04_candidates", "candidate"),
    work=work,
    facts=lambda tables: {
        "many": str(len(tables["x04_candidates"])),
        "budget": f"{figures(tables)[2]:g}",
    },
)
