"""Does the cycle say where we are, from entries that are there and stand?"""

from pathlib import Path

import pytest

from wcc_prioritise.competencies import cycle, next_round
from wcc_prioritise.competencies.cycle_records import CYCLE, STAGES, steps_of
from wcc_prioritise.competencies.names import standing_tables
from wcc_prioritise.tables import InputError, write_folder
from wcc_prioritise.workshop import Workshop
from wcc_prioritise.workshop.kinds import KINDS

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


@pytest.fixture(scope="module")
def played(short_day):
    with Workshop(short_day) as workshop:
        return cycle(workshop, kind="PCT"), workshop.entries()


def test_the_scripted_day_has_planned_and_not_bought(played):
    found, _ = played
    stages = found.stages.set_index("stage")
    assert list(stages.index) == list(STAGES)
    assert stages.loc["plan"].to_dict() == {"on_record": 9, "last_years": 0, "not_yet": 0, "of": 9}
    assert stages.at["procure", "on_record"] == 0 and stages.at["monitor", "on_record"] == 0
    assert found.here == "procure"  # the plan is signed; what was left open before is still told
    assert stages.at["assess needs", "not_yet"] == 2
    assert found.steps("assess needs", "not yet") == [
        "figures of our area beside others", "what is bought now under each contract",
    ]  # fmt: skip
    assert "Plan: 9 of 9 steps on record." in found.summary()
    assert "not yet: figures of our area beside others" in found.summary()
    assert found.origin is None and "SYNTHETIC" in found.notice


def test_every_entry_that_shows_a_step_is_there(played):
    found, entries = played
    kinds = entries.set_index("seq")["kind"]
    asked = steps_of()
    for row, step in zip(found.table.itertuples(), asked.itertuples(), strict=True):
        assert (row.status == "on record") == bool(row.entries)
        for seq in row.entries:
            assert kinds[seq] in (step.kind, "table")
    sign = found.table.set_index("step").loc["signed and sealed"]
    assert sign["status"] == "on record" and sign["shown"].startswith("entries ")


def test_what_was_undone_shows_nothing(short_copy):
    with Workshop(short_copy) as workshop:
        entry = workshop.add("risk", by="lead", candidate="P02", risk="no nurses")
        assert "what may go wrong" in cycle(workshop).steps("procure", "on record")
        workshop.undo(entry.seq, by="lead", because="mistyped")
        assert "what may go wrong" in cycle(workshop).steps("procure", "not yet")
        workshop.add("promise", by="lead", what="minutes", whom="all", kept="kept", how="sent")
        assert cycle(workshop).steps("monitor", "on record") == ["promises kept"]


def test_what_was_carried_over_is_last_years(short_day, quick_folder):
    new = quick_folder / "cycle-next.wcc"
    next_round(short_day, new, year="2027/28")
    with Workshop(new) as workshop:
        found = cycle(workshop)
        assert found.stages["on_record"].sum() == 0
        assert found.steps("plan", "last year's") == [
            "the question and the rules of the ICB", "what matters in word anchors",
        ]  # fmt: skip
        assert "scores seen together" in found.steps("plan", "not yet")
        assert "It carries on from short.wcc, for 2027/28." in found.summary()
        workshop.add("charter", by="chair", question="Which pathways next?")
        again = cycle(workshop)
        assert again.steps("plan", "on record") == ["the question and the rules of the ICB"]
    for left in new.parent.glob("cycle-next*"):
        left.unlink()


def test_the_map_names_kinds_words_and_notebooks_that_there_are():
    steps = steps_of()
    assert set(steps["stage"]) == set(STAGES)
    assert set(steps["kind"].dropna()) <= set(KINDS)
    written = {path.stem for path in NOTEBOOKS.glob("*.ipynb")}
    named = set(steps["notebook"].dropna())
    assert {name for name in named if name < "08"} <= written
    assert named - written <= {"10_competencies_and_cycle"}
    assert steps["output"].notna().all()


@pytest.mark.parametrize("kind", ["CCG", "place"])
def test_every_kind_of_organisation_has_every_word(short_day, kind):
    words = standing_tables()["words"].frame.query("kind == @kind").set_index("word")["says"]
    with Workshop(short_day) as workshop:
        steps = cycle(workshop, kind=kind).table["step"]
    assert f"the decision of the {words['board']}" in set(steps)
    assert not steps.str.contains("{", regex=False).any()


def test_ones_own_map_takes_the_place_of_ours(short_day, tmp_path):
    table = steps_of().head(2).assign(step=["join the dots", "count the {short}"])
    write_folder({"cycle": table}, tmp_path / "own", CYCLE)
    with Workshop(short_day) as workshop:
        found = cycle(workshop, kind="CCG", steps=tmp_path / "own")
        assert found.steps("assess needs") == ["join the dots", "count the CCG"]
        assert found.stages["of"].tolist() == [2, 0, 0, 0]
        bad = table.assign(kind=["indicatr", "idea"], step=["a", "the {bord}"])
        write_folder({"cycle": bad}, tmp_path / "bad", CYCLE)
        with pytest.raises(InputError) as told:
            cycle(workshop, steps=tmp_path / "bad")
    assert "Did you mean 'indicator'" in str(told.value) and "{bord}" in str(told.value)
