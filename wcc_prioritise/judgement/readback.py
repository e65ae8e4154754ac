"""What did each person say, in plain words? Weights read back before they count."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from wcc_prioritise.judgement.steps import figure_at, in_figures, ranges, step
from wcc_prioritise.judgement.weights import swing_points
from wcc_prioritise.tables import InputError

_TIMES = ("", "", "twice", "three times", "four times", "five times", "six times", "seven times",
          "eight times", "nine times", "ten times")  # fmt: skip


def read_back(case) -> pd.DataFrame:
    """What did each person say about what matters, in their own units?

    Parameters
    ----------
    case : Case
        A case with criteria, people and swings; of several rounds the latest is read back.

    Returns
    -------
    DataFrame
        Columns person, criterion, sentence: the step that comes first, then every other step beside
        it; a row without a criterion asks whether two steps together matter more than the first.

    Raises
    ------
    InputError
        If a criterion has no range or no words for it.
    """
    criteria, charter = case.criteria, case.charter
    people = None if charter is None else charter.reference_people
    points = swing_points(case.swings, list(criteria["criterion"]))
    rows = []
    for person, given in points.iterrows():
        said = sentences(given, criteria, people)
        rows += [(person, code, words) for code, words in said.items()]
        asked = both_or_first(given, criteria)
        rows += [(person, None, asked)] if asked else []
    return pd.DataFrame(rows, columns=["person", "criterion", "sentence"], dtype=object)


def sentences(
    points: Mapping[str, float] | pd.Series,
    criteria: pd.DataFrame,
    reference_people: float | None = None,
) -> pd.Series:
    """What do one person's points say, one sentence a criterion?

    Parameters
    ----------
    points : mapping or Series
        Points by criterion; missing where the person has not answered yet.
    criteria : DataFrame
        Table `criteria` of a case.
    reference_people : float, optional
        The charter's reference number of people.

    Returns
    -------
    Series
        Sentences by criterion, in whole numbers, the largest step first.

    Raises
    ------
    InputError
        If a criterion has no range or no words for it, or a number of points is below 0.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> criteria = wcc.read(wcc.sample("northmere")).criteria.head(4)
    >>> said = sentences({"C1": 100, "C2": 80, "C3": 10, "C4": 50}, criteria)
    >>> print(said["C4"])
    Going from 0 to 500 healthy years a year on Health gain matters twice as much as going from “It
    would add a risk of harm” to “A serious harm that we know of would stop” on Safety. So all of
    that is worth as much to you as going from 0 to 250 healthy years a year on Health gain. Is
    that right?
    """
    steps = ranges(criteria, reference_people)
    rows = {row["criterion"]: row for row in criteria.to_dict("records")}
    given = pd.Series(dict(points), dtype=float).reindex(list(rows))
    if (given < 0).any():
        raise InputError.of(
            where="points",
            found=f"{given.min():g} for {given.idxmin()}",
            allowed="points of 0 or more",
            do="Correct the number.",
        )
    ordered = given.sort_values(ascending=False, kind="stable")
    first = ordered.index[0]
    said = {code: _beside(code, first, given, rows, steps) for code in ordered.index}
    return pd.Series(said, dtype=object)


def _beside(
    code: str, first: str, given: pd.Series, rows: Mapping[str, dict], steps: pd.Series
) -> str:
    """Say one step beside the first."""
    if math.isnan(given[code]):
        return f"You have not said yet how much going {steps[code]} matters."
    if given[code] == 0:
        return f"Going {steps[code]} does not matter at all to you in this choice. Is that right?"
    if code == first:
        return f"You would take this step first: going {steps[code]}."
    ratio = given[first] / given[code]
    return (
        f"Going {steps[first]} matters {times(ratio)} going {steps[code]}. "
        f"{_equivalent(rows[first], ratio)} Is that right?"
    )


def times(ratio: float) -> str:
    """Say how many times as much, without decimals.

    Examples
    --------
    >>> [times(r) for r in (1, 1.04, 1.2, 1.5, 2, 2.9, 40)]
    ['as much as', 'hardly more than', 'a little more than', 'half as much again as',
     'twice as much as', 'about three times as much as', 'more than ten times as much as']
    """
    if ratio <= 1:
        return "as much as"
    for upto, words in ((1.1, "hardly more than"), (1.35, "a little more than")):
        if ratio < upto:
            return words
    if ratio < 1.75:
        return "half as much again as" if abs(ratio - 1.5) < 0.01 else "about half as much again as"
    whole = math.floor(ratio + 0.5)
    if whole >= len(_TIMES):
        return "more than ten times as much as"
    about = "" if abs(ratio - whole) < 0.01 else "about "
    return f"{about}{_TIMES[whole]} as much as"


def _equivalent(row: Mapping, ratio: float) -> str:
    """Say which part of the first step is worth as much as the whole of the other."""
    value = 100 / ratio
    if ratio <= 1:
        return "You would give up all of either to get all of the other."
    if in_figures(row):
        figure = figure_at(row, value)
        if figure == float(row["worst"]):
            return "So all of that is worth less to you than the smallest part of the first step."
        if figure == float(row["best"]):
            return "So all of that is worth almost as much to you as all of the first step."
        return f"So all of that is worth as much to you as going {step(row, value)}."
    if value < 12.5:
        return "So all of that is worth only a small part of the first step to you."
    if value >= 87.5:
        return "So all of that is worth almost as much to you as all of the first step."
    return f"So all of that is worth about as much to you as going {step(row, value)}."


def both_or_first(points: Mapping[str, float] | pd.Series, criteria: pd.DataFrame) -> str | None:
    """Would this person rather have the second and third steps together than the first?

    Returns
    -------
    str or None
        The question; None where the two come to less than the first, or there are no three.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> criteria = wcc.read(wcc.sample("northmere")).criteria.head(3)
    >>> both_or_first({"C1": 100, "C2": 80, "C3": 50}, criteria)
    'Your second and third steps (Fairness, Experience of care) together come to 130, your first
    (Health gain) to 100. Would you rather have both of those than your first?'
    """
    names = criteria.set_index("criterion")["name"]
    given = pd.Series(dict(points), dtype=float).reindex(names.index).dropna()
    top = given.sort_values(ascending=False, kind="stable").head(3)
    if len(top) < 3 or top.iloc[1] + top.iloc[2] <= top.iloc[0]:
        return None
    first, second, third = names[top.index]
    return (
        f"Your second and third steps ({second}, {third}) together come to "
        f"{top.iloc[1] + top.iloc[2]:.0f}, your first ({first}) to {top.iloc[0]:.0f}. Would you "
        "rather have both of those than your first?"
    )
