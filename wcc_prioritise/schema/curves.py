"""How is a value curve written? As figure:value pairs in one cell."""

from __future__ import annotations

import math

LEVELS = "levels"
"""A curve that begins with this word rises in steps, at the figures given, and not between them."""


def is_levels(text: str | None) -> bool:
    """Does the curve rise in steps?

    Examples
    --------
    >>> is_levels("levels 0:0; 2:50; 4:100"), is_levels("0:0; 4:100"), is_levels(None)
    (True, False, False)
    """
    return isinstance(text, str) and text.split(maxsplit=1)[:1] == [LEVELS]


def curve_points(text: str | None, worst: float, best: float) -> tuple[list[float], list[float]]:
    """Give the figures and values of a value curve, figures rising.

    Parameters
    ----------
    text : str or None
        Pairs such as `0:0; 40:50; 160:100`; None is the straight line from worst to best. With
        the word `levels` before them the value rises in steps: `levels 0:0; 2:50; 4:100`.
    worst, best : float
        Figures that get value 0 and value 100.

    Returns
    -------
    figures, values : lists of float
        In natural units, rising; values 0 to 100.

    Raises
    ------
    ValueError
        If the pairs cannot be read, do not run from worst (0) to best (100), or turn back.

    Examples
    --------
    >>> curve_points("0:0; 40:50; 160:100", 0, 160)
    ([0.0, 40.0, 160.0], [0.0, 50.0, 100.0])
    >>> curve_points(None, 90, 10)
    ([10.0, 90.0], [100.0, 0.0])
    """
    if not isinstance(text, str):
        pairs = [(float(worst), 0.0), (float(best), 100.0)]
    else:
        text = text.strip().removeprefix(LEVELS) if is_levels(text) else text
        try:
            pairs = [tuple(map(float, pair.split(":"))) for pair in text.split(";") if pair.strip()]
            pairs = [(figure, value) for figure, value in pairs]
        except ValueError:
            raise ValueError("The pairs cannot be read") from None
        if not all(math.isfinite(n) for pair in pairs for n in pair):
            raise ValueError("The pairs cannot be read")
    ends = {(float(worst), 0.0), (float(best), 100.0)}
    if len(pairs) < 2 or not ends <= set(pairs):
        raise ValueError(f"It must hold {worst:g}:0 and {best:g}:100")
    pairs = sorted(pairs)
    figures, values = [p[0] for p in pairs], [p[1] for p in pairs]
    steps = [b - a for a, b in zip(values, values[1:], strict=False)]
    if len(set(figures)) < len(figures) or not (min(steps) >= 0 or max(steps) <= 0):
        raise ValueError("The values must rise, or fall, all the way")
    return figures, values
