"""What does a cell of the form let in? Drop-downs and bounds, as the schema says."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic.fields import FieldInfo

from wcc_prioritise.schema import TABLES
from wcc_prioritise.tables.fields import (
    DONT_KNOW,
    Bounds,
    allowed_words,
    bounds_of,
    choices_of,
    kind_of,
)
from wcc_prioritise.tables.layouts import column_letter

LISTED_CODES = 2_000
"""A drop-down of codes looks so many rows down the other sheet."""

_LONGEST_MESSAGE = 255  # of a message that Excel shows at a cell
_FIRST_DAY = "DATE(2000,1,1)"

Rule = dict[str, object]
"""Options of an entry rule, as XlsxWriter's `data_validation` takes them."""


def entry_rule(
    table: str, column: str, shown: Sequence[str], place: int, row: int = 1
) -> Rule | None:
    """Which entries does a cell of the form let in?

    Parameters
    ----------
    table, column : str
        Table and field.
    shown : sequence of str
        Tables that have a sheet in the same form; a code of one of them is offered as a list.
    place, row : int
        The first cell the rule is for, both counted from 0.

    Returns
    -------
    dict or None
        Options for XlsxWriter; None where any text is allowed.

    Examples
    --------
    >>> entry_rule("candidates", "kind", (), 4)["source"]
    ['new', 'change', 'release']
    """
    record = TABLES[table]
    info = record.model_fields[column]
    rule = _codes_rule(table, column, shown) or _field_rule(info, column_letter(place), row + 1)
    if rule is None:
        return None
    message = f"Allowed: {allowed_words(info)}."
    if column in record.refers:
        also = ", or all" if column in record.all_allowed else ""
        message = f"Allowed: a code of the sheet {record.refers[column]}{also}."
    return {"error_title": column[:32], "error_message": message[:_LONGEST_MESSAGE]} | rule


def _codes_rule(table: str, column: str, shown: Sequence[str]) -> Rule | None:
    """Offer the codes in the first column of another sheet, as far down as it is filled in."""
    other = TABLES[table].refers.get(column)
    if other not in shown:
        return None
    codes = f"{other}!$A$2:$A${LISTED_CODES + 1}"
    source = f"=OFFSET({other}!$A$2,0,0,MAX(1,COUNTA({codes})),1)"
    return {"validate": "list", "source": source, "error_type": "warning"}


def _field_rule(info: FieldInfo, letter: str, row: int) -> Rule | None:
    kind = kind_of(info)
    if choices := choices_of(info):
        return {"validate": "list", "source": list(choices)}
    if kind == "date":
        words = {"validate": "date", "criteria": ">=", "value": f"={_FIRST_DAY}"}
        return words | {"error_type": "warning"}
    if kind in ("number", "whole", "score"):
        return {"validate": "custom", "value": _figure_formula(info, f"{letter}{row}")}
    return None


def _figure_formula(info: FieldInfo, cell: str) -> str:
    """Give the formula that is true for a cell within its bounds, strict bounds included."""
    tests = [f"ISNUMBER({cell})", *_bound_tests(bounds_of(info), cell)]
    if kind_of(info) == "whole":
        tests.append(f"{cell}=INT({cell})")
    figure = f"AND({','.join(tests)})"
    return f'=OR({figure},{cell}="{DONT_KNOW}")' if kind_of(info) == "score" else f"={figure}"


def _bound_tests(bounds: Bounds, cell: str) -> list[str]:
    tests = []
    if bounds.low is not None:
        tests.append(f"{cell}{'>' if bounds.low_strict else '>='}{bounds.low:g}")
    if bounds.high is not None:
        tests.append(f"{cell}{'<' if bounds.high_strict else '<='}{bounds.high:g}")
    return tests
