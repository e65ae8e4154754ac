"""What is taught when, and what is dropped when it is late?"""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.tables import InputError, near_miss
from wcc_prioritise.teaching.checks import exercise
from wcc_prioritise.teaching.course.kit_tables import kit

CLINIC = "X12"
"""Played among the learners, and marked by a grid; it has no table and no notebook."""

DAYS = {"half day": "half_day", "full day": "full_day"}


def days() -> list[str]:
    """Which timetables are there?"""
    return list(DAYS)


def timetable(day: str = "half day") -> pd.DataFrame:
    """What is taught when?

    Parameters
    ----------
    day : str
        ``half day`` or ``full day``.

    Returns
    -------
    DataFrame
        By block: start (hours and minutes from the beginning), minutes, exercises (codes with
        their titles), what, cut (place in the cut list; blank: never), saves (minutes), if_cut.

    Raises
    ------
    InputError
        If there is no such day.

    Examples
    --------
    >>> timetable("half day")["start"].iloc[[0, 1, -1]].tolist()
    ['0:00', '0:20', '3:20']
    """
    found = kit(_named(day))
    begins = found["minutes"].cumsum() - found["minutes"]
    found.insert(0, "start", [f"{m // 60}:{m % 60:02d}" for m in begins])
    found["exercises"] = [_titled(codes) for codes in found["exercises"]]
    return found


def _titled(codes: str) -> str:
    """Put the titles of the exercises beside their codes."""
    return "; ".join(f"{code} {title_of(code)}" for code in codes.split())


def title_of(code: str) -> str:
    """What is an exercise called? The clinic has a code, too."""
    return "Clinic" if code == CLINIC else exercise(code).title


def cut_list(day: str = "half day", late: int = 0) -> pd.DataFrame:
    """What is dropped when it is so late, in which order, and what hangs on it?

    Parameters
    ----------
    day : str
        ``half day`` or ``full day``.
    late : int
        Minutes. 0 gives the whole list.

    Returns
    -------
    DataFrame
        block, saves, saved (minutes so far, together), if_cut. It is as long as it must be to make
        up for the minutes; where it can't, it is the whole list, and the last `saved` says so.

    Raises
    ------
    InputError
        If there is no such day, or the minutes are not a number from 0.

    Examples
    --------
    >>> cut_list("half day", late=30)[["block", "saved"]].values.tolist()[-1]
    ['Gut order', 35]
    """
    if not isinstance(late, int) or isinstance(late, bool) or late < 0:
        raise InputError.of(
            found=f"{late!r} minutes late", allowed="0 or more", do="Give whole minutes."
        )
    found = kit(_named(day))
    cuts = found[found["cut"] != ""].astype({"cut": int}).sort_values("cut")
    cuts["saved"] = cuts["saves"].cumsum()
    needed = len(cuts) if not late else int((cuts["saved"] < late).sum()) + 1
    return cuts[["block", "saves", "saved", "if_cut"]].head(needed).reset_index(drop=True)


def _named(day: str) -> str:
    if day in DAYS:
        return DAYS[day]
    near = near_miss(day, DAYS)
    raise InputError.of(
        found=f"no timetable called {day!r}",
        allowed="one of: " + ", ".join(DAYS),
        do=f"Did you mean {near!r}?" if near else "Choose one of these.",
    )
