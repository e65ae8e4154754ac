"""Would another method give another order? Where the two differ, and what is compensated there."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal.naming import must_be_one_of
from wcc_prioritise.appraisal.value import Appraisal
from wcc_prioritise.case.functions import told
from wcc_prioritise.ranking.methods import METHODS, Method, name_of, second_opinion
from wcc_prioritise.ranking.order import DECIMALS, order_of
from wcc_prioritise.tables import InputError

SAID = 3
"""So many pairs are told in words for each method; all stand in `reversed_pairs`."""

HOW = {
    "weighted sum": "adds up, so that any shortfall can be made up for",
    "TOPSIS": "looks at the distance from the best and the worst figures present, in which one "
    "large shortfall weighs more than several small ones",
    "VIKOR": "also looks at the largest single shortfall, which nothing can make up for",
}
"""How each method goes about it, in words."""


def kendall_tau(first: pd.Series, second: pd.Series) -> float:
    """How far do two rankings agree? Kendall's tau-b: 1 the same order, -1 the opposite.

    Parameters
    ----------
    first, second : Series
        Scores or ranks of the same candidates, both higher is better or both lower.

    Returns
    -------
    float
        Pairs in the same order less pairs in the opposite order, over the root of the pairs that
        are not tied in the one times those in the other; missing where one ranking is all ties.

    References
    ----------
    Kendall, Biometrika 1945;33:239-251 (the treatment of ties).

    Examples
    --------
    >>> round(kendall_tau(pd.Series([1, 2, 2, 4]), pd.Series([1, 3, 2, 4])), 4)
    0.9129
    """
    a, b = (_signs(s.round(DECIMALS).to_numpy(float)) for s in (first, second))
    untied = float((a != 0).sum()) * float((b != 0).sum())
    return float((a * b).sum() / np.sqrt(untied)) if untied > 0 else float("nan")


def _signs(scores: np.ndarray) -> np.ndarray:
    return np.sign(scores[:, None] - scores[None])


@dataclass(frozen=True, eq=False)
class Comparison:
    """What other methods make of the same values and weights.

    Attributes
    ----------
    scores : DataFrame
        Candidate by method, on each method's own scale, higher is better.
    ranks : DataFrame
        Candidate by method; equal scores share the better rank.
    tau : DataFrame
        Method by method: Kendall's tau-b.
    own : mapping of str to str
        Somebody's own methods: name -> name and hash of the source.
    appraisal : Appraisal
        What it was made from.
    """

    scores: pd.DataFrame
    ranks: pd.DataFrame
    tau: pd.DataFrame
    own: Mapping[str, str]
    appraisal: Appraisal

    @property
    def table(self) -> pd.DataFrame:
        """What the record keeps of it: the ranks."""
        return self.ranks

    @property
    def arguments(self) -> dict[str, list[str]]:
        """The methods by name; somebody's own by name and hash of its source."""
        return {"methods": [self.own.get(name, name) for name in self.ranks]}

    @cached_property
    def moved(self) -> pd.DataFrame:
        """Who stands elsewhere? Candidate by method: places up (+) or down (-) beside value."""
        ours = order_of(self.appraisal.value)["rank"].reindex(self.ranks.index)
        return self.ranks.rsub(ours, axis="index")

    def reversed_pairs(self, method: str) -> pd.DataFrame:
        """Which pairs does a method put the other way round than value does, and over what?

        Parameters
        ----------
        method : str
            A column of `scores`.

        Returns
        -------
        DataFrame
            Columns above, below (by value), lead (points of value), behind_on (the criterion on
            which the one above is furthest behind), behind, made_up_on (where it is furthest
            ahead), made_up (points); largest lead first. In the value the one makes up for the
            other; the method lets it count for less.
        """
        must_be_one_of("method", method, self.scores.columns)
        a, codes = self.appraisal, self.scores.index
        value = a.value.reindex(codes).round(DECIMALS).to_numpy()
        other = self.scores[method].round(DECIMALS).to_numpy()
        pairs = np.argwhere((_signs(value) > 0) & (_signs(other) < 0))
        parts, criteria = a.contributions.reindex(codes).to_numpy(), a.values.columns
        rows = []
        for i, j in pairs:
            ahead = parts[i] - parts[j]
            least, most = int(ahead.argmin()), int(ahead.argmax())
            lead = value[i] - value[j]
            behind = (criteria[least], max(-ahead[least], 0.0))
            rows.append((codes[i], codes[j], lead, *behind, criteria[most], ahead[most]))
        columns = ["above", "below", "lead", "behind_on", "behind", "made_up_on", "made_up"]
        table = pd.DataFrame(rows, columns=columns)
        order = ["lead", "above", "below"]
        return table.sort_values(order, ascending=[False, True, True], ignore_index=True)

    def words(self, method: str) -> list[str]:
        """Say where a method differs from value, and which criterion is compensated there."""
        pairs = self.reversed_pairs(method)
        if pairs.empty:
            return [f"{method} puts no two candidates the other way round."]
        ours = order_of(self.appraisal.value)["rank"]
        first = pairs["above"].map(ours) == 1
        told_first = pd.concat([pairs[first], pairs[~first]]).head(SAID)
        how = f"{method} {HOW[method]}" if method in HOW else f"{method} is somebody's own method"
        tau = kendall_tau(self.appraisal.value.reindex(self.scores.index), self.scores[method])
        count = f"{len(pairs)} pairs" if len(pairs) > 1 else "1 pair"
        return [
            f"{how}: {count} of candidates the other way round (Kendall's tau {tau:.2f}).",
            *(self._pair_words(method, row) for row in told_first.itertuples()),
        ]

    def _pair_words(self, method: str, row) -> str:
        names = self.appraisal.case.criteria.set_index("criterion")["name"]
        start = (
            f"By value {row.above} stands above {row.below} by {row.lead:.1f} points, by {method} "
            "below it"
        )
        if row.behind <= 0:
            return f"{start}, although it is behind on nothing."
        return (
            f"{start}: it is {row.behind:.1f} points behind on {row.behind_on} "
            f"({names[row.behind_on]}) and makes up for that with {row.made_up:.1f} points on "
            f"{row.made_up_on} ({names[row.made_up_on]})."
        )

    def __repr__(self) -> str:
        """Say in one line which methods were compared."""
        return f"<Comparison: {len(self.scores)} candidates by {', '.join(self.scores.columns)}>"

    def _repr_html_(self) -> str:
        """Show the ranks and what differs, every name escaped."""
        said = "".join(
            f"<li>{html.escape(words)}</li>" for name in self.scores for words in self.words(name)
        )
        shown = self.ranks.sort_values(list(self.ranks.columns))
        shown.insert(0, "name", self.appraisal.case.names.reindex(shown.index))
        return f"{shown.to_html(escape=True)}<ul>{said}</ul>"


def compare(appraisal: Appraisal, methods: Sequence[Method] | Method = METHODS) -> Comparison:
    """Would another method give another order? An analyst's second opinion.

    Every method sees the values on the fixed anchors and the weights in force.

    Parameters
    ----------
    appraisal : Appraisal
        What the room thinks of every candidate.
    methods : sequence of str or callable, or one of them
        "weighted sum", "TOPSIS", "VIKOR", or your own function of the values (candidate by
        criterion, DataFrame) and the weights (Series) that gives scores (Series), higher is better.

    Returns
    -------
    Comparison
        Scores, ranks, Kendall's tau, and in words where and why the methods differ.

    Raises
    ------
    InputError
        If a value is not known, a method is unknown or named twice, or your own function does not
        keep its word.

    References
    ----------
    Opricovic & Tzeng, European Journal of Operational Research 2004;156:445-455.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> def worst_first(values, weights):  # your own method: the weakest point decides
    ...     return values.min(axis="columns")
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> compare(appraisal, ["weighted sum", worst_first])
    <Comparison: 24 candidates by weighted sum, worst_first>
    """
    alone = isinstance(methods, str) or not isinstance(methods, Sequence)
    methods = [methods] if alone else list(methods)
    names = [name_of(method) for method in methods]
    if not names or len(set(names)) < len(names):
        raise InputError.of(
            found=f"methods {', '.join(names) or 'none'}",
            allowed="at least one, each by another name",
            do="Rename your function, or name each method once.",
        )
    opinions = [second_opinion(m, appraisal.values, appraisal.weights)[0] for m in methods]
    scores = pd.DataFrame(dict(zip(names, opinions, strict=True)), index=appraisal.values.index)
    ranks = scores.apply(lambda column: order_of(column)["rank"].reindex(scores.index))
    tau = [[kendall_tau(scores[a], scores[b]) for b in names] for a in names]
    own = {n: told(m) for n, m in zip(names, methods, strict=True) if callable(m)}
    return Comparison(scores, ranks, pd.DataFrame(tau, names, names), own, appraisal)
