"""Is the name key kept apart, and is every name in the record looked at?"""

import pytest

from wcc_prioritise.tables import InputError
from wcc_prioritise.workshop import Workshop
from wcc_prioritise.workshop.names import found_in, replaced_in

NAMES = {"S01": "Ann Other", "S02": "Joe Bloggs"}  # SYNTHETIC


def score(day, person="S01", value=50, **more):
    return day.score("P01", "K2", person=person, score=value, by="driver", **more)


@pytest.fixture
def named(before, tmp_path, clock):
    with Workshop.start(before, tmp_path / "named.wcc", names=NAMES, clock=clock) as workshop:
        yield workshop


def test_the_name_key_lies_beside_the_file_and_never_in_it(named):
    key = named.path.with_name("named.names.csv")
    assert key.read_text() == "token,name\nS01,Ann Other\nS02,Joe Bloggs\n"
    assert b"Bloggs" not in named.path.read_bytes()
    assert named.names_found("ask BLOGGS, not Brother") == {"S02": ["BLOGGS"]}
    key.unlink()
    with pytest.raises(InputError, match="named.names.csv"):
        named.names_found("x")


@pytest.mark.parametrize("notice", ["(SYNTHETIC)", "[synthetic]", "( SYNTHETIC )"])
def test_a_notice_in_brackets_is_no_part_of_a_name(notice):
    key = {"S01": f"Ann Other {notice}", "S02": f"Joe {notice} Bloggs (Tinker)", "S03": notice}
    assert found_in("All of this is SYNTHETIC (synthetic) [SYNTHETIC].", key) == {}
    assert found_in("ann other and Bloggs (SYNTHETIC), or Tinker", key) == {
        "S01": ["ann other"], "S02": ["Bloggs", "Tinker"]}  # fmt: skip
    assert replaced_in("Ann Other (SYNTHETIC) said", key, "somebody") == (
        "somebody (SYNTHETIC) said"
    )


def test_a_name_in_the_record_is_kept_or_replaced_by_an_entry(named):
    score(named, "S03", because="as Bloggs said")
    kept = named.note("Other things", by="scribe")
    found = named.names_to_check()
    assert set(zip(found["kind"], found["person"], strict=True)) == {
        ("score", "S02"), ("note", "S01")}  # fmt: skip
    entry = int(found.set_index("kind").loc["score", "entry"].iloc[0])
    named.name_checked(entry, by="clerk", instead="a colleague")
    named.name_checked(kept.seq, by="clerk")
    assert named.names_to_check().empty
    assert named.case().scores["reason"].tolist() == ["as a colleague said"]
    assert named.case().scores["score"].tolist() == [50]
    with pytest.raises(InputError, match="an entry that holds a name"):
        named.name_checked(1, by="clerk")


def test_names_of_nobody_on_the_panel_and_of_the_anonymous_are_refused(before, tmp_path):
    with pytest.raises(InputError, match="a code of people"):
        Workshop.start(before, tmp_path / "x.wcc", names={"S99": "Nobody"})
    charter = before.charter.model_copy(update={"privacy": "anonymous"})
    with pytest.raises(InputError, match="the charter says anonymous"):
        Workshop.start(before.replace(charter=charter), tmp_path / "x.wcc", names=NAMES)
    assert list(tmp_path.iterdir()) == []


def test_a_name_in_who_typed_it_and_in_a_reason_is_found_and_replaced(named):
    entry = named.note("tea", by="Joe Bloggs")
    undone = named.undo(entry.seq, by="clerk", because="bloggs asked for it")
    assert named.names_to_check()["entry"].tolist() == [undone.seq]  # what is undone is gone
    with pytest.raises(InputError, match="a name in a undo|any entry but these"):
        named.name_checked(undone.seq, by="clerk", instead="somebody")
    named.name_checked(undone.seq, by="clerk")
    again = named.note("tea", by="Joe Bloggs")
    named.name_checked(again.seq, by="clerk", instead="a member")
    assert named.names_to_check().empty
    assert named.entries(kind="note")["by"].tolist()[-1] == "a member"
