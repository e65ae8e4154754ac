"""What do we buy, how do we see that it helped, and how does it end? A plan for outside help.

The plan follows the framework for external support of 2007: four functional areas, three breadths,
skills that pass to the commissioner's own people. The commissioner stays accountable throughout.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from wcc_prioritise.competencies.route_records import (
    FUNCTIONAL_AREAS,
    ROUTE_TABLES,
    RouteTables,
    known,
    missing,
)
from wcc_prioritise.competencies.route_words import listed, pounds
from wcc_prioritise.competencies.routes import RouteChoice, routes
from wcc_prioritise.schema import Record
from wcc_prioritise.tables import InputError

ACCOUNTABILITY = (
    "The commissioner stays responsible and accountable for every decision, for the money and for "
    "the people it serves. The supplier advises and assists; it decides nothing, signs nothing on "
    "the commissioner's behalf, and gives no direct care to patients under this plan."
)
"""Printed on every plan. No table changes it."""

NOTHING = ("nothing", "none", "not bought")
"""How a scope says that nothing is bought in an area."""

SCOPE, MEASURES, CHECKS = "buying_scope", "buying_measures", "skill_checks"


@dataclass(frozen=True, eq=False)
class BuyingPlan:
    """A contract for outside help, as far as it is thought out.

    Attributes
    ----------
    need : mapping
        The row of the need.
    facts : mapping
        The row of the table `buying`; a field without an answer is None.
    scope : DataFrame
        One row for each of the four functional areas, in their order.
    measures, checks : DataFrame
        Outcome measures; skills, with who shows what, and when.
    choice : RouteChoice or None
        The comparison of routes that this rests on; None where there is none.
    """

    need: Mapping[str, object]
    facts: Mapping[str, object]
    scope: pd.DataFrame
    measures: pd.DataFrame
    checks: pd.DataFrame
    choice: RouteChoice | None

    @property
    def accountability(self) -> str:
        """Who answers for it: always the same sentence."""
        return ACCOUNTABILITY

    @property
    def heading(self) -> str:
        """Name the need: its code and its words."""
        return f"{self.need['need']} {self.need['name']}"

    @property
    def areas_bought(self) -> tuple[str, ...]:
        """Functional areas in which something is bought."""
        return tuple(row["area"] for row in self.scope.to_dict("records") if _bought(row["bought"]))

    @cached_property
    def _blanks(self) -> pd.DataFrame:
        return pd.DataFrame([*_blanks(self)], columns=["part", "item", "field", "words"])

    @property
    def blanks(self) -> pd.DataFrame:
        """What is not filled in: part, item, field, and the field in words."""
        return self._blanks.copy()

    @property
    def complete(self) -> bool:
        """Is every field filled in?"""
        return self._blanks.empty

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """What does not fit together, each as a question."""
        return tuple([*_of_breadth(self), *_of_dates(self), *_of_people(self), *_of_price(self)])

    @property
    def words(self) -> str:
        """Say what is bought, until when, and how much is still open."""
        blank, asked = len(self._blanks), len(self.questions)
        bought = listed(self.areas_bought) if self.areas_bought else "nothing yet"
        ends = "no last day yet" if self.facts["ends"] is None else f"until {self.facts['ends']}"
        price = "no price yet" if self.facts["price"] is None else pounds(self.facts["price"])
        todo = f"{blank} blank{'s' if blank != 1 else ''} to fill in"
        return (
            f"{self.heading}: {self.facts['breadth'] or 'breadth not said'}; {bought}; {price}; "
            f"{ends}. {todo if blank else 'Every field is filled in'}; {asked} question"
            f"{'s' if asked != 1 else ''} to ask."
        )

    def __repr__(self) -> str:
        """Say in one line how far the plan is."""
        return f"<BuyingPlan: {self.words}>"


def buying_plan(known_of: RouteTables, need: str, *, years: int = 3) -> BuyingPlan:
    """What is bought for this need, how is it seen to help, and how does it end?

    Parameters
    ----------
    known_of : RouteTables
        As `read_routes` gives them; a need without a row in `buying` gives a plan of blanks.
    need : str
        Code of the need.
    years : int
        The horizon of the comparison of routes, 1 to 20.

    Returns
    -------
    BuyingPlan
        With every blank and every question; whatever is missing, nothing is refused.

    Raises
    ------
    InputError
        If the need is unknown, or its routes cannot be compared.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.competencies import read_routes
    >>> plan = buying_plan(read_routes(wcc.sample("competencies")), "9.1")
    >>> plan.areas_bought, len(plan.blanks)
    (('contracting and procurement',), 3)
    """
    row = known_of.need(need)
    found = known_of.of("buying", need)
    fields = [name for name in ROUTE_TABLES["buying"].model_fields if name != "need"]
    given = found.iloc[0].to_dict() if len(found) else {}
    compared = len(known_of.of("routes", need)) > 1
    return BuyingPlan(
        need=row,
        facts={name: known(given.get(name)) for name in fields},
        scope=_scope(known_of, need),
        measures=known_of.of(MEASURES, need),
        checks=known_of.of(CHECKS, need),
        choice=routes(known_of, need, years=years) if compared else None,
    )


def _scope(known_of: RouteTables, need: str) -> pd.DataFrame:
    """Give one row an area; an area that nobody wrote down is a row of blanks."""
    rows = known_of.of(SCOPE, need).set_index("area").reindex(list(FUNCTIONAL_AREAS))
    return rows.drop(columns="need").rename_axis("area").reset_index()


def _bought(said: object) -> bool:
    return not missing(said) and str(said).strip().casefold() not in NOTHING


# ---- what is blank ------------------------------------------------------------------------------


def _blanks(plan: BuyingPlan) -> Iterator[tuple[str, str, str, str]]:
    """Find every field that is not filled in, part by part."""
    for name, value in plan.facts.items():
        if value is None:
            yield "buying", plan.need["need"], name, _words("buying", name)
    for part, frame, label in (
        (SCOPE, plan.scope, "area"),
        (MEASURES, plan.measures, "measure"),
        (CHECKS, plan.checks, "skill"),
    ):
        if frame.empty:
            yield part, "", "", f"not one row: {ROUTE_TABLES[part].about}"
        for row in frame.to_dict("records"):
            yield from _row_blanks(part, row, label)


def _row_blanks(part: str, row: Mapping, label: str) -> Iterator[tuple[str, str, str, str]]:
    for name, value in row.items():
        unneeded = (
            name == "result"  # filled in when the day has come, and its date with it
            or (name == "shown_on" and row["result"] != "shown")
            or (name == "product" and not _bought(row["bought"]))
        )
        if name not in (label, "need") and missing(value) and not unneeded:
            yield part, row[label], name, _words(part, name)


def _words(table: str, name: str) -> str:
    record: type[Record] = ROUTE_TABLES[table]
    return str(record.model_fields[name].description)


# ---- what does not fit --------------------------------------------------------------------------


def _of_breadth(plan: BuyingPlan) -> Iterator[str]:
    breadth, many = plan.facts["breadth"], len(plan.areas_bought)
    if breadth == "micro" and many > 1:
        yield f"It is called micro, but something is bought in {many} areas: is it macro?"
    if breadth == "end-to-end" and many < len(FUNCTIONAL_AREAS):
        yield f"It is called end-to-end, but {many} of 4 areas are bought: is it macro?"
    if not many and not plan.scope["bought"].isna().all():
        yield "Nothing is bought in any area: what is the contract for?"


def _of_dates(plan: BuyingPlan) -> Iterator[str]:
    starts, ends = plan.facts["starts"], plan.facts["ends"]
    if starts and ends and ends < starts:
        yield f"It ends on {ends}, before it starts on {starts}: which is right?"
    wanted = known(plan.need["needed_by"])
    if wanted and starts and starts > wanted:
        yield f"It starts on {starts}, but is needed by {wanted}: what happens until then?"
    for label, rows, when in (("skill", plan.checks, "date"), ("measure", plan.measures, "by")):
        for row in rows.to_dict("records"):
            day = known(row[when])
            if ends and day and day > ends:
                yield f"{row[label]}: {day} is after the last day ({ends}): who would still help?"


def _of_people(plan: BuyingPlan) -> Iterator[str]:
    for row in plan.checks.to_dict("records"):
        who, watcher = known(row["who_shows"]), known(row["to_whom"])
        if who and watcher and who.casefold() == watcher.casefold():
            yield f"{row['skill']}: {who} shows it to the same role: who else can watch?"


def _of_price(plan: BuyingPlan) -> Iterator[str]:
    price, choice = plan.facts["price"], plan.choice
    limit = known(plan.need["limit"])
    if price is not None and limit is not None and price > limit:
        yield f"The price, {pounds(price)}, is above the limit of {pounds(limit)}: who agreed it?"
    if choice is None:
        yield "No routes were compared: why is this bought, not built or shared?"
    elif choice.recommended != "buy":
        least = choice.recommended or "none, for no route is within the limit"
        yield f"The comparison of routes recommends {least}: why is this bought?"


def skills_left(known_of: RouteTables, need: str, on: datetime.date) -> dict[str, int]:
    """How many skills were to be shown by this day, how many were, and how many are overdue?

    Parameters
    ----------
    known_of : RouteTables
        As `read_routes` gives them.
    need : str
        Code of the need.
    on : date
        The day from which to look back; nothing here reads a clock.

    Returns
    -------
    dict of str to int
        planned (all of them), due (by the day), shown, not_shown, overdue (due, without a result).

    Raises
    ------
    InputError
        If the need is unknown, or `on` is no date.
    """
    known_of.need(need)
    refuse_no_day(on)
    rows = known_of.of(CHECKS, need)
    due = [not missing(day) and day <= on for day in rows["date"]]
    results = list(rows["result"])
    open_ = [missing(result) for result in results]
    return {
        "planned": len(rows),
        "due": sum(due),
        "shown": results.count("shown"),
        "not_shown": results.count("not shown"),
        "overdue": sum(d and o for d, o in zip(due, open_, strict=True)),
    }


def refuse_no_day(on: object) -> None:
    """Refuse what is no day."""
    if not isinstance(on, datetime.date) or isinstance(on, datetime.datetime):
        raise InputError.of(
            where="on",
            found=repr(on),
            allowed="a date, as datetime.date(2010, 3, 31)",
            do="Give the day from which to look.",
        )
