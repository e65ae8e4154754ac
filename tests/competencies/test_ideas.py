"""Does each idea get an outcome and thanks, and does it reach the long list?"""

import datetime

import pandas as pd
import pytest

from wcc_prioritise.cli.check import questions_on
from wcc_prioritise.competencies import (
    answer_idea,
    draft_of,
    idea_questions,
    ideas_answered,
    take_in,
)
from wcc_prioritise.tables import InputError
from wcc_prioritise.workshop import Workshop

FACTS = dict(set_up_cost=20, running_cost=60, first_benefit=4, full_benefit=10, people=800, gain=5,
             duration=2)  # fmt: skip
WARD = "one number to ring for all community services, by day and by night, for staff and families."


@pytest.fixture
def record(short, quick_folder, request):
    """Start a record with three ideas: from a ward, anonymous, and one that was answered."""
    path = quick_folder / f"ideas-{abs(hash(request.node.nodeid))}.wcc"
    with Workshop.start(short, path) as workshop:
        day = datetime.date(2026, 9, 1)
        workshop.add("idea", by="scribe", source="a ward", what=WARD, received=day)
        workshop.add("idea", by="scribe", what="fewer forms")
        done = {"outcome": "kept for next year", "thanked": day}
        workshop.add("idea", by="scribe", source="a nurse", what="night visits", **done)
        yield workshop
    for left in path.parent.glob(f"{path.stem}*"):
        left.unlink()


def lacks(workshop):
    return ideas_answered(workshop.case()).set_index("idea")["lacks"].to_dict()


def test_which_ideas_lack_what(record):
    assert lacks(record) == {"I01": "an outcome and thanks", "I02": "an outcome", "I03": ""}
    table = ideas_answered(record.case())
    assert table["source"].tolist() == ["a ward", "anonymous", "a nurse"]
    owed = record.open_items()
    assert sorted(owed["item"]) == ["I01", "I02"]  # as the record itself counts them


def test_answers_and_thanks_leave_nothing_owed(record):
    answer_idea(record, "I02", by="lead", outcome="forms are halved from May")
    answer_idea(record, "I01", by="lead", outcome="not this year: no lead")
    assert lacks(record) == {"I01": "thanks", "I02": "", "I03": ""}
    answer_idea(record, "I01", by="lead", thanked=datetime.date(2026, 11, 2))
    assert set(lacks(record).values()) == {""} and idea_questions(record.case()).empty
    row = record.case().ideas.set_index("idea").loc["I01"]
    assert row["outcome"] == "not this year: no lead" and row["what"] == WARD
    with pytest.raises(InputError, match="neither an outcome nor thanks"):
        answer_idea(record, "I01", by="lead")


def test_an_idea_begins_a_row_of_the_long_list(record):
    draft = draft_of(record.case(), "I01")
    fields = draft.fields
    assert fields["candidate"] == "P23"
    assert len(fields["name"]) <= 60 and fields["name"].endswith("…")
    assert WARD.startswith(fields["name"].rstrip("…"))
    assert fields["description"] == f"{WARD} (idea I01, from a ward)"
    assert fields["received"] == datetime.date(2026, 9, 1)
    assert [name for name, _ in draft.wanting] == list(FACTS)
    assert "still to be found out" in draft.words
    assert draft_of(record.case(), "I02", **FACTS).wanting == ()
    named = draft_of(record.case(), "I02", name="Fewer forms", **FACTS)
    assert named.fields["name"] == "Fewer forms"


def test_taken_in_it_is_a_candidate_and_has_an_outcome(record):
    with pytest.raises(InputError, match="no first_benefit"):
        take_in(record, "I02", by="lead", because="front-line idea", set_up_cost=1, running_cost=2)
    assert len(record.case().candidates) == 12
    entry = take_in(record, "I02", by="lead", because="front-line idea", **FACTS)
    case = record.case()
    assert entry.fields["outcome"] == "on the long list as P23"
    row = case.candidates.set_index("candidate").loc["P23"]
    assert row["name"] == "fewer forms" and row["people"] == 800
    assert "idea I02)" in row["description"] and "from" not in row["description"]
    assert lacks(record)["I02"] == ""


def test_unknown_ideas_and_fields_are_refused(record):
    with pytest.raises(InputError, match="'I1'.*Did you mean 'I01'"):
        draft_of(record.case(), "I1")
    with pytest.raises(InputError, match="'setup_cost'.*Did you mean 'set_up_cost'"):
        draft_of(record.case(), "I01", setup_cost=1)
    with pytest.raises(InputError, match="a code of ideas"):
        answer_idea(record, "I99", by="lead", outcome="x")


def test_each_is_asked_about_before_the_day(short):
    ideas = pd.DataFrame({"idea": ["I01"], "what": ["fewer forms"]})
    case = short.replace(ideas=ideas)
    asked = idea_questions(case)
    assert asked.to_numpy().tolist() == [
        ["ideas", "I01", "from anonymous, lacks an outcome: fewer forms"]
    ]
    assert idea_questions(short).empty
    assert questions_on(case, None).to_numpy().tolist() == asked.to_numpy().tolist()  # wcc check
