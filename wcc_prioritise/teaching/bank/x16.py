"""X16: who pays in year four? Claims, what can be delivered, and what reaches a budget."""

from __future__ import annotations

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal.claims import savings
from wcc_prioritise.appraisal.profile import MONTHS, phased_months
from wcc_prioritise.teaching.exercise import Exercise, Work, Wrong
from wcc_prioritise.teaching.training_tables import Columns, Tables
from wcc_prioritise.teaching.typed import Numbers, rounded


def work(tables: Tables) -> Work:
    """Take the savings down to cash, and hold them against what goes on costing money."""
    projects, funded = tables["x16_projects"], int(tables["x16_years"]["funded_years"].iloc[0])
    left = savings(projects)
    facts = projects.set_index("candidate")
    phase = _phase(facts, funded + 1)
    after = pd.DataFrame(
        {
            "running cost": facts["running_cost"],
            "claimed": left["claimed"] * phase,
            "deliverable": left["deliverable"] * phase,
            "cashable": left["cashable"] * phase,
        }
    )
    running, claimed, deliverable, cashable = after.sum()
    to_find = running - cashable
    run = pd.concat([after, after.sum().rename("all together").to_frame().T]).round(0)
    payers = (after["running cost"] - after["cashable"]).groupby(facts["payer"]).sum().round(0)
    who = ", ".join(f"{payer} £{rounded(most)} thousand" for payer, most in payers.items())
    return Work(
        run=((f"Year {funded + 1}, the first without the programme's money, £ thousand", run),),
        answer=_one(to_find),
        written=rounded(to_find),
        words=f"£{rounded(to_find)} thousand must be found in year {funded + 1}: £"
        f"{rounded(running)} thousand of running costs, less £{rounded(cashable)} thousand that "
        f"somebody can take out of a budget. Claimed were £{rounded(claimed)} thousand, of which "
        f"£{rounded(deliverable)} thousand can be expected. As things stand it falls on: {who}.",
        wrong=(
            Wrong(_one(running - claimed), "a claim is money",
                  "That takes the sponsors at their word. What usually comes of a claim that "
                  "rests on such evidence, and who can take it out of a budget?"),
            Wrong(_one(running - deliverable), "a saving is cash",
                  "A bed that stands empty for an afternoon saves no budget anything. Which part "
                  "can somebody take out?"),
            Wrong(_one(0), "when the money stops, the cost stops",
                  "The services go on in year four, and so do their staff."),
            Wrong(_one(running), "nothing is ever saved",
                  "Part of the savings does reach a budget. Take it off."),
            Wrong(_one(cashable - running), "a cost with the wrong sign",
                  "Asked is what must be found: a figure above nought if money is short."),
        ),
    )  # fmt: skip


def _one(number: float) -> tuple[float]:
    return (float(number),)


def _phase(facts: pd.DataFrame, year: int) -> np.ndarray:
    """Give the share of its full effect that each project has in one year."""
    ends = [phased_months(facts["first_benefit"], facts["full_benefit"], MONTHS * y)
            for y in (year - 1, year)]  # fmt: skip
    return (ends[1] - ends[0]) / MONTHS


EXERCISE = Exercise(
    code="X16",
    title="Year four",
    outcomes=(1, 9),
    minutes=20,
    needs=("X4",),
    belief="It pays for itself.",
    story="{many} projects are funded for {years} years. Their sponsors claim savings. In the "
    "year after that the programme's money is gone, and the services go on. The finance "
    "director asks: *how much do I have to find?*",
    predict="How much must be found in year four, in £ thousand? Who will have to find it?",
    investigate="What is the difference between a saving that is claimed, one that can be "
    "expected, and one that somebody can take out of a budget? Who gains, and who pays?",
    question="How much must be found in year four, in £ thousand?",
    modify="Make all of the first project's saving cashable, and run it again. How much less is "
    "there to find?",
    make="Write the money paragraph of a one-page project description of your own: set-up, "
    "running, claimed, expected, cashable, and who pays in year four.",
    change='mine["x16_projects"].loc[0, "cashable_share"] = 1.0',
    notes="Finance speaks last. Ask everybody else first, and write the guesses down. The shares "
    "by grade are assumptions of the product and are to be replaced locally; say so.",
    tables={
        "x16_projects": Columns(
            text=("candidate", "name", "grade", "payer"),
            numbers=(
                "set_up_cost",
                "running_cost",
                "claimed_saving",
                "cashable_share",
                "first_benefit",
                "full_benefit",
            ),
        ),
        "x16_years": Columns(text=("what",), numbers=("funded_years",)),
    },  # fmt: skip
    shown=("x16_projects", "x16_years"),
    reads=Numbers(unit="£ thousand", near=2),
    work=work,
    facts=lambda tables: {
        "many": str(len(tables["x16_projects"])),
        "years": f"{tables['x16_years']['funded_years'].iloc[0]:g}",
    },
)
