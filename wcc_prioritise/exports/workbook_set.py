"""What does the set use, add and save? The set and its savings in the workbook, as formulas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wcc_prioritise.exports.rules import limit_name
from wcc_prioritise.exports.workbook_cells import WIDE, Sheet
from wcc_prioritise.exports.workbook_inputs import Inputs
from wcc_prioritise.portfolio import Portfolio
from wcc_prioritise.portfolio.demands import help_gains
from wcc_prioritise.portfolio.money import Money
from wcc_prioritise.schema import EFFECT_BY_GRADE, RESOURCES

FORMULAS = {
    "candidates": "1",
    "set_up_cost": "{set_up_cost}",
    "running_cost": "{running_cost}",
    "gross_3yr": "{set_up_cost}+3*{running_cost}",
    "cost_year_1": "{set_up_cost}+{running_cost}",
    "lead_months": "{lead_months_a_quarter}*{quarters}",
}
"""How each resource follows from the facts of a candidate."""

FACTS = ("set_up_cost", "running_cost", "lead_months_a_quarter", "quarters")


@dataclass(frozen=True)
class Total:
    """A total of the set, to be checked.

    Attributes
    ----------
    words : str
        What it is.
    cell : str
        Where the formula stands.
    ours : float
        What the library says.
    """

    words: str
    cell: str
    ours: float


def write_set(
    inputs: Inputs, portfolio: Portfolio, worths: Mapping[str, str]
) -> tuple[dict[str, str], list[Total]]:
    """Write who is in, what everybody uses, and what the set comes to beside its limits.

    Returns
    -------
    dict of str to str
        Candidate -> cell that says whether it is in, 1 or 0.
    list of Total
    """
    sheet, codes = inputs.book["set"], list(portfolio.worths.index)
    used = portfolio.appraisal.resources
    names = list(used.columns)
    sheet.heads(
        ["candidate", "name", "class", "in the set (1 or 0)", "worth (points a year)",
         *(_head(name) for name in names)],
        [26, WIDE, 16],
    )  # fmt: skip
    inside, classes, worth = {}, portfolio.appraisal.classes, portfolio.worths
    for row, code in enumerate(codes, start=1):
        name, class_ = inputs.names[code], classes[code]
        for place, cell in enumerate((code, name, class_, int(code in portfolio.chosen))):
            sheet.put(row, place, cell)
        inside[code] = sheet.at(row, 3)
        if portfolio.arguments["reading"] == "worth":
            sheet.formula(row, 4, worths[code], worth[code])
        else:  # another reading of it, which the set was asked by
            sheet.put(row, 4, float(worth[code]))
        for place, name in enumerate(names, start=5):
            sheet.formula(row, place, _uses(inputs, code, name), used.at[code, name])
    return inside, _totals(inputs, portfolio, names, inside)


def _head(name: str) -> str:
    words = limit_name(name)
    unit = RESOURCES.get(name, ("", ""))[1]
    return f"{words} ({unit})" if unit and unit != name else words


def _uses(inputs: Inputs, code: str, name: str) -> str:
    if name not in FORMULAS:
        return inputs.candidate(code, name)
    return FORMULAS[name].format(**{fact: inputs.candidate(code, fact) for fact in FACTS})


def _totals(
    inputs: Inputs, portfolio: Portfolio, names: list[str], inside: Mapping[str, str]
) -> list[Total]:
    """Write the totals below the candidates, with what helping adds."""
    sheet, last = inputs.book["set"], len(inside)
    begin, ins = last + 2, sheet.at(1, 3, last)
    for place, words in enumerate(("Total of the set", "Limit", "Left")):
        sheet.text(begin + place, 0, words, bold=True)
    helps = _helps(inputs, portfolio, inside, begin + 5)
    adds = f"+SUM({helps})" if helps else ""
    worth = f"SUMPRODUCT({ins},{sheet.at(1, 4, last)}){adds}"
    cell = sheet.formula(begin, 4, worth, portfolio.worth)
    totals = [Total("worth of the set, what helps included", cell, portfolio.worth)]
    limits = portfolio.limits.set_index("resource")
    ours = portfolio.appraisal.resources.loc[list(portfolio.chosen)].sum()
    for place, name in enumerate(names, start=5):
        formula = f"SUMPRODUCT({ins},{sheet.at(1, place, last)})"
        cell = sheet.formula(begin, place, formula, ours[name])
        totals.append(Total(f"{limit_name(name)} of the set", cell, ours[name]))
        if name in limits.index:
            sheet.put(begin + 1, place, limits.at[name, "limit"])
            left = f"{sheet.at(begin + 1, place)}-{cell}"
            sheet.formula(begin + 2, place, left, limits.at[name, "left"])
    return totals


def _helps(
    inputs: Inputs, portfolio: Portfolio, inside: Mapping[str, str], begin: int
) -> str | None:
    """Write what each helping pair adds when both are in; name the block of it."""
    sheet, links = inputs.book["set"], inputs.case.links
    rows = [place for place, link in enumerate(links["link"]) if link == "helps"]
    if not rows:
        return None
    heads = ("Helps", "helped", "", "share of the other's worth", "adds (points a year)")
    for place, words in enumerate(heads):
        sheet.text(begin, place, words, bold=True)
    gains = help_gains(portfolio.appraisal, portfolio.worths)
    codes = list(inside)
    for row, (place, (one, other, gain)) in enumerate(zip(rows, gains, strict=True), begin + 1):
        sheet.put(row, 0, one)
        sheet.put(row, 1, other)
        effect = sheet.formula(row, 3, inputs.at("links", place, "effect"),
                               links["effect"].iloc[place])  # fmt: skip
        worth = sheet.at(1 + codes.index(other), 4)
        both = one in portfolio.chosen and other in portfolio.chosen
        formula = f"{inside[one]}*{inside[other]}*{effect}*{worth}"
        sheet.formula(row, 4, formula, gain if both else 0.0)
    return sheet.at(begin + 1, 4, begin + len(rows))


def write_savings(inputs: Inputs, money: Money, inside: Mapping[str, str]) -> list[Total]:
    """Write savings as claimed, deliverable and cashable, of those in the set."""
    sheet = inputs.book["savings"]
    sheet.heads(
        ["candidate", "name", "claimed by the set", "x share expected (grade)", "pot",
         "x kept by the pot's cap", "= deliverable", "x cashable share", "= cashable"],
        [30, WIDE],
    )  # fmt: skip
    ours, kept = money.savings.set_index("candidate"), _pots(inputs, money, len(inside))
    facts = inputs.case.candidates.set_index("candidate")
    for row, (code, within) in enumerate(inside.items(), start=1):
        own = ours.loc[code].to_dict() if code in ours.index else {}
        fact = facts.loc[code]
        for place, cell in ((0, code), (1, inputs.names[code]), (4, fact["pot"])):
            sheet.put(row, place, cell)
        grade = f'IF({inputs.candidate(code, "grade")}="",0,{inputs.grade(code, "effect")})'
        cap, cap_ours = kept.get(fact["pot"], ("1", 1.0))
        claimed, effect, after, delivered, share = (sheet.at(row, k) for k in (2, 3, 5, 6, 7))
        steps = (
            (2, f"{within}*{inputs.candidate(code, 'claimed_saving')}", own.get("claimed", 0.0)),
            (3, grade, EFFECT_BY_GRADE.get(fact["grade"], 0.0)),
            (5, cap, cap_ours),
            (6, f"{claimed}*{effect}*{after}", own.get("deliverable", 0.0)),
            (7, inputs.candidate(code, "cashable_share"), fact["cashable_share"]),
            (8, f"{delivered}*{share}", own.get("cashable", 0.0)),
        )
        for place, formula, figure in steps:
            sheet.formula(row, place, formula, figure)
    return _sums(sheet, money, len(inside))


def _pots(inputs: Inputs, money: Money, last: int) -> dict[str, tuple[str, float]]:
    """Write what each pot is asked for and allows; give the cell of the share that is kept."""
    sheet, begin, kept = inputs.book["savings"], last + 4, {}
    heads = ("pot", "what it holds", "declared size", "asked of it", "", "share kept", "allowed")
    for place, words in enumerate(heads if len(money.pots) else ()):
        sheet.text(begin, place, words, bold=True)
    drawn = sheet.at(1, 4, last)
    before = f"{sheet.at(1, 2, last)}*{sheet.at(1, 3, last)}"
    for number, pot in enumerate(money.pots.to_dict("records")):
        row = begin + 1 + number
        sheet.put(row, 0, pot["pot"])
        sheet.put(row, 1, inputs.cleaned(pot["what"]))
        size = sheet.formula(row, 2, inputs.at("pots", number, "size"), pot["size"])
        of_it = f"EXACT({drawn},{sheet.at(row, 0)})*({before}>0)*{before}"
        asked = sheet.formula(row, 3, f"SUMPRODUCT({of_it})", pot["deliverable"])
        share = f"IF({asked}>0,MIN(1,{size}/{asked}),1)"
        kept[pot["pot"]] = (sheet.formula(row, 5, share, pot["kept"]), pot["kept"])
        sheet.formula(row, 6, f"{asked}*{sheet.at(row, 5)}", pot["allowed"])
    return kept


def _sums(sheet: Sheet, money: Money, last: int) -> list[Total]:
    sheet.text(last + 2, 0, "Total of the set", bold=True)
    totals = []
    for place, name in ((2, "claimed"), (6, "deliverable"), (8, "cashable")):
        ours = money.savings[name].sum()
        cell = sheet.formula(last + 2, place, f"SUM({sheet.at(1, place, last)})", ours)
        totals.append(Total(f"savings of the set, {name}, £ thousand a year", cell, ours))
    return totals
