"""How does the Word file look? Its styles, and the small parts that have no other way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document

LANGUAGE = "en-GB"
FONT = "Arial"
BLUE, INK, SLATE, PALE, LINE = "005EB8", "212B32", "4C6272", "E8EDF2", "AEB7BD"

BODY, SMALL = 11, 9
"""Points of type: words, and words in tables, captions and notes."""

HEADINGS = {1: (17, 0, 4), 2: (14, 8, 3), 3: (12, 8, 2), 4: (11, 8, 2)}
"""Level -> points of type, space above, space below."""


def part(tag: str, **attributes: str):
    """Make an element of the word-processing vocabulary, its attributes too."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def field(paragraph, name: str) -> None:
    """Add a field that Word works out for itself, such as the number of the page."""
    instruction = part("instrText")
    instruction.text = f" {name} "
    for inner in (part("fldChar", fldCharType="begin"), instruction):
        paragraph.add_run()._r.append(inner)
    paragraph.add_run()._r.append(part("fldChar", fldCharType="separate"))
    paragraph.add_run("1")
    paragraph.add_run()._r.append(part("fldChar", fldCharType="end"))


def set_styles(document: Document) -> None:
    """Give the document its language and its styles: Arial throughout, real headings, A4 prose."""
    _set_defaults(document)
    _set_style(document, "Normal", size=BODY, after=4)
    for level, (size, before, after) in HEADINGS.items():
        heading = _set_style(
            document,
            f"Heading {level}",
            size=size,
            before=before,
            after=after,
            bold=True,
            colour=BLUE,
        )
        heading.paragraph_format.keep_with_next = True
    _set_style(document, "Lead", size=BODY, after=5, based_on="Normal")
    _set_style(document, "Note", size=SMALL, before=3, after=5, based_on="Normal", colour=SLATE)
    _set_style(document, "Notice", size=SMALL, after=5, based_on="Normal", bold=True)
    _set_style(document, "Picture", size=BODY, before=3, after=0, based_on="Normal")
    _set_style(document, "In table", size=SMALL, after=0, based_on="Normal")
    _set_style(document, "In head", size=8, after=0, based_on="Normal")
    _set_style(document, "After table", size=4, after=0, based_on="Normal")
    document.styles["Picture"].paragraph_format.keep_with_next = True
    caption = _set_style(document, "Caption", size=SMALL, before=4, after=2, bold=True, colour=INK)
    caption.paragraph_format.keep_with_next = True
    _set_style(document, "Below picture", size=SMALL, before=2, after=6, bold=True)
    for name in ("List Bullet", "List Number"):
        _set_style(document, name, size=BODY, after=2)
    _set_style(document, "Header", size=SMALL, bold=True, colour=SLATE)
    _set_style(document, "Footer", size=SMALL, colour=SLATE)


def _set_defaults(document: Document) -> None:
    """Set the language of everything, and have Word lay it out as it does today."""
    from docx.oxml.ns import qn

    defaults = document.styles.element.find(qn("w:docDefaults")).find(
        f"{qn('w:rPrDefault')}/{qn('w:rPr')}"
    )
    _set_font(defaults)
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(part("lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA"))
    settings = document.settings.element
    for old in settings.findall(qn("w:themeFontLang")):
        old.set(qn("w:val"), LANGUAGE)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _set_style(
    document: Document,
    name: str,
    *,
    size: float,
    before: float = 0,
    after: float = 0,
    bold: bool = False,
    colour: str = INK,
    based_on: str | None = None,
):
    """Set a style of the template, or add it."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    styles = document.styles
    style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if based_on:
        style.base_style = styles[based_on]
    _set_font(style.element.get_or_add_rPr())
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(colour)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.05
    return style


def _set_font(properties) -> None:
    """Name the font for every script, in place of the fonts of a theme."""
    from docx.oxml.ns import qn

    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    every = dict.fromkeys(("ascii", "hAnsi", "cs", "eastAsia"), FONT)
    properties.insert(0, part("rFonts", **every))
