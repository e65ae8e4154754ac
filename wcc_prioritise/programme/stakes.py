"""Who can help or stop a project, who minds about it, and how are they worked with?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from wcc_prioritise.programme.chosen import blank, chosen_rows, facts_of
from wcc_prioritise.programme.scheduling import Programme

HIGH = 3
"""Power and stake from here on, of 5, count as high: the middle does, so nobody is overlooked."""

PLACES = {
    (True, True): "manage",
    (True, False): "satisfy",
    (False, True): "inform",
    (False, False): "monitor",
}
"""Place in the grid, by whether power and stake are high."""

WHAT_TO_DO = {
    "manage": "work with them closely, and decide nothing that touches them without them",
    "satisfy": "keep their concerns met",
    "inform": "tell them early, and ask whether those it matters to most need more say",
    "monitor": "keep an eye on whether power or stake changes",
    "to be placed": "agree their power and stake, from 1 to 5",
}
TO_BE_PLACED = "to be placed"


@dataclass(frozen=True, eq=False)
class StakeholderGrid:
    """Power by stake, for every chosen project.

    Attributes
    ----------
    programme : Programme
        Whose projects.
    """

    programme: Programme

    @cached_property
    def table(self) -> pd.DataFrame:
        """Where does everybody stand?

        Columns candidate, name, stakeholder, power and stake (1 to 5, or missing), place (manage,
        satisfy, inform, monitor or to be placed), do (what that place asks for), plan, because
        (where the name comes from).
        """
        names = facts_of(self.programme)["name"]
        rows = [*_from_the_register(self.programme), *_from_the_facts(self.programme)]
        order = {code: place for place, code in enumerate(names.index)}
        rows.sort(key=lambda row: order[row[0]])
        columns = ["candidate", "stakeholder", "power", "stake", "place", "plan", "because"]
        table = pd.DataFrame(rows, columns=columns)
        table[["power", "stake"]] = table[["power", "stake"]].astype(float)
        table.insert(1, "name", table["candidate"].map(names))
        table.insert(6, "do", table["place"].map(WHAT_TO_DO))
        return table

    @property
    def to_place(self) -> pd.DataFrame:
        """Who is still to be placed? The rows of the table with no power or no stake."""
        return self.table[self.table["place"] == TO_BE_PLACED].reset_index(drop=True)


def stakeholder_grid(programme: Programme) -> StakeholderGrid:
    """Who is to be managed, satisfied, informed or monitored?

    People place themselves and one another in the stakeholders table. Where a project has no row
    there, the organisations that must agree, who pays and who gains are listed as to be placed:
    nothing is placed for them.

    Parameters
    ----------
    programme : Programme
        The projects in time.

    Returns
    -------
    StakeholderGrid
        One row a project and stakeholder.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.programme import schedule
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> chosen = wcc.select(appraisal, limits={"gross_3yr": 9_000}, must=["P06"])
    >>> grid = stakeholder_grid(schedule(chosen, "2027-04"))
    >>> grid.table.loc[grid.table["candidate"] == "P06", "stakeholder"].tolist()
    ['Optometrists', 'Northmere Hospital', 'commissioner']
    >>> set(grid.table["place"])
    {'to be placed'}
    """
    return StakeholderGrid(programme)


def place_of(power: float | None, stake: float | None) -> str:
    """Where does somebody stand with this power and stake, 1 to 5?

    Examples
    --------
    >>> place_of(5, 4), place_of(4, 2), place_of(1, 5), place_of(2, 2), place_of(5, None)
    ('manage', 'satisfy', 'inform', 'monitor', 'to be placed')
    """
    if blank(power) or blank(stake):
        return TO_BE_PLACED
    return PLACES[power >= HIGH, stake >= HIGH]


def _from_the_register(programme: Programme):
    for row in chosen_rows(programme, "stakeholders").to_dict("records"):
        place = place_of(row["power"], row["stake"])
        plan = None if blank(row["plan"]) else row["plan"]
        said = (row["candidate"], row["stakeholder"], row["power"], row["stake"])
        yield *said, place, plan, "stakeholders table"


def _from_the_facts(programme: Programme):
    """List who the facts of a project name, where nobody has listed its stakeholders."""
    known = set(chosen_rows(programme, "stakeholders")["candidate"])
    for code, row in facts_of(programme).iterrows():
        if code in known:
            continue
        named = {organisation: "must agree" for organisation in row["organisations"]}
        for role, because in (("payer", "pays"), ("gainer", "gains")):
            if not blank(row[role]):
                named.setdefault(row[role], because)
        for stakeholder, because in named.items():
            yield code, stakeholder, None, None, TO_BE_PLACED, None, because
