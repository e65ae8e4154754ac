"""What may stand in a cell? Kind, bounds and words of each field, from the schema alone."""

from __future__ import annotations

import datetime
import types
from dataclasses import dataclass
from typing import Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from wcc_prioritise.schema import EXTRA_COLUMNS
from wcc_prioritise.schema.cells import ScoreOrDontKnow

DONT_KNOW = "don't know"
"""How a score that a person could not give stands in a sheet."""

DATE_WORDS = "a date, as 2026-09-30 or 30/09/2026"
EXTRA_WORDS = "a number, or blank"

_KINDS = {float: "number", int: "whole", str: "text", bool: "yes", datetime.date: "date"}
_SIGNS = (
    ("ge", "low", False),
    ("gt", "low", True),
    ("le", "high", False),
    ("lt", "high", True),
)
_SCORE_CELL = ScoreOrDontKnow.__metadata__[0]


@dataclass(frozen=True)
class Bounds:
    """Between which figures must a number lie? None is no bound; strict excludes it."""

    low: float | None = None
    high: float | None = None
    low_strict: bool = False
    high_strict: bool = False

    def words(self) -> str:
        """Say the bounds after "a number".

        Examples
        --------
        >>> Bounds(0, 100).words(), Bounds(0).words(), Bounds(0, 1, high_strict=True).words()
        (' from 0 to 100', ', 0 or more', ' from 0 to below 1')
        """
        low, high = _figure(self.low), _figure(self.high)
        up_to = f"below {high}" if self.high_strict else high
        if self.low is None:
            return "" if self.high is None else f", at most {up_to}"
        if self.high is None:
            return f" above {low}" if self.low_strict else f", {low} or more"
        return f" above {low}, to {up_to}" if self.low_strict else f" from {low} to {up_to}"


def _figure(number: float | None) -> str:
    return "" if number is None else f"{number:,g}"


def _plain_type(field: FieldInfo) -> object:
    """Give the type of a field without the None that makes it optional."""
    if get_origin(field.annotation) in (Union, types.UnionType):
        return next(a for a in get_args(field.annotation) if a is not types.NoneType)
    return field.annotation


def kind_of(field: FieldInfo) -> str:
    """Which kind of cell is it: number, whole, score, text, list, choice, date or yes?"""
    if _SCORE_CELL in field.metadata:
        return "score"
    plain = _plain_type(field)
    origin = get_origin(plain)
    if origin is Literal:
        return "choice"
    return "list" if origin is tuple else _KINDS[plain]


def choices_of(field: FieldInfo) -> tuple[str, ...]:
    """Which words may stand in a cell of choice? Empty for any other kind."""
    kind = kind_of(field)
    if kind == "yes":
        return ("yes", "no")
    return get_args(_plain_type(field)) if kind == "choice" else ()


def bounds_of(field: FieldInfo) -> Bounds:
    """Between which figures must the cell lie?"""
    found: dict[str, object] = {}
    for rule in field.metadata:
        for sign, side, strict in _SIGNS:
            if (figure := getattr(rule, sign, None)) is not None:
                found |= {side: figure, f"{side}_strict": strict}
    return Bounds(**found)


def unit_of(field: FieldInfo) -> str:
    """In which unit is the figure? Empty where it has none."""
    return str((field.json_schema_extra or {}).get("unit") or "")


def example_of(field: FieldInfo) -> str:
    """Give an example of the cell; empty where the schema has none."""
    example = (field.json_schema_extra or {}).get("example")
    return "" if example is None else str(example)


def allowed_words(field: FieldInfo) -> str:
    """Say what may stand in the cell, after the word "allowed".

    Examples
    --------
    >>> from wcc_prioritise.schema import TABLES
    >>> allowed_words(TABLES["scores"].model_fields["score"])
    "a number from 0 to 100, or don't know"
    >>> allowed_words(TABLES["candidates"].model_fields["kind"])
    'one of: new, change, release; blank means new'
    """
    said = "" if field.is_required() else blank_words(field)
    return filled_words(field) + (f"; {said}" if said else "")


def filled_words(field: FieldInfo) -> str:
    """Say what a cell that is filled in may hold."""
    kind, unit = kind_of(field), unit_of(field)
    if choices_of(field):
        return "one of: " + ", ".join(choices_of(field))
    if kind == "date":
        return DATE_WORDS
    if kind in ("text", "list"):
        return f"text ({field.description})"
    bounds = bounds_of(field).words()
    said = ("a whole number" if kind == "whole" else "a number") + bounds
    if unit and unit not in bounds:
        said += f" ({unit})"
    return f"{said}, or {DONT_KNOW}" if kind == "score" else said


def blank_words(field: FieldInfo) -> str:
    """Say what a blank cell means.

    Examples
    --------
    >>> from wcc_prioritise.schema import TABLES
    >>> blank_words(TABLES["charter"].model_fields["long_horizon"])
    'blank means 10'
    """
    if field.is_required():
        return "must be filled in"
    if field.default in (None, ()):
        return "may be blank"
    default = field.default
    return f"blank means {default if isinstance(default, str) else _figure(default)}"


def extra_column(table: str, heading: str) -> str | None:
    """Give the name of a further number column that the table may take, or None.

    Examples
    --------
    >>> extra_column("candidates", "Resource: MRI scans")
    'resource_MRI_scans'
    >>> extra_column("people", "resource_beds") is None
    True
    """
    prefix = EXTRA_COLUMNS.get(table)
    words = "".join(sign if sign.isalnum() else " " for sign in heading).split()
    if prefix is None or len(words) < 2 or f"{words[0].casefold()}_" != prefix:
        return None
    return prefix + "_".join(words[1:])
