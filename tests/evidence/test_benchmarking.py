"""Our area beside its peers: hand-computed figures, and laws that hold for any table."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import wcc_prioritise as wcc
from wcc_prioritise.evidence import benchmark, wilson, z_value
from wcc_prioritise.schema.records import Indicator
from wcc_prioritise.tables import InputError

TEN = ["00W", "07P", "07W", "04C", "07R", "07Y", "04X", "08W", "05L", "08N"]
FIVE = ((80, 100), (85, 100), (90, 100), (95, 100), (90, 100))
# Worked out apart from this package, with statsmodels' Wilson interval and plain sums.
BY_HAND = pd.DataFrame(
    {
        "COPD003": [88.556673, 87.48755, 89.545361, 89.880957, 89.555616, 90.206297, 1.324284,
                    0.245167, 2.4034, 48.720394, 9.0197, 88.421088],
        "DM014": [89.980545, 87.993611, 91.66979, 90.273964, 89.690499, 90.857428, 0.293419,
                  -1.635053, 2.221891, 3.016348, 0.0, 22.841036],
        "AF007": [87.266251, 85.18873, 89.089687, 85.200892, 84.718497, 85.683286, -2.06536,
                  -4.074606, -0.056113, 0.0, 0.0, 0.0],
    },
    index=["value", "lower", "upper", "peer_mean", "peer_lower", "peer_upper", "gap", "gap_lower",
           "gap_upper", "opportunity", "opportunity_lower", "opportunity_upper"],
)  # fmt: skip

CONTRACT_COLUMNS = [
    "indicator",
    "indicator_name",
    "period",
    "unit",
    "polarity",
    "value",
    "lower",
    "upper",
    "count",
    "denominator",
    "scale",
    "peers",
    "peer_mean",
    "peer_lower",
    "peer_upper",
    "gap",
    "gap_lower",
    "gap_upper",
    "opportunity",
    "opportunity_lower",
    "opportunity_upper",
    "verdict",
]


def one_row(gaps):
    table = gaps.table
    assert len(table) == 1
    return table.iloc[0]


# ---- the figures themselves ----------------------------------------------------------------------


def test_published_counts_give_the_figures_worked_out_by_hand(published, peers_table):
    table = benchmark(published(), area="08V", peers=peers_table()).table.set_index("indicator")

    expected = BY_HAND.T.loc[table.index]
    np.testing.assert_allclose(table[expected.columns], expected, rtol=0, atol=1e-6)
    assert table["verdict"].to_dict() == {
        "AF007": "better than peers",
        "COPD003": "worse than peers",
        "DM014": "no clear difference",
    }
    assert (table["peers"] == 10).all()
    assert (table["interval_from"] == "Wilson").all()


def test_the_sample_of_published_figures_gives_them_too():
    case = wcc.read(wcc.sample("real"))
    table = wcc.benchmark(case.indicators, area="NHS Tower Hamlets CCG", peers=case.peers).table

    got = table.set_index("indicator").loc[BY_HAND.columns, BY_HAND.index]
    np.testing.assert_allclose(got, BY_HAND.T, rtol=0, atol=1e-4)  # its values have six decimals


def test_the_table_begins_with_the_columns_others_rely_on(published):
    table = benchmark(published(), area="08V", peers=TEN).table

    assert table.columns[: len(CONTRACT_COLUMNS)].tolist() == CONTRACT_COLUMNS
    assert {"sex", "age", "note"} <= set(table.columns)


def test_where_high_is_bad_the_same_figures_are_the_other_way_round(published):
    good = benchmark(published(), area="08V", peers=TEN).table
    bad = benchmark(published().assign(polarity="high is bad"), area="08V", peers=TEN).table

    np.testing.assert_allclose(bad["gap"], -good["gap"])
    np.testing.assert_allclose(bad["gap_lower"], -good["gap_upper"])
    assert bad["verdict"].tolist() == [
        "worse than peers",
        "better than peers",
        "no clear difference",
    ]


def test_without_a_direction_there_is_a_mean_but_no_gap_and_no_opportunity(figures):
    row = one_row(benchmark(figures(*FIVE, polarity=None), area="Ours"))

    assert row["verdict"] == "no direction given"
    assert row["peer_mean"] == pytest.approx(90)
    assert row[["gap", "gap_lower", "opportunity", "opportunity_upper"]].isna().all()


def test_without_a_denominator_there_is_a_gap_but_no_opportunity(figures):
    rates = figures(*FIVE, denominator=np.nan, unit="per 100,000", lower=70.0, upper=98.0)
    row = one_row(benchmark(rates, area="Ours"))

    assert row["gap"] == pytest.approx(10)
    assert row[["opportunity", "opportunity_lower", "opportunity_upper"]].isna().all()
    assert row["note"] == "no denominator or no scale, so no opportunity"


def test_a_rate_keeps_its_published_interval(figures):
    rates = figures(*FIVE, unit="per 100,000", scale=100_000.0, polarity="high is bad")
    rates = rates.assign(lower=rates["value"] - 4, upper=rates["value"] + 6)
    row = one_row(benchmark(rates, area="Ours"))

    error = 10 / (2 * z_value(0.95))
    reach = z_value(0.95) * np.hypot(error, error / 2)  # four peers with one error: half of it
    assert (row["lower"], row["upper"], row["interval_from"]) == (76, 86, "published")
    assert row["peer_upper"] - row["peer_mean"] == pytest.approx(10 / 4)
    assert row["gap_upper"] == pytest.approx(-10 + reach)


def test_counts_go_before_published_limits_where_the_value_is_a_proportion(figures):
    row = one_row(benchmark(figures(*FIVE, lower=1.0, upper=99.0), area="Ours"))

    assert (row["lower"] / 100, row["upper"] / 100) == pytest.approx(wilson(80, 100))


def test_another_confidence_stretches_every_interval(figures):
    usual = benchmark(figures(*FIVE), area="Ours").table
    wider = benchmark(figures(*FIVE), area="Ours", confidence=0.998).table

    assert (wider["lower"].iloc[0] / 100, wider["upper"].iloc[0] / 100) == pytest.approx(
        wilson(80, 100, 0.998)
    )
    assert (wider["gap_lower"] < usual["gap_lower"]).all()
    assert (wider["peer_upper"] > usual["peer_upper"]).all()


def test_published_limits_are_stretched_in_proportion_and_stay_above_nought(figures):
    rates = figures(*FIVE, unit="per 1,000", denominator=np.nan, lower=10.0, upper=90.0)
    row = one_row(benchmark(rates.assign(value=50.0), area="Ours", confidence=0.998))

    assert row["lower"] == 0
    assert row["upper"] == pytest.approx(50 + 40 * z_value(0.998) / z_value(0.95))


def test_limits_of_a_mean_of_proportions_stay_within_the_scale(figures):
    row = one_row(benchmark(figures((5, 9), (9, 9), (9, 9), (9, 9)), area="Ours"))

    assert row["peer_mean"] == row["peer_upper"] == 100


def test_value_only_gives_no_interval_and_says_whose(figures):
    bare = figures(*FIVE, count=np.nan, denominator=np.nan)
    row = one_row(benchmark(bare, area="Ours"))

    assert row["verdict"] == "no interval"
    assert row["gap"] == pytest.approx(10)
    assert row[["lower", "upper", "peer_lower", "gap_lower", "gap_upper"]].isna().all()
    assert "4 of 4 peers have no interval" in row["note"]
    assert "the figure of Ours has no interval" in row["note"]


def test_one_peer_without_an_interval_leaves_the_mean_without_one(figures):
    partly = figures(*FIVE)
    partly.loc[2, ["count", "denominator"]] = np.nan
    row = one_row(benchmark(partly, area="Ours"))

    assert row["peer_mean"] == pytest.approx(90)
    assert np.isnan(row["peer_lower"])
    assert row["verdict"] == "no interval"
    assert row["note"] == "1 of 4 peers have no interval"


def test_a_value_that_was_not_published_keeps_its_row_with_the_publishers_note(figures):
    held_back = figures(*FIVE, note=None).astype({"note": object})
    held_back.loc[0, ["value", "note"]] = [np.nan, "Value suppressed, fewer than 5"]
    row = one_row(benchmark(held_back, area="Ours"))

    assert row["verdict"] == "not published"
    assert row["peer_mean"] == pytest.approx(90)
    assert np.isnan(row["gap"])
    assert "no value published for Ours" in row["note"]
    assert "Value suppressed, fewer than 5" in row["note"]


def test_an_indicator_that_only_peers_have_is_shown_as_not_published(published):
    table = published()
    table = table[~((table["area"] == "08V") & (table["indicator"] == "DM014"))]
    result = benchmark(table, area="08V", peers=TEN).table.set_index("indicator")

    assert result.loc["DM014", "verdict"] == "not published"
    assert result.loc["DM014", "note"] == "the table has no row for 08V"
    assert result.loc["DM014", "peer_mean"] == pytest.approx(BY_HAND.loc["peer_mean", "DM014"])
    assert np.isnan(result.loc["DM014", "value"])


def test_peers_without_a_value_are_not_counted(figures):
    partly = figures(*FIVE)
    partly.loc[1, "value"] = np.nan
    row = one_row(benchmark(partly, area="Ours"))

    assert row["peers"] == 3
    assert row["peer_mean"] == pytest.approx((90 + 95 + 90) / 3)


def test_fewer_than_three_peers_are_no_comparison(figures):
    row = one_row(benchmark(figures(*FIVE[:3]), area="Ours"))

    assert row["verdict"] == "too few peers"
    assert row["peers"] == 2
    assert row[["peer_mean", "peer_lower", "gap", "gap_upper", "opportunity"]].isna().all()
    assert row["lower"] < row["value"] < row["upper"]
    assert row["note"] == "2 of 2 peers have this figure, 3 are needed"


def test_three_peers_are_enough(figures):
    assert one_row(benchmark(figures(*FIVE[:4]), area="Ours"))["verdict"] != "too few peers"


def test_sexes_and_ages_are_kept_apart(figures):
    men = figures(*FIVE, sex="Male", age="17+")
    women = figures((70, 100), *FIVE[1:], sex="Female", age="17+")
    old = figures((60, 100), *FIVE[1:], sex="Female", age="65+")
    table = benchmark(pd.concat([men, women, old]), area="Ours").table

    assert table[["sex", "age", "value"]].to_numpy().tolist() == [
        ["Female", "17+", 70],
        ["Female", "65+", 60],
        ["Male", "17+", 80],
    ]
    assert (table["peers"] == 4).all()


def test_splits_of_an_area_are_not_areas(figures):
    splits = figures(*FIVE, value=np.nan, category="most deprived tenth")
    with_splits = benchmark(pd.concat([figures(*FIVE), splits]), area="Ours")

    pd.testing.assert_frame_equal(with_splits.table, benchmark(figures(*FIVE), area="Ours").table)


def test_unit_direction_and_scale_belong_to_the_indicator_not_the_row(figures):
    partly = figures(*FIVE)
    partly.loc[0, ["unit", "scale", "polarity"]] = [None, np.nan, None]
    gaps = benchmark(partly, area="Ours")

    pd.testing.assert_frame_equal(gaps.table, benchmark(figures(*FIVE), area="Ours").table)


# ---- periods -------------------------------------------------------------------------------------


def test_the_latest_period_of_our_area_is_taken(figures):
    earlier = figures((50, 100), *FIVE[1:], period="2009/10")
    row = one_row(benchmark(pd.concat([figures(*FIVE), earlier]), area="Ours"))

    assert row["period"] == "2025-26"
    assert row["value"] == pytest.approx(80)


def test_periods_that_differ_between_indicators_are_warned_of(figures):
    other = figures(*FIVE, indicator="EYES", period="2019-20")
    gaps = benchmark(pd.concat([figures(*FIVE), other]), area="Ours")

    assert gaps.warnings == (
        "The periods differ between indicators: 2019-20 (EYES); 2025-26 (FEET).",
    )


def test_one_period_in_two_spellings_is_one_period(figures):
    spelt = figures(*FIVE)
    spelt.loc[2:, "period"] = "2025/26"
    gaps = benchmark(spelt, area="Ours")

    assert gaps.warnings == ()
    assert one_row(gaps)["peers"] == 4


def test_peers_with_another_period_are_left_out_and_warned_of(figures):
    mixed = figures(*FIVE)
    mixed.loc[4, "period"] = "2024-25"
    gaps = benchmark(mixed, area="Ours")

    assert one_row(gaps)["peers"] == 3
    assert gaps.warnings == (
        "FEET: 1 peer with figures for other periods only, not for 2025-26, and left out.",
    )


def test_peers_that_are_ahead_of_us_are_warned_of(figures):
    later = figures(*FIVE, period="2026-27").iloc[1:]
    gaps = benchmark(pd.concat([figures(*FIVE), later]), area="Ours")

    assert one_row(gaps)["period"] == "2025-26"
    assert gaps.warnings == ("FEET: 4 peers with a later period than 2025-26.",)


def test_periods_of_one_kind_give_no_warning(published):
    assert benchmark(published(), area="08V", peers=TEN).warnings == ()


def test_a_single_period_may_be_called_anything(figures):
    assert one_row(benchmark(figures(*FIVE, period="baseline"), area="Ours"))["peers"] == 4


def test_periods_without_an_order_are_asked_about(figures):
    table = pd.concat([figures(*FIVE), figures(*FIVE, period="baseline")])

    with pytest.raises(InputError, match="row 7, column period: found 'baseline' beside other"):
        benchmark(table, area="Ours")


# ---- laws ----------------------------------------------------------------------------------------


counts_of_five = st.lists(
    st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=5,
    max_size=5,
)


@settings(max_examples=15, deadline=None)
@given(order=st.permutations(range(33)), peer_order=st.permutations(range(10)))
def test_the_order_of_rows_changes_nothing(published, peers_table, order, peer_order):
    usual = benchmark(published(), area="08V", peers=peers_table())
    shuffled = benchmark(
        published().iloc[list(order)], area="08V", peers=peers_table().iloc[list(peer_order)]
    )

    pd.testing.assert_frame_equal(shuffled.table, usual.table, check_exact=True)
    pd.testing.assert_frame_equal(shuffled.peers, usual.peers)
    assert shuffled.fingerprint == usual.fingerprint
    assert repr(shuffled) == repr(usual)


@settings(max_examples=20, deadline=None)
@given(pairs=counts_of_five, times=st.integers(2, 1000))
def test_more_of_the_same_leaves_the_mean_and_narrows_the_interval(figures, pairs, times):
    small = one_row(benchmark(figures(*pairs), area="Ours"))
    large = one_row(benchmark(figures(*[(x * times, n * times) for x, n in pairs]), area="Ours"))

    assert large["peer_mean"] == pytest.approx(small["peer_mean"])
    assert large["gap"] == pytest.approx(small["gap"], abs=1e-9)
    assert large["upper"] - large["lower"] < small["upper"] - small["lower"]
    assert large["gap_upper"] - large["gap_lower"] < small["gap_upper"] - small["gap_lower"]
    assert large["opportunity"] == pytest.approx(times * small["opportunity"], abs=1e-6)


@settings(max_examples=20, deadline=None)
@given(pair=st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_area_like_all_its_peers_has_no_gap_at_all(figures, pair):
    row = one_row(benchmark(figures(pair, pair, pair, pair, pair), area="Ours"))

    assert row["gap"] == 0
    assert row["verdict"] == "no clear difference"


@settings(max_examples=20, deadline=None)
@given(pairs=counts_of_five)
def test_an_area_at_its_peers_mean_has_no_gap(figures, pairs):
    table = figures(*pairs, count=np.nan, lower=0.0, upper=100.0)
    table.loc[0, "value"] = table["value"].iloc[1:].mean()
    row = one_row(benchmark(table, area="Ours"))

    assert row["gap"] == pytest.approx(0, abs=1e-12)
    assert row["verdict"] == "no clear difference"


@settings(max_examples=20, deadline=None)
@given(pairs=counts_of_five, confidence=st.floats(0.6, 0.999))
def test_opportunity_is_never_negative_and_lies_within_its_limits(figures, pairs, confidence):
    row = one_row(benchmark(figures(*pairs), area="Ours", confidence=confidence))

    assert 0 <= row["opportunity_lower"] <= row["opportunity"] <= row["opportunity_upper"]
    assert row["opportunity"] <= row["denominator"]
    assert (row["verdict"] == "worse than peers") == (row["opportunity_lower"] > 0)


def test_an_unused_row_does_not_change_the_fingerprint_but_a_used_one_does(published):
    usual = benchmark(published(), area="08V", peers=TEN)
    other = published().iloc[[0]].assign(area="99Z", count=1, value=100 / 3679)
    with_unused = benchmark(pd.concat([published(), other]), area="08V", peers=TEN)
    changed = published().astype({"value": float})
    changed.loc[1, "value"] += 1e-9

    assert len(usual.fingerprint) == 64
    assert with_unused.fingerprint == usual.fingerprint
    assert benchmark(changed, area="08V", peers=TEN).fingerprint != usual.fingerprint


def test_kinds_of_column_do_not_change_the_answer(published):
    whole = published().astype({"count": "Int64", "denominator": "int32", "scale": "int64"})
    text = published().astype(object).reindex(columns=list(Indicator.model_fields))
    usual = benchmark(published(), area="08V", peers=TEN)

    for table in (whole, text):
        gaps = benchmark(table, area="08V", peers=TEN)
        pd.testing.assert_frame_equal(gaps.table, usual.table)
        assert gaps.fingerprint == usual.fingerprint


def test_the_table_given_is_left_as_it_was(published, peers_table):
    table, peers = published(), peers_table()
    before, peers_before = table.copy(deep=True), peers.copy(deep=True)

    benchmark(table, area="08V", peers=peers)

    pd.testing.assert_frame_equal(table, before)
    pd.testing.assert_frame_equal(peers, peers_before)
