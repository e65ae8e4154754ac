"""Is there a browser to open a page in? One with windows; a terminal's own would hide our words."""

from __future__ import annotations

import os
import webbrowser

_IN_A_TERMINAL = ("www-browser", "w3m", "lynx", "links", "elinks", "browsh")


def browser_found() -> str | None:
    """Name the browser that a link would open in; None when there is none with windows.

    Returns
    -------
    str or None
        Its name, or `the one this system opens pages in` where the system keeps that to itself.
    """
    try:
        found = webbrowser.get()
    except webbrowser.Error:
        return None
    name = os.path.basename(str(getattr(found, "name", "") or ""))
    if name in _IN_A_TERMINAL:
        return None
    return name if name and name != "default" else "the one this system opens pages in"


def open_link(link: str) -> bool:
    """Open a link in a new tab, and say whether there was a browser to do it."""
    return browser_found() is not None and webbrowser.open_new_tab(link)
