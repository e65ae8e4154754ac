"""Which set can we carry? Limits and rules are tried live; what the room settles on is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

import ipywidgets as W
from traitlets import Dict, HasTraits, Int, Unicode

from wcc_prioritise.portfolio import NoPortfolio, Portfolio, select
from wcc_prioritise.portfolio.solver import limit_said
from wcc_prioritise.schema import CLASSES, RESOURCES
from wcc_prioritise.tables import InputError
from wcc_prioritise.voices.rooms import moved_words
from wcc_prioritise.widgets.console import parts
from wcc_prioritise.widgets.console.following import on_the_set, refused
from wcc_prioritise.widgets.console.sliders import slider_with_box
from wcc_prioritise.widgets.day import Day
from wcc_prioritise.widgets.live import (
    LOOK,
    benefit_view,
    clash_view,
    limits_view,
    paragraph,
    price_view,
    set_view,
)

FREE, MUST, NEVER = "as it falls", "must be in", "never in"
"""What may be asked for one candidate."""

SIDES = {"at_least": "At least", "at_most": "At most"}

PAUSE_S = 0.5
"""Seconds of rest after which the prices of the set are worked out."""

BETWEEN_S = 0.05
"""Seconds left between two things that take long, for a move that was made meanwhile."""

WORKING = paragraph("One moment …").html


class Building(HasTraits):
    """Limits and rules that are tried, and the set they come to.

    Parameters
    ----------
    kept : Portfolio
        The set as it is, against which others are held.
    """

    asked = Dict(help="arguments of `select` that are tried")
    chosen = Unicode("", help="the last set that met every demand, as HTML")
    used = Unicode("", help="what it uses, as HTML")
    prices = Unicode("", help="the price of each rule, as HTML; follows a moment later")
    benefit = Unicode("", help="benefit by year, as HTML; follows a moment later")
    clash = Unicode("", help="demands that cannot all hold, as HTML; empty where they can")
    fault = Unicode("", help="what is in the way, in words")
    drawn = Int(0, help="how often a set was drawn; moves when all but prices and benefit stand")

    def __init__(self, kept: Portfolio):
        super().__init__()
        self._solved: dict[str, Portfolio] = {}
        self._done: list[dict] = []
        self.kept = self.tried = kept
        self.asked = dict(kept.arguments)
        self._draw()

    # ---- what is tried --------------------------------------------------------------------------

    def limit(self, resource: str, most: float) -> None:
        """Try another limit."""
        if round(self.asked["limits"][resource]) != round(most):
            self._try({"limits": {**self.asked["limits"], resource: float(most)}})

    def stand(self, code: str, how: str) -> None:
        """Ask for a candidate to be in, or out, or as it falls."""
        if self.stands(code) != how:
            rest = {side: tuple(c for c in self.asked[side] if c != code) for side in _STANDS}
            if how != FREE:
                side = "must" if how == MUST else "never"
                rest[side] = (*rest[side], code)
            self._try(rest)

    def stands(self, code: str) -> str:
        """How is a candidate asked for?"""
        for side, how in _STANDS.items():
            if code in self.asked[side]:
                return how
        return FREE

    def count(self, side: str, class_: str, number: int | None) -> None:
        """Ask for at least or at most so many of a class; None asks for nothing."""
        if self.asked[side].get(class_) != number:
            rest = {key: n for key, n in self.asked[side].items() if key != class_}
            self._try({side: rest if number is None else {**rest, class_: number}})

    def undo(self) -> None:
        """Take back the last thing that was tried."""
        if self._done:
            self._solve(self._done.pop())

    def as_it_was(self) -> None:
        """Go back to the set that is kept."""
        self._try(dict(self.kept.arguments))

    def _try(self, change: Mapping) -> None:
        self._done.append(self.asked)
        self._solve({**self.asked, **change})

    def _solve(self, asked: dict) -> None:
        """Choose again; where nothing meets every demand the last good set stays."""
        self.asked = asked
        try:
            self.tried = self._set_for(asked)
        except NoPortfolio as error:
            self.clash, self.fault = clash_view(error.clash).html, ""
        except InputError as error:
            self.clash, self.fault = "", str(error)
        else:
            self.clash = self.fault = ""
            self._draw()

    def _set_for(self, asked: dict) -> Portfolio:
        """Find the set, or give it again where it was asked for before."""
        key = repr(asked)
        if key not in self._solved:
            same = asked == self.kept.arguments
            self._solved[key] = self.kept if same else select(self.kept.appraisal, **asked)
        return self._solved[key]

    # ---- what it comes to -----------------------------------------------------------------------

    @property
    def words(self) -> str:
        """Say what is tried and whom it moves."""
        old, new = self.kept.chosen, self.tried.chosen
        moved = moved_words(
            tuple(c for c in new if c not in old), tuple(c for c in old if c not in new)
        )
        limits = "; ".join(limit_said(*item) for item in self.tried.arguments["limits"].items())
        return f"With {limits}: {moved}."

    def _draw(self) -> None:
        self.chosen = set_view(self.tried.chosen, self.kept).html
        self.used = limits_view(self.tried).html
        self.prices = self.benefit = WORKING
        self.drawn += 1

    def follow_prices(self) -> None:
        """Work out the price of each rule in the set that is shown."""
        self.prices = price_view(self.tried).html

    def follow_benefit(self) -> None:
        """Work out the benefit by year of the set that is shown."""
        self.benefit = benefit_view(self.tried).html


_STANDS = {"must": MUST, "never": NEVER}


class Departing(HasTraits):
    """Where the decision departs from the computed set, with its reason and the body."""

    candidate = Unicode("", help="who is taken in or left out")
    because = Unicode("", help="why")
    body = Unicode("", help="which body decided")
    fault = Unicode("", help="what is in the way, in words")

    def __init__(self, day: Day):
        super().__init__()
        self.day = day

    def depart(self, chosen: tuple[str, ...]) -> bool:
        """Enter the departure: who is in the set is left out, who is not is taken in."""
        departs = "left out" if self.candidate in chosen else "taken in"
        fields = {"candidate": self.candidate, "departs": departs, "body": self.body or None}
        done = self.day.enter("departure", because=self.because.strip() or None, **fields)
        self.fault = "" if done else self.day.fault
        if done:
            self.because = ""
        return done


class Later:
    """Does things one after the other once nothing was asked for a moment.

    Where nothing can wait, as in a script, they are done at once. Between two of them whatever
    else was asked for comes first.

    Parameters
    ----------
    actions : callable
        What to do, in order.
    """

    def __init__(self, *actions: Callable[[], object]):
        self.actions, self._due = actions, None

    def ask(self, _change: object = None) -> None:
        """Ask for it; whoever asks again in the meantime puts it off."""
        if self._due is not None:
            self._due.cancel()
        try:
            self._wait(asyncio.get_running_loop(), PAUSE_S, self.actions)
        except RuntimeError:
            for action in self.actions:
                action()

    def _wait(self, loop: asyncio.AbstractEventLoop, seconds: float, actions: tuple) -> None:
        self._due = loop.call_later(seconds, self._do, loop, actions)

    def _do(self, loop: asyncio.AbstractEventLoop, actions: tuple) -> None:
        actions[0]()
        if actions[1:]:
            self._wait(loop, BETWEEN_S, actions[1:])


# ---- views --------------------------------------------------------------------------------------


def limits_of(state: Building) -> W.Widget:
    """Give a slider and a number box for each limit; each goes up to what all candidates need."""
    needs = state.kept.appraisal.resources.clip(lower=0).sum()
    return parts.column(
        *(
            _limit(state, resource, max(float(needs[resource]), most))
            for resource, most in state.kept.arguments["limits"].items()
        )
    )


def _limit(state: Building, resource: str, top: float) -> W.Widget:
    name = RESOURCES.get(resource, (resource.replace("_", " "), ""))[0]
    moved, both = slider_with_box(name, state.asked["limits"][resource], top)
    moved.observe(lambda change: state.limit(resource, change["new"]), "value")

    def follow(change) -> None:
        moved.value = round(change["new"]["limits"][resource])

    state.observe(follow, "asked")
    return both


def rules_of(state: Building) -> W.Widget:
    """Give the rules: so many of a class at least and at most, and who must be in or never is."""
    counts = [_count(state, side, class_) for class_ in CLASSES for side in SIDES]
    return parts.column(parts.row(*counts), _stand(state))


def _count(state: Building, side: str, class_: str) -> W.Widget:
    many = len(state.kept.worths)
    options = {"no rule": None, **{str(n): n for n in range(many + 1)}}
    chosen = parts.choice(f"{SIDES[side]}, {class_}", options)
    chosen.value = state.asked[side].get(class_)
    chosen.observe(lambda change: state.count(side, class_, change["new"]), "value")

    def follow(change) -> None:
        chosen.value = change["new"][side].get(class_)

    state.observe(follow, "asked")
    return chosen


def _stand(state: Building) -> W.Widget:
    names = state.kept.appraisal.case.names
    who = parts.choice("Candidate", {f"{code} {name}": code for code, name in names.items()})
    how = parts.choice("What is asked of it", [FREE, MUST, NEVER])

    def follow(_=None) -> None:
        how.value = state.stands(who.value)

    how.value = state.stands(who.value)
    who.observe(follow, "value")
    state.observe(follow, "asked")
    how.observe(lambda change: state.stand(who.value, change["new"]), "value")
    return parts.row(who, how)


def keep(day: Day, state: Building) -> bool:
    """Write the set that is shown into the record; the wall follows."""
    return day.keep("select", state.tried)


def buttons(state: Building) -> list[W.Widget]:
    """Give the way back."""
    return [
        parts.button("Undo the last try", state.undo),
        parts.button("What is kept", state.as_it_was),
    ]


def shown(state: Building) -> list[W.Widget]:
    """Give what the tried set comes to; prices and benefit follow when nothing has moved."""
    later = Later(state.follow_prices, state.follow_benefit)
    state.observe(later.ask, "drawn")
    later.ask()
    return [
        parts.tell(state, "clash", W.HTML(), str),
        parts.tell(state, "fault", W.HTML(), refused),
        *(parts.tell(state, one, W.HTML(), str) for one in ("chosen", "used", "benefit", "prices")),
    ]


def form(day: Day) -> W.Widget:
    """Give the form: limits, rules, the set they come to, keeping it, and departures from it."""
    return on_the_set(day, "Build the set", lambda portfolio: _form(day, portfolio))


def _form(day: Day, portfolio: Portfolio) -> W.Widget:
    state = Building(portfolio)
    return parts.column(
        W.HTML(LOOK),
        parts.panel(
            "Build the set",
            limits_of(state),
            rules_of(state),
            parts.row(
                *buttons(state), parts.button("Keep this set", lambda: keep(day, state), main=True)
            ),
        ),
        *shown(state),
        _departures(day, state),
    )


def _departures(day: Day, state: Building) -> W.Widget:
    leaving = Departing(day)
    names = state.kept.appraisal.case.names
    who = parts.choice("Candidate", {f"{code} {name}": code for code, name in names.items()})
    leaving.candidate = who.value
    return parts.panel(
        "The decision departs from the set",
        parts.row(
            parts.tie(leaving, "candidate", who),
            parts.tie(leaving, "body", parts.box("Which body decided")),
        ),
        parts.tie(leaving, "because", parts.box("Why")),
        parts.tell(leaving, "fault", W.HTML(), refused),
        parts.row(
            parts.button(
                "Enter: take it in, or leave it out", lambda: leaving.depart(state.kept.chosen)
            )
        ),
    )
