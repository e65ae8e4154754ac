"""Does the map show what is in the record, entry for entry, and nothing that isn't?"""

import json

import pytest

import wcc_prioritise as wcc
from wcc_prioritise.competencies import evidence_from, read_competencies
from wcc_prioritise.competencies.names import standing_tables
from wcc_prioritise.tables import InputError
from wcc_prioritise.teaching.rehearsal import before_the_day
from wcc_prioritise.workshop import Workshop
from wcc_prioritise.workshop.kinds import KINDS

PUBLIC = {"S03", "S05", "S09", "S14"}  # the patients and carers of the sample
PARTNERS = {"S04", "S07", "S12"}


@pytest.fixture(scope="module")
def entries(northmere_day):
    """Give every entry that stands, by its number."""
    with Workshop(northmere_day) as workshop:
        table = workshop.entries()
    return table[table["undone_by"].isna()].set_index("seq")


def row_of(shown, sub, words):
    rows = shown.table[(shown.table["sub"] == sub) & shown.table["evidence"].str.contains(words)]
    assert len(rows) == 1
    return rows.iloc[0]


# ---- the scripted record ------------------------------------------------------------------------


def test_the_scripted_record_fills_the_map(shown):
    assert shown.evidenced == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "11"]
    assert shown.not_evidenced == ["10"]  # nothing has been measured yet
    assert shown.words.endswith("and nothing of competency 10.")


def test_every_link_leads_to_an_entry_of_that_kind(shown, entries):
    kinds = standing_tables()["evidence_map"].frame.set_index(["sub", "evidence"])["kind"]
    followed = 0
    for row in shown.table.itertuples():
        kind = kinds[row.sub, row.evidence]
        for seq in row.entries:
            entry = entries.loc[seq]
            fields = json.loads(entry["body"])
            table = entry["kind"] == "table" and fields["table"] == KINDS[kind]
            assert entry["kind"] == kind or table, (row.sub, row.evidence, seq)
            followed += 1
        assert bool(row.entries) == (row.count > 0) == (row.words != "not in the record")
    assert followed > 4_000


def test_weights_by_patients_are_theirs(shown, entries):
    row = row_of(shown, "3.2", "weights given by patients")
    who = [json.loads(entries.loc[seq]["body"])["person"] for seq in row["entries"]]
    assert set(who) == PUBLIC
    assert row["count"] == len(who) == 36  # four people, nine criteria
    theirs = entries[entries["kind"] == "swing"]["body"].map(lambda b: json.loads(b)["person"])
    assert set(row["entries"]) == set(theirs[theirs.isin(PUBLIC)].index)


def test_roles_and_voice_groups_are_both_understood(shown, entries):
    row = row_of(shown, "2.2", "scores given by partners")
    who = {json.loads(entries.loc[seq]["body"])["person"] for seq in row["entries"]}
    assert who == PARTNERS
    assert row_of(shown, "4.1", "scores given by clinicians")["count"] > 500


def test_benchmarks_scenarios_and_cards_show_what_they_should(shown, entries):
    assert "5" in shown.evidenced and row_of(shown, "5.3", "areas beside ours")["count"] == 403
    scenarios = row_of(shown, "6.3", "more than one budget")
    limits = {
        json.loads(json.loads(entries.loc[seq]["body"])["arguments"])["limits"]["gross_3yr"]
        for seq in scenarios["entries"]
    }
    assert limits == {8_550.0, 9_000.0, 9_450.0}
    one_period = row_of(shown, "5.2", "several periods")
    assert one_period["count"] == 0 and not one_period["counts"]


def test_no_level_is_given(shown):
    assert not {"level", "score", "rating"} & set(shown.table.columns)


# ---- what is taken away -------------------------------------------------------------------------


def of_case(case, path):
    """Give what a record shows that holds a case and nothing else."""
    with Workshop.start(case, path) as workshop:
        return evidence_from(workshop)


def test_without_the_patients_weights_competency_3_has_no_evidence(northmere, tmp_path):
    swings = northmere.swings
    others = swings[~swings["person"].isin(PUBLIC)]
    before = of_case(northmere, tmp_path / "with.wcc")
    after = of_case(northmere.replace(swings=others), tmp_path / "without.wcc")
    assert "3" in before.evidenced and len(before.evidence("3")) == 3
    assert row_of(before, "3.2", "weights given by patients")["count"] == 36
    assert "3" not in after.evidenced and "3" in after.not_evidenced
    assert after.evidence("3").empty and after.entries("3") == ()
    assert row_of(after, "3.2", "scores given by patients")["count"] > 500  # there, and not enough
    assert after.evidenced == [number for number in before.evidenced if number != "3"]


def test_a_weight_that_is_undone_shows_nothing(short_copy):
    with Workshop(short_copy) as workshop:
        before = row_of(evidence_from(workshop), "3.2", "weights given by patients")
        workshop.undo(before["entries"][-1], by="facilitator", because="taken back (SYNTHETIC)")
        after = row_of(evidence_from(workshop), "3.2", "weights given by patients")
    assert after["entries"] == before["entries"][:-1] and after["count"] == before["count"] - 1


def test_before_the_day_there_are_figures_and_no_judgements(short, quick_folder):
    path = quick_folder / "before-competencies.wcc"
    with Workshop.start(before_the_day(short), path) as workshop:
        found = evidence_from(workshop)
    assert not {"3", "6", "10"} & set(found.evidenced)
    assert row_of(found, "4.2", "cards with a grade")["count"] > 0
    path.unlink()


# ---- the mapping is a table ---------------------------------------------------------------------


def with_mapping(folder_of, judgement, *rows):
    folder = folder_of(judgements=[judgement("1.1", 2)], evidence_map=list(rows))
    return read_competencies(folder)


def test_one_s_own_mapping_takes_the_place_of_the_package_s(short_day, folder_of, judgement):
    ours = with_mapping(
        folder_of,
        judgement,
        {"sub": "10.2", "evidence": "notes of the day", "kind": "note"},
        {"sub": "10.3", "evidence": "what was parked", "kind": "parking lot",
         "strength": "supports"},
        {"sub": "6.2", "evidence": "second scores", "kind": "score", "having": "round=2"},
        {"sub": "5.2", "evidence": "two kinds of card", "kind": "evidence", "differ": "kind"},
        {"sub": "5.3", "evidence": "many kinds of rule", "kind": "charter", "differ": "question"},
    )  # fmt: skip
    with Workshop(short_day) as workshop:
        found = evidence_from(workshop, ours)
        second = sum(entry.fields["round"] == 2 for entry in workshop.of_kind("score"))
    assert found.evidenced == ["10", "6", "5"]
    assert row_of(found, "6.2", "second")["count"] == second > 0
    assert row_of(found, "10.3", "parked")["counts"]  # beside the notes
    assert row_of(found, "5.3", "many kinds")["count"] == 0  # one charter can't differ
    assert found.knows("10.2") and not found.knows("10.3")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"kind": "scores"}, "a kind of entry 'scores' for 6.2.*Did you mean 'score'"),
        ({"kind": "score", "having": "round"}, "'round' for 6.2.*field=text"),
    ],
)
def test_a_mapping_that_cannot_be_read_is_refused(short_day, folder_of, judgement, row, words):
    ours = with_mapping(folder_of, judgement, {"sub": "6.2", "evidence": "e", **row})
    with Workshop(short_day) as workshop, pytest.raises(InputError, match=words):
        evidence_from(workshop, ours)


def test_every_line_of_the_package_s_mapping_can_be_met():
    mapping = standing_tables()["evidence_map"].frame
    fields = {kind: wcc.schema.TABLES[table].model_fields for kind, table in KINDS.items()}
    for row in mapping.itertuples():
        named = [condition.partition("=")[0] for condition in row.having]
        named += [row.differ] if isinstance(row.differ, str) and row.differ != "limits" else []
        assert set(named) <= set(fields[row.kind]), row
    every = set(standing_tables()["sub_competencies"].frame["sub"])
    assert every - set(mapping["sub"]) == {"1.3", "9.2", "10.2", "10.3"}  # no workshop shows these
