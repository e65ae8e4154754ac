"""What did a file hold that came back? Its cells with their places, before any is believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wcc_prioritise.sheets.asked import RECUSED
from wcc_prioritise.tables import Fault
from wcc_prioritise.tables.layouts import Unreadable, clean


@dataclass(frozen=True)
class Place:
    """Where a cell stands, as a person finds it again."""

    where: str
    row: int | None = None
    column: str | None = None

    def fault(self, found: str, allowed: str = "", do: str = "") -> Fault:
        """Say what is wrong here."""
        return Fault(self.where, self.row, self.column, found, allowed, do)


@dataclass(frozen=True)
class Said:
    """One row that came back: a score, or the weight of a criterion.

    Attributes
    ----------
    table : str
        `scores` or `swings`.
    candidate, criterion : object
        As found; a weight has no candidate.
    place : Place
        Of the row.
    given : mapping of str to object
        The cells by column: score and reason, or order, points and reason; None is blank.
    places : mapping of str to Place
        The place of each cell.
    """

    table: str
    candidate: object
    criterion: object
    place: Place
    given: Mapping[str, object]
    places: Mapping[str, Place]

    @property
    def blank(self) -> bool:
        """Is nothing filled in?"""
        return all(value in (None, RECUSED) for value in self.given.values())


@dataclass(frozen=True)
class Returned:
    """One sheet as it came back.

    Attributes
    ----------
    where : str
        The file.
    place : Place
        Where it says whose sheet it is.
    person, round, version : object
        As found; None where nothing is said.
    said : tuple of Said
        Its rows.
    faults : tuple of Fault
        What was wrong with its form.
    whole : bool
        Whether every row of the form must be there.
    rows : object
        How many rows of scores the form had, if it says so.
    weights : bool
        Whether the form asked the weights.
    versioned : bool
        Whether it must say its version.
    """

    where: str
    place: Place
    person: object
    round: object
    version: object
    said: tuple[Said, ...] = ()
    faults: tuple[Fault, ...] = ()
    whole: bool = True
    rows: object = None
    weights: bool = False
    versioned: bool = True


def given(value: object) -> object:
    """Give a cell without what nobody sees; None is blank, and a formula stays what it is."""
    return value if isinstance(value, Unreadable) else clean(value)
