"""What do we choose from, and what do we judge by? Candidates and criteria, one on a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wcc_prioritise.widgets.moment import Moment
from wcc_prioritise.widgets.place import Place
from wcc_prioritise.widgets.results import GUT_ORDER, Results
from wcc_prioritise.widgets.room.counting import BIG, in_words
from wcc_prioritise.widgets.room.parts import Sheet, fits_heading, plain
from wcc_prioritise.widgets.room.pieces import Leaf, Said, sheet, short_name, whole_name
from wcc_prioritise.widgets.room.terms import terms

GRADES = {
    "A": "trials, or a review of many studies",
    "B": "studies that compare with others",
    "C": "audit, or studies with no comparison",
    "D": "opinion",
}
"""Grade of evidence in words."""

COUNTED = {
    "total": "It already counts how many gain.",
    "per person": "It counts once for each person reached.",
    "condition": "It is weighed, and not counted by people.",
}
"""How a criterion counts, in words."""

CHANCE = "It says how likely the rest is to come about."


def gut(results: Results, place: Place, moment: Moment) -> Sheet:
    """Which would you take up, before any numbers?"""
    state = "Sealed until the end: nobody sees them before."
    if results.seen(GUT_ORDER):
        state = "They have been opened: what they say stands at the end of the day."
    parts = [
        Said("Write down, for yourself, the five you would take up."),
        Said(f"The best first, by their codes{_such_as(results)}."),
        Said("No talking yet. At the end we look at what moved you."),
        Said(state),
        Said(in_words(results, GUT_ORDER), "big", BIG),
    ]
    return sheet(place, [Leaf(parts)])


def _such_as(results: Results) -> str:
    codes = list(results.candidates.index[:1])
    return f", such as {codes[0]}" if codes else ""


# ---- candidates ---------------------------------------------------------------------------------


def candidates(results: Results, place: Place, moment: Moment) -> Sheet:
    """What does this candidate change, for whom, at what cost, and how do we know?"""
    rows = list(results.candidates.to_dict("records"))
    if place.candidate in results.candidates.index:
        rows = [results.candidates.loc[place.candidate].to_dict()]
    leaves = [_candidate(results, row) for row in rows]
    return sheet(place, leaves or [Leaf([Said("There are no candidates yet.")])])


def _candidate(results: Results, row: Mapping) -> Leaf:
    code = row["candidate"]
    heading = short_name(results, code)
    heading = heading if fits_heading(heading) else plain(code)
    whole = whole_name(results, code)
    name = [] if heading == whole else [Said(row["name"], "strong")]
    what = [Said(row["description"])] if plain(row["description"]) else []
    parts = [*name, *what, terms("What it takes and brings", _facts(row))]
    return Leaf(parts, heading if fits_heading(heading) else "")


def _facts(row: Mapping) -> Iterator[tuple[str, str]]:
    people = float(row["people"])
    yield "For whom", f"{people:,.0f} more people a year" if people else "nobody by itself"
    yield "Cost", f"{_thousand(row['set_up_cost'])} once, {_thousand(row['running_cost'])} a year"
    first, full = _months(row["first_benefit"]), _months(row["full_benefit"])
    yield "Benefit", f"first after {first}, in full after {full}"
    yield "Evidence", GRADES.get(plain(row["grade"]), "not graded yet")
    yield "Who does it", plain(row["provider"])


def _thousand(cost: float) -> str:
    """Say a cost that is kept in thousands of pounds.

    Examples
    --------
    >>> _thousand(350.0), _thousand(0.0), _thousand(-40.0), _thousand(0.2)
    ('£350 thousand', 'nothing', 'saves £40 thousand', 'under £1 thousand')
    """
    if abs(cost) < 0.5:
        return "under £1 thousand" if cost else "nothing"
    return f"{'saves ' if cost < 0 else ''}£{abs(cost):,.0f} thousand"


def _months(months: float) -> str:
    """Say a number of months, in years where they are whole.

    Examples
    --------
    >>> _months(1), _months(9), _months(24), _months(0)
    ('1 month', '9 months', '2 years', 'no time')
    """
    whole = round(months)
    if whole == 0:
        return "no time"
    if whole >= 24 and whole % 12 == 0:
        return f"{whole // 12} years"
    return "1 month" if whole == 1 else f"{whole} months"


# ---- criteria -----------------------------------------------------------------------------------


def criteria(results: Results, place: Place, moment: Moment) -> Sheet:
    """What does this criterion ask, and what do worst and best look like?"""
    known = results.criteria
    rows = list(known.to_dict("records"))
    if place.criterion in known.index:
        rows = [known.loc[place.criterion].to_dict()]
    leaves = [_criterion(row) for row in rows]
    return sheet(place, leaves or [Leaf([Said("There are no criteria yet.")])])


def _criterion(row: Mapping) -> Leaf:
    asked = "You score this." if row["kind"] == "judged" else "This is measured, not scored."
    counted = CHANCE if row["use"] == "chance" else COUNTED[row["counts"]]
    words = [
        ("Worst", row["anchor_0"]),
        ("Best", row["anchor_100"]),
        ("Doing nothing", row["nothing_words"]),
    ]
    name = plain(row["name"])
    parts = [
        Said(row["question"], "strong"),
        terms("What it means", words),
        Said(f"{asked} {counted}", "quiet"),
    ]
    return Leaf(parts, name) if fits_heading(name) else Leaf([Said(name, "strong"), *parts])
