import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from wcc_prioritise.exports.content import (
    Heading,
    Listing,
    Paragraph,
    Picture,
    Section,
    Table,
    clean,
    numbered,
    section,
)


@given(st.text(alphabet=st.characters(codec=None, exclude_categories=()), max_size=60))
def test_a_clean_text_can_stand_in_xml_and_in_a_page(text):
    element = etree.Element("a")
    element.text = clean(text)
    assert etree.fromstring(etree.tostring(element)).text == (clean(text) or None)
    assert clean(clean(text)) == clean(text)
    clean(text).encode("utf-8")


@pytest.mark.parametrize("code", [0x00, 0x08, 0x1B, 0x7F, 0x9F, 0xD800, 0xFFFE, 0x202E, 0x2067])
def test_what_cannot_be_shown_leaves_a_mark(code):
    assert clean(f"a{chr(code)}b") == "a\N{REPLACEMENT CHARACTER}b"


@pytest.mark.parametrize(
    "text", ["שלום", "نص", "🙂", "Ynys Môn", "]]>", "=cmd|'/C calc'!A0", "<b>&"]
)
def test_what_can_be_shown_stays(text):
    assert clean(text) == text


@pytest.mark.parametrize(
    "block",
    [
        Heading("a\x01b"),
        Paragraph("a\x01b"),
        Listing(("a\x01b",)),
        Picture("a\x01b", "a\x01b", b""),
        Table("a\x01b", ("a\x01b",), (("a\x01b",),)),
    ],
    ids=lambda block: type(block).__name__,
)
def test_no_block_holds_an_unclean_text(block):
    assert "\x01" not in repr(block)
    assert "\\x01" not in repr(block)


def test_a_table_refuses_rows_of_another_length():
    with pytest.raises(ValueError, match="must fit 2 columns"):
        Table("t", ("a", "b"), (("1", "2"), ("1",)))
    with pytest.raises(ValueError, match="must fit 2 columns"):
        Table("t", ("a", "b"), (), align="l")


def test_tables_and_pictures_are_numbered_apart_and_in_order():
    table, picture = Table("t", ("a",), ()), Picture("p", "", b"")
    made = numbered([Section((table, picture)), Section((table, Paragraph("words")))])
    captions = [b.caption for s in made for b in s.blocks if hasattr(b, "caption")]
    assert captions == ["Table 1. t", "Figure 1. p", "Table 2. t"]


def test_a_section_leaves_out_what_is_not_there():
    assert section("h", [None, Paragraph("words")]).blocks == (Heading("h", 2), Paragraph("words"))
