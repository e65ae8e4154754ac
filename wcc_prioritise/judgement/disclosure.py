"""What of the pooled scores may be shown, so that nobody can work out what one person said?

The rule, in the order in which it is held to each cell (a candidate on a criterion):

1. Under three people scored: nothing but the count.
2. A voice group of fewer than three distinct people in the cell: the figure pooled by person, and
   no group's, so that no group follows from the others.
3. No combination of everything told of the cell, over groups and rounds, may give a score or a sum
   of fewer than three people. Exact: the figures are a linear system over the single answers,
   whose rows must not span any vector that rests on fewer than three people. The latest round
   comes first; an earlier one is told only if the two together keep to this. (If one person
   answered again, the two means would give the change away.)
4. Nobody may be pinned down more closely than 10 points by the figures as they are told, the ends
   of the scale and the band of the spread. Checked by linear programmes; what fails falls back to
   the figure pooled by person alone, or to nothing.

How figures are told keeps to the same end. Means are whole numbers. A mean under 4.5 or over 95.5
would give every score back, so that it is told in words ("at the top of the scale"). A spread is
told as one of three bands, since a spread of 0 would do the same; lowest and highest scores are
never told. The bands and the ends are the same for every cell: what is told is a function of the
figure, and says no more than its words.

What this does not do: figures outside these tables (dots, reasons, agreement labels, values with
decimals made from the scores) are not known to it. What was told before goes in as `before`.
Whoever is one of three knows their own score, and needs only one more: three is the rule of the
design, not a proof against friends.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import pandas as pd

from wcc_prioritise.case.value import Case
from wcc_prioritise.judgement.panel import memberships
from wcc_prioritise.judgement.rounds import counted_scores
from wcc_prioritise.judgement.subtraction import FEWEST, Figure, Unknown, gives_away

END = 4.5
"""Means nearer than this to an end of the scale are told in words."""

BANDS = {(0.0, 10.0): "under 10", (10.0, 25.0): "10 to 24", (25.0, math.inf): "25 or more"}
"""Spreads are told in these bands: from, and below, so many points."""

PANEL, GROUPS = "panel", "groups"
"""The figure in which every person counts the same; that in which every voice group does."""

TOO_FEW = "fewer than three people scored"
SMALL_GROUP = "fewer than three people in {}"
TOGETHER = "the groups' figures together would give somebody's score away"
BESIDE = "beside what is told already it would give somebody's score away"


@dataclass(frozen=True)
class Told:
    """What is told of one cell after one round.

    Attributes
    ----------
    round : int
        The round after which it stood.
    people : int
        How many people scored.
    figures : tuple of Figure
        The panel's figure, then the groups' where they may be told; empty if nothing may.
    spread : str or None
        Band of the standard deviation over people.
    why : str
        Why not more is told; empty if everything is.
    """

    round: int
    people: int
    figures: tuple[Figure, ...]
    spread: str | None
    why: str

    @property
    def shown(self) -> str:
        """What is told: `groups`, `panel` or `nothing`."""
        told = {figure.what for figure in self.figures}
        return "nothing" if not told else "panel" if told == {PANEL} else "groups"


@dataclass(frozen=True, eq=False)
class Shown:
    """Pooled scores as they may be shown to anybody.

    Attributes
    ----------
    case : Case
        What they were made from.
    cells : mapping of (candidate, criterion) to tuple of Told
        What is told of each cell, the latest round first.
    known : mapping of (candidate, criterion) to tuple of Figure
        All figures of the cell that are out, those told before included.
    """

    case: Case
    cells: Mapping[tuple[str, str], tuple[Told, ...]]
    known: Mapping[tuple[str, str], tuple[Figure, ...]]

    @property
    def table(self) -> pd.DataFrame:
        """One row a cell and round: people, shown, mean, by_group, spread (words) and why."""
        rows = []
        for (candidate, criterion), rounds in self.cells.items():
            for told in rounds:
                words = {figure.what: figure.words for figure in told.figures}
                mean, by_group = words.get(PANEL), words.get(GROUPS)
                rows.append(
                    (candidate, criterion, told.round, told.people, told.shown)
                    + (mean, by_group, told.spread, told.why)
                )
        columns = ["candidate", "criterion", "round", "people", "shown", "mean", "by_group"]
        return pd.DataFrame(rows, columns=[*columns, "spread", "why"])

    @property
    def groups(self) -> pd.DataFrame:
        """One row a cell, round and voice group that may be told: people and mean in words."""
        rows = [
            (*cell, told.round, figure.what, len(figure.people), figure.words)
            for cell, rounds in self.cells.items()
            for told in rounds
            for figure in told.figures
            if figure.what not in (PANEL, GROUPS)
        ]
        columns = ["candidate", "criterion", "round", "group", "people", "mean"]
        return pd.DataFrame(rows, columns=columns)


def may_be_shown(case: Case, before: Shown | None = None) -> Shown:
    """What of the pooled scores may be shown, round by round and group by group?

    Parameters
    ----------
    case : Case
        A case with people, voice groups and scores.
    before : Shown, optional
        What was shown already. It stays known, whatever has been corrected since: nothing is shown
        that together with it would give a score away.

    Returns
    -------
    Shown
        Tables of what may be shown; the rule stands at the head of this module.

    References
    ----------
    Hundepool A, Domingo-Ferrer J, Franconi L et al. Statistical Disclosure Control. Wiley 2012,
    chapter 4 (thresholds, differencing and the audit of what is left by linear programmes).

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> shown = may_be_shown(wcc.read(wcc.sample("northmere")))
    >>> shown.table.loc[0, ["people", "shown", "mean", "spread"]].astype(str).tolist()
    ['14', 'groups', '38', 'under 10']
    """
    shares = memberships(case.people, case.voice_groups)
    scores = case.scores
    last = int(scores["round"].max()) if len(scores) else 0
    states = {r: counted_scores(case, r) for r in range(last, 0, -1)}
    known = before.known if before else {}
    by_cell = {
        r: dict(list(state.dropna(subset=["score"]).groupby(["candidate", "criterion"])))
        for r, state in states.items()
    }
    cells, out = {}, dict(known)
    for cell in sorted({cell for state in by_cell.values() for cell in state}):
        rounds = {r: _unknowns(state[cell]) for r, state in by_cell.items() if cell in state}
        cells[cell] = show_cell(rounds, shares, known.get(cell, ()))
        out[cell] = known.get(cell, ()) + tuple(f for told in cells[cell] for f in told.figures)
    return Shown(case, cells, out)


def _unknowns(rows: pd.DataFrame) -> list[Unknown]:
    return [
        Unknown(person, round_, score)
        for person, round_, score in zip(rows["person"], rows["round"], rows["score"], strict=True)
    ]


def show_cell(
    rounds: Mapping[int, Iterable[Unknown]], shares: pd.DataFrame, known: Sequence[Figure] = ()
) -> tuple[Told, ...]:
    """What of one cell may be shown, the latest round first?

    Parameters
    ----------
    rounds : mapping of int to iterable of Unknown
        The answers that stood after each round; a round in which nobody answered is left out.
    shares : DataFrame
        Person by voice group.
    known : sequence of Figure, optional
        Figures of this cell that are out already.

    Returns
    -------
    tuple of Told
        One for each round in which somebody answered.
    """
    known, told = tuple(known), []
    for number in sorted(rounds, reverse=True):
        answers = sorted(rounds[number], key=lambda a: (a.person, a.round))
        if not any(answer.round == number for answer in answers) and number != min(rounds):
            continue
        told.append(_tell(number, answers, shares, known))
        known += told[-1].figures
    return tuple(told)


def _tell(
    number: int, answers: list[Unknown], shares: pd.DataFrame, known: tuple[Figure, ...]
) -> Told:
    """Tell as much of one round as the rule allows."""
    count = len(answers)
    if count < FEWEST:
        return Told(number, count, (), None, TOO_FEW)
    width = pd.Series([a.score for a in answers], dtype=float).std(ddof=1)
    spread, band = next((b, words) for b, words in BANDS.items() if b[0] <= width < b[1])
    panel = _figure(number, PANEL, dict.fromkeys(answers, Fraction(1)), spread)
    groups, small = _groups(number, answers, shares)
    why = SMALL_GROUP.format(", ".join(small)) if small else ""
    if groups and not small:
        everything = (panel, *groups)
        if not gives_away(known + everything):
            return Told(number, count, everything, band, "")
        why = TOGETHER
    if gives_away((*known, panel)):
        return Told(number, count, (), None, BESIDE)
    return Told(number, count, (panel,), band, why)


def _groups(
    number: int, answers: list[Unknown], shares: pd.DataFrame
) -> tuple[list[Figure], list[str]]:
    """Give the figure of every voice group, and the groups that are too small to be told."""
    if shares.shape[1] < 2:
        return [], []
    held = shares.reindex([answer.person for answer in answers]).fillna(0.0).to_numpy()
    parts = {
        group: {a: _exact(share) for a, share in zip(answers, column, strict=True) if share > 0}
        for group, column in zip(shares.columns, held.T, strict=True)
    }
    small = [group for group, part in parts.items() if len({a.person for a in part}) < FEWEST]
    if small:
        return [], small
    figures = [_figure(number, group, part) for group, part in parts.items()]
    pooled: dict[Unknown, Fraction] = {}
    for figure in figures:
        for answer, weight in figure.shares:
            pooled[answer] = pooled.get(answer, Fraction(0)) + weight
    return [*figures, _figure(number, GROUPS, pooled)], []


@lru_cache(maxsize=64)
def _exact(share: float) -> Fraction:
    return Fraction(share).limit_denominator(1_000)


def _figure(
    number: int,
    what: str,
    weights: Mapping[Unknown, Fraction],
    spread: tuple[float, float] | None = None,
) -> Figure:
    """Tell a weighted mean: as a whole number, or in words near an end of the scale."""
    total = sum(weights.values())
    shares = tuple((answer, weight / total) for answer, weight in weights.items())
    mean = float(sum(Fraction(answer.score) * weight for answer, weight in shares))
    if mean < END:
        low, high, words = 0.0, END, f"at the bottom of the scale (under {END:g})"
    elif mean > 100 - END:
        low, high, words = 100 - END, 100.0, f"at the top of the scale (over {100 - END:g})"
    else:
        whole = int(mean + 0.5)
        low, high, words = whole - 0.5, whole + 0.5, str(whole)
    return Figure(number, what, shares, low, high, words, spread)
