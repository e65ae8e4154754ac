"""Do the stored notebooks show what a new run shows, in the form they are kept in?"""

import base64
import importlib.util
import json
import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import pytest
from nbformat.v4 import new_code_cell as bare_cell
from nbformat.v4 import new_markdown_cell, new_notebook, new_output

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ROOT / "tests" / "notebooks"
FIRST = ROOT / "notebooks" / "00_start_here.ipynb"
NOT_COMPARED = {"nbval-ignore-output", "nbval-skip"}

spec = importlib.util.spec_from_file_location("normalise_notebooks", TOOLS / "normalise.py")
normalise = importlib.util.module_from_spec(spec)
spec.loader.exec_module(normalise)

FOUND = normalise.notebooks()


def name(path):
    return path.relative_to(ROOT / "notebooks").as_posix()


def has_text(output):
    """Does an output hold more than a picture in letters, which is not compared?"""
    return output.output_type == "stream" or set(output.data) - {"image/png", "image/jpeg"}


def comparable(notebook):
    """Count the cells in which the strict comparison has a text to compare."""
    return sum(
        any(has_text(output) for output in cell.outputs)
        for cell in notebook.cells
        if cell.cell_type == "code" and not NOT_COMPARED & set(cell.metadata.get("tags", ()))
    )


def compare(texts, folder):
    """Run stored notebooks against their own outputs, each in a folder of its own.

    Give for each one what became of its code cells: the words of a failure, or nothing.
    """
    for number, text in enumerate(texts):
        home = folder / f"n{number}"
        home.mkdir()
        normalise.lay_out(home)
        (home / "notebook.ipynb").write_text(text, encoding="utf-8")
    line = ["-p", "nbval.plugin", "--nbval", "--nbval-current-env", "--nbval-cell-timeout=120"]
    line += [f"--nbval-sanitize-with={TOOLS / 'nbval.cfg'}", "-p", "no:cacheprovider"]
    line += ["-c", os.devnull, "--rootdir", str(folder), "--color=no", "-q"]
    alone = normalise.settings(folder) | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *line, "--junitxml=report.xml", "."],
        cwd=folder,
        env=alone | {"PYTEST_ADDOPTS": ""},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=1500,
    )
    assert (folder / "report.xml").exists(), done.stdout + done.stderr
    cells = list(ElementTree.parse(folder / "report.xml").iter("testcase"))
    return [
        [
            "".join(f"{part.tag} {part.text or part.get('message')}" for part in cell)
            for cell in cells
            if cell.get("classname").split(".")[0] == f"n{number}"
        ]
        for number in range(len(texts))
    ]


def grouped(paths):
    """Put the training notebooks into one group: a kernel takes longer to start than they to run.

    That each of them runs alone, too, is held in tests/teaching/test_lessons.py.
    """
    training = [path for path in paths if path.parent.name == "training"]
    return [training, *([path] for path in paths if path not in training)]


def together(notebooks):
    """Put notebooks one after the other into one."""
    cells = [cell for book in notebooks for cell in book.cells]
    for number, cell in enumerate(cells):
        cell["id"] = f"together{number}"
    return normalise.text_of(new_notebook(cells=cells))


def shared_out(paths, words):
    """Give each notebook what became of its own code cells."""
    left = iter(words)
    for path in paths:
        code = [c for c in nbformat.read(path, 4).cells if c.cell_type == "code"]
        yield path, [word for _, word in zip(code, left, strict=False)]


@pytest.fixture(scope="module")
def compared(request, tmp_path_factory):
    """What became of the cells of each notebook that was asked for, all run in one go."""
    asked = [
        item.callspec.params["path"]
        for item in request.session.items
        if getattr(item, "function", None) is test_notebook_shows_what_a_new_run_shows
    ]
    groups = [group for group in grouped(asked) if group]
    texts = [together([nbformat.read(path, 4) for path in group]) for group in groups]
    found = compare(texts, tmp_path_factory.mktemp("compared"))
    return {
        path: words
        for group, cells in zip(groups, found, strict=True)
        for path, words in shared_out(group, cells)
    }


def test_the_first_notebook_is_there():
    assert FIRST in FOUND, "notebooks/00_start_here.ipynb is missing"


@pytest.mark.parametrize("path", FOUND, ids=name)
def test_notebook_is_stored_in_order(path):
    assert normalise.judge(path) == []


@pytest.mark.slow
@pytest.mark.parametrize("path", FOUND, ids=name)
def test_notebook_shows_what_a_new_run_shows(path, compared):
    notebook = nbformat.read(path, 4)
    wrong = "\n".join(words for words in compared[path] if words)
    assert not wrong, wrong
    assert len(compared[path]) == sum(cell.cell_type == "code" for cell in notebook.cells)
    assert comparable(notebook) > 0, "nothing in this notebook is compared"


# ---- the comparison itself ----------------------------------------------------------------------


def new_code_cell(source, **what):
    """A cell as it is stored: folded, its first line a comment."""
    said = f"# What it does\n{source}" if source.strip() else source
    return bare_cell(said, metadata={"jupyter": {"source_hidden": True}}, **what)


def stored(*cells):
    """A notebook in normal form, of code cells with the outputs given."""
    made = new_notebook(cells=[new_markdown_cell("# What is this?"), *cells])
    return normalise.text_of(made)


def printed(source, text):
    return new_code_cell(
        source, execution_count=1, outputs=[new_output("stream", name="stdout", text=text)]
    )


def shown(source, **data):
    kinds = {"plain": "text/plain", "html": "text/html", "png": "image/png", "svg": "image/svg+xml"}
    metadata = data.pop("metadata", {})
    output = new_output(
        "display_data", {kinds[kind]: text for kind, text in data.items()}, metadata=metadata
    )
    return new_code_cell(source, execution_count=1, outputs=[output])


@pytest.mark.slow
def test_the_comparison_passes_what_is_true_and_fails_what_is_not(tmp_path):
    html = "<img alt='Who leads' src='data:image/png;base64,{}'>"
    drawn = f"from IPython.display import HTML\ndisplay(HTML({html.format('AAAA')!r}))"
    true = stored(
        printed("print('one  \\ntwo\\n')", "one\ntwo"),
        shown(drawn, html=html.format("BBBB"), plain="<IPython.core.display.HTML object>"),
    )
    false = stored(printed("print('one')", "two"), printed("1 / 0", "1"))
    skipped = printed("print('one')", "two")
    skipped.metadata["tags"] = ["nbval-skip"]
    passed, failed, left_out = compare([true, false, stored(skipped)], tmp_path)
    assert passed == ["", ""]  # blanks at line ends and a picture's bytes are no difference
    assert [words[:7] for words in failed] == ["failure", "failure"]
    assert "Cell outputs differ" in failed[0]
    assert "ZeroDivisionError" in failed[1]
    assert left_out[0].startswith("skipped")


def test_pictures_and_ignored_cells_do_not_count_as_compared():
    ignored = printed("print(1)", "1")
    ignored.metadata["tags"] = ["nbval-ignore-output"]
    text = stored(shown("draw()", png="AAAA"), ignored, new_code_cell("x = 1", execution_count=3))
    assert comparable(nbformat.reads(text, 4)) == 0


# ---- the normal form ----------------------------------------------------------------------------


def judged(*cells, where="notebooks/x.ipynb"):
    return normalise.problems(stored(*cells), where)


def test_a_notebook_in_order_has_nothing_against_it():
    picture = shown("draw()", png="AAAA", metadata={"image/png": {"alt": "Who leads: P07"}})
    assert judged(printed("print('one')", "one"), picture) == []


def test_normal_form_is_the_same_whatever_the_run():
    cells = [printed("print(1)", "1  \n"), printed("print(2)", "2")]
    once = new_notebook(cells=cells, metadata={"widgets": {"state": {"a": 1}}})
    again = nbformat.from_dict(json.loads(json.dumps(once)))
    again.metadata = nbformat.from_dict({"language_info": {"name": "python", "version": "3.11.7"}})
    again.cells[0].outputs[0].text = "1"
    again.cells[0].outputs.append(new_output("stream", name="stdout", text="\n"))
    again.cells[0].id = "another"
    again.cells[0].metadata["execution"] = {"iopub.execute_input": "2026-01-01T10:00:00"}
    again.cells[0].execution_count, again.cells[1].execution_count = 7, 9
    assert normalise.text_of(once) == normalise.text_of(again)
    settled = nbformat.reads(normalise.text_of(again), 4)
    assert [cell.id for cell in settled.cells] == ["c00", "c01"]
    assert [cell.execution_count for cell in settled.cells] == [1, 2]
    assert normalise.text_of(settled) == normalise.text_of(again)


def test_a_live_view_is_left_out_and_its_words_are_kept():
    cell = shown("show()", plain="P07 leads", html="<p>P07 leads</p>")
    cell.outputs[0].data[normalise.WIDGET_VIEW] = {"model_id": "abc"}
    only_live = new_code_cell(
        "show()",
        execution_count=2,
        outputs=[new_output("display_data", {normalise.WIDGET_VIEW: {"model_id": "abc"}})],
    )
    settled = nbformat.reads(stored(cell, only_live), 4)
    assert set(settled.cells[1].outputs[0].data) == {"text/plain", "text/html"}
    assert settled.cells[2].outputs == []


@pytest.mark.parametrize(
    "change",
    [
        lambda book: book.cells[1].update(id="random"),
        lambda book: book.cells[1].update(execution_count=5),
        lambda book: book.metadata.update(widgets={"state": {}}),
        lambda book: book.metadata.language_info.update(version="3.11.7"),
        lambda book: book.cells[1].metadata.update(execution={"started": "10:00"}),
        lambda book: book.cells[1].outputs[0].update(text="one  \n"),
    ],
)
def test_a_notebook_out_of_normal_form_is_refused(change):
    book = nbformat.reads(stored(printed("print('one')", "one")), 4)
    change(book)
    found = normalise.problems(nbformat.writes(book) + "\n", "notebooks/x.ipynb")
    assert found == ["not in normal form: run tests/notebooks/normalise.py"]


# ---- what is refused: each of these is the only thing wrong with its notebook -------------------

ERROR = new_output("error", ename="ValueError", evalue="no", traceback=[])
STDERR = new_output("stream", name="stderr", text="a warning")


FOLDED = bare_cell("x = 1", execution_count=1, metadata={"jupyter": {"source_hidden": True}})


def with_output(output):
    return new_code_cell("f()", execution_count=1, outputs=[output])


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        (bare_cell("# What it does\nx = 1", execution_count=1), "code is not folded"),
        (FOLDED, "no comment in the first line"),
        (new_code_cell("x = 1"), "not run"),
        (new_code_cell("  ", execution_count=1), "an empty code cell"),
        (new_code_cell("x = 1\n" * 15, execution_count=1), "16 lines, more than 15"),
        (new_code_cell("widgets.Output()", execution_count=1), "Output or interact"),
        (new_code_cell("W.interactive_output(f)", execution_count=1), "Output or interact"),
        (new_code_cell("from ipywidgets import interact", execution_count=1), "Output or interact"),
        (new_code_cell("@widgets.interact\nx", execution_count=1), "Output or interact"),
        (new_code_cell("x = 1\ndef f():\n    pass", execution_count=1), "defines a function"),
        (with_output(ERROR), "stored error ValueError"),
        (with_output(STDERR), "stored stderr"),
        (printed("print(p)", "in /ho" + "me/pat/wcc"), "a path of this machine"),
        (printed("print(p)", "in C:" + r"\Users\pat"), "a path of this machine"),
        (shown("p", plain="'/tm" + "p/x'"), "a path of this machine"),
        (shown("p", html="<a href='file:///ro" + "ot/x'>"), "a path of this machine"),
        (shown("draw()", png="AAAA"), "a picture without alt text"),
        (shown("draw()", svg="<svg></svg>"), "a picture without alt text"),
        (shown("draw()", html="<p><img src='a.png'></p>"), "a picture without alt text"),
        (shown("draw()", html="<img src='a.png' alt=' '>"), "a picture without alt text"),
        (shown("draw()", html="<svg><g/></svg>"), "a picture without alt text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_does_not_belong_is_refused(cell, problem):
    (found,) = judged(cell)
    assert re.match(rf"cell 1: {problem}", found)


@pytest.mark.parametrize(
    "cell",
    [
        new_code_cell("x = 1\n" * 14, execution_count=1),
        new_code_cell("room.interacting = output", execution_count=1),
        shown("draw()", svg="<svg role='img' aria-label='Who leads'></svg>"),
        shown("draw()", html="<svg><title>Who leads</title></svg><img alt='Who' src='a'>"),
        shown("draw()", html="<svg aria-hidden='true'></svg> P07 leads"),
        shown("draw()", png="/tm" + "p/AAAA", metadata={"image/png": {"alt": "Who leads"}}),
        printed("print(p)", "sample_data/northmere/home/candidates.csv"),
    ],
)
def test_what_belongs_is_let_in(cell):
    assert judged(cell) == []


@pytest.mark.parametrize("tag", ["prediction", "answer", "modify"])
def test_cells_that_learners_type_in_stand_open_in_training_alone(tag):
    cell = bare_cell("# Type here\nguess = ''", execution_count=1, metadata={"tags": [tag]})
    assert judged(cell, where=Path("notebooks/training/x01_first.ipynb")) == []
    assert judged(cell) == ["cell 1: code is not folded"]


def test_training_notebooks_run_in_one_go_and_each_gets_its_own_cells(tmp_path):
    paths = [tmp_path / "training" / f"{n}.ipynb" for n in "ab"] + [tmp_path / "c.ipynb"]
    paths[0].parent.mkdir()
    for path, cells in zip(paths, (1, 2, 1), strict=True):
        text = stored(*(printed(f"print({n})", f"{n}") for n in range(cells)))
        path.write_text(text, encoding="utf-8")
    assert grouped(paths) == [paths[:2], paths[2:]]
    whole = nbformat.reads(together([nbformat.read(path, 4) for path in paths[:2]]), 4)
    assert len([c for c in whole.cells if c.cell_type == "code"]) == 3
    shared = dict(shared_out(paths[:2], ["", "wrong", ""]))
    assert shared == {paths[0]: [""], paths[1]: ["wrong", ""]}


def test_functions_are_defined_only_where_extending_is_taught():
    cell = new_code_cell("def pool(scores):\n    return scores.median()", execution_count=1)
    assert judged(cell, where=Path("notebooks/extending/01_own_method.ipynb")) == []
    assert judged(cell, where=Path("notebooks/training/01_first.ipynb"))


def test_a_file_too_large_to_send_round_is_refused():
    (found,) = judged(printed("print(x)", "x" * 400_001))
    assert "more than 400000" in found


@pytest.mark.slow
def test_remaking_runs_in_a_folder_of_its_own_and_twice_gives_the_same_bytes(tmp_path):
    book = new_notebook(cells=[new_code_cell("import os\nprint(sorted(os.listdir()))")])
    path = tmp_path / "book.ipynb"
    nbformat.write(book, path)
    assert normalise.main([str(path)]) == 0
    first = path.read_bytes()
    assert "book.ipynb" not in nbformat.read(path, 4).cells[0].outputs[0].text
    assert normalise.main([str(path)]) == 0
    assert path.read_bytes() == first
    assert normalise.main(["--check", str(path)]) == 0


def test_a_stored_picture_is_no_broader_than_a_page_needs():
    from PIL import Image

    letters = BytesIO()
    Image.linear_gradient("L").resize((1600, 800)).save(letters, "PNG")
    letters = base64.b64encode(letters.getvalue()).decode("ascii")
    html = f"<img alt='Who leads' src='data:image/png;base64,{letters}'>"
    alt = {"image/png": {"alt": "Who leads"}}
    text = stored(shown("draw()", html=html), shown("draw()", png=letters, metadata=alt))
    first, second = (c.outputs[0].data for c in nbformat.reads(text, 4).cells[1:])
    kept = re.search("base64,([^']+)", first["text/html"])[1]
    assert Image.open(BytesIO(base64.b64decode(kept))).size == (1000, 500)
    assert second["image/png"].strip() == kept and "alt='Who leads'" in first["text/html"]
    assert normalise.text_of(nbformat.reads(text, 4)) == text


def test_check_says_what_is_wrong_and_changes_nothing(tmp_path, capsys):
    path = tmp_path / "book.ipynb"
    path.write_text(stored(new_code_cell("x = 1")), encoding="utf-8")
    before = path.read_bytes()
    assert normalise.main(["--check", str(path)]) == 1
    assert "book.ipynb: cell 1: not run" in capsys.readouterr().out
    assert path.read_bytes() == before
