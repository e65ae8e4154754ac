"""Values and worths of many draws at once: the appraisal's own to the last bit, and by hand."""

import numpy as np
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.appraisal.totals import value_of


@pytest.fixture(scope="module")
def draws(appraisal):
    rng = np.random.default_rng(7)
    n, m = appraisal.values.shape
    weights = rng.dirichlet(np.ones(m), 40)
    values = np.clip(appraisal.values.to_numpy() + rng.normal(0, 5, (40, n, m)), 0, 100)
    return values, weights


def test_for_its_own_arrays_they_are_its_own_totals(appraisal, short):
    for a in (appraisal, wcc.appraise(short)):
        assert (a.value_of(a.values, a.weights) == a.value.to_numpy()).all()
        assert (a.worth_of(a.values, a.weights) == a.worth.to_numpy()).all()
        assert a.value.to_numpy() == pytest.approx(a.contributions.sum(axis=1), abs=1e-12)
        assert a.worth.to_numpy() == pytest.approx(a.worth_parts.sum(axis=1), abs=1e-12)
        stacked = np.broadcast_to(a.values.to_numpy(), (3, *a.values.shape))
        many = np.broadcast_to(a.weights.to_numpy(), (3, len(a.weights)))
        assert a.worth_of(stacked, many) == pytest.approx(np.tile(a.worth, (3, 1)), abs=1e-12)
        assert a.value_of(stacked, many) == pytest.approx(np.tile(a.value, (3, 1)), abs=1e-12)


def test_every_draw_is_the_appraisal_with_those_weights(appraisal, draws):
    _, weights = draws
    values, worths = (
        f(appraisal.values, weights) for f in (appraisal.value_of, appraisal.worth_of)
    )
    for k in range(0, 40, 13):
        changed = appraisal.reweighted(dict(zip(appraisal.weights.index, weights[k], strict=True)))
        assert values[k] == pytest.approx(changed.value.to_numpy(), abs=1e-12)
        assert worths[k] == pytest.approx(changed.worth.to_numpy(), abs=1e-12)


def test_drawn_values_move_the_chance_and_the_points(appraisal, draws):
    """The long way round, candidate by candidate, from the tables of the case."""
    values, weights = draws
    case, codes = appraisal.case, list(appraisal.values.columns)
    people = case.candidates["people"].to_numpy(float)
    got = appraisal.worth_of(values, weights)
    assert got.shape == (40, 24)
    for k, i in ((0, 0), (17, 9), (39, 23)):
        chance, total = 1.0, 0.0
        for j, criterion in enumerate(case.criteria.to_dict("records")):
            v = values[k, i, j]
            table = case.chances[case.chances["criterion"] == codes[j]].sort_values("value")
            if len(table):
                chance *= np.interp(v, table["value"], table["chance"])
            if criterion["counts"] != "condition":
                over = v - criterion["nothing"]
                times = people[i] / case.charter.reference_people
                total += weights[k, j] * over * (times if criterion["counts"] != "total" else 1.0)
        assert got[k, i] == pytest.approx(chance * total, abs=1e-10)


def test_shapes_and_what_is_missing():
    values, weights = np.array([[50.0, np.nan], [100, 0]]), np.array([0.5, 0.5])
    assert np.isnan(value_of(values, weights)[0]) and value_of(values, weights)[1] == 50
    assert value_of(values[None], weights).shape == (1, 2)
    assert value_of(np.ones((3, 4, 2)), np.ones((3, 2))).tolist() == [[2.0] * 4] * 3
    with pytest.raises(ValueError):
        value_of(np.ones((4, 2)), np.ones(3))
