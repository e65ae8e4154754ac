"""What does the kernel of a page run? The page, or in words why it can't be shown."""

from __future__ import annotations

import importlib
import os
import re
from html import escape, unescape

WORKSHOP = "WCC_WORKSHOP"
"""Name of the setting that holds the path of the workshop file."""

FAILED = "One moment, please"
"""How the words begin that stand where a page can't be shown."""


def show(page: str, module: str = "wcc_prioritise.widgets") -> None:
    """Show a page of the workshop.

    Parameters
    ----------
    page : str
        `room` or `console`.
    module : str
        Where the functions `room_page` and `console_page` are.
    """
    try:
        made = getattr(importlib.import_module(module), f"{page}_page")(os.environ[WORKSHOP])
    except (
        Exception
    ) as problem:  # the last resort: nobody meets a traceback, least of all projected
        made = failed(page, problem)
    publish(made)


def publish(made) -> None:
    """Show a widget, with its words beside it for whoever reads the page without drawing it."""
    from IPython.display import display

    bundle = made._repr_mimebundle_()
    data = dict(bundle[0] if isinstance(bundle, tuple) else bundle)
    display(data | {"text/plain": words_of(made)}, raw=True)


def words_of(made) -> str:
    """Give the text that a widget and those within it show.

    Examples
    --------
    >>> import ipywidgets
    >>> words_of(ipywidgets.VBox([ipywidgets.HTML("<h1>Bands</h1>"), ipywidgets.HTML("A &lt; B")]))
    'Bands A < B'
    """
    own = str(made.value) if type(made).__name__.startswith("HTML") else ""
    seen = unescape(re.sub(r"<style.*?</style>|<[^>]*>", " ", own, flags=re.DOTALL)).split()
    return " ".join([*seen, *filter(None, map(words_of, getattr(made, "children", ())))])


def failed(page: str, problem: Exception):
    """Say that a page can't be shown; what stands in the way only where the room can't see it."""
    import ipywidgets

    told = f"{type(problem).__name__}: {problem}" if page == "console" else ""
    why = "".join(f"<p>{escape(line)}</p>" for line in told.splitlines() if line.strip())
    return ipywidgets.HTML(
        f'<section class="wcc-failed" role="alert"><h1>{FAILED}</h1>'
        "<p>This page can't be shown just now. What was entered is kept in the file.</p>"
        f"{why}<p>Load it again with F5. If that does not help, end and start the workshop "
        "in the window it was started in.</p></section>"
    )
