"""What is on the wall while a trainer teaches? One message a slide; what to say in the notes."""

from __future__ import annotations

from wcc_prioritise.exports.content import Listing, Paragraph
from wcc_prioritise.exports.slides_parts import Properties, Slide, deck_of
from wcc_prioritise.teaching.checks import exercise
from wcc_prioritise.teaching.course.kit_tables import kit
from wcc_prioritise.teaching.course.papers import AUTHOR, NOTICE, plain
from wcc_prioritise.teaching.course.timetables import CLINIC, DAYS, timetable
from wcc_prioritise.teaching.exercise import Exercise
from wcc_prioritise.teaching.training_tables import read_training

TITLE = "Choosing which care pathways to redesign"


def slides(day: str = "half day") -> bytes:
    """What is on the wall? A PowerPoint file without any answer on it; equal days, equal bytes.

    Parameters
    ----------
    day : str
        ``half day`` or ``full day``.

    Returns
    -------
    bytes
        A .pptx file: a slide for each block of the timetable and one for each exercise.

    Raises
    ------
    InputError
        If there is no such day.
    """
    plan = timetable(day)
    first = Slide(
        TITLE,
        (Listing(tuple(f"{row.start}  {row.block}" for row in plan.itertuples())),),
        "Say when the breaks are, that nobody's name is shown, and that a wrong guess is the best "
        "thing that can happen today.",
    )
    made = [first]
    for row, codes in zip(plan.itertuples(), kit(DAYS[day])["exercises"], strict=True):
        asked = [code for code in codes.split() if code != CLINIC]
        made += [slide for code in asked for slide in _of(exercise(code))] or [_block(row)]
    return deck_of(made, Properties(title=f"{TITLE}: {day}", author=AUTHOR, notice=NOTICE))


def _block(row) -> Slide:
    notes = f"{row.minutes} minutes. If late: {row.if_cut}"
    return Slide(row.block, (Paragraph(row.what),), notes)


def _of(one: Exercise) -> list[Slide]:
    """Tell the story and ask for a guess; then ask what was seen. The rest stands in the notes."""
    found = read_training(one.tables)
    story, guess, look, question = (
        plain(one.told(text, found))
        for text in (one.story, one.predict, one.investigate, one.question)
    )
    said = plain(f"{one.minutes} minutes. The belief: {one.belief} {one.notes}")
    return [
        Slide(
            f"{one.code}. {one.title}",
            (Paragraph(story), Paragraph(f"Write down what you expect: {guess}")),
            said,
        ),
        Slide(
            f"{one.title}: what did you see?",
            (Paragraph(look), Paragraph(f"Your answer: {question}")),
            "Hear two who guessed wrong first. The model answer and the wrong ones to expect are "
            "in the guide.",
        ),
    ]
