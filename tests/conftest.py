"""What every test may lean on: the samples, read once."""

import json
import os
import shutil
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

DATA = Path(__file__).parent / "data"

# The same examples every time where a change is judged; new ones are looked for everywhere else.
settings.register_profile(
    "ci",
    derandomize=True,
    max_examples=50,  # the check must be short; where these tests are written, it is 100
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("here", deadline=None)  # a machine with other work on it is not a fault
settings.load_profile("ci" if os.environ.get("CI") else "here")


def plain(x):
    """Give a reference case with its fractions as numbers."""
    if isinstance(x, dict):
        return (
            x["value"] if set(x) == {"fraction", "value"} else {k: plain(v) for k, v in x.items()}
        )
    return [plain(v) for v in x] if isinstance(x, list) else x


@pytest.fixture(scope="session")
def reference():
    """Load a reference case by its name."""
    return lambda name: plain(
        json.loads((DATA / "reference_cases" / f"{name}.json").read_text(encoding="utf-8"))
    )


@pytest.fixture(scope="session")
def northmere():
    """Give the Northmere case."""
    import wcc_prioritise as wcc

    return wcc.read(wcc.sample("northmere"))


@pytest.fixture(scope="session")
def short():
    """Give the case of the short path."""
    import wcc_prioritise as wcc

    return wcc.read(wcc.sample("short"))


@pytest.fixture(scope="session")
def appraisal(northmere):
    """Give the appraisal of Northmere."""
    import wcc_prioritise as wcc

    return wcc.appraise(northmere)


LIMITS = {"gross_3yr": 9_000, "lead_months": 60}
BALANCE = {"quick win": 3, "long-term gain": 3}


@pytest.fixture(scope="session")
def portfolio(appraisal):
    """Give the portfolio that the README chooses."""
    import wcc_prioritise as wcc

    return wcc.select(appraisal, limits=LIMITS, at_least=BALANCE)


@pytest.fixture(scope="session")
def quick_folder(tmp_path_factory):
    """Give a folder that all workers of a run share, in memory where the system offers that.

    A scripted day writes thousands of entries, each safe on the disk before the next: what that
    costs is measured in the benchmarks, and need not be paid by every test.
    """
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", f"alone-{os.getpid()}")
    memory = Path("/dev/shm")
    parent = memory if os.access(memory, os.W_OK) else tmp_path_factory.getbasetemp().parent
    folder = parent / f"wcc-tests-{run}"
    folder.mkdir(exist_ok=True)
    yield folder
    if "PYTEST_XDIST_WORKER" not in os.environ:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Put the files with slow tests first, so that no processor waits at the end for one."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def pytest_sessionfinish(session):
    """Clear away what the workers of a run shared, when the last of them is done."""
    run = getattr(session.config, "workerinput", None) is None and os.environ.get(
        "PYTEST_XDIST_TESTRUNUID"
    )
    for folder in Path("/dev/shm").glob(f"wcc-tests-{run}") if run else ():
        shutil.rmtree(folder, ignore_errors=True)


def played_once(folder, name):
    """Play a day of a sample, unless another worker of this run has; give the file."""
    import wcc_prioritise as wcc
    from wcc_prioritise.teaching import play

    path, claim = folder / f"{name}.wcc", folder / f"{name}.claim"
    try:
        claim.mkdir()
    except FileExistsError:
        while not (folder / f"{name}.done").exists():
            if (folder / f"{name}.failed").exists():
                pytest.fail(f"the day of {name} could not be played; see the other worker")
            time.sleep(0.2)
        return path
    try:
        play(wcc.read(wcc.sample(name)), path, seed=2026).close()
    except BaseException:
        (folder / f"{name}.failed").touch()
        raise
    (folder / f"{name}.done").touch()
    return path


@pytest.fixture(scope="session")
def northmere_day(quick_folder):
    """Give the file of the scripted Northmere day: to be read, never written."""
    return played_once(quick_folder, "northmere")


@pytest.fixture(scope="session")
def short_day(quick_folder):
    """Give the file of the scripted day of the short path: to be read, never written."""
    return played_once(quick_folder, "short")


@pytest.fixture
def short_copy(short_day, quick_folder, request):
    """Give a copy of the scripted short day that a test may write to."""
    folder = quick_folder / f"copy-{os.getpid()}-{abs(hash(request.node.nodeid))}"
    folder.mkdir()
    yield Path(shutil.copy(short_day, folder / "short.wcc"))
    shutil.rmtree(folder, ignore_errors=True)


# ---- a browser ----------------------------------------------------------------------------------

CHROMIUM = os.environ.get("WCC_CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def chromium():
    """Give a browser; every test leaves it as it was.

    It ends with its file: while it is there, an event loop runs in this thread, which code that
    asks for one would take for that of a served page.
    """
    if not CHROMIUM:
        pytest.skip("needs chromium")
    api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    with api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()
