"""Who was on the panel, and which interests were declared? Counts that point at nobody."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from wcc_prioritise.case import Case
from wcc_prioritise.exports.heard import NIL
from wcc_prioritise.exports.wording import listed
from wcc_prioritise.portfolio import Portfolio
from wcc_prioritise.voices import without_group
from wcc_prioritise.voices.rooms import TOO_FEW, enough, voice_groups

FEW = "fewer than three"
NO_GROUP = "in no voice group"
TOGETHER = "together: "


def panel_rows(case: Case) -> list[tuple[str, str, str]]:
    """How many people held which role? Voice group, role and people.

    A role stands by itself where three people or more hold it, and those of its group who hold no
    such role are none or three again; otherwise the roles of a group stand together.

    Parameters
    ----------
    case : Case
        A case with people.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> panel_rows(wcc.read(wcc.sample("northmere")))[0]
    ('public', 'together: patient, carer', '4')
    """
    held = case.people[["person", "roles"]].explode("roles")
    holders = {role: set(p) for role, p in held.groupby("roles", sort=False)["person"]}
    of_group = {
        group: [role for role in rows["role"] if role in holders]
        for group, rows in case.voice_groups.groupby("group", sort=False)
    }
    others = [role for role in holders if role not in set(case.voice_groups["role"])]
    grouped = [*of_group.items(), *([(NO_GROUP, others)] if others else [])]
    rows = [row for group, roles in grouped for row in _roles_of(group, roles, holders)]
    return [*rows, ("everybody", "", str(len(case.people)))]


def _roles_of(
    group: str, roles: list[str], holders: dict[str, set[str]]
) -> Iterator[tuple[str, str, str]]:
    people = set().union(*(holders[role] for role in roles))
    alone = sorted((r for r in roles if enough(holders[r])), key=lambda r: len(holders[r]))
    while alone and not _none_or_enough(people - set().union(*(holders[r] for r in alone))):
        alone = alone[1:]
    for role in (role for role in roles if role in alone):
        yield group, role, str(len(holders[role]))
    rest = [role for role in roles if role not in alone]
    left = people - set().union(*(holders[role] for role in alone)) if alone else people
    if rest and left:
        yield group, TOGETHER + ", ".join(rest), str(len(left)) if enough(left) else FEW
    elif not roles:
        yield group, "nobody held a role of it", "0"


def _none_or_enough(people: set[str]) -> bool:
    return not people or enough(people)


def interest_rows(case: Case) -> list[tuple[str, str, str]]:
    """How many declared what, on which candidate? Candidate, what followed, declarations."""
    rows = case.interests
    nil = rows["what"].astype("str").str.casefold().str.strip().isin(NIL)
    nil &= rows["effect"] == "none"
    followed = rows["effect"].where(~nil, "nil return").replace({"none": "no effect"})
    counts = pd.Series(1, index=[rows["candidate"], followed]).groupby(level=[0, 1]).sum()
    silent = len(set(case.people["person"]) - set(rows["person"]))
    said = [(candidate, what, str(n)) for (candidate, what), n in counts.items()]
    return [*said, ("all", "no declaration on record", str(silent))]


def without_rows(portfolio: Portfolio) -> list[tuple[str, str, str, str]]:
    """Who would enter and leave without a voice group? Group, enters, leaves and words.

    Nothing is told of a group of fewer than three people, nor where fewer than three are left.
    """
    groups = voice_groups(portfolio)
    rows = []
    for group, people in groups.items():
        left = {p for other, held in groups.items() if other != group for p in held}
        if not (enough(people) and enough(left)):
            rows.append((group, "", "", TOO_FEW))
            continue
        moved = without_group(portfolio, group)
        rows.append((group, listed(moved.enters, ""), listed(moved.leaves, ""), moved.words))
    return rows
