"""What would the facilitator have seen at this step? In words, the most telling line first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wcc_prioritise.teaching.rehearsal import Plan
from wcc_prioritise.workshop import Workshop

if TYPE_CHECKING:
    from wcc_prioritise.portfolio import Portfolio

DOES = {
    "leaver": "leaves early",
    "dominant": "is dominant",
    "harsh": "is harsh",
    "gamer": "games the scores",
}
"""What each character of a rehearsal does, in words."""

DISCUSSED = 3
"""Cells of the list of what to discuss that are told."""


@dataclass(frozen=True)
class Look:
    """What there is to look at after a step: the record, the plan, who is who, and the set."""

    workshop: Workshop
    plan: Plan
    cast: dict[str, str]
    portfolio: Portfolio | None

    def are(self, character: str) -> list[str]:
        """Who has this character?"""
        return [person for person, held in self.cast.items() if held == character]


def who_is_here(look: Look) -> Iterator[str]:
    """Say how many came, and how the voice groups stand."""
    from wcc_prioritise.judgement import memberships

    case = look.workshop.case()
    shares = memberships(case.people, case.voice_groups)
    groups = ", ".join(f"{group} {int((shares[group] > 0).sum())}" for group in shares)
    quorum = case.charter.quorum
    enough = "no quorum was agreed" if quorum is None else f"the quorum is {quorum:g}"
    yield f"{len(case.people)} people are here; {enough}. By voice group: {groups}."
    yield "Simulated: " + _listed(f"{who} {DOES[held]}" for who, held in look.cast.items()) + "."


def rules(look: Look) -> Iterator[str]:
    """Say what was declared, and what is owed."""
    case, owed = look.workshop.case(), look.workshop.open_items()
    held = case.interests
    barring = int((held["effect"] != "none").sum()) if len(held) else 0
    silent = len(set(case.people["person"]) - set(held["person"])) if len(held) else None
    if silent is None:
        yield "Nobody has declared an interest, or that there is none: ask each person tomorrow."
    else:
        rest = f"; {silent} have not said yet" if silent else "; everybody has said"
        yield f"{len(held)} declarations, {barring} of which bar a score{rest}."
    kinds = owed["kind"].value_counts()
    yield "Still owed: " + _listed(f"{kind} ({many})" for kind, many in kinds.items()) + "."


def gut_orders(look: Look) -> Iterator[str]:
    """Say how many orders are sealed."""
    from wcc_prioritise.workshop.schedule import STEPS

    many = len(look.workshop.case().people)
    last = STEPS[-1].title
    yield f"{many} orders are sealed. The pages show none of them until “{last}”."


def weights(look: Look) -> Iterator[str]:
    """Say what matters to the room, and what to read back."""
    from wcc_prioritise.judgement import (
        checks_for_the_room,
        memberships,
        pool_weights,
        read_back,
        sense_checks,
    )
    from wcc_prioritise.judgement.weights import person_weights, swing_points, whole_shares

    case = look.workshop.case()
    codes = list(case.criteria["criterion"])
    given = person_weights(swing_points(case.swings, codes), None)
    pooled = pool_weights(given, memberships(case.people, case.voice_groups))
    shares = whole_shares(pooled[case.charter.weight_rule]).sort_values(
        ascending=False, kind="stable"
    )
    names = case.criteria.set_index("criterion")["name"]
    yield (
        "The room's weights, of 100: "
        + _listed(f"{names[code]} {share}" for code, share in shares.items())
        + "."
    )
    back = read_back(case)
    if len(back):
        yield f"To read back, as for {back['person'].iloc[0]}: “{back['sentence'].iloc[0]}”"
    for row in checks_for_the_room(sense_checks(case), case).head(1).itertuples():
        yield f"To ask: {row.seen} {row.do}"


def first_scores(look: Look) -> Iterator[str]:
    """Say how many scores are in, and that they are hidden."""
    entries = look.workshop.entries()
    scores = entries[entries["kind"] == "score"]
    undone = int(scores["undone_by"].notna().sum())
    if look.plan.anonymous:
        yield "The scores wait, unseen, until they are revealed; nothing of them can be undone."
        return
    fixed = f"; {_counted(undone, 'one was', 'were')} mistyped and taken back" if undone else ""
    yield f"{len(scores):,} scores were typed, hidden from every page{fixed}."


def other_scores(look: Look) -> Iterator[str]:
    """Say who left, and who is still to be waited for."""
    from wcc_prioritise.judgement.rounds import attendance

    case = look.workshop.case()
    gone = attendance(case)["gone"]
    left = list(gone.index[gone])
    if left:
        yield (
            f"{_listed(left)} left at the pause. What they scored stays and counts; what they have "
            "not scored is missing, never nought: send them a sheet tonight."
        )
    for criterion in look.plan.judged[-1:]:
        table = look.workshop.outstanding(criterion)
        late = table[(table["missing"] > 0) & table["present"]]
        waiting = (
            f"{_listed(late['person'])} are still writing"
            if len(late)
            else ("everybody who is here has answered")
        )
        yield f"Before the reveal of {criterion} the console says: {waiting}."


def agreement(look: Look) -> Iterator[str]:
    """Say how many cells are split, and what only the console shows."""
    from wcc_prioritise.judgement.agreement import agreement_map
    from wcc_prioritise.voices import flags

    case = look.workshop.case()
    labels = agreement_map(case)["label"].value_counts()
    counted = _listed(f"{many} {label}" for label, many in labels.items())
    yield f"{int(labels.sum())} cells: {counted}."
    found, unseen = flags(case), []
    for person, held in look.cast.items():
        mine = found[found["about"] == person]
        if len(mine):
            yield f"On your console only, of {person} ({held}): {mine['seen'].iloc[0]}"
        elif held != "leaver":
            unseen.append(f"{person} ({held})")
    if unseen:
        yield f"Nothing picks out {_listed(unseen)}: one voice among many shows in the dots alone."
    yield "The room is never shown whose dot is whose: name nobody, and ask for reasons."


def discussion(look: Look) -> Iterator[str]:
    """Say what was talked about, what could change the set, and what moved."""
    from wcc_prioritise.judgement import movement
    from wcc_prioritise.teaching.closing import chosen_set
    from wcc_prioritise.voices import discuss_next

    case = look.workshop.case()
    moved = movement(case)
    where = len(moved[["candidate", "criterion"]].drop_duplicates())
    yield f"{where} cells were scored a second time; both rounds are kept."
    portfolio = _or_none(chosen_set, case)
    if portfolio is None:
        yield "What could change the set cannot be listed: there is no set yet."
        return
    for row in discuss_next(portfolio, most=DISCUSSED).head(DISCUSSED).itertuples():
        yield f"{row.candidate} on {row.criterion_name} ({row.because}): {row.why}"


def the_set(look: Look) -> Iterator[str]:
    """Say what is in the set, and what the difficult scorers did to it."""
    from wcc_prioritise.voices import without_habits, without_person_console_only

    if look.portfolio is None:
        return
    portfolio = look.portfolio
    listed = len(look.workshop.case().candidates)
    yield f"The best set holds {len(portfolio.chosen)} of {listed}: {_listed(portfolio.chosen)}."
    for character in ("dominant", "gamer"):
        for person in look.are(character):
            yield f"Console only: {without_person_console_only(portfolio, person).words}"
    if moved := _or_none(without_habits, portfolio):
        yield moved.words


def heard(look: Look) -> Iterator[str]:
    """Say who can support it."""
    from wcc_prioritise.voices import agreement_round

    yield agreement_round(look.workshop.case()).words


def decided(look: Look) -> Iterator[str]:
    """Say what was decided against the set, and what people said of it."""
    from wcc_prioritise.voices import agreement_round

    case = look.workshop.case()
    for row in case.departures.itertuples():
        yield f"A departure with its reason: {row.candidate} is {row.departs}, {row.because}."
    if len(case.agreements):
        yield agreement_round(case).words


def sealed(look: Look) -> Iterator[str]:
    """Say the seal, and that the record is whole."""
    frozen, found = look.workshop.frozen, look.workshop.verify()
    if frozen is not None:
        yield f"Frozen at {frozen.head.entries:,} entries; seal {frozen.head.seal[:12]}…"
    yield found.words


LOOKS: dict[str, Callable[[Look], Iterator[str]]] = {
    "arrive": who_is_here,
    "rules": rules,
    "gut order": gut_orders,
    "swing": weights,
    "score": first_scores,
    "score on": other_scores,
    "reveal": agreement,
    "discuss": discussion,
    "set": the_set,
    "heard": heard,
    "decide": decided,
    "freeze": sealed,
}
"""Step -> what is to be seen after it."""


def _or_none(step: Callable, *given: object):
    """Try a step that may stop for want of answers or limits; what stops the day is told by it."""
    from wcc_prioritise.portfolio import NoPortfolio
    from wcc_prioritise.tables import InputError

    try:
        return step(*given)
    except (InputError, NoPortfolio):
        return None


def _listed(words) -> str:
    words = list(map(str, words))
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _counted(many: int, one: str, several: str) -> str:
    return one if many == 1 else f"{many} {several}"
