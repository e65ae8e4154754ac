"""What does the room see, and what does the facilitator do? Forms and live views in notebooks."""

import importlib

_HOMES = {
    "App": "apps",
    "Day": "day",
    "answer_box": "exercise",
    "console_page": "pages",
    "name_sliders": "apps",
    "own_day": "own",
    "ranking_app": "apps",
    "room_page": "pages",
    "schedule_app": "apps",
    "scores_app": "apps",
    "set_app": "apps",
    "weights_app": "apps",
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
