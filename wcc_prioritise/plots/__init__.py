"""What does it look like? One picture a question; each says its answer in the title."""

from wcc_prioritise.plots.pictures import (
    PICTURES,
    Picture,
    balance,
    bubble,
    contributions,
    limits,
    opportunity,
    picture,
)

__all__ = [
    "PICTURES",
    "Picture",
    "balance",
    "bubble",
    "contributions",
    "limits",
    "opportunity",
    "picture",
]
