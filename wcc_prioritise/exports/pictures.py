"""Which picture answers the question? Drawn elsewhere; here it gets its caption and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from wcc_prioritise.exports.content import Paragraph, Picture, Section, Table, section
from wcc_prioritise.plots import PICTURES, picture
from wcc_prioritise.plots import Picture as Drawn
from wcc_prioritise.plots.figures import decimals_of, number

if TYPE_CHECKING:
    from wcc_prioritise.exports.results import Results


def drawn(question: str, result: object, width: float = 16.0) -> Picture:
    """Take a picture of a result with its answer and its words for those who do not see it."""
    made = picture(question, result)
    return Picture(made.title, made.alt, made.png, width)


def pictures_section(results: Results) -> list[Section]:
    """Show the pictures that were given, each with its table and what drew it; none, no section."""
    blocks = [block for one in results.pictures for block in _shown(one)]
    return [section("Pictures that were asked for", blocks)] if blocks else []


def _shown(made: Drawn) -> tuple[Picture, Table, Paragraph]:
    table = made.table if isinstance(made.table.index, pd.RangeIndex) else made.table.reset_index()
    columns = [_column(table[name]) for name in table]
    rows = tuple(zip(*(cells for cells, _ in columns), strict=True))
    behind = Table(
        f"Behind the picture: {made.title}",
        tuple(map(str, table.columns)),
        rows,
        align="".join(align for _, align in columns),
    )
    by = f"{made.question}, of this package" if made.question in PICTURES else made.question
    return Picture(made.title, made.alt, made.png), behind, Paragraph(f"Drawn by {by}.", "note")


def _column(cells: pd.Series) -> tuple[list[str], str]:
    """Write a column as it is read, figures to one number of decimals."""
    if not pd.api.types.is_numeric_dtype(cells) or pd.api.types.is_bool_dtype(cells):
        return ["" if pd.isna(cell) else str(cell) for cell in cells], "l"
    decimals = decimals_of(cells)
    return [number(cell, decimals) for cell in cells], "r"
