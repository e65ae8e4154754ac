"""Are the tables checked at the door, and do one's own take the place of the package's?"""

import runpy

import pandas as pd
import pytest

import wcc_prioritise as wcc
from wcc_prioritise import competencies
from wcc_prioritise.competencies import names, read_competencies, read_tables_of
from wcc_prioritise.competencies.names import standing_tables
from wcc_prioritise.competencies.records import JUDGED, MODELS, STANDING
from wcc_prioritise.schema import TABLES
from wcc_prioritise.tables import InputError, write_workbook

GENERAL = "general knowledge, to be confirmed"


def test_eleven_competencies_of_three_with_four_levels_each_and_a_source(held):
    asked = held.asked("2009/10")
    assert list(asked["competency"].drop_duplicates()) == [str(n) for n in range(1, 12)]
    assert (asked.groupby("competency").size() == 3).all()
    for sub in asked["sub"]:
        assert sorted(held.level_words("2009/10")[sub]) == [1, 2, 3, 4]
    for name in ("competencies", "sub_competencies", "levels"):
        assert held[name]["source"].notna().all()
    assert (asked["source"] == GENERAL).sum() == 32  # 6.3 names its own
    assert set(held["levels"]["source"]) == {"this project's own words, not the Department's"}


def test_every_text_can_be_said_by_every_kind_of_organisation(held):
    for kind in ("PCT", "CCG", "ICB", "place"):
        words = names.organisation_words(kind)
        for name, column in (("levels", "words"), ("sub_competencies", "name")):
            for text in held[name][column]:
                assert "{" not in names.say(text, words)


def test_words_follow_the_kind_of_organisation(folder_of, judgement):
    ours = read_competencies(folder_of(judgements=[judgement("10.1", 2)]))
    assert (
        ours.level_words("2026/27")["10.1"][2] == "a report on each main provider reaches the board"
    )
    ccg = {"kind": "CCG", "name": "Ours"}
    folder = folder_of(organisation=[ccg], judgements=[judgement("10.1", 2)])
    assert "governing body" in read_competencies(folder).level_words("2026/27")["10.1"][2]


def test_a_workbook_of_every_table_reads_back_the_same(held, tmp_path):
    write_workbook(held.tables, tmp_path / "all.xlsx", MODELS)
    again = read_competencies(tmp_path / "all.xlsx")
    assert list(again.tables) == list(MODELS) == [*JUDGED, *STANDING]
    for name in MODELS:
        pd.testing.assert_frame_equal(again[name], held[name])


def test_the_script_makes_the_sample_again_byte_for_byte(tmp_path):
    sample = wcc.sample("competencies")
    runpy.run_path(str(sample / "make_competencies.py"))["main"](tmp_path)
    assert {p.stem for p in tmp_path.iterdir()} == set(JUDGED)
    for made in tmp_path.iterdir():
        assert made.read_bytes() == (sample / made.name).read_bytes()
    readme = (sample / "README.md").read_text(encoding="utf-8")
    assert readme.startswith("SYNTHETIC")


def test_every_fault_is_told_at_once(folder_of, judgement):
    rows = [
        judgement("6.2", 5),
        judgement("6.9", 2),
        judgement("6.1", 2, assessor="pannel"),
        judgement("6.3", 2, year="next year"),
        judgement("1.1", 2),
        judgement("1.1", 3),
    ]
    with pytest.raises(InputError) as wrong:
        read_competencies(folder_of(judgements=rows))
    told = str(wrong.value)
    assert (
        "judgements.csv row 2, column level: found '5'; allowed: a whole number from 1 to 4" in told
    )
    assert "row 3, column sub: found 6.9; allowed: a code of sub_competencies" in told
    assert "row 4, column assessor: found 'pannel'" in told and "Did you mean 'panel'?" in told
    assert "row 5, column year: found 'next year'" in told and "as 2009/10" in told
    assert "row 7: found '2026/27, 1.1, self' again, as in row 6" in told


def test_what_is_needed_is_asked_for(tmp_path):
    (tmp_path / "targets.csv").write_text("year,sub,level\n2026/27,1.1,2\n")
    with pytest.raises(InputError) as wrong:
        read_competencies(tmp_path)
    assert "no row in organisation" in str(wrong.value)
    assert "no row in judgements" in str(wrong.value)


def test_no_table_at_all_names_the_tables(tmp_path):
    (tmp_path / "scores.csv").write_text("a,b\n1,2\n")
    with pytest.raises(InputError, match="The names are: organisation, judgements, targets"):
        read_competencies(tmp_path)


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        (
            {"organisation": [{"kind": "PCTs", "name": "Ours"}]},
            "found 'PCTs'; allowed: one of: CCG, ICB, PCT, place. Did you mean 'PCT'",
        ),
        (
            {"organisation": [{"kind": "PCT", "name": "A"}, {"kind": "ICB", "name": "B"}]},
            "found 2 organisations; allowed: one organisation",
        ),
        (
            {"outcomes": [{"year": "2026/27", "outcome": f"O{n}", "name": "x"} for n in range(11)]},
            "row 12, column outcome: found more than 10 outcomes for 2026/27",
        ),
        (
            {"levels": [{"sub": "1.1", "level": 1, "words": "the {bord} knows", "source": "us"}]},
            "found {bord}; allowed: a word of the table words: board,",
        ),
        (
            {
                "sub_competencies": [
                    {"sub": "1.1", "competency": "1", "name": "a", "source": "us"},
                    {"sub": "1.1", "competency": "1", "name": "b", "source": "us",
                     "first_year": "2020/21"},
                ],
            },
            "found 1.1 in two rows that both hold in 2026/27; allowed: one row a year",
        ),
    ],
)  # fmt: skip
def test_tables_that_do_not_fit_together_are_told_where(folder_of, judgement, tables, words):
    with pytest.raises(InputError) as wrong:
        read_competencies(folder_of(judgements=[judgement("1.1", 2)], **tables))
    assert words in str(wrong.value)


# ---- the rules of the years stand in the tables --------------------------------------------------


def test_the_first_year_leaves_competency_11_out_and_the_second_rewords_6(held):
    assert "11" not in set(held.asked("2008/09")["competency"])
    assert held.left_out("2008/09")[0].startswith("11 make sound financial investments (left out")
    assert held.left_out("2009/10") == []
    called = {year: held.asked(year).set_index("sub")["sub_name"]["6.3"] for year in held.years}
    assert "financial scenarios" not in called["2008/09"]
    assert called["2009/10"].endswith("under different financial scenarios")
    assert held.level_words("2008/09")["6.3"] != held.level_words("2009/10")["6.3"]


def test_a_judgement_of_what_is_not_assessed_that_year_is_a_fault(folder_of, judgement):
    rows = [judgement("11.1", 2, year="2008/09"), judgement("11.1", 2, year="2009/10")]
    with pytest.raises(InputError) as wrong:
        read_competencies(folder_of(judgements=rows))
    assert [fault.row for fault in wrong.value.faults] == [2]
    assert "'11.1' in 2008/09; allowed: a sub-competency that is assessed in 2008/09" in str(
        wrong.value
    )


def test_another_rule_of_the_years_is_a_change_of_the_table_alone(folder_of, judgement):
    """Competency 7 is paused for a year and 1.1 reworded: two tables say so, and no code."""
    frames = {name: standing_tables()[name].frame for name in ("competencies", "sub_competencies")}
    rows = {name: frame.to_dict("records") for name, frame in frames.items()}
    for row in rows["competencies"]:
        if row["competency"] == "7":
            row["last_year"] = "2025/26"
    paused = {"competency": "7", "name": "stimulate the market", "assessed": "no", "source": "us"}
    rows["competencies"].append(paused | {"first_year": "2026/27", "last_year": "2026/27"})
    rows["competencies"].append(paused | {"first_year": "2027/28", "assessed": "yes"})
    for row in rows["sub_competencies"]:
        if row["sub"] == "1.1":
            row["last_year"] = "2026/27"
    named = {"sub": "1.1", "competency": "1", "name": "trusted by the {partnership}"}
    rows["sub_competencies"].append(named | {"first_year": "2027/28", "source": "us"})
    years = [judgement("1.1", 2, year=year) for year in ("2025/26", "2026/27", "2027/28")]
    ours = read_competencies(folder_of(judgements=years, **rows))
    assert ["7" in set(ours.asked(year)["competency"]) for year in ours.years] == [
        True, False, True,
    ]  # fmt: skip
    called = [ours.asked(year).set_index("sub")["sub_name"]["1.1"] for year in ours.years]
    assert called[0] == called[1] != called[2] == "trusted by the integrated care partnership"


# ---- tables of others ----------------------------------------------------------------------------


def test_tables_of_any_records_are_read_and_their_references_checked(tmp_path):
    models = {"criteria": TABLES["criteria"], "evidence": TABLES["evidence"]}
    (tmp_path / "evidence.csv").write_text(
        "candidate,criterion,statement,source\nP01,C1,it works,a trial\n"
    )
    frames = read_tables_of(tmp_path, models)
    assert list(frames) == ["criteria", "evidence"] and frames["criteria"].empty
    with pytest.raises(InputError, match="no row in criteria"):
        read_tables_of(tmp_path, models, needed=("criteria",))


def test_a_name_stays_what_it_hands_out_though_its_module_is_loaded():
    import importlib

    importlib.import_module("wcc_prioritise.competencies.movement")
    assert callable(competencies.movement)
    assert competencies.movement.__name__ == "movement"
    for name in ("assess", "read_competencies", "evidence_from"):
        assert callable(getattr(wcc.competencies, name))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = competencies.nothing
