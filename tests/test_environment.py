"""Do environment.yml, pyproject.toml and constraints.txt say one and the same thing?"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest
import yaml
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))

# What the workbook was promised to stand on, and the name under which each is imported.
PROMISED = {
    "jupyterlab": "jupyterlab",
    "pandas": "pandas",
    "numpy": "numpy",
    "matplotlib": "matplotlib",
    "ipywidgets": "ipywidgets",
    "scikit-criteria": "skcriteria",
    "nbval": "nbval",
}
PYTHONS = ("3.11.7", "3.12.1", "3.13.0", "3.14.0")


def pip_lines():
    """What environment.yml hands to pip."""
    (part,) = [d["pip"] for d in ENVIRONMENT["dependencies"] if isinstance(d, dict)]
    return part


def constraints():
    """Every pin, as pip reads it."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if not line.startswith("#")]


def reached(extras=()):
    """Read the requirements of the project with some extras, an extra's own extras followed."""
    found = [Requirement(line) for line in PROJECT["dependencies"]]
    for extra in extras:
        for line in PROJECT["optional-dependencies"][extra]:
            asked = Requirement(line)
            found += reached(asked.extras) if asked.name == PROJECT["name"] else [asked]
    return found


def every_requirement():
    return {str(r): r for r in reached(PROJECT["optional-dependencies"])}.values()


def pins_for(name, python):
    """Read the versions pinned for a package on one Python; there should be exactly one."""
    place = default_environment() | {
        "python_full_version": python,
        "python_version": python.rpartition(".")[0],
    }
    return [
        Version(str(pin.specifier).removeprefix("=="))
        for pin in constraints()
        if canonicalize_name(pin.name) == canonicalize_name(name)
        and (pin.marker is None or pin.marker.evaluate(place))
    ]


def test_conda_gives_python_and_pip_and_nothing_else():
    conda = [d for d in ENVIRONMENT["dependencies"] if isinstance(d, str)]
    assert sorted(re.match(r"[a-z]+", d)[0] for d in conda) == ["pip", "python"]
    assert f"python{PROJECT['requires-python']}" in conda
    assert ENVIRONMENT["channels"] == ["conda-forge", "nodefaults"]


def test_pip_part_installs_this_project_with_its_tests_as_pinned():
    assert pip_lines() == ["-c constraints.txt", "-e .[test]"]


@pytest.mark.parametrize("name", PROMISED)
def test_promised_package_is_reached_by_the_environment_and_pinned(name):
    assert name in {canonicalize_name(r.name) for r in reached(["test"])}
    assert pins_for(name, PYTHONS[0])


@pytest.mark.parametrize("name", ["numpy", "pandas", "matplotlib", "scikit-criteria"])
def test_what_the_method_needs_is_no_extra(name):
    assert name in {canonicalize_name(r.name) for r in reached()}


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("asked", every_requirement(), ids=str)
def test_every_requirement_has_one_pin_that_meets_it(asked, python):
    (pin,) = pins_for(asked.name, python)
    assert pin in asked.specifier


def test_every_line_of_the_constraints_is_one_pin_in_order():
    names = [pin.name for pin in constraints()]
    assert names == sorted(names)
    for pin in constraints():
        assert re.fullmatch(r"==[\w.+!-]+", str(pin.specifier)), pin
        assert pin.url is None
        assert not pin.extras


@pytest.mark.parametrize("name", ["constraints.txt", "pyproject.toml", "environment.yml"])
def test_no_file_that_installs_names_a_host(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.findall(r"://|@\s*\w+[.:/]|\b[\w-]+\.(?:org|com|io|net)\b", text)


def test_constraints_say_how_they_are_made_anew():
    head = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()[:4]
    assert all(line.startswith("#") for line in head[:3])
    assert any("uv pip compile --universal --python-version 3.11" in line for line in head)


def copy_of_the_project(folder):
    """Copy the project without what Python, git and the tools leave behind."""
    left_out = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis")
    return Path(shutil.copytree(ROOT, folder / "project", ignore=left_out))


def pip(python, *arguments, cwd):
    return subprocess.run(
        [python, "-m", "pip", "--disable-pip-version-check", *arguments],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=1500,
    )


def skip_without_an_index(python, cwd):
    """Ask for one small package; only an index that gives no answer at all excuses this test."""
    asked = pip(python, "download", "--no-deps", "--retries=1", "-d", "asked", "iniconfig", cwd=cwd)
    if asked.returncode and re.search(r"connection broken|versions: none", asked.stdout):
        pytest.skip("needs a package index, and none could be reached")


def installed_as_written(tmp_path):
    """Give a Python with what is written, and the project it was installed from.

    The private Python that start.py made beside the project is one; elsewhere one is made anew.
    """
    if Path(sys.prefix) == ROOT / ".venv":
        assert pip_lines() == ["-c constraints.txt", "-e .[test]"], "start.py installs other lines"
        return sys.executable, ROOT
    project = copy_of_the_project(tmp_path)
    venv.create(tmp_path / "fresh", with_pip=True)
    python = tmp_path / "fresh" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    skip_without_an_index(python, tmp_path)
    asked = [word for line in pip_lines() for word in line.split()]
    done = pip(python, "install", "--quiet", *asked, cwd=project)
    assert done.returncode == 0, done.stdout[-3000:]
    return python, project


@pytest.mark.slow
def test_the_environment_as_written_installs_and_imports(tmp_path):
    python, project = installed_as_written(tmp_path)
    sound = pip(python, "check", cwd=project)
    assert sound.returncode == 0, sound.stdout
    names = ", ".join([*PROMISED.values(), "wcc_prioritise"])
    subprocess.run([python, "-c", f"import {names}"], cwd=tmp_path, check=True, timeout=300)
    frozen = pip(python, "list", "--format=freeze", cwd=project).stdout.lower()
    here = ".".join(str(part) for part in sys.version_info[:3])
    for name in PROMISED:
        (pin,) = pins_for(name, here)
        assert f"{name}=={pin}" in frozen
