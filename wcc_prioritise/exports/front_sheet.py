"""What does the front of a board paper say? Purpose, recommendation, what is asked, and duties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wcc_prioritise.case import Case
from wcc_prioritise.exports.content import Block, Heading, Listing, Paragraph, Section
from wcc_prioritise.exports.gates import not_passed, without_gates
from wcc_prioritise.exports.heard import heard_in_figures, recusals
from wcc_prioritise.exports.outcome import comments_waiting, departures_words, in_the_end
from wcc_prioritise.exports.record_papers import day_of
from wcc_prioritise.exports.rules import limit_name
from wcc_prioritise.exports.wording import counted, given, listed, quantity, sentence
from wcc_prioritise.voices import final_set

if TYPE_CHECKING:
    from wcc_prioritise.exports.of_record import OfRecord

FAIRNESS = ("equality", "involvement", "quality")
"""Gates that a front sheet names one by one."""


def front_sheet(told: OfRecord) -> Section:
    """Make the front sheet: one page, every line from the record."""
    blocks: list[Block] = [Heading("Front sheet", 2)]
    for heading, words in _parts(told):
        said = [words] if isinstance(words, str) else list(words)
        blocks.append(Heading(heading, 3))
        blocks += [Paragraph(said[0])] if len(said) == 1 else [Listing(tuple(said))]
    return Section(tuple(blocks))


def _parts(told: OfRecord) -> Iterator[tuple[str, str | list[str]]]:
    yield "Purpose", purpose_words(told)
    yield "Recommendation", recommendation_words(told)
    yield "Decision wanted", decisions_wanted(told)
    yield "Options considered", options_words(told)
    yield "Engagement", engagement_words(told)
    yield "Equality, involvement and quality", gates_words(told)
    yield "Finance", finance_words(told)
    yield "Risk", risk_words(told)
    yield "Conflicts of interest", conflicts_words(told.case)


def purpose_words(told: OfRecord) -> str:
    """Say who is asked by whom about what."""
    charter = told.case.charter
    decides = given(charter.who_decides, "the body that decides")
    advises = given(charter.who_advises, "a panel")
    return (
        f"To put the advice of {advises} before {decides} on the question: {charter.question} "
        f"The record stands as of {given(day_of(told))}."
    )


def recommendation_words(told: OfRecord) -> str:
    """Say the set in one sentence, and in the end."""
    summary = told.portfolio.summary().replace("Chooses", "The method chooses", 1)
    return f"{summary} {departures_words(told)} {in_the_end(told)}"


def decisions_wanted(told: OfRecord) -> list[str]:
    """List what the body is asked to decide."""
    case, final = told.case, final_set(told.portfolio)
    asks = [f"Agree, amend or reject the set: {listed(final, 'no project')}."]
    if waiting := not_passed(case, final):
        asks.append(f"Hold the start of {listed(waiting)} until every gate is passed.")
    if silent := without_gates(case, final):
        asks.append(f"Have the gates of {listed(silent)} put on record before they start.")
    asks.append("Give reasons, for the record, wherever the decision departs from the method.")
    return asks


def options_words(told: OfRecord) -> str:
    """Say which other answers were looked at."""
    portfolio, many = told.portfolio, len(told.appraisal.values)
    readings = len(portfolio.readings) + len(portfolio.zero)
    proven = "proven best" if portfolio.status == "best" else "the best found, not proven best"
    return (
        f"{counted(many, 'candidate was', 'candidates were')} valued, each held against doing "
        f"nothing. Of every set within the limits and rules the one recommended is {proven}; "
        f"{counted(readings, 'other way', 'other ways')} of counting were tried beside it."
    )


def engagement_words(told: OfRecord) -> str:
    """Say who took part, and what came from outside."""
    case = told.case
    received = (
        f"{counted(len(case.ideas), 'idea', 'ideas')} and "
        f"{counted(len(case.comments), 'comment', 'comments')} are on record"
    )
    waiting = comments_waiting(case)
    answered = (
        f"; {counted(waiting, 'comment has', 'comments have')} no answer yet" if waiting else ""
    )
    panel = heard_in_figures(told.appraisal).partition(". ")[0]
    return f"{panel}. {received}{answered}. {told.agreement.words}"


def gates_words(told: OfRecord) -> list[str]:
    """Say how each gate stands for the set; an empty gate is not passed."""
    gates, final = told.case.gates, final_set(told.portfolio)
    said = []
    for kind in FAIRNESS:
        rows = gates[(gates["gate"] == kind) & gates["candidate"].isin(final)]
        passed = list(rows.loc[rows["status"].isin(["passed", "not needed"]), "candidate"])
        waiting = [code for code in rows["candidate"] if code not in passed]
        silent = [code for code in final if code not in set(rows["candidate"])]
        said.append(
            f"{kind.capitalize()}: passed for {listed(passed, 'nobody')}; not passed for "
            f"{listed(waiting, 'nobody')}; nothing on record for {listed(silent, 'nobody')}."
        )
    return said


def finance_words(told: OfRecord) -> str:
    """Say what the set uses of each limit, and what it saves and leaves to pay."""
    limits = told.portfolio.limits.to_dict("records")
    used = listed(
        (
            f"{limit_name(row['resource']).lower()} "
            f"{quantity(row['used'], row['unit'])} of {quantity(row['limit'], row['unit'])}"
            for row in limits
        ),
        "no limit was set",
    )
    return f"{sentence(f'The computed set uses: {used}')} {told.money.summary()}"


def risk_words(told: OfRecord) -> str:
    """Say how sure the answer is, and which risks are on record."""
    risks = told.case.risks
    known = (
        f"{counted(len(risks), 'risk of a project is', 'risks of projects are')} on record"
        if len(risks)
        else "No risk of a single project is on record yet"
    )
    sure = f"{sentence(told.stress.words)} " if told.stress else ""
    return f"{sure}{known}."


def conflicts_words(case: Case) -> str:
    """Count the declarations and what followed; nobody is named."""
    declared = len(set(case.interests["person"]))
    kept = counted(len(recusals(case)), "time", "times")
    return (
        f"{declared} of {counted(len(case.people), 'person', 'people')} made a declaration, nil "
        f"returns included. {kept} a person could not score a candidate because of an interest; "
        "that counts as recused."
    )
