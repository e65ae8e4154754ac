"""How does a checked table look as a data frame?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from pydantic.fields import FieldInfo

from wcc_prioritise.schema import Record
from wcc_prioritise.tables.fields import kind_of


def frame_of(
    record: type[Record],
    models: Sequence[Record],
    extras: Mapping[str, Sequence[float | None]],
) -> pd.DataFrame:
    """Put records into a data frame, one column a field.

    Parameters
    ----------
    record : type of Record
        What one row is.
    models : sequence of Record
        The rows.
    extras : mapping of str to sequence of float
        Further number columns.

    Returns
    -------
    DataFrame
        Every field in the order of the schema: numbers as float64, whole numbers that must be given
        as int64, texts as str, lists as tuples, dates as `datetime.date`; missing is NaN or None.
    """
    columns = {
        column: _column(info, [getattr(model, column) for model in models])
        for column, info in record.model_fields.items()
    }
    numbers = {column: np.array(cells, dtype=float) for column, cells in extras.items()}
    return pd.DataFrame(columns | numbers)


def _column(info: FieldInfo, cells: list[object]) -> pd.Series:
    kind = kind_of(info)
    if kind == "whole" and info.annotation is int:
        return pd.Series(cells, dtype="int64")
    if kind in ("number", "score", "whole"):
        return pd.Series(np.array(cells, dtype=float))
    if kind in ("text", "choice"):
        return pd.Series(cells, dtype="str")
    return pd.Series(cells, dtype=object)
