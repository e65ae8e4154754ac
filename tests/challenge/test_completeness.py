"""Is each expectation met by entries that are really there, and missing when they are not?"""

import pytest

from wcc_prioritise.challenge import completeness
from wcc_prioritise.challenge.checklists import ISPOR, ITEMS, LISTS
from wcc_prioritise.teaching import play
from wcc_prioritise.teaching.rehearsal import before_the_day
from wcc_prioritise.workshop import Workshop


@pytest.fixture(scope="module")
def short_record(short_day):
    with Workshop(short_day) as workshop:
        yield workshop


def test_four_lists_and_seventeen_items_of_ispor():
    assert {item.of for item in ITEMS} == set(LISTS)
    assert sum(item.of == ISPOR for item in ITEMS) == 17
    assert len({(item.of, item.asks) for item in ITEMS}) == len(ITEMS)


def test_the_scripted_day_is_complete_and_every_entry_named_exists(northmere_day):
    with Workshop(northmere_day) as workshop:
        found = completeness(workshop)
        numbers = set(workshop.entries()["seq"])
    assert found.missing == []
    assert found.words == f"Record complete in {found.asked} of {found.asked} points that apply."
    for row in found.table.itertuples():
        assert set(row.entries) <= numbers
        assert (row.status == "met") == bool(row.entries)


def test_a_short_day_without_figures_of_need_lacks_just_these(short_record):
    found = completeness(short_record)
    assert found.missing == ["a forecast of changing need informs the list: no figures of need"]


def test_before_the_day_most_is_missing_and_said_so(short, quick_folder):
    path = quick_folder / f"before-{id(short)}.wcc"
    with Workshop.start(before_the_day(short), path) as workshop:
        found = completeness(workshop)
        assert 0 < found.met < found.asked / 2
        assert any("no swing weights" in line for line in found.missing)
        assert any("the weights were not revealed" in line for line in found.missing)
        assert all(row.missing for row in found.table.itertuples() if row.status == "not met")


def test_what_is_undone_does_not_count(short, quick_folder):
    path = quick_folder / f"undone-{id(short)}.wcc"
    with play(short, path, seed=1, until="swing") as workshop:
        before = {row.item: row.status for row in completeness(workshop).table.itertuples()}
        interests = "interests declared, nil returns too"
        assert before[interests] == "met"
        entry = int(workshop.entries(kind="interest")["seq"].iloc[-1])
        workshop.undo(entry, by="driver", because="declared in error")
        after = completeness(workshop).table.set_index("item")
        assert after.at[interests, "status"] == "not met"
        assert "no declaration from" in after.at[interests, "missing"]


def test_an_open_challenge_is_missing_its_answer(short_copy):
    with Workshop(short_copy) as workshop:
        item = "revision and appeals: a challenge is heard, and answered"
        table = completeness(workshop).table.set_index("item")
        assert table.at[item, "status"] == "not applicable"
        workshop.add("challenge", by="clerk", ground="error", source="a sponsor", what="a slip")
        table = completeness(workshop).table.set_index("item")
        assert table.at[item, "missing"] == "no answer to H01"
