"""What is watched while it moves? Results as HTML text, without a picture being drawn."""

from wcc_prioritise.widgets.live.parts import LOOK, NOTHING, View, paragraph, status
from wcc_prioritise.widgets.live.ranking import ranking_view, weights_view
from wcc_prioritise.widgets.live.scores import scores_view
from wcc_prioritise.widgets.live.sets import (
    benefit_view,
    clash_view,
    limits_view,
    price_view,
    set_view,
)
from wcc_prioritise.widgets.live.times import gantt_view, load_view

__all__ = [
    "LOOK",
    "NOTHING",
    "View",
    "benefit_view",
    "clash_view",
    "gantt_view",
    "limits_view",
    "load_view",
    "paragraph",
    "price_view",
    "ranking_view",
    "scores_view",
    "set_view",
    "status",
    "weights_view",
]
