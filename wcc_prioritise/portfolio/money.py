"""What does the set save, and who pays when the money stops? Savings by pot and by year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal.profile import MONTHS, phased_months
from wcc_prioritise.portfolio.choice import Portfolio
from wcc_prioritise.portfolio.demands import codes_of, unknown_name
from wcc_prioritise.schema import EFFECT_BY_GRADE

FUNDED_YEARS = 3
"""Years for which the portfolio is paid; what recurs after them is somebody's to find."""

YEARS = 5
"""Years that are shown when nothing else is asked."""


@dataclass(frozen=True, eq=False)
class Money:
    """What a set costs and saves, in thousand pounds.

    Attributes
    ----------
    savings : DataFrame
        candidate, name, grade, claimed (a year), effect, pot, kept (share left after the pot's
        cap), deliverable (a year), cashable_share, cost_form and cashable (a year).
    pots : DataFrame
        pot, what, size, deliverable before the cap, allowed and kept (a year).
    years : DataFrame
        year, set_up, running, cashable, net and cumulative, one row a year from the start.
    chosen : tuple of str
        Whose money it is.
    slipped : bool
        Whether months were multiplied by the charter's slip.
    portfolio : Portfolio
        What it was made from.
    """

    savings: pd.DataFrame
    pots: pd.DataFrame
    years: pd.DataFrame
    chosen: tuple[str, ...]
    slipped: bool
    portfolio: Portfolio

    @property
    def recurrent(self) -> float:
        """What is to be found in the year after the last funded one: running less cashable."""
        after = self.years.loc[self.years["year"] > FUNDED_YEARS]
        return float(-after["net"].iloc[0]) if len(after) else float("nan")

    @property
    def break_even(self) -> int | None:
        """First year by whose end the set has paid for itself, if there is one."""
        paid = self.years.loc[self.years["cumulative"] >= 0, "year"]
        return int(paid.iloc[0]) if len(paid) else None

    @property
    def pay_back(self) -> tuple[str, ...]:
        """Chosen candidates whose cashable saving is larger than their running cost."""
        table = self.savings
        return tuple(table.loc[table["cashable"] > table["running"], "candidate"])

    def summary(self) -> str:
        """Say what is claimed, deliverable and cashable, and what is left to find."""
        claimed, deliverable, cashable = (
            self.savings[name].sum() for name in ("claimed", "deliverable", "cashable")
        )
        found = (
            f"leaves £{self.recurrent:,.0f} thousand a year to find"
            if self.recurrent > 0
            else f"frees £{-self.recurrent:,.0f} thousand a year"
        )
        return (
            f"Claimed savings of £{claimed:,.0f} thousand a year come to £{deliverable:,.0f} "
            f"thousand deliverable and £{cashable:,.0f} thousand cashable; after year "
            f"{FUNDED_YEARS} the set {found}."
        )


def money(
    portfolio: Portfolio,
    codes: Iterable[str] | None = None,
    *,
    years: int = YEARS,
    slipped: bool = False,
) -> Money:
    """What does the set save, and what is left to find when the money stops?

    Savings = claim x effect (by evidence grade) x cashable share x phase. Deliverable savings that
    draw on one pot are scaled down together when they exceed its declared size.

    Parameters
    ----------
    portfolio : Portfolio
        Whose candidates.
    codes : iterable of str, optional
        Another set than the chosen one.
    years : int
        Years shown; more than the three that are funded.
    slipped : bool
        With months multiplied by the charter's slip.

    Returns
    -------
    Money
        Savings, pots and years, in thousand pounds at today's prices, not discounted.

    Raises
    ------
    InputError
        If a candidate is unknown.

    References
    ----------
    The effects are `EFFECT_BY_GRADE`: assumptions of this product, to be replaced locally.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> found = money(wcc.select(appraisal, limits={"gross_3yr": 9_000}))
    >>> bool((found.savings["cashable"] <= found.savings["claimed"]).all())
    True
    """
    case = portfolio.appraisal.case
    chosen = portfolio.chosen if codes is None else codes_of(codes)
    table = case.candidates.set_index("candidate")
    for code in chosen:
        if code not in table.index:
            raise unknown_name("candidate", code, list(table.index))
    rows = table.loc[list(chosen)]
    savings, pots = _savings(rows, case.pots)
    slip = case.charter.slip if slipped else 1.0
    by_year = _by_year(rows, savings, years, slip)
    return Money(savings, pots, by_year, tuple(chosen), slipped, portfolio)


def _savings(rows: pd.DataFrame, pots: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    claimed = rows["claimed_saving"].astype(float)
    effect = rows["grade"].map(EFFECT_BY_GRADE).astype(float).fillna(0.0)
    before = claimed * effect
    capped = _pots(before, rows["pot"], pots)
    kept = rows["pot"].map(capped.set_index("pot")["kept"]).astype(float).fillna(1.0)
    share = rows["cashable_share"].astype(float)
    table = pd.DataFrame(
        {
            "name": rows["name"],
            "grade": rows["grade"],
            "claimed": claimed,
            "effect": effect,
            "pot": rows["pot"],
            "kept": kept,
            "deliverable": before * kept,
            "cashable_share": share,
            "cost_form": rows["cost_form"],
            "cashable": before * kept * share,
            "running": rows["running_cost"].astype(float),
        }
    )
    return table.rename_axis("candidate").reset_index(), capped


def _pots(before: pd.Series, drawn: pd.Series, pots: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for pot in pots.to_dict("records"):
        asked = float(before[drawn == pot["pot"]].clip(lower=0).sum())
        kept = min(1.0, pot["size"] / asked) if asked > 0 else 1.0
        rows.append((pot["pot"], pot["what"], pot["size"], asked, asked * kept, kept))
    names = ["pot", "what", "size", "deliverable", "allowed", "kept"]
    return pd.DataFrame(rows, columns=names)


def _by_year(rows: pd.DataFrame, savings: pd.DataFrame, years: int, slip: float) -> pd.DataFrame:
    """Set-up falls in the first year; running costs are paid in full from the start."""
    first = slip * rows["first_benefit"].to_numpy(float)
    full = slip * rows["full_benefit"].to_numpy(float)
    ends = MONTHS * np.arange(years + 1)
    reached = phased_months(first[:, None], full[:, None], ends[None, :]) / MONTHS
    phase = np.diff(reached, axis=1)
    year = np.arange(1, years + 1)
    table = pd.DataFrame(
        {
            "year": year,
            "set_up": np.where(year == 1, float(rows["set_up_cost"].sum()), 0.0),
            "running": float(rows["running_cost"].sum()),
            "cashable": savings["cashable"].to_numpy(float) @ phase,
        }
    )
    table["net"] = table["cashable"] - table["set_up"] - table["running"]
    table["cumulative"] = table["net"].cumsum()
    return table
