"""Run a server of ours as a process of its own; `process` starts it and speaks with it.

The first line that comes in says what to serve. Each later line asks for links; when no more can
come, because whoever started the server has ended, however that went, the server ends too.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from wcc_prioritise.widgets.serving.home import KERNEL, settle
from wcc_prioritise.widgets.serving.links import Links
from wcc_prioritise.widgets.serving.shown import WORKSHOP


def main() -> None:
    """Serve what the first line asks for."""
    asked = json.loads(_IN.readline())
    sockets = _bound(asked["port"])  # first: a port that is taken is told at once
    with tempfile.TemporaryDirectory(prefix="wcc-", ignore_cleanup_errors=True) as folder:
        settle(Path(folder))
        if asked["path"]:
            os.environ[WORKSHOP] = asked["path"]
        serve = _serve_lab if asked["what"] == "lab" else _serve_room
        serve(asked, Path(folder), sockets)


def _bound(port: int) -> list:
    """Listen at a port of this machine alone, 0 for any that is free; or say why that can't be."""
    from tornado.netutil import bind_sockets

    try:
        return bind_sockets(port, "127.0.0.1")
    except OSError as problem:
        _tell({"fault": problem.errno or 0, "words": str(problem)})
        sys.exit(1)


def _tell(said: dict) -> None:
    """Answer on the stream that holds nothing but answers."""
    _OUT.write(json.dumps(said) + "\n")
    _OUT.flush()


def _listen(answer: Callable[[str], None], end: Callable[[], None]) -> None:
    """Answer each line that comes in, on a thread; end when none can come any more."""

    def listening() -> None:
        for line in _IN:
            answer(line.decode("utf-8").strip())
        end()

    threading.Thread(target=listening, daemon=True).start()


def _serve_room(asked: dict, folder: Path, sockets: list) -> None:
    from wcc_prioritise.widgets.serving.room import RoomApp, write_pages

    (folder / "pages").mkdir()
    write_pages(folder / "pages", KERNEL, asked["pages"])
    links = Links(asked["secret"])
    app = RoomApp(folder / "pages", links, sockets)

    async def serving() -> None:
        loop = asyncio.get_running_loop()

        def answer(line: str) -> None:
            loop.call_soon_threadsafe(lambda: _tell(links.more([line]) if line else links.fresh()))

        def ready() -> None:
            _listen(answer, app.end)
            _tell({"port": app.bound})

        await app.run(ready)

    asyncio.run(serving())


def _serve_lab(asked: dict, folder: Path, sockets: list) -> None:
    from wcc_prioritise.widgets.serving.lab import lab_app

    port = sockets[0].getsockname()[1]
    for socket in sockets:  # that server listens by itself
        socket.close()
    app = lab_app(asked | {"port": port}, folder)
    _listen(lambda line: None, lambda: app.io_loop.add_callback(app.stop))
    app.io_loop.add_callback(lambda: _tell({"port": app.port}))
    app.start()


if __name__ == "__main__":
    _IN = open(0, "rb", buffering=0, closefd=False)  # noqa: SIM115 - no lock to wait for at the end
    _OUT = sys.stdout
    sys.stdout = sys.stderr  # whatever a library prints is no answer of ours
    main()
