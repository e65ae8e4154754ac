from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcc_prioritise.widgets.live.parts import NOTHING, bar, cell, esc, paragraph, status, table

ANY = st.text(max_size=30) | st.sampled_from(
    ["<b>", "</td>", "<!--", "&amp;", "\"'", "<td class=x>"]
)


class Read(HTMLParser):
    """Read tags and text of a page."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.text = [], ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text += data


@settings(max_examples=50)
@given(ANY, ANY, ANY)
def test_what_people_typed_adds_no_tag_and_is_read_as_it_was_typed(caption, first, second):
    plain = Read(table("x", ["h"], [[cell("a"), cell("b")]]).html)
    found = Read(table(caption, ["h"], [[cell(first), cell(second)]]).html)
    assert found.tags == plain.tags
    assert found.text == f"{caption}h{first}{second}".replace("\r\n", "\n").replace("\r", "\n") or (
        "\r" in first + second + caption or "\0" in first + second + caption
    )


def test_rows_can_stand_out_and_have_headings():
    view = table("T", ["A", "B"], [[cell("x"), cell(None)], [cell("y"), cell(2)]], [True, False])
    assert view.html.count('<tr class="in">') == 1 and view.html.count('scope="row"') == 2
    assert view.words == "T:\nx\ny; 2"


@pytest.mark.parametrize(
    ("share", "width"), [(-1, "0.0"), (0.25, "25.0"), (7, "100.0"), (float("nan"), "0.0")]
)
def test_a_bar_stays_within_its_frame(share, width):
    assert f"width:{width}%" in bar(share, "w").html


def test_nothing_said_is_nothing_drawn():
    assert paragraph("") == paragraph(None) == NOTHING and esc(float("nan")) == ""
    assert 'role="status"' in status("moved").html
    assert (paragraph("a") + NOTHING + paragraph("b")).words == "a\nb"
