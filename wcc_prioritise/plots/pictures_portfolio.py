"""Which pictures show the set and its programme? What each is drawn from, its table, its words."""

from __future__ import annotations

from wcc_prioritise.plots import (
    money_words,
    portfolio_behind,
    portfolio_words,
    programme_behind,
    programme_words,
)
from wcc_prioritise.plots.draw_balance_price import price_of_balance
from wcc_prioritise.plots.draw_cash import cash_and_benefit
from wcc_prioritise.plots.draw_core import core_strip
from wcc_prioritise.plots.draw_frontier import frontier
from wcc_prioritise.plots.draw_gantt import gantt
from wcc_prioritise.plots.draw_load import load
from wcc_prioritise.plots.draw_money import money
from wcc_prioritise.plots.draw_near_equals import near_equals
from wcc_prioritise.plots.draw_rules import price_of_rules
from wcc_prioritise.plots.draw_stakeholders import stakeholder_grid
from wcc_prioritise.plots.draw_triangles import value_triangles

_PORTFOLIO = ("a portfolio", "wcc.select", ("chosen", "best", "rules"))
_ORDER = ("an order of buy", "portfolio.order_of_buy.order_of_buy", ("resource", "best", "gap"))
_FUNDED = ("a funded share", "portfolio.robust.funded_share", ("table", "sets", "runs"))
_PROGRAMME = ("a programme", "wcc.schedule", ("starts", "quarters", "capacity"))
_CASH = ("the cash of a programme", "programme.cash", ("by_project", "money", "programme"))
_GRID = ("a stakeholder grid", "programme.stakeholder_grid", ("to_place", "programme"))

DRAWN = {
    "value_triangles": value_triangles,
    "frontier": frontier,
    "price_of_rules": price_of_rules,
    "price_of_balance": price_of_balance,
    "core_strip": core_strip,
    "near_equals": near_equals,
    "money": money,
    "gantt": gantt,
    "load": load,
    "cash_and_benefit": cash_and_benefit,
    "stakeholder_grid": stakeholder_grid,
}
"""Every picture by the name of its question."""

MADE_FROM = {
    "value_triangles": (
        _ORDER,
        portfolio_behind.triangles_table,
        portfolio_words.value_triangles,
    ),
    "frontier": (_ORDER, portfolio_behind.frontier_table, portfolio_words.frontier),
    "price_of_rules": (_PORTFOLIO, portfolio_behind.rules_table, portfolio_words.price_of_rules),
    "price_of_balance": (
        _PORTFOLIO,
        portfolio_behind.balance_price_table,
        portfolio_words.price_of_balance,
    ),
    "core_strip": (_FUNDED, portfolio_behind.core_table, portfolio_words.core_strip),
    "near_equals": (_PORTFOLIO, portfolio_behind.near_table, portfolio_words.near_equals),
    "money": (_PORTFOLIO, portfolio_behind.money_table, money_words.money),
    "gantt": (_PROGRAMME, programme_behind.gantt_table, programme_words.gantt),
    "load": (_PROGRAMME, programme_behind.load_table, programme_words.load),
    "cash_and_benefit": (_CASH, programme_behind.cash_table, programme_words.cash_and_benefit),
    "stakeholder_grid": (
        _GRID,
        programme_behind.stakeholder_table,
        programme_words.stakeholder_grid,
    ),
}
"""What each is drawn from, the table behind it, and its words."""
