"""How does next year begin? A new workshop file with all that carries over from a frozen one."""

from __future__ import annotations

import dataclasses
import datetime
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from wcc_prioritise.case import Case
from wcc_prioritise.competencies.carrying import carried_over
from wcc_prioritise.competencies.last_year import chosen_of, realised, reviewed
from wcc_prioritise.competencies.looking_again import Turn, look_again
from wcc_prioritise.tables import InputError, near_miss
from wcc_prioritise.workshop import Head, Workshop, verify
from wcc_prioritise.workshop.kinds import KINDS
from wcc_prioritise.workshop.names import key_path, read_names
from wcc_prioritise.workshop.rules import METHOD

Clock = Callable[[], datetime.datetime]

VERB = "next round"
"""How the record names the calculation that opened it."""

KNOWN_LATER = ("gates", "evidence", "indicators", "areas", "peers", "services")
"""Tables that are kept up through the year: a later change of them is no change of the choice."""


@dataclass(frozen=True)
class Origin:
    """Which file does a round carry on from, and what did it bring along?

    Attributes
    ----------
    file : str
        Name of last year's file.
    entries, seal
        Number of its entries and seal of the last, when the next round was opened.
    fingerprint : str
        Of what it held.
    frozen_entries, frozen_seal
        What its last freeze printed on the sign-off sheet; None where it was never frozen.
    year : str
        The year of the new round, in words.
    because : str or None
        Why it was opened from a file that was not frozen.
    chosen : tuple of str
        Candidates that were chosen last year, with their names.
    deflators : tuple of dict
        What claimed savings came to, by evidence grade (see `realised`).
    look_again : tuple of dict
        What was to be looked at again (see `look_again`).
    """

    file: str
    entries: int
    seal: str
    fingerprint: str
    frozen_entries: int | None
    frozen_seal: str | None
    year: str
    because: str | None
    chosen: tuple[str, ...]
    deflators: tuple[Mapping[str, object], ...]
    look_again: tuple[Mapping[str, object], ...]

    @property
    def words(self) -> str:
        """Say which file it was, and what it is to be held against."""
        frozen = (
            f"frozen at entry {self.frozen_entries:,} (seal {self.frozen_seal})"
            if self.frozen_entries
            else "never frozen"
        )
        why = f", opened because {self.because}" if self.because else ""
        return (
            f"Carried over from {self.file}: {self.entries:,} entries, seal of the last "
            f"{self.seal}, fingerprint {self.fingerprint}, {frozen}{why}."
        )


@dataclass(frozen=True, eq=False)
class CarriedOver:
    """What carries over from one year to the next, before anything is written.

    Attributes
    ----------
    case : Case
        Last year's case.
    opening : Case
        What the new record begins with.
    origin : Origin
        Where it comes from.
    deflators : DataFrame
        What claimed savings came to, by evidence grade.
    again : DataFrame
        What must be looked at again: kind, item, words.
    """

    case: Case
    opening: Case
    origin: Origin
    deflators: pd.DataFrame
    again: pd.DataFrame

    @property
    def arguments(self) -> dict:
        """What the new record keeps of it."""
        return dataclasses.asdict(self.origin)

    @cached_property
    def table(self) -> pd.DataFrame:
        """How much of everything carries over? Columns what and count."""
        origin, new = self.origin, self.opening
        promises = new.promises["kept"].value_counts()
        rows = [
            (f"entries of {origin.file}, seal {origin.seal[:12]}...", origin.entries),
            ("candidates carried over", len(new.candidates)),
            ("candidates chosen last year", len(origin.chosen)),
            ("criteria with their anchors", len(new.criteria)),
            ("people", len(new.people)),
            ("answers on last year's anchors", len(new.scores)),
            ("weights of last year", len(new.swings)),
            ("promises open", int(promises.get("open", 0))),
            ("promises kept", int(promises.get("kept", 0))),
            ("promises not kept", int(promises.get("not kept", 0))),
            ("comments without an answer", len(new.comments)),
            ("challenges without an answer", len(new.challenges)),
            ("ideas without an outcome or thanks", len(new.ideas)),
            ("things to be looked at again", len(self.again)),
        ]
        return pd.DataFrame(rows, columns=["what", "count"])


@dataclass(frozen=True, eq=False)
class NextRound:
    """Next year's workshop file, as it was opened.

    Attributes
    ----------
    path : Path
        The new file.
    head : Head
        Number of its entries and seal of the last.
    carried : CarriedOver
        What it began with.
    """

    path: Path
    head: Head
    carried: CarriedOver

    @property
    def look_again(self) -> pd.DataFrame:
        """What must be looked at again: columns kind, item, words."""
        return self.carried.again

    @property
    def deflators(self) -> pd.DataFrame:
        """What claimed savings came to, by evidence grade; as `realised`."""
        return self.carried.deflators

    @property
    def promises(self) -> pd.DataFrame:
        """Last year's promises, kept and open, and those that the chosen became."""
        return self.carried.opening.promises

    def summary(self) -> str:
        """Say what was carried over, and how much is to be looked at again."""
        counts = self.carried.table.set_index("what")["count"]
        origin = self.carried.origin
        answers = len(self.carried.opening.scores)
        return (
            f"The round of {origin.year} begins with {counts['candidates carried over']} "
            f"candidates of {origin.file} and {answers:,} answers on last year's anchors. "
            f"{len(origin.chosen)} chosen last year left the list; "
            f"{counts['promises open']} promises are open. "
            f"{len(self.look_again)} things are to be looked at again."
        )

    def __repr__(self) -> str:
        """Say in one line what it begins with."""
        return f"<NextRound: {self.summary()}>"


def next_round(
    old: str | os.PathLike,
    new: str | os.PathLike,
    *,
    by: str = "facilitator",
    year: str | None = None,
    because: str | None = None,
    names: bool = False,
    gone: Iterable[str] = (),
    on: datetime.date | None = None,
    clock: Clock | None = None,
) -> NextRound:
    """How does next year begin? With all that carries over from last year's frozen file.

    Carried over are charter (without its closing date), criteria and anchors, people, candidates
    that were not chosen with all that is known of them, everybody's last answers as answers of the
    first round, and what is still owed. Chosen candidates leave the list and become promises to
    review. Of the old file nothing changes, and the new one does not need it.

    Parameters
    ----------
    old : str or path-like
        Last year's file.
    new : str or path-like
        The new file (NAME.wcc).
    by : str
        Who opens it.
    year : str, optional
        The year of the new round, in words; by default the year after the freeze.
    because : str, optional
        The reason, where the old file is not frozen or its choice was changed since.
    names : bool
        Whether the name key is copied beside the new file.
    gone : iterable of str
        Tokens of people who are no longer on the panel. Their answers stay; it is asked about them.
    on : date, optional
        The day on which facts, gates and contracts are judged; by default today.
    clock : callable, optional
        Gives the time.

    Returns
    -------
    NextRound
        The new file, what carried over, and what must be looked at again.

    Raises
    ------
    InputError
        If the old file is not frozen and no reason is given, it is not whole, a person is unknown,
        or the new file is there already.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> import wcc_prioritise as wcc
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> with wcc.Workshop.start(wcc.read(wcc.sample("short")), folder / "one.wcc") as workshop:
    ...     frozen = workshop.freeze(by="facilitator", because="the day is done")
    >>> found = next_round(folder / "one.wcc", folder / "two.wcc", year="2027/28")
    >>> found.carried.origin.entries == frozen.head.entries, len(found.carried.opening.candidates)
    (True, 12)
    """
    path = Path(old)
    _must_be_whole(path)
    _must_be_new(Path(new))
    known = read_names(path) if names else {}
    with Workshop(path, clock=clock) as workshop:
        carried = carry_over(workshop, year=year, because=because, gone=gone, on=on)
    people = set(carried.opening.people["person"])
    known = {token: name for token, name in known.items() if token in people}
    with (
        _all_or_nothing(Path(new)),
        Workshop.start(carried.opening, new, by=by, names=known, clock=clock) as made,
    ):
        made.calculation(VERB, carried, by=by)
        return NextRound(made.path, made.head, carried)


def carry_over(
    workshop: Workshop,
    *,
    year: str | None = None,
    because: str | None = None,
    gone: Iterable[str] = (),
    on: datetime.date | None = None,
) -> CarriedOver:
    """What would carry over to the next round? Nothing is written.

    Parameters
    ----------
    workshop : Workshop
        Last year's record, open.
    year, because, gone, on
        As `next_round` takes them.

    Returns
    -------
    CarriedOver

    Raises
    ------
    InputError
        As `next_round`.
    """
    _must_be_frozen(workshop, because)
    case, shown, frozen = workshop.case(), workshop.shown(), workshop.frozen
    day, file = on or workshop.now().date(), workshop.path.name
    gone, chosen = _known_people(case, gone), chosen_of(case)
    _must_leave_some(case, chosen, file)
    decided = _decided(workshop, day)
    found = reviewed(case, decided)
    turn = Turn(workshop, shown, chosen, day, gone, found)
    again, deflators, head = look_again(turn), realised(found), workshop.head
    origin = Origin(
        file=file,
        entries=head.entries,
        seal=head.seal,
        fingerprint=case.fingerprint,
        frozen_entries=frozen.head.entries if frozen else None,
        frozen_seal=frozen.head.seal if frozen else None,
        year=year or year_after(workshop, day),
        because=because,
        chosen=tuple(f"{code} {case.names[code]}" for code in chosen),
        deflators=_rows(deflators),
        look_again=_rows(again),
    )
    opening = Case({}).replace(**carried_over(shown, chosen, found, file))
    return CarriedOver(case, opening, origin, deflators, again)


def opened_from(workshop: Workshop) -> Origin | None:
    """From which file does this record carry on? None where it began with tables.

    Parameters
    ----------
    workshop : Workshop
        An open record.

    Returns
    -------
    Origin or None
        As it was entered; last year's file need not be there any more.
    """
    kept = workshop.case().calculations
    kept = kept[kept["verb"] == VERB]
    if kept.empty:
        return None
    said = json.loads(kept["arguments"].iloc[-1])
    lists = ("chosen", "deflators", "look_again")
    return Origin(**{name: tuple(x) if name in lists else x for name, x in said.items()})


def _rows(table: pd.DataFrame) -> tuple[dict[str, object], ...]:
    """Give a table as rows that the record can hold."""
    return tuple(table.astype(object).where(table.notna(), None).to_dict("records"))


def year_after(workshop: Workshop, day: datetime.date | None = None) -> str:
    """Which year follows the last freeze; or, where there was none, the day given or today?"""
    return str(_decided(workshop, day or workshop.now().date()).year + 1)


def _decided(workshop: Workshop, day: datetime.date) -> datetime.date:
    """On which day was the record frozen last? The day given where it never was."""
    freezes = workshop.entries(kind="freeze")["at"]
    return datetime.datetime.fromisoformat(freezes.iloc[-1]).date() if len(freezes) else day


@contextmanager
def _all_or_nothing(new: Path) -> Iterator[None]:
    """Take a new file away again where what opened it could not be entered."""
    mine = [place for place in (new, key_path(new)) if not place.exists()]
    try:
        yield
    except BaseException:
        for left in mine:
            with suppress(OSError):
                left.unlink(missing_ok=True)
        raise


# ---- refusals -----------------------------------------------------------------------------------


def _must_be_whole(path: Path) -> None:
    found = verify(path)
    if not found.whole:
        raise InputError.of(
            where=path.name,
            found=found.words,
            allowed="a record that is as it was written",
            do="Carry over from the latest backup that is whole.",
        )


def _must_be_new(path: Path) -> None:
    """Refuse a name that is taken before anything is worked out."""
    if path.exists():
        raise InputError.of(
            where=path.name,
            found="a file of that name",
            allowed="a new name",
            do="Choose another name.",
        )


def _must_be_frozen(workshop: Workshop, because: str | None) -> None:
    if because:
        return
    wrong = _changed_since(workshop)
    if wrong:
        raise InputError.of(
            where=workshop.path.name,
            found=wrong,
            allowed="a frozen record, so that what carries over is what was signed",
            do=f"Freeze it (wcc freeze {workshop.path.name} --because ...), or give a reason "
            "(--because).",
        )


def _changed_since(workshop: Workshop) -> str:
    """Say what stands against carrying on from it; nothing where it is frozen as it stands."""
    frozen = workshop.frozen
    if frozen is None:
        return "a record that was never frozen"
    entries = workshop.entries()
    later = entries[entries["seq"] > frozen.head.entries]
    choice = set(METHOD) - set(KNOWN_LATER)
    changed = [
        row.seq
        for row in later.itertuples()
        if row.kind in ("undo", "redo") or KINDS[row.kind] in choice
    ]
    if not changed:
        return ""
    many = "1 change" if len(changed) == 1 else f"{len(changed)} changes"
    return f"{many} of what was chosen from since it was frozen, the first in entry {changed[0]:,}"


def _must_leave_some(case: Case, chosen: tuple[str, ...], file: str) -> None:
    if len(chosen) == len(case.candidates):
        raise InputError.of(
            where=file,
            found="no candidate that was not chosen",
            allowed="one at least to begin the list with",
            do="Begin from tables: wcc export, put the new candidates in, then wcc start.",
        )


def _known_people(case: Case, gone: Iterable[str]) -> tuple[str, ...]:
    people, gone = list(case.people["person"]), tuple(dict.fromkeys(gone))
    for token in gone:
        if token not in people:
            near = near_miss(token, people)
            raise InputError.of(
                where="gone",
                found=repr(token),
                allowed=f"a token of people: {', '.join(people)}",
                do=f"Did you mean {near!r}?" if near else "Correct the token.",
            )
    return gone
