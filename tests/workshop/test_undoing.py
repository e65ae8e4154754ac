import pytest

from wcc_prioritise.tables import InputError


def score(day, value, by="driver", person="S07", **more):
    return day.score("P01", "K2", person=person, score=value, by=by, **more)


def test_undo_and_redo_are_entries_that_say_what(day):
    score(day, 40)
    score(day, 60)
    assert day.undo(by="driver").fields["text"] == "undo: P01 K2 40 -> 60 (S07)"
    assert day.case().scores["score"].tolist() == [40]
    assert day.undo(by="driver").fields["text"] == "undo: P01 K2 40 (S07)"
    assert day.case().scores.empty
    assert day.redo(by="driver").fields["text"] == "redo: P01 K2 40 (S07)"
    assert day.redo(by="driver").fields["text"] == "redo: P01 K2 40 -> 60 (S07)"
    assert day.case().scores["score"].tolist() == [60]
    with pytest.raises(InputError, match="nothing that is undone"):
        day.redo(by="driver")


def test_undo_gives_the_case_that_was(day):
    day.add("candidate", by="a", candidate="P01", set_up_cost=77)
    before = day.case()
    score(day, 40)
    day.undo(by="driver")
    said = before.difference(day.case())
    assert said and all(line.startswith("acts: undo") for line in said)


def test_somebody_elses_entry_needs_a_reason(day):
    score(day, 40)
    with pytest.raises(InputError, match="entered by driver; allowed: one's own"):
        day.undo(by="scribe")
    assert day.undo(by="scribe", because="typed twice").because == "typed twice"


def test_an_entry_by_its_number(day):
    first = score(day, 40)
    day.note("kept", by="driver")
    assert day.undo(first.seq, by="driver").fields["entry"] == first.seq
    with pytest.raises(InputError, match="undone already"):
        day.undo(first.seq, by="driver")
    for number in (0, 999, "3"):
        with pytest.raises(InputError, match="the number of an entry"):
            day.undo(number, by="driver")
    with pytest.raises(InputError, match="which holds"):
        day.redo(1, by="driver")


def test_what_was_opened_shown_or_signed_stays(day, answered):
    answered(day)
    shown = day.reveal("K2", by="f").seq
    frozen = day.freeze(by="f", because="the board").head.entries
    signed = day.sign_off("approver", by="director").seq
    for number, word in [(1, "start"), (2, "table"), (shown, "reveal"), (frozen, "freeze"),
                         (signed, "sign-off")]:  # fmt: skip
        with pytest.raises(InputError, match=rf"\({word}\); allowed: any entry but these"):
            day.undo(number, by="f", because="x")


def test_undo_after_the_reveal_says_why(day, answered):
    answered(day)
    day.reveal("K2", by="f")
    with pytest.raises(InputError, match="revealed"):
        day.undo(by="driver")
    day.undo(by="driver", because="wrong sheet")


def test_nobody_is_left_naming_what_is_gone(day):
    facts = dict(name="New", set_up_cost=1, running_cost=1, first_benefit=1, full_benefit=2,
                 people=1, gain=1, duration=1)  # fmt: skip
    new = day.add("candidate", by="driver", candidate="P90", **facts)
    day.score("P90", "K2", person="S01", score=5, by="driver")
    with pytest.raises(InputError, match="other entries lean on entry") as caught:
        day.undo(new.seq, by="driver")
    assert "P90" in str(caught.value)
    day.undo(by="driver")
    assert "candidate P90" in day.undo(new.seq, by="driver").fields["text"]


def test_redo_does_not_slip_under_a_later_entry(day):
    score(day, 40)
    day.undo(by="driver")
    score(day, 50)
    with pytest.raises(InputError, match="entered since for the same"):
        day.redo(by="driver")


def test_undo_of_an_attendance_and_of_a_charter_change(day):
    day.attendance("S01", True, by="driver")
    day.attendance("S01", False, by="driver")
    day.undo(by="driver")
    score(day, 40, person="S01")
    day.add("charter", by="driver", quorum=3)
    assert day.undo(by="driver").fields["text"] == "undo: charter: quorum 7 -> 3"
    assert day.case().charter.quorum == 7


def test_nothing_to_undo(day):
    with pytest.raises(InputError, match="no entry that can be undone"):
        day.undo(by="driver")


def test_an_entry_under_a_later_one_is_told_so(day):
    first = score(day, 40)
    later = score(day, 60)
    said = day.undo(first.seq, by="driver").fields["text"]
    assert said == f"undo: P01 K2 40 (S07); entry {later.seq} stands"
    assert day.case().scores["score"].tolist() == [60]
    assert day.undo(by="driver").fields["text"] == "undo: P01 K2 60 (S07)"
    assert day.case().scores.empty
    day.redo(first.seq, by="driver")
    assert day.redo(later.seq, by="driver").fields["text"] == "redo: P01 K2 40 -> 60 (S07)"


def test_undo_and_redo_themselves_are_not_undone(day):
    score(day, 40)
    undone = day.undo(by="driver")
    back = day.redo(by="driver")
    for entry in (undone, back):
        with pytest.raises(InputError, match=rf"entry {entry.seq} \({entry.kind}\)"):
            day.undo(entry.seq, by="driver")
    day.undo(by="driver")
    score(day, 55)
    with pytest.raises(InputError, match="entered since for the same"):
        day.redo(by="driver")
    day.undo(by="driver")
    day.redo(by="driver")
    assert day.case().scores["score"].tolist() == [55]


@pytest.mark.parametrize("number", [True, 2.5, "3", [3], None.__class__])
def test_what_is_no_number_of_an_entry_is_told(day, number):
    for call in (day.undo, day.redo):
        with pytest.raises(InputError, match="the number of an entry"):
            call(number, by="driver")


def test_a_number_from_a_table_is_taken(day):
    score(day, 40)
    day.undo(day.entries(kind="score")["seq"].iloc[-1], by="driver")
    undone = day.entries(kind="undo")["seq"].iloc[-1]
    assert day.case(at=undone) == day.case()
    assert day.redo(day.entries(kind="score")["seq"].iloc[-1], by="driver").kind == "redo"
