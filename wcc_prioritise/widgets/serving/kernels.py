"""Which kernel belongs to which page, and when does it end?"""

from __future__ import annotations

import time

import psutil
from jupyter_core.utils import ensure_async
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

from wcc_prioritise.widgets.serving.links import PAGES

UNSEEN_SECONDS = 600.0
"""How long a kernel is kept that no browser is connected to."""

BUSY_SHARE = 50.0
"""Per cent of one processor from which on a kernel is at work, whatever it says."""


class Kernels(AsyncMappingKernelManager):
    """Which page was each kernel started for, and since when has no browser looked at it?

    The library counts a kernel idle only when it says nothing, and a page of ours says something
    every second; what counts here is whether anybody listens.
    """

    def __init__(self, **settings: object):
        super().__init__(**settings)
        self.page_of: dict[str, str] = {}
        self._seen: dict[str, int] = {}
        self._alone_since: dict[str, float] = {}
        self._process: dict[str, psutil.Process] = {}

    async def start_kernel(self, **asked: object) -> str:
        """Start a kernel for the page whose address asked for it."""
        page = str(asked.get("env", {}).get("SCRIPT_NAME", "")).strip("/")
        kernel_id = await super().start_kernel(**asked)
        if page in PAGES:
            self.page_of[kernel_id] = page
        self._alone_since[kernel_id] = time.monotonic()
        return kernel_id

    def notify_connect(self, kernel_id: str) -> None:
        """Note that a browser listens."""
        super().notify_connect(kernel_id)
        self._seen[kernel_id] = self._seen.get(kernel_id, 0) + 1

    def notify_disconnect(self, kernel_id: str) -> None:
        """Note that a browser listens no longer."""
        super().notify_disconnect(kernel_id)
        self._seen[kernel_id] = self._seen.get(kernel_id, 1) - 1
        self._alone_since[kernel_id] = time.monotonic()

    async def state_of(self, kernel_id: str) -> str:
        """Say whether a kernel is `idle`, `busy` or `gone`.

        One that computes outside any answer to the page says it is idle; it is busy all the same.
        """
        if kernel_id not in self:
            return "gone"
        running = self.get_kernel(kernel_id)
        if not await ensure_async(running.is_alive()):
            return "gone"
        try:
            process = self._process.setdefault(kernel_id, psutil.Process(running.provisioner.pid))
            share = process.cpu_percent()  # since it was last asked
        except psutil.Error:
            return "gone"
        return "busy" if running.execution_state == "busy" or share > BUSY_SHARE else "idle"

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """End a kernel that no browser has listened to for ten minutes."""
        alone = time.monotonic() - self._alone_since.get(kernel_id, time.monotonic())
        if not self._seen.get(kernel_id) and alone > self.cull_idle_timeout:
            await ensure_async(self.shutdown_kernel(kernel_id, now=True))

    def remove_kernel(self, kernel_id: str):
        """Forget a kernel that ended."""
        for known in (self.page_of, self._seen, self._alone_since, self._process):
            known.pop(kernel_id, None)
        return super().remove_kernel(kernel_id)
