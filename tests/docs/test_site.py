"""Is the site built without a warning, whole, and readable with no network?"""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


class Read(HTMLParser):
    """What a page links to, what it shows or loads, and the places in it."""

    def __init__(self, text):
        super().__init__()
        self.links, self.loaded, self.places, self.bare = [], [], set(), 0
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.places.update(given[name] for name in ("id", "name") if given.get(name))
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        if tag in ("script", "img", "iframe", "source") and given.get("src"):
            self.loaded.append(given["src"])
        if tag == "link" and given.get("href") and given.get("rel") == "stylesheet":
            self.loaded.append(given["href"])
        self.bare += tag == "img" and not given.get("alt")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Build the site with its warnings as errors; its pictures are drawn by other tests."""
    pytest.importorskip("sphinx", reason="needs sphinx")
    pytest.importorskip("myst_parser", reason="needs myst-parser")
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-t", "without_pictures"]
    built = subprocess.run(
        [*command, "-b", "html", "-d", str(folder / "trees"), str(DOCS), str(folder / "html")],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        timeout=900,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr[-5_000:]
    return folder / "html"


@pytest.fixture(scope="module")
def read(site):
    return {path: Read(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}


@pytest.mark.slow
def test_every_link_of_the_site_leads_to_a_place_in_it(read):
    dead = []
    for path, page in read.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            found = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not found.exists():
                dead.append(f"{path.name}: {link}")
            places = read[found].places if found in read else {unquote(parts.fragment)}
            if parts.fragment and unquote(parts.fragment) not in places:
                dead.append(f"{path.name}: {link}")
    assert len(read) > 40 and dead == []


@pytest.mark.slow
def test_nothing_is_loaded_from_elsewhere_and_every_picture_has_words(read, site):
    loaded = {src for page in read.values() for src in page.loaded}
    assert [src for src in loaded if urlsplit(src).scheme not in ("", "data")] == []
    assert sum(page.bare for page in read.values()) == 0
    sheets = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.css"))
    assert not re.search(r"@import\s+(?:url\()?['\"]?(?:https?:)?//|url\(['\"]?https?:", sheets)


@pytest.mark.slow
def test_the_search_works_where_the_pages_are_files_and_nothing_is_asked_of_others(site, chromium):
    page, outside = chromium.new_page(), []
    page.on("request", lambda r: outside.append(r.url) if r.url.startswith("http") else None)
    try:
        page.goto((site / "search.html").as_uri() + "?q=swing")
        page.wait_for_selector("#search-results li", timeout=30_000)
        assert page.locator("#search-results li").count() >= 5
        page.goto((site / "index.html").as_uri())
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
    finally:
        page.close()
    assert outside == []


@pytest.mark.slow
def test_every_picture_has_something_to_be_drawn_from(monkeypatch):
    monkeypatch.syspath_prepend(str(DOCS))
    from make_pictures import every_result

    from wcc_prioritise.plots import PICTURES

    assert set(PICTURES) <= set(every_result())
