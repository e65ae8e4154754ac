"""Where does the room agree, and where is it split?"""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.widgets.live.parts import View, cell, table

SYMBOLS = {"agree": "● agree", "mixed": "◐ mixed", "split": "○ split", "too few": "– too few"}
"""How a label stands: a symbol and its word."""


def scores_view(found: pd.DataFrame, criterion: str, names: pd.Series, title: str) -> View:
    """Do people agree on each candidate, on one criterion?

    Parameters
    ----------
    found : DataFrame
        As `agreement_map` gives it: candidate, criterion, scored, label.
    criterion : str
        Whose cells are shown.
    names : Series
        Name of each candidate.
    title : str
        Name of the criterion.
    """
    mine = found[found["criterion"] == criterion]
    rows = [
        [
            cell(f"{row.candidate} {names[row.candidate]}"),
            cell(SYMBOLS[row.label]),
            cell(f"{row.scored} scored"),
        ]
        for row in mine.itertuples()
    ]
    return table(f"{criterion} {title}: do we agree?", ["Candidate", "We", "People"], rows)
