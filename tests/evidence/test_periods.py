"""Periods as publishers write them, put in order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcc_prioritise.evidence.periods import months_covered, period_key

IN_ORDER = [
    ["2014-15", "2015-16", "2019-20", "2020-21"],
    ["2009/10", "2015/16", "2022/23", "2023/24"],
    ["2013/14 - 15/16", "2014/15 - 16/17", "2015/16 - 19/20"],
    ["2012 - 14", "2013 - 17", "2016 - 20"],
    ["2012-14", "2013-17", "2018-2020"],
    ["2017", "2018", "2019"],
    ["2018 Q4", "2019 Q1", "2019 Q2"],
    ["2019/20 Q1", "2019/20 Q4", "2020/21 Q1"],
    ["Dec 2018", "January 2019", "April 2019", "Sept 2019"],
    ["2018-12", "2019-04", "2019-11"],
    ["2019-03-31", "2020-03-31"],
    ["1998/99", "1999/00", "2000/01"],
]


@pytest.mark.parametrize("periods", IN_ORDER, ids=lambda periods: periods[0])
def test_later_periods_end_later(periods):
    ends = [months_covered(period)[1] for period in periods]

    assert ends == sorted(set(ends))


@pytest.mark.parametrize(
    ("period", "months"),
    [
        ("2015-16", 12),
        ("1999/00", 12),
        ("2019", 12),
        ("2016 - 20", 60),
        ("2018 - 19", 24),
        ("2015/16 - 19/20", 60),
        ("2015/16-2019/20", 60),
        ("2019 Q2", 3),
        ("2019/20 Q4", 3),
        ("March 2020", 1),
        ("Apr 2019 - Mar 2020", 12),
        ("2020-09", 1),
    ],
)
def test_a_period_is_as_long_as_it_says(period, months):
    start, end = months_covered(period)

    assert end - start + 1 == months


def test_of_two_periods_that_end_together_the_shorter_is_the_later():
    assert (
        period_key("2016") < period_key("2013 - 17") < period_key("2015 - 17") < period_key("2017")
    )


@pytest.mark.parametrize("period", ["2015-16", "2015/16", " 2015 / 16", "2015–16", "2015/2016"])
def test_one_financial_year_has_many_spellings(period):
    assert months_covered(period) == months_covered("2015-16") == (2015 * 12 + 4, 2016 * 12 + 3)


@pytest.mark.parametrize(
    "period",
    [
        "",
        "baseline",
        "wave 3",
        "15-16",
        "2020 - 16",
        "2019 Q5",
        "2015/16 - 14/15",
        "2019/20 - 2021",
    ],
)
def test_what_cannot_be_placed_is_not_guessed(period):
    assert months_covered(period) is None


@given(st.integers(1901, 2098))
def test_every_financial_year_follows_the_one_before(year):
    def written(first):
        return f"{first}-{(first + 1) % 100:02d}"

    assert months_covered(written(year + 1))[0] == months_covered(written(year))[1] + 1


@given(st.text(max_size=25))
def test_any_text_is_a_period_or_none(text):
    covered = months_covered(text)

    assert covered is None or covered[0] <= covered[1]
