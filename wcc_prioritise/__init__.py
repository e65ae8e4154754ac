"""Which pathways should we redesign, and how did we reach that? A method, a day and a record.

The public names are handed out on first use, so that importing the package costs little more than
importing pandas.
"""

import importlib

__version__ = "0.1.0"

_HOMES = {
    "read": "case",
    "sample": "case",
    "Case": "case",
    "InputError": "tables",
    "Workshop": "workshop",
    "BrokenRecord": "workshop",
    "verify": "workshop",
    "benchmark": "evidence",
    "appraise": "appraisal",
    "Appraisal": "appraisal",
    "rank": "ranking",
    "Ranking": "ranking",
    "compare": "ranking",
    "stress": "robustness",
    "Stress": "robustness",
    "tipping_weights": "robustness",
    "smallest_change": "robustness",
    "tornado": "robustness",
    "select": "portfolio",
    "best_set": "portfolio",
    "Rules": "portfolio",
    "Portfolio": "portfolio",
    "NoPortfolio": "portfolio",
    "thresholds": "portfolio",
    "schedule": "programme",
    "Programme": "programme",
    "materiality": "challenge",
    "completeness": "challenge",
    "report": "exports",
    "publish": "exports",
    "teaching": None,
    "competencies": None,
    "plots": None,
}

__all__ = ["__version__", *_HOMES]


def __getattr__(name: str):
    """Fetch a public name from the module that holds it, when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = _HOMES[name]
    if home is None:
        return importlib.import_module(f"{__name__}.{name}")
    value = getattr(importlib.import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
