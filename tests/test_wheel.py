"""What does an installed copy hold, and what an editable one?"""

import subprocess
import sys
import zipfile
from email import message_from_string
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BUILD = "import sys; from hatchling import build; print(getattr(build, sys.argv[1])(sys.argv[2]))"


def build(kind, folder):
    """Build a wheel with the project's own backend; give what is in it, by name."""
    made = subprocess.run(
        [sys.executable, "-c", BUILD, kind, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert made.returncode == 0, made.stderr
    with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
        return {name: wheel.read(name) for name in wheel.namelist()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build("build_wheel", tmp_path_factory.mktemp("wheel"))


def files_of(folder):
    """List what the repository holds in a folder, caches aside."""
    found = (p for p in (ROOT / folder).rglob("*") if p.is_file())
    hidden = ("__pycache__", ".ipynb_checkpoints")
    return {p.relative_to(ROOT).as_posix() for p in found if not set(hidden) & set(p.parts)}


@pytest.mark.parametrize("folder", ["sample_data", "notebooks"])
def test_sample_and_notebooks_travel_in_the_wheel(wheel, folder):
    shipped = {name for name in wheel if name.startswith(f"wcc_prioritise/_shipped/{folder}/")}
    assert shipped == {f"wcc_prioritise/_shipped/{name}" for name in files_of(folder)}
    assert shipped
    for name in shipped:
        assert wheel[name] == (ROOT / name.removeprefix("wcc_prioritise/_shipped/")).read_bytes()


def test_every_module_is_in_the_wheel_and_nothing_else_is(wheel):
    modules = {name for name in files_of("wcc_prioritise") if name.endswith(".py")}
    assert modules <= set(wheel)
    tops = {name.split("/")[0] for name in wheel}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"wcc_prioritise"}


def test_wheel_says_its_licence_its_version_and_its_command(wheel):
    part = {
        name.split("/", 1)[1]: text.decode() for name, text in wheel.items() if "-info/" in name
    }
    said = message_from_string(part["METADATA"])
    assert said["License-Expression"] == "MIT"
    assert part["licenses/LICENSE"] == (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "wcc = wcc_prioritise.cli:main" in part["entry_points.txt"]
    source = (ROOT / "wcc_prioritise" / "__init__.py").read_text(encoding="utf-8")
    assert f'__version__ = "{said["Version"]}"' in source


def test_an_editable_install_reads_the_folders_where_they_are(tmp_path):
    held = build("build_editable", tmp_path)
    assert not [name for name in held if name.startswith("wcc_prioritise/")]
    (path,) = [text for name, text in held.items() if name.endswith(".pth")]
    assert Path(path.decode().strip()) == ROOT
