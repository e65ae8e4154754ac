"""What is the least that would have to matter differently for somebody else to lead?"""

from __future__ import annotations

import html
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal import Appraisal
from wcc_prioritise.appraisal.naming import must_be_one_of
from wcc_prioritise.ranking import order_of
from wcc_prioritise.robustness.stress import refuse_too_few
from wcc_prioritise.robustness.tipping import refuse_unknown
from wcc_prioritise.tables import InputError

SEEN = 5e-4
"""Changes of a weight below this are not worth a word."""


@dataclass(frozen=True, eq=False)
class Change:
    """The smallest joint change of weights that brings another level with the leader.

    Attributes
    ----------
    leader : str
        Who leads now.
    challenger : str or None
        Who draws level first; None where no weights can do it.
    total : float
        Sum of the changes, up and down; 0 to 2. Missing where no weights can do it.
    weights : DataFrame
        Criterion by now, then, change.
    every : Series
        The total for every candidate that was tried, least first; missing where no weights do it.
    appraisal : Appraisal
        What it was made from.
    """

    leader: str
    challenger: str | None
    total: float
    weights: pd.DataFrame
    every: pd.Series
    appraisal: Appraisal

    @property
    def words(self) -> str:
        """Say what would have to be true, in whole per cents; `weights` has them in full."""
        names = self.appraisal.case.names
        if self.challenger is None:
            return f"No weights at all bring another candidate level with {names[self.leader]}."
        criteria = self.appraisal.case.criteria.set_index("criterion")["name"]
        moved = self.weights[self.weights["change"].abs() > SEEN].sort_values("change")
        told = [f"{criteria[c]} {_moved(r.now, r.then)}" for c, r in moved.iterrows()]
        if not told:
            return f"{names[self.challenger]} is level with {names[self.leader]} as it is."
        listed = f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else told[0]
        return f"{names[self.challenger]} draws level with {names[self.leader]} at {listed}."

    def __repr__(self) -> str:
        """Say in one line what would have to be true."""
        return f"<Change: {self.words}>"

    def _repr_html_(self) -> str:
        """Show the sentence and the weights."""
        shown = self.weights.map(lambda share: f"{share:.1%}")
        return f"<p>{html.escape(self.words)}</p>{shown.to_html(escape=True)}"


def smallest_change(appraisal: Appraisal, challenger: str | None = None) -> Change:
    """What is the least that would have to matter differently for somebody else to lead?

    The sum of the absolute changes of the weights is made as small as it can be, so that the
    challenger has at least the leader's value: a linear programme, solved exactly.

    Parameters
    ----------
    appraisal : Appraisal
        Of two or more candidates, every cell with a value.
    challenger : str, optional
        Code of a candidate; without it, whoever needs the smallest change.

    Returns
    -------
    Change

    Raises
    ------
    InputError
        If there is nothing to compare, a value is missing, or the challenger is no candidate, or is
        the leader.

    References
    ----------
    Rios Insua & French, European Journal of Operational Research 1991;54:176-190 (the nearest
    weights at which another option is as good).

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> change = smallest_change(wcc.appraise(wcc.read(wcc.sample("northmere"))))
    >>> change.leader, change.challenger
    ('P20', 'P19')
    """
    refuse_too_few(appraisal)
    refuse_unknown(appraisal)
    leader = str(order_of(appraisal.value).index[0])
    rivals = _rivals(appraisal, leader, challenger)
    criteria = sorted(appraisal.values.columns)  # so that the order of the columns changes nothing
    values, weights = appraisal.values[criteria], appraisal.weights[criteria]
    now = weights.to_numpy(float)
    found = {
        code: nearest_weights((values.loc[code] - values.loc[leader]).to_numpy(float), now)
        for code in rivals
    }
    every = pd.Series({c: np.nan if w is None else np.abs(w - now).sum() for c, w in found.items()})
    every = every.sort_values(kind="stable").rename_axis("candidate").rename("total")
    best = None if every.isna().all() else str(every.index[0])
    then = now if best is None else found[best]
    table = pd.DataFrame({"now": now, "then": then, "change": then - now}, index=criteria)
    table = table.reindex(appraisal.values.columns).rename_axis("criterion")
    return Change(leader, best, float(every.iloc[0]), table, every, appraisal)


def nearest_weights(ahead: np.ndarray, weights: np.ndarray) -> np.ndarray | None:
    """Which weights, nearest to these, give `ahead` (values of one less another) no minus?

    Whatever weight is moved does most where the challenger is furthest ahead, and is missed least
    where it is furthest behind. So the linear programme is a continuous knapsack: weight is taken
    from the worst criterion, then from the next, until the two are level.

    Parameters
    ----------
    ahead : ndarray
        By criterion: value of the challenger less that of the leader.
    weights : ndarray
        They sum to 1.

    Returns
    -------
    ndarray or None
        New weights of 0 or more that sum to 1; None where there are none.

    References
    ----------
    Dantzig, Operations Research 1957;5:266-288 (the knapsack whose items may be cut).
    """
    if ahead.max() < 0:
        return None
    best, then, short = int(np.argmax(ahead)), weights.copy(), -float(ahead @ weights)
    for worst in np.argsort(ahead, kind="stable"):
        gain = ahead[best] - ahead[worst]
        if short <= 0 or gain <= 0:
            break
        moved = min(weights[worst], short / gain)
        then[worst] -= moved
        then[best] += moved
        short -= moved * gain
    return then


def _moved(now: float, then: float) -> str:
    if f"{now:.0%}" != f"{then:.0%}":
        return f"{then:.0%} instead of {now:.0%}"
    return f"a little {'more' if then > now else 'less'} than {now:.0%}"


def _rivals(appraisal: Appraisal, leader: str, challenger: str | None) -> list[str]:
    others = sorted(code for code in appraisal.values.index if code != leader)
    if challenger is None:
        return others
    if challenger == leader:
        raise InputError.of(
            found=f"{leader}, the leader, as its own challenger", allowed="another candidate", do=""
        )
    must_be_one_of("candidate", challenger, others)
    return [challenger]
