"""Do the scores mean what they seem to? Checks of rounds, spread, habits and blanks."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.judgement.camps import camps
from wcc_prioritise.judgement.disclosure import END
from wcc_prioritise.judgement.finding import Check, Seen
from wcc_prioritise.judgement.missing import score_bounds
from wcc_prioritise.judgement.panel import SPREAD_NEEDS
from wcc_prioritise.judgement.room import Room, cells, listed
from wcc_prioritise.judgement.signs import (
    apart_from_the_room,
    closed_up,
    pressed_criteria,
    pressed_scale,
    same_scores,
)

SAME_CELLS = 3
"""So many cells in which everybody gave the same score are worth a question."""

LIFTED, LOWERED = 25.0, 10.0
"""A person who scores one candidate so far above everybody else, and the rest so far below."""

NEAR_MEAN, ANSWERS_NEEDED = 10.0, 4
"""A mean of at least 4 scores that has none within 10 points is nobody's."""

CLEAR_LEAD = 1.0
"""A lead of less than a whole point is no lead."""

FAR_FROM_BEFORE = 20.0
"""A score that differs by more from the same person's earlier one should have a reason."""


def _closed_up(room: Room) -> Seen:
    """Say toward which voice group the second round closed up."""
    closed = closed_up(room.case)
    for group, rows in closed.groupby("toward"):
        where = pd.MultiIndex.from_frame(rows[["candidate", "criterion"]]).sort_values()
        yield (
            group,
            f"After discussion, views closed up toward those of {group} on {len(where)} "
            f"{'cell' if len(where) == 1 else 'cells'}: {cells(where)}.",
        )


def _nobody_differed(room: Room) -> Seen:
    same = same_scores(room.case)
    where = pd.MultiIndex.from_frame(same[["candidate", "criterion"]]).sort_values()
    if len(where) >= SAME_CELLS:
        yield "the room", f"Everyone gave the same score {len(where)} times: {cells(where)}."


def _one_up_others_down(room: Room) -> Seen:
    """Find people who lift one candidate and lower all the rest."""
    answers = room.answers
    others = (answers.sum() - answers.fillna(0)) / (answers.count() - 1).replace(0, float("nan"))
    apart = (answers - others).T.groupby(level="candidate").mean().T
    for person, row in apart.iterrows():
        row = row.dropna()
        if len(row) < 3:
            continue
        own = row.idxmax()
        rest = row.drop(own).mean()
        if row[own] >= LIFTED and rest <= -LOWERED:
            yield (
                person,
                f"{person} scores {own} {row[own]:.0f} points above everybody else and the other "
                f"candidates {-rest:.0f} below{_declared(room, person, own)}.",
            )


def _declared(room: Room, person: str, candidate: str) -> str:
    held = room.case.interests
    held = held[(held["person"] == person) & (held["candidate"] == candidate)]
    said = [what for what in held["what"] if what.casefold() != "nil"]
    return f"; declared on {candidate}: {said[0]}" if said else ""


def _narrow(room: Room) -> Seen:
    """Find people, and criteria, whose scores use little of the scale."""
    if not room.scored:
        return
    pressed = pressed_scale(room.case).sort_index()
    for row in pressed[pressed["pressed"]].itertuples():
        given = room.answers.loc[row.Index]
        yield (
            row.Index,
            f"{row.Index}'s {row.scored} scores sit between {given.min():.0f} and "
            f"{given.max():.0f}, in {row.values} different numbers.",
        )
    criteria = pressed_criteria(room.case)
    for code, middle in criteria.loc[criteria["pressed"], "middle"].items():
        yield (
            code,
            f"On {room.name(code)} the middle half of the panel lies within {middle:.0f} points of "
            "one another, on most candidates.",
        )


def _harsh_or_lenient(room: Room) -> Seen:
    apart = apart_from_the_room(room.case).sort_index()
    for person, points in apart.loc[apart["apart"], "mean"].items():
        side = "below" if points < 0 else "above"
        yield (
            person,
            f"{person}'s scores lie {abs(points):.0f} points {side} the room's on the same cells.",
        )


def _blanks(room: Room) -> Seen:
    """Count the scores that are still to come, by criterion, and say what they could change."""
    if not room.scored:
        return
    bounds = score_bounds(room.case).sort_index()
    bounds["scored"] = room.answers.count().reindex(bounds.index)
    for code, rows in bounds[bounds["missing"] > 0].groupby(level="criterion"):
        rows = rows.droplevel("criterion")
        worst = rows.loc[rows["missing"].idxmax()]
        most = "most on" if rows["missing"].nunique() > 1 else "for example on"
        yield (
            code,
            f"Blank scores on {room.name(code)}: {rows['missing'].sum():.0f}; {most} {worst.name} "
            f"({worst['missing']:.0f}{_could_be(worst)}).",
        )


def _could_be(cell: pd.Series) -> str:
    """Say what the blanks could change, unless that would tell what one person said."""
    if cell["scored"] < SPREAD_NEEDS or not END <= cell["left_out"] <= 100 - END:
        return ""
    return (
        f": left out {cell['left_out']:.0f}, read as nought {cell['zero_filled']:.0f}, could be "
        f"{cell['low']:.0f} to {cell['high']:.0f}"
    )


def _without_reason(room: Room) -> Seen:
    """Find scores that went far from the same person's earlier ones without a reason."""
    scores = room.case.scores.dropna(subset=["score"]).sort_values("round", kind="stable")
    before = scores.groupby(["person", "candidate", "criterion"])["score"].shift()
    far = (scores["score"] - before).abs() > FAR_FROM_BEFORE
    bare = scores[far & scores["reason"].isna()]
    if len(bare):
        where = pd.MultiIndex.from_frame(bare[["candidate", "criterion"]]).unique().sort_values()
        yield (
            "the room",
            f"In a later round {len(bare)} {'score' if len(bare) == 1 else 'scores'} moved by more "
            f"than {FAR_FROM_BEFORE:.0f} points with no reason: {cells(where)}.",
        )


def _two_camps(room: Room) -> Seen:
    found = camps(room.answers)
    if found.stand_apart:
        one, other = (listed(list(side), 8) for side in found.sides)
        where = pd.MultiIndex.from_frame(found.cells[["candidate", "criterion"]].head(3))
        yield "the room", f"{one} stand apart from {other}, most of all on {cells(where)}."


def _average_of_nobody(room: Room) -> Seen:
    """Find means that nobody's score is near, by criterion."""
    mean, count = room.answers.mean(), room.answers.count()
    near = ((room.answers - mean).abs() <= NEAR_MEAN).any()
    bare = mean[(count >= ANSWERS_NEEDED) & ~near]
    for code, found in bare.groupby(level="criterion"):
        found = found.droplevel("criterion")
        candidate, average = found.index[0], found.iloc[0]
        more = f" The same of {listed(list(found.index[1:]))}." if len(found) > 1 else ""
        yield (
            code,
            f"On {room.name(code)}, {candidate} has an average of {average:.0f}, but nobody gave a "
            f"score near {average:.0f}.{more}",
        )


def _people_or_groups(room: Room) -> Seen:
    """Find what comes first by people and second by voice groups, or the other way round."""
    if room.weights_by is not None:
        by = room.weights_by[["person", "group"]] * 100
        yield from _two_leaders("the weights", by["person"], by["group"], "most weight")
    person, group = room.pooled.person.dropna(), room.pooled.group.dropna()
    for code in sorted(set(person.index.get_level_values("criterion"))):
        first, second = (by.xs(code, level="criterion") for by in (person, group))
        yield from _two_leaders(code, first, second, f"most on {room.name(code)}")


def _two_leaders(about: str, person: pd.Series, group: pd.Series, what: str) -> Seen:
    a, b = person.idxmax(), group.idxmax()
    if person[a] - person[b] >= CLEAR_LEAD and group[b] - group[a] >= CLEAR_LEAD:
        yield (
            about,
            f"{a} has {what} when every person counts the same ({person[a]:.0f}, {b} "
            f"{person[b]:.0f}), {b} when every voice group does ({group[b]:.0f}, {a} "
            f"{group[a]:.0f}).",
        )


CHECKS = (
    Check(
        "closed up",
        _closed_up,
        "A room that follows the first or the senior voice loses what the others knew.",
        "Show the first round beside the second and ask which reason moved people.",
        console=True,
    ),
    Check(
        "two camps",
        _two_camps,
        "Who speaks for the room may speak for one camp, and the mean for nobody.",
        "Let both sides be heard, the smaller one first, and mix them at the tables.",
        console=True,
    ),
    Check(
        "changed without a reason",
        _without_reason,
        "To change one's mind is what the discussion is for; without the reason nobody can follow.",
        "Ask for the reason in a few words. Both rounds stay in the record.",
        console=True,
    ),
    Check(
        "nobody differed",
        _nobody_differed,
        "Agreement that nobody tested is not yet agreement.",
        "Ask whether these were scored apart, and what would make each of them wrong.",
        console=True,
    ),
    Check(
        "one up, all others down",
        _one_up_others_down,
        "One person's scores may be moving the list on their own.",
        "Look at declared interests and at the list without this person. Never delete a score.",
        console=True,
    ),
    Check(
        "narrow scores",
        _narrow,
        "Scores that use little of the scale leave the choice to whoever uses all of it.",
        "Read the anchors again: score the best and the worst candidate first, by the words.",
    ),
    Check(
        "harsh or lenient",
        _harsh_or_lenient,
        "Where this person did not score a candidate, its mean is not like the others'.",
        "Show the list with and without this habit taken out, as a test and not as the answer.",
        console=True,
    ),
    Check(
        "blank scores",
        _blanks,
        "A blank is not nought: it is unknown.",
        "Ask for the score or for a “don't know”, and show the range until then.",
    ),
    Check(
        "average of nobody",
        _average_of_nobody,
        "A mean can hide two camps.",
        "Show the dots beside the mean, and let the minority speak first.",
    ),
    Check(
        "people or groups",
        _people_or_groups,
        "The answer depends on whether people or voice groups are counted.",
        "Keep to the rule of the charter, chosen beforehand, and show both results.",
        console=True,
    ),
)
"""Checks of scores, in the order they are made."""
