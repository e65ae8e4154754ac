"""What serves the two pages? Voilà, behind our gate, with our template, on this machine alone."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

from jupyter_core.utils import ensure_async
from jupyter_server.base.handlers import FileFindHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyterlab_server.themes_handler import ThemesHandler
from tornado.httpserver import HTTPServer
from tornado.web import StaticFileHandler
from traitlets.config import Config
from voila.app import Voila
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from wcc_prioritise.widgets.serving.gate import Gate, content_policy, our_handlers
from wcc_prioritise.widgets.serving.kernels import UNSEEN_SECONDS, Kernels
from wcc_prioritise.widgets.serving.links import PAGES, Links

LET_THROUGH = (
    KernelHandler,
    VoilaKernelWebsocketHandler,
    StaticFileHandler,
    ThemesHandler,
    FileFindHandler,
)
"""What of the library's own addresses a page needs; all others are not there at all."""

ENDING_SECONDS = 5.0

EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8")
"""What of the browser extensions on this machine a page loads: those that draw widgets."""

NO_FORMULAS = {
    "fullMathjaxUrl": "/voila/templates/wcc/static/no-formulas.js",
    "mathjaxConfig": "none",
}
"""Where a page finds what draws formulas: here, where nothing does; not on the internet."""


class RoomApp(Voila):
    """How are Room and Console served?

    Parameters
    ----------
    work : Path
        A folder of this server's own: the pages' notebooks, and what the kernels connect by.
    links : Links
        Which links and passes are good.
    sockets : list of socket
        Where to listen; bound already.
    """

    def __init__(self, work: Path, links: Links, sockets: list):
        super().__init__(config=_settings(work))
        self.links, self.sockets = links, sockets
        self.bound = sockets[0].getsockname()[1]
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ended = asyncio.Event()
        self.initialize(argv=[])

    def end(self) -> None:
        """End it, from whichever thread."""
        self._loop.call_soon_threadsafe(self._ended.set)

    def _handle_signal_stop(self, *_: object) -> None:
        self.end()

    async def run(self, ready: Callable[[], None]) -> None:
        """Serve until told to end, then end every kernel.

        Parameters
        ----------
        ready : callable
            Called as soon as requests are answered.
        """
        self._loop = asyncio.get_running_loop()
        self.connection_dir = str(Path(self.root_dir) / "connections")
        Path(self.connection_dir).mkdir(mode=0o700)
        self.app = Gate(self.links, self.bound, **self.init_settings())
        self.app.settings["headers"] = {
            "Content-Security-Policy": content_policy(self.bound),
            "Referrer-Policy": "no-referrer",
        }
        self.app.add_handlers(".*$", self.init_handlers())
        server = HTTPServer(self.app)
        server.add_sockets(self.sockets)
        ready()
        await self._ended.wait()
        server.stop()
        ending = ensure_async(self.kernel_manager.shutdown_all(now=True))
        await asyncio.wait_for(ending, ENDING_SECONDS)

    def init_handlers(self) -> list:
        """List the addresses that are answered: the pages, and what they are made of."""
        library = [
            rule
            for rule in super().init_handlers()
            if issubclass(rule[1], LET_THROUGH) and "/voila/files/" not in rule[0]
        ]
        return [*our_handlers(), *library, *(self._page(page) for page in PAGES)]

    def _page(self, page: str) -> tuple:
        how = {
            "notebook_path": f"{page}.ipynb",
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }
        return (f"/{page}", TornadoVoilaHandler, how)


def _settings(work: Path) -> Config:
    """Give the library's settings: nothing of the user's own is read."""
    config = Config()
    config.Voila.root_dir = str(work)
    config.Voila.config_file_paths = []
    config.Voila.log_level = "WARN"
    config.VoilaConfiguration.template = "wcc"
    config.VoilaConfiguration.allow_template_override = "NO"
    config.VoilaConfiguration.allow_theme_override = "NO"
    config.VoilaConfiguration.extension_allowlist = list(EXTENSIONS)
    config.VoilaConfiguration.page_config_hook = without_formulas
    config.VoilaConfiguration.multi_kernel_manager_class = Kernels
    config.MappingKernelManager.cull_idle_timeout = int(UNSEEN_SECONDS)
    config.MappingKernelManager.cull_interval = 60
    config.MappingKernelManager.transport_encryption = "auto"
    config.KernelManager.transport_encryption = "auto"
    config.KernelManager.autorestart = False  # the page itself asks for a new one, and says so
    return config


def without_formulas(page_config: dict, **_: object) -> dict:
    """Say where nothing is to be fetched that draws formulas."""
    return page_config | NO_FORMULAS


def write_pages(work: Path, kernel: str, pages: str) -> None:
    """Write the notebook of each page: one cell, which shows it.

    Parameters
    ----------
    work : Path
        Where to.
    kernel : str
        Name of the kernel.
    pages : str
        The module that makes the pages.
    """
    for page in PAGES:
        source = f"from wcc_prioritise.widgets.serving.shown import show\nshow({page!r}, {pages!r})"
        cell = {"cell_type": "code", "id": page, "metadata": {}, "execution_count": None}
        spec = {"name": kernel, "display_name": kernel, "language": "python"}
        notebook = {
            "cells": [cell | {"source": source, "outputs": []}],
            "metadata": {"kernelspec": spec, "title": page.capitalize()},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        (work / f"{page}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
