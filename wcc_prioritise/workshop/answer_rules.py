"""Which answers may be entered, and when may they be shown? Scores, swings and the reveal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wcc_prioritise.tables import Fault
from wcc_prioritise.tables.faults import quoted
from wcc_prioritise.workshop.folding import BESIDES, WEIGHTS, revealed_by
from wcc_prioritise.workshop.now import OR_GIVE, Now, Rule, Said
from wcc_prioritise.workshop.private import answered

FAR = 20
"""A score that differs by more points from the person's earlier one needs a reason."""


def _is_judged(now: Now, said: Said) -> Iterator[Fault]:
    if now.fold.get("criteria", said["criterion"]).kind != "judged":
        do = "Enter the figure as a measure; it is nobody's to hide."
        yield said.fault(quoted(said["criterion"]), "a judged criterion", do, "criterion")


def _no_interest(now: Now, said: Said) -> Iterator[Fault]:
    barred = now.fold.barred()
    person = said["person"]
    declared = barred.get((person, said["candidate"])) or barred.get((person, "all"))
    if declared is not None:
        effect = {"withdraw": "withdraws", "speak not score": "may speak, not score"}
        yield said.fault(
            f"a score by {person} on {said['candidate']}, where an interest is declared: "
            f"{declared.what} ({effect[declared.effect]})",
            "no score where an interest bars it",
            f"Leave it out: {person} counts as recused, not as missing. If the interest was "
            "declared by mistake, enter it anew with the effect none.",
            "person",
        )


def _is_there(now: Now, said: Said) -> Iterator[Fault]:
    if not said.reason and not now.fold.is_present(said["person"]):
        yield said.fault(
            f"{said['person']}, who is not in the room",
            "answers of people who are present; of others with a reason, such as a sheet handed in",
            f"Enter who arrived, or {OR_GIVE}",
            "person",
        )


def _round_is_open(now: Now, said: Said) -> Iterator[Fault]:
    what = said["criterion"] if said.table == "scores" else WEIGHTS
    last = now.fold.round_of(what)
    if said["round"] > last:
        yield said.fault(
            f"round {said['round']}, when {what} is in round {last}",
            f"round {last}; the next one opens when the answers are revealed",
            "Leave the round out, or reveal first.",
            "round",
        )


def _far_from_before(now: Now, said: Said) -> Iterator[Fault]:
    before = earlier_score(now, said.row)
    if before is None or said["score"] is None or said.reason:
        return
    if abs(said["score"] - before) > FAR:
        yield said.fault(
            f"{said['score']:g} after {before:g} by {said['person']} on {said['candidate']}, "
            f"{said['criterion']}",
            f"a change of at most {FAR} points, or a reason",
            f"Is it a slip of the hand? If not: {OR_GIVE}",
            "score",
        )


def earlier_score(now: Now, row: Mapping[str, object]) -> float | None:
    """What did the person say of this cell before, up to the same round? None if nothing."""
    cell = row["person"], row["candidate"], row["criterion"]
    said, last = {}, min(row["round"], now.fold.rounds.get(row["criterion"], 0))
    for number in range(1, last + 1):
        if before := now.fold.get("scores", *cell, number):
            said[number] = before.score
    for answer in now.waiting:
        if answer["kind"] == "score":
            fields = answer["fields"]
            if (fields["person"], fields["candidate"], fields["criterion"]) == cell:
                score = fields["score"]
                said[fields["round"]] = None if isinstance(score, str) else score
    return said[max(said)] if said else None


def _some_points(now: Now, said: Said) -> Iterator[Fault]:
    """Somebody's points, all of them together, need one above 0."""
    person, number = said["person"], said["round"]
    points = {
        row.criterion: row.points
        for row in now.fold.all("swings")
        if (row.person, row.round) == (person, number)
    }
    for answer in now.waiting:
        fields = answer["fields"]
        if answer["kind"] == "swing" and (fields["person"], fields["round"]) == (person, number):
            points[fields["criterion"]] = fields["points"]
    points[said["criterion"]] = said["points"]
    if not max(points.values()) > 0:
        yield said.fault(
            f"no points above 0 by {person} in round {number}",
            "at least one above 0",
            "Enter the step that matters most first, with 100.",
            "points",
        )


def _range_holds_points(now: Now, said: Said) -> Iterator[Fault]:
    given = [said[name] for name in ("at_least", "points", "at_most") if said[name] is not None]
    if given != sorted(given):
        shown = " / ".join(f"{figure:g}" for figure in given)
        allowed = "at_least <= points <= at_most"
        yield said.fault(shown, allowed, "Put the figures in order.", "points")


def _can_be_revealed(now: Now, said: Said) -> Iterator[Fault]:
    if said["criterion"] is not None:
        yield from _is_judged(now, said)
    elif said["text"] not in BESIDES:
        allowed = "a code of criteria, or one of: " + ", ".join(BESIDES)
        yield said.fault(quoted(said["text"]), allowed, "Say what is revealed.", "text")
        return
    if said.reason:
        return
    what = revealed_by(said["criterion"], said["text"])
    number = len(now.fold.reveals[what]) + 1
    heard, quorum = answered(now, what), now.fold.charter.quorum
    if number == 1 and quorum is not None and len(heard) < quorum:
        yield said.fault(
            f"answers on {what} by {len(heard)} people",
            f"a reveal when {quorum:g} have answered (quorum); earlier with a reason",
            f"Wait for {quorum - len(heard):g} more, or {OR_GIVE}",
        )
    elif not heard:
        yield said.fault(
            f"no answer on {what} in round {number}",
            "a reveal when there is something to reveal; else with a reason",
            f"Wait for answers, or {OR_GIVE}",
        )


ANSWER_RULES: dict[str, tuple[Rule, ...]] = {
    "scores": (_is_judged, _no_interest, _is_there, _round_is_open, _far_from_before),
    "swings": (_is_there, _round_is_open, _some_points, _range_holds_points),
    "reveal": (_can_be_revealed,),
}
"""Rules by table, or by act."""
