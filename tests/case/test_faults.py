"""What is wrong between the tables: each rule has a fault planted, and the words are matched."""

import pandas as pd
import pytest

from wcc_prioritise.tables import InputError


def planted(case, table, row, **cells):
    """Change cells of one row of a table and read the case again."""
    frame = getattr(case, table).astype(object)
    for column, value in cells.items():
        frame.loc[frame.index[row], column] = value
    return case.replace(**{table: frame})


def row_of(case, table, **where):
    frame = getattr(case, table)
    hits = frame.index
    for column, value in where.items():
        hits = [i for i in hits if frame.at[i, column] == value]
    return list(frame.index).index(hits[0])


@pytest.mark.parametrize(
    ("table", "cells", "words"),
    [
        ("scores", {"candidate": "P99"}, r"candidate: found P99; allowed: a code of candidates"),
        ("scores", {"person": "S99"}, r"a code of people"),
        ("scores", {"criterion": "C1"}, r"allowed: a judged criterion"),
        ("swings", {"criterion": "C10"}, r"a code of criteria"),
        ("candidates", {"first_benefit": 90.0}, r"before the first benefit at 90"),
        ("candidates", {"indicators": ("NO_SUCH",)}, r"a code of indicators"),
        ("links", {"other": "P24", "candidate": "P24"}, r"another candidate"),
        ("limits", {"resource": "gross_3yrs"}, r"Did you mean 'gross_3yr'"),
        ("rules", {"what": "quick wins"}, r"Did you mean 'quick win'"),
        ("rules", {"number": None}, r"number: found blank"),
        ("chances", {"criterion": "C5"}, r"a condition whose use is chance"),
        ("people", {"roles": ("patiant",)}, r"Did you mean 'patient'"),
        ("measures", {"likely": 12.0}, r"blank: this criterion is measured from the health gain"),
        ("measures", {"low": 9e6}, r"low <= likely <= high"),
    ],
)
def test_faults_between_tables(northmere, table, cells, words):
    with pytest.raises(InputError, match=words):
        planted(northmere, table, 0, **cells)


@pytest.mark.parametrize(
    ("code", "cells", "words"),
    [
        ("C2", {"worst": 1.0}, r"0 to 100 for a judged criterion"),
        ("C2", {"nothing": None}, r"nothing: found blank.*doing nothing would get"),
        ("C1", {"measured_from": None}, r"measures, health gain or evidence grade"),
        ("C1", {"best": 0.0}, r"the same as worst"),
        ("C1", {"curve": "0:0; 5:x"}, r"The pairs cannot be read"),
        ("C7", {"use": None}, r"chance or context"),
    ],
)
def test_faults_of_a_criterion(northmere, code, cells, words):
    with pytest.raises(InputError, match=words):
        planted(northmere, "criteria", row_of(northmere, "criteria", criterion=code), **cells)


def test_a_helping_link_says_how_much(northmere):
    row = row_of(northmere, "links", link="helps")
    with pytest.raises(InputError, match="effect: found blank"):
        planted(northmere, "links", row, effect=None)


def test_a_score_against_an_interest_is_refused(northmere):
    barred = northmere.interests[northmere.interests["effect"] == "withdraw"].iloc[0]
    frame = northmere.scores
    extra = frame.iloc[[0]].assign(person=barred["person"], candidate=barred["candidate"])
    with pytest.raises(InputError, match="no score where an interest bars it.*recused"):
        northmere.replace(scores=pd.concat([frame, extra], ignore_index=True))


def test_a_person_without_any_points_is_named(northmere):
    swings = northmere.swings
    person = swings["person"].iloc[0]
    swings.loc[swings["person"] == person, "points"] = 0.0
    with pytest.raises(InputError, match=f"no points above 0 by {person} in round 1"):
        northmere.replace(swings=swings)


def test_all_faults_come_at_once(northmere):
    scores = northmere.scores
    scores.loc[0, "person"] = "S99"
    links = northmere.links
    links.loc[0, "candidate"] = "P77"
    with pytest.raises(InputError, match="2 things to put right") as wrong:
        northmere.replace(scores=scores, links=links)
    assert len(wrong.value.faults) == 2
