"""What is a route to a skill, a contract for outside help, and a survey of both, made of?

These tables stand in a folder of their own, or in one workbook: none of them is part of a case.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

import pandas as pd

from wcc_prioritise.competencies.reading import read_tables_of
from wcc_prioritise.schema import Record
from wcc_prioritise.schema.cells import (
    MaybeDate,
    MaybeNumber,
    Note,
    Number,
    ScoreOrDontKnow,
    Text,
    choice,
)
from wcc_prioritise.schema.record import Grade
from wcc_prioritise.schema.record import field as column
from wcc_prioritise.tables import InputError, near_miss

ROUTES = ("build", "share", "buy")
"""Build it in house, share it with neighbours, or buy it in: the support framework of 2007."""

FUNCTIONAL_AREAS = (
    "assessment and planning",
    "contracting and procurement",
    "performance management, settlement and review",
    "patient and public engagement",
)
"""The four areas of the framework for external support (HSJ, report on Hillingdon, 2007)."""

BREADTHS = {
    "micro": "a single specialist service, such as social marketing or risk assessment",
    "macro": "a wider range, such as all of assessment and planning",
    "end-to-end": "the whole commissioning function",
}
"""The three lists of suppliers of that framework, and what each covers (the same report)."""

SIDES = ("user", "supplier")
LEVELS = (0, 25, 50, 75, 100)
"""Values of the five levels of a question, each with words of its own."""

Route = Annotated[Literal["build", "share", "buy"], choice]


class Anchored(Record):
    """A scale whose five levels carry words."""

    anchor_0: Text = column("words for value 0, the worst")
    anchor_25: Text = column("words for value 25")
    anchor_50: Text = column("words for value 50")
    anchor_75: Text = column("words for value 75")
    anchor_100: Text = column("words for value 100, the best")
    source: Text = column("whose wording it is", example="this project's own wording")


class RouteNeed(Record):
    """A skill that is wanting: a gap, or something a chosen project needs."""

    about = "What has to be had: a sub-competency short of its target, or what a project needs."
    key = ("need",)

    need: Text = column("code of the sub-competency, or of the chosen candidate", example="6.1")
    kind: Annotated[Literal["gap", "project"], choice] = column("a gap, or a chosen project")
    name: Text = column("what is needed, in a few words")
    needed_by: MaybeDate = column("when it must be there", default=None)
    how_often: Note = column("how often it is needed", default=None, example="all year round")
    limit: MaybeNumber = column(
        "cost over the horizon, at most; blank where there is no limit",
        "£ thousand",
        default=None,
        ge=0,
    )
    owner: Note = column("role that answers for it", default=None)
    notice: Note = column("a line printed on every page, such as SYNTHETIC", default=None)


class RouteFact(Record):
    """One way of having it."""

    about = "The routes to each need: what would be done, with whom, and what it costs."
    key = ("need", "route")
    refers = {"need": "route_needs"}

    need: Text = column("the need")
    route: Route = column("build, share or buy")
    what: Text = column("what would be done")
    with_whom: Note = column("neighbour or kind of supplier", default=None)
    first_cost: Number = column("cost once, at the start", "£ thousand", ge=0)
    yearly_cost: Number = column("cost of a full year", "£ thousand a year", ge=0)
    source: Note = column("where the figures come from", default=None)


class RouteCriterion(Anchored):
    """Something that matters in the choice of a route; cost is none."""

    about = (
        "What matters in the choice of a route, each with five anchors in words. Cost is not among "
        "them: it is the limit, and what a point is divided by."
    )
    key = ("criterion",)

    criterion: Text = column("short code", example="R1")
    name: Text = column("name the room will see")
    question: Text = column("the question put to those who score")


class RouteSwing(Record):
    """How much a step from worst to best matters to one person."""

    about = "Swing weights of the criteria for routes, by person."
    key = ("person", "criterion")
    refers = {"criterion": "route_criteria"}

    person: Text = column("token of the person; it carries no role", example="A1")
    criterion: Text = column("the criterion")
    points: Number = column("100 for the step that matters most", "0 to 100", ge=0, le=100)
    reason: Note = column("why", default=None)


class RouteScore(Record):
    """One person's judgement of a route."""

    about = "Scores of the routes by person, 0 to 100 against the anchors."
    key = ("need", "route", "person", "criterion")
    refers = {"need": "route_needs", "criterion": "route_criteria"}
    blank_row_without: ClassVar[str | None] = "score"

    need: Text = column("the need")
    route: Route = column("the route")
    person: Text = column("who")
    criterion: Text = column("the criterion")
    score: ScoreOrDontKnow = column(
        'the score, or the words "don\'t know"', "0 to 100", ge=0, le=100
    )
    reason: Note = column("why", default=None)


class RouteEvidence(Record):
    """What an earlier year showed of a route."""

    about = "What earlier years showed of a route, kept for the next choice."
    refers = {"criterion": "route_criteria"}

    year: Text = column("year", example="2008/09")
    need: Text = column("what it was for; it may be closed by now")
    route: Route = column("the route")
    criterion: Note = column("the criterion it bears on, if one", default=None)
    statement: Text = column("the statement")
    value: MaybeNumber = column("its figure, if it has one", default=None)
    unit: Note = column("unit of the figure", default=None)
    source: Text = column("source")
    grade: Grade = column("grade A to D", default=None)


class Buying(Record):
    """A contract for outside help, as far as it is thought out; a blank is a question."""

    about = "Outside help to be bought: what for, how, and how it ends. A blank is shown as blank."
    key = ("need",)
    refers = {"need": "route_needs"}

    need: Text = column("the need")
    breadth: Annotated[Literal["micro", "macro", "end-to-end"] | None, choice] = column(
        "one specialist service, a wider range, or the whole function", default=None
    )
    problem: Note = column("what is wrong today, that this is to put right", default=None)
    why_not_ourselves: Note = column("why it is not built or shared", default=None)
    starts: MaybeDate = column("first day", default=None)
    ends: MaybeDate = column("last day", default=None)
    price: MaybeNumber = column("price of the whole contract", "£ thousand", default=None, ge=0)
    paid_for: Note = column("what is paid for: days, products or outcomes", default=None)
    contract_owner: Note = column("role in house that manages the contract", default=None)
    learner: Note = column("role in house that learns the skill", default=None)
    record_stays: Note = column("data, models and records that stay with us, and how", default=None)
    exit_notice: MaybeNumber = column(
        "notice to end it early", "months", default=None, ge=0, le=120
    )
    exit_handover: Note = column("what is handed over on the last day, to whom", default=None)
    exit_after: Note = column("who does it from the day after", default=None)


class BuyingScope(Record):
    """What of one functional area is bought, and what is not."""

    about = "Scope of outside help: one row for each of the four functional areas, none left out."
    key = ("need", "area")
    refers = {"need": "route_needs"}

    need: Text = column("the need")
    area: Annotated[
        Literal[
            "assessment and planning",
            "contracting and procurement",
            "performance management, settlement and review",
            "patient and public engagement",
        ],
        choice,
    ] = column("the functional area")
    bought: Note = column('what is bought, or the word "nothing"', default=None)
    not_bought: Note = column("what stays with us", default=None)
    product: Note = column("what we shall hold in our hands", default=None)


class BuyingMeasure(Record):
    """How it is seen that the help helped."""

    about = "Outcome measures of outside help: where we stand, where we want to be, by when."
    key = ("need", "measure")
    refers = {"need": "route_needs"}

    need: Text = column("the need")
    measure: Text = column("what is measured")
    unit: Note = column("its unit", default=None)
    baseline: MaybeNumber = column("figure today", default=None)
    target: MaybeNumber = column("figure wanted", default=None)
    by: MaybeDate = column("by when", default=None)
    source: Note = column("where the figure comes from", default=None)


class SkillCheck(Record):
    """Somebody in house shows that they can do it without the supplier."""

    about = "Skills transfer: who shows what, how and when, and whether it was shown."
    key = ("need", "skill")
    refers = {"need": "route_needs"}

    need: Text = column("the need")
    skill: Text = column("what somebody in house will be able to do")
    who_shows: Note = column("role in house that shows it", default=None)
    how: Note = column("what is done to show it", default=None)
    to_whom: Note = column("role that watches and says so", default=None)
    date: MaybeDate = column("when it is to be shown", default=None)
    result: Annotated[Literal["shown", "not shown"] | None, choice] = column(
        "what came of it; blank until the day", default=None
    )
    shown_on: MaybeDate = column("the day on which it was shown", default=None)


class SurveyQuestion(Anchored):
    """A question to those who used outside help, or gave it."""

    about = "Questions of the survey, each with five answers in words."
    key = ("question",)
    refers = {"criterion": "route_criteria"}

    question: Text = column("short code", example="Q1")
    words: Text = column("the question")
    asked_of: Annotated[Literal["both", "user", "supplier"], choice] = column(
        "who is asked", default="both"
    )
    criterion: Note = column("the criterion for routes that it bears on, if one", default=None)


class SurveyPerson(Record):
    """Somebody who is asked; the name is kept elsewhere."""

    about = "Who is asked about which piece of outside help. No names: a person is a token."
    key = ("year", "need", "person")
    refers = {"need": "route_needs"}

    year: Text = column("year", example="2009/10")
    need: Text = column("what the help was for")
    person: Text = column("token of the person", example="U1")
    side: Annotated[Literal["user", "supplier"], choice] = column("used the help, or gave it")


class SurveyAnswer(Record):
    """One answer."""

    about = 'Answers to the survey, 0 to 100, or "don\'t know".'
    key = ("year", "need", "person", "question")
    refers = {"need": "route_needs", "question": "survey_questions"}
    blank_row_without: ClassVar[str | None] = "score"

    year: Text = column("year")
    need: Text = column("what the help was for")
    person: Text = column("who")
    question: Text = column("the question")
    score: ScoreOrDontKnow = column(
        'the level, 0 to 100, or the words "don\'t know"', "0 to 100", ge=0, le=100
    )
    remark: Note = column("a remark", default=None)


class OutsideHelp(Record):
    """What was agreed and what was paid."""

    about = "Help that was had from outside, with what was agreed and what was paid in the year."
    key = ("year", "need")
    refers = {"need": "route_needs"}

    year: Text = column("year")
    need: Text = column("what it was for")
    route: Route = column("shared or bought", default="buy")
    with_whom: Note = column("neighbour or kind of supplier", default=None)
    agreed: MaybeNumber = column("cost agreed", "£ thousand", default=None, ge=0)
    paid: MaybeNumber = column("cost paid", "£ thousand", default=None, ge=0)
    source: Note = column("where the figures come from", default=None)


class Delivered(Record):
    """What was to be reached and what was."""

    about = "What outside help was to reach and what it reached, measure by measure."
    key = ("year", "need", "measure")
    refers = {"need": "route_needs"}

    year: Text = column("year")
    need: Text = column("what it was for")
    measure: Text = column("what was measured")
    unit: Note = column("its unit", default=None)
    good: Annotated[Literal["high", "low"], choice] = column("which way is good", default="high")
    target: MaybeNumber = column("figure wanted", default=None)
    reached: MaybeNumber = column("figure reached", default=None)
    source: Note = column("where the figure comes from", default=None)


ROUTE_TABLES: dict[str, type[Record]] = {
    "route_needs": RouteNeed,
    "routes": RouteFact,
    "route_criteria": RouteCriterion,
    "route_swings": RouteSwing,
    "route_scores": RouteScore,
    "route_evidence": RouteEvidence,
    "buying": Buying,
    "buying_scope": BuyingScope,
    "buying_measures": BuyingMeasure,
    "skill_checks": SkillCheck,
    "survey_questions": SurveyQuestion,
    "survey_people": SurveyPerson,
    "survey_answers": SurveyAnswer,
    "outside_help": OutsideHelp,
    "delivered": Delivered,
}
"""Every table of this kind by its name, in the order it is shown."""


@dataclass(frozen=True, eq=False)
class RouteTables:
    """What is known of routes, outside help and what came of it, every cell checked.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        Tables by name; `known["routes"]` gives a fresh copy.
    """

    frames: Mapping[str, pd.DataFrame] = field(repr=False)

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Give a table as a fresh frame."""
        return self.frames[name].copy()

    def of(self, name: str, need: str, year: str | None = None) -> pd.DataFrame:
        """Give the rows of a table about one need, and one year where the table has years."""
        rows = self.frames[name]
        kept = rows["need"] == need
        if year is not None:
            kept &= rows["year"] == year
        return rows[kept].reset_index(drop=True)

    def keeping(self, kept: pd.DataFrame) -> RouteTables:
        """Give the tables with what a year showed added to `route_evidence`, each row once.

        Parameters
        ----------
        kept : DataFrame
            Rows of that table, as `did_it_help(...).kept` gives them.
        """
        rows = [frame for frame in (self.frames["route_evidence"], kept) if len(frame)]
        if not rows:
            return self
        frame = pd.concat(rows, ignore_index=True).drop_duplicates(ignore_index=True)
        return RouteTables({**self.frames, "route_evidence": frame})

    def need(self, code: str) -> dict[str, object]:
        """Give the row of a need.

        Raises
        ------
        InputError
            If there is none of that code.
        """
        rows = self.of("route_needs", str(code))
        if not rows.empty:
            return rows.iloc[0].to_dict()
        codes = self.frames["route_needs"]["need"].tolist()
        near = near_miss(code, codes)
        raise InputError.of(
            where="route_needs",
            found=f"no need {code!r}",
            allowed="one of: " + (", ".join(codes) or "none, for the table is empty"),
            do=f"Did you mean {near!r}?" if near else "Add it to the table, or correct the code.",
        )


def read_routes(path: str | os.PathLike) -> RouteTables:
    """What do we know of each need, the routes to it, and the outside help we had?

    Parameters
    ----------
    path : str or path-like
        A folder of CSV files, or one workbook, with the names of `ROUTE_TABLES`; other files are
        left alone.

    Returns
    -------
    RouteTables
        Every table; one that is not there has no rows.

    Raises
    ------
    InputError
        If anything is wrong: every fault of every table at once.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> known = read_routes(wcc.sample("competencies"))
    >>> known["routes"]["route"].unique().tolist()
    ['build', 'share', 'buy']
    """
    return RouteTables(read_tables_of(path, ROUTE_TABLES))


def missing(value: object) -> bool:
    """Is there nothing in the cell?

    Examples
    --------
    >>> missing(None), missing(float("nan")), missing(0.0)
    (True, True, False)
    """
    return value is None or value is pd.NA or bool(value != value)


def known(value: object) -> object | None:
    """Give what stands in a cell, or None."""
    return None if missing(value) else value
