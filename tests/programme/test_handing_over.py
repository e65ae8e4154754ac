"""Is each project handed over after its full benefit, and is nothing left out of the calendar?"""

import datetime

from wcc_prioritise.programme import handover, review_calendar, with_tables
from wcc_prioritise.programme.handing_over import ITEMS, _months_before

from .conftest import rows

DAY = datetime.date


def test_six_items_are_due_in_the_quarter_after_full_benefit(programme):
    table = handover(programme).table
    assert table.groupby("candidate")["item"].agg(list).tolist() == [list(ITEMS)] * 9
    due = table.drop_duplicates("candidate").set_index("candidate")
    assert due.at["P07", "quarter"] == "Jan-Mar 2030"  # full benefit in October 2029
    assert due.at["P06", "quarter"] == "Jan-Mar 2028"  # full benefit in December 2027
    full = programme.table.set_index("candidate")["full_benefit"]
    assert (due["due"] > full[due.index]).all()


def test_what_the_record_knows_stands_beside_it(full):
    known = handover(full).table.set_index(["candidate", "item"])["known"]
    assert known["P07", "measure in routine reporting"] == "admissions after a fall"
    assert known["P01", "budget line"] == "£180 thousand a year; pays: commissioner"
    assert known["P01", "named owner"] == "to be named"


def test_the_calendar_holds_every_kind_in_order(full):
    placed = with_tables(
        full,
        promises=rows(
            "promises",
            dict(promise="R1", what="write to carers", whom="the forum", due=DAY(2027, 5, 1)),
            dict(promise="R2", what="done", whom="the forum", due=DAY(2027, 5, 1), kept="kept"),
        ),
        decisions=rows(
            "decisions",
            dict(decision="D1", body="the board", what="look again", because="thin evidence",
                 review=DAY(2028, 1, 1), candidate="P20"),
        ),
    )  # fmt: skip
    table = review_calendar(placed).table
    assert set(table["kind"]) == {
        "gateway", "benefit review", "contract", "promise", "decision", "handover"}  # fmt: skip
    assert table["date"].is_monotonic_increasing
    assert table[table["kind"] == "promise"]["what"].tolist() == ["write to carers (to the forum)"]
    falls = table[(table["candidate"] == "P07") & (table["what"] == "falls")]["date"]
    assert [f"{day}" for day in falls] == ["2028-06-30", "2029-06-30", "2030-01-01"]
    assert (table["kind"] == "handover").sum() == 9


def test_notice_is_counted_back_from_the_end_of_the_contract():
    assert _months_before(DAY(2028, 3, 31), 12) == DAY(2027, 3, 31)
    assert _months_before(DAY(2027, 9, 30), 7) == DAY(2027, 2, 28)
