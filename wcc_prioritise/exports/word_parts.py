"""How does the Word file look? Its styles, and the small parts that have no other way in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document

LANGUAGE = "en-GB"
FONT = "Arial"
BLUE, INK, SLATE, PALE, LINE = "005EB8", "212B32", "4C6272", "E8EDF2", "AEB7BD"

BODY, SMALL = 11, 9
"""Points of type: words, and words in tables, captions and notes."""


@dataclass(frozen=True)
class Looks:
    """How a style looks: points of type, above and below; whether it hangs on what follows."""

    size: float
    before: float = 0
    after: float = 0
    bold: bool = False
    colour: str = INK
    based: bool = True
    with_next: bool = False


def _heading(size: float, before: float, after: float) -> Looks:
    return Looks(size, before, after, bold=True, colour=BLUE, based=False, with_next=True)


STYLES = {
    "Normal": Looks(BODY, after=4, based=False),
    "Heading 1": _heading(17, 0, 4),
    "Heading 2": _heading(14, 8, 3),
    "Heading 3": _heading(12, 8, 2),
    "Heading 4": _heading(11, 8, 2),
    "Lead": Looks(BODY, after=5),
    "Note": Looks(SMALL, before=3, after=5, colour=SLATE),
    "Notice": Looks(SMALL, after=5, bold=True),
    "Picture": Looks(BODY, before=3, with_next=True),
    "In table": Looks(SMALL),
    "In head": Looks(8),
    "After table": Looks(4),
    "Caption": Looks(SMALL, before=4, after=2, bold=True, based=False, with_next=True),
    "Below picture": Looks(SMALL, before=2, after=6, bold=True),
    "List Bullet": Looks(BODY, after=2, based=False),
    "List Number": Looks(BODY, after=2, based=False),
    "Header": Looks(SMALL, bold=True, colour=SLATE, based=False),
    "Footer": Looks(SMALL, colour=SLATE, based=False),
}
"""Every style that papers use, by the name that Word shows."""


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""What stands before every name of the word-processing vocabulary."""

LISTS = ("List Bullet", "List Number")


def element(tag: str, **attributes: str):
    """Make an element of the word-processing vocabulary, its attributes too."""
    from docx.oxml.parser import oxml_parser

    made = oxml_parser.makeelement(f"{W}{tag}", nsmap={"w": W[1:-1]})
    for name, value in attributes.items():
        made.set(f"{W}{name}", value)
    return made


def field(paragraph, name: str) -> None:
    """Add a field that Word works out for itself, such as the number of the page."""
    instruction = element("instrText")
    instruction.text = f" {name} "
    for inner in (element("fldChar", fldCharType="begin"), instruction):
        paragraph.add_run()._r.append(inner)
    paragraph.add_run()._r.append(element("fldChar", fldCharType="separate"))
    paragraph.add_run("1")
    paragraph.add_run()._r.append(element("fldChar", fldCharType="end"))


def set_styles(document: Document) -> None:
    """Give the document its language and its styles: Arial throughout, real headings, A4 prose."""
    _set_defaults(document)
    _set_font(_default_letters(document))
    for name in STYLES:
        _set_style(document, name)
    for setting in document.settings.element.iter(f"{W}compatSetting"):
        if setting.get(f"{W}name") == "compatibilityMode":
            setting.set(f"{W}val", "15")


def complete_styles(document: Document) -> None:
    """Give a trust's document the language and the styles it lacks; its own stay as they are."""
    _set_defaults(document)
    held = style_ids(document)
    for name in STYLES:
        if name not in held:
            _set_style(document, name)


def style_ids(document: Document) -> dict[str, str]:
    """Give the paragraph styles that papers use and that a document has: name to its own id."""
    found = {}
    for style in document.styles.element.iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None and style.get(f"{W}type", "paragraph") == "paragraph":
            found[name.get(f"{W}val", "").casefold()] = style.get(f"{W}styleId")
    return {name: found[name.casefold()] for name in STYLES if name.casefold() in found}


def _set_defaults(document: Document) -> None:
    """Set the language of everything that is English."""
    letters = _default_letters(document)
    for old in letters.findall(f"{W}lang"):
        letters.remove(old)
    letters.append(element("lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA"))
    for old in document.settings.element.findall(f"{W}themeFontLang"):
        old.set(f"{W}val", LANGUAGE)
    roots = (document.element, document.styles.element)
    for said in (one for root in roots for one in root.iter(f"{W}lang")):
        if said.get(f"{W}val", "").startswith("en"):
            said.set(f"{W}val", LANGUAGE)


def _default_letters(document: Document):
    """Give what all letters of a document begin with."""
    styles = document.styles.element
    inner = styles
    for tag in ("docDefaults", "rPrDefault", "rPr"):
        found = inner.find(f"{W}{tag}")
        if found is None:
            found = element(tag)
            inner.insert(0, found)
        inner = found
    return inner


def _set_style(document: Document, name: str) -> None:
    """Set a style of the document, or add it, to look as ours."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    looks, styles = STYLES[name], document.styles
    style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if looks.based:
        style.base_style = styles["Normal"]
    _set_font(style.element.get_or_add_rPr())
    style.font.size, style.font.bold, style.font.italic = Pt(looks.size), looks.bold, False
    style.font.color.rgb = RGBColor.from_string(looks.colour)
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(looks.before), Pt(looks.after)
    layout.line_spacing = 1.05
    if looks.with_next:
        layout.keep_with_next = True


def _set_font(properties) -> None:
    """Name the font for every script, in place of the fonts of a theme."""
    for old in properties.findall(f"{W}rFonts"):
        properties.remove(old)
    every = dict.fromkeys(("ascii", "hAnsi", "cs", "eastAsia"), FONT)
    properties.insert(0, element("rFonts", **every))
