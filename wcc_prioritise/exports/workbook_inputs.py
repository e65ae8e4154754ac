"""What goes into every sum? The sheets that hold what was said, fixed or claimed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from wcc_prioritise.case import Case
from wcc_prioritise.exports.workbook_cells import NARROW, WIDE, Book
from wcc_prioritise.judgement import memberships
from wcc_prioritise.schema import EFFECT_BY_GRADE, GRADE_POINTS, TABLES
from wcc_prioritise.schema.curves import curve_points, is_levels
from wcc_prioritise.schema.dictionary import bounds, kind
from wcc_prioritise.tables.writing import sheet_rows

AS_THEY_ARE = (
    "charter", "candidates", "criteria", "chances", "limits", "rules", "links", "pots",
    "measures", "swings", "scores",
)  # fmt: skip
"""Tables of the record that stand in the workbook as they are, every round of the answers too."""

WORDY = ("name", "question", "description", "because", "reason", "what", "source", "value")
"""Columns with room for sentences."""


@dataclass(frozen=True)
class Inputs:
    """Where every input stands.

    Attributes
    ----------
    book : Book
        The workbook.
    case : Case
        What it holds.
    cleaned : callable
        Takes names out of a text.
    columns : dict of str to list of str
        Columns of each table, in the order they stand.
    groups : list of str
        Voice groups, in the order of the sheet of people.
    people : list of str
        Tokens, in the order of the sheet of people.
    places : dict of str to dict
        By table: the row of each code.
    """

    book: Book
    case: Case
    cleaned: Callable[[object], str]
    columns: dict[str, list[str]] = field(default_factory=dict)
    groups: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    places: dict[str, dict] = field(default_factory=dict)

    def at(self, table: str, row: int, column: str) -> str:
        """Name the cell of a row (counted from 0) and column of a table."""
        return self.book[table].at(1 + row, self.columns[table].index(column))

    def charter(self, item: str) -> str:
        """Name the cell of an entry of the charter."""
        return self.book["charter"].at(1 + self.columns["charter"].index(item), 1)

    def candidate(self, code: str, column: str) -> str:
        """Name the cell of a fact of a candidate."""
        return self.at("candidates", self.places["candidates"][code], column)

    def criterion(self, code: str, column: str) -> str:
        """Name the cell of an entry of a criterion."""
        return self.at("criteria", self.places["criteria"][code], column)

    def grade(self, code: str, column: str) -> str:
        """Give the formula that looks up what goes with the grade of a candidate."""
        sheet, last = self.book["grades"], len(GRADE_POINTS)
        place = {"points": 1, "effect": 2}[column]
        of = f"MATCH({self.candidate(code, 'grade')},{sheet.at(1, 0, last)},0)"
        return f"INDEX({sheet.at(1, place, last)},{of})"

    def curve(self, code: str) -> tuple[str, str, int]:
        """Name the figures and the values of a curve, and say how many points it has."""
        begin, many = self.places["curves"][code]
        sheet = self.book["curves"]
        return sheet.at(begin, 1, begin + many - 1), sheet.at(begin, 2, begin + many - 1), many

    @cached_property
    def names(self) -> dict[str, str]:
        """Name of each candidate, by its code."""
        return self.case.names.map(self.cleaned).to_dict()

    @cached_property
    def criteria(self) -> dict[str, dict]:
        """Each criterion, by its code."""
        return {row["criterion"]: row for row in self.case.criteria.to_dict("records")}

    @cached_property
    def measures(self) -> dict[tuple, int]:
        """Row of each measure, by candidate and criterion."""
        return rows_by_key(self.case.measures, ("candidate", "criterion"))


def write_inputs(book: Book, case: Case, cleaned: Callable[[object], str]) -> Inputs:
    """Write the sheets of inputs.

    Parameters
    ----------
    book : Book
        With their sheets.
    case : Case
        The record.
    cleaned : callable
        Takes names out of a text.
    """
    inputs = Inputs(book, case, cleaned)
    for name in AS_THEY_ARE:
        _table(inputs, name)
    for name, key in (("candidates", "candidate"), ("criteria", "criterion")):
        codes = getattr(case, name)[key]
        inputs.places[name] = {code: place for place, code in enumerate(codes)}
    _people(inputs)
    _curves(inputs)
    _grades(inputs)
    _dictionary(book)
    return inputs


def _table(inputs: Inputs, name: str) -> None:
    """Write a table of the record, row by row."""
    case = inputs.case
    frame = case.tables["charter"].frame if name == "charter" else getattr(case, name)
    for column in set(frame) & set(texts_of(name)):
        frame = frame.assign(**{column: frame[column].map(inputs.cleaned, na_action="ignore")})
    head, *rows = sheet_rows(name, frame)
    inputs.columns[name] = [row[0] for row in rows] if name == "charter" else head
    sheet = inputs.book[name]
    sheet.heads(head, [WIDE if column in WORDY else NARROW + 4 for column in head])
    for place, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            sheet.put(place, column, cell)


def texts_of(table: str) -> list[str]:
    """Name the columns of a table in which people's own words stand: no code, no choice."""
    record = TABLES[table]
    codes = {*record.key, *record.refers, "pot", "curve", "resource", "area"}
    return [
        name
        for name, held in record.model_fields.items()
        if name not in codes and kind(held) == "text"
    ]


def _people(inputs: Inputs) -> None:
    """Write tokens, roles and shares in the voice groups: in k groups one counts 1/k in each."""
    case, sheet = inputs.case, inputs.book["people"]
    shares = memberships(case.people, case.voice_groups)
    inputs.groups.extend(shares.columns)
    inputs.people.extend(shares.index)
    roles = case.people.set_index("person")["roles"]
    sheet.heads(
        ["person", "roles", *(f"share in {group}" for group in shares.columns)],
        [NARROW, WIDE],
    )
    for row, (person, held) in enumerate(shares.iterrows(), start=1):
        for place, cell in enumerate((person, roles[person], *held)):
            sheet.put(row, place, cell)


def _curves(inputs: Inputs) -> None:
    """Write the value curve of every criterion, figures rising."""
    sheet, row = inputs.book["curves"], 1
    inputs.places["curves"] = {}
    sheet.heads(["criterion", "figure", "value (0 to 100)", "between the points"])
    for criterion in inputs.case.criteria.to_dict("records"):
        points = curve_points(criterion["curve"], criterion["worst"], criterion["best"])
        inputs.places["curves"][criterion["criterion"]] = (row, len(points[0]))
        between = "steps" if is_levels(criterion["curve"]) else "straight line"
        for figure, value in zip(*points, strict=True):
            for place, cell in enumerate((criterion["criterion"], figure, value, between)):
                sheet.put(row, place, cell)
            row += 1


def _grades(inputs: Inputs) -> None:
    sheet = inputs.book["grades"]
    sheet.heads(
        ["grade", "value (0 to 100)", "share of a claimed saving that is expected (assumption)"],
        [NARROW, NARROW, WIDE],
    )
    for row, (grade, points) in enumerate(GRADE_POINTS.items(), start=1):
        for place, cell in enumerate((grade, points, EFFECT_BY_GRADE[grade])):
            sheet.put(row, place, cell)


def _dictionary(book: Book) -> None:
    """Write what every field of every table means, from the schema."""
    sheet = book["dictionary"]
    heads = ("table", "field", "meaning", "kind", "unit", "allowed")
    sheet.heads(heads, [18, 22, WIDE * 1.5, WIDE, 24, 24])
    rows = [
        (name, column, held.description, kind(held),
         (held.json_schema_extra or {}).get("unit"), bounds(held))
        for name, record in TABLES.items()
        for column, held in record.model_fields.items()
    ]  # fmt: skip
    for row, cells in enumerate(rows, start=1):
        for place, cell in enumerate(cells):
            sheet.put(row, place, cell)


def rows_by_key(frame: pd.DataFrame, key: Sequence[str]) -> dict[tuple, int]:
    """Say in which row (counted from 0) of a table each key stands."""
    columns = (frame[name] for name in key)
    return {cells: place for place, cells in enumerate(zip(*columns, strict=True))}
