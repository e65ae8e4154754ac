"""What a table of published figures must be before it is compared, and how it is refused."""

import pandas as pd
import pytest

from wcc_prioritise.evidence import benchmark
from wcc_prioritise.tables import InputError

FIVE = ((80, 100), (85, 100), (90, 100), (95, 100), (90, 100))


def test_two_rows_that_claim_one_figure_are_both_named(figures):
    table = pd.concat([figures(*FIVE), figures(*FIVE).iloc[[1]].assign(value=85.1)])

    with pytest.raises(InputError, match="rows 3 and 7 both claiming FEET, Peer 1, 2025-26"):
        benchmark(table, area="Ours")


def test_two_spellings_of_a_period_claim_one_figure(figures):
    table = pd.concat([figures(*FIVE), figures(*FIVE).iloc[[0]].assign(period="2025/26")])

    with pytest.raises(InputError, match="rows 2 and 7 both claiming"):
        benchmark(table, area="Ours")


def test_a_proportion_that_its_count_does_not_give_is_refused_with_every_row(figures):
    wrong = figures(*FIVE)
    wrong.loc[[0, 2], "denominator"] = [120, 150]

    with pytest.raises(InputError) as error:
        benchmark(wrong, area="Ours")

    assert [fault.row for fault in error.value.faults] == [2, 4]
    assert (
        "80 for FEET, Ours, 2025-26, but count 80 / denominator 120 x scale 100 = 66.6667"
        in str(error.value)
    )


@pytest.mark.parametrize(("value", "fits"), [(80.39, True), (80.41, False), (79.61, True)])
def test_half_a_per_cent_off_is_still_the_same_value(figures, value, fits):
    table = figures(*FIVE)
    table.loc[0, "value"] = value
    table.loc[1, "value"] = 85.00001  # so that rounding does not excuse it

    if fits:
        assert benchmark(table, area="Ours").table["value"].item() == value
    else:
        with pytest.raises(InputError, match="value = count / denominator x scale"):
            benchmark(table, area="Ours")


@pytest.mark.parametrize(("value", "fits"), [(2.1, True), (2.0, False)])
def test_a_small_value_may_be_off_by_its_rounding(figures, value, fits):
    table = figures((206, 10_000), (150, 10_000), (140, 10_000), (160, 10_000))
    table.loc[0, "value"] = value

    if not fits:  # 2.06 % is 2.1 to one decimal, never 2.0
        with pytest.raises(InputError, match="count 206 / denominator 10000"):
            benchmark(table, area="Ours")
    else:
        assert benchmark(table, area="Ours").table["value"].item() == value


@pytest.mark.parametrize(("count", "denominator"), [(105, 100), (0, 0)])
def test_an_impossible_proportion_is_refused_by_its_row(figures, count, denominator):
    table = figures(*FIVE)
    table.loc[3, ["count", "denominator", "value"]] = [count, denominator, float(count)]

    with pytest.raises(InputError, match="indicators row 5, column value"):
        benchmark(table, area="Ours")


def test_what_is_not_a_proportion_need_not_follow_from_its_count(figures):
    rates = figures(*FIVE, unit="directly standardised rate per 100,000", value=321.0)

    assert benchmark(rates, area="Ours").table["value"].item() == 321


@pytest.mark.parametrize(
    ("unit", "wilson_made"),
    [
        ("%", True), ("Per cent", True), ("percent", True), ("Proportion", True),
        ("% of patients", True), ("proportion (%)", True),
        ("per 1,000", False), ("% change", False), ("years", False), (None, False),
    ],
)  # fmt: skip
def test_only_a_proportion_gets_wilsons_interval(figures, unit, wilson_made):
    table = benchmark(figures(*FIVE, unit=unit), area="Ours").table

    assert table["interval_from"].item() == ("Wilson" if wilson_made else "none")


@pytest.mark.parametrize(
    ("column", "other", "words"),
    [
        ("unit", "per 1,000", r"more than one unit for FEET: % \(row 2\) and per 1,000 \(row 4\)"),
        ("scale", 1000.0, r"more than one scale for FEET: 100\.0 \(row 2\) and 1000\.0 \(row 4\)"),
        ("polarity", "high is bad", r"more than one polarity for FEET: high is good \(row 2\)"),
    ],
)
def test_rows_in_different_units_are_never_averaged(figures, column, other, words):
    mixed = figures(*FIVE)
    mixed.loc[2, column] = other

    with pytest.raises(InputError, match=words):
        benchmark(mixed, area="Ours")


def test_upside_down_limits_are_refused(figures):
    rates = figures(*FIVE, unit="per 1,000", lower=90.0, upper=70.0)

    with pytest.raises(InputError, match="limits 90 to 70 for FEET, Ours"):
        benchmark(rates, area="Ours")


def test_a_value_outside_its_own_limits_is_warned_of(figures):
    rates = figures(*FIVE, unit="per 1,000", lower=84.0, upper=96.0)

    assert benchmark(rates, area="Ours").warnings == (
        "These values lie outside their published limits: FEET of Ours.",
    )


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("value", "about 80", r"row 2, column value: found 'about 80'; allowed: a number"),
        ("count", -1, r"row 2, column count: found -1"),
        ("denominator", float("inf"), r"row 2, column denominator: found inf"),
        ("scale", 0, r"row 2, column scale: found 0; allowed: a number above 0"),
        ("polarity", "up", r"row 2, column polarity: found 'up'; allowed: high is good or high"),
        ("area", None, r"row 2, column area: found nothing"),
        ("period", " ", r"row 2, column period: found nothing"),
    ],
)
def test_cells_that_make_no_sense_are_refused_by_row_and_column(figures, column, cell, words):
    table = figures(*FIVE).astype({column: object})
    table.loc[0, column] = cell

    with pytest.raises(InputError, match=words):
        benchmark(table, area="Ours")


def test_every_fault_is_told_at_once(figures):
    table = figures(*FIVE).astype({"value": object})
    table.loc[0, ["value", "count", "polarity"]] = ["x", -1, "up"]

    with pytest.raises(InputError) as error:
        benchmark(table, area="Ours")

    assert [fault.column for fault in error.value.faults] == ["value", "count", "polarity"]


@pytest.mark.parametrize(
    ("spoilt", "words"),
    [
        (lambda table: table.head(0), "found no rows"),
        (lambda table: [1, 2], "found list"),
        (lambda table: table.drop(columns=["area", "period"]), "no column area and no column per"),
        (lambda table: pd.concat([table, table["area"]], axis=1), "two columns called area"),
    ],
)
def test_a_table_that_is_none_is_refused(published, spoilt, words):
    with pytest.raises(InputError, match=words):
        benchmark(spoilt(published()), area="08V")


def test_confidence_is_checked_before_anything_else(published):
    with pytest.raises(InputError, match="between 0 and 1, such as 0.95"):
        benchmark(published(), area="08V", confidence=95)
