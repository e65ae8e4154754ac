"""Is hostile text in every field kept as text, or refused with a word?"""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import wcc_prioritise as wcc
from wcc_prioritise.schema import TABLES
from wcc_prioritise.tables import InputError
from wcc_prioritise.workshop import Workshop
from wcc_prioritise.workshop.kinds import KINDS, OWN_CALL

HOSTILE = (
    "'); DROP TABLE entries; --", '"', "<script>alert(1)</script>", "a\x00b", "\u202eabc\u202c",
    "🙂👩‍⚕️", "=1+1", "{\"a\": [1}", "%s {0}", "\ud800", "two\nlines\r\n", "é\u0301", "nan", "None",
)  # fmt: skip
GOOD = {
    "person": "S01", "candidate": "P01", "criterion": "K2", "score": 50, "points": 50,
    "round": None, "roles": "GP", "group": "public",
}  # fmt: skip
ADDABLE = sorted(set(KINDS) - set(OWN_CALL))


@pytest.fixture(scope="module")
def long_day(short, quick_folder):
    with Workshop.start(short, quick_folder / f"hostile-{os.getpid()}.wcc") as workshop:
        yield workshop


@pytest.mark.parametrize("kind", ADDABLE)
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
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
