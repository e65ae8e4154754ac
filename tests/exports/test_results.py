import dataclasses

import pytest

import wcc_prioritise as wcc
from wcc_prioritise.exports.results import QUESTIONS, gather


@pytest.fixture(scope="module")
def other_case(northmere):
    candidates = northmere.candidates
    candidates["people"] = candidates["people"] + 1
    return northmere.replace(candidates=candidates)


def test_results_come_in_any_order(portfolio, ranking, gaps):
    first, second = gather((portfolio, ranking, gaps)), gather((gaps, ranking, portfolio))
    assert first == second
    assert first.appraisal is portfolio.appraisal
    assert first.case == portfolio.appraisal.case


def test_what_is_missing_is_named(ranking):
    assert gather((ranking,)).not_done == tuple(
        QUESTIONS[kind] for kind in ("gaps", "stress", "portfolio", "programme")
    )


def test_gaps_may_stand_alone(gaps):
    alone = gather((gaps,))
    assert alone.case is None and alone.appraisal is None
    assert alone.done == (QUESTIONS["gaps"],)


def test_two_cases_are_refused_with_both_fingerprints(portfolio, other_case):
    other = wcc.rank(wcc.appraise(other_case))
    with pytest.raises(wcc.InputError, match="of one case .fingerprint") as refused:
        gather((portfolio, other))
    assert portfolio.appraisal.case.fingerprint[:8] in str(refused.value)
    assert other_case.fingerprint[:8] in str(refused.value)


def test_two_ways_of_pooling_are_refused(portfolio, northmere):
    other = wcc.rank(wcc.appraise(northmere, score_rule="group"))
    with pytest.raises(wcc.InputError, match="scores pooled by group.*same appraisal"):
        gather((portfolio, other))


def test_gaps_of_other_figures_are_refused(portfolio, gaps, northmere):
    indicators = northmere.indicators
    row = indicators.index[indicators["lower"].notna()][0]
    indicators.loc[row, "lower"] -= 0.5
    other = wcc.benchmark(indicators, area="Northmere", peers=northmere.peers)
    assert other.fingerprint != gaps.fingerprint
    with pytest.raises(wcc.InputError, match="other figures than the indicators of the case"):
        gather((portfolio, other))


def test_gaps_are_refused_where_the_case_has_no_figures(gaps, northmere):
    bare = {n: t for n, t in northmere.tables.items() if n not in ("indicators", "peers", "areas")}
    case = dataclasses.replace(northmere, tables=bare)
    with pytest.raises(wcc.InputError, match="leave them out"):
        gather((wcc.appraise(case), gaps))


@pytest.mark.parametrize("given", [None, "board paper", 3])
def test_what_is_no_result_is_refused(portfolio, given):
    with pytest.raises(wcc.InputError, match=f"a {type(given).__name__}"):
        gather((portfolio, given))


def test_a_case_is_not_yet_a_result(northmere):
    with pytest.raises(wcc.InputError, match="Found a Case; allowed: results of one case"):
        gather((northmere,))


def test_a_kind_may_come_once(ranking):
    with pytest.raises(wcc.InputError, match="ranking twice"):
        gather((ranking, ranking))


def test_nothing_is_refused():
    with pytest.raises(wcc.InputError, match="no results"):
        gather(())


def test_the_set_is_taken_from_what_is_about_it(whole_results, portfolio, programme, book):
    assert whole_results.portfolio.chosen == portfolio.chosen
    assert whole_results.not_done == ()
    for alone in (programme, book):
        assert gather((alone,)).appraisal.case == portfolio.appraisal.case


def test_two_sets_are_refused(portfolio, programme):
    other = wcc.select(portfolio.appraisal, limits={"gross_3yr": 5_000})
    with pytest.raises(wcc.InputError, match="portfolio of one set and the programme of another"):
        gather((other, programme))


def test_a_stress_of_another_case_is_refused(portfolio, other_case):
    from wcc_prioritise.robustness import stress

    with pytest.raises(wcc.InputError, match="of one case .fingerprint"):
        gather((portfolio, stress(wcc.appraise(other_case), 10, seed=1)))


def test_money_is_held_to_the_set_and_to_its_figures(portfolio, cash):
    assert gather((portfolio, cash)).money is cash
    other = wcc.select(portfolio.appraisal, limits={"gross_3yr": 5_000})
    for others in ((), (other,)):
        with pytest.raises(wcc.InputError, match="money of a set that is not in the paper"):
            gather((*others, portfolio.appraisal, cash))
    dear = cash.savings.assign(running=cash.savings["running"] + 1)
    with pytest.raises(wcc.InputError, match="money worked out from another case"):
        gather((portfolio, dataclasses.replace(cash, savings=dear)))
