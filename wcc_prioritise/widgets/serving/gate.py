"""What does the room's server answer, and to whom? Nothing to anybody without a pass."""

from __future__ import annotations

import re
from html import escape

from jupyter_core.utils import ensure_async
from tornado.httputil import HTTPServerRequest
from tornado.web import Application, RequestHandler

from wcc_prioritise.widgets.serving.links import LONGEST_PASS_DAYS, PAGES, Links, cookie_of

_KERNEL = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_ENTER = re.compile(r"/in/[\w-]+")
_PAGE = re.compile(rf"/({'|'.join(PAGES)})")
_ALIVE = re.compile(rf"/alive/({'|'.join(PAGES)})/({_KERNEL}|none)")
_OF_KERNEL = re.compile(rf"/api/kernels/({_KERNEL})(?:/channels)?")
_LEAVE = re.compile(rf"/voila/api/shutdown/({_KERNEL})")
_STATIC = re.compile(
    r"/voila/(?:static|templates/\w+/static|labextensions|api/themes)(?:/@?\w[\w.-]*)+"
)

CLOSED = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Not open</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body {{ font: 20px/1.5 Arial, "Liberation Sans", "DejaVu Sans", sans-serif; color: #212b32;
background: #fff; max-width: 34em; margin: 3em auto; padding: 0 1em }}</style></head>
<body><main><h1>{heading}</h1><p>{words}</p></main></body></html>
"""
CLOSED_HEADING = "This page is not open in this browser"
CLOSED_WORDS = (
    "Each link opens its page once, in the browser it is opened in. For new links, press Enter in "
    "the window where the workshop was started."
)


def content_policy(port: int) -> str:
    """Give the rule that keeps a browser from asking anything of another machine."""
    here = f"'self' ws://127.0.0.1:{port} data: blob:"
    return (
        "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; "
        f"connect-src {here}; object-src 'none'; base-uri 'self'; form-action 'self'; "
        "frame-ancestors 'self'"
    )


class Gate(Application):
    """Which requests get through? Those for a page whose pass the browser holds, and no others.

    Every request passes here before any handler sees it, also those for websockets and for files.

    Parameters
    ----------
    links : Links
        Which links and passes are good.
    port : int
        Where the server listens: requests that name another host are refused.
    **settings
        What the handlers of the library ask for.
    """

    def __init__(self, links: Links, port: int, **settings: object):
        super().__init__(**settings)
        self.links, self.port = links, port

    def find_handler(self, request: HTTPServerRequest, **_: object):
        """Give the handler of a request, or the one that refuses it."""
        if self.lets(request):
            return super().find_handler(request)
        return self.get_handler_delegate(request, Refused)

    def lets(self, request: HTTPServerRequest) -> bool:
        """Say whether a request may be answered."""
        if request.host != f"127.0.0.1:{self.port}":
            return False
        path = request.path
        if _ENTER.fullmatch(path):
            return True
        if found := _PAGE.fullmatch(path) or _ALIVE.fullmatch(path):
            return self.holds(request, found[1])
        if found := _OF_KERNEL.fullmatch(path):
            page = self.settings["kernel_manager"].page_of.get(found[1])
            return page is not None and self.holds(request, page)
        known = _STATIC.fullmatch(path) or _LEAVE.fullmatch(path)
        return bool(known) and any(self.holds(request, page) for page in PAGES)

    def holds(self, request: HTTPServerRequest, page: str) -> bool:
        """Say whether the browser holds the pass of a page."""
        cookie = request.cookies.get(cookie_of(page, self.port))
        return cookie is not None and self.links.opens(page, cookie.value)


class _Plain(RequestHandler):
    """What do our own answers have in common? They are kept nowhere and say nothing of a server."""

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "no-referrer")
        self.clear_header("Server")

    def refuse(self) -> None:
        """Say in words that the page is not open."""
        self.set_status(403)
        words = {"heading": escape(CLOSED_HEADING), "words": escape(CLOSED_WORDS)}
        self.finish(CLOSED.format(**words))

    def write_error(self, status_code: int, **_: object) -> None:
        self.refuse()


class Refused(_Plain):
    """How is a request without a pass answered? Always alike, whatever it asked for."""

    def prepare(self) -> None:
        """Refuse whatever the method is."""
        self.refuse()


class Enter(_Plain):
    """What does a link do? It leaves the pass in the browser and moves to the clean address."""

    def get(self, token: str) -> None:
        """Take a token in."""
        page = self.application.links.use(token)
        if page is None:
            self.refuse()
            return
        self.set_cookie(
            cookie_of(page, self.application.port),
            self.application.links.pass_for(page),
            httponly=True,
            samesite="Strict",
            max_age=int(LONGEST_PASS_DAYS * 24 * 3600),
        )
        self.redirect(f"/{page}", status=303)


class Alive(_Plain):
    """Is the kernel behind a page still at work? `idle`, `busy` or `gone`."""

    async def get(self, page: str, kernel: str) -> None:
        """Say how the kernel of a page is."""
        kernels = self.settings["kernel_manager"]
        ours = kernels.page_of.get(kernel) == page
        self.finish({"kernel": await kernels.state_of(kernel) if ours else "gone"})


class Leave(_Plain):
    """What becomes of the kernel of a page that is closed? It is ended at once."""

    async def post(self, kernel: str) -> None:
        """End a kernel, if it is one of a page that this browser may open."""
        kernels, gate = self.settings["kernel_manager"], self.application
        page = kernels.page_of.get(kernel)
        if page and kernel in kernels and gate.holds(self.request, page):
            del kernels.page_of[kernel]  # a page says twice that it goes
            await ensure_async(kernels.shutdown_kernel(kernel, now=True))
        self.set_status(204)


def our_handlers() -> list[tuple]:
    """List our own addresses with what answers them."""
    return [
        (r"/in/([\w-]+)", Enter),
        (_ALIVE.pattern, Alive),
        (_LEAVE.pattern, Leave),
    ]
