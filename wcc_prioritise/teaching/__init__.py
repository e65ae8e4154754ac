"""How is a day rehearsed and taught? Simulated scorers and one seeded engine for scripted days."""

from wcc_prioritise.teaching.rehearsal import Deed, before_the_day, play, script
from wcc_prioritise.teaching.scorers import CHARACTERS, simulate

__all__ = ["CHARACTERS", "Deed", "before_the_day", "play", "script", "simulate"]
