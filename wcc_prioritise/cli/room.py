"""How does the day come up on the screens? `wcc room`: one page projected, one for you."""

from __future__ import annotations

import importlib.util
import os
import queue
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wcc_prioritise.cli.endings import BROKEN, in_words
from wcc_prioritise.cli.options import Debug
from wcc_prioritise.cli.places import refusals_in_words
from wcc_prioritise.cli.record import Record, opened
from wcc_prioritise.cli.screen import quoted, say, say_line

if TYPE_CHECKING:
    from wcc_prioritise.widgets.serving import Server

HOW = """\
1. Let the projector extend your screen, not copy it.
2. Open the Room link in a window of its own, drag that window to the projector, and press F11.
3. Keep Console on your own screen: it shows what the room must not see.

Each link opens its page once. For new links, as after a browser was closed, press Enter here.
Ctrl-C here ends it; whatever was entered is in the file by then."""

FALLS, WITHIN_SECONDS = 3, 120.0
"""A server that stops of itself is started again, unless it did so this often in this time."""

Port = Annotated[
    int | None,
    typer.Option(
        "--port",
        metavar="N",
        min=1,
        max=65535,
        help="The port to listen at; without it, one that is free.",
    ),
]
NoBrowser = Annotated[
    bool, typer.Option("--no-browser", help="Only print the links, and open none.")
]


@in_words
def room(
    ctx: typer.Context,
    file: Record,
    port: Port = None,
    no_browser: NoBrowser = False,
    debug: Debug = False,
) -> None:
    """Show the day: Room for the projector, Console for you.

    Both are pages in a browser of this computer, and of no other: nothing is sent to a network.
    What is entered on Console is in the file at once, and on Room within a second.
    """
    from wcc_prioritise.widgets.serving import room_server

    must_have("voila", "room")
    path = checked(file)
    say("Opening the pages; this takes some seconds ...")
    try:
        with room_server(path, port) as server:
            _say_served(server, file)
            if not no_browser:
                open_or_say(server.one_more("console"), "Console")
            _stay(server)
    except KeyboardInterrupt:
        say("")
        say_line(f"Closed. Everything that was entered is in {file}")
        say_line(f"To go on:  wcc room {quoted(file)}")


def must_have(library: str, command: str) -> None:
    """Say in words what to do where the libraries of the workshop are not installed."""
    from wcc_prioritise.tables import InputError

    if importlib.util.find_spec(library) is None:
        raise InputError.of(
            found=f"no {library} in this Python",
            allowed="the libraries for the room, which come with the extra called workshop",
            do="With the internet: python3 start.py "
            f'{command}, or: pip install "wcc-prioritise[workshop]"',
        )


def checked(file: str) -> Path:
    """Give the path of a workshop file whose every entry is as it was written; keep a copy of it.

    Raises
    ------
    InputError
        If there is no such file, or it is no workshop file.
    typer.Exit
        If the record is broken: that is said, and nothing is served.
    """
    from wcc_prioritise.workshop import verify

    with refusals_in_words(file, "read"):
        path = Path(file)
        found = verify(path)
        if not found.whole:
            say(found.words, error=True)
            say(
                "The record is broken, so nothing is shown on it. Each day's backup stands beside "
                "the file, with the day in its name: copy one under a new name and open that, or "
                "ask whoever looks after the record.",
                error=True,
            )
            raise typer.Exit(BROKEN)
        with opened(file) as workshop:
            workshop.backup()
    return path.absolute()


def open_or_say(link: str, name: str) -> None:
    """Open a link in the browser, or say that it has to be done by hand."""
    from wcc_prioritise.widgets.serving.browser import open_link

    if open_link(link):
        say(f"{name} is opening in your browser.")
    else:
        say(f"No browser was found to open {name} in: open its link yourself.")


def _say_served(server: Server, file: str) -> None:
    say_line(f"{file} is open, on this computer alone (127.0.0.1, port {server.port}).")
    say()
    _say_links(server)
    say()
    say(HOW)
    say()


def _say_links(server: Server) -> None:
    links = server.links()
    say_line(f"Console, for you:         {links['console']}")
    say_line(f"Room, for the projector:  {links['room']}")


def _stay(server: Server) -> None:
    """Give new links when asked, and start the server again should it stop, until Ctrl-C."""
    pressed, falls = _enters(), []
    while True:
        try:
            pressed.get(timeout=0.5)
        except queue.Empty:
            if not server.runs:
                _start_again(server, falls)
        else:
            say("New links; those above that were not used open nothing now:")
            _say_links(server)


def _start_again(server: Server, falls: list[float]) -> None:
    from wcc_prioritise.widgets.serving.process import ServerStopped

    falls.append(time.monotonic())
    if len([at for at in falls if at > falls[-1] - WITHIN_SECONDS]) >= FALLS:
        raise ServerStopped(server.last_words() or "The server stopped again and again.")
    say("The server stopped of itself. Starting it again; the pages come back by themselves ...")
    server.again()


def _enters() -> queue.Queue[bytes]:
    """Give what is typed at the terminal, line by line; nothing where there is none."""
    lines: queue.Queue[bytes] = queue.Queue()

    def listening(terminal: int) -> None:
        while line := os.read(terminal, 1024):  # below the stream, whose lock would bar the end
            lines.put(line)

    if sys.stdin is not None and sys.stdin.isatty():
        threading.Thread(target=listening, args=(sys.stdin.fileno(),), daemon=True).start()
    return lines
