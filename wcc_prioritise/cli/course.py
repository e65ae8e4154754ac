"""How is the method taught? `wcc course`: copies, exercises by text, resets, results."""

from __future__ import annotations

from collections.abc import Sized
from pathlib import Path
from typing import Annotated

import typer

from wcc_prioritise.cli.endings import in_words
from wcc_prioritise.cli.options import Debug
from wcc_prioritise.cli.places import refusals_in_words
from wcc_prioritise.cli.screen import Stages, say, say_line, say_list

STAGES = {"learner": 3, "trainer": 7}
"""What is told of while each copy is made."""

course = typer.Typer(
    help="Teach the method: copies for learners and trainers, exercises by text, results.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)

Data = Annotated[
    str | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help="Tables of your own area; every story, answer and check follows them.",
    ),
]
Day = Annotated[
    str, typer.Option("--day", metavar="WORDS", help="The timetable: half day or full day.")
]


@course.command()
@in_words
def build(
    ctx: typer.Context,
    out: Annotated[str, typer.Argument(metavar="OUT", help="A new or empty folder.")],
    reader: Annotated[
        str, typer.Option("--for", metavar="WHOM", help="learner or trainer.")
    ] = "learner",
    data: Data = None,
    debug: Debug = False,
) -> None:
    """Write a copy of the course: for learners without any answer, for trainers with all."""
    from wcc_prioritise.teaching import course as kit

    with Stages(STAGES.get(reader, 1)) as stages, refusals_in_words(Path(out), "written to"):
        made = kit.build(reader, out, data=data, progress=stages.begin)
    say_line(f"{_counted(made, 'file')} for {reader}s in {out}; begin with READ-ME-FIRST.txt")


@course.command()
@in_words
def take(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="The exercise, as X4.")],
    answers: Annotated[
        str, typer.Option("--answers", metavar="FILE", help="Where what you type is kept.")
    ] = "course-answers.csv",
    data: Data = None,
    debug: Debug = False,
) -> None:
    """Do one exercise by text alone: story, prediction, run, question, feedback."""
    from wcc_prioritise.teaching.course.taking import keep
    from wcc_prioritise.teaching.course.taking import take as done

    typed = done(code, ask=_ask, say=_paragraph, data=data)
    with refusals_in_words(Path(answers), "written to"):
        keep(Path(answers), typed)
    say_line(f"What you typed is kept in {answers}")


@course.command()
@in_words
def reset(
    ctx: typer.Context,
    notebook: Annotated[str, typer.Argument(metavar="NOTEBOOK", help="A notebook of the course.")],
    step: Annotated[
        str | None,
        typer.Option(
            "--step",
            metavar="STEP",
            help="Go on at predict, run, investigate, modify or make: all before it is run.",
        ),
    ] = None,
    debug: Debug = False,
) -> None:
    """Put a notebook back as it was handed out; what you typed stays."""
    from wcc_prioritise.teaching.course import reset as put_back

    with refusals_in_words(Path(notebook), "written to"):
        kept = put_back(notebook, step)
    say_line(f"{notebook} is as it was handed out, with what you typed.")
    say_line(f"As it was before: {kept}")


@course.command()
@in_words
def results(
    ctx: typer.Context,
    folder: Annotated[
        str, typer.Argument(metavar="FOLDER", help="Learners' notebooks, a folder for each.")
    ],
    data: Data = None,
    debug: Debug = False,
) -> None:
    """Say, outcome by outcome, what the learners can do now."""
    from wcc_prioritise.teaching.course.learned import answers, by_outcome

    found = answers(folder, data)
    learners = found["learner"].unique()
    say_line(f"{_counted(learners, 'learner')}, {_counted(found, 'exercise')} begun.")
    for number, row in by_outcome(found).iterrows():
        told = f"{row.right} of {row.answered} right" if row.answered else "no answers"
        say_line(f"{number}. {row.can} ({row.exercises}): {told}")
        if row.misconceptions:
            say_list([f"met: {name}" for name in row.misconceptions.split("; ")])


@course.command()
@in_words
def late(
    ctx: typer.Context,
    minutes: Annotated[int, typer.Argument(metavar="MINUTES", min=1, help="So late it is.")],
    day: Day = "half day",
    debug: Debug = False,
) -> None:
    """Say what to drop when it is late, and what hangs on it."""
    from wcc_prioritise.teaching.course import cut_list

    cuts = cut_list(day, minutes)
    for row in cuts.itertuples():
        say_line(f"Drop from {row.block}: saves {row.saves} minutes, {row.saved} together.")
        say_list([row.if_cut])
    if cuts["saved"].iloc[-1] < minutes:
        say(f"More than {cuts['saved'].iloc[-1]} minutes can't be made up: end later, or stop.")


def _counted(things: Sized, kind: str) -> str:
    return f"{len(things)} {kind}{'s' * (len(things) != 1)}"


def _ask(question: str) -> str:
    """Ask until something comes; the end of what is piped in ends the exercise."""
    return typer.prompt(f"\n{question}\n>", default="", show_default=False, prompt_suffix=" ")


def _paragraph(text: str) -> None:
    say("")
    for line in text.splitlines():
        say_line(line)
