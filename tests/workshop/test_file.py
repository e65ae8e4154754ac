"""Does the workshop file keep what it is given, exactly, in order, and from everybody at once?"""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wcc_prioritise.tables import InputError
from wcc_prioritise.workshop import BrokenRecord, Head, WorkshopFile, database, verify
from wcc_prioritise.workshop.holder import leave_note, note_of
from wcc_prioritise.workshop.sealing import FIRST

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="no process is forked on this system")

DAY = datetime(2027, 4, 1, 9, 25, tzinfo=UTC)


def clock():
    return DAY


@pytest.fixture
def file(tmp_path):
    with WorkshopFile.create(tmp_path / "day.wcc", clock=clock) as file:
        yield file


def say(file, text="Good morning", **more):
    with file.writing() as pen:
        return pen.write("note", {"text": text}, by="driver", **more)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


# ---- what goes in comes out ---------------------------------------------------------------------


def test_entries_come_out_as_they_went_in(file):
    with file.writing() as pen:
        pen.write("note", {"text": "Good morning"}, by="driver")
        pen.write(
            "score", {"person": "S07", "score": 60.5, "round": 1}, by="scribe", because="audit"
        )
    first, second = file.entries()
    assert (first.seq, first.at, first.by) == (1, "2027-04-01T09:25:00.000000+00:00", "driver")
    assert (first.kind, first.fields, first.because) == ("note", {"text": "Good morning"}, None)
    assert (first.previous, second.previous) == (FIRST, first.seal)
    assert second.fields == {"person": "S07", "score": 60.5, "round": 1}
    assert second.because == "audit"
    assert file.head == Head(2, second.seal)


def test_an_empty_file_has_a_head(file):
    assert file.head == Head(0, FIRST)
    assert file.entries() == []


def test_entries_are_chosen_by_number_and_kind(file):
    with file.writing() as pen:
        for n in range(1, 7):
            pen.write("score" if n % 2 else "note", {"n": n}, by="driver")
    assert [e.seq for e in file.entries(after=2)] == [3, 4, 5, 6]
    assert [e.seq for e in file.entries(after=2, to=4)] == [3, 4]
    assert [e.seq for e in file.entries(kind="score")] == [1, 3, 5]
    assert [e.seq for e in file.entries(kind="score", after=1, to=4)] == [3]


def test_a_pen_sees_what_others_wrote_meanwhile(file):
    say(file, "mine")
    with WorkshopFile(file.path, clock=clock) as other:
        say(other, "theirs")
    with file.writing() as pen:
        assert [e.fields["text"] for e in pen.entries(after=1)] == ["theirs"]
        assert pen.head.entries == 2
        pen.write("note", {}, by="driver")
        assert (pen.head.entries, len(pen.entries())) == (3, 3)


def test_all_of_a_block_is_kept_or_nothing(file):
    say(file)
    head = file.head
    with pytest.raises(ZeroDivisionError), file.writing() as pen:
        pen.write("note", {"text": "half"}, by="driver")
        pen.hold({"text": "half"})
        raise ZeroDivisionError
    assert file.head == head
    with file.writing() as pen:
        assert pen.take_held() == []
    assert say(file).seq == 2


def test_the_time_is_universal_whatever_the_clock_says(tmp_path):
    def summer():
        return datetime(2027, 7, 1, 0, 30, 0, 7, tzinfo=timezone(timedelta(hours=1)))

    with WorkshopFile.create(tmp_path / "day.wcc", clock=summer) as file:
        assert say(file).at == "2027-06-30T23:30:00.000007+00:00"


def test_a_clock_without_a_zone_is_refused(tmp_path):
    with WorkshopFile.create(tmp_path / "day.wcc", clock=datetime.now) as file:
        with pytest.raises(InputError, match="a clock without a time zone"):
            say(file)
        assert file.head.entries == 0


def test_the_clock_of_the_system_is_the_default(tmp_path):
    before = datetime.now(UTC)
    with WorkshopFile.create(tmp_path / "day.wcc") as file:
        assert before <= datetime.fromisoformat(say(file).at) <= datetime.now(UTC)


# ---- hostile text -------------------------------------------------------------------------------

HOSTILE = [
    "",
    "'); DROP TABLE entries; --",
    'say "aye"; `x` \\ \\\\ \\u0000 %s {0} ${x}',
    "<script>alert('x')</script>&amp;<!--",
    "nul \x00 in the middle\x00",
    "\x01\x02\x1b[31m\x7f\ufeff\ufffe\uffff",
    "line\r\nline\rline\nline\u2028\u2029\t",
    "\u202eright to left\u202c \u200f\u2066\u2069",
    "🙂👩🏽‍⚕️🏴󠁧󠁢󠁷󠁬󠁳󠁿 e\u0301 é ﷽",
    "=1+1",
    "x" * 10_000_000,
]
anything = st.one_of(
    st.sampled_from(HOSTILE[:-1]), st.text(st.characters(exclude_categories=["Cs"]))
)
values = st.recursive(
    st.one_of(
        anything, st.none(), st.booleans(), st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
    ),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(anything, inner, max_size=4),
    max_leaves=8,
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_in_every_field_is_kept_exactly(file, text):
    with file.writing(by=text) as pen:
        pen.write(text, {text: text, "list": [text, {text: None}]}, by=text, because=text)
    [entry] = file.entries(kind=text)
    assert (entry.kind, entry.by, entry.because) == (text, text, text or None)
    assert entry.fields == {text: text, "list": [text, {text: None}]}
    assert verify(file.path).whole


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    kind=anything, by=anything, because=st.none() | anything, body=st.dictionaries(anything, values)
)
def test_any_text_is_kept_exactly(file, kind, by, because, body):
    with file.writing() as pen:
        said = pen.write(kind, body, by=by, because=because)
    assert file.entries(after=said.seq - 1) == [said]
    assert (said.kind, said.by, said.because, said.fields) == (kind, by, because or None, body)
    assert verify(file.path, head=said.seal, entries=said.seq).whole


@pytest.mark.parametrize("half", ["\ud83d", "ab\udc00cd"])
@pytest.mark.parametrize("field", ["kind", "by", "because", "body", "name"])
def test_half_a_character_is_refused_with_a_word(file, field, half):
    texts = {"kind": "note", "by": "driver", "because": "so", "body": "text", "name": "text"}
    texts[field] = half
    with pytest.raises(InputError, match=r"half a character \(U\+D"), file.writing() as pen:
        body = {texts["name"]: texts["body"]}
        pen.write(texts["kind"], body, by=texts["by"], because=texts["because"])
    assert file.head.entries == 0
    with pytest.raises(InputError, match="half a character"), file.writing(by=half):
        pass


def test_half_a_character_does_not_enter_a_batch_held_back(file):
    with pytest.raises(InputError, match="half a character"), file.writing() as pen:
        pen.hold({"text": "\ud83d"})


def nested(depth):
    value = []
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), b"bytes", DAY, {1, 2}, object(), nested(100_000)],
    ids=["nan", "inf", "bytes", "datetime", "set", "object", "deep"],
)
def test_what_no_text_can_hold_is_refused_with_a_word(file, value):
    with pytest.raises(InputError, match="fields of 'note' that cannot be stored"):
        say(file, value)
    assert file.head.entries == 0


@pytest.mark.parametrize("body", [{1: "a"}, {"a": {None: 1}}, {"a": [{7: 1}]}, None, ["a"], "text"])
def test_what_would_come_out_as_something_else_is_refused(file, body):
    with pytest.raises(InputError, match="cannot be stored"), file.writing() as pen:
        pen.write("note", body, by="driver")


@pytest.mark.parametrize("by", [None, 7, b"driver"])
def test_who_typed_it_is_a_text(file, by):
    refused = pytest.raises(InputError, match="column by: found .*; allowed: a text")
    with refused, file.writing() as pen:
        pen.write("note", {}, by=by)


# ---- opening and making -------------------------------------------------------------------------


def test_only_create_makes_a_file(tmp_path):
    with pytest.raises(InputError, match="no file .*day.wcc"):
        WorkshopFile(tmp_path / "day.wcc")
    assert names(tmp_path) == []


def test_a_misspelt_name_is_answered_with_the_near_one(file):
    with pytest.raises(InputError, match="Did you mean 'day.wcc'"):
        WorkshopFile(file.path.with_name("days.wcc"))


def test_a_folder_is_no_workshop_file(tmp_path):
    with pytest.raises(InputError, match="a folder"):
        WorkshopFile(tmp_path)


def test_create_refuses_a_file_that_is_there(file):
    said = say(file)
    with pytest.raises(InputError, match="a file of that name"):
        WorkshopFile.create(file.path)
    assert file.entries() == [said]


def test_create_refuses_a_place_where_nothing_can_be_made(tmp_path):
    with pytest.raises(InputError, match="a place where no file can be made"):
        WorkshopFile.create(tmp_path / "none" / "day.wcc")
    with pytest.raises(InputError, match="a place where no file can be made"):
        WorkshopFile.create(tmp_path / "nul\x00.wcc")


def test_create_refuses_a_name_with_the_journal_of_another_file(tmp_path):
    (tmp_path / "day.wcc-journal").write_bytes(b"pages of another file")
    with pytest.raises(InputError, match="day.wcc-journal, left by an earlier file"):
        WorkshopFile.create(tmp_path / "day.wcc")
    assert names(tmp_path) == ["day.wcc-journal"]


@pytest.mark.parametrize("content", [b"Dear all,\n" * 200, b"\x89PNG" + bytes(5000)])
def test_another_kind_of_file_is_refused_and_left_alone(tmp_path, content):
    (tmp_path / "day.wcc").write_bytes(content)
    with pytest.raises(InputError, match="a file that is not a workshop file"):
        WorkshopFile(tmp_path / "day.wcc")
    assert (tmp_path / "day.wcc").read_bytes() == content


def test_an_empty_file_is_one_whose_making_was_cut_off(tmp_path):
    (tmp_path / "day.wcc").touch()
    with pytest.raises(InputError, match="an empty file.*Delete it and start again"):
        WorkshopFile(tmp_path / "day.wcc")


def test_another_database_is_refused_and_left_alone(tmp_path):
    with closing(sqlite3.connect(tmp_path / "day.wcc")) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE entries (seq)")
        connection.commit()
    before = (tmp_path / "day.wcc").read_bytes()
    with pytest.raises(InputError, match="a database that is not a workshop file"):
        WorkshopFile(tmp_path / "day.wcc")
    assert (tmp_path / "day.wcc").read_bytes() == before


def test_a_file_of_a_newer_format_is_refused_with_what_to_do(file):
    file.close()
    with closing(sqlite3.connect(file.path)) as connection:
        connection.execute(f"PRAGMA user_version = {database.FORMAT + 1}")
    before = file.path.read_bytes()
    for opened in (WorkshopFile, verify):
        with pytest.raises(InputError, match="format 2; allowed: up to 1.*Install the latest"):
            opened(file.path)
    assert file.path.read_bytes() == before


@pytest.mark.parametrize(
    "name",
    ["a day in may?.wcc", "50% #1 & more.wcc", "naïve 🙂.wcc", "file:x.wcc", "'; --.wcc", "x"],
)
def test_a_file_may_have_any_name(tmp_path, name):
    if sys.platform == "win32" and set(name) & set('?:"'):
        pytest.skip("no file has such a name on this system")
    with WorkshopFile.create(tmp_path / name) as file:
        say(file)
    assert names(tmp_path) == [name]
    assert verify(tmp_path / name).entries == 1


def test_a_path_stays_the_same_when_the_folder_is_changed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with WorkshopFile.create("day.wcc") as file:
        say(file)
        (tmp_path / "other").mkdir()
        monkeypatch.chdir(tmp_path / "other")
        assert say(file).seq == 2
    assert names(tmp_path / "other") == []


def test_a_closed_file_says_so(file):
    file.close()
    file.close()
    with pytest.raises(InputError, match="a file that was closed"):
        say(file)


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved on this system")
def test_nothing_is_written_into_a_file_that_was_moved_or_replaced(file, tmp_path):
    say(file)
    file.path.rename(tmp_path / "moved.wcc")
    with pytest.raises(InputError, match="moved, deleted or replaced"):
        say(file)
    assert names(tmp_path) == ["moved.wcc"]
    shutil.copy(tmp_path / "moved.wcc", file.path)
    with pytest.raises(InputError, match="moved, deleted or replaced"):
        say(file)
    assert verify(file.path).entries == verify(tmp_path / "moved.wcc").entries == 1


def test_importing_the_package_is_cheap():
    probe = (
        "import sys, wcc_prioritise.workshop;"
        "print([m for m in ('sqlalchemy', 'pandas', 'sqlite3') if m in sys.modules])"
    )
    root = Path(__file__).resolve().parents[2]
    said = subprocess.run(
        [sys.executable, "-c", probe], cwd=root, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "[]"


# ---- only added to ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    ["UPDATE entries SET body = '{}'", "DELETE FROM entries", "DELETE FROM entries WHERE seq = 2"],
)
def test_the_file_itself_refuses_to_change_or_drop_an_entry(file, statement):
    said = [say(file), say(file)]
    refused = pytest.raises(sqlite3.IntegrityError, match="entries are only added")
    with closing(sqlite3.connect(file.path)) as connection, refused:
        connection.execute(statement)
    assert file.entries() == said


@pytest.mark.parametrize("column", ["seq", "previous"])
def test_no_two_entries_have_the_same_number_or_follow_the_same_one(file, column):
    say(file), say(file)
    row = {"seq": "3", "previous": "'x'"} | {column: f"(SELECT max({column}) FROM entries)"}
    insert = f"INSERT INTO entries VALUES ({row['seq']}, '', '', '', '', '', {row['previous']}, '')"
    refused = pytest.raises(sqlite3.IntegrityError, match="UNIQUE")
    with closing(sqlite3.connect(file.path)) as connection, refused:
        connection.execute(insert)


def test_a_number_taken_by_somebody_else_is_tried_anew(file):
    first = say(file)
    second = say(file)
    with file.writing() as pen:
        pen._head = Head(1, first.seal)  # as if read before the other one wrote
        third = pen.write("note", {}, by="driver")
    assert (third.seq, third.previous) == (3, second.seal)
    assert verify(file.path).entries == 3


def test_a_number_that_stays_taken_is_answered_with_a_word(file, monkeypatch):
    first = say(file)
    say(file)
    stale = Head(1, first.seal)
    monkeypatch.setattr("wcc_prioritise.workshop.pen.read_head", lambda _: stale)
    with pytest.raises(InputError, match="taken by somebody else"):
        say(file)
    monkeypatch.undo()
    assert file.head.entries == 2


# ---- durable, one file --------------------------------------------------------------------------


def test_every_pooled_connection_lets_nothing_be_lost(file):
    with ExitStack() as stack:
        seen = []
        for _ in range(20):
            connection = stack.enter_context(file._connected())
            seen.append(connection.connection.driver_connection)
            pragmas = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "secure_delete", "locking_mode")
            }
            assert pragmas == {
                "journal_mode": "delete",
                "synchronous": 3,
                "secure_delete": 1,
                "locking_mode": "normal",
            }
    assert len(set(map(id, seen))) == 20


def test_between_entries_there_is_one_file(file, tmp_path):
    for _ in range(5):
        say(file)
        assert set(names(tmp_path)) - {"day.2027-04-01.backup.wcc"} == {"day.wcc"}


def test_the_file_alone_copied_after_each_entry_reads_back_whole(file, tmp_path):
    (tmp_path / "copies").mkdir()
    said = []
    for n in range(40):
        said.append(say(file, "x" * (n * 997 % 9000)))
        copy = tmp_path / "copies" / f"{n}.wcc"
        shutil.copyfile(file.path, copy)
        assert verify(copy, head=said[-1].seal, entries=n + 1).whole
        with WorkshopFile(copy, clock=clock) as read:
            assert read.entries() == said
            assert read.recovered is None


# ---- several at once ----------------------------------------------------------------------------


@pytest.mark.filterwarnings("error")
def test_threads_with_one_file_write_one_chain(file):
    def write():
        for n in range(15):
            say(file, n)

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = verify(file.path)
    assert (found.whole, found.entries) == (True, 120)


@pytest.fixture
def hasty(monkeypatch):
    monkeypatch.setattr(database, "PATIENCE", 0.2)


def test_who_has_the_file_is_said(file, hasty):
    said = []

    def wait():
        with WorkshopFile(file.path, clock=clock) as other:
            try:
                say(other)
            except InputError as error:
                said.append(str(error))

    with file.writing(by="Ann at the front desk") as pen:
        thread = threading.Thread(target=wait)
        thread.start()
        thread.join()
        pen.write("note", {}, by="driver")
    assert f"Ann at the front desk (process {os.getpid()} on " in said[0]
    assert "since 09:25:00 UTC) is writing to; allowed: one writer at a time" in said[0]
    assert file.head.entries == 1
    assert not os.path.exists(note_of(file.path))


def test_who_wrote_first_is_said_when_the_pen_did_not_know(file, hasty):
    with file.writing() as pen:
        pen.write("note", {}, by="the scribe")
        with WorkshopFile(file.path, clock=clock) as other, pytest.raises(InputError) as refused:
            say(other)
    assert "the scribe (process" in str(refused.value)


@pytest.mark.parametrize("note", [None, "", "{}", "[]", "7", '{"by": 1}', "\x00" * 9])
def test_another_program_that_has_the_file_is_called_so(file, hasty, note):
    with closing(sqlite3.connect(file.path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        if note is not None:
            Path(note_of(file.path)).write_text(note)
        with pytest.raises(InputError, match="another program is writing to"):
            say(file)
        assert file.entries() == []  # reading goes on
    assert say(file).seq == 1


def test_a_note_left_by_a_writer_that_is_gone_is_taken_away_on_opening(file):
    leave_note(file.path, "somebody gone", "2027-04-01T09:25:00")
    file.close()
    with WorkshopFile(file.path) as again:
        assert again.recovered is None
    assert not os.path.exists(note_of(file.path))


def test_a_note_of_a_living_writer_is_left(file):
    with file.writing(by="Ann"):
        with WorkshopFile(file.path) as other:
            assert other.recovered is None
            assert other.head.entries == 0
        assert os.path.exists(note_of(file.path))


def in_a_child(work):
    """Do something in a forked process and give what it returned, in words."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        try:
            said = str(work())
        except BaseException as error:
            said = f"{type(error).__name__}: {error}"
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as words:
        said = words.read()
    os.waitpid(child, 0)
    return said


@forks
def test_a_forked_process_writes_to_the_same_chain(file):
    say(file)
    assert in_a_child(lambda: say(file).seq) == "2"
    assert say(file).seq == 3
    assert in_a_child(lambda: [file.close(), WorkshopFile(file.path).head.entries]) == "[None, 3]"
    assert say(file).seq == 4
    assert verify(file.path).entries == 4


@forks
def test_a_process_forked_while_another_thread_writes_harms_nothing(file):
    say(file)
    begun, done = threading.Event(), threading.Event()

    def write():
        with file.writing() as pen:
            pen.write("note", {}, by="driver")
            begun.set()
            done.wait(20)
            pen.write("note", {}, by="driver")

    writer = threading.Thread(target=write)
    writer.start()
    begun.wait(20)
    assert in_a_child(lambda: len(file.entries())) == "1"
    done.set()
    writer.join()
    assert verify(file.path).entries == 3


@forks
def test_a_process_forked_while_it_writes_may_not_end_the_writing(file):
    child = None
    try:
        with file.writing() as pen:
            pen.write("note", {}, by="driver")
            child = os.fork()
            if child:
                ended = os.waitpid(child, 0)[1]
                pen.write("note", {}, by="driver")
    except InputError as error:  # in the child, which falls off the block
        os._exit(7 if "split in two while it wrote" in str(error) else 1)
    finally:
        if child == 0:
            os._exit(1)
    assert os.waitstatus_to_exitcode(ended) == 7
    assert verify(file.path).entries == 2


# ---- held back ----------------------------------------------------------------------------------


def test_what_was_held_back_comes_out_once_in_a_random_order(file):
    batches = [{"n": n, "text": f"naïve {n}"} for n in range(40)]
    for batch in batches:
        with file.writing() as pen:
            pen.hold(batch)
    assert file.head.entries == 0
    for _ in range(2):  # looking takes nothing out
        assert sorted(b["n"] for b in file.held()) == list(range(40))
    with file.writing() as pen:
        taken = pen.take_held()
        assert pen.take_held() == []
    assert sorted(b["n"] for b in taken) == list(range(40))
    assert taken != batches
    assert sorted(taken, key=lambda b: b["n"]) == batches


def test_where_a_batch_lies_in_the_file_does_not_tell_when_it_came(file):
    def places():
        data = file.path.read_bytes()
        return sorted(range(12), key=lambda n: data.index(f'"batch {n:02}"'.encode()))

    for n in range(12):
        with file.writing() as pen:
            pen.hold({"text": f"batch {n:02}"})
    with closing(sqlite3.connect(file.path)) as connection:
        rows = connection.execute("SELECT body FROM held ORDER BY key").fetchall()
    by_key = [int(body[-4:-2]) for (body,) in rows]
    assert places() in (by_key, by_key[::-1])  # by random keys, whatever came first


def test_what_was_taken_out_leaves_no_trace(file):
    for n in range(30):
        with file.writing() as pen:
            pen.hold({"text": f"very private {n}" * 300})
    assert b"very private" in file.path.read_bytes()
    with file.writing() as pen:
        pen.take_held()
    assert b"very private" not in file.path.read_bytes()


def test_who_held_it_back_and_when_is_nowhere(file):
    with file.writing() as pen:
        pen.hold({"text": "batch"})
    with closing(sqlite3.connect(file.path)) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(held)")]
    assert columns == ["key", "body"]
    assert b"2027" not in file.path.read_bytes()


# ---- no room, no right --------------------------------------------------------------------------


def limited(file, pages):
    """Let the one connection of the pool take no more pages than there are, and some."""
    with file._connected() as connection:
        now = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {now + pages}")


def fill(file, most=400):
    said = []
    try:
        for _ in range(most):
            said.append(say(file, "x" * 1500))
    except InputError as error:
        return said, str(error)
    raise AssertionError("it was never full")


@pytest.mark.parametrize("pages", [0, 1, 5])
def test_a_full_disk_is_answered_with_a_word_and_nothing_is_half_written(file, pages):
    before = [say(file), say(file)]
    limited(file, pages)
    said, words = fill(file)
    assert "a disk with no room for the entry. Nothing of it was kept" in words
    assert file.entries() == before + said
    file.close()
    assert set(names(file.path.parent)) <= {"day.wcc", "day.2027-04-01.backup.wcc"}
    with WorkshopFile(file.path, clock=clock) as again:
        assert again.entries() == before + said
        assert verify(file.path).whole
        assert say(again).seq == len(before + said) + 1


def test_several_entries_are_refused_together_when_the_disk_is_full(file):
    before = [say(file), say(file)]
    limited(file, 10)
    with pytest.raises(InputError, match="no room"), file.writing() as pen:
        for _ in range(400):
            pen.write("note", {"text": "x" * 1500}, by="driver")
    assert file.entries() == before


@forks
@pytest.mark.parametrize("room", [100, 2_000, 5_000, 20_000])
def test_a_limit_on_the_size_of_files_is_answered_with_a_word(file, room):
    resource = pytest.importorskip("resource")
    before = [say(file), say(file)]

    def work():
        size = file.path.stat().st_size + room
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        said, words = fill(file)
        assert len(file.entries()) == 2 + len(said), "what was refused was kept"
        return f"{len(said)} {words}"

    count, _, words = in_a_child(work).partition(" ")
    assert "Nothing of it was kept" in words
    assert len(file.entries()) == 2 + int(count)
    assert file.entries(to=2) == before
    with WorkshopFile(file.path, clock=clock) as again:
        assert say(again).seq == 3 + int(count)
    assert verify(file.path).whole
    assert not database.journal_of(file.path).exists()


@pytest.fixture
def plain():
    """Give a folder that a user with few rights can reach, and do things as such a user."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def with_few_rights(work):
    def lowered():
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        return work()

    return in_a_child(lowered)


@forks
def test_a_file_that_may_only_be_read_is_read_and_not_written(plain):
    with WorkshopFile.create(plain / "day.wcc") as file:
        say(file)
    file.path.chmod(0o444)
    plain.chmod(0o555)

    def write():
        with WorkshopFile(file.path) as own:
            assert len(own.entries()) == 1
            say(own)

    said = with_few_rights(write)
    assert said.startswith("InputError")
    assert "a file or folder that may only be read" in said
    assert with_few_rights(lambda: verify(file.path).whole) == "True"


@forks
def test_a_folder_that_may_only_be_read_is_answered_with_a_word(plain):
    with WorkshopFile.create(plain / "day.wcc") as file:
        say(file)
    file.path.chmod(0o666)
    plain.chmod(0o555)
    said = with_few_rights(lambda: say(WorkshopFile(file.path)))
    assert said.startswith("InputError") and "folder" in said
    assert verify(file.path).entries == 1
    said = with_few_rights(lambda: WorkshopFile.create(plain / "new.wcc"))
    assert said.startswith("InputError") and "a place where no file can be made" in said


@forks
def test_a_file_that_may_not_be_read_is_answered_with_a_word(plain):
    WorkshopFile.create(plain / "day.wcc").close()
    (plain / "day.wcc").chmod(0o000)
    said = with_few_rights(lambda: WorkshopFile(plain / "day.wcc"))
    assert said.startswith("InputError") and "a file that cannot be opened" in said


# ---- what lies beside it ------------------------------------------------------------------------


def cut_off(path):
    """Die in the middle of a write that has begun to reach the file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("PRAGMA cache_spill = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DROP TRIGGER entries_UPDATE")
        connection.execute("UPDATE entries SET body = body || 'torn'")
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def torn(file):
    """Give a file of 200 entries with the journal of a write that was cut off."""
    with file.writing() as pen:
        for n in range(200):
            pen.write("note", {"text": "x" * 500, "n": n}, by="driver")
    head = file.head
    file.close()
    if not (child := os.fork()):
        cut_off(file.path)
    os.waitpid(child, 0)
    assert database.journal_of(file.path).stat().st_size > 0
    assert b"torn" in file.path.read_bytes()
    return file.path, head


@forks
def test_a_journal_left_by_a_crash_is_put_back_and_named(torn):
    path, head = torn
    with WorkshopFile(path) as file:
        assert file.recovered.startswith("day.wcc-journal was left by a write that was cut off")
        assert file.head == head
    assert verify(path, head=head.seal, entries=200).whole
    assert not database.journal_of(path).exists()
    with WorkshopFile(path) as file:
        assert file.recovered is None


@forks
def test_a_file_and_its_journal_copied_together_are_put_back(torn, tmp_path):
    path, head = torn
    (tmp_path / "there").mkdir()
    for name in ("day.wcc", "day.wcc-journal"):
        shutil.copy(path.with_name(name), tmp_path / "there")
    with WorkshopFile(tmp_path / "there" / "day.wcc") as file:
        assert file.head == head
    assert verify(tmp_path / "there" / "day.wcc", head=head.seal).whole


@forks
def test_verifying_does_not_put_a_journal_back_but_says_so(torn):
    path, head = torn
    before = path.read_bytes()
    with pytest.raises(InputError, match="a write that was cut off, with day.wcc-journal"):
        verify(path)
    assert path.read_bytes() == before
    WorkshopFile(path).close()
    assert verify(path, head=head.seal).whole


@forks
def test_a_copy_without_its_journal_shows_on_verifying(torn, tmp_path):
    path, head = torn
    shutil.copy(path, tmp_path / "copy.wcc")
    try:
        found = verify(tmp_path / "copy.wcc", head=head.seal, entries=200)
    except BrokenRecord as error:
        assert "copy it again when nobody writes, with copy.wcc-journal" in str(error)
    else:
        assert not found.whole
        assert "If this is a copy, copy it again when nobody writes" in found.words


@pytest.mark.parametrize("content", [b"", bytes(4096)])
def test_a_journal_that_was_never_begun_is_taken_away(file, content):
    said = say(file)
    file.close()
    database.journal_of(file.path).write_bytes(content)
    assert verify(file.path).whole
    with WorkshopFile(file.path) as again:
        assert again.entries() == [said]
    assert names(file.path.parent) == ["day.wcc"]


def test_a_file_that_another_program_set_to_several_files_is_one_again(file):
    said = say(file)
    file.close()
    with closing(sqlite3.connect(file.path)) as connection:
        assert connection.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
    with WorkshopFile(file.path, clock=clock) as again:
        more = say(again)
        assert again.entries() == [said, more]
    assert set(names(file.path.parent)) - {"day.2027-04-01.backup.wcc"} == {"day.wcc"}
    assert file.path.read_bytes()[18:20] == b"\x01\x01"  # one file, says its header


@forks
def test_a_journal_in_a_folder_that_may_only_be_read_is_named(torn, plain):
    path, head = torn
    for name in ("day.wcc", "day.wcc-journal"):
        shutil.copy(path.with_name(name), plain)
        (plain / name).chmod(0o444)
    plain.chmod(0o555)
    said = with_few_rights(lambda: WorkshopFile(plain / "day.wcc").head)
    assert said.startswith("InputError") and "with day.wcc-journal beside the file" in said
    plain.chmod(0o755)
    for name in ("day.wcc", "day.wcc-journal"):
        (plain / name).chmod(0o644)
    with WorkshopFile(plain / "day.wcc") as file:
        assert file.head == head
