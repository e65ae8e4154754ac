"""How long from a key to what it changes on the screen? Measured in the page, with 24 candidates.

A slider is moved by keys; the time runs from the key to the change of the view, as the browser
sees both. What is asserted is the ratio to an echo: a slider whose number the kernel writes back
without working anything out, in the same run. Seconds are reported.
"""

import os
import re

import numpy as np
import pytest

from wcc_prioritise.widgets import Day
from wcc_prioritise.workshop import Workshop

pytestmark = pytest.mark.slow

MOVES = int(os.environ.get("WCC_MOVES", "14"))
"""Moves of each slider: so many are enough for a middle; WCC_MOVES=50 for figures to report."""

WARM = 3
CHANGE_MS, REST_MS = 20_000, 100
MOST = {"weights": 6, "set": 12}
"""How many times as long as an echo a move may take, in the middle."""

SHOWN = {"echo": "Echo", "weights": "Who leads now", "set": "What the set uses"}
"""The view that is watched, by the caption of its table."""

MOVED = {
    "echo": [("Echo", MOVES)],
    "weights": [("C1 Health gain", MOVES)],
    "set": [("set-up cost", MOVES // 2), ("time of project leads", MOVES - MOVES // 2)],
}
"""Which sliders are moved, and how often."""

KEYS = {"weights": "ArrowLeft"}

ECHO = """
import ipywidgets as W

def echo():
    text = "<table><caption>Echo</caption><tr><td>{}</td></tr></table>"
    slider, shown = W.IntSlider(description="Echo", readout=False), W.HTML(text.format(0))
    slider.observe(lambda change: setattr(shown, "value", text.format(change["new"])), "value")
    return W.VBox([slider, shown])
"""

ECHO_PAGES = f"{ECHO}\ndef console_page(path):\n    return echo()\n\nroom_page = console_page\n"

WATCH = """caption => {
  const table = [...document.querySelectorAll('table')]
    .find(one => one.caption?.textContent.startsWith(caption));
  const view = table.closest('.widget-html-content');
  window.taken = [];
  let since = 0;
  addEventListener('keydown', () => { since = performance.now(); }, true);
  new MutationObserver(() => {
    if (since) window.taken.push(performance.now() - since);
    since = 0;
  }).observe(view, { childList: true, subtree: true, characterData: true });
}"""


def timed(tab, what):
    """Move a slider by keys, each time once the move before is seen; give the milliseconds."""
    tab.get_by_text(SHOWN[what], exact=True).first.wait_for(timeout=60_000)
    tab.evaluate(WATCH, SHOWN[what])
    key, taken = KEYS.get(what, "ArrowRight"), []
    for name, moves in MOVED[what]:
        tab.get_by_role("slider", name=re.compile(f"^{re.escape(name)}")).first.focus()
        for _ in range(WARM):  # the first move works out what later ones look up
            move(tab, key)
        tab.evaluate("() => window.taken.splice(0)")
        for _ in range(moves):
            move(tab, key)
        taken += tab.evaluate("() => window.taken.splice(0)")
    return np.array(taken)


def move(tab, key):
    before = tab.evaluate("() => window.taken.length")
    tab.keyboard.press(key)
    tab.wait_for_function("n => window.taken.length > n", arg=before, timeout=CHANGE_MS)
    tab.wait_for_timeout(REST_MS)


def told(where, taken, record_property):
    """Report the figures, and hold the middle of each to that of the echo."""
    middle = {what: np.median(ms) for what, ms in taken.items()}
    for what, ms in taken.items():
        assert len(ms) == MOVES
        words = f"{middle[what]:.0f} / {np.percentile(ms, 95):.0f} ms"
        record_property(f"{where}, {what}, p50 / p95", words)
        print(f"{where:10} {what:8} p50 / p95: {words}, {middle[what] / middle['echo']:.1f} echoes")
    for what, most in MOST.items():
        assert middle[what] <= most * middle["echo"]


def test_a_key_to_pixels_in_jupyterlab(lab, page, record_property):
    lab.write(
        "quick.ipynb",
        f"{ECHO}\nimport wcc_prioritise as wcc\nfrom wcc_prioritise import widgets\n"
        'widgets.name_sliders()\ncase = wcc.read(wcc.sample("northmere"))',
        "echo()",
        "widgets.weights_app(case)",
        "widgets.set_app(case)",
    )
    tab = page(width=1366)
    lab.run(tab, "quick.ipynb")
    told("JupyterLab", {what: timed(tab, what) for what in SHOWN}, record_property)


@pytest.fixture(scope="module")
def northmere_file(northmere, quick_folder):
    """Give a file of Northmere in which every answer has been revealed."""
    path = quick_folder / f"quick-{os.getpid()}.wcc"
    Workshop.start(northmere, path).close()
    return path


def test_a_key_to_pixels_on_the_console(
    northmere_file, served, page, tmp_path, monkeypatch, record_property
):
    (tmp_path / "echo_pages.py").write_text(ECHO_PAGES, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *path_now()]))
    server = served(northmere_file, anew=True, _pages="echo_pages")
    taken = {"echo": timed(page(server.links()["console"], 1366, 900), "echo")}
    server.close()
    monkeypatch.undo()
    server = served(northmere_file, anew=True)
    day = Day(northmere_file)
    for what, screen in (("weights", "change"), ("set", "set")):
        assert day.go(screen)
        taken[what] = timed(page(server.one_more("console"), 1366, 900), what)
    day.close()
    told("Voilà", taken, record_property)


def path_now():
    return filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))
