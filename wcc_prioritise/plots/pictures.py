"""Which pictures are there, and how does one go into a paper or a notebook?"""

from __future__ import annotations

import base64
import inspect
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from io import BytesIO
from types import MappingProxyType

import numpy as np
import pandas as pd

from wcc_prioritise.plots import (
    area_behind,
    area_words,
    behind,
    funnel_words,
    gap_behind,
    gap_words,
    pictures_competencies,
    pictures_doubt,
    pictures_judgement,
    pictures_portfolio,
    words,
)
from wcc_prioritise.plots.draw_balance import balance
from wcc_prioritise.plots.draw_bubble import bubble
from wcc_prioritise.plots.draw_caterpillar import caterpillar
from wcc_prioritise.plots.draw_contributions import contributions
from wcc_prioritise.plots.draw_funnel import funnel
from wcc_prioritise.plots.draw_limits import limits
from wcc_prioritise.plots.draw_opportunities import opportunities
from wcc_prioritise.plots.draw_opportunity import opportunity
from wcc_prioritise.plots.draw_peers import peer_distances
from wcc_prioritise.plots.draw_rug import rug
from wcc_prioritise.plots.draw_spine import spine
from wcc_prioritise.plots.draw_trend import trend
from wcc_prioritise.plots.page import axes_on
from wcc_prioritise.tables import InputError, near_miss

PICTURES: Mapping[str, Callable] = MappingProxyType(
    {
        "balance": balance,
        "contributions": contributions,
        "bubble": bubble,
        "limits": limits,
        "opportunity": opportunity,
        "spine": spine,
        "rug": rug,
        "funnel": funnel,
        "caterpillar": caterpillar,
        "trend": trend,
        "opportunities": opportunities,
        "peer_distances": peer_distances,
        **pictures_judgement.DRAWN,
        **pictures_doubt.DRAWN,
        **pictures_portfolio.DRAWN,
        **pictures_competencies.DRAWN,
    }
)
"""Every picture by the name of its question."""

LAST_DRAWN = 16
"""So many drawings are kept: a paper, a folder of pictures and a notebook show the same result."""

COLOURS = 64
"""Colours of the palette of a PNG: few are used, the rest soften the edges of letters."""

_PORTFOLIO = ("a portfolio", "wcc.select", ("chosen", "balance", "members"))
_RANKING = ("a ranking", "wcc.rank", ("table", "contributions"))
_GAPS = ("gaps", "wcc.benchmark", ("table", "area_name", "how"))
_SPREAD = ("where an area stands", "evidence.spread", ("table", "areas", "yardstick"))
_FUNNEL = ("a funnel", "evidence.funnel", ("table", "lines", "target"))
_TREND = ("a trend or a projection", "evidence.trend or evidence.project", ("slope|cannot_know",))
_FOUND = ("opportunities", "evidence.opportunity", ("table", "comparator", "draws"))
_PEERS = ("peers of one area", "evidence.peers", ("table", "far_above", "struck"))
_MADE_FROM = {
    "balance": (_PORTFOLIO, behind.balance_table, words.balance),
    "contributions": (_RANKING, behind.contributions_table, words.contributions),
    "bubble": (_PORTFOLIO, behind.bubble_table, words.bubble),
    "limits": (_PORTFOLIO, behind.limits_table, words.limits),
    "opportunity": (_GAPS, behind.opportunity_table, words.opportunity),
    "spine": (_SPREAD, area_behind.spine_table, area_words.spine),
    "rug": (_SPREAD, area_behind.rug_table, area_words.rug),
    "funnel": (_FUNNEL, area_behind.funnel_table, funnel_words.funnel),
    "caterpillar": (_SPREAD, area_behind.caterpillar_table, area_words.caterpillar),
    "trend": (_TREND, gap_behind.trend_table, gap_words.trend),
    "opportunities": (_FOUND, gap_behind.opportunities_table, gap_words.opportunities),
    "peer_distances": (_PEERS, gap_behind.peer_table, gap_words.peer_distances),
    **pictures_judgement.MADE_FROM,
    **pictures_doubt.MADE_FROM,
    **pictures_portfolio.MADE_FROM,
    **pictures_competencies.MADE_FROM,
}
"""What each picture is drawn from, the table behind it, and its words.

Of what it is drawn from: its kind, the verb that gives it, and attributes that tell it (one of two
where there is a bar between them).
"""


_HAS = {"page": "several pages", "about": "something to be about"}


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture that can go into a paper or a notebook, with its words and the table behind it.

    Attributes
    ----------
    question : str
        Name of its question in `PICTURES`; of somebody's own, name and hash of the function.
    title : str
        The answer, as a sentence.
    alt : str
        Alt text with the main figures, under 600 characters.
    table : DataFrame
        What is drawn.
    png : bytes
        The picture, 1,600 dots broad where no size was asked for; the same result gives the same
        bytes.
    """

    question: str
    title: str
    alt: str
    table: pd.DataFrame
    png: bytes
    result: object = field(default=None, repr=False)

    def __repr__(self) -> str:
        """Say the answer."""
        return f"<Picture {self.question}: {self.title}>"

    def _repr_html_(self) -> str:
        """Show the picture with its alt text, which a bare PNG in a notebook does not carry."""
        data = base64.b64encode(self.png).decode("ascii")
        image = f'<img alt="{escape(self.alt)}" src="data:image/png;base64,{data}">'
        return f"<figure>{image}</figure>"

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        """Give the picture as HTML, and its title as plain text."""
        return {"text/html": self._repr_html_(), "text/plain": self.title}


def picture(
    question: str,
    result,
    *,
    page: int | None = None,
    about: str | None = None,
    size: tuple[float, float] | None = None,
) -> Picture:
    """What does this result show? One picture, ready for a paper or a notebook.

    Parameters
    ----------
    question : str
        A name in `PICTURES`.
    result : Portfolio, Ranking, Gaps, Spread, Funnel, Trend, Projection, Opportunities, Peers, ...
        What the picture is drawn from; a picture asked for from anything else says what it needs.
    page : int, optional
        Which page, of pictures that have several.
    about : str, optional
        Code of a candidate or a criterion, of pictures that can be about one.
    size : tuple of float, optional
        Inches across and down that it has to fill, as on a slide; by default eight inches broad
        and as high as it must be.

    Returns
    -------
    Picture
        The picture with its title, alt text and table.

    Raises
    ------
    InputError
        If there is no such picture, it is drawn from another kind of result, or it has no pages or
        nothing that it could be about.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> ranking = wcc.rank(wcc.appraise(wcc.read(wcc.sample("northmere"))))
    >>> shown = picture("contributions", ranking)
    >>> len(shown.alt) < 600, shown.png[1:4]
    (True, b'PNG')
    """
    _refuse_unknown(question)
    needed, table_of, words_of = _MADE_FROM[question]
    _refuse_other(question, result, needed)
    chosen = {
        name: given for name, given in (("page", page), ("about", about)) if given is not None
    }
    _refuse_options(question, chosen)
    said = words_of(result, **chosen)
    draw = _png if isinstance(result, Hashable) else _png.__wrapped__
    png = draw(PICTURES[question], result, tuple(chosen.items()), size)
    return Picture(question, said.title, said.alt, table_of(result, **chosen), png, result)


@lru_cache(maxsize=LAST_DRAWN)
def _png(
    draw: Callable,
    result,
    chosen: tuple[tuple[str, object], ...] = (),
    size: tuple[float, float] | None = None,
) -> bytes:
    """Draw a frozen result once, however often it is shown."""
    from matplotlib import style

    # A reader's own settings, and the version of matplotlib, must not change the bytes.
    with style.context("default"):
        ax = axes_on(*size) if size else None
        return png_of(draw(result, ax=ax, **dict(chosen)).get_figure(root=True))


def png_of(figure) -> bytes:
    """Give a figure as a PNG, small and the same each time."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return _small(canvas.buffer_rgba())


def _small(pixels) -> bytes:
    """Write a drawing of few colours as a PNG with a palette, a quarter of the size."""
    from PIL import Image

    page = BytesIO()
    image = Image.fromarray(np.asarray(pixels)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(page, "PNG", optimize=True)
    return page.getvalue()


def _refuse_unknown(question: object) -> None:
    if question in PICTURES:
        return
    near = near_miss(str(question), list(PICTURES))
    raise InputError.of(
        found=f"no picture called {question!r}",
        allowed="one of: " + ", ".join(PICTURES),
        do=f"Did you mean {near!r}?" if near else "Choose one of these.",
    )


def _refuse_options(question: str, chosen: Mapping[str, object]) -> None:
    for name in chosen:
        if name not in inspect.signature(PICTURES[question]).parameters:
            raise InputError.of(
                found=f"{name}={chosen[name]!r} for the picture {question}",
                allowed=f"a picture that has {_HAS[name]}",
                do=f"Leave {name} out.",
            )


def _refuse_other(question: str, result, needed: tuple[str, str, tuple[str, ...]]) -> None:
    kind, verb, attributes = needed
    if all(any(hasattr(result, n) for n in names.split("|")) for names in attributes):
        return
    raise InputError.of(
        found=f"the picture {question} asked for from a {type(result).__name__}",
        allowed=f"{kind}, as {verb} gives it",
        do="Give that result, or choose another picture.",
    )
