"""The page of one person, as a file: labels, policy, nothing from elsewhere, every text a text."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from wcc_prioritise.sheets import write_html_sheets


class Page(HTMLParser):
    """Reads every element with its attributes, and the text of scripts and styles."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.inside = [], {"script": [], "style": []}
        self._open = None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._open = tag

    def handle_data(self, data):
        if self._open in self.inside:
            self.inside[self._open].append(data)
            self._open = None

    def all(self, tag):
        return [attrs for name, attrs in self.elements if name == tag]


@pytest.fixture(scope="module")
def page(northmere, tmp_path_factory):
    (path,) = write_html_sheets(northmere, tmp_path_factory.mktemp("p"), people=["S01"])
    return Page(path.read_text(encoding="utf-8"))


def test_every_cell_is_a_fieldset_with_a_score_a_tick_and_a_reason(page, northmere):
    cells = [f for f in page.all("fieldset") if f["data-table"] == "scores"]
    assert len(cells) == 7 * 23 and {c["data-candidate"] for c in cells}.isdisjoint({"P03"})
    fields = [i.get("data-field") for i in page.all("input")]
    assert fields.count("score") == fields.count("unknown") == len(cells)
    assert fields.count("order") == fields.count("points") == 9
    scores = [i for i in page.all("input") if i.get("data-field") == "score"]
    assert {(i["type"], i["min"], i["max"]) for i in scores} == {("number", "0", "100")}


def test_every_input_has_a_label_and_every_mark_is_there_once(page):
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {i["id"] for i in page.all("input")} == {label["for"] for label in page.all("label")}
    described = {i["aria-describedby"] for i in page.all("input") if "aria-describedby" in i}
    assert described <= set(ids)
    assert len(page.all("legend")) == len(page.all("fieldset"))
    assert {a["href"][1:] for a in page.all("a")} <= set(ids)
    assert page.all("html") == [{"lang": "en-GB"}]
    (status,) = [p for p in page.all("p") if p.get("role") == "status"]
    assert status["aria-live"] == "polite"


def test_nothing_may_run_but_the_script_and_the_style_of_the_page(page):
    (policy,) = [m["content"] for m in page.all("meta") if "http-equiv" in m]
    rules = dict(part.split(" ", 1) for part in policy.split("; "))
    assert rules["default-src"] == "'none'" and "unsafe" not in policy
    for kind in ("script", "style"):
        (text,) = page.inside[kind]
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert rules[f"{kind}-src"] == f"'sha256-{digest}'"
    assert len(page.all("script")) == len(page.all("style")) == 1
    assert not [a for _, a in page.elements if any(n.startswith("on") or n == "style" for n in a)]


def test_nothing_comes_from_elsewhere_and_no_text_becomes_an_element(page):
    (script,) = page.inside["script"]
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|eval|fetch|XMLHttp", script
    )
    assert not page.all("link") and not page.all("img") and not page.all("iframe")
    assert not [a for _, a in page.elements if "src" in a]
    (style,) = page.inside["style"]
    assert "url(" not in style and "@import" not in style


def test_a_hostile_name_is_a_text(hostile, tmp_path):
    paths = write_html_sheets(hostile, tmp_path)
    read = Page(paths[2].read_text(encoding="utf-8"))
    assert len(read.all("script")) == len(read.all("style")) == 1 and not read.all("img")
    assert read.all("main")[0]["data-person"] == "<b>S03"
    text = paths[2].read_text(encoding="utf-8")
    assert "49" not in re.findall(r"<legend>.*?</legend>", text)[6] and "\u202e" not in text
