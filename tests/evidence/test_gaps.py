"""The frozen answer and how it is shown."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from wcc_prioritise.evidence import VERDICTS, benchmark


def figures(**columns):
    """SYNTHETIC: an area with 20,352 of 25,028 beside four others."""
    counts = pd.DataFrame(
        {
            "area": ["Ours", "East", "West", "South", "North"],
            "count": [20_352.0, 16_600, 16_650, 16_700, 16_620],
            "denominator": [25_028.0, 20_000, 20_000, 20_000, 20_000],
        }
    )
    value = 100 * counts["count"] / counts["denominator"]
    table = counts.assign(
        indicator="SCREEN", indicator_name="Women screened", value=value, period="2025-26",
        unit="%", scale=100.0, polarity="high is good",
    )  # fmt: skip
    return table.assign(**columns)


@pytest.fixture
def gaps():
    two = pd.concat([figures(), figures(indicator="STOCK", unit="per 1,000", polarity=None)])
    return benchmark(two, area="Ours")


def test_frames_go_out_fresh(gaps):
    table, peers = gaps.table, gaps.peers
    table.loc[0, "gap"] = 99.0
    table["value"] = 0.0
    peers["found"] = False

    assert gaps.table.loc[0, "gap"] != 99
    assert (gaps.table["value"] > 0).all()
    assert gaps.peers["found"].all()


def test_nothing_can_be_put_in_its_place(gaps):
    with pytest.raises(dataclasses.FrozenInstanceError):
        gaps.area = "Elsewhere"
    with pytest.raises(AttributeError):
        gaps.table = gaps.table.head(1)


def test_verdicts_are_counted_in_their_own_order(gaps):
    assert gaps.counts.to_dict() == {"worse than peers": 1, "no direction given": 1}
    assert set(gaps.table["verdict"]) <= set(VERDICTS)


def test_the_sentence_and_the_line_say_how_we_stand(gaps):
    assert repr(gaps) == "<Gaps: Ours, 2 indicators: 1 worse than peers, 1 no direction given>"
    assert gaps.summary() == (
        "Ours beside the unweighted mean of all 4 other areas in the table, for each indicator "
        "those that have its period. Of 2 indicators, worse than peers: 1; no direction given: 1."
    )


def test_one_indicator_is_one_and_sexes_are_figures():
    by_sex = pd.concat([figures(sex="Male"), figures(sex="Female")])

    assert "1 indicator:" in repr(benchmark(figures(), area="Ours"))
    assert "2 figures:" in repr(benchmark(by_sex, area="Ours"))


def test_the_page_shows_rounded_figures_with_unit_period_limits_and_the_next_step(gaps):
    page = gaps._repr_html_()

    for cell in ("2025-26", "%", "81.3 (80.8 to 81.8)", "+1.9 (+1.3 to +2.4)", "worse than peers"):
        assert f"<td>{cell}</td>" in page
    assert "<td>474 (" in page  # people, whole
    assert "95% limits" in page
    assert "Next: <code>wcc.appraise(case)</code>" in page
    assert gaps.summary() in page


def test_an_empty_figure_is_an_empty_cell_not_nan(gaps):
    page = gaps._repr_html_()

    assert "nan" not in page.casefold()
    assert "None" not in page


def test_every_text_is_escaped():
    sly = "<img src=x onerror=alert(1)>"
    table = figures(
        indicator_name=sly, note=sly, period="2025-26", unit=sly, sex=sly, area_name=sly
    )
    table.loc[0, "value"] = np.nan
    table["area_name"] = [f"{sly}{number}" for number in range(5)]
    page = benchmark(table, area="Ours", peers=["East", "West", sly])._repr_html_()

    assert "<img" not in page
    assert page.count("&lt;img") >= 6


def test_warnings_stand_beside_the_figures():
    mixed = pd.concat([figures(), figures(indicator="OLD", period="2019-20")])
    page = benchmark(mixed, area="Ours")._repr_html_()

    assert "<li>The periods differ between indicators" in page


def test_a_clear_gap_is_never_shown_as_nought():
    many = figures(count=[800_000_000.0, *[800_200_000.0] * 4], denominator=1e9)
    many["value"] = 100 * many["count"] / many["denominator"]
    gaps = benchmark(many, area="Ours")

    assert gaps.table["verdict"].iloc[0] == "worse than peers"
    assert "+0.02 (+0.02 to +0.02)" in gaps._repr_html_()


def test_a_gap_that_rounds_to_nought_has_no_sign():
    same = figures(count=[830.0] * 5, denominator=1000.0, value=83.0)

    assert "<td>0.0 (\u22122." in benchmark(same, area="Ours")._repr_html_()


def test_long_names_are_shortened_on_the_page_only():
    name = "The percentage of patients " * 10
    gaps = benchmark(figures(indicator_name=name), area="Ours")

    assert name.strip() not in gaps._repr_html_()
    assert gaps.table["indicator_name"].iloc[0] == name.strip()
