"""What is an assessment of competencies made of? Its records: standing words, and what was judged.

None of these tables is part of a workshop's case. The standing tables (names, words of the levels,
what a record shows, words of the organisation) come with the package; a table of the same name in
one's own folder or workbook takes the place of the package's.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from wcc_prioritise.schema import TABLES, Record
from wcc_prioritise.schema.cells import Note, Text, Texts, Whole, choice
from wcc_prioritise.schema.record import field

ASSESSORS = ("self", "partners", "panel")
"""Who judges: ourselves, those we work with, and a panel from outside; in the order shown."""

STRANDS = ("strategy", "finance", "board")
"""What governance is judged on."""

RATINGS = ("red", "amber", "green")
"""From serious concerns to none."""

STRENGTHS = ("shows", "supports")
"""What shows a thing by itself, and what counts only beside something that does."""

YEAR = r"^\d{4}([-/]\d{2,4})?$"

Year = Annotated[Text, Field(pattern=YEAR)]
MaybeYear = Annotated[Note, Field(pattern=YEAR)]
Answer = Annotated[Literal["yes", "no"], choice]
Assessor = Annotated[Literal[ASSESSORS], choice]


class Organisation(Record):
    """Whose competencies are they?"""

    about = "The organisation: its kind, which chooses the words, its name and its area."
    key = ("kind",)

    kind: Text = field("kind of organisation, as in words", example="PCT")
    name: Text = field("its name", example="Northmere PCT (SYNTHETIC)")
    area: Note = field("its area, as the indicators have it", default=None)
    notice: Note = field("a line printed on every page, such as SYNTHETIC", default=None)


class Word(Record):
    """A word that differs from one kind of organisation to another."""

    about = "Words of the organisation: what stands for {word} in every other text."
    key = ("kind", "word")

    kind: Text = field("kind of organisation", example="ICB")
    word: Text = field("the word as it stands in braces", example="commissioner")
    says: Text = field("what is said for it", example="integrated care board")


class Competency(Record):
    """A competency, as it was named and asked for in some years."""

    about = "The competencies: a row more where one is reworded, or not assessed, in some years."
    key = ("competency", "first_year")

    competency: Text = field("its number", example="6")
    name: Text = field("its name", example="prioritise investment")
    first_year: MaybeYear = field(
        "the first year of this row; blank is from the start", default=None
    )
    last_year: MaybeYear = field("the last year of this row; blank is to this day", default=None)
    assessed: Answer = field("whether it is assessed in these years", default="yes")
    source: Text = field("where the name is from")
    note: Note = field("what else is to be said", default=None)


class SubCompetency(Record):
    """One of the three things a competency is made of."""

    about = "The sub-competencies: a row more where one is reworded from some year on."
    key = ("sub", "first_year")
    refers = {"competency": "competencies"}

    sub: Text = field("its number", example="6.2")
    competency: Text = field("the competency")
    name: Text = field("its name")
    first_year: MaybeYear = field(
        "the first year of this row; blank is from the start", default=None
    )
    last_year: MaybeYear = field("the last year of this row; blank is to this day", default=None)
    source: Text = field("where the name is from")


class Level(Record):
    """What one level of a sub-competency looks like."""

    about = "Words of the levels 1 to 4, this project's own; edit them to your own."
    key = ("sub", "level", "first_year")
    refers = {"sub": "sub_competencies"}

    sub: Text = field("the sub-competency")
    level: Whole = field("the level", "1 to 4", ge=1, le=4)
    words: Text = field("what is true at this level")
    first_year: MaybeYear = field(
        "the first year of this row; blank is from the start", default=None
    )
    last_year: MaybeYear = field("the last year of this row; blank is to this day", default=None)
    source: Text = field("whose words they are")


class Shows(Record):
    """Which entries of a workshop's record show something of a sub-competency."""

    about = (
        "What a record shows: which entries bear on which sub-competency. An entry counts by its "
        "kind; further by what stands in its fields and by the roles of whoever judged."
    )
    key = ("sub", "evidence")
    refers = {"sub": "sub_competencies"}

    sub: Text = field("the sub-competency")
    evidence: Text = field("what is shown, in words", example="weights given by patients")
    kind: Text = field("kind of entry, or of row of a table", example="swing")
    having: Texts = field(
        "what must stand in its fields: field=text, field=* (filled in); with ; between",
        default=(),
        example="kind=benchmark",
    )
    by: Texts = field(
        "roles or voice groups of whoever judged, any of them; with ; between; blank is anybody",
        default=(),
        example="patient; carer",
    )
    differ: Note = field(
        "a field that must hold at least two different things", default=None, example="limits"
    )
    strength: Annotated[Literal[STRENGTHS], choice] = field(
        "whether it shows it by itself, or supports what does", default="shows"
    )


class Judgement(Record):
    """One answer to which level a sub-competency has reached."""

    about = "Judgements: which level, by whom, on what evidence. No level is given by software."
    key = ("year", "sub", "assessor", "who")
    refers = {"sub": "sub_competencies"}
    blank_row_without = "level"

    year: Year = field("the year, as 2009/10", example="2009/10")
    sub: Text = field("the sub-competency")
    assessor: Assessor = field("who judges: ourselves, partners or a panel")
    who: Note = field("which partner or body, as a role or an organisation", default=None)
    level: Whole = field("the level", "1 to 4", ge=1, le=4)
    evidence: Note = field("on what evidence; blank is none given", default=None)


class Target(Record):
    """The level that is wanted."""

    about = "Targets: the level wanted for a year."
    key = ("year", "sub")
    refers = {"sub": "sub_competencies"}

    year: Year = field("the year, as 2009/10")
    sub: Text = field("the sub-competency")
    level: Whole = field("the level wanted", "1 to 4", ge=1, le=4)
    owner: Note = field("role that owns it", default=None)


class Governance(Record):
    """How one strand of governance was rated."""

    about = "Governance: strategy, finance and board, rated red, amber or green, with the reason."
    key = ("year", "strand", "assessor")

    year: Year = field("the year, as 2009/10")
    strand: Annotated[Literal[STRANDS], choice] = field("the strand")
    assessor: Assessor = field("who rates it")
    rating: Annotated[Literal[RATINGS], choice] = field("the rating")
    because: Note = field("why", default=None)


class Outcome(Record):
    """A health outcome that the organisation chose to be judged by."""

    about = "Outcomes chosen: at most ten a year, each an indicator."
    key = ("year", "outcome")

    year: Year = field("the year, as 2009/10")
    outcome: Text = field("code of the indicator", example="O01")
    name: Text = field("the outcome, in words")
    chosen: Annotated[Literal["every commissioner", "locally"], choice] = field(
        "whether everybody has it, or it was chosen locally", default="locally"
    )
    because: Note = field("why it was chosen", default=None)


STANDING: dict[str, type[Record]] = {
    "words": Word,
    "competencies": Competency,
    "sub_competencies": SubCompetency,
    "levels": Level,
    "evidence_map": Shows,
}
"""Tables that come with the package, by name; one's own take their place."""

JUDGED: dict[str, type[Record]] = {
    "organisation": Organisation,
    "judgements": Judgement,
    "targets": Target,
    "governance": Governance,
    "outcomes": Outcome,
    "indicators": TABLES["indicators"],
}
"""Tables that the organisation fills in."""

MODELS: dict[str, type[Record]] = {**JUDGED, **STANDING}
"""Every table of an assessment, in the order it is shown."""
