"""Does next year begin with what last year left, and leave last year as it was?"""

import datetime
import json
import os
import shutil

import pandas as pd
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.competencies import carry_over, next_round, opened_from
from wcc_prioritise.competencies.last_year import chosen_of, programme_of, realised, reviewed
from wcc_prioritise.competencies.looking_again import Turn, look_again
from wcc_prioritise.schema import TABLES
from wcc_prioritise.tables import InputError
from wcc_prioritise.workshop import Workshop, verify

DAY = datetime.date
LATER = DAY(2027, 11, 1)
COMPUTED = ("P01", "P05", "P07", "P10", "P16", "P19")
TAKEN_IN = "P20"


@pytest.fixture(scope="module")
def begun(short, short_day, quick_folder):
    """Give a folder with a scripted day (day.wcc) and a record just started (one.wcc)."""
    folder = quick_folder / f"rounds-{os.getpid()}"
    folder.mkdir()
    shutil.copy(short_day, folder / "day.wcc")
    Workshop.start(short, folder / "one.wcc").close()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def played(begun):
    """Give the scripted short day, its bytes, and the next round opened from it."""
    old = begun / "day.wcc"
    before = old.read_bytes()
    found = next_round(old, begun / "two.wcc", year="2027/28", gone=["S02"], on=LATER)
    return old, before, found


@pytest.fixture
def room(begun, request):
    """Give a folder of a test's own, in memory where the system offers that."""
    folder = begun / f"room-{abs(hash(request.node.nodeid))}"
    folder.mkdir()
    return folder


@pytest.fixture
def first(begun, room):
    """Open a record of the short path, everybody's answers in it."""
    with Workshop(shutil.copy(begun / "one.wcc", room / "one.wcc")) as workshop:
        yield workshop


def chosen(workshop, *codes):
    """Record that a set was computed."""
    never = set(workshop.case().candidates["candidate"]) - set(codes)
    portfolio = wcc.select(wcc.appraise(workshop.case()), limits={}, must=codes, never=never)
    workshop.calculation("select", portfolio, by="analyst")


def rows(table, *given):
    """Give rows of a table as a frame, what is left out blank."""
    return pd.DataFrame(given, columns=list(TABLES[table].model_fields), dtype=object)


def items(found, kind):
    return found[found["kind"] == kind].set_index("item")["words"]


# ---- the old file, the new file -----------------------------------------------------------------


def test_nothing_of_the_old_file_changes_and_the_new_one_verifies(played):
    old, before, found = played
    assert old.read_bytes() == before
    assert [p.name for p in old.parent.iterdir() if p.name.startswith("day")] == ["day.wcc"]
    checked = verify(found.path, found.head.seal, found.head.entries)
    assert checked.whole and "agrees" in checked.words


def test_the_new_record_names_the_old_one(played):
    old, _, found = played
    with Workshop(old) as one, Workshop(found.path) as two:
        frozen, origin = one.frozen, opened_from(two)
        assert (origin.entries, origin.seal) == (one.head.entries, one.head.seal)
        assert (origin.frozen_entries, origin.frozen_seal) == (
            frozen.head.entries,
            frozen.head.seal,
        )
        assert origin.fingerprint == one.case().fingerprint
        assert (origin.file, origin.year, origin.because) == ("day.wcc", "2027/28", None)
        assert origin.seal in origin.words and "frozen at entry" in origin.words
        (entry,) = two.entries(kind="calculation").itertuples()
        assert entry.seq == found.head.entries and "next round" in entry.words
        body = json.loads(entry.body)
        assert body["fingerprint_in"] == one.case().fingerprint
        assert verify(old, origin.seal, origin.entries).whole
        assert opened_from(one) is None


def test_the_old_file_may_be_gone(played, room):
    _, _, found = played
    with Workshop(shutil.copy(found.path, room / "alone.wcc")) as workshop:
        origin = opened_from(workshop)
        assert workshop.verify().whole
        assert len(origin.look_again) == len(found.look_again)
        assert origin.look_again[0]["kind"] == "the question"
        assert origin.deflators[1]["grade"] == "B" and origin.deflators[1]["rate"] is None
        assert len(wcc.appraise(workshop.case()).value) == 5


def test_the_chosen_leave_the_list_and_become_promises(played):
    old, _, found = played
    with Workshop(old) as workshop:
        case = workshop.case()
    left = (*COMPUTED, TAKEN_IN)
    assert chosen_of(case) == left
    opening = found.carried.opening
    assert set(opening.candidates["candidate"]) == set(case.candidates["candidate"]) - set(left)
    for table in ("scores", "evidence", "measures", "links", "gates", "interests"):
        frame = getattr(opening, table)
        assert not frame["candidate"].isin(left).any()
    new = found.promises.iloc[len(case.promises) :]
    assert [what[:3] for what in new["what"]] == list(left)
    assert new["promise"].tolist() == [f"R{n:02d}" for n in range(2, 9)]
    assert set(new["kept"]) == {"open"}
    assert "against 400 people a year and £240 thousand a year saved" in new["what"].iloc[0]
    assert [c.split()[0] for c in found.carried.origin.chosen] == list(left)
    assert len(found.carried.table) == 14 and "7 chosen last year left" in found.summary()


def test_criteria_people_and_weights_carry_over_and_the_days_own_tables_do_not(played):
    old, _, found = played
    with Workshop(old) as workshop:
        case = workshop.case()
    opening = found.carried.opening
    for table in ("criteria", "voice_groups", "chances", "limits", "rules"):
        assert opening.table_fingerprint(table) == case.table_fingerprint(table)
    assert opening.people["person"].tolist() == case.people["person"].tolist()
    assert opening.people["attends_from"].isna().all()
    dates = {"closing_date": None, "challenge_until": None}
    assert opening.charter == case.charter.model_copy(update=dates)
    for table in ("agreements", "decisions", "departures", "acts", "actuals"):
        assert getattr(opening, table).empty
    assert (opening.scores["round"] == 1).all() and (opening.swings["round"] == 1).all()
    assert not opening.scores.duplicated(["person", "candidate", "criterion"]).any()


# ---- last year's order --------------------------------------------------------------------------


def late(code, **facts):
    usual = dict(set_up_cost=80, running_cost=150, claimed_saving=90, first_benefit=5)
    usual |= dict(full_benefit=11, gain=9, duration=4, grade="B", received=DAY(2027, 10, 1))
    return dict(candidate=code, name=f"Late candidate {code} (SYNTHETIC)", **usual | facts)


def test_late_candidates_on_last_years_anchors_leave_last_years_order_as_it_was(played, room):
    old, _, found = played
    with Workshop(old) as workshop:
        before = wcc.appraise(workshop.case())
    with Workshop(shutil.copy(found.path, room / "late.wcc")) as workshop:
        carried = wcc.appraise(workshop.case())
        people = workshop.case().people["person"].tolist()
        judged = workshop.case().criteria.query("kind == 'judged'")["criterion"]
        for code, score in (("P31", 100), ("P32", 0)):
            workshop.add("candidate", by="facilitator", **late(code, people=score * 50 + 10))
            workshop.add("measure", by="driver", candidate=code, criterion="K6", likely=score)
            for criterion in judged:
                for person in people[:3]:
                    workshop.score(code, criterion, person=person, score=score, by="driver")
        after = wcc.appraise(workshop.case())
    kept = list(carried.value.index)
    for one in (carried, after):
        pd.testing.assert_series_equal(one.value[kept], before.value[kept])
        pd.testing.assert_series_equal(one.worth[kept], before.worth[kept])
    order = list(wcc.rank(after).table["candidate"])
    assert [code for code in order if code in kept] == [
        code for code in wcc.rank(before).table["candidate"] if code in kept
    ]
    assert order[0] == "P31" and order[-1] == "P32"


def test_who_scores_again_takes_the_place_of_last_years_answer(played, room):
    _, _, found = played
    with Workshop(shutil.copy(found.path, room / "again.wcc")) as workshop:
        case = workshop.case()
        row = case.scores.dropna(subset="score").iloc[0]
        cell = row["candidate"], row["criterion"]
        nearer = min(row["score"] + 10, 95.0)
        workshop.score(*cell, person=row["person"], score=nearer, by="driver")
        now = workshop.case().scores
        mine = now[(now["person"] == row["person"]) & (now["candidate"] == cell[0])]
        assert mine.set_index("criterion").at[cell[1], "score"] == nearer
        assert len(now) == len(case.scores)
        assert workshop.hidden(cell[1])
        workshop.reveal(cell[1], by="facilitator")
        assert f"changed from {row['score']:g} to {nearer:g}" in workshop.history(*cell)


# ---- what it refuses ----------------------------------------------------------------------------


def test_a_file_that_is_not_frozen_is_refused_or_needs_a_reason(first, room):
    new = room / "two.wcc"
    with pytest.raises(InputError, match="never frozen.*wcc freeze one.wcc --because"):
        next_round(first.path, new)
    assert not new.exists()
    carried = carry_over(first, because="the board asked early", on=LATER)
    assert carried.origin.because == "the board asked early"
    assert "never frozen, opened because the board asked early" in carried.origin.words
    assert carried.origin.year == "2028" and carried.origin.frozen_seal is None
    assert len(carried.opening.candidates) == 12  # no set was recorded, so nobody leaves


def test_a_change_of_the_choice_after_the_freeze_is_refused_and_facts_are_not(first, room):
    first.freeze(by="facilitator", because="done")
    why = {"by": "lead", "because": "passed in the summer"}
    gate = dict(gate="equality", status="passed", owner="equality lead", date="2027-06-01")
    first.add("gate", candidate="P02", **gate, **why)
    first.add("comment", by="scribe", what="when will it begin?")
    assert carry_over(first, on=LATER).origin.year == str(first.now().year + 1)
    first.add("candidate", by="lead", because="a sponsor", candidate="P02", running_cost=1)
    with pytest.raises(InputError, match="1 change of what was chosen from since it was frozen"):
        carry_over(first)


def test_a_broken_file_is_refused(short_day, room):
    bad = room / "bad.wcc"
    bad.write_bytes(short_day.read_bytes().replace(b"first of", b"first 0f", 1)
                    .replace(b"S03", b"S04", 1))  # fmt: skip
    assert not verify(bad).whole
    with pytest.raises(InputError, match="latest backup"):
        next_round(bad, room / "two.wcc")


def test_a_new_file_that_is_there_and_an_unknown_person_are_refused(played, room):
    old, _, found = played
    kept = found.path.read_bytes()
    with pytest.raises(InputError, match="a file of that name"):
        next_round(old, found.path)
    assert found.path.read_bytes() == kept
    with pytest.raises(InputError, match="'S2'.*Did you mean 'S02'"):
        next_round(old, room / "two.wcc", gone=["S2"])
    with pytest.raises(InputError, match="no such|no file|no workshop"):
        next_round(room / "nowhere.wcc", room / "two.wcc")
    assert not (room / "two.wcc").exists()


def test_names_are_copied_only_when_asked_for(begun, played, short, room):
    assert not list(begun.glob("*.names.csv"))
    names = {"S01": "Ann Other (SYNTHETIC)"}
    with Workshop.start(short, room / "one.wcc", names=names) as workshop:
        workshop.freeze(by="facilitator", because="done")
    next_round(room / "one.wcc", room / "three.wcc", names=True)
    assert "Ann Other" in (room / "three.names.csv").read_text(encoding="utf-8")
    assert b"Ann Other" not in (room / "three.wcc").read_bytes()
    (room / "one.names.csv").unlink()
    with pytest.raises(InputError, match="no name key"):
        next_round(room / "one.wcc", room / "four.wcc", names=True)
    assert not (room / "four.wcc").exists()


# ---- the set that was chosen --------------------------------------------------------------------


def test_the_chosen_are_the_set_recorded_last_with_its_departures(first):
    assert chosen_of(first.case()) == ()
    chosen(first, "P01", "P07")
    chosen(first, "P05", "P07")
    assert chosen_of(first.case()) == ("P05", "P07")
    for code, departs in (("P02", "taken in"), ("P07", "left out"), ("P05", "class changed")):
        first.add("departure", by="chair", because="agreed", candidate=code, departs=departs)
    assert chosen_of(first.case()) == ("P02", "P05")


def test_a_recorded_set_that_was_tampered_with_is_refused(first):
    chosen(first, "P01", "P07")
    kept = first.case().calculations
    bad = first.case().replace(calculations=kept.assign(result="chosen: P01; P02"))
    with pytest.raises(InputError, match="K01, a recorded set whose words are not"):
        chosen_of(bad)


# ---- what claims came to ------------------------------------------------------------------------


BENEFIT = dict(measure="pounds", definition="ledger", unit="£ thousand a year", baseline=0,
               baseline_date=DAY(2026, 12, 1), target_date=DAY(2027, 12, 1), owner="finance",
               kind="cash-releasing")  # fmt: skip


def with_actuals(case, shares, grade="B"):
    """Give the chosen a saving to bring, and what came of it after half the way, as shares."""
    c = case.candidates.set_index("candidate")
    benefits, actuals = [], []
    for code, share in shares.items():
        target = float(c.at[code, "claimed_saving"] * c.at[code, "cashable_share"])
        benefits.append(dict(candidate=code, benefit="saving", target=target, **BENEFIT))
        actuals.append(
            dict(candidate=code, benefit="saving", date=DAY(2027, 12, 1), value=share * target)
        )
    grades = case.candidates.assign(grade=grade, pot=None)
    return case.replace(
        candidates=grades, benefits=rows("benefits", *benefits), actuals=rows("actuals", *actuals)
    )


def test_realised_shares_by_hand(first):
    chosen(first, "P01", "P05", "P07", "P14")
    case = with_actuals(first.case(), {"P01": 0.3, "P05": 0.5, "P07": 0.7})
    table = realised(reviewed(case, DAY(2026, 10, 14))).set_index("grade")
    assert table.at["B", "count"] == 3
    assert table.at["B", "rate"] == pytest.approx(0.5)  # (0.3 + 0.5 + 0.7) / 3
    assert table.at["B", "next_year"] == pytest.approx(0.5)
    assert table.at["B", "assumed"] == 0.60
    assert table.at["A", "count"] == 0 and "too few" in table.at["A", "words"]


def test_too_few_say_so_and_nothing_measured_too(first):
    chosen(first, "P01", "P05")
    case = with_actuals(first.case(), {"P01": 0.3, "P05": 0.5}, grade="C")
    found = reviewed(case, DAY(2026, 10, 14))
    row = realised(found).set_index("grade").loc["C"]
    assert row["count"] == 2 and "too few" in row["words"]
    assert row["next_year"] == row["assumed"] == 0.35
    turn = Turn(first, case, ("P01", "P05"), LATER, found=found)
    assert (
        "40% of what was claimed came, 35% was assumed" in items(look_again(turn), "savings")["C"]
    )
    assert reviewed(first.case(), DAY(2026, 10, 14)) is None
    assert realised(None)["count"].sum() == 0


def test_what_was_measured_stands_with_the_promise(first, room):
    chosen(first, "P01", "P05")
    case = with_actuals(first.case(), {"P01": 0.25})
    for table, kind in (("benefits", "benefit"), ("actuals", "actual")):
        for row in getattr(case, table).to_dict("records"):
            said = {name: cell for name, cell in row.items() if cell is not None and cell == cell}
            first.add(kind, by="lead", **said)
    first.freeze(by="facilitator", because="done")
    found = next_round(first.path, room / "two.wcc", on=LATER)
    promise = found.promises.set_index("promise").loc["R01"]
    assert promise["what"].startswith("P01 ") and promise["what"].endswith("thousand a year")
    assert "behind" in promise["how"] and promise["due"] == DAY(2027, 12, 1)
    assert found.promises["promise"].tolist() == ["R01", "R02"]
    assert found.carried.opening.benefits.empty and found.carried.opening.actuals.empty
    assert found.deflators["count"].sum() == 1


def test_projects_begin_as_scheduled_or_in_the_quarter_after_the_decision(first):
    chosen(first, "P01", "P05")
    assert programme_of(first.case(), DAY(2026, 10, 14)).start == DAY(2027, 1, 1)
    assert programme_of(first.case(), DAY(2026, 3, 31)).start == DAY(2026, 4, 1)
    others = set(first.case().candidates["candidate"]) - {"P01", "P05"}
    appraisal = wcc.appraise(first.case())
    portfolio = wcc.select(appraisal, limits={}, must=["P01", "P05"], never=others)
    planned = wcc.schedule(portfolio, "2027-04", 12, {"projects": 1})
    first.calculation("schedule", planned, by="analyst")
    first.add("departure", by="chair", because="agreed", candidate="P07", departs="taken in")
    found = programme_of(first.case(), DAY(2026, 10, 14))
    assert found.start == DAY(2027, 4, 1) and found.starts["P07"] == 0
    assert found.starts[["P01", "P05"]].tolist() == planned.starts[["P01", "P05"]].tolist()


# ---- what must be looked at again ---------------------------------------------------------------


def test_people_gone_and_old_answers_are_asked_about(played):
    _, _, found = played
    people = items(found.look_again, "people")
    assert "Ask all 10 whether they come again" in people[""]
    assert "(patient) is gone" in people["S02"] and "public" in people
    assert "200 answers of 10 people on 5 candidates" in items(found.look_again, "scores")[""]
    assert "of 10 of 10 people" in items(found.look_again, "weights")[""]
    assert "needs P07, which was chosen" in items(found.look_again, "links")["P08"]
    assert "No saving was measured" in items(found.look_again, "savings")[""]
    owed = " ".join(items(found.look_again, "still open"))
    assert "R01" in owed and "M01" in owed and "I01" in owed


def test_gates_contracts_and_evidence_are_held_against_the_day(northmere, first):
    for day, ended, expired in ((DAY(2026, 11, 1), 0, 0), (LATER, 7, 5)):
        found = look_again(Turn(first, northmere, (), day))
        contracts = items(found, "contracts")
        codes = [c for i, w in contracts.items() if "contract ended" in w for c in i.split(", ")]
        assert len(codes) == ended and all(code.startswith("V") for code in codes)
        gates = items(found, "gates")
        assert sum("pass it again" in words for words in gates) >= expired
        assert sum("never passed" in words for words in gates) == 3
    old = items(found, "evidence")
    assert "old (the oldest of 2012)" in old["P15"]
    assert "2025-26" in items(found, "indicators")[""]


def test_a_rule_that_the_rest_cannot_keep_and_a_list_that_is_empty_are_told(played, first):
    _, _, found = played
    rules = items(found.look_again, "rules")
    assert "at least 2 are asked for, and 0 are carried over" in rules["long-term gain"]
    first.add("rule", by="chair", because="promised", kind="must", what="P01")
    told = look_again(Turn(first, first.case(), ("P01",), LATER))
    assert "not carried over: it was chosen" in items(told, "rules")["P01"]
    chosen(first, *first.case().candidates["candidate"])
    with pytest.raises(InputError, match="no candidate that was not chosen.*wcc start"):
        carry_over(first, because="to see", on=LATER)


def test_changed_thresholds_and_anchors_are_told(first):
    why = {"by": "chair", "because": "agreed with the board"}
    first.add("charter", quick_set_up=150, **why)
    judged = first.case().criteria.query("kind == 'judged'")["criterion"].iloc[0]
    first.add("criterion", criterion=judged, anchor_50="half of it (SYNTHETIC)", **why)
    found = look_again(Turn(first, first.shown(), (), LATER))
    assert "was 100 when last year began and is 150" in items(found, "thresholds")["quick_set_up"]
    assert "scores on" in " ".join(items(found, "anchors")[[judged]])


def test_answers_never_revealed_stay_behind(first, room):
    judged = first.case().criteria.query("kind == 'judged'")["criterion"].iloc[0]
    row = first.case().scores.query("criterion == @judged").dropna(subset="score").iloc[0]
    first.score(row["candidate"], judged, person=row["person"], score=row["score"] + 1, by="d")
    carried = carry_over(first, because="to see", on=LATER)
    assert "never revealed" in items(carried.again, "scores")[judged]
    left = carried.opening.scores
    mine = left[(left["person"] == row["person"]) & (left["candidate"] == row["candidate"])]
    assert judged not in set(mine["criterion"])


def test_what_was_said_of_the_chosen_and_of_entries_keeps_its_words(first):
    chosen(first, "P01")
    first.add("rule", by="chair", because="promised", kind="must", what="P01")
    first.add("comment", by="s", candidate="P01", what="please hurry")
    first.add("comment", by="s", candidate="P02", what="answered", answer="yes")
    first.challenge("error", "a slip", source="a sponsor", by="s", candidate="P01", entry=3)
    first.add("parking lot", by="s", text="transport", owner="lead", date=DAY(2027, 1, 1))
    first.add("parking lot", by="s", text="no date")
    opening = carry_over(first, because="to see", on=LATER).opening
    assert opening.comments["what"].tolist() == ["P01 (chosen last year): please hurry"]
    assert opening.comments["candidate"].isna().all()
    assert opening.challenges["what"].tolist() == [
        "P01 (chosen last year): a slip (entry 3 of one.wcc)"
    ]
    assert opening.acts["text"].tolist() == ["transport"]
    assert "must" not in set(opening.rules["kind"])
