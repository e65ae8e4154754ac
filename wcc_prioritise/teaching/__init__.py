"""How is a day rehearsed and taught? Exercises, answer checks, simulated scorers, scripted days.

The names are handed out on first use, so that a learner's first check doesn't wait for the engine
of the scripted days.
"""

import importlib

_HOMES = {
    "CHARACTERS": "scorers",
    "DRILLS": "drills",
    "Checked": "checks",
    "Deed": "rehearsal",
    "Exercise": "exercise",
    "OUTCOMES": "exercise",
    "before_the_day": "rehearsal",
    "check": "checks",
    "exercises": "checks",
    "given": "checks",
    "marking_grid": "checks",
    "model_answer": "checks",
    "notebook": "lessons",
    "play": "rehearsal",
    "predict": "checks",
    "rehearse": "rehearsing",
    "script": "rehearsal",
    "show": "checks",
    "simulate": "scorers",
    "solution": "checks",
    "story": "lessons",
    "tables": "checks",
    "wrong_answers": "checks",
}

__all__ = list(_HOMES)


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
