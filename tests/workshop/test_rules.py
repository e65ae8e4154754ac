import pytest

from wcc_prioritise.case import Case
from wcc_prioritise.tables import InputError
from wcc_prioritise.workshop import Workshop


@pytest.fixture
def refused(day):
    """Enter something that is refused; the record must be as it was, and what it comes to."""

    def refuse(call, words, *args, **fields):
        head = day.head
        with pytest.raises(InputError, match=words) as caught:
            call(*args, **fields)
        assert day.head == head
        for fault in caught.value.faults:
            assert fault.found
            assert fault.allowed or fault.do
        return str(caught.value)

    yield refuse
    assert day.case() == day.case(at=day.head.entries)


def score(day, person="S01", candidate="P01", criterion="K2", score=50, **more):
    return day.score(candidate, criterion, person=person, score=score, by="driver", **more)


def test_unknown_codes_are_told_all_at_once(day, refused):
    said = refused(score, "a code of people", day, "S1", "P4", "K22")
    assert said.count("\n- ") == 3
    assert "Did you mean 'K2'" in said


def test_faults_of_the_schema_have_the_words_of_the_tables(day, refused):
    refused(day.add, "found '130'; allowed: a number from 0 to 100, or don't know", "score",
            by="a", person="S01", candidate="P01", criterion="K2", score=130)  # fmt: skip
    refused(day.add, "unknown column 'pionts'.*Did you mean 'points'", "swing", by="a",
            person="S01", criterion="K2", pionts=3)  # fmt: skip
    refused(day.add, "found blank", "score", by="a", person="S01", candidate="P01",
            criterion="K2", score=" ")  # fmt: skip
    refused(day.add, "Did you mean 'score'", "scroe", by="a")
    refused(day.add, "column by: found blank", "note", by=" ", text="x")


def test_a_measured_criterion_takes_no_score(day, refused):
    refused(score, "'K1'; allowed: a judged criterion", day, criterion="K1")
    refused(day.reveal, "'K1'; allowed: a judged criterion", "K1", by="f")


@pytest.mark.parametrize("person, candidate, words", [
    ("S03", "P20", "may speak, not score"), ("S09", "P07", "withdraws")])  # fmt: skip
def test_an_interest_bars_a_score(day, refused, person, candidate, words):
    said = refused(score, words, day, person, candidate)
    assert "counts as recused, not as missing" in said


def test_scoring_opens_only_when_the_anchors_are_there(day, refused):
    fields = day.case().criteria.set_index("criterion").loc["K2"].dropna().to_dict()
    fields |= {"name": "New", "anchor_50": None}
    refused(day.add, "anchor_50: found blank", "criterion", by="a", criterion="K9", **fields)
    refused(score, "a code of criteria", day, criterion="K9")


def test_who_is_not_there_answers_only_with_a_reason(day, refused):
    score(day, "S05")
    day.attendance("S01", True, by="driver")
    day.attendance("S01", False, by="driver")
    refused(score, "S01, who is not in the room", day, "S01")
    refused(score, "S05, who is not in the room", day, "S05")
    score(day, "S01", because="sheet handed in at the door")
    day.attendance("S05", True, by="driver")
    assert score(day, "S05", score=52).kind == "score"


def test_a_score_far_from_the_earlier_one_needs_a_reason(day, refused):
    score(day, score=40)
    score(day, score=60)
    refused(score, "81 after 60 by S01 on P01, K2; allowed: a change of at most 20", day, score=81)
    assert score(day, score=81, because="misread").because == "misread"
    score(day, score=None)
    score(day, score=5)  # after "don't know" nothing is far
    assert day.case().scores["score"].tolist() == [5]


def test_the_reveal_waits_for_the_quorum_and_opens_the_next_round(day, refused, answered):
    answered(day, people=range(1, 7))
    assert day.hidden("K2")
    refused(day.reveal, "answers on K2 by 6 people; allowed: a reveal when 7", "K2", by="f")
    entry = day.reveal("K2", by="f", because="two are ill")
    assert (entry.fields["round"], entry.because) == (1, "two are ill")
    assert not day.hidden("K2")
    refused(day.reveal, "no answer on K2 in round 2", "K2", by="f")
    assert score(day, score=55).fields["round"] == 2
    assert day.hidden("K2")
    day.reveal("K2", by="f")
    assert score(day, score=60).fields["round"] == 3


def test_after_the_reveal_a_change_says_why(day, refused, answered):
    answered(day)
    day.reveal("K2", by="f")
    refused(score, "round 1 of K2, revealed", day, round=1, score=51)
    refused(score, "round 5, when K2 is in round 2", day, round=5)
    refused(day.add, "change of criteria after answers were revealed", "criterion", by="a",
            criterion="K3", anchor_50="other words")  # fmt: skip
    assert score(day, round=1, score=51, because="misread the sheet").fields["round"] == 1
    day.add("criterion", by="a", criterion="K3", anchor_50="other words", because="typo")


def test_weights_have_rounds_of_their_own(day, refused, answered):
    for number in range(1, 9):
        day.swing("K1", person=f"S{number:02d}", points=100, by="driver")
    assert day.hidden("weights")
    assert day.reveal("weights", by="f").fields == {"round": 1, "text": "weights"}
    assert day.swing("K1", person="S01", points=90, by="driver").fields["round"] == 2
    assert score(day).fields["round"] == 1


def test_points_need_one_above_nothing_and_a_range_that_holds_them(day, refused):
    refused(day.swing, "no points above 0", "K1", person="S01", points=0, by="d")
    day.swing("K1", person="S01", points=100, by="d")
    day.swing("K2", person="S01", points=0, by="d")
    refused(day.swing, "no points above 0", "K1", person="S01", points=0, by="d")
    refused(day.add, "at_least <= points <= at_most", "swing", by="d", person="S01",
            criterion="K2", points=50, at_least=60)  # fmt: skip


def test_a_late_candidate_meets_the_late_rule(day, refused):
    facts = dict(name="Late", set_up_cost=1, running_cost=1, first_benefit=1, full_benefit=2,
                 people=1, gain=1, duration=1)  # fmt: skip
    said = refused(day.add, "after the closing date 2026-09-30", "candidate", by="a",
                   candidate="P90", received="2026-10-02", **facts)  # fmt: skip
    assert "waits for the next round" in said
    day.add("candidate", by="a", candidate="P90", because="the board says why", **facts)
    assert "P90" in set(day.case().candidates["candidate"])
    refused(day.add, "before the first benefit", "candidate", by="a", candidate="P90",
            full_benefit=0)  # fmt: skip


def test_a_gate_is_never_passed_empty(day, refused):
    gate = {"candidate": "P01", "gate": "equality", "by": "a"}
    refused(day.add, "owner: found blank.*\n.*date: found blank", "gate", status="passed", **gate)
    day.add("gate", status="open", **gate)
    day.add("gate", status="passed", owner="lead", date="2026-09-29", **gate)


def test_the_pass_mark_is_set_beforehand(day, refused):
    day.add("charter", by="a", pass_mark=None)
    refused(day.add, "no pass mark", "agreement", by="a", person="S01", support=8)
    day.add("charter", by="a", pass_mark=7)
    refused(day.add, "no answer", "agreement", by="a", person="S01")
    day.add("agreement", by="a", person="S01", support=8)
    refused(day.add, "pass mark of 5.*after answers", "charter", by="a", pass_mark=5)
    with pytest.raises(InputError, match="without a pass mark"):
        day.undo(day.entries(kind="charter")["seq"].iloc[-1].item(), by="a", because="x")


def test_analyst_and_assurer_differ(day, refused, before, tmp_path):
    analyst = before.charter.analyst
    refused(day.add, "an assurer who is not the analyst", "charter", by="a",
            assurer=analyst.upper())  # fmt: skip
    same = before.replace(charter=before.charter.model_copy(update={"assurer": analyst}))
    with pytest.raises(InputError, match="as analyst and as assurer"):
        Workshop.start(same, tmp_path / "x.wcc")
    assert not (tmp_path / "x.wcc").exists()


def test_privacy_stays_as_promised(day, refused):
    refused(day.add, "'?open'?; allowed: pseudonymous", "charter", by="a", privacy="open")


def test_an_answer_comes_from_outside_the_panel(day, refused):
    day.add("challenge", by="clerk", ground="error", source="a sponsor", what="a wrong cost")
    refused(day.add, "somebody who was not on the panel", "answer", by="clerk", challenge="H01",
            answered_by="S01", outcome="upheld", because="it is")  # fmt: skip
    refused(day.add, "a code of challenges", "answer", by="clerk", challenge="H09",
            answered_by="a judge", outcome="upheld", because="it is")  # fmt: skip
    day.add("answer", by="clerk", challenge="H01", answered_by="a lay member", outcome="upheld",
            because="it is")  # fmt: skip


def test_a_departure_has_a_reason(day, refused):
    refused(
        day.add,
        "because: found nothing.*Say it: give because",
        "departure",
        by="a",
        candidate="P01",
        departs="left out",
    )
    assert day.add("departure", by="a", candidate="P01", departs="left out",
                   because="no staff").because == "no staff"  # fmt: skip


def test_acts_say_what_they_must(day, refused):
    refused(day.add, "text: found blank", "note", by="a")
    refused(day.add, "arrived or left", "attendance", by="a", person="S01", text="asleep")
    refused(day.add, "Did you mean .public.", "discuss", by="a", group="pubic", candidate="P01")
    refused(day.add, "'P99'; allowed: a code of candidates", "gut order", by="a", person="S01",
            text="P01; P99")  # fmt: skip
    refused(day.add, "each candidate once", "gut order", by="a", person="S01", text="P01; P01")
    refused(day.add, "no reason", "candidate withdrawn", by="a", candidate="P01")
    refused(day.add, "an entry of the record", "note", by="a", text="x", entry=999)
    refused(day.add, "holds scores or weights", "checked again", by="a", entry=1)
    for kind in ("undo", "redo", "freeze", "sign-off"):
        refused(day.add, "the call that knows", kind, by="a", text="x")


def test_a_judged_criterion_with_scores_stays_judged(day, refused, answered):
    answered(day)
    said = refused(day.add, "a judged criterion", "criterion", by="a", criterion="K2",
                   kind="measured", measured_from="measures")  # fmt: skip
    assert said.count("\n") == 1  # once, not once a score


def test_after_a_freeze_answers_change_only_with_a_reason(day, refused):
    score(day)
    day.freeze(by="chair", because="the board")
    refused(score, "after the record was frozen", day, person="S02")
    score(day, person="S02", because="a sheet found later")
    day.note("still open", by="scribe")
    assert day.entries()["after_freeze"].tolist()[-2:] == [1, 1]


def test_evidence_alone_is_no_workshop(tmp_path, northmere):
    alone = Case({"peers": northmere.tables["peers"]})
    with pytest.raises(InputError, match="evidence alone"):
        Workshop.start(alone, tmp_path / "x.wcc")


def test_a_group_where_there_are_none(before, tmp_path):
    alone = Case({n: t for n, t in before.tables.items() if n != "voice_groups"})
    told = pytest.raises(InputError, match="no group: there are none")
    with Workshop.start(alone, tmp_path / "x.wcc") as day, told:
        day.add("discuss", by="a", group="public", candidate="P01")
