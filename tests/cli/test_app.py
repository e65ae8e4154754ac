"""Can somebody who has never seen it find out what to type?"""

import os
import subprocess
import sys

import pytest

from wcc_prioritise import __version__


def test_alone_it_says_where_to_begin(wcc):
    told = wcc()
    assert told.code == 0
    for command in ("wcc demo", "wcc new my-workshop --short", "wcc check", "wcc run"):
        assert command in told.out
    assert "made-up data" in told.said and "board paper" in told.said
    assert "Traceback" not in told.said and len(told.out.splitlines()) <= 15


def test_version(wcc):
    told = wcc("--version")
    assert (told.code, told.out) == (0, f"wcc {__version__}\n")


@pytest.mark.parametrize("asked", ["--help", "-h"])
def test_help_lists_every_command_with_its_sentence(wcc, asked):
    told = wcc(asked)
    assert told.code == 0
    for line in (
        "new Make a folder with a workbook to fill in.",
        "check Say what was read, what looks odd, and what a run still lacks.",
        "run Choose the best set within the limits; write the board paper.",
        "demo Run a made-up workshop, and compare a real area with others.",
    ):
        assert line in told.said


COMMANDS = (
    *("new", "check", "cards", "run", "demo"),
    *("start", "log", "verify", "freeze", "export", "restore", "challenge"),
    *("room", "lab", "self-test", "report", "templates", "rehearse"),
    *("next-round", "readiness", "competencies", "routes"),
    *("course build", "course take", "course reset", "course results", "course late"),
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_within_80_columns(wcc, command):
    told = wcc(*command.split(), "--help")
    assert told.code == 0
    assert f"Usage: wcc {command} [OPTIONS]" in told.out
    assert "--debug" in told.out
    assert max(map(len, told.out.splitlines())) <= 80


def test_force_is_not_offered(wcc):
    assert "--force" not in wcc("new", "--help").out
    told = wcc("new", "ws", "--force")
    assert told.code == 2 and "No such option: --force" in told.said


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (["rnu"], "No such command 'rnu'"),
        (["check"], "Missing argument 'PATH'"),
        (["new"], "Missing argument 'FOLDER'"),
        (["run", "a", "b"], "unexpected extra argument"),
        (["run", "a", "--out"], "Option '--out' requires an argument"),
        (["--frob"], "No such option: --frob"),
    ],
)
def test_nonsense_is_answered_in_words(wcc, typed, words):
    told = wcc(*typed)
    assert told.code == 2
    assert words in told.said and "Traceback" not in told.said


def loaded(*names):
    """Say which of some libraries are loaded by importing the whole command."""
    probe = f"import sys, wcc_prioritise.cli.app;print([m for m in {names!r} if m in sys.modules])"
    return subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True,
                          check=True).stdout.strip()  # fmt: skip


def test_importing_the_command_loads_nothing_heavy():
    assert (
        loaded("pandas", "numpy", "pydantic", "scipy", "matplotlib", "docx", "rich.progress")
        == "[]"
    )


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="no way to measure a child here")
@pytest.mark.parametrize("words", [["--help"], []])
def test_help_costs_less_than_a_second(words):
    child = subprocess.Popen([sys.executable, "-m", "wcc_prioritise", *words],
                             stdout=subprocess.DEVNULL)  # fmt: skip
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0
    assert used.ru_utime + used.ru_stime < 1


def test_the_entry_ends_with_the_exit_code(monkeypatch, capsys):
    from wcc_prioritise.cli import main

    monkeypatch.setattr("signal.signal", lambda *_: None)
    for words, code in ((["--version"], 0), (["check", "nowhere"], 2), ([], 0)):
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == code
    assert "no file or folder 'nowhere'" in capsys.readouterr().err


def test_as_a_process_it_ends_with_the_same_codes_and_names_itself(shell):
    assert shell("--version").code == 0
    told = shell("check", "nowhere")
    assert told.code == 2 and told.out == ""
    assert "1 thing to put right before we start:" in told.err
    assert shell("check").err.startswith("Usage: wcc check")


def test_what_breaks_before_any_command_is_told_in_words(monkeypatch, capsys):
    from wcc_prioritise import cli

    def broken(*_, **__):
        raise ModuleNotFoundError("No module named 'x'")

    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.setattr("wcc_prioritise.cli.app.app", broken)
    for words, traced in (([], False), (["run", "--debug"], True)):
        with pytest.raises(SystemExit) as ended:
            cli.main(words)
        assert ended.value.code == 1
        err = capsys.readouterr().err
        assert "not your data: ModuleNotFoundError: No module named 'x'" in " ".join(err.split())
        assert ("Traceback" in err) == traced


def test_the_keyboard_stops_it_before_any_command(monkeypatch, capsys):
    from wcc_prioritise import cli

    def pressed(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.setattr("wcc_prioritise.cli.app.app", pressed)
    with pytest.raises(SystemExit) as ended:
        cli.main([])
    assert ended.value.code == 130
    assert "Stopped. Nothing half-made is left" in capsys.readouterr().err
