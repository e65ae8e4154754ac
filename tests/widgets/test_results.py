import pytest

from wcc_prioritise.portfolio import select
from wcc_prioritise.portfolio.asked import asked_of
from wcc_prioritise.teaching import play
from wcc_prioritise.widgets.results import Results
from wcc_prioritise.workshop import Workshop


@pytest.fixture(scope="module")
def talking(short, quick_folder):
    """Give a day on which everything was revealed once."""
    with play(short, quick_folder / "results-talking.wcc", seed=3, until="discuss") as day:
        yield day


@pytest.fixture
def results(talking):
    return Results(talking)


def test_what_is_shown_comes_to_what_the_verbs_say(results):
    assert results.unseen == [] and results.obstacle is None
    plain = select(results.appraisal, **asked_of(results.case))
    assert results.portfolio.chosen == plain.chosen
    assert results.ranking.appraisal is results.appraisal
    assert set(results.talk["criterion"]) <= set(results.judged)


def test_everyone_who_is_there_is_counted_once_in_the_room(results, talking, short):
    counts = results.counts("K2").set_index("group")
    assert counts.loc["all", "asked"] == len(short.people)
    assert (counts["answered"] <= counts["asked"]).all()
    gone = short.people["person"].iloc[0]
    with Workshop(talking.path) as day:
        assert Results(day).counts("K2")["asked"].iloc[-1] == len(short.people)
        assert gone in set(day.case().people["person"])


def test_before_the_reveal_there_is_no_result_and_the_reason_is_said(short, quick_folder):
    with play(short, quick_folder / "results-scoring.wcc", seed=3, until="reveal") as day:
        results = Results(day)
        assert results.unseen == results.judged and results.seen("weights")
        assert results.obstacle.startswith("Hidden until they are revealed: Fairness")


def test_the_set_kept_last_is_the_set(short_copy):
    with Workshop(short_copy) as day:
        before = Results(day)
        asked = before.asked
        other = before.portfolio.with_limits({**asked["limits"], "gross_3yr": 4_500})
        day.calculation("select", other, by="analyst")
        after = Results(day, before)
        assert after.asked["limits"]["gross_3yr"] == 4_500
        assert after.portfolio.chosen == other.chosen


def test_a_note_does_not_work_the_doubt_out_again_and_a_score_does(short_copy):
    with Workshop(short_copy) as day:
        before = Results(day)
        assert len(before.stress.bands)
        day.note("nothing changes", by="scribe")
        after = Results(day, before)
        assert after.stress is before.stress
        person = before.case.people["person"].iloc[0]
        last = int(before.case.scores["round"].max()) + 1
        day.score("P01", "K2", person=person, score=55, round=last, by="x", because="a reason")
        day.reveal("K2", by="x", because="a reason")
        changed = Results(day, after)
        assert not changed.same_as(after) and "stress" not in vars(changed)
