"""start.py on a small project of its own: real private Python, real pip, no internet."""

import ast
import errno
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "start.py"

# A build backend that needs nothing, so that pip can install the small project with no index.
BACKEND = """
import pathlib, zipfile
HERE = pathlib.Path(__file__).resolve().parent
def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "wcc_prioritise-0-py3-none-any.whl"
    meta = "Metadata-Version: 2.1\\nName: wcc-prioritise\\nVersion: 0\\n"
    meta += "Provides-Extra: test\\nProvides-Extra: workshop\\n"
    files = {"_wcc.pth": str(HERE), "wcc_prioritise-0.dist-info/METADATA": meta,
             "wcc_prioritise-0.dist-info/WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\n"
             "Tag: py3-none-any\\n", "wcc_prioritise-0.dist-info/RECORD": ""}
    with zipfile.ZipFile(pathlib.Path(folder) / name, "w") as wheel:
        for place, text in files.items():
            wheel.writestr(place, text)
    return name
"""
PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
"""
COMMAND = """
import os, sys
def main():
    print("wcc was given", sys.argv, "in", os.path.basename(os.getcwd()))
    return 7 if "fail" in sys.argv else 0
"""
PYTEST = "import sys\nprint('pytest was given', sys.argv[1:])\n"


@pytest.fixture
def start(monkeypatch, tmp_path):
    """The script as a module that takes an empty folder for its own."""
    spec = importlib.util.spec_from_file_location("start_under_test", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "HERE", str(tmp_path))
    return module


def small_project(folder, pyproject=PYPROJECT):
    (folder / "wcc_prioritise").mkdir(parents=True)
    shutil.copy(SCRIPT, folder)
    (folder / "pyproject.toml").write_text(pyproject)
    (folder / "constraints.txt").write_text("")
    (folder / "backend.py").write_text(BACKEND)
    (folder / "pytest.py").write_text(PYTEST)
    (folder / "wcc_prioritise" / "__init__.py").write_text("")
    (folder / "wcc_prioritise" / "cli.py").write_text(COMMAND)
    return folder


def run(folder, *arguments, cwd=None):
    """Start the copy in a folder as a person would, with every index out of reach."""
    settings = {k: v for k, v in os.environ.items() if not k.startswith("PIP_")}
    settings |= {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": "http://127.0.0.1:9/",
        "PIP_RETRIES": "0",
        "PIP_NO_CACHE_DIR": "1",
    }
    return subprocess.run(
        [sys.executable, folder / "start.py", *arguments],
        cwd=cwd or folder.parent,
        env=settings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A small project, set up once, in a folder whose name has spaces and an accent."""
    folder = small_project(tmp_path_factory.mktemp("a place with spaces") / "caf\u00e9 au lait")
    return folder, run(folder, "demo", "--size", "12")


def note(folder):
    return json.loads((folder / ".venv" / "wcc-installed.json").read_text())


def test_any_python_3_can_read_it_far_enough_to_be_told_it_is_too_old():
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 4))


def test_only_the_standard_library_is_used():
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    used = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    used |= {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert used <= set(sys.stdlib_module_names)


def test_a_python_that_is_too_old_is_told_in_words(start, monkeypatch, capsys):
    monkeypatch.setattr(start.sys, "version_info", (3, 9, 2, "final", 0))
    assert start.main(["demo"]) == 2
    assert "needs Python 3.11 or newer; this one is 3.9.2" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["--help"], ["help"]])
def test_without_a_command_it_says_what_it_can_do_and_installs_nothing(start, arguments, capsys):
    assert start.main(arguments) == 0
    said = capsys.readouterr().out
    assert all(start.command_line() + " " + word in said for word in ("demo", "lab", "test"))
    assert os.listdir(start.HERE) == []


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_python_without_venv_is_told_what_to_install(start, missing, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, missing, None)  # importing it now fails
    assert start.main(["demo"]) == 2
    said = capsys.readouterr().err
    assert f"without '{missing}'" in said
    assert "apt install python3-venv" in said


def test_a_folder_that_cannot_be_written_is_named(start, monkeypatch, capsys):
    def refuse(dir):
        raise PermissionError(errno.EACCES, "Permission denied", dir)

    monkeypatch.setattr(start.tempfile, "TemporaryFile", refuse)
    assert start.main(["demo"]) == 2
    said = capsys.readouterr().err
    assert "can't be written to" in said
    assert start.HERE in said


def test_a_full_disk_is_told_before_anything_is_made(start, monkeypatch, capsys):
    nearly_full = shutil.disk_usage(start.HERE)._replace(free=20 * 10**6)
    monkeypatch.setattr(start.shutil, "disk_usage", lambda place: nearly_full)
    assert start.main(["demo"]) == 2
    assert "20 MB are free" in capsys.readouterr().err
    assert os.listdir(start.HERE) == []


def test_a_file_that_fails_in_any_other_way_gives_a_sentence(start, monkeypatch, capsys):
    monkeypatch.setattr(start, "private_version", lambda: "3.11")
    assert start.main(["demo"]) == 2  # the empty folder holds no pyproject.toml
    assert "This computer would not go on" in capsys.readouterr().err


def test_ctrl_c_gives_a_word(start, monkeypatch, capsys):
    def interrupted(extra):
        raise KeyboardInterrupt

    monkeypatch.setattr(start, "prepare", interrupted)
    assert start.main(["demo"]) == 130
    assert "Stopped" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("SSLError(... CERTIFICATE_VERIFY_FAILED ...)", "certificate was not trusted"),
        ("Failed to establish a new connection: [Errno 111]", "No package index could be reached"),
        ("ERROR: [Errno 13] Permission denied: 'x'", "A file could not be written"),
        ("ERROR: No matching distribution found for numpy", "does not offer what this project"),
        ("ERROR: Could not find numpy (from versions: none)", "No package index could be reached"),
        ("ERROR: something nobody has met", "a reason this script does not know"),
    ],
)
def test_each_kind_of_failure_has_its_own_words(start, line, words):
    said = start.why(
        ["Collecting numpy\n", "Traceback (most recent call last):\n", "  in f\n", line + "\n"]
    )
    assert words in said
    assert "  | " + line in said
    assert "Traceback" not in said
    assert "in f" not in said


def test_the_quote_says_what_failed_inside_and_leaves_out_the_hollow_lines(start):
    said = start.why(
        [
            "  error: subprocess-exited-with-error\n",
            "      Traceback (most recent call last):\n",
            '        File "metadata.py", line 1, in <module>\n',
            "      OSError: Readme file does not exist: README.md\n",
            "error: metadata-generation-failed\n",
        ]
    )
    assert said.endswith("last words:\n  | OSError: Readme file does not exist: README.md")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Collecting scikit-criteria==0.10.* (from wcc)\n", "looking for scikit-criteria"),
        ("  Downloading numpy-2.4.6-cp311-any.whl (16 MB)\n", "downloading numpy"),
        ("Installing collected packages: a, b\n", "unpacking the libraries (the longest step)"),
        ("nothing known\n", "still at work"),
    ],
)
def test_what_pip_is_at_is_said_in_words(start, line, words):
    assert start.step([line, "  and more\n"]) == words


def test_nobody_waits_in_silence(start, monkeypatch, capsys):
    monkeypatch.setattr(start, "PAUSE", 0.2)
    slow = "import time; print('Collecting numpy', flush=True); time.sleep(1.5)"
    code, lines = start.watch([sys.executable, "-c", slow])
    assert (code, lines) == (0, ["Collecting numpy\n"])
    assert "looking for numpy" in capsys.readouterr().out


@pytest.mark.slow
def test_first_start_installs_and_runs_in_a_path_with_spaces(made):
    folder, first = made
    assert first.returncode == 0, first.stdout + first.stderr
    assert "First start" in first.stdout
    assert "Installed." in first.stdout
    assert "wcc was given ['wcc', 'demo', '--size', '12']" in first.stdout
    assert note(folder)["extra"] == ""


@pytest.mark.slow
def test_second_start_installs_nothing_and_passes_on_any_command(made, tmp_path):
    folder, _ = made
    again = run(folder, "verify", "fail", cwd=tmp_path)
    assert again.returncode == 7
    assert again.stdout == (
        f"wcc was given ['wcc', 'verify', 'fail'] in {tmp_path.name}\n"
    )  # nothing before it: no word of installing, and the person's own folder is kept
    assert "wcc was given ['wcc', '--help']" in run(folder, "wcc", "--help").stdout


@pytest.mark.slow
def test_tests_get_their_libraries_and_arguments_and_the_larger_set_serves_the_smaller(made):
    folder, _ = made
    tests = run(folder, "test", "-k", "portfolio")
    assert "Installed." in tests.stdout
    assert "pytest was given ['-n', 'auto'" in tests.stdout
    assert "'-k', 'portfolio']" in tests.stdout
    assert note(folder)["extra"] == "test"
    for command in ("demo", "lab", "room", "test"):
        assert "Install" not in run(folder, command).stdout


@pytest.mark.slow
def test_a_changed_pin_installs_again_and_keeps_the_larger_set(made):
    folder, _ = made
    run(folder, "test")
    (folder / "constraints.txt").write_text("numpy==2.4.6\n")
    assert "Installed." in run(folder, "demo").stdout
    assert note(folder)["extra"] == "test"
    assert "Install" not in run(folder, "demo").stdout


@pytest.mark.slow
@pytest.mark.parametrize("harm", ["python gone", "killed while installing"])
def test_a_half_made_private_python_is_made_anew(made, harm):
    folder, _ = made
    if harm == "python gone":
        shutil.rmtree(folder / ".venv" / ("Scripts" if os.name == "nt" else "bin"))
    else:
        (folder / ".venv" / "wcc-installed.json").write_text('{"installing": true}')
    mended = run(folder, "demo")
    assert mended.returncode == 0, mended.stdout + mended.stderr
    assert "making it anew" in mended.stdout
    assert "wcc was given ['wcc', 'demo']" in mended.stdout


@pytest.mark.slow
def test_without_an_index_it_says_so_and_what_was_there_still_works(made):
    folder, _ = made
    (folder / "pyproject.toml").write_text(PYPROJECT.replace("[]", '["hatchling>=1.27"]', 1))
    failed = run(folder, "demo")
    (folder / "pyproject.toml").write_text(PYPROJECT)
    assert failed.returncode == 2
    assert "No package index could be reached" in failed.stderr
    assert "  | ERROR: No matching distribution found for hatchling" in failed.stderr
    assert "Traceback" not in failed.stdout + failed.stderr
    back = run(folder, "demo")
    assert back.returncode == 0
    assert "Install" not in back.stdout
