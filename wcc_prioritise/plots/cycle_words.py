"""What does the map of the cycle say?"""

from __future__ import annotations

from wcc_prioritise.plots import cycle_behind as behind
from wcc_prioritise.plots.figures import held, listed, plain, short
from wcc_prioritise.plots.words import IN_ALT, LONGEST_ALT, Words

NAMED = 2
"""Steps that a title names."""


def cycle_map(cycle) -> Words:
    """Say which stage of the year is still open, and what comes next in it."""
    carries_on = cycle.origin is not None
    return Words(
        title=_title(cycle),
        subtitle=(
            f"{plain(cycle.organisation)}. A full mark is in the record, a hollow one is not yet; "
            + ("a half-tone one is last year's, carried over; " if carries_on else "")
            + "a dash is kept outside it."
        ),
        alt=_alt(cycle),
        caption=plain(cycle.notice),
    )


def _title(cycle) -> str:
    if cycle.here is None:
        return "Every step of the year is on record"
    row = cycle.stages.set_index("stage").loc[cycle.here]
    still = cycle.steps(cycle.here, "not yet") or cycle.steps(cycle.here, "last year's")
    named = [short(step, 40) for step in still[:NAMED]]
    named += [f"{len(still) - NAMED} more"] if len(still) > NAMED else []
    return (
        f"We are at “{cycle.here}”: {row['on_record']} of {row['of']} steps on record; still to "
        f"do: {listed(named)}"
    )


def _alt(cycle) -> str:
    table = behind.cycle_table(cycle)
    said = ["A ring of four stages, clockwise: assess needs, plan, procure, monitor."]
    for row in cycle.stages.itertuples():
        mine = table[table["stage"] == row.stage]
        still = [short(s, IN_ALT) for s in mine.loc[mine["status"] == "not yet", "step"]]
        end = f"; not yet {listed(still)}" if still else ""
        again = f", {row.last_years} last year's" if row.last_years else ""
        said.append(f"{row.stage.capitalize()}: {row.on_record} of {row.of}{again}{end}.")
    return held(said, LONGEST_ALT)
