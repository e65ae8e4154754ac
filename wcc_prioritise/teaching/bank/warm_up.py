"""Warm-up: which away day shall we have? The whole method once, with nothing at stake."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.appraisal.totals import DECIMALS, value_of
from wcc_prioritise.judgement import memberships, normalise, pool_weights
from wcc_prioritise.teaching.exercise import Exercise, Work, Wrong
from wcc_prioritise.teaching.training_tables import Columns, Tables, criteria_of
from wcc_prioritise.teaching.typed import Codes, rounded


def work(tables: Tables) -> Work:
    """Weigh, score and add up; then hold the leader against the limit."""
    options, limit = tables["warm_up_options"], float(tables["warm_up_limit"]["most"].iloc[0])
    weights = room_weights(tables["warm_up_swings"])
    scores = criteria_of(options, list(weights.index), "warm_up_options")
    names = pd.Index(options["option"])
    total = pd.Series(value_of(scores, weights).round(DECIMALS), names)
    allowed = pd.Series(options["cost"].to_numpy() <= limit, names)
    inside = total[allowed] if allowed.any() else total
    best = inside.idxmax()
    by_option = scores.set_axis(names, axis="index")
    heaviest = weights.idxmax()
    equal = by_option.mean(axis="columns")
    cost = options.set_index("option")["cost"]
    shown = options.assign(
        total=[rounded(t) for t in total], within=["yes" if a else "no" for a in allowed]
    )
    return Work(
        run=(
            ("The room's weights, per cent", weights.mul(100).round(0).rename("weight").to_frame()),
            ("Every away day", shown[["option", "name", "cost", "within", "total"]]),
        ),
        answer=(best,),
        written=best,
        words=f"{best} leads among those within the limit, with {rounded(total[best])} points: "
        "each criterion counts by its weight, and the limit decides only who may take part.",
        wrong=(
            Wrong(
                (total.idxmax(),),
                "a limit is a matter of taste",
                "Look at the column of costs: is everything on the list allowed? A limit is no "
                "criterion: nothing makes up for breaking it.",
            ),
            Wrong(
                (by_option.loc[inside.index, heaviest].idxmax(),),
                "the heaviest criterion decides alone",
                "The others have weight too. Add up all of them.",
            ),
            Wrong(
                (cost.idxmin(),),
                "cheap is good",
                "Cost is held against the limit. Within it, cost earns no points.",
            ),
            Wrong(
                (equal.loc[inside.index].idxmax(),),
                "all criteria weigh the same",
                "The room gave different swings. Use its weights.",
            ),
        ),
    )


def room_weights(swings: pd.DataFrame) -> pd.Series:
    """What weights do the swings of everybody come to, each person counting the same?"""
    order = list(dict.fromkeys(swings["criterion"]))
    points = swings.pivot_table(index="person", columns="criterion", values="points")[order]
    shares = memberships(pd.DataFrame({"person": points.index}), pd.DataFrame())
    return pool_weights(normalise(points), shares)["person"]


EXERCISE = Exercise(
    code="W",
    title="Choose the away day",
    outcomes=(2, 4),
    minutes=15,
    belief="This is mathematics, and not for people like me.",
    story="Four colleagues choose an away day. They have scored five offers, 0 to 100, on what "
    "matters to them, and each has said how much the step from the worst to the best offer "
    "matters: 100 for the step that matters most, less for the others. There is a limit on what a "
    "day may cost a head. Nobody's health hangs on it: this is the whole method once, in a place "
    "where it is safe to be wrong.",
    predict="Which away day will come out first, and why?",
    investigate="Which offer would each of the four have chosen alone? Where does the limit stand "
    "in the arithmetic, and where does it not?",
    question="Which away day leads among those that may be chosen?",
    modify="Put the limit up, and run it again. Who leads now? What did the weights do meanwhile?",
    make="Put in five offers of your own, and swings from the people beside you. Say who will "
    "lead, then check it.",
    change='mine["warm_up_limit"].loc[0, "most"] = 100',
    notes="Ask for hands on the gut choice first, and write the count down. Let somebody who says "
    "that numbers are not for them read out the swings. Close with: a limit shuts the door, a "
    "criterion chooses among those inside.",
    tables={
        "warm_up_options": Columns(text=("option", "name"), numbers=("cost",)),
        "warm_up_swings": Columns(text=("person", "criterion"), numbers=("points",)),
        "warm_up_limit": Columns(text=("what",), numbers=("most",)),
    },
    shown=("warm_up_options", "warm_up_swings", "warm_up_limit"),
    reads=Codes("warm_up_options", "option", ordered=1),
    work=work,
)
