"""What if the weights were others, or a group had not been here? Tried, and kept only if asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import ipywidgets as W
import numpy as np
import pandas as pd
from traitlets import Dict, HasTraits, Unicode

from wcc_prioritise.appraisal.changes import set_weights
from wcc_prioritise.case.value import Case
from wcc_prioritise.portfolio import Portfolio, select
from wcc_prioritise.portfolio.every_set import MOST_CANDIDATES, EverySet
from wcc_prioritise.portfolio.robust import sets_of
from wcc_prioritise.tables import InputError
from wcc_prioritise.voices import without_group
from wcc_prioritise.voices.rooms import moved_words
from wcc_prioritise.widgets.console import parts
from wcc_prioritise.widgets.console.following import on_the_set, refused
from wcc_prioritise.widgets.console.sliders import slider_with_box
from wcc_prioritise.widgets.day import EXPECTED, Day
from wcc_prioritise.widgets.live import LOOK, View, ranking_view, set_view, weights_view
from wcc_prioritise.widgets.live.parts import status

FULL = 100.0
"""Points of the step that matters most."""


@dataclass(frozen=True, eq=False)
class Weighed:
    """What other weights come to.

    Attributes
    ----------
    case : Case
        With the names.
    weights, value : Series
        Weights by criterion, which sum to 1; value of each candidate, 0 to 100.
    chosen : tuple of str
        The best set under them.
    """

    case: Case
    weights: pd.Series
    value: pd.Series
    chosen: tuple[str, ...]


class Weighing:
    """Answers what any weights come to, from one set and its limits and rules.

    The sets that could be best under some weights are found once; each answer is then a look-up.
    Where there are too many candidates for that, or a rule rests on worth, each answer is solved.

    Parameters
    ----------
    portfolio : Portfolio
        The set as it is.
    """

    def __init__(self, portfolio: Portfolio):
        self.portfolio = portfolio
        self.appraisal = portfolio.appraisal
        self._values = self.appraisal.values.to_numpy(float)
        self._codes = list(self.appraisal.values.index)

    @property
    def as_it_is(self) -> Weighed:
        """Give what stands, untouched."""
        a = self.appraisal
        return Weighed(a.case, a.weights, a.value, self.portfolio.chosen)

    def under(self, points: dict[str, float]) -> Weighed:
        """What would these points come to?

        Parameters
        ----------
        points : dict of str to float
            0 or more for every criterion, on any scale.

        Raises
        ------
        InputError
            If all of them are 0.
        """
        weights = set_weights(self.appraisal.weights, pd.Series(points, dtype=float))
        if self.sets is None:
            return self._solved(weights)
        row = weights.to_numpy()
        value = pd.Series(self.appraisal.value_of(self._values, row), index=self._codes)
        best = self.sets.best(self.appraisal.worth_of(self._values, row)[None])[0]
        chosen = tuple(np.array(self._codes, dtype=object)[self.sets.inside[best]])
        return Weighed(self.appraisal.case, weights, value, chosen)

    def _solved(self, weights: pd.Series) -> Weighed:
        appraisal = self.appraisal.reweighted(weights)
        chosen = select(appraisal, **self.portfolio.arguments).chosen
        return Weighed(appraisal.case, appraisal.weights, appraisal.value, chosen)

    @cached_property
    def sets(self) -> EverySet | None:
        """Every set that could be best under some weights; None where each answer is solved."""
        plain = self.portfolio.arguments["reading"] == "worth" and not self.portfolio.rules.weighed
        known = not np.isnan(self._values).any()
        if len(self._codes) > MOST_CANDIDATES or not (plain and known):
            return None
        # Worth is linear in the weights, so that it is least at one of their corners.
        corners = self.appraisal.worth_of(self._values, np.eye(self._values.shape[1]))
        return sets_of(self.portfolio, pd.Series(corners.min(axis=0), index=self._codes))


class WeightsTried(HasTraits):
    """Points that are tried, and what they come to.

    Parameters
    ----------
    portfolio : Portfolio
        The set as it is.
    """

    points = Dict(help="points by criterion, 0 to 100")
    ranking = Unicode("", help="who leads, as HTML")
    chosen = Unicode("", help="the set, as HTML")
    weights = Unicode("", help="the weights, as HTML")
    fault = Unicode("", help="what is in the way, in words")
    group = Unicode("", help="what leaving out a group would change, in words")

    def __init__(self, portfolio: Portfolio):
        super().__init__()
        self.weighing = Weighing(portfolio)
        self.before = self.now = self.weighing.as_it_is
        self.start = points_of(self.before.weights)
        self._done: list[dict[str, float]] = []
        self.points = dict(self.start)
        self._draw()

    @property
    def names(self) -> dict[str, str]:
        """Give the criteria in words, by code."""
        criteria = self.before.case.criteria
        return {r.criterion: f"{r.criterion} {r.name}" for r in _criteria(criteria)}

    @property
    def words(self) -> str:
        """Say what is tried and what it changes; the ranking as places, the set as moves."""
        tried = ", ".join(f"{c} {p:.0f}" for c, p in self.points.items())
        return f"Points {tried}: {self.moved}."

    @property
    def moved(self) -> str:
        """Say who would enter and who would leave."""
        old, new = self.before.chosen, self.now.chosen
        return moved_words(
            tuple(c for c in new if c not in old), tuple(c for c in old if c not in new)
        )

    def move(self, criterion: str, points: float) -> None:
        """Try other points for one criterion; the points of the others stay."""
        if round(self.points[criterion]) == round(points):
            return
        self._try({**self.points, criterion: float(points)}, remember=True)

    def undo(self) -> None:
        """Take back the last move."""
        if self._done:
            self._try(self._done.pop(), remember=False)

    def as_it_was(self) -> None:
        """Go back to the weights that the room gave."""
        if self.points != self.start:
            self._try(dict(self.start), remember=True)

    def leave_out(self, group: str) -> None:
        """Say who would enter and leave without a voice group; candidates, never numbers."""
        try:
            self.group = without_group(self.weighing.portfolio, group).words
        except EXPECTED as error:
            self.group = str(error)

    def _try(self, points: dict[str, float], remember: bool) -> None:
        try:
            now = self.before if points == self.start else self.weighing.under(points)
        except InputError as error:
            self.fault = str(error)
            now = None
        if remember:
            self._done.append(self.points)
        self.points = points
        if now is not None:
            self.now, self.fault = now, ""
            self._draw()

    def _draw(self) -> None:
        self.ranking = ranking_view(self.now, self.before).html
        self.chosen = self.set_view.html
        self.weights = weights_view(self.now, self.before).html

    @property
    def set_view(self) -> View:
        """Show the set under the weights that are tried."""
        return set_view(self.now.chosen, self.weighing.portfolio)


def points_of(weights: pd.Series) -> dict[str, float]:
    """Give weights as points, the largest 100, so that one can be moved and the others stay."""
    return (FULL * weights / weights.max()).to_dict()


def _criteria(criteria: pd.DataFrame):
    return criteria[["criterion", "name"]].itertuples(index=False)


# ---- views --------------------------------------------------------------------------------------


def sliders(state: WeightsTried) -> W.Widget:
    """Give a slider and a number box for each criterion; both follow what is tried."""
    return parts.column(*(_slider(state, code, name) for code, name in state.names.items()))


def _slider(state: WeightsTried, code: str, name: str) -> W.Widget:
    moved, both = slider_with_box(name, state.points[code], FULL)
    moved.observe(lambda change: state.move(code, change["new"]), "value")

    def follow(change) -> None:
        moved.value = round(change["new"][code])

    state.observe(follow, "points")
    return both


def keep(day: Day, state: WeightsTried) -> bool:
    """Enter a note of what was tried."""
    return day.enter("note", text=f"Tried, not decided. {state.words}")


def buttons(state: WeightsTried) -> list[W.Widget]:
    """Give the way back."""
    return [
        parts.button("Undo the last move", state.undo),
        parts.button("What it was", state.as_it_was),
    ]


def form(day: Day) -> W.Widget:
    """Give the form: try other weights or leave out a group; kept only by a press of the button."""
    return on_the_set(day, "What would change it?", lambda portfolio: _form(day, portfolio))


def _form(day: Day, portfolio: Portfolio) -> W.Widget:
    state = WeightsTried(portfolio)
    return parts.column(
        W.HTML(LOOK),
        parts.panel(
            "Other weights",
            sliders(state),
            parts.row(*buttons(state), parts.button("Keep a note of it", lambda: keep(day, state))),
            parts.tell(state, "fault", W.HTML(), refused),
        ),
        *shown(state),
        _groups(state),
    )


def shown(state: WeightsTried) -> list[W.Widget]:
    """Give what the weights come to: the set first, for that is what the room decides on."""
    return [parts.tell(state, one, W.HTML(), str) for one in ("chosen", "ranking", "weights")]


def _groups(state: WeightsTried) -> W.Widget:
    groups = list(state.before.case.voice_groups["group"].drop_duplicates())
    if not groups:
        return parts.column()
    chosen = parts.choice("Voice group", groups)
    return parts.panel(
        "Without one group",
        parts.row(chosen, parts.button("Leave it out", lambda: state.leave_out(chosen.value))),
        parts.tell(state, "group", W.HTML(), lambda text: status(text).html),
    )
