"""Is a challenge answered by an outsider, once, with reasons and a letter from the record?"""

from datetime import date

import pytest

from wcc_prioritise.challenge import answer, corrected_score, materiality, reply_letter
from wcc_prioritise.tables import InputError
from wcc_prioritise.workshop import Workshop


@pytest.fixture
def challenged(short_copy):
    with Workshop(short_copy) as workshop:
        workshop.add(
            "challenge", by="clerk", ground="misapplied criterion", source="a sponsor",
            candidate="P07", criterion="K2", what="<b>the words</b> for 50 were read as 25",
            received=date(2026, 11, 2),
        )  # fmt: skip
        yield workshop


def test_the_answer_is_recorded_with_what_moves_and_drafted_as_a_letter(challenged):
    found = materiality(challenged, corrected_score("P07", "K2", 90), runs=200)
    entry = answer(
        challenged, "H01", answered_by="director of public health", outcome="upheld in part",
        because="two people read the wrong line", by="clerk", materiality=found,
        remedy="the two scores are asked for again", on=date(2026, 11, 20),
    )  # fmt: skip
    assert entry.fields["materiality"] == found.words
    letter = reply_letter(challenged, "H01")
    for words in (
        "misapplied criterion: a criterion was not applied as its words say",
        "<b>the words</b> for 50 were read as 25",
        "director of public health, who was not on the panel",
        found.words,
        "Outcome: upheld in part. Reasons: two people read the wrong line",
        "the two scores are asked for again",
        "[Signature]",
    ):
        assert words in letter


def test_one_answer_to_a_challenge(challenged):
    given = {"answered_by": "auditor", "outcome": "not upheld", "because": "read back", "by": "x"}
    answer(challenged, "H01", **given)
    assert "Nothing was computed again for this reply." in reply_letter(challenged, "H01")
    with pytest.raises(InputError, match="which was answered"):
        answer(challenged, "H01", **given)


@pytest.mark.parametrize("who", ["S03", "s03", "Consultant", " carer "])
def test_nobody_of_the_panel_answers(challenged, who):
    with pytest.raises(InputError, match="who is on the panel"):
        answer(challenged, "H01", answered_by=who, outcome="upheld", because="x", by="y")


def test_what_is_not_there_is_told(challenged):
    with pytest.raises(InputError, match="challenge 'H02'.*one of: H01"):
        reply_letter(challenged, "H02")
    with pytest.raises(InputError, match="which has no answer yet"):
        reply_letter(challenged, "H01")
