"""The notebooks in JupyterLab, in a real browser, as whoever prepares the day opens them."""

import os
import re

import pytest

from wcc_prioritise.widgets.serving import shipped_notebooks
from wcc_prioritise.workshop import Workshop

pytestmark = pytest.mark.slow

NOTEBOOKS = sorted(path.name for path in shipped_notebooks().glob("[0-9][0-9]_*.ipynb"))
# Every notebook is run and compared in `tests/test_notebooks.py`; here the two with the most live
# views stand for all, for each takes most of a minute. WCC_EVERY_NOTEBOOK runs them all.
HERE = NOTEBOOKS if os.environ.get("WCC_EVERY_NOTEBOOK") else [NOTEBOOKS[3], NOTEBOOKS[6]]
FOLDED = ".jp-CodeCell .jp-Cell-inputWrapper .jp-Placeholder"


def test_the_notebooks_are_found():
    assert [name[:2] for name in NOTEBOOKS][:10] == [f"0{number}" for number in range(10)]


@pytest.mark.parametrize("name", HERE)
def test_a_notebook_runs_to_its_end(lab, page, name):
    tab = page(width=1366)
    cells = lab.run(tab, name)
    failed = [out for cell in cells for out in cell.outputs if out.output_type == "error"]
    assert failed == []
    assert all(cell.execution_count for cell in cells)
    assert not [out for cell in cells for out in cell.outputs if out.get("name") == "stderr"]
    assert (
        tab.locator(FOLDED).count() and not tab.locator(".jp-CodeCell .jp-Editor:visible").count()
    )
    assert tab.outside == [] and tab.complaints == []


def test_a_moved_weight_changes_who_leads_and_is_put_back(lab, page):
    tab = page(width=1366)
    lab.write(
        "weights.ipynb",
        "import wcc_prioritise as wcc\nfrom wcc_prioritise import widgets\nwidgets.name_sliders()",
        'widgets.weights_app(wcc.read(wcc.sample("short")))',
    )
    lab.run(tab, "weights.ipynb")
    row = tab.locator("table", has_text="Who leads now").locator("tbody tr")
    before = row.all_inner_texts()
    tab.get_by_role("slider", name="K1").first.focus()  # by the name that a screen reader says
    tab.keyboard.press("Home")
    moved = row.filter(has_text="▲ up")
    moved.first.wait_for(timeout=15_000)
    assert row.all_inner_texts() != before
    tab.get_by_role("button", name="What it was").click()
    moved.first.wait_for(state="detached", timeout=15_000)
    assert row.all_inner_texts() == before
    assert tab.complaints == []


def test_what_is_entered_survives_the_kernel(lab, page):
    tab = page(width=1366)
    lab.write("own.ipynb", 'from wcc_prioritise import widgets\nwidgets.own_day("scores")')
    lab.run(tab, "own.ipynb")
    box = first_score(tab)
    box.fill("35")
    box.press("Tab")
    for _ in range(100):
        with Workshop(lab.workshop) as workshop:
            scores = workshop.case().scores
        if len(scores):
            break
        tab.wait_for_timeout(100)
    assert scores["score"].tolist() == [35.0]
    (session,) = lab.ask("sessions")
    lab.ask(f"kernels/{session['kernel']['id']}/restart", "POST")
    lab.run_all(tab)
    tab.wait_for_function(
        "() => document.querySelector('.wcc-own input[aria-label], .wcc-own input')", timeout=60_000
    )
    assert first_score(tab).input_value() == "35"
    with Workshop(lab.workshop) as workshop:
        assert workshop.verify().whole and len(workshop.case().scores) == 1
    assert tab.complaints == []


def first_score(tab):
    """Give the box for the first score of the first sheet."""
    return tab.get_by_label(re.compile(r"^P01\b")).first
