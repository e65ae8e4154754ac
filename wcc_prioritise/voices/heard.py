"""Were you heard? The closing statements before and after, held to the pass mark.

What is told of them goes by the rule that holds for scores (`judgement.disclosure`): means to a
tenth, spreads in bands, and nothing from which one person's answer follows, by subtraction between
groups or between before and after.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from wcc_prioritise.case.value import Case
from wcc_prioritise.judgement import memberships
from wcc_prioritise.judgement.disclosure import (
    BANDS,
    BESIDE,
    FEWEST,
    GROUPS,
    PANEL,
    Told,
    show_cell,
)
from wcc_prioritise.judgement.subtraction import TOP, Figure, Unknown
from wcc_prioritise.schema import TABLES

STATEMENTS = ("fair_chance", "understand", "support")

EVERYONE = "everyone"

BEFORE, AFTER = 1, 2
WHEN = {BEFORE: "before", AFTER: "after"}

TENTHS = 10.0
"""A statement is answered 0 to 10; the rule of disclosure counts 0 to 100."""

SPREADS = dict(zip(BANDS.values(), ("under 1", "1 to 2.4", "2.5 or more"), strict=True))

COLUMNS = ["statement", "when", "group", "people", "at_mark", "mean", "spread", "passed", "why"]


@dataclass(frozen=True, eq=False)
class AgreementRound:
    """What people said of the day, counted; nobody is named.

    Attributes
    ----------
    case : Case
        What it was counted from.
    table : DataFrame
        statement; when (before, after); group (`everyone`, and each voice group where groups may be
        told); people (who answered); at_mark (of everyone, answers at the pass mark or above);
        mean (0 to 10, in words); spread (standard deviation of everyone, in words); passed (the
        mean as it is told, held to the pass mark; missing where it cannot be told); why not more is
        told.
    reasons : tuple of str
        Reasons given last by people below the pass mark on support, in the order of the alphabet;
        none where fewer than three people answered.
    """

    case: Case
    table: pd.DataFrame
    reasons: tuple[str, ...]

    @property
    def words(self) -> str:
        """Who can support it, before and after, in a sentence."""
        rows = self.table[(self.table["statement"] == said_of("support"))]
        rows = rows[rows["group"] == EVERYONE].set_index("when")
        mark = self.case.charter.pass_mark
        if rows.empty:
            return "Nobody has yet said whether they can support the list."
        if mark is None:
            return f"{rows['people'].iloc[-1]} people answered; no pass mark was agreed beforehand."
        said = [
            f"{'not shown how many' if row['at_mark'] is None else row['at_mark']} of "
            f"{row['people']} can support the list {when} the discussion"
            for when, row in rows.iterrows()
        ]
        passed = rows["passed"].iloc[-1]
        end = "cannot be told" if passed is None else "is met" if passed else "is not met"
        told = "; ".join(said)
        return f"{told[:1].upper()}{told[1:]}. The pass mark of {mark:g} {end}."


def said_of(field: str) -> str:
    """Give the statement that people answered, as the record words it."""
    return TABLES["agreements"].model_fields[field].description


def agreement_round(case: Case) -> AgreementRound:
    """Who had a fair chance, understands the list and can support it, before and after?

    Parameters
    ----------
    case : Case
        A case with agreements; round 1 is before the discussion of the set, later ones after it.

    Returns
    -------
    AgreementRound
        Counts, means and spreads against the pass mark of the charter, as far as nobody's answer
        follows from them. What was said after the discussion comes first: where both together would
        give somebody's change of mind away, the moment before is not told.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> agreement_round(wcc.read(wcc.sample("short"))).words
    'Nobody has yet said whether they can support the list.'
    """
    shares, mark = memberships(case.people, case.voice_groups), case.charter.pass_mark
    rows = []
    for statement, moments in answers_of(case).items():
        told = {one.round: one for one in show_cell(moments, shares)}
        for number, answers in moments.items():
            one = told.get(number) or _again(number, moments, told)
            at_mark = _at_mark(one, answers, mark)
            for row in _rows(one, mark):
                rows.append((statement, WHEN[number], *row[:2], at_mark, *row[2:]))
                at_mark = None  # of everyone only: a count follows from the others' counts
    table = pd.DataFrame(rows, columns=COLUMNS, dtype=object).astype({"people": int})
    return AgreementRound(case, table, _reasons(case))


def answers_of(case: Case) -> dict[str, dict[int, list[Unknown]]]:
    """What did people answer before and after? For the rule of disclosure, never to be shown.

    Parameters
    ----------
    case : Case
        A case with agreements.

    Returns
    -------
    dict
        Statement -> moment (1 before, 2 after) -> answers times ten; an answer that stayed the same
        is one answer. A moment in which nobody answered is left out.
    """
    last = {number: rows.set_index("person") for number, rows in _moments(case).items()}
    asked: dict[str, dict[int, list[Unknown]]] = {}
    for field in STATEMENTS:
        given = {number: rows[field].dropna().astype(float) for number, rows in last.items()}
        before = given.get(BEFORE, pd.Series(dtype=float))
        asked[said_of(field)] = {
            number: [
                Unknown(person, BEFORE if before.get(person) == said else number, TENTHS * said)
                for person, said in answers.items()
            ]
            for number, answers in given.items()
            if len(answers)
        }
    return asked


def _moments(case: Case) -> dict[int, pd.DataFrame]:
    """Give each person's last answers before and after; a moment without answers is left out."""
    answers = case.agreements
    if answers.empty:
        return {}
    late = answers["round"] > 1
    return {
        number: rows.sort_values("round").drop_duplicates("person", keep="last")
        for number, rows in ((BEFORE, answers[~late]), (AFTER, answers[late]))
        if len(rows)
    }


def _again(number: int, moments: dict[int, list[Unknown]], told: dict[int, Told]) -> Told:
    """Tell of a moment in which nobody said anything new: the same, if the same people spoke."""
    same = set(moments[number]) == set(moments[BEFORE])
    before = told[BEFORE]
    return before if same else Told(number, len(moments[number]), (), None, BESIDE)


def _at_mark(told: Told, answers: list[Unknown], mark: float | None) -> int | None:
    if mark is None or told.shown == "nothing":
        return None
    return sum(answer.score >= TENTHS * mark for answer in answers)


def _rows(told: Told, mark: float | None) -> Iterator[tuple]:
    """Give group, people, mean, spread, passed and why: everyone first, then each voice group."""
    figures = {figure.what: figure for figure in told.figures}
    panel = figures.get(PANEL)
    spread = SPREADS.get(told.spread)
    yield EVERYONE, told.people, _mean(panel), spread, _passed(panel, mark), told.why or None
    for what, figure in figures.items():
        if what not in (PANEL, GROUPS):
            yield what, len(figure.people), _mean(figure), None, _passed(figure, mark), None


def _mean(figure: Figure | None) -> str | None:
    """Say a mean to a tenth; in words near an end, where a figure would tell every answer."""
    if figure is None:
        return None
    if figure.low == 0:
        return f"under {figure.high / TENTHS:g}"
    if figure.high == TOP:
        return f"over {figure.low / TENTHS:g}"
    return f"{int(figure.words) / TENTHS:g}"


def _passed(figure: Figure | None, mark: float | None) -> bool | None:
    """Hold the mean, as it is told, to the pass mark."""
    if figure is None or mark is None:
        return None
    low, high = figure.low / TENTHS, figure.high / TENTHS
    if (figure.low == 0 or figure.high == TOP) and low < mark <= high:
        return None  # somewhere near the end of the scale, as the mark is
    return (low + high) / 2 >= mark


def _reasons(case: Case) -> tuple[str, ...]:
    mark, moments = case.charter.pass_mark, _moments(case)
    last = next(reversed(moments.values()), None)
    if mark is None or last is None or last["support"].notna().sum() < FEWEST:
        return ()
    below = last[last["support"].astype(float) < mark]
    return tuple(sorted(below["reason"].dropna()))
