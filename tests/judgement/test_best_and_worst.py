"""Best-worst: both published examples, and answers that contradict one another."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcc_prioritise.judgement.best_and_worst import best_worst
from wcc_prioritise.tables import InputError


@pytest.mark.parametrize("example", ["example1", "example2"])
def test_rezaei_2016(reference, example):
    case = reference("g2_bwm_rezaei_2016_linear")
    said, wanted = case["inputs"], case["expected"][example]
    lists = [dict(zip(said["criteria"], said[example][k], strict=True)) for k in ("BO", "OW")]
    answer = best_worst(said["best"], said["worst"], *lists)
    assert answer.weights.tolist() == pytest.approx(wanted["weights"], abs=5.001e-5)
    assert answer.xi == pytest.approx(wanted["xi"], abs=5.001e-5)


def test_the_answer_that_contradicts_is_named():
    to = {"Quality": 2, "Price": 1, "Comfort": 4, "Safety": 3, "Style": 8}
    back = {"Quality": 4, "Price": 8, "Comfort": 2, "Safety": 3, "Style": 1}
    answer = best_worst("Price", "Style", to, back)
    assert answer.consistency == pytest.approx(1 / 56)  # |3 x 3 - 8| / (8 x 8 - 8)
    assert answer.by_criterion.idxmax() == "Safety"
    assert answer.found == (
        "By your answers Price matters 3 times as much as Safety, and Safety 3 times as much as "
        "Style: 9 times in all, where you said 8.",
    )


def test_answers_that_agree_find_nothing():
    answer = best_worst("A", "C", {"A": 1, "B": 2, "C": 4}, {"A": 4, "B": 2, "C": 1})
    assert answer.found == () and answer.xi == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("best", "worst", "to", "back", "said"),
    [
        ("A", "Z", {"A": 1, "B": 2}, {"A": 2, "B": 1}, "'Z'"),
        ("A", "A", {"A": 1, "B": 2}, {"A": 1, "B": 1}, "A as best and as worst"),
        ("A", "B", {"A": 1, "B": 2}, {"A": 3, "B": 1}, "answered twice, 2 and 3"),
        ("A", "B", {"A": 1, "B": 0.5}, {"A": 0.5, "B": 1}, "0.5 for B"),
        ("A", "B", {"A": 1, "B": 2}, {"A": 2}, "nothing for B"),
        ("A", "B", {"A": 3, "B": 2}, {"A": 2, "B": 1}, "3 for A beside itself"),
    ],
)
def test_answers_that_are_none_are_refused_in_words(best, worst, to, back, said):
    with pytest.raises(InputError, match=said):
        best_worst(best, worst, to, back)


@settings(max_examples=30, deadline=None)
@given(
    st.integers(2, 9).flatmap(
        lambda most: st.tuples(
            st.just(most), st.lists(st.tuples(st.integers(1, most), st.integers(1, most)),
                                    min_size=1, max_size=4)
        )
    ),
    st.randoms(use_true_random=False),
)  # fmt: skip
def test_the_order_of_criteria_never_matters_and_weights_sum_to_one(said, random):
    most, others = said
    names = [f"C{i}" for i in range(len(others))]
    to = {"best": 1, "worst": most} | {n: a for n, (a, _) in zip(names, others, strict=True)}
    back = {"best": most, "worst": 1} | {n: b for n, (_, b) in zip(names, others, strict=True)}
    answer = best_worst("best", "worst", to, back)
    assert answer.weights.sum() == pytest.approx(1) and (answer.weights >= 0).all()
    order = list(to)
    random.shuffle(order)
    again = best_worst("best", "worst", {k: to[k] for k in order}, back)
    assert again.weights.reindex(answer.weights.index).tolist() == answer.weights.tolist()
