"""Are we ready to hold a workshop? Three areas of focus, answers in words, and who does what."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from wcc_prioritise.competencies.cycle_records import (
    ANSWERS,
    AREAS,
    READINESS,
    YES,
    questions_of,
)
from wcc_prioritise.competencies.names import organisation_words, say, words_in
from wcc_prioritise.programme.chosen import blank, day_words
from wcc_prioritise.tables import Fault, InputError, write_folder, write_workbook
from wcc_prioritise.workshop import Entry, Workshop
from wcc_prioritise.workshop.kinds import refusal

MISSING = {"action": "nothing is planned", "owner": "nobody is named", "due": "no date"}
"""What an answer that is not yes may lack, and the words for it."""


@dataclass(frozen=True, eq=False)
class Readiness:
    """What people said before a workshop. It is never added up to a score.

    Attributes
    ----------
    table : DataFrame
        One row a question, area by area: question, area, asks (in the organisation's words),
        answer (yes, partly, no, don't know; blank where nobody was asked), because, action, owner,
        due and source.
    """

    table: pd.DataFrame

    @cached_property
    def areas(self) -> pd.DataFrame:
        """What was answered in each area? Columns area, one an answer, and not asked: counts."""
        said = self.table["answer"].fillna("not asked")
        counts = pd.crosstab(self.table["area"], said)
        return counts.reindex(
            index=list(AREAS), columns=[*ANSWERS, "not asked"], fill_value=0
        ).rename_axis(index="area", columns=None).reset_index()  # fmt: skip

    @cached_property
    def actions(self) -> pd.DataFrame:
        """Who does what by when? One row an answer that is not yes.

        Columns question, area, asks, answer, action, owner, due and lacks (words; empty where the
        action has an owner and a date).
        """
        rows = self.table[self.table["answer"].notna() & (self.table["answer"] != YES)]
        lacks = [
            ", ".join(words for name, words in MISSING.items() if blank(row[name]))
            for row in rows.to_dict("records")
        ]
        columns = ["question", "area", "asks", "answer", "action", "owner", "due"]
        return rows[columns].assign(lacks=lacks).reset_index(drop=True)

    @property
    def not_asked(self) -> list[str]:
        """Codes of the questions that nobody has answered."""
        return list(self.table.loc[self.table["answer"].isna(), "question"])

    def summary(self) -> str:
        """Say in words what stands in each area, and what is done about it."""
        lines = [_area_words(row) for row in self.areas.to_dict("records")]
        bare = self.actions[self.actions["lacks"] != ""]
        done = len(self.actions) - len(bare)
        lines.append(
            f"Of {len(self.actions)} answers that are not yes, {done} have somebody who does "
            "something by a date." if len(self.actions) else "No answer asks for anything to be "
            "done."
        )  # fmt: skip
        lines += [f"{row.question}: {row.lacks}." for row in bare.itertuples()]
        if self.not_asked:
            lines.append(f"Not asked yet: {', '.join(self.not_asked)}.")
        return "\n".join(lines)

    def __repr__(self) -> str:
        """Say how many questions were answered."""
        of = len(self.table)
        return f"<Readiness: {of - len(self.not_asked)} of {of} questions answered>"


def readiness(answers: str | os.PathLike | None = None, *, kind: str = "ICB") -> Readiness:
    """Are we ready to hold a workshop, and who does what about it?

    The three areas of focus are those of the NHS Institute's article; the questions are this
    project's own, in a table to be edited. Answers stay words: no score is made of them.

    Parameters
    ----------
    answers : str or path-like, optional
        A folder or workbook with the table `readiness`; by default the package's questions, with
        no answers.
    kind : str
        Kind of organisation, which chooses the words: `PCT`, `CCG`, `ICB`, `place`.

    Returns
    -------
    Readiness
        Answers by area, and the actions.

    Raises
    ------
    InputError
        If the table has faults, or a word in braces that there is not.

    References
    ----------
    "Putting the spotlight on world class commissioning", 2009: capability for change, technical
    capability, working with partners.

    Examples
    --------
    >>> readiness().not_asked[:2], len(readiness().table)
    (['C1', 'C2'], 15)
    """
    words, table = organisation_words(kind), questions_of(answers)
    if faults := list(_unknown_words(table, words)):
        raise InputError(faults)
    asks = [say(text, words) for text in table["asks"]]
    order = pd.Categorical(table["area"], categories=list(AREAS), ordered=True).codes
    table = table.assign(asks=asks, order=order).sort_values("order", kind="stable")
    return Readiness(table.drop(columns="order").reset_index(drop=True))


def enter_actions(workshop: Workshop, found: Readiness, *, by: str) -> list[Entry]:
    """Enter what is to be done before the day, so that the record lists it as open.

    Parameters
    ----------
    workshop : Workshop
        The open record.
    found : Readiness
        The answers.
    by : str
        Who types it.

    Returns
    -------
    list of Entry
        One entry an action that is planned and not yet in the record.

    Raises
    ------
    InputError
        If an action has no owner or no date; nothing is entered then.
    """
    planned = found.actions[found.actions["action"].notna()]
    bare = planned[planned["lacks"] != ""]
    if len(bare):
        raise refusal(
            *(
                Fault("readiness", None, None, f"{row.question}: {row.lacks}",
                      "who does it, and by when", "Fill it in.")
                for row in bare.itertuples()
            )
        )  # fmt: skip
    known = set(workshop.case().acts["text"])
    entries = []
    for row in planned.itertuples():
        text = f"before the day ({row.question}): {row.action}"
        if text not in known:
            said = {"text": text, "owner": row.owner, "date": row.due}
            entries.append(workshop.add("action", by=by, **said))
    return entries


def write_questions(path: str | os.PathLike) -> Path:
    """Write the questions to be filled in: a workbook (.xlsx), or a folder with a CSV file.

    Parameters
    ----------
    path : str or path-like
        Where to; nothing that is there is overwritten.

    Raises
    ------
    InputError
        If it is there already, or cannot be written.
    """
    path = Path(path)
    table = path if path.suffix == ".xlsx" else path / "readiness.csv"
    if table.exists():
        raise InputError.of(
            where=str(path),
            found="a readiness check that is there already",
            allowed="a new name",
            do="Fill that one in, or choose another name.",
        )
    write = write_workbook if path.suffix == ".xlsx" else write_folder
    write({"readiness": questions_of()}, path, READINESS)
    return path


def _area_words(row: dict) -> str:
    said = ", ".join(f"{row[name]} {name}" for name in (*ANSWERS, "not asked") if row[name])
    return f"{row['area'].capitalize()}: {said or 'no question'}."


def action_words(row: dict) -> str:
    """Say one action: who does what by when, and what is lacking.

    Examples
    --------
    >>> said = {"question": "T5", "answer": "no", "asks": "Was it rehearsed?", "lacks": "no date"}
    >>> action_words({**said, "action": "rehearse", "owner": "facilitator", "due": None})
    'T5 (no) Was it rehearsed? rehearse; facilitator; no date'
    """
    due = None if blank(row["due"]) else f"by {day_words(row['due'])}"
    said = [str(part) for part in (row["action"], row["owner"], due) if not blank(part)]
    said += [row["lacks"]] if row["lacks"] else []
    return f"{row['question']} ({row['answer']}) {row['asks']} {'; '.join(said)}"


def _unknown_words(table: pd.DataFrame, words: dict[str, str]) -> Iterator[Fault]:
    for row in table.itertuples():
        for word in words_in(row.asks):
            if word not in words:
                allowed = "a word of the table words: " + ", ".join(words)
                found = f"{{{word}}} in {row.question}"
                yield Fault("readiness", None, "asks", found, allowed, "Correct it.")
