"""Does the answer box say what the check says, by keyboard alone?"""

import ipywidgets as W

from wcc_prioritise import teaching
from wcc_prioritise.widgets import answer_box


def test_a_box_says_what_the_check_says():
    box = answer_box("X4")
    box.box.value = "A"
    box.button.click()
    assert "stopping at the line" in box.said.value
    box.box.value = teaching.model_answer("X4").answer
    box.answered()
    assert "X4: right." in box.said.value


def test_a_choice_is_offered_without_one_being_made():
    box = answer_box("x2")
    assert isinstance(box.box, W.RadioButtons) and box.box.value is None
    box.answered()
    assert "nothing is typed yet" in box.said.value


def test_what_is_typed_is_shown_as_text_and_unknown_exercises_are_told():
    box = answer_box("X4")
    box.box.value = "<i>Z</i>"
    box.answered()
    assert "<i>" not in box.said.value and "I can&#x27;t read" in box.said.value
    other = answer_box("X99")
    other.answered()
    assert "allowed: W, X1" in other.said.value
