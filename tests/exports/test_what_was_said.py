import pandas as pd
import pytest

from wcc_prioritise.exports.public_words import Discreet
from wcc_prioritise.exports.what_was_said import A_MEMBER, reasons_of, voices_of


def test_people_are_quoted_by_their_group_where_its_roles_are_small(northmere):
    voices = voices_of(northmere)
    assert set(voices) == set(northmere.people["person"])
    roles = {role for held in northmere.people["roles"] for role in held}
    assert not roles & set(voices.values())


def test_a_role_of_three_people_is_quoted_as_that_role(short):
    people = short.people
    people["roles"] = [("patient",)] * 4 + [("GP",)] * 3 + [("finance",)] * 3
    voices = voices_of(short.replace(people=people))
    assert sorted(set(voices.values())) == ["GP", "finance", "patient"]


def test_a_group_of_fewer_than_three_is_a_member_of_the_panel(short):
    people = short.people
    people["roles"] = [("patient",)] * 8 + [("GP",)] * 2
    voices = voices_of(short.replace(people=people))
    assert [voices[p] for p in people["person"][8:]] == [A_MEMBER] * 2


def test_a_reason_stands_once_and_no_score_beside_it(short):
    cell = (short.scores["candidate"] == "P01") & (short.scores["criterion"] == "K2")
    scores = short.scores[cell].head(3).assign(reason=["why", "why", None])
    found = reasons_of(short.replace(scores=scores))
    assert list(found["reason"]) == ["why"]
    assert list(found.columns) == ["candidate", "criterion", "reason", "who"]


def test_a_reason_that_names_a_token_is_left_out_where_it_must_be(short):
    person = short.people["person"].iloc[0]
    scores = short.scores.head(1).assign(reason=[f"as {person} said"])
    case = short.replace(scores=scores)
    assert person in reasons_of(case)["reason"].iloc[0]
    assert person not in reasons_of(case, Discreet(case))["reason"].iloc[0]


def test_a_case_without_reasons_has_none(short):
    empty = reasons_of(short.replace(scores=short.scores.assign(reason=pd.NA).head(0)))
    assert empty.empty and "who" in empty


@pytest.mark.parametrize("name", ["short", "northmere"])
def test_everybody_has_words(request, name):
    case = request.getfixturevalue(name)
    assert all(voices_of(case).values())
