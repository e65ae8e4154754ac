"""What became of the ideas? Each enters the long list or not, with a reason, and with thanks."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from wcc_prioritise.case import Case
from wcc_prioritise.programme.chosen import blank
from wcc_prioritise.schema import TABLES
from wcc_prioritise.tables import InputError, near_miss
from wcc_prioritise.workshop import Entry, Workshop
from wcc_prioritise.workshop.saying import short

ANONYMOUS = "anonymous"

OUTCOME, THANKS = "an outcome", "thanks"
"""What an idea may lack. Of an anonymous one the outcome is all that can reach whoever had it."""

COLUMNS = ["idea", "source", "what", "received", "outcome", "thanked", "lacks"]

LONGEST_NAME = 60
"""Letters of an idea that become the name of its candidate."""


def ideas_answered(case: Case) -> pd.DataFrame:
    """Which ideas have an outcome and thanks, and which have not?

    Parameters
    ----------
    case : Case
        A case with its ideas.

    Returns
    -------
    DataFrame
        Columns idea, source (or anonymous), what, received, outcome, thanked and lacks (`an
        outcome`, `thanks`, both, or empty where nothing is owed). Whoever sent an idea without a
        name is thanked where the outcome is published, so no date of thanks is owed.

    Examples
    --------
    >>> import pandas as pd
    >>> import wcc_prioritise as wcc
    >>> case = wcc.read(wcc.sample("short"))
    >>> ideas = pd.DataFrame(
    ...     {"idea": ["I01", "I02"], "what": ["a", "b"], "source": ["a ward", None]}
    ... )
    >>> ideas_answered(case.replace(ideas=ideas))["lacks"].tolist()
    ['an outcome and thanks', 'an outcome']
    """
    rows = []
    for row in case.ideas.to_dict("records"):
        named = not blank(row["source"])
        lacks = [OUTCOME] if blank(row["outcome"]) else []
        lacks += [THANKS] if named and blank(row["thanked"]) else []
        rows.append({**row, "source": row["source"] if named else ANONYMOUS,
                     "lacks": " and ".join(lacks)})  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS, dtype=object)


def idea_questions(case: Case) -> pd.DataFrame:
    """Ask about each idea that is still owed something; as `Case.questions`.

    Parameters
    ----------
    case : Case
        A case with its ideas.

    Returns
    -------
    DataFrame
        Columns table, item, question.
    """
    ideas = ideas_answered(case)
    rows = [
        ("ideas", row.idea, f"from {row.source}, lacks {row.lacks}: {short(row.what)}")
        for row in ideas[ideas["lacks"] != ""].itertuples()
    ]
    return pd.DataFrame(rows, columns=["table", "item", "question"])


@dataclass(frozen=True)
class CandidateDraft:
    """The row of the long list that an idea begins.

    Attributes
    ----------
    idea : str
        Code of the idea.
    fields : dict
        What the idea gives of the row: candidate, name, description and received.
    wanting : tuple of (str, str)
        Fields that nobody has filled in yet and without which there is no row, each with its words.
    """

    idea: str
    fields: Mapping[str, object]
    wanting: tuple[tuple[str, str], ...]

    @property
    def words(self) -> str:
        """Say what is still to be found out."""
        asked = "; ".join(f"{name} ({words})" for name, words in self.wanting)
        named = f"{self.fields['candidate']}, {self.fields['name']}"
        return f"{named}: still to be found out: {asked}." if asked else f"{named}: complete."


def draft_of(case: Case, idea: str, **facts: object) -> CandidateDraft:
    """Which row of the long list does an idea begin, and what is still to be found out?

    Parameters
    ----------
    case : Case
        The case with the idea.
    idea : str
        Its code.
    **facts : object
        Fields of the candidates table that are known already; they go before what the idea says.

    Returns
    -------
    CandidateDraft

    Raises
    ------
    InputError
        If there is no such idea, or no such field.

    Examples
    --------
    >>> import pandas as pd
    >>> import wcc_prioritise as wcc
    >>> case = wcc.read(wcc.sample("short"))
    >>> ideas = pd.DataFrame({"idea": ["I01"], "what": ["one number to ring"]})
    >>> draft = draft_of(case.replace(ideas=ideas), "I01", set_up_cost=20, running_cost=60)
    >>> draft.fields["name"], [name for name, _ in draft.wanting]
    ('one number to ring', ['first_benefit', 'full_benefit', 'people', 'gain', 'duration'])
    """
    row = _idea(case, idea)
    model = TABLES["candidates"].model_fields
    for name in facts:
        if name not in model:
            raise _unknown("field of candidates", name, list(model))
    source = "" if blank(row["source"]) else f", from {row['source']}"
    fields = {
        "candidate": _free_code(case),
        "name": _name(row["what"]),
        "description": f"{row['what']} (idea {idea}{source})",
        "received": None if blank(row["received"]) else row["received"],
        **facts,
    }
    wanting = tuple(
        (name, info.description)
        for name, info in model.items()
        if info.is_required() and blank(fields.get(name))
    )
    return CandidateDraft(idea, fields, wanting)


def take_in(
    workshop: Workshop, idea: str, *, by: str, because: str | None = None, **facts: object
) -> Entry:
    """Take an idea into the long list as a candidate, and enter that as its outcome.

    Parameters
    ----------
    workshop : Workshop
        The open record.
    idea : str
        Code of the idea.
    by : str
        Who types it.
    because : str, optional
        The reason.
    **facts : object
        The fields of the candidate that the idea does not give (see `draft_of`).

    Returns
    -------
    Entry
        The outcome of the idea; the entry before it is the candidate.

    Raises
    ------
    InputError
        If a fact that every candidate needs is wanting, or anything is in the way of the entry.
    """
    draft = draft_of(workshop.case(), idea, **facts)
    if draft.wanting:
        raise InputError.of(
            where=f"idea {idea}",
            found="no " + ", no ".join(name for name, _ in draft.wanting),
            allowed="; ".join(f"{name}: {words}" for name, words in draft.wanting),
            do="Find it out with whoever had the idea, or with a sponsor, and give it.",
        )
    workshop.add("candidate", by=by, because=because, **draft.fields)
    outcome = f"on the long list as {draft.fields['candidate']}"
    return workshop.add("idea", by=by, because=because, idea=idea, outcome=outcome)


def answer_idea(
    workshop: Workshop,
    idea: str,
    *,
    by: str,
    outcome: str | None = None,
    thanked: datetime.date | None = None,
) -> Entry:
    """Enter what became of an idea, or that whoever had it was thanked.

    Parameters
    ----------
    workshop : Workshop
        The open record.
    idea : str
        Its code.
    by : str
        Who types it.
    outcome : str, optional
        What became of it, with the reason.
    thanked : date, optional
        The day of the thanks.

    Raises
    ------
    InputError
        If there is no such idea, or neither is given.
    """
    _idea(workshop.case(), idea)
    said = {"outcome": outcome, "thanked": thanked}
    if not (given := {name: cell for name, cell in said.items() if not blank(cell)}):
        raise InputError.of(
            where=f"idea {idea}",
            found="neither an outcome nor thanks",
            allowed="what became of it, the day of the thanks, or both",
            do="Say one of the two.",
        )
    return workshop.add("idea", by=by, idea=idea, **given)


def _idea(case: Case, idea: str) -> Mapping[str, object]:
    rows = case.ideas[case.ideas["idea"] == idea].to_dict("records")
    if not rows:
        raise _unknown("code of ideas", idea, list(case.ideas["idea"]))
    return rows[0]


def _unknown(what: str, given: object, known: list[str]) -> InputError:
    near = near_miss(given, known)
    return InputError.of(
        found=repr(given),
        allowed=f"a {what}: {', '.join(known) or 'there is none'}",
        do=f"Did you mean {near!r}?" if near else "Correct it.",
    )


def _name(what: str) -> str:
    """Cut an idea at a word, for the name of a candidate."""
    if len(what) <= LONGEST_NAME:
        return what.rstrip(".")
    return what[: LONGEST_NAME - 1].rpartition(" ")[0].rstrip(" ,.;:") + "…"


def _free_code(case: Case) -> str:
    """Give the code that follows the highest, in the form the codes have."""
    codes = list(case.candidates["candidate"])
    letters = re.match(r"\D*", codes[-1])[0] if codes else "P"
    parts = [code.removeprefix(letters) for code in codes if code.startswith(letters)]
    numbers = [part for part in parts if part.isdecimal()] or ["00"]
    return f"{letters}{max(map(int, numbers)) + 1:0{max(map(len, numbers))}d}"
