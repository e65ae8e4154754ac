"""How is the portfolio carried out? Its order in time, who does what, and whether it delivered."""

from wcc_prioritise.programme.cash_flow import Cash, cash
from wcc_prioritise.programme.charters import ProjectCharter, charter_page
from wcc_prioritise.programme.chosen import with_tables
from wcc_prioritise.programme.control_limits import Limits, xmr_limits
from wcc_prioritise.programme.five_by_five import RiskList, risk_list
from wcc_prioritise.programme.handing_over import (
    Handover,
    ReviewCalendar,
    handover,
    review_calendar,
)
from wcc_prioritise.programme.impact_gates import ImpactGates, impact_gates
from wcc_prioritise.programme.moving import moved, what_breaks
from wcc_prioritise.programme.register import BenefitsRegister, benefits_register
from wcc_prioritise.programme.reviewing import Review, review
from wcc_prioritise.programme.scheduling import Programme, schedule
from wcc_prioritise.programme.stages import Milestones, milestones
from wcc_prioritise.programme.stakes import StakeholderGrid, stakeholder_grid
from wcc_prioritise.programme.twin import write_programme
from wcc_prioritise.programme.twin_back import EditedProgramme, read_programme

__all__ = [
    "BenefitsRegister",
    "Cash",
    "EditedProgramme",
    "Handover",
    "ImpactGates",
    "Limits",
    "Milestones",
    "Programme",
    "ProjectCharter",
    "Review",
    "ReviewCalendar",
    "RiskList",
    "StakeholderGrid",
    "benefits_register",
    "cash",
    "charter_page",
    "handover",
    "impact_gates",
    "milestones",
    "moved",
    "read_programme",
    "review",
    "review_calendar",
    "risk_list",
    "schedule",
    "stakeholder_grid",
    "what_breaks",
    "with_tables",
    "write_programme",
    "xmr_limits",
]
