"""Where does a server of ours find what Jupyter asks for? In our own folders, not the user's."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

KERNEL = "python3"
"""Name of the kernel; ours is found before any of the user's that has the same name."""

TEMPLATES = Path(__file__).parent / "jupyter"


def settle(work: Path) -> None:
    """Make a folder the home of everything Jupyter reads and writes in this process.

    No setting, template, history or start-up file of the user is read, nothing is left in their
    home, and kernels run in the Python that this runs in.

    Parameters
    ----------
    work : Path
        A folder that only this user can read.
    """
    from ipykernel.kernelspec import get_kernel_dict

    spec = get_kernel_dict()
    spec["argv"][0] = sys.executable
    place = work / "data" / "kernels" / KERNEL
    place.mkdir(parents=True)
    (place / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    homes = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "user",
        "JUPYTER_RUNTIME_DIR": "run",
        "IPYTHONDIR": "ipython",
    }
    for name, folder in homes.items():
        (work / folder).mkdir(mode=0o700)
        os.environ[name] = str(work / folder)
    os.environ["JUPYTER_PATH"] = os.pathsep.join(map(str, (work / "data", TEMPLATES)))
    os.environ["JUPYTER_NO_CONFIG"] = "1"
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
