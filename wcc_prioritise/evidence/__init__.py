"""What is known of areas and indicators: intervals, peers, and how far our area is from them."""

from wcc_prioritise.evidence.benchmarking import FEWEST_PEERS, benchmark
from wcc_prioritise.evidence.gaps import VERDICTS, Gaps
from wcc_prioritise.evidence.intervals import (
    byar,
    byar_approximation,
    standard_error,
    wilson,
    z_value,
)

__all__ = [
    "FEWEST_PEERS",
    "VERDICTS",
    "Gaps",
    "benchmark",
    "byar",
    "byar_approximation",
    "standard_error",
    "wilson",
    "z_value",
]
