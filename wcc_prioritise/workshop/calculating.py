"""What was computed, from what, with what? All that a challenge needs to compute it again."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from importlib import metadata

import numpy as np
import pandas as pd

from wcc_prioritise import __version__
from wcc_prioritise.case.functions import told
from wcc_prioritise.case.value import Case
from wcc_prioritise.schema import SAID, TABLES
from wcc_prioritise.workshop.kinds import Cells, refuse

GIVES = {
    "Appraisal": "appraise",
    "Ranking": "rank",
    "Stress": "stress",
    "Portfolio": "select",
    "Programme": "schedule",
}
"""What a verb of this package gives -> the verb."""

PLAIN_RULES = (None, "refuse")
"""Arguments of `appraise` that leave it to the charter, and refuse what is not known."""

_PACKAGES = ("numpy", "pandas", "scipy", "pydantic", "scikit-criteria")
_DIGITS = 9  # of a result that count: the rest is rounding, which differs between machines
_OUT = ("chosen", "table", "worth", "value", "values")
_MADE_FROM = ("appraisal", "portfolio", "programme", "stress", "ranking", "result")
_MAIN = ("worth", "share", "value")  # the figures of a table that say most; else the first
_FIRST, _LONGEST = 3, 120  # rows that are said, and letters that they may take
_PLAIN = (str, int, float, bool, type(None))


def calculation_fields(verb: str, result: object, case: Case) -> Cells:
    """What does the record keep of a result?

    Parameters
    ----------
    verb : str
        What computed it: `select`, `stress` ...
    result : object
        What it gave: it knows its case, and its `arguments`.
    case : Case
        The case as the record has it now.

    Returns
    -------
    dict
        Fields of the record `calculation`.

    Raises
    ------
    InputError
        If it is not a result of a case.
    """
    of = case_of(result)
    if of is None:
        do = "Pass what appraise, rank, select or another verb gave."
        raise refuse("calculation", type(result).__name__, "a result of a case", do)
    given = GIVES.get(type(result).__name__)
    if verb != given and (given is not None or verb in GIVES.values()):
        found = f"a result of {given or type(result).__name__}"
        raise refuse("calculation", found, f"a result of {verb}", "Correct the verb.", "verb")
    name, held = _held(result)
    return {
        "verb": verb,
        "arguments": as_text(arguments_of(result)),
        "versions": as_text(versions()),
        "fingerprint_in": of.fingerprint,
        "fingerprint_out": fingerprint(held),
        "result": _words(name, held, of, case),
    }


def case_of(result: object) -> Case | None:
    """From which case was it computed? Its own, or that of what it came from."""
    for _ in range(9):
        if isinstance(result, Case):
            return result
        if isinstance(found := getattr(result, "case", None), Case):
            return found
        held = (getattr(result, name, None) for name in _MADE_FROM)
        result = next((one for one in held if one is not None), None)
    return None


def arguments_of(result: object) -> object:
    """With which arguments? As the result keeps them, or the plain ones among its fields.

    Those of the appraisal it was made from stand under `appraise`, where they are not the charter's
    rules; what it asks "what if" stands under `what_if`.
    """
    given = getattr(result, "arguments", None)
    if given is None and dataclasses.is_dataclass(result):
        given = {
            field.name: value
            for field in dataclasses.fields(result)
            if isinstance(value := getattr(result, field.name), _PLAIN)
        }
    return as_json({**(given or {}), **_appraised(getattr(result, "appraisal", None))})


def _appraised(appraisal: object) -> dict[str, object]:
    """Say how the appraisal behind a result differs from the plain one."""
    given = dict(getattr(appraisal, "arguments", None) or {})
    other = {name: value for name, value in given.items() if value not in PLAIN_RULES}
    said = {"appraise": other} if other else {}
    if changed := getattr(appraisal, "changes", ()):
        said["what_if"] = list(changed)
    return said


def versions() -> dict[str, str]:
    """Which versions computed it?"""
    found = {"wcc_prioritise": __version__, "python": platform.python_version()}
    return found | {name: metadata.version(name) for name in _PACKAGES}


def as_text(value: object) -> str:
    """Give JSON text in which the order of names does not matter."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def fingerprint(value: object) -> str:
    """Hash of a result, to nine digits after the point, whatever the order of its names."""
    return hashlib.sha256(as_text(as_json(value, digits=_DIGITS)).encode()).hexdigest()


def as_json(value: object, digits: int | None = None) -> object:
    """Give anything an argument can be as what JSON can hold.

    Examples
    --------
    >>> as_json({"limits": {"gross_3yr": 9000}, "must": ("P01",), "seed": np.int64(7)})
    {'limits': {'gross_3yr': 9000}, 'must': ['P01'], 'seed': 7}
    """
    if hasattr(value, "item") and np.ndim(value) == 0:
        value = value.item()
    if isinstance(value, float):
        value = value if np.isfinite(value) else repr(value)
        return round(value, digits) + 0.0 if digits and isinstance(value, float) else value
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, Mapping):
        return {_name(key): as_json(held, digits) for key, held in value.items()}
    if isinstance(value, pd.DataFrame):
        return as_json(value.to_dict("index"), digits)
    if isinstance(value, pd.Series):
        return as_json(value.to_dict(), digits)
    if isinstance(value, set | frozenset):
        return sorted((as_json(held, digits) for held in value), key=repr)
    if isinstance(value, list | tuple | np.ndarray | pd.Index):
        return [as_json(held, digits) for held in value]
    if isinstance(value, Case):
        return {"case": value.fingerprint}
    return _rest(value, digits)


def _rest(value: object, digits: int | None) -> object:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        held = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
        return as_json(held, digits)
    return told(value) if callable(value) else type(value).__name__


def _name(key: object) -> str:
    return " / ".join(map(str, key)) if isinstance(key, tuple) else str(key)


def _held(result: object) -> tuple[str, object]:
    """Give the part of a result that says what came out."""
    for name in _OUT:
        if (held := getattr(result, name, None)) is not None and not callable(held):
            return name, sorted(held) if name == "chosen" else held
    return "result", result


def _same(one: Case, other: Case, table: str) -> bool:
    """Does a table hold the same in both? Most often it is the very same frame."""
    frames = [case.tables[table].frame if table in case.tables else None for case in (one, other)]
    if frames[0] is frames[1]:
        return True
    return one.table_fingerprint(table) == other.table_fingerprint(table)


def _words(name: str, held: object, of: Case, now: Case) -> str:
    if isinstance(held, pd.DataFrame):
        said = _cut(f"a table of {len(held)} rows{_first_rows(held)}")
    elif isinstance(held, pd.Series):
        said = _cut(f"{len(held)} figures{_first_figures(held)}")
    else:
        said = "; ".join(map(str, held)) if isinstance(held, list | tuple) else "a result"
    differ = [table for table in TABLES if table not in SAID and not _same(of, now, table)]
    from_other = f" (computed from other {', '.join(differ)} than the record's)" if differ else ""
    return f"{name}: {said}{from_other}"


def _first_rows(table: pd.DataFrame) -> str:
    """Say the first rows of a table: what each is about, and its main figure."""
    texts = table.select_dtypes(exclude=["number", "bool"]).columns
    if isinstance(table.index, pd.RangeIndex) and len(texts):
        table = table.set_index(texts[0])
    figures = table.select_dtypes("number")
    if figures.columns.empty:
        return _first("", map(_name, table.index[:_FIRST]))
    main = next((name for name in _MAIN if name in figures), figures.columns[0])
    return _first_figures(figures[main], f" ({_name(main)})")


def _first_figures(figures: pd.Series, what: str = "") -> str:
    rows = figures.head(_FIRST).items()
    return _first(what, (f"{_name(key)} {_figure(figure)}" for key, figure in rows))


def _first(what: str, said: Iterable[str]) -> str:
    listed = ", ".join(said)
    return f"; first{what}: {listed}" if listed else ""


def _figure(figure: object) -> str:
    if pd.isna(figure):
        return "not known"
    return f"{figure:,.10g}" if abs(figure) >= 1_000 else f"{figure:.4g}"


def _cut(said: str) -> str:
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 3].rstrip(' ,')}..."
