"""How can a result be challenged? Everything behind it, so that an outsider can make it again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from wcc_prioritise.challenge.answering import GROUND_WORDS
from wcc_prioritise.exports import appeals_scores
from wcc_prioritise.exports.appeals_worked import HOW, changes, worked_sections
from wcc_prioritise.exports.challenging import where_and_when
from wcc_prioritise.exports.content import Listing, Paper, Paragraph, Section, Table
from wcc_prioritise.exports.content import section as part
from wcc_prioritise.exports.criteria import (
    chances_section,
    classes_section,
    criteria_section,
    weights_section,
)
from wcc_prioritise.exports.of_record import OfRecord
from wcc_prioritise.exports.packed import bullets, csv_file, text_file
from wcc_prioritise.exports.page import page_file
from wcc_prioritise.exports.record_papers import paper_of
from wcc_prioritise.exports.results import gather
from wcc_prioritise.exports.rules import charter_section, rules_section
from wcc_prioritise.exports.totals import ONE_SCORER, one_scorer, totals_sections
from wcc_prioritise.exports.unnamed import SAID, unnamed
from wcc_prioritise.exports.wording import given
from wcc_prioritise.exports.zipped import zipped
from wcc_prioritise.ranking.why import LIFT_COLUMNS, lifts

NAME, PAGE = "appeals-pack.zip", "appeals-pack.html"

FILES = {
    PAGE: "rules, criteria, totals, each result worked out, how to challenge, on one page",
    "scores.csv": "every score of every round, with its reason",
    "points-for-weights.csv": "the points that each person gave to each step, with the reason",
    "weights.csv": "the weights, pooled by person and by voice group, with spread and count",
    "pooled-scores.csv": "what the scores come to, with spread and count",
    "values-and-worth.csv": "figure, value and part of the worth on each criterion, and the totals",
    "what-would-have-changed.csv": "from which worth each candidate is in the set, and what would "
    "have changed its place",
    "lifts.csv": "which single change would have lifted each candidate level with the next above",
    "evidence.csv": "the register of evidence",
    "minority-report.csv": "views that differ from the outcome, as those they speak for accepted "
    "them",
    "departures.csv": "where the decision departs from the computed set, and why",
    "challenges.csv": "challenges so far, with their answers",
}
"""Files of the pack, with what each answers."""

MINORITY = ("group", "candidate", "part", "text")
DEPARTURES = ("candidate", "departs", "because", "body", "date")
CHALLENGES = ("challenge", "ground", "source", "candidate", "criterion", "what", "received")
ANSWERS = ("answered_by", "outcome", "because", "materiality", "remedy", "date")
EVIDENCE = ("candidate", "criterion", "statement", "value", "unit", "source", "date", "grade",
            "kind")  # fmt: skip


def make(told: OfRecord) -> dict[str, bytes]:
    """Make the appeals pack.

    Parameters
    ----------
    told : OfRecord
        Everything the record comes to.

    Returns
    -------
    dict of str to bytes
        `appeals-pack.zip`. Equal records give equal bytes.
    """
    changed = changes(told)
    contents = (
        page_file(_page(told, changed)),
        csv_file(appeals_scores.SCORE_COLUMNS, appeals_scores.score_rows(told)),
        csv_file(appeals_scores.WEIGHT_COLUMNS, appeals_scores.weight_rows(told)),
        _weights(told),
        _pooled(told),
        _totals(told),
        _changes(told, changed),
        csv_file(("candidate", *LIFT_COLUMNS), _lifts(told)),
        csv_file(EVIDENCE, _rows(told, told.case.evidence, EVIDENCE)),
        csv_file(MINORITY, _rows(told, told.minority.published, MINORITY)),
        csv_file(DEPARTURES, _rows(told, told.case.departures, DEPARTURES)),
        csv_file((*CHALLENGES, *ANSWERS), _challenges(told)),
    )
    files = dict(zip(FILES, contents, strict=True))
    return {NAME: zipped({"read-me.txt": _read_me(told), **files})}


def _read_me(told: OfRecord) -> bytes:
    charter = told.case.charter
    return text_file(
        "Appeals pack",
        charter.notice or "",
        f"{charter.organisation}: {charter.question}",
        bullets(f"{name}: {words}" for name, words in FILES.items()),
        f"{appeals_scores.WHO[charter.privacy]} {SAID}",
        f"Entries in the record: {told.head.entries:,}\nSeal of the last: {told.head.seal}\n"
        f"Fingerprint of the case: {told.case.fingerprint}",
        say=unnamed(told),
    )


# ---- the page -----------------------------------------------------------------------------------


def _page(told: OfRecord, changed: Mapping[str, tuple[str, ...]]) -> Paper:
    a, case = told.appraisal, told.case
    results = gather((told.ranking, told.portfolio))
    sections = [
        _opening(told),
        _how_to_challenge(told),
        _outcome(told),
        rules_section(case, told.portfolio),
        *(of(a) for of in (criteria_section, weights_section, chances_section, classes_section)),
        *totals_sections(results),
        part("Each result, worked out so that it can be made again by hand", [Paragraph(HOW)]),
        *worked_sections(told, changed),
        _minority(told),
        charter_section(case),
    ]
    return paper_of(told, f"Appeals pack: {case.charter.question}", sections)


def _opening(told: OfRecord) -> Section:
    head = told.head
    return part(
        "What this is",
        [
            Paragraph(told.portfolio.summary(), "lead"),
            Paragraph(
                "Everything the result was made from and how, written from the record alone."
            ),
            Paragraph(f"{appeals_scores.WHO[told.case.charter.privacy]} {SAID}"),
            Paragraph(
                f"The record has {head.entries:,} entries; the seal of the last is {head.seal}.",
                "note",
            ),
            Listing(tuple(f"{name}: {words}" for name, words in FILES.items() if name != PAGE)),
        ],
    )


def _how_to_challenge(told: OfRecord) -> Section:
    say, case = unnamed(told), told.case
    decided = [
        f"{row.decision}: {row.body} decided on {given(row.date)}; it is looked at again on "
        f"{given(row.review, 'no date on record')}"
        for row in case.decisions.itertuples()
    ]
    return part(
        "How to challenge",
        [
            Paragraph("A challenge says on which ground, to what, and with which evidence:"),
            Listing(tuple(f"{ground}: {words}" for ground, words in GROUND_WORDS.items())),
            Paragraph(
                "It is looked at by somebody who was not on the panel, the calculation is run "
                "again with the change, and the reply gives the outcome with its reasons."
            ),
            Paragraph(f"Who decides: {say(given(case.charter.who_decides))}."),
            Listing(tuple(map(say, decided)) or ("No decision is on record yet.",)),
            Paragraph(
                f"{where_and_when(case)} A challenge does not take away any right to complain or "
                "to go to law."
            ),
            _table(told, "Challenges so far, with their answers", (*CHALLENGES, *ANSWERS),
                   _challenges(told)),
        ],
    )  # fmt: skip


def _outcome(told: OfRecord) -> Section:
    sponsors = told.case.candidates.set_index("candidate")["sponsor"]
    rows = [
        (f"{row.candidate} {row.name}", given(sponsors[row.candidate]), row._2,
         "in the set" if row.chosen else "not in the set", row.why)
        for row in told.portfolio.members[["candidate", "name", "class", "chosen", "why"]]
        .itertuples(index=False)
    ]  # fmt: skip
    return part(
        "The outcome",
        [
            _table(told, "Who is in the set, and what the other choice would cost",
                   ("Candidate", "Put forward by", "Class", "Place", "Why"), rows),
            _table(told, "Where the decision departs from the computed set, and why", DEPARTURES,
                   _rows(told, told.case.departures, DEPARTURES))
            or Paragraph("The decision doesn't depart from the computed set."),
        ],
    )  # fmt: skip


def _minority(told: OfRecord) -> Section:
    rows = _rows(told, told.minority.published, MINORITY)
    lines = _table(told, "Lines that those they speak for accepted", MINORITY, rows)
    none = Paragraph("No line of a minority was accepted by those it speaks for.")
    return part("Minority report", [lines or none])


def _table(told: OfRecord, caption: str, columns, rows) -> Table | None:
    say = unnamed(told)
    cells = tuple(tuple(map(say, row)) for row in rows)
    heads = tuple(name.replace("_", " ") for name in columns)
    return Table(caption, heads, cells) if cells else None


# ---- the tables ---------------------------------------------------------------------------------


def _rows(told: OfRecord, frame: pd.DataFrame, columns: tuple[str, ...]) -> Iterator[tuple]:
    """Give rows of a table without names in their texts."""
    say = unnamed(told)
    for row in frame[list(columns)].itertuples(index=False, name=None):
        yield tuple(say(cell) if isinstance(cell, str) else cell for cell in row)


def _challenges(told: OfRecord) -> list[tuple]:
    answers = told.case.answers.set_index("challenge")[list(ANSWERS)]
    both = told.case.challenges.join(answers.add_prefix("answer "), on="challenge")
    columns = (*CHALLENGES, *(f"answer {name}" for name in ANSWERS))
    return list(_rows(told, both, columns))


def _weights(told: OfRecord) -> bytes:
    table, used = told.appraisal.weights_by, told.appraisal.weights
    columns = ["person", "group", "count", "spread"]
    rows = ((code, used[code], *table.loc[code, columns]) for code in table.index)
    heads = ("criterion", "in force", "pooled by person", "pooled by voice group", "people",
             "spread over people")  # fmt: skip
    return csv_file(heads, rows)


def _pooled(told: OfRecord) -> bytes:
    pooled, alone = told.appraisal.pooled, one_scorer(told.appraisal)
    rows = (
        (*cell, ONE_SCORER, ONE_SCORER, 1, None)
        if alone.at[cell]
        else (*cell, pooled.person[cell], pooled.group[cell], pooled.count[cell],
              pooled.spread[cell])
        for cell in pooled.count.index
    )  # fmt: skip
    heads = ("candidate", "criterion", "mean over people", "mean over voice groups", "people",
             "spread over people")  # fmt: skip
    return csv_file(heads, rows)


def _totals(told: OfRecord) -> bytes:
    """Give every total beside the scores it is made of."""
    a, alone = told.appraisal, one_scorer(told.appraisal)
    value, worth, parts = a.value, a.worth, a.worth_parts
    codes = list(a.values.columns)

    def line(code: str, frame: pd.DataFrame) -> list[object]:
        return [ONE_SCORER if alone.at[code, c] else frame.at[code, c] for c in frame.columns]

    rows = (
        (code, *line(code, a.figures), *line(code, a.values), value[code], a.chance[code],
         *line(code, parts), worth[code], code in told.portfolio.chosen)
        for code in a.values.index
    )  # fmt: skip
    heads = ("candidate", *(f"figure {c}" for c in codes), *(f"value {c}" for c in codes), "value",
             "chance of success", *(f"{c} adds to worth" for c in parts.columns), "worth",
             "in the set")  # fmt: skip
    return csv_file(heads, rows)


def _changes(told: OfRecord, changed: Mapping[str, tuple[str, ...]]) -> bytes:
    found = told.thresholds.set_index("candidate")
    rows = (
        (code, row["chosen"], row["words"], " ".join(changed[code]))
        for code, row in found.iterrows()
    )
    heads = ("candidate", "in the set", "rule", "what would have changed its place")
    return csv_file(heads, rows, unnamed(told))


def _lifts(told: OfRecord) -> Iterator[tuple]:
    alone = one_scorer(told.appraisal)
    for code in told.ranking.table["candidate"]:
        for row in lifts(told.ranking, code).itertuples(index=False):
            if alone.at[code, row.criterion]:
                yield (code, row.criterion, *(ONE_SCORER,) * (len(LIFT_COLUMNS) - 1))
            else:
                yield (code, *row)
