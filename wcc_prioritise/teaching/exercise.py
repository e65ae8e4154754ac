"""What is an exercise made of? A story, a table, a belief to be met, and answers worked out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from wcc_prioritise.teaching.training_tables import Columns, Tables
from wcc_prioritise.teaching.typed import Reader

OUTCOMES = {
    1: "write a scope statement and a page on one project",
    2: "tell a criterion from a limit and an end from a means, and spot what is counted twice",
    3: "write three word anchors for a scale",
    4: "run swing weighting, and say why the range matters",
    5: "run private scores, reveal, discussion and a second round",
    6: "read a map of disagreement, and choose what to discuss",
    7: "say why an order of candidates is not a funded set",
    8: "say in words how sure the list is",
    9: "produce the record, and defend it",
    10: "handle five difficult moments",
}
"""What a learner can do afterwards, by number."""


@dataclass(frozen=True)
class Wrong:
    """An answer that a known misconception leads to, worked out from the tables.

    Attributes
    ----------
    answer : object
        What somebody with this misconception answers.
    misconception : str
        Its name.
    say : str
        What to look at instead; never the answer.
    """

    answer: object
    misconception: str
    say: str


@dataclass(frozen=True, eq=False)
class Work:
    """Everything that is worked out from the tables of one exercise.

    Attributes
    ----------
    run : tuple of (str, DataFrame)
        What the run shows: a caption and a table each.
    answer : object
        The model answer in the form the reader gives.
    written : str
        The model answer as somebody would type it.
    words : str
        The model answer in full.
    wrong : tuple of Wrong
        Answers that misconceptions lead to, the likeliest first.
    otherwise : callable, optional
        From an answer that is none of these to the misconception behind it, or None.
    """

    run: tuple[tuple[str, pd.DataFrame], ...]
    answer: object
    written: str
    words: str
    wrong: tuple[Wrong, ...]
    otherwise: Callable[[object], Wrong | None] | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class Exercise:
    """One exercise: what is told, what is asked, and how its answers are worked out.

    Attributes
    ----------
    code, title : str
        Such as X4, and its name.
    outcomes : tuple of int
        Keys of `OUTCOMES` that it serves.
    minutes : int
        How long it takes in a room.
    needs : tuple of str
        Codes of exercises that must come before.
    belief : str
        What people believe before it; for trainers.
    story, predict, investigate, question, modify, make : str
        What learners read, step by step.
    change : str
        A line of Python that changes one figure of the tables, called `mine`.
    notes : str
        What a trainer says, and when.
    tables : mapping of str to Columns
        Its tables and what each must hold.
    shown : tuple of str
        The tables that learners see before the run; the others hold what is found out.
    reads : Reader
        The form in which the check question is answered.
    work : callable
        From the tables to everything that is worked out.
    facts : callable, optional
        From the tables to the words that stand in braces in the story and the questions.
    """

    code: str
    title: str
    outcomes: tuple[int, ...]
    minutes: int
    needs: tuple[str, ...] = ()
    belief: str
    story: str
    predict: str
    investigate: str
    question: str
    modify: str
    make: str
    change: str
    notes: str
    tables: Mapping[str, Columns]
    shown: tuple[str, ...]
    reads: Reader
    work: Callable[[Tables], Work] = field(repr=False)
    facts: Callable[[Tables], dict[str, str]] = field(default=lambda tables: {}, repr=False)

    @property
    def data(self) -> tuple[str, ...]:
        """Names of its files in the folder of training tables."""
        return tuple(f"{name}.csv" for name in self.tables)

    @property
    def name(self) -> str:
        """Name of its notebook, without the ending."""
        words = "".join(c if c.isalnum() else " " for c in self.title.casefold()).split()
        number = "00" if self.code == "W" else f"x{int(self.code[1:]):02d}"
        return "_".join([number, *words])

    def told(self, text: str, tables: Tables) -> str:
        """Put the facts of the tables into a text."""
        return text.format_map(self.facts(tables))

    def __repr__(self) -> str:
        """Say in one line what it is."""
        return f"<Exercise {self.code}: {self.title}, {self.minutes} minutes>"
