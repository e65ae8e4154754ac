"""Are figures that do not hang together refused, with their rows?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcc_prioritise.evidence import read_indicators
from wcc_prioritise.evidence.readers.self_check import exempt
from wcc_prioritise.tables import InputError

MAPPING = {name: name for name in ("indicator", "area", "period", "value", "count", "denominator")}
PER_CENT = MAPPING | {"unit": "=%", "scale": "=100"}
HEADER = "indicator,area,period,value,count,denominator"


def test_a_per_cent_given_as_a_fraction_is_told_apart(write):
    path = write("f.csv", HEADER, "F,A,2024,80,80,100", "F,B,2024,0.75,75,100")
    with pytest.raises(InputError, match=r"row 3, column value.*a fraction: multiply it by 100"):
        read_indicators(path, mapping=PER_CENT)


def test_a_value_of_another_row_is_refused_with_the_sum(write):
    path = write("f.csv", HEADER, "F,A,2024,80,70,100")
    with pytest.raises(InputError, match=r"found 80 for F, but count 70 / denominator 100 x scale"):
        read_indicators(path, mapping=PER_CENT)


def test_a_rate_is_checked_too(write):
    path = write("f.csv", HEADER, "F,A,2024,8,800,1000")
    with pytest.raises(InputError, match=r"= 800; allowed"):
        read_indicators(path, mapping=MAPPING | {"unit": "=per 1,000", "scale": "=1000"})


def test_a_standardised_rate_is_exempt_by_its_unit(write):
    path = write("f.csv", HEADER, "F,A,2024,8,800,1000")
    unit = {"unit": "=per 1,000, directly standardised", "scale": "=1000"}
    assert len(read_indicators(path, mapping=MAPPING | unit).table) == 1


def test_rounding_is_no_mismatch(write):
    path = write("f.csv", HEADER, "F,A,2024,0.1,14,10000", "F,B,2024,12.5,125,1000")
    assert len(read_indicators(path, mapping=PER_CENT).table) == 2


def test_limits_upside_down_are_refused(export):
    path = export({"Lower CI 95.0 limit": "90", "Upper CI 95.0 limit": "70"})
    with pytest.raises(InputError, match="limits 90 to 70"):
        read_indicators(path)


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.sampled_from([100, 1000, 100_000]))
def test_what_counts_give_always_passes(tmp_path_factory, count, size, scale):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_text(f"{HEADER}\nF,A,2024,{count / size * scale!r},{count},{size}\n")
    reading = read_indicators(path, mapping=MAPPING | {"unit": "=rate", "scale": f"={scale}"})
    assert reading.counts().to_dict() == {"used": 1}


@pytest.mark.parametrize(
    "unit", ["DSR per 100,000", "Standardised ratio (England = 100)", "Years", "Mean score"]
)
def test_units_that_are_exempt(unit):
    assert exempt(unit)


@pytest.mark.parametrize("unit", ["%", "per 1,000", "Proportion", ""])
def test_units_that_are_not(unit):
    assert not exempt(unit)
