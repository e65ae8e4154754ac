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

TAGS = ("programme", "provider", "place", "kind_of_care")
"""Fields of a candidate that a rule may name beside its class."""


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


def with_counts(rules: Rules, appraisal: Appraisal, at_least: Mapping, at_most: Mapping) -> Rules:
    """Turn class and tag demands into members and numbers."""
    counts: dict[str, list] = {"at_least": [], "at_most": []}
    weighed = []
    for side, asked in (("at_least", at_least), ("at_most", at_most)):
        for key, number in asked.items():
            words, members, share = _counted(appraisal, key)
            number = number_of(f"{side.replace('_', ' ')} {words}", number)
            if share:
                weighed.append(_share_of_spend(appraisal, side, words, members, number))
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


def _counted(appraisal: Appraisal, key) -> tuple[str, tuple[str, ...], bool]:
    """Give the words of a demand, who counts for it, and whether it is a share of spend."""
    if isinstance(key, str):
        if key not in CLASSES:
            raise unknown_name("class", key, list(CLASSES))
        classes = appraisal.classes
        return key, tuple(classes.index[classes == key]), False
    tag, wanted, measure = (*key, "count")[:3]
    if tag not in TAGS:
        raise unknown_name("tag", tag, list(TAGS))
    if measure not in ("count", "share of spend"):
        raise unknown_name("measure", measure, ["count", "share of spend"])
    column = appraisal.case.candidates.set_index("candidate")[tag]
    if wanted not in set(column.dropna()):
        raise unknown_name(tag, wanted, sorted(set(column.dropna())))
    words = f"with {tag.replace('_', ' ')} {wanted}"
    return words, tuple(column.index[column == wanted]), measure == "share of spend"


def _share_of_spend(
    appraisal: Appraisal, side: str, words: str, members: tuple[str, ...], share: float
) -> tuple[str, dict[str, float], float]:
    if not 0 <= share <= 1:
        allowed = "a share from 0 to 1"
        raise InputError.of(
            found=f"share of spend {share:g} for {words}", allowed=allowed, do="Correct it."
        )
    sign = 1.0 if side == "at_least" else -1.0
    gross = appraisal.resources["gross_3yr"]
    parts = {code: sign * gross[code] * ((code in members) - share) for code in gross.index}
    said = "at least" if side == "at_least" else "at most"
    return f"{said} {share:.0%} of spend on candidates {words}", parts, 0.0


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
