"""What is typed of the scores, without a browser."""

import csv

import pytest

from wcc_prioritise.sheets import write_paper_sheets
from wcc_prioritise.teaching import before_the_day
from wcc_prioritise.widgets import Day
from wcc_prioritise.widgets.console.scoring_state import BLANK, Handed, Scoring
from wcc_prioritise.workshop import Workshop


@pytest.fixture
def state(day):
    return Scoring(day)


def test_a_score_is_in_the_record_as_soon_as_it_is_entered(state, day):
    assert state.enter("S01", "P01", "60")
    (row,) = day.workshop.case().scores.to_dict("records")
    assert (row["person"], row["candidate"], row["criterion"], row["score"]) == (
        "S01", "P01", "K2", 60)  # fmt: skip
    assert state.typed["S01", "P01"] == "60"
    assert not state.wrong


@pytest.mark.parametrize("typed", ["?", "dk", "DK", "don't know"])
def test_dont_know_is_an_answer_and_never_nought(state, day, typed):
    assert state.enter("S01", "P01", typed)
    assert day.workshop.case().scores["score"].isna().all()
    assert len(day.workshop.case().scores) == 1
    assert state.typed["S01", "P01"] == "?"


@pytest.mark.parametrize("typed", ["abc", "120", "-1", "5O", "6 0 0"])
def test_nonsense_is_not_entered_and_stays_as_it_was_typed(state, day, typed):
    before = day.seq
    assert not state.enter("S01", "P01", typed)
    assert day.seq == before
    assert state.typed["S01", "P01"] == typed
    assert "0 to 100" in state.wrong["S01", "P01"]
    assert not state.wrong["S01", "P01"].startswith("score")
    assert state.enter("S02", "P01", "50")
    assert state.typed["S01", "P01"] == typed, "somebody else's entry took it away"
    assert state.enter("S01", "P01", "50")
    assert not state.wrong


def test_the_same_again_is_no_second_entry(state, day):
    state.enter("S01", "P01", "60")
    before = day.seq
    assert state.enter("S01", "P01", " 60 ")
    assert day.seq == before


def test_a_blank_takes_nothing_back(state, day):
    state.enter("S01", "P01", "60")
    assert not state.enter("S01", "P01", "")
    assert state.wrong["S01", "P01"] == BLANK
    assert len(day.workshop.case().scores) == 1
    assert state.enter("S02", "P01", ""), "a box that was never filled may stay empty"


def test_undo_empties_the_box(state, day):
    state.enter("S01", "P01", "60")
    day.undo()
    assert ("S01", "P01") not in state.typed


def test_it_follows_the_criterion_on_the_wall_and_keeps_what_was_refused(state, day):
    state.enter("S01", "P01", "abc")
    day.ask("K3")
    assert state.criterion == "K3"
    assert not state.wrong
    assert ("S01", "P01") not in state.typed
    state.criterion = "K2"
    assert state.typed["S01", "P01"] == "abc"
    assert state.wrong


def test_what_another_page_enters_is_seen_after_it_was_taken_in(state, day):
    with Workshop(day.workshop.path) as other:
        other.score("P02", "K2", person="S04", score=30, by="driver")
    day.refresh()
    assert state.typed["S04", "P02"] == "30"


def test_whoever_declared_an_interest_is_recused(state, day):
    day.enter("interest", person="S03", candidate="P20", what="leads it", effect="withdraw")
    assert ("S03", "P20") in state.barred
    assert not state.enter("S03", "P20", "90")
    assert "an interest is declared" in state.wrong["S03", "P20"]


def test_a_jump_in_the_second_round_needs_the_reason(state, day, answer):
    answer("K2", because="sheet")
    day.reveal("K2")
    assert state.round == 2
    assert state.before(("S01", "P01")) == "50 before"
    assert not state.enter("S01", "P01", "80")
    assert "a change of at most 20 points, or a reason" in state.wrong["S01", "P01"]
    state.reason = "the audit changed my mind"
    assert not state.wrong
    scores = day.workshop.case().scores.query("round == 2")
    assert scores[["score", "reason"]].to_numpy().tolist() == [[80, "the audit changed my mind"]]
    assert state.reason == "", "a reason belongs to one score"
    assert state.enter("S01", "P02", "65")


def test_one_reason_can_go_with_every_score(state, day):
    day.do(lambda: day.workshop.attendance("S01", True, by="driver"))
    assert not state.enter("S02", "P01", "40")
    assert not state.enter("S02", "P02", "40")
    state.keep_reason = True
    state.reason = "a sheet handed in"
    assert not state.wrong
    assert state.enter("S02", "P05", "70")
    assert set(day.workshop.case().scores["reason"]) == {"a sheet handed in"}


def test_progress_counts_who_is_in(state, answer):
    assert state.progress == "Round 1: 0 of 10 in."
    answer("K2", "S01", "S02")
    assert state.progress == "Round 1: 2 of 10 in."


def test_anonymous_answers_stay_in_the_boxes_but_not_in_the_record(short, tmp_path):
    case = before_the_day(short)
    charter = case.tables["charter"].frame.assign(privacy="anonymous")
    Workshop.start(case.replace(charter=charter), tmp_path / "a.wcc").close()
    day = Day(tmp_path / "a.wcc")
    state = Scoring(day)
    assert state.enter("S01", "P01", "60"), day.fault
    assert state.typed["S01", "P01"] == "60"
    assert day.workshop.case().scores.empty
    assert ("S01", "P01") not in Scoring(day).typed
    day.close()


# ---- sheets that came back ----------------------------------------------------------------------


def test_a_folder_that_is_not_there_is_said_in_words(day):
    handed = Handed(day)
    handed.folder = "nowhere at all"
    assert not handed.read()
    assert "no folder 'nowhere at all'" in handed.fault


@pytest.fixture
def back(day, tmp_path):
    """Hand in typed sheets: `back({"S01": "40"})` gives the folder they lie in."""

    def back(given):
        folder = tmp_path / "back"
        write_paper_sheets(day.results.case, folder, people=list(given))
        (path,) = folder.glob("typed-scores-round-*.csv")
        with path.open(newline="") as file:
            head, *rows = csv.reader(file)
        for row in rows:
            row[6] = given[row[1]]
        with path.open("w", newline="") as file:
            csv.writer(file).writerows([head, *rows])
        return str(folder)

    return back


def test_sheets_are_entered_and_what_is_wrong_is_listed(day, back):
    handed = Handed(day)
    handed.folder = back({"S01": "40", "S02": "lots"})
    assert handed.read(), handed.said
    scores = day.results.case.scores
    assert set(scores["person"]) == {"S01"}
    assert set(scores["score"]) == {40}
    assert len(scores) == 48
    assert "'lots'" in handed.said
    assert "Entered now: 48." in handed.said
    seq = day.seq
    assert handed.read()
    assert day.seq == seq, "read twice, entered once"


def test_a_sheet_of_somebody_who_is_not_here_says_so(day, back):
    day.do(lambda: day.workshop.attendance("S02", True, by="driver"))
    handed = Handed(day)
    handed.folder = back({"S01": "40", "S02": "30"})
    assert handed.read(), handed.said
    scores = day.results.case.scores
    assert set(scores.query("person == 'S01'")["reason"]) == {"on the sheet that was handed in"}
    assert scores.query("person == 'S02'")["reason"].isna().all()
