"""Which pictures show how fit we are? What each is drawn from, its table and its words."""

from __future__ import annotations

from wcc_prioritise.plots import competency_behind as behind
from wcc_prioritise.plots import competency_words as words
from wcc_prioritise.plots import cycle_behind, cycle_words
from wcc_prioritise.plots.draw_cycle import cycle_map
from wcc_prioritise.plots.draw_ladder import competency_ladder
from wcc_prioritise.plots.draw_slope import competency_slope

_ASSESSMENT = ("an assessment", "competencies.assess", ("levels", "gaps", "competencies"))
_MOVEMENT = ("a movement of two years", "competencies.movement", ("earlier", "later", "claims"))
_CYCLE = ("the cycle of a year", "competencies.cycle", ("stages", "here", "origin"))

DRAWN = {
    "competency_ladder": competency_ladder,
    "competency_slope": competency_slope,
    "cycle_map": cycle_map,
}
"""Every picture by the name of its question."""

MADE_FROM = {
    "competency_ladder": (_ASSESSMENT, behind.ladder_table, words.competency_ladder),
    "competency_slope": (_MOVEMENT, behind.slope_table, words.competency_slope),
    "cycle_map": (_CYCLE, cycle_behind.cycle_table, cycle_words.cycle_map),
}
"""What each is drawn from, the table behind it, and its words."""
