"""Who said what, without naming anybody? Reasons as a role or a voice group gave them."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.case import Case
from wcc_prioritise.exports.public_people import FEW, NO_GROUP, TOGETHER, panel_rows
from wcc_prioritise.exports.public_words import Discreet

A_MEMBER = "a member of the panel"


def voices_of(case: Case) -> dict[str, str]:
    """As whom may each person be quoted?

    By a role where three people or more hold it, by the voice group where its roles stand together,
    else as a member of the panel: the panel is told apart as in what may be published.

    Parameters
    ----------
    case : Case
        A case with people.

    Returns
    -------
    dict
        Token to words.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> sorted(set(voices_of(wcc.read(wcc.sample("northmere"))).values()))
    ['clinicians', 'commissioners and finance', 'partners', 'public']
    """
    as_whom = {}
    for group, roles, people in panel_rows(case)[:-1]:
        if people == FEW or not roles:
            continue
        together = roles.startswith(TOGETHER)
        words = group if together and group != NO_GROUP else roles
        words = A_MEMBER if together and group == NO_GROUP else words
        as_whom |= dict.fromkeys(roles.removeprefix(TOGETHER).split(", "), words)
    held = zip(case.people["person"], case.people["roles"], strict=True)
    return {
        person: next((as_whom[role] for role in roles if role in as_whom), A_MEMBER)
        for person, roles in held
    }


def reasons_of(case: Case, discreet: Discreet | None = None) -> pd.DataFrame:
    """Which reasons were given for scores, and by which voice?

    Parameters
    ----------
    case : Case
        A case with scores.
    discreet : Discreet, optional
        Leaves out what names a person by token; for whatever goes beyond the panel.

    Returns
    -------
    DataFrame
        candidate, criterion, reason and who (voices, joined), each reason on a cell once, in the
        order of the codes; no score stands beside it.
    """
    given = case.scores.dropna(subset=["reason"])
    voices = voices_of(case)
    rows = given.assign(
        who=given["person"].map(voices),
        reason=[discreet(text) if discreet else str(text) for text in given["reason"]],
    )
    cell = ["candidate", "criterion", "reason"]
    if rows.empty:
        return pd.DataFrame(columns=[*cell, "who"])
    who = rows.groupby(cell, sort=True)["who"].agg(lambda said: ", ".join(sorted(set(said))))
    return who.reset_index()
