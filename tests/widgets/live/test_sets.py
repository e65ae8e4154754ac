import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import wcc_prioritise as wcc
from wcc_prioritise.widgets.live import (
    benefit_view,
    clash_view,
    limits_view,
    price_view,
    set_view,
)
from wcc_prioritise.widgets.live.sets import STANDS, price_words

HOSTILE = "<b onmouseover=alert(1)>us</b>"


def stands(view):
    """Read how each candidate stands."""
    rows = [line.split("; ") for line in view.words.splitlines()[2:]]
    return {row[0].split()[0]: row[-1] for row in rows}


def test_every_one_of_either_set_is_listed_as_it_stands(portfolio):
    out, into = portfolio.chosen[0], next(c for c in portfolio.worths.index
                                          if c not in portfolio.chosen)  # fmt: skip
    tried = (*portfolio.chosen[1:], into)
    found = stands(set_view(tried, portfolio))
    assert found[out] == "▼ leaves" and found[into] == "▲ enters"
    assert set(found) == {*portfolio.chosen, into}
    said = set_view(tried, portfolio).words.splitlines()[0]
    assert f"{into} would enter and {out} would leave" in said


def test_the_same_set_says_so(portfolio):
    view = set_view(portfolio.chosen, portfolio)
    assert view.words.startswith(f"{len(portfolio.chosen)} of 24 candidates: the same set")
    assert set(stands(view).values()) == {STANDS[True, True]}


@settings(max_examples=25)
@given(data=st.data())
def test_the_order_in_which_a_set_is_named_does_not_matter(portfolio, data):
    codes = list(portfolio.worths.index)
    tried = data.draw(st.sets(st.sampled_from(codes)))
    mixed = data.draw(st.permutations(sorted(tried)))
    assert set_view(mixed, portfolio).html == set_view(tried, portfolio).html


def test_a_name_is_text(short):
    candidates = short.candidates
    candidates.loc[0, "name"] = HOSTILE
    case = short.replace(candidates=candidates)
    chosen = wcc.select(wcc.appraise(case), limits={"candidates": 3})
    drawn = set_view(list(chosen.worths.index), chosen).html
    assert HOSTILE not in drawn and "&lt;b onmouseover" in drawn


def test_limits_say_used_left_and_unit(portfolio):
    view = limits_view(portfolio)
    for row in portfolio.limits.itertuples():
        assert f"{row.used:,.0f} of {row.limit:,.0f}; {row.left:,.0f} left" in view.words
    assert view.html.count('<th scope="row">') == 2


def test_a_limit_of_nothing_is_full_when_anything_is_used(portfolio):
    nothing = {**portfolio.arguments, "limits": {"gross_3yr": 0.0}}
    free = dataclasses.replace(portfolio.best, used=portfolio.best.used * 0)
    none = dataclasses.replace(portfolio, arguments=nothing, best=free)
    assert "width:0.0%" in limits_view(none).html


def test_benefit_is_shown_by_year_and_rules_with_their_price(portfolio):
    words = benefit_view(portfolio).words
    for row in portfolio.balance.itertuples():
        assert f"{row.by}; {100 * row.share:.0f} of 100; {row.chosen_gain:,.0f}" in words
    told = price_view(portfolio).words
    assert "at least 3 quick wins; 4 hundredths of the benefit" in told
    assert "at least 3 long-term gains; nothing" in told


def test_without_a_rule_there_is_no_price(appraisal):
    plain = wcc.select(appraisal, limits={"gross_3yr": 9_000})
    assert price_view(plain).words == "There is no rule beside the limits, so none has a price."


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "nothing"), (1e-12, "nothing"), (0.013, "1 hundredth of the benefit")],
)
def test_a_price_in_words(share, words):
    assert price_words(share) == words


def test_demands_that_clash_are_named(appraisal):
    with pytest.raises(wcc.NoPortfolio) as clash:
        wcc.select(appraisal, limits={"gross_3yr": 10}, at_least={"long-term gain": 3})
    view = clash_view(clash.value.clash)
    assert "at least 3 long-term gains" in view.words and view.html.count("<tr>") == 3
