"""Is the scripted day a day, typed in order, and is every point of it there to go back to?"""

from datetime import date

import pytest

import wcc_prioritise as wcc
from wcc_prioritise.case import Case
from wcc_prioritise.tables import check_frame, write_folder
from wcc_prioritise.teaching import play, script, simulate
from wcc_prioritise.workshop import Workshop


@pytest.fixture(scope="module")
def northmere_workshop(northmere_day):
    with Workshop(northmere_day) as workshop:
        yield workshop


def test_the_same_seed_gives_the_same_deeds_in_the_order_of_their_times(northmere):
    deeds = script(northmere, seed=7)
    assert deeds == script(northmere, seed=7)
    assert deeds != script(northmere, seed=8)
    assert [d.at for d in deeds] == sorted(d.at for d in deeds)
    assert {d.at.date() for d in deeds} == {date(2026, 10, 14)}


def test_the_northmere_day_has_about_2300_entries_of_many_kinds(northmere_workshop):
    entries = northmere_workshop.entries()
    assert 2_300 <= len(entries) <= 2_800
    kinds = {"attendance", "interest", "gut order", "swing", "score", "undo", "reveal", "discuss"}
    kinds |= {"promise", "idea", "comment", "agreement", "departure", "decision", "calculation"}
    assert kinds | {"freeze"} <= set(entries["kind"])


def test_every_answer_of_the_sample_was_typed(northmere_workshop, northmere):
    played = northmere_workshop.case()
    key = ["person", "candidate", "criterion"]
    first = played.scores[played.scores["round"] == 1].set_index(key)["score"].sort_index()
    assert first.equals(northmere.scores.set_index(key)["score"].sort_index())
    assert played.table_fingerprint("swings") == northmere.table_fingerprint("swings")
    assert set(played.scores["round"]) == {1, 2}


def test_any_point_of_the_day_is_what_reading_its_tables_gives(northmere_workshop, tmp_path):
    last = northmere_workshop.head.entries
    for seq in (1 + last // 10, last // 2, last):
        case = northmere_workshop.case(seq)
        frames = {name: getattr(case, name) for name in case.tables if name != "charter"}
        frames["charter"] = case.tables["charter"].frame
        write_folder(frames, tmp_path / str(seq))
        assert wcc.read(tmp_path / str(seq)).fingerprint == case.fingerprint
    checked = {name: check_frame(name, frame)[0] for name, frame in frames.items()}
    assert Case(checked).fingerprint == northmere_workshop.case().fingerprint


def test_the_mistyped_score_is_in_the_record_and_not_in_the_case(northmere_workshop):
    entries = northmere_workshop.entries()
    undone = entries[entries["undone_by"].notna()]
    assert len(undone) == 1 and undone.iloc[0]["kind"] == "score"


def test_a_day_can_stop_before_any_step(short, quick_folder, request):
    path = quick_folder / f"until-{abs(hash(request.node.nodeid))}.wcc"
    with play(short, path, seed=3, until="reveal") as workshop:
        assert "reveal" in set(workshop.entries()["kind"])  # of the weights
        assert workshop.case().agreements.empty
        assert workshop.hidden("K2")


def test_the_same_seed_gives_the_same_file_seal_by_seal(short, short_day, tmp_path):
    with play(short, tmp_path / "same.wcc", seed=2026, until="discuss") as workshop:
        seals = list(workshop.entries()["seal"])
    with Workshop(short_day) as other:
        assert list(other.entries()["seal"])[: len(seals)] == seals
        assert len(seals) > 500


def test_a_panel_that_has_not_answered_yet_is_played_with_simulated_scorers(short, quick_folder):
    drawn = simulate(short, seed=4, characters={"S03": "leaver", "S05": "unsure", "S01": "gamer"})
    assert script(drawn, seed=4)
    with play(drawn, quick_folder / f"drawn-{id(drawn)}.wcc", seed=4) as workshop:
        assert workshop.verify().whole
        assert not workshop.case().decisions.empty


def test_progress_is_told(short, quick_folder):
    said = []
    path = quick_folder / f"progress-{id(said)}.wcc"
    play(short, path, seed=1, until="swing", progress=lambda *p: said.append(p)).close()
    assert said[-1][0] == said[-1][1] == len(said)


def test_what_was_scored_again_is_revealed_before_the_set_is_built(northmere_workshop):
    entries = northmere_workshop.entries()
    again = entries[entries["words"].str.contains(r"\(round 2\)") & (entries["kind"] == "score")]
    shown = entries[entries["words"].str.contains("revealed \\(end of round 2")]
    assert set(again["body"].str.extract('"criterion":"(C.)"')[0]) == {
        words.split()[0] for words in shown["words"]
    }
    assert shown["seq"].max() < entries.loc[entries["kind"] == "calculation", "seq"].min()
    open_ones = set(northmere_workshop.open_items()["kind"])
    assert "answers not revealed" not in open_ones
    assert "hidden" not in northmere_workshop.history("P07", "C2")
