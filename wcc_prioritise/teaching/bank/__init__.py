"""Which exercises are there? One module each; every answer is worked out from its tables."""

from importlib import import_module

NAMES = ("warm_up", *(f"x{number:02d}" for number in (*range(1, 12), 13, 14, 15, 16)))
"""The modules; X12 is played among the learners and marked by a grid."""

EXERCISES = {
    module.EXERCISE.code: module.EXERCISE
    for module in (import_module(f"{__name__}.{name}") for name in NAMES)
}
"""By code, in the order of their numbers."""
