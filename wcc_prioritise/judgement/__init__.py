"""What did the people say? Weights, pooling, and who speaks with which voice."""

from wcc_prioritise.judgement.panel import Pooled, memberships, pool, pool_scores
from wcc_prioritise.judgement.weights import normalise, pool_weights, swing_points

__all__ = [
    "Pooled",
    "memberships",
    "normalise",
    "pool",
    "pool_scores",
    "pool_weights",
    "swing_points",
]
