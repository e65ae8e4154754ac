"""Does the code keep to the order of the house?

The package is a house of storeys: a module imports only what stands below it. That order, who alone
may import a library, and a few habits are written here once, and the code is held to them.
"""

import ast
import subprocess
import sys
from collections import namedtuple
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "wcc_prioritise"

# From the top down. A module may import what stands below it, and its own package.
STOREYS = (
    # faces
    "cli",
    "widgets",
    "teaching",
    "exports",
    "plots",
    "sheets",
    # judgements about the result
    "competencies",
    "challenge",
    "voices",
    # the method
    "programme",
    "portfolio",
    "robustness",
    "ranking",
    "appraisal",
    "judgement",
    # what is known
    "evidence",
    "workshop",
    "case",
    "tables",
    "schema",
)
DOOR = ("__init__", "__main__")  # above all storeys: they hand out everything
MAY_USE_THE_DOOR = ("cli", "__main__")
NEIGHBOURS = {("exports", "sheets"), ("plots", "sheets")}  # faces side by side: neither may lean

ALONE = {
    "ipywidgets": "widgets",
    "traitlets": "widgets",
    "voila": "widgets",
    "jupyterlab": "widgets",
    "matplotlib": "plots",
    "skcriteria": "ranking",
    "scipy.optimize": "portfolio",  # the integer solver; the linear programme is open to all
    "sqlalchemy": "workshop",
    "sqlite3": "workshop",
}
SHARED = ("scipy.optimize.linprog",)
CLOCK = {"now", "utcnow", "today"}  # of datetime and date; and time.time
HEAVY = ("skcriteria", "matplotlib", "scipy.optimize", "docx", "openpyxl", "sqlalchemy")

LONGEST_FUNCTION = 80  # lines, its docstring aside
LONGEST_MODULE = 600

Import = namedtuple("Import", "line target top")  # top: run as soon as the module is

# ---- reading a module ---------------------------------------------------------------------------


def storey(module):
    """Say on which storey a dotted module stands: the name right below the package."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def module_of(path):
    """Turn a path below the root into a dotted module, and say whether it is a package."""
    parts = list(Path(path).with_suffix("").parts)
    package = parts[-1] == "__init__"
    return ".".join(parts[:-1] if package else parts), package


def origin(node, path):
    """Resolve the module that a 'from ... import' names, its dots included."""
    if not node.level:
        return node.module
    module, package = module_of(path)
    parts = module.split(".")
    up = node.level - (1 if package else 0)
    base = parts[: len(parts) - up]
    return ".".join(base + ([node.module] if node.module else []))


@cache
def parsed(source):
    """Read a source once for all rules."""
    return ast.parse(source)


def nodes_with_depth(tree):
    """Yield every node with whether it is run as soon as its module is."""
    waiting = [(tree, True)]
    while waiting:
        node, top = waiting.pop()
        yield node, top
        later = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        typing = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        inner = top and not later and not typing
        waiting += [(child, inner) for child in ast.iter_child_nodes(node)]


def targets(node, path):
    """List the dotted names that one node brings in; a name brought from a module counts too."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        base = origin(node, path)
        return [f"{base}.{alias.name}" for alias in node.names]
    if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
        called = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if called in ("import_module", "__import__") and isinstance(node.args[0].value, str):
            return [node.args[0].value]
    last = isinstance(node, ast.Attribute) and node.attr == "optimize"
    if last and ast.unparse(node) == "scipy.optimize":
        return ["scipy.optimize"]
    return []


@cache
def imports(source, path):
    """List every import in a source, wherever it stands, in the order of its lines."""
    found = [
        Import(node.lineno, target, top)
        for node, top in nodes_with_depth(parsed(source))
        for target in targets(node, path)
    ]
    return sorted(set(found))


def within(target, library):
    return target == library or target.startswith(library + ".")


# ---- what may not be ----------------------------------------------------------------------------


def climbing(source, path):
    """Find imports of what stands above, or beside, or through the door."""
    here = storey(module_of(path)[0])
    wrong = []
    for line, target, _ in imports(source, path):
        if not within(target, PACKAGE):
            continue
        there = storey(target)
        if there in STOREYS:
            if here in STOREYS and here != there and not below(here, there):
                wrong.append(f"{path}:{line} {here} imports {there}, which is not below it")
        elif here not in MAY_USE_THE_DOOR and target != f"{PACKAGE}.__version__":
            wrong.append(f"{path}:{line} {here} comes in through the door for {target}")
    return wrong


def below(here, there):
    """Does one module stand below another, and not beside it?"""
    return STOREYS.index(there) > STOREYS.index(here) and (here, there) not in NEIGHBOURS


def trespassing(source, path):
    """Find imports of a library that another module has to itself."""
    here = storey(module_of(path)[0])
    return [
        f"{path}:{line} {target} belongs to {owner} alone"
        for line, target, _ in imports(source, path)
        for library, owner in ALONE.items()
        if within(target, library) and here != owner and target not in SHARED
    ]


def loading(source, path):
    """Find heavy libraries loaded as soon as the module is, instead of where they are needed."""
    return [
        f"{path}:{line} {target} is heavy: import it inside the function that needs it"
        for line, target, top in imports(source, path)
        if top and any(within(target, library) for library in HEAVY)
    ]


def looking_at_the_clock(source, path):
    """Find readings of the clock outside the workshop file, which alone says when."""
    if storey(module_of(path)[0]) == "workshop":
        return []
    wrong = []
    for node in ast.walk(parsed(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value).rpartition(".")[2]
            dated = node.func.attr in CLOCK and owner in ("datetime", "date")
            if dated or (owner, node.func.attr) == ("time", "time"):
                wrong.append(f"{path}:{node.lineno} reads the clock")
    return wrong


def size(function):
    """Count the lines of a function, its docstring aside."""
    lines = function.end_lineno - function.lineno + 1
    if ast.get_docstring(function, clean=False) is None:
        return lines
    documentation = function.body[0]
    return lines - (documentation.end_lineno - documentation.lineno + 1)


def sprawling(source, path):
    """Find functions and modules longer than one can hold in mind."""
    wrong = [
        f"{path}:{node.lineno} {node.name} has {size(node)} lines"
        for node in ast.walk(parsed(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and size(node) > LONGEST_FUNCTION
    ]
    lines = len(source.splitlines())
    return wrong + ([f"{path} has {lines} lines"] if lines > LONGEST_MODULE else [])


def careless(source, path):
    """Find asserts, which vanish under -O, and prints, which only the command may make."""
    here = storey(module_of(path)[0])
    wrong = []
    for node in ast.walk(parsed(source)):
        if isinstance(node, ast.Assert):
            wrong.append(f"{path}:{node.lineno} an assert does not guard; raise instead")
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print" and here != "cli":
            wrong.append(f"{path}:{node.lineno} only the command prints")
    return wrong


RULES = (climbing, trespassing, loading, looking_at_the_clock, sprawling, careless)

# ---- the code as it stands ----------------------------------------------------------------------

MODULES = sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / PACKAGE).rglob("*.py"))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_package_keeps_the_rule(rule):
    found = [w for path in MODULES for w in rule((ROOT / path).read_text(encoding="utf-8"), path)]
    assert found == []


def test_every_module_has_its_storey():
    assert {storey(module_of(path)[0]) for path in MODULES} <= {*STOREYS, *DOOR}


def test_no_module_is_a_drawer_for_everything():
    names = {part for path in MODULES for part in Path(path).with_suffix("").parts}
    assert not names & {"core", "helpers", "misc", "utils"}


def test_importing_the_package_loads_no_heavy_library():
    probe = f"import sys, {PACKAGE}; print([m for m in {HEAVY!r} if m in sys.modules])"
    said = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "[]"


# ---- the rules catch what they are for ----------------------------------------------------------


def planted(rule, path, source):
    return rule(source, f"{PACKAGE}/{path}")


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("schema/records.py", "from wcc_prioritise.case import Case"),
        ("schema/records.py", "from ..case import Case"),
        ("tables.py", "from .workshop import Workshop"),
        ("tables.py", "from . import workshop"),
        ("case.py", "def f():\n    import wcc_prioritise.appraisal"),
        ("case.py", "def f():\n    from importlib import import_module\n"
                    "    return import_module('wcc_prioritise.ranking')"),
        ("ranking.py", "from wcc_prioritise import portfolio"),
        ("ranking.py", "import wcc_prioritise as wcc"),
        ("ranking.py", "from wcc_prioritise import rank"),
        ("judgement/panel.py", "from ..appraisal import appraise"),
        ("evidence/__init__.py", "from ..judgement import weights"),
        ("plots/bars.py", "from ..exports import paper"),
        ("plots/bars.py", "from ..sheets import excel"),
        ("sheets/paper.py", "from ..plots import bars"),
        ("exports/paper.py", "from ..sheets import excel"),
        ("teaching/day.py", "from ..widgets import sliders"),
        ("widgets/sliders.py", "from ..cli import main"),
        ("__init__.py", "import wcc_prioritise"),
    ],
)  # fmt: skip
def test_an_import_upwards_or_sideways_is_caught(path, source):
    assert planted(climbing, path, source)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("cli.py", "from wcc_prioritise import sheets, exports, widgets, teaching, plots"),
        ("cli.py", "import wcc_prioritise as wcc"),
        ("exports/paper.py", "from ..plots import bars"),
        ("widgets/sliders.py", "from ..teaching import day"),
        ("teaching/day.py", "from ..sheets import excel"),
        ("workshop.py", "from wcc_prioritise import __version__"),
        ("judgement/panel.py", "from . import weights"),
        ("judgement/__init__.py", "from .panel import agreement"),
        ("appraisal/value.py", "from ..case import Case\nimport pandas"),
        ("__init__.py", "from wcc_prioritise.case import read"),
        ("__main__.py", "from wcc_prioritise.cli import main"),
    ],
)
def test_an_import_downwards_or_at_home_is_allowed(path, source):
    assert planted(climbing, path, source) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("exports/paper.py", "def f():\n    import matplotlib.pyplot as plt"),
        ("exports/paper.py", "from matplotlib import font_manager"),
        ("plots/bars.py", "import ipywidgets"),
        ("robustness.py", "from skcriteria.agg import topsis"),
        ("programme.py", "from scipy import optimize"),
        ("programme.py", "from scipy.optimize import milp"),
        ("programme.py", "import scipy\nscipy.optimize.milp(1)"),
        ("case.py", "import sqlalchemy as sa"),
        ("case.py", "import sqlite3"),
    ],
)
def test_a_library_in_the_wrong_module_is_caught(path, source):
    assert planted(trespassing, path, source)


def test_the_owner_of_a_library_may_import_it_where_it_is_needed():
    source = "def f():\n    from scipy.optimize import milp\n    return milp"
    assert planted(trespassing, "portfolio/solver.py", source) == []
    assert planted(loading, "portfolio/solver.py", source) == []
    assert planted(trespassing, "robustness.py", "from scipy.stats import norm") == []
    linear = "def f():\n    from scipy.optimize import linprog\n    return linprog"
    assert planted(trespassing, "robustness.py", linear) == []
    typed = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import matplotlib.axes"
    assert planted(loading, "plots/bars.py", typed) == []


@pytest.mark.parametrize(
    "source", ["import matplotlib", "class A:\n    from scipy import optimize", "import docx as d"]
)
def test_a_heavy_library_at_import_time_is_caught(source):
    assert planted(loading, "plots/bars.py", source)


@pytest.mark.parametrize(
    "source",
    ["datetime.now()", "datetime.datetime.now(tz)", "date.today()", "time.time()",
     "datetime.date.today()"],
)  # fmt: skip
def test_the_clock_is_read_by_the_workshop_file_alone(source):
    assert planted(looking_at_the_clock, "exports/paper.py", source)
    assert planted(looking_at_the_clock, "workshop.py", source) == []


def test_a_long_function_is_caught_and_its_docstring_is_not_counted():
    body = "    x = 1\n" * LONGEST_FUNCTION
    assert planted(sprawling, "case.py", "def f():\n" + body)
    documented = 'def f():\n    """Say.\n\n    More.\n    """\n' + body[: -len("    x = 1\n")]
    assert planted(sprawling, "case.py", documented) == []


def test_a_long_module_is_caught():
    assert planted(sprawling, "case.py", "x = 1\n" * (LONGEST_MODULE + 1))
    assert planted(sprawling, "case.py", "x = 1\n" * LONGEST_MODULE) == []


def test_asserts_and_prints_are_caught():
    assert planted(careless, "case.py", "def f(x):\n    assert x")
    assert planted(careless, "case.py", "def f(x):\n    print(x)")
    assert planted(careless, "cli.py", "print(1)") == []
    assert planted(careless, "case.py", 'def f():\n    """Say.\n\n    >>> print(1)\n    """') == []
