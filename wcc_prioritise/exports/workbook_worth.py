"""What do figures come to? Values and worths of the workbook, as formulas."""

from __future__ import annotations

from collections.abc import Mapping

from wcc_prioritise.appraisal import Appraisal
from wcc_prioritise.appraisal.totals import chance_at, chance_tables
from wcc_prioritise.appraisal.values import SLACK
from wcc_prioritise.exports.workbook_cells import WIDE
from wcc_prioritise.exports.workbook_inputs import Inputs
from wcc_prioritise.schema.curves import is_levels

HEALTH_GAIN = "{people}*{gain}/100*{duration}"


def write_values(
    inputs: Inputs,
    appraisal: Appraisal,
    weights: Mapping[str, str],
    scores: Mapping[tuple[str, str], str],
) -> tuple[dict[tuple[str, str], str], dict[str, str]]:
    """Write the figure and the value of every candidate on every criterion, and the sums.

    Returns
    -------
    values : dict of (str, str) to str
        (candidate, criterion) -> cell of the value, 0 to 100.
    totals : dict of str to str
        Candidate -> cell of its value.
    """
    sheet, codes = inputs.book["values"], list(appraisal.values.columns)
    many = len(codes)
    heads = ["candidate", "name", *(f"figure {c}" for c in codes), *(f"value {c}" for c in codes)]
    sheet.heads([*heads, "value (sum of weight x value)"], [12, WIDE])
    sheet.text(1, 0, "weight", bold=True)
    for place, code in enumerate(codes):
        sheet.formula(1, 2 + many + place, weights[code], appraisal.weights[code])
    line, values, totals = sheet.at(1, 2 + many, place_to=1 + 2 * many), {}, {}
    ours_value = appraisal.value
    for row, candidate in enumerate(appraisal.values.index, start=2):
        sheet.put(row, 0, candidate)
        sheet.put(row, 1, inputs.names[candidate])
        for place, code in enumerate(codes):
            ours = appraisal.figures.at[candidate, code]
            figure = _figure(inputs, candidate, code, scores)
            figure = sheet.formula(row, 2 + place, figure, ours)
            value = _value(inputs, code, figure)
            ours = appraisal.values.at[candidate, code]
            values[candidate, code] = sheet.formula(row, 2 + many + place, value, ours)
        own = sheet.at(row, 2 + many, place_to=1 + 2 * many)
        total = f"SUMPRODUCT({line},{own})"
        totals[candidate] = sheet.formula(row, 2 + 2 * many, total, ours_value[candidate])
    return values, totals


def _figure(inputs: Inputs, candidate: str, code: str, scores: Mapping) -> str:
    """Say where a figure comes from: the panel, the measures, or the facts of the candidate."""
    criterion = inputs.criteria[code]
    if criterion["kind"] == "judged":
        return scores[candidate, code]
    if criterion["measured_from"] == "health gain":
        facts = ("people", "gain", "duration")
        return HEALTH_GAIN.format(**{fact: inputs.candidate(candidate, fact) for fact in facts})
    if criterion["measured_from"] == "evidence grade":
        return inputs.grade(candidate, "points")
    return inputs.at("measures", inputs.measures[candidate, code], "likely")


def _value(inputs: Inputs, code: str, figure: str) -> str:
    """Read the value of a figure off the curve of its criterion."""
    at, values, many = inputs.curve(code)
    curve = inputs.criteria[code]["curve"]
    if not is_levels(curve):
        return _on_the_line(figure, at, values, many)
    span = f"{SLACK!r}*(MAX({at})-MIN({at}))"
    rising = f"SUMPRODUCT(--({at}<={figure}+{span}))"
    falling = f"1+SUMPRODUCT(--({at}<{figure}-{span}))"
    step = f"IF(INDEX({values},{many})>=INDEX({values},1),{rising},{falling})"
    return f"INDEX({values},MAX(1,MIN({many},{step})))"


def _on_the_line(figure: str, at: str, values: str, many: int) -> str:
    """Read off the straight line between the two points around a figure, or past the last two."""
    if many == 1:
        return f"INDEX({values},1)"
    place = "1" if many == 2 else f"MAX(1,MIN({many - 1},SUMPRODUCT(--({at}<={figure}))))"
    x0, y0 = (f"INDEX({of},{place})" for of in (at, values))
    x1, y1 = (f"INDEX({of},{place}+1)" for of in (at, values))
    return f"{y0}+({figure}-{x0})*({y1}-{y0})/({x1}-{x0})"


def write_worth(
    inputs: Inputs,
    appraisal: Appraisal,
    weights: Mapping[str, str],
    values: Mapping[tuple[str, str], str],
) -> dict[str, str]:
    """Write the chance of success, what each outcome adds over doing nothing, and the worth.

    Returns
    -------
    dict of str to str
        Candidate -> cell of its worth, in points a year.
    """
    sheet, case = inputs.book["worth"], inputs.case
    tables = chance_tables(case.criteria, case.chances)
    conditions = [appraisal.values.columns[column] for column, _, _ in tables]
    outcomes = list(appraisal.worth_parts.columns)
    sheet.heads(
        ["candidate", "name", *(f"chance from {c}" for c in conditions), "chance of success",
         *(f"{c} adds" for c in outcomes), "worth (points a year)"],
        [12, WIDE],
    )  # fmt: skip
    factors = {
        c: chance_at(appraisal.values, (t,)) for c, t in zip(conditions, tables, strict=True)
    }
    many, worths, ours = len(conditions), {}, appraisal.worth
    for row, candidate in enumerate(appraisal.values.index, start=1):
        sheet.put(row, 0, candidate)
        sheet.put(row, 1, inputs.names[candidate])
        for place, code in enumerate(conditions, start=2):
            formula = _chance(inputs, code, values[candidate, code])
            sheet.formula(row, place, formula, factors[code][row - 1])
        product = f"PRODUCT({sheet.at(row, 2, place_to=1 + many)})" if many else "1"
        chance = sheet.formula(row, 2 + many, product, appraisal.chance[candidate])
        for place, code in enumerate(outcomes, start=3 + many):
            part = _part(inputs, candidate, code, chance, weights[code], values[candidate, code])
            sheet.formula(row, place, part, appraisal.worth_parts.at[candidate, code])
        parts = sheet.at(row, 3 + many, place_to=2 + many + len(outcomes))
        worth = f"SUM({parts})" if outcomes else "0"
        ends = 3 + many + len(outcomes)
        worths[candidate] = sheet.formula(row, ends, worth, ours[candidate])
    return worths


def _chance(inputs: Inputs, code: str, value: str) -> str:
    """Read the chance off the charter's table: straight lines inside it, level beyond its ends."""
    chances, sheet = inputs.case.chances, inputs.book["chances"]
    own = chances[chances["criterion"] == code].sort_values("value")
    rows = [chances.index.get_loc(place) for place in own.index]
    column = {name: inputs.columns["chances"].index(name) for name in ("value", "chance")}
    at, share = ([sheet.at(1 + row, column[name]) for row in rows] for name in ("value", "chance"))
    formula = share[-1]
    for k in range(len(rows) - 2, -1, -1):
        line = f"{share[k]}+({value}-{at[k]})*({share[k + 1]}-{share[k]})/({at[k + 1]}-{at[k]})"
        formula = f"IF({value}<{at[k + 1]},{line},{formula})"
    return f"IF({value}<={at[0]},{share[0]},{formula})"


def _part(inputs: Inputs, candidate: str, code: str, chance: str, weight: str, value: str) -> str:
    """Chance x weight x points over doing nothing, times people over the reference number."""
    part = f"{chance}*{weight}*({value}-{inputs.criterion(code, 'nothing')})"
    counts = inputs.criteria[code]["counts"]
    if counts == "total":
        return part
    reached = inputs.candidate(candidate, "people")
    return f"{part}*{reached}/{inputs.charter('reference_people')}"
