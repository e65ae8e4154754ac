"""Which area is ours, and which are its peers: by code, by name, by table or all others."""

import pandas as pd
import pytest

from wcc_prioritise.evidence import benchmark
from wcc_prioritise.tables import InputError

TEN = ["00W", "07P", "07W", "04C", "07R", "07Y", "04X", "08W", "05L", "08N"]
FIVE = ((80, 100), (85, 100), (90, 100), (95, 100), (90, 100))


def test_our_area_may_be_named_by_code_or_by_name_in_any_case(published):
    named = published().assign(area_name=lambda t: "NHS " + t["area"] + " Group")

    by_code = benchmark(named, area="08v", peers=TEN)
    by_name = benchmark(named, area=" nhs 08V  GROUP", peers=[f"NHS {code} Group" for code in TEN])

    assert by_code.area == by_name.area == "08V"
    assert by_code.area_name == "NHS 08V Group"
    pd.testing.assert_frame_equal(by_code.table, by_name.table)


def test_a_misspelt_area_is_answered_with_the_nearest(published):
    named = published().assign(area_name=lambda t: t["area"].map({"08V": "Tower Hamlets"}))

    with pytest.raises(InputError, match=r"area 'Towr Hamlets'.*Did you mean 'Tower Hamlets'\?"):
        benchmark(named, area="Towr Hamlets")


def test_an_area_like_no_other_is_answered_with_a_few(published):
    with pytest.raises(InputError, match=r"such as 00W, 04C, 04X, 05L, 07P, \.\.\..*one of them"):
        benchmark(published(), area="Zzyzx")


@pytest.mark.parametrize("area", [None, "", 7])
def test_an_area_must_be_a_word(published, area):
    with pytest.raises(InputError, match="allowed: an area of the table"):
        benchmark(published(), area=area)


def test_a_name_that_two_areas_have_is_asked_about(figures):
    twins = figures(*FIVE, area_name=["Newtown", "Newtown", "A", "B", "C"])

    with pytest.raises(InputError, match=r"'Newtown', which 2 areas have \(Ours, Peer 1\)"):
        benchmark(twins, area="Newtown")


def test_an_area_whose_name_is_spelt_in_two_ways_has_both_and_shows_one(figures):
    earlier = figures(*FIVE, period="2024-25").assign(area_name="NHS OURS CCG").head(1)
    named = figures(*FIVE, area_name=["NHS Our CCG", "A", "B", "C", "D"])
    gaps = [
        benchmark(pd.concat(tables), area=word)
        for word in ("NHS Ours CCG", "NHS Our CCG")
        for tables in ((earlier, named), (named, earlier))
    ]

    assert {(each.area, each.area_name) for each in gaps} == {("Ours", "NHS OURS CCG")}


def test_all_other_areas_are_the_peers_when_none_are_named(published):
    gaps = benchmark(published(), area="08V")

    assert gaps.how == (
        "the unweighted mean of all 10 other areas in the table, for each indicator those that "
        "have its period"
    )
    assert gaps.peers["peer"].tolist() == sorted(TEN)
    pd.testing.assert_frame_equal(
        gaps.table, benchmark(published(), area="08V", peers=sorted(TEN)).table
    )


def test_totals_and_areas_of_another_type_are_no_peers(figures):
    table = figures(*FIVE, area_type="CCG")
    extra = figures((1, 100), (2, 100), area_type=["CCG", "region"])
    extra["area"] = ["England", "East"]
    gaps = benchmark(pd.concat([table, extra]), area="Ours")

    assert gaps.table["peer_mean"].item() == pytest.approx(90)
    assert "all 4 other areas of type CCG in the table (England left out: a total" in gaps.how


def test_named_peers_may_be_of_another_type(figures):
    table = figures(*FIVE, area_type=["CCG", "CCG", "PCN", "PCN", "PCN"])

    gaps = benchmark(table, area="Ours", peers=["Peer 2", "Peer 3", "Peer 4"])

    assert gaps.table["peers"].item() == 3


def test_a_peers_table_is_read_for_our_area_alone_and_says_its_source(published, peers_table):
    both = pd.concat([peers_table(), peers_table(TEN[:2], area="00W")])
    gaps = benchmark(published(), area="08V", peers=both)

    assert gaps.how == (
        "the unweighted mean of 10 of the 10 areas named (NHS England Similar 10, 2016)"
    )
    assert gaps.peers.columns.tolist() == ["peer", "order", "found", "source"]
    assert gaps.peers["peer"].tolist() == TEN
    assert gaps.peers["order"].tolist() == list(range(1, 11))


def test_missing_peers_are_named_with_the_nearest_area(published, peers_table):
    gaps = benchmark(published(), area="08V", peers=peers_table(["00W", "07P", "4C", "99Z", "07R"]))

    assert gaps.how.startswith("the unweighted mean of 3 of the 5 areas named")
    assert gaps.peers.set_index("peer")["found"].to_dict() == {
        "00W": True, "07P": True, "4C": False, "99Z": False, "07R": True,
    }  # fmt: skip
    assert gaps.warnings == (
        "2 of 5 named peers are not in the table: 4C (did you mean 04C?), 99Z.",
    )
    assert (gaps.table["peers"] == 3).all()


def test_all_peers_missing_is_too_few_not_a_fault(published):
    gaps = benchmark(published(), area="08V", peers=["X1", "X2", "X3"])

    assert set(gaps.table["verdict"]) == {"too few peers"}
    assert not gaps.peers["found"].any()


def test_our_own_area_is_no_peer_of_ours(published):
    gaps = benchmark(published(), area="08V", peers=["08V", *TEN])

    assert gaps.warnings == ("Our own area was among the peers; it is left out.",)
    pd.testing.assert_frame_equal(gaps.table, benchmark(published(), area="08V", peers=TEN).table)


@pytest.mark.parametrize(
    ("peers", "words"),
    [
        ("00W", r"peers '00W'; allowed: a list of areas"),
        (3, r"peers 3; allowed: a list of areas"),
        ([], r"found an empty list of peers"),
        (["00W", None], r"peers row 2: found peer None"),
        (["00W", "07P", "00w"], r"'00W' named 2 times \(places 1 and 3\)"),
        (
            pd.DataFrame({"area": ["08V"], "similar": ["00W"]}),
            r"no column peer; allowed: the columns",
        ),
    ],
)
def test_peers_that_cannot_be_read_are_refused(published, peers, words):
    with pytest.raises(InputError, match=words):
        benchmark(published(), area="08V", peers=peers)


@pytest.mark.parametrize(
    ("peers", "area", "order", "words"),
    [
        (["00W", "00W"], "08V", [1, 2], r"'00W' named 2 times \(places 2 and 3\)"),
        (["00W", "04C"], "07P", [1, 2], r"no peers of 08V.*leave peers out"),
        (["00W", "04C"], "08V", [1.5, 2], r"peers row 2, column order: found 1\.5"),
        (["00W", "04C"], "08V", [1, "last"], r"peers row 3, column order: found 'last'"),
    ],
)
def test_a_peers_table_with_a_fault_is_refused(published, peers_table, peers, area, order, words):
    table = peers_table(peers, area=area).assign(order=order)

    with pytest.raises(InputError, match=words):
        benchmark(published(), area="08V", peers=table)
