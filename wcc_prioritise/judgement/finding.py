"""What is a check? A look at what the room has said, with why it matters and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from wcc_prioritise.judgement.room import Room

Seen = Iterator[tuple[str, str]]
"""Of each thing seen: what it is about, and what was seen, as a sentence."""


@dataclass(frozen=True)
class Check:
    """One look at what the room has said.

    Attributes
    ----------
    name : str
        What it is called.
    look : callable
        From what the room has said to what was seen.
    matters, do : str
        Why it matters and what to do, as sentences.
    console : bool
        Whether it is for the facilitator's screen only.
    """

    name: str
    look: Callable[[Room], Seen]
    matters: str
    do: str
    console: bool = False
