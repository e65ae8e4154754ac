"""Who may open which page? Links that work once, and the sealed pass each of them leaves."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

PAGES = ("room", "console")
"""The pages there are, and their addresses after the slash."""

LONGEST_PASS_DAYS = 2.0


class Links:
    """Which links are still good, and which passes are ours?

    A link is good once. It leaves a pass in the browser, for one page, sealed with a secret of this
    server; no pass can be made without that secret.

    Parameters
    ----------
    secret : str, optional
        What passes are sealed with; a server that takes another's place gets the same, so that open
        pages stay open. Random by default.

    Examples
    --------
    >>> links = Links()
    >>> token = links.fresh()["room"]
    >>> links.use(token), links.use(token), links.use("guess")
    ('room', None, None)
    >>> links.opens("room", links.pass_for("room")), links.opens("console", links.pass_for("room"))
    (True, False)
    """

    def __init__(self, secret: str | None = None):
        self._secret = secret or secrets.token_hex(32)
        self._unused: dict[str, str] = {}

    def fresh(self) -> dict[str, str]:
        """Give a new token for each page; those not used before are good no longer."""
        self._unused.clear()
        return self.more(PAGES)

    def more(self, pages: Iterable[str]) -> dict[str, str]:
        """Give one more token for each of some pages."""
        made = {page: secrets.token_urlsafe(24) for page in pages}
        self._unused |= {token: page for page, token in made.items()}
        return made

    def use(self, token: str) -> str | None:
        """Say which page a token opens, and never again; None for any other text."""
        return self._unused.pop(token, None)

    def pass_for(self, page: str) -> str:
        """Give the sealed pass of a page, as a cookie holds it."""
        from tornado.web import create_signed_value

        return create_signed_value(self._secret, page, page).decode("ascii")

    def opens(self, page: str, given: str | None) -> bool:
        """Say whether what a browser gave is our pass for a page."""
        from tornado.web import decode_signed_value

        found = decode_signed_value(self._secret, page, given, LONGEST_PASS_DAYS)
        return found == page.encode("ascii")


def cookie_of(page: str, port: int) -> str:
    """Name the cookie that holds a page's pass; browsers don't part cookies by port.

    Examples
    --------
    >>> cookie_of("room", 8830)
    'wcc-room-8830'
    """
    return f"wcc-{page}-{port}"
