"""What can be done from a command line? The command ``wcc``; nothing heavy loads before it must."""

from __future__ import annotations

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
        130 stopped by the keyboard; 1 anything else. Told to end by a signal, the process ends
        here with 128 and the number of the signal, after all that was begun is tidied.
    """
    from wcc_prioritise.cli.screen import forgive_encodings
    from wcc_prioritise.cli.stopping import Stopping

    forgive_encodings(sys.stdout, sys.stderr)
    stopping = Stopping(main.__code__)
    stopping.listen()
    try:
        _run(arguments)
    finally:
        stopping.leave()
    sys.exit(0)


def _run(arguments: Sequence[str] | None) -> None:
    """Run the command; what breaks outside of one is told in words too."""
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
