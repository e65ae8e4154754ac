"""Which published checklists is a record held against? Each item with what in a record meets it.

The wording of the items is this project's own; the lists they stand for are named with each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wcc_prioritise.challenge.evidence import Found, Trail

A4R = "accountability for reasonableness (Daniels & Sabin)"
ISPOR = "ISPOR good practice for multi-criteria decision analysis (17 items)"
SCOTLAND = "NHSScotland weighted scoring"
COMPETENCY = "world class commissioning, competency 6: prioritise investment"
LISTS = (A4R, ISPOR, SCOTLAND, COMPETENCY)


@dataclass(frozen=True)
class Item:
    """One expectation.

    Attributes
    ----------
    of : str
        The list it stands in.
    asks : str
        What it asks for.
    look : callable
        From a trail to what was found.
    """

    of: str
    asks: str
    look: Callable[[Trail], Found]


def _all(*looks: Callable[[Trail], Found]) -> Callable[[Trail], Found]:
    """Ask for everything: what is missing of any is missing of all."""

    def look(trail: Trail) -> Found:
        found = [one(trail) for one in looks]
        entries = tuple(sorted({n for one in found for n in one.entries}))
        return Found(entries, "; ".join(one.missing for one in found if one.missing))

    return look


def _table(name: str, missing: str) -> Callable[[Trail], Found]:
    return lambda trail: trail.of_table(name, missing)


def _kind(kind: str, missing: str, **having: object) -> Callable[[Trail], Found]:
    return lambda trail: trail.of_kind(kind, missing, **having)


def _charter(field: str, missing: str) -> Callable[[Trail], Found]:
    return lambda trail: trail.of_charter(field, missing)


def _verb(verb: str, missing: str) -> Callable[[Trail], Found]:
    return lambda trail: trail.of_verb(verb, missing)


_scores = _table("scores", "no scores")
_swings = _table("swings", "no swing weights")
_criteria = _table("criteria", "no criteria")
_people = _table("people", "no panel")
_evidence = _table("evidence", "no evidence register")
_chosen = _verb("select", "no recorded calculation of the chosen set")
_stressed = _verb("stress", "no recorded calculation of how sure the ranking is")
_frozen = _kind("freeze", "the record was not frozen")


def _reasons_for_scores(trail: Trail) -> Found:
    return trail.with_reasons("score", "no score has a reason")


def _second_round(trail: Trail) -> Found:
    return trail.of_kind("score", "no cell was scored again after discussion", round=2)


def _dissent(trail: Trail) -> Found:
    return trail.any_of(
        ("agreement", "minority text accepted"), "nobody was asked whether they can support it"
    )


def _signed(role: str) -> Callable[[Trail], Found]:
    return lambda trail: trail.signed(role, f"the {role} has not signed")


ITEMS = (
    Item(A4R, "publicity: the decision and its reasons can be read",
         _all(_kind("decision", "no decision"), _frozen)),
    Item(A4R, "relevance: criteria and evidence that fair-minded people would accept",
         _all(_criteria, _evidence, _people)),
    Item(A4R, "revision and appeals: a challenge is heard, and answered",
         lambda trail: trail.challenges_answered()),
    Item(A4R, "enforcement: somebody saw to it that the process was kept",
         _all(_signed("assurer"), _signed("approver"))),
    Item(ISPOR, "1 the decision problem is described", _charter("question", "no question")),
    Item(ISPOR, "2 the decision problem is agreed: who decides, who advises, what is in and out",
         _all(_charter("scope", "no scope"), _charter("who_decides", "not said who decides"),
              _charter("who_advises", "not said who advises"))),
    Item(ISPOR, "3 how the criteria were found", lambda trail: trail.said_of_criteria()),
    Item(ISPOR, "4 each criterion is defined, with words for its levels", _criteria),
    Item(ISPOR, "5 the criteria were checked with those who use them",
         lambda trail: trail.read_out("the criteria were not opened or noted in the room")),
    Item(ISPOR, "6 the sources of performance are named", _evidence),
    Item(ISPOR, "7 the table of performance is recorded",
         lambda trail: trail.any_table(("measures", "scores"), "no table of performance")),
    Item(ISPOR, "8 how scores were given, and by whom", _all(_scores, _people)),
    Item(ISPOR, "9 the scores were checked and are reported",
         _all(lambda trail: trail.revealed_scores(), _second_round)),
    Item(ISPOR, "10 how weights were asked for", _swings),
    Item(ISPOR, "11 the weights were checked and are reported",
         lambda trail: trail.revealed_weights()),
    Item(ISPOR, "12 how the total is made up", _all(_charter("score_rule", "no rule for scores"),
                                                   _charter("weight_rule", "no rule for weights"))),
    Item(ISPOR, "13 the totals were computed and are reported", _chosen),
    Item(ISPOR, "14 what is uncertain is said",
         lambda trail: trail.any_table(("measures", "evidence"), "no doubt is recorded")),
    Item(ISPOR, "15 the uncertainty was analysed", _stressed),
    Item(ISPOR, "16 the method and the findings are reported", _all(_chosen, _frozen)),
    Item(ISPOR, "17 the findings were examined by those who decide",
         _all(_kind("decision", "no decision"), _dissent)),
    Item(SCOTLAND, "a group that stands for all interested parties",
         lambda trail: trail.every_group_present()),
    Item(SCOTLAND, "an independent chair or facilitator", lambda trail: trail.facilitated()),
    Item(SCOTLAND, "a full account of weights and scores", _all(_swings, _scores)),
    Item(SCOTLAND, "the people and their credentials", lambda trail: trail.credentials()),
    Item(SCOTLAND, "the reasons for scores", _reasons_for_scores),
    Item(SCOTLAND, "the views of those who dissent", _dissent),
    Item(SCOTLAND, "tests of how robust the result is", _stressed),
    Item(SCOTLAND, "interests declared, nil returns too", lambda trail: trail.interests_complete()),
    Item(COMPETENCY, "a forecast of changing need informs the list",
         lambda trail: trail.any_table(("indicators", "services"), "no figures of need")),
    Item(COMPETENCY, "investment is prioritised to improve health, openly",
         _all(_criteria, _scores, _swings, _chosen)),
    Item(COMPETENCY, "priorities are put into the plan, under more than one budget",
         lambda trail: trail.several_budgets()),
    Item(COMPETENCY, "where the decision departs from the list, it says why",
         lambda trail: trail.departures_explained()),
)  # fmt: skip
"""Every item of every list."""
