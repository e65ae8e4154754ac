"""How might a panel have answered? Seeded answers around an agreed table, for SYNTHETIC samples.

The same seed gives the same bytes. Nobody's real answers are used.
"""

import csv
from pathlib import Path

import numpy as np

from wcc_prioritise.schema.records import TABLES

DONT_KNOW = "don't know"

GRADE_SPREAD = {"A": (0.75, 1.25), "B": (0.6, 1.4), "C": (0.4, 1.6)}
"""Low and high figure of a health gain as shares of the likely one, by grade of evidence."""


def rows_of(block):
    """Read a block of text: a heading line and a row a line, with | between the cells."""
    lines = [line.split("|") for line in block.strip().splitlines()]
    heading = lines[0]
    return [dict(zip(heading, line, strict=True)) for line in lines[1:]]


def joined(*blocks):
    """Join blocks whose first column is the same key, in the order of the first block."""
    tables = [rows_of(block) for block in blocks]
    key = next(iter(tables[0][0]))
    by_key = [{row[key]: row for row in table} for table in tables]
    return [{k: v for table in by_key for k, v in table[row[key]].items()} for row in tables[0]]


def numbers_of(block):
    """Read a block of numbers into {row name: {column: number}}."""
    rows = rows_of(block)
    key = next(iter(rows[0]))
    return {
        row[key]: {column: float(cell) for column, cell in row.items() if column != key}
        for row in rows
    }


def write_rows(path, heading, rows):
    """Write rows as plain UTF-8 text with line feeds; a cell that is not given is left blank."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, heading, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_table(folder, name, rows):
    """Write one table of a workshop folder with the columns of the schema, in their order."""
    fields = list(TABLES[name].model_fields)
    extra = [column for column in rows[0] if column.startswith(("resource_", "attribute_"))]
    write_rows(Path(folder) / f"{name}.csv", fields + extra, rows)


def write_charter(folder, block):
    """Write the charter, one line an item, with the words of the schema beside it."""
    fields = TABLES["charter"].model_fields
    rows = [{**row, "meaning": fields[row["item"]].description} for row in rows_of(block)]
    write_rows(Path(folder) / "charter.csv", ["item", "value", "meaning"], rows)


def gain_measures(candidates, criterion):
    """Give low and high figures of the health gain; the likely one comes from the candidates."""
    rows = []
    for row in candidates:
        likely = float(row["people"]) * float(row["gain"]) / 100 * float(row["duration"])
        low, high = (f"{round(likely * share, 1):g}" for share in GRADE_SPREAD[row["grade"]])
        source = f"SYNTHETIC: spread by evidence grade {row['grade']}"
        named = {"candidate": row["candidate"], "criterion": criterion, "source": source}
        rows.append(named | {"low": low, "high": high})
    return rows


def groups_of(people, voice_groups):
    """Give the voice groups of each person."""
    group_of = {row["role"]: row["group"] for row in voice_groups}
    return {
        row["person"]: sorted({group_of[role.strip()] for role in row["roles"].split(";")})
        for row in people
    }


def _to_fives(values):
    return 5 * np.rint(np.clip(values, 0, 100) / 5).astype(int)


def cell_scores(target, leaning, noise):
    """Give one cell's scores in steps of 5, shifted so that their mean lies as near as can be."""
    raw = target + leaning - leaning.mean() + noise - noise.mean()
    shifts = sorted(range(-40, 41), key=lambda shift: (abs(shift), shift))
    tried = [_to_fives(raw + shift / 2) for shift in shifts]
    return min(tried, key=lambda scores: round(abs(scores.mean() - target), 9))


def simulate_scores(
    rng, consensus, people, *, leaning, refused, unsure, reason, noise=7.0, off=1.8
):
    """Draw everybody's first-round scores around the agreed table.

    Parameters
    ----------
    rng : numpy.random.Generator
    consensus : dict
        Candidate -> criterion -> agreed score, 0 to 100.
    people : list of str
    leaning : callable
        (person, candidate, criterion) -> points above or below the others.
    refused : callable
        (person, candidate, criterion) -> True where the person gives no score at all.
    unsure : dict
        Person -> share of cells answered "don't know".
    reason : callable
        (rng, criterion, score, target) -> words, or an empty text.
    noise : float
        Standard deviation of what is left to chance in one person's score, in points.
    off : float
        Standard deviation of the distance between this panel's mean and the agreed score.

    Returns
    -------
    list of dict
        Rows of the scores table, by person, criterion and candidate.
    """
    rows = []
    for candidate, targets in consensus.items():
        for criterion, target in targets.items():
            scorers = [p for p in people if not refused(p, candidate, criterion)]
            draws, chance = rng.normal(0, noise, len(scorers)), rng.random(len(scorers))
            known = chance >= np.array([unsure[p] for p in scorers])
            lean = np.array([leaning(p, candidate, criterion) for p in scorers])
            centre = target + round(rng.normal(0, off), 2)
            found = iter(cell_scores(centre, lean[known], np.round(draws[known], 3)))
            for person, knows in zip(scorers, known, strict=True):
                score = int(next(found)) if knows else DONT_KNOW
                because = reason(rng, criterion, score, target)
                rows.append(
                    dict(person=person, candidate=candidate, criterion=criterion, score=score)
                    | dict(reason=because, round=1)
                )
    return sorted(rows, key=lambda row: (row["person"], row["criterion"], row["candidate"]))


def reason_giver(block, dont_know, share=0.25):
    """Make the function that now and then gives a reason for a score far from the agreed one."""
    bank = {}
    for row in rows_of(block):
        bank.setdefault((row["criterion"], row["side"]), []).append(row["reason"])

    def reason(rng, criterion, score, target):
        drawn, which = rng.random(), rng.random()
        if score == DONT_KNOW:
            return dont_know if drawn < share else ""
        side = "high" if score > target else "low"
        words = bank.get((criterion, side), [])
        if abs(score - target) < 15 or drawn >= share or not words:
            return ""
        return words[int(which * len(words))]

    return reason


def simulate_swings(rng, flavours, flavour_of, reasons, noise=8.0):
    """Draw everybody's swing points: half the common set, half a leaning, and some chance."""
    said = {(row["person"], row["criterion"]): row["reason"] for row in reasons}
    rows = []
    for person, flavour in flavour_of.items():
        criteria = list(flavours["default"])
        common = np.array([flavours["default"][c] for c in criteria])
        own = np.array([flavours[flavour][c] for c in criteria])
        points = (common + own) / 2 + rng.normal(0, noise, len(criteria))
        points = np.clip(_to_fives(100 * points / points.max()), 5, 100)
        for criterion, point in zip(criteria, points, strict=True):
            because = said.get((person, criterion), "")
            rows.append(
                dict(person=person, criterion=criterion, points=int(point), reason=because, round=1)
            )
    return rows
