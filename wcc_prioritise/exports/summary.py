"""What must the board know on two pages? The answer, what hangs on it, and what is asked."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from wcc_prioritise.exports.content import (
    Block,
    Heading,
    Listing,
    Paragraph,
    Section,
    Table,
    section,
)
from wcc_prioritise.exports.gates import not_passed, without_gates
from wcc_prioritise.exports.heard import heard_in_figures
from wcc_prioritise.exports.how_sure import sure_in_short
from wcc_prioritise.exports.pictures import drawn
from wcc_prioritise.exports.readings import moved_sentences
from wcc_prioritise.exports.results import Results
from wcc_prioritise.exports.rules import limit_name
from wcc_prioritise.exports.totals import what_a_point_is
from wcc_prioritise.exports.wording import (
    counted,
    given,
    head,
    listed,
    money,
    number,
    people,
    percent,
    points,
    quantity,
    sentence,
    short,
)
from wcc_prioritise.portfolio import Portfolio
from wcc_prioritise.schema import CLASSES
from wcc_prioritise.voices import final_set

CLASS_PLURALS = {
    "quick win": "quick wins",
    "long-term gain": "long-term gains",
    "steady": "steady projects",
}

ROOMY = 10
"""With more projects than this the summary has shorter names."""

LEADERS = 10
"""How many of a ranking stand in the summary when no set was chosen."""


def summary(results: Results, date: datetime.date | str | None) -> Section:
    """Make the summary of a paper: two pages for a set of a dozen projects."""
    blocks = [*_front(results, date)]
    if results.portfolio:
        blocks += [
            *_recommendation(results.portfolio),
            *_asks(results),
            *_chosen(results.portfolio),
            *_limits(results.portfolio),
            *_prices(results.portfolio),
            *_balance(results),
            *_what_hangs_on_it(results.portfolio),
        ]
        blocks += [*_sure_and_when(results)]
    else:
        blocks += [*_no_set(results)]
    blocks += [*_done(results)]
    if results.appraisal:
        heard = heard_in_figures(results.appraisal)
        blocks += [Heading("How everyone was heard"), Paragraph(heard)]
    return section("Summary for the board", blocks)


def _front(results: Results, date: datetime.date | str | None) -> Iterator[Block]:
    """Say who is asked by whom, about what and for which money."""
    said = []
    if results.case is not None:
        charter = results.case.charter
        if charter.who_decides:
            said.append(f"For decision by {charter.who_decides}")
        if charter.who_advises:
            said.append(f"Advised by {charter.who_advises}")
        if charter.budget:
            said.append(f"Money: {charter.budget}")
    if date is not None:
        said.append(f"Date: {given(date)}")
    if said:
        yield Paragraph(" ".join(map(sentence, said)))


def is_roomy(portfolio: Portfolio) -> bool:
    """Do two pages have room for whole names?"""
    return len(portfolio.chosen) <= ROOMY


def has_picture(results: Results) -> bool:
    """Does the picture of the balance stand in the summary? Else it stands behind it."""
    said = (results.stress, results.funded, results.programme, results.money)
    return is_roomy(results.portfolio) and not any(part is not None for part in said)


def by_class(portfolio: Portfolio) -> dict[str, list[str]]:
    """Give the names of the chosen under each class, those that add most first."""
    members = portfolio.members
    chosen = members[members["chosen"]]
    return {kind: list(chosen.loc[chosen["class"] == kind, "name"]) for kind in CLASSES}


def _recommendation(portfolio: Portfolio) -> Iterator[Block]:
    written = short if is_roomy(portfolio) else head
    named = [
        f"{CLASS_PLURALS[kind].capitalize()}: {'; '.join(map(written, names))}."
        for kind, names in by_class(portfolio).items()
        if names
    ]
    yield Heading("Recommendation")
    words = portfolio.summary().replace("Chooses", "The recommended set takes up", 1)
    yield Paragraph(" ".join([words, *named]), "lead")
    for warning in portfolio.warnings:
        yield Paragraph(warning)


def _asks(results: Results) -> Iterator[Block]:
    """List the decisions that the board is asked for."""
    final = final_set(results.portfolio)
    asks = [_agree(results.portfolio.chosen, final)]
    open_gates = not_passed(results.case, final)
    if open_gates:
        asks.append(
            f"Hold back the start of {listed(open_gates)} until every gate is passed, for "
            f"{'its' if len(open_gates) == 1 else 'their'} gates are not."
        )
    silent = without_gates(results.case, final)
    if silent:
        asks.append(
            f"Have the gates (equality, quality, involvement and the like) of {listed(silent)} "
            "put on record before they start: none is."
        )
    asks.append("Give reasons, for the record, wherever the decision departs from this set.")
    if results.not_done:
        asks.append(
            "Say what must still be done, of the steps named below as not done, and by when."
        )
    yield Heading("The board is asked to")
    yield Listing(tuple(asks), numbered=True)


def _agree(chosen: tuple[str, ...], final: tuple[str, ...]) -> str:
    """Ask for the set in the end: what the method chose, and what the record departs from it in."""
    if not final:
        return "Agree that no project is taken up within these limits, or change the limits."
    taken = listed([code for code in final if code not in chosen], "")
    left = listed([code for code in chosen if code not in final], "")
    projects = counted(len(final), "project", "projects")
    if not taken and not left:
        return f"Agree the {projects} in Table 1 as the preferred set."
    with_these = f" with {taken} taken in" if taken else ""
    without = f"{' and' if taken else ''} without {left}" if left else ""
    return (
        f"Agree the {projects} of the preferred set: those in Table 1{with_these}{without}, by the "
        "departures on record."
    )


def _chosen(portfolio: Portfolio) -> Iterator[Block]:
    """Show the chosen by class: what each adds, reaches and costs, and when it begins to help."""
    members = portfolio.members[portfolio.members["chosen"]]
    if members.empty:
        return
    first = portfolio.appraisal.case.candidates.set_index("candidate")["first_benefit"]
    rows = [
        (
            f"{row['candidate']} {short(row['name'])}",
            row["class"],
            points(row["worth"]),
            people(row["people"]),
            money(row["gross_3yr"]),
            f"month {number(first[row['candidate']])}",
        )
        for kind in CLASSES
        for row in members[members["class"] == kind].to_dict("records")
    ]
    columns = ("Project", "Class", "Adds (points a year)", "People a year", "Gross cost, 3 years")
    yield Heading("The chosen projects")
    yield Table(
        "What the chosen projects add, reach and cost",
        (*columns, "First benefit"),
        tuple(rows),
        align="llrrrr",
        widths=(7.9, 2.4, 1.4, 1.4, 2.65, 1.45),
    )
    yield Paragraph(
        f"Together the set adds {points(portfolio.worth)} points a year, what projects add to one "
        f"another included. {what_a_point_is(portfolio.appraisal)}",
        "note",
    )


def _limits(portfolio: Portfolio) -> Iterator[Block]:
    limits = portfolio.limits
    if limits.empty:
        yield Paragraph("No limit was set on money or on anything else.")
        return
    rows = []
    for row in limits.to_dict("records"):
        unit = row["unit"] or limit_name(row["resource"])
        rows.append(
            (
                limit_name(row["resource"]),
                *(quantity(row[c], unit) for c in ("used", "limit", "left")),
            )
        )
    yield Table(
        "Limits: what the set uses and what is left",
        ("Limit on", "Used", "Limit", "Left"),
        tuple(rows),
        align="lrrr",
        widths=(3.5, 4.6, 4.6, 4.5),
    )


def _balance(results: Results) -> Iterator[Block]:
    """Show what comes early and late, of the most that any set within the limits could bring."""
    portfolio = results.portfolio
    claimed, slipped = portfolio.balance, portfolio.balance_slipped
    slip = portfolio.appraisal.case.charter.slip
    late = f"if {number(slip, 2)} times as long"
    rows = [
        (
            row["by"].removeprefix("by ").capitalize(),
            percent(row["share"]),
            percent(then["share"]),
            _healthy(row["chosen_gain"], row["attainable_gain"]),
            _healthy(then["chosen_gain"], then["attainable_gain"]),
        )
        for row, then in zip(claimed.to_dict("records"), slipped.to_dict("records"), strict=True)
    ]
    yield Heading("Balance of early and late benefit")
    yield Table(
        "What has come by each year, of the most that any set within the limits could bring: as "
        f"claimed, and if every project takes {number(slip, 2)} times as long",
        (
            "By the end of",
            "Benefit, as claimed",
            f"Benefit, {late}",
            "Healthy years, as claimed",
            f"Healthy years, {late}",
        ),
        tuple(rows),
        align="lrrrr",
        widths=(2.4, 3.2, 3.6, 4.2, 4.6),
    )
    if has_picture(results):
        yield drawn("balance", portfolio, width=14.0)


def _healthy(came: float, attainable: float) -> str:
    return f"{people(came)} of {people(attainable)}"


def _prices(portfolio: Portfolio) -> Iterator[Block]:
    price = portfolio.price
    yield Heading("What each rule costs")
    if price.empty:
        yield Paragraph("No rule was set beside the limits, so none has a price.")
        return
    yield Listing(tuple(_price_words(row) for row in price.to_dict("records")))


def _price_words(row: dict) -> str:
    rule = row["rule"]
    if points(row["price"]) == "0.0":
        return sentence(f"{rule}: costs nothing; the set meets it anyway")
    return sentence(
        f"{rule}: costs {points(row['price'])} points a year ({percent(row['share'])} of what the "
        "set would add without it)"
    )


def _what_hangs_on_it(portfolio: Portfolio) -> Iterator[Block]:
    yield Heading("What hangs on how we counted")
    yield Listing(moved_sentences(portfolio))


def _sure_and_when(results: Results) -> Iterator[Block]:
    """Say how sure it is, when it is done and what it leaves to pay, where that was worked out."""
    if sure := sure_in_short(results):
        yield Heading("How sure")
        yield Paragraph(sure)
    said = [result.summary() for result in (results.programme, results.money) if result]
    if said:
        yield Heading("When, and what is left to pay")
        yield Paragraph(" ".join(said))


def _no_set(results: Results) -> Iterator[Block]:
    """Give the answer there is when no set was chosen."""
    if results.appraisal is None:
        yield Heading("Where we stand")
        yield Paragraph(results.gaps.summary(), "lead")
        return
    yield Heading("Where we stand")
    if results.ranking is None:
        many = counted(len(results.appraisal.values), "candidate was", "candidates were")
        yield Paragraph(f"{many} appraised. No set is recommended in this paper.", "lead")
        return
    table = results.ranking.table
    rows = [
        (number(r["rank"]), f"{r['candidate']} {short(r['name'])}", r["class"], points(r["value"]))
        for r in table.head(LEADERS).to_dict("records")
    ]
    yield Paragraph(
        f"{short(results.ranking.leader)} leads on value. No set is recommended in this paper: a "
        "list by value is not yet a balanced set.",
        "lead",
    )
    yield Table(
        f"The first {len(rows)} of {len(table)} candidates by value",
        ("Rank", "Candidate", "Class", "Value (0 to 100)"),
        tuple(rows),
        align="rllr",
        widths=(1.5, 9.0, 3.5, 3.0),
    )


def _step(words: str) -> str:
    """Take the name of a step without its question."""
    return _lower(words.partition(" (")[0])


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _done(results: Results) -> Iterator[Block]:
    yield Heading("What was and was not done")
    done = listed(_step(words) for words in results.done)
    yield Paragraph(f"Done: {done}.")
    if results.not_done:
        yield Listing(tuple(f"Not done: {_lower(step)}." for step in results.not_done))
