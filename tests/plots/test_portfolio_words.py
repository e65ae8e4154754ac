"""What the pictures of the set and its money say, on cases small enough to add up by hand."""

from types import SimpleNamespace as Like

import pandas as pd
import pytest

from wcc_prioritise.plots import money_words, portfolio_behind, portfolio_words
from wcc_prioritise.plots.words import LONGEST_ALT
from wcc_prioritise.portfolio.money import Money
from wcc_prioritise.portfolio.order_of_buy import OrderOfBuy
from wcc_prioritise.portfolio.robust import FundedShare

NAMES = {"A": "Foot team", "B": "Falls", "C": "Stroke clinic", "D": "Alcohol team"}


class Stand:
    """Stands in for a result: it can be asked for again, as a frozen result can."""

    def __init__(self, **fields):
        vars(self).update(fields)


def portfolio_of(chosen, worth=0.0, names=None, **changed):
    """Stand in for a portfolio of named candidates."""
    charter = Like(notice="SYNTHETIC.", slip=1.5)
    case = Like(charter=charter, names=pd.Series(NAMES if names is None else names))
    years = pd.DataFrame(columns=["by year 1", "by year 10"])
    appraisal = Like(case=case, years=lambda: years)
    made = {"chosen": tuple(chosen), "worth": worth, "appraisal": appraisal}
    return Stand(**{**made, **changed})


def order_of(budget=7.0, names=None, chosen=("B", "C")):
    """Give three candidates by hand: worth 9, 5 and 6 for 5, 3 and 4 thousand pounds.

    Within 7, value for money buys A alone (9); B and C together are worth 11.
    """
    worth, cost = pd.Series({"A": 9.0, "B": 6, "C": 5}), pd.Series({"A": 5.0, "B": 4, "C": 3})
    limits = [("gross_3yr", "cost", "£ thousand", float(cost[list(chosen)].sum()), budget, 0.0)]
    columns = ["resource", "meaning", "unit", "used", "limit", "left"]
    portfolio = portfolio_of(
        chosen,
        float(worth[list(chosen)].sum()),
        names,
        worths=worth,
        limits=pd.DataFrame(limits, columns=columns),
        arguments={"limits": {"gross_3yr": budget}},
    )
    portfolio.appraisal.resources = pd.DataFrame({"gross_3yr": cost})
    known = portfolio.appraisal.case.names
    table = pd.DataFrame(
        [(1, "A", 5.0, 9.0, 1.8, 5.0, 9.0, budget >= 5),
         (2, "C", 3.0, 5.0, 5 / 3, 8.0, 14.0, budget >= 8),
         (3, "B", 4.0, 6.0, 1.5, 12.0, 20.0, budget >= 12)],
        columns=["order", "candidate", "cost", "worth", "ratio", "cumulative_cost",
                 "cumulative_worth", "bought"],
    )  # fmt: skip
    table = table.assign(name=table["candidate"].map(known), in_set=table["candidate"].isin(chosen))
    bought = float(table.loc[table["bought"], "worth"].sum())
    best = {7.0: 11.0, 8.0: 14.0, 12.0: 20.0, 2.0: 0.0}[budget]
    return OrderOfBuy(table, "gross_3yr", bought, best, portfolio)


# ---- value for money ----------------------------------------------------------------------------


def test_the_triangles_say_what_value_for_money_buys_and_what_it_loses():
    said = portfolio_words.value_triangles(order_of())

    assert said.title == (
        "Value for money alone would buy 1 of 3 candidates within £7 thousand, worth 9 points a "
        "year: 18% less than the best set within it"
    )
    assert "a line at the limit, £7 thousand" in said.alt
    assert "1. Foot team: 9 for £5. 2. Stroke clinic: 5 for £3, not bought." in said.alt
    assert said.caption == "SYNTHETIC."


def test_an_order_that_loses_nothing_says_so_and_one_that_buys_nothing_too():
    all_bought = portfolio_words.value_triangles(order_of(12.0)).title
    none = portfolio_words.value_triangles(order_of(2.0, chosen=())).title

    assert all_bought.endswith("worth 20 points a year: no set within it is worth more")
    assert none == "Within £2 thousand value for money alone would buy none of 3 candidates"


def test_each_triangle_begins_where_the_one_before_it_ends():
    table = portfolio_behind.triangles_table(order_of())

    assert table["from_cost"].tolist() == [0, 5, 8]
    assert table["from_worth"].tolist() == [0, 9, 14]
    assert table["cumulative_worth"].tolist() == [9, 14, 20]


def test_the_frontier_says_the_gap_and_what_the_chosen_set_brings():
    order = order_of()
    said = portfolio_words.frontier(order)

    assert said.title == (
        "For £7 thousand, buying by value for money loses 18%: 9 of 11 points; the chosen set, "
        "which keeps every demand, brings 11"
    )
    # {} C B A BC AC AB ABC: each larger budget but the first and the last drops somebody
    assert "At 5 of 7 steps to a larger budget some candidate drops out." in said.subtitle
    assert "8 efficient sets of cost and worth, 4 of them filled" in said.alt
    assert "The best within the limit: B, C." in said.alt


def test_an_order_that_is_the_chosen_set_says_so():
    said = portfolio_words.frontier(order_of(12.0, chosen=("A", "B", "C")))

    assert said.title == (
        "For £12 thousand, buying by value for money loses nothing: 20 of 20 points, and it is "
        "the chosen set"
    )


def test_the_frontier_table_tells_the_chosen_set_and_what_ratios_reach():
    table = portfolio_behind.frontier_table(order_of())

    assert table["cost"].tolist() == [0, 3, 4, 5, 7, 8, 9, 12]
    assert table.loc[table["supported"], "cost"].tolist() == [0, 5, 8, 12]
    assert table.loc[table["chosen"], "candidates"].tolist() == ["B, C"]
    assert table.loc[table["within"], "cost"].max() == 7


# ---- rules --------------------------------------------------------------------------------------


def rules_of(*rows, worth=90.0):
    price = pd.DataFrame(rows, columns=["rule", "worth_without", "price", "share"])
    return portfolio_of(["A"], worth, price=price)


def test_the_dearest_rule_is_named_and_both_together():
    said = portfolio_words.price_of_rules(
        rules_of(
            ("at most 1 steady", 92.0, 2.0, 2 / 92),
            ("at least 3 quick wins", 100.0, 10.0, 0.1),
            ("all rules together", 105.0, 15.0, 1 / 7),
        )
    )

    assert said.title == (
        "Asking for at least 3 quick wins costs 10 points a year (10%); both together 15 points "
        "a year (14%)"
    )
    assert "At most 1 steady: 2 points a year (2%)." in said.alt
    assert said.alt.index("At least 3") < said.alt.index("At most 1") < said.alt.index("All rules")


def test_a_rule_on_a_candidate_says_its_name_and_not_its_code():
    said = portfolio_words.price_of_rules(rules_of(("B must be in", 95.0, 5.0, 5 / 95)))

    assert said.title == "The rule \u201cFalls must be in\u201d costs 5 points a year (5%)"


def test_rules_that_cost_nothing_and_no_rules_read_well():
    nothing = ("at least 1 quick win", 90.0, 0.0, 0.0)
    one = portfolio_words.price_of_rules(rules_of(nothing))
    two = portfolio_words.price_of_rules(rules_of(nothing, ("A must be in", 90.0, 0.0, 0.0)))
    together = portfolio_words.price_of_rules(
        rules_of(nothing, ("A must be in", 90.0, 0.0, 0.0), ("all rules together", 95, 5, 5 / 95))
    )
    none = portfolio_words.price_of_rules(rules_of())

    assert one.title == "The rule costs nothing"
    assert two.title == "None of the 2 rules costs anything"
    assert together.title == (
        "No rule alone costs anything; together they cost 5 points a year (5%)"
    )
    assert none.title == "No rule was set, so none has a price"
    assert "worth alone, 90 points a year" in none.alt


# ---- price of balance ---------------------------------------------------------------------------


def balance_of(monkeypatch, *rows):
    columns = ["asked", "early", "late", "share_early", "lost", "price", "chosen"]
    table = pd.DataFrame(rows, columns=columns)
    monkeypatch.setattr(portfolio_behind, "price_of_balance", lambda portfolio: table)
    return portfolio_words.price_of_balance(portfolio_of(["A"]))


def test_the_price_of_balance_is_said_for_all_and_for_the_first_that_costs(monkeypatch):
    said = balance_of(
        monkeypatch,
        (0.0, 4.0, 200.0, 0.4, 0.0, 0.0, ("A", "B")),
        (0.8, 8.0, 190.0, 0.8, 10.0, 0.05, ("A", "C")),
        (1.0, 10.0, 150.0, 1.0, 50.0, 0.25, ("C",)),
    )

    assert said.title == (
        "Asking for 100% of what could be had by year 1 costs 25% of the benefit by year 10; 80% "
        "costs 5%"
    )
    assert "C, 100% asked: 100% early, 150 worth-years by year 10, price 25%" in said.alt
    assert "A, nothing asked: 40% early, 200 worth-years" in said.alt


def test_early_benefit_that_is_free_is_said(monkeypatch):
    free = (0.0, 8.0, 200.0, 0.8, 0.0, 0.0, ("A",))
    part = balance_of(monkeypatch, free, (0.7, *free[1:]), (1.0, 10.0, 150, 1.0, 50, 0.25, ("C",)))
    whole = balance_of(monkeypatch, free, (1.0, 8.0, 200.0, 1.0, 0.0, 0.0, ("A",)))

    assert part.title.endswith("25% of the benefit by year 10; 70% costs nothing")
    assert whole.title == "Asking for all that could be had by year 1 costs nothing by year 10"


# ---- how sure -----------------------------------------------------------------------------------


def funded_of(*rows, runs=1_000):
    columns = ["candidate", "name", "chosen", "share", "error", "words"]
    table = pd.DataFrame(rows, columns=columns)
    return FundedShare(table, pd.DataFrame(columns=["chosen", "share"]), runs, portfolio_of(["A"]))


THREE = (
    ("A", "Foot team", True, 1.0, 0.0, "every time"),
    ("B", "Falls", True, 0.62, 0.0153, "sometimes"),
    ("C", "Stroke clinic", False, 0.01, 0.0031, "never"),
)


def test_the_strip_names_the_open_places_and_the_error():
    said = portfolio_words.core_strip(funded_of(*THREE))

    assert said.title == "1 of 3 candidates is funded every time, 1 never; open: Falls"
    assert "over 1,000 draws: 1 core, 1 borderline, 1 outside." in said.alt
    assert "Falls: borderline, 62.0% \u00b1 1.5%." in said.alt
    assert "core index" not in said.subtitle


def test_the_core_index_is_named_apart():
    said = portfolio_words.core_strip(funded_of(*THREE), pd.Series({"A": 1.0, "B": 0.25, "C": 0.0}))

    assert "core index" in said.subtitle and "another thing" in said.subtitle
    assert "Falls: borderline, 62.0% \u00b1 1.5%, core index 0.25." in said.alt
    table = portfolio_behind.core_table(funded_of(*THREE), pd.Series({"A": 1.0, "B": 0.25}))
    assert table["core_index"].tolist()[:2] == [1.0, 0.25]
    assert table["place"].tolist() == ["core", "borderline", "outside"]


def test_no_open_place_is_said():
    said = portfolio_words.core_strip(funded_of(THREE[0], THREE[2]))

    assert said.title == "1 of 2 candidates is funded every time, 1 never: no place is open"


# ---- near-equals --------------------------------------------------------------------------------


def near_of(monkeypatch, *rows):
    columns = ["worth", "loss", "chosen", "enters", "leaves", "worth to public"]
    table = pd.DataFrame(rows, columns=columns)
    monkeypatch.setattr(portfolio_behind, "near_equals", lambda portfolio: table)
    portfolio = portfolio_of(rows[0][2], rows[0][0])
    return portfolio_words.near_equals(portfolio), portfolio


BEST = (100.0, 0.0, ("A", "B"), (), (), 90.0)


def test_one_near_equal_set_says_the_swap(monkeypatch):
    said, _ = near_of(monkeypatch, BEST, (99.0, 0.01, ("A", "C"), ("C",), ("B",), 95.0))

    assert said.title == (
        "One other set is worth within 2% of the best: Stroke clinic in place of Falls"
    )
    assert "In every set: A." in said.alt
    assert "public prefer set 2." in said.alt
    assert "Set 2, 1.0% less: C in; B out." in said.alt


def test_several_and_no_near_equals_read_well(monkeypatch):
    other = (99.0, 0.01, ("A", "C"), ("C",), ("B",), 80.0)
    third = (98.5, 0.015, ("A", "D"), ("D",), ("B",), 80.0)
    several, _ = near_of(monkeypatch, BEST, other, third)
    alone, _ = near_of(monkeypatch, BEST)

    assert several.title == "2 other sets are worth within 2% of the best; all hold the same 1"
    assert alone.title == ("No other set that leaves no room unused is worth within 2% of the best")
    assert "voice group" not in alone.caption


def test_the_matrix_holds_only_who_differs(monkeypatch):
    other = (99.0, 0.01, ("A", "C"), ("C",), ("B",), 80.0)
    _, portfolio = near_of(monkeypatch, BEST, other)
    sets, names = portfolio_behind.near_table(portfolio)["chosen"], pd.Series(NAMES)

    matrix = portfolio_behind.held_by(sets, names)
    assert matrix["candidate"].tolist() == ["B", "C"]
    assert matrix[[0, 1]].to_numpy().tolist() == [[True, False], [False, True]]
    assert portfolio_behind.in_every(sets, names) == ["A"]


# ---- money --------------------------------------------------------------------------------------


def money_of(monkeypatch, claimed=100.0, cashable=30.0, net=(-70.0, -20, -20, -20)):
    savings = pd.DataFrame({"claimed": [claimed], "deliverable": [60.0], "cashable": [cashable]})
    years = pd.DataFrame({"year": range(1, len(net) + 1), "net": [float(n) for n in net]})
    years = years.assign(set_up=[50.0, *[0.0] * (len(net) - 1)], cashable=cashable)
    years["running"] = years["cashable"] - years["set_up"] - years["net"]
    years["cumulative"] = years["net"].cumsum()
    found = Money(savings, pd.DataFrame(), years, ("A",), False, None)
    monkeypatch.setattr(portfolio_behind, "money", lambda portfolio, slipped: found)
    return money_words.money(portfolio_of(["A"]))


def test_money_says_what_is_cashable_and_what_recurs(monkeypatch):
    said = money_of(monkeypatch)

    assert said.title == (
        "Of £100 thousand claimed a year, £30 thousand is cashable; after year 3 £20 thousand a "
        "year must be found"
    )
    assert "claimed £100, deliverable £60, cashable £30" in said.alt
    assert "It has not paid for itself by the end of year 4" in said.alt
    assert "Year 1: set-up £50, running £50, cashable £30, net -£70, so far -£70." in said.alt


def test_a_set_that_pays_for_itself_says_when(monkeypatch):
    said = money_of(monkeypatch, net=(-70.0, 40, 40, 40))

    assert said.title.endswith("after year 3 £40 thousand a year are freed")
    assert "It has paid for itself by the end of year 3" in said.alt


def test_no_claim_and_everything_late_are_said(monkeypatch):
    none = money_of(monkeypatch, claimed=0.0, cashable=0.0)
    assert none.title.startswith("No saving is claimed; after year 3")

    late = money_words.money(portfolio_of(["A"]), slipped=True)
    assert "Shown if everything takes 1.5 times as long." in late.subtitle


def test_the_table_of_money_holds_savings_and_every_year(monkeypatch):
    money_of(monkeypatch)
    table = portfolio_behind.money_table(portfolio_of(["A"]))

    savings = table[table["part"] == "savings a year"].set_index("what")["thousand_pounds"]
    assert savings.to_dict() == {"claimed": 100.0, "deliverable": 60.0, "cashable": 30.0}
    so_far = table[(table["what"] == "cumulative")]
    assert so_far["year"].tolist() == [1, 2, 3, 4]
    assert so_far["thousand_pounds"].tolist() == [-70, -90, -110, -130]


# ---- names --------------------------------------------------------------------------------------


def test_hostile_names_keep_titles_and_alt_texts_short(monkeypatch, hostile):
    names = dict(zip("ABCD", hostile[:4], strict=True))
    rows = [(code, name, True, 0.5, 0.1, "sometimes") for code, name in names.items()]
    said = [
        portfolio_words.value_triangles(order_of(names=names)),
        portfolio_words.frontier(order_of(names=names)),
        portfolio_words.core_strip(funded_of(*rows[:3])),
        portfolio_words.price_of_rules(rules_of((hostile[3], 95.0, 5.0, 0.05))),
    ]

    assert all(0 < len(s.alt) <= LONGEST_ALT for s in said)
    assert all("\n" not in s.title and "\x00" not in s.alt and len(s.title) < 300 for s in said)


@pytest.mark.parametrize("figure", ["£5", "£1,055"])
def test_costs_are_said_short(figure):
    cost = float(figure.strip("£").replace(",", ""))

    assert portfolio_words.cost_said(cost, "£ thousand over 3 years") == figure
    assert portfolio_words.cost_said(-cost, "£ thousand") == f"-{figure}"
