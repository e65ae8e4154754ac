"""What the README promises, run as it stands."""

import doctest
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"


def test_the_example_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    failed, tried = doctest.testfile(
        str(README), module_relative=False, optionflags=doctest.ELLIPSIS
    )
    assert tried >= 8 and failed == 0
    assert (tmp_path / "board-paper.docx").stat().st_size > 10_000


def test_both_commands_stand_in_it():
    text = README.read_text(encoding="utf-8")
    assert "\npython3 start.py demo\n" in text and "\npython3 start.py test\n" in text


def test_every_file_it_names_is_there():
    text = README.read_text(encoding="utf-8")
    named = [link for link in re.findall(r"\]\(([^)]+)\)", text) if "://" not in link]
    assert len(named) >= 5
    assert [link for link in named if not (ROOT / link).is_file()] == []


def test_it_fits_one_or_two_screens():
    assert len(README.read_text(encoding="utf-8").splitlines()) <= 90
