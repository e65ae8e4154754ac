"""May I show a picture of my own? Yes, with its answer, its words and its table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from wcc_prioritise.case.functions import told
from wcc_prioritise.plots.look import TITLE, balanced, families, height_of, write
from wcc_prioritise.plots.page import DOTS, GAP, MARGIN, WIDTH
from wcc_prioritise.plots.pictures import Picture, png_of
from wcc_prioritise.tables import InputError, near_miss

HEIGHT = 4.8
"""Inches of a picture of somebody's own; its breadth is that of all others."""

LONGEST_ALT = 600
"""Letters of the words for those who do not see it."""

WANTED = {
    "title": "the answer, as a sentence",
    "alt": f"the picture in words with its main figures, under {LONGEST_ALT} letters",
    "table": "a DataFrame with what is drawn",
}
"""What every picture says beside what it draws."""


def own(function: Callable[[object, object], Mapping], result: object) -> Picture:
    """What does a picture of my own show? It goes wherever the others go.

    Parameters
    ----------
    function : callable
        A plain function of a result and a matplotlib Axes. It draws on the axes and gives a dict
        with title (the answer, as a sentence), alt (the picture in words) and table (a DataFrame
        with what is drawn). The title is written for it.
    result : object
        What it is drawn from: an appraisal, a portfolio, a case or any other result.

    Returns
    -------
    Picture
        As `picture` gives it; its question is the name of the function and the hash of its source.
        `wcc.report` takes it beside results of the same case, and `workshop.calculation` enters it.

    Raises
    ------
    InputError
        If title, alt text or table is wanting, nothing is drawn, or the function fails.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> def leads(ranking, ax):  # a picture of one's own
    ...     top = ranking.table.head(3)
    ...     ax.barh(top["candidate"], top["value"])
    ...     title = f"{top['candidate'].iloc[0]} leads"
    ...     return {"title": title, "alt": f"Three bars. {title}.", "table": top}
    >>> ranking = wcc.rank(wcc.appraise(wcc.read(wcc.sample("short"))))
    >>> own(leads, ranking)
    <Picture ...leads sha256:...: P20 leads>
    """
    from matplotlib import style
    from matplotlib.figure import Figure

    with style.context("default"), style.context({"font.family": list(families())}):
        figure = Figure(figsize=(WIDTH, HEIGHT), dpi=DOTS, layout="constrained")
        ax = figure.add_subplot()
        said = _asked(function, result, ax)
        _write_title(figure, said["title"])
        png = png_of(figure)
    return Picture(told(function), said["title"], said["alt"], said["table"].copy(), png, result)


def _asked(function: Callable, result: object, ax) -> Mapping:
    """Let the function draw, and hold what it gives to what every picture says."""
    try:
        said = function(result, ax)
    except Exception as error:  # whatever goes wrong in it, its author is told in words
        raise _refused(function, f"an error, {type(error).__name__}: {error}") from error
    if not isinstance(said, Mapping):
        raise _refused(function, f"a {type(said).__name__} where title, alt and table belong")
    faults = [fault for found in _wanting(said, ax) for fault in _refused(function, found).faults]
    if faults:
        raise InputError(faults)
    return said


def _wanting(said: Mapping, ax) -> Iterator[str]:
    """List everything that a picture does not say, or does not draw."""
    for name in ("title", "alt"):
        text = said.get(name)
        if not isinstance(text, str) or not text.strip():
            yield _absent(name, said)
    if isinstance(said.get("alt"), str) and len(said["alt"]) >= LONGEST_ALT:
        yield f"an alt text of {len(said['alt'])} letters"
    table = said.get("table")
    if not isinstance(table, pd.DataFrame) or table.empty:
        yield _absent("table", said)
    if not (ax.has_data() or ax.texts):
        yield "nothing drawn on the axes it was given"


def _absent(name: str, said: Mapping) -> str:
    near = near_miss(name, [key for key in said if key not in WANTED])
    return f"no {name} ({WANTED[name]})" + (f"; {near!r} is no name we know" if near else "")


def _refused(function: Callable, found: str) -> InputError:
    return InputError.of(
        where=told(function),
        found=found,
        allowed="a function of a result and an axes that draws, and gives a dict with title, alt "
        "and table",
        do='End it so: return {"title": ..., "alt": ..., "table": ...}.',
    )


def _write_title(figure, title: str) -> None:
    """Write the answer above, and leave the rest of the page to the picture."""
    lines = balanced(title, WIDTH - 2 * MARGIN, TITLE, bold=True)
    head = height_of(len(lines), TITLE) + 2 * GAP
    edge, low = MARGIN / WIDTH, MARGIN / HEIGHT
    room = (edge, low, 1 - 2 * edge, 1 - low - (MARGIN + head) / HEIGHT)
    figure.get_layout_engine().set(rect=room)
    page = figure.add_axes((0, 0, 1, 1), in_layout=False)
    page.set_axis_off()
    at = (edge, 1 - low)
    write(page, at, "\n".join(lines), system="axes fraction", size=TITLE, bold=True, up="top")
    page.texts[0].set_in_layout(False)
