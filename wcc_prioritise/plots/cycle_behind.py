"""What stands behind the map of the cycle? Steps with their marks, taken from the result."""

from __future__ import annotations

import pandas as pd


def cycle_table(cycle) -> pd.DataFrame:
    """Give each step of the year with what is in the record.

    Returns
    -------
    DataFrame
        stage, step, status (on record, last year's, not yet, outside), shown (the entries in
        words), notebook and output, in the order of the year.
    """
    columns = ["stage", "step", "status", "shown", "notebook", "output"]
    return cycle.table[columns].reset_index(drop=True)
