"""Which balanced set can we carry, and what does each demand on it cost?"""

from wcc_prioritise.portfolio.choice import Portfolio, select
from wcc_prioritise.portfolio.solver import BestSet, NoPortfolio, Rules, best_set
from wcc_prioritise.portfolio.thresholds import thresholds

__all__ = ["BestSet", "NoPortfolio", "Portfolio", "Rules", "best_set", "select", "thresholds"]
