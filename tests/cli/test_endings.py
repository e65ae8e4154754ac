"""Does every command end in words and with its code?"""

import os
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

import wcc_prioritise
from wcc_prioritise.cli.endings import in_words, told
from wcc_prioritise.cli.options import Debug
from wcc_prioritise.portfolio import NoPortfolio
from wcc_prioritise.tables import InputError


def ended(problem, *words):
    """Run a command that raises; give exit code, and what was said on each stream."""
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)

    @app.callback()
    def before(ctx: typer.Context, debug: Debug = False):
        ctx.obj = debug

    @app.command()
    @in_words
    def go(ctx: typer.Context, debug: Debug = False):
        raise problem

    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.stdout, result.stderr


def test_a_fault_of_the_input_is_told_as_it_stands():
    fault = InputError.of(
        where="scores.csv", row=14, column="score", found="'abc'", do="Correct it."
    )
    code, out, err = ended(fault, "go")
    assert (code, out) == (2, "")
    assert err == (
        "1 thing to put right before we start:\n"
        "- scores.csv row 14, column score: found 'abc'. Correct it.\n"
    )


def test_a_clash_is_told_as_it_stands():
    code, _, err = ended(NoPortfolio(("gross cost: at most £100 thousand", "P01 must be in")), "go")
    assert code == 3
    assert err.splitlines() == [
        "No set meets every demand. These cannot all hold:",
        "- gross cost: at most £100 thousand",
        "- P01 must be in",
        "Relax one of them.",
    ]


def test_the_unexpected_is_ours_and_shows_no_traceback():
    code, _, err = ended(KeyError("C9"), "go")
    assert code == 1
    assert "Something went wrong that is not your data: KeyError: 'C9'" in err
    assert "Run again with --debug" in err and "Traceback" not in err


@pytest.mark.parametrize("words", [["--debug", "go"], ["go", "--debug"]])
@pytest.mark.parametrize(
    ("problem", "code", "mark"),
    [
        (KeyError("C9"), 1, "pass on the lines above"),
        (InputError.of(found="'x'"), 2, "1 thing to put right"),
        (NoPortfolio(("a", "b")), 3, "These cannot all hold"),
    ],
)
def test_details_are_shown_when_asked_before_or_after(words, problem, code, mark):
    ended_with, _, err = ended(problem, *words)
    assert ended_with == code
    assert "Traceback (most recent call last)" in err and mark in " ".join(err.split())


def test_the_keyboard_stops_it_in_a_word():
    code, _, err = ended(KeyboardInterrupt(), "go")
    assert code == 130
    assert err == "Stopped. Nothing half-made is left; the same command starts again.\n"


def test_a_long_or_hostile_reason_stays_one_short_line(capsys):
    assert told(ValueError("\x1b[2J[bold]\n" + "x" * 5000), debug=False) == 1
    err = capsys.readouterr().err
    assert "ValueError: ?[2J[bold] xxx" in " ".join(err.split())
    assert "\x1b" not in err and len(err) < 500


def test_a_missing_library_is_told_even_before_anything_is_loaded(shell, tmp_path):
    (tmp_path / "pandas.py").write_text("raise ImportError('pandas is broken')", encoding="utf-8")
    root = Path(wcc_prioritise.__file__).parents[1]
    ws = tmp_path / "ws"
    ws.mkdir()
    (ws / "charter.csv").write_text("item,value\n", encoding="utf-8")
    told = shell("check", "ws", PYTHONPATH=os.pathsep.join([str(tmp_path), str(root)]))
    assert told.code == 1
    assert "not your data: ImportError: pandas is broken" in told.said
    assert "Traceback" not in told.said
