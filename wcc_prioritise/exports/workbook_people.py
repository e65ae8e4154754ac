"""How did many answers become one? Weights and scores of the workbook, as formulas."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from wcc_prioritise.appraisal import Appraisal
from wcc_prioritise.exports.workbook_cells import NARROW, Sheet
from wcc_prioritise.exports.workbook_inputs import Inputs, rows_by_key
from wcc_prioritise.judgement import memberships, pool, standing, swing_points
from wcc_prioritise.judgement.panel import last_round
from wcc_prioritise.judgement.rounds import Standing

LEFT_OUT, NO_ANSWER = "left out", "no answer"

MEAN, GROUP_MEAN = "mean over people", "mean over voice groups"
BY_PERSON, BY_GROUP, IN_FORCE = "pooled by person", "pooled by voice group", "in force"


def write_weights(inputs: Inputs, appraisal: Appraisal) -> dict[str, str]:
    """Write points, each person's weights and the pooled weights.

    Returns
    -------
    dict of str to str
        Criterion -> cell of the weight in force.
    """
    sheet, codes = inputs.book["weights"], list(appraisal.weights.index)
    many = len(codes)
    heads = ["person", *(f"points {c}" for c in codes), *(f"weight {c}" for c in codes)]
    sheet.heads(heads, [34])
    _points(inputs, sheet, codes)
    for row, person in enumerate(inputs.people, start=1):
        given = sheet.at(row, 1, place_to=many)
        for place, code in enumerate(codes):
            own = sheet.at(row, 1 + place)
            complete = f"IF(COUNT({given})={many},SUM({given})>0,FALSE)"
            weights = appraisal.person_weights
            ours = weights.at[person, code] if person in weights.index else LEFT_OUT
            formula = f'IF({complete},{own}/SUM({given}),"{LEFT_OUT}")'
            sheet.formula(row, 1 + many + place, formula, ours)
    return _pooled_weights(inputs, appraisal, sheet, codes)


def _points(inputs: Inputs, sheet: Sheet, codes: Sequence[str]) -> None:
    """Point at each person's latest answer on each criterion."""
    case = inputs.case
    points = swing_points(case.swings, list(codes))
    rows = rows_by_key(case.swings, ("person", "criterion", "round"))
    latest = last_round(case.swings, ["criterion"])
    cells = {
        (r.person, r.criterion): inputs.at("swings", rows[r.person, r.criterion, r.round], "points")
        for r in latest.itertuples()
    }
    for row, person in enumerate(inputs.people, start=1):
        sheet.put(row, 0, person)
        for place, code in enumerate(codes, start=1):
            if (person, code) in cells:
                sheet.formula(row, place, cells[person, code], points.at[person, code])


def _pooled_weights(
    inputs: Inputs, appraisal: Appraisal, sheet: Sheet, codes: Sequence[str]
) -> dict[str, str]:
    """Write the pooled weights below the people: by person, by voice group, and those in force."""
    begin, first = len(inputs.people) + 2, 1 + len(codes)
    lines = _lines_of_weights(inputs, appraisal)
    row = {said: begin + place for place, said in enumerate(lines)}
    for said, at in row.items():
        sheet.text(at, 0, said, bold=True)
    for place, code in enumerate(codes):
        column = first + place
        answers = sheet.at(1, column, len(inputs.people))
        groups = sheet.at(begin + 2, column, begin + 1 + len(inputs.groups))
        cell = {said: sheet.at(at, column) for said, at in row.items()}
        whole = {
            said: f"{cell[said]}/SUM({sheet.at(at, first, place_to=2 * len(codes))})"
            for said, at in row.items()
        }
        for said, (formula, ours) in lines.items():
            made = formula.format(answers=answers, groups=groups, cell=cell, whole=whole)
            sheet.formula(
                row[said], column, made, _or(ours[code], NO_ANSWER if "of" in said else "")
            )
    return {c: sheet.at(row[IN_FORCE], first + place) for place, c in enumerate(codes)}


def _lines_of_weights(inputs: Inputs, appraisal: Appraisal) -> dict[str, tuple[str, pd.Series]]:
    """Give each line of pooled weights: its words, its formula with gaps, and our figures."""
    case, weights, table = inputs.case, appraisal.person_weights, appraisal.weights_by
    shares = memberships(case.people, case.voice_groups)
    pooled = pool(weights, shares)
    rule = inputs.charter("weight_rule")
    groups = {
        f"mean of {group}": (
            _group_mean(inputs.book["people"].at(1, 2 + k, len(inputs.people)), "{answers}"),
            pool(weights, shares[[group]]).group,
        )
        for k, group in enumerate(inputs.groups)
    }
    force = f'IF({rule}="group",{{cell[{BY_GROUP}]}},{{cell[{BY_PERSON}]}})'
    return {
        MEAN: ("AVERAGE({answers})", pooled.person),
        BY_PERSON: (f"{{whole[{MEAN}]}}", table["person"]),
        **groups,
        GROUP_MEAN: ("AVERAGE({groups})", pooled.group),
        BY_GROUP: (f"{{whole[{GROUP_MEAN}]}}", table["group"]),
        IN_FORCE: (force, appraisal.weights),
        "people": ("COUNT({answers})", table["count"]),
        "spread over people": (_spread("{answers}"), table["spread"]),
    }


def _or(ours: float, otherwise: str) -> float | str:
    """Give the figure, or what the cell says where there is none."""
    return ours if ours == ours else otherwise


def _group_mean(share: str, answers: str) -> str:
    mass = f"SUMPRODUCT({share},--ISNUMBER({answers}))"
    return f'IF({mass}>0,SUMPRODUCT({share},{answers})/{mass},"{NO_ANSWER}")'


def _spread(answers: str) -> str:
    return f'IF(COUNT({answers})>=3,STDEV({answers}),"")'


def write_scores(inputs: Inputs, appraisal: Appraisal) -> dict[tuple[str, str], str]:
    """Write the scores that count, cell by cell of the grid, and what they come to.

    Returns
    -------
    dict of (str, str) to str
        (candidate, criterion) -> cell of the score in force.
    """
    sheet, stands = inputs.book["pooled scores"], standing(inputs.case)
    after = ("people", "spread over people", "pooled by person",
             *(f"mean of {g}" for g in inputs.groups), "pooled by voice group",
             "score in force")  # fmt: skip
    sheet.heads(["candidate", "criterion", *inputs.people, *after], [34, NARROW])
    _shares_above(inputs, sheet)
    rows = rows_by_key(inputs.case.scores, ("person", "candidate", "criterion", "round"))
    shares = memberships(inputs.case.people, inputs.case.voice_groups)
    groups = {g: pool(stands.answers, shares[[g]]).group for g in inputs.groups}
    begin, used, words = 1 + len(inputs.groups), {}, stands.words
    for place, cell in enumerate(stands.cells):
        row = begin + place
        sheet.put(row, 0, cell[0])
        sheet.put(row, 1, cell[1])
        _answers(inputs, stands, words[cell], row, rows)
        used[cell] = _pooled_score(inputs, appraisal, groups, cell, row)
    return used


def _shares_above(inputs: Inputs, sheet: Sheet) -> None:
    """Repeat everybody's share in each voice group, in the order of the columns."""
    held, people = memberships(inputs.case.people, inputs.case.voice_groups), inputs.book["people"]
    for row, group in enumerate(inputs.groups, start=1):
        sheet.put(row, 0, f"share in {group}")
        for place, person in enumerate(inputs.people):
            sheet.formula(row, 2 + place, people.at(1 + place, 1 + row), held.at[person, group])


def _answers(inputs: Inputs, stands: Standing, words: pd.Series, row: int, rows: dict) -> None:
    """Point at the score of each person that counts, or say why there is none."""
    sheet, cell = inputs.book["pooled scores"], words.name
    at, who = stands.cells.get_loc(cell), {p: place for place, p in enumerate(stands.people)}
    for place, person in enumerate(inputs.people, start=2):
        if words[person] != "scored":
            sheet.text(row, place, words[person])
            continue
        key = (person, *cell, stands.rounds[who[person], at])
        score = stands.scores[who[person], at]
        sheet.formula(row, place, inputs.at("scores", rows[key], "score"), score)


def _pooled_score(
    inputs: Inputs, appraisal: Appraisal, groups: dict[str, pd.Series], cell: tuple, row: int
) -> str:
    """Write count, spread, means and the score in force of one cell of the grid."""
    sheet, pooled = inputs.book["pooled scores"], appraisal.pooled
    first, many = 2, len(inputs.people)
    answers, then = sheet.at(row, first, place_to=first + many - 1), first + many
    sheet.formula(row, then, f"COUNT({answers})", pooled.count[cell])
    sheet.formula(row, then + 1, _spread(answers), pooled.spread[cell])
    person = sheet.formula(row, then + 2, f"AVERAGE({answers})", pooled.person[cell])
    for place, (_, means) in enumerate(groups.items()):
        share = sheet.at(1 + place, first, place_to=first + many - 1)
        ours = _or(means[cell], NO_ANSWER)
        sheet.formula(row, then + 3 + place, _group_mean(share, answers), ours)
    ends = then + 3 + len(groups)
    of_groups = sheet.at(row, then + 3, place_to=ends - 1)
    group = sheet.formula(row, ends, f"AVERAGE({of_groups})", pooled.group[cell])
    in_force = f'IF({inputs.charter("score_rule")}="group",{group},{person})'
    return sheet.formula(row, ends + 1, in_force, pooled.by(appraisal.score_rule)[cell])
