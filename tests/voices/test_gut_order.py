"""Sealed gut orders beside the result."""

import pytest

from wcc_prioritise.voices import gut_orders


def order(person, text):
    return {"act": "gut order", "person": person, "text": text}


@pytest.fixture(scope="module")
def orders(with_acts, chosen_from):
    return gut_orders(
        chosen_from(
            with_acts(
                order("S01", "P04; P19; P20; P07; P12; P18; P21; P16"),
                order("S02", "P01; P24"),
                order("S02", "P12; P04; P19"),
                order("S05", "P12, p4 P20"),
            )
        )
    )


def test_each_person_is_told_what_was_kept_of_theirs(orders):
    mine = orders.people_console_only.set_index("person")
    # chosen: P01 P05 P06 P07 P14 P16 P19 P20 P21
    assert mine.loc["S01", "words"] == "You kept 5 of your 8."
    assert mine.loc["S02", "words"] == "You kept 1 of your 3."  # the later order counts
    assert mine.loc["S05", "words"] == "You kept 1 of your 2."
    (unknown,) = orders.not_understood
    assert unknown.startswith("p4")


def test_the_room_sees_the_total_and_what_differs_most(orders):
    first = orders.table.iloc[0]
    assert "3 people named 13 candidates beforehand; 7 of these are chosen." in orders.words
    assert first["candidate"] in orders.words and orders.words.endswith("What is missing?")
    assert not any(person in orders.words for person in ("S01", "S02", "S05"))
    assert abs(first["moved"]) == orders.table["moved"].abs().max()


def test_whoever_left_a_candidate_out_puts_it_in_the_middle_of_the_rest(orders):
    table = orders.table.set_index("candidate")
    # places 5, 1, 1 of P12; P24 is left out by all: (9+24)/2, (4+24)/2, (3+24)/2
    assert table.at["P12", "gut_place"] == pytest.approx(7 / 3)
    assert table.at["P24", "gut_place"] == pytest.approx((16.5 + 14 + 13.5) / 3)
    assert table.at["P12", "named"] == 3 and table.at["P24", "named"] == 0
    assert table.at["P19", "place"] == 1


def test_fewer_than_three_orders_stay_sealed_to_the_room(with_acts, chosen_from):
    few = gut_orders(chosen_from(with_acts(order("S01", "P04"), order("S02", "P19"))))
    assert few.words == "Fewer than three people gave a gut order: it is not shown."
    assert few.table.empty and len(few.people_console_only) == 2
    assert "people_console_only" not in repr(few)
