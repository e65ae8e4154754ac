"""Does the record keep of a result all that is needed to compute it again?"""

import json

import pandas as pd
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.portfolio.order_of_buy import order_of_buy
from wcc_prioritise.tables import InputError
from wcc_prioritise.workshop import Workshop
from wcc_prioritise.workshop.calculating import _words


def test_a_calculation_keeps_what_is_needed_to_do_it_again(short, tmp_path):
    with Workshop.start(short, tmp_path / "day.wcc") as day:
        limits, at_least = {"gross_3yr": 5_000}, {"quick win": 2}
        chosen = wcc.select(wcc.appraise(day.case()), limits=limits, at_least=at_least)
        day.calculation("select", chosen, by="analyst")
        (row,) = day.case().calculations.to_dict("records")
        arguments = json.loads(row["arguments"])
        again = wcc.select(wcc.appraise(day.case(at=day.head.entries - 1)),
                           limits=arguments["limits"], at_least=arguments["at_least"])  # fmt: skip
        assert (row["calculation"], row["verb"]) == ("K01", "select")
        assert row["fingerprint_in"] == short.fingerprint
        assert set(json.loads(row["versions"])) > {"python", "numpy", "wcc_prioritise"}
        assert "; ".join(sorted(chosen.chosen)) in row["result"]
        assert "other" not in row["result"]
        day.calculation("select", again, by="analyst")
        twice = day.case().calculations
        assert twice["fingerprint_out"].nunique() == 1
        assert twice["calculation"].tolist() == ["K01", "K02"]
        changed = day.case().replace(scores=short.scores.assign(score=50.0))
        day.calculation("rank", wcc.rank(wcc.appraise(changed)), by="analyst")
        assert "computed from other scores" in day.case().calculations["result"].iloc[-1]
        with pytest.raises(InputError, match="a result of a case"):
            day.calculation("select", {"P01"}, by="analyst")


def test_the_verb_is_that_of_the_result(short, tmp_path):
    with Workshop.start(short, tmp_path / "day.wcc") as day:
        ranking = wcc.rank(wcc.appraise(day.case()))
        with pytest.raises(InputError, match="a result of rank; allowed: a result of select"):
            day.calculation("select", ranking, by="analyst")
        assert day.calculation("rank", ranking, by="analyst").fields["verb"] == "rank"


def test_other_rules_and_what_if_are_kept_with_the_result(short, tmp_path):
    with Workshop.start(short, tmp_path / "day.wcc") as day:
        limits = {"gross_3yr": 5_000}
        plain = wcc.appraise(day.case())
        day.calculation("select", wcc.select(plain, limits=limits), by="analyst")
        other = wcc.appraise(day.case(), missing="bounds", pooling=halfway)
        day.calculation("select", wcc.select(other, limits=limits), by="analyst")
        asked = plain.without(person="S01")
        day.calculation("select", wcc.select(asked, limits=limits), by="analyst")
        kept = [json.loads(text) for text in day.case().calculations["arguments"]]
    assert "appraise" not in kept[0] and "what_if" not in kept[0]
    assert kept[1]["appraise"]["missing"] == "bounds"
    assert "halfway sha256:" in kept[1]["appraise"]["pooling"]
    assert "S01" in kept[2]["what_if"][0]


def test_the_first_rows_of_a_table_are_said_with_their_main_figure(short, tmp_path):
    chosen = wcc.select(wcc.appraise(short), limits={"gross_3yr": 5_000})
    order = order_of_buy(chosen)
    with Workshop.start(short, tmp_path / "day.wcc") as day:
        day.calculation("order_of_buy", order, by="analyst")
        day.calculation("appraise", chosen.appraisal, by="analyst")
        table, figures = day.case().calculations["result"]
    rows = order.table.head(3).itertuples()
    listed = ", ".join(f"{row.candidate} {row.worth:.4g}" for row in rows)
    assert table == f"table: a table of {len(order.table)} rows; first (worth): {listed}"
    worth = chosen.appraisal.worth
    assert figures.startswith(f"worth: {len(worth)} figures; first: P01 {worth['P01']:.4g}, ")


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (pd.DataFrame({"name": []}), "a table of 0 rows"),
        (pd.DataFrame({"what": ["a", "b"]}), "a table of 2 rows; first: a, b"),
        (
            pd.DataFrame({"n": [1234.5, None]}),
            "a table of 2 rows; first (n): 0 1,234.5, 1 not known",
        ),
        (pd.Series({("P01", "C2"): 0.25}), "1 figures; first: P01 / C2 0.25"),
        (pd.Series([], dtype=float), "0 figures"),
    ],
)
def test_any_table_and_series_can_be_said(short, held, said):
    assert _words("result", held, short, short) == f"result: {said}"


def test_what_is_said_of_a_table_stays_short(short):
    said = _words("result", pd.DataFrame({"what": ["long " * 40] * 4}), short, short)
    assert said.endswith("...") and len(said.removeprefix("result: ")) <= 120


def halfway(answers, shares):
    """Pool by the median."""
    return answers.median()
