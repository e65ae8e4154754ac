"""What is moved? A slider with a number box beside it, by mouse, by key and by typing."""

from __future__ import annotations

import ipywidgets as W
from traitlets import link

from wcc_prioritise.widgets.console import parts

STEPS = 100
"""A slider is cut into about so many steps, each a round number."""

ROUND = (1, 2, 5)


def slider_with_box(name: str, value: float, most: float) -> tuple[W.IntSlider, W.Widget]:
    """Give a slider and a box that hold the same whole number.

    Parameters
    ----------
    name : str
        What is moved; both are called by it.
    value : float
        Where it stands, rounded to a whole number.
    most : float
        The most it can be; the least is 0.

    Returns
    -------
    tuple of IntSlider and Widget
        The slider, whose value is observed; and both side by side.
    """
    at, top = round(value), max(round(most), round(value), 1)
    step = step_of(top)
    moved = W.IntSlider(
        value=at,
        min=0,
        max=top,
        step=1 if at % step else step,
        description=name,
        readout=False,
        style={"description_width": "260px"},
        layout=W.Layout(width="560px", max_width="100%"),
    )
    typed = W.BoundedIntText(
        value=at,
        min=0,
        max=top,
        description=name,
        style={"description_width": "initial"},
        layout=W.Layout(width="110px"),
    )
    typed.add_class("wcc-label-unseen")
    link((moved, "value"), (typed, "value"))
    return moved, parts.row(moved, typed)


def step_of(most: float) -> int:
    """Into which steps is a slider cut, so that it is crossed in about a hundred?

    Examples
    --------
    >>> step_of(100), step_of(60), step_of(9_000)
    (1, 1, 100)
    """
    size = 1
    while True:
        for part in ROUND:
            if part * size * STEPS >= most:
                return part * size
        size *= 10
