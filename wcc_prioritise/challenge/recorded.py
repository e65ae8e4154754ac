"""With what was it computed? The arguments of the last recorded calculation of each verb."""

from __future__ import annotations

import json

from wcc_prioritise.case.value import Case
from wcc_prioritise.challenge.materiality import recorded_arguments
from wcc_prioritise.portfolio.asked import asked_of

DEMANDS = ("limits", "must", "never", "at_least", "at_most", "reading")
"""Arguments of `select`."""


def last_arguments(case: Case, verb: str) -> dict | None:
    """Give the arguments of the last recorded calculation of a verb; None where there is none."""
    kept = case.calculations
    kept = kept[kept["verb"] == verb]
    return None if kept.empty else json.loads(kept["arguments"].iloc[-1])


def demands_in_force(case: Case) -> dict:
    """Which limits and rules hold: of the set that was recorded last, or else of the tables?

    Returns
    -------
    dict
        Arguments of `select`.

    Raises
    ------
    InputError
        If no set was recorded and there is no limit.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> demands_in_force(wcc.read(wcc.sample("short")))["at_least"]
    {'quick win': 2, 'long-term gain': 2}
    """
    given = last_arguments(case, "select")
    if given is None:
        return asked_of(case)
    said = recorded_arguments(given)
    return {name: said[name] for name in DEMANDS if name in said}
