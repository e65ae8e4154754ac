"""Does a server end with whoever started it, and its kernels with it?"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from wcc_prioritise.tables import InputError
from wcc_prioritise.widgets.serving import room_server
from wcc_prioritise.widgets.serving.looking import look
from wcc_prioritise.widgets.serving.shown import FAILED

ROOT = Path(__file__).parents[3]
HOLDS = """
import sys, time
from wcc_prioritise.widgets.serving import room_server
from wcc_prioritise.widgets.serving.looking import look
server = room_server("day.wcc", 0, _pages="plain_pages")
look(server.links()["room"])
print(server.pid, flush=True)
time.sleep(600)
"""


def comes(true, seconds=30):
    """Wait until something is true."""
    for _ in range(seconds * 10):
        if true():
            return True
        time.sleep(0.1)
    return False


def gone(processes):
    """Wait until none of some processes runs."""
    return comes(
        lambda: not any(each.is_running() and each.status() != "zombie" for each in processes)
    )


@pytest.mark.slow
def test_killed_without_warning_it_leaves_no_server_and_no_kernel(plain, kernels, tmp_path):
    paths = os.pathsep.join([str(ROOT), os.environ["PYTHONPATH"]])
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDS],
        stdout=subprocess.PIPE,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": paths},
    )
    server = psutil.Process(int(holder.stdout.readline()))
    (kernel,) = kernels(server.pid)
    holder.kill()
    holder.wait()
    holder.stdout.close()
    assert gone([server, kernel])


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["close", "terminate", "kill"])
def test_its_kernels_end_with_it(plain, served, kernels, tmp_path, ending):
    server = served(tmp_path / "day.wcc", anew=True, _pages="plain_pages")
    look(server.links()["room"])
    running = [psutil.Process(server.pid), *kernels(server.pid)]
    assert len(running) == 2 and server.runs
    if ending == "close":
        server.close()
    else:
        os.kill(server.pid, {"terminate": signal.SIGTERM, "kill": signal.SIGKILL}[ending])
    assert gone(running)
    assert comes(lambda: not server.runs)
    server.close()


def test_a_port_in_use_is_told_in_words(taken_port):
    with pytest.raises(InputError, match=f"port {taken_port}, which another program is using"):
        room_server("day.wcc", taken_port)


def test_without_a_port_another_is_found(monkeypatch, taken_port):
    monkeypatch.setattr("wcc_prioritise.widgets.serving.process.PORT", taken_port)
    with room_server("day.wcc") as server:
        assert server.port != taken_port and server.runs


def test_the_secret_of_a_link_is_in_no_argument_and_no_setting(plain):
    tokens = [link.rpartition("/")[2] for link in plain.links().values()]
    server = psutil.Process(plain.pid)
    told = " ".join([*server.cmdline(), *server.environ().values()])
    assert plain._asked["secret"] not in told
    assert not any(token in told for token in tokens)


def test_it_listens_to_this_computer_alone(plain):
    listening = [
        each.laddr
        for each in psutil.Process(plain.pid).net_connections()
        if each.status == "LISTEN"
    ]
    assert [(each.ip, each.port) for each in listening if each.port == plain.port] == [
        ("127.0.0.1", plain.port)
    ]
    assert {each.ip for each in listening} == {"127.0.0.1"}


@pytest.mark.slow
def test_a_page_that_cannot_be_made_says_so_and_room_never_why(served, failing, tmp_path):
    server = served(tmp_path / "day.wcc", anew=True, _pages=failing)
    links = server.links()
    room, console = look(links["room"]), look(links["console"])
    server.close()
    assert room.words.startswith(FAILED) and "S01" not in room.words
    assert console.words.startswith(FAILED) and "ValueError: <b>S01</b> said so" in console.words
