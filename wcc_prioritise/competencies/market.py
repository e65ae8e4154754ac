"""Which chosen projects stimulate the market: a new provider, more choice, by which contract?

Services here, not skills. What is bought today comes from the table of services, what is to come
from the chosen candidates; contracts and days for notice from the evidence on current provision.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import pandas as pd

from wcc_prioritise.competencies.buying import refuse_no_day
from wcc_prioritise.competencies.route_records import known, missing
from wcc_prioritise.competencies.route_words import listed
from wcc_prioritise.evidence import provision
from wcc_prioritise.evidence.provision import in_words, months_later
from wcc_prioritise.portfolio import Portfolio
from wcc_prioritise.tables import InputError

NEW_HERE, NEW_TO_PROGRAMME, ALREADY = (
    "new here", "new to this programme", "already a provider",
)  # fmt: skip
NO_PROVIDER, NO_SERVICES = "no provider named", "no service listed"

_CONTRACTS = (
    "candidate", "name", "provider", "service", "service_name", "provider_now", "contract_end",
    "notice_by", "what", "contract_route", "contract_date", "in_time",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Market:
    """What the chosen projects do to the market for services.

    Attributes
    ----------
    on : date
        The day from which contracts were looked at.
    months : int
        How far ahead.
    projects : DataFrame
        One row a chosen candidate: candidate, name, programme, provider, newcomer (words), before
        and after (providers in the programme), adds_choice, stimulates, contract_route,
        contract_date, words.
    contracts : DataFrame
        One row a chosen candidate and contract it touches: service, its provider now, contract_end,
        notice_by, what (to do), contract_route, contract_date, in_time (words).
    portfolio : Portfolio
        What it was made from.
    """

    on: datetime.date
    months: int
    projects: pd.DataFrame
    contracts: pd.DataFrame
    portfolio: Portfolio

    @property
    def stimulating(self) -> tuple[str, ...]:
        """Codes of the chosen projects that bring in a provider or add choice."""
        return tuple(self.projects.loc[self.projects["stimulates"], "candidate"])

    def summary(self) -> str:
        """Say how many stimulate the market, and which days for notice press."""
        few = f"{len(self.stimulating)} of {len(self.projects)} chosen projects"
        said = [f"{few} stimulate the market" + _codes(self.stimulating)]
        passed = self.contracts.loc[self.contracts["notice_by"].map(self._passed), "service"]
        said.append(f"days for notice that have passed: {passed.nunique()}" + _codes(passed))
        unnamed = self.projects.loc[self.projects["newcomer"] == NO_PROVIDER, "candidate"]
        if len(unnamed):
            said.append(f"no provider named:{_codes(unnamed)}")
        return "; ".join(said) + "."

    def _passed(self, by: object) -> bool:
        return not missing(by) and by < self.on

    def __repr__(self) -> str:
        """Say in one line what was found."""
        return f"<Market: {self.summary()}>"


def _codes(codes) -> str:
    named = list(dict.fromkeys(codes))
    return f" ({listed(named)})" if named else ""


def market(portfolio: Portfolio, *, on: datetime.date, months: int = 24) -> Market:
    """Which chosen projects stimulate the market, and which contract must change, by when?

    Parameters
    ----------
    portfolio : Portfolio
        The chosen set; its case holds what is bought today (`case.services`).
    on : date
        The day from which to look ahead; nothing here reads a clock.
    months : int
        How many months ahead contracts are looked at, 1 to 600.

    Returns
    -------
    Market
        A row a chosen project, and a row for each contract that it touches.

    Raises
    ------
    InputError
        If there are no services, or `on` or `months` is none.

    Notes
    -----
    A provider is new to a programme when no service of that programme names it; new here when no
    service names it at all. A project adds choice when its programme had a provider already, and
    has one more with it. Providers are told apart by their names as written, letter case aside. A
    project touches the contracts of the services that it cites an indicator of, or else of all
    services of its programme.

    Examples
    --------
    >>> import datetime
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> portfolio = wcc.select(appraisal, limits={"gross_3yr": 9_000})
    >>> "P06" in market(portfolio, on=datetime.date(2026, 11, 1)).stimulating
    True
    """
    refuse_no_day(on)
    case = portfolio.appraisal.case
    services = case.services
    looked_at = provision(services, on=on, months=months).contracts.set_index("service")
    chosen = case.candidates.set_index("candidate").loc[list(portfolio.chosen)]
    _refuse_nothing(chosen)
    projects, contracts = [], []
    for code, row in chosen.iterrows():
        named = {"candidate": code, **row}
        projects.append(_project(named, services))
        touched = [v for v in _touched(named, services) if v in looked_at.index]
        contracts += [_contract(named, v, looked_at.loc[v], on) for v in touched]
    return Market(
        on=on,
        months=months,
        projects=pd.DataFrame(projects),
        contracts=pd.DataFrame(contracts, columns=list(_CONTRACTS)),
        portfolio=portfolio,
    )


def _refuse_nothing(chosen: pd.DataFrame) -> None:
    if chosen.empty:
        raise InputError.of(
            where="portfolio",
            found="a set without projects",
            allowed="at least one chosen project",
            do="Choose a set first.",
        )


def _folded(name: object) -> str:
    return " ".join(str(name).casefold().split())


def _providers(services: pd.DataFrame) -> dict[str, str]:
    """Give the providers of some services: as told apart, and as written first."""
    return {_folded(name): name for name in reversed(services["provider"].dropna().tolist())}


def _project(row: dict, services: pd.DataFrame) -> dict[str, object]:
    """Say what one project does to the market of its programme."""
    own = services[services["programme"] == row["programme"]]
    here, everywhere = _providers(own), _providers(services)
    named = not missing(row["provider"])
    provider = _folded(row["provider"]) if named else None
    newcomer = _newcomer(provider, here, everywhere)
    after = len({*here, provider} - {None})
    adds = bool(here) and after > len(here)
    made = {name: known(row[name]) for name in ("candidate", "name", "programme", "provider")}
    made |= {"newcomer": newcomer, "before": len(here), "after": after, "adds_choice": adds}
    made["stimulates"] = newcomer in (NEW_HERE, NEW_TO_PROGRAMME)
    made |= {name: known(row[name]) for name in ("contract_route", "contract_date")}
    made["words"] = _words(made, sorted(here.values()))
    return made


def _newcomer(provider: str | None, here: dict, everywhere: dict) -> str:
    if provider is None:
        return NO_PROVIDER
    if provider in here:
        return ALREADY
    return NEW_TO_PROGRAMME if provider in everywhere else NEW_HERE


def _words(made: dict, now: list[str]) -> str:
    """Say it in a sentence."""
    area = made["programme"] or "no programme given"
    today = f"now {listed(now)}" if now else f"today {NO_SERVICES}"
    if made["newcomer"] == NO_PROVIDER:
        return f"{area}: {today}; {NO_PROVIDER} for the project: who could provide it?"
    choice = f"choice goes from {made['before']} to {made['after']}" if made["adds_choice"] else ""
    if not choice:
        choice = "the first provider" if made["stimulates"] else "no more choice than now"
    route = made["contract_route"] or "no contract route given"
    return f"{area}: {made['provider']} is {made['newcomer']} ({today}); {choice}; by {route}."


def _touched(row: dict, services: pd.DataFrame) -> list[str]:
    """Which services does a project touch? Those whose outcome it cites, or its programme's."""
    cited = services[services["outcome"].isin(row["indicators"])]
    own = services[services["programme"] == row["programme"]]
    return (cited if len(cited) else own)["service"].tolist()


def _contract(row: dict, service: str, ends: pd.Series, on: datetime.date) -> dict[str, object]:
    """Set the contract of a service beside the route and the date of a project."""
    start, notice = known(row["contract_date"]), known(ends["notice_by"])
    return {
        "candidate": row["candidate"],
        "name": row["name"],
        "provider": known(row["provider"]),
        "service": service,
        "service_name": ends["name"],
        "provider_now": known(ends["provider"]),
        "contract_end": ends["contract_end"],
        "notice_by": notice,
        "what": ends["what"],
        "contract_route": known(row["contract_route"]),
        "contract_date": start,
        "in_time": _in_time(start, known(ends["notice_months"]), ends["contract_end"], on),
    }


def _in_time(
    start: datetime.date | None, months: float | None, end: datetime.date, on: datetime.date
) -> str:
    """Can the contract change on the date the project wants, if notice is given today?"""
    if start is None:
        return "no date given for the change"
    if start > end:
        return f"the contract ends before the change, on {in_words(end)}"
    if months is None:
        return "no notice is given: ask"
    earliest = months_later(on, -int(-months // 1))
    if start >= earliest:
        return f"in time, with notice by {in_words(months_later(start, int(-months // 1)))}"
    return f"not with notice: {in_words(earliest)} at the earliest; by agreement before that"
