"""What did the people say? Weights, pooling, and who speaks with which voice."""

from wcc_prioritise.judgement.agreement import (
    agreement_map,
    ipras,
    nine_points,
    quartile_range,
    rand_disagreement,
)
from wcc_prioritise.judgement.answers import Weights
from wcc_prioritise.judgement.best_and_worst import BestWorst, best_worst
from wcc_prioritise.judgement.between_rounds import movement
from wcc_prioritise.judgement.branches import branch_first, splitting
from wcc_prioritise.judgement.camps import Camps, camps
from wcc_prioritise.judgement.checks import CONSOLE_ONLY, checks_for_the_room, sense_checks
from wcc_prioritise.judgement.disclosure import Shown, may_be_shown
from wcc_prioritise.judgement.effects import Effects, person_effects
from wcc_prioritise.judgement.intervals import (
    Bounds,
    RangeWeights,
    ranged,
    swing_bounds,
    weight_bounds,
)
from wcc_prioritise.judgement.missing import missing_bounds, score_bounds
from wcc_prioritise.judgement.orders import order_swings, partial_order, rank_order, roc
from wcc_prioritise.judgement.pairs import Pairwise, Repair, hierarchy, pairwise
from wcc_prioritise.judgement.panel import (
    OwnPooled,
    Pooled,
    last_round,
    memberships,
    pool,
    pool_scores,
    pool_with,
)
from wcc_prioritise.judgement.readback import both_or_first, read_back, sentences
from wcc_prioritise.judgement.reliability import icc, kendall_w, krippendorff_alpha
from wcc_prioritise.judgement.rounds import (
    Standing,
    attendance,
    counted_scores,
    coverage,
    recusals,
    standing,
)
from wcc_prioritise.judgement.steps import ranges
from wcc_prioritise.judgement.weights import (
    normalise,
    person_weights,
    pool_weights,
    share_points,
    swing,
    swing_points,
    swing_ratios,
)

__all__ = [
    "BestWorst",
    "Bounds",
    "CONSOLE_ONLY",
    "Camps",
    "Effects",
    "OwnPooled",
    "Pairwise",
    "Pooled",
    "RangeWeights",
    "Repair",
    "Shown",
    "Standing",
    "Weights",
    "agreement_map",
    "attendance",
    "best_worst",
    "both_or_first",
    "branch_first",
    "camps",
    "checks_for_the_room",
    "counted_scores",
    "coverage",
    "hierarchy",
    "icc",
    "ipras",
    "kendall_w",
    "krippendorff_alpha",
    "last_round",
    "may_be_shown",
    "memberships",
    "missing_bounds",
    "movement",
    "nine_points",
    "normalise",
    "order_swings",
    "pairwise",
    "partial_order",
    "person_effects",
    "person_weights",
    "pool",
    "pool_scores",
    "pool_weights",
    "pool_with",
    "quartile_range",
    "rand_disagreement",
    "ranged",
    "ranges",
    "rank_order",
    "read_back",
    "recusals",
    "roc",
    "score_bounds",
    "sense_checks",
    "sentences",
    "share_points",
    "splitting",
    "standing",
    "swing",
    "swing_bounds",
    "swing_points",
    "swing_ratios",
    "weight_bounds",
]
