"""What breaks when somebody moves a start?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from wcc_prioritise.portfolio.demands import unknown_name
from wcc_prioritise.programme.calendar import quarter_words
from wcc_prioritise.programme.chosen import facts_of
from wcc_prioritise.programme.scheduling import BY_HAND, CAPACITIES, Programme
from wcc_prioritise.tables import InputError

TOO_MUCH = 1e-9


def what_breaks(programme: Programme, starts: Mapping[str, int] | None = None) -> tuple[str, ...]:
    """Which capacity, order or end would other starts break?

    Parameters
    ----------
    programme : Programme
        The projects in time.
    starts : mapping of str to int, optional
        Quarter (from 0) in which a project would start, for those that are moved.

    Returns
    -------
    tuple of str
        What would be broken, in words; none when all holds.

    Raises
    ------
    InputError
        If a project is unknown or a quarter is none.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.programme import schedule
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> chosen = wcc.select(appraisal, limits={"gross_3yr": 9_000}, must=["P06"])
    >>> programme = schedule(chosen, "2027-04", capacity={"lead_months": 9})
    >>> what_breaks(programme)
    ()
    >>> what_breaks(programme, {"P06": 11})
    ('P06 would still be at work after Jan-Mar 2030, the last quarter',)
    """
    tried = _with_starts(programme, starts or {})
    return (*_ends(tried), *_order(tried), *_load(tried))


def moved(programme: Programme, starts: Mapping[str, int]) -> Programme:
    """Give the programme with other starts, whatever they break; `what_breaks` says what.

    Parameters
    ----------
    programme : Programme
        The projects in time.
    starts : mapping of str to int
        Quarter (from 0) in which a project starts, for those that are moved.

    Returns
    -------
    Programme
        The same projects; its status says that somebody set it by hand, unless nothing moved.

    Raises
    ------
    InputError
        If a project is unknown or a quarter is none.
    """
    tried = _with_starts(programme, starts)
    if tried.starts.equals(programme.starts):
        return programme
    return replace(tried, status=BY_HAND, gap=float("nan"))


def _with_starts(programme: Programme, starts: Mapping[str, int]) -> Programme:
    series = programme.starts.copy()
    for code, quarter in dict(starts).items():
        if code not in series.index:
            raise unknown_name("project", code, list(series.index))
        series[code] = _quarter(code, quarter, programme.quarters)
    return replace(programme, starts=series)


def _quarter(code: str, given: object, quarters: int) -> int:
    try:
        number = float(given)
    except (TypeError, ValueError):
        number = float("nan")
    if not (number.is_integer() and 0 <= number < quarters):
        raise InputError.of(
            found=f"a start of {code} in quarter {given!r}",
            allowed=f"a whole number from 0 to {quarters - 1}",
            do="Count quarters from 0, the first.",
        )
    return int(number)


def _ends(tried: Programme):
    last = quarter_words(tried.start, tried.quarters - 1)
    for row in tried.table.itertuples():
        if row.start + max(row.quarters, 1) > tried.quarters:
            yield f"{row.candidate} would still be at work after {last}, the last quarter"


def _order(tried: Programme):
    work = facts_of(tried)["quarters"].astype(int)
    for later, earlier in tried.portfolio.rules.needs:
        if later in work.index and earlier in work.index:
            ended = int(tried.starts[earlier]) + int(work[earlier])
            if tried.starts[later] < ended:
                begins = quarter_words(tried.start, int(tried.starts[later]))
                yield (
                    f"{later} would begin in {begins}, before {earlier}, which it needs, has ended "
                    "its work"
                )


def _load(tried: Programme):
    for name, most in tried.capacity.items():
        over: pd.DataFrame = tried.load[tried.load[name] > most + TOO_MUCH]
        for row in over.to_dict("records"):
            yield (
                f"{row['words']} would use {row[name]:g} {CAPACITIES[name][1]}, and {most:g} can "
                "be had"
            )
