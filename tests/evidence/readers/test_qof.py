"""Do counts of the framework give shares, net of exceptions or of everyone?"""

import numpy as np
import pandas as pd
import pytest

from wcc_prioritise.evidence import read_indicators
from wcc_prioritise.tables import InputError

LONG = "qof/qof_ccg_long_2014-15_to_2019-20.csv"
HEADER = "period,ccg_code,ccg_ons_code,ccg_name,indicator_code,numerator,denominator,exceptions"


def test_the_long_table_is_read_whole(real):
    reading = read_indicators(real(LONG))
    table = reading.table
    areas = table.groupby("period")["area"].nunique()
    assert areas.tolist() == [209, 209, 207, 194, 191, 135]
    raw = pd.read_csv(real(LONG))
    assert np.array_equal(table["count"], raw["numerator"])
    assert np.allclose(table["value"], 100 * raw["numerator"] / raw["denominator"], rtol=1e-14)
    assert set(table["unit"]) == {"%"} and set(table["scale"]) == {100.0}


def test_both_denominators_are_offered(real):
    net = read_indicators(real(LONG)).table
    both = read_indicators(real(LONG), denominator="both").table
    everyone = read_indicators(real(LONG), denominator="everyone").table
    assert (len(net), len(both), len(everyone)) == (20_057, 20_057 + 12_042, 20_057)
    keys = ["indicator", "area", "period"]
    one = both.set_index(keys)
    full = one.loc[("AF007 (everyone)", "00C", "2015-16")]
    assert full["denominator"] == 1573 + 166 and full["count"] == 1420
    assert full["value"] == pytest.approx(100 * 1420 / 1739)
    assert full["note"] == "excepted patients are in the denominator"


def test_what_is_left_out_of_the_denominator_is_said(real):
    assert "denominator='everyone'" in " ".join(read_indicators(real(LONG)).warnings)


def test_more_cases_than_patients_are_refused(write):
    path = write("q.csv", HEADER, "2019-20,00C,E38,NORTHMERE,AF007,101,100,3")
    with pytest.raises(InputError, match=r"row 2, column numerator: found 101 of 100"):
        read_indicators(path)


def test_a_denominator_of_nought_has_no_value(write):
    path = write("q.csv", HEADER, "2019-20,007,E38,NORTHMERE,AF007,0,0,")
    reading = read_indicators(path)
    assert reading.counts().to_dict() == {"no value": 1}
    assert reading.table["area"].tolist() == ["007"]


def test_an_unknown_choice_is_named(real):
    with pytest.raises(InputError, match=r"column denominator: found 'everybody'; allowed: net of"):
        read_indicators(real(LONG), denominator="everybody")
