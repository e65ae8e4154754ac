"""What is the product's own Word template? Made here, with the named fields in their places."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

from wcc_prioritise.exports.word_parts import field, set_styles
from wcc_prioritise.exports.zipped import settled

if TYPE_CHECKING:
    from docx.document import Document

PAGE = (21.0, 29.7)
"""A4, centimetres."""

MARGIN = 1.9
"""Centimetres on every side."""


@cache
def own_word(letter: bool = False) -> bytes:
    """Give the product's own template: of a paper, or of a letter.

    Returns
    -------
    bytes
        A .docx, always the same one.
    """
    from docx import Document

    document = Document()
    _drop_thumbnail(document)
    set_styles(document)
    _set_page(document.sections[0])
    _set_head_and_foot(document.sections[0], letter)
    document.add_paragraph("{{ title }}", style="Heading 1")
    document.add_paragraph("{{ notice }}", style="Notice")
    document.add_paragraph("{{ content }}", style="Normal")
    properties = document.core_properties
    properties.title = properties.comments = ""
    properties.author = properties.last_modified_by = "wcc_prioritise"
    made = io.BytesIO()
    document.save(made)
    return settled(made.getvalue())


def _drop_thumbnail(document: Document) -> None:
    """Take away the picture of a first page that python-docx brings and that is not ours."""
    relations = document.part.package.rels
    for key in [k for k, r in relations.items() if r.reltype.endswith("/thumbnail")]:
        del relations[key]


def _set_page(section) -> None:
    from docx.shared import Cm

    section.page_width, section.page_height = map(Cm, PAGE)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Cm(MARGIN))
    section.header_distance = section.footer_distance = Cm(0.9)


def _set_head_and_foot(section, letter: bool) -> None:
    """Put the notice at the head of each page, the number of the page at its foot."""
    section.header.paragraphs[0].text = "{{ notice }}"
    foot = section.footer.paragraphs[0]
    if letter:
        foot.add_run("{{ organisation }}, to {{ sponsor }} about {{ project }}. ")
    foot.add_run("Page ")
    field(foot, "PAGE")
    foot.add_run(" of ")
    field(foot, "NUMPAGES")
