"""Is an answer right, and if not, what does it show? Checks that work as plain text, anywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps

import pandas as pd

from wcc_prioritise.tables import InputError, near_miss
from wcc_prioritise.teaching.bank import EXERCISES
from wcc_prioritise.teaching.bank.x11 import GRID
from wcc_prioritise.teaching.exercise import Exercise, Work
from wcc_prioritise.teaching.training_tables import Data, Tables, read_training
from wcc_prioritise.teaching.typed import Unread, as_text, equal

QUIET = (
    "Nothing is shown yet. First type what you expect, between the quotes of the cell above, and "
    "run both cells. A guess written down is the only guard against having known it all along."
)
"""What stands in place of the run while nothing has been predicted."""


@dataclass(frozen=True)
class Checked:
    """What an answer shows.

    Attributes
    ----------
    code : str
        The exercise.
    answer : str
        What was typed.
    right : bool
        Whether it is the model answer.
    misconception : str or None
        The name of the misconception that leads to this answer, where one is known.
    outcome : tuple of int
        Numbers of the outcomes that the exercise serves.
    words : str
        What to tell whoever answered; it never tells the answer.
    """

    code: str
    answer: str
    right: bool
    misconception: str | None
    outcome: tuple[int, ...]
    words: str

    def __repr__(self) -> str:
        """Give the words alone: it is read, not parsed."""
        return self.words


@dataclass(frozen=True)
class Prediction:
    """What somebody expects, typed before the run.

    Attributes
    ----------
    code : str
        The exercise.
    text : str
        What was typed; empty while nothing is.
    """

    code: str
    text: str

    def __repr__(self) -> str:
        """Say what is kept."""
        return f"You expect: {self.text}" if self.text else QUIET


@dataclass(frozen=True, eq=False)
class Shown:
    """Tables with their captions, as text and as a page.

    Attributes
    ----------
    parts : tuple of (str, DataFrame)
        Caption and table.
    words : str
        What stands above them.
    """

    parts: tuple[tuple[str, pd.DataFrame], ...] = ()
    words: str = ""

    def __repr__(self) -> str:
        """Give words and tables as text."""
        return "\n\n".join(
            [self.words] * bool(self.words)
            + [f"{caption}\n{_readable(table).to_string()}" for caption, table in self.parts]
        )

    def _repr_html_(self) -> str:
        """Give words and tables as a page, all text escaped."""
        from html import escape

        said = "".join(f"<p>{escape(line)}</p>" for line in self.words.splitlines() if line)
        return said + "".join(
            f"<p><strong>{escape(caption)}</strong></p>{_readable(table).to_html(escape=True)}"
            for caption, table in self.parts
        )


@dataclass(frozen=True, eq=False)
class ModelAnswer:
    """The model answer of an exercise, worked out from its tables.

    Attributes
    ----------
    code : str
        The exercise.
    answer : str
        The answer as somebody would type it; `check` accepts it.
    words : str
        The answer in full, with its reasons.
    """

    code: str
    answer: str
    words: str

    def __repr__(self) -> str:
        """Give the answer and the words."""
        return f"{self.code}: {self.answer}\n{self.words}"

    @cached_property
    def giveaways(self) -> tuple[str, ...]:
        """Texts that no learner's copy may hold.

        The words with every figure, sentence by sentence, and the answer where it is long enough to
        be told from other words.
        """
        sentences = [s.strip() for s in self.words.replace(": ", ". ").split(". ")]
        kept = [s.rstrip(".") for s in sentences if len(s) >= LONG_ENOUGH]
        return tuple(dict.fromkeys([self.words, *kept, *_spellings(self.answer)]))


LONG_ENOUGH = 25
"""Characters from which on a sentence gives something away."""


def _spellings(answer: str) -> list[str]:
    """Spell a list of codes as people do; a single word or figure is no giveaway."""
    parts = [part.strip() for part in answer.replace(";", ",").split(",")]
    return [sign.join(parts) for sign in (", ", "+", " + ", "; ")] if len(parts) > 1 else []


def exercises() -> list[Exercise]:
    """Which exercises are there?

    Returns
    -------
    list of Exercise
        With code, title, outcomes, data, minutes and needs, in the order of their numbers.

    Examples
    --------
    >>> [exercise.code for exercise in exercises()][:3]
    ['W', 'X1', 'X2']
    """
    return list(EXERCISES.values())


def exercise(code: object) -> Exercise:
    """Give one exercise by its code.

    Raises
    ------
    InputError
        If there is none of that code.

    Examples
    --------
    >>> exercise("x4").title
    'List or set'
    """
    wanted = as_text(code).upper().replace(" ", "")
    if wanted in EXERCISES:
        return EXERCISES[wanted]
    near = near_miss(wanted, list(EXERCISES))
    raise InputError.of(
        found=f"exercise {as_text(code)!r}",
        allowed=", ".join(EXERCISES),
        do=f"Did you mean {near!r}?" if near else "Type one of these codes.",
    )


def tables(code: str, data: Data = None) -> Tables:
    """Which tables does an exercise work with? Yours to change and to give back as `data`.

    Parameters
    ----------
    code : str
        Of the exercise.
    data : path-like or mapping, optional
        A folder with tables of your own, or frames by name.

    Returns
    -------
    dict of str to DataFrame
        By name.

    Raises
    ------
    InputError
        If there is no such exercise or folder, or a table lacks something.

    Examples
    --------
    >>> mine = tables("X4")
    >>> mine["x04_budget"].loc[0, "budget"] = 500
    >>> model_answer("X4", mine).answer
    'B, E, F'
    """
    return read_training(exercise(code).tables, data)


def _in_words(shows: Callable[..., Shown]) -> Callable[..., Shown]:
    """Let a function that shows something show in words what is to be put right."""

    @wraps(shows)
    def told(*args, **kwargs):
        try:
            return shows(*args, **kwargs)
        except InputError as fault:
            return Shown(words=str(fault))

    return told


@_in_words
def given(code: str, data: Data = None) -> Shown:
    """Which tables does a learner see before the run?"""
    one, found = exercise(code), tables(code, data)
    plain = (found[name].drop(columns=["source"], errors="ignore") for name in one.shown)
    parts = zip(one.shown, (t.set_index(t.columns[0]) for t in plain), strict=True)
    return Shown(tuple(parts), "" if one.shown else "Everything you need stands in the story.")


def predict(code: str, text: object = "") -> Prediction:
    """What do you expect? To be typed before the run is shown.

    Parameters
    ----------
    code : str
        Of the exercise.
    text : str
        What you expect, in your own words.

    Returns
    -------
    Prediction
        To be handed to `show`; while the text is empty the run stays quiet.

    Examples
    --------
    >>> predict("X4", "A and B, about 130 points")
    You expect: A and B, about 130 points
    """
    return Prediction(exercise(code).code, as_text(text))


@_in_words
def show(code: str, prediction: object = None, data: Data = None) -> Shown:
    """What does the run show? It stays quiet until something was predicted.

    Parameters
    ----------
    code : str
        Of the exercise.
    prediction : Prediction or str
        What `predict` gave, or words.
    data : path-like or mapping, optional
        A folder with tables of your own, or frames by name.

    Returns
    -------
    Shown
        Tables worked out by the library, or the words that ask for a prediction.

    Examples
    --------
    >>> show("X4").parts
    ()
    >>> show("X4", predict("X4", "A alone")).parts[0][1]["set"].iloc[-1]
    'B, D, E'
    """
    one = exercise(code)
    typed = prediction.text if isinstance(prediction, Prediction) else as_text(prediction)
    if not typed.strip():
        return Shown(words=QUIET)
    return Shown(_worked(one, tables(code, data)).run, f"You expected: {typed}")


def _worked(one: Exercise, found: Tables) -> Work:
    """Work an exercise out; figures that make no sense are told in words."""
    try:
        return one.work(found)
    except (InputError, MemoryError):
        raise
    except (ValueError, KeyError, IndexError, TypeError, ZeroDivisionError) as wrong:
        raise InputError.of(
            where=", ".join(one.data),
            found=f"figures that {one.code} can't be worked out from ({wrong})",
            allowed="tables shaped like those that were shipped",
            do="Hold your tables against them, column by column.",
        ) from wrong


def model_answer(code: str, data: Data = None) -> ModelAnswer:
    """What is the model answer? Worked out from the tables, so that other tables give another.

    Parameters
    ----------
    code : str
        Of the exercise.
    data : path-like or mapping, optional
        A folder with tables of your own, or frames by name.

    Returns
    -------
    ModelAnswer
        With answer, words and giveaways.

    Raises
    ------
    InputError
        If there is no such exercise, or the tables can't be worked with.

    Examples
    --------
    >>> model_answer("X4").answer
    'B, D, E'
    """
    one = exercise(code)
    work = _worked(one, tables(code, data))
    return ModelAnswer(one.code, work.written, work.words)


def check(code: str, answer: object = None, data: Data = None) -> Checked:
    """Is this answer right, and if not, what does it show?

    Parameters
    ----------
    code : str
        Of the exercise.
    answer : object
        Anything: words, a number, a list. What can't be read is answered in words, too.
    data : path-like or mapping, optional
        A folder with tables of your own, or frames by name.

    Returns
    -------
    Checked
        Shown as plain text: right, or the likely misconception by its name.

    Examples
    --------
    >>> check("X4", "A, F").misconception
    'a high rank means funded: skipping down the list'
    >>> check("X4", ["E", "B", "D"]).right
    True
    >>> check("X4", "").right
    False
    """
    typed = as_text(answer)
    try:
        one = exercise(code)
        return _answered(one, typed, answer, tables(code, data))
    except InputError as fault:
        return Checked(as_text(code), typed, False, None, (), str(fault))


def _answered(one: Exercise, typed: str, answer: object, found: Tables) -> Checked:
    form = f"Type {one.reads.form()}."
    if not typed:
        asked = one.told(one.question, found)
        return _checked(one, typed, None, f"{one.code}: nothing is typed yet. {asked} {form}")
    try:
        read = one.reads.read(answer, found)
    except Unread as why:
        words = f"I can't read {_short(typed)!r} as an answer to {one.code}: {why}. {form}"
        return _checked(one, typed, None, words)
    work = _worked(one, found)
    if equal(one.reads, read, work.answer):
        return Checked(one.code, typed, True, None, one.outcomes, f"{one.code}: right.")
    return _misled(one, typed, read, work)


def _misled(one: Exercise, typed: str, read: object, work: Work) -> Checked:
    """Name the misconception that leads to a wrong answer, where one is known."""
    likely = next((w for w in work.wrong if equal(one.reads, read, w.answer)), None)
    if likely is None and work.otherwise is not None:
        likely = work.otherwise(read)
    if likely is None:
        words = "That isn't it, and I know no common reason for it. Look at the run again, and "
        return _checked(one, typed, None, f"{one.code}: {words}read the question aloud.")
    words = f"{one.code}: this is what “{likely.misconception}” leads to. {likely.say}"
    return _checked(one, typed, likely.misconception, words)


def _checked(one: Exercise, typed: str, misconception: str | None, words: str) -> Checked:
    return Checked(one.code, typed, False, misconception, one.outcomes, words)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."


def wrong_answers(code: str, data: Data = None) -> pd.DataFrame:
    """Which wrong answers are to be expected, and what does each show? For trainers.

    Returns
    -------
    DataFrame
        answer, misconception and say, the likeliest first; worked out from the tables.
    """
    one = exercise(code)
    return _expected(one, _worked(one, tables(code, data)))


def _expected(one: Exercise, work: Work) -> pd.DataFrame:
    seen, rows = [work.answer], []
    for wrong in work.wrong:
        if not any(equal(one.reads, wrong.answer, other) for other in seen):
            seen.append(wrong.answer)
            rows.append((_written(wrong.answer), wrong.misconception, wrong.say))
    return pd.DataFrame(rows, columns=["answer", "misconception", "say"])


def _written(answer: object) -> str:
    if isinstance(answer, tuple) and all(isinstance(part, float) for part in answer):
        return ", ".join(f"{part:.10g}" for part in answer)
    return as_text(answer) or "none"


@_in_words
def solution(code: str, data: Data = None) -> Shown:
    """What does a trainer want at hand? The run, the model answer and the wrong ones."""
    one = exercise(code)
    work = _worked(one, tables(code, data))
    expected = _expected(one, work)
    expected["answer"] = [_in_short(answer) for answer in expected["answer"]]
    parts = (*work.run, ("Wrong answers to expect", expected.set_index("answer")))
    return Shown(parts, f"{one.code}: {work.written}\n{work.words}")


def _in_short(answer: str) -> str:
    numbers = answer.split(", ")
    try:
        return ", ".join(f"{float(n):.4g}" for n in numbers)
    except ValueError:
        return answer


def marking_grid(code: str, data: Data = None) -> pd.DataFrame:
    """How are X11 and X12 marked? Part, what it asks, misconception and marks.

    Raises
    ------
    InputError
        If the exercise is not marked by a grid.
    """
    grid = read_training({"marking_grid": GRID}, data)["marking_grid"]
    rows = grid[grid["exercise"] == as_text(code).upper()]
    if rows.empty:
        raise InputError.of(
            found=f"exercise {as_text(code)!r}",
            allowed=", ".join(dict.fromkeys(grid["exercise"])),
            do="Take one of those that are marked by a grid.",
        )
    return rows[["part", "asks", "misconception", "marks"]].reset_index(drop=True)


def _readable(table: pd.DataFrame) -> pd.DataFrame:
    """Write whole numbers as whole, and blanks as blanks."""
    plain = table.convert_dtypes().astype(object)
    return plain.where(plain.notna(), "")
