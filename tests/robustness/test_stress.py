"""The whole answer: shares, bands, workers, and what may not change a byte."""

import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.robustness import (
    central_weights,
    confidence_factors,
    draws,
    head_to_head,
    rank_shares,
    stress,
)
from wcc_prioritise.robustness.stress import how_sure
from wcc_prioritise.tables import InputError


@pytest.fixture(scope="module")
def doubted(appraisal):
    return stress(appraisal, runs=9_000, seed=2026, weights="panel")


def test_it_is_the_array_functions_over_the_draws(appraisal, doubted):
    chunks = list(draws(appraisal, 9_000, seed=2026, weights="panel"))
    values = np.concatenate([chunk.values for chunk in chunks])
    weights = np.concatenate([chunk.weights for chunk in chunks])
    assert (doubted.shares.to_numpy() == rank_shares(values, weights)).all()
    assert (doubted.beats.to_numpy() == head_to_head(values, weights)).all()
    central = central_weights(values, weights)
    np.testing.assert_allclose(doubted.central, central, rtol=0, atol=1e-12)
    np.testing.assert_array_equal(doubted.confidence, confidence_factors(values, central))
    total = np.einsum("knm,km->kn", values, weights)
    points = np.quantile(total, [0.05, 0.5, 0.95], axis=0).T
    np.testing.assert_allclose(doubted.intervals, points, rtol=0, atol=0.03)
    np.testing.assert_allclose(doubted.mean, total.mean(axis=0), rtol=0, atol=1e-9)


def test_values_below_nought_keep_their_place_in_the_intervals(appraisal):
    values = appraisal.values.copy()
    values.loc["P05"] = -60.0
    found = stress(replace(appraisal, values=values), 2_000, seed=3, scores="fixed")
    assert found.intervals.loc["P05"].to_numpy() == pytest.approx([-60, -60, -60], abs=0.02)
    others = stress(appraisal, 2_000, seed=3, scores="fixed").intervals.drop(index="P05")
    np.testing.assert_allclose(found.intervals.drop(index="P05"), others, rtol=0, atol=0.03)


def test_error_stands_beside_every_share(doubted):
    share = doubted.shares.to_numpy()
    assert doubted.error.to_numpy() == pytest.approx(np.sqrt(share * (1 - share) / 9_000))
    assert doubted.beats_error.shape == (24, 24)
    sure = doubted.confidence
    expected = np.sqrt(sure * (1 - sure) / 9_000)
    np.testing.assert_array_equal(doubted.confidence_error, expected)
    assert (doubted.table["error"] > 0).equals(doubted.table["first"].between(1e-9, 1 - 1e-9))


def test_table_and_words(doubted):
    table = doubted.table
    assert table["band"].is_monotonic_increasing and table["band"].iloc[0] == 1
    assert table["band"].drop_duplicates().tolist() == list(range(1, table["band"].max() + 1))
    assert ((table["low"] <= table["middle"]) & (table["middle"] <= table["high"])).all()
    assert (table["best"] <= table["worst"]).all()
    assert set(table["how_sure"]) == {"sometimes", "never"}
    assert "comes first most often, in 7" in doubted.words
    assert f"{len(table)} candidates in {table['band'].max()} bands" in repr(doubted)
    assert "people drawn again" in doubted._repr_html_()


def test_bands_are_those_of_the_rule(doubted):
    band = doubted.bands
    for number, members in band.groupby(band):
        opener = members.index[0]
        holds = doubted.beats[opener][members.index[1:]]
        assert (holds >= 0.25).all()
        following = band[band == number + 1]
        if len(following):
            assert doubted.beats.at[following.index[0], opener] < 0.25


def test_fixed_scores_and_one_persons_weights(appraisal):
    found = stress(appraisal, 500, seed=0, scores="fixed")
    values, weights = appraisal.values, appraisal.person_weights
    best = {(values @ row).idxmax() for _, row in weights.iterrows()}
    assert set(found.first[found.first > 0].index) == best
    assert set(found.confidence.dropna()) <= {0.0, 1.0}
    assert found.words.endswith("comes first every time.") and found.entropy == 0


def test_weights_that_stand_leave_the_doubt_about_scores(appraisal):
    found = stress(appraisal, 2_000, seed=0, weights="fixed")
    np.testing.assert_array_equal(found.confidence.notna(), found.first > 0)
    reached = found.central.dropna()
    expected = np.tile(appraisal.weights, (len(reached), 1))
    np.testing.assert_allclose(reached, expected, rtol=0, atol=1e-12)
    # with the same weights in every draw, the confidence factor is the share of first places
    leads = found.first > 0
    np.testing.assert_array_equal(found.confidence[leads], found.first[leads])
    assert (found.table["low"] <= found.table["high"]).all() and found.bands.max() > 1
    assert "weights as they stand" in repr(found) and "comes first" in found.words


def test_all_that_lead_are_named(twins, appraisal):
    values = twins.values.copy()
    values.loc[["X1", "P10", "P20"]] = 100.0
    level = replace(twins, values=values)
    found = stress(level, 100, seed=0, weights="simplex", scores="fixed")
    names = twins.case.names[["X1", "P10", "P20"]]
    assert found.words.endswith("come first, level, every time.")
    assert all(name in found.words for name in names)
    values.loc[:] = 50.0
    found = stress(replace(twins, values=values), 100, seed=0, weights="simplex", scores="fixed")
    assert "and 22 more come first, level" in found.words and "in 1 band," in repr(found)


def test_weights_of_one_person_are_too_few_to_draw(appraisal):
    alone = replace(appraisal, person_weights=appraisal.person_weights.head(1))
    said = stress(alone, 100, seed=0).warnings
    assert any("Weights were given by 1 of the people" in words for words in said)
    said = stress(alone, 100, seed=0, weights="simplex").warnings
    assert not any("Weights were given" in words for words in said)


def test_twins_have_the_same_answer_to_the_last_bit(twins):
    for weights in ("people", "panel", "simplex"):
        found = stress(twins, 3_000, seed=1, weights=weights)
        for frame in (found.shares, found.central, found.intervals):
            np.testing.assert_array_equal(frame.loc["X1"], frame.loc["P10"])
        others = found.beats.columns.difference(["X1", "P10"])
        assert (found.beats.loc["X1", others] == found.beats.loc["P10", others]).all()
        assert found.beats.at["X1", "P10"] == found.beats.at["P10", "X1"] == 0
        assert found.bands["X1"] == found.bands["P10"]
        assert found.mean["X1"] == found.mean["P10"]
        same = found.confidence[["X1", "P10"]]
        assert same.iloc[0] == same.iloc[1] or same.isna().all()


def test_a_cell_nobody_scored_shows_in_the_interval_and_the_value(appraisal):
    hole = pd.DataFrame(False, index=appraisal.values.index, columns=appraisal.values.columns)
    hole.at["P16", "C3"] = True
    gap = replace(
        appraisal, values=appraisal.values.mask(hole), figures=appraisal.figures.mask(hole)
    )
    found, before = (stress(a, 3_000, seed=1) for a in (gap, appraisal))
    width = lambda s: s.intervals.at["P16", 95] - s.intervals.at["P16", 5]  # noqa: E731
    assert width(found) > width(before)
    assert found.value["P16"] == found.mean["P16"]
    assert found.bands.notna().all() and found.warnings


# ---- workers ------------------------------------------------------------------------------------

RUNS = 3 * 8_192 + 100


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_any_number_of_workers_gives_the_same_bytes(appraisal, workers):
    alone = stress(appraisal, RUNS, seed=7, weights="simplex")
    with ThreadPoolExecutor(workers) as executor:
        shared = stress(appraisal, RUNS, seed=7, weights="simplex", executor=executor)
    assert shared.fingerprint == alone.fingerprint
    assert shared.central.to_numpy().tobytes() == alone.central.to_numpy().tobytes()


def test_other_processes_give_the_same_bytes(appraisal):
    alone = stress(appraisal, 2 * 8_192, seed=7)
    with ProcessPoolExecutor(2) as executor:
        shared = stress(appraisal, 2 * 8_192, seed=7, executor=executor)
        with pytest.raises(InputError, match="stands in a module"):
            stress(
                appraisal,
                10,
                seed=7,
                weights=lambda rng, runs, criteria: rng.random((runs, len(criteria))),
                executor=executor,
            )
    assert shared.fingerprint == alone.fingerprint


def test_another_seed_or_doubt_gives_another_fingerprint(appraisal):
    asked = [{"seed": 0}, {"seed": 1}, {"seed": 0, "scores": "fixed"}, {"seed": 0, "runs": 101}]
    prints = {stress(appraisal, **{"runs": 100, **a}).fingerprint for a in asked}
    assert len(prints) == 4
    assert stress(appraisal, 100, seed=0).fingerprint in prints


def test_progress_is_told_in_draws(appraisal):
    told = []
    stress(appraisal, 10_000, seed=0, progress=lambda done, total: told.append((done, total)))
    assert told == [(8_192, 20_000), (10_000, 20_000), (18_192, 20_000), (20_000, 20_000)]


@pytest.mark.slow
def test_a_cluster_gives_the_same_bytes(appraisal):
    distributed = pytest.importorskip("distributed", reason="dask is not installed")
    alone = stress(appraisal, RUNS, seed=7)
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as site,
        distributed.Client(site) as client,
    ):
        shared = stress(appraisal, RUNS, seed=7, executor=client.get_executor())
    assert shared.fingerprint == alone.fingerprint


MEASURED = """
import resource, wcc_prioritise as wcc
from wcc_prioritise.robustness import stress
appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
stress(appraisal, {runs}, seed=1, weights="panel")
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is read in KiB on Linux only")
def test_a_million_draws_of_both_doubts_stay_under_150_mib():
    said = subprocess.run(
        [sys.executable, "-c", MEASURED.format(runs=1_000_000)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert float(said.stdout) < 150


# ---- words and refusals -------------------------------------------------------------------------


def test_how_sure_in_the_words_of_the_room():
    assert [how_sure(share) for share in (1.0, 0.999, 0.0001, 0.0)] == [
        "every time",
        "sometimes",
        "sometimes",
        "never",
    ]


def test_arguments_are_kept_and_an_own_function_is_named(appraisal):
    ranges = stress(appraisal, 50, seed=0, weights={"C1": (0.1, 0.5)}).arguments
    assert ranges == {"runs": 50, "seed": 0, "weights": {"C1": (0.1, 0.5)}, "scores": "panel"}
    own = stress(appraisal, 50, seed=0, weights=evenly)
    assert "evenly sha256:" in own.arguments["weights"] and "evenly" in own.doubt


def evenly(rng, runs, criteria):
    return np.ones((runs, len(criteria)))


def test_cells_scored_by_few_are_told(northmere):
    scores = northmere.scores
    keep = (scores["candidate"] != "P05") | (scores["criterion"] != "C2")
    keep |= scores["person"].isin(["S01", "S02"])
    appraisal = wcc.appraise(northmere.replace(scores=scores[keep]))
    found = stress(appraisal, 50, seed=0)
    assert any("fewer than three people" in warning for warning in found.warnings)


def test_one_candidate_alone_is_refused(appraisal):
    alone = replace(appraisal, values=appraisal.values.iloc[:1])
    with pytest.raises(InputError, match="nobody to be compared with"):
        stress(alone, seed=0)
