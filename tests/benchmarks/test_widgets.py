"""How quick is a move on the live pages? Reported; held to a solve and to a drawing of the case."""

import time

import numpy as np
import pytest

from wcc_prioritise.portfolio import select
from wcc_prioritise.widgets.console.building import Building
from wcc_prioritise.widgets.console.what_if import WeightsTried
from wcc_prioritise.widgets.live import limits_view, ranking_view, set_view

MOVES = 20


def quickest(action, times=5):
    """Time the quickest of a few."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return min(taken)


def one_solve(portfolio):
    return quickest(lambda: select(portfolio.appraisal, **portfolio.arguments))


@pytest.fixture
def weights(portfolio):
    state = WeightsTried(portfolio)
    state.move("C1", 50)  # the sets are found here, once
    return state


def test_a_move_of_a_weight_needs_no_solve(benchmark, weights, portfolio):
    places = iter(range(10**9))

    def move():
        weights.move("C1", next(places) % 100 + 1)

    benchmark(move)
    if benchmark.enabled:
        assert benchmark.stats["median"] < 0.5 * one_solve(portfolio)


def test_a_move_of_a_limit_is_one_solve(benchmark, portfolio):
    limits = iter(np.linspace(6_000, 12_000, MOVES).round().tolist())
    state = Building(portfolio)

    def move():
        state.limit("gross_3yr", next(limits))

    benchmark.pedantic(move, rounds=MOVES)
    assert state.tried is not portfolio
    if benchmark.enabled:
        assert benchmark.stats["median"] < 3 * one_solve(portfolio)


def test_views_are_text_in_a_tenth_of_a_drawing(benchmark, portfolio):
    appraisal = portfolio.appraisal

    def views():
        return (
            ranking_view(appraisal, appraisal).html
            + set_view(portfolio.chosen, portfolio).html
            + limits_view(portfolio).html
        )

    assert "<table" in benchmark(views)
    if benchmark.enabled:
        assert benchmark.stats["min"] < 0.1 * quickest(lambda: drawn(appraisal.value))


def drawn(value):
    """Draw the same bars with matplotlib, without pyplot and at the least it can take."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 8))
    axes = figure.add_subplot()
    axes.barh(list(value.index), value.to_numpy())
    FigureCanvasAgg(figure).draw()
