"""Who leads, and on what? Order, contributions, dominance, reasons, and second opinions."""

from wcc_prioritise.ranking.comparing import Comparison, compare, kendall_tau
from wcc_prioritise.ranking.dominance import dominance
from wcc_prioritise.ranking.methods import METHODS, referee, second_opinion
from wcc_prioritise.ranking.order import DECIMALS, order_of, weighted_sum
from wcc_prioritise.ranking.result import Ranking, rank
from wcc_prioritise.ranking.reversal import Probes, reversal_probes
from wcc_prioritise.ranking.why import distances, lifts, why

__all__ = [
    "DECIMALS",
    "METHODS",
    "Comparison",
    "Probes",
    "Ranking",
    "compare",
    "distances",
    "dominance",
    "kendall_tau",
    "lifts",
    "order_of",
    "rank",
    "referee",
    "reversal_probes",
    "second_opinion",
    "weighted_sum",
    "why",
]
