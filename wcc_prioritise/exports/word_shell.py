"""Can this Word file frame our papers? Every fault with its place, before any paper is written."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from wcc_prioritise.exports.content import Heading, Paper, Paragraph, Table, section
from wcc_prioritise.exports.shells import CONTENT, LETTER, Templates, allowed_words, fields_for
from wcc_prioritise.exports.word_fields import FIELD, Standing, heads_and_feet, standing_in
from wcc_prioritise.exports.word_parts import LISTS, W, style_ids
from wcc_prioritise.tables import Fault, near_miss
from wcc_prioritise.tables.faults import quoted

if TYPE_CHECKING:
    from docx.document import Document

LARGEST = 100_000_000
"""Bytes that a template may come to when unpacked."""

ONCE = "{{ content }} once, alone in a paragraph of the body, in its last section"
START = "Begin with the one that wcc templates writes."

RUNS = re.compile(r"vbaProject|vbaData|oleObject|/activeX/|/embeddings/|afchunk", re.IGNORECASE)
"""Parts of an office file that run, or that bring in another file."""

COMMENTED = ("ins", "del", "moveFrom", "moveTo", "commentReference")
HARMLESS = (
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "TOC", "STYLEREF", "REF", "PAGEREF", "TITLE",
    "AUTHOR", "HYPERLINK", "SEQ",
)  # fmt: skip
"""Fields of Word itself that fetch and run nothing, and read no clock."""


def word_faults(name: str, file: bytes) -> list[Fault]:
    """What is wrong with a template for Word?

    Parameters
    ----------
    name : str
        `paper.docx` or `letter.docx`.
    file : bytes
        What it holds.

    Returns
    -------
    list of Fault
        Each names the file and the paragraph, cell, head or foot; none where all is well.
    """
    from docx import Document

    if faults := list(_of_the_file(name, file)):
        return faults
    try:
        document = Document(io.BytesIO(file))
        return [*_of_the_text(name, document)] or list(_tried(name, file))
    except Exception:  # a damaged part makes its reader stumble in any of many ways
        return [
            _fault(name, "a Word file that is damaged", "a whole one", "Save it again in Word.")
        ]


def _fault(name: str, found: str, allowed: str = "", do: str = "") -> Fault:
    return Fault(name, None, None, found, allowed, do)


# ---- the file -----------------------------------------------------------------------------------


def _of_the_file(name: str, file: bytes) -> Iterator[Fault]:
    """Find what is no Word file, and what in one would run or fetch something."""
    allowed = "a Word file (.docx) without macros"
    if not zipfile.is_zipfile(io.BytesIO(file)):
        yield _fault(name, "what is no Word file", allowed, "Save it in Word as .docx.")
        return
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as parts:
            if sum(part.file_size for part in parts.infolist()) > LARGEST:
                yield _fault(name, "more than 100 MB when unpacked", allowed, "Take pictures out.")
                return
            names = parts.namelist()
            types = parts.read("[Content_Types].xml").decode("utf-8", "replace")
            links = [parts.read(n) for n in names if n.endswith(".rels")]
    except Exception:  # cut off, locked by a password, or with no list of its parts
        yield _fault(name, "a Word file that is damaged or locked", allowed, "Save it again.")
        return
    if "wordprocessingml.document.main" not in types:
        kind = "a file with macros" if "macroEnabled" in types else "another kind of file"
        yield _fault(name, kind, allowed, "Save it in Word as .docx.")
    elif RUNS.search(" ".join((types, *names))):
        found = "macros, or a file inside the file"
        yield _fault(name, found, allowed, "Take it out, and save it in Word as .docx.")
    if any(map(_fetches, links)):
        found = "a picture or a text that is fetched from elsewhere"
        yield _fault(name, found, "a file complete in itself", "Put it into the file.")


def _fetches(links: bytes) -> bool:
    """Say whether a list of links brings in what is not in the file; links to click on may be."""
    from docx.oxml.parser import parse_xml

    harmless = ("/hyperlink", "/attachedTemplate")  # the second is taken away
    return any(
        one.get("TargetMode") == "External" and not one.get("Type", "").endswith(harmless)
        for one in parse_xml(links)
    )


# ---- the text -----------------------------------------------------------------------------------


def _of_the_text(name: str, document: Document) -> Iterator[Fault]:
    standing = list(standing_in(document))
    for one in standing:
        yield from _unknown_fields(name, one)
    yield from _content(name, standing)
    yield from _title(name, document, standing)
    yield from _styles(name, document)
    yield from _elsewhere(name, document)
    roots = [document.element.body, *(root for _, root in heads_and_feet(document))]
    for root in roots:
        yield from _of_words_own(name, root)


def _unknown_fields(name: str, one: Standing) -> Iterator[Fault]:
    """Find fields that there are not, and braces that are none."""
    for field in one.fields:
        if field in fields_for(name):
            continue
        near = near_miss(field, fields_for(name))
        do = f"Did you mean {near!r}?" if near else "Name one of these, or leave it out."
        found = f"a field called {field!r} in {one.where}, {quoted(one.text)}"
        yield _fault(name, found, allowed_words(name), do)
    if re.search(r"\{\{|\}\}|\{%|%\}", FIELD.sub("", one.text)):
        found = f"braces that are no field in {one.where}, {quoted(one.text)}"
        yield _fault(name, found, allowed_words(name), "Write it so: {{ title }}.")


def _content(name: str, standing: list[Standing]) -> Iterator[Fault]:
    places = [one for one in standing if CONTENT in one.fields]
    if not places:
        yield _fault(name, "no paragraph {{ content }}", ONCE, "Put it where the paper goes.")
    for one in places[1:]:
        yield _fault(name, f"{{{{ content }}}} again in {one.where}", ONCE, "Delete it.")
    for one in places[:1]:
        alone = FIELD.fullmatch(one.text.strip()) and one.in_body
        later = any(True for after in one.paragraph.itersiblings() for _ in after.iter(f"{W}sectPr")
                    if after.tag != f"{W}sectPr")  # fmt: skip
        if not alone or later or one.paragraph.find(f"{W}pPr/{W}sectPr") is not None:
            yield _fault(name, f"{{{{ content }}}} in {one.where}, {quoted(one.text)}", ONCE)


def _title(name: str, document: Document, standing: list[Standing]) -> Iterator[Fault]:
    """A paper has one heading of the first level: its title."""
    wanted = style_ids(document).get("Heading 1")
    heads = [
        one for one in standing
        for style in [one.paragraph.find(f"{W}pPr/{W}pStyle")]
        if style is not None and style.get(f"{W}val") == wanted
    ]  # fmt: skip
    allowed = "one paragraph of the style Heading 1, with {{ title }} in it"
    if not any("title" in one.fields and one.in_body for one in heads):
        yield _fault(name, "no heading with {{ title }}", allowed, START)
    for one in heads:
        if "title" not in one.fields or not one.in_body:
            found = f"another Heading 1 in {one.where}, {quoted(one.text)}"
            yield _fault(name, found, allowed, "Give it another style.")


def _styles(name: str, document: Document) -> Iterator[Fault]:
    """A list is a list only with its bullets or numbers."""
    held = style_ids(document)
    for style in LISTS:
        if style not in held:
            allowed = f"the style {style!r}, with its bullets or numbers"
            yield _fault(name, f"no style {style!r}", allowed, START)


def _elsewhere(name: str, document: Document) -> Iterator[Fault]:
    """Find fields where nothing is filled in: in notes, charts and the like."""
    reached = {id(document.part)}
    reached |= {id(part) for part in _pages_of(document)}
    for part in document.part.package.iter_parts():
        blob = getattr(part, "blob", b"") if id(part) not in reached else b""
        if str(part.partname).endswith(".xml") and b"{{" in blob:
            place = str(part.partname).rpartition("/")[2].removesuffix(".xml")
            allowed = "fields in the text, and at the head and foot of pages"
            yield _fault(name, f"a field in {place}", allowed, "Take it out.")


def _pages_of(document: Document) -> Iterator:
    for reference in document.element.body.iter(f"{W}headerReference", f"{W}footerReference"):
        yield document.part.related_parts[reference.rId]


def _of_words_own(name: str, root) -> Iterator[Fault]:
    """Find changes that nobody accepted, comments, and fields of Word that fetch something."""
    if any(True for _ in root.iter(*(f"{W}{tag}" for tag in COMMENTED))):
        found = "changes that are tracked, or comments"
        yield _fault(name, found, "neither", "Accept the changes, and delete the comments.")
    said = [one.get(f"{W}instr", "") for one in root.iter(f"{W}fldSimple")]
    said.append(" ".join(one.text or "" for one in root.iter(f"{W}instrText")))
    for paragraph in root.iter(f"{W}p"):
        said.append("".join(one.text or "" for one in paragraph.iter(f"{W}instrText")))
    kinds = {words.split()[0].upper() for words in said if words.split()}
    for kind in sorted(kinds - set(HARMLESS)):
        yield _fault(name, f"the Word field {kind}", f"one of {', '.join(HARMLESS)}", "Delete it.")


# ---- a trial ------------------------------------------------------------------------------------


def _tried(name: str, file: bytes) -> Iterator[Fault]:
    """Write a small paper with the template, so that a later one can't stumble over it."""
    from wcc_prioritise.exports.word import word_file

    upright = section("A part", [Paragraph("words"), Heading("Lower", 4)])
    wide = section("Wide", [Table("Table", ("A", "B"), (("1", "2"),))], wide=True)
    paper = Paper("Title", "", (upright, wide), templates=Templates(paper=file, letter=file),
                  letter=name == LETTER)  # fmt: skip
    word_file(paper)
    yield from ()
