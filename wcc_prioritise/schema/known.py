"""What is known beforehand? Evidence, measured and published figures, and what is bought now."""

from typing import Annotated, Literal

from wcc_prioritise.schema.cells import (
    MaybeDate,
    MaybeNumber,
    MaybeWhole,
    Note,
    Number,
    Text,
    choice,
)
from wcc_prioritise.schema.record import Grade, Record, field


class Evidence(Record):
    """One statement on an evidence card."""

    about = "Evidence cards: what is known of a candidate, with its source, date and grade."
    refers = {"candidate": "candidates", "criterion": "criteria"}

    candidate: Text = field("the candidate")
    criterion: Note = field("the criterion it bears on, if one", default=None)
    statement: Text = field("the statement")
    value: MaybeNumber = field("its figure, if it has one", default=None)
    unit: Note = field("unit of the figure", default=None, example="£ a person")
    source: Text = field("source")
    date: Note = field("date or period of the figure", default=None)
    grade: Grade = field("grade A to D", default=None)
    kind: Annotated[
        Literal["needs assessment", "benchmark", "patient view", "study", "audit", "claim"] | None,
        choice,
    ] = field("kind of evidence", default=None)


class Measure(Record):
    """A measured figure with its doubt."""

    about = "Measured figures in natural units, with low, likely and high."
    key = ("candidate", "criterion")
    refers = {"candidate": "candidates", "criterion": "criteria"}

    candidate: Text = field("the candidate")
    criterion: Text = field("the measured criterion")
    low: MaybeNumber = field("low figure (one in twenty would be lower)", default=None)
    likely: MaybeNumber = field(
        "likely figure; blank where the criterion says it comes from the candidates table",
        default=None,
    )
    high: MaybeNumber = field("high figure (one in twenty would be higher)", default=None)
    source: Note = field("source", default=None)


class Pot(Record):
    """Something several claims would save only once."""

    about = "Savings pots: claims on the same activity cannot add to more than its declared size."
    key = ("pot",)

    pot: Text = field("short code", example="BEDS")
    what: Text = field("what it holds")
    size: Number = field("declared size", "£ thousand a year", ge=0)
    source: Note = field("source", default=None)


class Indicator(Record):
    """One published figure of one area and period."""

    about = "Benchmarking evidence: one row an indicator, area, period, sex, age and category."
    key = ("indicator", "area", "period", "sex", "age", "category")

    indicator: Text = field("code of the indicator")
    indicator_name: Note = field("its name", default=None)
    area: Text = field("code or name of the area")
    area_name: Note = field("name of the area", default=None)
    area_type: Note = field("type of area", default=None)
    period: Text = field("period as published", example="2015-16")
    sex: Note = field("sex", default=None)
    age: Note = field("ages", default=None)
    category: Note = field("category, where the row is a split of an area", default=None)
    value: MaybeNumber = field("value as published", default=None)
    lower: MaybeNumber = field("lower 95% limit as published", default=None)
    upper: MaybeNumber = field("upper 95% limit as published", default=None)
    count: MaybeNumber = field("count (numerator)", default=None, ge=0)
    denominator: MaybeNumber = field("denominator", default=None, ge=0)
    unit: Note = field("unit of the value", default=None, example="%")
    scale: MaybeNumber = field("value = count / denominator x scale", default=None, gt=0)
    polarity: Annotated[Literal["high is good", "high is bad"] | None, choice] = field(
        "which way is good; without it no opportunity is given", default=None
    )
    verdict: Note = field("the publisher's own verdict", default=None)
    note: Note = field("the publisher's note", default=None)
    source: Note = field("source", default=None)


class Area(Record):
    """An area and what it is like."""

    about = "Areas and their attributes; a column named attribute_... adds one."
    key = ("area",)

    area: Text = field("code or name, as the indicators table has it")
    area_name: Note = field("name of the area", default=None)
    area_type: Note = field("type of area", default=None)
    population: MaybeNumber = field("people", "people", default=None, ge=0)


class Peer(Record):
    """An area that is like ours."""

    about = "Areas like ours, as published or as computed, with the source."
    key = ("area", "peer")

    area: Text = field("the area")
    peer: Text = field("an area like it")
    order: MaybeWhole = field("1 for the nearest", default=None, ge=1)
    source: Note = field("source of the list", default=None)


class Service(Record):
    """A step of a pathway as it is bought today."""

    about = (
        "Current provision: what is bought now, one row a service, with its activity, spend, "
        "outcome and contract."
    )
    key = ("service",)
    refers = {"outcome": "indicators"}

    service: Text = field("short code", example="V01")
    name: Text = field("what is provided")
    programme: Note = field("programme area, spelt as in the candidates table", default=None)
    pathway_step: Note = field("step of the pathway", default=None, example="diagnosis")
    provider: Note = field("who provides it", default=None)
    activity: MaybeNumber = field("what is done in a year", "a year", default=None, ge=0)
    activity_unit: Note = field("what is counted", default=None, example="appointments")
    spend: MaybeNumber = field("spend of a full year", "£ thousand a year", default=None, ge=0)
    outcome: Note = field("the indicator that shows its outcome", default=None)
    in_need: MaybeNumber = field(
        "people in need of it in a year", "people a year", default=None, ge=0
    )
    served: MaybeNumber = field("people it serves in a year", "people a year", default=None, ge=0)
    contract_end: MaybeDate = field("the day the contract ends", default=None)
    notice_months: MaybeNumber = field(
        "notice to be given before it changes or ends", "months", default=None, ge=0, le=120
    )
    new_technology: Note = field("a new technology expected to change it, in words", default=None)
    technology_due: MaybeDate = field("when that technology is expected", default=None)
    source: Note = field("source", default=None)
