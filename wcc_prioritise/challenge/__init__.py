"""Does a challenge change the answer, and is the record complete? It never decides."""

from wcc_prioritise.challenge.answering import answer, reply_letter
from wcc_prioritise.challenge.changes import (
    Change,
    candidate_fact,
    corrected_score,
    gate_status,
    scorer_removed,
    swing_points,
)
from wcc_prioritise.challenge.completeness import Completeness, completeness
from wcc_prioritise.challenge.materiality import Materiality, materiality

__all__ = [
    "Change",
    "Completeness",
    "Materiality",
    "answer",
    "candidate_fact",
    "completeness",
    "corrected_score",
    "gate_status",
    "materiality",
    "reply_letter",
    "scorer_removed",
    "swing_points",
]
