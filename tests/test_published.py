"""Worked examples that nobody here wrote: group 1 of the reference cases, the additive model.

Two cases of the group are left out because they rest on other normalisations than fixed anchors
(sums of a column, vector lengths): g1_kracka_2010 and g1_selfie_2018.
"""

import numpy as np
import pytest

from wcc_prioritise.appraisal import anchored
from wcc_prioritise.ranking import order_of, weighted_sum


def close(got, case, key):
    tolerance = case["tolerance_abs"].get(key, case["tolerance_abs"].get("default"))
    assert np.asarray(got) == pytest.approx(np.asarray(case["expected"][key]), abs=tolerance), key


def test_baltussen_niessen_2006_table_2(reference):
    case = reference("g1_baltussen_niessen_2006")
    given = case["inputs"]
    total = weighted_sum(given["scores"], np.array(given["weights"]) / 100)
    close(total, case, "total_exact")
    close(total, case, "total_printed")
    import pandas as pd

    ranks = order_of(pd.Series(total, index=given["options"]))["rank"].reindex(given["options"])
    assert ranks.tolist() == case["expected"]["rank"]


def test_piecewise_linear_value_functions_of_smaa(reference):
    case = reference("g1_piecewise_linear_value_functions")
    for key, given in case["inputs"].items():
        beyond = {"interpolate": "go on", "clip": "stop"}.get(given.get("out_of_bounds"), "refuse")
        got = anchored(given["x"], given["cutoffs"], given["values"], beyond)
        close(got, case, key)


def test_outside_the_anchors_is_refused_unless_asked():
    with pytest.raises(ValueError, match="10 lies outside 50 to 100"):
        anchored([10], [50, 100], [1, 0])
    with pytest.raises(ValueError, match="use one of refuse, stop, go on"):
        anchored([10], [50, 100], [1, 0], "guess")


def anchored_table(given, performance):
    columns = []
    for figures, (low, high), way in zip(
        np.array(performance).T, given["anchors"], given["direction"], strict=True
    ):
        ends = [0, 1] if way == "max" else [1, 0]
        columns.append(anchored(figures, [low, high], ends))
    return np.column_stack(columns)


def test_tervonen_2011_antidepressants(reference):
    case = reference("g1_tervonen_2011_antidepressants_deterministic")
    given, weights = case["inputs"], case["inputs"]["weights"]
    values = anchored_table(given, given["performance"])
    total = weighted_sum(values, weights)
    close(total, case, "all_totals_computed_here")
    close(total[0], case, "total_placebo")
    close(values[0, 0] * weights[0], case, "weighted_value_placebo_responders")
    close(total[0] - total[1], case, "placebo_minus_fluoxetine")
    close(total[0] - total[2], case, "placebo_minus_venlafaxine")
    changed = [row[:] for row in given["performance"]]
    changed[0][0] = 0.63
    close(weighted_sum(anchored_table(given, changed), weights)[0], case, "total_placebo_what_if")
