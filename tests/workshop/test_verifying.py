"""Does the record show every change, and name the entry that was changed?"""

import os
import sqlite3
import struct
from contextlib import closing
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcc_prioritise.tables import InputError
from wcc_prioritise.workshop import BrokenRecord, WorkshopFile, verify
from wcc_prioritise.workshop.sealing import FIRST, seal_of

PAGE = 4096
MANY = 150  # past 127 the number of a row takes two bytes
LONG = (3, 140)  # entries that spill over into pages of their own


def clock():
    return datetime(2027, 4, 1, 9, 25, tzinfo=UTC)


def write_day(path, count=MANY, long=LONG):
    with WorkshopFile.create(path, clock=clock) as file, file.writing() as pen:
        for n in range(1, count + 1):
            words = "Ward round " * (1500 if n in long else 1) + f"naïve 🙂 {n}"
            because = None if n % 3 else f"because {n}"
            pen.write("note", {"text": words, "n": n}, by="driver", because=because)
        return file.path


@pytest.fixture(scope="module")
def day(tmp_path_factory):
    return write_day(tmp_path_factory.mktemp("day") / "day.wcc")


@pytest.fixture(scope="module")
def seals(day):
    with WorkshopFile(day) as file:
        return [FIRST, *(entry.seal for entry in file.entries())]


# ---- where the bytes of an entry lie, by the file format of SQLite ------------------------------
# (sqlite.org/fileformat2.html, sections 1.6 "B-tree Pages" and 2.1 "Record Format")


def varint(data, at):
    value = 0
    for n in range(9):
        byte = data[at + n]
        value = value << 8 | byte if n == 8 else value << 7 | byte & 0x7F
        if n == 8 or byte < 0x80:
            return value, at + n + 1


def leaves(data, page):
    start = (page - 1) * PAGE
    head = start + (100 if page == 1 else 0)
    kind, cells = data[head], struct.unpack(">H", data[head + 3 : head + 5])[0]
    pointers = head + (8 if kind == 13 else 12)
    places = [
        start + struct.unpack(">H", data[pointers + 2 * n : pointers + 2 * n + 2])[0]
        for n in range(cells)
    ]
    if kind == 13:
        yield from places
        return
    below = [struct.unpack(">I", data[place : place + 4])[0] for place in places]
    for child in [*below, struct.unpack(">I", data[head + 8 : head + 12])[0]]:
        yield from leaves(data, child)


def bytes_of_cell(data, place):
    """List the places of every byte of a row: the cell, and the pages it spills over into."""
    size, at = varint(data, place)
    _, at = varint(data, at)
    most, least = PAGE - 35, (PAGE - 12) * 32 // 255 - 23
    local = size
    if size > most:
        kept = least + (size - least) % (PAGE - 4)
        local = kept if kept <= most else least
    places, left, end = [*range(place, at + local)], size - local, at + local
    while left:
        page = struct.unpack(">I", data[end : end + 4])[0]
        places += range(end, end + 4)
        end = (page - 1) * PAGE
        here = min(left, PAGE - 4)
        places += range(end + 4, end + 4 + here)
        left -= here
    return places


def cells(path):
    with closing(sqlite3.connect(path)) as connection:
        wanted = "SELECT rootpage FROM sqlite_master WHERE name = 'entries'"
        root = connection.execute(wanted).fetchone()[0]
    data = path.read_bytes()
    return data, [bytes_of_cell(data, place) for place in leaves(data, root)]


@pytest.fixture(scope="module")
def laid_out(day):
    return cells(day)


def named(path):
    """Give the entry that is named as the first that is wrong."""
    try:
        found = verify(path)
    except BrokenRecord as error:
        assert f"entry {error.seq:,} cannot be read" in str(error)
        return error.seq
    assert not found.whole
    assert found.entries == found.broken - 1
    assert f"Entry {found.broken:,}" in found.words
    return found.broken


def flipped(data, place, mask):
    copy = bytearray(data)
    copy[place] ^= mask
    return copy


def test_the_bytes_of_every_entry_are_found(laid_out):
    data, places = laid_out
    assert len(places) == MANY
    assert all(f"naïve 🙂 {n}".encode() in bytes(data[p] for p in row)
               for n, row in enumerate(places, start=1) if n not in LONG)  # fmt: skip
    assert all(len(places[n - 1]) > 4 * PAGE for n in LONG)
    assert len({p for row in places for p in row}) == sum(map(len, places))


@pytest.fixture(scope="module")
def swift(quick_folder):
    """Give a folder in memory where there is one: thousands of files are written to it."""
    folder = quick_folder / f"flipped-{os.getpid()}"
    folder.mkdir()
    return folder


@settings(max_examples=250, deadline=None)
@given(data=st.data())
def test_a_byte_flipped_anywhere_names_its_entry(laid_out, swift, data):
    whole, places = laid_out
    seq = data.draw(st.integers(1, MANY), label="entry")
    row = places[seq - 1]
    place = data.draw(st.sampled_from(row[:40]) | st.sampled_from(row), label="place")
    mask = data.draw(st.integers(1, 255), label="mask")
    path = swift / "flipped.wcc"
    path.write_bytes(flipped(whole, place, mask))
    assert named(path) == seq


def test_every_bit_of_the_head_of_a_row_names_its_entry(swift):
    """Sizes, the number of the row and the types of its columns, and where overflow begins."""
    path = write_day(swift / "six.wcc", 6, (3,))
    whole, places = cells(path)
    for seq, row in enumerate(places, start=1):
        overflow = [place for a, place in zip(row, row[1:], strict=False) if place != a + 1]
        pointers = [p for place in overflow for p in row[row.index(place) - 4 : row.index(place)]]
        for place in [*row[:16], *pointers]:
            for mask in (1, 2, 4, 8, 16, 32, 64, 128, 255):
                path.write_bytes(flipped(whole, place, mask))
                assert named(path) == seq, (seq, place, mask)


@pytest.mark.slow
def test_every_other_byte_in_place_of_each_in_the_head_of_a_row(swift):
    path = write_day(swift / "four.wcc", 4, (3,))
    whole, places = cells(path)
    for seq, row in enumerate(places, start=1):
        for place in row[:14]:
            for mask in range(1, 256):
                path.write_bytes(flipped(whole, place, mask))
                assert named(path) == seq, (seq, place, mask)


# ---- what else may happen to a record -----------------------------------------------------------


@pytest.fixture
def copy(day, tmp_path):
    path = tmp_path / "copy.wcc"
    path.write_bytes(day.read_bytes())
    return path


def meddle(path, *statements):
    """Change the file behind its back."""
    with closing(sqlite3.connect(path)) as connection:
        for name in ("entries_UPDATE", "entries_DELETE"):
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_whole_record_is_whole(day, seals):
    found = verify(day)
    assert (found.whole, found.broken) == (True, None)
    assert (found.entries, found.head) == (MANY, seals[-1])
    assert found.words == "150 entries as written. Not held against a printed head seal."
    assert verify(day, head=seals[-1], entries=MANY).whole


def test_an_empty_record_is_whole(tmp_path):
    WorkshopFile.create(tmp_path / "new.wcc").close()
    found = verify(tmp_path / "new.wcc", head=FIRST, entries=0)
    assert (found.whole, found.entries) == (True, 0)


def test_a_head_printed_in_groups_of_letters_is_the_same(day, seals):
    printed = " ".join(seals[-1][n : n + 8] for n in range(0, 64, 8)).upper()
    assert verify(day, head=printed).whole


def test_later_entries_are_later_not_wrong(day, seals):
    found = verify(day, head=seals[140], entries=140)
    assert found.whole
    assert found.words == "150 entries as written. The head seal given agrees; 10 entries later."
    assert "10 entries later" in verify(day, head=seals[140]).words


@pytest.mark.parametrize("column", ["at", '"by"', "kind", "body", "because", "previous", "seal"])
def test_a_changed_column_is_named(copy, column):
    meddle(copy, f"UPDATE entries SET {column} = {column} || 'x' WHERE seq = 70")
    assert named(copy) == 70
    assert "Entry 70 is not as it was written" in verify(copy).words


def test_the_same_bytes_as_another_type_are_a_change(copy):
    meddle(copy, "UPDATE entries SET body = CAST(body AS BLOB) WHERE seq = 70")
    assert named(copy) == 70


def test_a_new_number_is_named(copy):
    meddle(copy, "UPDATE entries SET seq = 1000 WHERE seq = 70")
    assert named(copy) == 70


def test_a_middle_entry_deleted_is_named(copy, seals):
    meddle(copy, "DELETE FROM entries WHERE seq = 70")
    assert named(copy) == 70
    words = "Entry 70 is missing: entry 71 follows. Whole before it: 69 entries."
    assert verify(copy).words.startswith(words)


def test_two_entries_that_changed_places_show(copy):
    swap = "UPDATE entries SET body = (SELECT body FROM entries WHERE seq = {}) WHERE seq = {}"
    meddle(
        copy,
        "CREATE TEMP TABLE kept AS SELECT body FROM entries WHERE seq = 70",
        swap.format(71, 70),
        "UPDATE entries SET body = (SELECT body FROM kept) WHERE seq = 71",
    )
    assert named(copy) == 70


def test_a_tail_cut_off_shows_against_what_was_printed(copy, seals):
    meddle(copy, "DELETE FROM entries WHERE seq > 148")
    assert verify(copy).whole  # nothing in the file itself says that there was more
    counted = verify(copy, entries=MANY)
    assert (counted.whole, counted.broken, counted.entries) == (False, 149, 148)
    assert "ends with entry 148; 150 were counted" in counted.words
    sealed = verify(copy, head=seals[-1])
    assert (sealed.whole, sealed.broken) == (False, None)
    assert "its end is missing" in sealed.words


def rewrite(path, drop=None):
    """Write the whole chain anew, every seal right, one word of entry 5 changed."""
    names = 'seq, at, "by", kind, body, because'
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(f"SELECT {names} FROM entries ORDER BY seq").fetchall()
        for name in ("entries_UPDATE", "entries_DELETE"):
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DELETE FROM entries")
        previous, kept = FIRST, [row for row in rows if row[0] != drop]
        for seq, (_, at, by, kind, body, because) in enumerate(kept, start=1):
            body = body.replace("Ward", "Word") if seq == 5 else body
            seal = seal_of(previous, seq, at, by, kind, body, because)
            row = (seq, at, by, kind, body, because, previous, seal)
            connection.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
            previous = seal
        connection.commit()


def test_a_chain_written_anew_shows_against_what_was_printed(copy, seals):
    rewrite(copy)
    assert verify(copy).whole
    assert verify(copy, entries=MANY).whole
    assert verify(copy, head=seals[4], entries=4).whole  # before the change
    found = verify(copy, head=seals[-1], entries=MANY)
    assert (found.whole, found.broken) == (False, None)
    assert "Entry 150 does not have the head seal given: the record was written anew" in found.words


def test_a_chain_written_anew_without_an_entry_shows(copy, seals):
    rewrite(copy, drop=70)
    assert verify(copy).whole
    assert not verify(copy, head=seals[-1]).whole
    assert verify(copy, head=seals[-1], entries=MANY).broken == MANY


def test_damage_to_an_index_is_said_and_blamed_on_no_entry(copy):
    with closing(sqlite3.connect(copy)) as connection:
        wanted = "SELECT rootpage FROM sqlite_master WHERE type = 'index' AND tbl_name = 'entries'"
        roots = [row[0] for row in connection.execute(wanted)]
    data = bytearray(copy.read_bytes())
    for root in roots:
        data[(root - 1) * PAGE + 8 : root * PAGE] = bytes(PAGE - 8)
    copy.write_bytes(data)
    found = verify(copy)
    assert (found.whole, found.broken, found.entries) == (False, None, MANY)
    assert "The file around the entries is damaged" in found.words


def test_a_page_that_cannot_be_read_names_its_first_entry(laid_out, tmp_path):
    data, places = laid_out
    page = places[99][0] // PAGE
    first = min(n for n, row in enumerate(places, start=1) if row[0] // PAGE == page)
    copy = bytearray(data)
    copy[page * PAGE : (page + 1) * PAGE] = b"\xff" * PAGE
    (tmp_path / "bad.wcc").write_bytes(copy)
    with pytest.raises(BrokenRecord, match=f"entry {first} cannot be read") as broken:
        verify(tmp_path / "bad.wcc")
    assert broken.value.seq == first


def test_a_file_cut_short_names_the_first_entry_that_is_gone(laid_out, tmp_path):
    data, places = laid_out
    left = len(data) // 2 // PAGE * PAGE
    (tmp_path / "short.wcc").write_bytes(data[:left])
    gone = min(n for n, row in enumerate(places, start=1) if max(row) >= left)
    assert named(tmp_path / "short.wcc") == gone


def test_reading_a_broken_record_names_the_entry_too(laid_out, tmp_path):
    data, places = laid_out
    copy = bytearray(data)
    copy[places[69][100]] = 0xFF  # no letter begins so
    (tmp_path / "bad.wcc").write_bytes(copy)
    with WorkshopFile(tmp_path / "bad.wcc") as file:
        assert len(file.entries(to=69)) == 69
        with pytest.raises(BrokenRecord, match="entry 70 cannot be read") as broken:
            file.entries()
    assert broken.value.seq == 70


def test_verifying_changes_nothing(copy):
    copy.chmod(0o444)
    before, seen = copy.read_bytes(), copy.stat().st_mtime_ns
    verify(copy)
    assert (copy.read_bytes(), copy.stat().st_mtime_ns) == (before, seen)
    assert [p.name for p in copy.parent.iterdir()] == ["copy.wcc"]


def test_only_a_workshop_file_is_verified(tmp_path):
    with pytest.raises(InputError, match="no file"):
        verify(tmp_path / "none.wcc")
    (tmp_path / "text.wcc").write_text("Dear all, " * 500)
    with pytest.raises(InputError, match="not a workshop file"):
        verify(tmp_path / "text.wcc")
    assert list(tmp_path.iterdir()) == [tmp_path / "text.wcc"]


@pytest.mark.parametrize("count", [-1, "5", 2.5, True, [1]])
def test_what_is_no_count_is_refused(day, count):
    with pytest.raises(InputError, match="a number of entries"):
        verify(day, entries=count)
