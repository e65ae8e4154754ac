"""What is typed into a form and not yet entered."""

import pytest

from wcc_prioritise.widgets.console.draft import Draft, as_typed, boxes, label_of


def test_only_what_was_changed_is_entered(day):
    draft = Draft(day, "charter", ("quorum", "pass_mark"))
    draft.begin(vars(day.results.case.charter))
    assert draft.changed == {}
    draft.typed["quorum"].text = "5"
    assert draft.changed == {"quorum": "5"}
    assert draft.enter(), draft.fault
    charter = day.results.case.charter
    assert (charter.quorum, charter.pass_mark) == (5, 6)


def test_a_box_that_was_emptied_takes_the_field_away(day):
    draft = Draft(day, "charter", ("cut_list",))
    draft.begin(vars(day.results.case.charter))
    draft.typed["cut_list"].text = " "
    assert draft.enter(), draft.fault
    assert day.results.case.charter.cut_list is None


def test_what_cannot_be_entered_stays_with_the_reason(day):
    draft = Draft(day, "promise", ("what", "whom", "due"))
    draft.typed["what"].text = "a letter"
    draft.typed["due"].text = "soon"
    assert not draft.enter(whom="everybody")
    assert "due" in draft.fault
    assert not draft.fault.startswith("Nothing was entered")
    assert draft.typed["due"].text == "soon"


@pytest.mark.parametrize("figure", [0.0, 40.0, 0.015, 1234567.0, 123456.5, -3.25])
def test_a_figure_comes_back_as_it_was(figure):
    assert float(as_typed(figure)) == figure


def test_boxes_are_named_in_the_words_of_the_schema(day):
    draft = Draft(day, "interest", ("person", "what", "effect"))
    made = boxes(draft, {"what": "What is it?"})
    assert made["person"].description == label_of("interest", "person") == "Who declares"
    assert made["what"].description == "What is it?"
    assert made["effect"].value == "none"
    made["effect"].value = "withdraw"
    assert draft.changed == {"effect": "withdraw"}
    draft.typed["what"].text = "leads it"
    assert made["what"].value == "leads it"
