"""What a form is made of."""

import pytest
from traitlets import HasTraits, Unicode

from wcc_prioritise.widgets.console.parts import (
    box,
    choice,
    column,
    end,
    forget,
    reasons,
    tell,
    tie,
    watching,
    words,
    wrong,
)


class State(HasTraits):
    text = Unicode("")


def test_what_is_typed_reaches_the_state_and_back():
    state = State()
    typed = tie(state, "text", box("Text"))
    typed.value = "one"
    assert state.text == "one"
    state.text = "two"
    assert typed.value == "two"


def test_a_state_may_take_what_is_typed_away():
    state, taken = State(), []
    typed = tie(state, "text", box("Text"))

    def take(_):
        if state.text:
            taken.append(state.text)
            state.text = ""

    state.observe(take, "text")
    typed.value = typed_before = "one"
    typed.value = "one"
    assert taken == [typed_before] * 2
    assert typed.value == ""


@pytest.mark.parametrize("place", ["above", "beside", "unseen"])
def test_every_box_has_a_name_wherever_it_is_drawn(place):
    for made in (box("Name", label=place), choice("Name", ["a"], label=place)):
        assert made.description == "Name"
        assert f"wcc-label-{place}" in made._dom_classes


def test_words_are_shown_as_text():
    state = State(text="<b>&</b>")
    place = tell(state, "text", words())
    assert "&lt;b&gt;&amp;&lt;/b&gt;" in place.value
    state.text = ""
    assert place.value == ""
    assert "Not entered" in wrong("x")


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("Nothing was entered. To put right:\n- a\n- b", "a\nb"),
        ("One line: as it is", "One line: as it is"),
        ("", ""),
    ],
)
def test_the_first_line_of_a_refusal_is_left_out(fault, told):
    assert reasons(fault) == told


def test_watching_ends_what_began_meanwhile_and_nothing_else():
    state, seen = State(), []
    state.observe(lambda _: seen.append("before"), "text")
    with watching(state) as noted:
        state.observe(lambda _: seen.append("form"), "text")
    state.observe(lambda _: seen.append("after"), "text")
    state.text = "1"
    assert seen == ["before", "form", "after"]
    forget(state, noted)
    state.text = "2"
    assert seen[3:] == ["before", "after"]


def test_what_is_ended_is_gone_with_all_that_is_in_it():
    inner = box("Inner")
    outer = column(inner)
    end(outer)
    assert inner.comm is outer.comm is inner.layout.comm is None
