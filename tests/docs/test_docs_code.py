"""Does every piece of code on the pages run as it stands?"""

import contextlib
import doctest
import io
import re
import shlex
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
FENCE = re.compile(r"^( *)```(\w*)[^\n]*\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
PAGES = sorted(p for p in DOCS.rglob("*.md") if "made" not in p.relative_to(DOCS).parts)
EVERYWHERE = [*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
BEGINS = re.compile(r"^(?:\$ )?(?:wcc|python3 start\.py|py start\.py)(?= |$)")
NOT_OF_WCC = {"test"}  # words of start.py alone

RUN_WHOLE = ("how-to/recover-after-a-crash.md", "how-to/roll-back.md")
"""Pages whose commands are also run, one after the other, in an empty folder."""


RUN_ON_A_DAY = ("how-to/answer-a-challenge.md",)
"""Pages whose commands are run on the record of a played day, called my-day.wcc."""


def named(path):
    return path.relative_to(ROOT).as_posix()


def blocks(path, *languages):
    """List the code of a page that is in one of these languages."""
    text = path.read_text(encoding="utf-8")
    return [code for _, language, code in FENCE.findall(text) if language in languages]


def commands(path):
    """List the words after `wcc` of every command on a page."""
    lines = "\n".join(blocks(path, "", "console", "sh")).splitlines()
    typed = [BEGINS.sub("", line.strip()) for line in lines if BEGINS.match(line.strip())]
    return [shlex.split(words, comments=True) for words in typed]


def pages_with(find):
    return [pytest.param(path, id=named(path)) for path in EVERYWHERE if find(path)]


def entered(code, names):
    """Run one block, as a doctest where it has prompts."""
    if ">>>" not in code:
        exec(compile(code, "a block of the page", "exec"), names)  # noqa: S102
        return
    test = doctest.DocTestParser().get_doctest(code, names, "a block of the page", None, 0)
    said = io.StringIO()
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    failed = doctest.DocTestRunner(optionflags=flags).run(test, out=said.write, clear_globs=False)
    assert failed.failed == 0, said.getvalue()


PYTHON = [p for p in pages_with(lambda path: blocks(path, "python")) if p.id != "README.md"]


@pytest.mark.parametrize("path", PYTHON)
def test_python_on_a_page_runs_from_top_to_bottom(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = {"__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()):
        for code in blocks(path, "python"):
            entered(code, names)


@pytest.mark.parametrize("path", pages_with(commands))
def test_every_command_on_a_page_is_one_and_takes_what_is_typed(path):
    from wcc_prioritise.cli.app import app

    group = typer.main.get_command(app)
    for words in commands(path):
        if not words or words[0] in NOT_OF_WCC:
            continue
        name, command, rest = words[0], group, words
        while hasattr(command, "commands") and rest and not rest[0].startswith("-"):
            name, *rest = rest
            assert name in command.commands, f"wcc has no command {name!r}: {words}"
            command = command.commands[name]
        command.make_context(name, list(rest))  # stops at a word that it doesn't take


@pytest.mark.parametrize("page", RUN_WHOLE)
def test_the_commands_of_a_page_run_one_after_the_other(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    all_run(page)


@pytest.mark.slow
@pytest.mark.parametrize("page", RUN_ON_A_DAY)
def test_the_commands_of_a_page_run_on_a_played_day(page, short_copy, monkeypatch):
    short_copy.rename(short_copy.with_name("my-day.wcc"))
    monkeypatch.chdir(short_copy.parent)
    all_run(page)


def all_run(page):
    """Run every command of a page; each must end well."""
    from wcc_prioritise.cli.app import app

    for words in commands(DOCS / page):
        told = CliRunner().invoke(app, words, prog_name="wcc")
        assert told.exit_code == 0, (words, told.output)


def test_code_is_found_and_a_fault_in_it_would_be():
    assert len(PYTHON) >= 4 and len(pages_with(commands)) >= 8
    with pytest.raises(ZeroDivisionError):
        entered("1 / 0", {})
    with pytest.raises(AssertionError):
        entered(">>> 1 + 1\n3\n", {})
