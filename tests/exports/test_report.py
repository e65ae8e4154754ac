import os
import shutil
import subprocess
import sys

import pytest

import wcc_prioritise as wcc
from wcc_prioritise.exports.page import page_file
from wcc_prioritise.exports.paper import DETAIL, board_paper
from wcc_prioritise.exports.word import word_file


@pytest.mark.parametrize("name", ["paper.docx", "paper.html", "PAPER.DOCX", "deep/er/paper.Html"])
def test_the_path_written_comes_back(tmp_path, gaps, name):
    path = wcc.report(tmp_path / name, gaps)
    assert path == tmp_path / name
    assert path.read_bytes()[:4] in (b"PK\x03\x04", b"<!DO")


def test_the_file_holds_the_paper(tmp_path, results, page):
    path = wcc.report(str(tmp_path / "p.html"), results.gaps, results.ranking, results.portfolio)
    assert path.read_bytes() == page


@pytest.mark.parametrize("name", ["paper.pdf", "paper", "paper.doc", ".docx"])
def test_another_ending_is_refused_and_the_two_are_named(tmp_path, ranking, name):
    with pytest.raises(wcc.InputError, match=r"\.docx .Word. or \.html .a web page."):
        wcc.report(tmp_path / name, ranking)
    assert list(tmp_path.iterdir()) == []


def test_a_result_where_the_path_stands_is_refused(ranking):
    with pytest.raises(wcc.InputError, match="a Ranking where the path stands"):
        wcc.report(ranking, "board-paper.docx")


def test_nothing_is_written_when_the_results_are_refused(tmp_path, ranking):
    with pytest.raises(wcc.InputError, match="twice"):
        wcc.report(tmp_path / "new" / "paper.docx", ranking, ranking)
    assert list(tmp_path.iterdir()) == []


def test_a_date_is_printed(tmp_path, gaps, words_of_page):
    path = wcc.report(tmp_path / "paper.html", gaps, date="9 December 2026")
    assert any("Date: 9 December 2026." in text for text in words_of_page(path.read_bytes()))


SAME = """
import hashlib, sys
import wcc_prioritise as wcc
appraisal = wcc.appraise(wcc.read(wcc.sample("short")))
portfolio = wcc.select(appraisal, limits={"gross_3yr": 5_500}, at_least={"quick win": 2})
for ending in ("docx", "html"):
    path = wcc.report(f"{sys.argv[1]}/paper.{ending}", portfolio, wcc.rank(appraisal))
    print(hashlib.sha256(path.read_bytes()).hexdigest())
"""


@pytest.mark.slow
def test_the_same_results_give_the_same_bytes_in_another_process(tmp_path):
    def made(seed, zone):
        surroundings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        command = [sys.executable, "-c", SAME, str(tmp_path)]
        return subprocess.run(
            command, env=surroundings, capture_output=True, text=True, check=True
        ).stdout.split()

    first, second = made("1", "UTC"), made("2", "Asia/Tokyo")
    assert len(first) == 2 and first == second


def pages_of(command, folder):
    """Give the text of every page of the PDF that a command makes."""
    pypdf = pytest.importorskip("pypdf", reason="needs pypdf to read what was printed")
    subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=180)
    (pdf,) = folder.glob("*.pdf")
    return [page.extract_text() for page in pypdf.PdfReader(pdf).pages]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["short_results", "crowded_results", "whole_results"])
def test_the_summary_is_two_pages_in_word(tmp_path, request, name):
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("needs LibreOffice")
    results = request.getfixturevalue(name)
    (tmp_path / "paper.docx").write_bytes(word_file(board_paper(results)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = [office, profile, "--headless", "--convert-to", "pdf", "paper.docx"]
    pages = pages_of(convert, tmp_path)
    first = next(number for number, text in enumerate(pages, start=1) if DETAIL in text)
    assert first == 3
    notice = results.case.charter.notice
    assert all(notice in page and f"of {len(pages)}" in page for page in pages)


@pytest.mark.slow
def test_the_summary_is_two_pages_when_the_page_is_printed(tmp_path, short_results):
    browser = shutil.which("chromium") or shutil.which("chrome") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("needs Chromium")
    (tmp_path / "paper.html").write_bytes(page_file(board_paper(short_results)))
    print_it = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--print-to-pdf=paper.pdf"]
    pages = pages_of([*print_it, (tmp_path / "paper.html").as_uri()], tmp_path)
    assert next(number for number, text in enumerate(pages, start=1) if DETAIL in text) == 3
