"""How is a server started, asked and ended? As a process that can't outlive the one that asks."""

from __future__ import annotations

import errno
import json
import os
import queue
import secrets
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from wcc_prioritise.tables import InputError
from wcc_prioritise.widgets.serving.notebooks import FIRST

PORT = 8830
"""Where the room is served unless another port is asked for, or this one is taken."""

OPENING_SECONDS = 90.0
ENDING_SECONDS = 12.0

_TAKEN = (errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", errno.EADDRINUSE))
_BARRED = (errno.EACCES, getattr(errno, "WSAEACCES", errno.EACCES))


class ServerStopped(Exception):
    """What went wrong with a server that should be there? Its last words."""


class Server:
    """How is a server reached that runs beside us?

    It ends with `close`, with the end of a `with` block, and when this process ends in any way.

    Parameters
    ----------
    asked : dict
        What to serve: `what`, `path`, `port` and what else that server needs.

    Attributes
    ----------
    port : int
        Where it listens, on 127.0.0.1 alone.
    """

    def __init__(self, asked: dict):
        self._asked = asked
        self._start()

    def _start(self) -> None:
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the server
        self._answers: queue.Queue[str] = queue.Queue()
        self._child = subprocess.Popen(
            [sys.executable, "-P", "-m", "wcc_prioritise.widgets.serving"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            env=_environment(),
            text=True,
            encoding="utf-8",
            **_out_of_reach_of_the_keyboard(),
        )
        threading.Thread(target=self._hear, args=(self._child,), daemon=True).start()
        try:
            self.port = self._ask(json.dumps(self._asked), OPENING_SECONDS)["port"]
        except BaseException:
            self.close()
            raise

    def _hear(self, child: subprocess.Popen) -> None:
        answers = self._answers
        for line in child.stdout:
            answers.put(line)
        answers.put("")

    def _ask(self, line: str, seconds: float) -> dict:
        """Send a line and give the answer."""
        try:
            self._child.stdin.write(line + "\n")
            self._child.stdin.flush()
            answer = self._answers.get(timeout=seconds)
        except (OSError, ValueError, queue.Empty):
            answer = ""
        said = json.loads(answer) if answer else {}
        if "fault" in said:
            raise _port_refused(self._asked["port"], said)
        if not said:
            raise ServerStopped(self.last_words() or "It said nothing.")
        return said

    @property
    def pid(self) -> int:
        """Give the number of the server's process."""
        return self._child.pid

    @property
    def runs(self) -> bool:
        """Say whether it is there."""
        return self._child.poll() is None

    def last_words(self, letters: int = 2_000) -> str:
        """Give the end of what it wrote down about itself."""
        self._log.seek(0, os.SEEK_END)
        self._log.seek(max(0, self._log.tell() - letters))
        return self._log.read().decode("utf-8", "replace").strip()

    def links(self) -> dict[str, str]:
        """Give a new link for each page; those not used before are good no longer."""
        return self._as_links(self._ask("", ENDING_SECONDS))

    def one_more(self, page: str) -> str:
        """Give one more link for a page."""
        return self._as_links(self._ask(page, ENDING_SECONDS))[page]

    def _as_links(self, tokens: dict[str, str]) -> dict[str, str]:
        return {page: f"http://127.0.0.1:{self.port}/in/{t}" for page, t in tokens.items()}

    def again(self) -> None:
        """Start it again where it was, so that pages that are open come back by themselves."""
        self.close()
        self._asked = self._asked | {"port": self.port}
        self._start()

    def close(self) -> None:
        """End it, and its kernels."""
        for ending in (self._child.stdin.close, self._child.terminate, self._child.kill):
            try:
                ending()
                self._child.wait(ENDING_SECONDS)
                break
            except (OSError, subprocess.TimeoutExpired):
                continue
        self._log.close()

    def __enter__(self) -> Server:
        """Give the running server."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self.close()


def room_server(
    path: str | os.PathLike, port: int | None = None, *, _pages: str = "wcc_prioritise.widgets"
) -> Server:
    """Serve Room and Console of a workshop file on this machine alone.

    Parameters
    ----------
    path : str or path-like
        The workshop file.
    port : int, optional
        Where to listen; without it, `PORT`, or any free port where that is taken.

    Returns
    -------
    Server
        It answers requests; `links()` opens its pages.

    Raises
    ------
    InputError
        If the port that was asked for is taken or barred.
    ServerStopped
        If the server did not come up.
    """
    asked = {
        "what": "room",
        "path": os.path.abspath(path),
        "pages": _pages,
        "secret": secrets.token_hex(32),
    }
    if port is not None:
        return Server(asked | {"port": port})
    try:
        return Server(asked | {"port": PORT})
    except InputError:
        return Server(asked | {"port": 0})


def lab_server(
    folder: str | os.PathLike, path: str | os.PathLike | None = None, port: int | None = None
) -> tuple[Server, str]:
    """Serve the notebooks of a folder in JupyterLab, on this machine alone.

    Parameters
    ----------
    folder : str or path-like
        The folder with the notebooks.
    path : str or path-like, optional
        The workshop file that they work on; without it, the sample.
    port : int, optional
        Where to listen; without it, any free port.

    Returns
    -------
    tuple of Server and str
        The server, and the link that opens its first notebook.
    """
    token = secrets.token_urlsafe(24)
    asked = {
        "what": "lab",
        "path": "" if path is None else os.path.abspath(path),
        "folder": os.path.abspath(folder),
        "token": token,
        "port": port or 0,
    }
    server = Server(asked)
    return server, f"http://127.0.0.1:{server.port}/doc/tree/{FIRST}?token={token}"


def _environment() -> dict[str, str]:
    """Give the server's settings: this very package, in UTF-8, with no warnings on the page."""
    root = Path(__file__).resolve().parents[3]
    checkout = [root] if (root / "pyproject.toml").is_file() else []  # else it is installed
    paths = [*checkout, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    told = {"PYTHONUTF8": "1", "PYTHONWARNINGS": "ignore"}
    if paths:  # kernels run in another folder
        told["PYTHONPATH"] = os.pathsep.join(map(os.path.abspath, paths))
    return os.environ | told


def _out_of_reach_of_the_keyboard() -> dict[str, object]:
    """Say how a process is started that Ctrl-C in our window does not reach."""
    if os.name == "nt":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}


def _port_refused(port: int, said: dict) -> InputError:
    if said["fault"] in _TAKEN:
        found = f"port {port}, which another program is using (perhaps an earlier wcc room)"
    elif said["fault"] in _BARRED:
        found = f"port {port}, which this system keeps for itself"
    else:
        found = f"port {port}, which can't be used: {said['words']}"
    do = "Leave --port out, or give another number, such as 8831."
    return InputError.of(found=found, allowed="a free port", do=do)
