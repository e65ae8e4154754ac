"""How does next year begin? `wcc next-round`: a new file from a frozen one, and what to look at."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wcc_prioritise.cli.endings import in_words
from wcc_prioritise.cli.options import By, Debug
from wcc_prioritise.cli.places import refusals_in_words
from wcc_prioritise.cli.record import Record, opened
from wcc_prioritise.cli.screen import quoted, say, say_labelled, say_line, say_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wcc_prioritise.competencies.next_round import NextRound


@in_words
def next_round(
    ctx: typer.Context,
    file: Record,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="FILE", help="The new file; by default FILE-YEAR.wcc."),
    ] = None,
    year: Annotated[
        str | None,
        typer.Option(
            "--year",
            metavar="WORDS",
            help="The year of the new round, as 2027/28; by default the one after the freeze.",
        ),
    ] = None,
    because: Annotated[
        str | None,
        typer.Option("--because", metavar="WORDS", help="Why, where FILE is not frozen."),
    ] = None,
    names: Annotated[
        bool, typer.Option("--names", help="Copy the name key too, beside the new file.")
    ] = False,
    gone: Annotated[
        list[str] | None,
        typer.Option(
            "--gone", metavar="TOKEN", help="Somebody who is no longer on the panel; repeat it."
        ),
    ] = None,
    on: Annotated[
        datetime | None,
        typer.Option(
            "--on",
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="The day on which facts, gates and contracts are judged; by default today.",
        ),
    ] = None,
    again: Annotated[
        bool,
        typer.Option("--again", help="FILE is such a new one: list what was to be looked at."),
    ] = False,
    by: By = "facilitator",
    debug: Debug = False,
) -> None:
    """Open next year's file with all that carries over from a frozen one.

    Criteria, anchors, people and candidates that were not chosen carry over, with last year's
    answers, what is still owed and what claims came to. Chosen candidates become promises to
    review. It says what must be looked at again. Of FILE nothing changes.
    """
    if again:
        _say_again(file)
        return
    from wcc_prioritise.competencies import next_round as begin

    with refusals_in_words(to or file, "written to"):
        new = to or _name_of(file, year, on and on.date())
        found = begin(file, new, by=by, year=year, because=because, names=names,
                      gone=gone or (), on=on and on.date())  # fmt: skip
    _say_opened(found)


def _name_of(file: str, year: str | None, on: date | None) -> Path:
    """Name the new file after the old one and the year."""
    from wcc_prioritise.competencies.next_round import year_after

    with opened(file) as workshop:
        said = year or year_after(workshop, on)
    return Path(file).with_name(f"{Path(file).stem}-{said.replace('/', '-').strip()}.wcc")


def _say_opened(found: NextRound) -> None:
    say_line(f"Made {found.path}")
    say_labelled([("Entries", f"{found.head.entries:,}"), ("Seal of the last", found.head.seal)])
    say(found.summary())
    say(found.carried.origin.words)
    say()
    if len(found.promises):
        say("Last year's promises:")
        say_list(_promise_words(row) for row in found.promises.to_dict("records"))
        say()
    say("To be looked at again:")
    _say_items(found.look_again.to_dict("records"))
    say_line(f"Next:  wcc log {quoted(str(found.path))}")


def _promise_words(row: Mapping) -> str:
    due = "" if row["due"] is None else f", due {row['due']}"
    how = f": {row['how']}" if isinstance(row["how"], str) else ""
    return f"{row['promise']} ({row['kept']}{due}) {row['what']}{how}"


def _say_items(items: Iterable[Mapping]) -> None:
    say_list(
        f"{item['kind']}{' ' + item['item'] if item['item'] else ''}: {item['words']}"
        for item in items
    )


def _say_again(file: str) -> None:
    """List what a record that was opened so was to look at again."""
    from wcc_prioritise.competencies.next_round import opened_from
    from wcc_prioritise.tables import InputError

    with opened(file) as workshop:
        origin = opened_from(workshop)
    if origin is None:
        raise InputError.of(
            where=Path(file).name,
            found="a record that began with tables",
            allowed="one that `wcc next-round` opened",
            do="Leave --again out, to open the next one from it.",
        )
    say(origin.words)
    _say_items(origin.look_again)
