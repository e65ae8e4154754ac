"""What does one state of the record come to? Each result worked out once, when first asked for."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from wcc_prioritise.case.value import Case
from wcc_prioritise.schema import SAID, TABLES
from wcc_prioritise.tables import InputError
from wcc_prioritise.workshop import Workshop

if TYPE_CHECKING:
    from wcc_prioritise.appraisal import Appraisal
    from wcc_prioritise.portfolio import Portfolio
    from wcc_prioritise.ranking import Ranking
    from wcc_prioritise.robustness import Stress

WEIGHTS, AGREEMENT, GUT_ORDER = "weights", "agreement", "gut order"
RUNS, SEED = 2_000, 2026
"""Draws behind the bands that the room sees, and their seed."""

METHOD = tuple(name for name in TABLES if name not in SAID)
"""Tables that results are made from."""


class Results:
    """Everything that follows from one state of the record.

    What rests on answers is worked out from `shown`, which holds only what was revealed: a page
    that takes its figures from here cannot show what is private.

    Parameters
    ----------
    workshop : Workshop
        The open record.
    before : Results, optional
        Those of an earlier state, from which heavy results are taken over where nothing that they
        are made from has changed.
    """

    def __init__(self, workshop: Workshop, before: Results | None = None):
        self.workshop = workshop
        self.case: Case = workshop.case()
        self.shown: Case = workshop.shown()
        self._hidden: dict[str, bool] = {}
        if before is not None and "appraisal" in vars(before) and self.same_as(before):
            self._take_over(before)

    def same_as(self, other: Results) -> bool:
        """Are results made from the same here and there, whatever else was said meanwhile?"""
        tables = all(_same(self.shown, other.shown, name) for name in METHOD)
        return tables and self._acts("attendance").equals(other._acts("attendance"))

    def _acts(self, act: str) -> pd.DataFrame:
        return self.case.acts[self.case.acts["act"] == act].reset_index(drop=True)

    def _take_over(self, before: Results) -> None:
        """Keep what takes long to work out, where nothing that it rests on has changed."""
        kept = ["appraisal", "ranking", "stress", "agreement_map"]
        if "portfolio" in vars(before) and self.asked == before.asked:
            named = self._acts("discuss").equals(before._acts("discuss"))
            kept += ["portfolio", *(["talk"] if named else [])]
        vars(self).update({name: vars(before)[name] for name in kept if name in vars(before)})

    # ---- what is asked, and what is still private -----------------------------------------------

    @property
    def criteria(self) -> pd.DataFrame:
        """Give the criteria by code."""
        return self.case.criteria.set_index("criterion", drop=False)

    @property
    def candidates(self) -> pd.DataFrame:
        """Give the candidates by code."""
        return self.case.candidates.set_index("candidate", drop=False)

    @property
    def judged(self) -> list[str]:
        """List the criteria that people score."""
        criteria = self.case.criteria
        return list(criteria.loc[criteria["kind"] == "judged", "criterion"])

    def hidden(self, what: str) -> bool:
        """Is there anything on this that the room may not see yet?"""
        if what not in self._hidden:
            self._hidden[what] = self.workshop.hidden(what)
        return self._hidden[what]

    @cached_property
    def rounds(self) -> pd.Series:
        """Count how often each criterion was revealed, and the weights."""
        acts = self.case.acts
        reveals = acts[acts["act"] == "reveal"]
        what = reveals["criterion"].where(reveals["criterion"].notna(), reveals["text"])
        return what.value_counts()

    def seen(self, what: str) -> bool:
        """Has the room seen answers on this?"""
        if what in self.judged:
            return bool((self.shown.scores["criterion"] == what).any())
        tables = {WEIGHTS: "swings", AGREEMENT: "agreements"}
        if what in tables:
            return len(getattr(self.shown, tables[what])) > 0
        return bool((self.shown.acts["act"] == GUT_ORDER).any())

    @property
    def unseen(self) -> list[str]:
        """List what must be revealed before there can be a result."""
        return [what for what in (WEIGHTS, *self.judged) if not self.seen(what)]

    def counts(self, what: str) -> pd.DataFrame:
        """How many of those present have answered, by voice group?

        Parameters
        ----------
        what : str
            A criterion, or `weights`, `agreement` or `gut order`.

        Returns
        -------
        DataFrame
            Columns group, answered and asked, a row a voice group, and last the whole room (group
            `all`). Who stands in two groups counts in both; whoever left is not asked.
        """
        from wcc_prioritise.judgement import memberships

        standing = self.workshop.outstanding(what).set_index("person")
        here = standing[standing["present"]]
        asked = here.index[(here["missing"] + here["scored"] + here["dont_know"]) > 0]
        done = here["missing"] == 0
        groups = memberships(self.case.people, self.case.voice_groups)
        rows = [
            (group, int(done[mine].sum()), len(mine))
            for group in groups.columns
            for mine in [asked[groups.loc[asked, group].to_numpy() > 0]]
        ]
        rows.append(("all", int(done[asked].sum()), len(asked)))
        return pd.DataFrame(rows, columns=["group", "answered", "asked"])

    # ---- what it comes to -----------------------------------------------------------------------

    @cached_property
    def appraisal(self) -> Appraisal:
        """Value every candidate from what was revealed."""
        from wcc_prioritise.appraisal import appraise

        return appraise(self.shown)

    @cached_property
    def ranking(self) -> Ranking:
        """Say who leads."""
        from wcc_prioritise.ranking import rank

        return rank(self.appraisal)

    @cached_property
    def stress(self) -> Stress:
        """Say how sure that is."""
        from wcc_prioritise.robustness import stress

        return stress(self.appraisal, runs=RUNS, seed=SEED)

    @cached_property
    def agreement_map(self) -> pd.DataFrame:
        """Say where the room agrees and where it is split."""
        from wcc_prioritise.judgement import agreement_map

        return agreement_map(self.shown)

    @cached_property
    def asked(self) -> dict:
        """Give the limits and rules in force: of the set kept last, or those of the charter."""
        from wcc_prioritise.challenge.recorded import demands_in_force

        return demands_in_force(self.case)

    @cached_property
    def portfolio(self) -> Portfolio:
        """Find the set."""
        from wcc_prioritise.portfolio import select

        return select(self.appraisal, **self.asked)

    @property
    def portfolio_now(self) -> Portfolio:
        """Give the set with all that was said and done up to now beside it.

        `portfolio` may stem from an earlier state, from which only notes and other acts differ.
        """
        found = self.portfolio
        return replace(found, appraisal=replace(found.appraisal, case=self.shown))

    @cached_property
    def talk(self) -> pd.DataFrame:
        """List what is worth talking about, as the facilitator sees it."""
        from wcc_prioritise.voices import discuss_next

        return discuss_next(self.portfolio_now)

    @cached_property
    def obstacle(self) -> str | None:
        """Say in words why there is no result yet; None where there is one."""
        from wcc_prioritise.portfolio import NoPortfolio

        if self.unseen:
            names = self.criteria["name"]
            told = ", ".join(names.get(what, what) for what in self.unseen)
            return f"Hidden until they are revealed: {told}."
        try:
            _ = self.portfolio
        except (InputError, NoPortfolio) as error:
            return str(error)
        return None


def _same(one: Case, other: Case, name: str) -> bool:
    held = [case.tables[name].frame if name in case.tables else None for case in (one, other)]
    if held[0] is held[1]:
        return True
    first, second = held
    return first is not None and second is not None and first.equals(second)
