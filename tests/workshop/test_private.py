"""Do private answers wait until they are revealed, and is it known who has still to answer?"""

import json

import pytest

from wcc_prioritise.case import Case
from wcc_prioritise.tables import InputError
from wcc_prioritise.teaching import play
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


def test_closing_answers_and_gut_orders_wait_too(anonymous):
    for number in range(1, 9):
        who = f"S{number:02d}"
        assert anonymous.add("gut order", by=who, person=who, text="P01; P05") is None
        assert anonymous.add("agreement", by=who, person=who, support=number) is None
    anonymous.add("gut order", by="x", person="S08", text="P05")  # in place of the first
    case = anonymous.case()
    assert "agreements" not in case.tables and case.acts.empty
    assert "S08" not in anonymous.entries().iloc[14:].to_csv()
    assert anonymous.outstanding("agreement").set_index("person").at["S09", "missing"] == 1
    with pytest.raises(InputError, match="16 answers that wait .* of agreement, gut order"):
        anonymous.freeze(by="f", because="x")
    anonymous.reveal("gut order", by="f")
    anonymous.reveal("Agreement", by="f")
    assert sorted(anonymous.case().agreements["support"]) == list(range(1, 9))
    orders = anonymous.entries(kind="gut order")
    assert len(orders) == 8 and set(orders["by"]) == {"the room"}
    assert not anonymous.hidden("agreement") and not anonymous.hidden("gut order")
    assert anonymous.reveal("weights", by="f", because="none").fields["round"] == 1
    with pytest.raises(InputError, match="no answer on agreement in round 2"):
        anonymous.reveal("agreement", by="f")
    anonymous.freeze(by="f", because="x")


def test_what_waits_keeps_what_it_leans_on(anonymous):
    person = anonymous.add("person", by="driver", person="S77", roles="GP")
    anonymous.add("agreement", by="driver", person="S77", support=5)
    with pytest.raises(InputError, match=f"lean on entry {person.seq}"):
        anonymous.undo(person.seq, by="driver")
    with pytest.raises(InputError, match="after answers"):
        anonymous.add("charter", by="driver", pass_mark=3)


def test_undo_asks_which_entry_where_an_answer_may_be_meant(anonymous):
    note = anonymous.note("tea", by="driver")
    score(anonymous, value=20)
    with pytest.raises(InputError, match="takes the earlier one's place"):
        anonymous.undo(by="driver")
    assert anonymous.undo(note.seq, by="driver").kind == "undo"
    anonymous.score("P01", "K2", person="S01", score=None, by="driver")
    score(anonymous, value=95)  # after "don't know" nothing is far


def test_looking_changes_nothing(anonymous):
    score(anonymous)
    before = anonymous.path.read_bytes()
    assert anonymous.hidden("K2")
    assert anonymous.outstanding("K2")["scored"].sum() == 1
    assert anonymous.path.read_bytes() == before


@pytest.fixture
def few(short):
    """Give the short case with three candidates, and limits that choose among them."""
    kept = ("P01", "P05", "P07")
    frames = {name: table.frame for name, table in short.tables.items()}
    frames["rules"], frames["links"] = frames["rules"].iloc[:0], frames["links"].iloc[:0]
    frames["limits"] = frames["limits"].assign(most=frames["limits"]["most"] / 3)
    for name in ("candidates", "scores", "measures", "evidence", "interests"):
        held = frames[name]
        frames[name] = held[held["candidate"].isin([*kept, "all"])].reset_index(drop=True)
    return Case({n: t for n, t in short.tables.items() if n == "charter"}).replace(
        **{n: f for n, f in frames.items() if n != "charter"}
    )


def test_an_anonymous_day_can_be_played_to_its_end(few, tmp_path):
    charter = few.charter.model_copy(update={"privacy": "anonymous"})
    with play(few.replace(charter=charter), tmp_path / "day.wcc", seed=1) as workshop:
        entries = workshop.entries()
        typed = entries["kind"].isin(["score", "swing", "agreement", "gut order"])
        assert set(entries.loc[typed, "by"]) == {"the room"}
        assert workshop.frozen and workshop.verify().whole
        assert len(workshop.case().agreements) == 2 * len(few.people)


# ---- what is hidden, and who is outstanding -----------------------------------------------------


def test_who_is_outstanding_on_the_weights(day):
    day.swing("K1", person="S01", points=100, by="driver")
    table = day.outstanding("weights").set_index("person")
    assert table.loc["S01", ["scored", "missing"]].tolist() == [1, 5]
    assert table.loc["S09", ["recused", "missing"]].tolist() == [0, 6]


def test_a_measured_criterion_hides_nothing_and_asks_nobody(day):
    assert not day.hidden("K1")
    with pytest.raises(InputError, match="K1, which is measured"):
        day.outstanding("K1")


@pytest.mark.parametrize("what", ["K77", None, 5, ["K2"]])
def test_nonsense_is_told_in_words_for_a_question(day, what):
    for call in (day.hidden, day.outstanding):
        with pytest.raises(InputError, match="Nothing can be shown"):
            call(what)


@pytest.mark.parametrize("what", ["K77", None, 5, " ", "K1"])
def test_what_cannot_be_revealed_is_told(day, what):
    head = day.head
    with pytest.raises(InputError, match="Nothing was entered"):
        day.reveal(what, by="f", because="x")
    assert day.head == head


def test_weights_may_be_written_as_one_likes(day):
    assert day.reveal("Weights ", by="f", because="x").fields["text"] == "weights"
    with pytest.raises(InputError, match="one of: weights, agreement, gut order"):
        day.add("reveal", by="f", because="x", text="everything")
