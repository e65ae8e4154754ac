"""What does the person at the keyboard see? Plain words within 80 columns, on any console."""

from __future__ import annotations

import os
import re
import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

WIDTH = 80
COMMAND = "WCC_COMMAND"
"""Name of the setting that holds what is typed for `wcc`; without it that is `wcc` itself."""

_NARROWEST = 40
_TYPED = (
    *("new", "check", "cards", "run", "demo", "start", "log", "verify", "freeze", "export"),
    *("restore", "challenge", "report", "templates", "rehearse", "room", "lab", "self-test"),
    *("next-round", "readiness", "competencies", "routes", "course"),
)
"""Commands that stand in advice: each is written as this reader types it."""


def forgive_encodings(*streams: TextIO) -> None:
    """Let a console show ``?`` for a letter it lacks; it would stop the command otherwise."""
    for stream in streams:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def plain(text: object) -> str:
    r"""Give text as one line; a sign that would steer a terminal or turn the writing becomes ``?``.

    Examples
    --------
    >>> plain("Falls\x1b[31m clinic")
    'Falls?[31m clinic'
    """
    line = " ".join(str(text).split())
    return "".join(sign if sign.isprintable() else "?" for sign in line)


def as_typed(text: str) -> str:
    """Write commands as this reader types them: `start.py` says how, where it started us.

    Examples
    --------
    >>> as_typed("Next: wcc new my-workshop")
    'Next: wcc new my-workshop'
    """
    command = os.environ.get(COMMAND, "wcc")
    return re.sub(rf"\bwcc (?=(?:{'|'.join(_TYPED)}|--help)\b)", lambda _: f"{command} ", text)


def console(error: bool = False) -> Console:
    """Give a console that takes every word as it stands: no markup, no emoji names, no guessing."""
    from rich.console import Console

    return Console(stderr=error, markup=False, emoji=False, highlight=False, soft_wrap=True)


def width_of(shown: Console) -> int:
    """Give the columns to write in: those of the terminal, and at most 80."""
    return max(_NARROWEST, min(WIDTH, shown.width))


def say(text: str = "", *, error: bool = False, first: str = "", then: str = "") -> None:
    """Write text broken at its words to the width of the console; line ends in it stay.

    Parameters
    ----------
    text : str
        What to say.
    error : bool
        On the stream for errors.
    first, then : str
        What stands before the first line, and before the lines that follow it.
    """
    shown = console(error)
    for number, line in enumerate(as_typed(text).splitlines() or [""]):
        bullet = "  " if line.startswith("- ") else ""
        shown.out(
            textwrap.fill(
                plain(line),
                width_of(shown),
                initial_indent=then if number else first,
                subsequent_indent=then + bullet,
                break_long_words=False,
                break_on_hyphens=False,
            ),
            highlight=False,
        )


def say_list(items: Iterable[str], *, error: bool = False) -> None:
    """Write one item a line, each with a dash."""
    for item in items:
        say(f"- {plain(item)}", error=error)


def say_labelled(rows: Iterable[tuple[str, str]]) -> None:
    """Write labels on the left and their words on the right."""
    rows = list(rows)
    wide = max((len(label) for label, _ in rows), default=0) + 2
    for label, words in rows:
        say(words, first=label.ljust(wide), then=" " * wide)


def say_line(line: str) -> None:
    """Write one line and never break it, so that a path or a command in it can be copied."""
    shown = "".join(sign if sign.isprintable() else "?" for sign in as_typed(line))
    console().out(shown, highlight=False)


def quoted(argument: str) -> str:
    """Give an argument as it is typed: in quotation marks where it holds a blank.

    Examples
    --------
    >>> quoted("my-workshop"), quoted("my workshop")
    ('my-workshop', '"my workshop"')
    """
    return f'"{argument}"' if any(sign.isspace() for sign in argument) else argument


class Stages:
    """What is being done right now? A moving line on a terminal, plain lines anywhere else.

    Parameters
    ----------
    total : int
        How many stages there will be.

    Examples
    --------
    >>> with Stages(2) as stages:
    ...     stages.begin("Reading the folder")
    ...     stages.begin("Finding the best set")
    """

    def __init__(self, total: int):
        self._total = total
        self._done = 0
        self._console = console(error=True)
        self._live = self._progress() if _moves(self._console) else None

    def _progress(self):
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

        columns = (
            SpinnerColumn("line"),
            BarColumn(bar_width=16),
            TextColumn("{task.completed:.0f} of {task.total:.0f}", markup=False),
            TextColumn("{task.description}", markup=False),
        )
        return Progress(*columns, console=self._console, transient=True)

    def __enter__(self) -> Stages:
        """Show the line, where the console can."""
        if self._live:
            self._live.start()
            self._task = self._live.add_task("", total=self._total)
        return self

    def __exit__(self, *_: object) -> None:
        """Take the line away."""
        if self._live:
            self._live.stop()

    def expect(self, total: int) -> None:
        """Say how many stages there will be after all."""
        self._total = total
        if self._live:
            self._live.update(self._task, total=total)

    def begin(self, words: str) -> None:
        """Say which stage begins."""
        self._done += 1
        if self._live:
            said = {"description": plain(words), "completed": self._done}
            self._live.update(self._task, refresh=True, **said)
        else:
            say(f"{words} ...", error=True)


def _moves(shown: Console) -> bool:
    """Say whether the console can redraw a line and a person is there to see it."""
    return shown.is_terminal and not shown.is_dumb_terminal and not os.environ.get("CI")
