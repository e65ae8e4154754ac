"""One weight up and down: the difference between two candidates."""

import numpy as np
import pytest

from wcc_prioritise.robustness import tornado
from wcc_prioritise.robustness.tornado import bars
from wcc_prioritise.tables import InputError


def test_four_interventions_exactly(reference):
    case = reference("g6_tornado_baltussen")
    known, expected = case["inputs"], case["expected"]
    tolerance = case["tolerance_abs"]["default"]
    scores, weights = np.array(known["scores"]), np.array(known["weights"])
    ahead = scores[known["option_a"]] - scores[known["option_b"]]
    assert ahead @ weights == pytest.approx(expected["base_difference"], abs=tolerance)
    ends = bars(ahead, weights, known["change"])
    np.testing.assert_allclose(ends, expected["difference_low_high"], rtol=0, atol=tolerance)
    length = np.abs(ends[:, 1] - ends[:, 0])
    assert length == pytest.approx(expected["bar_length"], abs=tolerance)
    assert np.argsort(-length, kind="stable").tolist() == expected["bar_order"]


def test_northmere_leader_and_runner_up(appraisal):
    found = tornado(appraisal)
    best = appraisal.value.sort_values(ascending=False)
    assert [found.a, found.b] == best.index[:2].tolist()
    assert found.difference == pytest.approx(best.iloc[0] - best.iloc[1])
    assert found.table["length"].is_monotonic_decreasing
    assert "stays ahead" in found.words and "stays ahead" in found._repr_html_()
    turned = tornado(appraisal, found.b, found.a)
    assert turned.difference == pytest.approx(-found.difference)
    assert turned.words == found.words


def test_a_change_that_turns_the_order_is_named(appraisal):
    close = tornado(appraisal, "P07", "P02", change=1.0)
    turned = close.table[(close.table["low"] < 0) | (close.table["high"] < 0)]
    assert len(turned) and all(name in close.words for name in turned["name"])


def test_two_that_are_level_are_said_to_be(twins):
    assert tornado(twins, "X1", "P10").words.endswith("are level, and stay so with any one weight "
                                                      "moved 25% either way.")  # fmt: skip


def test_no_weight_is_raised_above_one():
    # 0.7 is raised to 1, not to 1.4: the first criterion alone decides
    assert bars(np.array([10.0, -10.0]), np.array([0.7, 0.3]), 1.0)[0] == pytest.approx([-10, 10])


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"a": "P1"}, "did you mean|Did you mean"),
        ({"a": "P01", "b": "P01"}, "P01 twice"),
        ({"change": 0}, "above 0 and at most 1"),
        ({"change": "much"}, "above 0 and at most 1"),
        ({"change": float("nan")}, "above 0 and at most 1"),
    ],
)
def test_what_can_t_be_compared_is_refused(appraisal, asked, words):
    with pytest.raises(InputError, match=words):
        tornado(appraisal, **asked)
