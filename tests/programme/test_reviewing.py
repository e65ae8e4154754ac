"""Is a benefit called behind only when it is, and do the rates come out as by hand?"""

import datetime

import pandas as pd
import pytest

from wcc_prioritise.portfolio.money import money
from wcc_prioritise.programme import benefits_register, review, with_tables
from wcc_prioritise.programme.realisation import realisation_by_grade, realised_savings
from wcc_prioritise.schema import EFFECT_BY_GRADE
from wcc_prioritise.tables import InputError

from .conftest import rows

DAY = datetime.date
ON_THE_WAY = DAY(2029, 6, 30)  # falls: 760 expected, from 900


def actual(value, date=ON_THE_WAY, candidate="P07", benefit="falls", **more):
    return dict(candidate=candidate, benefit=benefit, date=date, value=value, **more)


def standing(full, *figures, benefit="falls"):
    found = review(full, rows("actuals", *figures))
    return found.benefits.set_index("benefit").loc[benefit]


@pytest.mark.parametrize(
    ("figure", "status", "words"),
    [
        (actual(760), "on track", "on track: 760 against 760 admissions a year by 30 June 2029"),
        (actual(700), "on track", "700 against 760"),
        (actual(800), "behind", "behind: 800 against 760"),
        (actual(800, lower=770, upper=830), "behind", "behind: 800 against 760"),
        (actual(800, lower=740, upper=860), "unknown", "its interval 740 to 860 holds that"),
        (actual(890, DAY(2026, 9, 30)), "unknown", "nothing was claimed by 30 September 2026"),
    ],
)
def test_status_in_words(full, figure, status, words):
    found = standing(full, figure)
    assert found["status"] == status and words in found["words"]


def test_a_benefit_nobody_measured_or_dated_is_unknown(full):
    found = review(full, rows("actuals", actual(60, benefit="seen within a day", candidate="P01")))
    table = found.benefits.set_index("benefit")
    assert "no figure has been measured" in table.at["falls", "words"]
    late = review(full, rows("actuals", actual(3, candidate="P16", benefit="=1+1")))
    assert "nothing was expected" in late.benefits.set_index("benefit").at["=1+1", "words"]


def test_twelve_points_give_limits_and_eleven_do_not(full):
    months = [DAY(2028 + m // 12, m % 12 + 1, 1) for m in range(18)]
    eleven = [actual(800 + 20 * (i % 2), day) for i, day in enumerate(months[:11])]
    assert review(full, rows("actuals", *eleven)).limits == {}
    twelve = [*eleven, actual(820, months[11])]
    found = review(full, rows("actuals", *twelve))
    limits = found.limits["P07", "falls"]
    assert limits.mean == pytest.approx(810)
    assert limits.moving_range == pytest.approx(20)
    assert (limits.lower, limits.upper) == (pytest.approx(756.8), pytest.approx(863.2))
    last = found.benefits.set_index("benefit").loc["falls"]
    assert last["points"] == 12 and last["status"] == "unknown"
    assert "the limits of the series, 757 to 863, hold that" in last["words"]


def test_the_rate_is_gain_over_gain_claimed_by_then(full):
    assert standing(full, actual(830))["rate"] == pytest.approx(70 / 140)
    assert standing(full, actual(970))["rate"] == pytest.approx(-70 / 140)


def test_only_the_last_figure_is_judged_whatever_the_order(full):
    table = [actual(990, DAY(2028, 6, 30)), actual(700), actual(None, DAY(2029, 12, 31))]
    for figures in (table, table[::-1]):
        found = review(full, rows("actuals", *figures))
        assert found.benefits.set_index("benefit").at["falls", "status"] == "on track"
        assert found.points["expected"].tolist() == [850, 760]


def test_realisation_by_hand():
    benefits = pd.DataFrame({"grade": ["A", "A", "B", "C"], "rate": [0.5, 1.0, 0.2, None]})
    savings = pd.DataFrame({"grade": ["A", "A", "A", "B"], "rate": [0.3, 0.6, 0.9, 0.1]})
    table = realisation_by_grade(benefits, savings).set_index(["grade", "of"])
    a = table.loc["A", "claimed savings"]
    assert a[["count", "rate", "lowest", "highest"]].tolist() == pytest.approx([3, 0.6, 0.3, 0.9])
    assert a["spread"] == pytest.approx(0.3) and a["next_year"] == pytest.approx(0.6)
    assert a["assumed"] == EFFECT_BY_GRADE["A"] == 0.80
    b = table.loc["B", "claimed savings"]
    assert b["next_year"] == EFFECT_BY_GRADE["B"] and "too few" in b["words"]
    assert table.loc["A", "all benefits"]["rate"] == pytest.approx(0.75)
    assert table.loc["C", "all benefits"]["count"] == 0
    assert len(table) == 8


def test_a_share_for_next_year_lies_between_nought_and_one():
    savings = pd.DataFrame({"grade": ["A"] * 3 + ["B"] * 3, "rate": [-1, -1, -1, 2, 2, 2]})
    table = realisation_by_grade(savings.iloc[:0], savings).set_index(["grade", "of"])
    assert table.loc["A", "claimed savings"]["next_year"] == 0
    assert table.loc["B", "claimed savings"]["next_year"] == 1


def test_a_saving_that_meets_its_draft_gives_back_the_effect_that_was_assumed(programme):
    """The draft target is claim x effect x pot x cashable share; the rate is of the claim."""
    drafts = benefits_register(programme).table
    cash = drafts[drafts["kind"] == "cash-releasing"].drop(columns=["name", "status"])
    cash = cash.assign(baseline=0.0, baseline_date=DAY(2027, 1, 1), definition="ledger")
    placed = with_tables(programme, benefits=cash)
    by = DAY(2040, 1, 1)
    figures = [actual(r.target, by, r.candidate, r.benefit) for r in cash.itertuples()]
    found = review(placed, rows("actuals", *figures))
    grades = placed.portfolio.appraisal.case.candidates.set_index("candidate")["grade"]
    for row in found.savings.itertuples():
        assert row.rate == pytest.approx(EFFECT_BY_GRADE[grades[row.candidate]])
    assert len(found.savings) == len(cash)
    table = found.realisation.set_index(["grade", "of"]).loc["B", "claimed savings"]
    assert table["count"] >= 3 and table["next_year"] == pytest.approx(0.60)
    assert EFFECT_BY_GRADE["B"] == 0.60  # agreed by people, never set here


def test_savings_recorded_as_spend_that_falls_count_as_well(programme):
    facts = money(programme.portfolio).savings.query("candidate == 'P01'")
    one = pd.DataFrame({
        "candidate": ["P01"], "grade": ["B"], "kind": ["cash-releasing"],
        "unit": ["£ Thousand  a year"], "actual": [964.0], "expected": [928.0],
        "baseline": [1000.0], "target": [928.0],
    })  # fmt: skip
    found = realised_savings(one, facts).iloc[0]
    assert found["claimed"] == pytest.approx(240 * 0.5)
    assert found["rate"] == pytest.approx(36 / 120)
    assert realised_savings(one.assign(unit="bed-days"), facts).empty


def test_late_candidates_stand_on_the_same_scales(full):
    late = review(full).late.set_index("candidate")
    value = full.portfolio.appraisal.value["P23"]
    assert late.index.tolist() == ["P23"]
    assert late.at["P23", "value"] == value and not late.at["P23", "chosen"]
    assert "same anchors" in late.at["P23", "words"]


def test_lessons_ask_by_status(full):
    found = review(full, rows("actuals", actual(800)))
    prompts = found.lessons.set_index("benefit")["prompt"]
    assert "What kept it back" in prompts["falls"]
    assert "who measures it" in prompts["seen within a day"]
    assert found.summary().endswith("0 on track, 1 behind, 37 unknown.")


def test_figures_of_other_projects_are_counted_not_judged(full):
    found = review(full, rows("actuals", actual(1, candidate="P12", benefit="anything")))
    assert found.summary().endswith("1 figures are of projects that are not in it.")


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (actual(1, benefit="fals"), "Did you mean 'falls'"),
        (actual("many"), "a number"),
        (actual(1, candidate="P99"), "P99"),
        (actual(1, date="someday"), "a date, as 2026-09-30"),
    ],
)
def test_nonsense_is_refused_in_words(full, figure, words):
    with pytest.raises(InputError, match=words):
        review(full, rows("actuals", figure))


def test_a_trajectory_that_cannot_be_read_is_refused(programme):
    wrong = rows("benefits", dict(candidate="P01", benefit="b", measure="m", trajectory="soon"))
    with pytest.raises(InputError, match="found 'soon' in a trajectory"):
        review(with_tables(programme, benefits=wrong))
