"""What was asked of the set? Limits, rules and links turned into what the solver understands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal.value import Appraisal
from wcc_prioritise.portfolio.solver import Rules
from wcc_prioritise.schema import CLASSES, counted
from wcc_prioritise.tables import InputError, near_miss

TAGS = ("class", "programme", "provider", "place", "kind_of_care")
"""What a rule may name: the class of a candidate, or one of these fields."""

MEASURES = ("count", "share of spend", "share of worth")
"""How much a rule may ask for: so many, or a share of the set's gross cost or of its worth."""


def codes_of(codes: str | Iterable[str]) -> tuple[str, ...]:
    """Give the codes that were asked for; one code alone is not a row of letters."""
    return (codes,) if isinstance(codes, str) else tuple(codes)


def number_of(what: str, given: object) -> float:
    """Give an argument as a finite number, or refuse it by its name."""
    try:
        number = float(given)
    except (TypeError, ValueError):
        number = np.nan
    if not np.isfinite(number):
        raise InputError.of(found=f"{what} of {given!r}", allowed="a number", do="Correct it.")
    return number


def unknown_name(what: str, name: object, known: list[str]) -> InputError:
    """Make the error for a name that is not known, with the near miss."""
    near = near_miss(str(name), known)
    return InputError.of(
        found=f"{what} {name!r}",
        allowed="one of: " + ", ".join(known),
        do=f"Did you mean {near!r}?" if near else "Choose one of these.",
    )


def links_of(appraisal: Appraisal) -> dict[str, tuple[tuple[str, str], ...]]:
    """Give the needs and excludes of the case as pairs of codes."""
    links = appraisal.case.links

    def pairs(kind: str) -> tuple[tuple[str, str], ...]:
        rows = links[links["link"] == kind]
        return tuple(zip(rows["candidate"], rows["other"], strict=True))

    return {"needs": pairs("needs"), "excludes": pairs("excludes")}


def help_gains(appraisal: Appraisal, worth: pd.Series) -> tuple[tuple[str, str, float], ...]:
    """What does each helping pair add? A share of the worth of the one that is helped."""
    links = appraisal.case.links
    rows = links[links["link"] == "helps"].itertuples()
    return tuple((r.candidate, r.other, float(r.effect) * float(worth[r.other])) for r in rows)


def with_helps(rules: Rules, appraisal: Appraisal, worth: pd.Series) -> Rules:
    """Give the rules with what each helping pair adds under this reading of worth."""
    return replace(rules, helps=help_gains(appraisal, worth))


def with_counts(
    rules: Rules, appraisal: Appraisal, at_least: Mapping, at_most: Mapping, worth: pd.Series
) -> Rules:
    """Turn class and tag demands into members and numbers."""
    counts: dict[str, list] = {"at_least": [], "at_most": []}
    weighed = []
    weights = {"share of spend": appraisal.resources["gross_3yr"], "share of worth": worth}
    for side, asked in (("at_least", at_least), ("at_most", at_most)):
        for key, number in asked.items():
            words, members, measure = _counted(appraisal, key)
            number = number_of(f"{side.replace('_', ' ')} {words}", number)
            if measure != "count":
                weighed.append(_share_of(weights[measure], measure, side, words, members, number))
            elif not number.is_integer() or number < 0:
                allowed = "a whole number of candidates, 0 or more"
                raise InputError.of(found=f"{number:g} {words}", allowed=allowed, do="Correct it.")
            else:
                counts[side].append((words, members, int(number)))
    return replace(
        rules,
        at_least=tuple(counts["at_least"]),
        at_most=tuple(counts["at_most"]),
        weighed=tuple(weighed),
    )


def _counted(appraisal: Appraisal, key) -> tuple[str, tuple[str, ...], str]:
    """Give the words of a demand, who counts for it, and how it is measured."""
    if isinstance(key, str):
        key = ("class", key)
    tag, wanted, measure = (*key, "count")[:3]
    if tag not in TAGS:
        raise unknown_name("tag", tag, list(TAGS))
    if measure not in MEASURES:
        raise unknown_name("measure", measure, list(MEASURES))
    if tag == "class":
        column, known = appraisal.classes, list(CLASSES)
    else:
        column = appraisal.case.candidates.set_index("candidate")[tag]
        known = sorted(set(column.dropna()))
    if wanted not in known:
        raise unknown_name(tag, wanted, known)
    words = wanted if tag == "class" else f"with {tag.replace('_', ' ')} {wanted}"
    return words, tuple(column.index[column == wanted]), measure


def _share_of(
    weights: pd.Series, measure: str, side: str, words: str, members: tuple[str, ...], share: float
) -> tuple[str, dict[str, float], float]:
    """Write a share as one row: what members weigh, less that share of what the whole set does.

    What helpers add belongs to no one member, so it is left out of a share of worth.
    """
    if not 0 <= share <= 1:
        allowed = "a share from 0 to 1"
        raise InputError.of(
            found=f"{measure} {share:g} for {words}", allowed=allowed, do="Correct it."
        )
    sign = 1.0 if side == "at_least" else -1.0
    parts = {
        code: sign * float(weight) * ((code in members) - share) for code, weight in weights.items()
    }
    said, of = ("at least" if side == "at_least" else "at most"), measure.removeprefix("share ")
    return f"{said} {share:.0%} {of} on candidates {words}", parts, 0.0


def each_rule_dropped(rules: Rules) -> list[tuple[str, Rules]]:
    """List every rule that was asked for, with the rules that are left without it."""
    dropped = []
    for side in ("at_least", "at_most"):
        for row in getattr(rules, side):
            rest = tuple(r for r in getattr(rules, side) if r is not row)
            words = f"{side.replace('_', ' ')} {counted(row[2], row[0])}"
            dropped.append((words, replace(rules, **{side: rest})))
    for row in rules.weighed:
        dropped.append(
            (row[0], replace(rules, weighed=tuple(r for r in rules.weighed if r is not row)))
        )
    for side, words in (("must", "must be in"), ("never", "is never in")):
        for code in getattr(rules, side):
            rest = tuple(c for c in getattr(rules, side) if c != code)
            dropped.append((f"{code} {words}", replace(rules, **{side: rest})))
    if len(dropped) > 1:
        free = Rules(needs=rules.needs, excludes=rules.excludes, helps=rules.helps)
        dropped.append(("all rules together", free))
    return dropped
