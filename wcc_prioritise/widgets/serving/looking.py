"""What does a page say, and does it ask anything of another machine? Seen without a browser."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from http.cookiejar import CookieJar
from urllib.request import HTTPCookieProcessor, ProxyHandler, build_opener

OPENING_SECONDS = 60.0

_OUTPUT = re.compile(
    r'<script type="application/vnd\.voila\.cell-output\+json">(.*?)</script>', re.DOTALL
)
_ADDRESS = re.compile(r"""(?:https?:|wss?:)?//[\w-][\w.-]*\.[\w.-]+(?::\d+)?[^\s"'<>)]*""")
_HERE = re.compile(r"(?:https?:|wss?:)?//127\.0\.0\.1[:/]")


@dataclass(frozen=True)
class Seen:
    """What came back for a link?

    Attributes
    ----------
    address : str
        Where it led in the end.
    words : str
        What the kernel shows, as text.
    outside : tuple of str
        Addresses on other machines that the page names, what people typed aside.
    """

    address: str
    words: str
    outside: tuple[str, ...]


def look(link: str) -> Seen:
    """Open a link as a browser does that draws nothing.

    Parameters
    ----------
    link : str
        A link of a `Server`; it is used up by this.

    Returns
    -------
    Seen

    Raises
    ------
    urllib.error.URLError
        If nothing answers, or it is refused.
    """
    opener = build_opener(HTTPCookieProcessor(CookieJar()), ProxyHandler({}))
    with opener.open(link, timeout=OPENING_SECONDS) as answer:
        page = answer.read().decode("utf-8")
        return Seen(answer.url, words_in(page), addresses_outside(page))


def words_in(page: str) -> str:
    """Give as text what the kernel shows on a page.

    Examples
    --------
    >>> words_in(
    ...     '<script type="application/vnd.voila.cell-output+json">'
    ...     '{"data": {"text/plain": "Bands"}}</script>'
    ... )
    'Bands'
    """
    shown = (json.loads(found).get("data", {}) for found in _OUTPUT.findall(page))
    return " ".join("".join(data.get("text/plain", "")) for data in shown)


def addresses_outside(page: str) -> tuple[str, ...]:
    """Give the addresses on other machines that a page names, outside what the kernel shows.

    Examples
    --------
    >>> addresses_outside('<script src="//cdn.example.org/x.js"></script><a href="/room">')
    ('//cdn.example.org/x.js',)
    >>> addresses_outside('<a href="http://127.0.0.1:8830/room">')
    ()
    """
    found = _ADDRESS.findall(_OUTPUT.sub("", page))
    return tuple(address for address in found if not _HERE.match(address))
