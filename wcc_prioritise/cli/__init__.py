"""What can be done from a command line? The command ``wcc``; nothing heavy loads before it must."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from typing import NoReturn

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and end with its exit code.

    Parameters
    ----------
    arguments : sequence of str, optional
        What stands after ``wcc``; the command line by default.

    Raises
    ------
    SystemExit
        Always: 0 done; 2 something to put right in what was given; 3 no set meets every demand;
        130 stopped by the keyboard; 1 anything else.
    """
    from wcc_prioritise.cli.screen import forgive_encodings

    forgive_encodings(sys.stdout, sys.stderr)
    _tidy_when_told_to_end()
    try:
        from wcc_prioritise.cli.app import app

        app(args=None if arguments is None else list(arguments), prog_name="wcc")
    except KeyboardInterrupt:
        from wcc_prioritise.cli.endings import STOPPED, STOPPED_WORDS

        print(f"\n{STOPPED_WORDS}", file=sys.stderr)
        sys.exit(STOPPED)
    except Exception as problem:  # before any command was reached, as when a library is broken
        from wcc_prioritise.cli.endings import told

        given = sys.argv[1:] if arguments is None else arguments
        sys.exit(told(problem, "--debug" in given))
    sys.exit(0)


def _tidy_when_told_to_end() -> None:
    """Let a closed window end the command as the keyboard would, with nothing left unfinished."""

    def end(number: int, _: object) -> NoReturn:
        sys.exit(128 + number)

    for name in ("SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, end)
