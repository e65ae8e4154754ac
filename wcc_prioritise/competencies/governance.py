"""How sound is governance? Red, amber or green on each strand, in words and shapes."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.competencies.reading import Competencies
from wcc_prioritise.competencies.records import ASSESSORS, STRANDS

SHAPES = {"red": "▲", "amber": "◆", "green": "●"}
"""A shape for each rating: a page printed in grey must tell them apart."""

MEANS = {
    "red": "serious concerns",
    "amber": "some concerns",
    "green": "no concerns",
}
"""What each rating says (green: HSJ, on the first strategic plans; the rest this project's own)."""


def governance_of(competencies: Competencies, year: str) -> pd.DataFrame:
    """How was each strand rated in a year, and by whom?

    Parameters
    ----------
    competencies : Competencies
        The tables.
    year : str
        The year.

    Returns
    -------
    DataFrame
        strand, assessor, rating, shape, means, because; strands in the order strategy, finance,
        board, and no row where nobody rated.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.competencies import read_competencies
    >>> table = governance_of(read_competencies(wcc.sample("competencies")), "2008/09")
    >>> table.loc[table["assessor"] == "panel", ["strand", "shape", "rating"]].values.tolist()
    [['strategy', '◆', 'amber'], ['finance', '◆', 'amber'], ['board', '●', 'green']]
    """
    table = competencies["governance"]
    table = table[table["year"] == year].drop(columns="year")
    order = [
        (STRANDS.index(strand), ASSESSORS.index(assessor))
        for strand, assessor in zip(table["strand"], table["assessor"], strict=True)
    ]
    table = table.assign(
        shape=table["rating"].map(SHAPES),
        means=table["rating"].map(MEANS),
        order=pd.Series(order, table.index, dtype=object),
    )
    columns = ["strand", "assessor", "rating", "shape", "means", "because"]
    return table.sort_values("order", ignore_index=True)[columns]


def governance_words(table: pd.DataFrame) -> str:
    """Say how governance was rated, strand by strand.

    Parameters
    ----------
    table : DataFrame
        As `governance_of` gives it.
    """
    if table.empty:
        return "Governance was not rated."
    said = [
        f"{strand} "
        + ", ".join(f"{row.shape} {row.rating} ({row.assessor})" for row in rows.itertuples())
        for strand, rows in table.groupby("strand", sort=False)
    ]
    return "Governance: " + "; ".join(said) + "."
