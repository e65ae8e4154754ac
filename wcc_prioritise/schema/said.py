"""What is said and done on the day and after it? The records that a workshop file gathers.

Ideas, promises, comments, agreement, decisions, the work that follows and any challenge: each is a
row like any other, so that a folder of tables can hold the whole record in plain form.
"""

from typing import Annotated, Literal

from wcc_prioritise.schema.cells import (
    MaybeDate,
    MaybeNumber,
    MaybeWhole,
    Note,
    Text,
    Whole,
    choice,
)
from wcc_prioritise.schema.record import Record, field

ACTS = (
    "opened",
    "reveal",
    "attendance",
    "note",
    "parking lot",
    "gut order",
    "discuss",
    "checked again",
    "action",
    "candidate withdrawn",
    "name checked",
    "minority text accepted",
    "screen",
    "timer",
    "freeze",
    "sign-off",
    "undo",
    "redo",
)
"""What the room can do that is not a judgement, a fact or a decision."""

GROUNDS = (
    "new information",
    "error",
    "process",
    "misapplied criterion",
    "interest",
    "equality",
)
"""On what ground a decision can be challenged."""


class Idea(Record):
    """An idea for the long list, from whoever had it."""

    about = "Ideas received for the long list, named or anonymous, each with what became of it."
    key = ("idea",)

    idea: Text = field("short code", example="I01")
    source: Note = field(
        "from whom: a role or an organisation; blank is anonymous", default=None, example="a ward"
    )
    what: Text = field("the idea")
    received: MaybeDate = field("date it was received", default=None)
    outcome: Note = field("what became of it, with the reason", default=None)
    thanked: MaybeDate = field("date on which whoever sent it was thanked", default=None)


class Promise(Record):
    """Something that was promised to somebody."""

    about = "Promises: what was said to whom, by when, and whether it was kept."
    key = ("promise",)

    promise: Text = field("short code", example="R01")
    what: Text = field("what was promised")
    whom: Text = field("to whom", example="the carers' forum")
    due: MaybeDate = field("by when", default=None)
    kept: Annotated[Literal["kept", "not kept", "open"], choice] = field(
        "whether it was kept", default="open"
    )
    how: Note = field("how it was kept, or why it was not", default=None)


class Agreement(Record):
    """One person's answers to the three closing statements."""

    about = "Were you heard? Each person's answers, 0 (not at all) to 10 (wholly)."
    key = ("person", "round")
    refers = {"person": "people"}

    person: Text = field("who")
    fair_chance: MaybeNumber = field(
        "I had a fair chance to put my view", "0 to 10", default=None, ge=0, le=10
    )
    understand: MaybeNumber = field(
        "I understand how the list was reached", "0 to 10", default=None, ge=0, le=10
    )
    support: MaybeNumber = field("I can support this list", "0 to 10", default=None, ge=0, le=10)
    reason: Note = field("why", default=None)
    round: Whole = field("1 before the discussion of the set, 2 after it", default=1, ge=1)


class Comment(Record):
    """A late or public comment: answered, never a silent score."""

    about = "Comments, late or from the public: each is answered, none becomes a score."
    key = ("comment",)
    refers = {"candidate": "candidates", "criterion": "criteria"}

    comment: Text = field("short code", example="M01")
    source: Note = field("from whom, as a role or an organisation", default=None)
    candidate: Note = field("the candidate it is about, if one", default=None)
    criterion: Note = field("the criterion it is about, if one", default=None)
    what: Text = field("the comment")
    received: MaybeDate = field("date received", default=None)
    answer: Note = field("the answer given", default=None)
    answered: MaybeDate = field("date answered", default=None)


class Decision(Record):
    """What a body decided."""

    about = "Decisions: what was decided, by which body, and why."
    key = ("decision",)
    refers = {"candidate": "candidates"}

    decision: Text = field("short code", example="D01")
    body: Text = field("which body decided", example="the board")
    candidate: Note = field("the candidate, if it is about one", default=None)
    what: Text = field("what was decided")
    because: Text = field("why")
    conditions: Note = field("on what conditions", default=None)
    date: MaybeDate = field("date", default=None)
    review: MaybeDate = field("date on which it is looked at again", default=None)
    owner: Note = field("role that carries it out", default=None)


class Departure(Record):
    """Where the decision departs from the computed set."""

    about = "Departures from the computed set: legitimate, and never without a reason."
    key = ("candidate",)
    refers = {"candidate": "candidates"}

    candidate: Text = field("the candidate")
    departs: Annotated[Literal["taken in", "left out", "class changed"], choice] = field(
        "how the decision departs from the computed set"
    )
    because: Text = field("why")
    body: Note = field("which body decided", default=None)
    date: MaybeDate = field("date", default=None)


class Benefit(Record):
    """One line of the benefits register."""

    about = "Benefits register: what a project is to bring, how it is measured and who owns it."
    key = ("candidate", "benefit")
    refers = {"candidate": "candidates"}

    candidate: Text = field("the candidate")
    benefit: Text = field("the benefit, in a few words", example="emergency admissions avoided")
    measure: Text = field("what is measured")
    definition: Note = field("how it is counted, and from which source", default=None)
    unit: Note = field("unit of the measure", default=None, example="admissions a year")
    baseline: MaybeNumber = field("figure before the project", default=None)
    baseline_date: MaybeDate = field("date of that figure", default=None)
    target: MaybeNumber = field("figure to be reached", default=None)
    target_date: MaybeDate = field("date by which it is to be reached", default=None)
    trajectory: Note = field(
        "figures on the way as date:figure pairs, with ; between them; blank is a straight line",
        default=None,
        example="2027-09-30:40; 2028-03-31:80",
    )
    owner: Note = field("role that owns it", default=None)
    gainer: Note = field("the organisation or budget that gains", default=None)
    kind: Annotated[
        Literal["cash-releasing", "not cash-releasing", "health", "quality", "societal"] | None,
        choice,
    ] = field("type of benefit", default=None)


class Calculation(Record):
    """One computed result: what a challenge runs again."""

    about = "Calculations: the verb, every argument and the fingerprints, so that it can be re-run."
    key = ("calculation",)

    calculation: Text = field("short code", example="K01")
    verb: Text = field("the verb", example="select")
    arguments: Text = field("every argument, as JSON")
    versions: Text = field("versions of what computed it, as JSON")
    fingerprint_in: Text = field("fingerprint of the case it was computed from")
    fingerprint_out: Text = field("fingerprint of the result")
    result: Note = field("the result in words", default=None)


class Act(Record):
    """Something done that is not a judgement, a fact or a decision."""

    about = "Acts of the day: reveal, attendance, notes, undo and redo, freeze, sign-off."
    refers = {"person": "people", "candidate": "candidates", "criterion": "criteria"}

    act: Annotated[Literal[ACTS], choice] = field("what was done")
    person: Note = field("the person it concerns, if one", default=None)
    group: Note = field("the voice group it concerns, if one", default=None)
    candidate: Note = field("the candidate it concerns, if one", default=None)
    criterion: Note = field("the criterion it concerns, if one", default=None)
    round: MaybeWhole = field("the round it concerns, if one", default=None, ge=1)
    entry: MaybeWhole = field("the entry it concerns, by its number, if one", default=None, ge=1)
    text: Note = field("what was said or written", default=None)
    owner: Note = field("role that follows it up", default=None)
    date: MaybeDate = field("date by which it is followed up, or on which it holds", default=None)


class Risk(Record):
    """A risk of a project, five by five."""

    about = "Risks of the chosen projects: likelihood and impact from 1 to 5."
    key = ("candidate", "risk")
    refers = {"candidate": "candidates"}

    candidate: Text = field("the candidate")
    risk: Text = field("what may happen")
    likelihood: MaybeWhole = field(
        "1 (rare) to 5 (almost certain)", "1 to 5", default=None, ge=1, le=5
    )
    impact: MaybeWhole = field(
        "1 (negligible) to 5 (catastrophic)", "1 to 5", default=None, ge=1, le=5
    )
    response: Note = field("what is done about it", default=None)
    owner: Note = field("role that owns it", default=None)


class Stakeholder(Record):
    """Who can help or stop a project, and who it matters to."""

    about = "Stakeholders of the chosen projects: power and stake from 1 to 5."
    key = ("candidate", "stakeholder")
    refers = {"candidate": "candidates"}

    candidate: Text = field("the candidate")
    stakeholder: Text = field("the role or organisation")
    power: MaybeWhole = field("power over it, 1 (none) to 5", "1 to 5", default=None, ge=1, le=5)
    stake: MaybeWhole = field("stake in it, 1 (none) to 5", "1 to 5", default=None, ge=1, le=5)
    plan: Note = field("how they are worked with", default=None)


class Actual(Record):
    """A benefit as it was measured."""

    about = "Actuals: what each benefit came to, by date."
    key = ("candidate", "benefit", "date")
    refers = {"candidate": "candidates"}

    candidate: Text = field("the candidate")
    benefit: Text = field("the benefit, as the benefits register has it")
    date: MaybeDate = field("date of the figure")
    value: MaybeNumber = field("the figure, in the unit of the benefit", default=None)
    lower: MaybeNumber = field("its lower 95% limit, if it has one", default=None)
    upper: MaybeNumber = field("its upper 95% limit, if it has one", default=None)
    source: Note = field("source", default=None)


class Challenge(Record):
    """A reasoned objection to a decision."""

    about = "Challenges: who objects to what, on which ground, with what evidence."
    key = ("challenge",)
    refers = {"candidate": "candidates", "criterion": "criteria"}

    challenge: Text = field("short code", example="H01")
    ground: Annotated[Literal[GROUNDS], choice] = field("the ground")
    source: Text = field("who challenges, as a class", example="a sponsor")
    candidate: Note = field("the candidate, if one", default=None)
    criterion: Note = field("the criterion, if one", default=None)
    entry: MaybeWhole = field("the entry that is challenged, by its number", default=None, ge=1)
    what: Text = field("what is objected to")
    evidence: Note = field("the evidence offered", default=None)
    received: MaybeDate = field("date received", default=None)


class Answer(Record):
    """The answer to a challenge, by somebody not of the original panel."""

    about = "Answers to challenges: who looked, the outcome, the reasons and the date."
    key = ("challenge",)
    refers = {"challenge": "challenges"}

    challenge: Text = field("the challenge")
    answered_by: Text = field("who looked: a role that was not on the original panel")
    outcome: Annotated[Literal["upheld", "upheld in part", "not upheld"], choice] = field("outcome")
    because: Text = field("the reasons")
    materiality: Note = field("what putting it right changes, in words", default=None)
    remedy: Note = field("what is done", default=None)
    date: MaybeDate = field("date of the reply", default=None)


SAID: dict[str, type[Record]] = {
    "ideas": Idea,
    "promises": Promise,
    "comments": Comment,
    "agreements": Agreement,
    "decisions": Decision,
    "departures": Departure,
    "benefits": Benefit,
    "risks": Risk,
    "stakeholders": Stakeholder,
    "actuals": Actual,
    "calculations": Calculation,
    "acts": Act,
    "challenges": Challenge,
    "answers": Answer,
}
"""Tables that the day and what follows it fill, by name."""
