"""What is a workshop made of? One schema for reading, entries, dictionary, forms and widgets."""

from wcc_prioritise.schema.records import (
    ANCHOR_LEVELS,
    CLASSES,
    EFFECT_BY_GRADE,
    EVIDENCE_ONLY,
    EXTRA_COLUMNS,
    GRADE_POINTS,
    NEEDED,
    RESOURCE_PREFIX,
    RESOURCES,
    TABLES,
    Charter,
    Record,
    counted,
)

__all__ = [
    "ANCHOR_LEVELS",
    "CLASSES",
    "EFFECT_BY_GRADE",
    "EVIDENCE_ONLY",
    "EXTRA_COLUMNS",
    "GRADE_POINTS",
    "NEEDED",
    "RESOURCES",
    "RESOURCE_PREFIX",
    "TABLES",
    "Charter",
    "Record",
    "counted",
]
