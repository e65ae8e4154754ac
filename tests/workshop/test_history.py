import pytest

from wcc_prioritise.tables import InputError


def test_who_scored_what_when_and_why(day, answered):
    answered(day, people=range(1, 8), score=40)
    day.reveal("K2", by="facilitator")
    day.score("P01", "K2", person="S07", score=75, by="driver", because="the audit of 2025")
    slip = day.score("P01", "K2", person="S01", score=45, by="driver")
    day.undo(slip.seq, by="driver")
    day.add("evidence", by="analyst", because="found", candidate="P01", criterion="K2",
            statement="An audit of 2025", source="audit")  # fmt: skip
    day.add("interest", by="chair", person="S08", candidate="P01", what="her clinic",
            effect="withdraw")  # fmt: skip
    before = day.history("P01", "K2")
    assert "S07 answered in round 2, hidden until the reveal" in before
    assert "75" not in before
    day.reveal("K2", by="facilitator", because="enough")
    told = day.history("P01", "K2")
    lines = told.splitlines()
    assert lines[0].startswith("P01 (") and "who scored it, when" in lines[0]
    assert any("29 September 2026, 09:" in line and "S01 said 40 (round 1)" in line
               for line in lines)  # fmt: skip
    assert "S07 changed from 40 to 75 (round 2), because the audit of 2025; entered by" in told
    assert "K2 revealed (end of round 1) by facilitator" in told
    assert f"entry {slip.seq} was undone by driver" in told
    assert f"[undone by entry {slip.seq + 1}]" in told
    assert "S08 declared on P01: her clinic (withdraws)" in told
    assert "It stands: S01 40 (round 1), " in told and "S07 75 (round 2)." in told
    assert "Recused: S08. Not answered: S09, S10." in told
    assert "Declared that they have no interest: 8 people." in told
    assert "declared: nil" not in told
    assert "To be looked at again: S07" in told and "evidence on P01 changed" in told


def test_what_the_record_began_with_is_told(short, tmp_path):
    from wcc_prioritise.workshop import Workshop

    with Workshop.start(short, tmp_path / "day.wcc") as day:
        told = day.history("P07", "K2")
    said = short.scores.query("person == 'S01' and candidate == 'P07' and criterion == 'K2'")
    assert f"S01 said {said['score'].iloc[0]:g} (round 1)" in told
    assert "in the tables the record began with" in told
    assert "S09 declared on P07" in told and "Recused: S09." in told
    assert "S01 declared" not in told


def test_other_cells_are_not_told(day):
    day.score("P01", "K3", person="S01", score=41, by="driver")
    day.score("P07", "K2", person="S01", score=42, by="driver")
    told = day.history("P01", "K2")
    assert "41" not in told and "42" not in told
    assert "It stands: no answers." in told


def test_an_unknown_code_is_told(day):
    with pytest.raises(InputError, match="Did you mean 'K2'"):
        day.history("P01", "K22")


def test_what_changed_of_the_criterion_and_the_candidate_is_told_whole(day):
    long = "the words were too long to be read out in the room " * 4
    day.add("criterion", by="analyst", criterion="K2", anchor_50=long.strip(), because="too short")
    day.add("criterion", by="analyst", criterion="K2", anchor_50="short", because="too long")
    slip = day.add("candidate", by="analyst", candidate="P01", set_up_cost=91)
    day.undo(slip.seq, by="analyst")
    day.add("candidate", by="analyst", candidate="P07", set_up_cost=92)
    told = day.history("P01", "K2")
    assert f"anchor 50 was '{long.strip()}', is 'short', because too long" in told
    assert "the candidate P01 was changed by analyst: set up cost was" in told
    assert f"entry {slip.seq} was undone by analyst" in told
    assert "92" not in told


def test_a_challenge_its_answer_and_a_second_look_are_told(day):
    said = day.score("P01", "K2", person="S01", score=40, by="driver")
    day.challenge("error", "40 was misread", source="a sponsor", by="clerk", candidate="P01",
                  criterion="K2", entry=said.seq)  # fmt: skip
    day.challenge("error", "another", source="a sponsor", by="clerk", candidate="P07")
    for code in ("H01", "H02"):
        day.add("answer", by="clerk", challenge=code, answered_by="a judge", outcome="not upheld",
                because="it was read back")  # fmt: skip
    day.add("checked again", by="driver", person="S01", entry=said.seq, because="asked again")
    told = day.history("P01", "K2")
    assert f"H01, a challenge from a sponsor (error) about P01 on K2, entry {said.seq}" in told
    assert "H01 was answered by a judge: not upheld; entered by clerk, because it was" in told
    assert "H02" not in told
    assert "checked again" in told and "because asked again" in told


def test_the_record_as_a_table(day):
    day.score("P01", "K2", person="S01", score=40, by="driver", because="heard")
    day.undo(by="driver")
    table = day.entries(about="S01")
    assert table["words"].iloc[-1] == "S01 scored P01 on K2: 40 (round 1)"
    assert table["undone_by"].iloc[-1] == day.head.entries
    assert day.entries(kind="score")["because"].tolist() == ["heard"]
    assert day.entries(kind="swing").empty
    with pytest.raises(InputError, match="Did you mean 'score'"):
        day.entries(kind="scor")


def test_a_difference_between_two_points(day):
    seq = day.head.entries
    day.add("charter", by="a", quorum=5)
    assert day.difference(seq, None) == ["charter: charter, quorum was 7, is 5"]
    assert day.difference(1, None) == day.difference(seq, None)  # within the opening: its end
    assert day.difference(seq, seq) == []
