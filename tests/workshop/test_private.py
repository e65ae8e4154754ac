"""Do private answers wait until they are revealed, and is it known who has still to answer?"""

import json

import pytest

from wcc_prioritise.tables import InputError
from wcc_prioritise.workshop import desk


def score(day, person="S01", value=50, criterion="K2", **more):
    return day.score("P01", criterion, person=person, score=value, by="driver", **more)


def test_who_is_outstanding(day):
    score(day)
    score(day, "S02", None)
    table = day.outstanding("K2").set_index("person")
    assert table.loc["S01", ["scored", "dont_know", "missing"]].tolist() == [1, 0, 11]
    assert table.loc["S02", ["scored", "dont_know", "missing"]].tolist() == [0, 1, 11]
    assert table.loc["S09", ["recused", "missing"]].tolist() == [1, 11]


# ---- anonymous ----------------------------------------------------------------------------------


def test_private_answers_wait_and_are_written_together_at_the_reveal(anonymous, monkeypatch):
    for number in range(1, 9):
        by = f"typist {number}"
        said = anonymous.score("P01", "K2", person=f"S{number:02d}", score=number, by=by)
        assert said is None
    anonymous.score("P01", "K2", person="S08", score=9, by="typist 8")
    anonymous.score("P01", "K3", person="S01", score=77, by="typist 1")
    assert "scores" not in anonymous.case().tables
    assert "typist" not in anonymous.entries().to_csv()
    assert anonymous.outstanding("K2").set_index("person")["scored"].sum() == 8
    with pytest.raises(InputError, match="1? ?answers? that wait"):
        anonymous.freeze(by="f", because="x")
    monkeypatch.setattr(desk.chance, "shuffle", lambda x: x.sort(key=json.dumps, reverse=True))
    anonymous.reveal("K2", by="facilitator")
    entries = anonymous.entries(kind="score")
    assert set(entries["by"]) == {"the room"}
    people = [json.loads(body)["person"] for body in entries["body"]]
    assert people == [f"S{n:02d}" for n in range(8, 0, -1)]
    assert sorted(anonymous.case().scores["score"]) == [1, 2, 3, 4, 5, 6, 7, 9]
    assert anonymous.outstanding("K3").set_index("person").at["S01", "scored"] == 1


def test_the_rules_hold_for_answers_that_wait(anonymous):
    score(anonymous, value=20)
    with pytest.raises(InputError, match="90 after 20"):
        score(anonymous, value=90)
    with pytest.raises(InputError, match="by 1 people"):
        anonymous.reveal("K2", by="f")
    anonymous.add("interest", by="c", person="S01", candidate="P01", what="kin", effect="withdraw")
    anonymous.reveal("K2", by="f", because="time")
    assert "scores" not in anonymous.case().tables


def test_an_anonymous_record_names_nobody(anonymous):
    assert anonymous.names_found("Joe Bloggs") == {}
    assert not list(anonymous.path.parent.glob("*.names.csv"))
