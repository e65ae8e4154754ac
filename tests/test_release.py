"""Can a stranger pick up a release? The archive, what it is cited as, and a clean installation."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import wcc_prioritise

ROOT = Path(__file__).resolve().parents[1]
BUILD = "import sys; from hatchling import build; print(getattr(build, sys.argv[1])(sys.argv[2]))"
PINS = re.compile(r"(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^\s;]+)(?: ; (?P<marker>.+))?")


def built(kind, place, folder):
    """Build with the project's own backend, in a folder that holds its files; give the file."""
    made = subprocess.run(
        [sys.executable, "-c", BUILD, kind, str(folder)],
        cwd=place,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert made.returncode == 0, made.stderr
    return folder / made.stdout.splitlines()[-1]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Build the source archive and unpack it; give the folder that comes out."""
    folder = tmp_path_factory.mktemp("sdist")
    with tarfile.open(built("build_sdist", ROOT, folder)) as packed:
        packed.extractall(folder, filter="data")
    (unpacked,) = (path for path in folder.iterdir() if path.is_dir())
    return unpacked


def test_the_archive_holds_the_project_and_nothing_that_was_made(archive):
    names = {path.relative_to(archive).as_posix() for path in archive.rglob("*") if path.is_file()}
    told = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md"}
    more = {"CITATION.cff", "constraints.txt", "start.py", "docs/index.md", "tests/conftest.py"}
    assert told | more <= names
    made = [n for n in names if re.search(r"\.wcc$|^docs/made/|^(site|build)/|\.pyc$|^\.venv/", n)]
    assert made == []


def clean_python(folder):
    """Make a Python that has this one's libraries, and neither its source tree nor its commands."""
    venv.create(folder, with_pip=False)
    inside = {"base": str(folder), "platbase": str(folder)}
    libraries = Path(sysconfig.get_path("purelib", vars=inside))
    (libraries / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return Path(sysconfig.get_path("scripts", vars=inside)), libraries


@pytest.mark.slow
def test_a_wheel_made_from_the_archive_runs_the_demo_where_there_is_no_source(archive, tmp_path):
    wheel = built("build_wheel", archive, tmp_path)
    scripts, libraries = clean_python(tmp_path / "clean")
    python = scripts / Path(sys.executable).name
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python)]
    subprocess.run(
        [*pip, "install", "--quiet", "--no-index", "--no-deps", "--ignore-installed", str(wheel)],
        check=True, timeout=300,
    )  # fmt: skip
    empty = tmp_path / "empty"
    empty.mkdir()
    own = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "WCC_", "COV_"))}

    def run(*words):
        return subprocess.run(
            words, cwd=empty, env=own, capture_output=True, text=True, timeout=600, check=True
        ).stdout

    where = run(str(python), "-c", "import wcc_prioritise as wcc; print(wcc.__file__)")
    assert Path(where.strip()).is_relative_to(libraries)
    wcc = shutil.which("wcc", path=str(scripts))
    assert run(wcc, "--version").split() == ["wcc", wcc_prioritise.__version__]
    run(wcc, "demo")
    assert (empty / "wcc-demo" / "board-paper.docx").stat().st_size > 10_000


# ---- what it is called, and what it is made of --------------------------------------------------


def test_it_is_cited_as_what_it_is():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["cff-version"] == "1.2.0" and cited["type"] == "software"
    assert {"message", "title", "authors"} <= set(cited)
    assert cited["authors"] == [{"name": "the wcc-prioritise developers"}]
    assert cited["version"] == wcc_prioritise.__version__ and cited["license"] == "MIT"


def test_this_version_has_its_part_in_the_changes():
    heads = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert any(wcc_prioritise.__version__ in head for head in heads)


def test_every_pin_names_one_part_of_a_bill_of_materials():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    parts = set()
    for line in pins:
        found = PINS.fullmatch(line)
        assert found, line
        assert found["name"] == canonicalize_name(found["name"])
        assert Version(found["version"]) and Requirement(line).url is None
        parts.add(f"pkg:pypi/{found['name']}@{found['version']}")
    assert len(parts) == len(pins) > 100
