"""How is the data dictionary written? From the schema alone, so that the two cannot disagree.

`python -m wcc_prioritise.schema.dictionary docs/data-dictionary.md` writes the page again.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from wcc_prioritise.schema.records import (
    EFFECT_BY_GRADE,
    EVIDENCE_ONLY,
    EXTRA_COLUMNS,
    GRADE_POINTS,
    NEEDED,
    RESOURCES,
    TABLES,
    Record,
)

KINDS = {
    "str": "text",
    "float": "number",
    "int": "whole number",
    "date": "date",
    "bool": "yes or no",
}


def choices(field: FieldInfo) -> tuple[str, ...]:
    """Which words may stand in this field? None where any text may."""
    return tuple(_literals(field.annotation))


def _literals(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    for part in get_args(annotation):
        if not isinstance(part, str):
            yield from _literals(part)


def kind(field: FieldInfo) -> str:
    """What kind of cell is this, in words?"""
    if choices(field):
        return "one of: " + ", ".join(choices(field))
    if get_origin(field.annotation) is tuple:
        return "list, with ; between"
    parts = get_args(field.annotation) if _is_union(field.annotation) else (field.annotation,)
    (held,) = (part for part in parts if part is not type(None))
    return KINDS[held.__name__]


def _is_union(annotation: Any) -> bool:
    return get_origin(annotation) in (Union, types.UnionType)


def bounds(field: FieldInfo) -> str:
    """Which numbers may stand in this field, in words? Empty where any may."""
    limits = {
        name: getattr(rule, name)
        for rule in field.metadata
        for name in ("ge", "gt", "le", "lt")
        if getattr(rule, name, None) is not None
    }
    low = f"{limits['ge']:g} or more" if "ge" in limits else ""
    low = f"more than {limits['gt']:g}" if "gt" in limits else low
    high = f"{limits['le']:g} or less" if "le" in limits else ""
    high = f"less than {limits['lt']:g}" if "lt" in limits else high
    if "ge" in limits and "le" in limits:
        return f"{limits['ge']:g} to {limits['le']:g}"
    return ", ".join(part for part in (low, high) if part)


def dictionary() -> str:
    """What does every table and field mean? The data dictionary as a Markdown page."""
    parts = [_INTRODUCTION, _list_of_tables()]
    parts += [_table(name, record) for name, record in TABLES.items()]
    parts += [_resources(), _grades()]
    return "\n\n".join(parts) + "\n"


_INTRODUCTION = """# Data dictionary

Made from the schema by `python -m wcc_prioritise.schema.dictionary docs/data-dictionary.md`; do not
edit it by hand. A workshop is a folder of CSV files, or one Excel workbook, whose files or sheets
have the names of these tables. Letter case, spaces and underscores in names do not matter. Missing
is missing, never zero."""


def _list_of_tables() -> str:
    lines = ["| table | what it holds | needed |", "| --- | --- | --- |"]
    for name, record in TABLES.items():
        needed = "yes" if name in NEEDED else ""
        needed = "alone, or with the rest" if name in EVIDENCE_ONLY else needed
        lines.append(f"| [{name}](#{name}) | {record.about} | {needed} |")
    return "\n".join(lines)


def _table(name: str, record: type[Record]) -> str:
    lines = [f"## {name}", "", record.about, ""]
    if name == "charter":
        lines += [
            "A vertical table: column `item` holds the names below, column `value` the rules.",
            "",
        ]
    elif record.key:
        lines += [f"Rows are told apart by: {', '.join(record.key)}.", ""]
    if name in EXTRA_COLUMNS:
        lines += [
            f"Further number columns may be added; their names begin `{EXTRA_COLUMNS[name]}`.",
            "",
        ]
    lines += [
        "| field | words | kind | unit | allowed | when blank |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    lines += [_field_row(record, n, f) for n, f in record.model_fields.items()]
    return "\n".join(lines)


def _field_row(record: type[Record], name: str, field: FieldInfo) -> str:
    extra = field.json_schema_extra or {}
    words = field.description or ""
    if name in record.refers:
        words += f" (a code of {record.refers[name]})"
    if extra.get("example") is not None:
        words += f"; for example {extra['example']}"
    cells = [f"`{name}`", words, kind(field), extra.get("unit") or "", bounds(field), _blank(field)]
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def _blank(field: FieldInfo) -> str:
    if field.is_required():
        return "a fault"
    default = field.default
    if default is None or default == ():
        return "not known"
    return f"{default:g}" if isinstance(default, float) else str(default)


def _resources() -> str:
    lines = [
        "## Resources",
        "",
        "Resources that limits may name, derived from the candidates table.",
        "",
    ]
    lines += ["| resource | meaning | unit |", "| --- | --- | --- |"]
    lines += [f"| `{name}` | {meaning} | {unit} |" for name, (meaning, unit) in RESOURCES.items()]
    return "\n".join(lines)


def _grades() -> str:
    lines = [
        "## Evidence grades",
        "",
        "| grade | value (0 to 100) | share of a claimed saving expected |",
    ]
    lines += ["| --- | --- | --- |"]
    lines += [f"| {g} | {GRADE_POINTS[g]:g} | {EFFECT_BY_GRADE[g]:.0%} |" for g in GRADE_POINTS]
    return "\n".join(
        [*lines, "", "Both columns are assumptions of this product, to be replaced locally."]
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(dictionary(), encoding="utf-8", newline="\n")
