"""Can everybody read and work both pages? Axe, zoom, grey, hostile words, two browsers at once."""

import os
import shutil
from pathlib import Path

import pytest

from wcc_prioritise.teaching import play
from wcc_prioritise.widgets import Day
from wcc_prioritise.widgets.agenda import SCREENS

pytestmark = pytest.mark.slow

HOSTILE = '<img src=x onerror="alert(1)">"quoted" \u202eright to left'
GRAVE = ("serious", "critical")


@pytest.fixture(scope="module")
def discussed(short, quick_folder):
    """Give a day on which everything was revealed, with a candidate whose name is hostile."""
    rows = short.candidates
    rows.loc[0, "name"] = HOSTILE
    path = quick_folder / f"reading-{os.getpid()}.wcc"
    play(short.replace(candidates=rows), path, seed=11, until="heard").close()
    day = Day(path, length="full")
    yield day
    day.close()


@pytest.fixture
def room(discussed, served, page):
    """Open the page of the wall on it."""
    return page(served(discussed.workshop.path).one_more("room"))


@pytest.fixture
def console(discussed, served, page):
    """Open the page of whoever facilitates on it."""
    return page(served(discussed.workshop.path).one_more("console"), 1366, 900)


@pytest.fixture(scope="session")
def axe():
    """Give what looks for faults of accessibility."""
    library = pytest.importorskip("axe_playwright_python", reason="needs axe-playwright-python")
    script = (Path(library.__file__).parent / "axe.min.js").read_text(encoding="utf-8")

    def grave(page):
        page.evaluate(script)
        found = page.evaluate("() => axe.run(document)")["violations"]
        return [
            (rule["id"], rule["impact"], [node["html"][:160] for node in rule["nodes"]][:3])
            for rule in found
            if rule["impact"] in GRAVE
        ]

    return grave


def settled(page, screen, number):
    """Wait until a page has come to a screen."""
    for _ in range(100):
        if f"Step {number} of" in page.inner_text("body"):
            page.wait_for_timeout(300)
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{screen} does not come up: {page.inner_text('body')[:200]}")


def test_no_screen_has_a_grave_fault_of_accessibility_and_what_people_typed_is_text(
    discussed, room, console, axe
):
    found, plan = {}, [screen for screen in SCREENS if screen.short]
    for number, screen in enumerate(plan, start=1):
        discussed.go(screen.key)
        for name, each in (("room", room), ("console", console)):
            settled(each, screen.key, number)
            if faults := axe(each):
                found[screen.key, name] = faults
            assert each.evaluate("document.querySelectorAll('img[src=x]').length") == 0
            assert "can't be shown" not in each.inner_text("body"), screen.key
        assert "not ready" not in room.inner_text("body"), screen.key
    assert found == {}, str(found)
    assert not any(each.outside or each.complaints for each in (room, console))


def test_the_console_is_worked_at_four_times_the_size(discussed, console):
    """At 400% a screen of 1280 pixels has room for 320."""
    discussed.go("weights")
    console.set_viewport_size({"width": 320, "height": 256})
    settled(console, "weights", 3)
    wide = console.evaluate("document.documentElement.scrollWidth")
    assert wide <= 321, f"{wide} pixels wide"
    for name in ("Next", "Back", "Reveal", "Enter this answer"):
        button = console.get_by_role("button", name=name, exact=True).first
        button.scroll_into_view_if_needed()
        box = button.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 320, name
        assert min(box["width"], box["height"]) >= 24, name


def test_in_grey_the_wall_says_the_same(discussed, room):
    """Text keeps its contrast, and the map its words, where there is no colour."""
    discussed.go("map")
    settled(room, "map", 5)
    words = room.inner_text("body")
    assert all(word in words for word in ("Agree", "Mixed", "Split"))
    low = room.evaluate(
        """() => {
        const grey = c => { const [r, g, b] = c.match(/\\d+/g).map(n => n / 255)
            .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
        return [...document.querySelectorAll('.wcc-room *')]
            .filter(e => e.children.length === 0 && e.textContent.trim() && e.offsetWidth > 2)
            .map(e => 1.05 / (grey(getComputedStyle(e).color) + 0.05)).filter(c => c < 4.5); }"""
    )
    assert low == []


def test_two_consoles_at_once_both_keep_what_is_typed(discussed, served, page, tmp_path):
    path = tmp_path / "both.wcc"
    shutil.copy(discussed.workshop.path, path)
    server = served(path, anew=True)
    first, second = (page(server.links()["console"], 1366, 900) for _ in range(2))
    for number, console in enumerate((first, second, first), start=1):
        box = console.get_by_label("Note", exact=True)
        for _ in range(300):  # it is cleared when the note before it is written
            if not box.input_value():
                break
            console.wait_for_timeout(100)
        box.fill(f"note number {number}")
        box.press("Enter")
    day = Day(path)
    for _ in range(300):
        day.refresh()
        notes = set(day.results.case.acts["text"].dropna())
        if {f"note number {n}" for n in (1, 2, 3)} <= notes:
            break
        first.wait_for_timeout(100)
    assert {f"note number {n}" for n in (1, 2, 3)} <= notes
    assert day.workshop.verify().whole
    day.close()
