"""What leaves the room? Every kind of file of a record, what it is for and what makes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING

from wcc_prioritise.tables import InputError, near_miss

if TYPE_CHECKING:
    from wcc_prioritise.exports.of_record import OfRecord

MAKERS = {
    "board-paper": "wcc_prioritise.exports.paper:make",
    "two-page-paper": "wcc_prioritise.exports.two_page:make",
    "slides": "wcc_prioritise.exports.slides:make",
    "workbook": "wcc_prioritise.exports.workbook:make",
    "minutes": "wcc_prioritise.exports.minutes:make",
    "letters": "wcc_prioritise.exports.letters:make",
    "public-summary": "wcc_prioritise.exports.public_summary:make",
    "logs": "wcc_prioritise.exports.logs:make",
    "sign-off": "wcc_prioritise.exports.sign_off:make",
    "qa-pack": "wcc_prioritise.exports.qa_pack:make",
    "appeals-pack": "wcc_prioritise.exports.appeals_pack:make",
}
"""Name of a kind to module and function: from a record (`OfRecord`) to contents by file name."""

WHAT_FOR = {
    "board-paper": "For the board: the decision wanted, two pages in short, and everything behind.",
    "two-page-paper": "For a board with two minutes: two pages, and the scores behind them.",
    "slides": "To show to the board: one message a slide, and what to say in the notes.",
    "workbook": "For finance: every input and every total as a live formula, to be added up again.",
    "minutes": "For the file: who was there, what was declared, decided and left to do.",
    "letters": "For each sponsor: what became of the project, and what would have lifted it.",
    "public-summary": "For everybody: what was chosen and why, in plain English, without people.",
    "logs": "For the analyst: every decision and assumption, with the fields of the AQuA Book.",
    "sign-off": "For the chair, the approver and the assurer to sign, with the seal of the record.",
    "qa-pack": "For the assurer: the checks that were made, and how to compute it all again.",
    "appeals-pack": "For whoever challenges: enough to work out every result again by hand.",
}
"""Name of a kind to whom it is for, in a sentence."""

PUBLISHABLE = ("public-summary",)
"""Kinds that hold nobody, not even as a token; all others are for those they are made for."""


def make(
    told: OfRecord,
    only: Iterable[str] | None = None,
    progress: Callable[[str], object] | None = None,
) -> dict[str, bytes]:
    """Make everything that leaves the room, or some of it.

    Parameters
    ----------
    told : OfRecord
        What the record comes to.
    only : iterable of str, optional
        Names of `MAKERS`; without it, all.
    progress : callable, optional
        Called with each name before its files are made.

    Returns
    -------
    dict of str to bytes
        Contents by file name, in the order of `MAKERS`; `/` stands between a folder and a file.

    Raises
    ------
    InputError
        If a name is not one of `MAKERS`.
    NoPortfolio
        If no set meets every demand.
    """
    files = {}
    for kind in kinds_in(only):
        if progress:
            progress(kind)
        files |= made_by(kind)(told)
    return files


def kinds_in(only: Iterable[str] | None) -> list[str]:
    """Which kinds are meant? Each once, in the order of `MAKERS`.

    Raises
    ------
    InputError
        If a name is not one of `MAKERS`, or there is none.

    Examples
    --------
    >>> kinds_in(["slides", "board-paper", "slides"])
    ['board-paper', 'slides']
    """
    if only is None:
        return list(MAKERS)
    asked = list(only)
    for kind in asked:
        _refuse_unknown(kind)
    if not asked:
        raise InputError.of(
            found="no kind of file", allowed=_allowed(), do="Name one, or leave it out for all."
        )
    return [kind for kind in MAKERS if kind in asked]


def made_by(kind: str) -> Callable[[OfRecord], dict[str, bytes]]:
    """Which function makes a kind of file?"""
    module, _, function = MAKERS[kind].partition(":")
    return getattr(import_module(module), function)


def _refuse_unknown(kind: str) -> None:
    if kind in MAKERS:
        return
    near = near_miss(kind, MAKERS)
    raise InputError.of(
        found=f"no kind of file called {kind!r}",
        allowed=_allowed(),
        do=f"Did you mean {near!r}?" if near else "Choose one of these.",
    )


def _allowed() -> str:
    return "one of: " + ", ".join(MAKERS)
