"""How does a paper become a Word file that anyone can read, print and listen to?

The same paper gives the same bytes: no clock is read, and every part of the file has one date.
"""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING

from wcc_prioritise.exports.content import Paper
from wcc_prioritise.exports.word_blocks import Writer
from wcc_prioritise.exports.word_fields import fill
from wcc_prioritise.exports.word_own import own_word
from wcc_prioritise.exports.word_parts import LANGUAGE, W, complete_styles
from wcc_prioritise.exports.zipped import settled

if TYPE_CHECKING:
    from docx.document import Document

MADE = datetime.datetime(2000, 1, 1)
"""Stands for the date of the file among its properties, so that equal papers are equal files."""

LONGEST_PROPERTY = 255
"""Word takes no longer text among the properties of a file."""

FORGOTTEN = ("/thumbnail", "/custom-properties", "/attachedTemplate")
"""What a template carries with it that says where it came from."""


def word_file(paper: Paper) -> bytes:
    """Draw a paper as a .docx.

    Parameters
    ----------
    paper : Paper
        What stands in it.

    Returns
    -------
    bytes
        The file; equal papers give equal bytes.
    """
    from docx import Document

    own = paper.templates.letter if paper.letter else paper.templates.paper
    document = Document(io.BytesIO(own or own_word(paper.letter)))
    if own:
        complete_styles(document)
        _forget_its_maker(document)
    _set_properties(document, paper)
    place = fill(document, paper.values)
    Writer(document, place).write(paper.sections)
    made = io.BytesIO()
    document.save(made)
    return settled(made.getvalue())


def _set_properties(document: Document, paper: Paper) -> None:
    properties = document.core_properties
    properties.title = paper.title[:LONGEST_PROPERTY]
    properties.language = LANGUAGE
    author = paper.author[:LONGEST_PROPERTY] or "wcc_prioritise"
    properties.author = properties.last_modified_by = author
    properties.comments = paper.notice[:LONGEST_PROPERTY]
    properties.created = properties.modified = paper.made or MADE
    properties.revision = 1


def _forget_its_maker(document: Document) -> None:
    """Take away where a template came from, its own properties, and a picture of its first page."""
    settings = document.part._settings_part
    for old in settings.element.findall(f"{W}attachedTemplate"):
        settings.element.remove(old)
    for relations in (document.part.package.rels, settings.rels):
        for key in [k for k, r in relations.items() if r.reltype.endswith(FORGOTTEN)]:
            del relations[key]
