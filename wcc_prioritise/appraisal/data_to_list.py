"""From data to list: which gaps does nobody propose to close, and which proposals have none?"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from wcc_prioritise.appraisal.cited import CLEAR, NOT_COMPARED, cited_gaps, refuse_foreign
from wcc_prioritise.case import Case
from wcc_prioritise.evidence import Gaps
from wcc_prioritise.schema import TABLES
from wcc_prioritise.tables import InputError

CITES_NOTHING = "cites no indicator"

_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y")
_LARGE, _MIDDLING, _SMALL = 1_000, 10, 0.1


@dataclass(frozen=True, eq=False, repr=False)
class DataToList:
    """What the data ask for and the list does not answer, and the other way round.

    Parameters
    ----------
    gaps : Gaps
        Where the gaps are from.
    first_data, preferred : date or None
        The day of the first data, and that of the preferred list.
    proposals : int
        How many candidates were looked at.
    """

    gaps: Gaps
    first_data: datetime.date | None
    preferred: datetime.date | None
    proposals: int
    _unanswered: pd.DataFrame
    _unfounded: pd.DataFrame

    @property
    def unanswered(self) -> pd.DataFrame:
        """The gaps nobody proposes to close: rows of `gaps.table`, most people first.

        All are clear of noise. Their people are headroom and are not to be added up.
        """
        return self._unanswered.copy(deep=False)

    @property
    def unfounded(self) -> pd.DataFrame:
        """The proposals with no gap behind them: candidate, name, cites, why."""
        return self._unfounded.copy(deep=False)

    @property
    def days(self) -> int | None:
        """Days from the first data to the preferred list; None unless both are dated."""
        if self.first_data is None or self.preferred is None:
            return None
        return (self.preferred - self.first_data).days

    def summary(self) -> str:
        """Say in one sentence how data and list meet."""
        gaps, proposals = len(self._unanswered), len(self._unfounded)
        clear = int((self.gaps.table["verdict"] == CLEAR).sum())
        words = f"{gaps} of {clear} clear gaps: nobody proposes to close them; "
        if self.proposals:
            words += f"{proposals} of {self.proposals} proposals: no clear gap behind them."
        else:
            words += "there is no proposal yet."
        if self.days is not None:
            words += f" From first data to preferred list: {self.days} days."
        return words

    def __repr__(self) -> str:
        """Say in one line how data and list meet."""
        return f"<DataToList: {self.summary()}>"


def data_to_list(
    case: Case,
    gaps: Gaps,
    *,
    first_data: datetime.date | None = None,
    preferred: datetime.date | None = None,
) -> DataToList:
    """Which gaps does nobody propose to close, and which proposals have no gap behind them?

    Parameters
    ----------
    case : Case
        With candidates; without any, every clear gap is unanswered.
    gaps : Gaps
        Made from the indicators of the case.
    first_data : date, optional
        The day of the first data; without it, the earliest day on an evidence card that is no
        study (a study is older than any workshop).
    preferred : date, optional
        The day of the preferred list.

    Returns
    -------
    DataToList
        Both lists, and the days between where both are dated.

    Raises
    ------
    InputError
        If the gaps are of other figures, or the list is dated before the data.

    Notes
    -----
    A proposal without a gap is not a bad one: it may rest on a trial, an audit or what patients
    say. It is to say so.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> case = wcc.read(wcc.sample("northmere"))
    >>> gaps = wcc.benchmark(case.indicators, area="Northmere", peers=case.peers)
    >>> data_to_list(case, gaps).unfounded.set_index("candidate")["why"]["P10"]
    'I06: better than peers (2025-26)'
    """
    refuse_foreign(case, gaps)
    first_data = first_data or first_dated(case)
    if first_data and preferred and preferred < first_data:
        raise InputError.of(
            where="preferred",
            found=f"{preferred:%Y-%m-%d}, before the first data ({first_data:%Y-%m-%d})",
            allowed="the day of the first data or later",
            do="Correct one of the two.",
        )
    cited = cited_gaps(case, gaps)
    return DataToList(
        gaps=gaps,
        first_data=first_data,
        preferred=preferred,
        proposals=len(case.candidates),
        _unanswered=_unanswered(gaps, set(cited["indicator"])),
        _unfounded=_unfounded(case, cited),
    )


def _unanswered(gaps: Gaps, cited: set[str]) -> pd.DataFrame:
    table = gaps.table
    open_ = table[(table["verdict"] == CLEAR) & ~table["indicator"].isin(cited)]
    return open_.sort_values(
        ["opportunity", "indicator"], ascending=[False, True], ignore_index=True
    )


def _unfounded(case: Case, cited: pd.DataFrame) -> pd.DataFrame:
    founded = set(cited.loc[cited["verdict"] == CLEAR, "candidate"])
    rows = [
        (row.candidate, row.name, row.indicators, _why(cited[cited["candidate"] == row.candidate]))
        for row in case.candidates[["candidate", "name", "indicators"]].itertuples(index=False)
        if row.candidate not in founded
    ]
    return pd.DataFrame(rows, columns=["candidate", "name", "cites", "why"])


def _why(own: pd.DataFrame) -> str:
    """Say why no gap stands behind a proposal."""
    said = [
        f"{row.indicator}: {row.verdict}"
        + ("" if row.verdict == NOT_COMPARED else f" ({row.period})")
        for row in own.itertuples()
    ]
    return "; ".join(dict.fromkeys(said)) or CITES_NOTHING


def first_dated(case: Case) -> datetime.date | None:
    """When were the first data there? The earliest day on an evidence card that is no study."""
    cards = case.evidence
    days = [_day(text) for text in cards.loc[cards["kind"] != "study", "date"]]
    return min((day for day in days if day), default=None)


def _day(text: object) -> datetime.date | None:
    """Read a day; a year or a month alone is none."""
    if not isinstance(text, str):
        return None
    for form in _FORMS:
        try:
            return datetime.datetime.strptime(text.strip(), form).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None


def candidate_stub(gap: Mapping[str, object], code: str | None = None) -> dict[str, object]:
    """What row of the candidates table does a gap become?

    Parameters
    ----------
    gap : mapping
        A row of `gaps.table`, such as `found.unanswered.loc[0]`.
    code : str, optional
        The candidate's code; G- and the code of the indicator by default.

    Returns
    -------
    dict
        Every column of the candidates table: code, name, description with the figures and their
        source, the indicator cited. All else is None, for the sponsor to fill in. People too: the
        opportunity of a gap is headroom, not the number of people who would benefit.

    Examples
    --------
    >>> stub = candidate_stub(
    ...     {
    ...         "indicator": "I11",
    ...         "indicator_name": "Deaths at home",
    ...         "period": "2025-26",
    ...         "value": 44.4,
    ...         "peer_mean": 46.0,
    ...         "unit": "%",
    ...         "opportunity": 52.6,
    ...     }
    ... )
    >>> stub["candidate"], stub["name"], stub["indicators"], stub["people"]
    ('G-I11', 'Close the gap: Deaths at home', ('I11',), None)
    """
    stub: dict[str, object] = dict.fromkeys(TABLES["candidates"].model_fields)
    name = _given(gap, "indicator_name") or str(gap["indicator"])
    return stub | {
        "candidate": code or f"G-{gap['indicator']}",
        "name": f"Close the gap: {name}",
        "description": _description(gap, name),
        "organisations": (),
        "indicators": (str(gap["indicator"]),),
    }


def _description(gap: Mapping[str, object], name: str) -> str:
    """Carry the figures and their source, and say what was left blank."""
    who = ", ".join(filter(None, (_given(gap, "sex"), _given(gap, "age"))))
    words = (
        f"From data: {name}{f' ({who})' if who else ''}, {_given(gap, 'period') or 'no period'}: "
        f"{_figure(gap, 'value')} here, {_figure(gap, 'peer_mean')} in areas like ours."
    )
    words += f" Source: {_given(gap, 'source') or 'not given'}."
    people = gap.get("opportunity")
    if people is None or pd.isna(people):
        return f"{words} People who would benefit: not known, left blank."
    return (
        f"{words} People who would benefit: not known, left blank ({people:,.0f} people stand at "
        "that gap: headroom, not what a project would bring)."
    )


def _given(gap: Mapping[str, object], column: str) -> str:
    value = gap.get(column)
    return "" if value is None or pd.isna(value) else str(value)


def _figure(gap: Mapping[str, object], column: str) -> str:
    """Write a figure with its unit, with as many decimals as it needs."""
    value = gap.get(column)
    if value is None or pd.isna(value):
        return "no figure"
    decimals = sum(abs(value) < least for least in (_LARGE, _MIDDLING, _SMALL))
    unit = _given(gap, "unit")
    close = unit if unit.startswith("%") else f" {unit}"
    return f"{value:,.{decimals}f}{close}".strip()
