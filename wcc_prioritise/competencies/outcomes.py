"""Which outcomes were chosen, and how do they go?"""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.competencies.reading import Competencies
from wcc_prioritise.evidence import trend
from wcc_prioritise.tables import InputError

COLUMNS = ["outcome", "name", "chosen", "because", "periods", "first", "last", "unit", "slope",
           "slope_lower", "slope_upper", "trend", "words"]  # fmt: skip

_BETTER = {
    ("rising", "high is good"): "rising, which is good",
    ("falling", "high is good"): "falling, which is bad",
    ("rising", "high is bad"): "rising, which is bad",
    ("falling", "high is bad"): "falling, which is good",
}


def outcomes_of(
    competencies: Competencies, year: str, indicators: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Which outcomes were chosen for a year, and does each get better?

    Parameters
    ----------
    competencies : Competencies
        The tables.
    year : str
        The year.
    indicators : DataFrame, optional
        Published figures of several periods, as a case holds them; by default those of the folder.

    Returns
    -------
    DataFrame
        One row an outcome, at most ten: outcome, name, chosen (by every commissioner or locally),
        because, periods (how many figures), first and last (value), unit, slope (change a year)
        with its 95 per cent limits, trend (rising, falling, no clear change, or not known) and
        words. No line is drawn through fewer than five periods.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.competencies import read_competencies
    >>> table = outcomes_of(read_competencies(wcc.sample("competencies")), "2009/10")
    >>> len(table), table["words"].iloc[0]
    (10, 'rising, which is good')
    """
    chosen = competencies["outcomes"]
    chosen = chosen[chosen["year"] == year].drop(columns="year")
    figures = competencies["indicators"] if indicators is None else indicators
    rows = [
        {**row, **_trend_of(figures, row["outcome"], competencies.area)}
        for row in chosen.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _trend_of(figures: pd.DataFrame, outcome: str, area: str | None) -> dict[str, object]:
    of_it = figures[(figures["indicator"] == outcome) & (figures["area"] == area)]
    known = of_it[of_it["value"].notna()]
    if known.empty:
        return {"periods": 0, "trend": "not known", "words": "no figures"}
    try:
        line = trend(of_it, indicator=outcome, area=area)
    except InputError:
        said = {"periods": len(known), "trend": "not known"}
        return said | {"words": "no trend can be drawn"}
    polarity = known["polarity"].dropna()
    way = (line.words, polarity.iloc[0] if len(polarity) else None)
    return {
        "periods": len(line.table),
        "first": float(line.table["value"].iloc[0]),
        "last": float(line.table["value"].iloc[-1]),
        "unit": line.unit,
        "slope": line.slope,
        "slope_lower": line.slope_lower,
        "slope_upper": line.slope_upper,
        "trend": line.words,
        "words": _BETTER.get(way, line.words),
    }
