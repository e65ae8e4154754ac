"""Which pictures show what people said? What each is drawn from, its table and its words."""

from __future__ import annotations

from wcc_prioritise.plots import room_behind as behind
from wcc_prioritise.plots import room_words as words
from wcc_prioritise.plots.draw_agreement import agreement_map
from wcc_prioritise.plots.draw_dots import dot_strips
from wcc_prioritise.plots.draw_ledger import voice_ledger
from wcc_prioritise.plots.draw_movement import movement
from wcc_prioritise.plots.draw_weights import weight_dots

_SHOWN = ("what may be shown", "judgement.may_be_shown", ("cells", "known", "case"))
_CASE = ("a case", "wcc.read", ("scores", "criteria", "voice_groups"))
_APPRAISAL = ("an appraisal", "wcc.appraise", ("person_weights", "weights", "weights_from"))
_LEDGER = ("a voice ledger", "voices.ledger", ("table", "not_in_the_room"))

DRAWN = {
    "dot_strips": dot_strips,
    "weight_dots": weight_dots,
    "agreement_map": agreement_map,
    "movement": movement,
    "voice_ledger": voice_ledger,
}
"""Every picture by the name of its question."""

MADE_FROM = {
    "dot_strips": (_SHOWN, behind.dots_table, words.dot_strips),
    "weight_dots": (_APPRAISAL, behind.weights_table, words.weight_dots),
    "agreement_map": (_CASE, behind.map_table, words.map_of_agreement),
    "movement": (_SHOWN, behind.movement_table, words.movement),
    "voice_ledger": (_LEDGER, behind.ledger_table, words.voice_ledger),
}
"""What each is drawn from, the table behind it, and its words."""
