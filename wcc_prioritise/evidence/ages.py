"""How many people would there be, of which ages, and what does that alone do to need?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcc_prioritise.tables import Fault, InputError

_ALL = "all ages"


@dataclass(frozen=True, eq=False)
class People:
    """People by year and age, and the rates of those ages now.

    Parameters
    ----------
    now : array
        People by age in the last year seen.
    ahead : array
        Years to come x ages.
    rate : array
        Rates by age now, in the unit of the value.
    how : str
        What it rests on, in words.
    """

    now: np.ndarray
    ahead: np.ndarray
    rate: np.ndarray
    how: str


def read_population(
    population: pd.DataFrame,
    rates: pd.DataFrame | None,
    last: float,
    ahead: np.ndarray,
    value: float,
) -> People:
    """Which people are there now and in the years to come? Checked, every fault at once.

    Parameters
    ----------
    population : DataFrame
        Columns year (whole years), population, and age where there are several.
    rates : DataFrame or None
        Columns age and rate, in the unit of the value.
    last : float
        The last year seen; its whole part is looked up.
    ahead : array
        The years to come.
    value : float
        The line now: everybody's rate where none are given.

    Returns
    -------
    People
        In the order of the ages as the population has them.

    Raises
    ------
    InputError
        If a column, a year, an age or a number is missing, or a number is below nought.
    """
    table = _table(population, ("year", "population"), "population")
    by_age = "age" in table
    if rates is not None and not by_age:
        raise InputError.of(
            found="rates by age and a population without ages",
            allowed="the same ages in both",
            do="Give the population by age, or leave the rates out.",
            where="population",
        )
    table = table if by_age else table.assign(age=_ALL)
    ages = list(dict.fromkeys(table["age"]))
    years = [int(year) for year in (last, *ahead)]
    cells = _cells(table, years, ages)
    rate = np.full(len(ages), value) if rates is None else _rates(rates, ages)
    return People(
        now=cells[0],
        ahead=cells[1:],
        rate=rate,
        how=f"people of {years[0]} to {years[-1]} as given"
        + (f", in {len(ages)} ages" if by_age else "")
        + ("" if rates is None else ", with the rate of each age now"),
    )


def need_by_age(table: pd.DataFrame, people: People, now: float, scale: float) -> pd.DataFrame:
    """How many people stand behind the figures, and what does each change do alone?

    Parameters
    ----------
    table : DataFrame
        Year, value, lower and upper of the years to come.
    people : People
        As read.
    now : float
        The line in the last year seen.
    scale : float
        Value = count / denominator x scale.

    Returns
    -------
    DataFrame
        The same, with need and its limits and the three parts of its change, in people.

    Raises
    ------
    InputError
        If the line now is not above nought, so that nothing can be set against it.
    """
    if not now > 0:
        raise InputError.of(
            found=f"a line at {now:.4g} in the last year seen",
            allowed="a figure above 0",
            do="Leave the population out.",
        )
    before = float(people.now @ people.rate) / scale
    as_is = people.ahead @ people.rate / scale
    change = {end: table[end].to_numpy() / now for end in ("value", "lower", "upper")}
    need = as_is * change["value"]
    from_population, from_rate = as_is - before, before * (change["value"] - 1)
    return table.assign(
        population=people.ahead.sum(axis=1),
        need=need,
        need_lower=as_is * change["lower"],
        need_upper=as_is * change["upper"],
        need_now=before,
        from_population=from_population,
        from_rate=from_rate,
        from_both=need - before - from_population - from_rate,
    )


def _table(frame: object, columns: Iterable[str], where: str) -> pd.DataFrame:
    absent = [column for column in columns if column not in getattr(frame, "columns", ())]
    if absent:
        raise InputError.of(
            found=f"no column {' and no column '.join(absent)}",
            allowed=f"the columns {', '.join(columns)}",
            do="Rename the columns.",
            where=where,
        )
    return frame.reset_index(drop=True)


def _cells(table: pd.DataFrame, years: list[int], ages: list[str]) -> np.ndarray:
    """Give people by year and age, or an error that names every cell that is not there."""
    people = pd.to_numeric(table["population"], errors="coerce").to_numpy(dtype=float)
    year = pd.to_numeric(table["year"], errors="coerce").to_numpy(dtype=float)
    found: dict[tuple[int, str], list[float]] = {}
    for at, age, number in zip(year, table["age"], people, strict=True):
        found.setdefault((int(at) if np.isfinite(at) else -1, age), []).append(number)
    faults = []
    for at in years:
        for age in ages:
            numbers = found.get((at, age), [])
            if len(numbers) != 1 or not (np.isfinite(numbers[0]) and numbers[0] >= 0):
                said = "no people" if not numbers else f"people {', '.join(map(str, numbers))}"
                faults.append(
                    Fault("population", None, "population", f"{said} for {at}, {age}",
                          "one number from 0 for each year and age", "Fill it in.")
                )  # fmt: skip
    if faults:
        raise InputError(faults)
    return np.array([[found[at, age][0] for age in ages] for at in years])


def _rates(rates: pd.DataFrame, ages: list[str]) -> np.ndarray:
    table = _table(rates, ("age", "rate"), "rates")
    numbers = pd.to_numeric(table["rate"], errors="coerce")
    found = dict(zip(table["age"], numbers, strict=True))
    wrong = [age for age in ages if not (np.isfinite(found.get(age, np.nan)) and found[age] >= 0)]
    if wrong or table["age"].duplicated().any():
        raise InputError.of(
            found=f"no rate from 0 for {', '.join(map(str, wrong))}" if wrong else "an age twice",
            allowed=f"one rate for each of {', '.join(map(str, ages))}",
            do="Bring the ages of both tables to one.",
            where="rates",
        )
    return np.array([found[age] for age in ages], dtype=float)
