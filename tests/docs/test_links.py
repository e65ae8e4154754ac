"""Does every link on the pages lead somewhere? Looked at offline."""

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
CODE = re.compile(r"^( *)```.*?^\1```|`[^`\n]*`", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(<?([^)>\s]+)>?\)")
HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)
TARGET = re.compile(r"^\(([\w-]+)\)=$", re.MULTILINE)
KEPT = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Make the pages that the build makes, without their pictures."""
    sys.path.insert(0, str(DOCS))
    try:
        from making import make
    finally:
        sys.path.remove(str(DOCS))
    folder = tmp_path_factory.mktemp("site") / "made"
    make(folder, pictures=False)
    return folder


def pages(made):
    """Give every page: its path, and what stands on it without its code."""
    written = [p for p in DOCS.rglob("*.md") if "made" not in p.relative_to(DOCS).parts]
    for path in [*written, *made.rglob("*.md"), *(ROOT / name for name in KEPT)]:
        yield path, CODE.sub("", path.read_text(encoding="utf-8"))


def meant(path, link, made):
    """Give the file that a link means."""
    if link.startswith("/made/"):
        return made / link.removeprefix("/made/")
    if link.startswith("/"):
        return DOCS / link[1:]
    if path.is_relative_to(made) and not (path.parent / link).exists():
        return DOCS / "made" / path.parent.relative_to(made) / link  # out of what is made
    return path.parent / link


def anchors(path):
    """List what a link into a page may name: its headings as pages name them, and its targets."""
    text = CODE.sub(lambda found: found[0].strip("`"), path.read_text(encoding="utf-8"))
    heads = (re.sub(r"[^\w\- ]", "", head.lower()) for head in HEADING.findall(text))
    return {*(head.replace(" ", "-") for head in heads), *TARGET.findall(text)}


def dead(made):
    """List links that lead nowhere."""
    for path, text in pages(made):
        for link in LINK.findall(text):
            file, _, anchor = link.partition("#")
            found = meant(path, file, made) if file else path
            if not found.exists() or anchor and anchor not in anchors(found):
                yield f"{path.name}: {link}"


def test_every_link_and_every_anchor_is_there(made):
    assert sum(len(LINK.findall(text)) for _, text in pages(made)) > 80
    assert list(dead(made)) == []


def test_no_page_names_another_computer(made):
    named = [(p.name, a) for p, text in pages(made) for a in re.findall(r"https?://\S+", text)]
    assert named == []


def test_a_page_is_made_for_every_notebook_command_and_picture(made):
    from wcc_prioritise.plots import PICTURES

    told = (made / "commands.md").read_text(encoding="utf-8")
    shown = (made / "pictures.md").read_text(encoding="utf-8")
    assert all(f"\n## wcc {name}\n" in told for name in ("new", "room", "self-test", "challenge"))
    assert all(f"[{name}](#picture-" in shown for name in PICTURES)
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        assert (made / "tutorial" / f"{path.stem}.md").stat().st_size > 1_000


def test_no_answer_of_the_training_notebooks_is_on_a_page(made):
    training = {path.stem for path in (ROOT / "notebooks").glob("training/*.ipynb")}
    assert not training & {path.stem for path in made.rglob("*.md")}


def test_a_link_that_leads_nowhere_is_found(made):
    (made / "bad.md").write_text("# Bad\n\n[a](nowhere.md) [b](#missing) [c](#bad)\n")
    try:
        assert [link for link in dead(made) if "bad.md" in link] == [
            "bad.md: nowhere.md",
            "bad.md: #missing",
        ]
    finally:
        (made / "bad.md").unlink()
