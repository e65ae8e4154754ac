"""How is an exercise done with text alone? Asked and answered line by line, by keyboard."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

from wcc_prioritise.exports.writing import write_whole
from wcc_prioritise.teaching.checks import check, exercise, given, predict, show
from wcc_prioritise.teaching.course.copies import Typed
from wcc_prioritise.teaching.training_tables import Data

TRIES = 5
"""An answer may be given so often before the exercise goes on."""


def take(
    code: str,
    *,
    ask: Callable[[str], str],
    say: Callable[[str], object],
    data: Data = None,
) -> list[Typed]:
    """Do one exercise: story, prediction, run, question, and what to change and to make.

    Parameters
    ----------
    code : str
        Of the exercise.
    ask : callable
        From a question to what was typed.
    say : callable
        Takes a text that is to be read.
    data : path-like or mapping, optional
        Tables of one's own.

    Returns
    -------
    list of Typed
        What was predicted and answered, in order.

    Raises
    ------
    InputError
        If there is no such exercise.
    """
    one = exercise(code)
    for text in (f"{one.code}: {one.title}, about {one.minutes} minutes", one.story):
        say(text)
    say(repr(given(one.code, data)))
    prediction = ""
    while not prediction.strip():
        prediction = ask(one.predict)
    say(repr(show(one.code, predict(one.code, prediction), data)))
    say(one.investigate)
    typed = [Typed("predict", one.code, prediction), *_answered(one, ask, say, data)]
    say(f"To change: {one.modify}")
    say(f"To make: {one.make}")
    return typed


def _answered(one, ask: Callable, say: Callable, data: Data) -> list[Typed]:
    """Ask until it is right, or left out by an empty line, or tried often enough."""
    typed: list[Typed] = []
    for _ in range(TRIES):
        answer = ask(f"{one.question} (an empty line goes on)")
        if not answer.strip():
            break
        seen = check(one.code, answer, data)
        typed.append(Typed("check", one.code, answer))
        say(seen.words)
        if seen.right:
            break
    return typed


def keep(path: Path, typed: list[Typed]) -> Path:
    """Add what was typed to a file of answers, which `results` reads."""
    held = io.StringIO(newline="")
    writer = csv.writer(held, lineterminator="\n")
    if not path.exists():
        writer.writerow(("exercise", "kind", "answer"))
    writer.writerows((one.code, one.kind, one.answer) for one in typed)
    before = path.read_bytes() if path.exists() else b""
    return write_whole(path, before + held.getvalue().encode())
