"""Pages that stand in for Room and Console, so that serving is tried whatever they show."""

import socket
import textwrap
import urllib.error
import urllib.request
from http.cookiejar import CookieJar

import psutil
import pytest

pytest.importorskip("voila", reason="needs voila")

PLAIN_PAGES = """
    import asyncio, html, ipywidgets

    def _page(name, path):
        beat = ipywidgets.HTML("<span data-beat>0</span>")
        head = ipywidgets.HTML(f"<h1>Plain {name} of {html.escape(path)}</h1>")
        weight = ipywidgets.IntSlider(description="Weight")
        span = ipywidgets.IntRangeSlider(description="Span")
        note = ipywidgets.Text(description="Note")

        async def go_on():
            for beats in range(10_000):
                await asyncio.sleep(1)
                beat.value = f"<span data-beat>{beats}</span>"

        asyncio.ensure_future(go_on())
        return ipywidgets.VBox([head, weight, span, note, beat])

    def room_page(path):
        return _page("room", path)

    def console_page(path):
        return _page("console", path)
"""
FAILING_PAGES = """
    def room_page(path):
        raise ValueError("<b>S01</b> said so")

    console_page = room_page
"""


class Visitor:
    """A browser that draws nothing: it keeps cookies and follows where it is sent."""

    def __init__(self, server):
        self.port = server.port
        self.cookies = CookieJar()
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies), urllib.request.ProxyHandler({})
        )

    def get(self, address, method="GET", **headers):
        """Ask for an address; give the code, where it led, and what came."""
        url = address if "://" in address else f"http://127.0.0.1:{self.port}{address}"
        asked = urllib.request.Request(url, method=method, headers=headers)
        try:
            with self._opener.open(asked, timeout=60) as answer:
                return answer.status, answer.url, answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as refused:
            return refused.code, refused.url, refused.read().decode("utf-8", "replace")


def kernels_of(pid):
    """List the kernels that run below a process."""
    return [
        child
        for child in psutil.Process(pid).children(recursive=True)
        if "ipykernel_launcher" in " ".join(child.cmdline())
    ]


@pytest.fixture(scope="session")
def pages_in(tmp_path_factory):
    """Write a module of pages where a kernel finds it, and give its name."""
    folder = tmp_path_factory.mktemp("pages")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(folder))

        def written(name, text):
            (folder / f"{name}.py").write_text(textwrap.dedent(text), encoding="utf-8")
            return name

        yield written


@pytest.fixture(scope="session")
def plain(served, pages_in, tmp_path_factory):
    """Give a server whose pages are plain."""
    path = tmp_path_factory.mktemp("plain") / "a <b>day.wcc"
    return served(path, _pages=pages_in("plain_pages", PLAIN_PAGES))


@pytest.fixture
def visitor(plain):
    """Give a browser with no pass."""
    return Visitor(plain)


@pytest.fixture(scope="session")
def visitor_of():
    """Give a browser for any server."""
    return Visitor


@pytest.fixture
def kernels():
    """List the kernels that run below a process."""
    return kernels_of


@pytest.fixture(scope="session")
def failing(pages_in):
    """Name a module whose pages can't be made."""
    return pages_in("failing_pages", FAILING_PAGES)


@pytest.fixture
def taken_port():
    """Give a port that another program uses."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]
