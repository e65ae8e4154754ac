"""Who has the file? A note that lies beside it while somebody writes."""

from __future__ import annotations

import json
import os
import socket
from contextlib import suppress
from pathlib import Path


def note_of(path: Path) -> str:
    """Give the path of the note of a workshop file."""
    return f"{path}-writer"


def leave_note(path: Path, by: str | None, at: str) -> None:
    """Say beside the file who writes; where no note can be left, none is."""
    said = {"by": by, "process": os.getpid(), "machine": socket.gethostname(), "at": at}
    with suppress(OSError):
        note = os.open(note_of(path), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        try:
            os.write(note, json.dumps(said).encode("ascii"))
        finally:
            os.close(note)


def take_note_away(path: Path) -> None:
    """Remove the note."""
    with suppress(OSError):
        os.unlink(note_of(path))


def who_writes(path: Path) -> str:
    """Say in words who has the file, as far as the note tells."""
    try:
        said = json.loads(Path(note_of(path)).read_bytes())
        who = f"process {said['process']} on {said['machine']}, since {said['at'][11:19]} UTC"
        return f"{said['by']} ({who})" if said["by"] else who
    except (OSError, ValueError, TypeError, KeyError):
        return "another program"
