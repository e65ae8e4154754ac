"""Does `wcc lab` open a copy of the notebooks on the workshop, and end with its kernels?"""

import json
import re
import signal
import urllib.request
from pathlib import Path

import pytest

from wcc_prioritise.widgets.serving.looking import addresses_outside
from wcc_prioritise.workshop import Workshop

pytest.importorskip("jupyterlab", reason="needs jupyterlab")
psutil = pytest.importorskip("psutil", reason="needs psutil")

ENDED = "http://127.0.0.1:1/doc/tree/00_start_here.ipynb?token=x"


class Ended:
    """A server that has ended by the time it is asked."""

    runs = False

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


@pytest.fixture(autouse=True)
def keyboard_is_heard():
    """Let children hear Ctrl-C, also where the tests themselves run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def asked(monkeypatch):
    """Note what a server is asked for, and start none."""
    noted = []
    monkeypatch.setattr(
        "wcc_prioritise.widgets.serving.process.lab_server",
        lambda *what: noted.append(what) or (Ended(), ENDED),
    )
    return noted


def test_without_a_file_the_notebooks_are_on_the_sample(wcc, tmp_path, asked):
    told = wcc("lab", "--no-browser")
    assert told.code == 0 and ENDED in told.said
    assert asked == [(Path("wcc-notebooks"), None, None)]
    assert (tmp_path / "wcc-notebooks" / "00_start_here.ipynb").is_file()


def test_beside_a_file_they_are_on_that_file(wcc, short, tmp_path, asked):
    (tmp_path / "north").mkdir()
    path = tmp_path / "north" / "my day.wcc"
    Workshop.start(short, path).close()
    assert wcc("lab", path, "--no-browser", "--port", 8899).code == 0
    folder = tmp_path / "north" / "my day-notebooks"
    assert asked == [(folder, path, 8899)]
    changed = folder / "00_start_here.ipynb"
    notebook = json.loads(changed.read_text(encoding="utf-8"))
    notebook["cells"][0]["source"] = ["# Mine"]
    changed.write_text(json.dumps(notebook), encoding="utf-8")
    told = wcc("lab", path, "--no-browser")
    assert "You changed these notebooks" in told.said and "00_start_here.ipynb" in told.said
    assert "# Mine" in changed.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["none.wcc"], "none.wcc"),
        (["--port", "x"], "Invalid value for '--port'"),
        (["a", "b"], "unexpected extra argument"),
    ],
)
def test_nonsense_is_told(wcc, asked, words, said):
    told = wcc("lab", *words)
    assert told.code == 2 and said in told.said and "Traceback" not in told.said and not asked


def test_a_file_in_the_way_is_told(wcc, tmp_path, asked):
    (tmp_path / "wcc-notebooks").write_text("mine", encoding="utf-8")
    told = wcc("lab")
    assert told.code == 2 and "a file stands where a folder is to go" in told.said


@pytest.mark.slow
def test_jupyterlab_opens_by_its_link_and_ends_with_its_kernels(shell, short, tmp_path):
    Workshop.start(short, tmp_path / "day.wcc").close()
    child = shell("lab", "day.wcc", "--no-browser", wait=False)
    link = next(
        found[0]
        for line in child.stdout
        if (found := re.search(r"http://\S+", line.decode("utf-8")))
    )
    base, token = re.match(r"(http://127\.0\.0\.1:\d+).*token=(\S+)", link).groups()
    with urllib.request.urlopen(link, timeout=60) as page:
        body = page.read().decode("utf-8")
        assert "JupyterLab" in body and addresses_outside(body) == ()
        policy = page.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "https:" not in policy
    for refused in (f"{base}/api/contents", f"{base}/api/contents?token=guess"):
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(refused, timeout=60)
    asked = urllib.request.Request(
        f"{base}/api/kernels", b"{}", {"Authorization": f"token {token}"}
    )
    urllib.request.urlopen(asked, timeout=60).close()
    below = psutil.Process(child.pid).children(recursive=True)
    (kernel,) = (each for each in below if "ipykernel_launcher" in " ".join(each.cmdline()))
    assert kernel.environ()["WCC_WORKSHOP"] == str(tmp_path / "day.wcc")
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=60)
    assert child.returncode == 0 and b"Traceback" not in out + err
    _, alive = psutil.wait_procs(below, timeout=30)
    assert not [each for each in alive if each.status() != psutil.STATUS_ZOMBIE]


def test_every_shipped_notebook_keeps_its_code_folded_when_copied(tmp_path):
    from wcc_prioritise.widgets.serving import copy_notebooks, shipped_notebooks

    copy_notebooks(tmp_path)
    for path in shipped_notebooks().glob("*.ipynb"):
        ours, copy = (json.loads((p / path.name).read_bytes()) for p in (path.parent, tmp_path))
        assert [c["metadata"] for c in ours["cells"]] == [c["metadata"] for c in copy["cells"]]
