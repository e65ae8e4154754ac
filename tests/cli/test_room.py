"""Does `wcc room` say what it serves, refuse what it can't, and leave nothing behind?"""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from wcc_prioritise.workshop import Workshop

pytest.importorskip("voila", reason="needs voila")
ROOT = Path(__file__).parents[2]
psutil = pytest.importorskip("psutil", reason="needs psutil")


@pytest.fixture(scope="module")
def started(short, quick_folder):
    """Start a workshop file once."""
    path = quick_folder / f"room-{os.getpid()}.wcc"
    Workshop.start(short, path).close()
    return path


@pytest.fixture(autouse=True)
def keyboard_is_heard():
    """Let children hear Ctrl-C, also where the tests themselves run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def day(wcc, started, tmp_path):
    """Give a started workshop file in the folder of the test."""
    shutil.copy(started, tmp_path / "day.wcc")
    return "day.wcc"


@pytest.fixture
def nothing_served(monkeypatch):
    """Let a test fail that gets as far as starting a server."""
    monkeypatch.setattr(
        "wcc_prioritise.widgets.serving.process.Server",
        lambda *_: pytest.fail("a server was started"),
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Missing argument 'FILE'"),
        (["none.wcc"], "none.wcc"),
        (["  "], "Found no file"),
        (["."], "Found a folder"),
        (["day.wcc", "--port", "none"], "Invalid value for '--port'"),
        (["day.wcc", "--port", "0"], "Invalid value for '--port'"),
        (["day.wcc", "--port", "70000"], "Invalid value for '--port'"),
        (["day.wcc", "other.wcc"], "unexpected extra argument"),
    ],
)
def test_nonsense_is_told_before_anything_is_served(wcc, day, nothing_served, words, said):
    told = wcc("room", *words)
    assert told.code == 2 and said in told.said and "Traceback" not in told.said


def test_a_file_that_is_no_workshop_is_told(wcc, tmp_path, nothing_served):
    (tmp_path / "day.wcc").write_text("shopping list", encoding="utf-8")
    told = wcc("room", "day.wcc")
    assert told.code == 2 and "workshop file" in told.said and "Traceback" not in told.said


def test_a_broken_record_is_said_plainly_and_not_served(wcc, day, tmp_path, nothing_served):
    with sqlite3.connect(tmp_path / day) as changed:
        names = [
            row[0] for row in changed.execute("SELECT name FROM sqlite_master WHERE type='trigger'")
        ]
        for name in names:
            changed.execute(f'DROP TRIGGER "{name}"')
        changed.execute("UPDATE entries SET because = 'changed' WHERE seq = 3")
    changed.close()
    told = wcc("room", day)
    assert told.code == 4 and "The record is broken, so nothing is shown" in told.said
    assert "backup" in told.said and "127.0.0.1" not in told.said


def test_a_port_in_use_is_told(wcc, day):
    import socket

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        told = wcc("room", day, "--port", port)
    assert told.code == 2 and f"port {port}, which another program is using" in told.said


def test_without_the_libraries_it_says_how_to_get_them(wcc, day, monkeypatch, nothing_served):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    told = wcc("room", day)
    assert told.code == 2 and 'pip install "wcc-prioritise[workshop]"' in told.said


def links_of(child):
    """Read what a started room prints, until both links are there."""
    lines = []
    for line in child.stdout:
        lines.append(line.decode("utf-8", "replace"))
        if "Ctrl-C" in lines[-1]:
            break
    text = "".join(lines)
    assert max(len(line) for line in lines if "http" not in line) <= 81
    return text, dict(
        re.findall(r"^(Console|Room),.*?(http://127\.0\.0\.1:\d+/in/\S+)", text, re.M)
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ending", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, 143), (signal.SIGKILL, -9)]
)
def test_the_room_opens_by_its_links_and_ends_with_its_kernels(shell, day, tmp_path, ending, code):
    child = shell("room", day, "--no-browser", wait=False)
    text, links = links_of(child)
    assert "day.wcc is open, on this computer alone" in text
    assert set(links) == {"Console", "Room"} and "press F11" in text
    with urllib.request.build_opener(urllib.request.HTTPCookieProcessor()).open(
        links["Room"], timeout=60
    ) as page:
        assert page.url.endswith("/room") and "<title>Room</title>" in page.read().decode("utf-8")
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(links["Room"], timeout=60)
    below = psutil.Process(child.pid).children(recursive=True)
    assert len(below) == 2
    child.send_signal(ending)
    out, err = child.communicate(timeout=60)
    assert child.returncode == code and b"Traceback" not in out + err
    if ending == signal.SIGINT:
        assert b"Everything that was entered is in day.wcc" in out
    _, alive = psutil.wait_procs(below, timeout=30)
    assert not [each for each in alive if each.status() != psutil.STATUS_ZOMBIE]
    assert list(tmp_path.glob("day.*.backup.wcc"))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal as Unix has them")
def test_enter_in_the_terminal_gives_new_links(day, tmp_path):
    import pty

    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "wcc_prioritise", "room", day, "--no-browser"],
        cwd=tmp_path,
        stdin=theirs,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    try:
        _, old = links_of(child)
        time.sleep(0.5)
        os.write(ours, b"\n")
        new = ""
        while "Room, for the projector" not in new:
            new += child.stdout.readline().decode("utf-8")
        assert "New links" in new and old["Room"] not in new and old["Console"] not in new
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(old["Room"], timeout=60)
    finally:
        child.send_signal(signal.SIGINT)
        child.communicate(timeout=60)
        os.close(ours)
        os.close(theirs)
    assert child.returncode == 0


def test_a_server_that_stops_is_started_again_and_not_for_ever(monkeypatch, capsys):
    from wcc_prioritise.cli import room
    from wcc_prioritise.widgets.serving.process import ServerStopped

    class Falling:
        runs, started = False, 0

        def again(self):
            self.started += 1

        def last_words(self):
            return "out of memory"

    server = Falling()
    with pytest.raises(ServerStopped, match="out of memory"):
        room._stay(server)
    assert server.started == room.FALLS - 1
    assert "Starting it again" in capsys.readouterr().out
