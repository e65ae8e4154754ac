"""What should the facilitator know just now? The script, who is outstanding, what is still owed."""

from __future__ import annotations

import ipywidgets as W
import pandas as pd

from wcc_prioritise.tables import InputError
from wcc_prioritise.widgets.agenda import Screen
from wcc_prioritise.widgets.console.parts import column, paragraphs
from wcc_prioritise.widgets.day import Day
from wcc_prioritise.widgets.moment import ON_TIME, Moment
from wcc_prioritise.widgets.results import AGREEMENT, GUT_ORDER, WEIGHTS
from wcc_prioritise.widgets.room.parts import cell, esc, table
from wcc_prioritise.workshop.names import key_path, read_names

MOST = 8
"""Lines of a list; the rest is counted."""

_ASKED = {"weights": WEIGHTS, "gut": GUT_ORDER, "welcome": GUT_ORDER, "heard": AGREEMENT}
_OF_A_CRITERION = ("scores", "map", "discuss")


class Beside(W.VBox):
    """What should the facilitator say, do and know at this step?

    Parameters
    ----------
    day : Day
        The day.
    """

    def __init__(self, day: Day):
        self.day = day
        self.script, self.owing, self.rest = W.HTML(), W.HTML(), W.HTML()
        super().__init__([column(self.script, self.owing, self.rest)])
        self.arrive()
        self.catch_up()
        day.observe(self.arrive, "place")

    def arrive(self, _=None) -> None:
        """Draw the script of the step, and who is outstanding on what is asked."""
        day = self.day
        known = day.place.screen in day.agenda.begins
        self.script.value = script(day.agenda.screen(day.place.screen)) if known else ""
        self.draw_owing()

    def draw_owing(self) -> None:
        """Draw who has still to answer."""
        what = asked_now(self.day)
        if what is None:
            self.owing.value = ""
            return
        standing = self.day.workshop.outstanding(what)
        title = self.day.results.criteria["name"].get(what, what)
        names, people = names_of(self.day), self.day.results.case.people
        roles = dict(zip(people["person"], people["roles"], strict=True))
        self.owing.value = who_is_out(title, standing, names, roles)

    def catch_up(self) -> None:
        """Draw what takes a moment to find out: once a second, not at every entry."""
        day = self.day
        self.draw_owing()
        cut = None if day.results.case.charter is None else day.results.case.charter.cut_list
        self.rest.value = "".join(
            (
                went_stale(day.workshop.stale()),
                still_open(day.workshop.open_items()),
                plan(day.moment, cut),
            )
        )


def asked_now(day: Day) -> str | None:
    """What are people asked at this step? A criterion, the weights ...; None where nothing is."""
    screen, judged = day.place.screen, day.results.judged
    if screen in _OF_A_CRITERION:
        asked = day.place.criterion
        return asked if asked in judged else next(iter(judged), None)
    return _ASKED.get(screen)


def names_of(day: Day) -> dict[str, str]:
    """Give the names by token, where a key lies beside the file and the charter allows one."""
    path, charter = day.workshop.path, day.results.case.charter
    if not key_path(path).exists() or charter is None or charter.privacy == "anonymous":
        return {}
    try:
        return read_names(path)
    except InputError:
        return {}


def script(screen: Screen) -> str:
    """Give what to say and do at a step, and what to say when challenged, as HTML."""
    answers = "".join(
        f"<p><b>“{esc(says)}”</b><br>{esc(answer)}</p>" for says, answer in screen.challenged
    )
    return (
        f'<div class="wcc-script"><h2>Say</h2><p>{esc(screen.says)}</p>'
        f"<h2>Do</h2><p>{esc(screen.do)}</p></div>"
        f"<h2>When somebody says</h2>{answers}"
    )


def who_is_out(
    title: str, standing: pd.DataFrame, names: dict[str, str], roles: dict[str, object]
) -> str:
    """Say who in the room has still to answer, and who may not; never for the wall.

    Parameters
    ----------
    title : str
        What is asked.
    standing : DataFrame
        As `Workshop.outstanding` gives it.
    names, roles : dict
        Name and roles by token; a name only where there is a key.
    """
    asked = standing["scored"] + standing["dont_know"] + standing["missing"]
    waiting = standing[standing["present"] & (standing["missing"] > 0)]
    many = int((standing["present"] & (asked > 0)).sum())
    lines = [
        f"{_whom(r.person, names, roles)}: "
        + ("nothing yet" if r.scored + r.dont_know == 0 else f"{r.missing} missing")
        for r in waiting.itertuples()
    ]
    barred = [
        f"{_whom(r.person, names, roles)}: {r.recused} withheld, for an interest"
        for r in standing[standing["recused"] > 0].itertuples()
    ]
    away = int((~standing["present"]).sum())
    told = paragraphs(f"{many - len(waiting)} of {many} in.")
    told += _list(lines, len(lines)) + _list(barred, len(barred))
    told += paragraphs(f"{away} not in the room.") if away else ""
    return f"<h2>Outstanding: {esc(title)}</h2>{told}"


def _whom(person: str, names: dict[str, str], roles: dict[str, object]) -> str:
    name = f" {names[person]}" if person in names else ""
    said = roles.get(person, "")
    said = ", ".join(said) if isinstance(said, (tuple, list)) else str(said)
    return f"{person}{name} ({said})" if said else f"{person}{name}"


def went_stale(stale: pd.DataFrame) -> str:
    """Say which answers were given before what they rest on changed, as HTML."""
    if stale.empty:
        return ""
    lines = [
        " ".join(str(code) for code in (r.person, r.candidate, r.criterion) if code is not None)
        + f": {r.why}"
        for r in stale.itertuples()
    ]
    return f"<h2>To be looked at again</h2>{_list(lines)}"


def still_open(items: pd.DataFrame) -> str:
    """Say what is still owed to somebody, as HTML."""
    if items.empty:
        return ""
    lines = [
        f"{r.item}: {r.what}{'' if r.due is None else f', by {r.due}'}{', late' * bool(r.late)}"
        for r in items.itertuples()
    ]
    return f"<h2>Still open</h2>{_list(lines)}"


def plan(moment: Moment, cut_list: str | None) -> str:
    """Give planned against actual, with what may be cut where the day is behind, as HTML."""
    rows = [
        [cell(f"{number}. {title}"), cell(planned), cell(actual), cell(minutes)]
        for number, title, planned, actual, minutes in moment.plan
    ]
    drawn, _ = table("Planned and actual", ["Step", "Planned", "Begun", "Minutes"], rows)
    late = ""
    if moment.behind > ON_TIME:
        agreed = cut_list or "nothing was agreed"
        late = paragraphs(f"! {moment.pace}. Agreed beforehand, what to cut: {agreed}")
    return f"<h2>Plan, in minutes from the start</h2>{late}{drawn}"


def _list(lines: list[str], most: int = MOST) -> str:
    if not lines:
        return ""
    shown = "".join(f"<li>{esc(line)}</li>" for line in lines[:most])
    more = f"<p>and {len(lines) - most} more</p>" if len(lines) > most else ""
    return f"<ul>{shown}</ul>{more}"
