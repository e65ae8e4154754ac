"""How does a page of the wall look? The heading, the body, the foot, and the sheet for the wall."""

from __future__ import annotations

from wcc_prioritise.tables import InputError
from wcc_prioritise.widgets.moment import Moment
from wcc_prioritise.widgets.place import Place
from wcc_prioritise.widgets.room.parts import Sheet, esc, plain

BREAK = "We are having a break"

# Everything is a multiple of the letter (em), which grows with the projector and is never smaller
# than 28 points. The sizes are those of `parts`: 12 lines of body at 1024 x 768.
STYLE = """
.wcc-room, .wcc-room * { box-sizing: border-box; }
.wcc-room { min-height: 100vh; margin: 0; padding: .3em .643em .25em; display: flex;
  flex-direction: column; background: #fff; color: #212b32; text-align: left;
  font: 400 max(37.34px, min(3.6465vw, 4.862vh))/1.2 Arial, "Liberation Sans", "DejaVu Sans",
  sans-serif; overflow-wrap: break-word; }
.wcc-room h1 { margin: 0 0 .2em; font-size: 1.4287em; line-height: 1.2; font-weight: 700; }
.wcc-room h2, .wcc-room h3 { margin: 0; font-size: 1em; line-height: 1.2; font-weight: 700; }
.wcc-room p, .wcc-room ul, .wcc-room ol, .wcc-room dl { margin: 0; font-size: 1em;
  line-height: 1.2; }
.wcc-room ul, .wcc-room ol { padding: 0 0 0 1.3em; }
.wcc-room li { margin: 0; line-height: 1.2; }
.wcc-room-body { flex: 1; }
.wcc-room .wcc-room-body > * + * { margin-top: .2em; }
.wcc-room dl { display: grid; grid-template-columns: fit-content(9.5em) 1fr; column-gap: .6em; }
.wcc-room .question { font-size: 1.4287em; font-weight: 700; color: #005eb8; }
.wcc-room dt { font-weight: 700; }
.wcc-room dd { margin: 0; }
.wcc-room table { width: 100%; margin: 0; border-collapse: collapse; border: 0; font-size: 1em;
  color: inherit; }
.wcc-room table.fixed { table-layout: fixed; overflow-wrap: anywhere; }
.wcc-room tr, .wcc-room tbody tr:nth-child(n) { background: none; }
.wcc-room th, .wcc-room td { padding: .01em .3em 0 0; border: 0; font-size: 1em; line-height: 1.2;
  text-align: left; vertical-align: top; font-weight: 400; white-space: normal; }
.wcc-room th:last-child, .wcc-room td:last-child { padding-right: 0; }
.wcc-room thead th { font-weight: 700; vertical-align: bottom; color: #005eb8; }
.wcc-room tbody th { font-weight: 700; }
.wcc-room tbody tr { border-top: 1px solid #aeb7bd; }
.wcc-room .bar { display: inline-block; width: 6em; height: .62em; margin-right: .4em;
  background: #e3e8eb; border: 1px solid #4c6272; }
.wcc-room .bar > span { display: block; height: 100%; background: #005eb8; }
.wcc-room .dots { display: block; width: 100%; height: 1.18em; }
.wcc-room .mark { display: inline-block; width: .68em; height: .68em; margin-right: .3em; }
.wcc-room .big { font-size: 1.5em; line-height: 1.2; font-weight: 700; }
.wcc-room .quiet { color: #4c6272; }
.wcc-room .strong { font-weight: 700; }
.wcc-room .agree, .wcc-room .mixed, .wcc-room .split, .wcc-room .few { white-space: nowrap; }
.wcc-room .split { font-weight: 700; }
.wcc-room td:has(> .split) { background: #e3e8eb; }
.wcc-room .columns { display: grid; grid-template-columns: 1fr 1fr; column-gap: 1em; }
.wcc-room .columns > * { min-width: 0; }
.wcc-room .aside { position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0;
  overflow: hidden; clip-path: inset(50%); white-space: nowrap; border: 0; }
.wcc-room-foot { display: flex; justify-content: space-between; align-items: center;
  column-gap: .6em; border-top: 3px solid #005eb8; padding-top: .1em; }
.wcc-room-foot p + p { color: #4c6272; }
.wcc-room-foot .wcc-room-timer { color: #212b32; text-align: right; white-space: nowrap; }
.wcc-room-break { justify-content: center; align-items: center; text-align: center; }
@media (max-width: 700px) {
  .wcc-room dl, .wcc-room .columns { grid-template-columns: 1fr; }
  .wcc-room-foot { flex-wrap: wrap; }
}
"""

PAPERS = {"A4": "9mm", "A3": "13mm"}
"""Sizes of a wall sheet, lying, and of its letters: what fits the wall fits one sheet."""

PRINT = """
@page { size: %(paper)s landscape; margin: 8mm; }
html, body { margin: 0; background: #fff; }
body { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
.wcc-room { min-height: 0; padding: 0; font-size: %(letter)s; max-width: 27em; }
.wcc-room-foot { margin-top: .2em; }
tr, li, p, svg { break-inside: avoid; }
"""


def framed(sheet: Sheet, place: Place, moment: Moment) -> str:
    """How does this page of the wall look, with its heading and foot?

    Parameters
    ----------
    sheet : Sheet
        What stands on it.
    place : Place
        Where in the day it is.
    moment : Moment
        How late it is.

    Returns
    -------
    str
        One `section` of HTML with its own style. While the room rests, the break and the time of
        day, and nothing else.
    """
    if place.paused:
        inside = f'<h1>{BREAK}</h1><p class="big">{esc(moment.clock)}</p>'
        return _section(inside, BREAK, "wcc-room wcc-room-break")
    return _section(_face(sheet) + _foot(sheet, moment), sheet.title, "wcc-room")


def _section(inside: str, title: str, classes: str) -> str:
    return (
        f'<section class="{classes}" lang="en-GB" aria-label="{esc(title)}">'
        f"<style>{STYLE}</style>{inside}</section>"
    )


def _face(sheet: Sheet) -> str:
    return f'<h1>{esc(sheet.title)}</h1><div class="wcc-room-body">{sheet.body}</div>'


def _foot(sheet: Sheet, moment: Moment) -> str:
    """Give the foot: where we are, how late it is, and the timer.

    What is read out when it changes is the step and the page; never the clock, which ticks.
    """
    where, when = [], [moment.clock]
    if moment.screen in moment.agenda.begins:
        steps = len(moment.agenda.screens)
        where.append(f"Step {moment.agenda.number(moment.screen)} of {steps}")
        when.append(moment.pace)
    if sheet.pages > 1:
        where.append(f"Page {sheet.page} of {sheet.pages}")
    timer = f'<p class="big wcc-room-timer">{esc(moment.timer)}</p>' if moment.timer else ""
    return (
        '<footer class="wcc-room-foot"><div>'
        f'<p role="status" aria-live="polite">{esc(" · ".join(where)) or "&nbsp;"}</p>'
        f'<p aria-live="off">{esc(" · ".join(when))}</p></div>{timer}</footer>'
    )


def print_page(sheet: Sheet, *, notice: str | None = None, paper: str = "A4") -> str:
    """What hangs on the wall when the projector fails? One sheet of paper of any screen.

    Parameters
    ----------
    sheet : Sheet
        What stands on it.
    notice : str, optional
        A line at its foot, such as the notice of the charter.
    paper : {"A4", "A3"}
        Size of the sheet, lying.

    Returns
    -------
    str
        A whole HTML document, ready for a browser's print command.

    Raises
    ------
    InputError
        If there is no such paper.

    Examples
    --------
    >>> print_page(Sheet("Who leads", "<p>P03</p>", "P03"), paper="A3").count("A3 landscape")
    1
    """
    if paper not in PAPERS:
        raise InputError.of(
            where="paper", found=str(paper), allowed=", ".join(PAPERS), do="Choose one of these."
        )
    style = PRINT % {"paper": paper, "letter": PAPERS[paper]}
    page = f"Page {sheet.page} of {sheet.pages}" if sheet.pages > 1 else ""
    foot = "".join(f"<p>{esc(words)}</p>" for words in (page, plain(notice)) if words)
    foot = f'<footer class="wcc-room-foot"><div>{foot}</div></footer>' if foot else ""
    return (
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">'
        f"<title>{esc(sheet.title)}</title></head><body>"
        f'<section class="wcc-room"><style>{STYLE}{style}</style>{_face(sheet)}{foot}</section>'
        "</body></html>"
    )
