"""Does `wcc readiness` ask, answer and enter what is to be done?"""

import shutil

import wcc_prioritise as wcc_package
from wcc_prioritise.workshop import Workshop

SAMPLE = wcc_package.sample("competencies")


def test_answers_by_area_and_who_does_what(wcc):
    told = wcc("readiness", SAMPLE, "--kind", "PCT")
    assert told.code == 0
    for words in ("Capability for change: 1 yes, 2 partly", "T5: nobody is named, no date.",
                  "C2 (partly)", "director of strategy; by 24 September 2026"):  # fmt: skip
        assert words in told.said
    assert wcc("readiness", "nowhere").code == 2


def test_blank_questions_are_written_once_and_actions_entered(wcc, short_day, tmp_path):
    assert wcc("readiness", "mine", "--new").code == 0
    table = (tmp_path / "mine" / "readiness.csv").read_text("utf-8").splitlines()
    table[1] = table[1].replace(",,,,,,", ",no,,ask her,lead,2026-09-01,", 1)
    table[1] = table[1].replace(",,,,,", ",no,,ask her,lead,2026-09-01,", 1)
    (tmp_path / "mine" / "readiness.csv").write_text("\n".join(table), "utf-8")
    shutil.copy(short_day, tmp_path / "day.wcc")
    told = wcc("readiness", "mine", "--enter", "day.wcc")
    assert told.code == 0 and "1 actions entered" in told.said
    with Workshop("day.wcc") as workshop:
        assert "before the day (C1): ask her" in set(workshop.case().acts["text"])
    again = wcc("readiness", "mine", "--new")
    assert again.code == 2 and "there already" in again.said
