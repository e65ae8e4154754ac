"""How is a course prepared, run and looked back on? Copies, kit, resets and results."""

import importlib

_HOMES = {
    "build": "building",
    "cut_list": "timetables",
    "days": "timetables",
    "guide": "papers",
    "kit": "kit_tables",
    "learner_copy": "copies",
    "reset": "resetting",
    "results": "learned",
    "take": "taking",
    "timetable": "timetables",
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
