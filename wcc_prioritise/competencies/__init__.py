"""Are we fit to commission? Eleven competencies, the routes to close a gap, the year's turn.

The public names are handed out on first use, so that the face that needs one does not pay for all.
"""

import importlib
import sys
from types import ModuleType

_HOMES = {
    "Competencies": "reading",
    "read_competencies": "reading",
    "read_tables_of": "reading",
    "Assessment": "assessing",
    "assess": "assessing",
    "EvidenceMap": "evidence_map",
    "evidence_from": "evidence_map",
    "Movement": "movement",
    "movement": "movement",
    "RouteTables": "route_records",
    "read_routes": "route_records",
    "RouteChoice": "routes",
    "RoutePlan": "routes",
    "every_route": "routes",
    "routes": "routes",
    "BuyingPlan": "buying",
    "buying_plan": "buying",
    "skills_left": "buying",
    "DidItHelp": "survey",
    "did_it_help": "survey",
    "Market": "market",
    "market": "market",
    "CarriedOver": "next_round",
    "NextRound": "next_round",
    "Origin": "next_round",
    "carry_over": "next_round",
    "next_round": "next_round",
    "opened_from": "next_round",
    "CandidateDraft": "ideas",
    "answer_idea": "ideas",
    "draft_of": "ideas",
    "idea_questions": "ideas",
    "ideas_answered": "ideas",
    "take_in": "ideas",
    "Cycle": "cycle",
    "cycle": "cycle",
    "Readiness": "readiness",
    "readiness": "readiness",
    "enter_actions": "readiness",
    "organisation_words": "names",
}
"""Each public name and the module that holds it."""

__all__ = [*_HOMES]


class _Door(ModuleType):
    """A package in which a name stays what it hands out, though a module of that name is loaded."""

    def __setattr__(self, name: str, value: object) -> None:
        if name not in _HOMES or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Door


def __getattr__(name: str):
    """Fetch a public name from the module that holds it, when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
