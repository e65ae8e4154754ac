"""Is each disruption done for real, and does what must hold afterwards hold?"""

import pytest

from wcc_prioritise.tables import InputError
from wcc_prioritise.teaching import before_the_day, drills
from wcc_prioritise.teaching.drills import DRILLS, drills_in, late_bid, walk_out
from wcc_prioritise.workshop import Workshop


@pytest.fixture(scope="module")
def gone_through(short, quick_folder):
    """Every disruption once, each on a record of its own: what it told, and the record, open."""
    done, days = {}, []
    for name, drill in DRILLS.items():
        day = Workshop.start(short, quick_folder / f"drill-{name}-{id(done)}.wcc")
        days.append(day)
        done[name] = (drill(day), day)
    yield done
    for day in days:
        day.close()


@pytest.fixture
def started(quick_folder, request):
    """Start records of a case that are thrown away."""
    days = []

    def start(case):
        path = quick_folder / f"day-{len(days)}-{abs(hash(request.node.nodeid))}.wcc"
        days.append(Workshop.start(case, path))
        return days[-1]

    yield start
    for day in days:
        day.close()


def words_of(checks):
    return " ".join(check.words for check in checks)


@pytest.mark.parametrize("name", DRILLS)
def test_every_disruption_says_what_to_say_what_to_do_and_what_was_checked(name, gone_through):
    done, _ = gone_through[name]
    assert done.name == name and done.held and done.say and done.do and done.seen
    assert done.words.splitlines()[0].startswith(name.capitalize())
    labels = {line.split(":")[0] for line in done.words.splitlines()[1:]}
    assert labels == {"Say", "Do", "Seen", "Holds"}


def test_a_late_bid_needs_a_reason_is_scored_by_all_and_moves_nobody(gone_through, short):
    done, day = gone_through["late bid"]
    case = day.case()
    assert "Without a reason the file refuses it" in done.seen[0]
    assert len(case.candidates) == len(short.candidates) + 1
    late = case.scores[case.scores["candidate"] == "LATE1"]
    assert set(late["person"]) == set(short.people["person"]) and len(late) == 40
    assert "472 scores given before stand" in words_of(done.checks)
    assert "after the closing date 30 September 2026" in words_of(done.checks)


def test_without_a_closing_date_nothing_says_that_it_was_late(short, started):
    charter = short.charter.model_copy(update={"closing_date": None, "late_rule": None})
    day = started(before_the_day(short).replace(charter=charter))
    done, again = late_bid(day), late_bid(day, seed=5)
    assert not done.held and "Agree one" in words_of(done.checks)
    assert "took it without asking why" in done.seen[0] and "No rule for late ones" in done.say[0]
    assert "DOES NOT HOLD" in done.words and "not tried" in words_of(done.checks)
    assert "LATE2 was entered" in again.seen[-1]


def test_two_of_the_public_walk_out_and_nothing_of_theirs_is_lost_or_read_as_nought(
    gone_through, short
):
    done, day = gone_through["walk-out"]
    said = " ".join(day.entries(kind="attendance")["words"])
    assert "S02" in said and "S05" in said  # the patient and the carer
    key = ["person", "candidate", "criterion"]
    first, last = (case.scores.set_index(key)["score"].sort_index() for case in (short, day.case()))
    assert last.equals(first)
    assert "Fewer than three of public" in " ".join(done.seen)
    assert "8 are still here, and the quorum is 7" in done.seen[-1]
    assert "A score typed for somebody who left is refused" in words_of(done.checks)


def test_under_the_quorum_or_without_one_it_is_said(short, started):
    day = started(before_the_day(short))
    walk_out(day)
    assert "under the quorum of 7" in walk_out(day).seen[-1]
    charter = short.charter.model_copy(update={"quorum": None})
    assert "no quorum" in walk_out(started(before_the_day(short).replace(charter=charter))).seen[-1]


def test_a_crash_in_the_middle_of_an_entry_loses_nothing(gone_through):
    done, day = gone_through["crash"]
    assert "That write was taken back" in done.seen[1] and len(done.checks) == 3
    notes = day.entries(kind="note")["words"]
    assert len(notes) == 1 and "cut off" not in notes.iloc[0]
    assert day.verify().whole and day.head.entries == int(done.checks[0].words.split()[1]) + 1


def test_a_file_that_is_gone_is_told(tmp_path):
    with pytest.raises(InputError, match="second process that could not open"):
        drills.cut_off(tmp_path / "none.wcc")


def test_a_score_or_a_value_that_moves_is_found(short):
    scores = short.scores
    scores.loc[scores["score"] > 90, "score"] = 0.0
    changed = short.replace(scores=scores)
    assert not drills._others_stand(short, changed).good
    assert not drills._scores_stand(short, changed).good
    assert not drills._scores_stand(short, short.replace(scores=short.scores.iloc[1:])).good


def test_disruptions_are_named_as_they_are_typed():
    assert drills_in("ALL") == list(DRILLS) and drills_in("walk out") == ["walk-out"]
    with pytest.raises(InputError, match="Did you mean 'late-bid'"):
        drills_in("late-bit")
    with pytest.raises(InputError, match="allowed: late-bid, walk-out, crash, all"):
        drills_in("fire")
