"""Does a challenge run the recorded calculation again, and say truly what moves?"""

import pytest

import wcc_prioritise as wcc
from wcc_prioritise.challenge import (
    candidate_fact,
    corrected_score,
    gate_status,
    materiality,
    scorer_removed,
    swing_points,
)
from wcc_prioritise.tables import InputError
from wcc_prioritise.workshop import Workshop

RUNS = 100


@pytest.fixture(scope="module")
def record(short_day):
    with Workshop(short_day) as workshop:
        yield workshop


@pytest.fixture(scope="module")
def recorded(record):
    """Give the set as it was computed on the day."""
    case = record.case()
    limits = dict(zip(case.limits["resource"], case.limits["most"], strict=True))
    at_least = {r.what: int(r.number) for r in case.rules.itertuples() if r.kind == "at least"}
    return wcc.select(wcc.appraise(case), limits=limits, at_least=at_least)


def test_a_change_of_nothing_moves_nothing_and_the_calculation_is_reproduced(northmere_day):
    with Workshop(northmere_day) as day:
        scores = day.case().scores
        row = scores[(scores["criterion"] == "C2") & (scores["person"] == "S01")]
        row = row.dropna(subset="score").sort_values("round").iloc[-1]
        change = corrected_score(row["candidate"], "C2", row["score"], "S01")
        found = materiality(day, change, runs=RUNS)
    assert found.reproduced and not found.material and found.moved.empty
    assert "Nothing moves: no class, no rank, no band and no place" in found.words


def test_a_removed_gate_takes_the_candidate_out_and_says_who_comes_in(record, recorded):
    out = recorded.chosen[0]
    found = materiality(record, gate_status(out, "equality", None), runs=RUNS)
    assert found.material and f"{out} moves: leaves the set" in found.words
    without = wcc.select(
        recorded.appraisal, **{**recorded.arguments, "never": (out,)}
    )  # fmt: skip
    inside = found.table.loc[found.table["in_set_after"], "candidate"]
    assert set(inside) == set(without.chosen)


def test_what_would_have_been_needed_is_enough_and_a_point_less_is_not(record, recorded):
    outside = "P14"
    assert outside not in recorded.chosen
    found = materiality(record, corrected_score(outside, "K2", 50), runs=RUNS)
    needed = found.needed.dropna(subset="needed").set_index("criterion")
    assert not needed.empty
    for criterion, row in needed.iterrows():
        for score, enters in ((row["needed"], True), (row["needed"] - 1, False)):
            other = recorded.appraisal.with_score(outside, criterion, float(score))
            chosen = wcc.select(other, **recorded.arguments).chosen
            assert (outside in chosen) is enters, (criterion, score)


def test_a_removed_scorer_is_the_case_without_their_answers(record, recorded):
    found = materiality(record, scorer_removed("S02"), runs=RUNS)
    case = recorded.appraisal.case
    tables = {n: getattr(case, n) for n in ("scores", "swings")}
    without = case.replace(**{n: t[t["person"] != "S02"] for n, t in tables.items()})
    expected = wcc.appraise(without).value
    got = found.table.set_index("candidate")["value_after"]
    assert got.to_dict() == pytest.approx(expected.to_dict())


def test_a_change_about_nobodys_candidate_is_material_when_a_class_or_a_place_moves(record):
    found = materiality(record, scorer_removed("S02"), runs=50)
    table = found.table
    weighty = (table["class_before"] != table["class_after"]) | (
        table["in_set_before"] != table["in_set_after"]
    )
    assert found.material == weighty.any()
    rest = found.moved.loc[~weighty, "candidate"]
    assert len(rest) > 0 and f"in rank or band alone: {', '.join(rest)}." in found.words
    said = "No class and no place in the set moves."
    assert (said in found.words) == (not found.material)
    assert "other" not in found.words


def test_a_weight_and_a_fact_can_be_put_right(record):
    weight = materiality(record, swing_points("S05", "K1", 5), runs=RUNS)
    assert (weight.table["value_before"] != weight.table["value_after"]).any()
    fact = materiality(record, candidate_fact("P05", "set_up_cost", 5_000), runs=RUNS)
    assert fact.material and "P05 moves" in fact.words


def test_a_change_that_leaves_no_set_says_which_demands_clash(record, recorded):
    case = recorded.appraisal.case
    quick = [c for c, k in recorded.appraisal.classes.items() if k == "quick win"]
    assert len(quick) >= 3 and not case.candidates.empty
    found = materiality(record, gate_status(quick[0], "quality", "failed"), runs=RUNS)
    assert found.table["in_set_after"].any()


def test_another_calculation_can_be_named_and_an_unknown_one_is_told(record):
    first = materiality(record, scorer_removed("S01"), "K01", runs=RUNS)
    assert first.calculation == "K01" and first.reproduced
    with pytest.raises(InputError, match="a calculation `select` in the record"):
        materiality(record, scorer_removed("S01"), "K99")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (corrected_score("P99", "K2", 5), "no score of P99 on K2"),
        (corrected_score("P07", "K2", 5, "S09"), "by S09"),
        (scorer_removed("S77"), "a person of the record"),
        (swing_points("S77", "K1", 5), "by S77"),
        (gate_status("P77", "equality", None), "a candidate of the record"),
        (candidate_fact("P01", "set_up_costs", 5), "Did you mean 'set_up_cost'"),
    ],
)
def test_what_is_not_in_the_record_is_told(record, change, words):
    with pytest.raises(InputError, match=words):
        materiality(record, change, runs=RUNS)


def test_a_record_without_a_chosen_set_is_told(short, quick_folder):
    path = quick_folder / f"fresh-{id(short)}.wcc"
    with (
        Workshop.start(short, path) as workshop,
        pytest.raises(InputError, match="no recorded choice of a set"),
    ):
        materiality(workshop, scorer_removed("S01"))


def the_median(answers, shares):
    """Pool by the median."""
    return answers.median()


def test_a_calculation_made_with_other_rules_is_run_again_with_them(short_copy):
    with Workshop(short_copy) as workshop:
        case = workshop.case()
        limits = dict(zip(case.limits["resource"], case.limits["most"], strict=True))
        by_person = wcc.appraise(case, weight_rule="person")
        own = wcc.appraise(case, pooling=the_median)
        for appraisal in (by_person, own):
            workshop.calculation("select", wcc.select(appraisal, limits=limits), by="analyst")
        change = scorer_removed("S01")
        codes = list(workshop.case().calculations["calculation"])[-2:]
        found = materiality(workshop, change, codes[0], runs=RUNS)
        before = found.table.set_index("candidate")["value_before"]
        assert found.reproduced
        assert before.to_dict() == pytest.approx(by_person.value.to_dict())
        with pytest.raises(InputError, match="the function of the record, .*the_median sha256"):
            materiality(workshop, change, runs=RUNS)
        with pytest.raises(InputError, match="the function of the record"):
            materiality(workshop, change, runs=RUNS, pooling=len)
        found = materiality(workshop, change, runs=RUNS, pooling=the_median)
        assert found.calculation == codes[1] and found.reproduced
