"""What does the record say, and is it whole? `wcc start`, `log`, `verify`, `freeze`, `export`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wcc_prioritise.cli.endings import BROKEN, in_words
from wcc_prioritise.cli.options import By, Debug, Source
from wcc_prioritise.cli.places import read_case, refusals_in_words
from wcc_prioritise.cli.screen import quoted, say, say_labelled, say_line, say_list

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wcc_prioritise.workshop import Workshop

SHOWN = 30
"""Entries that `wcc log` shows when nothing else is asked: the last ones."""

LONGEST = 300
"""Letters of a reason that `wcc log` shows; a history shows it whole."""

Record = Annotated[
    str, typer.Argument(metavar="FILE", help="The workshop file, whose name ends in .wcc.")
]


@in_words
def start(
    ctx: typer.Context,
    path: Source,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The workshop file to be made.")],
    by: By = "facilitator",
    names: Annotated[
        str | None,
        typer.Option(
            "--names",
            metavar="CSV",
            help="A CSV file with the columns token and name. The names are kept in a file of "
            "their own beside the workshop file, never in it.",
        ),
    ] = None,
    debug: Debug = False,
) -> None:
    """Make the sealed file that keeps every step of the day.

    What the tables hold becomes its first entries; swings and scores may still be wanting, for
    they are given on the day. Nothing is ever overwritten: a file that is
    there already is left alone, and the exit code is then 2.
    """
    from wcc_prioritise.workshop import Workshop

    case, known = read_case(path, answered=False), _names_in(names)
    with (
        refusals_in_words(file, "written to"),
        Workshop.start(case, _file_path(file), by=by, names=known) as workshop,
    ):
        say_line(f"Made {workshop.path}")
        _say_head(workshop)
    say_line(f"Next:  wcc log {quoted(file)}")


@in_words
def log(
    ctx: typer.Context,
    file: Record,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="WORD", help="Only entries of this kind.")
    ] = None,
    about: Annotated[
        str | None,
        typer.Option("--about", metavar="CODE", help="Only entries about this code, such as P07."),
    ] = None,
    criterion: Annotated[
        str | None,
        typer.Option(
            "--criterion",
            metavar="CODE",
            help="With --about a candidate: who scored it on this criterion, when, what they "
            "said, what changed and why.",
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="N",
            help="What changed since the entry with this number, or since the last `freeze`.",
        ),
    ] = None,
    names: Annotated[
        bool,
        typer.Option("--names", help="Entries with a name of the key that nobody has looked at."),
    ] = False,
    owed: Annotated[
        bool,
        typer.Option("--open", help="What is still owed: promises, comments, ideas, challenges."),
    ] = False,
    all_of_it: Annotated[
        bool, typer.Option("--all", help=f"Every entry, not only the last {SHOWN}.")
    ] = False,
    debug: Debug = False,
) -> None:
    """Say what was entered, by whom, when and why."""
    with opened(file) as workshop:
        if criterion:
            _say_history(workshop, about, criterion)
        elif since:
            _say_changes(workshop, since)
        elif names:
            _say_names(workshop)
        elif owed:
            _say_open(workshop)
        else:
            _say_entries(workshop, kind, about, all_of_it)


def _say_entries(workshop: Workshop, kind: str | None, about: str | None, whole: bool) -> None:
    entries = workshop.entries(kind=kind, about=about)
    shown = entries if whole else entries.tail(SHOWN)
    for row in shown.itertuples():
        say(_line(row), first=f"{row.seq:>6}  ", then=" " * 8)
    say_line(f"{len(shown):,} of {len(entries):,} entries shown")


def _line(row) -> str:
    because = row.because if isinstance(row.because, str) else ""
    why = f", because {because[:LONGEST]}{'…' * (len(because) > LONGEST)}" if because else ""
    undone = f" [undone by entry {row.undone_by:.0f}]" if row.undone_by == row.undone_by else ""
    later = f" [after freeze {row.after_freeze:.0f}]" if row.after_freeze > 0 else ""
    return f"{row.at[:16].replace('T', ' ')} UTC, {row.by}: {row.words}{why}{undone}{later}"


def _say_changes(workshop: Workshop, since: str) -> None:
    """Say what changed since an entry, or since the last freeze."""
    point = int(since) if since.isdecimal() else None if since == "freeze" else since
    changes = workshop.difference(point)
    say_list(changes)
    say_line(f"{len(changes):,} changes since {'entry ' if since.isdecimal() else 'the '}{since}")


def _say_names(workshop: Workshop) -> None:
    found = workshop.names_to_check()
    say_list(
        f"entry {row.entry} ({row.kind}), {row.field}: {row.text}" for row in found.itertuples()
    )
    say_line(f"{len(found):,} places with a name that nobody has looked at")


def _say_open(workshop: Workshop) -> None:
    items = workshop.open_items()
    for row in items.itertuples():
        due = "" if row.due is None else f" (due {row.due}{', late' if row.late else ''})"
        say_list([f"{row.kind}: {row.item}, {row.what}{due}"])
    say_line(f"{len(items):,} open")


def _say_history(workshop: Workshop, candidate: str | None, criterion: str) -> None:
    from wcc_prioritise.tables import InputError

    if not candidate:
        raise InputError.of(
            found="a criterion without a candidate",
            allowed="both: --about P07 --criterion C2",
            do="Say which candidate, with --about.",
        )
    say(workshop.history(candidate, criterion))


@in_words
def verify(
    ctx: typer.Context,
    file: Record,
    head: Annotated[
        str | None,
        typer.Option("--head", metavar="SEAL", help="The seal printed on the sign-off sheet."),
    ] = None,
    entries: Annotated[
        int | None,
        typer.Option("--entries", metavar="N", min=1, help="The number printed beside it."),
    ] = None,
    debug: Debug = False,
) -> None:
    """Check that every entry is as it was written.

    The file is only read. Without the printed seal this finds accidental and partial change; with
    it, also a file that was rewritten whole. The exit code is 4 when something is wrong.
    """
    from wcc_prioritise.workshop import verify as checked

    with refusals_in_words(file, "read"):
        found = checked(_file_path(file), head, entries)
    say(found.words)
    if not found.whole:
        raise typer.Exit(BROKEN)
    say_labelled([("Entries", f"{found.entries:,}"), ("Seal of the last", found.head)])


@in_words
def freeze(
    ctx: typer.Context,
    file: Record,
    because: Annotated[str, typer.Option("--because", metavar="WORDS", help="Why now.")],
    by: By = "facilitator",
    debug: Debug = False,
) -> None:
    """Seal the record for sign-off, and print what goes on the sheet.

    Later entries stay possible, and are shown as later.
    """
    with opened(file) as workshop:
        say(workshop.freeze(by=by, because=because).words)


@in_words
def export(
    ctx: typer.Context,
    file: Record,
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="Where to; new or empty.")],
    publishable: Annotated[
        bool,
        typer.Option(
            "--publishable",
            help="Only what may leave the organisation: no token, no name, no answer of one "
            "person, no figure of fewer than three people, no time finer than the half-day.",
        ),
    ] = False,
    debug: Debug = False,
) -> None:
    """Write the record as plain files, or what may be published.

    JSON lines with every entry and its seal, a CSV file for each table, the data dictionary and a
    README. `wcc restore FOLDER FILE` makes the same workshop file from them again.

    With --publishable: CSV files, a README and one web page that may be published. It asks for a
    frozen record, and for every name found in the texts to have been looked at first.
    """
    with opened(file) as workshop, refusals_in_words(folder, "written to"):
        made = _published(workshop, folder) if publishable else workshop.export(folder)
    say_line(f"Wrote {made}")


def _published(workshop: Workshop, folder: str) -> Path:
    """Publish what may be, and say what was left out."""
    from wcc_prioritise.exports.publishable import BESIDE, LEFT_OUT, publish

    made = publish(workshop, folder)
    say("Left out:")
    say_list(LEFT_OUT)
    say(BESIDE)
    say("Read its texts before you pass it on: a nickname or a misspelt name is not found.")
    return made


@in_words
def restore(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="What `wcc export` wrote.")],
    file: Annotated[str, typer.Argument(metavar="FILE", help="The workshop file to be made.")],
    debug: Debug = False,
) -> None:
    """Make a workshop file again from an exported record."""
    from wcc_prioritise.workshop import Workshop

    with refusals_in_words(file, "written to"), Workshop.restore(folder, _file_path(file)) as made:
        say_line(f"Made {made.path}")
        _say_head(made)


def opened(file: str) -> Workshop:
    """Open a workshop file; what the disk refuses is told in words."""
    from wcc_prioritise.workshop import Workshop

    with refusals_in_words(file, "read"):
        workshop = Workshop(_file_path(file))
    if workshop.recovered:
        say(workshop.recovered)
    return workshop


def _file_path(file: str) -> Path:
    from wcc_prioritise.tables import InputError

    if not file.strip():
        raise InputError.of(
            found="no file, only blanks", allowed="a name that ends in .wcc", do="Give the file."
        )
    return Path(file)


def _say_head(workshop: Workshop) -> None:
    head = workshop.head
    say_labelled([("Entries", f"{head.entries:,}"), ("Seal of the last", head.seal)])


def _names_in(path: str | None) -> Mapping[str, str] | None:
    """Read who is who, from a file that is never copied into the record."""
    if path is None:
        return None
    from wcc_prioritise.workshop.names import names_in

    with refusals_in_words(path, "read"):
        return names_in(Path(path))
