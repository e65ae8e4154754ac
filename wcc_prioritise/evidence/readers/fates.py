"""What became of each row of a file: used, or left out, and why?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from wcc_prioritise.evidence.readers.columns import named

USED = "used"
SUPPRESSED = "suppressed"
NO_VALUE = "no value"
SPLIT = "category split"
SUPERSEDED = "superseded area type"
RESTATED = "given again for another year"
DUPLICATE = "duplicate"
TOTAL = "total"
HUB = "commissioning hub"
UNKNOWN = "unknown area"
PASTED = "pasted without ids"
LOOKUP = "names of areas"
HEADING = "heading"
NOTE = "note under the table"
BLANK = "blank row"
ASIDE = "not a table"

FATES = (
    USED,
    SUPPRESSED,
    NO_VALUE,
    SPLIT,
    SUPERSEDED,
    RESTATED,
    DUPLICATE,
    TOTAL,
    HUB,
    UNKNOWN,
    PASTED,
    LOOKUP,
    HEADING,
    NOTE,
    BLANK,
    ASIDE,
)
"""Every fate. A row that gives several figures has the first of theirs in this order."""

CODES = {fate: code for code, fate in enumerate(FATES)}
KEPT = (USED, SUPPRESSED, NO_VALUE)
"""Rows with these fates are in the table; without a value they keep the publisher's reason."""

_SUPPRESSION = ("suppress", "disclosure")


def coded(fate: str, rows: int) -> np.ndarray:
    """Give so many rows one fate, as codes."""
    return np.full(rows, CODES[fate], dtype=np.int8)


def kept(codes: np.ndarray) -> np.ndarray:
    """Say of each fate code whether its row is in the table."""
    return codes < len(KEPT)


def without_value(
    codes: np.ndarray, value: np.ndarray, marked: np.ndarray, note: pd.Categorical
) -> np.ndarray:
    """Give used rows that have no value their fate: suppressed, by mark or note, or no value."""
    empty = np.isnan(value) & (codes == CODES[USED])
    if not empty.any():
        return codes
    said = [any(word in text.casefold() for word in _SUPPRESSION) for text in named(note)]
    hidden = marked | np.array([*said, False], dtype=bool)[note.codes]
    codes = codes.copy()
    codes[empty] = np.where(hidden[empty], CODES[SUPPRESSED], CODES[NO_VALUE])
    return codes
