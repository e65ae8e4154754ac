"""Is the workshop ready? `wcc check`: what was read, what looks odd, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from wcc_prioritise.cli.endings import in_words
from wcc_prioritise.cli.options import Area, Debug, Source
from wcc_prioritise.cli.places import read_case, source_of
from wcc_prioritise.cli.screen import quoted, say, say_labelled, say_line, say_list
from wcc_prioritise.cli.steps import still_missing

if TYPE_CHECKING:
    import pandas as pd

    from wcc_prioritise.case import Case


@in_words
def check(ctx: typer.Context, path: Source, area: Area = None, debug: Debug = False) -> None:
    """Say what was read, what looks odd, and what a run still lacks.

    Nothing is changed. Faults are listed with their row and column, and the exit code is then 2.
    """
    case = read_case(path)
    say_line(f"Read {source_of(path)}")
    say_labelled(counts_of(case))
    say()
    say_questions(case, area)
    say()
    say_readiness(path, case, area)


def counts_of(case: Case) -> list[tuple[str, str]]:
    """Give each table that was read with its number of rows."""
    counted = []
    for name, table in case.tables.items():
        rows = len(table.frame)
        many = f"{rows:,} row" + ("" if rows == 1 else "s")
        counted.append((f"  {name}", "one" if name == "charter" else many))
    return counted


def questions_on(case: Case, area: str | None) -> pd.DataFrame:
    """Ask what looks odd, and which claims are larger than the gaps they cite."""
    import pandas as pd

    from wcc_prioritise.appraisal.claims import claims_above_gaps
    from wcc_prioritise.cli.steps import Trials, compare
    from wcc_prioritise.competencies.ideas import idea_questions

    asked = pd.concat([case.questions(), idea_questions(case)], ignore_index=True)
    if case.candidates.empty:
        return asked
    gaps = Trials().of(compare, case, area)  # what stops it is told with what is missing
    return asked if gaps is None else pd.concat([asked, claims_above_gaps(case, gaps)])


def say_questions(case: Case, area: str | None) -> None:
    """List what looks odd; it is asked, never refused."""
    asked = questions_on(case, area)
    if asked.empty:
        say("No questions: nothing looks odd.")
        return
    many = "1 question" if len(asked) == 1 else f"{len(asked):,} questions"
    say(f"{many} to think about (none of them stops a run):")
    say_list(f"{row.table} {row.item}: {row.question}" for row in asked.itertuples())


def say_readiness(path: str, case: Case, area: str | None) -> None:
    """Say that all is there for a run, or what is not."""
    missing = still_missing(case, area)
    if missing:
        say(f"{len(missing):,} still missing for a run:")
        say_list(missing)
        return
    asked = f" --area {quoted(area)}" if area else ""
    say_line(f"Ready to run:  wcc run {quoted(path)}{asked}")
