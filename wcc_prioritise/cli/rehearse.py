"""How would tomorrow go? `wcc rehearse`: simulated scorers take the day in a copy of your file."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wcc_prioritise.cli.endings import UNEXPECTED, in_words
from wcc_prioritise.cli.options import Debug, Source
from wcc_prioritise.cli.places import (
    RECORD,
    finished_together,
    is_record,
    read_case,
    refusals_in_words,
    source_of,
)
from wcc_prioritise.cli.screen import Stages, plain, quoted, say, say_line, say_list

if TYPE_CHECKING:
    from wcc_prioritise.case import Case
    from wcc_prioritise.teaching.drills import Drilled
    from wcc_prioritise.teaching.rehearsing import Rehearsal, Step

FILE, WORDS, DRILL_WORDS, PAPERS = "rehearsed.wcc", "rehearsal.txt", "drill.txt", "papers"
SHORT_PAPERS = ("two-page-paper",)
"""What is made of the short rehearsal; the whole one makes all that `wcc report` makes."""

SHORT_LINES = 2
"""Lines that the short rehearsal shows of each step; all of them stand in the text file."""

SIMULATED = "SYNTHETIC: every answer in it was given by simulated scorers."

Short = Annotated[
    bool,
    typer.Option("--short", help="For the evening before: two lines a step, the two-page paper."),
]
Out = Annotated[str, typer.Option("--out", metavar="DIR", help="The folder for the rehearsal.")]
Seed = Annotated[
    int, typer.Option("--seed", metavar="N", min=0, help="Another number, another simulated panel.")
]
Drill = Annotated[
    str | None,
    typer.Option(
        "--drill",
        metavar="NAME",
        help="Only a disruption, on a copy that stands at the discussion: late-bid, walk-out, "
        "crash, or all.",
    ),
]


@in_words
def rehearse(
    ctx: typer.Context,
    path: Source,
    short: Short = False,
    out: Out = "wcc-rehearsal",
    seed: Seed = 2026,
    drill: Drill = None,
    debug: Debug = False,
) -> None:
    """Take the whole day with simulated scorers, in a copy; say READY, or what to mend.

    Your own file is only read. One of the panel is dominant, one harsh, one games the scores, and
    some leave at the pause. The exit code is 0 when all is ready, and 1 otherwise.
    """
    from wcc_prioritise.cli.run import place_of

    folder, before = place_of(out), _bytes_of(path)
    _refuse_own_folder(path, folder)
    names = _named(drill)
    if names is None:
        good = _rehearsed(path, folder, seed, short)
    else:
        good = _drilled(path, folder, seed, names)
    _say_untouched(path, before)
    if not good:
        raise typer.Exit(UNEXPECTED)


def _named(drill: str | None) -> list[str] | None:
    from wcc_prioritise.teaching.drills import drills_in

    return None if drill is None else drills_in(drill)


# ---- what is rehearsed --------------------------------------------------------------------------


def _read(path: str) -> Case:
    """Read the workshop as it stands; a record is read in a copy, so that not even its lock moves.

    Raises
    ------
    InputError
        If anything in it has to be put right, or it is evidence alone.
    """
    from wcc_prioritise.tables import InputError

    if is_record(path):
        with (
            refusals_in_words(path, "read"),
            tempfile.TemporaryDirectory(prefix="wcc-", ignore_cleanup_errors=True) as folder,
        ):
            for file in _files_of(path):
                shutil.copy(file, folder)
            case = read_case(str(Path(folder) / Path(path).name))
    else:
        case = read_case(path, answered=False)
    if case.charter is None:
        raise InputError.of(
            found="tables without a charter",
            allowed="a whole workshop: charter, people, candidates and criteria",
            do="Fill in the form that `wcc new` makes, or give another path.",
        )
    return case


def _files_of(path: str) -> list[Path]:
    """List what belongs to a workshop: every file of the folder, or the file and its journal."""
    place = source_of(path)
    if place.is_dir():
        return sorted(file for file in place.iterdir() if file.is_file())
    beside = [place.with_name(f"{place.name}-journal")] if is_record(path) else []
    return [file for file in (place, *beside) if file.is_file()]


def _bytes_of(path: str) -> str:
    """Hash everything that belongs to a workshop, names and bytes."""
    hashed = hashlib.sha256()
    with refusals_in_words(path, "read"):
        for file in _files_of(path):
            hashed.update(f"{file.name}\n{file.stat().st_size}\n".encode())
            hashed.update(file.read_bytes())
    return hashed.hexdigest()


def _refuse_own_folder(path: str, out: Path) -> None:
    """Keep the rehearsal out of the folder that is rehearsed."""
    from wcc_prioritise.tables import InputError

    if Path(path).is_dir() and Path(path).resolve() == out.resolve():
        raise InputError.of(
            found=f"--out {str(out)!r}, which is your own workshop",
            allowed="another folder",
            do="Give another folder, or leave --out out.",
        )


# ---- the day ------------------------------------------------------------------------------------


def _rehearsed(path: str, out: Path, seed: int, short: bool) -> bool:
    """Take the day, make the papers, and tell it; say whether all is ready."""
    from wcc_prioritise.exports.packs import MAKERS
    from wcc_prioritise.teaching.rehearsing import TITLES, rehearse

    kinds = list(SHORT_PAPERS if short else MAKERS)
    with Stages(len(TITLES) + len(kinds) + 2) as stages, finished_together(out) as folder:
        stages.begin(f"Reading {source_of(path)}")
        case = _read(path)
        done = rehearse(case, folder / FILE, seed=seed, progress=stages.begin)
        done = done.and_papers(_papers(folder, kinds, stages))
        _tidy(folder)
        (folder / WORDS).write_text(_text_of(done, path), encoding="utf-8")
        stages.begin("Putting the files in place")
    _say_day(done, SHORT_LINES if short else None)
    _say_verdict(done, path, out)
    return done.ready


def _papers(folder: Path, kinds: list[str], stages: Stages) -> str | None:
    """Make the papers of the rehearsed day; give what stopped them, in words."""
    from wcc_prioritise.portfolio import NoPortfolio
    from wcc_prioritise.tables import InputError
    from wcc_prioritise.teaching.rehearsing import papers

    try:
        made = papers(folder / FILE, kinds, lambda name: stages.begin(f"Writing {name}"))
    except InputError as stop:
        return " ".join(fault.words() for fault in stop.faults)
    except NoPortfolio as stop:
        return f"no set meets every demand: {'; '.join(stop.clash)} cannot all hold."
    for name, contents in made.items():
        place = folder / PAPERS / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(contents)
    return None


def _tidy(folder: Path) -> None:
    """Take away the backups that the days of the rehearsal left."""
    for backup in folder.glob(f"*.backup{RECORD}"):
        backup.unlink()


def _text_of(done: Rehearsal, path: str) -> str:
    """Tell the whole rehearsal as plain text."""
    told = [f"Rehearsal of {Path(path).name}. {SIMULATED}", ""]
    for step in done.steps:
        told += [_heading(step), *(f"  {line}" for line in step.lines()), ""]
    told += ["READY" if done.ready else "NOT READY. To mend:", *(f"- {w}" for w in done.mend)]
    told += ["Better agreed beforehand:", *(f"- {w}" for w in done.better)] if done.better else []
    return "\n".join([*map(plain_line, told), ""])


def plain_line(line: str) -> str:
    """Give a line of a text file as it is to be read, its indent kept."""
    return line[: len(line) - len(line.lstrip())] + plain(line)


def _heading(step: Step) -> str:
    return f"{step.at} {step.title}"


def _say_day(done: Rehearsal, most: int | None) -> None:
    say()
    for step in done.steps:
        say(_heading(step))
        for line in step.lines(most):
            say(plain(line), first="  ", then="  ")


def _say_verdict(done: Rehearsal, path: str, out: Path) -> None:
    say()
    if done.better:
        say("The day runs without these, and yet they had better be agreed before it:")
        say_list(done.better)
    if done.ready:
        say("READY")
    else:
        say("NOT READY. To mend, in your own file:")
        say_list(done.mend)
    say()
    say_line(f"To walk through it:  wcc room {quoted(str(out / FILE))}")
    say_line(f"All of it in words:  {out / WORDS}")
    if (out / PAPERS).is_dir():
        say_line(f"What would leave the room:  {out / PAPERS}")
    say_line(f"If something goes wrong:  wcc rehearse {quoted(path)} --drill all")
    say(SIMULATED)


# ---- disruptions --------------------------------------------------------------------------------


def _drilled(path: str, out: Path, seed: int, names: list[str]) -> bool:
    """Go through disruptions, each in a copy of its own; say whether everything held."""
    with Stages(len(names) + 3) as stages, finished_together(out) as folder:
        stages.begin(f"Reading {source_of(path)}")
        case = _read(path)
        stages.begin("Taking the day up to the discussion")
        done = _each_drilled(case, folder, seed, names, stages)
        told = "\n\n".join(drilled.words for drilled in done)
        (folder / DRILL_WORDS).write_text(f"{SIMULATED}\n\n{told}\n", encoding="utf-8")
        stages.begin("Putting the files in place")
    for drilled in done:
        _say_drilled(drilled)
    say()
    say("Everything held." if all(d.held for d in done) else "NOT everything held: see above.")
    say_line(f"All of it in words:  {out / DRILL_WORDS}")
    for name in names:
        say_line(f"To look at it:  wcc room {quoted(str(out / _file_of(name)))}")
    say(SIMULATED)
    return all(drilled.held for drilled in done)


def _each_drilled(
    case: Case, folder: Path, seed: int, names: list[str], stages: Stages
) -> list[Drilled]:
    from wcc_prioritise.teaching.drills import DRILLS
    from wcc_prioritise.teaching.rehearsing import until_the_set
    from wcc_prioritise.workshop import Workshop

    played, done = folder / FILE, []
    clock = until_the_set(case, played, seed=seed)
    for name in names:
        stages.begin(f"Trying a {name}")
        copy = shutil.copy(played, folder / _file_of(name))
        with Workshop(copy, clock=clock) as workshop:
            done.append(DRILLS[name](workshop))
    played.unlink()
    _tidy(folder)
    return done


def _file_of(name: str) -> str:
    return f"drill-{name.replace(' ', '-')}{RECORD}"


def _say_drilled(drilled: Drilled) -> None:
    say()
    for line in drilled.words.splitlines():
        say(plain(line), then="  ")


# ---- the original -------------------------------------------------------------------------------


def _say_untouched(path: str, before: str) -> None:
    """Say that the original is as it was, having looked."""
    if _bytes_of(path) == before:
        say_line(f"{path} was only read: not a byte of it has changed.")
    else:
        say(
            f"{path} has changed meanwhile, and not by this rehearsal, which only reads it: is it "
            "open in another program?"
        )
