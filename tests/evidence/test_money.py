"""Money: assumptions labelled, and no saving counted twice."""

import pandas as pd
import pytest

from wcc_prioritise.evidence import money, opportunity
from wcc_prioritise.tables import InputError


@pytest.fixture(scope="module")
def found():
    """SYNTHETIC: admissions, their bed days and a screening rate; the last within noise."""
    frames = [
        pd.DataFrame({"indicator": code, "area": ["Us", "P1", "P2", "P3", "P4"], "count": counts})
        for code, counts in {
            "ADMIT": [300, 200, 210, 190, 200],
            "BEDS": [400, 300, 310, 290, 300],
            "NOISE": [201, 200, 199, 201, 200],
        }.items()
    ]
    table = pd.concat(frames).assign(denominator=1000, period="2025", unit="%", scale=100.0)
    table["value"] = table["count"] / 10
    return opportunity(table.assign(polarity="high is bad"), area="Us", seed=0)


def assumed(**columns):
    frame = pd.DataFrame(
        {"indicator": ["ADMIT", "BEDS", "NOISE"], "unit_value": [2000, 300, 50],
         "realisable_share": [0.3, 0.5, 1.0], "pot": ["unplanned", "unplanned", None]}
    )  # fmt: skip
    return frame.assign(**columns)


def test_one_saving_is_counted_once_and_noise_never(found):
    answer = money(found, assumed())
    table = answer.table.set_index("indicator")

    assert table.loc["ADMIT", "money"] == pytest.approx(100 * 2000 * 0.3)
    assert table.loc["BEDS", "money"] == pytest.approx(100 * 300 * 0.5)
    assert table["counted"].to_dict() == {"ADMIT": True, "BEDS": False, "NOISE": False}
    assert table.loc["BEDS", "why"] == "the same saving as ADMIT (pot unplanned)"
    assert table.loc["NOISE", "why"] == "within noise"
    assert answer.totals.to_dict("records") == [
        {"area": "Us", "money": pytest.approx(60_000), "counted": 1, "not_counted": 2}
    ]


def test_in_pots_of_their_own_both_count(found):
    totals = money(found, assumed(pot=None)).totals
    assert totals["money"].iloc[0] == pytest.approx(75_000)


def test_the_limits_go_along_and_the_label_stays(found):
    answer = money(found, assumed())
    row = answer.table.iloc[0]
    people = found.table.set_index("indicator").loc["ADMIT"]
    for end in ("_lower", "_upper", "_lower_80", "_upper_80"):
        assert row[f"money{end}"] == pytest.approx(people[f"opportunity{end}"] * 600)
    assert "are assumptions of whoever gave them" in answer.how
    assert "unplanned" in answer.how


def test_the_order_of_assumptions_changes_nothing(found):
    one, two = (money(found, rows) for rows in (assumed(), assumed()[::-1]))
    assert one.fingerprint == two.fingerprint


def test_faulty_assumptions_are_all_named(found):
    wrong = assumed(indicator=["ADMITS", "BEDS", "BEDS"], unit_value=[1, -1, None],
                    realisable_share=[0.5, 50, 1])  # fmt: skip
    with pytest.raises(InputError) as error:
        money(found, wrong)
    said = str(error.value)
    for words in ("'ADMITS'", "Did you mean 'ADMIT'?", "'BEDS' more than once", "-1", "a share"):
        assert words in said
    with pytest.raises(InputError, match="no column unit_value"):
        money(found, assumed().drop(columns="unit_value"))
