"""Peers: NHS England's published steps reproduced, and the laws that any list of peers obeys."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcc_prioritise.evidence import WEIGHTS, distances, peers, standard_scores
from wcc_prioritise.tables import InputError

REAL = Path(__file__).parents[3] / "shared" / "data" / "real" / "peers"
shared = pytest.mark.skipif(not REAL.is_dir(), reason="shared data is absent")


@pytest.fixture(scope="module")
def april2021():
    """NHS England's own input workbook, its code column renamed."""
    book = REAL / "April2021_Similar10CCG_InputData.xlsx"
    table = pd.read_excel(book, sheet_name="Variable Data", engine="calamine")
    return table.rename(columns={"CCGcode": "area", "name": "area_name"})


@shared
def test_the_similar_ten_are_reproduced(april2021):
    expected = pd.read_csv(REAL / "similar10_computed_from_april2021_inputs.csv", dtype=str)
    found = peers(april2021).table.sort_values(["area", "order"])
    expected = expected.astype({"rank": int, "similarity": float}).sort_values(["ccg_code", "rank"])

    assert len(found) == len(expected) == 1060
    for ours, theirs in (("area", "ccg_code"), ("peer", "peer_code"), ("order", "rank"),
                         ("peer_name", "peer_name")):  # fmt: skip
        assert found[ours].tolist() == expected[theirs].tolist()
    assert found["distance"].round(6).tolist() == expected["similarity"].tolist()


@shared
def test_the_weights_are_those_of_the_published_workbook():
    sheets = pd.read_excel(
        REAL / "April2021_Similar10CCG_InputData.xlsx", sheet_name=None, engine="calamine"
    )
    table = sheets["Variable Descriptions"]
    assert dict(zip(table["Variable name"], table["Weights"], strict=True)) == WEIGHTS


@shared
def test_areas_like_no_other_are_flagged(april2021):
    found = peers(april2021)
    last = found.table[found.table["order"] == 10].set_index("area")
    assert last["far"].mean() == pytest.approx(0.05, abs=0.01)
    assert last.loc[last["far"], "distance"].min() > found.far_above
    names = set(found.table.loc[found.table["far"], "area_name"])
    assert any("Manchester" in name for name in names)
    assert any("North West London" in name for name in names)
    assert "hardly any area is like these" in found.warnings[0]


@shared
def test_the_order_of_rows_and_the_unit_of_a_share_change_nothing(april2021):
    one = peers(april2021)
    two = peers(april2021.sample(frac=1, random_state=2))
    three = peers(april2021.assign(pc_Mixed=april2021["pc_Mixed"] * 100))
    pd.testing.assert_frame_equal(one.table, two.table)
    assert one.fingerprint == two.fingerprint
    assert one.table["peer"].tolist() == three.table["peer"].tolist()


@shared
def test_icbs_get_five_by_the_same_steps(april2021):
    ten, five = peers(april2021, area="00L"), peers(april2021, method="icb", area="00L")
    assert five.table["peer"].tolist() == ten.table["peer"].tolist()[:5]
    assert "icb" in five.how


@shared
def test_plain_peers_are_mostly_but_not_always_the_same(april2021):
    ten, plain = peers(april2021).table, peers(april2021, method="plain").table
    both = ten.merge(plain, on=["area", "peer"]).groupby("area").size()
    shares = both.reindex(sorted(set(ten["area"])), fill_value=0) / 10
    assert shares.mean() == pytest.approx(0.75, abs=0.02)
    assert shares.min() == pytest.approx(0.3, abs=0.01)


def areas(count=14, seed=1):
    """SYNTHETIC areas with all of NHS England's variables."""
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame(rng.uniform(1, 30, (count, len(WEIGHTS))), columns=[*WEIGHTS])
    names = [f"Place {i}" for i in range(count)]
    return frame.assign(area=[f"X{i:02d}" for i in range(count)], area_name=names)


def test_an_area_is_found_by_its_name_and_never_its_own_peer():
    found = peers(areas(), area="Place 3").table
    assert set(found["area"]) == {"X03"}
    assert "X03" not in set(found["peer"])
    assert found["order"].tolist() == [*range(1, 11)]
    assert found["distance"].is_monotonic_increasing


def test_the_columns_of_a_workshop_serve_too():
    named = areas().rename(columns={"poptot": "population", "IMDscore": "attribute_IMD_score"})
    assert peers(named).table["peer"].tolist() == peers(areas()).table["peer"].tolist()
    assert "attribute_IMD_score 0.25" in peers(named).how


def test_what_is_not_used_is_said():
    found = peers(areas().assign(hospital_beds=5))
    assert "not used: hospital_beds" in found.how


def test_a_peer_is_struck_out_with_its_reason_and_the_next_takes_its_place():
    before = peers(areas(), area="X00").table["peer"].tolist()
    found = peers(areas(), area="X00", strike={before[1]: "a cancer centre serves it alone"})
    assert found.table["peer"].tolist()[:9] == [before[0], *before[2:]]
    assert len(found.table) == 10
    assert found.struck.to_dict("records") == [
        {"area": "X00", "peer": before[1], "reason": "a cancer centre serves it alone"}
    ]
    assert f"{before[1]} was struck out: a cancer centre serves it alone." in found.warnings


@pytest.mark.parametrize("strike", [["X01"], {"X01": " "}, {"X01": None}, "X01"])
def test_nobody_is_struck_out_without_a_reason(strike):
    with pytest.raises(InputError, match="'X01' without a reason"):
        peers(areas(), strike=strike)


def test_a_struck_peer_that_is_not_there_is_asked_about():
    with pytest.raises(InputError, match="Did you mean 'Place 1'"):
        peers(areas(), strike={"Plce 1": "why"})


def test_a_list_that_is_given_is_taken_with_its_distances():
    listed = pd.DataFrame(
        {"area": "X00", "peer": ["X05", "X02", "X09"], "order": [2, 1, 3], "source": "agreed"}
    )
    found = peers(areas(), given=listed, strike={"X09": "boundaries moved"})
    apart = peers(areas(), area="X00", method="similar 10").table.set_index("peer")["distance"]
    assert found.table["peer"].tolist() == ["X02", "X05"]
    assert found.table["source"].tolist() == ["agreed"] * 2
    for row in found.table.itertuples():
        if row.peer in apart:
            assert row.distance == apart[row.peer]
    assert found.struck["reason"].tolist() == ["boundaries moved"]
    assert "a list that was given: agreed" in found.how


def test_a_list_needs_no_attributes():
    found = peers(None, given=["B", "C"], area="A")
    assert found.table[["area", "peer", "order"]].values.tolist() == [["A", "B", 1], ["A", "C", 2]]
    assert found.table["distance"].isna().all()
    assert not found.table["far"].any()


def test_faulty_lists_are_refused():
    with pytest.raises(InputError, match="'B' twice as a peer of A"):
        peers(None, given=["B", "B"], area="A")
    with pytest.raises(InputError, match="a list of peers and no area"):
        peers(None, given=["B"])
    with pytest.raises(InputError, match="no column peer"):
        peers(None, given=pd.DataFrame({"area": ["A"]}))
    with pytest.raises(InputError, match="no peers of A"):
        peers(None, given=["A"], area="A")
    with pytest.raises(InputError, match="no peer left"):
        peers(None, given=["B"], area="A", strike={"B": "gone"})


def test_an_outcome_is_never_an_input():
    made = areas()
    figures = pd.DataFrame({"indicator": "COPD003", "area": made["area"], "value": made["area_name"]
                            .str.len() + np.arange(14.0), "period": "2025"})  # fmt: skip
    with pytest.raises(InputError, match="'value', the value of an indicator"):
        peers(made.assign(value=1.0), method="plain")
    with pytest.raises(InputError, match="'attribute_copd003', the value of an indicator"):
        peers(made.assign(attribute_copd003=1.0), method="plain", indicators=figures)
    with pytest.raises(InputError, match="'innocent', the value of an indicator"):
        peers(made.assign(innocent=figures["value"]), method="plain", indicators=figures)
    assert len(peers(made, method="plain", indicators=figures).table) == 140


def test_missing_variables_and_cells_are_named():
    with pytest.raises(InputError, match=r"pc_Mixed.*11 variables(?s:.*)plain"):
        peers(areas().drop(columns="pc_Mixed"))
    holes = areas()
    holes.loc[[2, 5], "pc_Black"] = [np.nan, -1.0]
    with pytest.raises(InputError) as error:
        peers(holes)
    assert "row 4" in str(error.value) and "row 7" in str(error.value)
    with pytest.raises(InputError, match="no column area"):
        peers(areas().rename(columns={"area": "code"}))
    with pytest.raises(InputError, match="each area once"):
        peers(pd.concat([areas(), areas()]))
    with pytest.raises(InputError, match="Did you mean 'similar 10'"):
        peers(areas(), method="similar10")
    with pytest.raises(InputError, match="no column of numbers"):
        peers(areas()[["area", "area_name"]], method="plain")


def test_england_is_no_peer():
    england = areas().iloc[[0]].assign(area="E92000001", area_name="England")
    found = peers(pd.concat([areas(), england]))
    assert "E92000001" not in set(found.table["peer"])
    pd.testing.assert_frame_equal(found.table, peers(areas()).table)


matrices = st.integers(3, 12).flatmap(
    lambda n: st.lists(
        st.lists(st.floats(0, 100), min_size=3, max_size=3), min_size=n, max_size=n
    ).map(np.array)
)


@settings(deadline=None)
@given(matrices)
def test_distances_are_symmetric_and_nought_to_oneself(x):
    apart = distances(standard_scores(x), [0.5, 0.3, 0.2])
    np.testing.assert_array_equal(apart, apart.T)
    assert (np.diag(apart) == 0).all() and (apart >= 0).all()


@settings(deadline=None)
@given(matrices, st.floats(0.01, 100))
def test_the_unit_of_an_attribute_does_not_matter(x, times):
    x = np.round(x, 3)
    one = standard_scores(x)
    np.testing.assert_allclose(one, standard_scores(x * times), atol=1e-6)


def test_frames_go_out_fresh():
    found = peers(areas())
    table = found.table
    table["peer"] = "nobody"
    assert "nobody" not in set(found.table["peer"])
