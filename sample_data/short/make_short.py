"""Make the SYNTHETIC two-hour workshop folder again, byte for byte.

Run ``python make_short.py`` to write the tables beside this script, or call ``main(folder)``. The
candidates are twelve of Northmere's, with the same facts; the words of five criteria are the same.
"""

import runpy
from pathlib import Path
from types import SimpleNamespace

import numpy as np

HERE = Path(__file__).resolve().parent
NORTHMERE = HERE.parent / "northmere"


def _beside(path):
    """Run a file of the sample data and give what it defines."""
    return SimpleNamespace(**runpy.run_path(str(path)))


panel = _beside(HERE.parent / "simulated_panel.py")
long_list = _beside(NORTHMERE / "facts_candidates.py")
cards = _beside(NORTHMERE / "facts_evidence.py")
full = _beside(NORTHMERE / "facts_panel.py")
room = _beside(HERE / "facts_short.py")

SEED = 20261021

LEANING = {
    "K2": {"commissioners and partners": 3},
    "K3": {"public": -8, "clinicians": 6},
    "K4": {"clinicians": 5},
}
"""How each voice group leans on a criterion, in points."""


def make_candidates():
    """Take the twelve candidates; what would need a table that is not here is left blank."""
    blocks = (long_list.NUMBERS, long_list.NAMES, long_list.TERMS, long_list.DESCRIPTIONS)
    rows = [row for row in panel.joined(*blocks) if row["candidate"] in room.CHOSEN]
    return [row | {"pot": "", "indicators": ""} for row in rows]


def make_criteria():
    """Take five criteria from the full sample and add the checklist."""
    rows = panel.joined(full.CRITERIA, full.ANCHORS)
    taken = [
        row | {"criterion": room.CRITERION_OF[row["criterion"]]}
        for row in rows
        if row["criterion"] in room.TAKEN_OVER
    ]
    return taken + panel.joined(room.CHANCE_CRITERION, room.CHANCE_ANCHORS)


def make_evidence():
    """Take two cards for each candidate, under the criteria of the short path."""
    taken = []
    for row in panel.rows_of(cards.EVIDENCE):
        before = sum(other["candidate"] == row["candidate"] for other in taken)
        if row["candidate"] in room.CHOSEN and before < 2:
            taken.append(row | {"criterion": room.CRITERION_OF.get(row["criterion"], "")})
    return taken


def make_measures(candidates):
    """Give low and high health gain, and the number of yes answers of the checklist."""
    rows = panel.gain_measures(candidates, "K1")
    for row in panel.rows_of(room.CHECKLIST):
        yes = [question for question, answer in row.items() if answer == "1"]
        rows.append(
            {"candidate": row["candidate"], "criterion": "K6", "likely": len(yes)}
            | {"source": "SYNTHETIC: yes to " + ", ".join(yes)}
        )
    return rows


def consensus():
    """Take the agreed scores of the twelve on the four judged criteria."""
    agreed = panel.numbers_of(long_list.CONSENSUS)
    return {
        candidate: {room.CRITERION_OF[c]: agreed[candidate][c] for c in room.JUDGED}
        for candidate in room.CHOSEN
    }


def make_scores():
    """Draw the first round of everybody's 48 scores."""
    people = panel.rows_of(room.PEOPLE)
    groups = panel.groups_of(people, panel.rows_of(room.VOICE_GROUPS))
    apart = {
        (row["person"], row["candidate"])
        for row in panel.rows_of(room.INTERESTS)
        if row["effect"] != "none"
    }
    names = [row["person"] for row in people]
    as_full = {room.CRITERION_OF[c]: c for c in room.JUDGED}
    give_reason = panel.reason_giver(full.SCORE_REASONS, full.DONT_KNOW_REASON)
    return panel.simulate_scores(
        np.random.default_rng(SEED),
        consensus(),
        names,
        leaning=lambda p, _, c: sum(LEANING.get(c, {}).get(g, 0) for g in groups[p]),
        refused=lambda p, candidate, _: (p, candidate) in apart,
        unsure=dict.fromkeys(names, 0.015),
        reason=lambda rng, c, score, target: give_reason(rng, as_full[c], score, target),
    )


def make_swings():
    """Draw everybody's swing points for the six criteria."""
    points = panel.numbers_of(full.SWINGS)
    taken = (*room.TAKEN_OVER, "C7")
    flavours = {name: {room.CRITERION_OF[c]: row[c] for c in taken} for name, row in points.items()}
    flavour_of = {row["person"]: row["flavour"] for row in panel.rows_of(room.FLAVOURS)}
    rng = np.random.default_rng(SEED + 1)
    return panel.simulate_swings(rng, flavours, flavour_of, panel.rows_of(room.SWING_REASONS))


def main(folder=HERE):
    """Write every table of the two-hour workshop into a folder."""
    candidates = make_candidates()
    panel.write_charter(folder, room.CHARTER)
    for name in ("voice_groups", "chances", "limits", "rules", "people", "interests", "links"):
        panel.write_table(folder, name, panel.rows_of(getattr(room, name.upper())))
    panel.write_table(folder, "candidates", candidates)
    panel.write_table(folder, "criteria", make_criteria())
    panel.write_table(folder, "evidence", make_evidence())
    panel.write_table(folder, "measures", make_measures(candidates))
    panel.write_table(folder, "swings", make_swings())
    panel.write_table(folder, "scores", make_scores())


if __name__ == "__main__":
    main()
