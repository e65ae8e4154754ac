"""What is shown in a notebook? What can be moved, a still picture of it, and a few words.

A front end shows the richest of the three that it can: moving parts where a kernel runs, else the
picture; what a test compares are the words.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import ipywidgets as W
import pandas as pd
from traitlets import HasTraits, Int, Unicode

from wcc_prioritise.appraisal import appraise
from wcc_prioritise.case.value import Case
from wcc_prioritise.judgement import agreement_map
from wcc_prioritise.plots import Picture, picture
from wcc_prioritise.portfolio import Portfolio, select
from wcc_prioritise.portfolio.asked import asked_of
from wcc_prioritise.programme import Programme
from wcc_prioritise.ranking import rank
from wcc_prioritise.ranking.why import why
from wcc_prioritise.voices import does_it_matter
from wcc_prioritise.widgets.console import building, parts, scheduling, what_if
from wcc_prioritise.widgets.console.following import refused, set_in_force
from wcc_prioritise.widgets.console.sliders import slider_with_box
from wcc_prioritise.widgets.day import EXPECTED, Day
from wcc_prioritise.widgets.live import (
    LOOK,
    View,
    ranking_view,
    scores_view,
    status,
)
from wcc_prioritise.widgets.planned import planned

NAMES = """(() => {
  const tell = () => document.querySelectorAll(".widget-slider").forEach((slider) => {
    const words = slider.querySelector(".widget-label")?.textContent;
    slider.querySelectorAll(".noUi-handle").forEach((handle) => {
      if (words && handle.getAttribute("aria-label") !== words)
        handle.setAttribute("aria-label", words);
    });
  });
  tell();
  window.wccNames ??= new MutationObserver(tell);
  window.wccNames.observe(document.body, { childList: true, subtree: true });
})();"""
"""Gives the handle of every slider the words beside it: ipywidgets 8.1 gives it no name."""


class App:
    """Something to move, with a picture and words for where nothing can be moved.

    Parameters
    ----------
    widget : Widget
        What is moved and watched.
    words : str
        What it says at first, short; the text that a notebook's test compares.
    picture : callable
        Gives the PNG; drawn only when it is asked for.
    alt : str
        The picture in words.
    """

    def __init__(self, widget: W.Widget, words: str, picture: Callable[[], bytes], alt: str):
        self.widget, self.words, self._picture, self.alt = widget, words, picture, alt
        widget.add_class("wcc-app")

    def _repr_mimebundle_(self, include=None, exclude=None) -> tuple[dict, dict]:
        """Give the live view, the picture and the words."""
        live = self.widget._repr_mimebundle_()
        view = "application/vnd.jupyter.widget-view+json"
        data = {
            "text/plain": self.words,
            "image/png": base64.b64encode(self._picture()).decode("ascii"),
            view: live[view],
        }
        return data, {"image/png": {"alt": self.alt}}

    def __repr__(self) -> str:
        """Say it in words."""
        return self.words


def name_sliders() -> None:
    """Give every slider of this page a name that is read out; once in a notebook is enough."""
    from IPython.display import display

    display({"application/javascript": NAMES, "text/plain": ""}, raw=True)


@dataclass(frozen=True, eq=False)
class Standing:
    """What an app starts from: the set as it is, and the day that keeps what is decided, if any."""

    portfolio: Portfolio
    day: Day | None = None
    workshop: None = None

    @property
    def case(self) -> Case:
        """Give the case it was made from."""
        return self.portfolio.appraisal.case

    @property
    def asked(self) -> dict:
        """Give the limits and rules."""
        return self.portfolio.arguments


About = Day | Case | Portfolio


def standing(about: About) -> Standing:
    """What does an app start from?

    Parameters
    ----------
    about : Day, Case or Portfolio
        A day keeps what is decided; of a case or a set nothing is recorded.

    Raises
    ------
    InputError, NoPortfolio
        If there is no set yet.
    """
    if isinstance(about, Day):
        return Standing(set_in_force(about), about)
    if isinstance(about, Portfolio):
        return Standing(about)
    return Standing(select(appraise(about), **asked_of(about)))


def _shown(*children: W.Widget) -> W.Widget:
    return parts.column(parts.styles(), W.HTML(LOOK), *children, css="wcc-console")


def _app(widget: W.Widget, words: str, question: str, result: object) -> App:
    """Make an app with one of the pictures; it is drawn when somebody looks."""
    drawn: list[Picture] = []

    def png() -> bytes:
        drawn[:] = drawn or [picture(question, result)]
        return drawn[0].png

    return App(widget, words, png, words)


def _ranking_words(view: View) -> str:
    """Give a ranking as lines of place and candidate, without figures."""
    head, *rows = view.words.splitlines()
    return "\n".join([head, *(". ".join(row.split("; ")[:2]) for row in rows)])


# ---- weights, ranking ---------------------------------------------------------------------------


def weights_app(about: About) -> App:
    """What would other weights change?

    Parameters
    ----------
    about : Day, Case or Portfolio
        With a day, what is tried can be kept as a note; nothing else is recorded.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> app = weights_app(wcc.read(wcc.sample("short")))
    >>> app.words.splitlines()[0]
    'Who leads now:'
    """
    start = standing(about)
    state = what_if.WeightsTried(start.portfolio)
    buttons = what_if.buttons(state)
    if start.day is not None:
        buttons.append(parts.button("Keep a note of it", partial(what_if.keep, start.day, state)))
    widget = _shown(
        what_if.sliders(state),
        parts.row(*buttons),
        parts.tell(state, "fault", W.HTML(), refused),
        *what_if.shown(state),
    )
    words = f"{_ranking_words(ranking_view(state.before))}\n{_set_words(start.portfolio)}"
    return _app(widget, words, "contributions", rank(start.portfolio.appraisal))


def _set_words(portfolio: Portfolio) -> str:
    return f"The set: {', '.join(portfolio.chosen) or 'nobody'}."


def ranking_app(about: About) -> App:
    """Who leads, and why does each stand where it stands?

    Parameters
    ----------
    about : Day, Case or Portfolio
        Nothing is recorded.
    """
    ranking = rank(standing(about).portfolio.appraisal)
    table, said = ranking.table, W.HTML()
    named = dict(zip(table["candidate"] + " " + table["name"], table["candidate"], strict=True))
    chosen = parts.choice("Why does it stand there?", named)

    def tell(_=None) -> None:
        said.value = status(why(ranking, chosen.value)).html

    chosen.observe(tell, "value")
    tell()
    view = ranking_view(ranking.appraisal)
    widget = _shown(chosen, said, W.HTML(view.html))
    return _app(widget, _ranking_words(view), "contributions", ranking)


# ---- set, programme -----------------------------------------------------------------------------


def set_app(about: About) -> App:
    """Which set can we carry, under other limits and rules?

    Parameters
    ----------
    about : Day, Case or Portfolio
        With a day, the set that the room settles on can be kept; nothing else is recorded.
    """
    start = standing(about)
    state = building.Building(start.portfolio)
    buttons = building.buttons(state)
    if start.day is not None:
        keep = partial(building.keep, start.day, state)
        buttons.append(parts.button("Keep this set", keep, main=True))
    widget = _shown(
        building.limits_of(state),
        building.rules_of(state),
        parts.row(*buttons),
        *building.shown(state),
    )
    words = f"{start.portfolio.summary()}\n{_set_words(start.portfolio)}"
    return _app(widget, words, "limits", start.portfolio)


def schedule_app(about: About | Programme) -> App:
    """When does each project start, if a quarter can carry more or less?

    Parameters
    ----------
    about : Day, Case, Portfolio or Programme
        With a day, the order that the room settles on can be kept; nothing else is recorded.

    Raises
    ------
    NoPortfolio
        If the projects cannot be carried as planned.
    """
    if isinstance(about, Programme):
        start, asked = Standing(about.portfolio), about.arguments
    else:
        start = standing(about)
        asked = planned(start if start.day is None else start.day.results)
    state = scheduling.Scheduling(start.portfolio, asked)
    buttons = [parts.button("Put them in time", state.place, main=True)]
    if start.day is not None:
        keep = partial(scheduling.keep, start.day, state)
        buttons.append(parts.button("Keep this order", keep))
    widget = _shown(
        scheduling.boxes(state),
        parts.row(*buttons),
        parts.tell(state, "fault", W.HTML(), refused),
        parts.tell(state, "shown", W.HTML(), str),
    )
    programme = state.programme if state.programme is not None else state.solve()
    return _app(widget, programme.summary(), "gantt", programme)


# ---- scores -------------------------------------------------------------------------------------


class ScoresTried(HasTraits):
    """Where people agree on a criterion, and whether another score would matter.

    Parameters
    ----------
    portfolio : Portfolio
        The set as it is.
    """

    criterion = Unicode("", help="whose scores are shown")
    candidate = Unicode("", help="whose score is tried")
    score = Int(50, help="the score that is tried, 0 to 100")
    shown = Unicode("", help="agreement on the criterion, as HTML")
    answer = Unicode("", help="whether the score matters, in words")

    def __init__(self, portfolio: Portfolio):
        super().__init__()
        self.portfolio, case = portfolio, portfolio.appraisal.case
        self.found, self.names = agreement_map(case), case.names
        criteria = case.criteria.set_index("criterion")["name"]
        self.titles = criteria[list(dict.fromkeys(self.found["criterion"]))].to_dict()
        self.criterion, self.candidate = next(iter(self.titles)), self.names.index[0]
        self.observe(lambda _: self._draw(), "criterion")
        self.observe(lambda _: self._say(), ["criterion", "candidate", "score"])
        self._draw()

    @property
    def view(self) -> View:
        """Show where people agree."""
        return scores_view(self.found, self.criterion, self.names, self.titles[self.criterion])

    def _draw(self) -> None:
        self.shown = self.view.html

    def _say(self) -> None:
        try:
            found = does_it_matter(self.portfolio, self.candidate, self.criterion, self.score)
            self.answer = found.words
        except EXPECTED as error:
            self.answer = str(error)


def scores_app(about: About) -> App:
    """Where do we agree, and would another score matter?

    Parameters
    ----------
    about : Day, Case or Portfolio
        Nothing is recorded.
    """
    start = standing(about)
    state = ScoresTried(start.portfolio)
    titles = {f"{code} {name}": code for code, name in state.titles.items()}
    codes = {f"{code} {name}": code for code, name in state.names.items()}
    moved, both = slider_with_box("Were the score", state.score, what_if.FULL)
    parts.tie(state, "score", moved)
    widget = _shown(
        parts.tie(state, "criterion", parts.choice("Criterion", titles, state.criterion)),
        parts.tell(state, "shown", W.HTML(), str),
        parts.tie(state, "candidate", parts.choice("Candidate", codes, state.candidate)),
        both,
        parts.tell(state, "answer", W.HTML(), lambda text: status(text).html),
    )
    return _app(widget, _labels(state.found), "agreement_map", start.case)


def _labels(found: pd.DataFrame) -> str:
    """Count the cells on which the room agrees."""
    counts = found["label"].value_counts().sort_index()
    return f"Of {len(found)} cells: {', '.join(f'{n} {label}' for label, n in counts.items())}."
