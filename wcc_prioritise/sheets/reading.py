"""What did the room answer? Every sheet of a folder, whole or named with its faults."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from wcc_prioritise.case import Case
from wcc_prioritise.schema import TABLES
from wcc_prioritise.sheets.asked import free_cells, shown
from wcc_prioritise.sheets.came_back import Returned
from wcc_prioritise.sheets.checking import Checked, Known, check
from wcc_prioritise.sheets.read_excel import read_excel
from wcc_prioritise.sheets.read_saved import read_saved
from wcc_prioritise.sheets.read_typed import read_typed
from wcc_prioritise.tables import Fault, InputError
from wcc_prioritise.tables.frames import frame_of

_ORDERS = ["person", "criterion", "order", "round"]
_ENDINGS = (".xlsx", ".xlsm", ".json", ".csv")


@dataclass(frozen=True)
class Conflict:
    """Which answers did one person give in two ways for one round?

    Attributes
    ----------
    person : str
        The token.
    round : int
        The round.
    sources : tuple of str
        The files; `the record` is the case itself.
    cells : tuple of str
        Each cell in words, with both answers.
    """

    person: str
    round: int
    sources: tuple[str, ...]
    cells: tuple[str, ...]

    def words(self) -> str:
        """Say the conflict, and what to do."""
        said = "; ".join(self.cells[:5])
        more = f"; and {len(self.cells) - 5} more" if len(self.cells) > 5 else ""
        return (
            f"{self.person}, round {self.round}: {' and '.join(self.sources)} differ on "
            f"{said}{more}. Ask {self.person} which holds, and take the other away; if it is a "
            "change of mind, give it the next round."
        )


@dataclass(frozen=True)
class Sheets:
    """What did the sheets of a folder say?

    Attributes
    ----------
    case : Case
        The case they were read for.
    scores, swings : DataFrame
        Answers in the shape of the tables of those names; a missing score is "don't know".
    orders : DataFrame
        person, criterion, order, round: the order in which each person put the steps, where it was
        given, whether or not points followed.
    faults : tuple of Fault
        Every fault, by file, sheet and cell. A sheet with a fault is left out whole.
    conflicts : tuple of Conflict
        Sheets of one person for one round that contradict each other, or the record; they are left
        out whole.
    read, left_out : tuple of str
        Sheets that were taken in and that were not, each as file and person.
    missing : DataFrame
        person, candidate, criterion: cells that a person who handed in a sheet was free to judge
        and has answered in no round; without a candidate it is a weight.
    """

    case: Case
    scores: pd.DataFrame
    swings: pd.DataFrame
    orders: pd.DataFrame
    faults: tuple[Fault, ...]
    conflicts: tuple[Conflict, ...]
    read: tuple[str, ...]
    left_out: tuple[str, ...]
    missing: pd.DataFrame

    @property
    def outstanding(self) -> tuple[str, ...]:
        """From whom was no sheet read?"""
        came = {*self.scores["person"], *self.swings["person"], *self.orders["person"]}
        return tuple(person for person in self.case.people["person"] if person not in came)

    @cached_property
    def words(self) -> str:
        """Say what came, what is left out and why, and what is still missing."""
        unknown = int(self.scores["score"].isna().sum())
        people = len(self.case.people) - len(self.outstanding)
        lines = [
            f"Sheets of {people} of {len(self.case.people)} people read: {len(self.scores):,} "
            f'scores ({unknown:,} "don\'t know") and {len(self.swings):,} weights.'
        ]
        if self.outstanding:
            lines.append(f"No sheet read from {', '.join(self.outstanding)}.")
        if self.left_out:
            lines.append(f"Left out whole: {'; '.join(self.left_out)}.")
        lines += [f"- {fault.words()}" for fault in self.faults]
        lines += [f"- {conflict.words()}" for conflict in self.conflicts]
        if len(self.missing):
            counts = self.missing.groupby("person", sort=False).size().items()
            told = ", ".join(f"{person} {count}" for person, count in counts)
            lines.append(f"Not answered in the sheets that were read: {told}.")
        return "\n".join(lines)


def read_sheets(folder: str | os.PathLike, case: Case) -> Sheets:
    """What did the people answer on the sheets that came back to a folder?

    Workbooks, the files that the pages save and typed CSV files may lie side by side; blank sheets
    and files of other kinds are passed over. A sheet for a later round adds a round. A second sheet
    for the same round adds what the first left blank; if it contradicts it, both are left out.

    Parameters
    ----------
    folder : str or path-like
        Where the sheets lie.
    case : Case
        The case they were written from.

    Returns
    -------
    Sheets
        The answers of every sheet without a fault, and every fault of the others.

    Raises
    ------
    InputError
        If there is no such folder.

    Examples
    --------
    >>> import tempfile
    >>> import wcc_prioritise as wcc
    >>> sheets = read_sheets(tempfile.mkdtemp(), wcc.read(wcc.sample("short")))
    >>> len(sheets.scores), len(sheets.outstanding)
    (0, 10)
    """
    known = Known(case)
    checked, faults = [], []
    for path in _files(folder):
        try:
            returned = [sheet for sheet in _returned(path) if not _untouched(sheet)]
        except InputError as error:
            faults += [_named(fault, path) for fault in error.faults]
            continue
        sheets = _whole([check(sheet, known) for sheet in returned])
        checked += [sheet for sheet in sheets if sheet.answers or sheet.faults]
    faults += [fault for sheet in checked for fault in dict.fromkeys(sheet.faults)]
    sound = [sheet for sheet in checked if not sheet.faults]
    conflicts = list(_conflicts(sound, case))
    spoilt = {(c.person, c.round) for c in conflicts}
    taken = [sheet for sheet in sound if (sheet.person, sheet.round) not in spoilt]
    return _sheets(case, checked, taken, faults, conflicts)


def _files(folder: str | os.PathLike) -> list[Path]:
    folder = Path(folder)
    if not folder.is_dir():
        raise InputError.of(
            found=f"no folder {str(folder)!r}", allowed="a folder with sheets", do="Correct it."
        )
    every = sorted(path for path in folder.iterdir() if path.is_file())
    return [p for p in every if p.suffix.casefold() in _ENDINGS and p.name[0] not in ".~"]


def _returned(path: Path) -> list[Returned]:
    kind = path.suffix.casefold()
    if kind == ".csv":
        return read_typed(path)
    return [read_saved(path) if kind == ".json" else read_excel(path)]


def _untouched(sheet: Returned) -> bool:
    """Is it blank? The rows of a typing form are looked at even so: cells may have moved."""
    return sheet.versioned and all(row.blank for row in sheet.said) and not sheet.faults


def _named(fault: Fault, path: Path) -> Fault:
    where = fault.where if path.name in fault.where else f"{path.name} {fault.where}".strip()
    return Fault(where, fault.row, fault.column, fault.found, fault.allowed, fault.do)


def _whole(checked: Sequence[Checked]) -> list[Checked]:
    """Let a fault in one part of a file tell on all that it may concern.

    What a person gave in one file stands or falls together; and a typed row that names no known
    person may be anybody's, so the file is left out whole.
    """
    nobodys = tuple(fault for s in checked if not s.person for fault in s.faults)
    faults: dict[object, tuple[Fault, ...]] = {}
    for s in checked:
        faults[s.person] = faults.get(s.person, ()) + s.faults
    return [
        Checked(s.where, s.person, s.round, s.answers, faults[s.person] or nobodys) for s in checked
    ]


def _conflicts(sound: Sequence[Checked], case: Case) -> Iterator[Conflict]:
    """Hold the sheets of one person and round against each other, and against the record."""
    groups: dict[tuple, list[tuple[str, dict]]] = {}
    for sheet in sound:
        groups.setdefault((sheet.person, sheet.round), []).append((sheet.where, sheet.answers))
    record = _record(case)
    for (person, round), sources in groups.items():
        held = ("the record", record.get((person, round), {}))
        names, cells = _differences([*sources, held])
        if cells:
            yield Conflict(person, round, tuple(names), tuple(cells))


def _record(case: Case) -> dict[tuple, dict]:
    found: dict[tuple, dict] = {}
    for r in case.scores.itertuples():
        answer = {"score": None if r.score != r.score else r.score}
        key = ("scores", r.candidate, r.criterion)
        found.setdefault((r.person, r.round), {})[key] = answer
    for r in case.swings.itertuples():
        found.setdefault((r.person, r.round), {})["swings", None, r.criterion] = {
            "points": r.points
        }
    return found


def _differences(sources: Iterable[tuple[str, dict]]) -> tuple[list[str], list[str]]:
    """Which sources differ, and on which cells?"""
    first: dict[tuple, tuple[str, object]] = {}
    names: dict[str, None] = {}
    cells = []
    for name, answers in sources:
        for key, row in answers.items():
            answer = row.get("score" if key[0] == "scores" else "points")
            if answer is None and key[0] == "swings":
                continue  # an order without points
            source, before = first.setdefault(key, (name, answer))
            if answer != before:
                names |= {source: None, name: None}
                what = f"{key[1]} on {key[2]}" if key[0] == "scores" else f"the weight of {key[2]}"
                cells.append(f"{what} ({_said(before)} and {_said(answer)})")
    return list(names), cells


def _said(answer: object) -> str:
    return "don't know" if answer is None else f"{answer:g}"


def _sheets(
    case: Case,
    checked: Sequence[Checked],
    taken: Sequence[Checked],
    faults: Iterable[Fault],
    conflicts: Iterable[Conflict],
) -> Sheets:
    scores, swings, orders = _frames(taken)
    label = [f"{sheet.where} ({shown(sheet.person) or 'nobody known'})" for sheet in checked]
    took = {id(sheet) for sheet in taken}
    read = [words for words, sheet in zip(label, checked, strict=True) if id(sheet) in took]
    return Sheets(
        case=case,
        scores=scores,
        swings=swings,
        orders=orders,
        faults=tuple(faults),
        conflicts=tuple(conflicts),
        read=tuple(dict.fromkeys(read)),
        left_out=tuple(dict.fromkeys(words for words in label if words not in read)),
        missing=_missing(case, scores, swings),
    )


def _frames(taken: Sequence[Checked]) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Put answers in the shape of the tables; the same answer twice counts once."""
    rows: dict[str, dict[tuple, dict]] = {"scores": {}, "swings": {}, "orders": {}}
    for sheet in taken:
        for (table, candidate, criterion), cells in sheet.answers.items():
            whose = {"person": sheet.person, "criterion": criterion, "round": sheet.round}
            key = (sheet.person, sheet.round, candidate, criterion)
            if table == "scores":
                row = whose | {"candidate": candidate} | cells
                rows["scores"].setdefault(key, row)
                continue
            answer = {name: cells.get(name) for name in ("points", "reason")}
            if answer["points"] is not None:
                rows["swings"].setdefault(key, whose | answer)
            if cells.get("order") is not None:
                rows["orders"].setdefault(key, whose | {"order": cells["order"]})
    orders = pd.DataFrame(list(rows["orders"].values()), columns=_ORDERS)
    return _frame("scores", rows["scores"]), _frame("swings", rows["swings"]), orders


def _frame(table: str, rows: dict[tuple, dict]) -> pd.DataFrame:
    record = TABLES[table]
    return frame_of(record, [record(**row) for row in rows.values()], {})


def _missing(case: Case, scores: pd.DataFrame, swings: pd.DataFrame) -> pd.DataFrame:
    came = [p for p in case.people["person"] if p in {*scores["person"], *swings["person"]}]
    weighed = [p for p in came if p in set(swings["person"])]
    criteria = case.criteria["criterion"]
    wanted = [
        *free_cells(case, came).itertuples(index=False, name=None),
        *((person, None, criterion) for person in weighed for criterion in criteria),
    ]
    done = {
        (r.person, r.candidate, r.criterion)
        for frame in (case.scores, scores)
        for r in frame.itertuples()
    } | {
        (r.person, None, r.criterion) for frame in (case.swings, swings) for r in frame.itertuples()
    }
    left = [key for key in wanted if key not in done]
    return pd.DataFrame(left, columns=["person", "candidate", "criterion"], dtype=object)
