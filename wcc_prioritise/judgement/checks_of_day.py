"""Was everybody there, and is the list whole? Checks of attendance, candidates and zeros."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from wcc_prioritise.judgement.finding import Check, Seen
from wcc_prioritise.judgement.room import Room, listed
from wcc_prioritise.judgement.rounds import coverage
from wcc_prioritise.judgement.signs import reasons_by_group

REASONS_NEEDED = 10
"""Fewer reasons than this say nothing about who dominates."""

UPPER_HALF = 0.5
"""Weak evidence matters where the room puts the candidate in this part of the list."""

_MERGED = re.compile(r"\b(merg|packag|bundl|combin|split|joined)", re.IGNORECASE)
_WITHDRAWN = re.compile(r"(?P<code>.+?) \(withdrawn\)(: )?(?P<why>.*)", re.DOTALL)
"""How a workshop file keeps the code of a candidate that it no longer holds."""


def _one_voice(room: Room) -> Seen:
    """Find a voice group whose reasons fill the record."""
    table = reasons_by_group(room.case)
    if table["reasons"].sum() < REASONS_NEEDED:
        return
    for row in table[table["dominant"]].itertuples():
        yield (
            row.Index,
            f"{row.share:.0%} of the reasons written beside scores come from {row.Index}, which is "
            f"{row.of_people:.0%} of the panel.",
        )


def _who_was_there(room: Room) -> Seen:
    """Find voice groups that were not whole, or that gave no score on a criterion."""
    if not room.scored:
        return
    covered = coverage(room.case).sort_index()
    for row in covered[(covered["left"] > 0) | (covered["silent"].str.len() > 0)].itertuples():
        yield row.Index, row.words[:1].upper() + row.words[1:]


def _late(room: Room) -> Seen:
    closing = room.case.charter.closing_date
    received = room.candidates["received"].dropna()
    for code, day in received.items() if closing else ():
        if day > closing:
            yield (
                code,
                f"{code} ({room.candidates.at[code, 'name']}) came on {day:%d %B %Y}, after the "
                f"closing date {closing:%d %B %Y}.",
            )


def _withdrawals(room: Room) -> Iterator[tuple[str, str, int, bool]]:
    """Give each withdrawn candidate, why it was, its scores, and whether scoring had begun."""
    told = set()
    begun = False
    for act in room.case.acts.itertuples():
        begun = begun or act.act == "reveal"
        if act.act != "candidate withdrawn":
            continue
        code, why = act.candidate, act.text if isinstance(act.text, str) else ""
        if not isinstance(code, str):
            kept = _WITHDRAWN.fullmatch(why)
            code, why = (kept["code"], kept["why"]) if kept else ("a candidate", why)
        if code not in told:
            told.add(code)
            scored = int(room.answers.get(code, pd.DataFrame()).count().sum())
            yield code, why, scored, begun or scored > 0


def _withdrawn(room: Room) -> Seen:
    for code, why, scored, _ in _withdrawals(room):
        given = f"; {scored} scores were given" if scored else ""
        yield code, f"{code} was withdrawn{f' ({why})' if why else ''}{given}."


def _merged(room: Room) -> Seen:
    """Find candidates that were merged or cut up once scoring had begun."""
    for code, why, _, begun in _withdrawals(room):
        if begun and _MERGED.search(why):
            yield code, f"{code} was withdrawn after scoring had begun: {why.rstrip('.')}."


def _departures(room: Room) -> Seen:
    for row in room.case.departures.itertuples():
        body = row.body if isinstance(row.body, str) else "The decision"
        how = {"taken in": "takes {} in", "left out": "leaves {} out"}.get(
            row.departs, "changes the class of {}"
        )
        yield (
            row.candidate,
            f"{body[:1].upper()}{body[1:]} {how.format(row.candidate)}, other than computed: "
            f"{row.because.rstrip('.')}.",
        )


def _where_zero_is(room: Room) -> Seen:
    """Find outcomes whose zero was not said, or is not doing nothing."""
    outcomes = room.criteria[room.criteria["counts"] != "condition"]
    for row in outcomes.itertuples():
        code = row.criterion
        if pd.isna(row.nothing) or pd.isna(row.nothing_words):
            yield code, f"Nobody has said in words where doing nothing stands on {room.name(code)}."
        elif row.counts == "total" and row.worst != 0:
            yield (
                code,
                f"{room.name(code)} is added up as a total, but its worst is {row.worst:,.0f}, not "
                "nought.",
            )
        elif code in room.values:
            below = list(room.values.index[room.values[code] < row.nothing])
            if below:
                yield (
                    code,
                    f"On {room.name(code)} the room puts {listed(below)} below doing nothing "
                    f"({row.nothing:.0f}).",
                )


def _one_horizon(room: Room) -> Seen:
    """Find a long list that holds only early, or only late, benefit."""
    charter, months = room.case.charter, room.candidates["full_benefit"].astype(float)
    if len(months) and not (months <= charter.quick_full_months).any():
        yield (
            "the list",
            f"No candidate brings its full benefit within {charter.quick_full_months:.0f} months.",
        )
    if len(months) and not (months >= charter.long_full_months).any():
        yield (
            "the list",
            f"No candidate brings its full benefit at {charter.long_full_months:.0f} months or "
            "later.",
        )


def _only_new_money(room: Room) -> Seen:
    if len(room.candidates) and not (room.candidates["kind"] == "release").any():
        yield "the list", "Nothing on this list stops or shrinks anything."


def _opinion_only(room: Room) -> Seen:
    """Find candidates that stand high on judgement with opinion as their evidence."""
    weights, judged = room.pooled_weights, room.judged
    if weights is None or not judged or not weights[judged].sum() > 0:
        return
    total = (room.values[judged] * weights[judged]).sum(axis="columns", skipna=False).dropna()
    place = total.rank(ascending=False, method="min")
    grades = room.candidates["grade"]
    for code in total.index[place <= UPPER_HALF * len(total)]:
        if grades[code] == "D" or pd.isna(grades[code]):
            graded = "has no evidence grade" if pd.isna(grades[code]) else "rests on opinion (D)"
            yield (
                code,
                f"{code} ({room.candidates.at[code, 'name']}) stands {place[code]:.0f} of "
                f"{len(total)} on what the room judged, and {graded}.",
            )


CHECKS = (
    Check(
        "one group's reasons",
        _one_voice,
        "The reasons in the record are mostly one group's, whoever else was heard.",
        "Go round the room and ask the quieter ones for a reason each.",
        console=True,
    ),
    Check(
        "who was there",
        _who_was_there,
        "A voice that left is missing from what was scored afterwards.",
        "Keep the scores it gave, send a sheet for the rest, and report who scored what.",
    ),
    Check(
        "late candidate",
        _late,
        "A late candidate is judged by people who have already seen the others.",
        "Keep to the rule of the charter. Anchors are fixed, so score the late one only.",
    ),
    Check(
        "withdrawn candidate",
        _withdrawn,
        "What was withdrawn still shows how the others were judged.",
        "Keep it in the record as withdrawn. Anchors are fixed, so the others stand as they were.",
    ),
    Check(
        "merged after scoring",
        _merged,
        "Merging after scores is a change of scope, and can be a way to gain a place.",
        "Ask the chair for the reason, and keep both versions in the record.",
    ),
    Check(
        "departure",
        _departures,
        "The panel decides and the computed set advises: to depart from it is normal.",
        "Keep the computed set beside the decision, and print the reason with it.",
    ),
    Check(
        "where nought is",
        _where_zero_is,
        "Benefit for the money depends on where nought is.",
        "Say in words what doing nothing would get, and show the list with that moved a little.",
    ),
    Check(
        "one horizon",
        _one_horizon,
        "A list of one kind cannot become a balanced set.",
        "Ask for candidates of the other kind before the scoring begins.",
    ),
    Check(
        "only new money",
        _only_new_money,
        "Growth that nothing pays for lasts as long as the money does.",
        "Ask each service what it would stop or shrink if it had to.",
    ),
    Check(
        "opinion only",
        _opinion_only,
        "This place on the list rests on opinion.",
        "Ask for evidence before the list is decided, or say on the list how little is known.",
    ),
)
"""Checks of the day and of the list, in the order they are made."""
