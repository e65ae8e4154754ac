"""What can we carry together, and when does each one start? The set, its price and its quarters."""

from __future__ import annotations

import math
from collections.abc import Iterator

from wcc_prioritise.plots.figures import number, percent
from wcc_prioritise.plots.programme_behind import gantt_table, load_table
from wcc_prioritise.plots.programme_words import month_of, used_said, whole_used
from wcc_prioritise.portfolio import NoPortfolio, Portfolio, thresholds
from wcc_prioritise.portfolio.beside import one_sentence
from wcc_prioritise.programme import Programme
from wcc_prioritise.schema import CLASSES
from wcc_prioritise.widgets.moment import Moment
from wcc_prioritise.widgets.place import Place
from wcc_prioritise.widgets.planned import programme as programme_of
from wcc_prioritise.widgets.results import Results
from wcc_prioritise.widgets.room.leading import other_rules
from wcc_prioritise.widgets.room.parts import MOST_ROWS, Cell, Sheet, bar, cell, plain
from wcc_prioritise.widgets.room.pieces import Leaf, Part, Rows, Said, sheet, short_name

SYMBOLS = {"quick win": "▶", "long-term gain": "◆", "steady": "■"}
"""Each class has a shape beside its word."""

NOTHING = 0.05
"""A price below this, in points a year, is none: it would be written 0.0."""

NEAREST = 3
"""So many of those left out are said to be the nearest."""


# ---- the set ------------------------------------------------------------------------------------


def the_set(results: Results, place: Place, moment: Moment) -> Sheet:
    """What can we carry together? The set and its cost, its benefit by year, and its price."""
    portfolio = results.portfolio
    if not portfolio.chosen:
        return sheet(place, [Leaf([Said(portfolio.summary())])])
    return sheet(
        place,
        [
            Leaf([_chosen(results), *_limits(portfolio)]),
            Leaf(list(_balance(portfolio)), "What it brings, and when"),
            Leaf(
                [Said(one_sentence(portfolio)), *map(Said, _prices(portfolio))], "What it costs us"
            ),
            Leaf(list(map(Said, _left_out(results))), "Who is left out"),
        ],
    )


def _chosen(results: Results) -> Rows:
    members, order = results.portfolio.appraisal.classes, results.portfolio.chosen
    rows = [
        (cell(f"{SYMBOLS[kind]} {kind}"), cell(short_name(results, code)))
        for kind in CLASSES
        for code in order
        if members[code] == kind
    ]
    return Rows("The chosen candidates by class", ("Class", "Chosen"), tuple(rows), (0.33, 0.67))


def _limits(portfolio: Portfolio) -> Iterator[Part]:
    """Say what the set takes of each limit, in whole units."""
    rows = [
        (bar(row.used / row.limit if row.limit else 1.0, _used_words(row)),)
        for row in portfolio.limits.itertuples()
    ]
    if rows:
        yield Rows("What it takes of each limit", ("Used",), tuple(rows), (1.0,), bare=True)


def _used_words(row) -> str:
    """Write what is used of a limit in whole numbers, never on its other side, with its unit."""
    pound, unit = ("£", row.unit[2:]) if row.unit.startswith("£ ") else ("", row.unit)
    used = _Used(row.used, row.limit)
    most = f"{pound}{plain(number(row.limit))}"
    return f"{pound}{whole_used(used)} of {most} {unit or row.meaning}"


class _Used:
    """What is used, and the most there is."""

    def __init__(self, used: float, capacity: float):
        self.used, self.capacity = used, capacity


def _balance(portfolio: Portfolio) -> Iterator[Part]:
    """Show what comes early and late, of the most that any set within the limits could bring."""
    yield Said("Of the most that any set within the limits could bring by then:", "quiet")
    rows = [
        (
            cell(row.by.removeprefix("by ").capitalize()),
            bar(row.share, percent(row.share)),
            cell(f"{number(row.chosen_gain, 0)} of {number(row.attainable_gain, 0)}"),
        )
        for row in portfolio.balance.itertuples()
    ]
    heads = ("By the end of", "Benefit", "Healthy years")
    yield Rows("Benefit by year", heads, tuple(rows), (0.26, 0.44, 0.3))


def _prices(portfolio: Portfolio) -> Iterator[str]:
    """Say what each rule costs, as a share of what the set would bring without it."""
    price = portfolio.price
    if price.empty:
        yield "No rule was set beside the limits, so none has a price."
    for row in price.itertuples():
        rule = plain(row.rule)
        rule = f"{rule[:1].upper()}{rule[1:]}"
        if row.price < NOTHING:
            yield f"{rule}: costs nothing."
        else:
            yield f"{rule}: costs {percent(row.share)} of what the set would bring without it."


def _left_out(results: Results) -> Iterator[str]:
    """Name those left out that are nearest, who would make room, and what hangs on counting."""
    portfolio, found = results.portfolio, thresholds(results.portfolio)
    out = found[~found["chosen"]].sort_values("margin", ascending=False, kind="stable")
    near = out[out["margin"] > float("-inf")].head(NEAREST)
    why = portfolio.members.set_index("candidate")["why"]
    are = "1 is" if len(out) == 1 else f"{len(out) or 'None'} are"
    yield f"{are} left out{'; the nearest:' if len(near) else '.'}"
    for code in near["candidate"]:
        moved = why[code].partition("; ")[2]
        yield f"{short_name(results, code)}: with it {moved or 'nobody else would move'}."
    yield from (words for _, words in other_rules(portfolio))


# ---- the programme ------------------------------------------------------------------------------


def programme(results: Results, place: Place, moment: Moment) -> Sheet:
    """When does each one start? Bars by quarter, the first benefit in words, and the load."""
    try:
        found = programme_of(results)
    except NoPortfolio as clash:
        said = ["These projects cannot be carried as it is planned. These cannot all hold:"]
        said += [f"{plain(words)}." for words in clash.clash]
        return sheet(place, [Leaf([*map(Said, said), Said("Relax one of them.")])])
    if found.starts.empty:
        return sheet(place, [Leaf([Said(found.summary())])])
    last = found.load["words"].iloc[-1]
    span = f"The bars run from {month_of(found.start)} to {last.partition('-')[2]}."
    leaves = [Leaf([Said(span, "quiet"), _gantt(results, found)])]
    full = [Leaf([rows], "What each quarter carries") for rows in _load(found)]
    return sheet(place, [*leaves, *full])


def _gantt(results: Results, found: Programme) -> Rows:
    rows = [
        (
            cell(short_name(results, row.candidate)),
            _work(row.start, row.quarters, found.quarters, f"{row.starts} to {row.ends}"),
            cell(month_of(row.first_benefit)),
        )
        for row in gantt_table(found).itertuples()
    ]
    heads = ("Project", "At work", "First benefit")
    return Rows("When each project is at work", heads, tuple(rows), (0.5, 0.27, 0.23))


def _work(start: int, quarters: int, of: int, words: str) -> Cell:
    """Draw the quarters of work as a bar, and say them to those who hear it."""
    left, wide = 100 * start / of, 100 * max(quarters, 0.12) / of
    shape = f'<span style="margin-left:{left:.0f}%;width:{wide:.0f}%"></span>'
    drawn = f'<span class="bar" aria-hidden="true">{shape}</span>&nbsp;'
    return Cell(f'{drawn}<span class="aside">{words}</span>', words)


def _load(found: Programme) -> Iterator[Rows]:
    """Say how full each quarter is, against what it can carry; about as many on each page."""
    table = load_table(found)
    for _, part in table.groupby("resource", sort=False):
        rows = [
            (cell(row.words), bar(_share(row), used_said(row).removesuffix(row.unit).strip()))
            for row in part.itertuples()
        ]
        unit = plain(part["unit"].iloc[0]).removeprefix("£ ")
        heads = ("Quarter", f"{unit[:1].upper()}{unit[1:]}")
        many = math.ceil(len(rows) / math.ceil(len(rows) / MOST_ROWS))
        for at in range(0, len(rows), many):
            part_of = tuple(rows[at : at + many])
            yield Rows("How full each quarter is", heads, part_of, (0.35, 0.65))


def _share(row) -> float:
    return 0.0 if row.capacity != row.capacity or not row.capacity else row.used / row.capacity
