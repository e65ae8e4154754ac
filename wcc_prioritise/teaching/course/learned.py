"""What can the learners do now? Their answers, checked again, by outcome."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from wcc_prioritise.tables import InputError
from wcc_prioritise.teaching.checks import check, exercises
from wcc_prioritise.teaching.course.copies import typed_in
from wcc_prioritise.teaching.course.resetting import KEPT
from wcc_prioritise.teaching.exercise import OUTCOMES
from wcc_prioritise.teaching.training_tables import Data

ANSWERS = "course-answers.csv"
"""Where `wcc course take` writes what was typed."""

COLUMNS = ["learner", "exercise", "predicted", "answer", "right", "misconception"]


def answers(folder: str | Path, data: Data = None) -> pd.DataFrame:
    """What did each learner answer, and was it right?

    Parameters
    ----------
    folder : path-like
        Holds the learners' notebooks or files of answers, in folders of their own or together.
    data : path-like or mapping, optional
        Tables that the answers are worked out from; those shipped by default.

    Returns
    -------
    DataFrame
        learner (the folder that holds the notebooks, counted from the folder given), exercise,
        predicted (yes or no), answer, right, misconception; in the order of learners and exercises.

    Raises
    ------
    InputError
        If there is no such folder, nothing to read in it, or a file that can't be read.
    """
    root = Path(folder)
    typed = [row for path in _files(root) for row in _typed(path, _learner(root, path))]
    order = {one.code: place for place, one in enumerate(exercises())}
    latest = {(who, code, kind): answer for who, code, kind, answer in typed}
    pairs = dict.fromkeys((who, code) for who, code, _, _ in typed if code in order)
    rows = [_row(who, code, latest, data) for who, code in sorted(pairs, key=_by(order))]
    return pd.DataFrame(rows, columns=COLUMNS)


def results(folder: str | Path, data: Data = None) -> pd.DataFrame:
    """What can the learners do now, outcome by outcome?

    Parameters
    ----------
    folder : path-like
        As for `answers`.
    data : path-like or mapping, optional
        As for `answers`.

    Returns
    -------
    DataFrame
        By outcome: what it is, the exercises that serve it, answered and right (numbers of answers,
        over all learners and exercises), and the misconceptions met. An outcome that no exercise
        with a check serves is named as watched by the trainer.
    """
    return by_outcome(answers(folder, data))


def by_outcome(found: pd.DataFrame) -> pd.DataFrame:
    """What do answers, as `answers` gives them, show of each outcome?"""
    rows = []
    for number, words in OUTCOMES.items():
        serving = [one.code for one in exercises() if number in one.outcomes]
        part = found[found["exercise"].isin(serving) & (found["answer"] != "")]
        rows.append(
            (
                number,
                words,
                ", ".join(serving) or "watched by the trainer",
                len(part),
                int(part["right"].sum()),
                "; ".join(dict.fromkeys(part["misconception"].dropna())),
            )
        )
    columns = ["outcome", "can", "exercises", "answered", "right", "misconceptions"]
    return pd.DataFrame(rows, columns=columns).set_index("outcome")


def _by(order: dict):
    return lambda pair: (pair[0], order[pair[1]])


def _row(who: str, code: str, latest: dict, data: Data) -> tuple:
    answer = latest.get((who, code, "check"), "")
    seen = check(code, answer, data)
    predicted = "yes" if latest.get((who, code, "predict")) else "no"
    return who, code, predicted, seen.answer, seen.right, seen.misconception


def _files(root: Path) -> list[Path]:
    if not root.is_dir():
        raise InputError.of(
            where=str(root),
            found="no such folder",
            allowed="a folder with the notebooks that came back",
            do="Put each learner's notebooks into a folder of their own.",
        )
    found = [p for p in sorted(root.rglob("*.ipynb")) if not p.name.endswith(KEPT)]
    found = [p for p in found if ".ipynb_checkpoints" not in p.parts]
    found += sorted(root.rglob(ANSWERS))
    if not found:
        raise InputError.of(
            where=str(root),
            found="no notebook and no file of answers",
            allowed=f"notebooks of the course, or files called {ANSWERS}",
            do="Put each learner's notebooks into a folder of their own.",
        )
    return found


def _learner(root: Path, path: Path) -> str:
    """Name a learner by the folder below the one given; files right in it belong to one learner."""
    below = path.relative_to(root).parts
    return below[0] if len(below) > 1 else root.resolve().name


def _typed(path: Path, who: str) -> list[tuple]:
    try:
        if path.name == ANSWERS:
            frame = pd.read_csv(path, dtype=str, keep_default_na=False)
            rows = frame[["exercise", "kind", "answer"]].itertuples(index=False)
            return [(who, *row) for row in rows]
        notebook = json.loads(path.read_text(encoding="utf-8"))
        return [(who, typed.code, typed.kind, typed.answer) for typed in typed_in(notebook)]
    except (ValueError, KeyError, TypeError) as broken:
        raise InputError.of(
            where=str(path),
            found="a file that is broken",
            allowed="a notebook or a file of answers as the course wrote it",
            do="wcc course reset mends a notebook and keeps what was typed.",
        ) from broken
