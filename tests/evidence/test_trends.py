"""Trends and projections: worked by formula, and what they refuse and say."""

import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import linregress
from scipy.stats import t as student

from wcc_prioritise.evidence import project, trend
from wcc_prioritise.tables import InputError

YEARS = range(2010, 2018)
VALUES = [20.0, 21.5, 21.0, 23.5, 24.0, 24.2, 26.1, 26.0]


def figures(values=VALUES, first=2010, **columns):
    """SYNTHETIC: one area's figure year by year."""
    periods = [f"{first + i}/{(first + i + 1) % 100:02d}" for i in range(len(values))]
    return pd.DataFrame(
        {"indicator": "NEED", "area": "Ours", "period": periods, "value": values,
         "unit": "per 1,000", "scale": 1000.0}
    ).assign(**columns)  # fmt: skip


def line(**columns):
    return trend(figures(**columns), indicator="NEED", area="Ours")


def test_without_intervals_it_is_the_plain_line():
    found, plain = line(), linregress(YEARS, VALUES)
    reach = student.ppf(0.975, 6) * plain.stderr
    assert found.slope == pytest.approx(plain.slope)
    assert (found.slope_lower, found.slope_upper) == pytest.approx(
        (plain.slope - reach, plain.slope + reach)
    )
    assert found.words == "rising"
    assert "Not every point has an interval" in found.warnings[-1]


def test_with_intervals_each_point_counts_by_its_error():
    error = np.linspace(0.2, 1.5, 8)
    limits = {"lower": VALUES - 1.959964 * error, "upper": VALUES + 1.959964 * error}
    found = line(**limits)
    weights = np.polyfit(range(8), VALUES, 1, w=1 / error)
    assert found.slope == pytest.approx(weights[0], rel=1e-6)
    assert "weighted by 1 / SE^2" in found.how
    assert found.warnings == ()


def test_the_band_is_that_of_a_new_figure_and_widens():
    found = project(line(), years=10)
    x, n = np.array(YEARS), 8
    plain = linregress(x, VALUES)
    residual = VALUES - plain.intercept - plain.slope * x
    spread = np.sqrt((residual**2).sum() / (n - 2))
    ahead = 2017 + np.arange(1, 11)
    error = spread * np.sqrt(1 + 1 / n + (ahead - x.mean()) ** 2 / ((x - x.mean()) ** 2).sum())
    reach = student.ppf(0.975, n - 2) * error

    table = found.table
    np.testing.assert_allclose(table["value"], plain.intercept + plain.slope * ahead)
    np.testing.assert_allclose(table["upper"] - table["value"], reach)
    assert (np.diff(table["upper"] - table["lower"]) > 0).all()
    assert table["year"].iloc[0] == pytest.approx(2018.75)


def test_one_year_can_be_asked_for_and_none_or_eleven_cannot():
    assert len(project(line(), years=1).table) == 1
    assert len(project(line(), years=2).table) == 2
    for years in (0, 11, 2.5, None):
        with pytest.raises(InputError, match="1 to 10"):
            project(line(), years=years)


def test_it_says_what_it_cannot_know():
    found = project(line(), years=10)
    assert found.cannot_know.startswith("What this can't know:")
    assert "another epidemic" in found.cannot_know
    assert any("further than the past reaches" in words for words in found.warnings)
    assert not any("further" in words for words in project(line(), years=5).warnings)


def test_a_line_across_the_epidemic_year_is_warned_of():
    assert not any("2020/21" in words for words in line().warnings)
    assert not any("2020/21" in words for words in line(values=VALUES[:5], first=2021).warnings)
    assert any("2020/21" in words for words in line(values=VALUES[:5], first=2017).warnings)
    across = line(values=VALUES, first=2016)
    assert any("2020/21" in words for words in project(across, years=2).warnings)


def test_overlapping_periods_are_warned_of():
    rows = figures(VALUES[:5]).assign(period=[f"{y} - {y + 2 - 2000}" for y in range(2010, 2015)])
    found = trend(rows, indicator="NEED", area="Ours")
    assert any("overlap" in words for words in found.warnings)


def test_fewer_than_five_points_are_refused():
    with pytest.raises(InputError, match="4 periods of NEED for Ours.*at least 5"):
        line(values=VALUES[:4])
    holes = figures([*VALUES[:4], np.nan])
    with pytest.raises(InputError, match="4 periods"):
        trend(holes, indicator="NEED", area="Ours")
    with pytest.raises(InputError, match="Did you mean 'NEED'"):
        trend(figures(), indicator="NEDE", area="Ours")


def test_several_sexes_must_be_told_apart():
    both = pd.concat([figures(sex="Male"), figures(sex="Female")])
    with pytest.raises(InputError, match="several of sex: Female, Male"):
        trend(both, indicator="NEED", area="Ours")
    assert len(trend(both, indicator="NEED", area="Ours", sex="Male").table) == 8


def test_a_period_that_cannot_be_read_is_refused():
    odd = figures().assign(period=[f"wave {i}" for i in range(8)])
    with pytest.raises(InputError, match="period 'wave 0'"):
        trend(odd, indicator="NEED", area="Ours")


def test_shares_stay_between_none_and_all():
    falling = line(values=[9.0, 7.0, 5.5, 3.0, 1.0], unit="%", scale=100.0)
    rising = line(values=[91.0, 93.0, 94.5, 97.0, 99.0], unit="%", scale=100.0)
    for found in (project(falling, years=10).table, project(rising, years=10).table):
        assert found[["value", "lower", "upper"]].min().min() >= 0
        assert found[["value", "lower", "upper"]].max().max() <= 100


def people(**columns):
    """SYNTHETIC: two ages, one growing, the other not."""
    years = range(2017, 2022)
    return pd.DataFrame(
        [(year, age, start + (year - 2017) * growth)
         for year in years for age, start, growth in (("0-64", 9000, 0), ("65+", 2000, 100))],
        columns=["year", "age", "population"],
    ).assign(**columns)  # fmt: skip


RATES = pd.DataFrame({"age": ["65+", "0-64"], "rate": [80.0, 10.0]})


def test_what_people_do_to_need_and_what_rates_do_is_kept_apart():
    found = project(line(), years=4, population=people(), rates=RATES).table
    now = (9000 * 10 + 2000 * 80) / 1000
    assert found["need_now"].tolist() == [now] * 4
    assert found["from_population"].tolist() == pytest.approx([8.0, 16, 24, 32])
    parts = found[["need_now", "from_population", "from_rate", "from_both"]].sum(axis=1)
    assert found["need"].tolist() == pytest.approx(parts.tolist())
    change = found["value"] / line()._fit.at(np.array([2017.75]), 0.95)["value"].iloc[0]
    np.testing.assert_allclose(found["from_rate"], now * (change - 1), rtol=1e-6)
    assert (found["need_lower"] < found["need"]).all()


def test_where_nobody_is_added_the_population_does_nothing():
    still = people().assign(population=5000)
    found = project(line(), years=4, population=still, rates=RATES).table
    assert found["from_population"].tolist() == [0.0] * 4
    np.testing.assert_allclose(found["from_both"], 0, atol=1e-9)


def test_a_population_without_ages_has_the_rate_of_the_line():
    total = people().groupby("year", as_index=False)["population"].sum()
    found = project(line(), years=4, population=total).table
    np.testing.assert_allclose(found["need"], found["population"] * found["value"] / 1000)


def test_faulty_populations_are_refused_every_cell_at_once():
    with pytest.raises(InputError) as error:
        project(line(), years=6, population=people(), rates=RATES)
    assert "no people for 2022, 0-64" in str(error.value)
    assert "no people for 2023, 65+" in str(error.value)
    with pytest.raises(InputError, match="no rate from 0 for 65\\+"):
        project(line(), years=2, population=people(), rates=RATES[1:])
    with pytest.raises(InputError, match="rates by age and no population"):
        project(line(), years=2, rates=RATES)
    with pytest.raises(InputError, match="a population without ages"):
        project(line(), years=2, population=people().drop(columns="age"), rates=RATES)
    with pytest.raises(InputError, match="no column population"):
        project(line(), years=2, population=people()[["year", "age"]])
    with pytest.raises(InputError, match="no scale for NEED"):
        project(line(scale=np.nan), years=2, population=people(), rates=RATES)


series = st.lists(st.integers(100, 900), min_size=5, max_size=9)


@settings(deadline=None, max_examples=25)
@given(series, st.integers(2, 9), st.randoms())
def test_order_and_unit_do_not_matter(values, times, random):
    rows = figures([float(v) for v in values])
    one = trend(rows, indicator="NEED", area="Ours")
    shuffled = rows.sample(frac=1, random_state=random.randint(0, 99))
    two = trend(shuffled, indicator="NEED", area="Ours")
    scaled = line(values=[float(v * times) for v in values])
    assert one.slope == two.slope and one.fingerprint == two.fingerprint
    assert scaled.slope == pytest.approx(one.slope * times, rel=1e-6, abs=1e-6)
    ours, theirs = (project(t, years=3).table for t in (one, two))
    pd.testing.assert_frame_equal(ours, theirs)


def test_answers_are_frozen_and_frames_fresh():
    found = project(line(), years=2)
    table = found.table
    table["value"] = 0.0
    assert (found.table["value"] > 0).all()
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.cannot_know = ""
    assert found.fingerprint == project(line(), years=2).fingerprint
    assert found.fingerprint != project(line(), years=3).fingerprint
