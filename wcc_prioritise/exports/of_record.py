"""What does the record come to? Everything that leaves the room is written from this alone."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from wcc_prioritise.case.value import Case
from wcc_prioritise.exports.shells import Templates
from wcc_prioritise.workshop import Head, Workshop

if TYPE_CHECKING:
    from wcc_prioritise.appraisal import Appraisal
    from wcc_prioritise.challenge import Completeness
    from wcc_prioritise.evidence import Gaps
    from wcc_prioritise.judgement.disclosure import Shown
    from wcc_prioritise.portfolio import Portfolio
    from wcc_prioritise.portfolio.money import Money
    from wcc_prioritise.portfolio.robust import FundedShare
    from wcc_prioritise.programme import Programme
    from wcc_prioritise.ranking import Ranking
    from wcc_prioritise.robustness import Stress
    from wcc_prioritise.voices import AgreementRound, GutOrders, Ledger, MinorityReport
    from wcc_prioritise.workshop.freezing import Frozen

RUNS, SEED = 2_000, 2026
"""Draws of our doubts, and their seed, where the record holds no stress test."""


class OfRecord:
    """Everything that one record comes to, each result worked out once, when first asked for.

    Parameters
    ----------
    workshop : Workshop
        The open record. It is read, never written.
    templates : Templates, optional
        Those of a trust, as `read_templates` gives them, for its papers; without them, our own.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> import wcc_prioritise as wcc
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "day.wcc"
    >>> with wcc.Workshop.start(wcc.read(wcc.sample("short")), path) as workshop:
    ...     told = OfRecord(workshop)
    ...     told.frozen is None, len(told.portfolio.chosen) > 0, told.programme is None
    (True, True, True)
    """

    def __init__(self, workshop: Workshop, templates: Templates | None = None):
        self.workshop = workshop
        self.templates = templates or Templates()
        self.case: Case = workshop.case()
        self.head: Head = workshop.head
        self.frozen: Frozen | None = workshop.frozen
        self.entries: pd.DataFrame = workshop.entries()

    @cached_property
    def gaps(self) -> Gaps | None:
        """How far are we from areas like us? None where nothing can be compared."""
        from wcc_prioritise.evidence import benchmark

        case, area = self.case, self.case.charter.area
        if not area or case.indicators.empty:
            return None
        return benchmark(case.indicators, area=area, peers=None if case.peers.empty else case.peers)

    @cached_property
    def appraisal(self) -> Appraisal:
        """Value every candidate."""
        from wcc_prioritise.appraisal import appraise

        return appraise(self.case)

    @cached_property
    def ranking(self) -> Ranking:
        """Say who leads, and on what."""
        from wcc_prioritise.ranking import rank

        return rank(self.appraisal)

    @cached_property
    def portfolio(self) -> Portfolio:
        """Give the set with the limits and rules that were recorded last."""
        from wcc_prioritise.challenge.recorded import demands_in_force
        from wcc_prioritise.portfolio import select

        return select(self.appraisal, **demands_in_force(self.case))

    @cached_property
    def stress(self) -> Stress | None:
        """Say whether our doubts would change it; None with one candidate alone."""
        from wcc_prioritise.challenge.recorded import last_arguments
        from wcc_prioritise.robustness import stress

        if len(self.appraisal.values) < 2:
            return None
        given = last_arguments(self.case, "stress") or {}
        runs, seed = given.get("runs", RUNS), given.get("seed", SEED)
        return stress(self.appraisal, runs=runs, seed=seed)

    @cached_property
    def funded(self) -> FundedShare | None:
        """In which share of the draws is each candidate chosen? None for a long list."""
        from wcc_prioritise.portfolio.every_set import MOST_CANDIDATES
        from wcc_prioritise.portfolio.robust import funded_share
        from wcc_prioritise.robustness import draws

        if not 2 <= len(self.appraisal.values) <= MOST_CANDIDATES:
            return None
        return funded_share(draws(self.appraisal, RUNS, seed=SEED), self.portfolio)

    @cached_property
    def money(self) -> Money:
        """Savings as claimed, deliverable and cashable."""
        from wcc_prioritise.portfolio.money import money

        return money(self.portfolio)

    @cached_property
    def programme(self) -> Programme | None:
        """Give the programme that was recorded last; None where none was."""
        from wcc_prioritise.challenge.recorded import last_arguments
        from wcc_prioritise.programme import schedule

        given = last_arguments(self.case, "schedule")
        if given is None:
            return None
        return schedule(self.portfolio, given["start"], given["quarters"], given["capacity"])

    @cached_property
    def shown(self) -> Shown:
        """Which figures may be shown without telling what one person said?"""
        from wcc_prioritise.judgement import may_be_shown

        return may_be_shown(self.case)

    @cached_property
    def thresholds(self) -> pd.DataFrame:
        """From which worth is each candidate in the set?"""
        from wcc_prioritise.portfolio import thresholds

        return thresholds(self.portfolio)

    @cached_property
    def ledger(self) -> Ledger:
        """Was everyone heard?"""
        from wcc_prioritise.voices import ledger

        return ledger(self.portfolio)

    @cached_property
    def minority(self) -> MinorityReport:
        """Who would have chosen otherwise, and why?"""
        from wcc_prioritise.voices import minority_report

        return minority_report(self.portfolio)

    @cached_property
    def agreement(self) -> AgreementRound:
        """Who had a fair chance, understands the list and can support it?"""
        from wcc_prioritise.voices import agreement_round

        return agreement_round(self.case)

    @cached_property
    def gut(self) -> GutOrders:
        """How does the result differ from what people felt before it?"""
        from wcc_prioritise.voices import gut_orders

        return gut_orders(self.portfolio)

    @cached_property
    def completeness(self) -> Completeness:
        """Is the record complete?"""
        from wcc_prioritise.challenge import completeness

        return completeness(self.workshop)
