"""May this text leave the room? With whatever the key of names holds taken out of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from functools import cache

from wcc_prioritise.exports.content import Block, Paper, clean
from wcc_prioritise.exports.of_record import OfRecord
from wcc_prioritise.exports.wording import given
from wcc_prioritise.workshop.names import key_path, read_names, replaced_in

NAMED = "[name]"
"""What stands where a name stood."""

SAID = f"A word that is also in the key of names stands as {NAMED}, be it a name there or not."


def unnamed(told: OfRecord) -> Callable[[object], str]:
    """Give what takes names out of a text.

    Parameters
    ----------
    told : OfRecord
        The record. The key of names lies beside its file; where none lies there, and in an
        anonymous workshop, no name can be known.

    Returns
    -------
    callable
        From any cell to a clean text on one line.
    """
    path = told.workshop.path
    kept = told.case.charter.privacy != "anonymous" and key_path(path).exists()
    names = read_names(path) if kept else {}
    find = cache(lambda text: replaced_in(text, names, NAMED))
    return lambda cell: find(clean(given(cell, "")))


TEXTS = ("title", "notice", "text", "items", "caption", "columns", "rows", "alt")
"""Fields of a paper in which somebody's words may stand."""


def without_names(paper: Paper, say: Callable[[object], str]) -> Paper:
    """Give a paper with names taken out of every text of it."""

    def said(held: object) -> object:
        return tuple(map(said, held)) if isinstance(held, tuple) else say(held)

    def block_said(block: Block) -> Block:
        texts = {f.name: said(getattr(block, f.name)) for f in fields(block) if f.name in TEXTS}
        return replace(block, **texts)

    sections = (replace(s, blocks=tuple(map(block_said, s.blocks))) for s in paper.sections)
    named = tuple((name, say(words)) for name, words in paper.named)
    return replace(block_said(paper), sections=tuple(sections), named=named)
