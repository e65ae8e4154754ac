"""Does `wcc templates` write what `wcc report --templates` takes, and refuse in words?"""

from docx import Document

from wcc_prioritise.exports.shells import KINDS, PAGE, PAPER


def test_what_is_written_is_taken(wcc, short_copy, tmp_path):
    told = wcc("templates", "our looks")
    assert told.code == 0, told.said
    assert 'wcc report day.wcc --templates "our looks"' in told.said
    place = tmp_path / "our looks"
    assert sorted(p.name for p in place.iterdir()) == sorted([*KINDS, "README.md"])
    paper = Document(place / PAPER)
    paper.add_paragraph("End of the paper of {{ organisation }}")
    paper.save(place / PAPER)
    told = wcc("report", short_copy, "--out", "out", "--only", "sign-off",
               "--templates", "our looks")  # fmt: skip
    assert told.code == 0, told.said
    last = Document(tmp_path / "out" / "sign-off.docx").paragraphs[-1].text
    assert last == "End of the paper of Northmere system (SYNTHETIC)"


def test_a_broken_one_is_named_and_nothing_is_written(wcc, short_copy, tmp_path):
    assert wcc("templates", "own").code == 0
    page = tmp_path / "own" / PAGE
    page.write_text(page.read_text("utf-8").replace("{{ content }}", "{{ contnet }}"), "utf-8")
    told = wcc("report", short_copy, "--out", "out", "--templates", "own")
    assert told.code == 2 and "page.html.j2, line 9" in told.said
    assert "Did you mean 'content'?" in told.said and not (tmp_path / "out").exists()
    told = wcc("report", short_copy, "--templates", "nowhere")
    assert told.code == 2 and "no folder of that name" in told.said


def test_nothing_is_written_over_and_blanks_are_no_folder(wcc, tmp_path):
    assert wcc("templates", "own").code == 0
    again = wcc("templates", "own")
    assert again.code == 2 and "already" in again.said
    blank = wcc("templates", " ")
    assert blank.code == 2 and "only blanks" in blank.said
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert wcc("templates", "file").code == 2
