"""Do the commands of the record start it, tell it, check it, freeze it and carry it out?"""

import csv
import json
import os
import re
import shutil
import stat

import pytest

import wcc_prioritise as wcc_package
from wcc_prioritise.workshop import Workshop

SHORT = wcc_package.sample("short")


@pytest.fixture(scope="module")
def started(short, quick_folder):
    """Start a workshop file once."""
    path = quick_folder / f"started-{os.getpid()}.wcc"
    Workshop.start(short, path).close()
    return path


@pytest.fixture
def day(wcc, started, tmp_path):
    """Give a started workshop file in the folder of the test."""
    shutil.copy(started, tmp_path / "day.wcc")
    return "day.wcc"


def seal_in(said):
    return re.search(r"\b[0-9a-f]{64}\b", said)[0]


def test_start_makes_the_file_and_prints_its_head(wcc, tmp_path):
    told = wcc("start", SHORT, "day.wcc")
    assert told.code == 0 and (tmp_path / "day.wcc").is_file()
    with Workshop(tmp_path / "day.wcc") as workshop:
        assert seal_in(told.said) == workshop.head.seal
        assert workshop.case() == wcc_package.read(SHORT)
    assert "Next: wcc log day.wcc" in told.said


def test_a_day_starts_before_anybody_has_answered(wcc, tmp_path):
    shutil.copytree(SHORT, tmp_path / "ws")
    for name in ("swings", "scores"):
        (tmp_path / "ws" / f"{name}.csv").unlink()
    assert wcc("start", "ws", "day.wcc").code == 0
    with Workshop(tmp_path / "day.wcc") as workshop:
        assert workshop.case().swings.empty
    heading = (SHORT / "swings.csv").read_text(encoding="utf-8").splitlines()[0]
    (tmp_path / "ws" / "swings.csv").write_text(heading + "\n", encoding="utf-8")
    assert wcc("start", "ws", "again.wcc").code == 0
    assert wcc("check", "ws").code == 2  # a run needs them


def test_a_file_that_is_there_is_left_alone(wcc, day, tmp_path):
    before = (tmp_path / day).read_bytes()
    told = wcc("start", SHORT, day)
    assert told.code == 2 and "day.wcc" in told.err
    assert (tmp_path / day).read_bytes() == before


def test_names_go_to_a_file_of_their_own(wcc, tmp_path):
    with (tmp_path / "who.csv").open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([["token", "name"], ["S01", "Ann Other (SYNTHETIC)"]])
    assert wcc("start", SHORT, "day.wcc", "--names", "who.csv").code == 0
    assert b"Ann Other" not in (tmp_path / "day.wcc").read_bytes()
    assert "Ann Other" in (tmp_path / "day.names.csv").read_text(encoding="utf-8")
    told = wcc("start", SHORT, "other.wcc", "--names", "nobody.csv")
    assert told.code == 2 and "nobody.csv" in told.said and not (tmp_path / "other.wcc").exists()


def test_log_tells_the_last_entries_and_all_when_asked(wcc, short_copy):
    told = wcc("log", short_copy)
    assert told.code == 0 and re.search(r"30 of \d+ entries shown", told.said)
    assert "freeze" in told.said
    everything = wcc("log", short_copy, "--all").out
    assert len(everything.splitlines()) > 600


def test_log_answers_who_scored_what_when_and_why(wcc, short_copy):
    told = wcc("log", short_copy, "--about", "P07", "--criterion", "K2")
    assert told.code == 0
    for words in ("P07", "K2", "round 1", "revealed", "Recused: S09"):
        assert words in told.said
    alone = wcc("log", short_copy, "--criterion", "K2")
    assert alone.code == 2 and "--about P07 --criterion C2" in alone.said


def test_log_of_a_kind_or_a_code_shows_nothing_else(wcc, short_copy):
    told = wcc("log", short_copy, "--kind", "departure")
    assert told.code == 0 and "1 of 1 entries shown" in told.said
    misspelt = wcc("log", short_copy, "--kind", "departur")
    assert misspelt.code == 2 and "departure" in misspelt.said


def test_log_says_what_changed_since_it_was_frozen(wcc, day):
    never = wcc("log", day, "--since", "freeze")
    assert never.code == 2 and "never frozen" in never.said
    assert wcc("freeze", day, "--because", "the board").code == 0
    with Workshop(day) as workshop:
        workshop.note("tea", by="scribe")
    told = wcc("log", day, "--since", "freeze")
    assert told.code == 0 and "acts: note / tea was added" in told.said
    assert "1 changes since the freeze" in told.said
    assert "[after freeze 1]" in wcc("log", day).said
    assert "2 changes since entry 1" in wcc("log", day, "--since", "1").said
    for nonsense in ("0", "999", "yesterday"):
        assert wcc("log", day, "--since", nonsense).code == 2


def test_log_says_what_is_owed_and_whose_names_stand_in_it(wcc, day, tmp_path):
    with Workshop(day) as workshop:
        workshop.add("promise", by="a", what="a reply", whom="the carers", due="2020-01-31")
        workshop.note("as Farnsworth said", by="scribe", candidate="P01")
    told = wcc("log", day, "--open")
    assert told.code == 0
    assert "promises: R01, a reply (to the carers) (due 2020-01-31, late)" in told.said
    assert "answers not revealed" not in told.said  # what the tables held was known
    without = wcc("log", day, "--names")
    assert without.code == 2 and "day.names.csv" in without.said
    key = tmp_path / "day.names.csv"
    key.write_text("token,name\nS01,Quentin Farnsworth\n", encoding="utf-8")
    told = wcc("log", day, "--names")
    assert told.code == 0 and "(note), text: Farnsworth" in told.said
    assert "1 places" in told.said


def test_log_cuts_a_reason_of_any_length_and_a_history_does_not(wcc, day):
    long = "because of this " * 5_000
    with Workshop(day) as workshop:
        workshop.add("comment", by="a", candidate="P01", what="too late", because=long)
    assert len(wcc("log", day).out) < 10_000
    assert wcc("log", day, "--about", "P01", "--criterion", "K2").said.count("of this") == 5_000


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no such pipe on this system")
def test_log_into_a_pipe_that_is_closed_leaves_no_traceback(shell, short_copy):
    child = shell("log", short_copy, "--all", wait=False)
    child.stdout.read(10)
    child.stdout.close()
    error = child.stderr.read().decode()
    assert child.wait(60) in (0, 1) and "Traceback" not in error


def test_a_file_with_what_a_crash_left_says_so(wcc, day, tmp_path):
    (tmp_path / "day.wcc-journal").write_bytes(b"")
    told = wcc("log", day)
    assert told.code == 0 and "day.wcc-journal was left by a write that was cut off" in told.said
    assert not (tmp_path / "day.wcc-journal").exists()


def test_verify_says_whole_and_finds_one_changed_byte(wcc, short_copy):
    told = wcc("verify", short_copy)
    assert told.code == 0 and "as written" in told.said
    held = wcc("verify", short_copy, "--head", seal_in(told.said), "--entries", "9999")
    assert held.code == 4
    text = short_copy.read_bytes()
    place = text.index(b"had to leave") if b"had to leave" in text else text.index(b"(SYNTHETIC)")
    short_copy.chmod(stat.S_IRUSR | stat.S_IWUSR)
    short_copy.write_bytes(text[:place] + b"X" + text[place + 1 :])
    told = wcc("verify", short_copy)
    assert told.code == 4 and re.search(r"entry \d+", told.said.lower())


def test_freeze_prints_the_sheet_and_asks_why(wcc, day):
    told = wcc("freeze", day, "--because", "the day is done")
    assert told.code == 0 and "because the day is done" in told.said
    checked = wcc("verify", day, "--head", seal_in(told.said))
    assert checked.code == 0
    assert wcc("freeze", day).code == 2


def test_export_and_restore_give_the_same_seals(wcc, short_copy, tmp_path):
    assert wcc("export", short_copy, "out").code == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert any(name.endswith(".jsonl") for name in names) and "README.md" in str(names)
    assert wcc("restore", "out", "again.wcc").code == 0
    with Workshop(short_copy) as one, Workshop(tmp_path / "again.wcc") as other:
        assert one.head == other.head
    lines = next((tmp_path / "out").glob("*.jsonl")).read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[0])["seq"] == 1


def test_export_of_what_may_be_published_says_what_it_leaves_out(wcc, short_copy, tmp_path):
    told = wcc("export", short_copy, "out", "--publishable")
    assert told.code == 2 and "Nothing was published." in told.said
    assert "no name key" in told.said and not (tmp_path / "out").exists()
    key = short_copy.with_name(f"{short_copy.stem}.names.csv")
    key.write_text("token,name\nS01,Quentin Farnsworth\n", encoding="utf-8")
    told = wcc("export", short_copy, "out", "--publishable")
    assert told.code == 0 and "Left out: - Anything of one person: no token" in told.said
    assert "Do not publish them beside this" in told.said and "Wrote out" in told.said
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"README.md", "index.html", "scores.csv"} <= names
    assert not any(name.endswith(".jsonl") for name in names)
    assert max(map(len, told.out.splitlines())) <= 80


@pytest.mark.parametrize(
    "words", [["log"], ["verify"], ["freeze", "--because", "x"], ["export", "out"]]
)
@pytest.mark.parametrize("file", ["nothing.wcc", " ", "notes.txt"])
def test_what_is_no_workshop_file_is_told_in_words(wcc, tmp_path, words, file):
    (tmp_path / "notes.txt").write_text("not a workshop file at all", encoding="utf-8")
    command, *options = words
    told = wcc(command, file, *options)
    assert told.code == 2 and told.err and "Traceback" not in told.said


def test_a_workshop_file_is_a_workshop_like_any_other(wcc, day):
    told = wcc("check", day)
    assert told.code == 0 and "Read day.wcc" in told.said and "scores 472 rows" in told.said


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="rights do not bind")
def test_a_folder_that_takes_no_file_is_told(wcc, tmp_path):
    (tmp_path / "shut").mkdir(mode=0o500)
    told = wcc("start", SHORT, "shut/day.wcc")
    assert told.code == 2 and "no right" in told.said
