"""Does the rehearsal take the whole day, and find what would stop the real one?"""

import pandas as pd
import pytest

from wcc_prioritise.case import Case
from wcc_prioritise.tables import InputError, check_frame
from wcc_prioritise.teaching import before_the_day, closing, rehearsing
from wcc_prioritise.teaching.readiness import better_agreed, to_mend
from wcc_prioritise.teaching.rehearsing import TITLES, panel_of, papers, rehearse, until_the_set
from wcc_prioritise.workshop import Workshop

FEW = ("P05", "P07", "P19")


def with_tables(case, **frames):
    """Give a case with other tables, an empty one left out."""
    held = {name: table for name, table in case.tables.items() if name not in frames}
    made = {name: check_frame(name, frame)[0] for name, frame in frames.items() if len(frame)}
    return Case({**held, **made})


def with_charter(case, **fields):
    return case.replace(charter=case.charter.model_copy(update=fields))


@pytest.fixture(scope="module")
def small(short):
    """The short path with three candidates, before anybody answered."""
    frames = {}
    for name in ("candidates", "evidence", "measures", "interests"):
        frame = getattr(short, name)
        frames[name] = frame[frame["candidate"].isin([*FEW, "all"])]
    limits = pd.DataFrame({"resource": ["gross_3yr"], "most": [3_000.0]})
    rules = pd.DataFrame({"kind": ["at least"], "what": ["quick win"], "number": [1]})
    links = pd.DataFrame()
    return with_tables(before_the_day(short), **frames, limits=limits, rules=rules, links=links)


@pytest.fixture(scope="module")
def day(small, quick_folder):
    told = []
    path = quick_folder / f"rehearsed-{id(told)}.wcc"
    return rehearse(small, path, seed=2026, progress=told.append), told


def step(rehearsal, key):
    return next(one for one in rehearsal.steps if one.key == key)


def test_the_panel_has_one_of_each_difficult_kind_and_leavers(short):
    case, cast = panel_of(short, seed=3)
    assert sorted(cast.values()) == ["dominant", "gamer", "harsh", "leaver", "leaver"]
    assert panel_of(short, seed=3) == (case, cast) != panel_of(short, seed=4)
    early = case.people.set_index("person")["attends_to"]
    assert {p for p, time in early.items() if time == "14:49"} == {
        p for p, held in cast.items() if held == "leaver"
    }
    left = case.scores[case.scores["person"].isin(early.index[early == "14:49"])]
    assert left["criterion"].nunique() == 2  # and everybody else scored all four
    assert case.scores["criterion"].nunique() == 4


def test_who_goes_early_anyway_is_the_leaver(northmere):
    assert [p for p, held in panel_of(northmere, seed=1)[1].items() if held == "leaver"] == ["S03"]


def test_without_times_people_get_them_and_a_small_panel_stays_plain(short):
    people = short.people.assign(attends_from=None, attends_to=None)
    case, cast = panel_of(short.replace(people=people), seed=1)
    assert case.people["attends_to"].notna().all() and "leaver" in cast.values()
    few = with_tables(before_the_day(short), people=short.people.head(3), interests=pd.DataFrame())
    assert panel_of(few, seed=1)[1] == {}


def test_nothing_said_on_an_earlier_day_is_taken_over(short_day, short):
    with Workshop(short_day) as workshop:
        drawn, _ = panel_of(workshop.case(), seed=1)
    assert drawn.acts.empty and drawn.agreements.empty and drawn.decisions.empty
    assert len(drawn.interests) == len(short.interests)


def test_every_step_is_taken_in_order_and_told(day):
    rehearsal, told = day
    assert told == list(TITLES.values()) == [one.title for one in rehearsal.steps]
    assert all(one.seen for one in rehearsal.steps) and rehearsal.ready
    assert not any(one.refused for one in rehearsal.steps)
    assert [one.at for one in rehearsal.steps] == sorted(one.at for one in rehearsal.steps)


def test_the_rehearsed_record_is_a_whole_day(day):
    with Workshop(day[0].path) as workshop:
        entries, case = workshop.entries(), workshop.case()
        assert workshop.verify().whole and workshop.frozen is not None
    assert {"attendance", "gut order", "swing", "score", "reveal", "discuss", "undo"} < set(
        entries["kind"]
    )
    assert len(case.decisions) == 1 and set(case.scores["round"]) == {1, 2}
    left = entries[(entries["kind"] == "attendance") & entries["words"].str.contains("left")]
    assert len(left) == 2


def test_what_the_facilitator_would_have_seen_is_in_words(day):
    rehearsal, _ = day
    who = {held: person for person, held in rehearsal.cast.items()}
    reveal = " ".join(step(rehearsal, "reveal").seen)
    assert f"On your console only, of {who['gamer']} (gamer): {who['gamer']} scores P" in reveal
    assert "missing, never nought" in " ".join(step(rehearsal, "score on").seen)
    assert "mistyped and taken back" in " ".join(step(rehearsal, "score").seen)
    chosen = " ".join(step(rehearsal, "set").seen)
    assert f"Without the answers of {who['dominant']}" in chosen
    assert "pass mark of 6" in step(rehearsal, "heard").seen[0]
    assert "seal" in step(rehearsal, "freeze").seen[0]
    assert step(rehearsal, "reveal").lines(1) == list(step(rehearsal, "reveal").seen[:1])


def test_a_day_without_limits_pass_mark_or_reachable_quorum_goes_on_and_is_not_ready(
    small, quick_folder
):
    bare = with_tables(with_charter(small, quorum=11, pass_mark=None), limits=pd.DataFrame())
    path = quick_folder / f"bare-{id(bare)}.wcc"
    found = rehearse(bare, path, seed=1)
    words = " ".join(found.mend)
    assert not found.ready and "No limits" in words and "pass_mark" in words
    assert "The quorum is 11 and the panel 10: it cannot be reached" in words
    assert step(found, "set").refused and step(found, "decide").refused
    assert step(found, "set").lines(0)[0].startswith("STOPPED: ")
    assert "refused until a reason was given" in step(found, "reveal").seen[0]
    assert step(found, "freeze").seen[0].startswith("Frozen")
    with pytest.raises(InputError, match="limit"):
        papers(path, ["two-page-paper"], lambda name: None)
    assert "could not be made: no limit" in found.and_papers("no limit").mend[-1]


def test_rules_that_clash_are_told_in_words(short):
    limits = pd.DataFrame({"resource": ["gross_3yr"], "most": [1.0]})
    rules = pd.DataFrame({"kind": ["must"], "what": ["P07"]})
    clash, refused = with_tables(short, rules=rules, limits=limits), []
    assert rehearsing._tried(lambda: closing.chosen_set(clash), refused) is None
    assert len(refused) == 1 and refused[0].startswith("no set meets every demand: ")


@pytest.mark.slow
def test_an_anonymous_day_is_taken_too(small, quick_folder):
    case = with_charter(small, privacy="anonymous")
    found = rehearse(case, quick_folder / f"anonymous-{id(case)}.wcc", seed=1)
    assert found.ready, found.mend
    assert "unseen, until they are revealed" in step(found, "score").seen[0]


def test_disruptions_begin_where_everything_is_revealed(small, quick_folder):
    path = quick_folder / f"until-{id(small)}.wcc"
    clock = until_the_set(small, path, seed=1)
    with Workshop(path, clock=clock) as workshop:
        assert not any(workshop.hidden(code) for code in ("K2", "K3"))
        assert workshop.now().strftime("%H:%M") == "15:30" and workshop.frozen is None
        assert "left" not in set(workshop.case().acts["text"])  # nobody left before a walk-out


def test_the_day_lies_after_the_closing_date(short):
    assert rehearsing.day_of(short) == rehearsing.DAY
    late = with_charter(short, closing_date=pd.Timestamp(2030, 1, 1).date())
    assert rehearsing.day_of(late).isoformat() == "2030-01-15"


def test_nobody_to_score_and_nothing_to_be_scored_is_told(short):
    bare = with_tables(before_the_day(short), candidates=pd.DataFrame(), people=pd.DataFrame())
    with pytest.raises(InputError, match="no candidates, no people"):
        panel_of(bare, seed=1)


# ---- what must be mended ------------------------------------------------------------------------


def test_the_samples_are_ready(short, northmere):
    assert to_mend(short) == to_mend(northmere) == [] == better_agreed(short)


@pytest.mark.parametrize(
    ("words", "said"), [("[words]", "Answer [words] in criteria"), ("50", "Word five different")]
)
def test_anchors_that_say_nothing_are_found(short, words, said):
    criteria = short.criteria
    criteria.loc[criteria["criterion"] == "K2", "anchor_50"] = words
    assert said in " ".join(to_mend(short.replace(criteria=criteria)))


def test_two_anchors_that_read_the_same_are_found(short):
    criteria = short.criteria
    criteria["anchor_75"] = criteria["anchor_100"]
    assert len(to_mend(short.replace(criteria=criteria))) == (criteria["kind"] == "judged").sum()


def test_a_voice_group_of_two_is_found(short):
    people = short.people[~short.people["person"].isin(["S05"])]
    few = with_tables(before_the_day(short), people=people, interests=pd.DataFrame())
    assert to_mend(few)[0].startswith("Only 2 in the voice group public")


def test_what_had_better_be_agreed_is_listed_and_stops_nothing(short):
    vague = with_charter(short, late_rule=None, cut_list=None)
    assert to_mend(vague) == [] and len(better_agreed(vague)) == 2
    assert "quorum" in " ".join(to_mend(with_charter(short, quorum=None)))
