"""The page in a real browser: by keyboard alone, without a network, at 400% zoom."""

import json

import pytest

from wcc_prioritise.sheets import read_sheets, write_html_sheets

pytestmark = pytest.mark.slow

ACTIVE = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect();
  const cell = e.closest('fieldset[data-table]');
  const status = document.getElementById('status').getBoundingClientRect();
  const sticky = getComputedStyle(document.getElementById('status')).position === 'sticky';
  return {id: e.id, tag: e.tagName, field: e.dataset.field ?? null, ...(cell ? cell.dataset : {}),
          hidden: sticky && box.bottom > status.top + 1 && box.height < 300,
          outline: getComputedStyle(e).outlineStyle};
}"""
FILL = """([scores, swings]) => {
  const put = (cell, name, value) => {
    const input = cell.querySelector(`[data-field="${name}"]`);
    if (input.type === 'checkbox') input.checked = value; else input.value = value;
  };
  for (const cell of document.querySelectorAll('fieldset[data-table]')) {
    const {table, candidate, criterion} = cell.dataset;
    const row = table === 'scores' ? scores[candidate + ' ' + criterion] : swings[criterion];
    if (!row || table === 'order') continue;
    if (table === 'swings') put(cell, 'points', row.answer);
    else if (row.answer === null) put(cell, 'unknown', true);
    else put(cell, 'score', row.answer);
    put(cell, 'reason', row.reason);
  }
  const input = document.getElementById('sheet').querySelector('input');
  input.dispatchEvent(new Event('change', {bubbles: true}));
}"""


def status(page):
    return page.locator("#status").inner_text()


def comes_to_say(page, words):
    """Wait for the status; the policy of the page lets no text be run, so that it is asked for."""
    for _ in range(200):
        if words in status(page):
            return
        page.wait_for_timeout(25)
    raise AssertionError(status(page))


def saved(page, folder, press):
    """Save by the button and keep the file where sheets come back."""
    with page.expect_download() as waiting:
        press()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def type_answer(page, at, given, rest):
    """Answer the field that has the focus, with keys alone."""
    cell = (at.get("candidate"), at.get("criterion"))
    if at["field"] == "score":
        score = given.get(cell)
        if score is not None:
            page.keyboard.type(f"{score:g}")
    elif at["field"] == "unknown" and cell in rest:
        page.keyboard.press("Space")
    elif at["field"] == "reason" and at["table"] == "scores" and cell in given:
        if cell[0] == "P01":
            page.keyboard.type('=1+1 <b>"x"</b> é')
    elif at["field"] == "points":
        page.keyboard.type(f"{given[None, at['criterion']]:g}")
    elif at["field"] == "order":
        page.keyboard.type(str(given["order", at["criterion"]]))


def test_a_sheet_is_filled_in_by_keyboard_alone_offline_and_read_back(short, tmp_path, offline):
    (path,) = write_html_sheets(short, tmp_path / "out", people=["S02"])
    criteria = list(short.criteria["criterion"])
    judged = list(short.criteria.query("kind == 'judged'")["criterion"])
    codes = list(short.candidates["candidate"])
    given = {(p, c): 10.5 * (k % 9) + j for k, p in enumerate(codes) for j, c in enumerate(judged)}
    unknown = {(codes[3], judged[1]), (codes[5], judged[2])}
    given = {cell: score for cell, score in given.items() if cell not in unknown}
    given |= {(None, c): 100 - 10 * k for k, c in enumerate(criteria)}
    given |= {("order", c): k for k, c in enumerate(criteria, start=1)}

    offline.goto(path.as_uri())
    assert status(offline) == "48 scores and 6 weights left."
    reached = []
    for _ in range(400):
        offline.keyboard.press("Tab")
        at = offline.evaluate(ACTIVE)
        reached.append(at)
        assert at["outline"] == "solid" and not at["hidden"], at
        if at["id"] == "save":
            break
        type_answer(offline, at, given, unknown)
    assert status(offline) == "0 scores and 0 weights left."
    (tmp_path / "in").mkdir()
    came = saved(offline, tmp_path / "in", lambda: offline.keyboard.press("Enter"))

    assert came.name == "sheet-02-S02-round-1.score.json"
    assert "Saved as sheet-02-S02-round-1.score.json" in status(offline)
    case = short.replace(scores=short.scores.iloc[:0], swings=short.swings.query("person != 'S02'"))
    sheets = read_sheets(tmp_path / "in", case)
    assert sheets.faults == () and sheets.missing.empty
    assert offline.complaints == [] and offline.asked[0] == path.as_uri()
    assert all(url.startswith(("file:", "blob:file:")) for url in offline.asked)
    found = {(r.candidate, r.criterion): r.score for r in sheets.scores.itertuples()}
    assert {cell for cell, score in found.items() if score != score} == unknown
    assert {cell: s for cell, s in found.items() if s == s} == {
        cell: s for cell, s in given.items() if cell[0] in codes
    }
    reasons = sheets.scores.query("candidate == 'P01'")["reason"]
    assert set(reasons) == {'=1+1 <b>"x"</b> é'}
    assert sheets.swings["points"].tolist() == [100, 90, 80, 70, 60, 50]
    assert sheets.orders["order"].tolist() == [1, 2, 3, 4, 5, 6]


def test_every_page_of_northmere_comes_back_as_it_was_given(
    northmere, bare, tmp_path, offline, same
):
    (tmp_path / "in").mkdir()
    for path in write_html_sheets(bare, tmp_path / "out"):
        person = path.name.split("-")[2]
        offline.goto(path.as_uri())
        scores = northmere.scores[northmere.scores["person"] == person]
        swings = northmere.swings[northmere.swings["person"] == person]

        def cell(answer, reason):
            known = answer == answer
            return {
                "answer": answer if known else None,
                "reason": reason if reason == reason else "",
            }

        rows = {
            f"{r.candidate} {r.criterion}": cell(r.score, r.reason) for r in scores.itertuples()
        }
        points = {r.criterion: cell(r.points, r.reason) for r in swings.itertuples()}
        offline.evaluate(FILL, [rows, points])
        saved(offline, tmp_path / "in", lambda: offline.click("#save"))
    sheets = read_sheets(tmp_path / "in", bare)
    assert sheets.faults == sheets.conflicts == sheets.outstanding == ()
    same(sheets.scores, northmere.scores, ["person", "candidate", "criterion"])
    same(sheets.swings, northmere.swings, ["person", "criterion"])
    assert offline.complaints == []


def test_answers_stay_when_the_page_is_closed_and_are_taken_off_when_asked(
    short, tmp_path, offline
):
    (path,) = write_html_sheets(short, tmp_path, people=["S02"])
    offline.goto(path.as_uri())
    offline.fill("#s1-1", "62.5")
    offline.press("#s1-1", "Tab")
    offline.check("#k1-2")
    assert offline.is_disabled("#s1-2") and status(offline) == "46 scores and 6 weights left."
    offline.reload()
    assert offline.input_value("#s1-1") == "62.5" and offline.is_checked("#k1-2")
    assert status(offline).startswith("Your answers so far are back. 46 scores")
    assert "kept in this browser" in offline.inner_text("#kept")
    offline.click("#forget")
    assert offline.complaints == ["a dialog"]
    offline.reload()
    assert offline.input_value("#s1-1") == "" and status(offline).startswith("48 scores")


def test_a_browser_that_keeps_nothing_says_so(short, tmp_path, offline):
    (path,) = write_html_sheets(short, tmp_path, people=["S02"])
    refuse = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused') }})"
    offline.add_init_script(refuse)
    offline.goto(path.as_uri())
    assert "does not keep your answers" in offline.inner_text("#kept")
    offline.fill("#s1-1", "40")
    offline.press("#s1-1", "Tab")
    assert "Not kept: save a file before you close the page." in status(offline)
    came = saved(offline, tmp_path, lambda: offline.click("#save"))
    assert json.loads(came.read_text())["scores"][0]["score"] == 40


def test_what_cannot_be_read_is_said_at_once_and_not_saved(short, tmp_path, offline):
    (path,) = write_html_sheets(short, tmp_path, people=["S02"])
    offline.goto(path.as_uri())
    for at, keys, said in (
        ("#s1-1", "140", "140 is not from 0 to 100. Write a number from 0 to 100."),
        ("#s1-2", "-", "Write a number from 0 to 100, in figures."),
        ("#o1", "1.5", "Write a whole number from 1 to 6."),
    ):
        offline.focus(at)
        offline.keyboard.type(keys)
        offline.keyboard.press("Tab")
        assert said in status(offline)
        assert offline.get_attribute(at, "aria-invalid") == "true"
    offline.fill("#w1-3", "no score")
    offline.click("#save")
    assert status(offline).startswith("Nothing saved yet: 4 answers need putting right. The first")
    assert offline.evaluate("document.activeElement.id") == "s1-1"


def test_a_saved_file_is_gone_on_from_and_nobody_elses(short, tmp_path, offline):
    mine, other = write_html_sheets(short, tmp_path, people=["S02", "S03"])
    offline.goto(mine.as_uri())
    offline.fill("#s1-1", "33")
    offline.fill("#w1-1", "<script>alert(1)</script>")
    came = saved(offline, tmp_path, lambda: offline.click("#save"))
    offline.click("#forget")
    offline.set_input_files("#load", came)
    comes_to_say(offline, "Your answers are back. 47 scores")
    assert offline.input_value("#s1-1") == "33"
    assert offline.input_value("#w1-1") == "<script>alert(1)</script>"
    offline.goto(other.as_uri())
    offline.set_input_files("#load", came)
    comes_to_say(offline, "another person")
    (tmp_path / "x.json").write_text("[1]")
    offline.set_input_files("#load", tmp_path / "x.json")
    comes_to_say(offline, "not saved by")
    assert offline.input_value("#s1-1") == "" and offline.complaints == ["a dialog"]


def test_the_sizes_are_asked_in_the_order_that_was_given(short, tmp_path, offline):
    (path,) = write_html_sheets(short, tmp_path, people=["S02"])
    offline.goto(path.as_uri())
    for place, number in enumerate((6, 1, 2, 5, 4, 3), start=1):
        offline.fill(f"#o{place}", str(number))
    offline.press("#o6", "Tab")
    found = offline.eval_on_selector_all("#sizes fieldset", "f => f.map(e => e.dataset.criterion)")
    assert found == ["K2", "K3", "K6", "K5", "K4", "K1"]


@pytest.mark.parametrize("width", [320, 640, 1366])
def test_no_width_down_to_400_per_cent_zoom_needs_a_sideways_scroll(
    hostile, tmp_path, offline, width
):
    path = write_html_sheets(hostile, tmp_path, people=["<b>S03"], round=2)[0]
    offline.set_viewport_size({"width": width, "height": 256 if width == 320 else 768})
    offline.goto(path.as_uri())
    wide, seen = offline.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide <= seen
    assert offline.complaints == [] and offline.evaluate("document.scripts.length") == 1
    assert offline.locator("legend").first.inner_text().startswith("P01 ")


def test_targets_are_large_enough_to_hit(short, tmp_path, offline):
    (path,) = write_html_sheets(short, tmp_path, people=["S02"])
    offline.goto(path.as_uri())
    small = offline.eval_on_selector_all(
        "input, button, nav a",
        "all => all.filter(e => Math.min(e.offsetWidth, e.offsetHeight) < 24).map(e => e.id)",
    )
    assert small == []
    assert offline.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 20


def test_a_page_about_some_cells_takes_no_answers_kept_for_another(northmere, tmp_path, offline):
    """Both stand in one browser under one round; boxes with one number are not one cell."""
    (first,) = write_html_sheets(
        northmere, tmp_path / "a", people=["S02"], round=2, cells=[("P04", "C3"), ("P09", "C3")]
    )
    (second,) = write_html_sheets(
        northmere, tmp_path / "b", people=["S02"], round=2, cells=[("P20", "C7"), ("P17", "C7")]
    )
    offline.goto(first.as_uri())
    assert offline.locator("fieldset").count() == 2
    offline.fill("#s1-1", "62")
    offline.press("#s1-1", "Tab")
    offline.goto(second.as_uri())
    assert offline.input_value("#s1-1") == "" and offline.complaints == []
