"""Who is here, by which rules, and what does each of them feel before any number is named?"""

from __future__ import annotations

import re

import ipywidgets as W
from traitlets import Dict, HasTraits, Unicode

from wcc_prioritise.widgets.console.beside import names_of
from wcc_prioritise.widgets.console.draft import Draft, because_box, boxes, entering
from wcc_prioritise.widgets.console.parts import (
    box,
    button,
    choice,
    column,
    panel,
    paragraphs,
    row,
    show_when,
    tick,
    tie,
    words,
    wrong,
)
from wcc_prioritise.widgets.console.parts import reasons as told
from wcc_prioritise.widgets.day import Day
from wcc_prioritise.widgets.results import GUT_ORDER
from wcc_prioritise.widgets.room.parts import esc

RULES = ("question", "budget", "quorum", "pass_mark", "cut_list")
"""What of the charter can be put right on the day."""

FACTS = ("organisation", "scope", "who_decides", "who_advises", "reveal_rule", "privacy")
"""What of the charter is read aloud and stays."""


def form(day: Day) -> W.Widget:
    """Give the form of the first step: rules, who is here, interests, what is promised."""
    return column(_here(day), _interests(day), _promises(day), _charter(day))


def whom(day: Day) -> dict[str, str]:
    """Give everybody by token, with name (where there is a key) and roles beside it."""
    people, names = day.results.case.people, names_of(day)
    return {
        " ".join(filter(None, [token, names.get(token), f"({', '.join(roles)})"])): token
        for token, roles in zip(people["person"], people["roles"].map(_list), strict=True)
    }


def _list(cell: object) -> list[str]:
    return list(cell) if isinstance(cell, (tuple, list)) else [str(cell)]


# ---- who is here --------------------------------------------------------------------------------


class Attendance(HasTraits):
    """Who arrived, and who left?

    Parameters
    ----------
    day : Day
        The day.
    """

    here = Dict(help="token -> whether the person is ticked as here")

    def __init__(self, day: Day):
        super().__init__()
        self.day = day
        self.look()
        day.observe(self.look, "seq")

    def look(self, _=None) -> None:
        """See who is here, as the record says."""
        case = self.day.results.case
        acts = case.acts[case.acts["act"] == "attendance"]
        last = dict(zip(acts["person"], acts["text"], strict=True))
        self.here = {person: last.get(person) == "arrived" for person in case.people["person"]}

    def enter(self, person: str, here: bool) -> bool:
        """Enter that a person arrived or left; what the record says already is not said again."""
        if self.here[person] == here:
            return True
        day = self.day
        return day.do(lambda: day.workshop.attendance(person, here, by=day.by))

    def everybody(self) -> bool:
        """Enter that everybody arrived who is not ticked yet."""
        return all(self.enter(person, True) for person, here in dict(self.here).items() if not here)

    @property
    def words(self) -> str:
        """Say how many are here."""
        if not any(self.here.values()):
            return "Nobody is ticked yet: until then everybody counts as here."
        return f"{sum(self.here.values())} of {len(self.here)} are here."


def _here(day: Day) -> W.Widget:
    state, said = Attendance(day), words()
    ticks = {token: tick(name, state.here[token]) for name, token in whom(day).items()}

    def draw(_=None) -> None:
        for token, one in ticks.items():
            one.value = state.here.get(token, False)
        said.value = paragraphs(state.words)

    for token, one in ticks.items():
        one.observe(lambda change, token=token: state.enter(token, change["new"]), "value")
    state.observe(draw, "here")
    draw()
    everybody = button("Everybody is here", state.everybody)
    return panel("Who is here", said, column(*ticks.values()), everybody)


# ---- interests, promises ------------------------------------------------------------------------


class Interests(Draft):
    """Which interests were declared, and who has said nothing yet?

    Parameters
    ----------
    day : Day
        The day.
    """

    declared = Unicode("")

    def __init__(self, day: Day):
        super().__init__(day, "interest", ("person", "candidate", "what", "effect"))
        self.look()
        day.observe(self.look, "seq")

    def begin(self, row) -> None:
        """Begin with the person and all candidates."""
        super().begin({"candidate": "all", **row})
        self._before = dict.fromkeys(self._before, "")  # every field is said anew

    def look(self, _=None) -> None:
        """See what was declared."""
        case = self.day.results.case
        lines = [
            f"{r.person}, {r.candidate}: {r.what}"
            + ("" if r.effect == "none" else f" ({r.effect})")
            for r in case.interests.itertuples()
            if r.what != "nil"
        ]
        silent = [p for p in case.people["person"] if p not in set(case.interests["person"])]
        asked = f"Still to be asked: {', '.join(silent)}." if silent else "Everybody was asked."
        self.declared = "\n".join([*lines, asked])

    def declare(self) -> bool:
        """Enter an interest; a blank one is a nil return."""
        typed = self.typed
        if not typed["what"].text.strip():
            typed["what"].text, typed["effect"].text = "nil", "none"
        done = self.enter()
        if done:
            self.begin({})
        return done


def _interests(day: Day) -> W.Widget:
    state, said = Interests(day), words()
    made = boxes(state, {"what": "What is the interest? Blank is a nil return"})
    named = {
        "person": choice("Who declares", {"(choose)": "", **whom(day)}),
        "candidate": choice("About which candidate", {"All": "all", **candidates(day)}),
    }
    for name, chosen in named.items():
        tie(state.typed[name], "text", chosen)

    def draw(_=None) -> None:
        said.value = paragraphs(state.declared)

    state.observe(draw, "declared")
    draw()
    return panel(
        "Interests",
        said,
        row(named["person"], named["candidate"]),
        made["what"],
        row(made["effect"], because_box(state)),
        entering(state, "Enter this interest", state.declare),
    )


def candidates(day: Day) -> dict[str, str]:
    """Give every candidate by code, with its name before it."""
    table = day.results.case.candidates
    return {f"{code} {name}": code for code, name in zip(table.candidate, table.name, strict=True)}


def _promises(day: Day) -> W.Widget:
    state = Draft(day, "promise", ("what", "whom", "due"))

    def promise() -> None:
        if state.enter():
            state.begin({})

    made = boxes(state)
    enter = entering(state, "Enter this promise", promise)
    return panel("What is promised", made["what"], row(made["whom"], made["due"]), enter)


# ---- the charter --------------------------------------------------------------------------------


def _charter(day: Day) -> W.Widget:
    state, facts = Draft(day, "charter", RULES), W.HTML()
    because = because_box(state, "Why, where answers were shown already")

    def draw(_=None) -> None:
        facts.value = _facts(day.results.case.charter)
        if not state.changed:
            state.begin(vars(day.results.case.charter))

    draw()
    editing = column(*boxes(state).values(), because)
    editing.children += (entering(state, "Enter the change", state.enter),)
    show_when(editing, False)
    opening = button("Change a rule", lambda: show_when(editing, editing.layout.display == "none"))
    day.observe(draw, "seq")
    return panel("The rules we work by", facts, opening, editing)


def _facts(charter) -> str:
    said = {name: getattr(charter, name) for name in (*RULES, *FACTS)}
    rows = "".join(
        f'<tr><th scope="row">{esc(name.replace("_", " ").capitalize())}</th><td>'
        f"{esc(f'{value:g}' if isinstance(value, float) else value)}</td></tr>"
        for name, value in said.items()
        if value is not None
    )
    return f"<table><tbody>{rows}</tbody></table>"


# ---- the gut order ------------------------------------------------------------------------------


class GutOrders(HasTraits):
    """Whose own order is in? It is sealed: what it says is shown to nobody.

    Parameters
    ----------
    day : Day
        The day.
    """

    sealed = Dict(help="token -> whether an order is in")
    wrong = Dict(help="token -> what is in the way")

    def __init__(self, day: Day):
        super().__init__()
        self.day = day
        self.look()
        day.observe(self.look, "seq")

    def look(self, _=None) -> None:
        """See whose order is in."""
        standing = self.day.workshop.outstanding(GUT_ORDER)
        self.sealed = dict(zip(standing["person"], standing["missing"] == 0, strict=True))

    def seal(self, person: str, typed: str) -> bool:
        """Enter an order: codes, best first."""
        codes = "; ".join(codes_in(typed))
        if not codes:
            return False
        done = self.day.enter("gut order", person=person, text=codes)
        self.wrong = {**self.wrong, person: "" if done else told(self.day.fault)}
        return done


def codes_in(typed: str) -> list[str]:
    """Read codes as somebody types them in a hurry.

    Examples
    --------
    >>> codes_in("p04, P07 p1;P09")
    ['P04', 'P07', 'P1', 'P09']
    """
    return [code.upper() for code in re.split(r"[;,\s]+", typed) if code]


def gut_form(day: Day) -> W.Widget:
    """Give the form for everybody's own order, which is sealed as soon as it is entered."""
    state = GutOrders(day)
    lines = [_gut_line(state, name, token) for name, token in whom(day).items()]
    how = words("Codes, best first, such as P04 P07 P09. What is entered is hidden at once.")
    return panel("Your own order, sealed", how, *lines)


def _gut_line(state: GutOrders, name: str, token: str) -> W.Widget:
    typed, said = box(name), W.HTML()

    def draw(_=None) -> None:
        sealed = "<p>✓ In, and sealed.</p>" if state.sealed.get(token) else ""
        said.value = wrong(state.wrong.get(token, "")) or sealed

    def entered(change) -> None:
        if state.seal(token, change["new"]):
            typed.value = ""

    typed.observe(entered, "value")
    state.observe(draw, ["sealed", "wrong"])
    draw()
    return row(typed, said)
