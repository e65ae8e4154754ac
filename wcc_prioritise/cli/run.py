"""What should we choose? `wcc run`: from the tables to the board paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wcc_prioritise.cli.endings import in_words
from wcc_prioritise.cli.options import OUT_HELP, Area, By, Debug, Source
from wcc_prioritise.cli.papers import Results, may_be_left, write_all
from wcc_prioritise.cli.places import finished_together, read_case, source_of
from wcc_prioritise.cli.recorded import enter
from wcc_prioritise.cli.screen import Stages, say, say_labelled, say_line, say_list
from wcc_prioritise.cli.steps import (
    RUNS,
    Trials,
    area_of,
    choose,
    compare,
    doubted,
    in_time,
    prompts_left,
    refuse_no_start,
)

if TYPE_CHECKING:
    from wcc_prioritise.case import Case
    from wcc_prioritise.evidence import Gaps
    from wcc_prioritise.portfolio import Portfolio

STAGES = 11
EVIDENCE_STAGES = 6

Out = Annotated[str, typer.Option("--out", metavar="DIR", help=OUT_HELP)]
Start = Annotated[
    str | None,
    typer.Option(
        "--start",
        metavar="MONTH",
        help="The month in which the work starts, as 2027-04: the paper then says when each "
        "project is at work.",
    ),
]
LeadMonths = Annotated[
    float | None,
    typer.Option(
        "--lead-months",
        metavar="N",
        min=0,
        help="With --start: project lead months that each quarter can carry; without it, no limit.",
    ),
]


@in_words
def run(
    ctx: typer.Context,
    path: Source,
    out: Out = "wcc-results",
    area: Area = None,
    start: Start = None,
    lead_months: LeadMonths = None,
    by: By = "facilitator",
    debug: Debug = False,
) -> None:
    """Choose the best set within the limits; write the board paper.

    The folder gets board-paper.docx and board-paper.html, five pictures, and the tables behind
    them. What an earlier run left there is replaced only when everything is done. A folder with
    evidence alone needs --area, and gives a paper on its gaps. Where PATH is a workshop file, the
    set and the stress are entered in its record, once.
    """
    results = run_to(path, place_of(out), area, start, lead_months)
    say_answer(results)
    say()
    say_files(results, Path(out))
    if entered := enter(path, results, by):
        say(entered)


def run_to(
    path: str,
    out: Path,
    area: str | None = None,
    start: str | None = None,
    lead_months: float | None = None,
) -> Results:
    """Read, work out and write everything.

    Parameters
    ----------
    path : str
        The workshop.
    out : Path
        Where the results go; untouched unless everything is done.
    area : str, optional
        The area to compare, where it is not the charter's.
    start : str, optional
        The month in which the work starts; without it there is no programme.
    lead_months : float, optional
        Project lead months that each quarter can carry.

    Returns
    -------
    Results
        What was written.

    Raises
    ------
    InputError
        If something has to be put right: in the tables, in the arguments, or in the place for the
        results.
    NoPortfolio
        If no set meets every demand.
    """
    with Stages(STAGES) as stages, finished_together(out, may_be_left()) as folder:
        stages.begin(f"Reading {source_of(path)}")
        case = read_case(path)
        if case.charter is None:
            stages.expect(EVIDENCE_STAGES)
            results = evidence(case, area, stages)
        else:
            results = workshop(case, area, stages, start, lead_months)
        write_all(results, folder, stages)
        stages.begin("Putting the files in place")
    return results


def place_of(out: str) -> Path:
    """Give the folder for the results, or refuse a name of blanks."""
    from wcc_prioritise.tables import InputError

    if out.strip():
        return Path(out)
    raise InputError.of(
        found="no folder after --out, only blanks",
        do="Give the name of a folder, or leave --out out.",
    )


def evidence(case: Case, area: str | None, stages: Stages) -> Results:
    """Compare one area with others, where there is nothing but evidence."""
    if not area:
        from wcc_prioritise.tables import InputError

        raise InputError.of(
            found="a folder with evidence alone, and no area",
            allowed="the name or code of one of its areas",
            do="Add --area NAME at the end of the line.",
        )
    return Results(case, gaps=compared(case, area, stages))


def compared(case: Case, area: str | None, stages: Stages) -> Gaps | None:
    """Compare the area with others, and say so where there is one."""
    shown = area_of(case, area)
    if shown and not case.indicators.empty:
        stages.begin(f"Comparing {shown} with areas like it")
    else:
        stages.expect(STAGES - 1)
    return compare(case, area)


def workshop(
    case: Case,
    area: str | None,
    stages: Stages,
    start: str | None = None,
    lead_months: float | None = None,
) -> Results:
    """Go through the day: compare, value, rank, choose, and look at what hangs on it."""
    from wcc_prioritise.appraisal import appraise
    from wcc_prioritise.portfolio.asked import refuse_no_limits
    from wcc_prioritise.portfolio.money import money
    from wcc_prioritise.ranking import rank

    trials = Trials()
    trials.of(refuse_no_limits, case)
    trials.of(refuse_no_start, start, lead_months)
    gaps = trials.of(compared, case, area, stages)
    stages.begin(f"Valuing {len(case.candidates)} candidates by {len(case.people)} people")
    appraisal = trials.of(appraise, case)
    trials.refuse()
    stages.begin("Putting them in order")
    ranking = rank(appraisal)
    stages.begin("Finding the best set within the limits and rules")
    portfolio = choose(appraisal)
    stages.begin("Pricing the rules, and trying other ways of counting")
    look_around(portfolio)
    stages.begin(f"Trying {RUNS:,} draws of our doubts")
    stress, funded = doubted(portfolio)
    programme = in_time(portfolio, start, lead_months) if start else None
    more = {"stress": stress, "funded": funded, "money": money(portfolio), "programme": programme}
    return Results(case, gaps, appraisal, ranking, portfolio, **more)


def look_around(portfolio: Portfolio) -> None:
    """Work out now what stands beside the set; it would be worked out when first asked for."""
    _ = (portfolio.members, portfolio.price, portfolio.readings, portfolio.zero, portfolio.balance)


def say_answer(results: Results) -> None:
    """Say what was found, and what the reader must know beside it."""
    from wcc_prioritise.cli.answer import answer, gap_answer

    say()
    if results.portfolio:
        say_labelled([*answer(results.portfolio), *further(results)])
        say_list(notes(results))
    elif results.gaps:
        say_labelled(gap_answer(results.gaps))


def further(results: Results) -> Iterator[tuple[str, str]]:
    """Say how sure it is, when it is done and what is left to pay, where that was worked out."""
    from wcc_prioritise.exports.how_sure import sure_in_short

    if sure := sure_in_short(results):
        yield "How sure", sure
    if results.programme:
        yield "When", results.programme.summary()
    if results.money:
        yield "Money", results.money.summary()


def notes(results: Results) -> Iterable[str]:
    """List what must be known beside the answer."""
    yield from results.portfolio.warnings
    if results.gaps:
        yield from results.gaps.warnings
    elif not results.case.indicators.empty:
        yield "Nothing was compared: the charter names no area (or give --area NAME)."
    yield from (f"Not yet answered: {prompt}" for prompt in prompts_left(results.case))


def say_files(results: Results, out: Path) -> None:
    """Say what to open."""
    say("Open first (the second is the same, for a browser):")
    say_line(f"  {out / f'{results.paper}.docx'}")
    say_line(f"  {out / f'{results.paper}.html'}")
    say("Behind it, pictures and tables:")
    say_line(f"  {out / 'pictures'}")
    say_line(f"  {out / 'tables'}")
