"""Shares over draws on published and exact cases, and what may not change them."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from wcc_prioritise.robustness import (
    central_weights,
    confidence_factors,
    entropy,
    first_shares,
    head_to_head,
    rank_shares,
    ranking_entropy,
    standard_error,
)
from wcc_prioritise.robustness.shares import CHUNK, tally
from wcc_prioritise.robustness.weight_draws import anywhere

SHARED = Path(__file__).parents[3] / "shared" / "reference_cases"
RUNS = 200_000


def close(found, expected, tolerance, runs=None):
    """Hold figures to a tolerance, and to four standard errors more where they were sampled."""
    found, expected = np.asarray(found, dtype=float), np.asarray(expected, dtype=float)
    error = 0.0 if runs is None else 4 * standard_error(expected, runs)
    assert (np.abs(found - expected) <= tolerance + error).all(), found - expected


def test_two_criteria_three_options_exactly(reference):
    case = reference("g4_exact_two_criteria_three_options")
    expected, tolerance = case["expected"], case["tolerance_abs"]["default"]
    w = (np.arange(20_000) + 0.5) / 20_000  # every weight, on a grid that misses the break points
    values, weights = np.array(case["inputs"]["values"]), np.column_stack([w, 1 - w])
    shares = rank_shares(values, weights)
    close(shares, expected["rank_acceptability"], tolerance)
    close(central_weights(values, weights)[:, 0], expected["central_weight_1"], tolerance)
    close(head_to_head(values, weights), expected["pairwise_winning"], tolerance)
    close(entropy(shares[:, 0]), expected["entropy_first_rank_bits"], tolerance)


def test_corner_options(reference):
    case = reference("g4_exact_corner_options_and_roc")
    values, expected = case["inputs"]["values"], case["expected"]
    weights = anywhere(3, np.random.default_rng(0), RUNS)
    close(rank_shares(values, weights), expected["rank_acceptability"], 1e-12, RUNS)
    central = central_weights(values, weights)
    spread = 4 * 0.236 / np.sqrt(RUNS / 3)  # a uniform weight of three has standard deviation 0.236
    close(central, expected["central_weights"], spread)


def test_normal_values_at_fixed_weights(reference):
    case = reference("g4_exact_gaussian_confidence")
    rng, known = np.random.default_rng(1), case["inputs"]
    values = rng.normal(known["mean"], known["sd"], size=(RUNS, 2, 2))
    share, expected = known["weights"], case["expected"]["probability_A_best"]
    close(head_to_head(values, share)[0, 1], expected, 1e-9, RUNS)
    close(first_shares(values, share)[0], expected, 1e-9, RUNS)
    close(confidence_factors(values, [share, share])[0], expected, 1e-9, RUNS)


def test_antidepressants_with_uncertain_risks(reference):
    case = reference("g4_smaa_antidepressants_beta")
    known, expected = case["inputs"], case["expected"]
    rng = np.random.default_rng(2)
    events, n = np.array(known["events"]), np.array(known["sample_size"])
    risks = rng.beta(events + 1, n - events + 1, size=(RUNS, 3, 4))
    low, high = np.array(known["anchors"]).T
    values = (risks - low) / (high - low)
    down = np.array(known["direction"]) == "min"
    values[..., down] = 1 - values[..., down]
    weights = anywhere(4, rng, RUNS)
    tolerance = case["tolerance_abs"]["default"]
    close(rank_shares(values, weights), expected["rank_acceptability"], tolerance, RUNS)
    central = central_weights(values, weights)
    close(central, expected["central_weights"], tolerance)
    close(confidence_factors(values, central), expected["confidence_factors"], tolerance, RUNS)


def test_dominated_option_has_no_central_weights_not_zero(reference):
    case = reference("g4_smaa_dominance_and_pwi")
    known, expected = case["inputs"]["dominance"], case["expected"]["dominance"]
    values = np.repeat([known["value_A_all_criteria"], known["value_B_all_criteria"]], 3)
    values = np.tile(values.reshape(2, 3), (known["iterations"], 1, 1))
    central = central_weights(values, known["weights"])
    close(central[0], expected["central_A"], 1e-12)
    assert np.isnan(central[1]).all() and expected["central_B"] is None
    confidence = confidence_factors(values, central)
    assert confidence[0] == expected["confidence_A"] and np.isnan(confidence[1])
    assert first_shares(values, known["weights"]).tolist() == expected["first_rank"]


def test_pairwise_winning(reference):
    case = reference("g4_smaa_dominance_and_pwi")
    known = case["inputs"]["pwi"]
    values = np.stack([known["values_a1"], known["values_a2"]], axis=1)[:, :, None].astype(float)
    close(head_to_head(values, [1.0]), case["expected"]["pwi"], 1e-12)


@pytest.mark.skipif(not SHARED.is_dir(), reason="shared reference cases are absent")
def test_thromboprophylaxis_on_given_samples():
    text = (SHARED / "cases" / "g4_smaa_thromboprophylaxis_1000.json").read_text(encoding="utf-8")
    case = json.loads(text)
    expected = case["expected"]
    table = np.loadtxt(SHARED / case["inputs"]["samples_csv"], delimiter=",", skiprows=1)
    values, weights = table[:, 1:7].reshape(-1, 2, 3), table[:, 7:]
    tolerance = case["tolerance_abs"]["default"]
    central = central_weights(values, weights)
    fixed = first_shares(values, case["inputs"]["fixed_weights"])
    close(rank_shares(values, weights), expected["rank_acceptability"], tolerance)
    close(central, expected["central_weights"], tolerance)
    close(confidence_factors(values, central), expected["confidence_factors"], tolerance)
    close(head_to_head(values, weights), expected["pairwise_winning"], tolerance)
    close(ranking_entropy(values, weights), expected["ranking_entropy_bits"], tolerance)
    close(fixed, expected["first_rank_acceptability_fixed_weights"], tolerance)
    close(tally(values, weights).value / 1_000, expected["mean_value"], tolerance)


@pytest.mark.parametrize("spread", [0.01, 5.0, 60.0])
def test_those_who_are_not_looked_at_could_not_have_been_first(spread):
    rng = np.random.default_rng(8)
    values = rng.uniform(0, 100, (30, 5)) + rng.normal(0, spread, (400, 30, 5))
    central = anywhere(5, rng, 30)
    central[4] = np.nan
    found = confidence_factors(values, central)
    for option in range(30):
        total = np.rint((values @ central[option]) * 1e9)
        expected = (total[:, option] == total.max(axis=1)).mean()
        assert found[option] == expected or (option == 4 and np.isnan(found[4]))


# ---- ties ---------------------------------------------------------------------------------------


def test_ties_share_the_better_rank():
    shares = rank_shares([[50.0], [70.0], [70.0], [10.0]], [[1.0]])
    assert shares.argmax(axis=1).tolist() == [2, 0, 0, 3]
    assert head_to_head([[50.0], [70.0], [70.0]], [[1.0]])[1, 2] == 0
    assert central_weights([[70.0], [70.0]], [[1.0]]).tolist() == [[1.0], [1.0]]


def test_what_rounding_alone_parts_is_level():
    assert first_shares([[0.1 + 0.2], [0.3]], [[1.0]]).tolist() == [1.0, 1.0]


def test_entropy_of_the_whole_order():
    assert ranking_entropy([[1, 0], [0, 1]], [[0.9, 0.1], [0.1, 0.9]]) == 1.0
    assert ranking_entropy([[1, 0], [0, 1]], [[0.9, 0.1], [0.8, 0.2]]) == 0.0


@pytest.mark.parametrize("n", [2, 3, 5, 7, 8, 17, 23, 24, 25, 33])
@pytest.mark.parametrize("runs", [1, 2, 7, 300])
@pytest.mark.parametrize("drawn", [True, False])
def test_twins_have_the_same_figures_to_the_last_bit(n, runs, drawn):
    rng = np.random.default_rng(n * runs)
    values = rng.uniform(0, 100, (runs, n, 6) if drawn else (n, 6))
    values[..., n - 1, :] = values[..., 0, :]
    counted = tally(values, anywhere(6, rng, runs))
    for figures in (counted.places, counted.leading, counted.value):
        assert (figures[0] == figures[n - 1]).all()
    assert (counted.wins[0, 1:-1] == counted.wins[n - 1, 1:-1]).all()


# ---- what may not change anything ---------------------------------------------------------------

SIZES = st.tuples(st.integers(1, 60), st.integers(2, 8), st.integers(1, 6))


@st.composite
def cases(draw):
    runs, n, m = draw(SIZES)
    whole = st.integers(0, 20).map(float)
    shape = draw(st.sampled_from([(n, m), (runs, n, m)]))
    values = draw(arrays(float, shape, elements=whole))
    return values, draw(arrays(float, (runs, m), elements=st.integers(1, 9).map(float)))


def everything(values, weights):
    central = central_weights(values, weights)
    return [
        rank_shares(values, weights),
        head_to_head(values, weights),
        central,
        confidence_factors(values, central),
    ]


def same(found, expected, tolerance=1e-12):
    for a, b in zip(found, expected, strict=True):
        np.testing.assert_allclose(a, b, rtol=0, atol=tolerance)


@settings(max_examples=30, deadline=None)
@given(cases(), st.randoms(use_true_random=False))
def test_order_of_options_criteria_and_draws_changes_nothing(case, shuffler):
    values, weights = case
    rows, columns, order = (list(range(k)) for k in (*values.shape[-2:], len(weights)))
    for places in (rows, columns, order):
        shuffler.shuffle(places)
    moved = values[..., rows, :][..., columns]
    moved = moved[order] if values.ndim == 3 else moved
    shares, wins, central, confident = everything(values, weights)
    expected = [
        shares[rows],
        wins[np.ix_(rows, rows)],
        central[rows][:, columns],
        confident[rows],
    ]
    same(everything(moved, weights[order][:, columns]), expected)


@settings(max_examples=30, deadline=None)
@given(cases(), st.sampled_from([0.25, 2.0, 100.0]), st.sampled_from([0.5, 4.0]))
def test_scaling_of_weights_and_units_of_values_change_no_order(case, unit, scale):
    values, weights = case
    expected = everything(values, weights)
    expected[2] = expected[2] * scale
    same(everything(values * unit, weights * scale), expected)


@settings(max_examples=30, deadline=None)
@given(cases())
def test_a_dominated_option_and_a_criterion_without_weight_change_nothing(case):
    values, weights = case
    n, m = values.shape[-2:]
    worst = values.min(axis=-2, keepdims=True) - 1
    more = np.concatenate([values, worst], axis=-2)
    more = np.concatenate([more, np.flip(more[..., :1], axis=-2)], axis=-1)
    found = everything(more, np.column_stack([weights, np.zeros(len(weights))]))
    cut = [found[0][:n, :n], found[1][:n, :n], found[2][:n, :m], found[3][:n]]
    same(cut, everything(values, weights))
    assert found[0][n, n] == 1 and np.isnan(found[3][n])


@settings(max_examples=30, deadline=None)
@given(cases())
def test_a_twin_leaves_the_first_place_and_the_heads_alone(case):
    values, weights = case
    n = values.shape[-2]
    more = np.concatenate([values, values[..., :1, :]], axis=-2)
    assert (first_shares(more, weights)[:n] == first_shares(values, weights)).all()
    assert (head_to_head(more, weights)[:n, :n] == head_to_head(values, weights)).all()
    assert (rank_shares(more, weights)[n] == rank_shares(more, weights)[0]).all()


def test_shares_of_an_option_add_to_one_and_blocks_add_up():
    rng = np.random.default_rng(3)
    values, weights = rng.uniform(0, 100, (9, 4)), anywhere(4, rng, 3 * CHUNK + 5)
    shares = rank_shares(values, weights)
    assert shares.sum(axis=1) == pytest.approx(np.ones(9))
    total = weights @ values.T
    plain = (total[:, None, :] > total[:, :, None]).sum(axis=2)
    assert (shares[:, 0] == (plain == 0).mean(axis=0)).all()
    drawn = np.broadcast_to(values, (len(weights), 9, 4))
    assert (rank_shares(drawn, weights) == shares).all()


@pytest.mark.parametrize(
    ("values", "weights", "words"),
    [
        ([[1.0, 2.0]], [[1.0]], "do not fit"),
        ([1.0, 2.0], [[1.0, 2.0]], "do not fit"),
        (np.ones((3, 2, 2)), np.ones((4, 2)), "do not fit"),
        (np.ones((2, 2)), np.ones((0, 2)), "do not fit"),
        ([[np.nan, 1.0]], [[0.5, 0.5]], "missing or not finite"),
        ([[1.0, 1.0]], [[np.inf, 0.5]], "missing or not finite"),
    ],
)
def test_what_does_not_fit_is_refused(values, weights, words):
    with pytest.raises(ValueError, match=words):
        rank_shares(values, weights)


def test_many_options_are_ranked_beyond_255():
    values = np.arange(300.0)[:, None]
    assert rank_shares(values, [[1.0]]).argmax(axis=1).tolist() == list(range(299, -1, -1))
