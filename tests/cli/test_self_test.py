"""Does `wcc self-test` find what would stop the day, and say READY when nothing would?"""

import shutil
from collections import namedtuple

import pytest

from wcc_prioritise.cli import self_test as checks
from wcc_prioritise.cli.self_test import Found
from wcc_prioritise.workshop import Workshop

pytest.importorskip("voila", reason="needs voila")


@pytest.fixture
def quick(monkeypatch):
    """Let the checks that load and start much find all well."""
    for name in ("check_libraries", "check_pages", "check_browser"):
        monkeypatch.setattr(checks, name, lambda: Found(True, "as it should be."))


def test_all_well_is_ready(wcc, quick, tmp_path):
    told = wcc("self-test")
    assert told.code == 0 and told.out.rstrip().endswith("READY")
    assert "NO" not in told.out and told.err.count("Checking") == 5
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_checked_and_backed_up(wcc, quick, short, tmp_path):
    Workshop.start(short, tmp_path / "day.wcc").close()
    told = wcc("self-test", "day.wcc")
    assert told.code == 0 and "entries as written" in told.said and "Backup made: day." in told.said
    assert "Today's backup stands beside it" in wcc("self-test", "day.wcc").said
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("text", [None, "shopping list"])
def test_a_file_that_is_none_is_told_beside_all_else(wcc, quick, tmp_path, text):
    if text:
        (tmp_path / "day.wcc").write_text(text, encoding="utf-8")
    told = wcc("self-test", "day.wcc")
    assert told.code == 1 and "NO The workshop file:" in told.said
    assert told.out.rstrip().endswith("wcc self-test day.wcc") and "yes The browser:" in told.said
    assert "Traceback" not in told.said


def test_a_check_that_fails_in_its_own_way_is_told(wcc, quick, monkeypatch):
    def broken():
        raise RuntimeError("no\x1b[31m luck")

    monkeypatch.setattr(checks, "check_pages", broken)
    told = wcc("self-test")
    assert told.code == 1 and "NO The pages: RuntimeError: no?[31m luck" in told.said
    assert "NOT READY" in told.said


def test_a_full_disk_is_told(monkeypatch, tmp_path):
    usage = namedtuple("usage", "total used free")(10**9, 10**9, 10**6)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    found = checks.check_disk(tmp_path)
    assert not found.good and "only 1 MB are free" in found.words and "Make room" in found.do


def test_a_disk_that_forgets_is_told(monkeypatch, tmp_path):
    from wcc_prioritise.workshop import verifying

    forgot = verifying.Verification(True, 0, "", None, "no entry")
    monkeypatch.setattr("wcc_prioritise.workshop.verify", lambda _: forgot, raising=False)
    assert not checks.check_disk(tmp_path).good


def test_a_library_that_does_not_load_is_told(monkeypatch):
    monkeypatch.setattr(checks, "LIBRARIES", ("pandas", "no_such_library"))
    found = checks.check_libraries()
    assert not found.good and "no_such_library (ModuleNotFoundError" in found.words
    assert "wcc-prioritise[workshop]" in found.do


@pytest.mark.parametrize(
    ("file", "said"),
    [("arial.ttf", "Arial"), ("LiberationSans-Regular.ttf", "Liberation Sans"), ("x.ttf", "none")],
)
def test_the_best_font_that_is_there_is_named(monkeypatch, tmp_path, file, said):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / file).touch()
    monkeypatch.setattr(checks, "FONT_FOLDERS", (str(tmp_path), str(tmp_path / "none")))
    found = checks.check_fonts()
    assert said in found.words and found.good == (said != "none")


@pytest.mark.parametrize(
    ("choice", "said"), [("/opt/lynx", None), ("/opt/fine-browser", "fine-browser")]
)
def test_a_browser_in_a_terminal_is_none(monkeypatch, choice, said):
    import webbrowser

    from wcc_prioritise.widgets.serving.browser import browser_found

    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser(choice))
    assert browser_found() == said
    assert checks.check_browser().good == (said is not None)


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        (("shown", ("//cdn.example.org/x.css",)), "asks for //cdn.example.org/x.css"),
        (("One moment, please. This page can't be shown", ()), "shows: One moment"),
        (("", ()), "shows: nothing"),
    ],
)
def test_a_page_that_will_not_do_is_told(monkeypatch, pages, said):
    from contextlib import nullcontext
    from types import SimpleNamespace

    from wcc_prioritise.widgets.serving.looking import Seen

    server = SimpleNamespace(links=lambda: {"room": "here"})
    monkeypatch.setattr(
        "wcc_prioritise.widgets.serving.process.room_server", lambda *_: nullcontext(server)
    )
    monkeypatch.setattr(
        "wcc_prioritise.widgets.serving.looking.look", lambda _: Seen("here", *pages)
    )
    found = checks.check_pages()
    assert not found.good and said in found.words and found.do


@pytest.mark.slow
def test_on_this_computer(shell, tmp_path):
    told = shell("self-test", BROWSER="/opt/fine-browser")
    assert told.code == 0, told.said
    assert told.out.rstrip().endswith("READY")
    assert "Room and Console come up, and name no other computer" in told.said
    assert "fine-browser was found" in told.said and list(tmp_path.iterdir()) == []
