import datetime
import io
import zipfile
from types import SimpleNamespace

import pandas as pd
import pytest

from wcc_prioritise.exports.packed import bullets, csv_file, text_file
from wcc_prioritise.exports.zipped import RIGHTS, ZIP_DATE, made_at, settled, zipped

FILES = {
    "xl/b.xml": b"two",
    "[Content_Types].xml": b"<Types/>",
    "_rels/.rels": b"",
    "docProps/a": b"1",
}


def entries(file):
    return zipfile.ZipFile(io.BytesIO(file)).infolist()


def test_what_goes_in_comes_out():
    with zipfile.ZipFile(io.BytesIO(zipped(FILES))) as held:
        assert held.testzip() is None
        assert {name: held.read(name) for name in held.namelist()} == FILES


def test_date_order_and_rights_are_fixed_and_office_finds_its_types_first():
    held = entries(zipped(FILES))
    assert [one.filename for one in held] == sorted(FILES)
    assert held[0].filename == "[Content_Types].xml"
    assert {one.date_time for one in held} == {ZIP_DATE}
    assert {one.external_attr >> 16 for one in held} == {RIGHTS}
    assert {one.create_system for one in held} == {3}


def test_a_file_zipped_on_another_day_in_another_order_settles_to_the_same_bytes():
    def written(names, date):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as new:
            for name in names:
                new.writestr(zipfile.ZipInfo(name, date), FILES[name])
        return made.getvalue()

    one = written(list(FILES), (2026, 10, 14, 9, 0, 0))
    other = written(sorted(FILES), (1999, 1, 1, 0, 0, 0))
    assert one != other
    assert settled(one) == settled(other) == zipped(FILES)


def told(frozen):
    at = ["2026-10-14T09:00:00.000000+00:00", "2026-10-14T17:20:30.250000+01:00",
          "2026-11-01T00:00:00.000000+00:00"]  # fmt: skip
    entries = pd.DataFrame({"seq": [1, 2, 3], "at": at})
    return SimpleNamespace(entries=entries, frozen=frozen)


def test_a_file_is_dated_with_the_freeze_and_else_with_the_last_entry():
    frozen = SimpleNamespace(head=SimpleNamespace(entries=2))
    assert made_at(told(frozen)) == datetime.datetime(2026, 10, 14, 16, 20, 30)
    assert made_at(told(None)) == datetime.datetime(2026, 11, 1)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1"])
def test_a_text_that_a_spreadsheet_would_run_is_escaped_in_a_csv(cell):
    text = csv_file(("a",), [(cell,)]).decode("utf-8-sig").splitlines()[1]
    assert text.startswith("'") or not text.lstrip('"').startswith(("=", "+", "-", "@"))


def test_numbers_are_written_in_full_and_what_is_missing_is_blank():
    rows = [(0.1 + 0.2, None, float("nan"), 3.0, -1.5, True)]
    line = csv_file("abcdef", rows).decode("utf-8-sig").splitlines()[1]
    assert line == "0.30000000000000004,,,3,-1.5,yes"


def test_a_text_file_has_a_heading_and_its_parts():
    assert text_file("Log", "one", bullets(["a", "b"])) == b"Log\n===\n\none\n\n* a\n* b\n"
    assert bullets([], "nobody") == "* nobody"
