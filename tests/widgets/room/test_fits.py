"""Does every page of the wall fit the smallest projector, in letters that can be read?"""

import pytest

from wcc_prioritise.widgets.place import Place
from wcc_prioritise.widgets.room import sheet_of
from wcc_prioritise.widgets.room.frame import framed, print_page

STAGES = ("before", "reveal", "set", "end")
DAYS = [("northmere", stage) for stage in STAGES] + [("short", "before"), ("short", "end")]
"""With the hostile ones below, which are the short day under other names."""

LEAST = 37.3

MEASURE = """(least) => {
  const root = document.querySelector('.wcc-room'), page = document.documentElement, bad = [];
  const foot = document.querySelector('footer');
  const floor = foot ? foot.getBoundingClientRect().top : innerHeight;
  if (page.scrollHeight > innerHeight) bad.push(`scrolls down: ${page.scrollHeight}`);
  if (page.scrollWidth > innerWidth) bad.push(`scrolls aside: ${page.scrollWidth}`);
  const title = root.querySelector('h1'), size = parseFloat(getComputedStyle(title).fontSize);
  if (title.getBoundingClientRect().height > 1.3 * size) bad.push('heading of two lines');
  if (size < 53.3) bad.push('small heading');
  for (const one of root.querySelectorAll('*')) {
    if (one.closest('style') || one.closest('.aside')) continue;
    const box = one.getBoundingClientRect(), how = getComputedStyle(one);
    const name = `${one.tagName} ${one.textContent.trim().slice(0, 40)}`;
    const beyond = box.right > innerWidth + 0.5 || box.bottom > innerHeight + 0.5;
    if (box.left < 0 || box.top < 0 || beyond) bad.push(`outside: ${name}`);
    if (one.closest('.wcc-room-body') && box.bottom > floor + 0.5)
      bad.push(`under the foot: ${name}`);
    if (how.display !== 'inline' && one.clientWidth && one.scrollWidth > one.clientWidth + 1)
      bad.push(`wider than its place: ${name}`);
    if (how.textOverflow === 'ellipsis') bad.push(`dots: ${name}`);
    if (parseFloat(how.fontSize) < least) bad.push(`small: ${name}`);
  }
  return bad;
}"""


def looked_at(window, drawn):
    """Put a fragment on a bare page and measure it."""
    window.set_content(f"<!DOCTYPE html><style>body {{ margin: 0 }}</style>{drawn}")
    return window.evaluate(MEASURE, LEAST)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "stage"), [*DAYS, ("hostile", "reveal"), ("hostile", "set")])
def test_every_page_of_every_screen_fits(page, at_stage, every_page, name, stage):
    window, day = page(), at_stage(name, stage)
    said = []
    window.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    faults = {
        (place.screen, sheet.page): bad
        for place, moment, sheet in every_page(day)
        if (bad := looked_at(window, framed(sheet, place, moment)))
    }
    assert not faults
    assert not said and not window.outside


@pytest.mark.slow
def test_what_is_measured_is_noticed(page, at_stage):
    window, day = page(), at_stage("short", "before")
    place = Place("welcome")
    drawn = framed(sheet_of(day.results, place, day.moment), place, day.moment)
    assert not looked_at(window, drawn)
    body = '<div class="wcc-room-body">'
    tall = drawn.replace(body, body + "<p>x</p>" * 9)
    assert any("scrolls down" in bad for bad in looked_at(window, tall))
    small = drawn.replace(body, body + '<p style="font-size: 30px">x</p>')
    assert any("small" in bad for bad in looked_at(window, small))
    wide = drawn.replace(body, f"{body}<pre>{'w' * 90}</pre>")
    assert any("outside" in bad for bad in looked_at(window, wide))


@pytest.mark.slow
def test_a_page_fits_every_projector_and_goes_on_below_at_four_times_the_size(page, at_stage):
    day = at_stage("short", "end")
    place = Place("weights")
    drawn = framed(sheet_of(day.results, place, day.moment), place, day.moment)
    for width, height in ((1280, 720), (1920, 1080), (1280, 800)):
        assert not looked_at(page(width=width, height=height), drawn)
    near = page(width=640, height=480)
    looked_at(near, framed(sheet_of(day.results, Place("welcome"), day.moment), place, day.moment))
    assert near.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_a_wall_sheet_is_one_piece_of_paper(page, at_stage, every_page, paper):
    window, day = page(), at_stage("northmere", "set")
    notice = day.results.case.charter.notice
    for _, _, sheet in every_page(day, ("welcome", "candidates", "weights", "scores", "map")):
        window.set_content(print_page(sheet, notice=notice, paper=paper))
        printed = window.pdf(prefer_css_page_size=True, print_background=True)
        assert printed.count(b"/Type /Page\n") == 1, sheet.title
