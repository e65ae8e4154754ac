"""What may be going wrong in the room? Private flags for the facilitator.

Worked out anew each time, never stored and never shown to the room; only what the facilitator did
about one is an entry (the act `action`).
"""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.case.value import Case
from wcc_prioritise.portfolio import Portfolio
from wcc_prioritise.voices.cautions import COLUMNS, weak_evidence
from wcc_prioritise.voices.rooms import without_person_console_only

GAMING = "one up, all others down"
"""The sense check that finds somebody's own project at the top and all rivals at the bottom."""

OF_THE_ROOM = ("narrow scores",)
"""Sense checks that are flags although they accuse nobody: they tell who is tired."""


def flags(about: Case | Portfolio) -> pd.DataFrame:
    """What should the facilitator, and nobody else, look at?

    Parameters
    ----------
    about : Case or Portfolio
        What has been said so far; or a chosen set, against which gaming is then tested and to which
        weak evidence where it decides is added.

    Returns
    -------
    DataFrame
        check, about, seen, matters, do: what `sense_checks` keeps for the console (one up and all
        others down, with a set only if leaving those scores out changes it; two camps; harsh or
        lenient; mostly one group's reasons; views that closed up toward one group, and the like),
        scores that use little of the scale, weak evidence. May name people.

    References
    ----------
    Montibeller & von Winterfeldt, Risk Analysis 2015;35:1230-1251 (motivational biases).

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> flags(wcc.read(wcc.sample("northmere")))["check"].tolist()
    ['two camps', 'harsh or lenient']
    """
    from wcc_prioritise.judgement.checks import CONSOLE_ONLY, sense_checks

    case = about.appraisal.case if isinstance(about, Portfolio) else about
    found = sense_checks(case)
    found = found[found["check"].isin([*CONSOLE_ONLY, *OF_THE_ROOM])]
    if isinstance(about, Portfolio):
        found = pd.concat([_tested(about, found), weak_evidence(about)])
    return found[COLUMNS].reset_index(drop=True)


def _tested(portfolio: Portfolio, found: pd.DataFrame) -> pd.DataFrame:
    """Keep a sign of gaming only where leaving those scores out changes the set, and say how."""
    kept, seen = [], []
    for row in found.itertuples():
        words = row.seen
        if row.check == GAMING:
            moved = without_person_console_only(portfolio, row.about)
            words = f"{words} {moved.words}" if moved.enters or moved.leaves else None
        kept.append(words is not None)
        seen.append(words)
    return found.assign(seen=seen)[kept]
