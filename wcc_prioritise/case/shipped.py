"""Where is the sample? In an installed copy, or in the checkout beside the package."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def _places() -> tuple[Path, Path]:
    """Give the packaged folder and the checkout's; an editable install has only the second."""
    return PACKAGE / "_shipped" / "sample_data", PACKAGE.parent / "sample_data"


def sample(name: str = "northmere") -> Path:
    """Where is the sample called `name`?

    Parameters
    ----------
    name : str
        `northmere` (a full day, SYNTHETIC), `short` (the two-hour path, SYNTHETIC) or `real`
        (public figures of 2015-16, to practise reading and peers). `competencies` and `training`
        are folders of other tables, for `wcc competencies` and for the exercises.

    Returns
    -------
    pathlib.Path
        The folder, ready for `read`.

    Raises
    ------
    InputError
        If there is no such sample.

    Examples
    --------
    >>> sample("northmere").name
    'northmere'
    """
    for place in _places():
        if name and Path(name).name == name and (place / name).is_dir():
            return place / name
    from wcc_prioritise.tables import InputError, near_miss

    names = sorted(
        {p.name for place in _places() if place.is_dir() for p in place.iterdir() if p.is_dir()}
    )
    near = near_miss(name, names)
    raise InputError.of(
        found=f"no sample called {name!r}",
        allowed="one of: " + (", ".join(names) or "none, for no sample data came with this copy"),
        do=f"Did you mean {near!r}?" if near else "Choose one of these names.",
    )
