"""Why is each candidate in or out, and what stands behind its figures? A section for each."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from wcc_prioritise.appraisal import Appraisal
from wcc_prioritise.exports.content import Block, Heading, Paragraph, Section, Table, section
from wcc_prioritise.exports.criteria import OF_A_HUNDRED, named, spread_words
from wcc_prioritise.exports.gates import status_words
from wcc_prioritise.exports.heard import recused_on
from wcc_prioritise.exports.results import Results
from wcc_prioritise.exports.totals import ONE_SCORER, PRIVATE, ROUNDED, one_scorer
from wcc_prioritise.exports.wording import (
    counted,
    evidence_figure,
    given,
    listed,
    missing,
    money,
    months,
    number,
    people,
    percent,
    points,
    quantity,
    sentence,
    short,
)
from wcc_prioritise.portfolio import Portfolio

HALF_A_PAGE = 6
"""With more criteria than that a candidate fills most of a page, and begins one."""

JUDGED_COLUMNS = (
    "Criterion",
    "Pooled score, or measured figure",
    "Spread (standard deviation)",
    "People who scored",
    "Value (0 to 100)",
    "Weight (of 100)",
    "Adds to value (points)",
    "Adds to worth (points a year)",
)


def every_candidate(portfolio: Portfolio) -> Section:
    """Show every candidate with why it is in or out."""
    rows = [
        (
            f"{row['candidate']} {short(row['name'])}",
            "in" if row["chosen"] else "out",
            row["class"],
            points(row["worth"]),
            money(row["gross_3yr"]),
            sentence(row["why"]),
        )
        for row in portfolio.members.to_dict("records")
    ]
    return section(
        "Every candidate: in or out, and why",
        [
            Paragraph(
                "For each candidate the other choice was put to the same limits and rules: what "
                "the set would then be worth, and who would come in or go out with it."
            ),
            Table(
                "Every candidate, those chosen first, with why it is in or out",
                (
                    "Candidate",
                    "In or out",
                    "Class",
                    "Adds (points a year)",
                    "Gross cost, 3 years",
                    "Why",
                ),
                tuple(rows),
                align="lllrrl",
                widths=(4.2, 0.9, 1.6, 1.4, 2.6, 6.3),
            ),
        ],
    )


@dataclass(frozen=True)
class _Grids:
    """The figures of every candidate and criterion, taken once: each is candidate by criterion."""

    appraisal: Appraisal
    scores: pd.DataFrame
    counts: pd.DataFrame
    spread: pd.DataFrame
    contributions: pd.DataFrame
    alone: pd.DataFrame
    weights: pd.Series

    @classmethod
    def of(cls, a: Appraisal) -> _Grids:
        """Take them from an appraisal."""
        return cls(a, a.scores, a.counts, a.spread, a.contributions, one_scorer(a), a.weights)


def candidate_pages(results: Results) -> Section:
    """Make the section of every candidate: its facts, scores, evidence and gates."""
    appraisal, grids = results.appraisal, _Grids.of(results.appraisal)
    why = {}
    if results.portfolio:
        why = results.portfolio.members.set_index("candidate")[["chosen", "why"]].to_dict("index")
    notes = f"{ROUNDED} {PRIVATE if grids.alone.to_numpy().any() else ''}"
    blocks: list[Block] = [
        Paragraph(
            "Every score behind every total. A pooled score is the mean over those who scored, "
            "with its spread and their number; where fewer than three people scored no spread is "
            f"shown, for it would give them away. {notes}"
        )
    ]
    long = len(appraisal.values.columns) > HALF_A_PAGE
    for place, candidate in enumerate(appraisal.case.candidates.to_dict("records")):
        choice = why.get(candidate["candidate"])
        blocks += _page(grids, candidate, choice, new_page=long and place > 0)
    return section("Each candidate in full", blocks)


def _page(grids: _Grids, candidate: dict, choice: dict | None, new_page: bool) -> list[Block]:
    appraisal, code = grids.appraisal, candidate["candidate"]
    return [
        Heading(f"{code} {candidate['name']}", 3, new_page),
        *([Paragraph(candidate["description"])] if not missing(candidate["description"]) else []),
        *([Paragraph(_choice_words(choice))] if choice else []),
        Paragraph(
            f"Class: {appraisal.class_reasons.at[code, 'class']}. "
            f"{sentence(appraisal.class_reasons.at[code, 'why'])}"
        ),
        Paragraph(_facts(candidate)),
        _scores(grids, code),
        Paragraph(_chance_words(appraisal, code), "note"),
        *_evidence(appraisal, code),
        Paragraph(_gates_words(appraisal, code)),
    ]


def _choice_words(choice: dict) -> str:
    return sentence(f"{'In' if choice['chosen'] else 'Out'}: {choice['why']}")


def _facts(c: dict) -> str:
    """Say what the candidate's sponsor put down."""
    return " ".join(
        map(
            sentence,
            (
                f"set-up {money(c['set_up_cost'])}, then {money(c['running_cost'])} a year; the "
                f"sponsor claims to save {money(c['claimed_saving'])} a year at full effect",
                f"first benefit after {months(c['first_benefit'])}, full benefit after "
                f"{months(c['full_benefit'])}",
                f"{people(c['people'])} more people benefit a year, each by {number(c['gain'])} "
                f"of 100 points of full health for {counted(c['duration'], 'year', 'years')}",
                f"work: {number(c['lead_months_a_quarter'])} project lead months a quarter for "
                f"{counted(c['quarters'], 'quarter', 'quarters')}",
                f"provider: {given(c['provider'])}; must agree: "
                f"{listed(c['organisations'], 'nobody')}",
                f"evidence grade: {given(c['grade'])}; received: {given(c['received'])}",
            ),
        )
    )


def _scores(grids: _Grids, code: str) -> Table:
    """Show the figure, value and part in the totals of every criterion, with the sums."""
    appraisal = grids.appraisal
    criteria = appraisal.case.criteria.to_dict("records")
    rows = [_score_row(grids, code, criterion) for criterion in criteria]
    whole = points(grids.weights.sum() * OF_A_HUNDRED)
    sums = (points(appraisal.value[code]), points(appraisal.worth[code]))
    name = short(appraisal.case.names[code])
    return Table(
        f"Scores, values and totals of {code} {name}",
        JUDGED_COLUMNS,
        (*rows, ("Sum", "", "", "", "", whole, *sums)),
        align="lrrrrrrr",
        widths=(3.0, 3.9, 2.0, 1.5, 1.5, 1.5, 1.6, 2.0),
        last_is_sum=True,
    )


def _score_row(grids: _Grids, code: str, criterion: dict) -> tuple[str, ...]:
    key = criterion["criterion"]
    alone = bool(grids.alone.at[code, key])
    return (
        named(criterion),
        *_figure(grids, code, criterion, alone),
        ONE_SCORER if alone else points(grids.appraisal.values.at[code, key]),
        points(grids.weights[key] * OF_A_HUNDRED),
        ONE_SCORER if alone else points(grids.contributions.at[code, key]),
        _worth_part(grids.appraisal, code, criterion, alone),
    )


def _figure(grids: _Grids, code: str, criterion: dict, alone: bool) -> tuple[str, str, str]:
    """Give the figure with its spread and count, or with its low and high where it was measured."""
    key = criterion["criterion"]
    if criterion["kind"] == "measured":
        words = quantity(grids.scores.at[code, key], criterion["unit"])
        return f"{words}{_low_high(grids.appraisal, code, key)}", "measured", "none"
    many = people(grids.counts.at[code, key])
    if alone:
        return ONE_SCORER, spread_words(float("nan")), many
    return points(grids.scores.at[code, key]), spread_words(grids.spread.at[code, key]), many


def _low_high(appraisal: Appraisal, code: str, key: str) -> str:
    measures = appraisal.case.measures
    rows = measures[(measures["candidate"] == code) & (measures["criterion"] == key)]
    if rows.empty or missing(rows["low"].iloc[0]) or missing(rows["high"].iloc[0]):
        return ""
    low, high = (number(rows[end].iloc[0]) for end in ("low", "high"))
    return f" (low {low}, high {high})"


def _worth_part(appraisal: Appraisal, code: str, criterion: dict, alone: bool) -> str:
    key = criterion["criterion"]
    if key not in appraisal.worth_parts.columns:
        return "in the chance" if criterion["use"] == "chance" else "not added"
    return ONE_SCORER if alone else points(appraisal.worth_parts.at[code, key])


def _chance_words(appraisal: Appraisal, code: str) -> str:
    recused = recused_on(appraisal.case, code)
    words = (
        f"Chance of success {percent(appraisal.chance[code])}, already in what is added to worth."
    )
    if recused:
        words += f" {counted(recused, 'person', 'people')} did not score it because of an interest."
    return words


def _evidence(appraisal: Appraisal, code: str) -> list[Block]:
    cards = appraisal.case.evidence
    cards = cards[cards["candidate"] == code]
    if cards.empty:
        return [Paragraph("There is no evidence card.")]
    name = short(appraisal.case.names[code])
    return [
        Table(
            f"Evidence on {code} {name}",
            ("What is known", "Figure", "Bears on", "Source", "Date", "Grade", "Kind"),
            tuple(map(_card, cards.to_dict("records"))),
            align="lrlllll",
            widths=(5.0, 2.4, 1.5, 3.7, 1.4, 1.4, 2.0),
        )
    ]


def _card(card: dict) -> tuple[str, ...]:
    figure = "none" if missing(card["value"]) else evidence_figure(card["value"], card["unit"])
    return (
        card["statement"],
        figure,
        given(card["criterion"], "in general"),
        card["source"],
        given(card["date"], "no date"),
        given(card["grade"], "no grade"),
        given(card["kind"], "no kind"),
    )


def _gates_words(appraisal: Appraisal, code: str) -> str:
    gates = appraisal.case.gates
    rows = gates[gates["candidate"] == code]
    if rows.empty:
        return "Gates: none is recorded."
    said = (f"{r['gate']} {status_words(r['status'])}" for r in rows.to_dict("records"))
    return f"Gates: {'; '.join(said)}."
