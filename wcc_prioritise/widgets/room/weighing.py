"""Which step matters most? The steps in words, then what each is worth to the room."""

from __future__ import annotations

import numpy as np
import pandas as pd

from wcc_prioritise.judgement import ranges
from wcc_prioritise.judgement.panel import SPREAD_NEEDS
from wcc_prioritise.judgement.room import Room
from wcc_prioritise.judgement.weights import whole_shares
from wcc_prioritise.widgets.moment import Moment
from wcc_prioritise.widgets.place import Place
from wcc_prioritise.widgets.results import WEIGHTS, Results
from wcc_prioritise.widgets.room.counting import in_words, who_is_in
from wcc_prioritise.widgets.room.parts import Cell, Sheet, cell, dots
from wcc_prioritise.widgets.room.pieces import Leaf, Part, Rows, Said, sheet
from wcc_prioritise.widgets.room.terms import terms


def weights(results: Results, place: Place, moment: Moment) -> Sheet:
    """Which step matters most, and how far do we agree on it?"""
    if results.seen(WEIGHTS):
        first = Leaf([_shares(results)], "What each step is worth to us")
        return sheet(place, [first, Leaf(who_is_in(results, WEIGHTS), "The second round")])
    return sheet(place, [Leaf(_steps(results)), Leaf(who_is_in(results, WEIGHTS))])


# ---- before the reveal --------------------------------------------------------------------------


def _steps(results: Results) -> list[Part]:
    """Say every step from worst to best, as the weights are asked for."""
    told = ranges(results.case.criteria, results.case.charter.reference_people)
    names = results.criteria["name"]
    steps = [(names[code], words.replace(f" on {names[code]}", "")) for code, words in told.items()]
    return [
        Said("The first step is worth 100. How much is each other one beside it?"),
        terms("Every step, from worst to best", steps),
        Said(f"Private: {in_words(results, WEIGHTS)}.", "quiet"),
    ]


# ---- after it -----------------------------------------------------------------------------------


def _shares(results: Results) -> Part:
    """Give each step its share of 100, the largest first, with the spread of people's answers."""
    room = Room(results.shown)
    people, pooled = room.weights, room.pooled_weights
    if pooled is None:
        return Said("Nobody has given every step its points yet.")
    shares, names = whole_shares(pooled), results.criteria["name"]
    few, most = len(people) < SPREAD_NEEDS, scale_end(people)
    rows = [
        (
            cell(names[code]),
            cell(shares[code]),
            *_spread(None if few else 100 * people[code], 100 * pooled[code], most),
        )
        for code in shares.sort_values(ascending=False, kind="stable").index
    ]
    head = "Too few for dots" if few else f"Each dot a person, 0 to {most}"
    caption = "Shares of 100, largest first, with the spread of people's answers"
    return Rows(caption, ("Step", "Of 100", head, ""), tuple(rows), (0.33, 0.14, 0.29, 0.24))


def _spread(given: pd.Series | None, pooled: float, most: int) -> tuple[Cell, Cell]:
    """Show people's answers as dots, and say from where to where they go."""
    if given is None:
        return cell(""), cell("")
    low, high = round(given.min()), round(given.max())
    return dots(list(given), pooled, most), cell(f"{low} to {high}" if low < high else f"all {low}")


def scale_end(people: pd.DataFrame) -> int:
    """Where does the scale of the dots end? At the next ten above the largest share.

    Parameters
    ----------
    people : DataFrame
        Person by criterion, weights that sum to 1 in every row.

    Examples
    --------
    >>> scale_end(pd.DataFrame({"K1": [0.31], "K2": [0.69]}))
    70
    """
    return int(10 * max(1, np.ceil(10 * people.to_numpy().max() - 1e-9)))
