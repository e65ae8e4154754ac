"""The traps of scikit-criteria 0.10, each shown in the library itself, and what we do instead.

Numbers are those of the list of traps that the guards were written from. Traps in parts that are
never called here (imputers, inverters, files, plots) are shown too, so that nobody starts to; the
last test holds the package to calling nothing but what is guarded.
"""

import ast
import io
import pickle
import warnings
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.ranking import compare, order_of, rank, referee, reversal_probes, second_opinion
from wcc_prioritise.tables import InputError

skcriteria = pytest.importorskip("skcriteria")


@pytest.fixture(autouse=True)
def _quiet():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def frame(rows, names=None, criteria=None):
    rows = np.asarray(rows, dtype=float)
    names = names or [f"P{i}" for i in range(len(rows))]
    return pd.DataFrame(rows, names, criteria or [f"C{j}" for j in range(rows.shape[1])])


def equal(values):
    return pd.Series(1.0, values.columns)


def matrix(values, weights=None, objectives=None):
    m = values.shape[1]
    return skcriteria.DecisionMatrix(values, objectives or [max] * m, weights or [1.0] * m)


def wsm():
    from skcriteria.agg.simple import WeightedSumModel

    return WeightedSumModel()


def test_1_mkdm_of_a_frame_loses_every_number():
    values = frame([[1, 2], [3, 4]])
    lost = skcriteria.mkdm(values, [max, max], alternatives=["a", "b"], criteria=["x", "y"])
    assert lost.matrix.isna().to_numpy().all()
    assert second_opinion("weighted sum", values, equal(values))[0].tolist() == [1.5, 3.5]


def test_2_a_slice_keeps_weights_in_the_old_order():
    values = frame([[1, 9], [5, 2]], criteria=["cost", "benefit"])
    sliced = matrix(values, [0.9, 0.1], [min, max])[["benefit", "cost"]]
    assert sliced.weights.tolist() == [0.9, 0.1] and sliced.iobjectives.tolist() == [-1, 1]
    with pytest.raises(InputError, match="another order"):
        referee(values[["benefit", "cost"]], pd.Series({"cost": 0.9, "benefit": 0.1}))


def test_3_a_cost_of_nought_wipes_the_whole_criterion():
    from skcriteria.preprocessing.invert_objectives import BenefitCostInverter

    values = frame([[0, 4], [2, 5], [3, 9]], criteria=["cost", "benefit"])
    wiped = BenefitCostInverter().transform(matrix(values, objectives=[min, max])).matrix
    assert (wiped["cost"] == 0).all()
    weights = pd.Series({"cost": 0.9, "benefit": 0.1})
    for method in ("weighted sum", "TOPSIS", "VIKOR"):
        scores, _ = second_opinion(method, values, weights, ["min", "max"])
        assert scores.idxmax() == "P0"  # the cheapest, and cost counts for nearly all


def test_3_and_9_blanks_are_filled_or_wipe_a_criterion_in_silence():
    from skcriteria.preprocessing.impute import SimpleImputer
    from skcriteria.preprocessing.invert_objectives import MinMaxInverter

    values = frame([[1, 4], [np.nan, 5], [3, 9]])
    wiped = MinMaxInverter().transform(matrix(values, objectives=[min, max])).matrix
    assert (wiped["C0"].fillna(0) == 0).all()
    filled = SimpleImputer().transform(matrix(values)).matrix
    assert filled.loc["P1", "C0"] == 2  # the mean, with no mark
    for method in ("weighted sum", "TOPSIS", "VIKOR"):
        with pytest.raises(InputError, match="a missing value"):
            second_opinion(method, values, equal(values))


def test_4_replace_truncates_what_we_build_afresh():
    whole = skcriteria.mkdm([[1, 2], [3, 4]], [max, max])
    assert whole.replace(matrix=[[1.9, 2.9], [3.9, 4.9]]).matrix.to_numpy().max() == 4
    values = pd.DataFrame({"C0": [1, 3], "C1": [2.9, 4.9]}, index=["a", "b"])
    assert referee(values, equal(values)).tolist() == pytest.approx([3.9, 7.9])


def test_5_untied_ranks_break_the_order():
    from skcriteria.agg import RankResult

    result = RankResult("any", ["a", "b", "c", "d"], [3, 1, 2, 2], {})
    assert result.untied_rank_.tolist() == [2, 3, 4, 1]  # the third of the ranking comes second
    order = order_of(pd.Series({"a": 1.0, "b": 4.0, "c": 2.0, "d": 2.0}))
    assert order["rank"].to_dict() == {"b": 1, "c": 2, "d": 2, "a": 4}


def test_6_twins_part_company_and_ours_never_do():
    rng = np.random.default_rng(5)
    values = frame(rng.uniform(0, 100, (6, 8)))
    values.loc["P5"] = values.loc["P1"]
    parted = 0
    for weights in rng.dirichlet(np.ones(8), 60):
        theirs = wsm().evaluate(matrix(values, list(weights))).e_.score
        parted += theirs[5] != theirs[1]
        ours, _ = second_opinion("weighted sum", values, pd.Series(weights, values.columns))
        assert ours["P5"] == ours["P1"]
        for method in ("TOPSIS", "VIKOR"):
            if parted < 3:
                ours, _ = second_opinion(method, values, pd.Series(weights, values.columns))
                assert len(set(order_of(ours)["rank"][["P1", "P5"]])) == 1
    if not parted:
        pytest.skip("the linear algebra of this machine adds every row in one order")


def test_7_bad_weights_and_twin_names_are_taken():
    values = frame([[1, 2], [3, 4]])
    assert len(wsm().evaluate(matrix(values, [-1.0, 2.0])).rank_) == 2
    assert len(matrix(frame([[1, 2], [3, 4]], names=["a", "a"])).alternatives) == 2
    late = matrix(values, objectives=["most", max])  # built without a word
    with pytest.raises(ValueError, match="most"):
        _ = late.objectives
    bad = [[-1.0, 2.0], [0.0, 0.0], [np.nan, 1.0], [np.inf, 1.0]]
    for weights in bad:
        with pytest.raises(InputError, match="negative, missing or all zero"):
            second_opinion("TOPSIS", values, pd.Series(weights, values.columns))
    with pytest.raises(InputError, match="stands twice"):
        second_opinion("TOPSIS", frame([[1, 2], [3, 4]], names=["a", "a"]), equal(values))
    with pytest.raises(InputError, match="max or min for each"):
        second_opinion("TOPSIS", values, equal(values), ["max", "most"])


def test_8_a_dominated_newcomer_chooses_the_winner_on_scales_of_those_present():
    from skcriteria.pipelines import mkpipe
    from skcriteria.preprocessing.scalers import MinMaxScaler

    pipe = mkpipe(MinMaxScaler(target="matrix"), wsm())
    two = frame([[60, 40], [40, 60]], names=["A", "B"])
    three = frame([[60, 40], [40, 60], [0, 30]], names=["A", "B", "C"])  # C below both on all
    assert pipe.evaluate(matrix(two)).rank_.tolist() == [1, 1]
    assert pipe.evaluate(matrix(three)).to_series()["B"] == 1
    assert pipe.evaluate(matrix(three)).to_series()["A"] == 2
    ours, _ = second_opinion("weighted sum", three, equal(three))
    assert ours["A"] == ours["B"] > ours["C"]


def test_8_on_pairs_every_difference_becomes_nought_or_one():
    from skcriteria.pipelines import mkpipe
    from skcriteria.preprocessing.scalers import MinMaxScaler
    from skcriteria.ranksrev.rank_transitivity_check import RankTransitivityChecker

    rng = np.random.default_rng(1)
    pipe = mkpipe(MinMaxScaler(target="matrix"), wsm())
    broken = []
    for _ in range(8):
        values = frame(rng.uniform(0, 100, (6, 3)))
        broken.append(
            RankTransitivityChecker(pipe).evaluate(matrix(values)).e_.transitivity_break_rate
        )
        whole, _ = second_opinion("weighted sum", values, equal(values))
        for pair in (["P0", "P1"], ["P2", "P5"], ["P4", "P3"]):
            alone, _ = second_opinion("weighted sum", values.loc[pair], equal(values))
            assert (alone == whole[pair]).all()
    assert max(broken) > 0  # for a model that is additive, and so as transitive as can be


class Impatient(np.random.Generator):
    """A generator that gives up after a thousand draws, where a loop would go on for ever."""

    asked = 0

    def uniform(self, *arguments, **named):
        self.asked += 1
        if self.asked > 1000:
            raise TimeoutError
        return super().uniform(*arguments, **named)


@pytest.mark.parametrize(
    "rows",
    [
        [[9, 9], [5, 4], [5, 4], [1, 2]],  # two neighbours below the best are twins
        [[9, 9], [5, 4], [0, 0]],  # one has nothing but noughts
    ],
)
def test_10_their_checker_never_comes_back_and_our_probes_do(northmere_like, rows):
    from skcriteria.ranksrev.rank_invariant_check import RankInvariantChecker

    checker = RankInvariantChecker(wsm(), random_state=Impatient(np.random.PCG64(1)))
    with pytest.raises(TimeoutError):
        checker.evaluate(matrix(frame(rows)))
    probes = reversal_probes(northmere_like(rows + [[3, 8]]), "weighted sum", seed=1)
    assert probes.complete and probes.table["reversed"].sum() == 0
    assert any("twin" in said or "no points" in said for said in probes.left_out)


def test_11_their_noise_hangs_on_how_often_it_was_asked(appraisal):
    from skcriteria.ranksrev.rank_invariant_check import RankInvariantChecker

    values = frame([[9, 8], [5, 7], [4, 3], [2, 1]])
    checker = RankInvariantChecker(wsm(), random_state=1)
    noises = [
        [r.e_.rank_inv_check.noise.to_numpy().tolist() for _, r in checker.evaluate(matrix(values))
         .ranks[1:]]
        for _ in range(2)
    ]  # fmt: skip
    assert noises[0] != noises[1]
    first, second = (reversal_probes(appraisal, "TOPSIS", seed=0).table for _ in range(2))
    pd.testing.assert_frame_equal(first, second)


def test_12_and_17_what_they_refuse_they_refuse_without_words():
    values = frame([[1, np.nan], [3, 4]])
    from skcriteria.agg.topsis import TOPSIS

    for theirs in (wsm(), TOPSIS()):
        with pytest.raises(ValueError, match="doesn't look like a ranking"):
            theirs.evaluate(matrix(values))
    with pytest.raises(ValueError, match="minimize"):
        wsm().evaluate(matrix(frame([[1, 2], [3, 4]]), objectives=[min, max]))
    with pytest.raises(InputError, match="below 0"):
        referee(frame([[-1, 2], [3, 4]]), equal(frame([[1, 2]])))
    ours, _ = second_opinion("weighted sum", frame([[-1, 2], [3, 4]]), equal(frame([[1, 2]])))
    assert ours.tolist() == [0.5, 3.5]


def test_17_costs_need_no_turning_round_and_bounds_no_pipeline():
    from skcriteria.agg.spotis import SPOTIS
    from skcriteria.agg.topsis import TOPSIS
    from skcriteria.pipelines import mkpipe
    from skcriteria.preprocessing.invert_objectives import NegateMinimize
    from skcriteria.preprocessing.scalers import MinMaxScaler

    values, ways = frame([[1, 2], [3, 4], [2, 9]]), [min, max]
    with pytest.raises(ValueError, match="values < 0"):
        mkpipe(NegateMinimize(), wsm()).evaluate(matrix(values, objectives=ways))
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        TOPSIS().evaluate(matrix(values, objectives=ways))
    assert "not recommended" in str(said[0].message)
    with pytest.raises(TypeError, match="bounds"):
        mkpipe(MinMaxScaler("matrix"), SPOTIS()).evaluate(matrix(values), bounds=[[0, 9], [0, 9]])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for method in ("weighted sum", "TOPSIS", "VIKOR"):
            ours, _ = second_opinion(method, values, equal(values), ["min", "max"])
            assert ours.idxmax() == "P2"


def test_17_what_was_filtered_out_cannot_be_compared_and_ours_keeps_everybody(appraisal):
    from skcriteria.cmp import mkrank_cmp
    from skcriteria.pipelines import mkpipe
    from skcriteria.preprocessing.filters import FilterGE

    values = matrix(frame([[1, 2], [3, 4], [5, 1]]))
    fewer = mkpipe(FilterGE({"C0": 2}), wsm()).evaluate(values)
    assert list(fewer.alternatives) == ["P1", "P2"]
    with pytest.raises(ValueError, match="miss the alternative"):
        mkrank_cmp(wsm().evaluate(values), fewer)
    assert list(compare(appraisal).scores.index) == list(appraisal.values.index)


def test_13_names_that_are_not_there():
    from skcriteria.cmp import RanksComparator

    with pytest.raises(AttributeError):
        exec("from skcriteria import *", {})
    with pytest.raises(TypeError, match="extra"):
        RanksComparator([])
    values = matrix(frame([[1, 2], [3, 4]]))
    assert not hasattr(values, "has_loops") and not values.dominance.has_loops()


def test_13_correlations_of_theirs_fail_and_ours_is_named(appraisal):
    from scipy.stats import kendalltau

    with pytest.raises(AttributeError):
        matrix(frame([[1, 2], [3, 4], [2, 2]])).stats.corr()
    found = compare(appraisal)
    for a in found.scores:
        for b in found.scores:
            wanted = kendalltau(found.ranks[a], found.ranks[b], variant="b").statistic
            assert found.tau.at[a, b] == pytest.approx(wanted, abs=1e-12)


@pytest.mark.parametrize("looked", ["plot", "stats", "dominance"])
def test_14_a_matrix_once_looked_at_cannot_be_sent_away_and_ours_can(appraisal, looked):
    values = matrix(frame([[1, 2], [3, 4]]))
    assert len(pickle.loads(pickle.dumps(values)).alternatives) == 2
    assert getattr(values, looked) is not None
    with pytest.raises(Exception):  # noqa: B017 - which error, is theirs to change
        pickle.loads(pickle.dumps(values))
    found = compare(appraisal)
    assert found._repr_html_() and found.words("TOPSIS")
    again = pickle.loads(pickle.dumps(found.scores))
    pd.testing.assert_frame_equal(again, found.scores)


def test_14_what_stands_in_no_module_cannot_be_sent_and_is_refused_in_words(appraisal):
    """Theirs fails for a class of a notebook, and wherever the matrix was looked at."""
    from skcriteria.pipelines import mkcombinatorial
    from skcriteria.preprocessing.scalers import MinMaxScaler, SumScaler

    values = matrix(frame([[1, 2], [3, 4], [5, 1]]))
    assert values.stats is not None
    several = mkcombinatorial([MinMaxScaler("matrix"), SumScaler("matrix")], wsm(), n_jobs=2)
    with pytest.raises(Exception, match="(?i)pickle"):
        several.evaluate(values)

    def evenly(rng, runs, criteria):
        return np.ones((runs, len(criteria)))

    with ProcessPoolExecutor(1) as executor:
        with pytest.raises(InputError, match="stands in a module"):
            wcc.stress(appraisal, 10, seed=0, weights=evenly, executor=executor)
        assert appraisal._repr_html_() and appraisal.bounds.notna().all(axis=None)
        assert wcc.stress(appraisal, 10, seed=0, executor=executor).bands.notna().all()


def test_15_names_are_escaped(northmere):
    from skcriteria.agg import RankResult

    name = "<img src=x onerror=alert(1)>"
    assert name in RankResult("any", [name, "b"], [1, 2], {})._repr_html_()
    candidates = northmere.candidates
    candidates.loc[0, "name"] = name
    appraisal = wcc.appraise(northmere.replace(candidates=candidates))
    for shown in (compare(appraisal), rank(appraisal)):
        assert name not in shown._repr_html_() and "&lt;img" in shown._repr_html_()


def test_16_the_same_twice_is_the_same_bytes(appraisal):
    dm = matrix(frame([[1, np.nan], [3, 4]]))
    assert not dm.equals(dm.copy())
    written = []
    for _ in range(2):
        file = io.StringIO()
        matrix(frame([[1, 2], [3, 4]])).to_dmsy(file)
        written.append(file.getvalue())
    assert written[0] != written[1] and "created_at" in written[0] and "platform" in written[0]
    one, two = (compare(appraisal).scores.to_numpy().tobytes() for _ in range(2))
    assert one == two
    unsure = appraisal.values.mask(appraisal.values > 90)
    assert unsure.equals(unsure.copy())  # our tables are frames: a blank is equal to a blank
    assert appraisal.case.fingerprint == wcc.read(wcc.sample("northmere")).fingerprint


def test_18_their_ranks_are_dense_and_ours_leave_the_next_out():
    values = frame([[2, 2], [2, 2], [1, 1]])
    assert wsm().evaluate(matrix(values)).rank_.tolist() == [1, 1, 2]
    ours, _ = second_opinion("weighted sum", values, equal(values))
    assert order_of(ours)["rank"].tolist() == [1, 1, 3]


def test_18_a_candidate_whose_name_is_a_number_keeps_it():
    values = frame([[1, 2], [3, 4]], names=[1, 0])
    assert isinstance(matrix(values).alternatives[0], pd.Series)  # the row called 0, not a name
    for method in ("weighted sum", "TOPSIS", "VIKOR"):
        scores, _ = second_opinion(method, values, equal(values))
        assert list(scores.index) == [1, 0] and scores.idxmax() == 0


GUARDED = {
    "skcriteria.DecisionMatrix",
    "skcriteria.agg.simple.WeightedSumModel",
    "skcriteria.agg.topsis.TOPSIS",
    "skcriteria.agg.vikor.VIKOR",
}
"""All of the library that the package asks for: each behind the door of `second_opinion`."""


def test_nothing_else_of_theirs_is_called():
    asked = set()
    for path in Path(wcc.__file__).parent.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if "skcriteria" in text else ():
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("skcriteria"):
                asked |= {f"{node.module}.{alias.name}" for alias in node.names}
            if isinstance(node, ast.Import):
                asked |= {a.name for a in node.names if a.name.startswith("skcriteria")}
    assert asked == GUARDED


def test_a_criterion_that_is_the_same_for_all_divides_by_nothing():
    from skcriteria.agg.topsis import TOPSIS

    same = frame([[5, 5], [5, 5]])
    with pytest.raises(Exception):  # noqa: B017 - 0 / 0 is no ranking
        TOPSIS().evaluate(matrix(same))
    for method in ("TOPSIS", "VIKOR"):
        scores, _ = second_opinion(method, same, equal(same))
        assert scores.nunique() == 1 and scores.notna().all()
        one_tells = frame([[5, 1], [5, 3], [5, 2]])
        scores, _ = second_opinion(method, one_tells, equal(one_tells))
        assert order_of(scores).index.tolist() == ["P1", "P2", "P0"]
