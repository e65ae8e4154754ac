"""How is a day rehearsed and taught? Simulated scorers and one seeded engine for scripted days."""

from wcc_prioritise.teaching.rehearsal import Deed, play, script
from wcc_prioritise.teaching.scorers import CHARACTERS, simulate

__all__ = ["CHARACTERS", "Deed", "play", "script", "simulate"]
