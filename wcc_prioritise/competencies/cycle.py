"""Where are we this year? Assess needs, plan, procure, monitor: what the record shows of each."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from wcc_prioritise.challenge.evidence import Trail
from wcc_prioritise.competencies.cycle_records import STAGES, steps_of
from wcc_prioritise.competencies.names import organisation_words, say, words_in
from wcc_prioritise.competencies.next_round import Origin, opened_from
from wcc_prioritise.competencies.on_record import Held, entries_in_words, held_by_kind
from wcc_prioritise.programme.chosen import blank
from wcc_prioritise.tables import Fault, InputError, near_miss
from wcc_prioritise.workshop import Workshop
from wcc_prioritise.workshop.kinds import KINDS

ON_RECORD, LAST_YEARS, NOT_YET, OUTSIDE = "on record", "last year's", "not yet", "outside"
"""Whether a step is in the record: entered this year, carried over, not there, or never kept in it.
"""

COLUMNS = ["stage", "step", "status", "entries", "shown", "notebook", "output"]


@dataclass(frozen=True, eq=False)
class Cycle:
    """Where a record stands in the commissioning year.

    Attributes
    ----------
    table : DataFrame
        One row a step: stage, step, status (on record, last year's, not yet, or outside where the
        record holds nothing of it), entries (numbers that show it), shown (them in words), notebook
        and output.
    organisation : str
        Whose year it is.
    notice : str
        A line for every page; may be empty.
    origin : Origin or None
        Last year's file that it carries on from.
    """

    table: pd.DataFrame
    organisation: str
    notice: str
    origin: Origin | None

    @cached_property
    def stages(self) -> pd.DataFrame:
        """How far is each stage? Columns stage, on_record, last_years, not_yet, of."""
        kept = self.table[self.table["status"] != OUTSIDE]
        rows = [
            (stage, *((mine["status"] == s).sum() for s in (ON_RECORD, LAST_YEARS, NOT_YET)),
             len(mine))
            for stage in STAGES
            for mine in [kept[kept["stage"] == stage]]
        ]  # fmt: skip
        columns = ["stage", "on_record", "last_years", "not_yet", "of"]
        return pd.DataFrame(rows, columns=columns)

    @property
    def here(self) -> str | None:
        """The stage we are at; None where everything is on record.

        The first with something still to do behind the last that is whole: what was left open
        before that is told, but a year whose plan is signed doesn't stand at its beginning.
        """
        whole = (self.stages["on_record"] >= self.stages["of"]).tolist()
        behind = len(whole) - whole[::-1].index(True) if any(whole) else 0
        left = [place for place, done in enumerate(whole) if not done]
        ahead = [place for place in left if place >= behind] or left
        return str(self.stages["stage"].iloc[ahead[0]]) if ahead else None

    def steps(self, stage: str, *statuses: str) -> list[str]:
        """Name the steps of a stage, those of some statuses or all."""
        rows = self.table[self.table["stage"] == stage]
        return [r.step for r in rows.itertuples() if not statuses or r.status in statuses]

    def summary(self) -> str:
        """Say where we are: what each stage has on record, and what it has not yet."""
        lines = [f"{self.organisation}: where are we this year?"]
        if self.origin is not None:
            lines.append(f"It carries on from {self.origin.file}, for {self.origin.year}.")
        for row in self.stages.itertuples():
            said = f"{row.stage.capitalize()}: {row.on_record} of {row.of} steps on record"
            again = self.steps(row.stage, LAST_YEARS)
            still = self.steps(row.stage, NOT_YET)
            said += f"; last year's: {', '.join(again)}" if again else ""
            said += f"; not yet: {', '.join(still)}" if still else ""
            lines.append(f"{said}.")
        return "\n".join(lines)

    def __repr__(self) -> str:
        """Say in one line how much is on record."""
        done, of = self.stages["on_record"].sum(), self.stages["of"].sum()
        return f"<Cycle: {done} of {of} steps on record>"


def cycle(
    workshop: Workshop, *, kind: str = "ICB", steps: str | os.PathLike | None = None
) -> Cycle:
    """Where are we this year in assess needs, plan, procure, monitor?

    Parameters
    ----------
    workshop : Workshop
        The open record. What was undone shows nothing; what was carried over from last year is
        told apart.
    kind : str
        Kind of organisation, which chooses the words: `PCT`, `CCG`, `ICB`, `place`.
    steps : str or path-like, optional
        A folder or workbook with a table `cycle` of one's own.

    Returns
    -------
    Cycle
        Every step with the entries that show it, its notebook and what leaves the room.

    Raises
    ------
    InputError
        If the table names a kind of entry, or a word, that there is not.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> import wcc_prioritise as wcc
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "day.wcc"
    >>> with wcc.Workshop.start(wcc.read(wcc.sample("short")), path) as workshop:
    ...     found = cycle(workshop, kind="PCT")
    >>> found.here, found.steps("plan", "on record")
    ('assess needs', ['the question and the rules of the PCT', 'what matters in word anchors'])
    """
    words, asked = organisation_words(kind), steps_of(steps)
    if faults := list(_faults(asked, words, kind)):
        raise InputError(faults)
    trail, origin = Trail(workshop), opened_from(workshop)
    held = held_by_kind(trail.entries)
    charter = trail.case.charter
    rows = [
        (
            row["stage"],
            say(row["step"], words),
            *_found(row, held, origin is not None),
            None if blank(row["notebook"]) else row["notebook"],
            None if blank(row["output"]) else say(row["output"], words),
        )
        for stage in STAGES
        for row in asked[asked["stage"] == stage].to_dict("records")
    ]
    table = pd.DataFrame(rows, columns=COLUMNS)
    return Cycle(table, charter.organisation, charter.notice or "", origin)


def _found(
    row: Mapping, held: Mapping[str, list[Held]], carries_on: bool
) -> tuple[str, tuple[int, ...], str]:
    """Give the status of a step, the entries that show it, and them in words."""
    if blank(row["kind"]):
        return OUTSIDE, (), "the record holds nothing of it"
    found = [one for one in held.get(row["kind"], []) if _holds(one.fields, row)]
    if not found:
        return NOT_YET, (), "not in the record"
    entries = tuple(dict.fromkeys(one.seq for one in found))
    words = entries_in_words(entries)
    if carries_on and all(one.opening for one in found):
        return LAST_YEARS, entries, f"{words}, carried over"
    return ON_RECORD, entries, words


def _holds(fields: Mapping, row: Mapping) -> bool:
    if blank(row["column"]):
        return True
    held = fields.get(row["column"])
    return held not in (None, "") and (blank(row["holds"]) or str(held) == row["holds"])


def _faults(asked: pd.DataFrame, words: Mapping[str, str], kind: str) -> Iterator[Fault]:
    for row in asked.to_dict("records"):
        if not blank(row["kind"]) and row["kind"] not in KINDS:
            near = near_miss(row["kind"], KINDS)
            do = f"Did you mean {near!r}?" if near else "Correct it, or leave it blank."
            found = f"{row['kind']!r} of the step {row['step']!r}"
            yield Fault("cycle", None, "kind", found, "a kind of entry, or blank", do)
        for word in (w for text in ("step", "output") for w in words_in(row[text] or "")):
            if word not in words:
                allowed = "a word of the table words: " + ", ".join(words)
                do = f"Correct it, or say in words what a {kind} says for it."
                yield Fault("cycle", None, "step", f"{{{word}}}", allowed, do)
