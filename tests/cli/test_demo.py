"""Does the demonstration end with papers that a board could read?"""

import pytest

import wcc_prioritise as wcc_package
from wcc_prioritise.cli.demo import REAL_AREA, REAL_WORDS


def test_the_real_area_has_its_ten_peers():
    case = wcc_package.read(wcc_package.sample("real"))
    gaps = wcc_package.benchmark(case.indicators, area=REAL_AREA, peers=case.peers)
    assert len(gaps.peers) == 10 and gaps.peers["found"].all() and not gaps.warnings


def test_the_words_say_period_age_and_licence():
    assert "April 2015 to March 2016" in REAL_WORDS and "They are old" in REAL_WORDS
    licence = "Contains public sector information licensed under the Open Government Licence v3.0."
    assert licence in REAL_WORDS


def test_a_file_in_the_way_is_told(wcc, tmp_path):
    (tmp_path / "wcc-demo").write_text("mine", encoding="utf-8")
    told = wcc("demo")
    assert told.code == 2 and "a part of the path is a file, not a folder" in told.said


@pytest.mark.slow
def test_the_whole_demonstration(shell, tmp_path):
    told = shell("demo")
    assert told.code == 0, told.said
    assert "A made-up place, Northmere (SYNTHETIC)" in told.said
    for words in REAL_WORDS.splitlines():
        assert words in told.said
    assert f"Compared {REAL_AREA} beside" in told.said
    listed = [line.strip() for line in told.out.split("What a board could read:")[1].splitlines()]
    papers = [tmp_path / line for line in listed if line.startswith("wcc-demo")]
    assert [p.relative_to(tmp_path / "wcc-demo").as_posix() for p in papers] == [
        "board-paper.docx", "board-paper.html",
        "real-evidence/evidence-paper.docx", "real-evidence/evidence-paper.html",
    ]  # fmt: skip
    assert all(paper.stat().st_size > 10_000 for paper in papers)
    assert "Traceback" not in told.said and "\x1b" not in told.out
    assert max(map(len, told.out.splitlines())) <= 80
