"""What is known of areas and indicators: intervals, peers, and how far our area is from them."""

from wcc_prioritise.evidence.benchmarking import FEWEST_PEERS, benchmark
from wcc_prioritise.evidence.comparators import read_comparator
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
from wcc_prioritise.evidence.money import Money, money
from wcc_prioritise.evidence.opportunities import Opportunities
from wcc_prioritise.evidence.opportunity import opportunity
from wcc_prioritise.evidence.peers import (
    METHODS,
    WEIGHTS,
    Peers,
    distances,
    peers,
    standard_scores,
)
from wcc_prioritise.evidence.persistence import share_left, year_to_year
from wcc_prioritise.evidence.provision import Provision, provision
from wcc_prioritise.evidence.readers import (
    Reading,
    read_attributes,
    read_indicators,
    read_own,
    read_peers,
)
from wcc_prioritise.evidence.shrinkage import Field, between_areas, draw_rates, spread_draws
from wcc_prioritise.evidence.spread import Spread, spread
from wcc_prioritise.evidence.standardised import (
    directly_standardised,
    expected_events,
    indirectly_standardised,
)
from wcc_prioritise.evidence.trends import CANNOT_KNOW, Projection, Trend, project, trend
from wcc_prioritise.evidence.verdicts import (
    VerdictSheet,
    compared,
    recent_trend,
    still_flagged,
    verdict_sheet,
)

__all__ = [
    "CANNOT_KNOW",
    "FEWEST_PEERS",
    "METHODS",
    "VERDICTS",
    "WEIGHTS",
    "Field",
    "Funnel",
    "Gaps",
    "Money",
    "Opportunities",
    "Overdispersion",
    "Peers",
    "Provision",
    "Projection",
    "Reading",
    "Spread",
    "Trend",
    "VerdictSheet",
    "benchmark",
    "between_areas",
    "byar",
    "byar_approximation",
    "compared",
    "directly_standardised",
    "distances",
    "draw_rates",
    "expected_events",
    "funnel",
    "funnel_limits",
    "indirectly_standardised",
    "money",
    "opportunity",
    "overdispersion",
    "peers",
    "provision",
    "project",
    "ratio_limits",
    "read_attributes",
    "read_comparator",
    "read_indicators",
    "read_own",
    "read_peers",
    "recent_trend",
    "share_left",
    "spread",
    "spread_draws",
    "standard_error",
    "standard_scores",
    "still_flagged",
    "transformed",
    "trend",
    "verdict_sheet",
    "wilson",
    "winsorised",
    "year_to_year",
    "z_value",
]
