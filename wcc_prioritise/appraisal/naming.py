"""Is there a thing of that name? If not: which was meant?"""

from __future__ import annotations

from collections.abc import Iterable

from wcc_prioritise.tables import InputError, near_miss


def must_be_one_of(what: str, name: object, names: Iterable[str]) -> None:
    """Refuse a name that is not known, with the near miss.

    Parameters
    ----------
    what : str
        What is named, in words: "candidate".
    name : object
        The name that was given.
    names : iterable of str
        The names there are.

    Raises
    ------
    InputError
        If the name is none of them.
    """
    names = [str(known) for known in names]
    if name in names:
        return
    near = near_miss(str(name), names)
    raise InputError.of(
        found=f"no {what} called {name!r}",
        allowed=f"one of: {', '.join(names) or 'none'}",
        do=f"Did you mean {near!r}?" if near else "Correct the name.",
    )
