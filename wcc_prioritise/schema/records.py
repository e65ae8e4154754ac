"""What is a workshop made of? The records: each field with its words, its unit and its bounds.

A record is one row of one table; the fields of a record are the columns of its table. Every record
says in `about` what it holds, in `key` which fields tell its rows apart, and in `refers` which
fields name a row of another table. What is known beforehand stands in `known`, what is said and
done on the day and after it in `said`.
"""

from typing import Annotated, Literal

from wcc_prioritise.schema.cells import (
    MaybeDate,
    MaybeNumber,
    MaybeWhole,
    Note,
    Number,
    ScoreOrDontKnow,
    Text,
    Texts,
    Whole,
    choice,
)
from wcc_prioritise.schema.known import Area, Evidence, Indicator, Measure, Peer, Pot, Service
from wcc_prioritise.schema.record import Grade, Record, field
from wcc_prioritise.schema.said import SAID

CLASSES = ("quick win", "long-term gain", "steady")
"""The classes of a candidate, in the order they are shown."""

GRADE_POINTS = {"A": 90.0, "B": 65.0, "C": 40.0, "D": 15.0}
"""Value (0 to 100) of each evidence grade: trials, controlled studies, audit, opinion."""

EFFECT_BY_GRADE = {"A": 0.80, "B": 0.60, "C": 0.35, "D": 0.15}
"""Share of a claimed saving that is expected to be delivered, by evidence grade (an assumption)."""

ANCHOR_LEVELS = (0, 25, 50, 75, 100)
"""The five levels of a criterion that carry words."""

RESOURCES = {
    "candidates": ("how many candidates are chosen (each counts 1)", "candidates"),
    "set_up_cost": ("set-up cost, paid once", "£ thousand"),
    "running_cost": ("running cost of one full year", "£ thousand a year"),
    "gross_3yr": ("set-up cost + 3 x running cost", "£ thousand over 3 years"),
    "cost_year_1": ("set-up cost + running cost of the first full year", "£ thousand"),
    "lead_months": ("time of project leads, all quarters of work together", "project lead months"),
}
"""Resources that every candidate uses, derived from its facts: name -> (meaning, unit)."""

RESOURCE_PREFIX = "resource_"
"""A further limited resource is a column of the candidates table whose name begins so."""


def counted(number: int, kind: str) -> str:
    """Say how many of a kind.

    Examples
    --------
    >>> counted(1, "quick win"), counted(3, "quick win"), counted(3, "steady")
    ('1 quick win', '3 quick wins', '3 steady')
    """
    return f"{number} {kind}s" if number != 1 and kind in CLASSES[:2] else f"{number} {kind}"


class Charter(Record):
    """What was agreed before anybody scored."""

    about = (
        "The question, the rules and the thresholds, agreed before anybody scores. One row a rule."
    )

    question: Text = field("the decision to be made, as a question", example="Which pathways?")
    organisation: Text = field("who is deciding", example="Northmere system")
    scope: Note = field("what is in and what is out", default=None)
    population: MaybeWhole = field("people served", "people", default=None, ge=1)
    area: Note = field("our area, as the indicators table calls it", default=None)
    budget: Note = field("the money and the years it is for, in words", default=None)
    who_decides: Note = field("the body that takes the decision", default=None)
    who_advises: Note = field("the panel that advises it", default=None)
    reference_people: Number = field(
        "the reference number of people: how many the step from worst to best is imagined for on a "
        "criterion that counts per person",
        "people a year",
        example=1000,
        gt=0,
    )
    reference_because: Text = field("why that number", example="a typical bid reaches about 1,000")
    quick_first_months: Number = field(
        "quick win: first benefit within", "months", default=6.0, ge=0
    )
    quick_full_months: Number = field(
        "quick win: full benefit within", "months", default=12.0, ge=0
    )
    quick_set_up: Number = field("quick win: set-up at most", "£ thousand", default=100.0, ge=0)
    quick_organisations: Whole = field(
        "quick win: at most so many organisations must agree", "organisations", default=2, ge=0
    )
    quick_gain_per_million: Number = field(
        "quick win: measured health gain of three years for each million of gross cost, at least",
        "healthy years for each £ million",
        example=100,
        ge=0,
    )
    long_full_months: Number = field(
        "long-term gain: full benefit at or after", "months", default=24.0, ge=0
    )
    long_gain: Number = field(
        "long-term gain: measured health gain of the long horizon above",
        "healthy years",
        example=1500,
        ge=0,
    )
    long_horizon: Whole = field("the long horizon", "years", default=10, ge=3, le=60)
    discount_rate: Number = field(
        "discount rate for health (HM Treasury Green Book: 0.015)",
        "a year",
        default=0.015,
        ge=0,
        lt=1,
    )
    slip: Number = field(
        "how much later benefits come when projects slip: months are multiplied by",
        default=1.5,
        ge=1,
    )
    score_rule: Annotated[Literal["person", "group"], choice] = field(
        "how scores are pooled: every person counts the same, or every voice group",
        default="person",
    )
    weight_rule: Annotated[Literal["person", "group"], choice] = field(
        "how weights are pooled: every person counts the same, or every voice group",
        default="group",
    )
    quorum: MaybeWhole = field("fewest people who must score", "people", default=None, ge=1)
    pass_mark: MaybeNumber = field("agreement that is enough, 0 to 10", default=None, ge=0, le=10)
    cut_list: Note = field("what is dropped first when time runs short", default=None)
    reveal_rule: Note = field("when private scores are shown", default=None)
    tie_break: Note = field("how ties are broken", default=None)
    class_rule: Note = field("the class rule, in words", default=None)
    closing_date: MaybeDate = field("the last day for a candidate to be received", default=None)
    late_rule: Note = field("what is done with a candidate received later", default=None)
    challenge_until: MaybeDate = field("the last day for a challenge", default=None)
    challenge_days: MaybeWhole = field(
        "days from the decision within which a challenge is taken, where no last day is set",
        "days",
        default=None,
        ge=1,
        le=3650,
    )
    challenge_to: Note = field(
        "to whom a challenge goes, and where: a role or a team with its address, not a person's "
        "name",
        default=None,
        example="corporate office, 1 High Street",
    )
    privacy: Annotated[Literal["open", "pseudonymous", "anonymous"], choice] = field(
        "how people are named in the record", default="pseudonymous"
    )
    analyst: Note = field("role of the analyst", default=None)
    assurer: Note = field("role of the person who checks the analysis", default=None)
    approver: Note = field("role of the person who approves it", default=None)
    notice: Note = field("a line printed on every page, such as SYNTHETIC", default=None)


class VoiceGroup(Record):
    """Which roles speak with one voice, for counting and for display."""

    about = "Voice groups of the charter: 3 to 5 groups of roles, each of three or more people."
    key = ("group", "role")

    group: Text = field("voice group", example="public")
    role: Text = field("a role that belongs to it", example="patient")


class Chance(Record):
    """One point of the chance-of-success table of the charter."""

    about = (
        "Chance of success: for a condition, the chance that goes with a value of 0 to 100. "
        "Between two points the chance lies on a straight line; several conditions are multiplied."
    )
    key = ("criterion", "value")
    refers = {"criterion": "criteria"}

    criterion: Text = field("the condition", example="C7")
    value: Number = field("value of the condition", "0 to 100", ge=0, le=100)
    chance: Number = field("chance of success at that value", "0 to 1", ge=0, le=1)


class Limit(Record):
    """What the chosen set may not exceed."""

    about = "Limits of the chosen set, part of the charter."
    key = ("resource",)

    resource: Text = field(
        "a resource of the data dictionary, or resource_...", example="gross_3yr"
    )
    most: Number = field("the set may use at most, in the unit of the resource", ge=0)
    because: Note = field("why", default=None)


class Rule(Record):
    """A demand on the chosen set beside its limits."""

    about = "Rules of the chosen set: must, never, at least and at most."
    key = ("kind", "what")

    kind: Annotated[Literal["must", "never", "at least", "at most"], choice] = field("kind of rule")
    what: Text = field(
        "a candidate (must, never) or a class (at least, at most)", example="quick win"
    )
    number: MaybeWhole = field("how many, for at least and at most", default=None, ge=0)
    because: Note = field("why", default=None)


class Person(Record):
    """Somebody on the panel; the name is kept elsewhere."""

    about = "The panel. No names here: a person is a random token such as S01."
    key = ("person",)

    person: Text = field("token of the person; it carries no role", example="S01")
    roles: Texts = field(
        "one or more roles, with ; between them", example="patient; carer", min_length=1
    )
    organisation: Note = field("organisation or place", default=None)
    experience: Note = field("experience that bears on the question", default=None)
    attends_from: Note = field("when the person came, as 09:30", default=None)
    attends_to: Note = field("when the person left, as 12:00", default=None)


class Interest(Record):
    """A declared interest, or a nil return."""

    about = "Interests declared, one row each; a nil return is a row too."
    key = ("person", "candidate")
    refers = {"person": "people", "candidate": "candidates"}
    all_allowed = ("candidate",)

    person: Text = field("who declares")
    candidate: Text = field("the candidate, or all")
    what: Text = field("the interest, or nil", example="nil")
    effect: Annotated[Literal["none", "speak not score", "withdraw"], choice] = field(
        "what follows from it", default="none"
    )


class Candidate(Record):
    """A pathway redesign project that might be chosen."""

    about = (
        "The long list: one row for each pathway redesign project that might be chosen. "
        "A column named resource_... adds a resource that limits may name."
    )
    key = ("candidate",)
    refers = {"pot": "pots"}

    candidate: Text = field("short code", example="P01")
    name: Text = field("name the room will see")
    sponsor: Note = field(
        "who puts it forward: a role or a team, not a person's name",
        default=None,
        example="stroke network board",
    )
    programme: Note = field("programme area", default=None)
    description: Note = field("what changes for whom", default=None)
    kind: Annotated[Literal["new", "change", "release"], choice] = field(
        "new, change, or release (something stops or shrinks)", default="new"
    )
    set_up_cost: Number = field("set-up cost, paid once", "£ thousand", ge=0)
    running_cost: Number = field("running cost of a full year", "£ thousand a year")
    claimed_saving: Number = field(
        "saving claimed by the sponsor at full effect", "£ thousand a year", default=0.0
    )
    first_benefit: Number = field("months from start to the first benefit", "months", ge=0, le=600)
    full_benefit: Number = field("months from start to the full benefit", "months", ge=0, le=600)
    people: Number = field(
        "additional people who benefit (not referrals, tests or contacts)", "people a year", ge=0
    )
    gain: Number = field(
        "gain of each while it lasts, from 0 (none) to 100 (full health)", "0 to 100", ge=0, le=100
    )
    duration: Number = field("how long the gain of each lasts", "years", gt=0, le=100)
    lead_months_a_quarter: Number = field(
        "project lead months in each quarter of work", "months a quarter", default=0.0, ge=0
    )
    quarters: Whole = field("quarters of work to carry it out", "quarters", default=0, ge=0, le=80)
    cashable_share: Number = field(
        "share of a delivered saving that leaves the budget", "0 to 1", default=1.0, ge=0, le=1
    )
    cost_form: Annotated[Literal["fixed", "stepped", "variable"] | None, choice] = field(
        "how the cost that would be saved behaves", default=None
    )
    provider: Note = field("who would provide it", default=None)
    place: Note = field("where it is", default=None)
    kind_of_care: Annotated[Literal["prevent", "find", "treat", "support"] | None, choice] = field(
        "what it mainly does", default=None
    )
    payer: Note = field("who pays", default=None)
    gainer: Note = field("who gains, where others gain too", default=None)
    organisations: Texts = field(
        "organisations that must agree, with ; between them", default=(), example="GPs; council"
    )
    contract_route: Note = field("contract route", default=None)
    contract_date: MaybeDate = field("date the contract can change", default=None)
    indicators: Texts = field("indicators cited, with ; between them", default=())
    grade: Grade = field("grade of the evidence, A to D", default=None)
    pot: Note = field("savings pot that its claim draws on", default=None)
    received: MaybeDate = field("date the candidate was received", default=None)


class Criterion(Record):
    """Something that matters, with word anchors fixed before scoring."""

    about = "What matters: each criterion with its five anchors in words, fixed before scoring."
    key = ("criterion",)

    criterion: Text = field("short code", example="C1")
    name: Text = field("name the room will see")
    question: Text = field("the question put to the panel")
    kind: Annotated[Literal["judged", "measured"], choice] = field("judged by people, or measured")
    measured_from: Annotated[
        Literal["measures", "health gain", "evidence grade"] | None, choice
    ] = field(
        "where a measured criterion comes from: the measures table; health gain = people x gain / "
        "100 x duration; or the evidence grade of the candidate",
        default=None,
    )
    counts: Annotated[Literal["total", "per person", "condition"], choice] = field(
        "how it adds up: a total already counts people; per person is multiplied by the people "
        "reached; a condition is never added"
    )
    use: Annotated[Literal["chance", "context"] | None, choice] = field(
        "what a condition does: it sets the chance of success (a chance of 0 shuts the gate), or "
        "it is context",
        default=None,
    )
    unit: Note = field("natural unit of a measured criterion", default=None)
    worst: Number = field("figure that gets value 0", default=0.0)
    best: Number = field("figure that gets value 100", default=100.0)
    curve: Note = field(
        "value curve of a measured criterion as figure:value pairs, with ; between them; the "
        "word levels before them makes it rise in steps; none is a straight line",
        default=None,
        example="0:0; 40:50; 160:100",
    )
    nothing: MaybeNumber = field(
        "value that doing nothing would get; needed for every outcome",
        "0 to 100",
        default=None,
        ge=0,
        le=100,
    )
    nothing_words: Note = field("doing nothing, in words", default=None)
    anchor_0: Text = field("words for value 0, the worst")
    anchor_25: Text = field("words for value 25")
    anchor_50: Text = field("words for value 50")
    anchor_75: Text = field("words for value 75")
    anchor_100: Text = field("words for value 100, the best")
    branch: Note = field("heading under which it stands", default=None)
    added_because: Note = field(
        "why it is added although two halves do not sum to the whole", default=None
    )


class Link(Record):
    """What ties one candidate to another."""

    about = "Links: one candidate needs, excludes or helps another."
    key = ("candidate", "link", "other")
    refers = {"candidate": "candidates", "other": "candidates"}

    candidate: Text = field("the candidate")
    link: Annotated[Literal["needs", "excludes", "helps"], choice] = field(
        "needs, excludes or helps"
    )
    other: Text = field("the other candidate")
    effect: MaybeNumber = field(
        "helps only: share of the other's worth that is added when both are chosen; below 0 it is "
        "taken away",
        "share",
        default=None,
        ge=-1,
        le=10,
    )
    because: Note = field("why", default=None)


class Swing(Record):
    """One person's answer on how much a step from worst to best matters."""

    about = "Swing weights: how much the step from worst to best matters, by person."
    key = ("person", "criterion", "round")
    refers = {"person": "people", "criterion": "criteria"}
    blank_row_without = "points"

    person: Text = field("who")
    criterion: Text = field("the criterion")
    points: Number = field("100 for the step that matters most", "0 to 100", ge=0, le=100)
    reason: Note = field("why", default=None)
    round: Whole = field("round", default=1, ge=1)
    at_least: MaybeNumber = field(
        "least points, where the answer was a range", "0 to 100", default=None, ge=0, le=100
    )
    at_most: MaybeNumber = field(
        "most points, where the answer was a range", "0 to 100", default=None, ge=0, le=100
    )
    method: Annotated[
        Literal["swing", "points", "rank order", "pairwise", "best-worst"] | None, choice
    ] = field("how the points were asked for; blank is swing", default=None)


class Score(Record):
    """One person's judgement of a candidate on a criterion."""

    about = 'Scores by person, 0 to 100 against the anchors, or "don\'t know".'
    key = ("person", "candidate", "criterion", "round")
    refers = {"person": "people", "candidate": "candidates", "criterion": "criteria"}
    blank_row_without = "score"

    person: Text = field("who")
    candidate: Text = field("the candidate")
    criterion: Text = field("the judged criterion")
    score: ScoreOrDontKnow = field(
        'the score, or the words "don\'t know"', "0 to 100", ge=0, le=100
    )
    reason: Note = field("why", default=None)
    round: Whole = field("round", default=1, ge=1)


class Gate(Record):
    """Something that must be passed; an empty gate is never passed."""

    about = "Gates a candidate must pass; an empty status is never passed."
    key = ("candidate", "gate")
    refers = {"candidate": "candidates"}

    candidate: Text = field("the candidate")
    gate: Annotated[
        Literal["equality", "quality", "involvement", "provider impact", "service change"], choice
    ] = field("kind of gate")
    status: Annotated[Literal["open", "passed", "failed", "not needed"] | None, choice] = field(
        "status; empty is never passed", default=None
    )
    owner: Note = field("role that owns it", default=None)
    date: MaybeDate = field("date of the status", default=None)


TABLES: dict[str, type[Record]] = {
    "charter": Charter,
    "voice_groups": VoiceGroup,
    "chances": Chance,
    "limits": Limit,
    "rules": Rule,
    "people": Person,
    "interests": Interest,
    "candidates": Candidate,
    "criteria": Criterion,
    "links": Link,
    "evidence": Evidence,
    "measures": Measure,
    "swings": Swing,
    "scores": Score,
    "gates": Gate,
    "pots": Pot,
    "indicators": Indicator,
    "areas": Area,
    "peers": Peer,
    "services": Service,
    **SAID,
}
"""Every table by its name, in the order it is shown; the name is also the file and the sheet."""

NEEDED = ("charter", "candidates", "criteria", "people", "swings")
"""Tables without which there is no workshop; `EVIDENCE_ONLY` tables may stand alone."""

EVIDENCE_ONLY = ("indicators", "areas", "peers", "services")

FORM = tuple(name for name in TABLES if name not in SAID or name in ("ideas", "promises"))
"""Tables of the blank form: what is filled in before the day."""

EXTRA_COLUMNS = {"candidates": RESOURCE_PREFIX, "areas": "attribute_"}
"""Tables that take further number columns, and how their names begin."""
