"""Whose templates are used? Those of a folder where it has them, all checked at the door."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from wcc_prioritise.exports.page import own_template
from wcc_prioritise.exports.page_shell import WAYS, page_faults
from wcc_prioritise.exports.shells import FIELDS, KINDS, LETTER, PAGE, PAPER, Templates
from wcc_prioritise.exports.word_own import own_word
from wcc_prioritise.exports.word_shell import ONCE, word_faults
from wcc_prioritise.tables import Fault, InputError, near_miss

README = "README.md"

LARGEST = 20_000_000
"""Bytes of the largest template."""

ENDINGS = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".j2", ".html")
"""A file that ends so is meant as a template."""


def read_templates(folder: str | os.PathLike) -> Templates:
    """Which templates does a trust bring?

    Parameters
    ----------
    folder : str or path-like
        With any of `page.html.j2`, `paper.docx` and `letter.docx`; `write_templates` writes those
        to begin with.

    Returns
    -------
    Templates
        Checked: each can be filled in and keeps what our papers promise (real headings, the
        language, nothing fetched, nothing run).

    Raises
    ------
    InputError
        If the folder is not there or holds none, or any of them has a fault: all are named at
        once, each with its line, paragraph or cell.

    Examples
    --------
    >>> import tempfile
    >>> folder = write_templates(tempfile.mkdtemp())
    >>> read_templates(folder).page == own_template("page.html.j2")
    True
    """
    place = Path(folder)
    if not place.is_dir():
        raise _refused(str(folder), "no folder of that name", "Write one with wcc templates.")
    meant = sorted(p.name for p in place.iterdir() if _is_meant(p))
    found = {name: _held(place / name) for name in meant if name in KINDS}
    faults = [*map(_unknown, (name for name in meant if name not in KINDS))]
    for name, contents in found.items():
        faults += [contents] if isinstance(contents, Fault) else _faults(name, contents)
    if faults:
        raise InputError(faults)
    if not found:
        raise _refused(place.name, "no template", "Write the product's own with wcc templates.")
    page = found[PAGE].decode("utf-8-sig") if PAGE in found else None
    return Templates(page, found.get(PAPER), found.get(LETTER))


def _refused(where: str, found: str, do: str) -> InputError:
    allowed = f"a folder with one or more of {', '.join(KINDS)}"
    return InputError.of(where=where, found=found, allowed=allowed, do=do)


def _is_meant(path: Path) -> bool:
    """Say whether a file is meant as a template; a lock of Word's and a hidden file are none."""
    return path.name.casefold().endswith(ENDINGS) and not path.name.startswith(("~$", "."))


def _unknown(name: str) -> Fault:
    near = near_miss(name, KINDS)
    do = f"Did you mean {near!r}?" if near else "Take it out of the folder."
    return Fault("", None, None, f"a template called {name!r}", f"one of {', '.join(KINDS)}", do)


def _held(path: Path) -> bytes | Fault:
    try:
        if path.stat().st_size > LARGEST:
            found = f"{path.stat().st_size:,} bytes"
            return Fault(
                path.name, None, None, found, f"{LARGEST:,} or fewer", "Take pictures out."
            )
        return path.read_bytes()
    except OSError as problem:
        found = f"what can't be read ({problem.strerror or 'no reason given'})"
        return Fault(path.name, None, None, found, "a file", "Close it where it is open.")


def _faults(name: str, contents: bytes) -> list[Fault]:
    if name != PAGE:
        return word_faults(name, contents)
    try:
        return page_faults(contents.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        line = contents.count(b"\n", 0, problem.start) + 1
        found = "a sign that is not UTF-8"
        return [Fault(f"{name}, line {line}", None, None, found, "UTF-8", "Save it as UTF-8.")]


# ---- the product's own --------------------------------------------------------------------------


def write_templates(folder: str | os.PathLike) -> Path:
    """What does a trust begin with? The product's own templates, and a page on every field.

    Parameters
    ----------
    folder : str or path-like
        Made if it is not there. Nothing that is there is written over.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    InputError
        If one of the files is there already, or the folder cannot be written to.
    """
    from wcc_prioritise.exports.writing import write_whole

    place, files = Path(folder), own_templates()
    for name in files:
        if (place / name).exists():
            raise InputError.of(
                found=f"{name!r} in {str(folder)!r} already",
                allowed="a folder without templates",
                do="Give another folder, or move that file.",
            )
    for name, contents in files.items():
        write_whole(place / name, contents)
    return place


def own_templates() -> dict[str, bytes]:
    """Give the product's own templates and their README, by name; always the same bytes."""
    return {
        PAGE: own_template(PAGE).encode("utf-8"),
        PAPER: own_word(),
        LETTER: own_word(letter=True),
        README: ("\n".join(_readme()) + "\n").encode("utf-8"),
    }


def _readme() -> Iterator[str]:
    yield "# Templates of the papers\n"
    yield "Change these files, then write the papers with them:\n"
    yield "    wcc report day.wcc --out papers --templates THIS-FOLDER\n"
    yield "A file that you take away is replaced by the product's own.\n"
    yield "| file | what it is for |\n|---|---|"
    for name, words in KINDS.items():
        yield f"| `{name}` | {words} |"
    yield "\n## Named fields\n"
    yield "A field stands in double braces, as `{{ organisation }}`.\n"
    yield "| field | meaning | example | in |\n|---|---|---|---|"
    for name, field in FIELDS.items():
        where = "all" if field.only == tuple(KINDS) else ", ".join(f"`{one}`" for one in field.only)
        yield f"| `{{{{ {name} }}}}` | {field.words} | {field.example} | {where} |"
    yield "\n## What each needs\n"
    yield f"* Word: {ONCE}; a paragraph of the style Heading 1 with {{{{ title }}}} in it. The"
    yield "  paper takes the size and the margins of that section, and your styles: Heading 1 to 4,"
    yield "  Normal, Lead, Note, Notice, Caption, In table, In head, List Bullet, List Number."
    yield "  A paragraph with nothing but fields that are blank is left out. No macros, no tracked"
    yield "  changes, no comments."
    yield f"* Page: `{WAYS}`; `{{{{ content }}}}` between `<main>` and `</main>`; one `<h1>` with"
    yield '  `{{ title }}`; `lang="en-GB"`; the policy in its head as it stands. No script.'
    yield "* Totals, scores and tables come from the record alone: no template can change them, and"
    yield "  none can read anything but the fields above."
