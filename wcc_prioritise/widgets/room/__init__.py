"""What is projected? One function a screen, from results to a page; nobody is named on any."""

from __future__ import annotations

import importlib
from dataclasses import replace

from wcc_prioritise.portfolio import NoPortfolio
from wcc_prioritise.tables import InputError
from wcc_prioritise.widgets.moment import Moment
from wcc_prioritise.widgets.place import Place
from wcc_prioritise.widgets.results import Results
from wcc_prioritise.widgets.room.counting import standing
from wcc_prioritise.widgets.room.parts import Sheet, plain
from wcc_prioritise.widgets.room.pieces import Leaf, Said
from wcc_prioritise.widgets.room.pieces import sheet as made

SHEETS = {
    "welcome": "welcome.welcome",
    "gut": "asking.gut",
    "candidates": "asking.candidates",
    "criteria": "asking.criteria",
    "weights": "weighing.weights",
    "scores": "scoring.scores",
    "map": "scoring.agreement",
    "discuss": "talking.discuss",
    "bands": "leading.bands",
    "change": "leading.change",
    "set": "choosing.the_set",
    "programme": "choosing.programme",
    "heard": "closing.heard",
    "record": "closing.record",
    "close": "closing.close",
}
"""Screen -> the function that gives its page, in a module of this package, loaded when shown."""

RESTS_ON_ALL = ("discuss", "bands", "change", "set", "programme")
"""Screens that show a result: every answer must have been revealed before."""

WAITING = "Hidden until they are revealed"
NOT_YET = "Not yet"


def sheet_of(results: Results, place: Place, moment: Moment) -> Sheet:
    """What stands on the wall?

    Parameters
    ----------
    results : Results
        What the record comes to.
    place : Place
        Where in the day it is.
    moment : Moment
        How late it is.

    Returns
    -------
    Sheet
        The page; where what it rests on is still private, the card that says what is outstanding;
        where nothing can be worked out yet, a card that says so.
    """
    if _waits(results, place.screen):
        outstanding = standing(results, weights=place.screen in RESTS_ON_ALL)
        sheet = made(place, [Leaf([outstanding], WAITING)])
    else:
        sheet = _made(results, place, moment)
    return replace(sheet, title=plain(sheet.title))


def _waits(results: Results, screen: str) -> bool:
    if screen in RESTS_ON_ALL:
        return bool(results.unseen)
    return screen == "map" and not any(map(results.seen, results.judged))


def _made(results: Results, place: Place, moment: Moment) -> Sheet:
    module, name = SHEETS[place.screen].split(".")
    draw = getattr(importlib.import_module(f"{__name__}.{module}"), name)
    try:
        return draw(results, place, moment)
    except NoPortfolio as error:
        clash = [Said(f"• {words}") for words in error.clash]
        head = Said("No set meets every demand. These cannot all hold:")
        return made(place, [Leaf([head, *clash, Said("One of them must give.")], NOT_YET)])
    except InputError:
        words = "Something that this rests on is still missing. It is on the facilitator's page."
        return made(place, [Leaf([Said(words)], NOT_YET)])
