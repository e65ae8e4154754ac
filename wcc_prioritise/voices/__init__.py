"""Was everyone heard, and what should the room discuss next?"""

from wcc_prioritise.voices.cautions import cautions, down_the_list
from wcc_prioritise.voices.discuss import discuss_next, for_the_room
from wcc_prioritise.voices.flags import flags
from wcc_prioritise.voices.gut_order import GutOrders, gut_orders
from wcc_prioritise.voices.heard import AgreementRound, agreement_round
from wcc_prioritise.voices.ledger import Ledger, ledger
from wcc_prioritise.voices.matters import Matter, does_it_matter
from wcc_prioritise.voices.minority import MinorityReport, minority_report
from wcc_prioritise.voices.rooms import (
    Moved,
    without_group,
    without_habits,
    without_person_console_only,
)
from wcc_prioritise.voices.you_said import final_set, you_said

__all__ = [
    "AgreementRound",
    "GutOrders",
    "Ledger",
    "Matter",
    "MinorityReport",
    "Moved",
    "agreement_round",
    "cautions",
    "discuss_next",
    "does_it_matter",
    "down_the_list",
    "final_set",
    "flags",
    "for_the_room",
    "gut_orders",
    "ledger",
    "minority_report",
    "without_group",
    "without_habits",
    "without_person_console_only",
    "you_said",
]
