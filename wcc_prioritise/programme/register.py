"""What is each project to bring, how is it measured, and who owns it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from wcc_prioritise.portfolio.money import money
from wcc_prioritise.programme.chosen import (
    blank,
    chosen_rows,
    day_after,
    day_words,
    facts_of,
    joined,
)
from wcc_prioritise.programme.scheduling import Programme
from wcc_prioritise.programme.trajectory import read_pairs
from wcc_prioritise.schema import TABLES
from wcc_prioritise.tables import InputError

DRAFT = "draft: to be completed"
"""How the definition of a row begins that nobody has completed yet."""

DRAFT_WORDS = f"{DRAFT}; the target is over the baseline, so add the baseline when it is measured"
"""The definition of a drafted row."""

COLUMNS = tuple(TABLES["benefits"].model_fields)

NEEDED = {
    "definition": "no definition",
    "baseline": "no baseline",
    "baseline_date": "no baseline date",
    "target": "no target",
    "target_date": "no target date",
    "owner": "no owner",
}
"""What every row must have, and the words where it lacks it."""


@dataclass(frozen=True, eq=False)
class BenefitsRegister:
    """What the chosen projects are to bring.

    Attributes
    ----------
    programme : Programme
        Whose projects.
    """

    programme: Programme

    @cached_property
    def table(self) -> pd.DataFrame:
        """What is each project to bring?

        Columns of the benefits table, then name and status: `registered`, or `draft: to be
        completed` for what the case expects of a project and nobody has defined yet.
        """
        rows = chosen_rows(self.programme, "benefits").to_dict("records")
        rows += list(_drafts(self.programme, rows))
        table = pd.DataFrame(rows, columns=list(COLUMNS)).astype(object)
        table = table.where(table.notna(), None)
        numbers = ["baseline", "target"]
        table[numbers] = table[numbers].astype(float)
        table["name"] = table["candidate"].map(facts_of(self.programme)["name"])
        table["status"] = [DRAFT if is_draft(d) else "registered" for d in table["definition"]]
        order = {code: place for place, code in enumerate(self.programme.starts.index)}
        return table.sort_values(
            "candidate", key=lambda codes: codes.map(order), kind="stable", ignore_index=True
        )

    @cached_property
    def checks(self) -> pd.DataFrame:
        """What is missing or can't be right? Columns candidate, benefit, check, words."""
        rows = [
            (row["candidate"], row["benefit"], check, words)
            for row in self.table.to_dict("records")
            for check, words in _checks(row, self._first(row["candidate"]))
        ]
        rows += list(_counted_twice(self))
        return pd.DataFrame(rows, columns=["candidate", "benefit", "check", "words"])

    def _first(self, code: str):
        return day_after(self.programme, code, facts_of(self.programme).at[code, "first_benefit"])

    def summary(self) -> str:
        """Say how many benefits are registered, drafted and complete."""
        drafts = int((self.table["status"] == DRAFT).sum())
        at_fault = set(zip(self.checks["candidate"], self.checks["benefit"], strict=True))
        whole = len(self.table) - len(at_fault)
        return (
            f"{len(self.table)} benefits of {len(self.programme.starts)} projects: "
            f"{len(self.table) - drafts} registered, {drafts} still a draft; {whole} with nothing "
            "missing."
        )


def benefits_register(programme: Programme) -> BenefitsRegister:
    """What is the programme to bring, and is each benefit measured and owned?

    The rows of the benefits table, and beside them what the case expects of each project (people,
    health gain, cash-releasing saving after effect, pot and cashable share) as drafts whose
    baseline, definition and owner are still to be given. A kind of benefit that a project has
    registered is not drafted again.

    Parameters
    ----------
    programme : Programme
        The projects in time.

    Returns
    -------
    BenefitsRegister
        The rows, and what is missing in them or can't be right.

    References
    ----------
    Benefits mapping pilot in three hospitals: BMJ Open Quality 2023; 12: e002349 (what a register
    still needs: agreed measures, reporting details, collation over time).

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.programme import schedule
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> chosen = wcc.select(appraisal, limits={"gross_3yr": 9_000}, must=["P01"])
    >>> register = benefits_register(schedule(chosen, "2027-04"))
    >>> rows = register.table[register.table["candidate"] == "P01"]
    >>> rows[["benefit", "target", "unit"]].to_numpy().tolist()
    [['people who benefit', 400.0, 'people a year'],
     ['health gain', 160.0, 'healthy years for each year of full running'],
     ['cash-releasing saving', 72.0, '£ thousand a year']]
    """
    return BenefitsRegister(programme)


def is_draft(definition: str | None) -> bool:
    """Does this definition say that nobody has completed the row yet?"""
    return not blank(definition) and definition.startswith(DRAFT)


def _drafts(programme: Programme, registered: list[dict]) -> Iterator[dict]:
    known = {(row["candidate"], row["kind"]) for row in registered}
    named = {(row["candidate"], row["benefit"]) for row in registered}
    facts = facts_of(programme)
    cashable = money(programme.portfolio, facts.index).savings.set_index("candidate")["cashable"]
    health = programme.portfolio.appraisal.health_gain
    for code, row in facts.iterrows():
        expected = (
            ("people who benefit", "not cash-releasing", row["people"], "people a year"),
            ("health gain", "health", health[code], "healthy years for each year of full running"),
            ("cash-releasing saving", "cash-releasing", cashable[code], "£ thousand a year"),
        )
        gainers = {"cash-releasing": row["payer"], "not cash-releasing": row["gainer"]}
        for benefit, kind, target, unit in expected:
            if target > 0 and (code, kind) not in known and (code, benefit) not in named:
                yield {
                    "candidate": code,
                    "benefit": benefit,
                    "measure": benefit,
                    "definition": DRAFT_WORDS,
                    "unit": unit,
                    "target": float(target),
                    "target_date": day_after(programme, code, row["full_benefit"]),
                    "gainer": gainers.get(kind),
                    "kind": kind,
                }


def _checks(row: dict, first) -> Iterator[tuple[str, str]]:
    for column, words in NEEDED.items():
        if blank(row[column]) or (column == "definition" and is_draft(row[column])):
            yield words, f"{row['benefit']}: {words}"
    try:
        pairs = read_pairs(row["trajectory"])
    except InputError as error:
        yield "trajectory not readable", error.faults[0].words()
        pairs = {}
    if words := _not_beyond(row, pairs):
        yield "target not beyond baseline", words
    if not blank(row["target_date"]) and row["target_date"] < first:
        yield (
            "target before first benefit",
            f"{row['benefit']}: the target is for {day_words(row['target_date'])}, and the first "
            f"benefit comes on {day_words(first)}",
        )


def _not_beyond(row: dict, pairs: dict) -> str:
    """Say so where the target is no change, or the figures on the way lead away from it."""
    if blank(row["baseline"]) or blank(row["target"]):
        return ""
    way = row["target"] - row["baseline"]
    if way == 0:
        return f"{row['benefit']}: the target is the baseline, {row['baseline']:g}"
    away = [f"{v:g}" for v in pairs.values() if (v - row["baseline"]) * way < 0]
    if away:
        return (
            f"{row['benefit']}: from {row['baseline']:g} to {row['target']:g}, by way of "
            f"{joined(away)}, which leads away from the target"
        )
    return ""


def _counted_twice(register: BenefitsRegister) -> Iterator[tuple[str, str, str, str]]:
    """Find the same measure in two projects that draw on one savings pot."""
    table = register.table.assign(
        pot=register.table["candidate"].map(facts_of(register.programme)["pot"]),
        same=register.table["measure"].str.casefold().str.split().str.join(" "),
    )
    told = (table["status"] != DRAFT) | (table["kind"] == "cash-releasing")
    drawn = table[table["pot"].notna() & told]
    for (pot, _), rows in drawn.groupby(["pot", "same"], sort=False):
        if rows["candidate"].nunique() < 2:
            continue
        words = (
            f"{joined(dict.fromkeys(rows['candidate']))} each count {rows['measure'].iloc[0]!r} on "
            f"the pot {pot}: agree who counts what"
        )
        for row in rows.itertuples():
            yield row.candidate, row.benefit, "counted twice", words
