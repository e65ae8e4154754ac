"""Does a command that is told to end do so once, tidied, wherever the signal finds it?"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

BEGIN = """
import os, signal, sys, threading, time
from pathlib import Path
from wcc_prioritise.cli.places import finished_together
from wcc_prioritise.cli.stopping import Stopping

def end():
    signal.raise_signal(signal.SIGTERM)

def main(run):
    stopping = Stopping(main.__code__)
    stopping.listen()
    try:
        with finished_together(Path("out")) as folder:
            (folder / "half.txt").write_text("half")
            run()
    finally:
        print("tidied" if list(Path().iterdir()) in ([], [Path("loads.py")]) else "left")
        stopping.leave()
    print("done")
"""


def told(tmp_path, code, module=""):
    """Run a program that is told to end; give its exit code and what it said."""
    if module:
        (tmp_path / "loads.py").write_text(module, encoding="utf-8")
    found = subprocess.run(
        [sys.executable, "-c", BEGIN + code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(tmp_path)])},
    )
    assert "Traceback" not in found.stderr and "ignored" not in found.stderr, found.stderr
    return found.returncode, found.stdout.split()


def test_it_ends_with_its_code_and_what_it_began_is_taken_away(tmp_path):
    assert told(tmp_path, "main(end)\nprint('on')") == (143, ["tidied"])


def test_what_is_lost_where_nobody_hears_is_raised_again(tmp_path):
    code = """
class Deaf:
    def __del__(self):
        end()

def run():
    deaf = Deaf()
    del deaf
    print("lost")
    time.sleep(30)

main(run)
"""
    assert told(tmp_path, code) == (143, ["lost", "tidied"])


def test_a_library_that_is_being_loaded_is_loaded_first(tmp_path):
    code = """
def run():
    import loads
    time.sleep(30)

main(run)
"""
    module = "import __main__\n__main__.end()\nprint('loaded')\n"
    assert told(tmp_path, code, module) == (143, ["loaded", "tidied"])


def test_a_second_signal_does_not_break_the_clean_up(tmp_path):
    code = """
def run():
    try:
        end()
    finally:
        end()
        print("cleaned")
        end()

main(run)
"""
    assert told(tmp_path, code) == (143, ["cleaned", "tidied"])


def test_a_signal_within_the_clean_up_waits_for_its_end(tmp_path):
    code = """
import shutil

def rmtree(*given, real=shutil.rmtree, **more):
    end()
    real(*given, **more)
    print("removed")

shutil.rmtree = rmtree
main(lambda: None)
"""
    code, said = told(tmp_path, code)
    assert code == 143 and said[0] == "removed"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]  # it was done when it was told


def test_a_thread_that_goes_on_is_not_waited_for(tmp_path):
    code = """
def run():
    threading.Thread(target=time.sleep, args=(50,)).start()
    end()

main(run)
"""
    assert told(tmp_path, code) == (143, ["tidied"])


def test_without_a_signal_all_is_as_it_was(tmp_path):
    code = """
main(lambda: None)
print(signal.getsignal(signal.SIGTERM) == signal.SIG_DFL, sys.unraisablehook.__name__)
"""
    assert told(tmp_path, code) == (0, ["left", "done", "True", "unraisablehook"])
