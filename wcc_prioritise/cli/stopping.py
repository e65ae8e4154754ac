"""How does a command end when it is told to? Once, from its own code, with nothing half-made left.

A closed window or a shut-down machine sends a signal, and what Python raises for it may come up
anywhere: in a native library that is being loaded, which then ends the process with an abort; in
code whose exceptions nobody hears; in the clean-up itself. So it is raised where it does no harm,
and again should nobody have heard of it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from types import CodeType, FrameType

AGAIN = 0.05
"""Seconds after which it is tried again, where it could not be raised or was not heard."""

_SIGNALS = ("SIGTERM", "SIGHUP")  # Windows has no SIGHUP
_held = 0


@contextlib.contextmanager
def unbroken() -> Iterator[None]:
    """Let what is begun here be done before a command ends that was told to."""
    global _held
    _held += 1
    try:
        yield
    finally:
        _held -= 1


class Stopping:
    """Ends a command that is told to end.

    Parameters
    ----------
    home : CodeType
        Code of the function that runs the command: what was called before it is not looked at.
    """

    def __init__(self, home: CodeType):
        self._home = home
        self._told: int | None = None
        self._over = False
        self._taken: list[int] = []
        self._before = sys.unraisablehook

    def listen(self) -> None:
        """Take the signals that nobody else has taken."""
        for name in _SIGNALS:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) == signal.SIG_DFL:
                signal.signal(number, self._hear)
                self._taken.append(number)
        sys.unraisablehook = self._unheard

    def leave(self) -> None:
        """Give the signals back; end the process here if it was told to end.

        Threads and native libraries are not waited for: what they still do is of no use, and what
        they do while Python shuts down may end in an abort.
        """
        self._over = True  # from here on nothing is raised
        if self._told is not None:
            for stream in (sys.stdout, sys.stderr):
                with contextlib.suppress(Exception):
                    stream.flush()
            os._exit(128 + self._told)
        sys.unraisablehook = self._before
        for number in self._taken:
            signal.signal(number, signal.SIG_DFL)

    def _hear(self, number: int, frame: FrameType | None) -> None:
        if self._told is None:
            self._told = number
        if self._over:
            return
        again = self._again()
        tidying = isinstance(sys.exc_info()[1], SystemExit)  # it was heard, and things are put away
        if again and (_held or tidying or self._loads(frame)):
            return
        self._over = not again
        raise SystemExit(128 + self._told)

    def _loads(self, frame: FrameType | None) -> bool:
        """Say whether a library is being loaded: native code may not be left by an exception."""
        while frame is not None and frame.f_code is not self._home:
            if frame.f_code.co_filename.startswith("<frozen importlib"):
                return True
            frame = frame.f_back
        return False

    def _again(self) -> bool:
        """Be told again in a moment; say whether that can be had."""
        if not hasattr(signal, "setitimer"):
            return False
        signal.signal(signal.SIGALRM, lambda _, frame: self._hear(self._told, frame))
        signal.setitimer(signal.ITIMER_REAL, AGAIN)
        return True

    def _unheard(self, lost) -> None:
        """Say nothing of what was raised where nobody hears it, as in `__del__`: it comes again."""
        if self._told is None or lost.exc_type is not SystemExit:
            self._before(lost)
