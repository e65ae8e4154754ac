"""What each person is asked, and which version of the case a sheet shows."""

import pandas as pd
import pytest

from wcc_prioritise.sheets.asked import ask, free_cells, shown, versions
from wcc_prioritise.tables import InputError


def test_every_person_is_asked_every_judged_criterion_and_every_step(northmere):
    asked = ask(northmere, None, 1)
    assert [one.person for one in asked] == list(northmere.people["person"])
    assert [one.number for one in asked] == list(range(1, 15))
    assert {len(one.scales) for one in asked} == {7} and {len(one.steps) for one in asked} == {9}
    assert ask(northmere, None, 1, weights=False)[0].steps == ()


def test_a_declared_interest_bars_the_candidate_on_that_sheet_alone(northmere):
    asked = {one.person: one for one in ask(northmere, ["S01", "S02", "S04"], 1)}
    barred = {
        p: [line.code for line in one.scales[-1].lines if line.barred] for p, one in asked.items()
    }
    assert barred["S01"] == ["P03"] and barred["S02"] == [] and barred["S04"] == []


def test_a_measured_step_is_told_with_its_figures_and_a_judged_one_in_words(northmere):
    steps = {step.code: step for step in ask(northmere, ["S01"], 1)[0].steps}
    assert steps["C1"].worst == "0 healthy years a year: No measurable gain."
    assert steps["C4"].best == "A serious harm that we know of would stop."


def test_a_later_round_knows_the_earlier_answers_of_that_person_alone(northmere):
    (one,) = ask(northmere, ["S01"], 2)
    assert one.earlier["P01", "C2"].answer == "40"
    assert one.earlier["P14", "C2"].answer == "don't know"
    assert one.earlier[None, "C4"].reason == "nobody forgives a harm that we could have stopped"
    assert ask(northmere, ["S01"], 1)[0].earlier == {}


def test_a_second_round_may_ask_about_the_discussed_cells_only(northmere):
    cells = [("P09", "C3"), ("P04", "C3"), ("P20", "C7")]
    (one,) = ask(northmere, ["S02"], 2, cells=cells)
    asked = {scale.code: [line.code for line in scale.lines] for scale in one.scales}
    assert asked == {"C3": ["P04", "P09"], "C7": ["P20"]} and one.rows == 3
    assert one.steps == () and ask(northmere, ["S02"], 2, True, cells)[0].steps != ()
    (whole,) = ask(northmere, ["S02"], 2)
    assert whole.part == "everything" != one.part and one.version == whole.version
    frame = pd.DataFrame(cells, columns=["candidate", "criterion"])
    assert ask(northmere, ["S02"], 2, cells=frame)[0] == one
    assert ask(northmere, ["S02"], 2, cells=cells[:2])[0].part != one.part


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ([("P99", "C3")], "P99 on C3; allowed: pairs of a candidate and a criterion that people"),
        ([("P04", "C1")], "P04 on C1"),  # measured, nobody scores it
        (["P04"], "P on 0 on 4"),
        ([], "nothing to ask"),
    ],
)
def test_cells_that_are_none_are_refused(northmere, cells, words):
    with pytest.raises(InputError, match=words):
        ask(northmere, None, 2, cells=cells)


def test_no_role_and_no_organisation_stands_on_a_sheet(northmere):
    text = repr(ask(northmere, ["S03"], 1))
    assert "carer" not in text and "public panel" not in text


def test_the_version_tells_which_part_changed(northmere):
    before = versions(northmere)["S01"].split("-")
    criteria, candidates, people = northmere.criteria, northmere.candidates, northmere.people
    criteria.loc[1, "anchor_50"] = "Other words."
    candidates.loc[0, "name"] = "Another name"
    people.loc[0, "organisation"] = "Elsewhere"
    for place, changed in enumerate(
        ({"criteria": criteria}, {"candidates": candidates}, {"people": people})
    ):
        after = versions(northmere.replace(**changed))["S01"].split("-")
        assert [a != b for a, b in zip(before, after, strict=True)] == [
            k == place for k in range(3)
        ]


def test_neither_costs_nor_scores_nor_a_newcomer_make_a_sheet_stale(northmere, short):
    candidates, people = northmere.candidates, northmere.people
    candidates["set_up_cost"] += 1
    people = people.iloc[::-1]
    other = northmere.replace(candidates=candidates, people=people)
    assert versions(other) == versions(northmere)
    fewer = northmere.people[northmere.people["person"] != "S14"]
    tables = {
        name: (frame := getattr(northmere, name))[frame["person"] != "S14"]
        for name in ("scores", "swings", "interests")
    }
    without = versions(northmere.replace(people=fewer, **tables))
    assert without["S01"] == versions(northmere)["S01"] != versions(short)["S01"]


def test_file_names_lead_to_no_other_folder(hostile):
    stems = [one.stem for one in ask(hostile, None, 1)]
    assert stems[:3] == [
        "sheet-01-___S01-round-1",
        "sheet-02-_S02-round-1",
        "sheet-03-_b_S03-round-1",
    ]
    assert len(set(stems)) == len(stems)


def test_free_cells_come_in_the_order_of_the_sheets(northmere):
    cells = free_cells(northmere, ["S01"])
    assert len(cells) == 7 * 23
    assert cells.iloc[0].tolist() == ["S01", "P01", "C2"] and "P03" not in set(cells["candidate"])


@pytest.mark.parametrize(
    ("people", "round", "words"),
    [
        (["S1"], 1, r"a person 'S1'.*Did you mean"),
        (None, 0, "round 0; allowed: a whole number from 1"),
        (None, 1.5, "round 1.5"),
        (None, True, "round True"),
    ],
)
def test_what_cannot_be_asked_is_refused(northmere, people, round, words):
    with pytest.raises(InputError, match=words):
        ask(northmere, people, round)


def test_codes_that_look_alike_are_refused(short):
    candidates = short.candidates
    renamed = {
        old: new for old, new in zip(candidates["candidate"], ("A\x7f", "A\x80"), strict=False)
    }
    candidates["candidate"] = candidates["candidate"].replace(renamed)
    tables = {
        name: frame.assign(candidate=frame["candidate"].replace(renamed))
        for name in ("evidence", "measures", "interests", "scores", "gates")
        if len(frame := getattr(short, name))
    }
    links = short.links
    links["candidate"], links["other"] = (links[c].replace(renamed) for c in ("candidate", "other"))
    case = short.replace(candidates=candidates, links=links, **tables)
    with pytest.raises(InputError, match="candidates: found two codes that look the same"):
        ask(case, None, 1)


def test_shown_text_is_one_line_with_nothing_that_hides_or_turns():
    assert shown("a\n b\u202ec\x07") == "a b\ufffdc\ufffd"
    assert shown("🙂 é") == "🙂 é"
