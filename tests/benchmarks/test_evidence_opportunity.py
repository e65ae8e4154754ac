"""How long does an opportunity take? Measured and reported, never asserted."""

import numpy as np
import pandas as pd
import pytest

from wcc_prioritise.evidence import opportunity, peers


@pytest.fixture(scope="module")
def ten_by_135():
    """SYNTHETIC: ten indicators of 135 areas, and ten invented peers for each area."""
    rng = np.random.default_rng(1)
    areas = [f"X{i:03d}" for i in range(135)]
    frames = []
    for number in range(10):
        n = rng.integers(500, 20_000, 135)
        count = rng.binomial(n, np.clip(rng.normal(0.85, 0.04, 135), 0, 0.99))
        frames.append(pd.DataFrame({"indicator": f"I{number}", "area": areas, "count": count,
                                    "denominator": n, "value": 100 * count / n}))  # fmt: skip
    table = pd.concat(frames).assign(period="2025-26", unit="%", scale=100, polarity="high is good")
    listed = pd.DataFrame(
        [(a, areas[(i + k) % 135], k) for i, a in enumerate(areas) for k in range(1, 11)],
        columns=["area", "peer", "order"],
    )
    return table, listed


@pytest.mark.parametrize("comparator", ["best 5 of 10", "median", "peer mean"])
def test_every_area_beside_its_peers(benchmark, ten_by_135, comparator):
    table, listed = ten_by_135

    def all_areas():
        return opportunity(table, area=None, peers=listed, comparator=comparator, seed=1)

    assert len(benchmark.pedantic(all_areas, rounds=3, warmup_rounds=1).table) == 1350


def test_one_area_beside_the_quartile_of_all(benchmark, ten_by_135):
    table, _ = ten_by_135
    found = benchmark.pedantic(
        lambda: opportunity(table, area="X000", comparator="upper quartile", seed=1), rounds=3
    )
    assert len(found.table) == 10


def test_peers_of_135_areas(benchmark, ten_by_135):
    rng = np.random.default_rng(2)
    attributes = pd.DataFrame(rng.uniform(1, 9, (135, 11)), columns=[f"attribute_{i}" for i in
                                                                     range(11)])  # fmt: skip
    attributes["area"] = sorted(set(ten_by_135[0]["area"]))
    assert len(benchmark(peers, attributes, method="plain").table) == 1350
