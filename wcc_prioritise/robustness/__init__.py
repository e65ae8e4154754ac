"""Who leads, and what would have to be true for us to be wrong? Draws, bands, tipping weights."""

from wcc_prioritise.robustness.bands import bands
from wcc_prioritise.robustness.change import Change, smallest_change
from wcc_prioritise.robustness.draws import Chunk, draws
from wcc_prioritise.robustness.next_band import NextBand, next_band
from wcc_prioritise.robustness.shares import (
    central_weights,
    confidence_factors,
    entropy,
    first_shares,
    head_to_head,
    rank_shares,
    ranking_entropy,
    standard_error,
)
from wcc_prioritise.robustness.stress import Stress, stress
from wcc_prioritise.robustness.tipping import Tipping, tipping_weights
from wcc_prioritise.robustness.tornado import Tornado, tornado

__all__ = [
    "Change",
    "Chunk",
    "NextBand",
    "Stress",
    "Tipping",
    "Tornado",
    "bands",
    "central_weights",
    "confidence_factors",
    "draws",
    "entropy",
    "first_shares",
    "head_to_head",
    "next_band",
    "rank_shares",
    "ranking_entropy",
    "smallest_change",
    "standard_error",
    "stress",
    "tipping_weights",
    "tornado",
]
