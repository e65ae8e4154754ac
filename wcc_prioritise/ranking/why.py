"""Why does a candidate stand where it stands, and what would lift it?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal.values import figure_for
from wcc_prioritise.ranking.order import DECIMALS
from wcc_prioritise.ranking.result import Ranking
from wcc_prioritise.tables import InputError, near_miss

NAMED = 2
"""So many criteria are named for what a candidate does well on, and badly on."""


def distances(ranking: Ranking) -> pd.DataFrame:
    """How far is each candidate from the place above, and from the place below?

    Parameters
    ----------
    ranking : Ranking
        Candidates by value.

    Returns
    -------
    DataFrame
        By candidate: above (the nearest with a higher value; of several, the first by code), up
        (points of value to it), below, down. Missing at the ends, and where a value is not known.
    """
    table = ranking.table.set_index("candidate")
    value = table["value"].round(DECIMALS).dropna()
    rows = {}
    for code in table.index:
        own = value.get(code, np.nan)
        above, below = value[value > own], value[value < own]
        rows[code] = {
            "above": min(above.index[above == above.min()], default=None),
            "up": above.min() - own,
            "below": min(below.index[below == below.max()], default=None),
            "down": own - below.max(),
        }
    return pd.DataFrame.from_dict(rows, orient="index")


def lifts(ranking: Ranking, candidate: str, to: str | None = None) -> pd.DataFrame:
    """What single change would lift a candidate level with another?

    Parameters
    ----------
    ranking : Ranking
        Candidates by value.
    candidate : str
        Its code.
    to : str, optional
        Code of a candidate with a higher value; the next above when absent.

    Returns
    -------
    DataFrame
        One row a criterion that carries weight, the smallest change in value first: criterion,
        figure (the room's score, or natural units), needed (the first figure that is enough, the
        others as they are), change (needed less figure), value_change (points on the criterion's
        own scale). Needed is missing where even the best anchor is not enough. Empty when nothing
        stands above.

    Raises
    ------
    InputError
        If a code is unknown, its value is not known, or `to` does not stand above.
    """
    a, value = ranking.appraisal, ranking.appraisal.value
    own = _value(value, candidate)
    to = _next_above(ranking, candidate) if to is None else to
    columns = ["criterion", "figure", "needed", "change", "value_change"]
    if to is None:
        return pd.DataFrame(columns=columns)
    gap = _value(value, to) - own
    if not gap > 0:
        raise InputError.of(
            found=f"{to}, which does not stand above {candidate}", allowed="one that does", do=""
        )
    rows = []
    for criterion in a.case.criteria.to_dict("records"):
        code = criterion["criterion"]
        if not a.weights[code] > 0:
            continue
        rise, figure = gap / a.weights[code], a.figures.at[candidate, code]
        needed = figure_for(criterion, round(a.values.at[candidate, code] + rise, 12))
        rows.append((code, figure, needed, needed - figure, rise))
    return pd.DataFrame(rows, columns=columns).sort_values("value_change", ignore_index=True)


def why(ranking: Ranking, candidate: str, groups: pd.Series | None = None) -> str:
    """Why does a candidate stand where it stands, and what would lift it? In words.

    Parameters
    ----------
    ranking : Ranking
        Candidates by value.
    candidate : str
        Its code.
    groups : Series, optional
        Group of each candidate, 1 for the highest, such as bands; with it the words also say what
        would lift the candidate level with the lowest of the group above.

    Returns
    -------
    str
        What it does well and badly on beside the mean of all candidates, how it compares with the
        one above, and the smallest single changes that would lift it.

    Raises
    ------
    InputError
        If the code is unknown, or its value is not known.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> ranking = wcc.rank(wcc.appraise(wcc.read(wcc.sample("northmere"))))
    >>> why(ranking, ranking.table["candidate"].iloc[0]).startswith("P")
    True
    """
    value = ranking.appraisal.value
    own = _value(value, candidate)
    table = ranking.table.set_index("candidate")
    place = f"{_ordinal(int(table.at[candidate, 'rank']))} of {len(table)}"
    said = [
        f"{candidate} ({table.at[candidate, 'name']}) stands {place}, at {own:.1f} of 100.",
        *_beside_the_mean(ranking, candidate),
    ]
    above = _next_above(ranking, candidate)
    if above is None:
        return " ".join([*said, "Nothing stands above it."])
    said += [_beside(ranking, candidate, above), _lift_words(ranking, candidate, above)]
    lowest = _lowest_above(ranking, candidate, groups)
    if lowest is not None and lowest != above:
        said.append(f"For the group above: {_lift_words(ranking, candidate, lowest)}")
    return " ".join(said)


def _value(value: pd.Series, candidate: str) -> float:
    if candidate not in value.index:
        near = near_miss(str(candidate), list(value.index))
        raise InputError.of(
            found=f"no candidate called {candidate!r}",
            allowed="a code of the ranking",
            do=f"Did you mean {near!r}?" if near else "Correct the code.",
        )
    if np.isnan(value[candidate]):
        raise InputError.of(
            found=f"{candidate}, whose value is not known",
            allowed="a candidate with a score in every cell",
            do="Score the empty cells, or look at its bounds.",
        )
    return float(value[candidate])


def _next_above(ranking: Ranking, candidate: str) -> str | None:
    above = distances(ranking).at[candidate, "above"]
    return above if isinstance(above, str) else None


def _ordinal(number: int) -> str:
    end = (
        "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    )
    return f"{number}{end}"


def _named(ranking: Ranking, code: str) -> str:
    names = ranking.appraisal.case.criteria.set_index("criterion")["name"]
    return f"{code} ({names[code]})"


def _beside_the_mean(ranking: Ranking, candidate: str) -> list[str]:
    """Say on what it gains and loses most beside the mean of all candidates."""
    ahead = (ranking.contributions - ranking.contributions.mean()).loc[candidate].round(DECIMALS)
    parts = []
    for most, words in ((ahead.nlargest(NAMED), "well"), (ahead.nsmallest(NAMED), "badly")):
        told = most[most > 0] if words == "well" else most[most < 0]
        listed = " and ".join(f"{_named(ranking, c)} {p:+.1f}" for c, p in told.items())
        parts.append(f"{words} on {listed}" if listed else f"{words} on nothing")
    return [f"Beside the mean of all, in points of value, it does {'; '.join(parts)}."]


def _beside(ranking: Ranking, candidate: str, above: str) -> str:
    ahead = (ranking.contributions.loc[candidate] - ranking.contributions.loc[above]).round(
        DECIMALS
    )
    gap = -float(ahead.sum())
    most, least = ahead.idxmax(), ahead.idxmin()
    gains = f", and gains most on {_named(ranking, most)} {ahead[most]:+.1f}"
    return (
        f"{above}, next above, leads by {gap:.2f} points: beside it {candidate} loses most on "
        f"{_named(ranking, least)} {ahead[least]:+.1f}{gains if ahead[most] > 0 else ''}."
    )


def _lift_words(ranking: Ranking, candidate: str, to: str) -> str:
    """Say which single changes would be enough."""
    table = lifts(ranking, candidate, to)
    enough = table[table["needed"].notna()]
    never = [_named(ranking, c) for c in table.loc[table["needed"].isna(), "criterion"]]
    listed = "; ".join(
        f"{_named(ranking, row.criterion)} from {row.figure:.4g} to {row.needed:.4g}"
        for row in enough.itertuples()
    )
    start = f"One change alone would lift it level with {to}: {listed}."
    if not listed:
        return f"No change of one criterion alone would lift it level with {to}."
    return f"{start} Not enough even at its best: {', '.join(never)}." if never else start


def _lowest_above(ranking: Ranking, candidate: str, groups: pd.Series | None) -> str | None:
    """Name the lowest candidate of the next group above, where there is one that leads."""
    if groups is None:
        return None
    value = ranking.appraisal.value
    higher = groups[groups < groups[candidate]]
    if higher.empty:
        return None
    codes = higher.index[higher == higher.max()]
    lowest = value[codes].round(DECIMALS).idxmin()
    return lowest if value[lowest].round(DECIMALS) > value[candidate].round(DECIMALS) else None
