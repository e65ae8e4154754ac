"""What should somebody look at again? Sense checks of what the room has said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from wcc_prioritise.case.functions import told
from wcc_prioritise.case.value import Case
from wcc_prioritise.judgement import checks_of_day, checks_of_scores, checks_of_weights
from wcc_prioritise.judgement.room import Room
from wcc_prioritise.tables import InputError

COLUMNS = ("check", "about", "seen", "matters", "do")

CHECKS = (*checks_of_weights.CHECKS, *checks_of_scores.CHECKS, *checks_of_day.CHECKS)
"""Every check, in the order they are made."""

CONSOLE_ONLY = tuple(check.name for check in CHECKS if check.console)
"""Checks that name or accuse somebody: for the facilitator's own screen, never for the room's. Any
other row that is about a person is theirs and the facilitator's."""

OwnCheck = Callable[[Case], pd.DataFrame]


def sense_checks(
    case: Case,
    own: OwnCheck | Iterable[OwnCheck] = (),
    *,
    before: Case | None = None,
    headings: Mapping[str, float] | None = None,
    orders: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """What should somebody look at again, why does it matter, and what is to be done?

    None of what is found is a fault, and nothing is changed: each row is a question to the room or
    to the facilitator.

    Parameters
    ----------
    case : Case
        A case with a charter; what has not been said yet is not checked.
    own : callable or iterable of callables
        Checks of somebody's own: plain functions from a case to a frame with the columns check,
        seen, matters, do and, if they like, about. Each is named with the hash of its source.
    before : Case, optional
        The case as it was, to find weights that stayed although their range changed.
    headings : mapping of str to float, optional
        Points of every heading's own step, where people were asked for it; otherwise a heading is
        taken at the largest of its criteria.
    orders : DataFrame, optional
        person, criterion, order and round, as the sheets that came back hold them, to be held
        against the points.

    Returns
    -------
    DataFrame
        Columns check, about, seen, matters, do; no row when nothing looks odd. For the console;
        `checks_for_the_room` gives what may be projected.

    Raises
    ------
    InputError
        If the case holds evidence alone, or a check of somebody's own fails or gives another frame.

    References
    ----------
    Montibeller & von Winterfeldt, Risk Analysis 2015;35:1230-1251 (biases and what helps).

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> found = sense_checks(wcc.read(wcc.sample("short")))
    >>> list(found.columns)
    ['check', 'about', 'seen', 'matters', 'do']
    """
    if case.charter is None:
        raise InputError.of(
            found="a folder with evidence alone",
            allowed="a workshop: charter, candidates, criteria, people and swings",
            do="Make one with `wcc new FOLDER`, or read another folder.",
        )
    room = Room(case, before, headings, orders)
    rows = [
        (check.name, about, seen, check.matters, check.do)
        for check in CHECKS
        for about, seen in check.look(room)
    ]
    ours = pd.DataFrame(rows, columns=COLUMNS, dtype=object)
    functions = [own] if callable(own) else list(own)
    return pd.concat([ours, *(_own(case, check) for check in functions)], ignore_index=True)


def checks_for_the_room(found: pd.DataFrame, case: Case) -> pd.DataFrame:
    """Which of the checks may everybody see? Those that accuse nobody and are about no person.

    Parameters
    ----------
    found : DataFrame
        As `sense_checks` gives it.
    case : Case
        The case that was checked.

    Returns
    -------
    DataFrame
        The rows for the room's screen; the others are for the facilitator's console and, where they
        are about a person, for that person.
    """
    private = found["check"].isin(CONSOLE_ONLY) | found["about"].isin(case.people["person"])
    return found[~private].reset_index(drop=True)


def _own(case: Case, check: OwnCheck) -> pd.DataFrame:
    """Run a check of somebody's own and hold it to the form of the others."""
    name = told(check)
    try:
        found = check(case)
    except Exception as error:  # whatever it is, the reader gets words
        raise _refused(name, f"{type(error).__name__}: {error}") from error
    if not isinstance(found, pd.DataFrame):
        raise _refused(name, f"a {type(found).__name__}")
    if missing := [c for c in COLUMNS if c not in found.columns and c != "about"]:
        raise _refused(name, f"a table without {', '.join(missing)}")
    found = found.assign(about=found.get("about", "the room"))
    found = found[list(COLUMNS)].astype(object)
    if found.isna().to_numpy().any():
        raise _refused(name, "a blank cell")
    return found.assign(check=[f"{said} ({name})" for said in found["check"]])


def _refused(name: str, found: str) -> InputError:
    return InputError.of(
        where=name,
        found=found,
        allowed="a table with the columns check, seen, matters and do, every cell filled in",
        do="Correct the check; it gets a case.",
    )
