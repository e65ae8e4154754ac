"""What does the programme cost and release, quarter by quarter, and when has it paid for itself?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal.profile import MONTHS, phased_months
from wcc_prioritise.portfolio.money import Money, money
from wcc_prioritise.programme.calendar import MONTHS_A_QUARTER, quarter_words
from wcc_prioritise.programme.chosen import facts_of
from wcc_prioritise.programme.scheduling import Programme
from wcc_prioritise.tables import InputError

SHOWN = 20
"""Quarters shown when nothing else is asked, where the programme has no more: five years."""

SEEN = 0.5
"""In thousand pounds: less than this reads as nought."""

PAID = 1e-9
"""In thousand pounds: less than this below nought is nought."""


@dataclass(frozen=True, eq=False)
class Cash:
    """What the programme costs and releases, in thousand pounds at today's prices.

    Attributes
    ----------
    programme : Programme
        Whose cash.
    money : Money
        Savings and pots at full effect.
    by_project : DataFrame
        candidate, quarter (from 0), set_up, running and cashable.
    """

    programme: Programme
    money: Money
    by_project: pd.DataFrame

    @cached_property
    def table(self) -> pd.DataFrame:
        """Columns quarter, words, set_up, running, cashable, net and cumulative; £ thousand."""
        table = self.by_project.drop(columns="candidate").groupby("quarter").sum()
        table["net"] = table["cashable"] - table["set_up"] - table["running"]
        table["cumulative"] = table["net"].cumsum()
        table = table.reset_index()
        words = [quarter_words(self.programme.start, q) for q in table["quarter"]]
        table.insert(1, "words", words)
        return table

    @property
    def break_even(self) -> int | None:
        """Quarter by whose end all spent has come back, and from which it stays so, if any."""
        paid = self.table["cumulative"].to_numpy() >= -PAID
        if not len(paid) or not paid[-1]:
            return None
        below = np.flatnonzero(~paid)
        return int(below[-1]) + 1 if len(below) else 0

    @property
    def most_needed(self) -> float:
        """The most that is spent and has not come back at the end of any quarter, £ thousand."""
        return max(0.0, -float(self.table["cumulative"].min())) if len(self.table) else 0.0

    @property
    def growing(self) -> float:
        """How much more is spent than saved in the last quarter shown, £ thousand; 0 if no more."""
        return max(0.0, -float(self.table["net"].iloc[-1])) if len(self.table) else 0.0

    def summary(self) -> str:
        """Say how much must be found, when it has come back, and whether it still grows."""
        if self.by_project.empty:
            return "No project is chosen, so nothing is spent."
        words, growing = self.table.set_index("quarter")["words"], self.growing >= SEEN
        back = (
            f"has come back{'' if growing else ' for good'} by the end of {words[self.break_even]}"
            if self.break_even is not None
            else f"has not come back by the end of {words.iloc[-1]}"
        )
        most = f"{'At least' if growing else 'At most'} £{self.most_needed:,.0f} thousand"
        said = f"{most} must be found; what is spent {back}."
        if not growing:
            return said
        return (
            f"{said} The cost is still growing at the end: in {words.iloc[-1]} "
            f"£{self.growing:,.0f} thousand more is spent than saved."
        )


def cash(programme: Programme, quarters: int | None = None) -> Cash:
    """What does the programme cost and release in each quarter?

    Set-up is spread evenly over the quarters of work (or falls in the first, where there is no
    work). Running begins with the first benefit, or with the end of work if that is earlier: a
    service that brings a benefit is running, and one whose work has ended is paid for. Cashable
    savings are those of `money` at full effect (claim x effect of the grade x cashable share, with
    claims on one pot scaled down together to its size), phased by each project's benefit profile
    from its own start.

    Parameters
    ----------
    programme : Programme
        The projects in time.
    quarters : int, optional
        Quarters shown; by default those of the programme, and five years at least.

    Returns
    -------
    Cash
        By quarter and by project, in thousand pounds at today's prices, not discounted.

    Raises
    ------
    InputError
        If the number of quarters makes no sense.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.programme import schedule
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> found = cash(schedule(wcc.select(appraisal, limits={"gross_3yr": 9_000}), "2027-04"))
    >>> len(found.table), bool((found.table["running"].diff().dropna() >= 0).all())
    (20, True)
    """
    quarters = _quarters(programme, quarters)
    facts = facts_of(programme)
    saved = money(programme.portfolio, facts.index)
    parts = {
        "set_up": _set_up(programme, facts, quarters),
        "running": _running(programme, facts, quarters),
        "cashable": _cashable(programme, facts, saved, quarters),
    }
    table = pd.DataFrame(
        {
            "candidate": np.repeat(np.array(facts.index, dtype=object), quarters),
            "quarter": np.tile(np.arange(quarters), len(facts)),
            **{name: amounts.reshape(-1) for name, amounts in parts.items()},
        }
    )
    return Cash(programme, saved, table)


def _quarters(programme: Programme, asked: int | None) -> int:
    if asked is None:
        return max(programme.quarters, SHOWN)
    if isinstance(asked, (int, float, np.number)) and asked >= 1 and float(asked).is_integer():
        return int(asked)
    raise InputError.of(
        found=f"{asked!r} quarters", allowed="a whole number, 1 or more", do="Correct it."
    )


def _since(programme: Programme, facts: pd.DataFrame, quarters: int) -> np.ndarray:
    """Give months since the start of each project at the edges of the quarters, from 0 on."""
    edges = MONTHS_A_QUARTER * np.arange(quarters + 1)
    begun = MONTHS_A_QUARTER * programme.starts[facts.index].to_numpy(dtype=float)
    return np.maximum(edges[None, :] - begun[:, None], 0.0)


def _set_up(programme: Programme, facts: pd.DataFrame, quarters: int) -> np.ndarray:
    work = np.maximum(facts["quarters"].to_numpy(dtype=float), 1)[:, None]
    done = np.minimum(_since(programme, facts, quarters) / (MONTHS_A_QUARTER * work), 1)
    return np.diff(done, axis=1) * facts["set_up_cost"].to_numpy(dtype=float)[:, None]


def _running(programme: Programme, facts: pd.DataFrame, quarters: int) -> np.ndarray:
    begins = np.minimum(facts["first_benefit"], MONTHS_A_QUARTER * facts["quarters"])
    ran = np.maximum(
        _since(programme, facts, quarters) - begins.to_numpy(dtype=float)[:, None], 0.0
    )
    return np.diff(ran, axis=1) / MONTHS * facts["running_cost"].to_numpy(dtype=float)[:, None]


def _cashable(programme: Programme, facts: pd.DataFrame, saved: Money, quarters: int) -> np.ndarray:
    first, full = (
        facts[c].to_numpy(dtype=float)[:, None] for c in ("first_benefit", "full_benefit")
    )
    months = phased_months(first, full, _since(programme, facts, quarters))
    cashable = saved.savings["cashable"].to_numpy(dtype=float)[:, None]
    return np.diff(months, axis=1) / MONTHS * cashable
