"""Do lists of peers read, one row a pair or one row an area?"""

import pytest

from wcc_prioritise.evidence import read_peers
from wcc_prioritise.tables import InputError


def test_a_wide_list_becomes_pairs_in_order(real):
    table = read_peers(real("peers/similar10_ccg_lookup_2016.csv"))
    own = table[table["area"] == "02N"]
    assert own["peer"].tolist() == [
        "02T", "10A", "05D", "09C", "03E", "07H", "04Q", "06M", "05T", "04H",
    ]  # fmt: skip
    assert own["order"].tolist() == list(range(1, 11))
    assert set(table["source"]) == {"similar10_ccg_lookup_2016.csv"}


def test_another_table_is_no_list_of_peers(export):
    with pytest.raises(InputError, match="no list of peers"):
        read_peers(export({}))
