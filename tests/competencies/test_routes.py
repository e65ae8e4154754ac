"""Build, share or buy: is the choice the one that a room would work out by hand?"""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import wcc_prioritise as wcc
from wcc_prioritise.competencies import every_route, read_routes, routes
from wcc_prioritise.competencies.route_records import ROUTE_TABLES, ROUTES, RouteTables
from wcc_prioritise.competencies.routes import RoutePlan
from wcc_prioritise.tables import InputError, write_folder

# One gap, three people, two criteria, small figures: everything below is worked by hand.
#   weights   A 100:100 -> 0.5 0.5;  B 80:20 -> 0.8 0.2;  C 50:50 -> 0.5 0.5;  mean 0.6 0.4
#   scores    build 20 40 30 -> 30 and 90 80 100 -> 90;  0.6 x 30 + 0.4 x 90 = 54
#             share 60 60 60 -> 60 and 50 40 60 -> 50;   0.6 x 60 + 0.4 x 50 = 56
#             buy   90 100 80 -> 90 and 10 20 0 -> 10;   0.6 x 90 + 0.4 x 10 = 58
#   cost      build 10 + 3 x 20 = 70;  share 15 + 3 x 15 = 60;  buy 0 + 3 x 40 = 120
SWINGS = {"A": (100, 100), "B": (80, 20), "C": (50, 50)}
SCORES = {
    "build": {"A": (20, 90), "B": (40, 80), "C": (30, 100)},
    "share": {"A": (60, 50), "B": (60, 40), "C": (60, 60)},
    "buy": {"A": (90, 10), "B": (100, 20), "C": (80, 0)},
}
COSTS = {"build": (10, 20), "share": (15, 15), "buy": (0, 40)}
CRITERIA = {"R1": "Urgency", "R4": "Skill left behind"}
# values by each person's own answers: A 55 55 50, B 48 56 84, C 65 60 40 (build, share, buy)
SPREAD = {"build": 73**0.5, "share": 7**0.5, "buy": 532**0.5}
FIRST_FOR = {"build": 2, "share": 1, "buy": 1}  # A puts build and share level


def tables(*, limit=None, scores=SCORES, swings=SWINGS, costs=COSTS):
    """Give the tables of the worked gap."""
    words = {f"anchor_{level}": "words" for level in (0, 25, 50, 75, 100)}
    return {
        "route_needs": pd.DataFrame(
            [{"need": "6.1", "kind": "gap", "name": "Modelling", "limit": limit}]
        ),
        "routes": pd.DataFrame(
            [
                {"need": "6.1", "route": route, "what": f"{route} it", "first_cost": first,
                 "yearly_cost": yearly}
                for route, (first, yearly) in costs.items()
            ]
        ),
        "route_criteria": pd.DataFrame(
            [
                {"criterion": code, "name": name, "question": f"{name}?", **words, "source": "ours"}
                for code, name in CRITERIA.items()
            ]
        ),
        "route_swings": pd.DataFrame(
            [
                {"person": person, "criterion": code, "points": points}
                for person, row in swings.items()
                for code, points in zip(CRITERIA, row, strict=True)
            ]
        ),
        "route_scores": pd.DataFrame(
            [
                {"need": "6.1", "route": route, "person": person, "criterion": code, "score": score}
                for route, people in scores.items()
                for person, row in people.items()
                for code, score in zip(CRITERIA, row, strict=True)
            ]
        ),
    }  # fmt: skip


@pytest.fixture
def known_of(tmp_path):
    """Write the worked tables, changed as asked, and read them back."""

    def made(**changes):
        write_folder(tables(**changes), tmp_path, ROUTE_TABLES)
        return read_routes(tmp_path)

    return made


@pytest.fixture(scope="module")
def worked(tmp_path_factory):
    """Give the choice for the worked gap, as it stands above."""
    folder = tmp_path_factory.mktemp("worked")
    write_folder(tables(), folder, ROUTE_TABLES)
    return routes(read_routes(folder), "6.1")


@pytest.fixture(scope="module")
def sample():
    return read_routes(wcc.sample("competencies"))


@pytest.fixture(scope="module")
def plan(sample):
    return every_route(sample)


def by_route(choice, column):
    return choice.table.set_index("route")[column].to_dict()


# ---- a decision for a gap, by hand


def test_every_figure_of_the_worked_gap(worked):
    choice = worked
    assert by_route(choice, "value") == pytest.approx({"buy": 58, "share": 56, "build": 54})
    assert by_route(choice, "cost") == {"buy": 120, "share": 60, "build": 70}
    assert by_route(choice, "spread") == pytest.approx(SPREAD)
    assert by_route(choice, "count") == dict.fromkeys(ROUTES, 3)
    assert by_route(choice, "first_for") == FIRST_FOR
    assert by_route(choice, "points_per_thousand") == pytest.approx(
        {"buy": 58 / 120, "share": 56 / 60, "build": 54 / 70}
    )
    assert choice.table["route"].tolist() == ["buy", "share", "build"]
    assert (choice.recommended, choice.runner_up, choice.cost) == ("buy", "share", 120)


def test_the_words_say_the_same(worked):
    assert worked.words == (
        "6.1 Modelling: buy (buy it), at £120 thousand over 3 years. Value 58.0 of 100 (spread "
        "23.1, 3 people answered in full); it comes first for 1 of 3 by their own scores and "
        "weights. Runner-up: share, value 56.0, at £60 thousand. Buy is ahead on Urgency (+18.0 "
        "points). Share is ahead on Skill left behind (+16.0 points)."
    )


def test_what_would_tip_it(worked):
    # On urgency's weight t buy is 10 + 80t, share 50 + 10t, build 90 - 60t: all level at 4/7.
    assert worked.tips == (
        "It leads by 2.0 points, less than the spread between people (23.1): talk before it is "
        "settled.",
        "With a limit below £120 thousand, it would be share.",
        "Share gives more for each £ thousand: 0.93 points against 0.48.",
        "Urgency (now 60%): below 57% Build leads.",
        "Skill left behind (now 40%): above 43% Build leads.",
        "Build draws level with Buy at Urgency 57% instead of 60% and Skill left behind 43% "
        "instead of 40%.",
    )


def test_cost_is_a_limit_and_never_a_criterion(known_of, worked):
    choice = routes(known_of(limit=100), "6.1")
    assert by_route(choice, "value") == by_route(worked, "value")
    assert by_route(choice, "value") == pytest.approx({"buy": 58, "share": 56, "build": 54})
    assert (choice.recommended, choice.runner_up) == ("share", "build")
    assert choice.table["route"].tolist() == ["share", "build", "buy"]
    assert choice.table["within_limit"].tolist() == [True, True, False]
    assert "With a limit of £120 thousand or more, buy would lead by 2.0 points." in choice.tips
    assert "Urgency (now 60%): below 57% Build leads." in choice.tips


def test_a_limit_that_nothing_meets_recommends_nothing(known_of):
    choice = routes(known_of(limit=50), "6.1")
    assert choice.recommended is choice.runner_up is choice.cost is None
    assert choice.tips == ()
    assert choice.words == (
        "6.1 Modelling: no route is within the limit of £50 thousand over 3 years. The least is to "
        "share, at £60 thousand."
    )
    assert RoutePlan((choice,), ()).words.endswith("No route within the limit: 6.1.")


def test_a_limit_that_only_one_meets_leaves_no_runner_up(known_of):
    choice = routes(known_of(limit=65), "6.1")
    assert (choice.recommended, choice.runner_up) == ("share", None)
    assert "No other route is within the limit." in choice.words
    assert not [tip for tip in choice.tips if "now" in tip]


def test_the_horizon_changes_the_cost_alone(known_of, worked):
    five = routes(known_of(), "6.1", years=5)
    assert by_route(five, "cost") == {"buy": 200, "share": 90, "build": 110}
    assert by_route(five, "value") == by_route(worked, "value")


def test_of_two_that_are_level_the_cheaper_is_put_first(known_of):
    level = {**SCORES, "buy": SCORES["share"]}
    choice = routes(known_of(scores=level), "6.1")
    assert (choice.recommended, choice.runner_up) == ("share", "buy")
    assert "Buy is level with it: the cheaper of the two is put first." in choice.tips


def test_it_is_the_library_s_own_appraisal(worked):
    choice, again = worked, wcc.appraise(worked.appraisal.case)
    assert again.value.to_dict() == choice.appraisal.value.to_dict()
    assert list(again.value.index) == list(ROUTES)
    assert again.worth.tolist() == [0, 0, 0]  # no route is counted by people
    assert set(choice.appraisal.case.criteria["counts"]) == {"condition"}


# ---- people


def test_two_people_have_no_spread_and_no_first_place(known_of):
    two = {route: {p: row for p, row in people.items() if p != "C"}
           for route, people in SCORES.items()}  # fmt: skip
    choice = routes(known_of(scores=two, swings={p: SWINGS[p] for p in "AB"}), "6.1")
    assert choice.table["spread"].isna().all() and choice.table["first_for"].isna().all()
    assert "2 people answered in full, too few for a spread." in choice.words


def test_a_dont_know_is_no_nought(known_of):
    unsure = {**SCORES, "build": {**SCORES["build"], "A": ("don't know", 90)}}
    choice = routes(known_of(scores=unsure), "6.1")
    assert by_route(choice, "value")["build"] == pytest.approx(0.6 * 35 + 0.4 * 90)
    assert by_route(choice, "count") == dict.fromkeys(ROUTES, 2)


@settings(max_examples=6)
@given(
    scores=st.lists(st.integers(0, 100), min_size=18, max_size=18),
    costs=st.lists(st.integers(0, 100), min_size=6, max_size=6),
    limit=st.integers(0, 400),
)
def test_the_recommended_is_the_best_within_the_limit(scores, costs, limit):
    drawn = iter(scores)
    made = {r: {p: (next(drawn), next(drawn)) for p in SWINGS} for r in ROUTES}
    spent = {r: (costs[2 * i], costs[2 * i + 1]) for i, r in enumerate(ROUTES)}
    frames = tables(limit=limit, scores=made, costs=spent)
    frames["routes"] = frames["routes"].sample(frac=1, random_state=1)
    empty = {name: pd.DataFrame(columns=list(r.model_fields)) for name, r in ROUTE_TABLES.items()}
    frames = {n: f.reindex(columns=list(ROUTE_TABLES[n].model_fields)) for n, f in frames.items()}
    choice = routes(RouteTables({**empty, **frames}), "6.1")
    within = choice.table[choice.table["cost"] <= limit]
    if within.empty:
        assert choice.recommended is None
        return
    best = within.set_index("route")["value"].round(9)
    assert best[choice.recommended] == best.max()
    assert choice.cost <= limit
    assert choice.runner_up != choice.recommended
    assert "None" not in choice.words and "nan" not in choice.words + " ".join(choice.tips)


# ---- all of them


def test_what_is_bought_in_adds_up(plan):
    bought = plan.table[plan.table["recommended"] == "buy"]
    assert bought["need"].tolist() == ["9.1", "P21"]
    assert plan.bought_in == bought["cost"].sum() == 3 * 40 + 45
    assert plan.totals["needs"].sum() == len(plan.choices) == 5
    assert plan.totals.loc["buy"].tolist() == [2, 45, 40, 165]
    assert "Bought in: £165 thousand of £547 thousand over 3 years." in plan.words


def test_gaps_and_projects_without_routes_are_named(sample, portfolio):
    few = RouteTables({**sample.frames, "routes": sample["routes"].query("need > '9'")})
    plan = every_route(few, gaps=["9.1", "3.2"], portfolio=portfolio)
    assert {"P06", "P21"} <= set(portfolio.chosen)
    assert plan.not_compared == ("3.2", *(c for c in portfolio.chosen if c not in ("P06", "P21")))
    assert "No routes written down for: 3.2" in plan.words


def test_a_project_that_was_not_chosen_is_left_out(sample, appraisal):
    small = wcc.select(appraisal, limits={"gross_3yr": 9_000}, never=["P21"])
    few = RouteTables({**sample.frames, "routes": sample["routes"].query("need > '9'")})
    left = every_route(few, portfolio=small).table["need"].tolist()
    assert "P21" not in left and "9.1" in left


def test_sample_shows_every_route(plan):
    assert dict(zip(plan.table["need"], plan.table["recommended"], strict=True)) == {
        "6.1": "share", "7.1": "build", "9.1": "buy", "P21": "buy", "P06": "share",
    }  # fmt: skip


# ---- what earlier years showed


def test_earlier_years_are_evidence_and_change_no_value(sample, plan):
    bare = RouteTables({**sample.frames, "route_evidence": sample["route_evidence"].iloc[:0]})
    now, before = plan.choices[2], routes(bare, "9.1")
    assert now.appraisal.value.to_dict() == before.appraisal.value.to_dict()
    assert len(now.appraisal.case.evidence) == len(sample["route_evidence"])
    assert "Earlier years have 8 statements on this route, for 5.1." in now.words
    assert "Earlier years" not in before.words


def test_earlier_years_of_this_need_are_cited(sample):
    evidence = sample["route_evidence"].assign(need="9.1")
    choice = routes(RouteTables({**sample.frames, "route_evidence": evidence}), "9.1")
    assert "In 2008/09: £96 thousand paid, £16 thousand above what was agreed;" in choice.words


# ---- what cannot be


def test_two_routes_are_enough_and_the_third_is_said_to_be_missing(known_of):
    two = {route: SCORES[route] for route in ("build", "buy")}
    choice = routes(known_of(scores=two, costs={r: COSTS[r] for r in two}), "6.1")
    assert choice.recommended == "buy"
    assert "Nobody put forward a way to share." in choice.words


def test_one_route_is_no_choice(known_of):
    one = known_of(scores={"buy": SCORES["buy"]}, costs={"buy": (0, 40)})
    with pytest.raises(InputError, match="1 of the three routes to 6.1"):
        routes(one, "6.1")


def test_an_unknown_need_is_told_with_the_near_one(sample):
    with pytest.raises(InputError, match="no need 'p21'.*Did you mean 'P21'"):
        routes(sample, "p21")


@pytest.mark.parametrize("years", [0, 21, 2.5, True])
def test_years_must_be_whole(sample, years):
    with pytest.raises(InputError, match="a whole number, 1 to 20"):
        routes(sample, "9.1", years=years)


def test_a_cell_that_nobody_scored_is_told(known_of):
    unsure = {**SCORES, "buy": {p: ("don't know", row[1]) for p, row in SCORES["buy"].items()}}
    with pytest.raises(InputError, match="buy"):
        routes(known_of(scores=unsure), "6.1")


def test_scores_of_a_route_that_is_not_there_are_told(known_of):
    with pytest.raises(InputError, match="scores of 'share' for 6.1"):
        routes(known_of(costs={r: COSTS[r] for r in ("build", "buy")}), "6.1")


def test_nothing_to_compare(known_of):
    known = known_of()
    with pytest.raises(InputError, match="no routes to any need"):
        every_route(RouteTables({**known.frames, "routes": known["routes"].iloc[:0]}))


def test_every_fault_of_every_table_is_told_at_once(tmp_path):
    frames = tables()
    frames["routes"] = frames["routes"].assign(route=["build", "borrow", "buy"])
    frames["route_scores"] = frames["route_scores"].assign(score=101)
    frames["route_swings"] = frames["route_swings"].assign(criterion="R9")
    write_folder(frames, tmp_path, ROUTE_TABLES)
    with pytest.raises(InputError) as told:
        read_routes(tmp_path)
    said = str(told.value)
    assert "found 'borrow'; allowed: one of: build, share, buy" in said
    assert "'101'; allowed: a number from 0 to 100, or don't know" in said
    assert "R9; allowed: a code of route_criteria" in said


# ---- the sample


def test_the_sample_is_made_again_byte_for_byte(tmp_path):
    import runpy

    folder = wcc.sample("competencies")
    runpy.run_path(str(folder / "make_routes.py"))["main"](tmp_path)
    for name in ROUTE_TABLES:
        made = (tmp_path / f"{name}.csv").read_bytes()
        assert made == (folder / f"{name}.csv").read_bytes(), name


def test_the_sample_says_that_it_is_made_up(sample):
    assert sample["route_needs"]["notice"].str.startswith("SYNTHETIC").all()
    assert set(sample["route_criteria"]["source"]) == {"this project's own wording"}
    assert set(sample["survey_questions"]["source"]) == {"this project's own wording"}
