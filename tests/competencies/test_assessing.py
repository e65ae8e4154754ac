"""Levels, spread and gaps as counted by hand; the software gives no level of its own."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcc_prioritise.competencies import assess, read_competencies
from wcc_prioritise.competencies.assessing import FROM_OUTSIDE
from wcc_prioritise.competencies.governance import MEANS, SHAPES, governance_words
from wcc_prioritise.competencies.reading import Competencies
from wcc_prioritise.competencies.records import ASSESSORS, JUDGED
from wcc_prioritise.tables import InputError
from wcc_prioritise.tables.frames import frame_of

# Read off the sample's own lines, panel below target: 1.2 2.3 4.2 5.1 6.1 (by two) 6.3 7.1 7.2 7.3
# 8.3 9.1 9.3 10.1 11.1 11.3.
BELOW = ["6.1", "1.2", "2.3", "4.2", "5.1", "6.3", "7.1", "7.2", "7.3", "8.3", "9.1", "9.3",
         "10.1", "11.1", "11.3"]  # fmt: skip


def gap(assessment, sub):
    return assessment.gaps.set_index("sub").loc[sub]


# ---- the sample, by hand ------------------------------------------------------------------------


def test_levels_of_each_assessor_stand_beside_each_other(second):
    levels = second.levels.set_index(["sub", "assessor"])
    assert levels.loc[("1.1", "self"), ["level", "low", "high", "count"]].tolist() == [3, 3, 3, 1]
    # the council said 3, the practices 2: the lower of the two in the middle, and both are told
    partners = levels.loc[("1.1", "partners")]
    assert partners[["level", "low", "high", "spread", "count"]].tolist() == [2, 2, 3, 1, 2]
    assert partners["evidence"].count("SYNTHETIC") == 2
    assert ("1.3", "partners") not in levels.index
    assert len(second.levels) == 33 + 33 + 22  # self, panel, and partners where they were asked


def test_gaps_are_held_against_the_assessor_from_furthest_outside(second):
    assert second.open_gaps["sub"].tolist() == BELOW
    assert gap(second, "6.1")[["self", "partners", "panel", "target", "gap"]].tolist() == [
        2, 1, 1, 3, 2,
    ]  # fmt: skip
    assert set(second.gaps["by"]) == {"panel"}
    assert gap(second, "6.1")["means"].startswith("need is modelled by condition")
    assert gap(second, "6.1")["owner"] == "director of strategy"


def test_who_differs_by_two_levels_is_named(second):
    assert second.apart["sub"].tolist() == ["8.2"]
    assert gap(second, "8.2")[["self", "partners", "panel", "spread"]].tolist() == [3, 1, 2, 2]


def test_by_competency_the_lowest_and_highest_are_kept_and_nothing_is_averaged(second):
    table = second.by_competency.set_index(["competency", "assessor"])
    assert table.loc[("6", "panel"), ["low", "high", "count"]].tolist() == [1, 3, 3]
    assert table.loc[("1", "partners"), ["low", "high", "count"]].tolist() == [2, 2, 2]
    assert "mean" not in second.by_competency.columns


def test_summary_says_it_in_words(first, second):
    said = second.summary()
    assert "33 sub-competencies of 11 competencies judged" in said
    assert "18 targets met, 15 not. Furthest off, by 2 levels: 6.1 predictive modelling" in said
    assert "Not assessed: 11 make sound financial investments" in first.summary()
    assert "30 sub-competencies of 10 competencies" in first.summary()


def test_the_last_year_is_taken_and_another_must_be_there(held, second):
    assert assess(held).year == second.year == "2009/10"
    with pytest.raises(InputError, match="no judgement for '2010/11'.*2008/09, 2009/10"):
        assess(held, "2010/11")


# ---- governance and outcomes ---------------------------------------------------------------------


def test_governance_is_told_in_words_and_shapes(first, second):
    panel = first.governance[first.governance["assessor"] == "panel"]
    assert panel["rating"].tolist() == ["amber", "amber", "green"]
    assert panel["shape"].tolist() == ["◆", "◆", "●"]
    assert len(set(SHAPES.values())) == len(SHAPES) == len(MEANS) == 3
    assert second.governance["strand"].drop_duplicates().tolist() == [
        "strategy", "finance", "board",
    ]  # fmt: skip
    assert "finance ● green (self), ◆ amber (panel)" in governance_words(second.governance)


def test_outcomes_carry_their_trend_and_too_few_figures_draw_no_line(first, second):
    assert len(first.outcomes) == 8 and len(second.outcomes) == 10
    told = second.outcomes.set_index("outcome")
    assert told.loc["O01", "words"] == "rising, which is good"
    assert told.loc["O03", "words"] == "falling, which is good"
    assert told.loc["O05", "words"] == "rising, which is bad"
    assert told.loc["O02", "words"] == "no clear change"
    assert told.loc["O10", ["periods", "trend"]].tolist() == [2, "not known"]
    # least squares by hand: values 76.5 76.52 76.84 77.16 77.18 77.5 at -2.5 ... 2.5:
    # (2.5 x 1.0 + 1.5 x 0.66 + 0.5 x 0.32) / 17.5 = 3.65 / 17.5
    assert told.loc["O01", "slope"] == pytest.approx(3.65 / 17.5)
    assert told.loc["O01", "first"] == 76.5 and told.loc["O01", "last"] == 77.5


def test_figures_of_a_case_may_take_the_place_of_the_folder_s(held):
    figures = held["indicators"]
    other = figures.assign(value=figures["value"].where(figures["indicator"] != "O01", 77.0))
    told = assess(held, indicators=other).outcomes.set_index("outcome")
    assert told.loc["O01", "slope"] == pytest.approx(0.0, abs=1e-9)
    nothing = assess(held, indicators=figures.iloc[:0]).outcomes
    assert set(nothing["words"]) == {"no figures"}


# ---- what is not there ---------------------------------------------------------------------------


def test_little_is_enough_and_what_lacks_is_said(folder_of, judgement):
    rows = [judgement("6.2", 3), judgement("6.2", 2, "partners", who="the council")]
    fit = assess(read_competencies(folder_of(judgements=rows)))
    assert gap(fit, "6.2")["by"] == "partners" and gap(fit, "6.2")["level"] == 2
    assert gap(fit, "6.2").isna()[["panel", "target", "gap"]].all()
    assert len(fit.not_answered) == 32 and fit.open_gaps.empty
    for words in (
        "No target was set.",
        "Governance was not rated.",
        "No outcome was chosen.",
        "No answer yet on 1.1, 1.2",
    ):
        assert words in fit.summary()


# ---- invariants ----------------------------------------------------------------------------------

ANSWERS = st.lists(
    st.tuples(
        st.sampled_from(["1.1", "6.1", "6.2", "11.3"]),
        st.sampled_from(ASSESSORS),
        st.sampled_from(["A", "B", "C", "D"]),
        st.integers(1, 4),
    ),
    min_size=1,
    max_size=20,
    unique_by=lambda row: row[:3],
)


@settings(max_examples=20)
@given(answers=ANSWERS, target=st.integers(1, 4))
def test_every_level_was_given_by_somebody(held, answers, target):
    columns = ["sub", "assessor", "who", "level"]
    said = pd.DataFrame(answers, columns=columns).assign(year="2026/27", evidence=None)
    targets = pd.DataFrame([{"year": "2026/27", "sub": "6.2", "level": target, "owner": None}])
    blank = {name: frame_of(JUDGED[name], [], {}) for name in ("governance", "outcomes")}
    fit = assess(Competencies({**held.tables, "judgements": said, "targets": targets, **blank}))
    for row in fit.levels.itertuples():
        given_ones = [a[3] for a in answers if a[:2] == (row.sub, row.assessor)]
        assert row.level in given_ones and row.count == len(given_ones)
        assert (row.low, row.high) == (min(given_ones), max(given_ones))
        assert sum(a <= row.level for a in given_ones) * 2 >= len(given_ones)
    for row in fit.gaps.itertuples():
        known = {one: level for one in ASSESSORS if (level := getattr(row, one)) == level}
        best = next((one for one in FROM_OUTSIDE if one in known), None)
        assert row.by == best or (best is None and row.level != row.level)
        assert best is None or row.level == known[best]
    six = gap(fit, "6.2")
    assert (six["gap"] == target - six["level"]) or six["level"] != six["level"]
