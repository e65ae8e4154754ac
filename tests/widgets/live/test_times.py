import pytest

import wcc_prioritise as wcc
from wcc_prioritise.judgement import agreement_map
from wcc_prioritise.widgets.live import gantt_view, load_view, scores_view


@pytest.fixture(scope="module")
def programme(portfolio):
    return wcc.schedule(portfolio, "2027-04", capacity={"lead_months": 9})


def test_each_project_has_its_quarters_in_words_and_as_a_strip(programme):
    view = gantt_view(programme)
    for row in programme.table.itertuples():
        assert f"{row.candidate} {row.name}; {row.starts}; {row.ends}" in view.words
    assert view.html.count('class="at-work"') == programme.table["quarters"].sum()
    assert view.words.startswith(programme.summary())


def test_load_is_held_to_what_a_quarter_can_carry(programme):
    words = load_view(programme).words.splitlines()
    first = programme.load.iloc[0]
    assert words[1] == f"{first['words']}; {first['lead_months']:,.0f} of 9"
    assert len(words) == 1 + programme.quarters


def test_without_a_capacity_the_projects_at_work_are_counted(portfolio):
    free = wcc.schedule(portfolio, "2027-04")
    assert "projects at work in a quarter" in load_view(free).html


def test_agreement_is_a_symbol_and_a_word(northmere):
    found = agreement_map(northmere)
    view = scores_view(found, "C3", northmere.names, "<i>Fairness</i>")
    mine = found[found["criterion"] == "C3"]
    for row in mine.itertuples():
        line = next(w for w in view.words.splitlines() if w.startswith(f"{row.candidate} "))
        assert line.endswith(f"{row.label}; {row.scored} scored")
    assert "<i>" not in view.html and len(view.words.splitlines()) == 25
