"""Does `wcc rehearse` take the day in a copy, leave the original alone, and end with a verdict?"""

import hashlib

import pytest

from wcc_prioritise.cli import rehearse as command
from wcc_prioritise.teaching import rehearsing
from wcc_prioritise.teaching.rehearsing import Rehearsal, Step
from wcc_prioritise.workshop import Workshop

ANSWERS = ("scores", "swings")
LISTED = ("P05", "P07", "P19")


@pytest.fixture
def quick(quick_folder, monkeypatch, request):
    """Give a folder on quick memory: every entry is on the disk before the next one is made."""
    folder = quick_folder / f"rehearse-{abs(hash(request.node.nodeid))}"
    folder.mkdir()
    return folder


@pytest.fixture
def tables(few, folder_of):
    """The tables of a small workshop as they stand before the day."""
    frames = {name: frame.copy() for name, frame in few().items() if name not in ANSWERS}
    for name in ("candidates", "measures", "evidence", "interests"):
        kept = frames[name]["candidate"].isin([*LISTED, "all"])
        frames[name] = frames[name][kept].reset_index(drop=True)
    del frames["links"], frames["rules"]
    return frames


def bytes_in(folder):
    files = (file for file in folder.iterdir() if file.is_file())
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_a_folder_is_rehearsed_in_a_copy_and_found_ready(wcc, folder_of, tables, quick):
    folder = folder_of(tables)
    before = bytes_in(folder)
    told = wcc("rehearse", folder, "--short", "--out", quick / "out")
    assert told.code == 0, told.said
    assert "READY" in told.out and "NOT READY" not in told.out
    assert "not a byte of it has changed" in told.said and bytes_in(folder) == before
    assert "Where the room agrees" in told.out and told.err.count("...") == 15
    made = sorted(p.relative_to(quick / "out").as_posix() for p in (quick / "out").rglob("*.*"))
    assert made == [
        *("papers/two-page-paper.docx", "papers/two-page-paper.html"),
        *("rehearsal.txt", "rehearsed.wcc"),
    ]
    with Workshop(quick / "out" / "rehearsed.wcc") as workshop:
        assert workshop.verify().whole and workshop.frozen is not None
    words = (quick / "out" / "rehearsal.txt").read_text(encoding="utf-8")
    assert "SYNTHETIC" in words and words.count("\n") > told.out.count("  ") / 4
    assert len(told.out.split()) < 1_000  # read in five minutes


def test_a_started_file_is_drilled_in_copies(wcc, folder_of, tables, quick):
    folder_of(tables)
    assert wcc("start", "ws", quick / "day.wcc").code == 0
    before = bytes_in(quick)
    told = wcc("rehearse", quick / "day.wcc", "--drill", "crash", "--out", quick / "out")
    assert told.code == 0, told.said
    assert "Everything held." in told.out and "That write was taken back" in told.said
    assert "Say: “The computer has stopped" in told.out
    assert sorted(p.name for p in (quick / "out").iterdir()) == ["drill-crash.wcc", "drill.txt"]
    assert bytes_in(quick) == before


def test_what_must_be_mended_is_listed_and_the_code_is_1(
    wcc, folder_of, tables, quick, monkeypatch
):
    def stopped(case, path, *, seed, progress):
        step = Step("set", "The set", "15:30", ("line 1", "line 2", "line 3"), ("no limit",))
        return Rehearsal(path, case, {}, (step,), ("Fill in limits.",), ("Agree a tie-break.",))

    monkeypatch.setattr(rehearsing, "rehearse", stopped)
    told = wcc("rehearse", folder_of(tables), "--short", "--out", quick / "out")
    assert told.code == 1 and "NOT READY. To mend, in your own file:" in told.out
    assert "- Fill in limits." in told.out and "- Agree a tie-break." in told.out
    assert "line 2" in told.out and "line 3" not in told.out and "STOPPED: no limit" in told.out
    assert "The papers could not be made: " in told.said  # there is no record to make them from
    assert "line 3" in (quick / "out" / "rehearsal.txt").read_text(encoding="utf-8")
    assert not (quick / "out" / "papers").exists()
    assert "What would leave the room" not in told.out


def test_faults_of_the_tables_are_listed_with_their_rows_and_nothing_is_made(
    wcc, folder_of, tables, tmp_path
):
    tables["criteria"].loc[1, "anchor_50"] = None
    told = wcc("rehearse", folder_of(tables))
    assert told.code == 2 and "anchor_50" in told.said and "row 3" in told.said
    assert [p.name for p in tmp_path.iterdir()] == ["ws"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ws", "--drill", "fire"), "no disruption called 'fire'"),
        (("ws", "--out", "ws"), "which is your own workshop"),
        (("nowhere",), "nowhere"),
        (("nowhere.wcc",), "nowhere.wcc"),
        ((" ",), "no path"),
    ],
)
def test_what_cannot_be_is_told_before_anything_is_done(wcc, folder_of, tables, words, said):
    folder_of(tables)
    told = wcc("rehearse", *words)
    assert told.code == 2 and said in told.said and "Traceback" not in told.said


def test_an_original_that_changes_meanwhile_is_told(wcc, capsys, tmp_path):
    (tmp_path / "ws").mkdir()
    (tmp_path / "ws" / "people.csv").write_text("person,roles\n", encoding="utf-8")
    before = command._bytes_of(str(tmp_path / "ws"))
    command._say_untouched(str(tmp_path / "ws"), before)
    (tmp_path / "ws" / "people.csv").write_text("person,roles\nS01,GP\n", encoding="utf-8")
    command._say_untouched(str(tmp_path / "ws"), before)
    said = " ".join(capsys.readouterr().out.split())
    assert "not a byte of it has changed" in said and "has changed meanwhile" in said


def test_evidence_alone_is_no_day(wcc):
    from wcc_prioritise.case import sample

    told = wcc("rehearse", sample("real"))
    assert told.code == 2 and "tables without a charter" in told.said
