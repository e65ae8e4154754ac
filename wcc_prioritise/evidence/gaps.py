"""How far are we from areas like us? The frozen answer, and how it is shown."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from html import escape
from textwrap import shorten

import pandas as pd

TABLE_COLUMNS = (
    "indicator",
    "indicator_name",
    "period",
    "unit",
    "polarity",
    "value",
    "lower",
    "upper",
    "count",
    "denominator",
    "scale",
    "peers",
    "peer_mean",
    "peer_lower",
    "peer_upper",
    "gap",
    "gap_lower",
    "gap_upper",
    "opportunity",
    "opportunity_lower",
    "opportunity_upper",
    "verdict",
    "sex",
    "age",
    "interval_from",
    "note",
    "publisher_verdict",
    "publisher_note",
    "source",
)

VERDICTS = (
    "worse than peers",
    "better than peers",
    "no clear difference",
    "no direction given",
    "no interval",
    "too few peers",
    "not published",
)
"""Every verdict, in the order they are counted."""

_LONGEST_NAME = 70
_MOST_DECIMALS = 4


@dataclass(frozen=True, eq=False, repr=False)
class Gaps:
    """How far our area is from areas like it, indicator by indicator.

    Parameters
    ----------
    area, area_name : str
        Code and name of our area, as the table has them.
    how : str
        What it is compared with, in words.
    warnings : tuple of str
        What is to be said beside the figures.
    confidence : float
        Two-sided confidence of every interval.
    """

    area: str
    area_name: str
    how: str
    warnings: tuple[str, ...]
    confidence: float
    _table: pd.DataFrame
    _peers: pd.DataFrame
    _used: pd.DataFrame

    @property
    def table(self) -> pd.DataFrame:
        """One row an indicator, sex and age.

        Values, limits, means and gaps are in the unit of the row; a gap is positive where our area
        is worse; an opportunity is in people. `note` is ours, `publisher_verdict` and
        `publisher_note` are the publisher's own words.
        """
        return self._table.copy(deep=False)

    @property
    def peers(self) -> pd.DataFrame:
        """The areas compared with: peer, order (1 for the nearest), found in the table, source."""
        return self._peers.copy(deep=False)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the published rows used, in one order and one spelling of numbers."""
        rows = self._used.to_csv(index=False, lineterminator="\n")
        return hashlib.sha256(rows.encode("utf-8")).hexdigest()

    @property
    def counts(self) -> pd.Series:
        """How many figures have each verdict: verdict -> number, those that occur."""
        counted = self._table["verdict"].value_counts().reindex(list(VERDICTS))
        return counted.dropna().astype("int64")

    def summary(self) -> str:
        """Say in one sentence how our area stands."""
        counts = "; ".join(f"{verdict}: {number}" for verdict, number in self.counts.items())
        return f"{self.area_name} beside {self.how}. Of {self._number()}, {counts}."

    def _number(self) -> str:
        many = "figures" if self._table["indicator"].duplicated().any() else "indicators"
        return f"{len(self._table)} {many if len(self._table) > 1 else many[:-1]}"

    def __repr__(self) -> str:
        """Say in one line how many figures stand how."""
        counts = ", ".join(f"{number} {verdict}" for verdict, number in self.counts.items())
        return f"<Gaps: {self.area_name}, {self._number()}: {counts}>"

    def _repr_html_(self) -> str:
        """Show the gaps with their sentence, what is to be said beside them, and the next step."""
        cautions = "".join(f"<li>{escape(words)}</li>" for words in self.warnings)
        return (
            f"<p>{escape(self.summary())}</p>{_html_table(self._table, self.confidence)}"
            f"{f'<ul>{cautions}</ul>' if cautions else ''}"
            "<p>Next: <code>wcc.appraise(case)</code>. A gap is headroom, not what a project would "
            "bring, and never enters a score.</p>"
        )


def _html_table(table: pd.DataFrame, confidence: float) -> str:
    """Write the figures as a table, a gap and its people with their limits, every text escaped."""
    limits = f"({confidence * 100:.12g}% limits)"
    headings = (
        "indicator",
        "period",
        "unit",
        f"our area {limits}",
        f"mean of peers {limits}",
        "peers",
        f"gap, + is worse {limits}",
        f"people at that gap {limits}",
        "verdict",
    )
    head = "".join(f'<th scope="col">{escape(words)}</th>' for words in headings)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in _cells(row))}</tr>"
        for row in table.astype(object).where(table.notna(), None).itertuples(index=False)
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cells(row) -> list[str]:
    """Write one row of the table as texts."""
    decimals = _decimals(row)
    who = ", ".join(word for word in (row.sex, row.age) if word)
    name = shorten(row.indicator_name or "", _LONGEST_NAME, placeholder=" ...")
    return [
        f"{row.indicator} {name}".strip() + (f" ({who})" if who else ""),
        row.period,
        row.unit or "",
        _figure(row.value, row.lower, row.upper, decimals),
        _figure(row.peer_mean, row.peer_lower, row.peer_upper, decimals),
        str(row.peers),
        _figure(row.gap, row.gap_lower, row.gap_upper, decimals, sign="+"),
        _figure(row.opportunity, row.opportunity_lower, row.opportunity_upper, 0),
        f"{row.verdict}: {row.note}" if row.note else row.verdict,
    ]


def _decimals(row) -> int:
    """Give enough decimals for three figures, and for a clear gap not to be shown as nought."""
    largest = max((abs(x) for x in (row.value, row.peer_mean) if x is not None), default=0)
    decimals = sum(largest < least for least in (1_000, 10, 1))
    if row.verdict in ("worse than peers", "better than peers"):
        smallest = min(abs(row.gap_lower), abs(row.gap_upper))
        while decimals < _MOST_DECIMALS and round(smallest, decimals) == 0:
            decimals += 1
    return decimals


def _figure(
    point: float | None, lower: float | None, upper: float | None, decimals: int, sign: str = ""
) -> str:
    """Write a figure with its limits, or without where it has none."""
    if point is None:
        return ""

    def written(number: float) -> str:
        rounded = round(number, decimals)
        plus = sign if rounded else ""  # nought has no sign
        return f"{rounded + 0.0:{plus},.{decimals}f}".replace("-", "\u2212")

    if lower is None or upper is None:
        return written(point)
    return f"{written(point)} ({written(lower)} to {written(upper)})"
