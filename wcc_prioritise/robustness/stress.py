"""Would our doubts change the answer? Shares over draws, with their own error beside them."""

from __future__ import annotations

import hashlib
import html
import json
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal import Appraisal
from wcc_prioritise.robustness.bands import bands
from wcc_prioritise.robustness.draws import Doubt, asked, doubt_of, doubt_warnings, in_words
from wcc_prioritise.robustness.running import Progress, Steps, gathered
from wcc_prioritise.robustness.shares import (
    Tally,
    entropy,
    first_with_own,
    standard_error,
    tally,
    totals,
)
from wcc_prioritise.tables import InputError

STEPS = 10_000
"""Steps of the histogram that keeps the values of each candidate."""

POINTS = (5, 50, 95)
"""Percentage points of the values that are shown."""

SURE = ("every time", "sometimes", "never")
"""How sure, in the words of the room."""


@dataclass(frozen=True, eq=False)
class Counted:
    """What is counted over draws: the tally, and a histogram of each candidate's value."""

    tally: Tally
    histogram: np.ndarray

    def __add__(self, other: Counted) -> Counted:
        """Count the draws of both."""
        mine, theirs = self.histogram.astype(np.int64), other.histogram
        return Counted(self.tally + other.tally, mine + theirs)


@dataclass(frozen=True, eq=False)
class Stress:
    """Would our doubts change the answer?

    Attributes
    ----------
    shares : DataFrame, candidate x rank
        Share of draws in which the candidate stands at the rank; ties share the better one.
    beats : DataFrame, candidate x candidate
        Share of draws in which the one of the row stands strictly above that of the column.
    central : DataFrame, candidate x criterion
        Mean weights of the draws in which the candidate is first; missing where it never is.
    confidence : Series
        Share of draws of the scores in which it is first with those weights; missing likewise.
    intervals : DataFrame, candidate x (5, 50, 95)
        Percentage points of the value, from a histogram of 10,000 steps between the lowest and the
        highest possible value (0 and 100, or beyond): right to a step, whatever the number of
        draws.
    mean : Series
        Mean value over the draws.
    appraisal : Appraisal
        What it was made from.
    arguments : dict
        runs, seed, weights and scores.
    warnings : tuple of str
        What the reader must know beside the numbers.
    doubt : str
        What was drawn, in words.
    drawn : Doubt
        What makes the same draws again.
    """

    shares: pd.DataFrame
    beats: pd.DataFrame
    central: pd.DataFrame
    confidence: pd.Series
    intervals: pd.DataFrame
    mean: pd.Series
    appraisal: Appraisal
    arguments: dict
    warnings: tuple[str, ...]
    doubt: str
    drawn: Doubt

    @property
    def first(self) -> pd.Series:
        """Share of draws in which each candidate is first, alone or not."""
        return self.shares[1].rename("first")

    @property
    def error(self) -> pd.DataFrame:
        """Monte Carlo standard error of every rank share: candidate x rank."""
        return standard_error(self.shares, self.arguments["runs"])

    @property
    def beats_error(self) -> pd.DataFrame:
        """Monte Carlo standard error of every head-to-head share."""
        return standard_error(self.beats, self.arguments["runs"])

    @property
    def confidence_error(self) -> pd.Series:
        """Monte Carlo standard error of every confidence factor; nought where scores are fixed."""
        runs = self.arguments["runs"]
        return standard_error(self.confidence, runs).rename("error")

    @property
    def entropy(self) -> float:
        """How open it is who comes first, in bits: 0 when it is always the same."""
        return entropy(self.first)

    @property
    def value(self) -> pd.Series:
        """Value of each candidate; its mean over the draws where the room's is not known."""
        return self.appraisal.value.where(self.appraisal.values.notna().all(axis=1), self.mean)

    @cached_property
    def bands(self) -> pd.Series:
        """Band of each candidate under the doubt that was drawn, 1 the highest."""
        return bands(self.value, self.beats)

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row a candidate, best band first.

        Columns candidate, name, band, value, low, middle, high (5, 50 and 95% points of the value),
        first (share of draws), error (its Monte Carlo standard error), best and worst (rank in any
        draw), how_sure (that it is first: every time, sometimes, never).
        """
        order = self.bands.index
        reached = self.shares.loc[order] > 0
        table = pd.DataFrame(
            {
                "name": self.appraisal.case.names.reindex(order),
                "band": self.bands,
                "value": self.value[order],
                "low": self.intervals.loc[order, 5],
                "middle": self.intervals.loc[order, 50],
                "high": self.intervals.loc[order, 95],
                "first": self.first[order],
                "error": self.error.loc[order, 1],
                "best": reached.idxmax(axis=1),
                "worst": reached.iloc[:, ::-1].idxmax(axis=1),
                "how_sure": self.first[order].map(how_sure),
            }
        )
        return table.rename_axis("candidate").reset_index()

    @property
    def words(self) -> str:
        """Say in one sentence how sure it is who leads."""
        first, most = self.first, self.first.max()
        leaders = first.index[first == most]
        names, alone = _listed(self.appraisal.case.names[leaders]), len(leaders) == 1
        if how_sure(most) == SURE[0]:
            return f"{names} {'comes first' if alone else 'come first, level,'} every time."
        others = int((first > 0).sum()) - len(leaders)
        rest = {0: "nobody else ever does", 1: "1 other does sometimes"}
        return (
            f"{names} {'comes' if alone else 'come'} first most often, in {most:.0%} of draws"
            f"{'' if alone else ' each'} (give or take {2 * self.error.at[leaders[0], 1]:.1%}); "
            f"{rest.get(others, f'{others} others do sometimes')}."
        )

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the case, the arguments and every share: the same draws give the same hash."""
        a = self.appraisal
        how = {**self.arguments, "score_rule": a.score_rule, "weight_rule": a.weight_rule}
        parts = [a.case.fingerprint, json.dumps(how, sort_keys=True, default=str)]
        digest = hashlib.sha256("\n".join(parts).encode())
        for frame in (self.shares, self.beats, self.central, self.confidence, self.intervals):
            digest.update(np.ascontiguousarray(frame.to_numpy(float)).tobytes())
        return digest.hexdigest()

    def __repr__(self) -> str:
        """Say in one line what was drawn and who leads."""
        runs, seed, bands = self.arguments["runs"], self.arguments["seed"], self.bands.max()
        return (
            f"<Stress: {len(self.shares)} candidates in {bands} band{'s' if bands > 1 else ''}, "
            f"{runs:,} draws with seed {seed}; {self.doubt}>"
        )

    def _repr_html_(self) -> str:
        """Show the bands with a sentence above and the usual next step below."""
        table = self.table
        shown = pd.DataFrame(
            {
                "band": table["band"],
                "candidate": table["candidate"],
                "name": table["name"],
                "value (0 to 100)": table["value"].round(1),
                "nine times in ten": [
                    f"{low:.0f} to {high:.0f}"
                    for low, high in zip(table["low"], table["high"], strict=True)
                ],
                "first": table["how_sure"],
            }
        )
        doubt = html.escape(f"{self.arguments['runs']:,} draws; {self.doubt}.")
        warned = "".join(f"<p>{html.escape(warning)}</p>" for warning in self.warnings)
        return (
            f"<p>{html.escape(self.words)}</p>{shown.to_html(index=False, escape=True)}"
            f"<p>{doubt}</p>{warned}<p>Next: <code>tipping_weights(appraisal)</code>, because the "
            "room will ask what would have to matter more for the answer to change.</p>"
        )


def _listed(names: pd.Series, most: int = 3) -> str:
    """Name the first few and count the rest."""
    rest = len(names) - most
    shown = list(names[:most]) if rest > 0 else list(names[:-1])
    last = f"{rest} more" if rest > 0 else names.iloc[-1]
    return f"{', '.join(shown)} and {last}" if shown else last


def how_sure(share: float) -> str:
    """Say a share of draws in the words of the room.

    Examples
    --------
    >>> how_sure(1.0), how_sure(0.4), how_sure(0.0)
    ('every time', 'sometimes', 'never')
    """
    return SURE[0] if share >= 1 else SURE[2] if share <= 0 else SURE[1]


def stress(
    appraisal: Appraisal,
    runs: int = 10_000,
    *,
    seed: int,
    weights="people",
    scores: str = "panel",
    executor=None,
    progress: Progress | None = None,
) -> Stress:
    """Would our doubts change the answer?

    Parameters
    ----------
    appraisal : Appraisal
        Of two or more candidates.
    runs : int
        How many draws.
    seed : int
        0 or more; required, so that anybody can make the same draws again.
    weights, scores
        The doubts that are drawn, together in the same draws, as for `draws`.
    executor : concurrent.futures.Executor, optional
        Who does the work. Workers take whole chunks of 8,192 draws, and any number of them gives
        the same result to the last bit.
    progress : callable, optional
        Called with (draws gone through, draws in all) after every chunk. Where scores are drawn
        they are gone through twice, the second time for the confidence factors.

    Returns
    -------
    Stress

    Raises
    ------
    InputError
        If there are fewer than two candidates, or as for `draws`.

    References
    ----------
    Lahdelma & Salminen, SMAA-2: stochastic multicriteria acceptability analysis for group decision
    making, Operations Research 2001;49:444-454.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> stress(appraisal, runs=1_000, seed=2026).bands.head(3).to_dict()
    {'P20': 1, 'P19': 2, 'P10': 3}
    """
    refuse_too_few(appraisal)
    doubt = doubt_of(appraisal, runs, seed=seed, weights=weights, scores=scores)
    passes = 1 if doubt.scores is None else 2
    steps = Steps(progress, runs * passes)
    counted = gathered(partial(_counted, doubt), doubt.size, doubt.chunks, executor, steps)
    central = counted.tally.central
    if doubt.scores is None:
        confident = first_with_own(doubt.values, central).astype(float)
    else:
        task = partial(_confident, doubt, central)
        confident = gathered(task, doubt.size, doubt.chunks, executor, steps) / runs
    confident = np.where(np.isnan(central[:, 0]), np.nan, confident)
    arguments = {"runs": int(runs), "seed": int(seed), "weights": asked(weights), "scores": scores}
    return _result(appraisal, doubt, counted, confident, arguments, in_words(weights, scores))


def refuse_too_few(appraisal: Appraisal) -> None:
    """Refuse a comparison of fewer than two candidates."""
    if len(appraisal.values) < 2:
        raise InputError.of(
            where="candidates",
            found=f"{len(appraisal.values)} candidate",
            allowed="two or more, for one alone has nobody to be compared with",
            do="Add candidates.",
        )


def _counted(doubt: Doubt, number: int) -> Counted:
    """Count one chunk. A worker does this: it knows the doubt and nothing else."""
    counted, histogram = None, np.zeros((len(doubt.values), STEPS), dtype=np.int64)
    rows, (low, high) = np.arange(len(histogram))[:, None], doubt.ends
    for piece in doubt.pieces(number):
        total = totals(piece.values, piece.weights)
        more = tally(piece.values, piece.weights, total)
        counted = more if counted is None else counted + more
        step = ((total - low) * (STEPS / (high - low))).astype(np.int64)
        np.add.at(histogram.ravel(), np.clip(step, 0, STEPS - 1) + rows * STEPS, 1)
    return Counted(counted, histogram.astype(np.uint16))  # no chunk has more than 8,192


def _confident(doubt: Doubt, central: np.ndarray, number: int) -> np.ndarray:
    """Count the draws of one chunk in which each is first with its own central weights."""
    return sum(first_with_own(values, central) for values in doubt.value_pieces(number))


def _result(
    appraisal: Appraisal,
    doubt: Doubt,
    counted: Counted,
    confident: np.ndarray,
    arguments: dict,
    words: str,
) -> Stress:
    codes, runs = appraisal.values.index, counted.tally.runs
    ranks = pd.RangeIndex(1, len(codes) + 1, name="rank")
    rivals = codes.rename("rival")
    points = _percentage_points(counted.histogram, *doubt.ends)
    return Stress(
        shares=pd.DataFrame(counted.tally.places / runs, index=codes, columns=ranks),
        beats=pd.DataFrame(counted.tally.wins / runs, index=codes, columns=rivals),
        central=pd.DataFrame(
            counted.tally.central, index=codes, columns=appraisal.values.columns.rename("criterion")
        ),
        confidence=pd.Series(confident, index=codes, name="confidence"),
        intervals=pd.DataFrame(points, index=codes, columns=list(POINTS)),
        mean=pd.Series(counted.tally.value / runs, index=codes, name="mean"),
        appraisal=appraisal,
        arguments=arguments,
        warnings=doubt_warnings(doubt),
        doubt=words,
        drawn=doubt,
    )


def _percentage_points(histogram: np.ndarray, lowest: float, highest: float) -> np.ndarray:
    """Read percentage points off the histogram, on a straight line within a step."""
    ends = np.linspace(lowest, highest, STEPS + 1)
    rows = []
    for counts in histogram:
        below = np.concatenate([[0], np.cumsum(counts)])
        wanted = np.array(POINTS) / 100 * below[-1]
        step = np.searchsorted(below[1:], wanted)  # the first step that reaches so many draws
        within = (wanted - below[step]) / counts[step]
        rows.append(ends[step] + within * (ends[step + 1] - ends[step]))
    return np.array(rows)
