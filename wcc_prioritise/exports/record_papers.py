"""How does a paper of the record become files? Dated by the record, signed by its organisation."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from wcc_prioritise.exports.content import Paper, Section, numbered
from wcc_prioritise.exports.page import page_file
from wcc_prioritise.exports.results import Results, gather
from wcc_prioritise.exports.unnamed import unnamed, without_names
from wcc_prioritise.exports.word import word_file
from wcc_prioritise.exports.wording import counted, given, listed
from wcc_prioritise.exports.zipped import made_at
from wcc_prioritise.workshop.names import key_path

if TYPE_CHECKING:
    from wcc_prioritise.exports.of_record import OfRecord
    from wcc_prioritise.workshop import Entry

IN_A_PAPER = (
    "gaps", "ranking", "stress", "portfolio", "funded", "money", "programme", "ledger",
)  # fmt: skip
"""Results of a record that the board paper is gathered from."""


def paper_of(
    told: OfRecord,
    title: str,
    sections: Iterable[Section],
    *,
    letter: Mapping[str, str] | None = None,
    say: Callable[[object], str] = given,
) -> Paper:
    """Make a paper whose properties come from the record, never from a clock.

    Parameters
    ----------
    told : OfRecord
        What the record comes to.
    title : str
        The heading of the paper.
    sections : iterable of Section
        In the order of reading; tables and pictures are numbered here.
    letter : mapping of str to str, optional
        What the named fields of a letter hold; with it, the template of letters is used.
    say : callable
        Gives a text of the charter as it may leave the room.

    Returns
    -------
    Paper
        With the notice of the charter, the organisation as its author and the moment of the freeze
        (or else of the last entry) as its date, with the templates of the record's papers. Names of
        the key file are taken out of every text.
    """
    charter = told.case.charter
    unfrozen = None if told.frozen else "Not frozen: the record may still change."
    notice = " ".join(filter(None, (charter.notice, unfrozen)))
    named = {**_named(told, say), **(letter or {})}
    paper = Paper(
        title,
        notice,
        numbered(sections),
        charter.organisation,
        made_at(told),
        named=tuple(named.items()),
        templates=told.templates,
        letter=letter is not None,
    )
    kept = key_path(told.workshop.path).exists()
    return without_names(paper, unnamed(told)) if kept else paper


def _named(told: OfRecord, say: Callable[[object], str]) -> dict[str, str]:
    """Give what the named fields of a template hold, beside the title and the notice."""
    charter, frozen = told.case.charter, told.frozen
    head = frozen.head if frozen else told.head
    return {
        "organisation": say(charter.organisation),
        "question": say(charter.question),
        "decides": say(given(charter.who_decides, "")),
        "made_on": given(day_of(told)),
        "frozen": f"freeze {frozen.number}" if frozen else "not frozen",
        "entries": f"{head.entries:,}",
        "seal": head.seal,
    }


def in_word(name: str, paper: Paper) -> dict[str, bytes]:
    """Give a paper as a Word file, by its name without the ending."""
    return {f"{name}.docx": word_file(paper)}


def in_page(name: str, paper: Paper) -> dict[str, bytes]:
    """Give a paper as a web page, by its name without the ending."""
    return {f"{name}.html": page_file(paper)}


def in_both(name: str, paper: Paper) -> dict[str, bytes]:
    """Give a paper as a Word file and as a web page, by its name without the ending."""
    return {**in_word(name, paper), **in_page(name, paper)}


def results_of(told: OfRecord) -> Results:
    """Gather every result that the record comes to, as the board paper takes them."""
    found = (getattr(told, name) for name in IN_A_PAPER)
    return gather(tuple(result for result in found if result is not None))


def day_of(told: OfRecord) -> datetime.date:
    """Give the day on which the record was frozen, or else of its last entry (UTC)."""
    return made_at(told).date()


def standing(told: OfRecord, kind: str) -> list[Entry]:
    """Give the entries of a kind that nobody took back."""
    entries = told.entries
    undone = set(entries.loc[entries["undone_by"].notna(), "seq"])
    return [entry for entry in told.workshop.of_kind(kind) if entry.seq not in undone]


def signatures(told: OfRecord) -> dict[str, Entry]:
    """Give who signed the last freeze: role (analyst, assurer, approver) to the entry."""
    after = told.frozen.head.entries if told.frozen else 0
    signed = [entry for entry in standing(told, "sign-off") if entry.seq > after]
    return {entry.fields["text"]: entry for entry in signed}


def seal_rows(told: OfRecord) -> list[tuple[str, str]]:
    """List what shows that a record is the one that was frozen: entries, seal and fingerprint."""
    if told.frozen is None:
        return [
            ("Frozen for sign-off", "no: the record is not frozen, and may still change"),
            ("Entries so far", f"{told.head.entries:,}"),
            ("Seal of the last entry", told.head.seal),
            ("Fingerprint of the case (SHA-256)", told.case.fingerprint),
        ]
    frozen = told.frozen
    later = told.entries["seq"] > frozen.head.entries
    return [
        ("Frozen for sign-off", f"freeze {frozen.number}"),
        ("Entries when it was frozen", f"{frozen.head.entries:,}"),
        ("Seal of the last of these (SHA-256)", frozen.head.seal),
        ("Fingerprint of what it holds (SHA-256)", frozen.fingerprint),
        ("Entered after the freeze", later_words(told.entries.loc[later, "kind"])),
    ]


def later_words(kinds: Iterable[str]) -> str:
    """Say what was entered after the freeze, by kind.

    Examples
    --------
    >>> later_words(["sign-off", "sign-off", "note"]), later_words([])
    ('3 entries: sign-off and note', 'nothing')
    """
    kinds = list(kinds)
    if not kinds:
        return "nothing"
    return f"{counted(len(kinds), 'entry', 'entries')}: {listed(dict.fromkeys(kinds))}"
