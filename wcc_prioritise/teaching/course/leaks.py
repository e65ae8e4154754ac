"""Does a learner's copy give an answer away? Every text of it is searched for every answer."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from functools import cache
from html import unescape

from wcc_prioritise.teaching.checks import exercises, model_answer
from wcc_prioritise.teaching.training_tables import Data

_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")


def leaks(
    copy: Mapping[str, bytes], data: Data = None, codes: Iterable[str] | None = None
) -> list[str]:
    """Which files of a learner's copy hold a model answer?

    Parameters
    ----------
    copy : mapping of str to bytes
        Contents by file name.
    data : path-like or mapping, optional
        The tables that the answers are worked out from; those shipped by default.
    codes : iterable of str, optional
        Exercises whose answers are looked for; all by default.

    Returns
    -------
    list of str
        A line for each: file, exercise and what was found. Empty is good.
    """
    texts = {name: text_of(name, held) for name, held in copy.items()}
    found = []
    for code in [one.code for one in exercises()] if codes is None else codes:
        for giveaway in model_answer(code, data).giveaways:
            seen = _pattern(giveaway)
            found += [
                f"{name} holds the answer of {code}: {giveaway}"
                for name, text in texts.items()
                if seen.search(text)
            ]
    return found


def text_of(name: str, held: bytes) -> str:
    """What does a file say? Office files and pages are read as their text alone, on one line."""
    if name.endswith((".docx", ".pptx")):
        with zipfile.ZipFile(io.BytesIO(held)) as office:
            parts = [p for p in sorted(office.namelist()) if p.endswith(".xml")]
            return " ".join(_plain(office.read(part).decode("utf-8")) for part in parts)
    text = held.decode("utf-8", errors="replace")
    if name.endswith(".ipynb"):
        text = text.replace("\\n", " ").replace('\\"', '"')
    return _plain(text) if name.endswith(".html") else _SPACE.sub(" ", text)


def _plain(markup: str) -> str:
    """Take the marks out, whole words kept whole."""
    return _SPACE.sub(" ", unescape(_TAG.sub(" ", markup)))


@cache
def _pattern(giveaway: str) -> re.Pattern:
    """Find it as a whole, not as a part of a longer list or word."""
    words = r"\s+".join(map(re.escape, giveaway.split()))
    return re.compile(rf"(?<![\w,;+]\s)(?<![\w+]){words}(?!\w|\s*[,;+]\s*\w)", re.IGNORECASE)
