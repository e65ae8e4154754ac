"""What somebody types is read, whatever its form, or is said not to be."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcc_prioritise.teaching.typed import (
    Choice,
    Codes,
    Numbers,
    Parts,
    Unread,
    as_text,
    equal,
    rounded,
)

TABLES = {
    "t": pd.DataFrame({"code": ["A", "B", "D", "E", "P18"]}),
    "marking_grid": pd.DataFrame(
        {"exercise": ["X11", "X12"], "part": ["how sure", "late"], "known_by": ["sure; band", "l"]}
    ),
}


@pytest.mark.parametrize(
    "text",
    ["B, D, E", "b d e", "B+D+E", "E; B; D", "B, D and E", "the set B, D, E", ["D", "B", "E"],
     {"B", "D", "E"}, "B,B,D,E", "B/D/E", ("E", "D", "B")],
)  # fmt: skip
def test_a_set_is_read_in_any_form(text):
    assert Codes("t", "code").read(text, TABLES) == frozenset("BDE")


def test_an_a_in_a_sentence_is_no_code():
    said = "a good set would hold B and D and E, I think, and nothing else at all"
    assert Codes("t", "code").read(said, TABLES) == frozenset("BDE")


@pytest.mark.parametrize(
    ("text", "codes"), [("none", ""), ("None.", ""), ("both", "ABDE"), ("all", "ABDE")]
)
def test_none_and_all_are_sets(text, codes):
    found = Codes("t", "code").read(text, {"t": pd.DataFrame({"code": list("ABDE")})})
    assert found == frozenset(codes)


def test_an_order_is_kept_and_counted():
    assert Codes("t", "code", ordered=2).read("B then A", TABLES) == ("B", "A")
    with pytest.raises(Unread, match="names 1, where 2 are asked for"):
        Codes("t", "code", ordered=2).read("B", TABLES)
    with pytest.raises(Unread, match="names none of A, B"):
        Codes("t", "code").read("Z", TABLES)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("4.3 to 8.3", (4.3, 8.3)), ("4.3-8.3", (4.3, 8.3)), ("4.3–8.3", (4.3, 8.3)),
     ([4.3, 8.3], (4.3, 8.3)), ("between 4.3 and 8.3", (4.3, 8.3)), ("-3, 5", (-3.0, 5.0)),
     ("£1,529 thousand, 77%", (1529.0, 77.0)), ("P 13, Q 11", (13.0, 11.0)),
     (".5, .25", (0.5, 0.25))],
)  # fmt: skip
def test_numbers_are_read_in_any_form(text, numbers):
    assert Numbers(count=2).read(text, TABLES) == numbers


def test_a_number_may_come_as_one():
    assert Numbers().read(33.4, TABLES) == (33.4,)
    assert equal(Numbers(near=0.5), (33.0,), (33.33,))
    assert not equal(Numbers(near=0.5), (34.0,), (33.33,))
    for unread in ("two", "1 and 2", float("inf"), True):
        with pytest.raises(Unread, match="numbers"):
            Numbers().read(unread, TABLES)


def test_a_choice_is_read_from_words_and_other_words_for_it():
    choice = Choice({"rise": ("yes", "up"), "stay": ("no",)})
    assert choice.read("Yes, it should rise", TABLES) == "rise"
    for unread, why in (("perhaps", "none"), ("rise or stay", "more than one")):
        with pytest.raises(Unread, match=why):
            choice.read(unread, TABLES)


def test_parts_are_known_by_the_words_of_the_grid():
    assert Parts("X11").read(["Bands", "late"], TABLES) == frozenset({"how sure"})
    with pytest.raises(Unread, match="marking grid"):
        Parts("X11").read("banana", TABLES)


@given(
    st.one_of(
        st.none(), st.text(), st.integers(), st.floats(), st.booleans(), st.binary(),
        st.lists(st.one_of(st.text(), st.integers())), st.dictionaries(st.text(), st.integers()),
    ),
    st.sampled_from(
        [Codes("t", "code"), Codes("t", "code", ordered=2), Numbers(), Numbers(count=2),
         Choice({"rise": ("yes",), "stay": ("no",)}), Parts("X11")]
    ),
)  # fmt: skip
def test_anything_is_read_or_said_not_to_be(answer, reader):
    assert isinstance(as_text(answer), str)
    try:
        reader.read(answer, TABLES)
    except Unread as why:
        assert str(why)
    assert reader.form()


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [(37.5, 0, "38"), (38.5, 0, "39"), (0.05, 1, "0.1"), (-2.5, 0, "-3"), (-0.1, 0, "0"),
     (1529.2, 0, "1,529")],
)  # fmt: skip
def test_half_goes_up_as_people_round(number, decimals, text):
    assert rounded(number, decimals) == text
