"""How many are in? Counts of who has answered, by voice group; never who."""

from __future__ import annotations

from wcc_prioritise.widgets.results import WEIGHTS, Results
from wcc_prioritise.widgets.room.parts import TEXT, Cell, bar, cell
from wcc_prioritise.widgets.room.pieces import Part, Rows, Said

WHOLE = "all"
"""How `Results.counts` calls the whole room."""

BIG = 56 / TEXT
"""Size of a big number, beside that of the text."""

SHARES = (0.56, 0.44)
"""Widths of the two columns."""


def in_words(results: Results, what: str) -> str:
    """Say how many of the whole room are in.

    Parameters
    ----------
    results : Results
        What the record comes to.
    what : str
        A criterion, or `weights`, `agreement` or `gut order`.
    """
    counts = _whole(results, what)
    return f"{counts['answered']} of {counts['asked']} are in"


def who_is_in(results: Results, what: str) -> list[Part]:
    """How many of each voice group are in? Whoever stands in two groups counts in both."""
    counts = results.counts(what)
    groups = counts[counts["group"] != WHOLE].to_dict("records")
    rows = tuple((cell(row["group"]), _in(row)) for row in groups)
    told = Rows("How many are in, by voice group", ("Group", "In so far"), rows, SHARES)
    return [Said(in_words(results, what), "big", BIG), *([told] if rows else [])]


def _whole(results: Results, what: str) -> dict:
    return results.counts(what).set_index("group").loc[WHOLE].to_dict()


def _in(row: dict) -> Cell:
    answered, asked = row["answered"], row["asked"]
    return bar(answered / asked if asked else 0, f"{answered} of {asked}")


def standing(results: Results, *, weights: bool = False) -> Rows:
    """What is revealed, and how many are in on the rest?

    Parameters
    ----------
    results : Results
        What the record comes to.
    weights : bool
        Whether the weights are told of too.
    """
    names = results.criteria["name"]
    rows = [
        (
            cell(names.get(what, "How much steps matter")),
            cell("revealed") if results.seen(what) else _in(_whole(results, what)),
        )
        for what in [*([WEIGHTS] if weights else []), *results.judged]
    ]
    rows = rows or [(cell("There is nothing to answer yet."), cell(""))]
    said = "What is revealed, and how many are in on the rest"
    return Rows(said, ("What", "In so far"), tuple(rows), SHARES)
