"""What every test of the command leans on: a way to type it, and a small workshop."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

ROOT = Path(__file__).parents[2]
FEW = ("P01", "P05", "P07", "P19", "P21")


class Typed:
    """What a command said and how it ended."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    @property
    def said(self):
        """Give everything that was said, with every blank and line end as one blank."""
        return " ".join(f"{self.out} {self.err}".split())


@pytest.fixture
def wcc(tmp_path, monkeypatch):
    """Type a command in an empty folder, inside this process."""
    from wcc_prioritise.cli.app import app

    monkeypatch.chdir(tmp_path)

    def typed(*words):
        told = CliRunner().invoke(app, [str(word) for word in words], prog_name="wcc")
        return Typed(told.exit_code, told.stdout, told.stderr)

    return typed


@pytest.fixture(autouse=True)
def typed_as_wcc(monkeypatch):
    """Let no setting of whoever runs the tests change how commands are told."""
    monkeypatch.delenv("WCC_COMMAND", raising=False)


def decoded(shown):
    """Give what a console showed, whichever letters it has."""
    try:
        return shown.decode("utf-8")
    except UnicodeDecodeError:
        return shown.decode("latin-1")


def _as_from_a_terminal():
    """Let signals end it that these tests themselves may have been started to ignore."""
    for name in ("SIGINT", "SIGHUP"):
        signal.signal(getattr(signal, name), signal.SIG_DFL)


@pytest.fixture
def shell(tmp_path):
    """Start a command in an empty folder as a process of its own; give it unfinished if asked."""

    def start(*words, wait=True, **settings):
        child = subprocess.Popen(
            [sys.executable, "-m", "wcc_prioritise", *map(str, words)],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(ROOT)} | settings,
            preexec_fn=None if os.name == "nt" else _as_from_a_terminal,
        )
        if not wait:
            return child
        out, err = child.communicate(timeout=120)
        return Typed(child.returncode, decoded(out), decoded(err))

    return start


@pytest.fixture(scope="session")
def few(short):
    """Give the tables of the short path with five candidates, by name: fresh copies each time."""

    def tables():
        frames = {name: table.frame.copy() for name, table in short.tables.items()}
        for name, frame in frames.items():
            column = "other" if name == "links" else "candidate"
            if name != "interests" and column in frame:
                kept = frame[column].isin(FEW) & frame["candidate"].isin(FEW)
                frames[name] = frame[kept].reset_index(drop=True)
        interests = frames["interests"]
        frames["interests"] = interests[interests["candidate"].isin([*FEW, "all"])]
        frames["limits"] = pd.DataFrame(
            {"resource": ["gross_3yr", "lead_months"], "most": [3_000.0, 30.0]}
        )
        frames["rules"] = pd.DataFrame(
            {"kind": ["at least", "at least"], "what": ["quick win", "long-term gain"],
             "number": [1, 1]}
        )  # fmt: skip
        return frames

    return tables


@pytest.fixture
def folder_of(tmp_path):
    """Write tables into a folder below the test's own, and give its path."""
    from wcc_prioritise.tables import write_folder

    def written(frames, name="ws"):
        write_folder(frames, tmp_path / name)
        return tmp_path / name

    return written
