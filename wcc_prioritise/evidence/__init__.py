"""What is known of areas and indicators: intervals, peers, and how far our area is from them."""

from wcc_prioritise.evidence.benchmarking import FEWEST_PEERS, benchmark
from wcc_prioritise.evidence.funnels import (
    Funnel,
    Overdispersion,
    funnel,
    funnel_limits,
    overdispersion,
    ratio_limits,
    transformed,
    winsorised,
)
from wcc_prioritise.evidence.gaps import VERDICTS, Gaps
from wcc_prioritise.evidence.intervals import (
    byar,
    byar_approximation,
    standard_error,
    wilson,
    z_value,
)
from wcc_prioritise.evidence.peers import (
    METHODS,
    WEIGHTS,
    Peers,
    distances,
    peers,
    standard_scores,
)
from wcc_prioritise.evidence.standardised import (
    directly_standardised,
    expected_events,
    indirectly_standardised,
)
from wcc_prioritise.evidence.verdicts import (
    VerdictSheet,
    compared,
    recent_trend,
    still_flagged,
    verdict_sheet,
)

__all__ = [
    "FEWEST_PEERS",
    "METHODS",
    "VERDICTS",
    "WEIGHTS",
    "Funnel",
    "Gaps",
    "Overdispersion",
    "Peers",
    "VerdictSheet",
    "benchmark",
    "byar",
    "byar_approximation",
    "compared",
    "directly_standardised",
    "distances",
    "expected_events",
    "funnel",
    "funnel_limits",
    "indirectly_standardised",
    "overdispersion",
    "peers",
    "ratio_limits",
    "recent_trend",
    "standard_error",
    "standard_scores",
    "still_flagged",
    "transformed",
    "verdict_sheet",
    "wilson",
    "winsorised",
    "z_value",
]
