"""The two pages, without a browser."""

import pytest

from wcc_prioritise.tables import InputError
from wcc_prioritise.teaching import before_the_day
from wcc_prioritise.widgets import Day, console_page, room_page
from wcc_prioritise.widgets.pages import RoomPage, Wall
from wcc_prioritise.workshop import Workshop


@pytest.fixture
def path(short, tmp_path):
    path = tmp_path / "day.wcc"
    Workshop.start(before_the_day(short), path).close()
    return path


@pytest.fixture
def day(path):
    day = Day(path)
    day.begin()
    yield day
    day.close()


def test_the_wall_shows_the_step_that_the_console_chose(path, day):
    page = room_page(path)
    assert "What we are here to decide" in page.face.value
    day.go("criteria")
    page.day.refresh()
    assert "Step 2 of 10" in page.face.value
    assert "What we are here to decide" not in page.face.value
    page.day.close()


def test_outside_a_server_nothing_follows(path, day):
    for page in (room_page(path), console_page(path)):
        assert page.following is None
        page.day.close()


def test_a_second_redraws_the_timer_and_not_the_page(day):
    page = RoomPage(day)
    sent = []
    page.face.observe(lambda change: sent.append(change), "value")
    assert page.over.value == ""
    day.timer(4)
    sent.clear()
    beats = page.pulse.value
    page.beat()
    assert " left<" in page.over.value
    assert " left<" not in page.face.value
    assert page.pulse.value != beats
    assert not sent


def test_pages_are_turned_only_where_there_are_several(day):
    page = RoomPage(day)
    pages = page.wall.sheet.pages
    assert pages > 1
    assert page.turning.layout.display is None
    before, after = page.turning.children
    after.click()
    assert day.place.page == 2
    for _ in range(pages):
        after.click()
    assert day.place.page == pages
    before.click()
    assert day.place.page == pages - 1


def test_the_pause_card_hides_page_timer_and_buttons(day):
    page = RoomPage(day)
    day.timer(4)
    day.pause()
    assert "break" in page.face.value
    assert "What we are here to decide" not in page.face.value
    assert page.over.value == ""
    assert page.turning.layout.display == "none"


def test_nobody_meets_a_traceback_on_the_wall(day, monkeypatch, caplog):
    from wcc_prioritise.widgets import room

    monkeypatch.setattr(room, "sheet_of", lambda *given: 1 / 0, raising=False)
    wall = Wall(day)
    assert wall.sheet.title == "One moment, please"
    assert "ZeroDivisionError" in caplog.text
    assert "Zero" not in wall.framed


def test_the_wall_is_worked_out_once_a_state(day, monkeypatch):
    from wcc_prioritise.widgets import room

    drawn, sheet_of = [], room.sheet_of
    monkeypatch.setattr(
        room, "sheet_of", lambda *given: drawn.append(1) or sheet_of(*given), raising=False
    )
    wall = Wall(day)
    assert wall.sheet is wall.sheet
    assert len(drawn) == 1
    day.go("criteria")
    assert wall.sheet is wall.sheet
    assert len(drawn) == 2


@pytest.mark.parametrize("page_of", [room_page, console_page])
def test_a_file_that_is_not_there_is_refused_in_words(page_of, tmp_path):
    with pytest.raises(InputError, match="absent"):
        page_of(tmp_path / "absent.wcc")
