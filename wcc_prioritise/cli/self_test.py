"""Will it work on the day, on this computer? `wcc self-test`: READY, or what to do."""

from __future__ import annotations

import importlib
import importlib.metadata
import os
import platform
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from wcc_prioritise.cli.endings import UNEXPECTED, in_words
from wcc_prioritise.cli.options import Debug
from wcc_prioritise.cli.places import refusals_in_words
from wcc_prioritise.cli.screen import Stages, plain, quoted, say, say_line

LIBRARIES = ("voila", "jupyterlab", "ipywidgets", "ipykernel", "pandas", "scipy")
NEEDED_MB = 200
FONTS = (
    ("Arial", ("arial.ttf", "Arial.ttf")),
    ("Liberation Sans", ("LiberationSans-Regular.ttf",)),
    ("DejaVu Sans", ("DejaVuSans.ttf",)),
)
"""The letters of the pages, best first, with the files that hold them."""

FONT_FOLDERS = (
    r"%WINDIR%\Fonts", r"%LOCALAPPDATA%\Microsoft\Windows\Fonts",
    "/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts",
    "/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts",
)  # fmt: skip


@dataclass(frozen=True)
class Found:
    """What did a check find, and what is to be done where that will not do?"""

    good: bool
    words: str
    do: str = ""


@in_words
def self_test(
    ctx: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(metavar="FILE", help="Your workshop file (.wcc), to be checked as well."),
    ] = None,
    debug: Debug = False,
) -> None:
    """Try everything the day needs on this computer; say READY, or what to do.

    Takes some seconds. Nothing is left behind but, where a file is given, today's backup of it.
    The exit code is 0 when all is well, and 1 otherwise.
    """
    checks = _checks(file)
    found = []
    with Stages(len(checks)) as stages:
        for name, check in checks:
            stages.begin(f"Checking {name}")
            found.append((name, _tried(check)))
    for name, each in found:
        _say_found(name, each)
    say()
    if all(each.good for _, each in found):
        say("READY")
        return
    again = f"wcc self-test {quoted(file)}" if file else "wcc self-test"
    say("NOT READY. Do what stands beside each NO, then:")
    say_line(f"  {again}")
    raise typer.Exit(UNEXPECTED)


def _checks(file: str | None) -> list[tuple[str, Callable[[], Found]]]:
    """List what is checked, in order, with how it is named."""
    folder = Path(file).absolute().parent if file else Path.cwd()
    return [
        ("Python and its libraries", check_libraries),
        ("the disk", partial(check_disk, folder)),
        *([("the workshop file", partial(check_file, file))] if file else []),
        ("the letters", check_fonts),
        ("the pages", check_pages),
        ("the browser", check_browser),
    ]


def _tried(check: Callable[[], Found]) -> Found:
    """Run a check; whatever is raised in it is what it found."""
    try:
        return check()
    except Exception as problem:  # each check stands for itself: the others still run
        return Found(
            False,
            plain(f"{type(problem).__name__}: {problem}")[:300],
            "Put right what it names; if it names nothing you know, pass this line on to whoever "
            "looks after this tool.",
        )


def _say_found(name: str, found: Found) -> None:
    mark = "yes  " if found.good else "NO   "
    say(f"{name[0].upper()}{name[1:]}: {found.words}", first=mark, then=" " * len(mark))
    if found.do:
        say(found.do, first="     To do: ", then=" " * 12)


def check_libraries() -> Found:
    """Are Python and the libraries there, and do they load?"""
    missing = []
    for name in LIBRARIES:
        try:
            importlib.import_module(name)
        except Exception as problem:  # a library that is there may fail to load in its own way
            missing.append(f"{name} ({type(problem).__name__}: {plain(problem)[:80]})")
    python = f"Python {platform.python_version()}"
    if missing:
        do = 'With the internet: python3 start.py room, or: pip install "wcc-prioritise[workshop]"'
        return Found(False, f"{python}; these don't load: {', '.join(missing)}.", do)
    has = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES[:2])
    return Found(True, f"{python}, with {has} and all else that is needed.")


def check_disk(folder: Path) -> Found:
    """Can a workshop file be written here so that it stays, and is there room?"""
    from wcc_prioritise.workshop import WorkshopFile, verify

    free = shutil.disk_usage(folder).free // 10**6
    if free < NEEDED_MB:
        do = "Make room on this disk, or move the workshop to another."
        return Found(False, f"only {free} MB are free in {folder}; {NEEDED_MB} are wanted.", do)
    with (
        refusals_in_words(folder, "written to"),
        tempfile.TemporaryDirectory(prefix="wcc-self-test-", dir=folder) as place,
    ):
        path = Path(place) / "try.wcc"
        with WorkshopFile.create(path) as made, made.writing() as pen:
            pen.write("note", {"text": "self-test"}, by="self-test")
        kept = verify(path).entries == 1
    if not kept:
        return Found(False, f"what was written in {folder} was not there.", "Use another disk.")
    return Found(True, f"an entry is kept safely in {folder}; {free:,} MB are free.")


def check_file(file: str) -> Found:
    """Is every entry of the workshop file as it was written, and is there a backup of it?"""
    from wcc_prioritise.workshop import Workshop, verify

    with refusals_in_words(file, "read"):
        found = verify(file)
        if not found.whole:
            do = "Copy a backup, which stands beside it, under a new name and open that."
            return Found(False, found.words, do)
        with Workshop(file) as workshop:
            made = workshop.backup()
    kept = f"Backup made: {made.name}." if made else "Today's backup stands beside it."
    return Found(True, f"{found.words} {kept}")


def check_fonts() -> Found:
    """Is one of the fonts there that the pages are made for?"""
    present = {file.name for folder in _font_folders() for file in folder.rglob("*.[tToO][tT]*")}
    for name, files in FONTS:
        if present & {*files}:
            return Found(True, f"{name} is there.")
    return Found(
        False,
        "none of Arial, Liberation Sans and DejaVu Sans was found.",
        "Install Liberation Sans (on Debian and Ubuntu: sudo apt install fonts-liberation).",
    )


def _font_folders() -> Iterator[Path]:
    for name in FONT_FOLDERS:
        folder = Path(os.path.expandvars(name)).expanduser()
        if "%" not in str(folder) and folder.is_dir():
            yield folder


def check_pages() -> Found:
    """Do both pages come up for the sample, and do they need no network?"""
    from wcc_prioritise.case import read, sample
    from wcc_prioritise.widgets.serving import room_server
    from wcc_prioritise.widgets.serving.looking import look
    from wcc_prioritise.widgets.serving.shown import FAILED
    from wcc_prioritise.workshop import Workshop

    with tempfile.TemporaryDirectory(prefix="wcc-self-test-") as place:
        path = Path(place) / "sample.wcc"
        Workshop.start(read(sample("short")), path).close()
        with room_server(path, 0) as server, ThreadPoolExecutor() as both:
            seen = list(both.map(look, server.links().values()))
    for page in seen:
        if page.outside:
            do = "Install this tool again as it was shipped."
            return Found(False, f"a page asks for {page.outside[0]}, on another computer.", do)
        if FAILED in page.words or not page.words:
            words = page.words[:200] or "nothing"
            do = "Install this tool again as it was shipped, or pass this on."
            return Found(False, f"{page.address} shows: {words}", do)
    return Found(True, "Room and Console come up, and name no other computer: no network needed.")


def check_browser() -> Found:
    """Is there a browser to show the pages in?"""
    from wcc_prioritise.widgets.serving.browser import browser_found

    name = browser_found()
    if name is None:
        return Found(
            False,
            "none with windows was found.",
            "Install Firefox, Chrome or Edge. If you have one, open in it what wcc room prints.",
        )
    return Found(True, f"{name} was found.")
