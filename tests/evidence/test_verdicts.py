"""The publisher's words, reproduced row by row, and the laws they obey."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcc_prioritise.evidence import byar, compared, recent_trend, still_flagged, verdict_sheet
from wcc_prioritise.tables import InputError

REAL = Path(__file__).parents[3] / "shared" / "data" / "real" / "fingertips"
shared = pytest.mark.skipif(not REAL.is_dir(), reason="shared data is absent")

NUMBERS = {
    "value": "value",
    "lowerci950limit": "lower",
    "upperci950limit": "upper",
    "count": "count",
    "denominator": "denominator",
}
KEY = ["indicatorid", "timeperiod", "sex", "age"]


def export(*names):
    """Read Fingertips exports as they are, headers stripped to letters and digits."""
    frames = [pd.read_csv(path, dtype=str, encoding="utf-8-sig")
              for name in names for path in sorted(REAL.glob(name))]  # fmt: skip
    for frame in frames:
        frame.columns = [re.sub(r"[^a-z0-9]", "", column.lower()) for column in frame.columns]
    table = pd.concat(frames).drop_duplicates(ignore_index=True).rename(columns=NUMBERS)
    for column in NUMBERS.values():
        table[column] = pd.to_numeric(table[column].str.replace(",", ""), errors="coerce")
    table["word"] = table["comparedtoenglandvalueorpercentiles"]
    whole = table[table["categorytype"].isna()]
    england = whole[whole["areatype"] == "England"].drop_duplicates(KEY).set_index(KEY)["value"]
    return whole.assign(england=pd.MultiIndex.from_frame(whole[KEY]).map(england))


@shared
@pytest.mark.parametrize(
    ("file", "types", "polarity", "rows"),
    [
        ("chd_admissions*.csv", ["Upper tier local authorities (post 4/23)"], "high is bad", 146),
        ("ae_attendances*.csv", ["PCNs (v. 27/10/23)"], "high is bad", 1191),
        ("smoking_qof*.csv", ["CCG", "ICBs", "ICB sub-locations"], "high is bad", 567),
        ("suicide_regional_exports/*.csv", ["County & UA"], "", 750),
    ],
)
def test_every_published_verdict_is_reproduced(file, types, polarity, rows):
    table = export(file)
    published = table["word"].notna() & (table["word"] != "Not compared")
    table = table[table["areatype"].isin(types) & published]
    words = compared(table["lower"], table["upper"], table["england"], polarity)

    assert len(table) == rows
    assert (words == table["word"].to_numpy()).sum() == rows


@shared
def test_every_published_interval_of_a_crude_rate_is_reproduced():
    table = export("suicide_regional_exports/*.csv")
    crude = table["indicatorname"].str.contains("crude") & table["count"].notna()
    rates = table[crude & table["lower"].notna()].drop_duplicates([*KEY, "areacode"])
    per_event = 100_000 / rates["denominator"]
    lower, upper = byar(rates["count"])

    assert len(rates) == 455
    np.testing.assert_allclose(lower * per_event, rates["lower"], rtol=0, atol=1e-9)
    np.testing.assert_allclose(upper * per_event, rates["upper"], rtol=0, atol=1e-9)


def published_trends(file, polarity):
    """Yield area, published word and our word, where the file has the five points."""
    table = export(file).drop_duplicates([*KEY, "areacode"]).sort_values("timeperiodsortable")
    for (area, *_), series in table.groupby(["areacode", "indicatorid", "sex", "age"]):
        said = series["recenttrend"].iloc[-1]
        if len(series) >= 5 and isinstance(said, str) and said != "Cannot be calculated":
            word = recent_trend(series["value"], series["lower"], series["upper"], polarity)
            yield area, said, str(word)


@shared
def test_published_recent_trends_are_reproduced_but_for_one():
    found = [
        *published_trends("hypertension*.csv", ""),
        *published_trends("dementia*.csv", ""),
        *published_trends("smoking_qof*.csv", "high is bad"),
    ]
    assert len(found) == 22
    # the published word of this practice is "No significant change", with a chi-square of 10.13
    assert [area for area, said, word in found if said != word] == ["A81016"]


def test_words_without_a_judgement_and_without_a_number():
    words = compared([8, 9, 11, np.nan], [9.5, 12, 13, 4], 10.0)
    assert words.tolist() == ["Lower", "Similar", "Higher", "Not compared"]
    assert compared(8, 10, 10, "high is bad") == "Similar"  # touching is not beyond


@given(st.floats(-50, 50), st.floats(0, 30), st.floats(-50, 50), st.floats(0.1, 9))
def test_turning_the_scale_over_turns_the_word_over(middle, reach, at, times):
    lower, upper = middle - reach, middle + reach
    word = compared(lower, upper, at, "high is bad")
    assert compared(-upper, -lower, -at, "high is good") == word
    if abs(abs(middle - at) - reach) > 1e-6:
        assert compared(lower * times, upper * times, at * times, "high is bad") == word


series = st.lists(st.floats(5, 95), min_size=5, max_size=8)


@given(series, st.floats(0.05, 20))
def test_a_trend_turned_over_is_the_opposite_trend(points, half):
    y = np.array(points)
    opposite = {"Increasing": "Decreasing", "Decreasing": "Increasing"}
    word = str(recent_trend(y, y - half, y + half))
    assert str(recent_trend(-y, -y - half, -y + half)) == opposite.get(word, word)


@given(series)
def test_only_the_last_five_points_count(points):
    y = np.array(points)
    assert recent_trend(y, y - 1, y + 1) == recent_trend(y[-5:], y[-5:] - 1, y[-5:] + 1)


def test_a_trend_that_hangs_on_one_point_is_none():
    y = np.array([10.0, 10.0, 10.0, 10.0, 40.0])
    assert recent_trend(y, y - 1, y + 1) == "No significant change"
    steady = np.array([10.0, 11, 12, 13, 14])
    both = recent_trend(np.stack([y, steady]), np.stack([y, steady]) - 1, np.stack([y, steady]) + 1)
    assert both.tolist() == ["No significant change", "Increasing"]


def test_a_trend_of_too_few_points_cannot_be_calculated():
    y = np.array([10.0, 11, 12, 13, 14])
    assert recent_trend(y[:4], y[:4] - 1, y[:4] + 1) == "Cannot be calculated"
    assert recent_trend(y, np.full(5, np.nan), y + 1) == "Cannot be calculated"


def test_an_unknown_polarity_is_refused():
    with pytest.raises(InputError, match="polarity 'up'"):
        compared(1, 2, 3, "up")
    with pytest.raises(InputError, match="polarity 'up'"):
        recent_trend(range(5), range(5), range(5), "up")


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.randoms())
def test_the_order_of_the_tests_does_not_matter(p, random):
    order = random.sample(range(len(p)), len(p))
    stands, adjusted = still_flagged(p)
    again, readjusted = still_flagged(np.array(p)[order])
    np.testing.assert_array_equal(stands[order], again)
    np.testing.assert_array_equal(adjusted[order], readjusted)
    assert (adjusted >= np.array(p) - 1e-12).all()


def test_missing_tests_are_not_counted_among_them():
    stands, adjusted = still_flagged([0.01, np.nan, 0.04])
    assert adjusted[[0, 2]].tolist() == still_flagged([0.01, 0.04])[1].tolist()
    assert stands.tolist() == [True, False, True]
    with pytest.raises(InputError, match="a p outside 0 to 1 at position 1"):
        still_flagged([0.1, 1.2])


@pytest.fixture
def table():
    """SYNTHETIC: forty measures of one area beside England, and six years of the first."""
    rng = np.random.default_rng(3)
    now = pd.DataFrame({"indicator": [f"M{i:02d}" for i in range(40)], "period": "2024/25"})
    england = now.assign(area="England", value=50.0, lower=49.9, upper=50.1)
    value = 50 + rng.normal(0, 1, 40)
    value[0] = 60.0
    ours = now.assign(area="Ours", value=value, lower=value - 1.96, upper=value + 1.96)
    earlier = pd.DataFrame(
        {"indicator": "M00", "area": "Ours", "value": [50.0, 52, 54, 56, 58],
         "period": ["2019/20", "2020/21", "2021/22", "2022/23", "2023/24"]}
    )  # fmt: skip
    earlier = earlier.assign(lower=earlier["value"] - 1.96, upper=earlier["value"] + 1.96)
    return pd.concat([england, ours, earlier]).assign(polarity="high is bad")


def test_a_sheet_says_how_many_flags_chance_would_raise(table):
    sheet = verdict_sheet(table, area="Ours")
    first = sheet.table.iloc[0]

    assert (sheet.tests, sheet.expected_false) == (40, pytest.approx(2.0))
    assert (first["verdict"], first["trend"]) == ("Worse", "Increasing and getting worse")
    assert first["stands"]
    assert sheet.table["stands"].sum() <= (sheet.table["verdict"] != "Similar").sum()
    assert "chance alone would flag about 2.0" in sheet.summary()
    assert "Benjamini-Hochberg over 40 figures" in sheet.how


def test_a_sheet_does_not_hang_on_the_order_of_rows(table):
    one = verdict_sheet(table, area="Ours")
    two = verdict_sheet(table.sample(frac=1, random_state=4), area="Ours")
    pd.testing.assert_frame_equal(one.table, two.table)
    frame = one.table
    frame["p"] = 0.0
    assert (one.table["p"] > 0).any()


def test_a_sheet_without_its_reference_is_refused(table):
    with pytest.raises(InputError, match="area 'Wales'"):
        verdict_sheet(table, area="Ours", reference="Wales")
