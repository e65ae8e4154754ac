"""What does one run do, step by step? The verbs, with the arguments that the tables hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from wcc_prioritise.cli.places import WORKBOOK

if TYPE_CHECKING:
    from wcc_prioritise.appraisal import Appraisal
    from wcc_prioritise.case import Case
    from wcc_prioritise.evidence import Gaps
    from wcc_prioritise.portfolio import Portfolio
    from wcc_prioritise.portfolio.robust import FundedShare
    from wcc_prioritise.programme import Programme
    from wcc_prioritise.robustness import Stress
    from wcc_prioritise.tables import Fault

T = TypeVar("T")

RUNS, SEED = 2_000, 2026
"""Draws behind "how sure", and their seed; both stand in the paper."""

QUARTERS = 12
"""Quarters within which all work of a programme is to end."""


def area_of(case: Case, area: str | None) -> str | None:
    """Which area is compared? The one asked for, else the charter's; None when there is none."""
    return area or (case.charter.area if case.charter else None)


def compare(case: Case, area: str | None) -> Gaps | None:
    """How far is the area from areas like it? None when nothing can be compared.

    Parameters
    ----------
    case : Case
        With indicators; its peers are used when it has any.
    area : str or None
        Code or name of the area that was asked for.

    Raises
    ------
    InputError
        If the area is not in the table, or an area was asked for and there is no table.
    """
    from wcc_prioritise.evidence import benchmark
    from wcc_prioritise.tables import InputError

    chosen = area_of(case, area)
    if case.indicators.empty:
        if not area:
            return None
        raise InputError.of(
            where="indicators",
            found=f"no figures to compare {area!r} with",
            allowed="a table of indicators",
            do="Fill in indicators, or leave --area out.",
        )
    if chosen is None:
        return None
    return benchmark(case.indicators, area=chosen, peers=None if case.peers.empty else case.peers)


def choose(appraisal: Appraisal) -> Portfolio:
    """Which balanced set fits the limits and rules of the tables?

    Raises
    ------
    InputError
        If there are no limits.
    NoPortfolio
        If no set meets every demand.
    """
    from wcc_prioritise.portfolio import select
    from wcc_prioritise.portfolio.asked import asked_of

    return select(appraisal, **asked_of(appraisal.case))


def doubted(portfolio: Portfolio) -> tuple[Stress | None, FundedShare | None]:
    """Would our doubts change the order or the set? None where it is not to be told.

    One candidate alone has nobody to be compared with; a long list has so many sets that finding
    the best again in every draw is left to whoever has the time.
    """
    from wcc_prioritise.portfolio.every_set import MOST_CANDIDATES
    from wcc_prioritise.portfolio.robust import funded_share
    from wcc_prioritise.robustness import draws, stress

    appraisal, many = portfolio.appraisal, len(portfolio.appraisal.values)
    if many < 2:
        return None, None
    found = stress(appraisal, runs=RUNS, seed=SEED)
    if many > MOST_CANDIDATES:
        return found, None
    return found, funded_share(draws(appraisal, RUNS, seed=SEED), portfolio)


def in_time(portfolio: Portfolio, start: str, lead_months: float | None) -> Programme:
    """When does each project of the set start?

    Raises
    ------
    NoPortfolio
        If a quarter cannot carry what is asked of it.
    """
    from wcc_prioritise.programme import schedule

    capacity = {} if lead_months is None else {"lead_months": lead_months}
    return schedule(portfolio, start, QUARTERS, capacity)


def refuse_no_start(start: str | None, lead_months: float | None) -> None:
    """Refuse a start that is no month, and a capacity without a start."""
    from wcc_prioritise.programme.calendar import start_of
    from wcc_prioritise.tables import InputError

    if start is not None:
        start_of(start)
    elif lead_months is not None:
        raise InputError.of(
            found="--lead-months without --start",
            allowed="both, as in --start 2027-04 --lead-months 9",
            do="Say in which month the work starts, or leave --lead-months out.",
        )


def prompts_left(case: Case) -> list[str]:
    """List what still stands in [brackets]: prompts of the blank form that nobody has answered."""
    left = []
    if case.charter:
        filled = case.charter.model_dump()
        left += [f"charter, {item}: still holds {text}" for item, text in filled.items()
                 if is_prompt(text)]  # fmt: skip
    for row in case.limits.to_dict("records"):
        if is_prompt(row["because"]):
            left.append(f"limits, {row['resource']}: {row['most']:,.0f} is {row['because']}")
    return left


def is_prompt(cell: object) -> bool:
    """Say whether a cell holds a prompt in brackets."""
    return isinstance(cell, str) and cell.startswith("[") and cell.endswith("]")


def still_missing(case: Case, area: str | None = None) -> list[str]:
    """What would stop a run, or come out wrong in it? Found by trying the steps.

    Parameters
    ----------
    case : Case
        A case that was read without faults.
    area : str, optional
        The area that will be asked for.

    Returns
    -------
    list of str
        One sentence each; empty when the case is ready to run.
    """
    if case.charter is None and not area:
        return [_area_asked_for(case)]
    return [*prompts_left(case), *_stops(case, area)]


def _area_asked_for(case: Case) -> str:
    if case.indicators.empty:
        return f"a table of indicators; without it there is nothing to compare (see {WORKBOOK})"
    first = case.indicators.iloc[0]
    name = first["area_name"] if isinstance(first["area_name"], str) else first["area"]
    return f'the area to compare, with --area, as in: --area "{name}"'


class Trials:
    """Steps that are tried one after the other, so that all they stop at is told at once.

    Attributes
    ----------
    faults : list of Fault
        What the steps so far have stopped at.
    """

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def of(self, step: Callable[..., T], *given: object) -> T | None:
        """Try a step: give what it gives, or keep its faults and give None."""
        from wcc_prioritise.tables import InputError

        try:
            return step(*given)
        except InputError as stop:
            self.faults += stop.faults
            return None

    def refuse(self) -> None:
        """Raise all that was kept, if anything was."""
        from wcc_prioritise.tables import InputError

        if self.faults:
            raise InputError(self.faults)


def _stops(case: Case, area: str | None) -> list[str]:
    """Try every step and list what it stops at; a step whose forerunner stopped is not tried."""
    from wcc_prioritise.appraisal import appraise
    from wcc_prioritise.portfolio import NoPortfolio
    from wcc_prioritise.portfolio.asked import refuse_no_limits

    trials = Trials()
    trials.of(compare, case, area)
    appraisal = trials.of(appraise, case) if case.charter else None
    if case.charter:
        trials.of(refuse_no_limits, case)
    clash = []
    if appraisal and not trials.faults:
        try:
            trials.of(choose, appraisal)
        except NoPortfolio as stop:
            clash = [f"a set that meets every demand: {'; '.join(stop.clash)} cannot all hold"]
    return [*(fault.words() for fault in trials.faults), *clash]
