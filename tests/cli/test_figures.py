"""Do the tables behind the paper say what the results say, with their units, and run nothing?"""

import csv

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import wcc_prioritise as wcc
from wcc_prioritise.cli import figures
from wcc_prioritise.cli.answer import doubts, gap_answer, limits, prices, short, who
from wcc_prioritise.cli.papers import Results, safe, write_csv, write_tables


@pytest.fixture(scope="module")
def results(northmere, appraisal, portfolio):
    gaps = wcc.benchmark(northmere.indicators, area="Northmere", peers=northmere.peers)
    return Results(northmere, gaps, appraisal, wcc.rank(appraisal), portfolio)


@pytest.fixture(scope="module")
def written(results, tmp_path_factory):
    """Write every table and read it back as a spreadsheet would."""
    folder = tmp_path_factory.mktemp("tables")
    write_tables(results, folder)
    return {path.stem: pd.read_csv(path, encoding="utf-8-sig") for path in folder.glob("*.csv")}


def test_there_is_every_table_that_is_promised(written, results, tmp_path):
    assert set(written) == set(figures.ABOUT)
    assert all(len(table) for table in written.values())
    write_tables(results, tmp_path)
    about = (tmp_path / "about.txt").read_text("utf-8-sig")
    assert results.case.fingerprint in about and "SYNTHETIC" in about
    for name, words in figures.ABOUT.items():
        assert f"{name}.csv: {words}" in about


def test_every_figure_has_its_unit_in_the_heading_or_in_its_row(written):
    without = {"rank", "scale", "order", "chosen", "sex", "age"}
    for name, table in written.items():
        for column in table.columns[table.dtypes.map(pd.api.types.is_numeric_dtype)]:
            if table[column].notna().any() and column not in without:
                assert "(" in column, f"{name}: {column}"


def test_the_ranking_adds_up_to_its_values(written):
    ranking = written["ranking"]
    points = ranking.filter(like="(points)").sum(axis="columns")
    np.testing.assert_allclose(points, ranking["value (0 to 100)"], atol=1e-6)
    assert ranking["rank"].is_monotonic_increasing


def test_worth_adds_up_from_its_parts(written, appraisal):
    worth = written["worth"].set_index("candidate")
    parts = worth.filter(like="(points a year)").drop(columns="worth (points a year)")
    np.testing.assert_allclose(parts.sum(axis=1), worth["worth (points a year)"], atol=1e-6)
    np.testing.assert_allclose(worth["worth (points a year)"],
                               appraisal.worth.reindex(worth.index), atol=1e-8)  # fmt: skip


def test_scores_carry_count_and_spread_and_leave_blank_what_is_not_known(written, appraisal):
    scores = written["scores"].set_index(["candidate", "criterion"])
    measured = scores[scores["kind"] == "measured"]
    spread = scores.columns[-1]
    assert spread.startswith("spread (standard deviation over people")
    assert measured["scored by (people)"].isna().all() and measured[spread].isna().all()
    for cell in (("P01", "C2"), ("P23", "C8")):
        row = scores.loc[cell]
        assert row["figure (in the unit of the row)"] == pytest.approx(appraisal.scores.at[cell])
        assert row["scored by (people)"] == appraisal.counts.at[cell]
        assert row[spread] == pytest.approx(appraisal.spread.at[cell])
        assert row["unit"] == "0 to 100"
    assert len(scores) == appraisal.values.size


def test_the_other_tables_say_what_the_portfolio_says(written, portfolio):
    members = written["portfolio"]
    assert tuple(members.loc[members["chosen"] == "yes", "candidate"]) == tuple(
        portfolio.members.loc[portfolio.members["chosen"], "candidate"]
    )
    limit = written["limits"].iloc[0]
    assert limit["used (in that unit)"] + limit["left (in that unit)"] == pytest.approx(
        limit["limit (in that unit)"]
    )
    assert list(written["prices"]["rule"]) == list(portfolio.price["rule"])
    assert len(written["readings"]) == len(portfolio.readings) + len(portfolio.zero)
    assert written["readings"]["chosen"].iloc[0] == "; ".join(portfolio.readings["chosen"].iloc[0])
    assert list(written["weights"]["weight in force (share of 1)"]) == pytest.approx(
        list(portfolio.appraisal.weights)
    )
    assert list(written["balance"]["by"]) == list(portfolio.balance["by"])


@given(st.text(min_size=1), st.sampled_from(["=", "+", "-", "@", "'="]))
def test_no_cell_runs_in_a_spreadsheet(text, sign):
    cell = safe(sign + text)
    assert str(cell).startswith("'")


@pytest.mark.parametrize(
    ("cell", "held"),
    [
        (np.float64(0.1) + np.float64(0.2), 0.3),
        (-60.0, -60),
        (1e12 + 0.5, 1e12 + 0.5),
        (float("inf"), "inf"),
        (np.bool_(False), "no"),
        (pd.NA, ""),
        ((), ""),
        (("=P01", "P02"), "'=P01; P02"),
    ],
)
def test_a_cell_is_held_as_it_is_meant(cell, held):
    assert safe(cell) == held


def test_hostile_headings_and_names_are_escaped_in_the_file(tmp_path):
    table = pd.DataFrame({"=cmd": ["@x", '"quoted", and\nbroken'], "£": [1.0, np.nan]})
    write_csv(table, tmp_path / "t.csv")
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["'=cmd", "£"], ["'@x", "1"], ['"quoted", and broken', ""]
        ]  # fmt: skip
    assert (tmp_path / "t.csv").read_bytes().startswith(b"\xef\xbb\xbf")


# ---- the answer on the screen -------------------------------------------------------------------


def test_who_is_named_class_by_class(portfolio):
    lines = who(portfolio).splitlines()
    assert [line.split(":")[0] for line in lines] == ["quick win", "long-term gain", "steady"]
    for code in portfolio.chosen:
        assert f"{code} {short(portfolio.appraisal.case.names[code])}" in who(portfolio)


def test_a_name_without_end_is_cut_and_hostile_signs_are_shown():
    assert short("x" * 500) == "x" * 67 + "..."
    assert short("a\x1b[2J") == "a?[2J"


def test_limits_and_prices_are_said_with_their_units(portfolio):
    assert limits(portfolio).startswith("Gross cost (set-up and running): 8,030 of £9,000 thousand")
    assert "Time of project leads: 59.5 of 60 project lead months used" in limits(portfolio)
    said = prices(portfolio)
    for row in portfolio.price.itertuples():
        words = f"{row.price:,.1f} points a year" if row.price else "nothing"
        assert words in said
    assert "at least 3 quick wins costs" in said and "all rules together cost " in said


def test_doubts_count_the_readings_that_move_the_set_and_leave_plain_totals_out(portfolio):
    rows = pd.concat([portfolio.readings, portfolio.zero])
    rows = rows[rows["reading"] != "plain totals"]
    moved = sum(bool(row.enters or row.leaves) for row in rows.itertuples())
    assert f"under {moved} of {len(rows)} other ways of counting" in doubts(portfolio)
    assert "plain totals" not in doubts(portfolio)


def test_gaps_are_said_with_period_and_as_headroom(results):
    said = dict(gap_answer(results.gaps))
    assert said["Compared"] == results.gaps.summary()
    assert said["Period"] == "2025-26."
    table = results.gaps.table
    worse = table[table["verdict"] == "worse than peers"]
    first = worse.sort_values("opportunity", ascending=False).iloc[0]
    assert said["Headroom"].startswith(
        "people at the largest gaps (not what a project would bring): "
        f"{first['indicator_name']}: {first['opportunity']:,.0f} ("
    )
