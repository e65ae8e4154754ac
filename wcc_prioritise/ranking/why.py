"""Why does a candidate stand where it stands, and what would lift it?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal.naming import must_be_one_of
from wcc_prioritise.appraisal.value import Appraisal
from wcc_prioritise.appraisal.values import figure_for
from wcc_prioritise.ranking.order import DECIMALS
from wcc_prioritise.ranking.result import Ranking
from wcc_prioritise.tables import InputError

NAMED = 2
"""So many criteria are named for what a candidate does well on, and badly on."""

CHANGES = 3
"""So many single changes are said; `lifts` has them all."""

HAIR = 1e-6
"""Points of a score below which a need is rounding."""

LIFT_COLUMNS = ["criterion", "figure", "needed", "change", "value_change"]


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
    value, rows = _known(ranking), {}
    for code in ranking.table["candidate"]:
        own = value.get(code, np.nan)
        above, below = value[value > own], value[value < own]
        rows[code] = {
            "above": _nearest(above),
            "up": above.min() - own,
            "below": _nearest(-below),
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
    value = ranking.appraisal.value
    own = _value(value, candidate)
    to = _next_above(ranking, candidate) if to is None else to
    if to is None:
        return pd.DataFrame(columns=LIFT_COLUMNS)
    gap = _value(value, to) - own
    if not gap > 0:
        raise InputError.of(
            found=f"{to}, which does not stand above {candidate}", allowed="one that does", do=""
        )
    weights = ranking.appraisal.weights
    return rises(ranking.appraisal, candidate, gap / weights[weights > 0])


def rises(appraisal: Appraisal, candidate: str, needed: pd.Series) -> pd.DataFrame:
    """Turn rises in the value on each criterion into scores and figures, the smallest rise first.

    Parameters
    ----------
    appraisal : Appraisal
    candidate : str
        Its code.
    needed : Series
        By criterion: how many points its value there is to rise, the others as they are.

    Returns
    -------
    DataFrame
        Columns as in `lifts`.
    """
    figures, values = appraisal.figures.loc[candidate], appraisal.values.loc[candidate]
    rows = []
    for criterion in appraisal.case.criteria.to_dict("records"):
        code = criterion["criterion"]
        if code in needed.index:
            aim = round(values[code] + needed[code], 12)
            figure = figure_for(criterion, aim) if np.isfinite(aim) else float("nan")
            rows.append((code, figures[code], figure, figure - figures[code], needed[code]))
    return pd.DataFrame(rows, columns=LIFT_COLUMNS).sort_values("value_change", ignore_index=True)


def why(ranking: Ranking, candidate: str, bands: pd.Series | None = None) -> str:
    """Why does a candidate stand where it stands, and what would lift it? In words.

    Parameters
    ----------
    ranking : Ranking
        Candidates by value.
    candidate : str
        Its code.
    bands : Series, optional
        Band of each candidate, 1 the highest, as a stress has them; with it the words also say in
        which band it stands, and what would lift it level with the lowest of the band above. What
        would put it into that band is a question of draws: see `robustness.next_band`.

    Returns
    -------
    str
        Short sentences: what it gains and loses most on beside the mean of all candidates, how it
        compares with the one above, and the smallest single changes that would lift it. Points are
        whole here; `lifts` and `ranking.contributions` have them in full.

    Raises
    ------
    InputError
        If the code is unknown, its value is not known, or the bands are not those of the ranking.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> ranking = wcc.rank(wcc.appraise(wcc.read(wcc.sample("northmere"))))
    >>> why(ranking, ranking.table["candidate"].iloc[0]).startswith("P")
    True
    """
    value = ranking.appraisal.value
    own = _value(value, candidate)
    _refuse_other_bands(ranking, bands)
    table = ranking.table.set_index("candidate")
    place = f"{_ordinal(int(table.at[candidate, 'rank']))} of {len(table)}"
    said = [
        f"{candidate} ({table.at[candidate, 'name']}) stands {place}, at {own:.0f} of 100.",
        *_beside_the_mean(ranking, candidate),
    ]
    above = _next_above(ranking, candidate)
    if above is None:
        return " ".join([*said, "Nothing stands above it."])
    said += [*_beside(ranking, candidate, above), _lift_words(ranking, candidate, above)]
    if bands is not None:
        said += _band_words(ranking, candidate, bands, above)
    return " ".join(said)


def _known(ranking: Ranking) -> pd.Series:
    """Give the values that are known, rounded so that twins tie."""
    return ranking.table.set_index("candidate")["value"].round(DECIMALS).dropna()


def _nearest(higher: pd.Series) -> str | None:
    """Name the lowest, of several the first by code; None where there is none."""
    return min(higher.index[higher == higher.min()], default=None)


def _value(value: pd.Series, candidate: str) -> float:
    must_be_one_of("candidate", candidate, value.index)
    if np.isnan(value[candidate]):
        raise InputError.of(
            found=f"{candidate}, whose value is not known",
            allowed="a candidate with a score in every cell",
            do="Score the empty cells, or look at its bounds.",
        )
    return float(value[candidate])


def _next_above(ranking: Ranking, candidate: str) -> str | None:
    value = _known(ranking)
    return _nearest(value[value > value[candidate]])


def _ordinal(number: int) -> str:
    end = (
        "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    )
    return f"{number}{end}"


def _named(ranking: Ranking, code: str) -> str:
    names = ranking.appraisal.case.criteria.set_index("criterion")["name"]
    return f"{code} ({names[code]})"


def _points(points: float) -> str:
    """Say how many points, whatever their sign, in whole numbers."""
    whole = round(abs(points))
    return "under 1 point" if not whole else f"{whole} point{'s' * (whole > 1)}"


def _parts(ranking: Ranking, points: pd.Series) -> str:
    return " and ".join(f"{_points(p)} on {_named(ranking, c)}" for c, p in points.items())


def beside_the_mean(ranking: Ranking, candidate: str) -> tuple[pd.Series, pd.Series]:
    """On what does a candidate gain and lose most beside the mean of all candidates?

    Returns
    -------
    tuple of Series and Series
        Points by criterion, the two most gained and the two most lost; fewer where there are none.
    """
    ahead = (ranking.contributions - ranking.contributions.mean()).loc[candidate].round(DECIMALS)
    return ahead[ahead > 0].nlargest(NAMED), ahead[ahead < 0].nsmallest(NAMED)


def _beside_the_mean(ranking: Ranking, candidate: str) -> Iterator[str]:
    """Say on what it gains and loses most beside the mean of all candidates."""
    gains, losses = beside_the_mean(ranking, candidate)
    all_ = "Beside the mean of all candidates"
    yield f"{all_} it gains most: {_parts(ranking, gains) if len(gains) else 'on nothing'}."
    yield f"It loses most: {_parts(ranking, losses) if len(losses) else 'on nothing'}."


def _beside(ranking: Ranking, candidate: str, above: str) -> Iterator[str]:
    """Say by how much the next above leads, and on what."""
    ours, theirs = (ranking.contributions.loc[code] for code in (candidate, above))
    ahead = (ours - theirs).round(DECIMALS)
    name = ranking.appraisal.case.names[above]
    yield f"{above} ({name}) is next above, by {_points(ahead.sum())}."
    yield f"Beside it {candidate} loses most: {_parts(ranking, ahead.nsmallest(1))}."
    if len(gains := ahead[ahead > 0].nlargest(1)):
        yield f"It gains most: {_parts(ranking, gains)}."


def _lift_words(ranking: Ranking, candidate: str, to: str) -> str:
    """Say which single changes would be enough."""
    table = lifts(ranking, candidate, to)
    return single_changes(ranking.appraisal, table, f"lift it level with {to}")


def single_changes(appraisal: Appraisal, table: pd.DataFrame, end: str) -> str:
    """Say which single changes of a table of `lifts` would be enough for an end, smallest first."""
    criteria = appraisal.case.criteria.set_index("criterion")
    enough, never = table[table["needed"].notna()], table.loc[table["needed"].isna(), "criterion"]
    if enough.empty:
        return f"No change of one criterion alone would {end}."
    told = [_change(row, criteria.loc[row.criterion]) for row in enough.head(CHANGES).itertuples()]
    said = [f"One change alone would {end}: {told[0]}.", *(f"Or {change}." for change in told[1:])]
    if more := len(enough) - len(told):
        said.append(f"Or a larger change on one of {more} other criteria.")
    if len(never):
        listed = ", ".join(f"{c} ({criteria.at[c, 'name']})" for c in never)
        said.append(f"Not enough even at its best: {listed}.")
    return " ".join(said)


def _change(row, criterion: pd.Series) -> str:
    """Say one change; a score in whole points, rounded so that it still is enough."""
    now, then = f"{row.figure:.4g}", f"{row.needed:.4g}"
    if criterion["kind"] == "judged":
        enough = int(np.ceil(row.needed - HAIR))
        now, then = f"{min(round(row.figure), enough - 1)}", f"{enough}"
    return f"{row.criterion} ({criterion['name']}) from {now} to {then}"


def _refuse_other_bands(ranking: Ranking, bands: pd.Series | None) -> None:
    codes = set(ranking.table["candidate"])
    if bands is not None and (not isinstance(bands, pd.Series) or set(bands.index) != codes):
        raise InputError.of(
            found="bands of other candidates than the ranking",
            allowed="a Series with the band of each candidate",
            do="Take `bands` of a stress of the same appraisal.",
        )


def _band_words(ranking: Ranking, candidate: str, bands: pd.Series, above: str) -> list[str]:
    """Say in which band it stands, and what would lift it level with the lowest of the next."""
    said = [f"It stands in band {bands[candidate]} of {bands.max()}."]
    higher = bands[bands < bands[candidate]]
    if higher.empty:
        return said
    band = higher.max()
    value = ranking.appraisal.value[higher.index[higher == band]].round(DECIMALS)
    lowest = _nearest(value)
    start = f"The lowest of band {band}, the next above, is {lowest}"
    if lowest == above:
        return [*said, f"{start}."]
    return [*said, f"{start}. {_lift_words(ranking, candidate, lowest)}"]
