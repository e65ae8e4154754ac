"""How do equal contents become equal files? Zips whose bytes hang on their contents alone."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wcc_prioritise.exports.of_record import OfRecord

ZIP_DATE = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip can hold."""

RIGHTS = 0o100644
"""A plain file that its owner may write and everybody may read."""

UNIX = 3
"""Where a zip says it was made; without it, it says where it was."""


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Put files into one zip, by name, every one with the same date and rights.

    Parameters
    ----------
    files : mapping of str to bytes
        Contents by name; `/` stands between a folder and a file.

    Returns
    -------
    bytes
        Equal files give equal bytes, whatever the order, the day or the system.

    Examples
    --------
    >>> zipped({"a.txt": b"1", "b.txt": b"2"}) == zipped({"b.txt": b"2", "a.txt": b"1"})
    True
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = UNIX, RIGHTS << 16
            new.writestr(entry, files[name])
    return made.getvalue()


def settled(file: bytes) -> bytes:
    """Give a zip, such as a file of Word, Excel or PowerPoint, with dates, order and rights fixed.

    Parameters
    ----------
    file : bytes
        Any zip. `[Content_Types].xml`, which office programs look for first, stays first.

    Returns
    -------
    bytes
        The same contents.

    Examples
    --------
    >>> made = zipped({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<t/>"})
    >>> settled(made) == made
    True
    """
    with zipfile.ZipFile(io.BytesIO(file)) as old:
        return zipped({name: old.read(name) for name in old.namelist()})


def made_at(told: OfRecord) -> datetime.datetime:
    """Give the moment a file is dated with: of the last freeze, or else of the last entry (UTC).

    Office files hold no time zone, so the moment has none.
    """
    entries = told.entries
    if told.frozen is not None:
        entries = entries[entries["seq"] <= told.frozen.head.entries]
    at = datetime.datetime.fromisoformat(entries["at"].iloc[-1])
    return at.astimezone(datetime.UTC).replace(microsecond=0, tzinfo=None)
