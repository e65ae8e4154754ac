"""What are we here to decide? The question, the rules, and who is here."""

from __future__ import annotations

from collections.abc import Iterator

from wcc_prioritise.case.value import Case
from wcc_prioritise.judgement import memberships
from wcc_prioritise.widgets.moment import Moment
from wcc_prioritise.widgets.place import Place
from wcc_prioritise.widgets.results import WEIGHTS, Results
from wcc_prioritise.widgets.room.parts import BOLD, TEXT, TITLE, Sheet, cell, plain
from wcc_prioritise.widgets.room.pieces import Leaf, Part, Rows, Said, sheet
from wcc_prioritise.widgets.room.terms import terms

EFFECTS = {
    "speak not score": "may speak but not score",
    "withdraw": "neither speak nor score",
    "none": "told of, and changes nothing",
}
"""What follows from an interest, in words."""

PRIVACY = {
    "open": "nobody is named on this wall; in the record your name stands beside your answers",
    "pseudonymous": "nobody is named on this wall; in the record a code stands for you, and the "
    "key to it is kept apart",
    "anonymous": "nobody is named, here or in the record, and no key is kept",
}
"""How people are named, in words."""

ASKED_FOR = (
    "a public body can be asked for its records, such as this one: what is written down here may "
    "be read by others one day"
)

COUNTS = {"person": "everybody counts the same", "group": "every group counts the same"}


def welcome(results: Results, place: Place, moment: Moment) -> Sheet:
    """What is to be decided, by which rules, and who is here?"""
    charter = results.case.charter
    leaves = [
        Leaf(_question(charter)),
        Leaf([terms("The rules", _rules(charter))], "The rules we work by"),
        Leaf([terms("What is kept", _kept(charter))], "What becomes of what you say"),
        Leaf(_here(results), "Who is here"),
    ]
    return sheet(place, leaves)


def _question(charter) -> list[Part]:
    facts = [
        ("The money", charter.budget),
        ("Who advises", charter.who_advises),
        ("Who decides", charter.who_decides),
        ("Scope", charter.scope),
    ]
    question = Said(charter.question, "question", BOLD * TITLE / TEXT)
    told = [terms("The question", facts)] if any(plain(text) for _, text in facts) else []
    return [question, *told, *([Said(charter.notice, "quiet")] if charter.notice else [])]


def _rules(charter) -> Iterator[tuple[str, object]]:
    yield "Reveal", charter.reveal_rule
    if charter.quorum:
        yield "Quorum", f"{charter.quorum} people must have answered before we reveal"
    if charter.pass_mark is not None:
        yield "Support", f"{plain(charter.pass_mark)} of 10 is enough when we ask at the end"
    same = charter.weight_rule == charter.score_rule
    weights = "the same for weights" if same else f"for weights {COUNTS[charter.weight_rule]}"
    yield "Who counts", f"for scores {COUNTS[charter.score_rule]}, {weights}"
    yield "Ties", charter.tie_break
    yield "Late ones", charter.late_rule


def _kept(charter) -> Iterator[tuple[str, object]]:
    yield "Private", "you score alone, and nobody sees it until all are revealed together"
    yield "Your name", PRIVACY[charter.privacy]
    yield "The record", ASKED_FOR


def _here(results: Results) -> list[Part]:
    """Count who is here by voice group, and interests by what follows from them."""
    case = results.case
    there = results.workshop.outstanding(WEIGHTS).set_index("person")["present"]
    here = there.index[there.astype(bool)]
    groups = memberships(case.people, case.voice_groups)
    count = (groups[groups.index.isin(here)] > 0).sum()
    rows = [(cell(group), cell(_people(int(count[group])))) for group in groups.columns]
    rows.append((cell("all of us"), cell(f"{len(here)} of {len(there)} people")))
    told = [("Interests", _interests(case)), ("Not here", _missing_roles(case, set(here)))]
    return [
        Rows("Who is here, by voice group", ("Group", "Here"), tuple(rows), (0.6, 0.4)),
        terms("Interests, and who is not here", told),
    ]


def _people(count: int) -> str:
    return "nobody" if not count else "1 person" if count == 1 else f"{count} people"


def _missing_roles(case: Case, here: set[str]) -> str:
    """Name the voices that are not in the room: roles of a voice group that nobody here holds."""
    held = {
        role
        for person, roles in zip(case.people["person"], case.people["roles"], strict=True)
        if person in here
        for role in roles
    }
    missing = [role for role in case.voice_groups["role"] if role not in held]
    return ", ".join(missing) or "no voice that we asked for is missing"


def _interests(case: Case) -> str:
    """Count interests by what follows from them, and who has yet to say."""
    interests, people = case.interests, case.people["person"].nunique()
    nil = interests["what"].astype(str).str.strip().str.lower() == "nil"
    declared = interests.loc[~nil, "effect"].value_counts()
    told = [f"{declared[effect]} {EFFECTS[effect]}" for effect in EFFECTS if effect in declared]
    without = interests.loc[nil, "person"].nunique()
    waiting = people - interests["person"].nunique()
    told += [f"{_people(without)} with none"] if without else []
    told += [f"{_people(waiting)} yet to say"] if waiting else []
    return "; ".join(told) or "nobody has said yet"
