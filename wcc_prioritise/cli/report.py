"""What leaves the room? `wcc report`: every paper of a record, all together or not at all."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wcc_prioritise.cli.endings import in_words
from wcc_prioritise.cli.options import Debug, Source
from wcc_prioritise.cli.places import (
    RECORD,
    finished_together,
    is_record,
    read_case,
    refusals_in_words,
    source_of,
)
from wcc_prioritise.cli.record import opened
from wcc_prioritise.cli.screen import Stages, quoted, say, say_labelled, say_line

if TYPE_CHECKING:
    from wcc_prioritise.exports.of_record import OfRecord
    from wcc_prioritise.exports.shells import Templates
    from wcc_prioritise.workshop import Workshop

BEFORE_AND_AFTER = 3
"""Stages beside one for each kind: opening, working out, putting in place."""

Out = Annotated[str, typer.Option("--out", metavar="DIR", help="The folder for the files.")]
Only = Annotated[
    str | None,
    typer.Option(
        "--only",
        metavar="KINDS",
        help="Only these kinds, with commas between them, as board-paper,slides.",
    ),
]

Own = Annotated[
    str | None,
    typer.Option(
        "--templates",
        metavar="DIR2",
        help="A folder with templates of your own (wcc templates writes some to begin with).",
    ),
]


@in_words
def report(
    ctx: typer.Context,
    path: Source,
    out: Out = "wcc-report",
    only: Only = None,
    templates: Own = None,
    debug: Debug = False,
) -> None:
    """Write everything that leaves the room, from the record alone.

    Board paper, two-page paper, slides, workbook, minutes, letters, public summary, logs, sign-off
    sheet, QA pack and appeals pack. A workshop file is read, never written; from a frozen one the
    same files come again to the last byte. With templates of your own the papers have your looks
    and your words around them, never other figures. What stands in the folder is replaced only when
    everything is done.
    """
    from wcc_prioritise.cli.run import place_of
    from wcc_prioritise.exports.packs import kinds_in

    folder = place_of(out)
    kinds = kinds_in(None if only is None else _named(only))
    own = None if templates is None else _read(templates)
    with Stages(len(kinds) + BEFORE_AND_AFTER) as stages, _record(path, stages) as workshop:
        told = _worked_out(workshop, own, stages)
        made = _written(told, kinds, folder, stages)
    _say_made(made, folder)
    say()
    _say_standing(path, told)


def _read(folder: str) -> Templates:
    from wcc_prioritise.exports.template_folder import read_templates

    with refusals_in_words(folder, "read"):
        return read_templates(folder)


def _named(only: str) -> list[str]:
    return [name for name in map(str.strip, only.split(",")) if name]


@contextlib.contextmanager
def _record(path: str, stages: Stages) -> Iterator[Workshop]:
    """Open the record; tables are entered in one of their own, which is not kept."""
    if is_record(path):
        stages.begin(f"Opening {path}")
        with opened(path) as workshop:
            yield workshop
        return
    from wcc_prioritise.workshop import Workshop

    stages.begin(f"Reading {source_of(path)}")
    case = read_case(path)
    _refuse_evidence_alone(case)
    with tempfile.TemporaryDirectory(prefix="wcc-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / f"workshop{RECORD}"
        with (
            refusals_in_words(folder, "written to"),
            Workshop.start(case, file, by="facilitator") as workshop,
        ):
            yield workshop


def _refuse_evidence_alone(case) -> None:
    if case.charter is not None:
        return
    from wcc_prioritise.tables import InputError

    raise InputError.of(
        found="tables without a charter",
        allowed="a whole workshop: charter, people, candidates, criteria, scores and swings",
        do="Use wcc run for a paper on evidence alone.",
    )


def _worked_out(workshop: Workshop, templates: Templates | None, stages: Stages) -> OfRecord:
    """Find now what every kind needs, so that what is wanting is told before anything is made."""
    from wcc_prioritise.exports.of_record import OfRecord

    stages.begin("Finding the best set and trying our doubts")
    told = OfRecord(workshop, templates)
    _ = (told.portfolio, told.stress, told.funded)
    return told


def _written(
    told: OfRecord, kinds: list[str], out: Path, stages: Stages
) -> dict[str, dict[str, bytes]]:
    """Make every kind, and put all files in place together; give them by kind."""
    from wcc_prioritise.exports.packs import make

    made: dict[str, dict[str, bytes]] = {}
    with finished_together(out) as folder:
        for kind in kinds:
            made[kind] = make(told, [kind], lambda name: stages.begin(f"Writing {name}"))
            for name, contents in made[kind].items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(contents)
        stages.begin("Putting the files in place")
    return made


def _say_made(made: dict[str, dict[str, bytes]], out: Path) -> None:
    """Say which files there are, what each is for, and which may be published."""
    from wcc_prioritise.exports.packs import PUBLISHABLE, WHAT_FOR

    say()
    say_line(f"Wrote, in {out}:")
    say_labelled((kind, f"{WHAT_FOR[kind]} {_names_in(files)}") for kind, files in made.items())
    say()
    for kind in made:
        if kind in PUBLISHABLE:
            say(f"For publication, unless its first lines say NOT YET: {kind}.")
    if kept := [kind for kind in made if kind not in PUBLISHABLE]:
        say(f"Not for publication: {', '.join(kept)}.")


def _names_in(files: dict[str, bytes]) -> str:
    """Name the files of a kind; where they have a folder, the folder alone.

    Examples
    --------
    >>> _names_in({"paper.docx": b"", "paper.html": b""}), _names_in({"letters/P01.docx": b""})
    ('[paper.docx, paper.html]', '[letters/]')
    """
    shown = (name.partition("/")[0] + "/" if "/" in name else name for name in files)
    return f"[{', '.join(dict.fromkeys(shown))}]"


def _say_standing(path: str, told: OfRecord) -> None:
    """Say what the files were made from, and what is to be done before anybody signs."""
    from wcc_prioritise.exports.record_papers import later_words

    if not is_record(path):
        say(
            "Not frozen: the tables were entered in a record that is not kept, so there is no file "
            "to check the seal in the papers against. Before anybody signs:"
        )
        say_line(f"  wcc start {quoted(path)} day.wcc")
    elif told.frozen is None:
        say("Not frozen: the record may still change. Before anybody signs:")
        say_line(f'  wcc freeze {quoted(path)} --because "WORDS"')
    else:
        frozen, kinds = told.frozen, told.entries["kind"]
        after = later_words(kinds[told.entries["seq"] > frozen.head.entries])
        say(f"Frozen: freeze {frozen.number}, {frozen.head.entries:,} entries. After it: {after}.")
