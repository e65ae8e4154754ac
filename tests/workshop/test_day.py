"""Does the day take in what is said, refuse what is not right, and give it back as a case?"""

import threading

import numpy as np
import pytest

from wcc_prioritise.tables import InputError
from wcc_prioritise.workshop import Workshop, entering


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
