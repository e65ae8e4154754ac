"""How is an exercise told, step by step? As plain text, and as the cells of a notebook.

The steps are those of PRIMM: predict, run, investigate, modify, make (Sentance & Waite 2017). Every
cell carries a tag, so that a learner's copy is the same notebook without the cells for trainers.
"""

from __future__ import annotations

from wcc_prioritise.teaching.checks import exercise, exercises
from wcc_prioritise.teaching.exercise import OUTCOMES, Exercise
from wcc_prioritise.teaching.training_tables import Data, Tables, read_training

FOR_TRAINERS = ("solution", "trainer-note")
"""Tags of the cells that a learner's copy leaves out."""

FOLDED = {"source_hidden": True}


def story(code: str, data: Data = None) -> str:
    """What is told and asked, in plain text? All of it, in the order in which it is done.

    Parameters
    ----------
    code : str
        Of the exercise.
    data : path-like or mapping, optional
        A folder with tables of your own, or frames by name.

    Returns
    -------
    str
        Story, prediction, questions and what to do; no answers.

    Examples
    --------
    >>> print(story("X4").splitlines()[0])
    X4. List or set (25 minutes)
    """
    one = exercise(code)
    found = read_training(one.tables, data)
    steps = (
        (f"{one.code}. {one.title} ({one.minutes} minutes)", one.story),
        ("Predict, before anything is run", one.predict),
        ("Run, then investigate", one.investigate),
        ("Check", f"{one.question} Type {one.reads.form()}."),
        ("Modify", one.modify),
        ("Make", one.make),
    )
    return "\n\n".join(f"{head}\n{one.told(text, found)}" for head, text in steps)


def notebook(code: str, data: Data = None) -> dict:
    """What does the trainer's notebook of an exercise hold, before it is run?

    Parameters
    ----------
    code : str
        Of the exercise.
    data : path-like or mapping, optional
        Where the figures of its story come from; the cells themselves name no data.

    Returns
    -------
    dict
        A notebook in its own format, without outputs. Cells are tagged prediction, run, answer,
        modify, make, solution or trainer-note.
    """
    one = exercise(code)
    found = read_training(one.tables, data)
    cells = [*_before(one, found), *_run(one, found), *_after(one), *_for_trainers(one)]
    return {
        "cells": [{**cell, "id": f"c{number:02d}"} for number, cell in enumerate(cells)],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _words(source: str, *tags: str) -> dict:
    return {"cell_type": "markdown", "metadata": _tagged(tags), "source": source}


def _code(source: str, *tags: str) -> dict:
    return {
        "cell_type": "code",
        "metadata": {"jupyter": dict(FOLDED), **_tagged(tags)},
        "source": source,
        "execution_count": None,
        "outputs": [],
    }


def _open_code(source: str, *tags: str) -> dict:
    """Make a cell in which somebody types; it stands open."""
    cell = _code(source, *tags)
    return {**cell, "metadata": _tagged(tags)}


def _tagged(tags: tuple[str, ...]) -> dict:
    return {"tags": list(tags)} if tags else {}


def _before(one: Exercise, found: Tables) -> list[dict]:
    needs = f" Comes after {', '.join(one.needs)}." if one.needs else ""
    head = (
        f"# {one.code}. {one.title}\n\n{one.told(one.story, found)}\n\n"
        f"The figures are **SYNTHETIC**. About {one.minutes} minutes.{needs} Nothing needs the "
        "internet. Afterwards you can:\n\n"
    )
    goals = "\n".join(f"* {OUTCOMES[number]}" for number in one.outcomes)
    setup = (
        "# Set up, and show what is given\n"
        "from wcc_prioritise import teaching\n\n"
        "data = None  # or, in quotes, a folder with tables of your own\n"
        f'teaching.given("{one.code}", data)'
    )
    return [
        _words(head + goals),
        _code(setup),
        _words(
            f"## Predict\n\n{one.told(one.predict, found)}\n\nType it between the quotes and run "
            "the cell. The run below stays quiet until you have."
        ),
        _open_code(
            "# Type what you expect between the quotes\n"
            f'guess = teaching.predict("{one.code}", "")\nguess',
            "prediction",
        ),
    ]


def _run(one: Exercise, found: Tables) -> list[dict]:
    question = one.told(one.question, found)
    return [
        _words("## Run"),
        _code(f'# Run it\nteaching.show("{one.code}", guess, data)', "run"),
        _words(
            f"## Investigate\n\n{one.told(one.investigate, found)}\n\n**Check.** {question} "
            f"(Type {one.reads.form()}.)"
        ),
        _open_code(
            "# Type your answer between the quotes\n"
            f'teaching.check("{one.code}", "", data)',
            "answer",
        ),
    ]  # fmt: skip


def _after(one: Exercise) -> list[dict]:
    modify = (
        "# Change one figure, and run it again\n"
        f'mine = teaching.tables("{one.code}", data)\n'
        f"{one.change}\n"
        f'teaching.show("{one.code}", guess, mine)'
    )
    make = (
        "# Check an answer against the tables that you changed\n"
        f'teaching.check("{one.code}", "", mine)'
    )
    return [
        _words(f"## Modify\n\n{one.modify}"),
        _open_code(modify, "modify"),
        _words(
            f"## Make\n\n{one.make}\n\nThe tables are in `mine`: put your own figures there, say "
            "what you expect, then check it."
        ),
        _open_code(make, "make", "answer"),
    ]


def _for_trainers(one: Exercise) -> list[dict]:
    after = [other.code for other in exercises() if one.code in other.needs]
    note = (
        f"## For trainers\n\n**The belief.** *{one.belief}*\n\n{one.notes}\n\n"
        f"**Behind time?** {_cut(after)} Outcomes {', '.join(map(str, one.outcomes))}."
    )
    return [
        _words(note, "trainer-note"),
        _code(
            "# The run, the model answer, and the wrong answers to expect\n"
            f'teaching.solution("{one.code}", data)',
            "solution",
        ),
    ]


def _cut(after: list[str]) -> str:
    """Say what hangs on it, for a trainer who is behind time."""
    if not after:
        return "Nothing later needs it: drop *modify* and *make* first, then all of it."
    return f"Drop *modify* and *make*, never the check: {', '.join(after)} build on it."
