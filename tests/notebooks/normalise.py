"""Run the notebooks and store them small, stable and readable without a kernel.

    python tests/notebooks/normalise.py              run all, put into normal form, write, judge
    python tests/notebooks/normalise.py --check      run nothing, change nothing, only judge
    python tests/notebooks/normalise.py FILE ...     only these

A stored notebook is read on a page, shown before a kernel has started, and compared cell by cell
with a new run. So it carries its outputs and its counts (nothing is compared in a cell without a
count) and nothing that changes from run to run or from machine to machine.
"""

import argparse
import base64
import binascii
import json
import os
import re
import shutil
import sys
import tempfile
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[2]
LONGEST_CELL = 15  # lines
LARGEST_FILE = 400_000  # bytes
SECONDS = 120  # for one cell
BROADEST = 1000  # dots of a stored picture; a new run draws it larger
COLOURS = 16
KEPT_METADATA = ("tags", "jupyter")
TYPED_IN = {"prediction", "answer", "modify"}  # tags of the cells in which learners type
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
PICTURES = ("image/png", "image/jpeg", "image/svg+xml")

MACHINE_PATH = re.compile(
    r"(?<![\w.~-])/(?:home|root|tmp|work|Users|private|var/folders)/\w|\b[A-Za-z]:\\+Users\\"
)
PNG_IN_HTML = re.compile(r"(data:image/png;base64,)([A-Za-z0-9+/=]+)")
# Output widgets and interact stall the runners on a busy machine.
STALLING = re.compile(
    r"\bOutput\s*\(|\binteract\w*\s*\(|@\s*[\w.]*\binteract|\bimport\b[^\n]*\b(?:interact|Output\b)"
)
FUNCTION = re.compile(r"^\s*(?:async\s+)?def\s", re.MULTILINE)


def notebooks():
    """List every notebook of the project."""
    found = (ROOT / "notebooks").rglob("*.ipynb")
    return sorted(p for p in found if ".ipynb_checkpoints" not in p.parts)


# ---- running ------------------------------------------------------------------------------------


def lay_out(folder):
    """Put a copy of the sample data into a folder, so that no run can touch the project's own."""
    if (ROOT / "sample_data").is_dir():
        shutil.copytree(ROOT / "sample_data", Path(folder) / "sample_data")
    return Path(folder)


def settings(folder):
    """Give what a kernel runs with: this project's code, and nobody's own start-up files."""
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return os.environ | {"PYTHONPATH": path, "IPYTHONDIR": str(Path(folder) / ".ipython")}


def run(notebook):
    """Run every cell in a folder that is thrown away, outputs stored in the notebook given."""
    from nbclient import NotebookClient

    with tempfile.TemporaryDirectory() as folder:
        NotebookClient(
            notebook,
            timeout=SECONDS,
            kernel_name="python3",
            resources={"metadata": {"path": str(lay_out(folder))}},
            store_widget_state=False,
            record_timing=False,
        ).execute(env=settings(folder))


# ---- normal form --------------------------------------------------------------------------------


def trimmed(text):
    """Drop blanks at the end of each line, and empty lines at the end of the text."""
    return "\n".join(line.rstrip() for line in text.split("\n")).rstrip("\n")


def smaller(letters):
    """Give a picture in letters no broader than is stored; what is none, or small, as it is."""
    from PIL import Image, UnidentifiedImageError

    try:
        image = Image.open(BytesIO(base64.b64decode(letters, validate=True)))
    except (binascii.Error, UnidentifiedImageError):
        return letters
    if image.width <= BROADEST:
        return letters
    size = (BROADEST, round(image.height * BROADEST / image.width))
    image = image.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    page = BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(page, "PNG", optimize=True)
    return base64.b64encode(page.getvalue()).decode("ascii")


def plain_output(output):
    """Give an output small and the same each time; None when nothing is left.

    Widget views and trailing blanks go, pictures shrink.
    """
    if output.output_type == "stream":
        output.text = trimmed(output.text) + "\n"
        return output
    if "data" not in output:
        return output
    output.data.pop(WIDGET_VIEW, None)
    for kind, text in output.data.items():
        if kind.startswith("text/") and isinstance(text, str):
            output.data[kind] = PNG_IN_HTML.sub(lambda m: m[1] + smaller(m[2]), trimmed(text))
    if isinstance(output.data.get("image/png"), str):
        output.data["image/png"] = smaller(output.data["image/png"].strip())
    return output if output.data else None


def joined(outputs):
    """Join neighbouring pieces of one stream: where a run breaks them is chance."""
    kept = []
    for output in outputs:
        same = kept and "stream" == output.output_type == kept[-1].output_type
        if same and kept[-1].name == output.name:
            kept[-1].text += output.text
        else:
            kept.append(output)
    return kept


def normal_form(notebook):
    """Give a copy with fixed ids, counts in order and nothing that changes between two runs."""
    made = nbformat.from_dict(json.loads(json.dumps(notebook)))
    made.nbformat, made.nbformat_minor = 4, 5
    made.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    count = 0
    for number, cell in enumerate(made.cells):
        cell["id"] = f"c{number:02d}"
        kept = {k: v for k, v in cell.metadata.items() if k in KEPT_METADATA}
        cell.metadata = nbformat.from_dict(kept)
        if cell.cell_type != "code":
            continue
        if cell.execution_count is not None:
            count += 1
            cell.execution_count = count
        cell.outputs = [plain for out in joined(cell.outputs) if (plain := plain_output(out))]
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = cell.execution_count
    return made


def text_of(notebook):
    """Write a notebook as the one text it has in normal form."""
    return nbformat.writes(normal_form(notebook)).rstrip("\n") + "\n"


# ---- what is refused ----------------------------------------------------------------------------


def unrun(cell, where):
    """Is a cell stored without having been run, or empty?"""
    if not cell.source.strip():
        return ["an empty code cell"]
    return ["not run"] if cell.execution_count is None else []


def too_long(cell, where):
    """Is there more code in a cell than one sees at a glance?"""
    lines = len(cell.source.splitlines())
    return [f"{lines} lines, more than {LONGEST_CELL}"] if lines > LONGEST_CELL else []


def stalling(cell, where):
    """Does a cell use what makes the runners hang?"""
    return ["Output or interact, which stall the runners"] if STALLING.search(cell.source) else []


def defining(cell, where):
    """Does a cell define a function, outside the notebooks that teach how to?"""
    allowed = "extending" in Path(where).parts
    return [] if allowed or not FUNCTION.search(cell.source) else ["defines a function"]


def unfolded(cell, where):
    """Does a cell show its code when it is opened, or nothing that reads well when folded?"""
    if "extending" in Path(where).parts or not cell.source.strip():
        return []
    folded = cell.metadata.get("jupyter", {}).get("source_hidden")
    open_here = "training" in Path(where).parts and TYPED_IN & set(cell.metadata.get("tags", ()))
    shown = [] if folded or open_here else ["code is not folded"]
    return shown + ([] if cell.source.startswith("# ") else ["no comment in the first line"])


def failed(cell, where):
    """Did a cell stop with an error, or complain?"""
    errors = [f"stored error {o.ename}" for o in cell.outputs if o.output_type == "error"]
    return errors + ["stored stderr" for o in cell.outputs if o.get("name") == "stderr"]


def readable(output):
    """List the texts of an output that a person reads, pictures in letters left out."""
    data = output.get("data", {})
    texts = [v for k, v in data.items() if k not in ("image/png", "image/jpeg")]
    return [t if isinstance(t, str) else json.dumps(t) for t in [*texts, output.get("text", "")]]


def naming_places(cell, where):
    """Does an output name a folder of the machine it was made on?"""
    texts = [text for output in cell.outputs for text in readable(output)]
    found = {hit.group(0) for text in texts for hit in MACHINE_PATH.finditer(text)}
    return [f"a path of this machine in an output: {hit}..." for hit in sorted(found)]


class Pictures(HTMLParser):
    """Counts pictures in HTML that say nothing to somebody who can't see them."""

    def __init__(self, html):
        super().__init__()
        self.silent = 0
        self.drawings = []  # for each open svg: has it said what it shows?
        self.feed(html)
        self.close()
        self.silent += self.drawings.count(False)

    def handle_starttag(self, tag, attributes):
        said = {name: (value or "").strip() for name, value in attributes}
        if tag == "img" and not said.get("alt"):
            self.silent += 1
        if tag == "svg":
            decorative = said.get("aria-hidden") == "true"
            self.drawings.append(bool(decorative or said.get("aria-label")))
        if tag == "title" and self.drawings:
            self.drawings[-1] = True

    def handle_endtag(self, tag):
        if tag == "svg" and self.drawings:
            self.silent += not self.drawings.pop()


def wordless(output):
    """Count the pictures of one output that have no words for those who can't see them."""
    data, metadata = output.get("data", {}), output.get("metadata", {})
    told = [metadata.get("alt"), *(metadata.get(kind, {}).get("alt") for kind in PICTURES)]
    silent = Pictures(data.get("text/html", "")).silent
    if any(kind in data for kind in PICTURES) and not any(told):
        drawn = Pictures(data.get("image/svg+xml", "<img>"))
        silent += drawn.silent
    return silent


def unseen(cell, where):
    """Does a cell show a picture without alternative text?"""
    return ["a picture without alt text" for o in cell.outputs for _ in range(wordless(o))]


RULES = (unrun, too_long, stalling, defining, unfolded, failed, naming_places, unseen)


def problems(text, where):
    """List everything that stands against a stored notebook, cell by cell."""
    notebook = nbformat.reads(text, 4)
    found = [
        f"cell {number}: {problem}"
        for number, cell in enumerate(notebook.cells)
        if cell.cell_type == "code"
        for rule in RULES
        for problem in rule(cell, where)
    ]
    size = len(text.encode("utf-8"))
    if size > LARGEST_FILE:
        found.append(f"{size} bytes, more than {LARGEST_FILE}")
    if text != text_of(notebook):
        found.append("not in normal form: run tests/notebooks/normalise.py")
    return found


def judge(path):
    """List everything that stands against one file of the project."""
    return problems(path.read_text(encoding="utf-8"), path)


def remake(path):
    """Run one notebook and write it in normal form."""
    notebook = nbformat.read(path, 4)
    run(notebook)
    path.write_text(text_of(notebook), encoding="utf-8", newline="\n")


def main(arguments=None):
    """Remake or judge the notebooks; the exit code is 1 when something stands against one."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="run nothing, only judge")
    parser.add_argument("files", nargs="*", type=Path, help="all notebooks when none is named")
    asked = parser.parse_args(arguments)
    wrong = 0
    for path in [p.resolve() for p in asked.files] or notebooks():
        if not asked.check:
            remake(path)
        found = judge(path)
        wrong += len(found)
        name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name
        print("\n".join(f"{name}: {problem}" for problem in found) or f"{name}: in order")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
