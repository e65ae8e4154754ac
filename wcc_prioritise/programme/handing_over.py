"""How does a project become business as usual, and when is the programme looked at again?"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from wcc_prioritise.programme.calendar import MONTHS_A_QUARTER, month_after, quarter_words
from wcc_prioritise.programme.chosen import (
    blank,
    case_of,
    chosen_rows,
    facts_of,
    role_of,
    told,
)
from wcc_prioritise.programme.register import benefits_register
from wcc_prioritise.programme.scheduling import Programme
from wcc_prioritise.programme.stages import milestones
from wcc_prioritise.programme.trajectory import read_pairs
from wcc_prioritise.tables import InputError

ITEMS = {
    "named owner": "Who owns it when the project team has gone?",
    "budget line": "On which budget line does its running cost stand?",
    "contract variation": "Is it in the contract, by the route and date agreed?",
    "measure in routine reporting": "In which routine report do its benefits stand?",
    "closure report": "What did it set out to do, and what did it do?",
    "lessons": "What would be done otherwise, and who has been told?",
}
"""What must be in place before a project is business as usual, each with its question."""


@dataclass(frozen=True, eq=False)
class Handover:
    """What each project needs before it is business as usual.

    Attributes
    ----------
    programme : Programme
        Whose projects.
    """

    programme: Programme

    @cached_property
    def table(self) -> pd.DataFrame:
        """What is due by when? One row a project and item.

        Columns candidate, name, item, question, known (what the record holds of it), due (first day
        of the quarter), quarter (in words).
        """
        rows = []
        for code, facts in facts_of(self.programme).iterrows():
            quarter = self._due(code, facts)
            first = month_after(self.programme.start, MONTHS_A_QUARTER * quarter)
            words = quarter_words(self.programme.start, quarter)
            for item, question in ITEMS.items():
                known = self._known(code, facts, item)
                rows.append((code, facts["name"], item, question, known, first, words))
        columns = ["candidate", "name", "item", "question", "known", "due", "quarter"]
        return pd.DataFrame(rows, columns=columns)

    def _due(self, code: str, facts: pd.Series) -> int:
        """Give the quarter after that of the full benefit, or of the end of work if later."""
        begun, work = int(self.programme.starts[code]), int(facts["quarters"])
        months = round(MONTHS_A_QUARTER * begun + facts["full_benefit"])
        return max(months // MONTHS_A_QUARTER + 1, begun + work)

    def _known(self, code: str, facts: pd.Series, item: str) -> str:
        if item == "named owner":
            return role_of(self.programme, code, "owner")
        if item == "budget line":
            return f"£{facts['running_cost']:,.0f} thousand a year; pays: {told(facts['payer'])}"
        if item == "contract variation":
            return f"{told(facts['contract_route'])}; {told(facts['contract_date'])}"
        if item == "measure in routine reporting":
            rows = chosen_rows(self.programme, "benefits")
            return told(tuple(rows.loc[rows["candidate"] == code, "measure"]), "none registered")
        return "to be written"


def handover(programme: Programme) -> Handover:
    """What must be in place before each project is business as usual, and by when?

    All six items are due in the quarter after that in which the full benefit is to have come, or
    after the work has ended if that is later.

    Parameters
    ----------
    programme : Programme
        The projects in time.

    Returns
    -------
    Handover
        Six items a project.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.programme import schedule
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> chosen = wcc.select(appraisal, limits={"gross_3yr": 9_000}, must=["P06"])
    >>> handed = handover(schedule(chosen, "2027-04")).table.set_index(["candidate", "item"])
    >>> handed.loc[("P06", "named owner"), ["known", "quarter"]].tolist()
    ['to be named', 'Jan-Mar 2028']
    """
    return Handover(programme)


@dataclass(frozen=True, eq=False)
class ReviewCalendar:
    """When the programme is looked at.

    Attributes
    ----------
    programme : Programme
        Whose projects.
    """

    programme: Programme

    @cached_property
    def table(self) -> pd.DataFrame:
        """What is due when? Columns date, kind, candidate, what; earliest first.

        Kinds: gateway, benefit review, contract, promise, decision, handover.
        """
        rows = [row for listed in LISTED for row in listed(self.programme)]
        table = pd.DataFrame(rows, columns=["date", "kind", "candidate", "what"])
        return table.sort_values(["date", "kind"], kind="stable", ignore_index=True)


def review_calendar(programme: Programme) -> ReviewCalendar:
    """When is the programme looked at again, and at what?

    Gateways, benefit reviews (each date of a trajectory or target), contract dates of the projects
    and of the services they change (the last day to give notice, and the end), promises that are
    open, decisions to be reviewed, and the handover.

    Parameters
    ----------
    programme : Programme
        The projects in time.

    Returns
    -------
    ReviewCalendar
        One row a date and matter.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.programme import schedule
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> chosen = wcc.select(appraisal, limits={"gross_3yr": 9_000}, must=["P06"])
    >>> calendar = review_calendar(schedule(chosen, "2027-04")).table
    >>> bool(calendar["date"].is_monotonic_increasing)
    True
    """
    return ReviewCalendar(programme)


Dated = Iterator[tuple[datetime.date, str, str | None, str]]
"""Date, kind, candidate and what is looked at."""


def _gateways(programme: Programme) -> Dated:
    for row in milestones(programme).table.itertuples():
        yield row.due, "gateway", row.candidate, f"{row.stage}: {row.gateway}"


def _benefits(programme: Programme) -> Dated:
    for row in benefits_register(programme).table.to_dict("records"):
        try:
            days = set(read_pairs(row["trajectory"]))
        except InputError:  # the register's own checks tell it
            days = set()
        days |= set() if blank(row["target_date"]) else {row["target_date"]}
        for day in sorted(days):
            yield day, "benefit review", row["candidate"], row["benefit"]


def _contracts(programme: Programme) -> Dated:
    facts = facts_of(programme)
    for code, row in facts.iterrows():
        if not blank(row["contract_date"]):
            what = f"the contract can change: {told(row['contract_route'])}"
            yield row["contract_date"], "contract", code, what
    services = case_of(programme).services
    for row in services[services["programme"].isin(facts["programme"].dropna())].to_dict("records"):
        if blank(row["contract_end"]):
            continue
        touched = "; ".join(facts.index[facts["programme"] == row["programme"]])
        yield row["contract_end"], "contract", touched, f"the contract for {row['name']} ends"
        if not blank(row["notice_months"]) and row["notice_months"] > 0:
            last = _months_before(row["contract_end"], row["notice_months"])
            yield last, "contract", touched, f"last day to give notice on {row['name']}"


def _months_before(day: datetime.date, months: float) -> datetime.date:
    """Give the same day so many months before, or the last of that month if it is shorter."""
    first = month_after(day, -months)
    last = month_after(first, 1) - datetime.timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def _promises(programme: Programme) -> Dated:
    for row in case_of(programme).promises.to_dict("records"):
        if not blank(row["due"]) and row["kept"] == "open":
            yield row["due"], "promise", None, f"{row['what']} (to {row['whom']})"


def _decisions(programme: Programme) -> Dated:
    for row in case_of(programme).decisions.to_dict("records"):
        if not blank(row["review"]):
            code = None if blank(row["candidate"]) else row["candidate"]
            yield row["review"], "decision", code, f"decided by {row['body']}: {row['what']}"


def _handovers(programme: Programme) -> Dated:
    table = handover(programme).table
    for row in table.drop_duplicates("candidate").itertuples():
        yield row.due, "handover", row.candidate, "all six items are in place"


LISTED = (_gateways, _benefits, _contracts, _promises, _decisions, _handovers)
"""What the calendar is made of."""
