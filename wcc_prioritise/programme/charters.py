"""What is one project, on one page?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from wcc_prioritise.portfolio.money import money
from wcc_prioritise.programme.chosen import (
    NOT_GIVEN,
    TO_BE_NAMED,
    blank,
    case_of,
    chosen_rows,
    day_after,
    day_words,
    facts_of,
    facts_of_one,
    joined,
    role_of,
    told,
)
from wcc_prioritise.programme.five_by_five import risk_list
from wcc_prioritise.programme.impact_gates import impact_gates
from wcc_prioritise.programme.register import benefits_register
from wcc_prioritise.programme.scheduling import ROLES, Programme
from wcc_prioritise.programme.stages import milestones

SERVICE_COLUMNS = ["service", "name", "pathway_step", "provider", "activity", "activity_unit",
                   "spend", "contract_end"]  # fmt: skip


@dataclass(frozen=True, eq=False)
class ProjectCharter:
    """One project on one page, in the words of the record.

    Attributes
    ----------
    programme : Programme
        Where it stands.
    candidate : str
        Its code.
    """

    programme: Programme
    candidate: str

    @cached_property
    def facts(self) -> pd.Series:
        """Everything the candidates table holds of it, and its class."""
        return facts_of_one(self.programme, self.candidate)

    @property
    def name(self) -> str:
        """Name the room saw."""
        return self.facts["name"]

    @property
    def aim(self) -> str:
        """What changes for whom."""
        return told(self.facts["description"])

    @property
    def for_whom(self) -> str:
        """How many people benefit, and where."""
        place = "" if blank(self.facts["place"]) else f", {self.facts['place']}"
        return f"{self.facts['people']:,.0f} additional people a year{place}"

    @property
    def scope(self) -> str:
        """What it covers, and what is still to be agreed."""
        kinds = [
            f"{words}: {told(self.facts[column])}"
            for words, column in (("programme area", "programme"), ("kind of care", "kind_of_care"))
        ]
        whole = told(case_of(self.programme).charter.scope)
        return (
            f"{'; '.join(kinds)}. Of the whole decision: {whole.rstrip('.')}. What is in and out "
            "of this project is to be agreed at the gateway define and scope."
        )

    @property
    def roles(self) -> dict[str, str]:
        """Sponsor, lead and owner, where the record has them."""
        return {role: role_of(self.programme, self.candidate, role) for role in ROLES}

    @cached_property
    def before(self) -> pd.DataFrame:
        """The pathway as it is bought now: the services of the same programme area."""
        services = case_of(self.programme).services
        same = services[services["programme"] == self.facts["programme"]]
        return same[SERVICE_COLUMNS].reset_index(drop=True)

    @property
    def after(self) -> dict[str, str]:
        """The pathway as it is to be, as far as the record says."""
        columns = {"what changes": "description", "provided by": "provider", "where": "place",
                   "kind of change": "kind", "kind of care": "kind_of_care"}  # fmt: skip
        return {words: told(self.facts[column]) for words, column in columns.items()}

    @cached_property
    def measures(self) -> pd.DataFrame:
        """Its rows of the benefits register, drafts included."""
        return self._mine(benefits_register(self.programme).table)

    @cached_property
    def milestones(self) -> pd.DataFrame:
        """Its stages, with dates and gateway questions."""
        return self._mine(milestones(self.programme).table)

    @property
    def cost(self) -> dict[str, float]:
        """Set-up (£ thousand, once) and running (£ thousand a year)."""
        return {name: float(self.facts[f"{name}_cost"]) for name in ("set_up", "running")}

    @cached_property
    def savings(self) -> dict[str, float]:
        """Claimed, deliverable and cashable, £ thousand a year, beside the other projects."""
        codes = list(self.programme.starts.index)
        table = money(self.programme.portfolio, codes).savings.set_index("candidate")
        columns = ("claimed", "deliverable", "cashable")
        return {name: float(table.at[self.candidate, name]) for name in columns}

    @cached_property
    def risks(self) -> pd.DataFrame:
        """Its risks, with score and band."""
        return self._mine(risk_list(self.programme).table)

    @cached_property
    def prompts(self) -> pd.DataFrame:
        """What the record prompts one to ask of it; not scored."""
        return self._mine(risk_list(self.programme).prompts)

    @cached_property
    def dependencies(self) -> pd.DataFrame:
        """What it needs, excludes and helps, and what helps or needs it.

        Columns candidate, link, other, because, other_chosen.
        """
        links = case_of(self.programme).links
        mine = links[(links["candidate"] == self.candidate) | (links["other"] == self.candidate)]
        table = mine[["candidate", "link", "other", "because"]].reset_index(drop=True)
        away = table["other"].where(table["candidate"] == self.candidate, table["candidate"])
        table["other_chosen"] = away.isin(self.programme.starts.index)
        return table

    @property
    def organisations(self) -> tuple[str, ...]:
        """Who must agree."""
        return tuple(self.facts["organisations"])

    @property
    def contract(self) -> dict[str, str]:
        """Route and date of the contract."""
        return {name: told(self.facts[f"contract_{name}"]) for name in ("route", "date")}

    @cached_property
    def gates(self) -> pd.DataFrame:
        """Its five impact gates; an empty one is not passed."""
        return self._mine(impact_gates(self.programme).table)

    @property
    def may_start(self) -> bool:
        """Whether every impact gate is passed or not needed."""
        return bool(self._mine(impact_gates(self.programme).may_start)["may_start"].iloc[0])

    @cached_property
    def needs_to_start(self) -> tuple[str, ...]:
        """What must be in place before it starts, in words."""
        return tuple(words for look in NEEDS for words in look(self))

    @property
    def table(self) -> pd.DataFrame:
        """The page as rows: item and words."""
        plan = self.programme.table.set_index("candidate").loc[self.candidate]
        rows = [
            ("aim", self.aim),
            ("for whom and how many", self.for_whom),
            ("scope", self.scope),
            *self.roles.items(),
            ("pathway before", _listed(self.before, "name", "no service of its area is recorded")),
            *((f"pathway after: {words}", said) for words, said in self.after.items()),
            ("measures", _listed(self.measures, "benefit", "none")),
            ("work", f"{plan['starts']} to {plan['ends']} ({plan['quarters']} quarters)"),
            ("first benefit", f"{plan['first_benefit']:%B %Y}"),
            ("full benefit", f"{plan['full_benefit']:%B %Y}"),
            ("next gateways", "; ".join(_gateways(self.milestones))),
            ("cost", f"set-up £{self.cost['set_up']:,.0f} thousand; running "
                     f"£{self.cost['running']:,.0f} thousand a year"),
            ("savings a year", ", ".join(
                f"{name} £{amount:,.0f} thousand" for name, amount in self.savings.items())),
            ("risks", _listed(self.risks, "risk", "none named")),
            ("dependencies", "; ".join(_tied(self.dependencies)) or "none"),
            ("organisations that must agree", told(self.organisations)),
            ("contract", f"{self.contract['route']}; {self.contract['date']}"),
            ("gates", "; ".join(f"{g.gate}: {g.words}" for g in self.gates.itertuples())),
            ("may start", "yes" if self.may_start else "not yet"),
            ("what it needs to start", "; ".join(self.needs_to_start) or "nothing more"),
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=["item", "words"])

    def _mine(self, table: pd.DataFrame) -> pd.DataFrame:
        return table[table["candidate"] == self.candidate].reset_index(drop=True)


def charter_page(programme: Programme, candidate: str) -> ProjectCharter:
    """What is this project: why, for whom, by whom, when, at what cost, and what may stop it?

    Parameters
    ----------
    programme : Programme
        The projects in time.
    candidate : str
        Code of a chosen project.

    Returns
    -------
    ProjectCharter
        The page; what the record does not hold is said to be missing, never made up.

    Raises
    ------
    InputError
        If the code is no chosen project.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.programme import schedule
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> chosen = wcc.select(appraisal, limits={"gross_3yr": 9_000}, must=["P01"])
    >>> page = charter_page(schedule(chosen, "2027-04"), "P01")
    >>> page.for_whom, page.roles["sponsor"], page.may_start
    ('400 additional people a year, whole system', 'to be named', False)
    """
    page = ProjectCharter(programme, candidate)
    facts_of_one(programme, candidate)
    return page


def _listed(table: pd.DataFrame, column: str, otherwise: str) -> str:
    return "; ".join(table[column]) if len(table) else otherwise


def _gateways(table: pd.DataFrame):
    for row in table.itertuples():
        yield f"{row.stage} by {day_words(row.due)}"


def _tied(table: pd.DataFrame):
    for row in table.itertuples():
        yield f"{row.candidate} {row.link} {row.other}{'' if row.other_chosen else ' (not chosen)'}"


def _gates_to_pass(page: ProjectCharter):
    for row in page.gates[~page.gates["clear"]].itertuples():
        yield f"the {row.gate} gate: {row.words}"


def _people_to_name(page: ProjectCharter):
    unnamed = [role for role, name in page.roles.items() if name == TO_BE_NAMED]
    if unnamed:
        yield f"a {joined(unnamed)}"


def _agreement(page: ProjectCharter):
    if page.organisations:
        yield f"the agreement of {joined(page.organisations)}"


def _contract(page: ProjectCharter):
    when = page.facts["contract_date"]
    begins = day_after(page.programme, page.candidate, 0)
    if page.contract["route"] != NOT_GIVEN and (blank(when) or when > begins):
        yield f"its contract ({page.contract['route']}): {told(when, 'no date is given')}"


def _work_before(page: ProjectCharter):
    chosen = facts_of(page.programme)
    links = chosen_rows(page.programme, "links")
    mine = links[(links["candidate"] == page.candidate) & (links["link"] == "needs")]
    for code in mine["other"]:
        if code in chosen.index:
            yield f"the end of the work on {code} {chosen.at[code, 'name']}"


def _baselines(page: ProjectCharter):
    missing = [row.benefit for row in page.measures.itertuples() if blank(row.baseline)]
    if missing:
        yield f"a baseline for {joined(missing)}"


NEEDS = (_gates_to_pass, _people_to_name, _agreement, _contract, _work_before, _baselines)
"""What is looked at before a project starts."""
