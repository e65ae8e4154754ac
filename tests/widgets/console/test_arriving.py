"""Who is here, interests, promises, rules and the sealed order; without a browser."""

import pytest

from wcc_prioritise.widgets.console import arriving
from wcc_prioritise.widgets.console.arriving import Attendance, GutOrders, Interests
from wcc_prioritise.workshop.names import key_path


def test_who_arrives_is_entered_once_and_who_leaves_too(day):
    state = Attendance(day)
    assert state.words.startswith("Nobody is ticked yet")
    assert state.enter("S01", True)
    assert state.words == "1 of 10 are here."
    before = day.seq
    assert state.enter("S01", True)
    assert day.seq == before
    assert state.enter("S01", False)
    assert not state.here["S01"]


def test_everybody_here_enters_only_those_who_are_not(day):
    state = Attendance(day)
    state.enter("S01", True)
    before = day.seq
    assert state.everybody()
    assert day.seq == before + 9
    assert all(state.here.values())


def test_ticks_follow_the_record(day, find):
    form = arriving.form(day)
    box = find(form, "S04")
    box.value = True
    assert Attendance(day).here["S04"]
    day.undo()
    assert box.value is False


def test_a_blank_interest_is_a_nil_return(day):
    state = Interests(day)
    state.typed["person"].text = "S01"
    assert state.declare(), state.fault
    (row,) = day.results.case.interests.to_dict("records")
    assert row == {"person": "S01", "candidate": "all", "what": "nil", "effect": "none"}
    assert "S01" not in state.declared
    assert "Still to be asked: S02" in state.declared


def test_an_interest_acts_at_once(day, find, said_in):
    form = arriving.form(day)
    find(form, "Who declares").value = "S03"
    find(form, "About which candidate").value = "P20"
    find(form, "What is the interest").value = "leads it"
    find(form, "What follows from it").value = "withdraw"
    find(form, "Enter this interest").click()
    assert not day.enter("score", person="S03", candidate="P20", criterion="K2", score=90)
    assert "S03, P20: leads it (withdraw)" in said_in(form)
    assert find(form, "Who declares").value == ""
    assert find(form, "About which candidate").value == "all"


def test_an_interest_of_nobody_is_refused_in_words(day, said_in, find):
    form = arriving.form(day)
    find(form, "Enter this interest").click()
    assert "Not entered" in said_in(form)
    assert day.results.case.interests.empty


def test_a_promise_gets_a_code_and_the_boxes_are_empty_again(day, find):
    form = arriving.form(day)
    find(form, "What was promised").value = "a letter to all"
    find(form, "To whom").value = "the carers' forum"
    find(form, "Enter this promise").click()
    (row,) = day.results.case.promises.to_dict("records")
    assert (row["promise"], row["what"]) == ("R01", "a letter to all")
    assert find(form, "What was promised").value == ""


def test_a_rule_is_changed_with_its_reason_after_a_reveal(day, find, said_in, answer):
    answer("K2", because="sheet")
    day.reveal("K2")
    form = arriving.form(day)
    find(form, "Fewest people").value = "5"
    find(form, "Enter the change").click()
    assert "Not entered" in said_in(form)
    assert day.results.case.charter.quorum == 7
    find(form, "Why, where answers").value = "two fell ill"
    find(form, "Enter the change").click()
    assert day.results.case.charter.quorum == 5
    assert "<td>5</td>" in said_in(form)


def test_the_gut_order_is_sealed_and_the_box_forgets_it(day, find, said_in):
    form = arriving.gut_form(day)
    box = find(form, "S02")
    box.value = "p02, P07 p20"
    assert box.value == ""
    assert "In, and sealed" in said_in(form)
    assert "P07" not in said_in(form).replace("such as P04 P07 P09", "")
    acts = day.results.case.acts
    assert acts.loc[acts["act"] == "gut order", "text"].to_list() == ["P02; P07; P20"]
    assert GutOrders(day).sealed["S02"]


def test_a_gut_order_with_an_unknown_code_stays_in_the_box(day, find, said_in):
    form = arriving.gut_form(day)
    box = find(form, "S02")
    box.value = "P99"
    assert box.value == "P99"
    assert "a code of candidates" in said_in(form)


@pytest.mark.parametrize("names", [None, {"S01": "<b>Ann Other</b> (SYNTHETIC)"}])
def test_names_stand_beside_tokens_where_there_is_a_key(day, names):
    if names:
        key_path(day.workshop.path).write_text("token,name\nS01,<b>Ann Other</b> (SYNTHETIC)\n")
    first = next(iter(arriving.whom(day)))
    assert first == ("S01 <b>Ann Other</b> (SYNTHETIC) (finance)" if names else "S01 (finance)")
