"""Opportunities: what chance alone finds, worked figures, and the laws."""

import dataclasses
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcc_prioritise.evidence import benchmark, opportunity, peers
from wcc_prioritise.tables import InputError

DATA = Path(__file__).parents[1] / "data" / "real"
MEASURES = ["COPD003", "COPD007", "DM012", "DM014", "DEM004", "MH002", "AF007"]


def similar_2016():
    """NHS England's Similar 10 as used in 2016 (Open Government Licence v3.0), as a table."""
    wide = pd.read_csv(DATA / "peers" / "similar10_ccg_lookup_2016.csv")
    columns = [f"similar_ccg_{i}" for i in range(1, 11)]
    long = wide.melt(id_vars="CCG16CDH", value_vars=columns, value_name="peer")
    order = long["variable"].str.extract(r"(\d+)$")[0].astype(int)
    return pd.DataFrame({"area": long["CCG16CDH"], "peer": long["peer"], "order": order,
                         "source": "2016"})  # fmt: skip


def tidy(indicator, area, count, denominator, **columns):
    return pd.DataFrame(
        {"indicator": indicator, "area": area, "period": "2015-16", "unit": "%", "scale": 100.0,
         "value": 100 * np.asarray(count) / denominator, "count": np.asarray(count, dtype=float),
         "denominator": np.asarray(denominator, dtype=float), "polarity": "high is good"}
    ).assign(**columns)  # fmt: skip


def no_differences(seed, planted=0.0):
    """Draw counts that differ by chance alone, with the real denominators of 2015-16.

    With `planted`, the first area lies so many percentage points below all others.
    """
    rng = np.random.default_rng(seed)
    long = pd.read_csv(DATA / "qof" / "qof_ccg_long_2014-15_to_2019-20.csv")
    long = long[long["period"] == "2015-16"].sort_values("ccg_code")
    frames = []
    for measure in MEASURES:
        rows = long[long["indicator_code"] == measure]
        n = rows["denominator"].to_numpy()
        rate = np.full(len(n), rows["numerator"].sum() / n.sum())
        rate[0] -= planted / 100
        frames.append(tidy(measure, rows["ccg_code"].to_numpy(), rng.binomial(n, rate), n))
    return pd.concat(frames, ignore_index=True)


@pytest.mark.parametrize("comparator", ["best 5 of 10", "peer mean", "pooled mean", "median"])
def test_where_nothing_differs_few_gaps_are_called_clear(comparator):
    """The naive best 5 of 10 shows a gap for about 77 per cent of areas in the same figures."""
    tables = [
        opportunity(no_differences(seed), area=None, peers=similar_2016(), comparator=comparator,
                    seed=1, draws=1000).table
        for seed in (1, 2)
    ]  # fmt: skip
    table = pd.concat(tables)
    clear = (table["verdict"] == "clear gap").mean()

    assert len(table) == 2 * 7 * 209
    assert clear <= 0.03
    if comparator == "best 5 of 10":
        assert (table["gap_seen"] > 0).mean() == pytest.approx(0.77, abs=0.03)
        assert clear < 0.005
        assert (table.loc[table["gap_seen"] > 0, "within_noise"]).mean() > 0.99


@pytest.mark.parametrize("comparator", ["best 5 of 10", "peer mean", "median", "upper quartile"])
def test_a_gap_that_is_there_is_found(comparator):
    figures = no_differences(3, planted=12.0)
    listed = None if comparator == "upper quartile" else similar_2016()
    found = opportunity(figures, area=figures["area"].iloc[0], peers=listed,
                        comparator=comparator, seed=5, draws=2000).table  # fmt: skip
    assert (found["verdict"] == "clear gap").all()
    assert (found["gap_seen"] - 12.0).abs().max() < 5.5
    assert (found["gap_lower"] <= found["gap_lower_80"]).all()
    assert (found["gap_upper_80"] <= found["gap_upper"]).all()


def true_differences(seed, areas=120):
    """SYNTHETIC: areas of 100 to 600 people whose true rates are known; ten peers each."""
    rng = np.random.default_rng(seed)
    truth, n = rng.beta(60, 12, areas), rng.integers(100, 600, areas)
    codes = np.array([f"X{i:03d}" for i in range(areas)])
    at = (np.arange(areas)[:, None] + np.arange(1, 11)) % areas
    listed = pd.DataFrame({"area": np.repeat(codes, 10), "peer": codes[at].ravel(),
                           "order": np.tile(np.arange(1, 11), areas)})  # fmt: skip
    return tidy("T", codes, rng.binomial(n, truth), n), listed, truth, truth[at]


def test_the_limits_hold_the_true_gap_and_the_figures_overstate_it():
    asked = {"best 5 of 10": lambda p: np.sort(p, axis=1)[:, 5:].mean(axis=1),
             "median": lambda p: np.median(p, axis=1)}  # fmt: skip
    for comparator, work_out in asked.items():
        held, held_80, seen, allowed = [], [], [], []
        for seed in range(20):
            figures, listed, truth, peers_truth = true_differences(seed)
            true_gap = 100 * (work_out(peers_truth) - truth)
            t = opportunity(figures, area=None, peers=listed, comparator=comparator, seed=seed,
                            draws=1000).table  # fmt: skip
            held.append(((t["gap_lower"] <= true_gap) & (true_gap <= t["gap_upper"])).mean())
            low, high = t["gap_lower_80"], t["gap_upper_80"]
            held_80.append(((low <= true_gap) & (true_gap <= high)).mean())
            seen.append((t["gap_seen"] - true_gap).mean())
            allowed.append((t["gap"] - true_gap).mean())
        assert np.mean(held) == pytest.approx(0.95, abs=0.02)
        assert np.mean(held_80) == pytest.approx(0.80, abs=0.03)
        assert abs(np.mean(allowed)) < 0.15
        if comparator == "best 5 of 10":
            assert np.mean(seen) > 0.3  # the best of figures with error look too good


def made_up(areas=24, seed=2, indicators=("A", "B"), period="2015-16"):
    """SYNTHETIC: areas that truly differ."""
    rng = np.random.default_rng(seed)
    frames = []
    for indicator in indicators:
        n = rng.integers(400, 4000, areas)
        count = rng.binomial(n, np.clip(rng.normal(0.8, 0.05, areas), 0.01, 0.99))
        codes = [f"X{i:02d}" for i in range(areas)]
        frames.append(tidy(indicator, codes, count, n, period=period))
    return pd.concat(frames, ignore_index=True)


TEN = [f"X{i:02d}" for i in range(1, 11)]


def test_beside_the_peer_mean_it_says_what_benchmark_says():
    figures = made_up()
    gaps = benchmark(figures, area="X00", peers=TEN).table
    found = opportunity(figures, area="X00", peers=TEN, seed=0).table
    for ours, theirs in (("gap", "gap"), ("gap_lower", "gap_lower"), ("gap_upper", "gap_upper"),
                         ("opportunity", "opportunity"), ("compared_with", "peer_mean"),
                         ("opportunity_upper", "opportunity_upper")):  # fmt: skip
        np.testing.assert_allclose(found[ours], gaps[theirs], rtol=1e-9, atol=1e-9)
    assert (found["gap"] == found["gap_seen"]).all()


def test_the_formula_by_hand():
    figures = tidy("A", ["Us", "P1", "P2", "P3", "P4"], [80, 85, 90, 95, 90], 100)
    row = opportunity(figures, area="Us", comparator="target", target=90.0, seed=0).table.iloc[0]
    error = benchmark(figures, area="Us").table.eval("(upper - lower) / (2 * 1.959964)").iloc[0]
    from scipy.stats import norm

    assert (row["gap"], row["opportunity"]) == (pytest.approx(10), pytest.approx(10))
    assert row["chance"] == pytest.approx(norm.cdf(10 / error), abs=1e-6)
    assert row["gap_lower_80"] == pytest.approx(10 - 1.281552 * error, abs=1e-5)


def test_england_and_a_named_area_bring_their_own_error():
    england = tidy("A", ["England"], [8200], 10_000)
    figures = pd.concat([made_up(indicators=["A"]), england])
    by_name = opportunity(figures, area="X00", comparator="England", seed=0)
    small = opportunity(figures, area="X00", comparator="area", against="X05", seed=0)
    assert by_name.table["compared_with"].iloc[0] == 82.0
    assert "the value of England, its own error included" in by_name.how
    widths = [(f.table["gap_upper"] - f.table["gap_lower"]).iloc[0] for f in (by_name, small)]
    assert widths[0] < widths[1]


def test_targets_can_differ_by_indicator():
    found = opportunity(made_up(), area="X00", comparator="target", target={"A": 95}, seed=0).table
    assert found["compared_with"].iloc[0] == 95
    assert found["verdict"].iloc[1] == "nothing to compare with"
    assert found["note"].iloc[1].startswith("no target")


RANKED = ["best 5 of 10", "median"]


@pytest.mark.parametrize("comparator", RANKED)
def test_the_same_seed_gives_the_same_bytes_with_any_number_of_workers(comparator):
    rows = made_up(indicators=["A", "B", "C"])
    first, again, threads = (
        opportunity(rows, area="X00", peers=TEN, comparator=comparator, seed=9, workers=workers)
        for workers in (1, 1, 3)
    )
    other = opportunity(rows, area="X00", peers=TEN, comparator=comparator, seed=10)
    for twin in (again, threads):
        pd.testing.assert_frame_equal(first.table, twin.table, check_exact=True)
        assert first.table.to_csv() == twin.table.to_csv()
        assert first.fingerprint == twin.fingerprint
    assert first.fingerprint != other.fingerprint
    assert not first.table["gap_lower"].equals(other.table["gap_lower"])


@pytest.mark.parametrize("comparator", ["peer mean", *RANKED])
def test_order_of_rows_and_other_indicators_change_nothing(comparator):
    rows = made_up()
    one = opportunity(rows, area="X00", peers=TEN, comparator=comparator, seed=0).table
    two = opportunity(rows.sample(frac=1, random_state=3), area="X00", peers=TEN,
                      comparator=comparator, seed=0).table  # fmt: skip
    alone = opportunity(rows[rows["indicator"] == "B"], area="X00", peers=TEN,
                        comparator=comparator, seed=0).table  # fmt: skip
    pd.testing.assert_frame_equal(one, two, check_exact=True)
    pd.testing.assert_frame_equal(one.tail(1).reset_index(drop=True), alone, check_exact=True)


@pytest.mark.parametrize("comparator", ["peer mean", "pooled mean", *RANKED])
def test_many_areas_at_once_are_each_area_alone(comparator):
    rows = made_up()
    codes = sorted(set(rows["area"]))
    listed = pd.DataFrame(
        [(a, codes[(i + k) % 24], k, "made up") for i, a in enumerate(codes) for k in range(1, 11)],
        columns=["area", "peer", "order", "source"],
    )
    together = opportunity(rows, area=None, peers=listed, comparator=comparator, seed=4).table
    for area in ("X00", "X17"):
        alone = opportunity(rows, area=area, peers=listed, comparator=comparator, seed=4).table
        part = together[together["area"] == area].reset_index(drop=True)
        pd.testing.assert_frame_equal(part, alone, check_exact=True)
    two = opportunity(rows, area=["X17", "X00"], peers=listed, comparator=comparator, seed=4).table
    assert two["area"].tolist() == ["X00", "X00", "X17", "X17"]


@pytest.mark.parametrize("comparator", ["peer mean", *RANKED])
def test_turned_over_a_measure_has_the_same_gap(comparator):
    rows = made_up(indicators=["A"])
    missed = rows["denominator"] - rows["count"]
    turned = rows.assign(count=missed, value=100 * missed / rows["denominator"],
                         polarity="high is bad")  # fmt: skip
    one, two = (
        opportunity(r, area="X00", peers=TEN, comparator=comparator, seed=1).table
        for r in (rows, turned)
    )
    assert two["gap_seen"].tolist() == pytest.approx(one["gap_seen"].tolist())
    assert two["gap"].tolist() == pytest.approx(one["gap"].tolist(), abs=0.1)
    assert two["chance"].tolist() == pytest.approx(one["chance"].tolist(), abs=0.02)


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 2**32), st.sampled_from(["peer mean", *RANKED]))
def test_the_figures_hold_together(seed, comparator):
    found = opportunity(made_up(seed=seed % 7), area="X00", peers=TEN, comparator=comparator,
                        seed=seed, draws=1000)  # fmt: skip
    t = found.table
    assert (t["gap_lower"] <= t["gap"]).all() and (t["gap"] <= t["gap_upper"]).all()
    assert t["chance"].between(0, 1).all()
    assert (t["opportunity_lower"] >= 0).all()
    np.testing.assert_allclose(
        t["opportunity"], t["gap"].clip(lower=0) * t["denominator"] / t["scale"]
    )
    assert ((t["chance"] >= 0.5) == (t["gap"] >= 0)).all()


def test_rates_and_standardised_rates_have_their_own_draws():
    rng = np.random.default_rng(1)
    n = rng.integers(5000, 50_000, 24)
    count = rng.poisson(n * rng.gamma(40, 0.01 / 40, 24))
    rate = tidy("R", [f"X{i:02d}" for i in range(24)], count, n, unit="per 1,000", scale=1000.0,
                value=1000 * count / n, polarity="high is bad")  # fmt: skip
    rate = rate.assign(lower=rate["value"] - 1, upper=rate["value"] + 1)
    adjusted = rate.assign(indicator="S", value=rate["value"] * 1.3, count=np.nan)
    adjusted = adjusted.assign(lower=adjusted["value"] - 1.2, upper=adjusted["value"] + 1.2)
    found = opportunity(pd.concat([rate, adjusted]), area="X00", peers=TEN,
                        comparator="best 5 of 10", seed=0).table  # fmt: skip
    assert found["model"].tolist() == ["gamma-Poisson", "normal-normal"]
    assert (found["tau"] > 0).all()


def test_persistence_stands_beside_the_gap_where_two_periods_are_there():
    before, now = made_up(seed=2, period="2014-15"), made_up(seed=2)
    found = opportunity(pd.concat([before, now]), area="X00", peers=TEN, seed=0).table
    assert (found["persistence_from"] == "2014-15").all()
    assert found["correlation"].tolist() == pytest.approx([1, 1])
    np.testing.assert_allclose(found["gap_expected"], found["gap"] * found["correlation"])
    behind = found["value"] < [now.loc[now["indicator"] == i, "value"].mean() for i in "AB"]
    assert (found["share_left"].notna() == behind).all() and behind.any()
    np.testing.assert_allclose(found.loc[behind, "share_left"], 1.0)
    alone = opportunity(now, area="X00", peers=TEN, seed=0).table
    assert alone["correlation"].isna().all() and alone["persistence_from"].isna().all()


def test_what_is_missing_is_said_in_words():
    rows = made_up(indicators=["A", "B", "C", "D"])
    rows.loc[(rows["indicator"] == "A") & (rows["area"] == "X00"), ["value", "count"]] = np.nan
    rows.loc[rows["indicator"] == "B", "polarity"] = None
    rows.loc[(rows["indicator"] == "C") & (rows["area"] == "X03"), ["count"]] = np.nan
    gone = (rows["indicator"] == "D") & rows["area"].isin(TEN[:2])
    found = opportunity(rows[~gone], area="X00", peers=TEN, comparator="best 5 of 10", seed=0)
    assert found.table["verdict"].tolist() == [
        "not published", "no direction given", "no interval", "too few peers"
    ]  # fmt: skip
    assert "8 peers have this figure" in found.table["note"].iloc[3]
    assert "not published: 1" in found.summary()


def test_comparators_that_too_few_areas_bear_are_refused():
    with pytest.raises(InputError, match="10 peers for the comparator 'upper quartile'.*20"):
        opportunity(made_up(), area="X00", peers=TEN, comparator="upper quartile", seed=0)
    with pytest.raises(InputError, match="23 peers for the comparator 'upper decile'.*40"):
        opportunity(made_up(), area="X00", comparator="upper decile", seed=0)
    assert len(opportunity(made_up(), area="X00", comparator="upper quartile", seed=0).table) == 2


def test_faulty_arguments_are_refused():
    rows = made_up()
    with pytest.raises(InputError, match="seed None"):
        opportunity(rows, area="X00", seed=None)
    with pytest.raises(InputError, match="draws 10"):
        opportunity(rows, area="X00", seed=0, draws=10)
    with pytest.raises(InputError, match="comparator 'area' without one"):
        opportunity(rows, area="X00", comparator="area", seed=0)
    with pytest.raises(InputError, match="area 'England'"):
        opportunity(rows, area="X00", comparator="England", seed=0)
    with pytest.raises(InputError, match="target None"):
        opportunity(rows, area="X00", comparator="target", seed=0)
    with pytest.raises(InputError, match="an empty list of areas"):
        opportunity(rows, area=[], seed=0)
    with pytest.raises(InputError, match="named 2 times"):
        listed = pd.DataFrame({"area": ["X00"] * 4, "peer": ["X01", "X02", "X02", "X03"]})
        opportunity(rows, area=None, peers=listed, seed=0)
    with pytest.raises(InputError, match="no peers of X09"):
        listed = pd.DataFrame({"area": ["X00"] * 3, "peer": ["X01", "X02", "X03"]})
        opportunity(rows, area=["X00", "X09"], peers=listed, seed=0)
    with pytest.raises(TypeError):
        opportunity(rows, area="X00")


def test_peers_go_straight_in_with_what_they_warn_of():
    attributes = pd.DataFrame({"area": [f"X{i:02d}" for i in range(24)], "population": range(24)})
    alike = peers(attributes, method="plain", strike={"X01": "boundary change"})
    found = opportunity(made_up(), area="X00", peers=alike, comparator="best 5 of 10", seed=0)
    assert "X01 was struck out: boundary change." in found.warnings
    assert (found.table["peers"] == 10).all()


def test_periods_that_differ_are_warned_of():
    rows = pd.concat([made_up(indicators=["A"]), made_up(indicators=["B"], period="2014-15")])
    found = opportunity(rows, area="X00", peers=TEN, seed=0)
    assert any(
        words.startswith("The periods differ between indicators") for words in found.warnings
    )


def test_areas_of_a_list_that_have_no_figures_are_named():
    listed = pd.DataFrame({"area": ["X00"] * 4 + ["Y99"] * 3,
                           "peer": ["X01", "X02", "X03", "Z77", "X01", "X02", "X03"]})  # fmt: skip
    found = opportunity(made_up(), area=None, peers=listed, seed=0)
    assert set(found.table["area"]) == {"X00"}
    assert "2 areas of the list of peers have no figures: Y99, Z77." in found.warnings


def test_the_answer_is_frozen_and_its_frames_fresh():
    found = opportunity(made_up(), area="X00", peers=TEN, seed=0)
    table = found.table
    table["gap"] = 0.0
    assert (found.table["gap"] != 0).all()
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.seed = 1
    assert repr(found).startswith("<Opportunities: peer mean, seed 0:")
