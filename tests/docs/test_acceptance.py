"""Is the record of acceptance whole, and does every test that it names exist?"""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "qa" / "acceptance.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| ([LAT]\d+) \| (.+?) \| (.+) \|$", re.MULTILINE)
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
ASKED = [
    f"{kind}{n}" for kind, last in (("L", 17), ("A", 16), ("T", 12)) for n in range(1, last + 1)
]


@cache
def held_in(file):
    """List the tests of a file, without importing it."""
    path = ROOT / file
    if not path.is_file():
        return frozenset()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_acceptance_test_stands_there_once_in_its_order():
    assert [code for code, _, _ in ROW.findall(PAGE)] == ASKED


@pytest.mark.parametrize(("code", "shown"), [(code, shown) for code, _, shown in ROW.findall(PAGE)])
def test_each_is_shown_by_a_test_or_says_what_was_tried_or_that_it_is_not_done(code, shown):
    assert NAMED.search(shown) or re.search(r"\b20\d\d-\d\d-\d\d: |not done", shown), code


@pytest.mark.parametrize("named", sorted(set(NAMED.findall(PAGE))), ids="::".join)
def test_every_test_that_is_named_exists(named):
    file, name = named
    assert name.startswith("test_") and name in held_in(file)


def test_a_test_that_is_not_there_would_be_found():
    assert "test_of_nothing" not in held_in("tests/docs/test_acceptance.py")
    assert held_in("tests/docs/no_such_file.py") == frozenset()


def test_every_file_and_folder_that_the_pages_name_is_there():
    pages = [path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md")]
    named = {name for page in pages for name in re.findall(r"`(tests/[\w./*-]+?)(?:::\w+)?`", page)}
    assert [name for name in sorted(named) if not list(ROOT.glob(name.rstrip("/")))] == []


@pytest.mark.parametrize("name", ["day.wcc", "day.names.csv", "day.2026-11-22.backup.wcc"])
def test_git_leaves_records_and_their_keys_alone(name):
    try:
        asked = ["git", "check-ignore", "--no-index", "-q", name]
        told = subprocess.run(asked, cwd=ROOT, capture_output=True).returncode
    except OSError:
        told = 128
    if told == 128:
        pytest.skip("needs git, and a repository")
    assert told == 0
