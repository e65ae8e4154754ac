"""What does a trainer print? Guide, worksheets, cards, form and certificate."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from wcc_prioritise.exports.content import Block, Listing, Paper, Paragraph, Section, Table, section
from wcc_prioritise.exports.page import page_file
from wcc_prioritise.exports.word import word_file
from wcc_prioritise.teaching.checks import (
    exercise,
    exercises,
    given,
    marking_grid,
    model_answer,
    wrong_answers,
)
from wcc_prioritise.teaching.course.kit_tables import kit
from wcc_prioritise.teaching.course.timetables import CLINIC, cut_list, days, timetable
from wcc_prioritise.teaching.exercise import OUTCOMES, Exercise
from wcc_prioritise.teaching.training_tables import Data, read_training

NOTICE = "SYNTHETIC figures, made for teaching."
AUTHOR = "wcc_prioritise"
MARKED = "X11"
"""The exercise that is marked by a grid as well as checked."""

NARROWEST, BROADEST = 8, 60
"""Letters that count for the width of a column."""

LINE = "Your answer: ____________________________________________________________"


def in_files(name: str, paper: Paper) -> dict[str, bytes]:
    """Draw a paper for Word and for a browser."""
    return {f"{name}.docx": word_file(paper), f"{name}.html": page_file(paper)}


def guide(data: Data = None) -> Paper:
    """What does a trainer need on the day? Timetables, script, answers, role-play, clinic, grids.

    Parameters
    ----------
    data : path-like or mapping, optional
        Tables of one's own; the model answers are worked out from them.

    Returns
    -------
    Paper
        With every model answer: for trainers alone.
    """
    parts = [_outcomes(), *map(_timetable, days()), *(_script(one, data) for one in exercises())]
    parts += [_role_play(), _clinic(data), _beyond(data)]
    return _paper("Trainer's guide: choosing which care pathways to redesign", parts)


def worksheets(data: Data = None) -> Paper:
    """What does a learner without a computer work with? Every story with its table, no answer."""
    return _paper("Worksheets", [_worksheet(one, data) for one in exercises()])


def cards() -> Paper:
    """What is cut out and handed round? Role briefs, disruptions and minute cards, a page each."""
    roles = [
        section(
            card.role,
            [
                Paragraph("Private: read it, and show it to nobody.", "note"),
                Paragraph(card.brief, "lead"),
                Listing(
                    (
                        f"You want: {card.wants}.",
                        f"You keep to yourself: {card.holds_back}",
                        f"Your cue: {card.cue}",
                    )
                ),
            ],
            new_page=True,
        )
        for card in kit("roles").itertuples()
    ]
    events = [
        section(
            f"Disruption: {event.disruption}",
            [
                Paragraph(f"For {event.given_to}, {event.when}.", "note"),
                Paragraph(event.card, "lead"),
            ],
            new_page=True,
        )
        for event in kit("disruptions").itertuples()
    ]
    minute = section(
        "Minute card",
        [Paragraph("One thing that is clear now:"), Paragraph(LINE), Paragraph("One that is not:")]
        + [Paragraph(LINE)],
        new_page=True,
    )
    return _paper("Cards", [*roles, *events, minute])


def evaluation() -> Paper:
    """How was it? One page, filled in before anybody leaves."""
    rows = [(row.question, row.answer, "") for row in kit("evaluation").itertuples()]
    columns = ("Question", "How to answer", "Your answer")
    table = Table("How was it?", columns, tuple(rows), widths=(6.0, 3.0, 6.0))
    return _paper("Evaluation", [section("Please fill it in now; no name is asked", [table])])


def certificate() -> Paper:
    """Who took part, and in what? Signed by the trainer, ticked where it was seen."""
    rows = [(f"{number}", f"You can {words}.", "") for number, words in OUTCOMES.items()]
    columns = ("Number", "Outcome", "Seen by the trainer")
    seen = Table("Outcomes", columns, tuple(rows), widths=(1.5, 9.0, 4.0))
    lines = [Paragraph(f"{what}: ____________________________") for what in ("Name", "Date")]
    return _paper(
        "Certificate of attendance",
        [section("Choosing which care pathways to redesign", [*lines, seen])]
        + [section("Trainer", [Paragraph("Signed: ____________________________")])],
    )


def _paper(title: str, sections: list[Section]) -> Paper:
    return Paper(title=title, notice=NOTICE, sections=tuple(sections), author=AUTHOR)


# ---- the guide ----------------------------------------------------------------------------------


def _outcomes() -> Section:
    serving = {
        number: ", ".join(one.code for one in exercises() if number in one.outcomes)
        for number in OUTCOMES
    }
    rows = [
        (str(number), f"{words}", serving[number] or "watched by the trainer")
        for number, words in OUTCOMES.items()
    ]
    before = Listing(
        (
            "Read this guide once (30 minutes) and do three exercises yourself (20 minutes).",
            "Print cards, worksheets and the form; write the learners' copy; lay both on a stick.",
            "On the day, in the room: wcc self-test, and the projector.",
        ),
        numbered=True,
    )
    columns = ("Number", "They can", "Exercises")
    table = Table("What learners can do afterwards", columns, tuple(rows), widths=(1.5, 9.0, 4.0))
    return section(
        "Before you begin",
        [Paragraph("About an hour prepares half a day.", "lead"), before, table],
    )


def _timetable(day: str) -> Section:
    found = timetable(day)
    plan = _table(
        f"Timetable of the {day}",
        found[["start", "minutes", "block", "exercises", "what"]],
        ("From", "Minutes", "Block", "Exercises", "What happens"),
    )
    cut = _table(
        "Late? Drop from the top until you have caught up; never speed up",
        cut_list(day),
        ("Drop from", "Saves, minutes", "Together, minutes", "What hangs on it"),
    )
    never = [row.block for row in found.itertuples() if row.cut == "" and row.if_cut]
    kept = Paragraph(f"Never cut: {', '.join(never)}.")
    return section(f"The {day}", [plan, cut, kept], wide=True)


def _script(one: Exercise, data: Data) -> Section:
    found = read_training(one.tables, data)
    answer, wrong = model_answer(one.code, data), wrong_answers(one.code, data)
    blocks: list[Block | None] = [
        Paragraph(f"{one.minutes} minutes. The belief: {one.belief}", "note"),
        Paragraph(one.told(one.story, found)),
        Paragraph(f"What to say and when: {plain(one.notes)}"),
        Paragraph(f"Ask: {one.told(one.question, found)}"),
        Paragraph(f"Model answer: {answer.answer}. {answer.words}", "lead"),
    ]
    if len(wrong):
        blocks.append(
            _table(
                "Wrong answers to expect",
                wrong,
                ("Answer", "What lies behind it", "What to point to"),
            )
        )
    if one.code == MARKED:
        blocks.append(_grid(one.code, data))
    return section(f"{one.code}. {one.title}", blocks)


def _role_play() -> Section:
    roles = kit("roles")[["role", "voice_group", "wants", "cue"]]
    events = kit("disruptions")[["disruption", "when", "given_to", "say", "do", "look_for"]]
    debrief = [f"{row.disruption}: {row.debrief}" for row in kit("disruptions").itertuples()]
    drills = [
        f"On the computer: wcc rehearse FILE --drill {row.drill!r} plays it on a copy of a day."
        for row in kit("disruptions").itertuples()
        if row.drill
    ]
    return section(
        "The role-play",
        [
            Paragraph(
                "Hand out the cards, give five minutes to read them, then let the facilitator of "
                "the card run twenty-five minutes on six candidates: interests, private scores, "
                "reveal, one cell, second scores, set. Bring in two disruptions. Ten minutes on "
                "what happened, in role first, then out of it.",
                "lead",
            ),
            _table("Cards", roles, ("Role", "Voice group", "Wants", "Cue")),
            _table(
                "Disruptions: take two",
                events,
                ("What", "When", "Card to", "A facilitator says", "and does", "Look for"),
            ),
            Listing(tuple(debrief)),
            Listing(tuple(dict.fromkeys(drills))),
        ],
        wide=True,
    )


def _clinic(data: Data) -> Section:
    moments = _table(
        "Five difficult moments, three minutes each",
        kit("moments"),
        ("Moment", "Somebody says", "A good answer"),
    )
    return section(f"{CLINIC}. The clinic", [moments, _grid(CLINIC, data)])


def _beyond(data: Data) -> Section:
    rows = [
        (f"{row.exercise} {exercise(row.exercise).title}", row.for_whom, row.why)
        for row in kit("beyond").itertuples()
    ]
    columns = ("Exercise", "For whom", "Why")
    table = Table("For afterwards", columns, tuple(rows), widths=(3.0, 3.0, 8.0))
    return section("Exercises for afterwards", [table])


def _grid(code: str, data: Data) -> Table:
    return _table(
        f"Marking grid of {code}",
        marking_grid(code, data),
        ("Part", "It asks", "What lies behind a gap", "Marks"),
    )


# ---- worksheets ---------------------------------------------------------------------------------


def _worksheet(one: Exercise, data: Data) -> Section:
    found = read_training(one.tables, data)
    shown = [_shown(caption, frame) for caption, frame in given(one.code, data).parts]
    return section(
        f"{one.code}. {one.title}",
        [
            Paragraph(one.told(one.story, found), "lead"),
            *shown,
            *_asked("Before you go on, write down", one.told(one.predict, found)),
            *_asked("When you have seen the run", one.told(one.investigate, found)),
            *_asked("The question", one.told(one.question, found)),
            Paragraph(f"To change: {plain(one.modify)}"),
            Paragraph(f"To make: {plain(one.make)}"),
        ],
        new_page=True,
    )


def _asked(head: str, question: str) -> Iterator[Block]:
    yield Paragraph(f"{head}: {plain(question)}")
    yield Paragraph(LINE)


# ---- tables -------------------------------------------------------------------------------------


def _shown(caption: str, frame: pd.DataFrame) -> Table:
    named = frame.reset_index()
    return _table(_words(caption), named, tuple(_words(str(c)) for c in named.columns))


def _table(caption: str, frame: pd.DataFrame, columns: tuple[str, ...]) -> Table:
    rows = tuple(tuple(map(_cell, row)) for row in frame.itertuples(index=False))
    numbers = [pd.api.types.is_numeric_dtype(frame[c]) for c in frame.columns]
    align = "".join("r" if number else "l" for number in numbers)
    return Table(caption, columns, rows, align=align, widths=_widths(columns, rows))


def _widths(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> tuple[float, ...]:
    """Give a column of long texts more of the page than one of figures."""
    longest = (max(len(row[place]) for row in (columns, *rows)) for place in range(len(columns)))
    return tuple(float(min(max(length, NARROWEST), BROADEST)) for length in longest)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return "" if pd.isna(value) else f"{value:g}"
    return plain(str(value))


def _words(name: str) -> str:
    """Turn the name of a table or column into words, its exercise left out."""
    parts = Path(name).stem.split("_")
    return " ".join(parts[1:] if parts[0][:1] == "x" and parts[0][1:].isdigit() else parts)


def plain(text: str) -> str:
    """Take the marks of emphasis out; a paper has none."""
    return text.replace("**", "").replace("*", "")
