"""How is a challenge answered? By somebody who was not on the panel, with reasons, in writing."""

from __future__ import annotations

from datetime import date

import pandas as pd

from wcc_prioritise.challenge.materiality import Materiality
from wcc_prioritise.tables import InputError
from wcc_prioritise.workshop import Entry, Workshop

GROUND_WORDS = {
    "new information": "there is information that was not before the panel",
    "error": "a fact or a figure was wrong",
    "process": "the agreed process was not followed",
    "misapplied criterion": "a criterion was not applied as its words say",
    "interest": "an interest was not managed",
    "equality": "an effect on equality was missed",
}
"""What each ground says."""


def answer(
    workshop: Workshop,
    challenge: str,
    *,
    answered_by: str,
    outcome: str,
    because: str,
    by: str,
    materiality: Materiality | None = None,
    remedy: str | None = None,
    on: date | None = None,
) -> Entry:
    """Record the answer to a challenge.

    Parameters
    ----------
    workshop : Workshop
        The workshop file.
    challenge : str
        Code of a recorded challenge.
    answered_by : str
        Who looked, as a role that nobody on the panel holds.
    outcome : {"upheld", "upheld in part", "not upheld"}
        The outcome.
    because : str
        The reasons.
    by : str
        Who types it.
    materiality : Materiality, optional
        What putting it right would change.
    remedy : str, optional
        What is done.
    on : date, optional
        Date of the reply.

    Returns
    -------
    Entry
        The entry.

    Raises
    ------
    InputError
        If there is no such challenge, it was answered, or whoever looked was on the panel.
    """
    case = workshop.case()
    _challenge(case.challenges, challenge)
    if challenge in set(case.answers["challenge"]):
        raise InputError.of(
            found=f"an answer to {challenge}, which was answered",
            allowed="one answer to a challenge",
            do="Record a further challenge when there is more to say.",
        )
    _refuse_the_panel(case.people, answered_by)
    return workshop.add(
        "answer",
        by=by,
        because=because,
        challenge=challenge,
        answered_by=answered_by,
        outcome=outcome,
        materiality=materiality.words if materiality else None,
        remedy=remedy,
        date=on,
    )


def _challenge(challenges: pd.DataFrame, code: str) -> pd.Series:
    row = challenges[challenges["challenge"] == code]
    if row.empty:
        raise InputError.of(
            found=f"challenge {code!r}",
            allowed="one of: " + (", ".join(challenges["challenge"]) or "none is recorded"),
            do="Record the challenge first.",
        )
    return row.iloc[0]


def _refuse_the_panel(people: pd.DataFrame, answered_by: str) -> None:
    """Refuse a person of the panel, and a role that somebody on it holds."""
    who = answered_by.strip().casefold()
    held = {role.casefold() for roles in people["roles"] for role in roles}
    if who in held or who in {token.casefold() for token in people["person"]}:
        raise InputError.of(
            found=f"{answered_by!r}, who is on the panel",
            allowed="somebody who was not on the original panel",
            do="Name a role that nobody on the panel holds.",
        )


def reply_letter(workshop: Workshop, challenge: str) -> str:
    """Draft the reply: what was challenged, who looked, what was run again, the outcome and why.

    Parameters
    ----------
    workshop : Workshop
        The workshop file.
    challenge : str
        Code of a challenge that was answered.

    Returns
    -------
    str
        Paragraphs, from the record alone; what a person has to add stands in square brackets.

    Raises
    ------
    InputError
        If it was not answered yet.
    """
    case = workshop.case()
    row = _challenge(case.challenges, challenge)
    found = case.answers[case.answers["challenge"] == challenge]
    if found.empty:
        raise InputError.of(
            found=f"challenge {challenge}, which has no answer yet",
            allowed="a challenge with an answer",
            do="Record the answer first.",
        )
    reply, charter = found.iloc[0], case.charter
    about = (
        f" about {row['candidate']} ({case.names[row['candidate']]})"
        if _said(row["candidate"])
        else ""
    )
    parts = [
        "[Name and address]",
        f"Your challenge {challenge}{about}",
        f"You challenged the decision on the question: {charter.question} Your ground was "
        f"{row['ground']}: {GROUND_WORDS[row['ground']]}. You wrote: {row['what']}",
        f"It was looked at by {reply['answered_by']}, who was not on the panel.",
        f"What putting it right would change: {reply['materiality']}"
        if _said(reply["materiality"])
        else "Nothing was computed again for this reply.",
        f"Outcome: {reply['outcome']}. Reasons: {reply['because']}",
        f"What is done: {reply['remedy']}" if _said(reply["remedy"]) else "",
        "This reply does not take away any right to complain or to go to law. [Local routes]",
        f"[Signature] {charter.organisation}",
    ]
    return "\n\n".join(part for part in parts if part)


def _said(cell: object) -> bool:
    return isinstance(cell, str) and bool(cell)
