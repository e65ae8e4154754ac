"""Would putting it right change the answer? `wcc challenge`: recorded, run again, answered."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from wcc_prioritise.cli.endings import in_words
from wcc_prioritise.cli.options import Debug
from wcc_prioritise.cli.record import By, Record, opened
from wcc_prioritise.cli.screen import say, say_line, say_list

if TYPE_CHECKING:
    from wcc_prioritise.challenge import Change, Materiality
    from wcc_prioritise.workshop import Workshop

Maybe = str | None


def _option(name: str, metavar: str, words: str, **bounds: float):
    return typer.Option(name, metavar=metavar, help=words, **bounds)


Ground = Annotated[
    Maybe,
    _option(
        "--ground",
        "WORD",
        "Record a challenge on this ground: new information, error, process, misapplied "
        "criterion, interest or equality. Needs --what and --source.",
    ),
]
What = Annotated[Maybe, _option("--what", "WORDS", "What is said.")]
From = Annotated[Maybe, _option("--source", "WHO", "Who challenges, as a class.")]
Candidate = Annotated[Maybe, _option("--candidate", "CODE", "Which candidate.")]
Criterion = Annotated[Maybe, _option("--criterion", "CODE", "On which criterion.")]
Score = Annotated[
    float | None,
    _option(
        "--score",
        "N",
        "What if the score of --candidate on --criterion were this? With --person that person's, "
        "else everybody's.",
        min=0,
        max=100,
    ),
]
Person = Annotated[
    Maybe,
    _option(
        "--person",
        "TOKEN",
        "Whose score; without --score: what if nothing of this person counted?",
    ),
]
Gate = Annotated[
    Maybe, _option("--gate", "WORD", "What if this gate of --candidate were not passed?")
]
Answers = Annotated[Maybe, _option("--answer", "CODE", "Answer the challenge with this code.")]
Outcome = Annotated[
    Maybe,
    _option("--outcome", "WORDS", "With --answer: upheld, upheld in part, not upheld."),
]
Because = Annotated[Maybe, _option("--because", "WORDS", "With --answer: the reasons.")]
Looked = Annotated[
    Maybe, _option("--looked", "ROLE", "With --answer: who looked; nobody of the panel.")
]
On = Annotated[Maybe, _option("--on", "DATE", "Date received, or of the reply.")]

Complete = Annotated[
    bool,
    typer.Option("--complete", help="Is the record complete, against four published checklists?"),
]


@in_words
def challenge(
    ctx: typer.Context,
    file: Record,
    ground: Ground = None,
    what: What = None,
    source: From = None,
    candidate: Candidate = None,
    criterion: Criterion = None,
    score: Score = None,
    person: Person = None,
    gate: Gate = None,
    answers: Answers = None,
    outcome: Outcome = None,
    because: Because = None,
    looked: Looked = None,
    on: On = None,
    complete: Complete = False,
    by: By = "facilitator",
    debug: Debug = False,
) -> None:
    """Record a challenge, see what it would change, and answer it.

    The recorded choice of the set is run again, unchanged and with the change. That informs; it
    does not decide. Without options, every challenge is listed with its answer.
    """
    with opened(file) as workshop:
        if complete:
            _say_completeness(workshop)
            return
        change = _change(candidate, criterion, score, person, gate)
        found = _say_what_moves(workshop, change)
        if ground:
            _record(workshop, by, on, ground=ground, what=what, source=source,
                    candidate=candidate, criterion=criterion)  # fmt: skip
        elif answers:
            _answer(workshop, answers, looked, outcome, because, by, on, found)
        elif change is None:
            _list(workshop)


def _change(candidate, criterion, score, person, gate) -> Change | None:
    from wcc_prioritise import challenge as room
    from wcc_prioritise.tables import InputError

    if score is not None or gate:
        needed = (candidate, criterion) if score is not None else (candidate,)
        if not all(needed):
            raise InputError.of(
                found="a change without its place",
                allowed="--candidate and --criterion with --score, --candidate with --gate",
                do="Say which candidate, and which criterion.",
            )
    if score is not None:
        return room.corrected_score(candidate, criterion, score, person)
    if gate:
        return room.gate_status(candidate, gate, "failed")
    return room.scorer_removed(person) if person else None


def _say_what_moves(workshop: Workshop, change: Change | None) -> Materiality | None:
    if change is None:
        return None
    from wcc_prioritise.challenge import materiality

    found = materiality(workshop, change)
    say("Material." if found.material else "Not material.")
    say(found.words)
    rows = found.moved.to_dict("records")
    if rows:
        say()
        say_list(f"{row['candidate']} {row['name']}: {row['moved']}" for row in rows)
    return found


def _say_completeness(workshop: Workshop) -> None:
    from wcc_prioritise.challenge import completeness

    found = completeness(workshop)
    for name, items in found.table.groupby("list", sort=False):
        say()
        say(name[0].upper() + name[1:])
        say_list(f"{row.item}: {row.status}{_shown(row)}" for row in items.itertuples())
    say()
    say(f"Record complete in {found.met} of {found.asked} points that apply.")


def _shown(row) -> str:
    told = "; ".join(part for part in (row.missing, row.shown) if part)
    return f" ({told})" if told else ""


def _record(workshop: Workshop, by: str, on: str | None, **fields: str | None) -> None:
    entry = workshop.challenge(by=by, received=_date(on), **fields)
    say_line(f"Recorded as {entry.fields['challenge']}, entry {entry.seq:,}")


def _answer(workshop, code, looked, outcome, because, by, on, found) -> None:
    from wcc_prioritise.challenge import answer, reply_letter
    from wcc_prioritise.tables import InputError

    if not (looked and outcome and because):
        raise InputError.of(
            found="an answer without its parts",
            allowed="--looked, --outcome and --because with --answer",
            do="Say who looked, the outcome and the reasons.",
        )
    answer(workshop, code, answered_by=looked, outcome=outcome, because=because, by=by,
           materiality=found, on=_date(on))  # fmt: skip
    say("A draft of the reply:")
    say()
    say(reply_letter(workshop, code))


def _date(words: str | None) -> date | None:
    if words is None:
        return None
    from wcc_prioritise.tables import InputError

    try:
        return date.fromisoformat(words)
    except ValueError:
        raise InputError.of(
            found=f"date {words!r}", allowed="a date, as 2026-12-01", do="Correct the date."
        ) from None


def _list(workshop: Workshop) -> None:
    case = workshop.case()
    answered = case.answers.set_index("challenge")
    if case.challenges.empty:
        say("No challenge is recorded.")
    for row in case.challenges.itertuples():
        said = f"{row.challenge} ({row.ground}, from {row.source}): {row.what}"
        if row.challenge in answered.index:
            reply = answered.loc[row.challenge]
            said += f" Answered by {reply['answered_by']}: {reply['outcome']}, {reply['because']}"
        else:
            said += " Not yet answered."
        say(f"- {said}")
