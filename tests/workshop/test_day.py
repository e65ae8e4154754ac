import json
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import wcc_prioritise as wcc
from wcc_prioritise.schema import TABLES
from wcc_prioritise.tables import InputError
from wcc_prioritise.workshop import Workshop, entering
from wcc_prioritise.workshop.kinds import KINDS, OWN_CALL

NAMES = {"S01": "Ann Other", "S02": "Joe Bloggs"}  # SYNTHETIC


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


def test_who_is_outstanding(day):
    score(day)
    score(day, "S02", None)
    table = day.outstanding("K2").set_index("person")
    assert table.loc["S01", ["scored", "dont_know", "missing"]].tolist() == [1, 0, 11]
    assert table.loc["S02", ["scored", "dont_know", "missing"]].tolist() == [0, 1, 11]
    assert table.loc["S09", ["recused", "missing"]].tolist() == [1, 11]


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


# ---- freeze and signatures ----------------------------------------------------------------------


def test_a_freeze_gives_what_goes_on_the_sheet(day):
    score(day)
    before = day.case().fingerprint
    frozen = day.freeze(by="chair", because="the board of 1 October")
    assert frozen.fingerprint == before
    assert frozen.head == day.head
    for part in (before, frozen.head.seal, str(frozen.head.entries), "the board of 1 October"):
        assert part in frozen.words
    assert day.verify(frozen.head.seal, frozen.head.entries).whole
    day.note("later", by="scribe")
    assert day.frozen == frozen
    with pytest.raises(InputError, match="what it is frozen for"):
        day.freeze(by="chair", because=" ")


def test_signatures_of_different_people_on_what_was_frozen(day, before):
    def refused(role, by, words):
        with pytest.raises(InputError, match=words):
            day.sign_off(role, by=by)

    refused("analyst", "A. Analyst", "not frozen")
    day.freeze(by="chair", because="the board")
    refused("tea lady", "x", "one of: analyst, assurer, approver")
    refused("analyst", before.charter.assurer, "somebody who is not the assurer")
    day.sign_off("analyst", by="the analyst")
    refused("assurer", "The Analyst", "somebody who is not the analyst")
    refused("analyst", "another", "signed already by the analyst")
    day.note("tea", by="scribe")
    day.sign_off("assurer", by="a neighbour")
    score(day, because="a sheet found later")
    refused("approver", "director", "1 changes since the freeze|Freeze it again")
    day.freeze(by="chair", because="again")
    assert day.sign_off("approver", by="director").fields["text"] == "approver"
    assert day.frozen.number == 2


# ---- calculations -------------------------------------------------------------------------------


def test_a_calculation_keeps_what_is_needed_to_do_it_again(northmere, tmp_path):
    with Workshop.start(northmere, tmp_path / "day.wcc") as day:
        limits, at_least = {"gross_3yr": 9_000}, {"quick win": 3}
        chosen = wcc.select(wcc.appraise(day.case()), limits=limits, at_least=at_least)
        day.calculation("select", chosen, by="analyst")
        (row,) = day.case().calculations.to_dict("records")
        arguments = json.loads(row["arguments"])
        again = wcc.select(wcc.appraise(day.case(at=day.head.entries - 1)),
                           limits=arguments["limits"], at_least=arguments["at_least"])  # fmt: skip
        assert (row["calculation"], row["verb"]) == ("K01", "select")
        assert row["fingerprint_in"] == northmere.fingerprint
        assert set(json.loads(row["versions"])) > {"python", "numpy", "wcc_prioritise"}
        assert "; ".join(sorted(chosen.chosen)) in row["result"]
        assert "other" not in row["result"]
        day.calculation("select", again, by="analyst")
        twice = day.case().calculations
        assert twice["fingerprint_out"].nunique() == 1
        assert twice["calculation"].tolist() == ["K01", "K02"]
        changed = day.case().replace(scores=northmere.scores.assign(score=50.0))
        day.calculation("rank", wcc.rank(wcc.appraise(changed)), by="analyst")
        assert "computed from other scores" in day.case().calculations["result"].iloc[-1]
        with pytest.raises(InputError, match="a result of a case"):
            day.calculation("select", {"P01"}, by="analyst")


# ---- names --------------------------------------------------------------------------------------


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
    monkeypatch.setattr(entering._chance, "shuffle", lambda x: x.sort(key=json.dumps, reverse=True))
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


# ---- hostile text -------------------------------------------------------------------------------

HOSTILE = (
    "'); DROP TABLE entries; --", '"', "<script>alert(1)</script>", "a\x00b", "\u202eabc\u202c",
    "🙂👩‍⚕️", "=1+1", "{\"a\": [1}", "%s {0}", "\ud800", "two\nlines\r\n", "é\u0301", "nan", "None",
)  # fmt: skip
GOOD = {
    "person": "S01", "candidate": "P01", "criterion": "K2", "score": 50, "points": 50,
    "round": None, "roles": "GP", "group": "public",
}  # fmt: skip
ADDABLE = sorted(set(KINDS) - set(OWN_CALL) - {"opened"})


@pytest.fixture(scope="module")
def long_day(short, tmp_path_factory):
    with Workshop.start(short, tmp_path_factory.mktemp("hostile") / "day.wcc") as workshop:
        yield workshop


@pytest.mark.parametrize("kind", ADDABLE)
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_hostile_text_is_kept_as_text_or_refused_with_a_word(long_day, kind, data):
    fields = TABLES[KINDS[kind]].model_fields
    chosen = data.draw(
        st.sets(st.sampled_from(sorted(fields.keys() - {"act", "because"})), min_size=1)
    )
    text = st.sampled_from(HOSTILE) | st.text(max_size=20)
    needed = [n for n, f in fields.items() if f.is_required() and n not in ("act", "because")]
    said = {name: GOOD.get(name, data.draw(text)) for name in needed}
    said |= {name: data.draw(text) for name in chosen}
    head = long_day.head
    try:
        entry = long_day.add(kind, by=data.draw(text), because=data.draw(text), **said)
    except InputError as error:
        assert error.faults
        assert long_day.head == head
    else:
        assert entry.seq == head.entries + 1
        assert entry.kind == kind
        assert "\\u0000" not in entry.body
        row = long_day.case().tables[KINDS[kind]].frame.iloc[-1]
        assert "\x00" not in "".join(map(str, row))


def test_ten_megabytes_of_text_are_kept(day):
    text = "<b>" * 3_500_000
    day.note(text, by="scribe")
    assert day.case().acts["text"].iloc[-1] == text
    assert len(day.entries(kind="note")["words"].iloc[-1]) <= 120


def test_after_all_that_the_record_is_whole_and_reads_back(long_day, tmp_path):
    for text in HOSTILE:
        long_day.add("comment", by="x", what=f"it said {text}")
    assert long_day.verify().whole
    long_day.export(tmp_path / "out")
    assert wcc.read(tmp_path / "out") == long_day.case()
    with Workshop.restore(tmp_path / "out", tmp_path / "again.wcc") as again:
        assert again.head == long_day.head
