"""Where do named fields stand in a Word file, and how are they filled in?

Word cuts a text into runs wherever it likes, so a field is looked for in the paragraph as it is
read, and filled in where it begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wcc_prioritise.exports.shells import CONTENT
from wcc_prioritise.exports.word_parts import W

if TYPE_CHECKING:
    from docx.document import Document

FIELD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
"""A named field, as it stands in a paragraph."""

_KEEP = "{http://www.w3.org/XML/1998/namespace}space"
_NOT_EMPTY = tuple(f"{W}{tag}" for tag in ("drawing", "pict", "object", "sectPr", "fldChar"))


@dataclass(frozen=True)
class Standing:
    """A paragraph of a Word file, and where it stands in words."""

    paragraph: object
    where: str
    in_body: bool
    """Whether it stands in the body itself: in no table, text box, head or foot."""

    @property
    def text(self) -> str:
        """What is read in it."""
        return "".join(t.text or "" for t in texts_of(self.paragraph))

    @property
    def fields(self) -> list[str]:
        """Names of the fields in it."""
        return FIELD.findall(self.text)


def texts_of(paragraph) -> list:
    """List the pieces of text of a paragraph, not those of a text box that hangs on it."""
    own = f"{W}p"
    return [t for t in paragraph.iter(f"{W}t") if next(t.iterancestors(own)) is paragraph]


def standing_in(document: Document) -> Iterator[Standing]:
    """Give every paragraph with its place: the body, then the heads and feet of pages."""
    body = document.element.body
    yield from _paragraphs(body, "")
    for where, root in heads_and_feet(document):
        yield from _paragraphs(root, where)


def heads_and_feet(document: Document) -> Iterator[tuple[str, object]]:
    """Give the head and foot of pages, each once, in words."""
    kinds = {"default": "", "first": " of the first page", "even": " of even pages"}
    names = {f"{W}headerReference": "the head", f"{W}footerReference": "the foot"}
    seen = set()
    for reference in document.element.body.iter(*names):
        key = reference.rId
        if key not in seen:
            seen.add(key)
            kind = kinds.get(reference.get(f"{W}type"), "")
            yield names[reference.tag] + kind, document.part.related_parts[key].element


def _paragraphs(root, where: str) -> Iterator[Standing]:
    tables = {table: place for place, table in enumerate(root.iter(f"{W}tbl"), start=1)}
    loose = 0
    for paragraph in root.iter(f"{W}p"):
        above = list(paragraph.iterancestors())
        table = next((one for one in above if one in tables), None)
        boxed = any(one.tag == f"{W}txbxContent" for one in above)
        if table is None and not boxed:
            loose += 1
        words = (
            f"a text box by paragraph {loose}" if boxed
            else f"paragraph {loose}" if table is None
            else _cell_words(table, tables[table], paragraph)
        )  # fmt: skip
        words = f"{words} of {where}" if where else words
        yield Standing(paragraph, words, not where and paragraph.getparent() is root)


def _cell_words(table, number: int, paragraph) -> str:
    """Say in which cell of a table a paragraph stands."""
    for row, line in enumerate(table.iter(f"{W}tr"), start=1):
        for place, cell in enumerate(line.iter(f"{W}tc"), start=1):
            if paragraph in cell.iter(f"{W}p"):
                return f"table {number}, row {row}, cell {place}"
    return f"table {number}"


# ---- filling in ---------------------------------------------------------------------------------


def fill(document: Document, values: Mapping[str, str]):
    """Put what each field holds in its place, once: what is put in is never read again.

    Parameters
    ----------
    document : Document
        A template that was checked, or the product's own.
    values : mapping of str to str
        What each field holds; clean texts.

    Returns
    -------
    element
        The paragraph in whose place the paper goes.
    """
    content = None
    for one in list(standing_in(document)):
        names = one.fields
        if CONTENT in names:
            content = one.paragraph
        elif names:
            _fill(one, values)
    return content


def _fill(one: Standing, values: Mapping[str, str]) -> None:
    """Fill in a paragraph; where it holds nothing but blank fields, take it away."""
    said, found = one.text, list(FIELD.finditer(one.text))
    blank = not any(values[match[1]] for match in found) and not FIELD.sub("", said).strip()
    if blank and one.in_body and not any(True for _ in one.paragraph.iter(*_NOT_EMPTY)):
        one.paragraph.getparent().remove(one.paragraph)
        return
    pieces = texts_of(one.paragraph)
    for match in reversed(found):
        _put(pieces, match.start(), match.end(), values[match[1]])


def _put(pieces: list, start: int, end: int, words: str) -> None:
    """Put words in the place of the signs from start to end, in the first piece that has any."""
    before = 0
    for piece in pieces:
        text = piece.text or ""
        first, last = max(start - before, 0), min(end - before, len(text))
        if first < last:
            piece.text = text[:first] + words + text[last:]
            piece.set(_KEEP, "preserve")
            words = ""
        before += len(text)
