"""What is wrong between the tables of an assessment? Rules that one row alone cannot show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from wcc_prioritise.competencies.names import in_force, words_in
from wcc_prioritise.tables import Fault, Table, near_miss

MOST_OUTCOMES = 10
"""Outcomes that may be chosen for a year: two that everybody has and up to eight of one's own."""

_TEXTS = (
    ("competencies", "name"),
    ("sub_competencies", "name"),
    ("levels", "words"),
)
"""Texts in which words of the organisation may stand in braces."""

_IN_YEARS = (
    ("competencies", ("competency",)),
    ("sub_competencies", ("sub",)),
    ("levels", ("sub", "level")),
)
"""Tables whose rows hold in some years: of each of these, one row a year."""


def faults_of(tables: Mapping[str, Table]) -> list[Fault]:
    """Check the tables of an assessment against one another.

    Parameters
    ----------
    tables : mapping of str to Table
        Checked tables by name, the standing ones among them.

    Returns
    -------
    list of Fault
        Every fault: more than one organisation, words without a meaning, a year with two names for
        one thing, a judgement of what is not assessed in its year, more than ten outcomes a year.
    """
    years = sorted({y for name in _YEARLY if name in tables for y in tables[name].frame["year"]})
    return [
        *_organisation(tables),
        *_unknown_words(tables),
        *_two_at_once(tables, years),
        *_not_asked(tables),
        *_too_many_outcomes(tables),
    ]


_YEARLY = ("judgements", "targets")


def _fault(table: Table, place: int, column: str, found: str, allowed: str, do: str) -> Fault:
    return Fault(table.where, table.rows[place], column, found, allowed, do)


def _organisation(tables: Mapping[str, Table]) -> Iterator[Fault]:
    if "organisation" not in tables:
        return
    table = tables["organisation"]
    if len(table.frame) > 1:
        found = f"{len(table.frame)} organisations"
        yield _fault(table, 1, "kind", found, "one organisation", "Keep one row.")
    kinds = sorted(set(tables["words"].frame["kind"]))
    kind = table.frame["kind"].iloc[0]
    if kind not in kinds:
        near = near_miss(kind, kinds)
        do = f"Did you mean {near!r}?" if near else "Choose one, or add its rows to words."
        yield _fault(table, 0, "kind", f"{kind!r}", "one of: " + ", ".join(kinds), do)


def _unknown_words(tables: Mapping[str, Table]) -> Iterator[Fault]:
    if "organisation" not in tables:
        return
    words = tables["words"].frame
    kind = tables["organisation"].frame["kind"].iloc[0]
    known = set(words.loc[words["kind"] == kind, "word"])
    if not known:
        return  # the kind itself is not known, which is told
    for name, column in _TEXTS:
        for place, text in enumerate(tables[name].frame[column]):
            for word in words_in(text):
                if word not in known:
                    allowed = "a word of the table words: " + ", ".join(sorted(known))
                    do = f"Correct it, or say in words what a {kind} says for it."
                    yield _fault(tables[name], place, column, f"{{{word}}}", allowed, do)


def _two_at_once(tables: Mapping[str, Table], years: list[str]) -> Iterator[Fault]:
    for name, columns in _IN_YEARS:
        table = tables[name]
        told = set()
        for year in years:
            rows = in_force(table.frame, year)
            keys = list(zip(*(rows[column] for column in columns), strict=True))
            twice = {key for key, count in Counter(keys).items() if count > 1}
            for place, key in zip(rows.index, keys, strict=True):
                if key in twice - told:
                    told.add(key)
                    said = " at level ".join(map(str, key))
                    found = f"{said} in two rows that both hold in {year}"
                    do = "Set last_year of the earlier row."
                    yield _fault(table, place, columns[0], found, "one row a year", do)


def _not_asked(tables: Mapping[str, Table]) -> Iterator[Fault]:
    asked: dict[str, set[str]] = {}
    for name in (name for name in _YEARLY if name in tables):
        table = tables[name]
        for place, (year, sub) in enumerate(
            zip(table.frame["year"], table.frame["sub"], strict=True)
        ):
            if year not in asked:
                asked[year] = asked_in(tables, year)
            if sub not in asked[year]:
                allowed = f"a sub-competency that is assessed in {year}"
                do = "Take the row out, or change the years in competencies or sub_competencies."
                yield _fault(table, place, "sub", f"{sub!r} in {year}", allowed, do)


def asked_in(tables: Mapping[str, Table], year: str) -> set[str]:
    """Which sub-competencies are assessed in a year?"""
    held = in_force(tables["competencies"].frame, year)
    assessed = set(held.loc[held["assessed"] == "yes", "competency"])
    subs = in_force(tables["sub_competencies"].frame, year)
    return set(subs.loc[subs["competency"].isin(assessed), "sub"])


def _too_many_outcomes(tables: Mapping[str, Table]) -> Iterator[Fault]:
    if "outcomes" not in tables:
        return
    table = tables["outcomes"]
    counts: Counter[str] = Counter()
    for place, year in enumerate(table.frame["year"]):
        counts[year] += 1
        if counts[year] == MOST_OUTCOMES + 1:
            found = f"more than {MOST_OUTCOMES} outcomes for {year}"
            yield _fault(table, place, "outcome", found, f"at most {MOST_OUTCOMES}", "Keep ten.")
