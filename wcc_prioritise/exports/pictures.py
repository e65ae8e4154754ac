"""Which picture answers the question? Drawn elsewhere; here it gets its caption and its words."""

from __future__ import annotations

from wcc_prioritise.exports.content import Picture
from wcc_prioritise.plots import picture


def drawn(question: str, result: object, width: float = 16.0) -> Picture:
    """Take a picture of a result with its answer and its words for those who do not see it."""
    made = picture(question, result)
    return Picture(made.title, made.alt, made.png, width)
