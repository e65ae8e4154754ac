"""Are tables of other records read and written as those of a workshop are?"""

from typing import Annotated, Literal

import pandas as pd
import pytest

from wcc_prioritise.schema import Record
from wcc_prioritise.schema.cells import Text, Whole, choice
from wcc_prioritise.schema.record import field
from wcc_prioritise.tables import InputError, read_tables, write_folder, write_workbook


class Boat(Record):
    about = "Boats."
    key = ("boat",)
    blank_row_without = "seats"

    boat: Text = field("short code")
    seats: Whole = field("seats", ge=1)
    rig: Annotated[Literal["sail", "oars"], choice] = field("rig", default="sail")


MODELS = {"boats": Boat}
FLEET = pd.DataFrame({"boat": ["=A", "B"], "seats": [2, 4], "rig": ["oars", "sail"]})


@pytest.mark.parametrize("name", ["ours", "ours.xlsx"])
def test_what_is_written_reads_back_the_same(tmp_path, name):
    write = write_workbook if name.endswith(".xlsx") else write_folder
    write({"boats": FLEET}, tmp_path / name, MODELS)
    tables, faults = read_tables(tmp_path / name, MODELS)
    assert faults == [] and list(tables) == ["boats"]
    pd.testing.assert_frame_equal(
        tables["boats"].frame, FLEET.astype({"boat": "str", "rig": "str"})
    )


def test_faults_are_told_in_the_same_words_and_a_blank_row_is_left_out(tmp_path):
    (tmp_path / "boats.csv").write_text("boat,seats,rigg\nA,0,oar\nB,,\nC,2,\n")
    tables, faults = read_tables(tmp_path, MODELS)
    assert tables["boats"].frame["boat"].tolist() == ["C"]
    assert [fault.words() for fault in faults] == [
        "boats.csv row 1, column rigg: found an unknown column 'rigg'. Did you mean 'rig'? Rename "
        "the column.",
        "boats.csv row 2, column seats: found '0'; allowed: a whole number, 1 or more. Correct the "
        "cell.",
        "boats.csv row 2, column rig: found 'oar'; allowed: one of: sail, oars; blank means sail. "
        "Did you mean 'oars'?",
    ]


def test_a_table_of_a_workshop_is_none_of_these(tmp_path):
    (tmp_path / "peers.csv").write_text("area,peer\nHere,There\n")
    with pytest.raises(InputError, match="no table, only peers.csv.*The names are: boats"):
        read_tables(tmp_path, MODELS)
    with pytest.raises(InputError, match="a table 'peers'; allowed: one of: boats"):
        write_folder({"peers": FLEET}, tmp_path, MODELS)
