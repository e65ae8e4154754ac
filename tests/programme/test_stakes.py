"""Is nobody placed but by the people who know them?"""

import pytest

from wcc_prioritise.programme import stakeholder_grid
from wcc_prioritise.programme.stakes import place_of


@pytest.mark.parametrize(
    ("power", "stake", "place"),
    [(5, 5, "manage"), (3, 3, "manage"), (3, 2, "satisfy"), (2, 3, "inform"), (1, 1, "monitor"),
     (None, 5, "to be placed"), (4, float("nan"), "to be placed")],
)  # fmt: skip
def test_places(power, stake, place):
    assert place_of(power, stake) == place


def test_a_project_with_rows_is_placed_by_them_alone(full):
    rows = stakeholder_grid(full).table.set_index("candidate").loc["P01"]
    assert rows["stakeholder"].tolist() == ["GPs", "patients", "radiology"]
    assert rows["place"].tolist() == ["manage", "inform", "to be placed"]
    assert set(rows["because"]) == {"stakeholders table"}


def test_a_project_without_rows_lists_who_must_agree_pays_and_gains_and_places_nobody(full):
    grid = stakeholder_grid(full)
    rows = grid.table[grid.table["candidate"] == "P19"]
    assert rows["stakeholder"].tolist() == [
        "GP Federation", "pharmacies", "commissioner", "Northmere Council"]  # fmt: skip
    assert rows["because"].tolist() == ["must agree", "must agree", "pays", "gains"]
    assert set(rows["place"]) == {"to be placed"} and rows["power"].isna().all()
    assert set(grid.to_place["place"]) == {"to be placed"}
    assert set(grid.table["candidate"]) == set(full.starts.index)
