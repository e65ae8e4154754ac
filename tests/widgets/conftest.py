"""A browser, and the room's server, for every test that looks at a page as people see it."""

import json
import os
import re
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest

INSIDE = re.compile(r"(?:https?|ws)://127\.0\.0\.1[:/]|data:|blob:|about:")
SCREENSHOTS = Path(
    os.environ.get("WCC_SCREENSHOTS") or Path(__file__).parents[2] / "build" / "screenshots"
)
OPENING_MS = 90_000


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


# ---- JupyterLab ---------------------------------------------------------------------------------

RUNNING_SECONDS = 240
IDLE = """() => /\\| Idle/.test(document.querySelector('#jp-main-statusbar')?.textContent ?? '')
  && !document.querySelector('.jp-Dialog')"""


class Lab:
    """The notebooks in JupyterLab, as `wcc lab FILE` serves them."""

    def __init__(self, server, link, folder, workshop):
        self.server, self.folder, self.workshop = server, folder, workshop
        self.token = link.partition("token=")[2]

    def ask(self, way, method="GET"):
        """Ask the server something in place of the browser."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.server.port}/api/{way}",
            headers={"Authorization": f"token {self.token}"},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read() or "null")

    def write(self, name, *sources):
        """Write a notebook of a few cells."""
        cells = [nbformat.v4.new_code_cell(source) for source in sources]
        spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
        made = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": spec})
        nbformat.write(made, self.folder / name)

    def clear(self, name):
        """Take away what a notebook showed, so that what stands there was shown now."""
        notebook = nbformat.read(self.folder / name, 4)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        nbformat.write(notebook, self.folder / name)

    def run(self, page, name):
        """Open a notebook in document mode on a new kernel, run all of it, and give what it shows.

        A notebook that is opened again keeps its old kernel, so that sessions are ended first.
        """
        for session in self.ask("sessions"):
            self.ask(f"sessions/{session['id']}", "DELETE")
        self.clear(name)
        url = f"http://127.0.0.1:{self.server.port}/doc/tree/{name}?token={self.token}&reset"
        page.goto(url)
        page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=OPENING_MS)
        self.run_all(page)
        return self.shown(page, name)

    def run_all(self, page):
        """Press Run All once the kernel is idle and no dialog is open, else none would run."""
        for _ in range(2):  # a dialog may follow the first time
            page.wait_for_function(IDLE, timeout=OPENING_MS)
            page.wait_for_timeout(300)
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()

    def shown(self, page, name):
        """Give the notebook as it is saved when all cells have run, or one has failed."""
        until, cells = time.monotonic() + RUNNING_SECONDS, []
        while time.monotonic() < until:
            page.keyboard.press("Control+s")
            page.wait_for_timeout(700)
            try:
                cells = nbformat.read(self.folder / name, 4).cells
            except ValueError:  # it is being written just now
                continue
            cells = [cell for cell in cells if cell.cell_type == "code"]
            failed = [o for c in cells for o in c.outputs if o.output_type == "error"]
            if failed or all(c.execution_count for c in cells):
                page.wait_for_function(IDLE, timeout=OPENING_MS)
                return cells
        waiting = [c.source.splitlines()[0] for c in cells if not c.execution_count]
        raise AssertionError(f"{name}: not run: {waiting}")


@pytest.fixture(scope="session")
def lab(short, tmp_path_factory):
    """Serve a copy of the notebooks in JupyterLab, once for the session, on a file of its own."""
    pytest.importorskip("jupyterlab", reason="needs jupyterlab")
    from wcc_prioritise.teaching import before_the_day
    from wcc_prioritise.widgets.serving import copy_notebooks, lab_server
    from wcc_prioritise.workshop import Workshop

    home = tmp_path_factory.mktemp("lab")
    path = home / "day.wcc"
    Workshop.start(before_the_day(short), path).close()
    folder = copy_notebooks(home / "day-notebooks").folder
    server, link = lab_server(folder, path)
    with server:
        yield Lab(server, link, folder, path)
