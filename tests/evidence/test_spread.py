"""Where our area stands among all areas."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcc_prioritise.evidence.benchmarking import benchmark
from wcc_prioritise.evidence.spread import spread
from wcc_prioritise.evidence.verdicts import verdict_sheet
from wcc_prioritise.tables import InputError

SAID = {
    "worse than peers": "Worse",
    "better than peers": "Better",
    "no clear difference": "Similar",
    "no interval": "Not compared",
}


@pytest.fixture(scope="module")
def stands(published, peers_table):
    return spread(published(), area="08V", peers=peers_table())


def test_beside_its_peers_a_verdict_is_that_of_the_benchmark(stands, published, peers_table):
    gaps = benchmark(published(), area="08V", peers=peers_table())

    assert stands.table["verdict"].tolist() == [SAID[word] for word in gaps.table["verdict"]]
    assert stands.table["yardstick"].tolist() == pytest.approx(gaps.table["peer_mean"].tolist())
    assert stands.table["peers"].tolist() == [10, 10, 10]


def test_beside_england_a_verdict_is_the_publishers(published):
    table = published()
    england = table.groupby("indicator", as_index=False).agg(
        count=("count", "sum"), denominator=("denominator", "sum")
    )
    england = england.assign(
        area="E92000001", value=100 * england["count"] / england["denominator"]
    )
    both = pd.concat([table, england], ignore_index=True)
    both[["period", "unit", "scale", "polarity"]] = ["2015-16", "%", 100.0, "high is good"]

    stands = spread(both, area="08V")
    sheet = verdict_sheet(both, area="08V", reference="E92000001")

    assert stands.table["verdict"].tolist() == sheet.table["verdict"].tolist()
    assert stands.beside == "E92000001"
    assert stands.table["areas"].tolist() == [11, 11, 11]  # England is no area among them
    assert "E92000001" not in set(stands.areas["area"])
    assert "left out" in stands.how


def test_ends_quarters_and_place_are_those_of_all_areas(stands, published):
    table = published()
    value = table.loc[table["indicator"] == "COPD003"].set_index("area")["value"]
    row = stands.table.set_index("indicator").loc["COPD003"]

    assert (row["worst"], row["best"]) == (value.min(), value.max())
    assert (row["worst_area"], row["best_area"]) == (value.idxmin(), value.idxmax())
    quarters = np.quantile(value, [0.25, 0.5, 0.75])
    assert row[["worst_quarter", "median", "best_quarter"]].tolist() == pytest.approx(quarters)
    assert row["place"] == (value > value["08V"]).sum() + 1


def test_where_high_is_bad_the_highest_is_the_worst_and_stands_at_the_left(figures):
    table = figures((80, 100), (20, 100), (30, 100), (40, 100), polarity="high is bad")
    row = spread(table, area="Ours").table.iloc[0]

    assert (row["worst"], row["best"]) == (80.0, 20.0)
    assert (row["worst_at"], row["place"], row["verdict"]) == (-1.0, 4, "Worse")
    assert row["best_at"] == pytest.approx(10 / 50)
    assert row["yardstick"] == pytest.approx(30)


def test_without_a_direction_nothing_is_judged_and_right_is_higher(figures):
    row = spread(figures((80, 100), (20, 100), (30, 100), polarity=None), area="Ours").table.iloc[0]

    assert row["verdict"] == "Higher"
    assert (row["best"], row["best_at"]) == (80.0, 1.0)


counts = st.lists(st.integers(0, 500), min_size=2, max_size=30)


@settings(max_examples=40)
@given(counts, st.sampled_from(["high is good", "high is bad", None]))
def test_the_places_on_the_line_are_in_order_and_the_longer_side_is_one(counts, polarity):
    table = pd.DataFrame({"area": [f"A{i:02d}" for i in range(len(counts))], "count": counts})
    table = table.assign(
        indicator="FEET", period="2025-26", denominator=500, scale=100.0, unit="%",
        value=table["count"] / 5, polarity=polarity,
    )  # fmt: skip
    row = spread(table, area="A00", reference="all areas").table.iloc[0]

    at = [row[f"{end}_at"] for end in ("worst", "worst_quarter", "best_quarter", "best")]
    assert at == sorted(at)
    assert at[0] - 1e-9 <= row["at"] <= at[-1] + 1e-9
    reach = max(abs(at[0]), abs(at[-1]))
    assert reach == pytest.approx(1.0) or len(set(counts)) == 1


def test_a_figure_of_ours_that_is_not_published_has_no_place(figures):
    table = figures((80, 100), (20, 100), (30, 100), (40, 100))
    table.loc[0, ["value", "count"]] = np.nan
    row = spread(table, area="Ours").table.iloc[0]

    assert (row["verdict"], row["areas"]) == ("Not compared", 3)
    assert pd.isna(row["place"]) and np.isnan(row["at"])


def test_without_intervals_nothing_is_judged(figures):
    table = figures((80, 100), (20, 100), (30, 100), unit="score")
    stands = spread(table, area="Ours")

    assert set(stands.areas["verdict"]) == {"Not compared"}
    assert stands.tests == 0 and stands.expected_false == 0


def test_an_area_that_is_alone_can_be_asked_for(figures):
    stands = spread(figures((80, 100)), area="Ours")

    row = stands.table.iloc[0]
    assert (row["areas"], row["peers"], row["verdict"]) == (1, 0, "Not compared")


def test_the_flags_that_chance_would_raise_go_with_the_figures(stands):
    assert (stands.tests, stands.expected_false) == (3, pytest.approx(0.15))
    assert stands.of("AF007").tests == 1


def test_fewer_indicators_can_be_asked_for_in_any_order(stands):
    some = stands.of("DM014", "AF007")

    assert some.indicators == ("DM014", "AF007")
    assert set(some.areas["indicator"]) == {"DM014", "AF007"}
    assert some.fingerprint != stands.fingerprint
    with pytest.raises(InputError, match="indicator 'DM041'.*Did you mean 'DM014'"):
        stands.of("DM041")
    with pytest.raises(InputError, match="no indicator"):
        stands.of()


def test_the_answer_cannot_be_changed_from_outside(stands):
    table = stands.table
    table.loc[0, "verdict"] = "Changed"

    assert "Changed" not in set(stands.table["verdict"])
    with pytest.raises(AttributeError):
        stands.area = "another"


def test_an_indicator_that_only_others_have_is_spoken_of(published):
    table = published()
    table = table[(table["indicator"] != "AF007") | (table["area"] != "08V")]

    assert spread(table, area="08V").warnings == ("The table has no row of ours for AF007.",)


def test_an_unknown_yardstick_is_refused(published):
    with pytest.raises(InputError, match="area '08X'"):
        spread(published(), area="08V", reference="08X")
