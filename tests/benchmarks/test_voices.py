"""How long do thresholds and the list of what to discuss take? Reported; held to one solve."""

import time

import pytest

from wcc_prioritise.portfolio import thresholds
from wcc_prioritise.portfolio.thresholds import _FOUND
from wcc_prioritise.voices import discuss_next, does_it_matter, ledger

MOST_SOLVES = 60
"""24 candidates are asked about once each, and a few more than once."""


def one_solve(portfolio):
    """Time the quickest of a few plain solves of the same case."""
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        portfolio._best_under(portfolio.rules)
        taken.append(time.perf_counter() - start)
    return min(taken)


def afresh(portfolio):
    _FOUND.pop(portfolio, None)
    return thresholds(portfolio)


def test_thresholds_of_24_candidates(benchmark, portfolio):
    found = benchmark(afresh, portfolio)
    assert len(found) == 24
    if benchmark.enabled:
        assert benchmark.stats["min"] < MOST_SOLVES * one_solve(portfolio)


def test_what_to_discuss(benchmark, portfolio):
    thresholds(portfolio)
    assert len(benchmark(discuss_next, portfolio)) == 24 * 7


def test_does_it_matter(benchmark, portfolio):
    thresholds(portfolio)
    assert benchmark(does_it_matter, portfolio, "P04", "C3", 90).moves


@pytest.mark.slow
def test_the_ledger(benchmark, portfolio):
    assert len(benchmark.pedantic(ledger, (portfolio,), rounds=2).table) == 4
