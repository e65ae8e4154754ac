"""How does a command end? Always in words and with an exit code, never with a traceback unasked."""

from __future__ import annotations

import functools
import sys
import traceback
from collections.abc import Callable

import typer

from wcc_prioritise.cli.screen import plain, say

UNEXPECTED = 1
INPUT = 2
NO_PORTFOLIO = 3
BROKEN = 4
STOPPED = 130
"""Exit codes; 0 is done."""

STOPPED_WORDS = "Stopped. Nothing half-made is left; the same command starts again."

_IN_WORDS = (
    ("wcc_prioritise.tables", "InputError", INPUT),
    ("wcc_prioritise.portfolio", "NoPortfolio", NO_PORTFOLIO),
    ("wcc_prioritise.workshop.entry", "BrokenRecord", BROKEN),
)
"""Errors whose own message is all there is to say: module, class, exit code."""

_LONGEST_REASON = 200


def in_words(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command end in words: whatever is raised in it becomes a message and an exit code.

    Parameters
    ----------
    command : callable
        A command with the parameters `ctx` (whose `obj` says whether ``--debug`` stood before the
        command) and `debug`.

    Returns
    -------
    callable
        The same command, which raises nothing but what the command line understands.
    """

    @functools.wraps(command)
    def ended(*args: object, **options: object) -> None:
        try:
            command(*args, **options)
        except (typer.Exit, typer.Abort, BrokenPipeError):
            raise
        except KeyboardInterrupt:
            say("")
            say(STOPPED_WORDS, error=True)
            raise typer.Exit(STOPPED) from None
        except Exception as problem:  # the last resort: nobody meets a traceback
            debug = bool(options.get("debug") or options["ctx"].obj)
            raise typer.Exit(told(problem, debug)) from None

    return ended


def told(problem: Exception, debug: bool) -> int:
    """Tell a problem in words on the stream for errors.

    Parameters
    ----------
    problem : Exception
        What was raised.
    debug : bool
        Show the traceback as well.

    Returns
    -------
    int
        The exit code that goes with it.
    """
    if debug:
        traceback.print_exception(problem, file=sys.stderr)
    for home, name, code in _IN_WORDS:
        if _is(problem, home, name):
            say(str(problem), error=True)
            return code
    say(unexpected_words(problem, debug), error=True)
    return UNEXPECTED


def _is(problem: Exception, home: str, name: str) -> bool:
    """Say whether a problem is of a class; a module that was never loaded has raised nothing."""
    return isinstance(problem, getattr(sys.modules.get(home), name, ()))


def unexpected_words(problem: Exception, debug: bool) -> str:
    """Say that the fault is ours, what it was, and what to do.

    Examples
    --------
    >>> print(unexpected_words(KeyError("C9"), debug=True))
    Something went wrong that is not your data: KeyError: 'C9'
    Please pass on the lines above to whoever looks after this tool.
    """
    reason = plain(f"{type(problem).__name__}: {problem}").removesuffix(": ")
    if len(reason) > _LONGEST_REASON:
        reason = f"{reason[: _LONGEST_REASON - 1]}…"
    do = (
        "Please pass on the lines above to whoever looks after this tool."
        if debug
        else "Run again with --debug at the end of the line, and pass on what it shows to whoever "
        "looks after this tool."
    )
    return f"Something went wrong that is not your data: {reason}\n{do}"
