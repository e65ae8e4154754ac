"""What seals an entry, so that a change of any one byte shows?"""

from __future__ import annotations

import hashlib

from wcc_prioritise.workshop.entry import Entry, Head

FIRST = "0" * 64
"""What the first entry has in place of the seal of an entry before it."""

_FORM = b"wcc entry 1"


def seal_of(
    previous: str, seq: int, at: str, by: str, kind: str, body: str, because: str | None
) -> str:
    """Give the seal of an entry.

    Parameters
    ----------
    previous : str
        Seal of the entry before.
    seq, at, by, kind, body, because : int or str
        The entry, each text as it is stored; no reason and an empty one are the same.

    Returns
    -------
    str
        SHA-256, 64 hexadecimal digits.

    Examples
    --------
    >>> said = FIRST, 1, "2027-04-01T09:25:00.000000+00:00", "driver", "note", "{}"
    >>> seal_of(*said, None) == seal_of(*said, "")
    True
    >>> seal_of(*said, None) == seal_of(*said, " ")
    False
    """
    texts = (previous, str(seq), at, by, kind, body, because or "")
    return seal_of_bytes(*(text.encode("utf-8") for text in texts))


def seal_of_bytes(*row: bytes) -> str:
    """Give the seal of an entry from the UTF-8 bytes of its texts, in the order of `seal_of`.

    Each is led by its length, so that no two entries make the same bytes.
    """
    digest = hashlib.sha256(_FORM)
    for text in row:
        digest.update(b"%d:" % len(text))
        digest.update(text)
    return digest.hexdigest()


def following(head: Head, *, at: str, by: str, kind: str, body: str, because: str | None) -> Entry:
    """Give the sealed entry that follows a head."""
    seq, because = head.entries + 1, because or None
    seal = seal_of(head.seal, seq, at, by, kind, body, because)
    return Entry(seq, at, by, kind, body, because, head.seal, seal)
