"""Who leads, and what would change it? Bands instead of places, and no figures."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from wcc_prioritise.appraisal import Appraisal
from wcc_prioritise.portfolio import Portfolio
from wcc_prioritise.ranking import Ranking
from wcc_prioritise.ranking.why import beside_the_mean, single_changes
from wcc_prioritise.robustness import stress, tipping_weights
from wcc_prioritise.robustness.next_band import next_band
from wcc_prioritise.robustness.stress import SURE, Stress
from wcc_prioritise.voices import without_group
from wcc_prioritise.voices.rooms import TOO_FEW, enough, moved_words, others, voice_groups
from wcc_prioritise.widgets.moment import Moment
from wcc_prioritise.widgets.place import Place
from wcc_prioritise.widgets.results import RUNS, SEED, Results
from wcc_prioritise.widgets.room.parts import Cell, Sheet, cell
from wcc_prioritise.widgets.room.pieces import Leaf, Rows, Said, sheet, short_name, whole_name

ALONE = "There is only one candidate, so there is nothing to compare it with."

RULES = {
    "scores pooled by group": ("every voice group", "scores"),
    "scores pooled by person": ("every person", "scores"),
    "weights pooled by group": ("every voice group", "weights"),
    "weights pooled by person": ("every person", "weights"),
}
"""The other counting rules by their names among the readings: who would count the same, in what."""


def bands(results: Results, place: Place, moment: Moment) -> Sheet:
    """Who leads? Bands in order, with the names in each, and how sure it is who comes first.

    With a candidate in the place: why it stands where it stands. The other counting rule is shown
    only where it funds a different set.
    """
    if len(results.appraisal.values) < 2:
        return sheet(place, [Leaf([Said(ALONE)])])
    if place.candidate in results.stress.bands.index:
        return sheet(place, [Leaf(_why(results, place.candidate))])
    leaves = [Leaf([Said(_leader(results)), _banded(results, results.stress)])]
    for rule, words in other_rules(results.portfolio):
        other = _stressed(results.appraisal, rule)
        leaves.append(Leaf([Said(words), _banded(results, other)], "Counted the other way"))
    return sheet(place, leaves)


def _leader(results: Results) -> str:
    """Say in whole words who comes first, how surely, and what a band is."""
    first = results.stress.first
    names = [short_name(results, code) for code in first.index[first == first.max()]]
    how = SURE[0] if first.max() >= 1 else "most often"
    said = f"{' and '.join(names)} {'comes' if len(names) == 1 else 'come'} first {how}."
    return f"{said} Within a band, what you said does not tell them apart."


def _banded(results: Results, found: Stress) -> Rows:
    rows, before = [], None
    for row in found.table.itertuples():
        words = str(row.band)
        # Told with every candidate, drawn once: the eye sees the group, the ear hears the band.
        again = Cell(f'<span class="aside">{words}</span>', words)
        shown = again if row.band == before else cell(words)
        rows.append((shown, cell(short_name(results, row.candidate)), cell(row.how_sure)))
        before = row.band
    heads = ("Band", "Candidate", "Comes first")
    return Rows("Candidates by band, the best first", heads, tuple(rows), (0.11, 0.65, 0.24))


def _why(results: Results, code: str) -> Iterator[Said]:
    """Say why a candidate stands in its band, and what would lift it; no points."""
    own = results.stress.bands
    yield Said(whole_name(results, code), "strong")
    yield Said(f"It stands in band {own[code]} of {own.max()}.")
    for start, names in zip(("gains", "loses"), _parts(results.ranking, code), strict=True):
        listed = " and ".join(names) or "nothing"
        yield Said(f"Beside the mean of all candidates it {start} most on {listed}.")
    lifted = next_band(results.stress, code)
    if lifted.opener is None:
        yield Said("No band stands above it.")
        return
    end = f"lift it into band {lifted.band - 1}"
    yield Said(single_changes(results.appraisal, lifted.table, end))


def _parts(ranking: Ranking, code: str) -> tuple[list[str], list[str]]:
    """Name the criteria on which a candidate gains and loses most beside the mean."""
    names = ranking.appraisal.case.criteria.set_index("criterion")["name"]
    gains, losses = beside_the_mean(ranking, code)
    return list(names[gains.index]), list(names[losses.index])


def other_rules(portfolio: Portfolio) -> list[tuple[str, str]]:
    """Which other counting rules fund a different set? Each with the difference in words.

    Returns
    -------
    list of (str, str)
        Name among the readings of the portfolio, and words for the room; empty where every rule
        funds the same set.
    """
    found = portfolio.readings.set_index("reading")
    said = []
    for rule in found.index.intersection(list(RULES)):
        enters, leaves = found.at[rule, "enters"], found.at[rule, "leaves"]
        if enters or leaves:
            who, what = RULES[rule]
            moved = moved_words(enters, leaves)
            said.append((rule, f"If {who} counted the same in the {what}, {moved}."))
    return said


@lru_cache(maxsize=4)  # an appraisal never changes, and pages are drawn again and again
def _stressed(appraisal: Appraisal, rule: str) -> Stress:
    what, _, by = rule.partition(" pooled by ")
    return stress(appraisal.under(**{f"{what[:-1]}_rule": by}), runs=RUNS, seed=SEED)


def change(results: Results, place: Place, moment: Moment) -> Sheet:
    """What would change it? Other weights, or a voice group that had not been here."""
    if len(results.appraisal.values) < 2:
        return sheet(place, [Leaf([Said(ALONE)])])
    weights = [Said(words) for words in tipping_weights(results.appraisal).words]
    rules = [words for _, words in other_rules(results.portfolio)]
    rooms = [Said(words) for words in (*_rooms(results.portfolio), *rules)]
    return sheet(
        place,
        [
            Leaf([Said("Who would lead if one thing mattered more, or less?", "quiet"), *weights]),
            Leaf([Said("What would be chosen then?", "quiet"), *rooms], "If others were counted"),
        ],
    )


@lru_cache(maxsize=4)
def _rooms(portfolio: Portfolio) -> tuple[str, ...]:
    """Say who would enter and leave the set without each voice group; candidates, no numbers."""
    groups = voice_groups(portfolio)
    if not groups:
        return ("No voice groups are named in the charter, so none can be left out.",)
    return tuple(
        without_group(portfolio, group).words
        if enough(people) and enough(others(groups, group))
        else f"Without {group}: {TOO_FEW}."
        for group, people in groups.items()
    )
