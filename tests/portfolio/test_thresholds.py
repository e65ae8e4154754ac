"""Thresholds against brute force: sets forced in and out, and every set of small cases."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import wcc_prioritise as wcc
from wcc_prioritise.portfolio import NoPortfolio, best_set, thresholds
from wcc_prioritise.portfolio.demands import with_helps
from wcc_prioritise.portfolio.solver import with_choice

LIMITS = {"gross_3yr": 9_000, "lead_months": 60}


@pytest.fixture(scope="module")
def found(portfolio):
    return thresholds(portfolio).set_index("candidate")


def solve(portfolio, worth, rules):
    rules = with_helps(rules, portfolio.appraisal, worth)
    costs, limits = portfolio.appraisal.resources, portfolio.arguments["limits"]
    return best_set(worth, costs, limits, rules, settle_ties=False)


def with_worth(portfolio, code, at):
    worth = portfolio.appraisal.worth
    return worth.where(worth.index != code, at)


class TestNorthmere:
    def test_equal_to_solves_forced_in_and_out(self, portfolio, found):
        helped = set(portfolio.appraisal.case.links.query("link == 'helps'")["other"])
        assert helped == {"P02", "P03", "P19"}
        worth = portfolio.appraisal.worth
        for code in found.index.difference(list(helped)):
            inside = solve(portfolio, worth, with_choice(portfolio.rules, code, True)).worth
            out = solve(portfolio, worth, with_choice(portfolio.rules, code, False)).worth
            assert found.at[code, "threshold"] == pytest.approx(out - (inside - worth[code]))
            assert found.at[code, "worth"] == worth[code]

    @pytest.mark.slow
    def test_the_set_changes_where_they_say_and_nowhere_else(self, portfolio, found):
        for code, at in found["threshold"].items():
            for nudge in (-1e-4, 1e-4):
                nudged = with_worth(portfolio, code, at + nudge)
                assert (code in solve(portfolio, nudged, portfolio.rules).chosen) == (nudge > 0)

    def test_a_helped_candidate_is_followed_to_where_its_helper_comes_in(self, portfolio, found):
        at = found.at["P02", "threshold"]
        for nudge in (-1e-4, 1e-4):
            nudged = with_worth(portfolio, "P02", at + nudge)
            assert ("P02" in solve(portfolio, nudged, portfolio.rules).chosen) == (nudge > 0)

    def test_chosen_stand_above_their_threshold_and_the_others_below(self, portfolio, found):
        assert set(found.index[found["chosen"]]) == set(portfolio.chosen)
        assert (found["chosen"] == (found["margin"] > 0)).all()
        assert found["margin"].to_numpy() == pytest.approx(found["worth"] - found["threshold"])
        assert found["words"].str.startswith("in the best set when its worth is above").all()

    def test_found_once_and_handed_out_fresh(self, portfolio, found):
        changed = thresholds(portfolio)
        changed["threshold"] = 0.0
        calls = []
        again = thresholds(portfolio, progress=lambda *done: calls.append(done))
        assert again.set_index("candidate")["threshold"].equals(found["threshold"])
        assert calls == []


class TestRules:
    def test_must_and_never_have_no_finite_threshold(self, appraisal):
        calls = []
        portfolio = wcc.select(appraisal, limits=LIMITS, must=("P22",), never=("P20",))
        found = thresholds(portfolio, lambda done, total: calls.append((done, total)))
        found = found.set_index("candidate")
        assert found.at["P22", "threshold"] == -np.inf and found.at["P22", "margin"] == np.inf
        assert found.at["P20", "threshold"] == np.inf
        assert found.at["P22", "words"] == "always in: a rule asks for it"
        assert found.at["P20", "words"] == "never in: a rule keeps it out"
        assert calls == [(i, 24) for i in range(1, 25)]

    def test_what_the_links_shut_out_or_hold_in_says_why(self, appraisal):
        portfolio = wcc.select(appraisal, limits=LIMITS, must=("P08",), never=("P23",))
        found = thresholds(portfolio).set_index("candidate")
        assert found.at["P13", "threshold"] == np.inf
        assert found.at["P13", "words"] == "never in: P23 is never in; P13 needs P23"
        assert found.at["P07", "threshold"] == -np.inf
        assert found.at["P07", "words"] == "always in: P08 must be in; P08 needs P07"

    def test_the_reading_of_the_portfolio_is_the_one_compared(self, appraisal):
        portfolio = wcc.select(appraisal, limits=LIMITS, reading="no chance of success")
        found = thresholds(portfolio).set_index("candidate")
        reading = appraisal.readings()["no chance of success"]
        assert found["worth"].to_numpy() == pytest.approx(reading.to_numpy())
        assert (found["chosen"] == (found["margin"] > 0)).all()


def small(short, worths, people, links):
    """Give the short case with six candidates of other size and links, with their portfolio."""
    codes = list(short.candidates["candidate"][:6])
    table = short.candidates.iloc[:6].copy()
    table["running_cost"], table["people"] = worths, people
    case = short.replace(
        candidates=table,
        links=pd.DataFrame(
            [(codes[a], kind, codes[b], share) for a, kind, b, share in links if a != b],
            columns=["candidate", "link", "other", "effect"],
        ).drop_duplicates(["candidate", "link", "other"]),
        **{
            name: getattr(short, name)[getattr(short, name)["candidate"].isin([*codes, "all"])]
            for name in ("scores", "interests", "evidence", "measures")
        },
        rules=short.rules.iloc[:0],
    )
    return wcc.appraise(case), codes


SHARE = st.one_of(st.floats(0.05, 1.5), st.sampled_from([-1.0, -0.6]))
"""How much of another's worth is added, or taken away."""

LINKS = st.lists(
    st.one_of(
        st.tuples(st.integers(0, 5), st.just("helps"), st.integers(0, 5), SHARE),
        st.tuples(
            st.integers(0, 5),
            st.sampled_from(["needs", "excludes"]),
            st.integers(0, 5),
            st.none(),
        ),
    ),
    max_size=4,
)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[p for p in Phase if p != Phase.shrink],  # every step of it would be many solves
)
@given(
    costs=st.lists(st.integers(10, 400), min_size=6, max_size=6),
    people=st.lists(st.integers(50, 4000), min_size=6, max_size=6),
    links=LINKS,
    share=st.floats(0.2, 0.8),
)
def test_every_set_of_a_small_case_agrees(short, costs, people, links, share):
    appraisal, codes = small(short, costs, people, links)
    limit = {"running_cost": share * sum(costs)}
    portfolio = wcc.select(appraisal, limits=limit)
    found = thresholds(portfolio).set_index("candidate")
    rows, allowed = portfolio.rules, []
    for inside in itertools.product([False, True], repeat=6):
        chosen = {c for c, i in zip(codes, inside, strict=True) if i}
        spent = sum(c for c, i in zip(costs, inside, strict=True) if i)
        needs = all(b in chosen for a, b in rows.needs if a in chosen)
        excludes = not any({a, b} <= chosen for a, b in rows.excludes)
        if spent <= limit["running_cost"] and needs and excludes:
            allowed.append(chosen)
    links = appraisal.case.links.query("link == 'helps'")
    helps = list(
        zip(links["candidate"], links["other"], links["effect"].astype(float), strict=True)
    )

    def best(worth, code, inside):
        totals = [
            sum(worth[c] for c in s) + sum(e * worth[b] for a, b, e in helps if {a, b} <= s)
            for s in allowed
            if (code in s) == inside
        ]
        return max(totals, default=-np.inf)

    for code in codes:
        at, worth = found.at[code, "threshold"], dict(appraisal.worth)
        if np.isinf(at):
            worth[code] = 1e6 if at > 0 else 0.0  # whatever it is worth, one side is best
            assert best(worth, code, at < 0) >= best(worth, code, at > 0)
            continue
        worth[code] = at
        assert best(worth, code, True) == pytest.approx(best(worth, code, False), abs=1e-6)


def test_a_candidate_whose_worth_is_taken_away_has_no_threshold(short):
    """What must be in takes away all that it is worth, or more: no worth brings it in."""
    for takers in ([0], [0, 2]):
        links = [(taker, "helps", 1, -1.0) for taker in takers]
        appraisal, codes = small(short, [100] * 6, [2000] * 6, links)
        must = tuple(codes[taker] for taker in takers)
        portfolio = wcc.select(appraisal, limits={"running_cost": 400}, must=must)
        row = thresholds(portfolio).set_index("candidate").loc[codes[1]]
        assert row["threshold"] == np.inf and not row["chosen"]
        assert row["words"] == "never in: others take its worth away"
        assert thresholds(portfolio)["threshold"].notna().all()


def test_no_portfolio_no_thresholds(appraisal):
    with pytest.raises(NoPortfolio):
        wcc.select(appraisal, limits={"gross_3yr": 0}, at_least={"quick win": 1})
