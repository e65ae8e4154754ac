"""X7: do we count people or roles? Both are fair, and they name different winners."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.judgement import memberships, pool
from wcc_prioritise.teaching.exercise import Exercise, Work, Wrong
from wcc_prioritise.teaching.training_tables import Columns, Tables
from wcc_prioritise.teaching.typed import Codes, listed


def work(tables: Tables) -> Work:
    """Pool the same scores by person and by role."""
    people = tables["x07_people"]
    roles = sorted(people["role"].unique())
    shares = memberships(
        people.assign(roles=[(role,) for role in people["role"]]),
        pd.DataFrame({"group": roles, "role": roles}),
    )
    wide = tables["x07_scores"].pivot_table(index="person", columns="option", values="score")
    pooled = pool(wide, shares)
    by_person, by_role = pooled.person.idxmax(), pooled.group.idxmax()
    answer = (by_person, by_role)
    of_role = wide.groupby(people.set_index("person")["role"]).mean()
    run = pd.DataFrame({"every person counts the same": pooled.person.round(1),
                        "every role counts the same": pooled.group.round(1)})  # fmt: skip
    told = "; ".join(
        f"{rule}: " + ", ".join(f"{o} {v:.1f}" for o, v in means.items())
        for rule, means in (("by person", pooled.person), ("by role", pooled.group))
    )
    return Work(
        run=(("Average of each role", of_role.round(1)), ("Average of the room", run)),
        answer=answer,
        written=listed(answer),
        words=f"{by_person} leads by person and {by_role} by role ({told}). Which rule is right "
        "is a choice of values: choose it before anybody scores, and show both.",
        wrong=tuple(
            Wrong(other, name, say)
            for other, name, say in (
                ((by_person, by_person), "one person, one vote is the only fair count",
                 "Average each role first, then the roles. Is it still the same?"),
                ((by_role, by_role), "roles are the only fair count",
                 "Average over everybody. Is it still the same?"),
                ((by_role, by_person), "the two rules mixed up",
                 "Asked was first: every person the same; then: every role the same."),
            )
        ),
    )  # fmt: skip


EXERCISE = Exercise(
    code="X7",
    title="Counting people or roles",
    outcomes=(5, 10),
    minutes=20,
    needs=("X3",),
    belief="Everyone has one vote, so it is fair.",
    story="A room ({roles}) scores options from 1 to 9. One member says *one person, one "
    "vote*. Another says *then the largest group always wins; let every role count the "
    "same*. The room had not chosen a rule beforehand.",
    predict="Which option leads when every person counts the same, and which when every role "
    "counts the same?",
    investigate="Who loses under each rule? What is the honest thing to show when the two rules "
    "fund different things? What goes wrong when the rule is chosen after the scores are seen?",
    question="Which option leads when every person counts the same, and which when every role "
    "does? Two letters, in that order.",
    modify="Send three clinicians home, and run it again. Which of the two counts moved more?",
    make="Write down the roles in a room of your own, and the rule you would propose to it for "
    "scores, and for weights. Give the reason in one sentence each.",
    change='mine["x07_scores"] = mine["x07_scores"].iloc[6:].reset_index(drop=True)',
    notes="Ask for the rule before the run, by a show of hands, with a reason; write both reasons "
    "on the wall. After the run nobody may change it. Scores are judgements of fact, weights are "
    "values: the default differs for that reason.",
    tables={
        "x07_people": Columns(text=("person", "role")),
        "x07_scores": Columns(text=("person", "option"), numbers=("score",)),
    },
    shown=("x07_people", "x07_scores"),
    reads=Codes("x07_scores", "option", ordered=2),
    work=work,
    facts=lambda tables: {
        "roles": ", ".join(
            f"{role}: {count}"
            for role, count in tables["x07_people"]["role"].value_counts().items()
        )
    },
)
