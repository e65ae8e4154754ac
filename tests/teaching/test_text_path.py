"""Can every exercise be done with no notebook, mouse or picture? By plain functions alone."""

import pytest

from wcc_prioritise import teaching

pytestmark = pytest.mark.usefixtures("worked_out_once")


@pytest.fixture(params=teaching.exercises(), ids=lambda exercise: exercise.code)
def exercise(request):
    return request.param


def test_an_exercise_is_done_from_story_to_answer_in_plain_text(exercise):
    code = exercise.code
    told = teaching.story(code)
    for head in ("Predict", "Run, then investigate", "Check", "Modify", "Make"):
        assert f"\n{head}" in told
    assert "{" not in told
    assert isinstance(repr(teaching.given(code)), str)

    assert teaching.show(code, teaching.predict(code, "")).parts == ()
    guess = teaching.predict(code, "I expect something else")
    run = repr(teaching.show(code, guess))
    assert "You expected: I expect something else" in run and len(run.splitlines()) > 4

    asked = teaching.check(code, "")
    assert not asked.right and "nothing is typed yet" in repr(asked)
    assert exercise.reads.form() in repr(asked)

    right = teaching.check(code, teaching.model_answer(code).answer)
    assert right.right and right.misconception is None and right.outcome == exercise.outcomes


def test_every_expected_wrong_answer_gets_its_misconception_by_name(exercise):
    expected = teaching.wrong_answers(exercise.code)
    giveaways = teaching.model_answer(exercise.code).giveaways
    if exercise.code == "X11":  # what is left out decides; see the marking grid
        found = teaching.check("X11", "the criteria, the chosen set")
        assert found.misconception in set(teaching.marking_grid("X11")["misconception"])
        return
    assert len(expected) >= 2
    for row in expected.itertuples():
        found = teaching.check(exercise.code, row.answer)
        assert not found.right and found.misconception == row.misconception
        assert f"“{row.misconception}”" in repr(found) and row.say in repr(found)
        told = [text for text in giveaways if text in repr(found)]
        assert told == [], "the words tell the answer"


def test_one_figure_is_changed_and_the_rest_follows(exercise):
    mine = teaching.tables(exercise.code)
    exec(exercise.change, {}, {"mine": mine})
    answer = teaching.model_answer(exercise.code, mine)
    assert teaching.check(exercise.code, answer.answer, mine).right
    assert answer.words != teaching.model_answer(exercise.code).words or exercise.code == "X11"
