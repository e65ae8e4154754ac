"""What changed between two cases, in words a minute-taker could use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from wcc_prioritise.schema import TABLES

if TYPE_CHECKING:
    from wcc_prioritise.case.value import Case


def difference(before: Case, after: Case) -> list[str]:
    """List every change from one case to the other, table by table.

    Parameters
    ----------
    before, after : Case
        The two cases.

    Returns
    -------
    list of str
        One sentence a change; empty when the contents are equal.
    """
    said: list[str] = []
    for name in TABLES:
        if before.table_fingerprint(name) == after.table_fingerprint(name):
            continue
        said += _table_changes(name, _keyed(before, name), _keyed(after, name))
    return said


def _keyed(case: Case, name: str) -> dict[tuple, dict]:
    """Give the rows of a table by their key; without a key, contents tell rows apart."""
    if name == "charter":
        frame = case.tables["charter"].frame if "charter" in case.tables else pd.DataFrame()
        return {("charter",): frame.iloc[0].to_dict()} if len(frame) else {}
    frame, key = getattr(case, name), TABLES[name].key
    rows = frame.to_dict("records")
    return {
        tuple(_said(r[k]) for k in key) if key else tuple(map(_said, r.values())): r for r in rows
    }


def _table_changes(name: str, old: dict[tuple, dict], new: dict[tuple, dict]) -> list[str]:
    said = []
    for key in [k for k in old if k not in new]:
        said.append(f"{name}: {_label(key)} was removed")
    for key in [k for k in new if k not in old]:
        said.append(f"{name}: {_label(key)} was added")
    for key in [k for k in old if k in new]:
        for field, value in new[key].items():
            was, now = _said(old[key].get(field)), _said(value)
            if was != now:
                said.append(
                    f"{name}: {_label(key)}, {field} was {was or 'blank'}, is {now or 'blank'}"
                )
    return said


def _label(key: tuple) -> str:
    return " / ".join(part for part in key if part)


def _said(value: object) -> str:
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, float):
        return f"{value:g}"
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
