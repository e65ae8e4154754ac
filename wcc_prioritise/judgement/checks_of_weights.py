"""Do the weights mean what they seem to? Checks of the criteria and of what was said about them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pandas as pd

from wcc_prioritise.judgement.branches import splitting
from wcc_prioritise.judgement.finding import Check, Seen
from wcc_prioritise.judgement.panel import last_round
from wcc_prioritise.judgement.room import Room, listed
from wcc_prioritise.judgement.steps import step
from wcc_prioritise.judgement.weights import against_order, normalise, pool_weights
from wcc_prioritise.schema import ANCHOR_LEVELS

ALMOST_EQUAL = 0.95
"""Weights that act as more than this share of their number of criteria are almost equal."""

NARROW_SPAN = 20.0
"""Candidates that differ by less than this, of 100, hardly differ on a criterion."""

TOGETHER, CANDIDATES_NEEDED = 0.9, 6
"""Rank correlation from which two criteria move together, over at least so many candidates."""

SAME_WORDS, WORDS_NEEDED = 0.5, 4
"""Share of the shorter definition's words that two have in common, and how many at least."""

SPLIT_LEAVES, SPLIT_TIMES = 3, 1.5
"""A heading of so many criteria that carries so many times its own step was split into weight."""


def effective_number(weights) -> float:
    """As how many equal criteria do these weights act?

    Parameters
    ----------
    weights : array_like
        Points or weights of one person or of the room, 0 or more; their scale does not matter.

    Returns
    -------
    float
        1 over the sum of squared weights: their number when all are equal, 1 when one has all.

    References
    ----------
    Laakso & Taagepera, Comparative Political Studies 1979;12:3-27 (effective number).

    Examples
    --------
    >>> round(effective_number([18, 17, 17, 16, 16, 16]), 2)
    5.99
    """
    given = np.asarray(weights, dtype=float)
    return float(given.sum() ** 2 / (given**2).sum())


def _nearly(weights: pd.Series) -> bool:
    return len(weights) > 1 and effective_number(weights) > ALMOST_EQUAL * len(weights)


def _almost_equal(room: Room) -> Seen:
    for person, weights in room.weights.iterrows():
        if _nearly(weights):
            yield person, f"{person}'s weights on {len(weights)} criteria are almost equal."
    if room.weights_by is not None:
        for rule in ("person", "group"):
            if _nearly(room.weights_by[rule]):
                rule_words = "every person" if rule == "person" else "every voice group"
                yield (
                    "the room",
                    f"The room's weights are almost equal when {rule_words} counts the same.",
                )


def _small_range(room: Room) -> Seen:
    """Find weight on criteria on which the candidates hardly differ."""
    weights = room.pooled_weights
    if weights is None:
        return
    for code, values in room.values.items():
        values = values.dropna()
        span = values.max() - values.min() if len(values) >= 3 else np.nan
        if span < NARROW_SPAN and weights[code] >= 1 / len(weights):
            yield (
                code,
                f"All {len(values)} candidates lie within {_whole(span)} of 100 points on "
                f"{room.name(code)}, and it carries {weights[code]:.0%} of the weight.",
            )


def _same_weights(room: Room) -> Seen:
    """Find weights that stayed where they were although the range behind them changed."""
    if room.before is None:
        return
    earlier = Room(room.before)
    for code in [c for c in room.codes if c in earlier.codes]:
        was, now = earlier.criteria.loc[code], room.criteria.loc[code]
        if _range_of(was) == _range_of(now):
            continue
        both = pd.DataFrame({"was": earlier.points[code], "now": room.points[code]}).dropna()
        both = both.drop(index=_looked_again(room, code), errors="ignore")
        kept = int((both["was"] == both["now"]).sum())
        if kept:
            yield (
                code,
                f"{room.name(code)} went {step(was)} and now goes {step(now)}; {kept} of "
                f"{len(both)} people have the points they gave before.",
            )


def _range_of(row: pd.Series) -> list:
    return [row[f] for f in ("worst", "best", *(f"anchor_{level}" for level in ANCHOR_LEVELS))]


def _looked_again(room: Room, code: str) -> set[str]:
    acts = room.case.acts
    kept = acts[(acts["act"] == "checked again") & (acts["criterion"] == code)]
    return set(kept["person"].dropna())


def _move_together(room: Room) -> Seen:
    """Find pairs of criteria that put the candidates in nearly the same order."""
    together = room.values.corr(method="spearman", min_periods=CANDIDATES_NEEDED)
    for a, b in _pairs(list(together.columns)):
        if together.at[a, b] >= TOGETHER - 1e-12:
            number = len(room.values[[a, b]].dropna())
            yield (
                f"{a}, {b}",
                f"{room.name(a)} and {room.name(b)} put {number} candidates in nearly the same "
                "order.",
            )


def _same_definition(room: Room) -> Seen:
    """Find pairs of criteria whose definitions use the same words."""
    words = {code: _words(room.criteria.loc[code]) for code in room.codes}
    for a, b in _pairs(room.codes):
        both = words[a] & words[b]
        if len(both) >= WORDS_NEEDED and len(both) >= SAME_WORDS * min(
            len(words[a]), len(words[b])
        ):
            yield (
                f"{a}, {b}",
                f"{room.name(a)} and {room.name(b)} are described in the same words: "
                f"{listed(sorted(both), 6)}.",
            )


def _pairs(codes: list[str]) -> Iterator[tuple[str, str]]:
    return ((a, b) for i, a in enumerate(codes) for b in codes[i + 1 :])


_LITTLE_WORDS = """
about after also another been before being both could does each from have here into less
many more most much only other over some such than that their them then there these they
this those today what when where which while will with would your people patients
"""


def _words(criterion: pd.Series) -> set[str]:
    """Give the words of a definition that say something."""
    fields = ("name", "question", *(f"anchor_{level}" for level in ANCHOR_LEVELS))
    text = " ".join(str(criterion[field]) for field in fields).casefold()
    words = {word.removesuffix("s") for word in re.findall(r"[^\W\d_]{4,}", text)}
    return words.difference(_LITTLE_WORDS.split())


def _split_headings(room: Room) -> Seen:
    weights = room.pooled_weights
    if weights is None or room.criteria["branch"].isna().all():
        return
    table = splitting(weights, room.criteria["branch"], room.headings)
    wide = table[(table["criteria"] >= SPLIT_LEAVES) & (table["times"] >= SPLIT_TIMES)]
    alone = "by the largest of them alone" if room.headings is None else "by its own step"
    for row in wide.itertuples():
        yield (
            row.heading,
            f"“{row.heading}” carries {row.carries:.0%} in {row.criteria} criteria; {alone} it "
            f"would carry {row.alone:.0%}.",
        )


def _changed_later(room: Room) -> Seen:
    """Compare the first points of every person with their latest."""
    swings = room.case.swings.sort_values("round", kind="stable")
    earliest = swings.drop_duplicates(["person", "criterion"])
    before = earliest.pivot(index="person", columns="criterion", values="points")
    before = before.reindex(index=room.points.index, columns=room.codes).astype(float)
    changed = ((before != room.points) & before.notna()).any(axis="columns")
    was = normalise(before)
    if not changed.any() or was.empty or room.weights_by is None:
        return
    rule = room.case.charter.weight_rule
    old, new = pool_weights(was, room.shares)[rule], room.pooled_weights
    most = (new - old).abs().sort_values(ascending=False, kind="stable").index[:3]
    parts = [(c, f"{old[c]:.0%}", f"{new[c]:.0%}") for c in most]
    moved = [f"{c} {first} to {last}" for c, first, last in parts if first != last]
    yield (
        "the room",
        f"{int(changed.sum())} of {len(changed)} people gave other points in a later round. The "
        f"room's weights moved: {listed(moved) or 'none by as much as 1%'}.",
    )


def _order_and_size(room: Room) -> Seen:
    """Find people whose points turn round the order that they gave first."""
    if room.orders is None:
        return
    for person, given in last_round(room.orders, ["criterion"]).groupby("person"):
        if person not in room.points.index:
            continue
        points = room.points.loc[person].dropna()
        order = given.set_index("criterion")["order"].reindex(room.codes).dropna()
        order = order[order.index.isin(points.index)]
        groups = [list(rows.index) for _, rows in order.groupby(order)]
        for asked in against_order(groups, points):
            yield person, asked


def _whole(number: float) -> str:
    return f"{np.floor(number + 0.5):.0f}"


CHECKS = (
    Check(
        "little difference",
        _small_range,
        "Weight belongs to the step between worst and best, not to the name of the criterion.",
        "Read the step aloud and ask for the swing again: is so small a difference worth so much?",
    ),
    Check(
        "range changed",
        _same_weights,
        "A weight was given for a step; the step is another one now.",
        "Read the new worst and best aloud and ask for a two-minute second look.",
    ),
    Check(
        "almost equal weights",
        _almost_equal,
        "Equal weights can be meant, or they can be a way not to choose.",
        "Ask which it is. Put the steps in order first, then ask how much each is worth.",
    ),
    Check(
        "counted twice",
        _move_together,
        "One idea under two names gets two weights.",
        "Merge the two, or keep both and write down what each adds.",
    ),
    Check(
        "same words",
        _same_definition,
        "Criteria described in the same words are easily scored as one idea, twice.",
        "Merge the two, or reword them so that the room can say how they differ.",
    ),
    Check(
        "split heading",
        _split_headings,
        "A heading that is cut into more parts gets more weight, whether or not anybody meant it.",
        "Ask for the heading's own step. Where that is less, weight headings first, then within.",
    ),
    Check(
        "weights changed later",
        _changed_later,
        "Weights that change once results are known can be a change of mind, or of the answer.",
        "It is allowed: write down why, and show the list before and after.",
        console=True,
    ),
    Check(
        "order and size",
        _order_and_size,
        "An order and sizes that disagree were not both meant.",
        "Read both back to this person, and keep the one that they mean.",
    ),
)
"""Checks of weights and criteria, in the order they are made."""
