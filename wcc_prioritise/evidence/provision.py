"""What is bought today, and what does it ask of us? Spend, unmet need, contracts, what is coming.

Everything here is a question for the room. Spend beside outcome says where to look, never what to
cut: need differs, money takes years to show, and an outcome hangs on more than one service.
"""

from __future__ import annotations

import datetime
import math
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcc_prioritise.evidence.gaps import Gaps
from wcc_prioritise.evidence.intervals import z_value
from wcc_prioritise.tables import InputError, check_frame

NO_PROGRAMME = "no programme given"
NO_OUTCOME = "no outcome named"
NOT_COMPARED = "not compared"

QUESTIONS = {
    (True, "worse than peers"): "More is spent here than on the middle programme, and the outcome "
    "is worse: is the money on the right step of the pathway?",
    (False, "worse than peers"): "Less is spent here than on the middle programme, and the outcome "
    "is worse: is it too little, or on the wrong step?",
    (True, "better than peers"): "More is spent here than on the middle programme, and the outcome "
    "is better: could as much be had for less?",
    (False, "better than peers"): "Less is spent here than on the middle programme, and the "
    "outcome is better: what can others learn from it?",
}
"""What to ask where (more than the middle programme is spent, how the outcome stands)."""

NO_QUESTION = "The outcome tells nothing clear: what else is known?"

_SPEND = (
    "programme", "services", "spend", "share", "outcome", "outcome_name", "sex", "age", "period",
    "spend_behind", "z", "verdict", "question",
)  # fmt: skip
_WHO = ["service", "name", "programme"]
_MOST_MONTHS = 600


@dataclass(frozen=True, eq=False, repr=False)
class Provision:
    """What is bought today.

    Parameters
    ----------
    on : date or None
        The day from which contracts and technologies were looked at.
    months : int
        How far ahead contracts were looked at.
    technology_years : int
        How far ahead new technologies were looked at.
    warnings : tuple of str
        What is not known, and so not shown.
    """

    on: datetime.date | None
    months: int
    technology_years: int
    warnings: tuple[str, ...]
    _spend: pd.DataFrame
    _unmet: pd.DataFrame
    _contracts: pd.DataFrame
    _technologies: pd.DataFrame

    @property
    def spend(self) -> pd.DataFrame:
        """Spend against outcome: one row a programme and outcome.

        Spend in £ thousand a year; `share` of all spend listed; `spend_behind` that of the services
        which name the outcome; `z` the gap in standard errors, above nought where we are worse.
        """
        return self._spend.copy(deep=False)

    @property
    def unmet(self) -> pd.DataFrame:
        """Unmet need: one row a service for which both are given, people a year, largest first.

        Rows are not to be added up: one person may be in need of several services.
        """
        return self._unmet.copy(deep=False)

    @property
    def contracts(self) -> pd.DataFrame:
        """Contracts that end in the time looked at, with the last day for notice, soonest first."""
        return self._contracts.copy(deep=False)

    @property
    def technologies(self) -> pd.DataFrame:
        """New technologies due in the time looked at, or without a date, as somebody typed them."""
        return self._technologies.copy(deep=False)

    def summary(self) -> str:
        """Say in one sentence what there is to ask about."""
        asked = self._spend["question"].isin([*QUESTIONS.values()]).sum()
        said = [f"Spend and outcome to ask about: {asked}", f"unmet need: {len(self._unmet)}"]
        if self.on:
            said += [
                f"contracts that end within {self.months} months of {self.on}: "
                f"{len(self._contracts)}",
                f"new technologies within {self.technology_years} years: {len(self._technologies)}",
            ]
        return f"{'; '.join(said)}."

    def __repr__(self) -> str:
        """Say in one line what was found."""
        return f"<Provision: {self.summary()}>"


def provision(
    services: pd.DataFrame,
    gaps: Gaps | None = None,
    *,
    on: datetime.date | None = None,
    months: int = 12,
    technology_years: int = 3,
) -> Provision:
    """What is bought today, and what does it ask of us?

    Parameters
    ----------
    services : DataFrame
        What is bought, one row a service: `case.services`.
    gaps : Gaps, optional
        How far we are from areas like us, for the outcomes that the services name.
    on : date, optional
        The day from which to look ahead; without it no contract and no technology is shown, for
        nothing here reads a clock.
    months : int
        How many months ahead of `on` contracts are looked at, 1 to 600.
    technology_years : int
        How many years ahead of `on` new technologies are looked at, 1 to 50.

    Returns
    -------
    Provision
        Four tables, and what is not known.

    Raises
    ------
    InputError
        If there are no services, a cell cannot be read, or the time to look ahead is none.

    Notes
    -----
    The question beside spend and outcome follows the quadrants of the spend and outcome tool that
    commissioners had (SPOT, Association of Public Health Observatories, 2008 on): spend above or
    below that of the middle programme, outcome clearly worse or better than peers. Gaps on
    different indicators are shown one by one and never averaged.

    Examples
    --------
    >>> services = pd.DataFrame(
    ...     {
    ...         "service": ["V01", "V02"],
    ...         "name": ["Foot clinic", "Eye clinic"],
    ...         "spend": [30, 70],
    ...         "in_need": [900, None],
    ...         "served": [600, 400],
    ...         "contract_end": ["2027-03-31", None],
    ...         "notice_months": [6, None],
    ...     }
    ... )
    >>> found = provision(services, on=datetime.date(2026, 11, 1))
    >>> found.unmet[["service", "unmet"]].to_dict("records")
    [{'service': 'V01', 'unmet': 300.0}]
    >>> found.contracts["what"].tolist()
    ['the day for notice, 30 September 2026, has passed']
    """
    rows = _checked(services)
    _refuse(on, months, technology_years)
    return Provision(
        on=on,
        months=months,
        technology_years=technology_years,
        warnings=tuple(_not_known(rows, gaps, on)),
        _spend=_spend_and_outcome(rows, gaps),
        _unmet=_unmet_need(rows),
        _contracts=_ending(rows, on, months),
        _technologies=_coming(rows, on, technology_years),
    )


def _checked(services: pd.DataFrame) -> pd.DataFrame:
    """Read every cell as the schema says, or raise every fault."""
    table, faults = check_frame("services", services)
    if faults:
        raise InputError(faults)
    if table.frame.empty:
        raise InputError.of(
            where="services",
            found="no services",
            allowed="at least one row",
            do="Fill in what is bought today: the service, its programme, spend and contract.",
        )
    rows = table.frame.copy()
    rows["programme"] = rows["programme"].where(rows["programme"].notna(), NO_PROGRAMME)
    return rows


def _refuse(on: object, months: object, years: object) -> None:
    for name, given, most in (("months", months, _MOST_MONTHS), ("technology_years", years, 50)):
        if not isinstance(given, (int, np.integer)) or not 1 <= given <= most:
            raise InputError.of(
                where=name,
                found=repr(given),
                allowed=f"a whole number, 1 to {most}",
                do="Say how far ahead to look.",
            )
    if on is not None and (not isinstance(on, datetime.date) or isinstance(on, datetime.datetime)):
        raise InputError.of(
            where="on",
            found=repr(on),
            allowed="a date, as datetime.date(2026, 11, 1), or nothing",
            do="Give the day from which to look ahead.",
        )


# ---- spend and outcome --------------------------------------------------------------------------


def _spend_and_outcome(rows: pd.DataFrame, gaps: Gaps | None) -> pd.DataFrame:
    """Set each programme's share of spend beside each outcome that its services name."""
    spent = rows[rows["spend"].notna()]
    total = spent["spend"].sum()
    by_programme = spent.groupby("programme", sort=False)["spend"].agg(["sum", "size"])
    middle = by_programme["sum"].median()
    known = _standing(gaps)
    made = []
    for programme, money, many in by_programme.itertuples():
        own = spent[spent["programme"] == programme]
        first = {"programme": programme, "services": many, "spend": money,
                 "share": money / total if total else np.nan}  # fmt: skip
        for shown in _outcomes(own, known):
            asked = QUESTIONS.get((bool(money > middle), shown["verdict"]), NO_QUESTION)
            made.append(first | shown | {"question": asked})
    table = pd.DataFrame(made, columns=list(_SPEND))
    return table.sort_values(["spend", "programme"], ascending=[False, True], ignore_index=True)


def _standing(gaps: Gaps | None) -> dict[str, list[dict]]:
    """How does each indicator stand? Its rows, the gap in standard errors."""
    if gaps is None:
        return {}
    table = gaps.table
    error = (table["gap_upper"] - table["gap_lower"]) / (2 * z_value(gaps.confidence))
    table = table.assign(z=(table["gap"] / error.where(error > 0)).astype("float64"))
    found: dict[str, list[dict]] = {}
    for row in table.to_dict("records"):
        shown = {key: row[key] for key in ("sex", "age", "period", "z", "verdict")}
        shown |= {"outcome": row["indicator"], "outcome_name": row["indicator_name"]}
        found.setdefault(row["indicator"], []).append(shown)
    return found


def _outcomes(own: pd.DataFrame, known: dict[str, list[dict]]) -> list[dict]:
    """List the outcomes that the services of a programme name, each as it stands."""
    named = own[own["outcome"].notna()]
    shown = []
    for outcome, money in named.groupby("outcome", sort=True)["spend"].sum().items():
        nothing = {"outcome": outcome, "z": np.nan, "verdict": NOT_COMPARED}
        shown += [row | {"spend_behind": money} for row in known.get(outcome, [nothing])]
    return shown or [{"z": np.nan, "verdict": NO_OUTCOME}]


# ---- unmet need ---------------------------------------------------------------------------------


def _unmet_need(rows: pd.DataFrame) -> pd.DataFrame:
    """Take those served from those in need, where both are given."""
    both = rows[rows["in_need"].notna() & rows["served"].notna()]
    short = (both["in_need"] - both["served"]).clip(lower=0)
    share = both["served"] / both["in_need"].where(both["in_need"] > 0)
    more = np.where(
        both["served"] > both["in_need"],
        "more are served than in need: who counted?",
        "",
    )
    table = both[[*_WHO, "pathway_step", "in_need", "served"]].assign(
        unmet=short, share_served=share, note=more, source=both["source"]
    )
    return table.sort_values(["unmet", "service"], ascending=[False, True], ignore_index=True)


# ---- what lies ahead ----------------------------------------------------------------------------


def _ending(rows: pd.DataFrame, on: datetime.date | None, months: int) -> pd.DataFrame:
    """Take the contracts that end by then, those that have ended too, with the day for notice."""
    dated = rows[rows["contract_end"].notna()]
    if on is None:
        dated = dated.iloc[:0]
    else:
        last = months_later(on, months)
        dated = dated[_mask(dated, (end <= last for end in dated["contract_end"]))]
    notice = [
        None if pd.isna(wanted) else months_later(end, -math.ceil(wanted))
        for end, wanted in zip(dated["contract_end"], dated["notice_months"], strict=True)
    ]
    pairs = zip(dated["contract_end"], notice, strict=True)
    table = dated[[*_WHO, "provider", "spend", "contract_end", "notice_months"]].assign(
        notice_by=pd.Series(notice, dated.index, dtype=object),
        what=pd.Series([_said(end, by, on) for end, by in pairs], dated.index, dtype=object),
    )
    return table.sort_values(["contract_end", "service"], ignore_index=True)


def _said(end: datetime.date, by: datetime.date | None, on: datetime.date) -> str:
    """Say what there is to do about a contract."""
    if end < on:
        return "has ended: what holds now?"
    if by is None:
        return "no notice is given: ask"
    if by < on:
        return f"the day for notice, {in_words(by)}, has passed"
    return f"notice by {in_words(by)}"


def _coming(rows: pd.DataFrame, on: datetime.date | None, years: int) -> pd.DataFrame:
    """Take the technologies due by then, those without a date too."""
    named = rows[rows["new_technology"].notna()]
    columns = [*_WHO, "new_technology", "technology_due", "source"]
    if on is None:
        return named.iloc[:0][columns].assign(what=pd.Series(dtype=object))
    last = months_later(on, 12 * years)
    known = named["technology_due"].notna()
    pairs = zip(known, named["technology_due"], strict=True)
    within = _mask(named, (not dated or due <= last for dated, due in pairs))
    table = named[within][columns]
    order = [datetime.date.max if pd.isna(due) else due for due in table["technology_due"]]
    what = [
        "no date given" if due == datetime.date.max
        else "due before this day: has it come?" if due < on
        else f"due {in_words(due)}"
        for due in order
    ]  # fmt: skip
    table = table.assign(what=pd.Series(what, table.index, dtype=object), order=order)
    table = table.sort_values(["order", "service"], ignore_index=True)
    return table.drop(columns="order")


def _mask(rows: pd.DataFrame, true: Iterable[bool]) -> pd.Series:
    """Give a mask of rows, for no rows too."""
    return pd.Series([*true], rows.index, dtype=bool)


def months_later(day: datetime.date, months: int) -> datetime.date:
    """Which day is so many months later, or earlier? The last of a month where it has no such day.

    Examples
    --------
    >>> months_later(datetime.date(2027, 3, 31), -1), months_later(datetime.date(2026, 11, 1), 3)
    (datetime.date(2027, 2, 28), datetime.date(2027, 2, 1))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > datetime.MAXYEAR:
        return datetime.date.max
    if year < datetime.MINYEAR:
        return datetime.date.min
    return datetime.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def in_words(day: datetime.date) -> str:
    """Write a day as one says it."""
    return f"{day.day} {day:%B %Y}"


def _not_known(rows: pd.DataFrame, gaps: Gaps | None, on: datetime.date | None) -> Iterator[str]:
    """Say what is missing, and so not shown."""
    for column, words in (
        ("spend", "no spend, and not in any share"),
        ("outcome", "no outcome"),
        ("contract_end", "no end of contract"),
    ):
        blank = rows.loc[rows[column].isna(), "service"].tolist()
        if blank:
            yield f"{', '.join(blank)}: {words}."
    half = rows[rows["in_need"].isna() | rows["served"].isna()]["service"].tolist()
    if half:
        yield f"{', '.join(half)}: people in need or people served not counted, so no unmet need."
    if gaps is None:
        yield "Nothing was compared with areas like ours, so no outcome stands beside the spend."
    if on is None:
        yield "No date was given, so no contract and no new technology is shown."
