"""What does the record hold of the projects that are carried out?"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from wcc_prioritise.case import Case
from wcc_prioritise.portfolio.demands import unknown_name
from wcc_prioritise.programme.calendar import MONTHS_A_QUARTER, month_after
from wcc_prioritise.programme.scheduling import Programme

TO_BE_NAMED = "to be named"
NOT_GIVEN = "not given"


def blank(value: object) -> bool:
    """Is there nothing in the cell?

    Examples
    --------
    >>> blank(None), blank(float("nan")), blank(()), blank("x"), blank(0)
    (True, True, True, False, False)
    """
    if value is None or (isinstance(value, (str, tuple)) and not value):
        return True
    return not isinstance(value, tuple) and bool(pd.isna(value))


def told(value: object, otherwise: str = NOT_GIVEN) -> str:
    """Give a cell as text, with words where there is nothing in it.

    Examples
    --------
    >>> told(("GPs", "council")), told(None), told(datetime.date(2027, 4, 1))
    ('GPs; council', 'not given', '1 April 2027')
    """
    if blank(value):
        return otherwise
    if isinstance(value, datetime.date):
        return day_words(value)
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def day_words(day: datetime.date) -> str:
    """Write a date in words."""
    return f"{day.day} {day:%B %Y}"


def figure(value: float) -> str:
    """Write a figure as people do: 1,200; 4.5; 0.03."""
    return f"{value:,.0f}" if abs(value) >= 1000 or float(value).is_integer() else f"{value:,.3g}"


def joined(words: Iterable[str]) -> str:
    """Join words as one says them.

    Examples
    --------
    >>> joined(["A", "B", "C"])
    'A, B and C'
    """
    *most, last = list(words)
    return f"{', '.join(most)} and {last}" if most else last


def case_of(programme: Programme) -> Case:
    """Give the case that the programme came from."""
    return programme.portfolio.appraisal.case


def facts_of(programme: Programme) -> pd.DataFrame:
    """Give the facts of the chosen projects, by code, in the order of the portfolio."""
    codes = list(programme.starts.index)
    rows = case_of(programme).candidates.set_index("candidate")
    return rows.loc[codes].assign(**{"class": programme.portfolio.appraisal.classes[codes]})


def facts_of_one(programme: Programme, candidate: str) -> pd.Series:
    """Give the facts of one chosen project, or refuse a code that is none of them."""
    if candidate not in programme.starts.index:
        raise unknown_name("project", candidate, list(programme.starts.index))
    return facts_of(programme).loc[candidate]


def chosen_rows(programme: Programme, table: str) -> pd.DataFrame:
    """Give the rows of a table that are of chosen projects, in the order of the portfolio."""
    rows = getattr(case_of(programme), table)
    order = {code: place for place, code in enumerate(programme.starts.index)}
    rows = rows[rows["candidate"].isin(list(order))]
    return rows.sort_values(
        "candidate", key=lambda codes: codes.map(order), kind="stable", ignore_index=True
    )


def day_after(programme: Programme, candidate: str, months: float) -> datetime.date:
    """Which day lies so many months after the start of a project?"""
    begun = MONTHS_A_QUARTER * int(programme.starts[candidate])
    return month_after(programme.start, begun + months)


def role_of(programme: Programme, candidate: str, role: str) -> str:
    """Who stands for a project? A role, or the words that nobody is named.

    The lead is, where nobody named one since, the role that carries out a recorded decision.
    """
    rows = programme.roles
    named = rows.loc[rows["candidate"] == candidate, role]
    if len(named) and not blank(named.iloc[0]):
        return str(named.iloc[0])
    decided = case_of(programme).decisions
    owners = decided.loc[decided["candidate"] == candidate, "owner"].dropna()
    return str(owners.iloc[-1]) if role == "lead" and len(owners) else TO_BE_NAMED


def with_tables(programme: Programme, **tables: pd.DataFrame) -> Programme:
    """Give the programme with other rows of what follows the choice; the choice stays.

    Parameters
    ----------
    programme : Programme
        The programme.
    **tables : DataFrame
        By name: benefits, risks, stakeholders, gates, actuals or promises, each whole.

    Returns
    -------
    Programme
        The same projects and starts, with a case that holds the rows.

    Raises
    ------
    InputError
        If a table is none of these, or its rows have faults.
    """
    for name in tables:
        if name not in FOLLOWING:
            raise unknown_name("table", name, list(FOLLOWING))
    portfolio = programme.portfolio
    case = case_of(programme).replace(**tables)
    appraisal = replace(portfolio.appraisal, case=case)
    return replace(programme, portfolio=replace(portfolio, appraisal=appraisal))


FOLLOWING = ("benefits", "risks", "stakeholders", "gates", "actuals", "promises", "decisions")
"""Tables that fill after the choice, and do not bear on it."""
