"""What looks implausible? Questions to ask before the day; none of them is a fault."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from wcc_prioritise.case.value import Case

FAR = 2.0
"""A cost a head this many times its evidence, either way, is questioned."""

SMALL_GROUP = 3
"""A voice group of fewer people is never shown apart."""


def questions(case: Case) -> pd.DataFrame:
    """Ask what a careful reader would ask of this case.

    Parameters
    ----------
    case : Case
        A case with a charter.

    Returns
    -------
    DataFrame
        Columns table, item, question; one row each, none if nothing looks odd.
    """
    asked: list[tuple[str, str, str]] = []
    if case.charter is not None:
        for ask in (_cost_a_head, _pots, _late, _voice_groups, _unscored, _gates, _grades):
            asked += ask(case)
    return pd.DataFrame(asked, columns=["table", "item", "question"])


def _cost_a_head(case: Case) -> Iterator[tuple[str, str, str]]:
    """Compare running cost a head with the cost a head on the evidence card.

    Both the people in the table and any people figure on the card (a sponsor's claim) are held to
    it.
    """
    cards = case.evidence
    for row in case.candidates.itertuples():
        card = cards[cards["candidate"] == row.candidate]
        published = card[(card["unit"] == "£ a person") & (card["value"] > 0)]
        if published.empty:
            continue
        claims = card[(card["unit"] == "people a year") & (card["value"] > 0)]
        figures = [(row.people, "the candidates table")] if row.people > 0 else []
        figures += [
            (v, f"its evidence card ({s})")
            for v, s in zip(claims["value"], claims["source"], strict=True)
        ]
        known, source = float(published["value"].iloc[0]), published["source"].iloc[0]
        for people, where in figures:
            head = row.running_cost * 1000 / people
            if not known / FAR <= head <= known * FAR:
                yield (
                    "candidates",
                    row.candidate,
                    f"{people:,.0f} people a year in {where} would cost £{head:,.0f} a head; the "
                    f"evidence card says £{known:,.0f} ({source}). Are these people who benefit, "
                    "or referrals, tests or contacts?",
                )


def _pots(case: Case) -> Iterator[tuple[str, str, str]]:
    claimed = case.candidates.groupby("pot")["claimed_saving"].agg(["sum", "count"])
    for pot in case.pots.itertuples():
        if pot.pot in claimed.index and claimed.at[pot.pot, "sum"] > pot.size:
            yield (
                "pots",
                pot.pot,
                f"{claimed.at[pot.pot, 'count']} candidates claim "
                f"£{claimed.at[pot.pot, 'sum']:,.0f} thousand a year from a pot of "
                f"£{pot.size:,.0f} thousand ({pot.what}). Which claim gives way?",
            )


def _late(case: Case) -> Iterator[tuple[str, str, str]]:
    closing = case.charter.closing_date
    for row in case.candidates.itertuples():
        if (
            closing
            and row.received is not None
            and row.received == row.received
            and row.received > closing
        ):
            yield (
                "candidates",
                row.candidate,
                f"received {row.received:%d %B %Y}, after the closing date {closing:%d %B %Y}. "
                f"Rule: {case.charter.late_rule or 'none in the charter'}",
            )


def _voice_groups(case: Case) -> Iterator[tuple[str, str, str]]:
    held = case.people.explode("roles")
    for group, roles in case.voice_groups.groupby("group", sort=False)["role"]:
        number = held.loc[held["roles"].isin(set(roles)), "person"].nunique()
        if number < SMALL_GROUP:
            yield (
                "voice_groups",
                group,
                f"has {number} people; with fewer than {SMALL_GROUP} its figures are never shown "
                "apart. Who else could come?",
            )


def _unscored(case: Case) -> Iterator[tuple[str, str, str]]:
    """Count the cells that each person was free to score and did not."""
    judged = case.criteria.loc[case.criteria["kind"] == "judged", "criterion"]
    barred = case.interests[case.interests["effect"] != "none"]
    done = (
        case.scores.drop_duplicates(["person", "candidate", "criterion"]).groupby("person").size()
    )
    everyone = len(case.candidates)
    for person in case.people["person"]:
        mine = set(barred.loc[barred["person"] == person, "candidate"])
        recused = everyone if "all" in mine else len(mine)
        left = (everyone - recused) * len(judged) - int(done.get(person, 0))
        if left > 0:
            cells = "1 cell" if left == 1 else f"{left} cells"
            yield "scores", person, f"has {cells} not scored. Left early, or still to come?"


def _gates(case: Case) -> Iterator[tuple[str, str, str]]:
    for row in case.gates.itertuples():
        if row.status is None or row.status != row.status:
            yield (
                "gates",
                row.candidate,
                f"the {row.gate} gate is empty; an empty gate is never passed.",
            )


def _grades(case: Case) -> Iterator[tuple[str, str, str]]:
    for row in case.candidates.itertuples():
        if row.grade is None or row.grade != row.grade:
            yield "candidates", row.candidate, "has no evidence grade. What is known, and how well?"
