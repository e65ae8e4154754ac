"""Does the day take in what is said, refuse what is not right, and give it back as a case?"""

import threading
from datetime import timedelta

import numpy as np
import pytest

from wcc_prioritise.tables import InputError
from wcc_prioritise.workshop import Workshop, WorkshopFile, entering

from .conftest import NINE


def score(day, person="S01", value=50, criterion="K2", **more):
    return day.score("P01", criterion, person=person, score=value, by="driver", **more)


def test_only_start_makes_a_file(before, tmp_path):
    with pytest.raises(InputError):
        Workshop(tmp_path / "none.wcc")
    assert not (tmp_path / "none.wcc").exists()
    Workshop.start(before, tmp_path / "day.wcc").close()
    with pytest.raises(InputError):
        Workshop.start(before, tmp_path / "day.wcc")
    with Workshop(tmp_path / "day.wcc") as day:
        assert day.case() == before
        assert day.verify().whole


def test_a_record_whose_start_was_cut_off_says_what_to_do(tmp_path):
    WorkshopFile.create(tmp_path / "day.wcc").close()
    with pytest.raises(InputError, match="an empty record.*Delete it and start again"):
        Workshop(tmp_path / "day.wcc")


def test_codes_left_blank_are_given_and_fields_left_out_stay(day):
    day.add("promise", by="a", what="a reply", whom="the carers", due="1/10/2026")
    day.add("promise", by="a", promise="R07", what="a visit", whom="the ward")
    assert day.add("promise", by="a", what="more", whom="them").fields["promise"] == "R08"
    day.add("promise", by="a", promise="R01", kept="kept", how="by letter")
    row = day.case().promises.set_index("promise").loc["R01"]
    assert (row["what"], row["kept"], str(row["due"])) == ("a reply", "kept", "2026-10-01")
    day.undo(by="a")
    day.undo(by="a")
    assert day.add("promise", by="a", what="x", whom="y").fields["promise"] == "R09"


def test_a_field_of_a_record_may_be_called_kind(day):
    day.add("evidence", by="a", candidate="P01", statement="x", source="y", kind="audit")
    assert day.case().evidence["kind"].iloc[-1] == "audit"


def test_at_a_number_or_a_moment(day, before):
    started = day.head.entries
    entry = score(day)
    score(day, value=60)
    assert day.case(at=entry.seq).scores["score"].tolist() == [50]
    assert day.case(at=entry.at) == day.case(at=entry.seq)
    assert day.case(at=started) == before
    for at in (0, 999, "2020-01-01T00:00+00:00", "2026-09-29T09:00", "noon"):
        with pytest.raises(InputError):
            day.case(at=at)


def test_writers_cannot_get_round_a_rule_by_being_two(day):
    """One reveals, the other, who read the state before, types into the round that is closed."""
    score(day)
    with Workshop(day.path) as other:
        other.case()
        day.reveal("K2", by="f", because="time")
        with pytest.raises(InputError, match="revealed"):
            other.score("P01", "K2", person="S02", score=1, by="x", round=1)
        assert other.case() == day.case()


def test_many_threads_give_one_chain(day):
    def type_in(number):
        for step in range(5):
            day.add("note", by=f"scribe {number}", text=f"{number} {step}")

    threads = [threading.Thread(target=type_in, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert day.verify().whole
    assert len(day.case().acts) == 20


def test_an_error_on_the_way_leaves_the_file_as_it_was(day, monkeypatch):
    head = day.head

    def fail(*_, **__):
        raise RuntimeError("the cable")

    monkeypatch.setattr(entering, "body_of", fail)
    with pytest.raises(RuntimeError):
        score(day)
    monkeypatch.undo()
    assert day.head == head
    assert score(day).seq == head.entries + 1


# ---- nonsense, and what is meant all the same ---------------------------------------------------


@pytest.mark.parametrize("at", [True, 2.5, np.float64("nan"), [3], {}, "3", "noon", b"3", 10**30])
def test_what_is_no_point_of_the_record_is_told(day, at):
    with pytest.raises(InputError, match="Nothing can be shown"):
        day.case(at=at)


def test_a_number_as_tables_give_it_is_a_point(day):
    entry = score(day)
    score(day, value=60)
    for at in (np.int64(entry.seq), np.float64(entry.seq), float(entry.seq)):
        assert day.case(at=at).scores["score"].tolist() == [50]


def test_a_moment_of_a_record_whose_clock_was_put_back(day, clock):
    day.note("late", by="a")
    clock.now = NINE - timedelta(days=2)
    early = day.note("the clock was put back", by="a")
    clock.now = NINE + timedelta(hours=1)
    day.note("right again", by="a")
    case = day.case(at=NINE - timedelta(days=1))
    assert case == day.case(at=early.seq)  # whole, and up to the last that is not after it
    assert day.verify().whole


@pytest.mark.parametrize("kind", [None, 5, ["score"], {}, "Score", "scores", "", "\x00"])
def test_what_is_no_kind_is_told(day, kind):
    with pytest.raises(InputError, match="a kind '"):
        day.add(kind, by="a")
    if kind is not None:
        with pytest.raises(InputError, match="Nothing can be shown"):
            day.entries(kind=kind)


def test_a_round_beyond_all_measure_is_refused_at_once(day):
    with pytest.raises(InputError, match="when K2 is in round 1"):
        score(day, round=10**12)


def test_arrived_or_left_in_words(day):
    assert day.attendance("S01", "left", by="a").fields["text"] == "left"
    assert day.attendance("S01", True, by="a").fields["text"] == "arrived"
    for nonsense in ("maybe", None, 7):
        with pytest.raises(InputError, match="arrived or left"):
            day.attendance("S01", nonsense, by="a")


def test_a_code_is_looked_for_whatever_its_type(day):
    assert day.entries(about=5).empty
    assert not day.entries(about="S01").empty


def test_a_challenge_of_its_own_call(day):
    more = {"candidate": "P01", "evidence": "a register", "received": "2026-11-02"}
    entry = day.challenge("interest", "not managed", source="a sponsor", by="clerk", **more)
    assert entry.fields == {
        "challenge": "H01", "ground": "interest", "source": "a sponsor", "candidate": "P01",
        "what": "not managed", "evidence": "a register", "received": "2026-11-02",
    }  # fmt: skip
    with pytest.raises(InputError, match="new information, error, process"):
        day.challenge("spite", "x", source="y", by="clerk")


def test_a_withdrawn_candidate_can_be_spoken_of_and_challenged(day):
    day.add("candidate withdrawn", by="chair", candidate="P01", because="no sponsor")
    day.challenge("process", "why was it withdrawn?", source="a sponsor", by="c", candidate="P01")
    day.add("comment", by="c", what="a pity", candidate="P01")
    day.note("the sponsor rang", by="c", candidate="P01")
    assert "P01 (withdrawn): why was it withdrawn?" in day.case().challenges["what"].tolist()
    for kind, more in (("discuss", {"group": "public"}), ("candidate withdrawn", {})):
        with pytest.raises(InputError, match="P01, which was withdrawn"):
            day.add(kind, by="c", candidate="P01", because="x", **more)
    assert "why was it withdrawn?" in day.history("P01", "K2")


def test_what_a_cut_off_write_had_left_is_named(day, tmp_path):
    assert day.recovered is None
    path = tmp_path / "copy.wcc"
    path.write_bytes(day.path.read_bytes())
    path.with_name("copy.wcc-journal").write_bytes(b"")
    with Workshop(path) as again:
        assert again.recovered.startswith("copy.wcc-journal was left")
        assert again.head == day.head
