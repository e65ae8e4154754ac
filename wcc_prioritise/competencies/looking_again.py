"""What must be looked at again before the next round? In words, with what each is about."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal.classes import class_facts, classify
from wcc_prioritise.case import Case
from wcc_prioritise.competencies.carrying import DATES
from wcc_prioritise.competencies.last_year import realised
from wcc_prioritise.evidence.periods import months_covered, period_key
from wcc_prioritise.judgement import memberships
from wcc_prioritise.programme import Review
from wcc_prioritise.programme.calendar import month_after
from wcc_prioritise.programme.chosen import blank, day_words, figure, joined
from wcc_prioritise.schema import TABLES
from wcc_prioritise.workshop import Workshop

COLUMNS = ["kind", "item", "words"]

FACT_YEARS, STUDY_YEARS = 3, 10
"""A local figure, and a study, that is older than so many years is looked at again (our choice)."""

GATE_DAYS = 365
"""A gate that was passed longer ago than this is passed again (our choice)."""

FEWEST = 3
"""A voice group of fewer people is never shown apart."""

THRESHOLDS = (
    *("reference_people", "quick_first_months", "quick_full_months", "quick_set_up"),
    *("quick_organisations", "quick_gain_per_million", "long_full_months", "long_gain"),
    *("long_horizon", "discount_rate", "slip"),
)
"""Figures of the charter on which classes and worth hang."""

HIDDEN = "answers not revealed"
"""How the record lists answers that nobody has seen."""

Item = tuple[str, str, str]


@dataclass(frozen=True, eq=False)
class Turn:
    """The turn of the year.

    Attributes
    ----------
    workshop : Workshop
        Last year's record, open.
    case : Case
        What it comes to, as the room may see it.
    chosen : tuple of str
        Codes of the candidates that were chosen.
    day : date
        The day on which the next round is opened.
    gone : tuple of str
        Tokens of people who are no longer on the panel.
    found : Review or None
        What the chosen have brought so far, where it was measured.
    """

    workshop: Workshop
    case: Case
    chosen: tuple[str, ...]
    day: datetime.date
    gone: tuple[str, ...] = ()
    found: Review | None = None

    @cached_property
    def rows(self) -> pd.DataFrame:
        """Candidates that are carried over, by code."""
        rows = self.case.candidates.set_index("candidate")
        return rows[~rows.index.isin(self.chosen)]

    @cached_property
    def chosen_rows(self) -> pd.DataFrame:
        """Candidates that were chosen, by code."""
        return self.case.candidates.set_index("candidate").loc[list(self.chosen)]

    @cached_property
    def owed(self) -> pd.DataFrame:
        """What is still owed to somebody, as the record lists it."""
        return self.workshop.open_items()

    def carried(self, table: str) -> pd.DataFrame:
        """Give the rows of a table that are of carried candidates."""
        rows = getattr(self.case, table)
        return rows[rows["candidate"].isin(self.rows.index)]


def look_again(turn: Turn) -> pd.DataFrame:
    """What must be looked at again before anybody scores?

    Parameters
    ----------
    turn : Turn
        Last year's record, with the day.

    Returns
    -------
    DataFrame
        Columns kind, item (a code, or blank) and words; none of them stops anything.
    """
    asked = [item for look in LOOKS for item in look(turn)]
    return pd.DataFrame(asked, columns=COLUMNS)


def _question(turn: Turn) -> Iterator[Item]:
    charter = turn.case.charter
    yield "the question", "", f"It is last year's: {charter.question}"
    for name in DATES:
        if day := getattr(charter, name):
            words = f"{TABLES['charter'].model_fields[name].description} was {day_words(day)}"
            yield "the question", name, f"{words} and is blank now: agree a new one."


def _set(turn: Turn) -> Iterator[Item]:
    if not turn.chosen:
        words = "No set is on record in last year's file, so every candidate is carried over."
        yield "the set", "", f"{words} Take out what was begun all the same."


def _money(turn: Turn) -> Iterator[Item]:
    limits = turn.case.limits
    if len(limits):
        said = ", ".join(f"{row.resource} {figure(row.most)}" for row in limits.itertuples())
        yield "money", "", f"Limits are last year's: {said}."
    if turn.chosen:
        cost = turn.chosen_rows["running_cost"].sum()
        one = len(turn.chosen) == 1
        many = "The one chosen costs" if one else f"The {len(turn.chosen)} chosen cost"
        yield (
            "money",
            "",
            f"{many} £{figure(cost)} thousand a year to run: is it already taken off this year's "
            "money?",
        )
    for pot in turn.case.pots.itertuples():
        drawn = turn.chosen_rows.loc[turn.chosen_rows["pot"] == pot.pot, "claimed_saving"]
        if len(drawn):
            yield (
                "money",
                pot.pot,
                f"£{figure(drawn.sum())} thousand of it is claimed by {joined(drawn.index)}, "
                f"chosen last year; its size is still given as £{figure(pot.size)} thousand.",
            )


def _rules(turn: Turn) -> Iterator[Item]:
    """Name the rules that the carried candidates alone cannot keep."""
    charter = turn.case.charter
    classes = classify(class_facts(turn.rows.reset_index(), charter), charter)["class"]
    for row in turn.case.rules.itertuples():
        have = int((classes == row.what).sum())
        if row.kind == "at least" and have < row.number:
            yield (
                "rules",
                row.what,
                f"at least {row.number:.0f} are asked for, and {have} are carried over: new ones, "
                "or another rule?",
            )
        elif row.kind in ("must", "never") and row.what in turn.chosen:
            yield "rules", row.what, f"The rule {row.kind} is not carried over: it was chosen."


def _thresholds(turn: Turn) -> Iterator[Item]:
    """Find the thresholds that were changed after the record was begun."""
    opened = turn.workshop.entries(kind="table")["seq"]
    if turn.workshop.entries(kind="charter").empty:
        return
    before, now = turn.workshop.case(int(opened.max())).charter, turn.case.charter
    for name in THRESHOLDS:
        was, is_now = getattr(before, name), getattr(now, name)
        if was != is_now:
            words = f"{name} was {was:g} when last year began and is {is_now:g}: which one holds?"
            yield "thresholds", name, words


def _stale(turn: Turn) -> Iterator[Item]:
    """Find answers that were given before what they rest on changed."""
    marks = turn.workshop.stale()
    marks = marks[~marks["candidate"].isin(turn.chosen)]
    for (kind, criterion, why), rows in marks.groupby(["kind", "criterion", "why"], sort=False):
        about = "evidence" if " on " in why else "anchors"
        many = f"1 {kind}" if len(rows) == 1 else f"{len(rows)} {kind}s"
        yield about, criterion, f"{many} on {criterion} came before a change: {why}."


def _answers(turn: Turn) -> Iterator[Item]:
    people, scores = turn.case.people, turn.carried("scores")
    if len(scores):
        yield (
            "scores",
            "",
            f"{len(scores.drop_duplicates(['person', 'candidate', 'criterion'])):,} answers of "
            f"{scores['person'].nunique()} people on {scores['candidate'].nunique()} candidates "
            "stand on last year's anchors: score again what changed.",
        )
    if len(turn.case.swings):
        said = turn.case.swings["person"].nunique()
        yield "weights", "", f"They are last year's, of {said} of {len(people)} people: ask anew."
    for what in turn.owed.loc[turn.owed["kind"] == HIDDEN, "item"]:
        words = f"Answers on {what} were never revealed, and are not carried over."
        yield "scores", "" if what == "weights" else what, words


def _people(turn: Turn) -> Iterator[Item]:
    people = turn.case.people
    yield "people", "", f"Ask all {len(people)} whether they come again, and when."
    roles = people.set_index("person")["roles"]
    for token in turn.gone:
        yield (
            "people",
            token,
            f"({joined(roles[token])}) is gone: last year's answers still count. Do they stay, and "
            "who speaks for that role now?",
        )
    left = people[~people["person"].isin(turn.gone)]
    if turn.gone and len(turn.case.voice_groups):
        shares = memberships(left, turn.case.voice_groups)
        for group in shares.columns[(shares > 0).sum() < FEWEST]:
            count = int((shares[group] > 0).sum())
            yield "people", group, f"has {count} people left, fewer than {FEWEST}: who could come?"
    if turn.case.charter.privacy == "anonymous":
        yield "people", "", "Nobody knows whose a token is: each must know their own, or all begin."


def _interests(turn: Turn) -> Iterator[Item]:
    stands = turn.case.interests
    stands = stands[(stands["effect"] != "none") & ~stands["candidate"].isin(turn.chosen)]
    for row in stands.itertuples():
        yield "interests", row.person, f"on {row.candidate} ({row.what}): does it still stand?"
    if len(turn.case.interests):
        yield "interests", "", "Everybody declares anew; last year's nil returns are not carried."


def _candidates(turn: Turn) -> Iterator[Item]:
    if len(turn.rows):
        many = f"{len(turn.rows)} candidates" if len(turn.rows) > 1 else "the one candidate"
        yield "facts", "", f"Ask the sponsors of {many}: do costs, people and months still hold?"
    for day, codes in _by(turn.rows["contract_date"], turn.day):
        words = f"contract could change on {day_words(day)}, which is over: what holds now?"
        yield "contracts", codes, words


def _by(days: pd.Series, today: datetime.date) -> Iterator[tuple[datetime.date, str]]:
    """Give each day that is over, with the codes of the rows that have it."""
    over = days[np.array([not blank(day) and day <= today for day in days], dtype=bool)]
    for day in sorted(set(over)):
        yield day, ", ".join(over.index[over == day])


def _evidence(turn: Turn) -> Iterator[Item]:
    rows = turn.carried("evidence")
    years = pd.Series([_year_of(text) for text in rows["date"]], rows.index, dtype=object)
    bare = years.isna()
    if bare.any():
        codes = ", ".join(dict.fromkeys(rows.loc[bare, "candidate"]))
        yield "evidence", codes, f"{int(bare.sum())} statements have no date: how old are they?"
    pairs = zip(years, rows["kind"], strict=True)
    is_old = [not blank(year) and _is_old(year, kind, turn.day) for year, kind in pairs]
    old = rows[np.array(is_old, dtype=bool)]
    for code, mine in old.groupby("candidate", sort=False):
        first = min(years[mine.index])
        many = "1 statement is" if len(mine) == 1 else f"{len(mine)} statements are"
        yield "evidence", code, f"{many} old (the oldest of {first}): is there anything newer?"


def _is_old(year: int, kind: object, day: datetime.date) -> bool:
    return day.year - year > (STUDY_YEARS if kind == "study" else FACT_YEARS)


def _year_of(text: object) -> int | None:
    """Give the last year that a date or period names."""
    if blank(text):
        return None
    if months := months_covered(str(text)):
        return (months[1] - 1) // 12
    years = re.findall(r"(?:19|20)\d\d", str(text))
    return int(years[-1]) if years else None


def _indicators(turn: Turn) -> Iterator[Item]:
    periods = turn.case.indicators["period"]
    if len(periods):
        last = max(periods, key=period_key)
        yield "indicators", "", f"The last period is {last}: has a later one been published?"


def _gates(turn: Turn) -> Iterator[Item]:
    for row in turn.carried("gates").to_dict("records"):
        if words := _gate_words(row, turn.day):
            yield "gates", row["candidate"], words


def _gate_words(row: dict, today: datetime.date) -> str:
    """Say what is to be done about a gate; nothing where it was passed within the year."""
    status, day, gate = row["status"], row["date"], f"the {row['gate']} gate"
    if blank(status):
        return f"{gate} is empty; an empty gate is never passed."
    if status in ("open", "failed"):
        since = "" if blank(day) else f" since {day_words(day)}"
        return f"{gate} is {status}{since}."
    if status == "passed" and not blank(day) and (today - day).days > GATE_DAYS:
        return f"{gate} was passed on {day_words(day)}, over a year ago: pass it again."
    return ""


def _contracts(turn: Turn) -> Iterator[Item]:
    services = turn.case.services.set_index("service")
    ends = services["contract_end"]
    for day, codes in _by(ends, turn.day):
        yield "contracts", codes, f"contract ended on {day_words(day)}: what is bought now?"
    notice = pd.Series(
        [
            None if blank(end) or blank(months) or end <= turn.day else month_after(end, -months)
            for end, months in zip(ends, services["notice_months"], strict=True)
        ],
        index=services.index,
        dtype=object,
    )
    for day, codes in _by(notice, turn.day):
        yield "contracts", codes, f"notice was due by {day:%B %Y}: does it run on as it is?"


def _links(turn: Turn) -> Iterator[Item]:
    """Name what a carried candidate needed, excluded or helped of the chosen, and the other way."""
    for row in turn.case.links.itertuples():
        pair = (row.candidate in turn.chosen, row.other in turn.chosen)
        if pair == (False, True):
            words = f"{row.link} {row.other}, which was chosen last year: does that still matter?"
            yield "links", row.candidate, words
        elif pair == (True, False):
            verb = {"needs": "is needed by", "excludes": "is excluded by", "helps": "is helped by"}
            yield "links", row.other, f"{verb[row.link]} {row.candidate}, chosen last year."


def _savings(turn: Turn) -> Iterator[Item]:
    table = realised(turn.found)
    if not table["count"].any():
        yield (
            "savings",
            "",
            "No saving was measured, so nothing is known of what claims came to: the shares that "
            f"are assumed stay ({_assumed(table)}).",
        )
        return
    for row in table.itertuples():
        came = f"{row.rate:.0%} of what was claimed came" if row.count else "nothing was measured"
        words = f"Grade {row.grade}: {came}, {row.assumed:.0%} was assumed; {row.words}."
        yield "savings", row.grade, words


def _assumed(table: pd.DataFrame) -> str:
    return ", ".join(f"grade {row.grade} {row.assumed:.0%}" for row in table.itertuples())


def _owed(turn: Turn) -> Iterator[Item]:
    for kind, rows in turn.owed[turn.owed["kind"] != HIDDEN].groupby("kind", sort=False):
        late = int(rows["late"].sum())
        late_words = f", {late} of them late" if late else ""
        yield "still open", "", f"{kind}: {joined(rows['item'])}{late_words}."


LOOKS = (
    *(_question, _set, _money, _rules, _thresholds, _stale, _answers, _people, _interests),
    *(_candidates, _evidence, _indicators, _gates, _contracts, _links, _savings, _owed),
)
"""What is looked at, in this order."""
