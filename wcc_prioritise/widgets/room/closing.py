"""How does the day end? Were we heard, is the record complete, and what do we recommend?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pandas as pd

from wcc_prioritise.challenge.completeness import NOT_MET, completeness
from wcc_prioritise.exports.wording import given, sentence
from wcc_prioritise.portfolio import Portfolio
from wcc_prioritise.voices import agreement_round, final_set, gut_orders, ledger
from wcc_prioritise.voices.heard import EVERYONE, STATEMENTS, said_of
from wcc_prioritise.widgets.moment import Moment
from wcc_prioritise.widgets.place import Place
from wcc_prioritise.widgets.results import AGREEMENT, GUT_ORDER, Results
from wcc_prioritise.widgets.room.parts import Cell, Sheet, cell, plain
from wcc_prioritise.widgets.room.pieces import (
    Leaf,
    Part,
    Rows,
    Said,
    everybody_unnamed,
    sheet,
    short_name,
    whole_name,
)

SEAL = 12
"""Characters of the seal that the wall shows."""

# ---- were we heard ------------------------------------------------------------------------------


def heard(results: Results, place: Place, moment: Moment) -> Sheet:
    """Were we heard, and can we support it? The questions, and then the counts."""
    if results.hidden(AGREEMENT) or not results.seen(AGREEMENT):
        return sheet(place, [Leaf(list(_asking(results)))])
    said = list(_supported(results))
    return sheet(place, [Leaf(said), Leaf(list(_groups(results)), "Was every group heard?")])


def _asking(results: Results) -> Iterator[Part]:
    """Ask the three questions, and count how many have answered."""
    yield Said("From 0, not at all, to 10, wholly. In private, as the scores were.", "quiet")
    yield from (Said(said_of(field)) for field in STATEMENTS)
    counts = results.counts(AGREEMENT).set_index("group").loc["all"]
    if counts["asked"]:
        yield Said(f"{counts['answered']} of {counts['asked']} in", "big", 1.5)
    else:
        yield Said("Nobody is here to be asked.")


def _supported(results: Results) -> Iterator[Part]:
    """Count for each statement who is at the pass mark or above, before and after."""
    found, mark = agreement_round(results.shown), results.shown.charter.pass_mark
    rows = found.table[found.table["group"] == EVERYONE]
    if mark is None:
        yield Said(found.words)
        return
    yield Said(f"At {plain(f'{mark:g}')} of 10 or above, the pass mark agreed beforehand:", "quiet")
    moments = list(dict.fromkeys(rows["when"]))
    told = rows.set_index(["statement", "when"])
    table = tuple(
        (cell(statement), *(_count(told, (statement, when)) for when in moments))
        for statement in dict.fromkeys(rows["statement"])
    )
    heads = ("What you said", *(when.capitalize() for when in moments))
    shares = (1 - 0.17 * len(moments), *[0.17] * len(moments))
    yield Rows("Answers at the pass mark or above", heads, table, shares)
    yield Said(found.words)


def _count(told: pd.DataFrame, key: tuple[str, str]) -> Cell:
    if key not in told.index:
        return cell("not asked")
    row = told.loc[key]
    if row["at_mark"] is None:
        return cell("not shown")
    return cell(f"{row['at_mark']} of {row['people']}")


def _groups(results: Results) -> Iterator[Part]:
    """Say who was there of each voice group, what it asked for, and what it got."""
    if results.obstacle is not None:
        yield Said(f"What each group got cannot be told yet. {results.obstacle}")
        return
    words = _ledger(results.portfolio)
    yield from map(Said, words or ("No voice groups are named in the charter.",))


@lru_cache(maxsize=4)  # a portfolio never changes, and pages are drawn again and again
def _ledger(portfolio: Portfolio) -> tuple[str, ...]:
    return ledger(portfolio).words


# ---- is the record complete ---------------------------------------------------------------------


def record(results: Results, place: Place, moment: Moment) -> Sheet:
    """Is the record complete? So many of so many points, and what is missing."""
    found = completeness(results.workshop)
    people = results.case.people["person"]
    parts: list[Part] = [Said(f"{found.met} of {found.asked} complete", "big", 1.5)]
    missing = found.table[found.table["status"] == NOT_MET]
    if missing.empty:
        return sheet(place, [Leaf([*parts, Said("Nothing is missing.")])])
    rows = tuple(
        (cell(sentence(row.item)), cell(sentence(everybody_unnamed(row.missing, people))))
        for row in missing.itertuples()
    )
    parts.append(Rows("What is missing", ("Asked for", "Missing"), rows, (0.58, 0.42)))
    return sheet(place, [Leaf(parts)])


# ---- what we recommend --------------------------------------------------------------------------


def close(results: Results, place: Place, moment: Moment) -> Sheet:
    """What do we recommend, and what happens next?"""
    leaves = [
        Leaf(list(_decided(results)), "What we recommend"),
        Leaf(list(_departures(results)), "Where we depart from the set"),
        Leaf(list(_gut(results)), "Your own five, opened"),
        Leaf(list(_parked(results)), "Who follows up, and by when"),
        Leaf(list(_sealed(results)), "The record"),
    ]
    return sheet(place, leaves)


def _unnamed(results: Results, text: object) -> str:
    return everybody_unnamed(text, results.case.people["person"])


def _decided(results: Results) -> Iterator[Part]:
    """Say what was decided, by whom and why, and who is in after the departures."""
    decisions = results.case.decisions
    for row in decisions.itertuples():
        about = "" if row.candidate != row.candidate or row.candidate is None else (
            f"{whole_name(results, row.candidate)}: ")  # fmt: skip
        yield Said(_unnamed(results, sentence(f"{about}{row.what}")), "strong")
        yield Said(_unnamed(results, sentence(f"By {row.body}, because {row.because}")))
        if isinstance(row.conditions, str) and row.conditions:
            yield Said(_unnamed(results, sentence(f"On condition: {row.conditions}")))
    if decisions.empty:
        yield Said("Nothing is decided yet.")
    if results.obstacle is None:
        names = [short_name(results, code) for code in final_set(results.portfolio_now)]
        yield Said(f"The set, {len(names)} in all: {'; '.join(names) or 'nobody'}.")


def _departures(results: Results) -> Iterator[Part]:
    """Say where the decision departs from the computed set, and why."""
    departures = results.case.departures
    if departures.empty:
        yield Said("Nowhere: the computed set stands as it is.")
    for row in departures.itertuples():
        yield Said(f"{whole_name(results, row.candidate)}: {row.departs}.", "strong")
        yield Said(_unnamed(results, sentence(f"Because {row.because}")))


def _gut(results: Results) -> Iterator[Part]:
    """Open the sealed orders: totals only, and what moved most."""
    if results.hidden(GUT_ORDER) or not results.seen(GUT_ORDER):
        given_ = int(results.counts(GUT_ORDER)["answered"].iloc[-1])
        if given_:
            yield Said(f"{given_} of your own orders are sealed. They have not been opened yet.")
        else:
            yield Said("Nobody gave a gut order.")
    elif results.obstacle is not None:
        yield Said(f"There is no set to hold them against yet. {results.obstacle}")
    else:
        yield Said(gut_orders(results.portfolio_now).words)


def _parked(results: Results) -> Iterator[Part]:
    """List the parking lot and the actions, each with its owner and date."""
    acts = results.case.acts
    acts = acts[acts["act"].isin(["parking lot", "action"]) & acts["text"].notna()]
    if acts.empty:
        yield Said("Nothing was put aside: the parking lot is empty.")
        return
    rows = tuple(
        (
            cell(_unnamed(results, row.text)),
            cell(_unnamed(results, given(row.owner, "no owner yet"))),
            cell(given(row.date, "no date yet")),
        )
        for row in acts.itertuples()
    )
    heads = ("What", "Who", "By when")
    yield Rows("Parking lot and actions", heads, rows, (0.5, 0.26, 0.24))


def _sealed(results: Results) -> Iterator[Part]:
    """Show the beginning of the seal, how much it seals, and where the whole is found."""
    frozen = results.workshop.frozen
    if frozen is None:
        yield Said("The record is not frozen yet: it still takes what you say.")
        return
    yield Said("The record is frozen. Its seal begins with")
    yield Said(frozen.head.seal[:SEAL], "big", 1.5)
    yield Said(f"and seals {frozen.head.entries:,} entries.")
    yield Said(
        f"The whole seal stands on the sign-off sheet and in the minutes; the whole record is the "
        f"file {results.workshop.path.name}."
    )
    later = results.workshop.head.entries - frozen.head.entries
    if later:
        yield Said(f"{later:,} {'entry' if later == 1 else 'entries'} came later, shown as later.")
