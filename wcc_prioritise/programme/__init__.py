"""How is the portfolio carried out? Its order in time, who does what, and whether it delivered."""

from wcc_prioritise.programme.scheduling import Programme, schedule

__all__ = ["Programme", "schedule"]
