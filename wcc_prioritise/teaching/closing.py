"""How does a scripted day end? The set, whether people were heard, the decision, the seal."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from wcc_prioritise.case import Case
from wcc_prioritise.workshop import Workshop

if TYPE_CHECKING:
    from wcc_prioritise.portfolio import Portfolio
    from wcc_prioritise.teaching.rehearsal import Plan, Watch

RUNS, SEED = 2_000, 2026
"""Draws behind the bands of a scripted day, and their seed."""

ASSURED, APPROVED = 5, 10
"""Days after the workshop on which the assurer and the approver sign."""


def close(workshop: Workshop, day: Plan, watch: Watch) -> None:
    """Build the set, ask whether people were heard, decide, freeze and sign off."""
    portfolio = build_set(workshop, day, watch)
    ask_whether_heard(workshop, day, watch, 1)
    decide(workshop, day, watch, portfolio)
    freeze(workshop, day, watch)


def build_set(workshop: Workshop, day: Plan, watch: Watch) -> Portfolio:
    """Choose the set, with a little less and a little more money, and try our doubts."""
    watch.now = day.at("set")
    portfolio = chosen_set(workshop.case())
    for limits in _budgets(portfolio):
        workshop.calculation("select", portfolio.with_limits(limits), by="analyst")
    workshop.calculation("stress", _stressed(portfolio), by="analyst")
    workshop.calculation("select", portfolio, by="analyst")
    if day.anonymous:
        workshop.reveal("gut order", by="facilitator", because="the set is on the table")
    return portfolio


def decide(workshop: Workshop, day: Plan, watch: Watch, portfolio: Portfolio) -> None:
    """Take one candidate in against the set, ask again, and decide."""
    watch.now = day.at("decide")
    taken_in = _taken_in(portfolio)
    if taken_in:
        why = "promised to the public last year; the money is found elsewhere (SYNTHETIC)"
        workshop.add(
            "departure", by="chair", because=why, candidate=taken_in, departs="taken in",
            body="the panel", date=day.begin.date(),
        )  # fmt: skip
    ask_whether_heard(workshop, day, watch, 2)
    watch.now = day.at("decide", 5)
    workshop.add(
        "decision", by="chair", body=day.case.charter.who_decides or "the board",
        what="Recommend the computed set, with the departure recorded (SYNTHETIC).",
        because="the panel can support it, and the reasons stand beside each candidate (SYNTHETIC)",
        date=day.begin.date(),
    )  # fmt: skip


def freeze(workshop: Workshop, day: Plan, watch: Watch) -> None:
    """Seal the record, and have it signed some days later."""
    watch.now = day.at("freeze")
    workshop.freeze(by="facilitator", because="the day is done (SYNTHETIC)")
    for role, days in (("assurer", ASSURED), ("approver", APPROVED)):
        watch.now = day.at("freeze") + timedelta(days=days)
        workshop.sign_off(role, by=getattr(day.case.charter, role) or role)


def ask_whether_heard(workshop: Workshop, day: Plan, watch: Watch, round_: int) -> None:
    """Enter what everybody who is still there says of the day, before or after the discussion."""
    step = ("heard", "decide")[round_ - 1]
    present = [p for p in day.case.people["person"] if p not in day.gone]
    for number, person in enumerate(present):
        watch.now = day.at(step, number / len(present))
        low, high = (4, 10) if round_ == 1 else (6, 11)
        answers = day.rng.integers(low, high, 3)
        names = ("fair_chance", "understand", "support")
        given = dict(zip(names, map(float, answers), strict=True))
        workshop.add("agreement", by="driver", person=person, round=round_, **given)
    if day.anonymous:
        workshop.reveal("agreement", by="facilitator", because="everybody has answered")


def chosen_set(case: Case) -> Portfolio:
    """Choose the best set within the limits and rules of the tables."""
    from wcc_prioritise.appraisal import appraise
    from wcc_prioritise.portfolio import select
    from wcc_prioritise.portfolio.asked import asked_of

    return select(appraise(case), **asked_of(case))


def _budgets(portfolio: Portfolio) -> list[dict[str, float]]:
    """Give the limits with a twentieth less and a twentieth more of the first of them."""
    limits = portfolio.arguments["limits"]
    first = next(iter(limits))
    return [{**limits, first: limits[first] * share} for share in (0.95, 1.05)]


def _stressed(portfolio: Portfolio):
    from wcc_prioritise.robustness import stress

    return stress(portfolio.appraisal, runs=RUNS, seed=SEED)


def _taken_in(portfolio: Portfolio) -> str | None:
    """Name the most valued candidate that the computed set leaves out."""
    left_out = portfolio.appraisal.value.drop(list(portfolio.chosen))
    return None if left_out.empty else str(left_out.idxmax())
