"""Does the seal cover every byte of an entry, and nothing but?"""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from wcc_prioritise.workshop.entry import Head
from wcc_prioritise.workshop.sealing import FIRST, following, seal_of

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SAID = ("at", "by", "kind", "body", "because")


def test_the_seal_is_sha_256_over_the_lengths_and_the_texts():
    row = "wcc entry 1" + "64:" + "0" * 64 + "1:1" + "4:noon" + "6:driver" + "4:note" + "2:{}3:né"
    by_hand = hashlib.sha256(row.encode()).hexdigest()
    assert seal_of(FIRST, 1, "noon", "driver", "note", "{}", "né") == by_hand


def test_no_reason_is_an_empty_one():
    without = hashlib.sha256(
        b"wcc entry 164:" + b"0" * 64 + b"1:14:noon6:driver4:note2:{}0:"
    ).hexdigest()
    assert seal_of(FIRST, 1, "noon", "driver", "note", "{}", None) == without
    assert seal_of(FIRST, 1, "noon", "driver", "note", "{}", "") == without


@given(st.lists(texts, min_size=5, max_size=5), st.lists(texts, min_size=5, max_size=5))
def test_only_the_same_entry_has_the_same_seal(one, other):
    assert (seal_of(FIRST, 1, *one) == seal_of(FIRST, 1, *other)) == (one == other)


@given(st.lists(texts, min_size=5, max_size=5), st.integers(0, 3))
def test_a_letter_moved_to_the_next_field_shows(row, field):
    moved = [*row]
    moved[field], moved[field + 1] = row[field] + "x", row[field + 1]
    other = [*row]
    other[field], other[field + 1] = row[field], "x" + row[field + 1]
    assert seal_of(FIRST, 1, *moved) != seal_of(FIRST, 1, *other)


def test_the_number_and_the_seal_before_are_covered():
    row = ("noon", "driver", "note", "{}", None)
    assert seal_of(FIRST, 1, *row) != seal_of(FIRST, 2, *row)
    assert seal_of(FIRST, 1, *row) != seal_of("1" + FIRST[1:], 1, *row)


@given(st.lists(texts, min_size=5, max_size=5))
def test_an_entry_follows_its_head(row):
    entry = following(Head(7, "a" * 64), **dict(zip(SAID, row, strict=True)))
    assert (entry.seq, entry.previous) == (8, "a" * 64)
    assert entry.because == (row[-1] or None)
    assert entry.seal == seal_of("a" * 64, 8, *row)
