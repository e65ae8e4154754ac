"""What is left of a case without a candidate, a person, a role, a group or a criterion?"""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.appraisal.naming import must_be_one_of
from wcc_prioritise.case.value import Case
from wcc_prioritise.schema import TABLES

KINDS = ("candidate", "person", "role", "group", "criterion")
"""What may be left out."""

HOMES = {"candidate": "candidates", "person": "people", "criterion": "criteria"}


def case_without(case: Case, kind: str, code: str) -> Case:
    """Leave somebody or something out of a case.

    Parameters
    ----------
    case : Case
        The case.
    kind : {"candidate", "person", "role", "group", "criterion"}
        What is left out.
    code : str
        Its code, or the name of the role or voice group.

    Returns
    -------
    Case
        Without every row that names it, and every row that names such a row.

    Raises
    ------
    InputError
        If the code is unknown, or the case can't stand without it.
    """
    frames = {name: getattr(case, name) for name in case.tables if name != "charter"}
    before = dict(frames)
    if kind in HOMES:
        must_be_one_of(kind, code, list(frames[HOMES[kind]][kind]))
        _drop(frames, HOMES[kind], {code})
    else:
        _silence(frames, _roles(case, kind, code))
        if kind == "group":
            groups = frames["voice_groups"]
            frames["voice_groups"] = groups[groups["group"] != code]
    if kind == "candidate" and "rules" in frames:
        rules = frames["rules"]
        frames["rules"] = rules[~(rules["kind"].isin(["must", "never"]) & (rules["what"] == code))]
    return case.replace(**{name: f for name, f in frames.items() if f is not before[name]})


def _drop(frames: dict[str, pd.DataFrame], table: str, codes: set[str]) -> None:
    """Drop the rows of a table with these codes, and what refers to them, table after table."""
    waiting = [(table, codes)]
    while waiting:
        target, gone = waiting.pop()
        for name, frame in frames.items():
            record = TABLES[name]
            naming = [c for c, home in record.refers.items() if home == target]
            naming += [record.key[0]] if name == target else []
            out = frame[naming].isin(gone).any(axis="columns") if naming else pd.Series(dtype=bool)
            if out.any():
                frames[name] = frame[~out]
                if name != target and len(record.key) == 1:
                    waiting.append((name, set(frame.loc[out, record.key[0]])))


def _roles(case: Case, kind: str, code: str) -> set[str]:
    """Which roles fall silent?"""
    groups = case.voice_groups
    if kind == "role":
        must_be_one_of(kind, code, sorted(set(case.people["roles"].explode())))
        return {code}
    must_be_one_of("voice group", code, list(dict.fromkeys(groups["group"])))
    elsewhere = set(groups.loc[groups["group"] != code, "role"])
    return set(groups.loc[groups["group"] == code, "role"]) - elsewhere


def _silence(frames: dict[str, pd.DataFrame], roles: set[str]) -> None:
    """Take roles from everybody who holds them, and leave out whoever then holds none."""
    people = frames["people"]
    held = people["roles"].map(lambda had: tuple(role for role in had if role not in roles))
    silent = set(people.loc[held.map(len) == 0, "person"])
    frames["people"] = people.assign(roles=held)
    _drop(frames, "people", silent)
    if "voice_groups" in frames:
        groups = frames["voice_groups"]
        frames["voice_groups"] = groups[~groups["role"].isin(roles)]
