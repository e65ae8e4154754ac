"""What is worth talking about? The next cells, and the one in hand with its anonymous dots."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from wcc_prioritise.case.value import Case
from wcc_prioritise.judgement import may_be_shown
from wcc_prioritise.judgement.disclosure import PANEL, Shown
from wcc_prioritise.plots.room_behind import PEOPLE, ROOM, STEP, all_moved, dots_table
from wcc_prioritise.schema import ANCHOR_LEVELS
from wcc_prioritise.voices import for_the_room
from wcc_prioritise.widgets.moment import Moment
from wcc_prioritise.widgets.place import Place
from wcc_prioritise.widgets.results import Results
from wcc_prioritise.widgets.room.parts import MOST_ROWS, TEXT, Sheet, cell, esc, mark
from wcc_prioritise.widgets.room.pieces import (
    BODY,
    Leaf,
    Part,
    Piece,
    Rows,
    Said,
    sheet,
    short_name,
    whole_name,
)

CLOSED_UP = {
    "closer together": "The room closed up",
    "as far apart": "The room is as far apart as before",
    "farther apart": "The room moved apart",
}

TOO_CLOSE = "People stand so close together that dots would show who said what."
UNTOLD = "Both rounds together would give somebody's score away: only one is told."
AGAIN_SAME = "Nobody has given a second score here."

DOT = 13.0
"""Radius of a dot in pixels, at most."""

TALL = 3.0
"""Lines that the strip of dots takes, its ends in words included."""


def discuss(results: Results, place: Place, moment: Moment) -> Sheet:
    """What is worth talking about? The cell in hand, or what comes next."""
    listed = for_the_room(results.talk)
    if place.candidate not in results.candidates.index:
        return sheet(place, [Leaf(list(_next(results, listed)))])
    if place.criterion not in results.criteria.index:
        own = listed[listed["candidate"] == place.candidate]
        parts = [Said(whole_name(results, place.candidate), "strong"), *_listed(results, own)]
        return sheet(place, [Leaf(parts)])
    return sheet(place, [Leaf(list(_cell(results, place.candidate, place.criterion, listed)))])


# ---- what comes next ----------------------------------------------------------------------------


def _next(results: Results, listed: pd.DataFrame) -> Iterator[Part]:
    """List the cells that were not yet on the wall, at most ten."""
    acts = results.case.acts
    screens = acts[(acts["act"] == "screen") & acts["text"].str.startswith("discuss")]
    done = set(zip(screens["candidate"], screens["criterion"], strict=True))
    cells = zip(listed["candidate"], listed["criterion"], strict=True)
    waiting = listed[[one not in done for one in cells]]
    if talked := len(listed) - len(waiting):
        are = "is" if talked == 1 else "are"
        yield Said(f"{talked} {are} talked about; these come next:", "quiet")
    yield from _listed(results, waiting.head(MOST_ROWS))


def _listed(results: Results, rows: pd.DataFrame) -> Iterator[Part]:
    if rows.empty:
        yield Said("Nothing is left to talk about.")
        return
    table = tuple(
        (
            cell(short_name(results, row.candidate)),
            cell(row.criterion_name),
            mark(row.label),
            cell(_reason(row.because)),
        )
        for row in rows.itertuples()
    )
    heads = ("About", "On", "We", "Why")
    yield Rows("What to talk about next", heads, table, (0.33, 0.2, 0.17, 0.3))


def _reason(because: str) -> str:
    """Say in few words why a cell stands in the list; who named it stands on its own page.

    Examples
    --------
    >>> _reason("named by public"), _reason("it changes the set")
    ('named', 'changes the set')
    """
    words = because.rpartition("; ")[2].removeprefix("it ")  # the label says who is split
    return "named" if because.startswith("named") else words


# ---- the cell in hand ---------------------------------------------------------------------------


def _cell(results: Results, candidate: str, criterion: str, listed: pd.DataFrame) -> Iterator[Part]:
    """Say what is talked about and why, who speaks first, and how people see it."""
    rule = results.criteria.loc[criterion]
    yield Said(whole_name(results, candidate), "strong")
    yield Said(f"{rule['name']}: {rule['question']}")
    own = listed[(listed["candidate"] == candidate) & (listed["criterion"] == criterion)]
    for row in own.itertuples():
        yield Said(f"{_why(row)} {_who_speaks_first(row.minority_first)}")
    if rule["kind"] != "judged":
        yield Said("This is measured; nobody scores it.")
    elif own.empty:
        yield Said("Nobody has scored it yet, or it is still private.")
    else:
        yield from _scores(results, shown_of(results.shown, candidate, criterion), criterion)
    anchors = tuple(
        (cell(level), cell(rule[f"anchor_{level}"])) for level in reversed(ANCHOR_LEVELS)
    )
    yield Rows("What the scores mean", ("Score", "Means"), anchors, (0.13, 0.87), bare=True)


def _why(row) -> str:
    named = row.because.startswith("named")
    return f"{row.why} {row.because[:1].upper()}{row.because[1:]}." if named else row.why


def _who_speaks_first(side: str) -> str:
    """Give the floor to the side with fewer people; where it may not be told, in general words."""
    if side:
        return f"The minority speaks first: whoever gave {side}."
    return "Whoever is in the minority speaks first."


def shown_of(case: Case, candidate: str, criterion: str) -> Shown:
    """What may be shown of one cell, when every earlier round was on the wall before?

    The room has seen the dots and the mean of each round as it was revealed. So a later round is
    told only as far as it gives nobody away beside those.
    """
    scores = case.tables["scores"]
    mine = (scores.frame["candidate"] == candidate) & (scores.frame["criterion"] == criterion)
    frame = scores.frame[mine]
    known: Shown | None = None
    for number in sorted(frame["round"].unique()):
        rows = frame[frame["round"] <= number].reset_index(drop=True)
        known = _on_the_wall(may_be_shown(_with_scores(case, rows), known))
    if known is None:
        return may_be_shown(_with_scores(case, frame.reset_index(drop=True)))
    return known


def _on_the_wall(shown: Shown) -> Shown:
    """Keep of what is known only what the wall shows: never a voice group's own figure."""
    known = {
        key: tuple(figure for figure in figures if figure.what == PANEL)
        for key, figures in shown.known.items()
    }
    return replace(shown, known=known)


def _with_scores(case: Case, frame: pd.DataFrame) -> Case:
    return Case({**case.tables, "scores": replace(case.tables["scores"], frame=frame)})


def _scores(results: Results, shown: Shown, criterion: str) -> Iterator[Part]:
    """Draw a dot for every person and say the room's mean, as far as nobody is given away."""
    marks = dots_table(shown, criterion)
    room, people = marks[marks["mark"] == ROOM].iloc[0], marks[marks["mark"] == PEOPLE]
    if room["low"] != room["low"]:
        yield Said(f"The scores are not shown: {room['told']}.")
        return
    yield Said(TOO_CLOSE) if people.empty else _strip(people)
    said = f"{room['scored']} people scored; the room stands {_at(room['told'])}."
    again = _moved(shown) if results.rounds.get(criterion, 0) > 1 else ""
    yield Said(f"{said} {again}")


def _at(told: str) -> str:
    """Say where a mean stands; near an end of the scale in words alone."""
    words = told.partition(" (")[0]
    return f"at {words}" if words.isdigit() else words


def _strip(people: pd.DataFrame) -> Piece:
    """Draw the strip: 0 at the left, 100 at the right, people on a step above one another."""
    highest = int(people["people"].max())
    high = (TALL - 1.0) * 1.2 * TEXT
    pitch = min(2 * DOT + 2, (high - 4) / highest)
    radius = pitch / 2 - 1
    dots = "".join(
        f'<circle cx="{BODY * (row.low + STEP / 2) / 100:.0f}" '
        f'cy="{high - 3 - pitch * (one + 0.5):.0f}" r="{radius:.0f}"/>'
        for row in people.itertuples()
        for one in range(int(row.people))
    )
    told = _told(people)
    line = f'<path d="M0 {high - 1:.0f}H{BODY}" stroke="#4c6272" stroke-width="3"/>'
    drawn = (
        f'<div><svg viewBox="0 0 {BODY} {high:.0f}" role="img" aria-label="{esc(told)}" '
        f'style="display:block;width:100%" fill="#005eb8">{line}{dots}</svg>'
        '<div aria-hidden="true" style="display:flex;justify-content:space-between">'
        "<span>0, worst</span><span>100, best</span></div></div>"
    )
    return Piece(drawn, told, TALL)


def _told(people: pd.DataFrame) -> str:
    """Say where the dots stand, in steps of ten points."""
    steps = [
        f"{row.people} from {row.low:.0f} to {100 if row.high >= 100 else row.high - 1:.0f}"
        for row in people.itertuples()
    ]
    return f"Scores as dots, nobody named: {', '.join(steps)}."


def _moved(shown: Shown) -> str:
    """Say how the room moved from the first round to the last, as far as both may be told."""
    _, moved, untold = all_moved(shown)
    if untold:
        return UNTOLD
    for row in moved.itertuples():
        was, now = row.told_before.partition(" (")[0], row.told_after.partition(" (")[0]
        mean = f"stayed at {now}" if was == now else f"went from {was} to {now}"
        return f"{CLOSED_UP[row.spread]}: its mean {mean}."
    return AGAIN_SAME
