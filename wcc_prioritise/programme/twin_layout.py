"""What does the Excel twin of the programme hold? Its sheets, and the columns of each."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.programme.calendar import quarter_words
from wcc_prioritise.programme.chosen import blank, chosen_rows, facts_of
from wcc_prioritise.programme.five_by_five import risk_list
from wcc_prioritise.programme.impact_gates import impact_gates
from wcc_prioritise.programme.moving import what_breaks
from wcc_prioritise.programme.register import benefits_register
from wcc_prioritise.programme.scheduling import ROLES, Programme
from wcc_prioritise.programme.stakes import stakeholder_grid
from wcc_prioritise.schema import TABLES

FIRST, PROJECTS, TO_LOOK_AT = "Read me first", "projects", "what to look at"

STARTS = "starts"
ENTRIES = (STARTS, *ROLES)
"""Columns of the sheet of projects that people may change."""

PROJECT_COLUMNS = ("candidate", "name", "class", *ENTRIES)

EDITED = ("benefits", "risks", "stakeholders", "gates")
"""Tables with a sheet of their own, with the columns of the schema."""

HOW_TO = (
    "Change the cells below the headings; the headings themselves are locked.",
    "projects: choose another quarter to move a start, and name sponsor, lead and owner as roles, "
    "never as persons. Nothing stops a start that breaks something: what breaks is told when the "
    "workbook is read.",
    "benefits: a definition that begins 'draft: to be completed' marks a row that the case expects "
    "and nobody has defined yet. Give its definition, baseline with date, and owner; its target is "
    "over the baseline, so add the baseline to it.",
    "risks: likelihood and impact from 1 to 5. stakeholders: power and stake from 1 to 5.",
    "gates: an empty status is never passed.",
    "what to look at: for reading only; it is not read back.",
    "Write values, no formulas, and merge no cells. Save as .xlsx under any name.",
)
"""What the first sheet says."""


def project_rows(programme: Programme) -> pd.DataFrame:
    """Give the sheet of projects: code, name, class, start in words, and who stands for it."""
    facts = facts_of(programme)
    table = pd.DataFrame(
        {
            "candidate": list(facts.index),
            "name": list(facts["name"]),
            "class": list(facts["class"]),
            STARTS: [quarter_words(programme.start, int(q)) for q in programme.starts],
        },
        dtype=object,
    )
    named = programme.roles.set_index("candidate").reindex(table["candidate"])
    for role in ROLES:
        table[role] = [None if blank(name) else name for name in named[role]]
    return table


def edited_rows(programme: Programme, table: str) -> pd.DataFrame:
    """Give the rows of one editable table: those recorded, and those still to be filled in."""
    columns = list(TABLES[table].model_fields)
    whole = {
        "benefits": lambda: benefits_register(programme).table,
        "risks": lambda: chosen_rows(programme, "risks"),
        "stakeholders": lambda: stakeholder_grid(programme).table,
        "gates": lambda: impact_gates(programme).table,
    }[table]()
    return whole[columns].astype(object)


def to_look_at(programme: Programme) -> pd.DataFrame:
    """Give what the record prompts one to ask. Columns candidate, about, words."""
    checks = benefits_register(programme).checks
    prompts = risk_list(programme).prompts
    rows = [
        *((None, "programme", words) for words in what_breaks(programme)),
        *((row.candidate, "prompt, not scored", row.prompt) for row in prompts.itertuples()),
        *((row.candidate, "benefits register", row.words) for row in checks.itertuples()),
    ]
    return pd.DataFrame(rows, columns=["candidate", "about", "words"], dtype=object)
