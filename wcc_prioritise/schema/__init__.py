"""What is a workshop made of? One schema for reading, entries, dictionary, forms and widgets."""

from wcc_prioritise.schema.records import (
    ANCHOR_LEVELS,
    CLASSES,
    EFFECT_BY_GRADE,
    EVIDENCE_ONLY,
    EXTRA_COLUMNS,
    FORM,
    GRADE_POINTS,
    NEEDED,
    RESOURCE_PREFIX,
    RESOURCES,
    TABLES,
    Charter,
    Record,
    counted,
)
from wcc_prioritise.schema.said import ACTS, GROUNDS, SAID

__all__ = [
    "ACTS",
    "ANCHOR_LEVELS",
    "CLASSES",
    "EFFECT_BY_GRADE",
    "EVIDENCE_ONLY",
    "EXTRA_COLUMNS",
    "FORM",
    "GRADE_POINTS",
    "GROUNDS",
    "NEEDED",
    "RESOURCES",
    "RESOURCE_PREFIX",
    "SAID",
    "TABLES",
    "Charter",
    "Record",
    "counted",
]
