"""Does everybody get a copy of the notebooks, and does nobody lose a change of their own?"""

import json

import pytest

from wcc_prioritise.tables import InputError
from wcc_prioritise.widgets.serving import copy_notebooks, notebooks, shipped_notebooks
from wcc_prioritise.widgets.serving.notebooks import FIRST, content_of


@pytest.fixture
def shipped(tmp_path, monkeypatch):
    """Put small notebooks in the place of the shipped ones, and write them anew when called."""
    place = tmp_path / "shipped" / "notebooks"
    place.mkdir(parents=True)
    monkeypatch.setattr(notebooks, "PACKAGE", tmp_path / "shipped" / "package")

    def ship(**sources):
        for name, source in sources.items():
            write(place / f"{name}.ipynb", source)

    ship(**{FIRST.removesuffix(".ipynb"): "first", "b": "second"})
    return ship


def write(path, source, outputs=()):
    cell = {"cell_type": "code", "source": [source], "outputs": list(outputs)}
    path.write_text(json.dumps({"cells": [cell]}), encoding="utf-8")


def test_all_of_ours_are_copied_whole(tmp_path):
    copied = copy_notebooks(tmp_path / "mine")
    names = {path.name for path in shipped_notebooks().glob("*.ipynb")}
    assert names and names <= set(copied.new) and copied.yours == ()
    for name in names:
        assert (tmp_path / "mine" / name).read_bytes() == (shipped_notebooks() / name).read_bytes()
    assert copy_notebooks(tmp_path / "mine").new == ()


def test_what_somebody_changed_stays(shipped, tmp_path):
    copy_notebooks(tmp_path / "mine")
    write(tmp_path / "mine" / "b.ipynb", "mine")
    for source in ("second", "newer"):
        shipped(b=source)
        copied = copy_notebooks(tmp_path / "mine")
        assert copied.new == () and copied.yours == ("b.ipynb",)
        assert "mine" in (tmp_path / "mine" / "b.ipynb").read_text(encoding="utf-8")


def test_a_notebook_that_was_only_run_is_no_change(shipped, tmp_path):
    copy_notebooks(tmp_path / "mine")
    write(tmp_path / "mine" / "b.ipynb", "second", outputs=[{"text": "42"}])
    assert copy_notebooks(tmp_path / "mine").new == ()
    assert "42" in (tmp_path / "mine" / "b.ipynb").read_text(encoding="utf-8")
    shipped(b="newer")
    assert copy_notebooks(tmp_path / "mine").new == ("b.ipynb",)
    assert "newer" in (tmp_path / "mine" / "b.ipynb").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["", "no notebook", "[]", '{"cells": 3}', "\x00"])
def test_what_is_no_notebook_is_theirs_too(shipped, tmp_path, text):
    copy_notebooks(tmp_path / "mine")
    (tmp_path / "mine" / "b.ipynb").write_text(text, encoding="utf-8")
    (tmp_path / "mine" / notebooks.MADE).write_text(text, encoding="utf-8")
    assert copy_notebooks(tmp_path / "mine").yours == ("b.ipynb",)
    assert (tmp_path / "mine" / "b.ipynb").read_text(encoding="utf-8") == text
    assert content_of(tmp_path / "none.ipynb") is None


def test_a_copy_without_notebooks_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(notebooks, "PACKAGE", tmp_path / "package")
    with pytest.raises(InputError, match="no notebooks in this copy"):
        shipped_notebooks()


def test_the_trainers_answers_are_not_laid_out_for_everybody(tmp_path):
    copied = copy_notebooks(tmp_path / "mine")
    assert (shipped_notebooks() / "training").is_dir()
    assert not [name for name in copied.new if name.startswith("training/")]
