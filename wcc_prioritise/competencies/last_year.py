"""What came of last year? The set that was chosen, its projects in time, and what they brought."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pandas as pd

from wcc_prioritise.appraisal import appraise
from wcc_prioritise.case import Case
from wcc_prioritise.challenge.recorded import demands_in_force, last_arguments
from wcc_prioritise.portfolio import Portfolio, select
from wcc_prioritise.portfolio.solver import BestSet, Rules
from wcc_prioritise.programme import Programme, Review, review, schedule
from wcc_prioritise.programme.calendar import MONTHS_A_QUARTER, month_after
from wcc_prioritise.programme.realisation import SAVINGS, realisation_by_grade
from wcc_prioritise.programme.scheduling import BY_HAND
from wcc_prioritise.tables import InputError
from wcc_prioritise.workshop.calculating import fingerprint

_NAMED, _FROM_OTHER = "chosen: ", " (computed from other "
NOT_KNOWN = float("nan")


def chosen_of(case: Case) -> tuple[str, ...]:
    """Which candidates were chosen: the set recorded last, and the departures from it?

    Parameters
    ----------
    case : Case
        A case with its calculations and departures.

    Returns
    -------
    tuple of str
        In the order of the candidates table; none where no set was recorded or taken in.

    Raises
    ------
    InputError
        If the recorded set is not the one that was computed.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> chosen_of(wcc.read(wcc.sample("short")))
    ()
    """
    sets = case.calculations[case.calculations["verb"] == "select"]
    codes = _recorded(sets.iloc[-1]) if len(sets) else set()
    departs = case.departures.set_index("candidate")["departs"]
    codes |= set(departs.index[departs == "taken in"])
    codes -= set(departs.index[departs == "left out"])
    return tuple(code for code in case.candidates["candidate"] if code in codes)


def _recorded(row: pd.Series) -> set[str]:
    """Read the set from the words of its calculation, and hold it against the fingerprint."""
    words = str(row["result"]).partition(_FROM_OTHER)[0]
    codes = [code for code in words.removeprefix(_NAMED).split("; ") if code]
    if not words.startswith(_NAMED) or fingerprint(sorted(codes)) != row["fingerprint_out"]:
        raise InputError.of(
            found=f"{row['calculation']}, a recorded set whose words are not what was computed",
            allowed="the candidates that were chosen",
            do="Choose the set again and record it with `workshop.calculation`.",
        )
    return set(codes)


def programme_of(case: Case, decided: datetime.date) -> Programme:
    """When was each chosen project to begin?

    As the schedule recorded last has it. What it does not place (a candidate taken in against the
    computed set, or everything where no schedule is on record) is taken to begin in its first
    quarter, which without a schedule is the one after the decision.

    Parameters
    ----------
    case : Case
        A case with its calculations and departures.
    decided : date
        The day of the decision.

    Returns
    -------
    Programme
        The chosen projects, departures included.
    """
    appraisal, codes = appraise(case), list(chosen_of(case))
    given = last_arguments(case, "schedule")
    used = appraisal.resources.loc[codes].sum()
    best = BestSet(tuple(codes), float(appraisal.worth[codes].sum()), used, "decided", NOT_KNOWN)
    portfolio = Portfolio(appraisal, {"limits": {}, "reading": "worth"}, Rules(), best)
    if given is None:
        quarter = (decided.month - 1) // MONTHS_A_QUARTER + 1
        begin = month_after(decided.replace(month=1, day=1), MONTHS_A_QUARTER * quarter)
        starts = pd.Series(0, index=codes, name="start")
        return Programme(portfolio, starts, begin, len(codes) or 1, {}, BY_HAND, NOT_KNOWN)
    planned = schedule(
        select(appraisal, **demands_in_force(case)),
        given["start"],
        given["quarters"],
        given["capacity"],
    )
    starts = planned.starts.reindex(codes, fill_value=0)
    return replace(planned, portfolio=portfolio, starts=starts)


def reviewed(case: Case, decided: datetime.date) -> Review | None:
    """Did last year's projects deliver? None where no figure was entered.

    Parameters
    ----------
    case : Case
        A case with its benefits, actuals, calculations and departures.
    decided : date
        The day of the decision.
    """
    mine = case.actuals["candidate"].isin(chosen_of(case))
    return review(programme_of(case, decided)) if mine.any() else None


def realised(found: Review | None) -> pd.DataFrame:
    """Which share of the savings that were claimed came, by evidence grade?

    Parameters
    ----------
    found : Review or None
        The review of last year's projects; None where nothing was measured.

    Returns
    -------
    DataFrame
        Columns grade, assumed (share of a claim), count (projects measured), rate (came / claimed
        by then), spread, lowest, highest, next_year (to be agreed on) and words, which say so where
        too few were measured. Nothing is set by it.

    Examples
    --------
    >>> realised(None)[["grade", "assumed", "count", "words"]].to_numpy().tolist()[0]
    ['A', 0.8, 0, 'measured on 0: too few, so what is assumed stays']
    """
    nothing = pd.DataFrame({"grade": [], "rate": []})
    table = realisation_by_grade(nothing, nothing) if found is None else found.realisation
    return table[table["of"] == SAVINGS].drop(columns="of").reset_index(drop=True)
