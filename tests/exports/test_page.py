import re

import pytest

from wcc_prioritise.exports.content import Paper, Picture, Table
from wcc_prioritise.exports.page import page_file


@pytest.fixture(scope="module")
def read(page, read_page):
    return read_page(page)


def test_words_and_tables_are_the_same_as_in_word(page, word, words_of_page, words_of_word):
    in_word, in_page = words_of_word(word), words_of_page(page)
    assert in_page == in_word
    assert len(in_page) > 3000


def test_the_language_is_british_and_there_is_one_title(read, paper):
    assert read.all("html") == [{"lang": "en-GB"}]
    assert [text for tag, text in read.blocks if tag == "h1"] == [paper.title]


def test_headings_do_not_skip_a_level(read):
    levels = [int(tag[1]) for tag, _ in read.blocks if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert max(b - a for a, b in zip(levels, levels[1:], strict=False)) == 1


def test_nothing_is_fetched_and_nothing_is_run(page, read):
    text = page.decode("utf-8")
    assert not read.all("script") and not read.all("link") and not read.all("iframe")
    assert all(image["src"].startswith("data:image/png;base64,") for image in read.all("img"))
    assert all(link["href"].startswith("#") for link in read.all("a"))
    assert not re.search(r"@import|url\(", text)
    assert not [attrs for _, attrs in read.elements if any(n.startswith("on") for n in attrs)]
    (policy,) = [m["content"] for m in read.all("meta") if "http-equiv" in m]
    assert "default-src 'none'" in policy


def test_every_table_has_a_caption_and_scoped_heads_in_a_box_with_a_label(read, paper):
    many = sum(isinstance(b, Table) for b in paper.blocks)
    boxes = [attrs for attrs in read.all("div") if "scroll" in attrs.get("class", "")]
    captions = {attrs["id"] for attrs in read.all("caption")}
    assert len(boxes) == len(captions) == len(read.all("table")) == many
    assert {box["aria-labelledby"] for box in boxes} == captions
    assert all(box["tabindex"] == "0" and box["role"] == "region" for box in boxes)
    assert {attrs.get("scope") for attrs in read.all("th")} == {"col", "row"}
    rows = sum(len(b.rows) for b in paper.blocks if isinstance(b, Table))
    assert sum(attrs["scope"] == "row" for attrs in read.all("th")) == rows


def test_every_picture_has_alt_text(read, paper):
    alts = [image["alt"] for image in read.all("img")]
    assert alts == [b.alt for b in paper.blocks if isinstance(b, Picture)]


def test_a_link_skips_to_the_paper_and_every_link_finds_its_place(read):
    places = {attrs["id"] for _, attrs in read.elements if "id" in attrs}
    links = [attrs["href"].removeprefix("#") for attrs in read.all("a")]
    assert links[0] == "paper" and set(links) <= places
    assert len(places) == len([1 for _, attrs in read.elements if "id" in attrs])


def test_the_notice_stands_at_the_top_at_the_end_and_on_printed_pages(page, paper):
    text = page.decode("utf-8")
    assert text.count(f'<p class="notice">{paper.notice}</p>') == 1
    assert f"<p>{paper.notice} End of the paper.</p>\n</footer>" in text
    assert text.index(paper.notice) < text.index("Summary for the board</h2>")
    assert "@top-left { content: " in text and "SYNTHETIC. Invented for teaching" in text
    assert "counter(page)" in text


def test_a_paper_without_a_notice_has_no_empty_one():
    text = page_file(Paper("Title", "", ())).decode("utf-8")
    assert "@top-left" not in text and 'class="notice"' not in text


@pytest.mark.parametrize(
    "notice", ['"; } </style><script>alert(1)</script>', "\\", "a\N{ZERO WIDTH SPACE}b"]
)
def test_a_hostile_notice_stays_a_text_in_the_style_sheet(notice, read_page):
    text = page_file(Paper("Title", notice, ())).decode("utf-8")
    assert not read_page(text.encode()).all("script") and text.count("</style>") == 1
    (content,) = re.findall(r'@top-left \{ content: "([^"]*)";', text)
    shown = re.sub(r"\\([0-9a-f]{6}) ", lambda hit: chr(int(hit[1], 16)), content)
    assert shown == notice


def test_equal_papers_are_equal_files(page, paper):
    assert page_file(paper) == page
