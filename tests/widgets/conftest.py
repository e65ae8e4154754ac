"""A browser, and the room's server, for every test that looks at a page as people see it."""

import os
import re
import shutil
from pathlib import Path

import pytest

CHROMIUM = os.environ.get("WCC_CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
INSIDE = re.compile(r"(?:https?|ws)://127\.0\.0\.1[:/]|data:|blob:|about:")
SCREENSHOTS = Path(
    os.environ.get("WCC_SCREENSHOTS") or Path(__file__).parents[2] / "build" / "screenshots"
)
OPENING_MS = 90_000


@pytest.fixture(scope="session")
def chromium():
    """Give a browser; every test leaves it as it was."""
    if not CHROMIUM:
        pytest.skip("needs chromium")
    api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    with api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served():
    """Serve the room of a workshop file; `served(path).links()` gives its two one-use links.

    One server a file is kept for the whole session; each ends with it. `served(path, anew=True)`
    starts one of its own.
    """
    pytest.importorskip("voila", reason="needs voila")
    from wcc_prioritise.widgets.serving import room_server

    running, every = {}, []

    def serve(path, *, anew=False, **how):
        known = str(path)
        if anew or known not in running or not running[known].runs:
            server = room_server(path, 0, **how)
            every.append(server)
            if anew:
                return server
            running[known] = server
        return running[known]

    yield serve
    for server in every:
        server.close()


@pytest.fixture
def page(chromium, request):
    """Open browser windows that note what they ask for and complain of.

    `page()` gives a window of a browser profile of its own; `page(link)` also opens a link and
    waits for what the kernel shows. `.outside` lists requests to other machines, `.complaints`
    errors of the console. A screenshot of each is kept.
    """
    opened = []

    def window(link=None, width=1024, height=768, **how):
        context = chromium.new_context(viewport={"width": width, "height": height}, **how)
        new = context.new_page()
        noted(new)
        opened.append(new)
        if link:
            new.goto(link)
            ready(new)
        return new

    yield window
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"\W+", "-", request.node.name).strip("-")
    for number, each in enumerate(opened, start=1):
        if not each.is_closed():
            each.screenshot(path=SCREENSHOTS / f"{name}-{number}.png")
        each.context.close()


def noted(page):
    """Note on a page what it asks other machines for, and what its console complains of."""
    page.outside, page.complaints = [], []

    def asked(url):
        if not INSIDE.match(url):
            page.outside.append(url)

    page.on("request", lambda request: asked(request.url))
    page.on("websocket", lambda socket: asked(socket.url))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on(
        "console",
        lambda message: message.type == "error" and page.complaints.append(message.text),
    )


def ready(page):
    """Wait until what the kernel shows stands on the page and the waiting text is gone."""
    page.wait_for_selector("#rendered_cells .jupyter-widgets", timeout=OPENING_MS)
    page.wait_for_selector("#wcc-waiting", state="detached", timeout=OPENING_MS)


@pytest.fixture(scope="session")
def until_ready():
    """Wait until a page stands, as after a reload."""
    return ready
