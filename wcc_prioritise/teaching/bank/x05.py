"""X5: did the computer decide? An appeal is answered from the record, entry by entry."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.portfolio import Rules
from wcc_prioritise.teaching.bank.x04 import TABLES as X04
from wcc_prioritise.teaching.bank.x04 import bought, figures
from wcc_prioritise.teaching.exercise import Exercise, Work, Wrong
from wcc_prioritise.teaching.training_tables import Columns, Tables
from wcc_prioritise.teaching.typed import Codes, listed, rounded


def work(tables: Tables) -> Work:
    """Trace the candidate of the letter from the rule to the score that cost it most."""
    record, letter = tables["x05_record"], tables["x05_letter"]
    about = letter["candidate"].iloc[0]
    trace = _trace(record, about)
    costliest = trace["lost"].idxmax()
    lowest = trace["score"].idxmin()
    rule, calculation, decision = (_entries(record, k) for k in ("rule", "calculation", "decision"))
    answer = frozenset([*rule, trace.at[costliest, "entry"], *decision])
    needed, total = _needed(tables, about), trace["points"].sum()
    without_decision = answer - set(decision)
    return Work(
        run=(
            ("The record", _readable(record)),
            (f"Where {about} gained and lost points", trace.drop(columns="entry").round(1)),
        ),
        answer=answer,
        written=listed(sorted(answer, key=int)),
        words=f"People decided; the record shows how. Rule: entry {listed(rule)}. Score: "
        f"entry {trace.at[costliest, 'entry']}, {costliest}, which cost {about} "
        f"{rounded(trace.at[costliest, 'lost'])} of the "
        f"{rounded(100 - total)} points that it lost, with its reason beside it. Decision: entry "
        f"{listed(decision)}. {about} had {rounded(total)} points; with more than "
        f"{rounded(needed)} it would have been in the set.",
        wrong=(
            Wrong(
                frozenset(calculation),
                "the computer decided",
                "A calculation adds up what people said, under a rule that people chose. Which "
                "entries were made by people?",
            ),
            Wrong(
                without_decision | set(calculation),
                "the computer decided",
                "You quote the calculation where the letter asks who decided. Which body did?",
            ),
            Wrong(
                (answer - {trace.at[costliest, "entry"]}) | {trace.at[lowest, "entry"]},
                "the lowest score costs the most",
                "A score costs its weight times what it lacks of 100. Multiply before you choose.",
            ),
            Wrong(
                without_decision,
                "the scores decided",
                "Scores are judgements of fact. Who drew the conclusion, and where is it entered?",
            ),
            Wrong(
                answer - set(rule),
                "the rule needs no entry",
                "Why was there a set at all, and who agreed to that beforehand?",
            ),
        ),
    )


def _readable(record: pd.DataFrame) -> pd.DataFrame:
    shown = record.drop(columns="source", errors="ignore")
    return shown.assign(entry=shown["entry"].astype(int)).set_index("entry")


def _entries(record: pd.DataFrame, kind: str) -> list[str]:
    return [str(int(e)) for e in record.loc[record["kind"] == kind, "entry"]]


def _trace(record: pd.DataFrame, about: str) -> pd.DataFrame:
    """Give for each criterion the candidate's score, its weight, and the points gained and lost."""
    weight = record[record["kind"] == "weight"].set_index("criterion")["figure"]
    scores = record[(record["kind"] == "score") & (record["about"] == about)]
    table = scores.set_index("criterion")[["entry", "figure", "because"]]
    table = table.rename(columns={"figure": "score"})
    table["entry"] = [str(int(e)) for e in table["entry"]]
    table.insert(2, "weight", weight.reindex(table.index))
    table.insert(3, "points", table["score"] * table["weight"])
    table.insert(4, "lost", (100 - table["score"]) * table["weight"])
    return table


def _needed(tables: Tables, about: str) -> float:
    """From how many points on would the candidate have entered the best set?"""
    points, cost, budget = figures(tables)
    out = points[list(bought(points, cost, budget, Rules(never=(about,))))].sum()
    with_it = bought(points, cost, budget, Rules(must=(about,)))
    return float(out - points[[c for c in with_it if c != about]].sum())


EXERCISE = Exercise(
    code="X5",
    title="The appeal letter",
    outcomes=(9, 10),
    minutes=25,
    needs=("X4",),
    belief="The computer decided.",
    story="The sponsor of project {about} writes: *my project has no money because a computer "
    "said so. I ask who decided this, under which rule, and what it was that cost us most.* The "
    "record of the day is at hand, entry by entry.",
    predict="Which kinds of entries will you have to quote to answer the letter, and which one "
    "will the sponsor be surprised by?",
    investigate="Who made each entry you quote? Could an outsider add up the points of {about} "
    "from the record alone? What would the sponsor have had to bring for another answer?",
    question="Quote three entries by number: the rule, the score that cost {about} the most "
    "points, and the decision.",
    modify="Change the score that cost most, and run it again. Which entry would you quote now?",
    make="Write the letter back, in five sentences: who decided, under which rule, on which "
    "score, for which reason, and what would have lifted the project.",
    change='mine["x05_record"].loc[mine["x05_record"]["entry"] == 5, "figure"] = 80',
    notes="Read the letter aloud, with feeling. Pairs write the reply; one pair reads it as the "
    "sponsor would. Ask: does the letter name a reason that somebody gave, or only a number?",
    tables={
        "x05_letter": Columns(text=("candidate", "asks")),
        "x05_record": Columns(text=("kind", "by"), numbers=("entry",), blanks=("figure",)),
        **X04,
    },
    shown=("x05_letter",),
    reads=Codes("x05_record", "entry"),
    work=work,
    facts=lambda tables: {"about": tables["x05_letter"]["candidate"].iloc[0]},
)
