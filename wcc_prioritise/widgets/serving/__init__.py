"""How do the room's two pages, and the notebooks, come up in a browser of this machine alone?

Each server runs in a process of its own (`process`), which ends with the one that started it and
takes its kernels along. Nothing of Jupyter is loaded into the process that asks.
"""

import importlib

_HOMES = {
    "PAGES": "links",
    "Server": "process",
    "room_server": "process",
    "lab_server": "process",
    "copy_notebooks": "notebooks",
    "shipped_notebooks": "notebooks",
}

__all__ = list(_HOMES)


def __getattr__(name: str):
    """Fetch a public name from the module that holds it, when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
