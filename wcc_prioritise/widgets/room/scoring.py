"""How good is each on this criterion? The words to score by, and where we agree."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from wcc_prioritise.widgets.moment import Moment
from wcc_prioritise.widgets.place import Place
from wcc_prioritise.widgets.results import Results
from wcc_prioritise.widgets.room.counting import in_words, standing, who_is_in
from wcc_prioritise.widgets.room.parts import (
    BOLD,
    LINES,
    SYMBOLS,
    Cell,
    Sheet,
    cell,
    fits_heading,
    lines,
    mark,
    plain,
    width,
)
from wcc_prioritise.widgets.room.pieces import BESIDE, BODY, Leaf, Part, Rows, Said, sheet
from wcc_prioritise.widgets.room.terms import terms

HIDDEN = "hidden"
"""What stands for scores that were not revealed."""

LEVELS = (0, 25, 50, 75, 100)
FEWER = (0, 50, 100)

CELL, LABEL = 150, 262
"""Least pixels of a column of the map, and of the candidate beside the columns."""

PAD = 11
"""Pixels between two columns of the map."""


# ---- scoring ------------------------------------------------------------------------------------


def scores(results: Results, place: Place, moment: Moment) -> Sheet:
    """What do the scores of this criterion mean, and how many are in?"""
    code = _asked(results, place)
    everything = Leaf([standing(results)], "How far we are")
    if code is None:
        return sheet(place, [everything])
    name = plain(results.criteria.at[code, "name"])
    heading = name if fits_heading(name) else ""
    return sheet(
        place,
        [
            Leaf(_anchors(results, code), heading),
            Leaf(who_is_in(results, code), heading),
            everything,
        ],
    )


def _asked(results: Results, place: Place) -> str | None:
    """Give the criterion that is scored: the one put on the wall, or the first not yet seen."""
    if place.criterion in results.judged:
        return place.criterion
    return next((code for code in results.judged if not results.seen(code)), None)


def _anchors(results: Results, code: str) -> list[Part]:
    """Give the question, its words at each level, and how many are in."""
    row = results.criteria.loc[code]
    again = "Second round" if results.seen(code) else "Private"
    for levels in (LEVELS, FEWER):
        words = [(str(level), row[f"anchor_{level}"]) for level in levels]
        parts = [
            Said(row["question"], "strong"),
            terms("What the scores mean", words, first=0.1),
            Said(f"{again}: {in_words(results, code)}. Don't know is a good answer.", "quiet"),
        ]
        if sum(lines(plain(text), 0.9 * BODY - BESIDE) for _, text in words) <= LINES - 3:
            break
    return parts


# ---- where we agree -----------------------------------------------------------------------------


def agreement(results: Results, place: Place, moment: Moment) -> Sheet:
    """Where do we agree, and where are we split?"""
    found = results.agreement_map
    found = found[found["criterion"].isin([code for code in results.judged if results.seen(code)])]
    labels = found.set_index(["candidate", "criterion"])["label"]
    names = {code: results.criteria.at[code, "name"] for code in results.judged}
    means = Said("Agree: most of us say much the same. Split: we stand at both ends.", "quiet")
    leaves = [Leaf([_summary(results, labels, names), means])]
    leaves += [Leaf([_map(results, labels, names, run)]) for run in columns_of(names)]
    return sheet(place, leaves)


def _summary(results: Results, labels: pd.Series, names: Mapping[str, str]) -> Rows:
    """Count the labels of every criterion."""
    rows = tuple((cell(names[code]), *_counted(labels, code)) for code in names)
    caption = "On how many candidates we agree, are mixed, and are split, by criterion"
    heads = ("Criterion", *(label.capitalize() for label in SYMBOLS))
    return Rows(caption, heads, rows, (0.38, 0.15, 0.15, 0.15, 0.17))


def _counted(labels: pd.Series, code: str) -> list[Cell]:
    if not _known(labels, code):
        return [cell(HIDDEN), *[cell("")] * (len(SYMBOLS) - 1)]
    counts = labels.xs(code, level="criterion").value_counts()
    found = [(label, int(counts.get(label, 0))) for label in SYMBOLS]
    return [mark(label, f"{count}") if count else cell(0) for label, count in found]


def _known(labels: pd.Series, criterion: str) -> bool:
    return criterion in labels.index.get_level_values("criterion")


def columns_of(names: Mapping[str, str]) -> list[dict[str, float]]:
    """Which criteria stand side by side, and how wide is each?

    Parameters
    ----------
    names : mapping of str to str
        Name of each criterion, by code.

    Returns
    -------
    list of dict of str to float
        Pixels by code, for each run of pages.

    Examples
    --------
    >>> [list(run) for run in columns_of({"K2": "Fairness", "K3": "Safety", "K4": "x" * 40})]
    [['K2', 'K3'], ['K4']]
    """
    runs: list[dict[str, float]] = [{}]
    for code, name in names.items():
        longest = BOLD * max(map(width, plain(name).split()), default=0)
        needs = min(max(longest, CELL), BODY - LABEL - PAD) + PAD
        if runs[-1] and sum(runs[-1].values()) + needs > BODY - LABEL:
            runs.append({})
        runs[-1][code] = needs
    return runs


def _map(
    results: Results, labels: pd.Series, names: Mapping[str, str], columns: Mapping[str, float]
) -> Rows:
    """Show the labels of every candidate on some criteria, the most split first."""
    free = BODY - sum(columns.values())
    rows = tuple(
        (
            cell(_short(code, name, (free - BESIDE) / BOLD)),
            *(_mark(labels, code, criterion) for criterion in columns),
        )
        for code, name in _most_split(results, labels)
    )
    caption = "Where we agree, by candidate and criterion; the most split first"
    shares = tuple(wide / BODY for wide in (free, *columns.values()))
    return Rows(caption, ("Candidate", *(names[code] for code in columns)), rows, shares)


def _most_split(results: Results, labels: pd.Series) -> list[tuple[str, str]]:
    names = results.candidates["name"]
    split = labels[labels == "split"].groupby(level="candidate").size()
    order = split.reindex(names.index, fill_value=0).sort_values(ascending=False, kind="stable")
    return [(code, names[code]) for code in order.index]


def _short(code: str, name: str, wide: float) -> str:
    """Give the code with the first words of the name: what fits on two lines."""
    said = plain(code)
    for word in plain(name).split(":")[0].split():
        if lines(f"{said} {word}", wide) > 2:
            break
        said = f"{said} {word}"
    return said


def _mark(labels: pd.Series, candidate: str, criterion: str) -> Cell:
    if not _known(labels, criterion):
        return Cell(f'<span class="quiet">{HIDDEN}</span>', HIDDEN)
    return mark(labels.get((candidate, criterion), "too few"))
