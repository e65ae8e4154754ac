"""How a page of the wall looks."""

import re
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from wcc_prioritise.tables import InputError
from wcc_prioritise.widgets.agenda import agenda
from wcc_prioritise.widgets.moment import Moment
from wcc_prioritise.widgets.place import Place
from wcc_prioritise.widgets.room.frame import STYLE, framed, print_page
from wcc_prioritise.widgets.room.parts import Sheet

NOW = datetime(2026, 10, 14, 11, 20, tzinfo=UTC)
SHEET = Sheet("Where we <agree>", "<p>one</p>", "one", 3, 2)


def moment(screen="map", left=None, **changes):
    """Give a moment of the short day."""
    ends = None if left is None else NOW + timedelta(seconds=left)
    return Moment(NOW, NOW - timedelta(minutes=51), {}, ends, agenda("short"), screen, **changes)


def test_heading_step_clock_pace_timer_and_page_stand_in_one_section():
    drawn = framed(SHEET, Place("map", page=2), moment(left=220))
    assert drawn.startswith('<section class="wcc-room"') and drawn.count("<section") == 1
    assert "<h1>Where we &lt;agree&gt;</h1>" in drawn and SHEET.body in drawn
    for told in ("Step 5 of 10 · Page 2 of 3", "· on time", "3:40 left"):
        assert told in drawn


def test_the_clock_is_not_read_out_as_it_ticks():
    drawn = framed(SHEET, Place("map"), moment(left=220))
    (polite,) = re.findall(r'<p role="status" aria-live="polite">(.*?)</p>', drawn)
    assert ":" not in polite and "left" not in polite


def test_a_screen_that_is_not_planned_has_no_step_and_one_page_no_number():
    drawn = framed(Sheet("Five", "", ""), Place("gut"), moment("gut"))
    assert "Step" not in drawn and "on time" not in drawn and "Page" not in drawn


def test_the_break_shows_the_time_of_day_and_nothing_else():
    drawn = framed(SHEET, Place("map", paused=True), moment(left=220))
    text = re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*</style>", "", drawn, flags=re.S))
    assert text.split() == ["We", "are", "having", "a", "break", moment().clock]


def test_the_wall_sheet_is_a_whole_document_on_one_sheet_lying():
    drawn = print_page(SHEET, notice="SYNTHETIC <b>", paper="A3")
    assert drawn.startswith("<!DOCTYPE html>") and drawn.endswith("</html>")
    assert "size: A3 landscape" in drawn and "SYNTHETIC &lt;b&gt;" in drawn
    assert "Page 2 of 3" in drawn and SHEET.body in drawn
    with pytest.raises(InputError, match="A4, A3"):
        print_page(SHEET, paper="A0")


def luminance(colour):
    """Give the relative luminance that WCAG 2.2 defines."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_colour_of_text_can_be_read_on_every_ground():
    inks = set(re.findall(r"[ {]color: (#\w{6})", STYLE))
    assert len(inks) >= 3
    for ink, ground in product(inks, ("#ffffff", "#e3e8eb")):
        light, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_nothing_is_fetched_and_letters_have_a_floor():
    assert "url(" not in STYLE and "@import" not in STYLE
    assert "max(37.34px" in STYLE
