"""Make the SYNTHETIC tables of routes, outside help and survey again, byte for byte.

Run ``python make_routes.py`` to write the tables beside this script, or call ``main(folder)``.
"""

from pathlib import Path

import pandas as pd

from wcc_prioritise.competencies import did_it_help, read_routes
from wcc_prioritise.competencies.route_records import FUNCTIONAL_AREAS, ROUTE_TABLES
from wcc_prioritise.tables import write_folder

HERE = Path(__file__).resolve().parent
NOTICE = "SYNTHETIC: Northmere and everything in it is made up."
SOURCE = "SYNTHETIC: quotations and pay scales, spring 2009"
OWN = "this project's own wording"
LAST, THIS = "2008/09", "2009/10"

NEEDS = [
    ("6.1", "gap", "Predictive modelling of changing need", "2010-01-31", "every planning round",
     240, "head of public health intelligence"),
    ("7.1", "gap", "Knowledge of provider capacity and capability", "2010-06-30",
     "all year round", 150, "head of market development"),
    ("9.1", "gap", "Understanding provider economics", "2009-12-31",
     "a few weeks before each contract round", None, "director of finance"),
    ("P21", "project", "Procurement advice for the children's clinics", "2010-03-31",
     "once", 60, "head of contracting"),
    ("P06", "project", "Audit of referrals by optometrists", None, "all year round",
     None, "head of planned care"),
]  # fmt: skip
"""need, kind, name, needed by, how often, limit over three years (thousand pounds), owner."""

FACTS = [
    ("6.1", "build", "two analysts trained on a model of our own", None, 30, 75),
    ("6.1", "share", "a joint observatory with two neighbours", "neighbouring trusts", 15, 45),
    ("6.1", "buy", "models built and run by a specialist firm", "analytics firm", 20, 60),
    ("7.1", "build", "a market manager who keeps our own register", None, 10, 42),
    ("7.1", "share", "one register kept for the whole region", "regional agency", 5, 18),
    ("7.1", "buy", "a market report each year", "advisory firm", 0, 55),
    ("9.1", "build", "an accountant trained in provider costs", None, 12, 58),
    ("9.1", "share", "a shared costing desk", "neighbouring trusts", 8, 24),
    ("9.1", "buy", "a costing team for each contract round", "advisory firm", 0, 40),
    ("P21", "build", "our own contracts team, with time set aside", None, 25, 10),
    ("P21", "share", "the procurement hub does it with us", "procurement hub", 12, 4),
    ("P21", "buy", "an adviser for the one procurement", "advisory firm", 45, 0),
    ("P06", "build", "a clinical auditor in our own team", None, 6, 52),
    ("P06", "share", "an auditor shared with the eye network", "eye network", 6, 30),
    ("P06", "buy", "an audit firm does it under contract", "audit firm", 0, 38),
]
"""need, route, what would be done, with whom, cost once, cost of a year (thousand pounds)."""

CRITERIA = [
    ("R1", "Urgency", "Will the skill be at work when it is needed?",
     "more than a year too late", "six months to a year too late", "up to six months too late",
     "on the day it is needed", "well before it is needed"),
    ("R2", "Scarcity", "Can the people be found and kept?",
     "nobody is to be had", "a few, and they leave within the year",
     "enough, after a long search", "most are at hand already", "all are at hand, and stay"),
    ("R3", "How often it is needed", "Does it fit how often we need it?",
     "idle nearly always, or missing when it is needed", "a poor fit: half of it idle or missing",
     "a fair fit", "a good fit, with little idle time", "there whenever needed, and only then"),
    ("R4", "Skill left behind", "What can we do ourselves when it ends?",
     "nothing", "read what was done", "run it again from a handbook",
     "change it and run it alone", "do it, and teach others"),
]  # fmt: skip

SWINGS = {
    "A1": (60, 50, 40, 100),
    "A2": (100, 40, 60, 80),
    "A3": (70, 100, 30, 90),
    "A4": (80, 60, 70, 100),
}

SCORES = {
    ("6.1", "build"): ((40, 35, 60, 90), (25, 40, 70, 95), (30, 25, 65, 85), (50, 45, 75, 90)),
    ("6.1", "share"): ((65, 70, 80, 70), (60, 65, 75, 60), (70, 75, 85, 65), (55, 80, 80, 75)),
    ("6.1", "buy"): ((90, 80, 55, 20), (95, 75, 60, 25), (85, 85, 50, 15), (80, 90, 55, 30)),
    ("7.1", "build"): ((55, 60, 85, 90), (50, 65, 80, 95), (60, 55, 90, 85), (65, 70, 85, 90)),
    ("7.1", "share"): ((75, 80, 70, 50), (70, 75, 65, 45), (80, 85, 75, 55), (70, 80, 70, 50)),
    ("7.1", "buy"): ((90, 70, 40, 15), (85, 75, 35, 20), (90, 65, 45, 10), (80, 70, 40, 25)),
    ("9.1", "build"): ((20, 25, 30, 85), (15, 30, 35, 80), (25, 20, 30, 90), (20, 35, 40, 85)),
    ("9.1", "share"): ((45, 50, 60, 55), (50, 45, 65, 50), (40, 55, 60, 60), (50, 50, 55, 55)),
    ("9.1", "buy"): ((95, 85, 90, 35), (90, 90, 95, 45), (95, 80, 85, 30), (85, 90, 90, 40)),
    ("P21", "build"): ((30, 40, 20, 80), (25, 45, 25, 85), (35, 35, 15, 75), (30, 50, 20, 80)),
    ("P21", "share"): ((70, 65, 75, 60), (65, 70, 80, 55), (75, 60, 70, 65), (70, 65, 75, 50)),
    ("P21", "buy"): ((90, 80, 95, 25), (95, 85, 90, 30), (85, 75, 95, 20), (90, 80, 90, 35)),
    ("P06", "build"): ((50, 45, 80, 85), (55, 40, 85, 80), (45, 50, 75, 90), (50, 55, 80, 85)),
    ("P06", "share"): ((60, 65, 85, 75), (65, 60, 80, 70), (55, 70, 85, 80), (60, 60, 90, 75)),
    ("P06", "buy"): ((85, 75, 70, 30), (80, 80, 75, 35), (85, 70, 65, 25), (75, 75, 70, 40)),
}
"""Scores on R1 to R4 by A1 to A4."""

UNSURE = {("7.1", "buy", "A2", "R4")}
"""Cells in which somebody did not know."""

QUESTIONS = [
    ("Q1", "Did the help do what it was bought for?", "both", None,
     "not at all", "a small part of it", "about half", "most of it", "all of it, or more"),
    ("Q2", "Was it there when it was needed?", "user", "R1",
     "far too late", "late", "just in time", "in time", "in time, with room to spare"),
    ("Q3", "What can we do ourselves now?", "both", "R4",
     "nothing", "read what was done", "run it again from a handbook",
     "change it and run it alone", "do it, and teach others"),
    ("Q4", "Was the task clear when the work began?", "supplier", None,
     "not clear at all", "clear in parts", "clear after some weeks", "mostly clear",
     "clear from the first day"),
    ("Q5", "Would you do it this way again?", "user", None,
     "never", "only if there were no other way", "perhaps", "yes, with changes", "yes, as it was"),
]  # fmt: skip

ASKED = {
    "5.1": (("U1", "U2", "U3", "U4", "U5"), ("V1", "V2", "V3")),
    "10.3": (("U1", "U6"), ("V4",)),
}
"""Users and suppliers asked in the first year, by need."""

ANSWERS = {
    ("5.1", "Q1"): {"U1": 50, "U2": 75, "U3": 50, "U4": 25, "U5": 75,
                    "V1": 100, "V2": 75, "V3": 100},
    ("5.1", "Q2"): {"U1": 75, "U2": 75, "U3": 100, "U4": 50, "U5": 75},
    ("5.1", "Q3"): {"U1": 25, "U2": 25, "U3": 50, "U4": 25, "U5": None,
                    "V1": 75, "V2": 50, "V3": 75},
    ("5.1", "Q4"): {"V1": 25, "V2": 50, "V3": 50},
    ("5.1", "Q5"): {"U1": 50, "U2": 50, "U3": 25, "U4": 25, "U5": 50},
    ("10.3", "Q1"): {"U1": 75, "U6": 100, "V4": 100},
    ("10.3", "Q2"): {"U1": 75, "U6": 75},
}  # fmt: skip
"""Answers by person; None is a "don't know"."""


def tables():
    """Give every table as a frame, by name."""
    return {
        "route_needs": _needs(),
        "routes": _frame(
            "need route what with_whom first_cost yearly_cost source",
            [(*row, SOURCE) for row in FACTS],
        ),
        "route_criteria": _frame(
            "criterion name question anchor_0 anchor_25 anchor_50 anchor_75 anchor_100 source",
            [(*row, OWN) for row in CRITERIA],
        ),
        "route_swings": _frame(
            "person criterion points",
            [(p, f"R{n}", points) for p, row in SWINGS.items() for n, points in _counted(row)],
        ),
        "route_scores": _scores(),
        **_buying(),
        "survey_questions": _frame(
            "question words asked_of criterion anchor_0 anchor_25 anchor_50 anchor_75 anchor_100 "
            "source",
            [(*row, OWN) for row in QUESTIONS],
        ),
        "survey_people": _frame(
            "year need person side",
            [
                (LAST, need, person, side)
                for need, sides in ASKED.items()
                for side, people in zip(("user", "supplier"), sides, strict=True)
                for person in people
            ],
        ),
        "survey_answers": _frame(
            "year need person question score",
            [
                (LAST, need, person, question, "don't know" if score is None else score)
                for (need, question), given in ANSWERS.items()
                for person, score in given.items()
            ],
        ),
        "outside_help": _frame(
            "year need route with_whom agreed paid source",
            [
                (LAST, "5.1", "buy", "analytics firm", 80, 96, "SYNTHETIC: ledger, year end"),
                (LAST, "10.3", "share", "procurement hub", 14, 13, "SYNTHETIC: ledger, year end"),
            ],
        ),
        "delivered": _frame(
            "year need measure unit good target reached source",
            [
                (LAST, "5.1", "Practice profiles handed over", "profiles", "high", 31, 31,
                 "SYNTHETIC: delivery log"),
                (LAST, "5.1", "Days from question to answer", "days", "low", 5, 9,
                 "SYNTHETIC: delivery log"),
                (LAST, "5.1", "Profiles made by our own staff", "profiles", "high", 10, 2,
                 "SYNTHETIC: delivery log"),
                (LAST, "10.3", "Disputes settled within a month", "disputes", "high", 3, None,
                 "SYNTHETIC: delivery log"),
            ],
        ),
    }  # fmt: skip


def _needs():
    closed = [
        ("5.1", "gap", "Analytical skills and insight", "2008-10-31", "every week", 100,
         "head of public health intelligence"),
        ("10.3", "gap", "Resolution of contract issues", "2008-09-30", "once",
         20, "head of contracting"),
    ]  # fmt: skip
    rows = [(*row, NOTICE) for row in (*NEEDS, *closed)]
    return _frame("need kind name needed_by how_often limit owner notice", rows)


def _scores():
    rows = []
    for (need, route), people in SCORES.items():
        for person, given in zip(SWINGS, people, strict=True):
            for number, score in _counted(given):
                criterion = f"R{number}"
                unsure = (need, route, person, criterion) in UNSURE
                rows.append((need, route, person, criterion, "don't know" if unsure else score))
    return _frame("need route person criterion score", rows)


def _buying():
    """Give the contract that is thought out for 9.1, with three blanks left to fill in."""
    scope = {
        FUNCTIONAL_AREAS[0]: ("nothing", "everything", None),
        FUNCTIONAL_AREAS[1]: (
            "cost models of the two largest contracts, and a team in the contract round",
            "the offer, the signature and every decision",
            "both cost models as open workbooks",
        ),
        FUNCTIONAL_AREAS[2]: ("nothing", "everything", None),
        FUNCTIONAL_AREAS[3]: ("nothing", "everything", None),
    }
    return {
        "buying": _frame(
            "need breadth problem why_not_ourselves starts ends price paid_for contract_owner "
            "learner record_stays exit_notice exit_handover exit_after",
            [
                ("9.1", "micro", "we accept cost claims that we cannot check",
                 "no accountant with this experience can be found before the round",
                 "2009-10-01", "2011-03-31", 100, "products, and a fifth for skills shown",
                 "head of contracting", "contract accountant",
                 "models, data and notes stay on our own drive in open formats", 3, None, None),
            ],
        ),
        "buying_scope": _frame(
            "need area bought not_bought product",
            [("9.1", area, *row) for area, row in scope.items()],
        ),
        "buying_measures": _frame(
            "need measure unit baseline target by source",
            [
                ("9.1", "Cost claims checked before signature", "% of spend", 10, 70,
                 "2010-03-31", "contract register"),
                ("9.1", "Cost models run by our own staff", "models", 0, 2, "2011-02-28", None),
            ],
        ),
        "skill_checks": _frame(
            "need skill who_shows how to_whom date result shown_on",
            [
                ("9.1", "read a provider's cost return", "contract accountant",
                 "explains three returns line by line", "director of finance", "2010-01-29",
                 None, None),
                ("9.1", "run the cost model alone", "contract accountant",
                 "runs next year's figures with no supplier in the room", "director of finance",
                 "2010-11-30", None, None),
                ("5.1", "make a practice profile", "information analyst",
                 "makes one from raw data", "head of public health intelligence", "2009-01-30",
                 "shown", "2009-02-13"),
                ("5.1", "change the profile's model", "information analyst",
                 "adds a measure, and explains it", "head of public health intelligence",
                 "2009-03-13", "not shown", None),
            ],
        ),
    }  # fmt: skip


def _counted(row):
    return list(enumerate(row, start=1))


def _frame(columns, rows):
    return pd.DataFrame(rows, columns=columns.split(), dtype=object)


def main(folder=HERE):
    """Write the tables into a folder, then what the first year's help is kept as."""
    write_folder(tables(), folder, ROUTE_TABLES)
    kept = did_it_help(read_routes(folder), LAST).kept
    write_folder({"route_evidence": kept}, folder, ROUTE_TABLES)


if __name__ == "__main__":
    main()
