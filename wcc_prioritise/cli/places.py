"""Where do files come from and go to? Whole or not at all, and in words when a place refuses."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from wcc_prioritise.cli.stopping import unbroken

if TYPE_CHECKING:
    from wcc_prioritise.case import Case

WORKBOOK = "workshop.xlsx"
"""Name of the workbook that `wcc new` makes; a folder that holds it is read through it."""

RECORD = ".wcc"
"""How the name of a workshop file ends: it is read as it stands now."""

UNFINISHED = ".wcc-unfinished-"
"""How the name of a folder begins in which results are being made."""

_REFUSED = {
    errno.EACCES: "no right to it, or a file there is open in another program",
    errno.EPERM: "no right to it, or a file there is open in another program",
    errno.EROFS: "the place can only be read",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ENOTDIR: "a part of the path is a file, not a folder",
    errno.EISDIR: "a folder stands where a file is to go",
    errno.EEXIST: "a file stands where a folder is to go",
    errno.ENOENT: "a part of the path is gone",
    errno.EINVAL: "the name is none that this system allows",
    errno.EFBIG: "the disk takes no file of this size",
    errno.EIO: "the disk does not answer",
}
_DO = {
    errno.ENOSPC: "Make room on the disk, or give another folder.",
    errno.EDQUOT: "Delete what is no longer needed, or give another folder.",
    errno.EACCES: "Close the files in Word and Excel, or give another folder.",
    errno.EPERM: "Close the files in Word and Excel, or give another folder.",
}


def read_case(path: str, *, answered: bool = True) -> Case:
    """Read a workshop: a folder, a workbook, a folder that `wcc new` made, or a workshop file.

    Before the day (`answered` is false) swings may still be wanting.

    Raises
    ------
    InputError
        If there is nothing readable, or anything in it has to be put right.
    """
    from wcc_prioritise.case import read

    with refusals_in_words(path, "read"):
        if is_record(path):
            from wcc_prioritise.workshop import Workshop

            with Workshop(path) as workshop:
                return workshop.case()
        return read(source_of(path), answered=answered)


def is_record(path: str) -> bool:
    """Say whether a path is that of a workshop file."""
    return path.strip().endswith(RECORD) and not Path(path).is_dir()


def source_of(path: str) -> Path:
    """Say what is read: the workbook in a folder that `wcc new` made, else the path itself."""
    from wcc_prioritise.tables import InputError

    if not path.strip():
        raise InputError.of(
            found="no path, only blanks",
            allowed="a folder of CSV files, or an .xlsx workbook",
            do="Give the path of your workshop.",
        )
    place = Path(path)
    if not (place / WORKBOOK).is_file():
        return place
    if table_files(place):
        raise InputError.of(
            found=f"two workshops in {path!r}: {WORKBOOK}, and CSV files ({table_files(place)[0]})",
            allowed="one of the two",
            do=f"Move one of them, or give the path of {WORKBOOK} itself.",
        )
    return place / WORKBOOK


def table_files(folder: Path) -> list[str]:
    """List the CSV files of a folder that have the names of tables."""
    from wcc_prioritise.schema import TABLES

    names = (f"{name}.csv" for name in TABLES)
    return [name for name in names if (folder / name).is_file()]


@contextlib.contextmanager
def finished_together(out: Path, ours: Collection[str] = ()) -> Iterator[Path]:
    """Give a folder to write in; when all is written, its files take their places in `out`.

    The folder stands beside the place of the files, so that moving them is one step each. If
    anything goes wrong, on the way or in the move, what stood in `out` before is as it was.

    Parameters
    ----------
    out : Path
        Where the files go; made if it is not there. Other files in it are left alone.
    ours : collection of str
        Names, relative to `out`, that an earlier run may have left; those not written again are
        taken away, so that no old result passes for a new one.

    Yields
    ------
    Path
        The folder to write in.

    Raises
    ------
    InputError
        If the place refuses.
    """
    with refusals_in_words(out, "written to"), contextlib.ExitStack() as tidy:
        with unbroken():
            work = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=_ground(out)))
            tidy.callback(_take_away, work)
        (work / "new").mkdir()
        yield work / "new"
        _put_in_place(work, out, ours)


@contextlib.contextmanager
def refusals_in_words(place: str | Path, verb: str) -> Iterator[None]:
    """Turn what a disk refuses into words; anything else a system may report goes on as it is.

    Parameters
    ----------
    place : str or Path
        What was asked for, as it is to be shown.
    verb : str
        What it could not be: `read`, `written to`.

    Raises
    ------
    InputError
        If the disk, the rights or the name stand in the way.
    """
    from wcc_prioritise.tables import Fault, InputError

    try:
        yield
    except OSError as problem:
        if problem.errno not in _REFUSED:
            raise
        found = f"'{place}', which cannot be {verb}: {_REFUSED[problem.errno]}"
        do = _DO.get(problem.errno, "Give another path.")
        fault = Fault("", None, None, found, "", do)
        raise InputError([fault], f"Nothing was {verb.split()[0]}:") from problem


def _take_away(work: Path) -> None:
    with unbroken():
        shutil.rmtree(work, ignore_errors=True)


def _ground(out: Path) -> Path:
    """Give the folder itself, or the nearest folder above it that is there."""
    for place in (out, *out.absolute().parents):
        if place.is_dir():
            return place
        if place.exists():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(place))
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(out))


def _put_in_place(work: Path, out: Path, ours: Collection[str]) -> None:
    """Move every new file to its name, and undo all of it if one of them can't go there."""
    new = [p.relative_to(work / "new") for p in sorted((work / "new").rglob("*")) if p.is_file()]
    stale = [name for name in map(Path, ours) if name not in new and (out / name).is_file()]
    undo: list[tuple[Path, Path | None]] = []
    try:
        for name in (*new, *stale):
            undo.append((out / name, _kept(work, out, name)))
            if name in new:
                (out / name).parent.mkdir(parents=True, exist_ok=True)
                os.replace(work / "new" / name, out / name)
            else:
                (out / name).unlink()
    except BaseException:
        for place, kept in reversed(undo):
            _undo(place, kept)
        raise


def _kept(work: Path, out: Path, name: Path) -> Path | None:
    """Copy what stands in the place of a file; None when nothing does."""
    if not (out / name).exists():
        return None
    copy = work / "old" / name
    copy.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy2(out / name, copy))


def _undo(place: Path, kept: Path | None) -> None:
    if kept is None:
        place.unlink(missing_ok=True)
    else:
        os.replace(kept, place)
