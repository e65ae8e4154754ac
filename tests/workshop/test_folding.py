import json
import random

import pytest

import wcc_prioritise as wcc
from wcc_prioritise.tables import check_frame, write_folder
from wcc_prioritise.workshop import Workshop
from wcc_prioritise.workshop.entry import BrokenRecord, Entry
from wcc_prioritise.workshop.folding import Fold, undone_by
from wcc_prioritise.workshop.starting import opening


def entries_of(*said):
    return [
        Entry(n, "2026-09-29T09:00:00.000000+00:00", "driver", k, json.dumps(b), None, "", "")
        for n, (k, b) in enumerate(said, start=1)
    ]


@pytest.mark.parametrize("name", ["northmere", "short"])
def test_a_record_begins_as_the_case_it_was_started_from(name, tmp_path, request):
    case = request.getfixturevalue(name)
    with Workshop.start(case, tmp_path / "day.wcc") as workshop:
        folded = workshop.case()
    assert folded.fingerprint == case.fingerprint
    for table in case.tables:
        ours, theirs = folded.tables[table].frame, case.tables[table].frame
        assert list(ours.dtypes.items()) == list(theirs.dtypes.items()), table
        assert ours.equals(theirs), table


def test_every_table_of_the_record_folds_to_what_reading_gives(northmere):
    fold = Fold(entries_of(*opening(northmere)))
    for name, table in fold.case.tables.items():
        read, faults = check_frame(name, table.frame)
        assert not faults
        assert list(read.frame.dtypes.items()) == list(table.frame.dtypes.items())


def test_replay_gives_what_reading_the_tables_of_that_point_gives(short, tmp_path, clock):
    """A day of many kinds of entry; at each of three points the tables are written and read."""
    chance = random.Random(7)
    with Workshop.start(short, tmp_path / "day.wcc", clock=clock) as day:
        first = day.head.entries
        begin(day, chance)
        seen = {}
        for seq in sorted(chance.sample(range(first, day.head.entries), 2)) + [day.head.entries]:
            case = day.case(at=seq)
            folder = tmp_path / str(seq)
            write_folder({n: t.frame for n, t in case.tables.items()}, folder)
            assert wcc.read(folder).fingerprint == case.fingerprint, seq
            seen[seq] = case.fingerprint
        assert seen[day.head.entries] == day.case().fingerprint
    with Workshop(tmp_path / "day.wcc") as again:
        assert {seq: again.case(at=seq).fingerprint for seq in seen} == seen
        assert len(set(seen.values())) == 3


def begin(day, chance):
    """Enter some of everything."""
    judged = ["K2", "K3", "K4", "K5"]
    for number in range(30):
        said = {"criterion": chance.choice(judged), "score": chance.choice([0, 55, None, 100])}
        day.add("score", by="driver", because="second", person="S02", candidate="P01", **said)
        if number % 6 == 0:
            day.undo(by="driver")
        if number % 12 == 0:
            day.redo(by="driver")
    day.add("idea", by="scribe", what="Ask the schools")
    day.add("idea", by="scribe", idea="I01", outcome="taken up in P01")
    day.add("candidate", by="analyst", because="costed anew", candidate="P01", set_up_cost=91.5,
            resource_scans=12)  # fmt: skip
    day.add("interest", by="chair", person="S02", candidate="P01", what="a share",
            effect="withdraw")  # fmt: skip
    day.attendance("S03", True, by="driver")
    day.reveal("K2", by="facilitator", because="time")
    day.add("comment", by="scribe", candidate="P07", what="Late but welcome", received="1/10/2026")
    day.add("gate", by="a", candidate="P01", gate="equality", status="passed", owner="lead",
            date="2026-09-30")  # fmt: skip
    day.add("agreement", by="driver", person="S04", fair_chance=8)
    day.add("candidate withdrawn", by="chair", candidate="P07", because="the sponsor left")
    day.add("evidence", by="a", because="new", candidate="P01", statement="=1+1", source="audit")
    day.freeze(by="chair", because="the board")


def test_a_row_of_the_same_key_takes_the_place_of_the_earlier_one(day):
    day.score("P01", "K2", person="S01", score=40, by="driver")
    day.score("P01", "K2", person="S01", score=55, by="driver")
    assert day.case().scores["score"].tolist() == [55]
    assert len(day.entries(kind="score")) == 2


def test_scores_barred_later_are_recused_not_missing(day):
    day.score("P01", "K2", person="S01", score=40, by="driver")
    day.add("interest", by="chair", person="S01", candidate="all", what="kin", effect="withdraw")
    assert day.case().scores.empty
    assert day.outstanding("K2").set_index("person").at["S01", "missing"] == 0
    day.undo(by="chair")
    assert len(day.case().scores) == 1


def test_a_withdrawn_candidate_leaves_the_case_and_stays_in_the_record(day):
    day.score("P01", "K2", person="S01", score=40, by="driver")
    day.note("P01 needs a sponsor", by="scribe", candidate="P01")
    day.add("candidate withdrawn", by="chair", candidate="P01", because="no sponsor")
    case = day.case()
    assert "P01" not in set(case.candidates["candidate"]) | set(case.scores["candidate"])
    assert "P01 (withdrawn): P01 needs a sponsor" in case.acts["text"].tolist()
    assert len(day.entries(about="P01")) > 2
    with pytest.raises(wcc.InputError, match="P01, which was withdrawn .* undo entry"):
        day.score("P01", "K2", person="S01", score=40, by="driver")


def test_one_more_entry_is_folded_in_without_reading_the_rest(day, monkeypatch):
    day.case()
    asked = []
    read = day._file.entries
    monkeypatch.setattr(day._file, "entries", lambda **k: asked.append(k) or read(**k))
    head = day.head.entries
    day.note("one", by="a")
    assert len(day.case().acts) == 1
    assert asked == [{"after": head}]


def test_what_is_undone_and_brought_back():
    said = entries_of(("note", {}), ("undo", {"entry": 1}), ("note", {}), ("redo", {"entry": 1}))
    assert undone_by(said[:2]) == {1: 2}
    assert undone_by(said) == {}


def test_a_body_that_is_no_json_is_named():
    said = entries_of(("note", {"text": "a"}), ("note", {"text": "b"}))
    broken = Entry(3, said[0].at, "x", "note", '{"text": ', None, "", "")
    with pytest.raises(BrokenRecord, match="entry 3") as caught:
        Fold([*said, broken])
    assert caught.value.seq == 3


def test_a_kind_of_a_newer_version_is_refused_with_a_word():
    with pytest.raises(wcc.InputError, match="entry 1 of a kind 'hologram'.*version that wrote"):
        Fold(entries_of(("hologram", {})))
