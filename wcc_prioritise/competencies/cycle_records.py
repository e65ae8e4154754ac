"""What are the commissioning cycle and the readiness check made of?

Neither is part of a workshop's case. Both come with the package as tables to be edited: a table of
the same name in one's own folder or workbook takes the place of the package's.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Annotated, Literal

import pandas as pd

from wcc_prioritise.competencies.names import STANDING_FOLDER
from wcc_prioritise.competencies.reading import read_tables_of
from wcc_prioritise.schema import Record
from wcc_prioritise.schema.cells import MaybeDate, Note, Text, choice
from wcc_prioritise.schema.record import field

STAGES = ("assess needs", "plan", "procure", "monitor")
"""The turn of a commissioning year, in its order."""

AREAS = ("capability for change", "technical capability", "working with partners")
"""The three areas of focus of the NHS Institute's article of 2009."""

YES, PARTLY, NO, DONT_KNOW = "yes", "partly", "no", "don't know"
ANSWERS = (YES, PARTLY, NO, DONT_KNOW)


class Step(Record):
    """One step of the year, and what in a record shows that it was taken."""

    about = (
        "The commissioning cycle: each step, the entry that shows it in the record, the notebook "
        "it is done in and what leaves the room. Edit it to your own year."
    )
    key = ("stage", "step")

    stage: Annotated[Literal[STAGES], choice] = field("stage of the cycle")
    step: Text = field("what is done", example="scores seen together")
    kind: Note = field(
        "kind of entry that shows it; blank where the record holds nothing of it",
        default=None,
        example="reveal",
    )
    column: Note = field(
        "a field of the entry that must be filled in", default=None, example="criterion"
    )
    holds: Note = field("what that field must hold; blank is anything", default=None)
    notebook: Note = field("notebook in which it is done", default=None, example="04_scoring")
    output: Note = field("what leaves the room", default=None, example="wcc run: the board paper")


class Question(Record):
    """One question of the readiness check, and the answer to it."""

    about = (
        "Readiness: what to ask before a workshop, in three areas, and what is done about it. The "
        "wording is this project's own; edit it to your own. Answers are never added up."
    )
    key = ("question",)

    question: Text = field("short code", example="C1")
    area: Annotated[Literal[AREAS], choice] = field("area of focus")
    asks: Text = field("the question")
    answer: Annotated[Literal[ANSWERS] | None, choice] = field(
        "yes, partly, no or don't know; blank is not asked yet", default=None
    )
    because: Note = field("what the answer rests on", default=None)
    action: Note = field("what is done about it", default=None)
    owner: Note = field("role that does it", default=None)
    due: MaybeDate = field("by when", default=None)
    source: Text = field("whose wording it is", example="this project's own wording")


CYCLE: dict[str, type[Record]] = {"cycle": Step}
READINESS: dict[str, type[Record]] = {"readiness": Question}


@cache
def _standing(name: str) -> pd.DataFrame:
    models = {**CYCLE, **READINESS}
    return read_tables_of(STANDING_FOLDER, {name: models[name]}, needed=(name,))[name]


def steps_of(path: str | os.PathLike | None = None) -> pd.DataFrame:
    """Which steps does the year have? Those of the package, or of one's own table `cycle`."""
    if path is None:
        return _standing("cycle").copy()
    return read_tables_of(path, CYCLE, needed=("cycle",))["cycle"]


def questions_of(path: str | os.PathLike | None = None) -> pd.DataFrame:
    """What is asked before a workshop? The package's questions, or a table `readiness`."""
    if path is None:
        return _standing("readiness").copy()
    return read_tables_of(path, READINESS, needed=("readiness",))["readiness"]
