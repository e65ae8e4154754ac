"""Did it help? Answers with count and spread, nobody's answer given away, kept for next year."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import wcc_prioritise as wcc
from wcc_prioritise.competencies import did_it_help, read_routes, routes
from wcc_prioritise.competencies.route_records import ROUTE_TABLES, RouteTables
from wcc_prioritise.tables import InputError, write_folder

YEAR = "2008/09"


@pytest.fixture(scope="module")
def sample():
    return read_routes(wcc.sample("competencies"))


@pytest.fixture(scope="module")
def helped(sample):
    return did_it_help(sample, YEAR)


def with_answers(sample, answers, people):
    """Give the sample with other answers to Q1 about 5.1, and others who were asked."""
    rows = [
        {"year": YEAR, "need": "5.1", "person": person, "question": "Q1", "score": score}
        for person, score in answers.items()
    ]
    asked = [
        {"year": YEAR, "need": "5.1", "person": person, "side": side}
        for person, side in people.items()
    ]
    frames = {
        "survey_answers": pd.DataFrame(rows, columns=list(sample["survey_answers"].columns)),
        "survey_people": pd.DataFrame(asked),
    }
    return RouteTables({**sample.frames, **frames})


def row(helped, need, question):
    results = helped.results
    found = results[(results["need"] == need) & (results["question"] == question)]
    return found.iloc[0]


# ---- what may be shown


def test_a_mean_has_its_count_and_its_spread(helped):
    # users 50 75 50 25 75 -> 55; suppliers 100 75 100 -> 92; all 550 / 8 = 68.75
    found = row(helped, "5.1", "Q1")
    assert (found["asked"], found["answered"], found["mean"]) == (8, 8, "69")
    assert (found["user"], found["supplier"], found["spread"]) == ("55", "92", "25 or more")
    assert found["why"] == ""


def test_a_dont_know_is_counted_as_no_answer(helped):
    found = row(helped, "5.1", "Q3")  # 25 25 50 25 and 75 50 75 -> 325 / 7 = 46.4
    assert (found["asked"], found["answered"], found["mean"]) == (8, 7, "46")


def test_a_question_to_one_side_is_asked_of_that_side_alone(helped):
    found = row(helped, "5.1", "Q4")
    assert (found["asked"], found["answered"], found["mean"]) == (3, 3, "42")
    assert pd.isna(found["user"]) and pd.isna(found["supplier"])


def test_fewer_than_three_answers_show_nothing_but_their_count(helped):
    found = row(helped, "10.3", "Q2")
    assert (found["asked"], found["answered"]) == (2, 2)
    assert found[["mean", "spread", "user", "supplier"]].isna().all()
    assert found["why"] == "fewer than three people scored"


def test_a_small_side_shows_only_the_pooled_figure(helped):
    found = row(helped, "10.3", "Q1")
    assert (found["answered"], found["mean"]) == (3, "92")
    assert pd.isna(found["user"]) and pd.isna(found["supplier"])
    assert found["why"].startswith("fewer than three people in")


def test_a_mean_at_the_end_of_the_scale_is_told_in_words(sample):
    people = {person: "user" for person in ("U1", "U2", "U3")}
    found = row(did_it_help(with_answers(sample, dict.fromkeys(people, 100), people), YEAR),
                "5.1", "Q1")  # fmt: skip
    assert found["mean"] == "at the top of the scale (over 95.5)"


@settings(max_examples=5)
@given(
    users=st.lists(st.sampled_from([0, 25, 50, 75, 100]), max_size=4),
    suppliers=st.lists(st.sampled_from([0, 25, 50, 75, 100]), max_size=4),
)
def test_no_figure_rests_on_fewer_than_three(sample, users, suppliers):
    answers = {f"U{n}": s for n, s in enumerate(users)} | {
        f"V{n}": s for n, s in enumerate(suppliers)
    }
    people = {person: {"U": "user", "V": "supplier"}[person[0]] for person in answers}
    people |= {"U9": "user", "V9": "supplier"}  # asked, and silent
    found = row(did_it_help(with_answers(sample, answers, people), YEAR), "5.1", "Q1")
    assert found["asked"] == len(people) and found["answered"] == len(answers)
    small = [side for side in (users, suppliers) if 0 < len(side) < 3]
    if len(answers) < 3:
        assert found[["mean", "spread", "user", "supplier"]].isna().all()
    if small:
        assert found[["user", "supplier"]].isna().all()


def test_nobody_answered_is_said(sample):
    people = {"U1": "user", "V1": "supplier"}
    helped = did_it_help(with_answers(sample, {}, people), YEAR)
    assert helped.case is None and helped.shown is None
    assert set(helped.results["why"]) == {"nobody answered"}
    assert set(helped.results["answered"]) == {0}


# ---- cost, delivery, skill


def test_cost_against_what_was_agreed(helped):
    assert helped.cost["over"].tolist() == [16, -1]
    assert helped.cost["words"].tolist() == [
        "£96 thousand paid, £16 thousand above what was agreed",
        "£13 thousand paid, £1 thousand below what was agreed",
    ]


def test_what_was_delivered_and_what_is_not_known(helped):
    met = helped.delivered.set_index("measure")["met"]
    assert met["Practice profiles handed over"] == "yes"
    assert met["Days from question to answer"] == "no"  # 9 where low is good and 5 was wanted
    assert met["Profiles made by our own staff"] == "no"
    assert met["Disputes settled within a month"] == "not known"


def test_skills_left_behind(helped):
    assert helped.skills["words"].tolist() == ["shown, 14 days late", "not shown"]


def test_the_words_take_cost_and_result_together(helped):
    assert helped.words.startswith(
        "5.1: £96 thousand paid, £16 thousand above what was agreed; 1 of 3 measures reached their "
        "target; 1 of 2 skills were shown by our own people."
    )
    assert "0 of 1 measures reached their target, 1 not known" in helped.words


def test_missing_figures_are_never_nought(sample):
    bare = sample["outside_help"].assign(paid=float("nan"))
    helped = did_it_help(RouteTables({**sample.frames, "outside_help": bare}), YEAR)
    assert set(helped.cost["words"]) == {"what was paid is not written down"}
    assert not (helped.kept["unit"] == "£ thousand").any()


# ---- kept for next year


def test_what_is_kept_is_read_back_and_feeds_the_next_choice(sample, helped, tmp_path):
    write_folder(sample.frames, tmp_path, ROUTE_TABLES)
    bare = RouteTables({**sample.frames, "route_evidence": sample["route_evidence"].iloc[:0]})
    kept = bare.keeping(helped.kept)
    write_folder({"route_evidence": kept["route_evidence"]}, tmp_path, ROUTE_TABLES)
    again = read_routes(tmp_path)
    assert again["route_evidence"].equals(sample["route_evidence"])
    cards = routes(again, "9.1").appraisal.case.evidence
    about = cards[cards["criterion"] == "R4"]
    assert about["candidate"].tolist() == ["buy"]
    assert about["statement"].tolist() == [
        "What can we do ourselves now? 46 (0 to 100; 7 answered)"
    ]


def test_what_is_kept_twice_stands_once(sample, helped):
    twice = sample.keeping(helped.kept).keeping(helped.kept)["route_evidence"]
    assert twice["statement"].tolist() == sample["route_evidence"]["statement"].tolist()


def test_nothing_that_may_not_be_shown_is_kept(helped):
    said = " ".join(helped.kept.loc[helped.kept["need"] == "10.3", "statement"])
    assert "Was it there when it was needed?" not in said


# ---- what cannot be


def test_an_unknown_year_is_told_with_the_near_one(sample):
    with pytest.raises(InputError, match="nothing of the year '2008-09'.*Did you mean '2008/09'"):
        did_it_help(sample, "2008-09")


@pytest.mark.parametrize(("person", "question"), [("X9", "Q1"), ("V1", "Q2")])
def test_an_answer_nobody_was_asked_for_is_refused(sample, person, question):
    stray = pd.DataFrame(
        [{"year": YEAR, "need": "5.1", "person": person, "question": question, "score": 50.0}]
    )
    frame = pd.concat([sample["survey_answers"], stray], ignore_index=True)
    with pytest.raises(InputError, match=f"not asked for: {person} on {question} for 5.1"):
        did_it_help(RouteTables({**sample.frames, "survey_answers": frame}), YEAR)
