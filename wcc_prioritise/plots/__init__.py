"""What does it look like? One picture a question; each says its answer in the title."""

from wcc_prioritise.plots.pictures import (
    PICTURES,
    Picture,
    balance,
    bubble,
    caterpillar,
    contributions,
    funnel,
    limits,
    opportunities,
    opportunity,
    peer_distances,
    picture,
    rug,
    spine,
    trend,
)

__all__ = [
    "PICTURES",
    "Picture",
    "balance",
    "bubble",
    "caterpillar",
    "contributions",
    "funnel",
    "limits",
    "opportunities",
    "opportunity",
    "peer_distances",
    "picture",
    "rug",
    "spine",
    "trend",
]
