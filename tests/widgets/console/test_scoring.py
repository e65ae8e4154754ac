"""The boxes of the scores, as widgets but without a browser."""

import pytest

from wcc_prioritise.widgets.console import scoring
from wcc_prioritise.widgets.console.scoring_state import MOST_CELLS, Scoring


@pytest.fixture
def form(day):
    day.go("scores")
    return scoring.form(day)


def test_a_box_is_saved_when_it_is_left(form, day, find):
    box = find(form, "P02")
    box.value = "55"
    (row,) = day.workshop.case().scores.to_dict("records")
    assert (row["person"], row["candidate"], row["score"]) == ("S01", "P02", 55)
    assert box.continuous_update is False


def test_words_stand_beside_a_box_that_holds_nonsense(form, day, find, said_in):
    box = find(form, "P02")
    box.value = "<b>abc"
    assert box.value == "<b>abc"
    assert "wcc-bad" in box._dom_classes
    assert "Not entered" in said_in(form)
    assert "<b>abc" not in said_in(form)
    box.value = "55"
    assert "wcc-bad" not in box._dom_classes
    assert "Not entered" not in said_in(form)


def test_saving_builds_nothing_anew(form, day, find, every):
    before = every(form)
    find(form, "P02").value = "55"
    day.ask("K3")
    assert every(form) == before


def test_another_persons_sheet_has_the_same_boxes(form, day, find):
    box = find(form, "P02")
    box.value = "55"
    find(form, "Whose sheet").value = "S02"
    assert box.value == ""
    box.value = "70"
    find(form, "Whose sheet").value = "S01"
    assert box.value == "55"
    assert len(day.workshop.case().scores) == 2


def test_a_refresh_finds_what_was_entered(form, day, find):
    find(form, "P02").value = "?"
    assert find(scoring.form(day), "P02").value == "?"


def test_a_recused_cell_says_so_and_takes_nothing(form, day, find):
    day.enter("interest", person="S01", candidate="P02", what="leads it", effect="withdraw")
    box = find(form, "P02")
    assert (box.value, box.disabled) == ("recused", True)


def test_the_grid_has_a_named_box_for_every_person_and_candidate(form, day, find, every):
    find(form, "How they are typed").value = scoring._grid
    state = Scoring(day)
    boxes = [w for w in every(form) if "wcc-label-unseen" in w._dom_classes]
    people, candidates = state.asked
    assert len(boxes) == len(people) * len(candidates) <= MOST_CELLS
    assert len({box.description for box in boxes}) == len(boxes)
    assert boxes[0].description.startswith("S01, P01")
    assert boxes[1].description.startswith("S01, P02"), "down one person's sheet"
    find(form, "S04, P05").value = "35"
    assert day.workshop.case().scores["score"].to_list() == [35]


def test_the_grid_says_in_words_which_cell_is_wrong(form, find, said_in):
    find(form, "How they are typed").value = scoring._grid
    find(form, "S04, P05").value = "350"
    assert "S04 on P05: found &#x27;350&#x27;" in said_in(form)


def test_a_grid_that_is_too_large_is_not_laid_out(form, day, find, said_in, every):
    for number in range(1, 5):
        assert day.enter("person", person=f"T0{number}", roles="GP"), day.fault
    find(form, "How they are typed").value = scoring._grid
    assert "14 people and 12 candidates: too many boxes for a grid." in said_in(form)
    assert not [w for w in every(form) if "wcc-label-unseen" in w._dom_classes]


def test_a_candidate_that_is_withdrawn_leaves_the_boxes(form, day, find):
    find(form, "P02")
    assert day.enter("candidate withdrawn", "merged", candidate="P02")
    with pytest.raises(AssertionError, match="nothing is called"):
        find(form, "P02")


def test_second_scores_are_of_the_cell_on_the_wall(day, find, said_in, answer):
    answer("K2", because="sheet")
    day.reveal("K2")
    day.go("discuss")
    form = scoring.again_form(day)
    assert "Choose a cell first." in said_in(form)
    day.talk_about("P05", "K2")
    assert "P05 Dermatology" in said_in(form)
    assert "50 before" in said_in(form)
    find(form, "S03").value = "65"
    (row,) = day.workshop.case().scores.query("round == 2").to_dict("records")
    assert (row["person"], row["candidate"], row["criterion"], row["score"]) == (
        "S03", "P05", "K2", 65)  # fmt: skip
    find(form, "S04").value = "5"
    assert "a reason" in said_in(form)
    find(form, "Reason").value = "heard the patients"
    assert set(day.workshop.case().scores.query("round == 2")["person"]) == {"S03", "S04"}
    assert find(form, "Reason").value == "", "the next score has no reason yet"
