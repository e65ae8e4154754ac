"""Are the model answers the verified figures, and do they follow the tables? All answers met?"""

import numpy as np
import pandas as pd
import pytest

import wcc_prioritise as wcc
from wcc_prioritise import teaching
from wcc_prioritise.tables import InputError
from wcc_prioritise.teaching.exercise import OUTCOMES

pytestmark = pytest.mark.usefixtures("worked_out_once")

CODES = [exercise.code for exercise in teaching.exercises()]


def run_of(code, part=0, data=None):
    return teaching.show(code, "a guess", data).parts[part][1]


# ---- the figures of the exercise bank -----------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "answer", "held"),
    [
        ("W", "A", ["81 points"]),
        ("X1", "C1, C2", ["a high correlation only asks"]),
        ("X2", "rise", ["A 38, B 65", "A 68, B 37", "gap between worst and best"]),
        ("X3", "M", ["spread 4.0", "spread 0.0", "average 5.0"]),
        ("X4", "B, D, E", ["line 70", "fits 92", "pound 92", "set 132", "B+D+E"]),
        ("X5", "1, 5, 13", ["people decided; the record shows how"]),
        ("X6", "33", ["33%", "60%", "18, 17, 17, 16, 16, 16 act as 5.99"]),
        ("X7", "X, Y", ["X 6.6, Y 6.5", "X 5.0, Y 7.0", "choice of values"]),
        ("X8", "4.3 to 8.3", ["1 to 9: blanks as nought 3.8, left out 7.7, range 4.3-8.3",
                              "0 to 100: blanks as nought 38, left out 77, range 38-88",
                              "worst case posing as an estimate"]),
        ("X9", "80", ["before: a 79, b 50", "were: a 79, b 88", "a weight belongs to a range"]),
        ("X10", "13.3, 11.1", ["q wins, 22 to 20", "p wins, 13 to 11", "come off both"]),
        ("X14", "114.4", ["the whole 65.9", "whole, 75.0 in halves"]),
    ],
)  # fmt: skip
def test_model_answers_are_the_verified_figures(code, answer, held):
    found = teaching.model_answer(code)
    assert found.answer == answer
    assert [words for words in held if words.casefold() not in found.words.casefold()] == []


def test_x1_a_correlation_asks_and_people_answer():
    run = run_of("X1")
    assert run["correlation"].tolist() == ["0.997", "0.940"]
    assert run["still care with one fixed?"].tolist() == ["no", "yes"]
    assert teaching.check("X1", "C3, C4").misconception == "a correlation is a proof"


def test_x4_a_better_order_is_not_a_better_set():
    run = run_of("X4")
    assert run["points"].tolist() == [70, 92, 92, 132]
    assert run["set"].tolist() == ["A", "A, F", "F, E, D", "B, D, E"]


def test_x9_the_fault_is_old_weights_on_a_new_range():
    run = run_of("X9")
    assert run.loc[["A", "B"], "after, weights as they were"].tolist() == ["79", "88"]
    assert run.loc[["A", "B"], "after, weights asked anew"].tolist() == ["91", "80"]
    same = teaching.check("X9", 50)
    assert same.misconception == "a weight is the importance of a word"


def test_x10_the_zero_moves_for_both():
    only_one = teaching.check("X10", "13.3, 22.2")
    assert only_one.misconception == "the zero moved for one only"
    assert teaching.check("X10", "13 and 11").right


def test_x13_the_count_is_met_and_little_comes_early():
    run = run_of("X13").set_index("quick wins")
    assert run.loc[3, "by year 1"].tolist() == ["10%", "10%"]
    assert run.loc[0, "by year 1"] == "87%"


def test_x14_halves_get_in_and_worth_adds_up():
    both, sets, tested = (run_of("X14", part) for part in range(3))
    assert both.loc["the halves together", "total"] == 114.4
    worth = both["worth, points a year"]
    assert worth["P18"] == worth["the halves together"]
    assert sets["of it in the set"].tolist() == ["not in", "P18a, P18b"]
    assert tested["passes"].all()


def test_x14_fixture_gives_the_set_that_was_checked_by_hand():
    """The check run of the fixture: at most eight projects within £9.0 million, 505.3 points."""
    from wcc_prioritise.portfolio import best_set

    candidates = teaching.tables("X14")["x14_candidates"].set_index("candidate")
    criteria = teaching.tables("X14")["x14_criteria"].set_index("criterion")
    total = candidates[list(criteria.index)] @ (criteria["points"] / criteria["points"].sum())
    found = best_set(
        total, candidates[["cost"]].assign(one=1.0), {"cost": 9_000, "one": 8}
    )  # fmt: skip
    assert found.worth == pytest.approx(505.3, abs=0.05)
    assert found.chosen == ("P01", "P02", "P07", "P10", "P16", "P18", "P19", "P20")


def test_x15_three_areas_in_four_seem_to_lag_though_none_does():
    """77 per cent in the run that was verified; one year scatters by a few points round it."""
    run = run_of("X15").iloc[0]
    assert run["seem to, against the best 5 of 10"] == pytest.approx(77, abs=2)
    assert run["seem to, against the peer mean"] == pytest.approx(50, abs=2)
    assert run["called a clear gap by the library"] < 1
    assert teaching.check("X15", "77%").right


def test_x16_a_claim_is_not_cash():
    run = run_of("X16")
    whole = run.loc["all together"]
    assert whole["claimed"] > whole["deliverable"] > whole["cashable"]
    assert (
        teaching.model_answer("X16").answer == f"{whole['running cost'] - whole['cashable']:,.0f}"
    )
    assert teaching.check("X16", whole["running cost"] - whole["claimed"]).misconception == (
        "a claim is money"
    )


# ---- other tables, other answers ----------------------------------------------------------------

CHANGES = {
    "W": ("warm_up_limit", "most", 0, 100),
    "X1": ("x01_pairs", "still_care", 1, "no"),
    "X2": ("x02_ranges", "variant_best", 1, 0.5),
    "X3": ("x03_scores", "score", slice(0, 8), 5),
    "X4": ("x04_budget", "budget", 0, 500),
    "X5": ("x05_record", "figure", 4, 90),
    "X6": ("x06_criteria", "points", 0, 300),
    "X7": ("x07_scores", "score", slice(0, 17), 6),
    "X8": ("x08_scores", "score", 3, 9),
    "X9": ("x09_scores", "K2", 3, 5),
    "X10": ("x10_nothing", "points", 0, 5),
    "X11": ("marking_grid", "part", 0, "the question of the board"),  # known by the same words
    "X13": ("x13_candidates", "worth", 0, 30),
    "X14": ("x14_split", "candidate", 0, "P20"),
    "X15": ("x15_settings", "comparator", 0, "peer mean"),
    "X16": ("x16_projects", "cashable_share", 0, 1.0),
}


@pytest.mark.parametrize("code", CODES)
def test_another_table_changes_the_answer_and_the_check_follows(code, tmp_path):
    name, column, row, value = CHANGES[code]
    mine = teaching.tables(code)[name]
    mine.loc[row, column] = value
    mine.to_csv(tmp_path / f"{name}.csv", index=False)
    before, after = teaching.model_answer(code), teaching.model_answer(code, tmp_path)
    assert after.words != before.words
    assert teaching.check(code, after.answer, tmp_path).right
    assert after.answer != before.answer, "the change was too small to test anything"
    assert teaching.check(code, before.answer, tmp_path).right == (code == "X11")


def test_a_whole_case_of_ones_own_works():
    mine = teaching.tables("X4")
    mine["x04_candidates"] = pd.DataFrame(
        {"candidate": ["K1", "K2", "K3"], "name": ["a", "b", "c"], "points": [50, 30, 30],
         "cost": [90, 50, 50]}
    )  # fmt: skip
    mine["x04_budget"]["budget"] = 100
    assert teaching.model_answer("X4", mine).answer == "K2, K3"
    assert teaching.check("X4", "K1", mine).misconception.startswith("a high rank means funded")
    assert "£100 thousand" in teaching.story("X4", mine)


# ---- whatever is typed --------------------------------------------------------------------------

NONSENSE = [
    "", None, "   ", "banana", "?!", [], {}, (), set(), [None], [[1, 2], "x"], 10**30, -1, 0.1,
    float("nan"), float("inf"), True, b"B", object(), np.array([1, 2]), pd.Series([1.0]),
    {"B": 1}, "<script>", "B" * 5000, "1e999", "=1+1", "é", "\x00",
]  # fmt: skip


EACH_FORM = ("X2", "X4", "X7", "X10", "X11")
"""An exercise for each form of answer; the forms themselves are tried in test_typed.py."""


@pytest.mark.parametrize("code", CODES)
def test_nonsense_is_met_with_words(code):
    mine = teaching.tables(code)
    for answer in NONSENSE if code in EACH_FORM else NONSENSE[:4]:
        found = teaching.check(code, answer, mine)
        assert (
            not found.right and repr(found).startswith(f"{code}: ") or "I can't read" in str(found)
        )
        assert "Traceback" not in found.words and len(found.words) < 700


@pytest.mark.parametrize("code", ["X99", "", None, 4, ["X4"], "X12"])
def test_an_unknown_exercise_is_told(code):
    if code == ["X4"]:
        assert teaching.check(code, "B, D, E").right
        return
    assert "allowed: W, X1" in teaching.check(code, "B").words
    with pytest.raises(InputError, match="exercise"):
        teaching.model_answer(code)


def test_an_answer_over_the_limit_and_one_that_is_not_the_best_are_told_apart():
    assert teaching.check("X4", "A, B").misconception == "a limit is a matter of taste"
    poor = teaching.check("X4", "C, D")
    assert poor.misconception == "the first set that looks good is the best"
    assert "95 points" in poor.words


def test_the_parts_of_the_board_paper_are_marked():
    some = teaching.check("X11", "criteria and weights, the portfolio, money after year three")
    assert not some.right and some.misconception == "a total is enough"
    assert "3 of 11 parts, 3 of 15 marks" in some.words
    assert teaching.check("X11", "the ranked list and the totals").misconception is not None


@pytest.mark.parametrize("code", ["X11", "X12"])
def test_there_is_a_marking_grid(code):
    grid = teaching.marking_grid(code)
    assert len(grid) >= 5 and (grid["marks"] > 0).all() and grid["part"].is_unique


def test_what_is_not_marked_by_a_grid_says_so():
    with pytest.raises(InputError, match="X11, X12"):
        teaching.marking_grid("X4")


# ---- the gate -----------------------------------------------------------------------------------


@pytest.mark.parametrize("nothing", ["", "  ", None, [], teaching.predict("X4", "\n")])
def test_the_run_stays_quiet_until_something_is_predicted(nothing):
    shown = teaching.show("X4", nothing)
    assert shown.parts == () and "type what you expect" in repr(shown)
    assert "132" not in shown._repr_html_()


def test_a_prediction_is_kept_and_shown_beside_the_run():
    guess = teaching.predict("x4", "  A and\n B ")
    assert (guess.code, guess.text) == ("X4", "A and B")
    assert repr(teaching.show("X4", guess)).startswith("You expected: A and B")


def test_what_was_typed_is_shown_as_text():
    page = teaching.show("X10", "<script>alert(1)</script>")._repr_html_()
    assert "<script>" not in page and "&lt;script&gt;" in page


# ---- the bank -----------------------------------------------------------------------------------


def test_fifteen_exercises_and_the_warm_up():
    numbers = [*range(1, 12), *range(13, 17)]  # X12 is a clinic, marked by the grid
    assert ["W", *(f"X{number}" for number in numbers)] == CODES
    assert wcc.teaching is teaching


def test_every_outcome_is_served_but_the_clinics():
    served = {number for exercise in teaching.exercises() for number in exercise.outcomes}
    assert served == set(OUTCOMES) == set(range(1, 11))


def test_what_an_exercise_needs_comes_before_it():
    for place, exercise in enumerate(teaching.exercises()):
        assert set(exercise.needs) <= set(CODES[:place])
        assert 10 <= exercise.minutes <= 30


def test_nothing_wrong_with_the_tables_is_a_traceback(tmp_path):
    (tmp_path / "x04_budget.csv").write_text("what,budget\nmoney,lots\n", encoding="utf-8")
    words = teaching.check("X4", "B", tmp_path).words
    assert "x04_budget row 2, column budget: found 'lots'; allowed: a number." in words
    assert "found 'lots'" in repr(teaching.show("X4", "guess", tmp_path))
    assert "no folder" in repr(teaching.given("X4", tmp_path / "none"))


def test_figures_that_make_no_sense_are_told():
    mine = teaching.tables("X2")
    mine["x02_swings"][["health", "wait"]] = 0
    assert "can't be worked out" in teaching.check("X2", "rise", mine).words
    mine = teaching.tables("X15")
    mine["x15_settings"]["comparator"] = "best guess"
    assert "comparator 'best guess'" in teaching.check("X15", "77", mine).words
    mine["x15_settings"]["comparator"], mine["x15_areas"] = "median", mine["x15_areas"].head(5)
    assert "codes of areas" in teaching.check("X15", "77", mine).words
