"""Does a page come back by itself, in a real browser, when its kernel or its server is gone?"""

import os
import signal

import pytest

pytestmark = pytest.mark.slow


def test_a_page_opens_by_its_link_and_comes_back_when_its_kernel_is_killed(
    plain, page, kernels, until_ready
):
    before = {each.pid for each in kernels(plain.pid)}
    room = page(plain.one_more("room"))
    assert room.url == f"http://127.0.0.1:{plain.port}/room" and room.title() == "Room"
    assert room.inner_text("h1").startswith("Plain room of") and "<b>day" in room.inner_text("h1")
    handles = [each.get_attribute("aria-label") for each in room.query_selector_all(".noUi-handle")]
    assert handles == ["Weight", "Span, from", "Span, to"]
    box = room.locator("input[type=text]")
    assert box.get_attribute("autocomplete") == "off"
    assert box.get_attribute("spellcheck") == "false"
    assert room.complaints == []
    (mine,) = (each for each in kernels(plain.pid) if each.pid not in before)
    mine.send_signal(signal.SIGKILL)
    with room.expect_navigation(timeout=60_000):
        pass
    until_ready(room)
    assert room.inner_text("h1").startswith("Plain room of")
    assert room.outside == [] and room.complaints == []


def test_a_page_says_that_its_server_is_gone_and_comes_back_with_it(
    plain, served, page, until_ready, tmp_path
):
    server = served(tmp_path / "day.wcc", anew=True, _pages="plain_pages")
    console = page(server.links()["console"])
    os.kill(server.pid, signal.SIGKILL)
    console.wait_for_selector("#wcc-notice:not(:empty)", timeout=60_000)
    assert "server does not answer" in console.inner_text("#wcc-notice")
    with console.expect_navigation(timeout=60_000):
        server.again()
    until_ready(console)
    assert console.inner_text("#wcc-notice") == ""
    assert console.inner_text("h1").startswith("Plain console of") and console.outside == []
    server.close()


def test_a_page_whose_pass_is_no_longer_good_says_what_to_do(plain, served, page, tmp_path):
    server = served(tmp_path / "day.wcc", anew=True, _pages="plain_pages")
    console = page(server.links()["console"])
    console.context.clear_cookies()
    os.kill(server.pid, signal.SIGKILL)
    server.again()
    console.wait_for_function(
        "document.getElementById('wcc-notice').textContent.includes('new link')", timeout=60_000
    )
    server.close()


def test_jupyterlab_opens_its_first_notebook_at_a_clean_address(page, tmp_path):
    from wcc_prioritise.widgets.serving import copy_notebooks, lab_server

    copy_notebooks(tmp_path / "mine")
    server, link = lab_server(tmp_path / "mine")
    with server:
        lab = page()
        lab.goto(link)
        lab.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=120_000)
        lab.wait_for_function(
            "/\\| Idle/.test(document.querySelector('#jp-main-statusbar')?.textContent)",
            timeout=120_000,
        )
        assert lab.url == f"http://127.0.0.1:{server.port}/doc/tree/00_start_here.ipynb"
        assert lab.outside == [] and lab.complaints == []
        lab.goto("about:blank")
