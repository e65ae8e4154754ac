"""Does any file of the project name a machine it was made on, or a place packages came from?"""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

HOSTS = re.compile(
    r"""\bpypi\.(?:org|python)\b | pythonhosted\. | \banaconda\.(?:org|com)\b | \bnpmjs\.
      | \bdeb\.debian\. | --(?:extra-)?index-ur[l] | ^\s*(?:extra-)?index-ur[l]\s*=
      | https?://\S+/simple\b | https?://\S+\.(?:whl|tar\.gz|deb)\b""",
    re.VERBOSE | re.MULTILINE,
)
PLACES = re.compile(r"(?<![\w.~-])/(?:work|root|tmp)/|\b[A-Z]:\\\\?Users\\|(?<![\w.~-])/Users/\w")
MAY_NAME_PLACES = (".ci/run",)
LEFT_OUT = {".git", ".venv", "__pycache__", ".pytest_cache", ".ruff_cache", ".hypothesis", "out"}


def files():
    """List every file that is, or would be, in the repository; all where there is no git."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        said = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        found = [ROOT / name for name in said.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        found = [p for p in ROOT.rglob("*") if not LEFT_OUT & set(p.relative_to(ROOT).parts)]
    return sorted(p for p in found if p.is_file())


def text_of(path):
    """Read a file as text; empty for a picture or a workbook."""
    raw = path.read_bytes()
    return "" if b"\0" in raw[:8192] else raw.decode("utf-8", errors="replace")


def named(pattern):
    """Find where the files of the repository show a pattern."""
    found = {}
    for path in files():
        hits = sorted({hit.group(0).strip() for hit in pattern.finditer(text_of(path))})
        if hits:
            found[path.relative_to(ROOT).as_posix()] = hits
    return found


def test_the_repository_is_read():
    names = {path.relative_to(ROOT).as_posix() for path in files()}
    assert {"pyproject.toml", "start.py", ".ci/run", "tests/test_repository.py"} <= names


def test_no_file_names_where_packages_come_from():
    assert named(HOSTS) == {}


def test_no_file_names_a_folder_of_the_machine_it_was_made_on():
    found = named(PLACES)
    assert {name: hits for name, hits in found.items() if name not in MAY_NAME_PLACES} == {}


@pytest.mark.parametrize(
    "line",
    [
        "see py" + "pi.org/project/x",
        "from files.python" + "hosted.org",
        "pip install --index" + "-url x",
        "index" + "-url = x",
        "http" + "s://mirror.example/simple",
        "http" + "s://example/a/b-1.0.whl",
    ],
)
def test_an_address_of_a_registry_is_caught(line):
    assert HOSTS.search(line)


@pytest.mark.parametrize("line", ["simple words", "an index of need", "pip's index setting"])
def test_plain_words_are_no_address(line):
    assert not HOSTS.search(line)


@pytest.mark.parametrize("folder", ["work", "root", "tmp"])
@pytest.mark.parametrize("before", ["", " ", "file://", "(", '"'])
def test_a_folder_of_a_machine_is_caught(folder, before):
    assert PLACES.search(f"{before}/{folder}/main")


@pytest.mark.parametrize("line", ["team/work/plan", "../tmp/x", "/workshop/", "https://a.b/root/x"])
def test_other_folders_are_left_alone(line):
    assert not PLACES.search(line)


def test_a_person_s_folder_on_other_systems_is_caught():
    assert PLACES.search("C:" + r"\Users\pat")
    assert PLACES.search("/Us" + "ers/pat/x")
