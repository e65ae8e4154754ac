"""Can everybody read every page that leaves the room? In a browser: large, in grey, offline."""

import io
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

PAGES = (
    *("board-paper", "two-page-paper", "minutes", "public-summary"),
    *("decision-and-assumptions-log", "appeals-pack"),
)
GRAVE = ("serious", "critical")

SHEET, TURNED = 673, 1001
"""Dots between the margins of an A4 page, upright and turned, at 96 to the inch."""

SOME_ROWS = """() => document.querySelectorAll('tbody').forEach(body =>
  [...body.rows].slice(1, -1).forEach(row => row.remove()))"""
"""Rows of one table are drawn alike: the first and the last, a sum perhaps, stand for all."""

TOO_WIDE = """() => {
  const wide = document.documentElement.scrollWidth;
  const regions = [...document.querySelectorAll('.scroll')];
  const named = e => document.getElementById(e.getAttribute('aria-labelledby'))?.textContent.trim();
  const shut = regions.filter(e => e.scrollWidth > e.clientWidth
    && !(e.tabIndex === 0 && e.getAttribute('role') === 'region' && named(e)));
  const out = [...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll')
    && !e.matches('.skip') && e.getBoundingClientRect().right > innerWidth + 1);
  return {wide, shut: shut.length, out: out.map(e => e.outerHTML.slice(0, 80)),
          scrolled: regions.filter(e => e.scrollWidth > e.clientWidth).length};
}"""
"""What makes the page itself scroll sideways, and what scrolls but can't be reached by keyboard."""

TOLD = """() => {
  const parts = c => c.match(/[\\d.]+/g).map(Number);
  const grey = c => { const [r, g, b] = parts(c).map(n => n / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    const y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    return Math.round(255 * (y <= 0.0031308 ? 12.92 * y : 1.055 * y ** (1 / 2.4) - 0.055)); };
  const light = c => { const v = grey(c) / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  const clear = c => (parts(c)[3] ?? 1) === 0;
  const behind = e => { for (; e; e = e.parentElement) {
    const c = getComputedStyle(e).backgroundColor; if (!clear(c)) return c; }
    return 'rgb(255, 255, 255)'; };
  const shown = [...document.querySelectorAll('body *')].filter(e => e.offsetWidth > 2
    && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()));
  const said = e => e.tagName + ': ' + e.textContent.trim().slice(0, 60);
  const plain = s => [s.fontWeight, s.fontSize, s.textDecorationLine, s.borderLeftWidth].join();
  const low = [], alone = [];
  for (const e of shown) {
    const own = getComputedStyle(e), [a, b] = [light(own.color), light(behind(e))];
    if ((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5) low.push(said(e));
    const beside = getComputedStyle(e.parentElement);
    if (own.color !== beside.color && plain(own) === plain(beside)) alone.push(said(e));
    if (!clear(own.backgroundColor) && plain(own) === plain(beside)) alone.push(said(e));
  }
  return {texts: shown.length, low, alone};
}"""
"""Texts that are too faint once colours are greys, and texts that only a colour sets apart."""

BROADER = """([sheet, turned]) => [...document.querySelectorAll('main table')]
  .filter(e => e.scrollWidth > (e.closest('.wide') ? turned : sheet) + 1)
  .map(e => e.caption.textContent.trim() + ': ' + e.scrollWidth)"""


@pytest.fixture(scope="module")
def pages(packed, tmp_path_factory):
    """Write every page of the scripted Northmere day to a folder, those inside zips too."""
    folder = tmp_path_factory.mktemp("pages")
    for name, file in (pair for files in packed("northmere").values() for pair in files.items()):
        if name.endswith(".html"):
            (folder / name).write_bytes(file)
        if name.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(file)) as held:
                for part in held.namelist():
                    if part.endswith(".html"):
                        (folder / Path(part).name).write_bytes(held.read(part))
    return {path.stem: path for path in sorted(folder.glob("*.html"))}


@pytest.fixture
def opened(chromium, pages, request):
    """Open one page without a network; it notes what is asked for and complained of."""
    path = pages[request.param]
    page = offline(chromium, path)
    yield page
    assert page.complaints == []
    assert [url for url in page.asked if not url.startswith("data:")] == [path.as_uri()]
    page.context.close()


def offline(chromium, path):
    context = chromium.new_context(offline=True, viewport={"width": 1280, "height": 1024})
    page = context.new_page()
    page.asked, page.complaints = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(path.as_uri())
    return page


def grave_faults(page):
    library = pytest.importorskip("axe_playwright_python", reason="needs axe-playwright-python")
    page.evaluate((Path(library.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate(
        "() => axe.run(document, {resultTypes: ['violations'], selectors: false})"
    )
    return [
        (rule["id"], rule["impact"], [node["html"][:160] for node in rule["nodes"]][:3])
        for rule in found["violations"]
        if rule["impact"] in GRAVE
    ]


each = pytest.mark.parametrize("opened", PAGES, indirect=True)


def test_every_page_is_looked_at(pages):
    assert set(pages) == set(PAGES)


@each
def test_a_page_has_no_grave_fault_of_accessibility(opened):
    opened.evaluate(SOME_ROWS)
    assert grave_faults(opened) == []


@each
def test_a_page_is_read_at_four_times_the_size(opened):
    """At 400% a screen of 1280 dots has room for 320."""
    opened.set_viewport_size({"width": 320, "height": 256})
    found = opened.evaluate(TOO_WIDE)
    assert found["wide"] <= 320 and found["out"] == []
    assert found["shut"] == 0 and found["scrolled"] > 0  # a region that scrolls has the keyboard


@each
def test_a_page_printed_in_grey_says_the_same_and_fits_the_paper(opened):
    opened.emulate_media(media="print")
    opened.set_viewport_size({"width": SHEET, "height": 1024})
    found = opened.evaluate(TOLD)
    assert found["texts"] > 50
    assert found["low"] == [] and found["alone"] == []
    assert opened.evaluate(BROADER, [SHEET, TURNED]) == []


FAULTY = """<!DOCTYPE html><html><title>x</title><body style="margin:0">
<main><p style="color:#aaa">Too faint to be read.</p>
<p>Chosen are those <b style="font-weight:400;color:#005eb8">in blue</b>.</p>
<p style="width:600px">Broader than a small screen.</p><img src="http://127.0.0.1:9/x.png">
<div class="scroll" style="overflow-x:auto"><table><caption>A table</caption>
<tr><td><p style="width:900px">Broader than the paper.</p></td></tr></table></div></main>"""


def test_faults_would_be_found(chromium, tmp_path):
    path = tmp_path / "faulty.html"
    path.write_text(FAULTY, encoding="utf-8")
    page = offline(chromium, path)
    assert {rule for rule, *_ in grave_faults(page)} >= {"html-has-lang", "image-alt"}
    told = page.evaluate(TOLD)
    assert told["low"] == ["P: Too faint to be read."] and told["alone"][1:] == ["B: in blue"]
    assert len(page.evaluate(BROADER, [SHEET, TURNED])) == 1
    page.set_viewport_size({"width": 320, "height": 256})
    found = page.evaluate(TOO_WIDE)
    assert found["wide"] == 600 and len(found["out"]) == 1 and found["shut"] == 1
    assert len(page.asked) == 2 and page.complaints
    page.context.close()
