import re

import pandas as pd
import pytest

from wcc_prioritise.judgement import counted_scores, may_be_shown
from wcc_prioritise.voices import for_the_room
from wcc_prioritise.widgets.place import Place
from wcc_prioritise.widgets.results import Results
from wcc_prioritise.widgets.room.pieces import short_name, whole_name
from wcc_prioritise.widgets.room.talking import TOO_CLOSE, UNTOLD, _at, discuss, shown_of
from wcc_prioritise.workshop import Workshop

CODE, CRITERION = "P05", "K3"


@pytest.fixture(scope="module", params=["short_day", "northmere_day"])
def results(request):
    with Workshop(request.getfixturevalue(request.param)) as day:
        yield Results(day)


@pytest.fixture(scope="module")
def talked(short_day):
    """Give the short day, on which some cells were scored again."""
    with Workshop(short_day) as day:
        yield Results(day)


def pages(results, **place):
    first = discuss(results, Place("discuss", **place), None)
    rest = range(2, first.pages + 1)
    return [first, *(discuss(results, Place("discuss", page=n, **place), None) for n in rest)]


def whole(results, **place):
    return "\n".join(sheet.words for sheet in pages(results, **place))


def test_what_comes_next_is_what_the_room_may_see_of_the_list_ten_rows_at_most(results):
    words = whole(results).replace("About, On, We, Why\n", "")
    rows = [line.split("; ") for line in words.split("\n")]
    listed = for_the_room(results.talk).head(10)
    assert [row[:3] for row in rows] == [
        [short_name(results, r.candidate), r.criterion_name, r.label] for r in listed.itertuples()
    ]
    for (*_, why), because in zip(rows, listed["because"], strict=True):
        assert why in because


def test_what_was_on_the_wall_does_not_come_next_again(short_copy):
    with Workshop(short_copy) as day:
        first = for_the_room(Results(day).talk).iloc[0]
        place = Place("discuss", candidate=first["candidate"], criterion=first["criterion"])
        day.add("screen", by="facilitator", **place.fields)
        words = whole(Results(day))
        assert words.startswith("1 is talked about; these come next:")
        name = short_name(Results(day), first["candidate"])
        assert f"{name}; {first['criterion_name']};" not in words


def test_a_cell_stands_with_its_words_its_reason_and_who_speaks_first(results):
    for row in for_the_room(results.talk).head(3).itertuples():
        words = whole(results, candidate=row.candidate, criterion=row.criterion)
        rule = results.criteria.loc[row.criterion]
        assert words.startswith(whole_name(results, row.candidate))
        assert f"{rule['name']}: {rule['question']}" in words
        assert row.why in words and rule["anchor_0"] in words and rule["anchor_100"] in words
        assert f"The minority speaks first: whoever gave {row.minority_first}." in words


def test_every_person_is_a_dot_and_the_mean_is_the_one_that_may_be_told(results):
    scores = counted_scores(results.shown).dropna(subset=["score"])
    for cell in for_the_room(results.talk).head(4)[["candidate", "criterion"]].to_numpy():
        code, criterion = cell
        (first, *rest) = pages(results, candidate=code, criterion=criterion)
        own = scores[(scores["candidate"] == code) & (scores["criterion"] == criterion)]["score"]
        told = shown_of(results.shown, code, criterion).cells[code, criterion][0]
        (mean,) = [f.words for f in told.figures if f.what == "panel"]
        if first.body.count("<circle"):
            steps = own.floordiv(10).clip(upper=9)
            assert 'role="img" aria-label="Scores as dots, nobody named: ' in first.body
            assert sum(map(int, re.findall(r"(\d+) from", first.words))) == len(own)
            assert steps.nunique() >= 3
        else:
            assert TOO_CLOSE in first.words
        assert f"{len(own)} people scored; the room stands {_at(mean)}." in "\n".join(
            sheet.words for sheet in (first, *rest)
        )


def test_after_a_second_round_both_stand_in_words(talked):
    words = whole(talked, candidate=CODE, criterion=CRITERION)
    shown = shown_of(talked.shown, CODE, CRITERION).cells[CODE, CRITERION]
    after, before = ([f.words for f in told.figures if f.what == "panel"][0] for told in shown)
    assert [told.round for told in shown] == [2, 1]
    assert f"The room closed up: its mean went from {before} to {after}." in words
    untouched = whole(talked, candidate="P01", criterion="K4")
    assert "Nobody has given a second score here." in untouched


def test_one_who_alone_changes_a_score_is_not_given_away(short_copy):
    cell = {"candidate": "P01", "criterion": CRITERION}
    with Workshop(short_copy) as day:
        results = Results(day)
        before = whole(results, **cell)
        said = counted_scores(results.shown).dropna(subset=["score"])
        said = said[(said["candidate"] == "P01") & (said["criterion"] == CRITERION)]
        one = said.iloc[0]
        score = 25.0 if one["score"] > 50 else 75.0
        why = {"by": "driver", "because": "heard more"}
        day.score("P01", CRITERION, person=one["person"], score=score, round=3, **why)
        assert whole(Results(day), **cell) == before  # still private
        day.reveal(CRITERION, by="facilitator", because="one only")
        after = Results(day)
        words = whole(after, **cell)
        assert "The scores are not shown:" in words and "Scores as dots" not in words
        # Held to the last round alone, its mean would have been told.
        assert may_be_shown(after.shown).cells["P01", CRITERION][0].shown != "nothing"


def test_fewer_than_three_people_give_no_dots(short_copy):
    with Workshop(short_copy) as day:
        results = Results(day)
        scores = results.shown.tables["scores"].frame
        mine = (scores["candidate"] == CODE) & (scores["criterion"] == CRITERION)
        few = scores[mine].drop_duplicates("person").head(2)
        results.shown = results.shown.replace(scores=pd.concat([scores[~mine], few]))
        words = whole(results, candidate=CODE, criterion=CRITERION)
        assert "The scores are not shown: fewer than three people scored." in words
        assert "Scores as dots" not in words


def test_a_measured_criterion_is_said_to_be_measured_and_a_candidate_alone_lists_its_cells(talked):
    assert "This is measured" in whole(talked, candidate=CODE, criterion="K1")
    words = whole(talked, candidate=CODE)
    rows = for_the_room(talked.talk)
    for name in rows.loc[rows["candidate"] == CODE, "criterion_name"]:
        assert f"{short_name(talked, CODE)}; {name};" in words
    assert whole(talked, candidate="no such") == whole(talked)


def test_nobody_is_named_and_no_decimal_stands_on_any_page(results):
    people = set(results.case.people["person"])
    cells = for_the_room(results.talk)[["candidate", "criterion"]].to_numpy()[:3]
    places = [{}, *({"candidate": c, "criterion": k} for c, k in cells)]
    for sheet in (sheet for place in places for sheet in pages(results, **place)):
        assert not re.search(r"\d\.\d", sheet.words) and sheet.body.count("<tr>") <= 11
        assert not people & set(re.findall(r"\w+", sheet.words))


def test_names_and_reasons_that_are_markup_stay_text(short_copy):
    bad = '<img src=x onerror="alert(1)"> & <b>bold</b>'
    with Workshop(short_copy) as day:
        day.add("candidate", by="driver", because="renamed", candidate=CODE, name=bad)
        (first, *_) = pages(Results(day), candidate=CODE, criterion=CRITERION)
        assert "<img" not in first.body and "<b>" not in first.body
        assert "&lt;img src=x" in first.body and bad in first.words


def test_what_cannot_be_told_of_both_rounds_is_said_in_words():
    assert "give somebody's score away" in UNTOLD
