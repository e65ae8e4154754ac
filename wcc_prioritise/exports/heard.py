"""How was everyone heard? People, groups, scores, don't knows and recusals, as counts."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.appraisal import Appraisal
from wcc_prioritise.case import Case
from wcc_prioritise.exports.content import Paragraph, Section, Table, section
from wcc_prioritise.exports.wording import counted, listed, number, people, percent, sentence, short
from wcc_prioritise.judgement.panel import last_round
from wcc_prioritise.voices import Ledger

POOLED = {
    "person": "every person counts the same",
    "group": "every voice group counts the same",
}

NIL = ("nil", "none", "nothing", "no interest", "no interests")


def heard_in_figures(appraisal: Appraisal) -> str:
    """Say how many people spoke, on what, and how their answers became one."""
    case = appraisal.case
    latest = last_round(case.scores, ["candidate", "criterion"])
    scored = latest.loc[latest["score"].notna(), "person"].nunique()
    known = int(latest["score"].notna().sum())
    quorum = case.charter.quorum
    groups = case.voice_groups["group"].drop_duplicates()
    rounds = int(case.scores["round"].max()) if len(case.scores) else 0
    members = counted(len(case.people), "person", "people")
    in_groups = f" in {_groups_words(groups)}" if len(groups) else ""
    recused = counted(len(recusals(case)), "time", "times")
    parts = [
        f"{members}{in_groups} sat on the panel",
        f"{counted(scored, 'person', 'people')} gave {counted(known, 'score', 'scores')} and said "
        f"\u201cdon't know\u201d {counted(len(latest) - known, 'time', 'times')}, in "
        f"{counted(rounds, 'round', 'rounds')}"
        + (f" (quorum {people(quorum)} people)" if quorum else ""),
        f"{counted(len(appraisal.person_weights), 'person', 'people')} weighted every criterion",
        f"{recused} a person could not score a candidate because of an interest: that counts as "
        "recused, not as missing",
        f"scores are pooled by {appraisal.score_rule} ({POOLED[appraisal.score_rule]}), weights by "
        f"{appraisal.weight_rule} ({POOLED[appraisal.weight_rule]})",
    ]
    return " ".join(map(sentence, parts))


def _groups_words(groups: pd.Series) -> str:
    return f"{counted(len(groups), 'voice group', 'voice groups')} ({'; '.join(groups)})"


def recusals(case: Case) -> pd.DataFrame:
    """List the pairs of person and candidate that an interest keeps apart."""
    barred = case.interests[case.interests["effect"] != "none"]
    everyone = tuple(case.names.index)
    held = barred.assign(
        candidate=[everyone if c == "all" else (c,) for c in barred["candidate"]]
    ).explode("candidate")
    return held[["person", "candidate"]].drop_duplicates(ignore_index=True)


def recused_on(case: Case, code: str) -> int:
    """Count the people who were kept from scoring a candidate."""
    return int((recusals(case)["candidate"] == code).sum())


def interests_section(case: Case) -> Section:
    """Count the interests by what followed from them; nobody is named."""
    interests = case.interests
    silent = len(set(case.people["person"]) - set(interests["person"]))
    nil = interests["what"].astype("str").str.casefold().str.strip().isin(NIL)
    nil &= interests["effect"] == "none"
    rows = [
        ("Nothing to declare (nil return)", int(nil.sum())),
        ("Interest declared, no effect", int(((interests["effect"] == "none") & ~nil).sum())),
        ("Spoke, did not score", int((interests["effect"] == "speak not score").sum())),
        ("Withdrew", int((interests["effect"] == "withdraw").sum())),
        ("No declaration on record (people)", silent),
    ]
    return section(
        "Interests declared",
        [
            Table(
                "Declarations by what followed from them",
                ("What followed", "Declarations"),
                tuple((words, people(many)) for words, many in rows),
                align="lr",
                widths=(8.0, 3.0),
            ),
            Paragraph(f"Candidates on which somebody was recused: {_recused_words(case)}."),
        ],
    )


def _recused_words(case: Case) -> str:
    counts = recusals(case)["candidate"].value_counts()
    names = case.names
    return listed(
        (
            f"{code} {short(names[code])} ({counted(int(counts[code]), 'person', 'people')})"
            for code in names.index
            if code in counts.index
        ),
        "none",
    )


def groups_section(case: Case) -> Section | None:
    """Show which roles speak with which voice, and how many people hold them."""
    groups = case.voice_groups
    if groups.empty:
        return None
    held = case.people[["person", "roles"]].explode("roles")
    rows = []
    for group, of_group in groups.groupby("group", sort=False):
        roles = list(of_group["role"])
        who = held.loc[held["roles"].isin(roles), "person"].nunique()
        rows.append((group, listed(roles), people(who)))
    return section(
        "Voice groups",
        [
            Table(
                "Which roles speak with which voice",
                ("Voice group", "Roles", "People"),
                tuple(rows),
                align="llr",
                widths=(4.5, 10.0, 2.5),
            ),
            Paragraph(
                "A person whose roles are in several groups stands in each of them and counts an "
                "equal part in each, so that nobody counts more than once.",
                "note",
            ),
        ],
    )


def ledger_section(ledger: Ledger) -> Section:
    """Show who was there and spoke, and what the outcome gave each voice group."""
    rows = ledger.table.to_dict("records")
    counts = ("people", "attended", "left_early", "scored_all", "scored_some", "scored_none")
    shares = ("share_of_people", "share_of_scores", "share_of_reasons")
    there = tuple(
        (
            row["group"],
            *(number(row[name]) for name in counts),
            *(percent(row[name]) for name in shares),
            number(row["changed"]),
        )
        for row in rows
    )
    absent = listed(ledger.not_in_the_room, "nobody who was meant to be")
    return section(
        "Was everyone heard? The voice ledger",
        [
            Paragraph(f"Not in the room: {absent}."),
            Table(
                "Who came and who spoke, in people; shares are of everybody, each counted once",
                ("Voice group", "People", "Came", "Left early", "Scored all", "Scored a part",
                 "Scored nothing", "Share of people", "Share of scores", "Share of reasons",
                 "Scores changed later"),
                there,
                align="l" + "r" * 10,
                widths=(3.4, *(1.45,) * 10),
            ),
            Table(
                "What each voice group asked for, and what the set gives it",
                ("Voice group", "Its own first", "Chosen of these", "Without the group"),
                tuple(map(_asked, rows)),
                align="llrl",
                widths=(3.4, 5.0, 2.2, 6.4),
            ),
        ],
    )  # fmt: skip


def _asked(row: dict) -> tuple[str, str, str, str]:
    if not row["shown"]:
        return row["group"], row["influence"], "", ""
    of = f"{number(row['chosen_of_five'])} of {number(len(row['top_five']))}"
    return row["group"], listed(row["top_five"]), of, row["influence"]
