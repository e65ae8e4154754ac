"""Make the SYNTHETIC Northmere workshop folder again, byte for byte.

Run ``python make_northmere.py`` to write the tables beside this script, or call ``main(folder)``.
The facts stand in the ``facts_*.py`` files beside it; scores, swings and indicators are drawn with
the seeds below.
"""

import runpy
from pathlib import Path
from types import SimpleNamespace

import numpy as np

HERE = Path(__file__).resolve().parent


def _beside(path):
    """Run a file of the sample data and give what it defines."""
    return SimpleNamespace(**runpy.run_path(str(path)))


panel = _beside(HERE.parent / "simulated_panel.py")
places = _beside(HERE / "simulated_areas.py")
long_list = _beside(HERE / "facts_candidates.py")
cards = _beside(HERE / "facts_evidence.py")
room = _beside(HERE / "facts_panel.py")
bought = _beside(HERE / "facts_services.py")

SEED_SCORES, SEED_SWINGS, SEED_AREAS = 20261014, 20261015, 20261016

HARSH = "S02"
UNSURE = "S14"
LEFT_HALF_WAY = "S03"
SCORED_BEFORE_LEAVING = ("C2", "C3", "C4")
JUDGED = (*SCORED_BEFORE_LEAVING, "C5", "C7", "C8", "C9")

LEANING = {
    "C2": {"partners": 4},
    "C3": {"public": -10, "clinicians": 10},
    "C4": {"clinicians": 6, "public": -4},
    "C7": {"public": 10, "clinicians": -10, "commissioners and finance": 3},
    "C9": {"commissioners and finance": -5, "public": 3},
}
"""How each voice group leans on a criterion, in points."""

SPLIT = {"C3": ("P04", "P09", "P16"), "C7": ("P17", "P19", "P20")}
"""Cells on which clinicians and the public stand at opposite ends."""

SPLIT_SIDE = {"C3": {"S04": 1, "S06": 0.5, "S12": -1}, "C7": {"S04": -1, "S06": -0.5, "S12": 1}}
"""Others who take a side there: the provider manager and the GP who also commissions with the
clinicians, the voluntary sector with the public."""


def leanings():
    """Make the function that says how a person leans on a cell."""
    people = panel.rows_of(room.PEOPLE)
    groups = panel.groups_of(people, panel.rows_of(room.VOICE_GROUPS))
    rng = np.random.default_rng(SEED_SCORES)
    own = {(p["person"], c): round(rng.normal(0, 3), 2) for p in people for c in JUDGED}

    def of_group(person, criterion):
        by_group = LEANING.get(criterion, {})
        return sum(by_group.get(g, 0) for g in groups[person]) / len(groups[person])

    def leaning(person, candidate, criterion):
        points = own[person, criterion] + of_group(person, criterion)
        points -= 14 if person == HARSH else 0
        if candidate in SPLIT.get(criterion, ()):
            points += 2.4 * of_group(person, criterion)
            points += 38 * SPLIT_SIDE[criterion].get(person, 0)
        return points

    return leaning


def refusals():
    """Make the function that says where a person gives no score at all."""
    apart = {
        (row["person"], row["candidate"])
        for row in panel.rows_of(room.INTERESTS)
        if row["effect"] != "none"
    }

    def refused(person, candidate, criterion):
        left = person == LEFT_HALF_WAY and criterion not in SCORED_BEFORE_LEAVING
        return left or (person, candidate) in apart

    return refused


def make_scores():
    """Draw the first round of everybody's scores."""
    people = [row["person"] for row in panel.rows_of(room.PEOPLE)]
    return panel.simulate_scores(
        np.random.default_rng(SEED_SCORES + 1),
        panel.numbers_of(long_list.CONSENSUS),
        people,
        leaning=leanings(),
        refused=refusals(),
        unsure={person: 0.2 if person == UNSURE else 0.015 for person in people},
        reason=panel.reason_giver(room.SCORE_REASONS, room.DONT_KNOW_REASON),
    )


def make_swings():
    """Draw everybody's swing points."""
    flavour_of = {row["person"]: row["flavour"] for row in panel.rows_of(room.FLAVOURS)}
    return panel.simulate_swings(
        np.random.default_rng(SEED_SWINGS),
        panel.numbers_of(room.SWINGS),
        flavour_of,
        panel.rows_of(room.SWING_REASONS),
    )


def make_panel(folder):
    """Write the charter, the panel and what the panel answered."""
    panel.write_charter(folder, room.CHARTER)
    for name in ("voice_groups", "chances", "limits", "rules", "people", "interests"):
        panel.write_table(folder, name, panel.rows_of(getattr(room, name.upper())))
    panel.write_table(folder, "criteria", panel.joined(room.CRITERIA, room.ANCHORS))
    panel.write_table(folder, "swings", make_swings())
    panel.write_table(folder, "scores", make_scores())


def make_long_list(folder):
    """Write the candidates and what is known of them."""
    blocks = (long_list.NUMBERS, long_list.NAMES, long_list.TERMS, long_list.DESCRIPTIONS)
    candidates = panel.joined(*blocks)
    panel.write_table(folder, "candidates", candidates)
    panel.write_table(folder, "measures", panel.gain_measures(candidates, "C1"))
    panel.write_table(folder, "evidence", panel.rows_of(cards.EVIDENCE))
    for name in ("links", "pots", "gates"):
        panel.write_table(folder, name, panel.rows_of(getattr(long_list, name.upper())))


def make_services(folder):
    """Write what is bought today."""
    services = panel.joined(bought.SERVICES, bought.FIGURES, bought.COMING)
    panel.write_table(folder, "services", [{**row, "source": bought.SOURCE} for row in services])


def make_evidence(folder):
    """Write the areas, their indicators, the peers of Northmere, and the truth apart from them."""
    rng = np.random.default_rng(SEED_AREAS)
    areas = places.make_areas(rng)
    published, truth = places.make_indicators(rng, panel.rows_of(places.INDICATORS), areas)
    panel.write_table(folder, "areas", areas)
    panel.write_table(folder, "indicators", published)
    panel.write_table(folder, "peers", places.make_peers(areas))
    panel.write_rows(Path(folder) / "truth" / "SYNTHETIC_truth.csv", list(truth[0]), truth)


def main(folder=HERE):
    """Write every table of Northmere into a folder."""
    make_panel(Path(folder))
    make_long_list(Path(folder))
    make_services(Path(folder))
    make_evidence(Path(folder))


if __name__ == "__main__":
    main()
