"""What may leave the organisation? A workshop file as it can be published: the verb `publish`."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from wcc_prioritise.case import Case
from wcc_prioritise.exports.content import (
    Heading,
    Listing,
    Paper,
    Paragraph,
    Section,
    Table,
    numbered,
)
from wcc_prioritise.exports.page import page_file
from wcc_prioritise.exports.public_tables import Published, published_tables
from wcc_prioritise.exports.public_words import Discreet, answers_of, half_day, names_words
from wcc_prioritise.exports.wording import listed
from wcc_prioritise.exports.writing import write_whole
from wcc_prioritise.tables import Fault, InputError
from wcc_prioritise.tables.csv_files import APOSTROPHE, RUNS

if TYPE_CHECKING:
    from wcc_prioritise.workshop import Workshop

README, PAGE = "README.md", "index.html"

TITLE = "# A prioritisation workshop: what may be published"

NOTHING_PUBLISHED = "Nothing was published. To put right:"

LEFT_OUT = (
    "Anything of one person: no token, no name key, no score, weight or closing answer by person, "
    "no reason given with a score, no organisation and no experience.",
    "Figures of fewer than three people, and figures from which these could be worked out by "
    "subtraction: such cells say that they are not told, and why. Means are whole numbers; near an "
    "end of the scale they are words; spreads are bands. Values and totals made from scores are "
    "left out, for their decimals could be set beside the means.",
    "What a voice group alone would have chosen. Of leaving a group out only the candidates that "
    "would enter and leave are told, never numbers.",
    "Notes, ideas, gut orders and the parking lot; of free text there is only what was decided, "
    "promised, commented and answered, challenged and answered, and lines of a minority that those "
    "they speak for accepted. A text that names a member's token is left out whole.",
    "Every seal but the last, and clock times finer than the half-day: from a seal and a time an "
    "entry could be guessed back.",
)
"""What is not in it, and why."""

LISTED = 20
"""Entries that are named one by one; the rest are counted."""

BESIDE = (
    "The paper for the board and the tables behind it hold figures with decimals. Do not publish "
    "them beside this: together they could give a score away."
)


def publish(workshop: Workshop, folder: str | os.PathLike) -> Path:
    """What of the record may leave the organisation?

    A folder of CSV files, a README in plain words and one web page, from the record as it was
    frozen. They carry the seal of the last entry and the number of entries, so that whoever holds
    the record can show that it is the one they were made from, and nothing that lets a reader work
    out what one person said.

    Parameters
    ----------
    workshop : Workshop
        A record that was frozen, every name in it looked at.
    folder : str or path-like
        A new or empty folder, or one that holds an earlier publication, which is replaced.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    InputError
        If the record is not frozen, its answers have changed since, an entry holds a name that
        nobody has looked at, the name key is not there, or the folder holds anything else.

    References
    ----------
    Hundepool A, Domingo-Ferrer J, Franconi L et al. Statistical Disclosure Control. Wiley 2012,
    chapter 4 (thresholds, differencing and the audit of what is left by linear programmes).

    Examples
    --------
    >>> import pathlib, tempfile
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.workshop import Workshop
    >>> place = pathlib.Path(tempfile.mkdtemp())
    >>> case, names = wcc.read(wcc.sample("short")), {"S01": "Joan Bloggsworth"}
    >>> with Workshop.start(case, place / "day.wcc", names=names) as workshop:
    ...     frozen = workshop.freeze(by="chair", because="to be published")
    ...     made = publish(workshop, place / "public")
    >>> (made / "README.md").is_file(), (made / "scores.csv").is_file()
    (True, True)
    """
    folder = Path(folder)
    frozen = _frozen(workshop)
    _refuse_too_early(workshop, frozen)
    _must_be_free(folder)
    case = workshop.case()
    discreet = Discreet(case)
    tables = published_tables(workshop, frozen, discreet)
    said = _said(workshop, case, discreet)
    files = {f"{made.name}.csv": _csv(made) for made in tables}
    files[PAGE] = page_file(_page(case, tables, said))
    files[README] = _readme(case, tables, said, discreet).encode("utf-8")
    for name, contents in files.items():
        write_whole(folder / name, contents)
    return folder


def _frozen(workshop: Workshop) -> list[Case]:
    """Give the case at each freeze; of freezes with the same answers only the last."""
    cases = [workshop.case(at=int(seq)) for seq in workshop.entries(kind="freeze")["seq"]]
    return [list(same)[-1] for _, same in groupby(cases, key=answers_of)]


# ---- what stands in the way ---------------------------------------------------------------------


def _refuse_too_early(workshop: Workshop, frozen: Sequence[Case]) -> None:
    """Refuse with everything that stands in the way at once."""
    faults = [*_unfrozen(workshop, frozen)]
    try:
        faults += _unchecked(workshop)
    except InputError as no_key:
        faults += no_key.faults
    if faults:
        raise InputError(faults, NOTHING_PUBLISHED)


def _unfrozen(workshop: Workshop, frozen: Sequence[Case]) -> Iterator[Fault]:
    allowed, do = "a record whose answers are frozen", "Freeze it (wcc freeze), then publish."
    if not frozen:
        yield Fault("", None, None, "a record that was never frozen", allowed, do)
        return
    then, now = answers_of(frozen[-1]), answers_of(workshop.case())
    if changed := [name.replace("_", " ") for name in now if now[name] != then[name]]:
        found = f"{', '.join(changed)} that changed since the last freeze"
        yield Fault("", None, None, found, allowed, do)


def _unchecked(workshop: Workshop) -> Iterator[Fault]:
    """Name the entries that hold a name nobody has looked at, a word at a time."""
    for text, rows in workshop.names_to_check().groupby("text", sort=False):
        held = rows.drop_duplicates("entry")
        named = [f"{row.entry} ({row.kind})" for row in held.head(LISTED).itertuples()]
        more = [f"{len(held) - LISTED:,} more"] if len(held) > LISTED else []
        one = f"workshop.name_checked({held['entry'].iloc[0]}, by=...)"
        do = f"Keep it, as with {one}, or have it worded anew (with instead=...)."
        if "table" in set(held["kind"]):
            do += (
                " In a table of the beginning it is kept once its row was entered anew without it."
            )
        found = f"{text!r}, as in the key of names, in entry {listed([*named, *more])}"
        yield Fault("", None, None, found, "a text that somebody looked at", do)


def _must_be_free(folder: Path) -> None:
    held = sorted(folder.iterdir()) if folder.is_dir() else []
    readme = folder / README
    ours = readme.is_file() and readme.read_text("utf-8", errors="replace").startswith(TITLE)
    if held and not ours:
        raise InputError.of(
            where=folder.name,
            found=f"a folder with other files, such as {held[0].name}",
            allowed="a new or empty folder, or that of an earlier publication",
            do="Choose another folder.",
        )


# ---- what is written ----------------------------------------------------------------------------


def _said(workshop: Workshop, case: Case, discreet: Discreet) -> tuple[str, ...]:
    """Say of which record this is, how people stand in it, and what was done about names."""
    head, freezes = workshop.head, workshop.entries(kind="freeze")
    privacy = case.charter.privacy
    stands = {
        "open": "In the room names stood beside the scores; none of that is in here.",
        "pseudonymous": "In the record people are tokens, whose names are kept in a key apart "
        "from it; neither is in here.",
        "anonymous": "In the record people are random tokens of which no key was kept; not even "
        "these are in here.",
    }[privacy]
    return (
        f"The record has {head.entries:,} entries; the seal of the last is {head.seal}. Whoever "
        f"holds it can show with these two that it is the record this was made from (wcc verify).",
        f"It was frozen for sign-off on {half_day(freezes['at'].iloc[-1])} (freeze "
        f"{len(freezes)}). Mornings and afternoons are those of universal time (UTC).",
        f"Names: the charter says {privacy}. {stands}",
        names_words(workshop, privacy, discreet),
    )


def _csv(made: Published) -> bytes:
    """Write a table that a spreadsheet opens with every sign right and runs nothing of."""
    out = io.StringIO()
    rows = [made.table.columns, *made.table.rows]
    escaped = ([APOSTROPHE + c if RUNS.match(c) else c for c in row] for row in rows)
    csv.writer(out, lineterminator="\n").writerows(escaped)
    return out.getvalue().encode("utf-8-sig")


def _readme(
    case: Case, tables: Sequence[Published], said: Sequence[str], discreet: Discreet
) -> str:
    charter = case.charter
    files = "\n".join(f"| {made.name}.csv | {made.table.caption} |" for made in tables)
    parts = [
        TITLE,
        *([discreet(charter.notice)] if charter.notice else []),
        f"{discreet(charter.organisation)}: {discreet(charter.question)}",
        *said,
        "## What is in it",
        f"| file | what it answers |\n| --- | --- |\n| {PAGE} | all of it on one page |\n{files}",
        "A blank cell was left blank in the record; a table without rows says that there is none.",
        "## What is not in it, and why",
        "\n".join(f"* {words}" for words in LEFT_OUT),
        BESIDE,
    ]
    return "\n\n".join(parts) + "\n"


def _page(case: Case, tables: Sequence[Published], said: Sequence[str]) -> Paper:
    charter = case.charter
    opening = Section((Heading("What this is", 2), *map(Paragraph, said)))
    parts = [
        Section((Heading(heading, 2), *(_filled(made.table) for made in group if made.table.rows)))
        for heading, group in groupby(tables, key=lambda made: made.heading)
    ]
    none = [made.table.caption for made in tables if not made.table.rows]
    blocks = [Heading("What is not in it, and why", 2), Listing(LEFT_OUT), Paragraph(BESIDE)]
    if none:
        blocks += [Paragraph("Nothing is on record under these heads:"), Listing(tuple(none))]
    return Paper(charter.question, charter.notice or "", numbered([opening, *parts,
                 Section(tuple(blocks))]))  # fmt: skip


def _filled(table: Table) -> Table:
    """Leave the columns out of the page in which nothing stands."""
    kept = [place for place in range(len(table.columns)) if any(row[place] for row in table.rows)]
    rows = tuple(tuple(row[place] for place in kept) for row in table.rows)
    return Table(table.caption, tuple(table.columns[place] for place in kept), rows)
