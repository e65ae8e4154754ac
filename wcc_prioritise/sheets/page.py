"""How does a scoring sheet look in a browser? One file a person that needs nothing but itself."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from wcc_prioritise.case import Case
from wcc_prioritise.sheets.asked import FORM, RECUSED, Asked, Cells, ask
from wcc_prioritise.sheets.files import draw, keep, part
from wcc_prioritise.sheets.wording import WEIGHTS, how_to_score

SAVED = ".score.json"
"""How the name of the small file ends that the page saves."""


def write_html_sheets(
    case: Case,
    folder: str | os.PathLike,
    *,
    people: Iterable[str] | None = None,
    round: int = 1,
    weights: bool | None = None,
    cells: Cells | None = None,
) -> tuple[Path, ...]:
    """Write one scoring page a person, for any browser, with no network.

    The page works by keyboard alone and with a screen reader, in large type and at 400% zoom. It
    keeps the answers in the browser as the person goes, where the browser allows it, and a button
    saves them as a small file, which the page can load again and `read_sheets` reads.

    Parameters
    ----------
    case : Case
        The case, with a charter.
    folder : str or path-like
        Where to; made if it is not there.
    people : iterable of str, optional
        Tokens; by default everybody on the panel.
    round : int
        The round, from 1.
    weights : bool, optional
        Whether the weights are asked as well; by default only where every cell is asked.
    cells : DataFrame or iterable of (candidate, criterion), optional
        The cells to ask about, such as those that were discussed; by default all.

    Returns
    -------
    tuple of Path
        The pages, in the order of the table of people. The same case gives the same bytes.

    Raises
    ------
    InputError
        If a token or a cell is unknown, there is nothing to ask, or a file of that name is there
        already and is not the same blank sheet.

    Examples
    --------
    >>> import tempfile
    >>> import wcc_prioritise as wcc
    >>> case = wcc.read(wcc.sample("short"))
    >>> [p.name for p in write_html_sheets(case, tempfile.mkdtemp(), people=["S03"])]
    ['sheet-03-S03-round-1.html']
    """
    asked = ask(case, people, round, weights, cells)
    return keep(folder, {f"{one.stem}.html": _page(one) for one in asked})


def _page(asked: Asked) -> bytes:
    style, script = part("page.css"), part("page.js")
    values = {
        "asked": asked,
        "form": FORM,
        "recused": RECUSED,
        "saved": f"{asked.stem}{SAVED}",
        "how": how_to_score(asked),
        "weights": WEIGHTS,
        "style": style,
        "script": script,
        "policy": _policy(style, script),
    }
    return draw("page.html.j2", values)


def _policy(style: str, script: str) -> str:
    """Say what the page may do: its own style and script, by their hashes, and nothing else."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
        )
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
