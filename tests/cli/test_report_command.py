"""Does `wcc report` leave everything or nothing, from a record or from tables, and in words?"""

import os
import shutil

import pytest

import wcc_prioritise as wcc_package
from wcc_prioritise.exports import packs
from wcc_prioritise.workshop import Workshop

SHORT = wcc_package.sample("short")
QUICK = "public-summary,sign-off"


@pytest.fixture(scope="module")
def unfrozen(short, quick_folder):
    """Start a workshop file that nobody froze, once."""
    path = quick_folder / f"unfrozen-{os.getpid()}.wcc"
    Workshop.start(short, path).close()
    return path


@pytest.fixture
def in_words(monkeypatch):
    """Let every kind be one small file that says which kind it is: for what happens to files."""

    def made_by(kind):
        name = f"{kind}/P01.txt" if kind == "letters" else f"{kind}.txt"
        return lambda told: {name: kind.encode()}

    monkeypatch.setattr(packs, "made_by", made_by)


def left_in(folder):
    """Name every file below a folder, hidden ones too."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


# ---- from a record ------------------------------------------------------------------------------


def test_a_frozen_record_is_read_and_the_files_are_in_place(wcc, short_copy, tmp_path):
    before = short_copy.read_bytes()
    told = wcc("report", short_copy, "--out", "a new/place", "--only", QUICK)
    assert told.code == 0, told.said
    out = tmp_path / "a new" / "place"
    made = ["public-summary.docx", "public-summary.html", "sign-off.docx"]
    assert left_in(out) == made and left_in(tmp_path) == [f"a new/place/{n}" for n in made]
    assert short_copy.read_bytes() == before
    for name in QUICK.split(","):
        assert f"Writing {name} ..." in told.err
        assert packs.WHAT_FOR[name] in told.said
    assert "For publication, unless its first lines say NOT YET: public-summary." in told.said
    assert "Not for publication: sign-off." in told.said
    assert "Frozen: freeze 1," in told.said and "After it: 2 entries: sign-off." in told.said
    assert max(len(line) for line in told.err.splitlines() if " " in line) <= 80
    with Workshop(short_copy) as workshop:
        from wcc_prioritise.exports.of_record import OfRecord

        again = packs.make(OfRecord(workshop), QUICK.split(","))
    assert {name: (out / name).read_bytes() for name in made} == again


def test_every_kind_is_made_with_a_line_for_each(wcc, short_copy, in_words, tmp_path):
    told = wcc("report", short_copy)
    assert told.code == 0, told.said
    out = tmp_path / "wcc-report"
    assert (out / "letters/P01.txt").read_bytes() == b"letters"
    assert len(left_in(out)) == len(packs.MAKERS)
    lines = [line for line in told.err.splitlines() if line.startswith("Writing ")]
    assert lines == [f"Writing {kind} ..." for kind in packs.MAKERS]
    assert "[letters/]" in told.said
    assert all(words in told.said for words in packs.WHAT_FOR.values())


def test_a_record_that_is_not_frozen_says_so(wcc, unfrozen, tmp_path):
    told = wcc("report", unfrozen, "--only", "sign-off")
    assert told.code == 0 and "Not frozen: the record may still change." in told.said
    assert f'wcc freeze {unfrozen} --because "WORDS"' in told.said
    assert left_in(tmp_path) == ["wcc-report/sign-off.docx"]


# ---- from tables --------------------------------------------------------------------------------


def test_tables_are_entered_in_a_record_that_is_not_kept(wcc, tmp_path, in_words, monkeypatch):
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    told = wcc("report", SHORT, "--out", "out", "--only", "slides, logs,")
    assert told.code == 0, told.said
    assert left_in(tmp_path) == ["out/logs.txt", "out/slides.txt"] and not list(folder.iterdir())
    assert "entered in a record that is not kept" in told.said
    assert f"wcc start {SHORT} day.wcc" in told.said


def test_evidence_alone_gives_no_papers_of_a_record(wcc, tmp_path):
    (tmp_path / "ws").mkdir()
    evidence = wcc_package.sample("northmere")
    for name in ("indicators", "peers"):
        shutil.copy(evidence / f"{name}.csv", tmp_path / "ws")
    told = wcc("report", "ws")
    assert told.code == 2 and "tables without a charter" in told.said and "wcc run" in told.said
    assert not (tmp_path / "wcc-report").exists()


def test_what_a_day_still_lacks_is_told_before_anything_is_made(wcc, tmp_path):
    shutil.copytree(SHORT, tmp_path / "ws")
    (tmp_path / "ws" / "swings.csv").unlink()
    told = wcc("report", "ws")
    assert told.code == 2 and "swings" in told.said and "Traceback" not in told.said
    assert not (tmp_path / "wcc-report").exists()


def test_where_no_set_meets_the_demands_nothing_is_made(wcc, short, tmp_path):
    limits = short.limits
    limits["most"] = 1.0
    Workshop.start(short.replace(limits=limits), tmp_path / "tight.wcc").close()
    told = wcc("report", "tight.wcc")
    assert told.code == 3 and "Traceback" not in told.said
    assert not (tmp_path / "wcc-report").exists()


# ---- whole or nothing ---------------------------------------------------------------------------


def test_what_stood_there_stays_when_a_maker_fails(wcc, short_copy, in_words, tmp_path):
    assert wcc("report", short_copy, "--out", "out").code == 0
    (tmp_path / "out" / "ours.txt").write_text("ours", encoding="utf-8")
    before = {name: (tmp_path / "out" / name).read_bytes() for name in left_in(tmp_path / "out")}

    def stops(kind):
        def maker(told):
            if kind == "minutes":
                raise KeyError("C9")
            return {f"{kind}.txt": b"new"}

        return maker

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packs, "made_by", stops)
        told = wcc("report", short_copy, "--out", "out")
    assert told.code == 1 and "Something went wrong that is not your data" in told.said
    after = {name: (tmp_path / "out" / name).read_bytes() for name in left_in(tmp_path / "out")}
    assert after == before and [p.name for p in tmp_path.iterdir()] == ["out"]
    assert wcc("report", short_copy, "--out", "out", "--only", "slides").code == 0
    assert (tmp_path / "out" / "ours.txt").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["day.wcc", "--only", "slide"], "Did you mean 'slides'?"),
        (["day.wcc", "--only", "nonsense"], "Choose one of these."),
        (["day.wcc", "--only", " , "], "no kind of file"),
        (["day.wcc", "--out", " "], "no folder after --out"),
        (["nowhere.wcc"], "nowhere.wcc"),
        (["nowhere"], "nowhere"),
        ([" "], "no path"),
    ],
)
def test_nonsense_is_told_in_words(wcc, words, said, tmp_path):
    told = wcc("report", *words)
    assert told.code == 2 and said in told.said and "Traceback" not in told.said
    assert list(tmp_path.iterdir()) == []
