"""Is everything readable: on 80 columns, on any console, whatever stands in the data?"""

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcc_prioritise.cli import screen


@given(st.text())
def test_no_text_steers_a_terminal_or_breaks_a_line(text):
    shown = screen.plain(text)
    assert shown.isprintable() and len(shown.splitlines()) <= 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mred", "a?[31mred"),
        ("\u202etxet", "?txet"),
        ("[bold]x[/bold]", "[bold]x[/bold]"),
        (":smile: naïve £", ":smile: naïve £"),
        ("two\nlines\tand a tab", "two lines and a tab"),
    ],
)
def test_hostile_text_is_shown_as_text(text, shown, capsys):
    screen.say(text.replace("\n", " "))
    assert capsys.readouterr().out == f"{shown}\n"


def test_words_break_at_80_columns_with_what_stands_before(capsys):
    screen.say_labelled([("Label", "word " * 40), ("L", "short\nsecond line")])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80 and lines[0].startswith("Label  word")
    assert all(line.startswith("       word") for line in lines[1:-2])
    assert lines[-2:] == ["L      short", "       second line"]


def test_a_list_hangs_under_its_dash(capsys):
    screen.say_list(["word " * 40])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("- word") and all(line.startswith("  word") for line in lines[1:])


def test_a_path_is_never_broken(capsys):
    path = "a very long folder name " * 10
    screen.say_line(path)
    assert capsys.readouterr().out == f"{path}\n"


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_console_without_a_letter_shows_a_mark_for_it(encoding, monkeypatch):
    raw = io.BytesIO()
    console = io.TextIOWrapper(raw, encoding=encoding)
    screen.forgive_encodings(console, io.StringIO())  # the second can't be set, and needs it not
    monkeypatch.setattr(sys, "stdout", console)
    screen.say("中文 £5")
    console.flush()
    assert raw.getvalue() == "中文 £5\n".encode(encoding, errors="replace")


def test_stages_are_plain_lines_where_nothing_moves(capsys):
    with screen.Stages(2) as stages:
        stages.begin("Reading [bold]a[/bold]")
        stages.expect(1)
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "Reading [bold]a[/bold] ...\n")


class Terminal(io.StringIO):
    """A stream that a person looks at."""

    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("settings", "moves"),
    [({"TERM": "xterm"}, True), ({"TERM": "dumb"}, False), ({"TERM": "xterm", "CI": "1"}, False)],
)
def test_stages_move_on_a_terminal_alone(monkeypatch, settings, moves):
    for name in ("CI", "TERM", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    seen = Terminal()
    monkeypatch.setattr(sys, "stderr", seen)
    with screen.Stages(2) as stages:
        stages.begin("Reading [red]a[/red]")
        stages.begin("Choosing")
    shown = seen.getvalue()
    assert "Reading [red]a[/red]" in shown or not moves
    assert ("\x1b[" in shown) == moves and ("Choosing ...\n" in shown) != moves
    assert not moves or "2 of 2" in shown


def test_commands_are_told_as_this_reader_types_them(monkeypatch, capsys):
    monkeypatch.setenv("WCC_COMMAND", "python3 start.py")
    screen.say("Next: wcc new my-workshop --short")
    screen.say_line("Ready to run:  wcc run 'a b'")
    said = capsys.readouterr().out
    assert "Next: python3 start.py new my-workshop --short" in said
    assert "Ready to run:  python3 start.py run 'a b'" in said


def test_the_name_alone_and_other_words_stay(monkeypatch):
    monkeypatch.setenv("WCC_COMMAND", "py start.py")
    assert screen.as_typed("wcc helps a room; wcc-demo/board-paper.docx; wcc 0.1.0") == (
        "wcc helps a room; wcc-demo/board-paper.docx; wcc 0.1.0"
    )
