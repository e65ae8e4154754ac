"""What does a trainer bring along? Timetables, role briefs, disruptions and forms, as tables."""

from __future__ import annotations

from importlib.resources import files

import pandas as pd

from wcc_prioritise.tables import InputError, near_miss

KIT = {
    "half_day": "what is done when in three and a half hours, and what may be cut",
    "full_day": "what is done when in six hours of teaching, and what may be cut",
    "beyond": "exercises for afterwards",
    "roles": "eight cards for the role-play, each with a private brief",
    "disruptions": "what goes wrong in the role-play, on purpose",
    "moments": "five difficult moments for the clinic",
    "evaluation": "the form filled in at the end",
}
"""Tables of the kit, and what each is."""


def kit(name: str) -> pd.DataFrame:
    """What does a table of the kit hold?

    Parameters
    ----------
    name : str
        One of `KIT`.

    Returns
    -------
    DataFrame
        All cells are words but the minutes; a blank is an empty word.

    Raises
    ------
    InputError
        If there is no such table.

    Examples
    --------
    >>> len(kit("roles")), len(kit("moments"))
    (8, 5)
    """
    if name not in KIT:
        near = near_miss(name, KIT)
        raise InputError.of(
            found=f"no table of the kit called {name!r}",
            allowed="one of: " + ", ".join(KIT),
            do=f"Did you mean {near!r}?" if near else "Choose one of these.",
        )
    with files("wcc_prioritise.teaching").joinpath("kit", f"{name}.csv").open("rb") as file:
        found = pd.read_csv(file, dtype=str, keep_default_na=False, encoding="utf-8")
    numbers = found.columns.intersection(["minutes", "saves"])
    return found.astype(dict.fromkeys(numbers, int))
