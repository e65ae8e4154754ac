"""The frozen case: contents, fingerprint, changed copies."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import wcc_prioritise as wcc
from wcc_prioritise.schema import TABLES
from wcc_prioritise.tables import InputError, write_folder, write_workbook


def test_every_table_is_a_fresh_frame(northmere):
    frame = northmere.candidates
    frame.loc[0, "name"] = "spoilt"
    assert northmere.candidates.loc[0, "name"] != "spoilt"
    assert len(northmere.candidates) == 24 and len(northmere.criteria) == 9


def test_a_table_that_was_not_given_is_empty_with_its_columns():
    case = wcc.read(wcc.sample("real"))
    assert case.charter is None
    assert case.candidates.empty and "name" in case.candidates


def test_a_case_is_frozen(northmere):
    with pytest.raises(AttributeError):
        northmere.tables = {}


def test_a_misspelt_field_is_met_with_the_near_name(northmere):
    with pytest.raises(AttributeError, match="did you mean 'candidates'"):
        northmere.candidate_s  # noqa: B018


def test_the_fingerprint_does_not_depend_on_the_form_of_file(northmere, tmp_path):
    tables = {name: table.frame for name, table in northmere.tables.items()}
    write_folder(tables, tmp_path / "folder")
    write_workbook(tables, tmp_path / "book.xlsx")
    folder, book = wcc.read(tmp_path / "folder"), wcc.read(tmp_path / "book.xlsx")
    assert folder.fingerprint == book.fingerprint == northmere.fingerprint
    assert folder.difference(book) == []


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_fingerprint_does_not_depend_on_the_order_of_rows_or_columns(short, shuffler):
    changed = {}
    for name in ("scores", "candidates", "criteria", "links"):
        frame = getattr(short, name)
        rows, columns = list(range(len(frame))), list(frame.columns)
        shuffler.shuffle(rows)
        shuffler.shuffle(columns)
        changed[name] = frame.iloc[rows][columns]
    assert short.replace(**changed).fingerprint == short.fingerprint


def test_a_changed_copy_goes_through_the_same_door(northmere):
    candidates = northmere.candidates
    candidates.loc[candidates["candidate"] == "P01", "people"] = -5.0
    with pytest.raises(InputError, match="people"):
        northmere.replace(candidates=candidates)
    with pytest.raises(InputError, match="Did you mean 'candidates'"):
        northmere.replace(candidate=candidates)


def test_what_changed_is_said_in_words(northmere):
    candidates = northmere.candidates
    candidates.loc[candidates["candidate"] == "P01", "people"] = 900.0
    scores = northmere.scores.iloc[1:]
    charter = northmere.charter.model_copy(update={"reference_people": 500.0})
    other = northmere.replace(candidates=candidates, scores=scores, charter=charter)
    said = northmere.difference(other)
    assert "candidates: P01, people was 400, is 900" in said
    assert "charter: charter, reference_people was 1000, is 500" in said
    assert sum("scores:" in line and "was removed" in line for line in said) == 1
    assert len(said) == 3
    assert northmere.fingerprint != other.fingerprint


def test_derived_resources(northmere):
    p01 = northmere.resources.loc["P01"]
    assert p01["gross_3yr"] == p01["set_up_cost"] + 3 * p01["running_cost"] == 600
    assert p01["candidates"] == 1


def test_a_further_resource_is_a_column(northmere):
    candidates = northmere.candidates.assign(resource_sessions=2.0)
    assert (northmere.replace(candidates=candidates).resources["resource_sessions"] == 2).all()


def test_equal_contents_are_equal_cases(northmere):
    again = northmere.replace(links=northmere.links.iloc[::-1])
    assert again == northmere and hash(again) == hash(northmere)
    assert "24 candidates" in repr(northmere)


def test_all_tables_can_be_asked_for(northmere):
    for name in TABLES:
        if name != "charter":
            assert isinstance(getattr(northmere, name), pd.DataFrame)
