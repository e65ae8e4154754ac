"""Worked examples that nobody here wrote: groups 1, 3 and 6 of the reference cases, as they rank.

Group 1 stands in tests/test_published.py. Two cases of group 3 are not our methods; they show that
somebody's own function of a few lines goes through the same door.
"""

import inspect

import numpy as np
import pandas as pd
import pytest

from wcc_prioritise.ranking import order_of, second_opinion, weighted_sum

NOT_OUR_METHOD = {
    "g3_promethee2_papathanasiou_ploskas_2018": "outranking: pairs, not values",
    "g3_wpm_wikipedia": "a product needs a ratio scale; anchored values are an interval scale",
    "g1_kracka_2010_wsm_ratio_normalised": "1/x and sums of the rows present, not fixed anchors",
    "g1_selfie_2018_two_stakeholder_groups": "lengths of the columns present, not fixed anchors",
}


def asked(method, matrix, weights, directions=None):
    matrix = np.asarray(matrix, dtype=float)
    frame = pd.DataFrame(matrix).rename(index="A{}".format, columns="C{}".format)
    return second_opinion(method, frame, pd.Series(weights, index=frame.columns), directions)


def vector(matrix):
    matrix = np.asarray(matrix, dtype=float)
    return matrix / np.sqrt((matrix**2).sum(axis=0))


def ranks(scores):
    return order_of(scores)["rank"].reindex(scores.index).tolist()


def tolerance(case, key):
    return case["tolerance_abs"].get(key, case["tolerance_abs"].get("default"))


def test_topsis_of_tzeng_and_huang(reference):
    case = reference("g3_topsis_tzeng_huang_2011")
    given, wanted = case["inputs"], case["expected"]
    scores, _ = asked("TOPSIS", vector(given["matrix"]), given["weights"], given["direction"])
    assert scores.tolist() == pytest.approx(wanted["closeness"], abs=tolerance(case, "closeness"))
    assert ranks(scores) == wanted["rank"]


def test_topsis_with_a_cost(reference):
    case = reference("g3_topsis_hodgett_cars")
    given, wanted = case["inputs"], case["expected"]
    scores, _ = asked("TOPSIS", vector(given["matrix"]), given["weights"], given["direction"])
    assert scores.tolist() == pytest.approx(wanted["closeness"], abs=tolerance(case, "closeness"))
    assert ranks(scores) == wanted["rank"]


def test_the_mountain_by_vikor_and_by_topsis_on_two_scales(reference):
    case = reference("g3_opricovic_tzeng_2004_mountain")
    given, wanted = case["inputs"], case["expected"]
    matrix, weights, ways = np.array(given["matrix"]), given["weights"], given["direction"]
    scores, parts = asked("VIKOR", matrix, weights, ways)
    for part in "SRQ":
        assert parts[part].tolist() == pytest.approx(wanted[f"vikor_{part}"], abs=1e-9)
    assert ranks(scores) == [2, 1, 2]
    by_length, _ = asked("TOPSIS", vector(matrix), weights, ways)
    key = "topsis_vector_normalised_computed_here"
    assert by_length.tolist() == pytest.approx(wanted[key], abs=1e-9)
    by_range, _ = asked("TOPSIS", (matrix - matrix.min(0)) / np.ptp(matrix, axis=0), weights, ways)
    key = "topsis_minmax_normalised"
    assert by_range.tolist() == pytest.approx(wanted[key], abs=tolerance(case, key))


@pytest.mark.parametrize("which", ["W1", "W2", "W3", "W4"])
def test_vikor_of_the_hydropower_systems(reference, which):
    case = reference("g3_vikor_opricovic_tzeng_2007_hydropower")
    given, wanted = case["inputs"], case["expected"][which]
    scores, parts = asked("VIKOR", given["matrix"], given["weights"][which], given["direction"])
    for part in "SRQ":
        assert parts[part].tolist() == pytest.approx(wanted[part], abs=tolerance(case, which))
    assert ranks(scores) == wanted["rank"]


def weighted_product(values, weights):
    return (values**weights).prod(axis="columns")


def promethee(values, weights):
    flows = pd.Series(0.0, index=values.index)
    for a in values.index:
        for b in values.index.drop(a):
            prefers = (values.loc[a] - values.loc[b] - 1).clip(0, 1) @ weights
            flows[a] += prefers / (len(values) - 1)
            flows[b] -= prefers / (len(values) - 1)
    return flows


def test_what_is_not_our_method_goes_through_as_somebodys_own(reference):
    assert all(len(inspect.getsource(f).splitlines()) <= 15 for f in (weighted_product, promethee))
    case = reference("g3_wpm_wikipedia")
    given, wanted = case["inputs"], case["expected"]
    matrix = np.array(given["matrix"]) / np.sum(given["matrix"], axis=0)
    scores, _ = asked(weighted_product, matrix, given["weights"])
    assert scores.tolist() == pytest.approx(wanted["score"], abs=1e-12)
    case = reference("g3_promethee2_papathanasiou_ploskas_2018")
    scores, _ = asked(promethee, case["inputs"]["matrix"], case["inputs"]["weights"])
    assert scores.tolist() == pytest.approx(case["expected"]["net_flow"], abs=0.0051)
    assert ranks(scores) == case["expected"]["rank"]
    assert set(NOT_OUR_METHOD) >= {"g3_wpm_wikipedia", "g3_promethee2_papathanasiou_ploskas_2018"}


def priorities(matrix):
    """Give the principal eigenvector of a pairwise matrix, summing to 1."""
    values, vectors = np.linalg.eig(np.array(matrix, dtype=float))
    first = np.abs(vectors[:, values.real.argmax()].real)
    return first / first.sum()


def test_a_copy_reorders_shares_of_those_present_and_not_anchored_values(reference):
    """Belton and Gear: shares of the candidates present reverse; values fixed beforehand do not."""
    case = reference("g6_rank_reversal_belton_gear_1983")
    given, wanted = case["inputs"], case["expected"]
    for which, names in (("ABC", "ABC"), ("ABCD", "ABCD")):
        shares = np.column_stack([priorities(m) for m in given[f"matrices_{which}"]])
        total = weighted_sum(shares, given["criteria_weights"])
        key = f"distributive_{which}"
        assert total.tolist() == pytest.approx(wanted[key], abs=tolerance(case, key))
        order = order_of(pd.Series(total, index=list(names)))
        assert order.index[0] == wanted["first"][key]
        anchored = weighted_sum(shares / shares.max(axis=0), given["criteria_weights"])
        key = f"ideal_{which}"
        assert anchored.tolist() == pytest.approx(wanted[key], abs=tolerance(case, key))
        order = order_of(pd.Series(anchored, index=list(names)))
        assert order.index[0] == "B" and order.at["A", "rank"] == len(names) - 1
