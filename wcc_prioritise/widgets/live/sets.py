"""Which set is it now, what does it use, what does it bring, and what do the rules cost?"""

from __future__ import annotations

from collections.abc import Iterable

from wcc_prioritise.portfolio import Portfolio
from wcc_prioritise.voices.rooms import moved_words
from wcc_prioritise.widgets.live.parts import View, bar, cell, paragraph, table

STANDS = {
    (True, True): "● in, as before",
    (True, False): "▲ enters",
    (False, True): "▼ leaves",
}
"""How a candidate stands: in the set now, and in the set it is held against."""


def set_view(chosen: Iterable[str], kept: Portfolio) -> View:
    """Who is in the set, who enters and who leaves?

    Parameters
    ----------
    chosen : iterable of str
        The set that is tried, by code.
    kept : Portfolio
        The set it is held against, with the names and classes of its case.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> portfolio = wcc.select(
    ...     wcc.appraise(wcc.read(wcc.sample("short"))), limits={"candidates": 2}
    ... )
    >>> set_view(portfolio.chosen, portfolio).words.splitlines()[0]
    '2 of 12 candidates: the same set would be chosen.'
    """
    now, before = set(chosen), set(kept.chosen)
    codes = [code for code in kept.worths.index if code in now | before]
    codes.sort(key=lambda code: (code not in now, code in now & before))
    names, classes = kept.appraisal.case.names.to_dict(), kept.appraisal.classes.to_dict()
    rows = [
        [cell(f"{c} {names[c]}"), cell(classes[c]), cell(STANDS[c in now, c in before])]
        for c in codes
    ]
    told = moved_words(
        tuple(c for c in codes if c in now - before), tuple(c for c in codes if c in before - now)
    )
    words = paragraph(f"{len(now)} of {len(names)} candidates: {told}.")
    listed = table("The set", ["Candidate", "Class", "How it stands"], rows,
                   [c in now for c in codes])  # fmt: skip
    return words + listed


def limits_view(portfolio: Portfolio) -> View:
    """How much of each limit is used?"""
    rows = [
        [
            cell(row.meaning),
            bar(_share(row.used, row.limit), f"{row.used:,.0f} of {row.limit:,.0f}"),
            cell(f"{row.left:,.0f} left"),
            cell(row.unit),
        ]
        for row in portfolio.limits.itertuples()
    ]
    return table("What the set uses", ["Limit", "Used", "Left", "Unit"], rows)


def benefit_view(portfolio: Portfolio) -> View:
    """What does the set bring by each year, of the most that could be had by then?

    Its figures are found by further solves: of a portfolio that is new they take a moment.
    """
    rows = [
        [
            cell(row.by),
            bar(row.share, f"{100 * row.share:.0f} of 100"),
            cell(f"{row.chosen_gain:,.0f}"),
        ]
        for row in portfolio.balance.itertuples()
    ]
    heads = ["By", "Of the most that could be had", "Expected healthy years"]
    return table("What it brings, and when", heads, rows)


def price_view(portfolio: Portfolio) -> View:
    """What does each rule cost? Found by further solves: of a new portfolio they take a moment."""
    if portfolio.price.empty:
        return paragraph("There is no rule beside the limits, so none has a price.")
    rows = [[cell(row.rule), cell(price_words(row.share))] for row in portfolio.price.itertuples()]
    return table("What each rule costs", ["Rule", "Price"], rows)


def price_words(share: float) -> str:
    """Say the price of a rule as the room hears it.

    Examples
    --------
    >>> price_words(0.0), price_words(0.004), price_words(0.041)
    ('nothing', 'less than 1 hundredth of the benefit', '4 hundredths of the benefit')
    """
    whole = round(100 * share)
    if share <= _NOUGHT:
        return "nothing"
    if not whole:
        return "less than 1 hundredth of the benefit"
    return f"{whole} hundredth{'s' * (whole > 1)} of the benefit"


_NOUGHT = 1e-9


def _share(used: float, limit: float) -> float:
    return used / limit if limit > 0 else float(used > 0)


def clash_view(clash: Iterable[str]) -> View:
    """Which demands cannot all hold?"""
    rows = [[cell(words)] for words in clash]
    return table("These cannot all hold: relax one of them", ["Demand"], rows)
