import pytest


@pytest.fixture
def cell(day):
    day.score("P01", "K2", person="S01", score=40, by="driver")
    day.swing("K2", person="S01", points=100, by="driver")
    return day


def why(day):
    return {(row.kind, row.criterion): row.why for row in day.stale().itertuples()}


def test_nothing_is_stale_at_first(cell):
    assert cell.stale().empty
    columns = ["kind", "person", "candidate", "criterion", "entry", "why"]
    assert list(cell.stale().columns) == columns


def test_an_anchor_that_changed_marks_scores_and_weights(cell):
    seq = cell.add("criterion", by="a", criterion="K2", anchor_75="other words").seq
    said = f"anchor_75 of K2 changed (entry {seq})"
    assert why(cell) == {("score", "K2"): said, ("swing", "K2"): said}


def test_other_words_and_other_criteria_mark_nothing(cell):
    cell.add("criterion", by="a", criterion="K2", branch="heading")
    cell.add("criterion", by="a", criterion="K3", anchor_75="other words")
    assert cell.stale().empty


@pytest.mark.parametrize("criterion, stale", [("K2", True), (None, True), ("K3", False)])
def test_evidence_marks_the_scores_it_bears_on(cell, criterion, stale):
    cell.add("evidence", by="a", candidate="P01", criterion=criterion, statement="x", source="y")
    cell.add("evidence", by="a", candidate="P07", statement="x", source="y")
    assert (("score", "K2") in why(cell)) == stale
    assert ("swing", "K2") not in why(cell)


def test_a_measure_marks_the_scores_of_its_candidate(cell):
    cell.add("measure", by="a", candidate="P01", criterion="K1", low=1, high=9)
    assert "measure on P01 changed" in why(cell)["score", "K2"]


def test_what_is_taken_back_marks_only_what_came_between(cell):
    seq = cell.add("evidence", by="a", candidate="P01", statement="x", source="y").seq
    cell.score("P01", "K2", person="S02", score=40, by="driver")
    cell.undo(seq, by="a")
    assert cell.stale()["person"].tolist() == ["S02"]
    cell.redo(seq, by="a")
    assert cell.stale()["person"].tolist() == ["S01"]


def test_a_new_answer_or_a_second_look_clears_the_mark(cell):
    cell.add("criterion", by="a", criterion="K2", anchor_75="other words")
    marks = cell.stale().set_index("kind")
    cell.add("checked again", by="driver", person="S01", entry=int(marks.at["score", "entry"]))
    assert list(why(cell)) == [("swing", "K2")]
    cell.swing("K2", person="S01", points=90, by="driver")
    assert cell.stale().empty
    cell.add("criterion", by="a", criterion="K2", anchor_75="yet other words")
    assert len(cell.stale()) == 2


def test_a_second_look_at_one_row_of_a_table(short, tmp_path):
    from wcc_prioritise.workshop import Workshop

    with Workshop.start(short, tmp_path / "day.wcc") as day:
        day.add("evidence", by="a", candidate="P01", criterion="K2", statement="x", source="y")
        marks = day.stale()
        entry = int(marks["entry"].iloc[0])
        day.add("checked again", by="a", person="S01", candidate="P01", criterion="K2", entry=entry)
        assert set(marks["person"]) - set(day.stale()["person"]) == {"S01"}


def test_a_recused_or_withdrawn_score_is_not_marked(cell):
    cell.add("evidence", by="a", candidate="P01", statement="x", source="y")
    cell.add("candidate withdrawn", by="a", candidate="P01", because="no sponsor")
    assert "score" not in set(cell.stale()["kind"])
