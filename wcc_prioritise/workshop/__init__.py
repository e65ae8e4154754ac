"""What was said, by whom, when and why? The workshop file and the rules of the day."""

import importlib

_HOMES = {
    "Workshop": "day",
    "WorkshopFile": "file",
    "Entry": "entry",
    "Head": "entry",
    "BrokenRecord": "entry",
    "verify": "verifying",
}

__all__ = ["BrokenRecord", "Entry", "Head", "Workshop", "WorkshopFile", "verify"]


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
