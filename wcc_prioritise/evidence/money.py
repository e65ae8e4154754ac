"""What would an opportunity be worth in money, if what somebody assumes were so?

Money is people x a unit value x the share that can be realised; the last two are the user's
assumptions and stay labelled as such. What is one saving seen several times goes into one pot, and
only the largest of a pot is counted.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from wcc_prioritise.evidence.opportunities import ENDS, Opportunities
from wcc_prioritise.tables import Fault, InputError, near_miss

ASSUMPTIONS = ("indicator", "unit_value", "realisable_share", "pot")

_SHOWN = (
    "area", "area_name", "indicator", "period", "sex", "age", "verdict", "opportunity",
    "unit_value", "realisable_share", "pot",
)  # fmt: skip
_LABEL = "unit value and realisable share are assumptions of whoever gave them, not findings"


@dataclass(frozen=True, eq=False, repr=False)
class Money:
    """What opportunities would be worth under somebody's assumptions.

    Parameters
    ----------
    how : str
        What was multiplied, what is an assumption, and what was not counted twice.
    """

    how: str
    _table: pd.DataFrame
    _assumptions: pd.DataFrame

    @property
    def table(self) -> pd.DataFrame:
        """One row an opportunity with assumptions.

        `money` with its limits is in the unit of the unit value; `counted` says whether it is in
        the totals, and `why` why not.
        """
        return self._table.copy(deep=False)

    @property
    def assumptions(self) -> pd.DataFrame:
        """The assumptions as given: indicator, unit_value, realisable_share, pot."""
        return self._assumptions.copy(deep=False)

    @property
    def totals(self) -> pd.DataFrame:
        """One row an area: money of clear gaps, each pot once; and how many were not counted.

        Limits of a sum are not the sum of limits, so none are given.
        """
        table = self._table.assign(clear=self._table["money"].where(self._table["counted"], 0.0))
        groups = table.groupby("area", sort=True)
        return pd.DataFrame(
            {
                "money": groups["clear"].sum(),
                "counted": groups["counted"].sum().astype("int64"),
                "not_counted": (~table["counted"]).groupby(table["area"]).sum().astype("int64"),
            }
        ).reset_index()

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the table, assumptions included."""
        rows = self._table.to_csv(index=False, lineterminator="\n")
        return hashlib.sha256(rows.encode("utf-8")).hexdigest()

    def __repr__(self) -> str:
        """Say in one line how many are counted."""
        return f"<Money: {int(self._table['counted'].sum())} of {len(self._table)} counted>"


def money(opportunities: Opportunities, assumptions: pd.DataFrame) -> Money:
    """What would the gaps be worth in money, no saving counted twice?

    Parameters
    ----------
    opportunities : Opportunities
        Gaps in people.
    assumptions : DataFrame
        One row an indicator: indicator, unit_value (money a person or event), realisable_share (0
        to 1), and pot, the same word for indicators that see one saving (emergency admissions and
        their bed days); blank for a pot of its own.

    Returns
    -------
    Money
        money = opportunity x unit value x realisable share, with its limits. Counted in the totals
        is, of each area and pot, the largest clear gap; a gap within noise never is.

    Raises
    ------
    InputError
        With every fault: an indicator there is no opportunity of, a number that cannot be, an
        indicator named twice.

    Notes
    -----
    An opportunity is not cash: what is saved is the marginal cost, and fixed cost stays.

    Examples
    --------
    >>> from wcc_prioritise.evidence import opportunity
    >>> figures = pd.DataFrame(
    ...     {"indicator": "FEET", "area": ["Ours", "East", "West", "South"], "period": "2025-26"}
    ... ).assign(value=[80.0, 88, 90, 92], count=[800, 880, 900, 920], denominator=1000)
    >>> figures = figures.assign(unit="%", scale=100, polarity="high is good")
    >>> found = opportunity(figures, area="Ours", seed=0)
    >>> assumed = pd.DataFrame({"indicator": ["FEET"], "unit_value": 40, "realisable_share": 0.5})
    >>> float(money(found, assumed).totals["money"].iloc[0])
    2000.0
    """
    table = opportunities.table
    read = _read(assumptions, sorted(set(table["indicator"])))
    joined = table.merge(read, on="indicator", how="inner", validate="many_to_one")
    each = joined["unit_value"] * joined["realisable_share"]
    for end in ENDS:
        joined[f"money{end}"] = joined[f"opportunity{end}"] * each
    joined["pot"] = joined["pot"].where(joined["pot"] != "", joined["indicator"])
    why = _why(joined)
    shown = joined[[*_SHOWN, *(f"money{end}" for end in ENDS)]].assign(
        counted=[not words for words in why], why=why
    )
    shared = read.loc[(read["pot"] != "") & read.duplicated("pot", keep=False), "pot"]
    how = f"people x unit value x realisable share; {_LABEL}"
    if len(shared):
        how += f"; of each pot ({', '.join(sorted(set(shared)))}) only the largest is counted"
    return Money(how, shown, read)


def _read(assumptions: pd.DataFrame, known: list[str]) -> pd.DataFrame:
    """Check the assumptions, every fault at once."""
    absent = [c for c in ASSUMPTIONS[:3] if c not in getattr(assumptions, "columns", ())]
    if absent:
        raise InputError.of(
            found=f"no column {' and no column '.join(absent)}",
            allowed=f"the columns {', '.join(ASSUMPTIONS)}",
            do="Add them: without the user's own figures there is no money.",
            where="assumptions",
        )
    table = assumptions.reindex(columns=list(ASSUMPTIONS)).reset_index(drop=True)
    table["pot"] = [str(word).strip() if pd.notna(word) else "" for word in table["pot"]]
    numbers = {c: pd.to_numeric(table[c], errors="coerce") for c in ASSUMPTIONS[1:3]}
    faults = [*_faults(table, numbers, known)]
    if faults:
        raise InputError(faults)
    return table.assign(**{c: column.astype("float64") for c, column in numbers.items()})


def _faults(table: pd.DataFrame, numbers: dict[str, pd.Series], known: list[str]):
    twice = table["indicator"].duplicated(keep=False)
    for i, row in enumerate(table.itertuples()):
        if row.indicator not in known:
            near = near_miss(row.indicator, known) if isinstance(row.indicator, str) else None
            do = f"Did you mean {near!r}?" if near else "Give the code of one of them."
            yield Fault("assumptions", i + 2, "indicator", repr(row.indicator),
                        "an indicator with an opportunity", do)  # fmt: skip
        if twice[i]:
            yield Fault("assumptions", i + 2, "indicator", f"{row.indicator!r} more than once",
                        "each indicator once", "Keep one of the rows.")  # fmt: skip
        for column, most in (("unit_value", np.inf), ("realisable_share", 1.0)):
            number = numbers[column][i]
            if not (np.isfinite(number) and 0 <= number <= most):
                allowed = "a number from 0" if most == np.inf else "a share from 0 to 1"
                yield Fault("assumptions", i + 2, column, repr(getattr(row, column)), allowed,
                            "Correct the cell.")  # fmt: skip


def _why(joined: pd.DataFrame) -> list[str]:
    """Say of each row why it is not counted, or nothing where it is."""
    clear = joined["verdict"] == "clear gap"
    amount = joined["money"].where(clear & (joined["money"] > 0))
    order = joined.assign(amount=amount).sort_values(
        ["amount", "indicator", "sex", "age"], ascending=[False, True, True, True]
    )
    first = order[order["amount"].notna()].drop_duplicates(["area", "pot"])
    chosen = {(row.area, row.pot): row.Index for row in first.itertuples()}
    words = []
    for row in joined.assign(amount=amount).itertuples():
        kept = chosen.get((row.area, row.pot))
        if pd.isna(row.amount):
            words.append(str(row.verdict) if row.verdict != "clear gap" else "nothing to count")
        elif kept == row.Index:
            words.append("")
        else:
            words.append(f"the same saving as {joined.at[kept, 'indicator']} (pot {row.pot})")
    return words
