"""What did one person answer, and which weights does the answer stand for?"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from wcc_prioritise.tables import Fault, InputError, near_miss
from wcc_prioritise.tables.faults import quoted


@dataclass(frozen=True, eq=False, kw_only=True)
class Weights:
    """Weights with the answers they came from and what was found on the way.

    Attributes
    ----------
    weights : Series
        By criterion; they sum to 1.
    method : str
        How the answers were asked for.
    answers : object
        The answers as they were given.
    found : tuple of str
        What the person should look at, as sentences; empty when nothing is odd.
    """

    weights: pd.Series
    method: str
    answers: object
    found: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Say in one line who leads and whether there is something to look at."""
        first = self.weights.idxmax()
        odd = f"; {len(self.found)} to look at" if self.found else ""
        return f"<Weights by {self.method}: {first} first of {len(self.weights)}{odd}>"


def shares(numbers: pd.Series) -> pd.Series:
    """Divide numbers by their sum, as weights by criterion."""
    weights = (numbers / math.fsum(numbers)).rename("weight")
    weights.index.name = "criterion"
    return weights


def one_each(
    answers: Mapping[str, float] | pd.Series,
    codes: Iterable[str],
    what: str = "points",
    *,
    zeros: bool = False,
) -> pd.Series:
    """Give one number for each criterion, in the order of the codes.

    Parameters
    ----------
    answers : mapping or Series
        Numbers of 0 or more by criterion.
    codes : iterable of str
        Every criterion.
    what : str
        What the numbers are, for the words of a fault.
    zeros : bool
        Whether all of them may be 0.

    Raises
    ------
    InputError
        If a criterion is left out or unknown, a number is negative or missing, or all are 0.
    """
    given, codes = dict(answers), list(codes)
    faults = unknown(given, codes, what)
    faults += [
        Fault(what, None, None, f"nothing for {code}", "a number for every criterion", "Ask.")
        for code in codes
        if code not in given
    ]
    allowed = "a number, 0 or more"
    numbers = pd.Series({code: _number(given.get(code)) for code in codes}, dtype=float)
    faults += [
        Fault(what, None, None, f"{quoted(given[code])} for {code}", allowed, "Correct it.")
        for code in codes
        if code in given and not 0 <= numbers[code] < math.inf
    ]
    if not faults and not zeros and not numbers.sum() > 0:
        do = "Ask which step matters most; it has 100 points."
        faults.append(Fault(what, None, None, "0 for every criterion", "at least one above 0", do))
    if faults:
        raise InputError(faults)
    return numbers


def unknown(given: Iterable[str], codes: Sequence[str], what: str) -> list[Fault]:
    """List the names that are no criterion."""
    return [
        Fault(what, None, None, f"{name!r}", "a criterion", _meant(name, codes))
        for name in given
        if name not in codes
    ]


def _meant(name: str, codes: Sequence[str]) -> str:
    near = near_miss(name, codes)
    return f"Did you mean {near!r}?" if near else f"The criteria are {', '.join(codes)}."


def _number(value: object) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return math.nan


def places(order: Iterable[str | Iterable[str]], codes: Sequence[str]) -> list[list[str]]:
    """Read an order, most important first, in which tied criteria stand together in a group.

    Raises
    ------
    InputError
        If a criterion is unknown or stands in the order twice.
    """
    groups = [[group] if isinstance(group, str) else list(group) for group in order]
    named = [code for group in groups for code in group]
    faults = unknown(named, codes, "order")
    faults += [
        Fault("order", None, None, f"{code} twice", "each criterion once", "Strike one out.")
        for code in dict.fromkeys(named)
        if named.count(code) > 1
    ]
    if faults:
        raise InputError(faults)
    return [group for group in groups if group]
