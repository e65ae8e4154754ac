"""What did the small file hold that a page saves?"""

from __future__ import annotations

import json
from pathlib import Path

from wcc_prioritise.sheets.asked import FORM
from wcc_prioritise.sheets.came_back import Place, Returned, Said, given
from wcc_prioritise.tables import InputError

_FIELDS = {"scores": ("score", "reason"), "swings": ("order", "points", "reason")}
_AGAIN = "Ask for the file again: it is the one that the button of the page saves."


def read_saved(path: Path) -> Returned:
    """Read one file that the page of a person saved.

    Parameters
    ----------
    path : Path
        The file (.json).

    Returns
    -------
    Returned
        Its rows.

    Raises
    ------
    InputError
        If it is no such file.
    """
    saved = _opened(path)
    place = Place(path.name)
    if not isinstance(saved, dict) or saved.get("form") != FORM:
        raise _not_saved_by_the_page(path)
    said = []
    for table in _FIELDS:
        rows = saved.get(table)
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise _not_saved_by_the_page(path)
        said += [_said(path.name, table, number, row) for number, row in enumerate(rows, start=1)]
    return Returned(
        where=path.name,
        place=place,
        person=given(saved.get("person")),
        round=given(saved.get("round")),
        version=given(saved.get("version")),
        said=tuple(said),
        whole=False,
    )


def _opened(path: Path) -> object:
    try:
        return json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise InputError.of(
            where=path.name,
            found="a file that cannot be opened",
            allowed="a file that you may read",
            do="Close it in every other program, then try again.",
        ) from error
    except (ValueError, RecursionError) as error:
        raise _not_saved_by_the_page(path) from error


def _not_saved_by_the_page(path: Path) -> InputError:
    return InputError.of(where=path.name, found="a file that no scoring page saved", do=_AGAIN)


def _said(where: str, table: str, number: int, row: dict) -> Said:
    criterion, candidate = row.get("criterion"), row.get("candidate")
    place = Place(f"{where}, {table}, entry {number}")
    return Said(
        table=table,
        candidate=candidate if table == "scores" else None,
        criterion=criterion,
        place=place,
        given={field: _value(row.get(field)) for field in _FIELDS[table]},
        places={field: Place(place.where, column=field) for field in _FIELDS[table]},
    )


def _value(value: object) -> object:
    """Take a value that a page can save; anything deeper is shown as it was found."""
    return (
        given(value) if isinstance(value, (str, int, float, bool)) or value is None else str(value)
    )
