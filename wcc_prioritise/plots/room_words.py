"""What do the pictures for the room say? Plain words in which nobody is named."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.judgement import agreement_map
from wcc_prioritise.plots import room_behind as behind
from wcc_prioritise.plots.figures import counted, held, listed, percent, plain, short
from wcc_prioritise.plots.paging import page_said
from wcc_prioritise.plots.words import IN_ALT, LONGEST_ALT, Words, joined, lowered

LABELS = ("agree", "mixed", "split", "too few")
"""What may be said of a cell, in order."""

NAMED = 3
"""So many candidates a title names."""

WORTH_A_WORD = 1.0
"""A mean that moved by no more than this, in points, may only have been rounded."""


def notice_of(case) -> str:
    """Give the notice of a case, such as SYNTHETIC."""
    return plain(case.charter.notice) if case.charter is not None else ""


# ---- scores as dots -----------------------------------------------------------------------------


def dot_strips(shown, about: str | None = None, page: int = 1) -> Words:
    """Say about what people are far apart, on a criterion or about a candidate."""
    about = behind.about_of(shown, about)
    if not about:
        said = "Nobody has scored yet"
        return Words(said, "Scores as dots.", f"{said}: there is nothing to show.")
    names = behind.names_of(shown.case)
    labels = agreement_map(shown.case)
    labels = labels[(labels["candidate"] == about) | (labels["criterion"] == about)]
    row = "candidate" if (labels["criterion"] == about).all() else "criterion"
    marks = behind.dots_table(shown, about, page)
    return Words(
        title=_apart_title(labels, row, names[about], names),
        subtitle=joined(
            "Each dot is one person, in steps of ten points; a line is the mean of the room, a "
            "shape that of a voice group. Blank: fewer than three people, or people so close "
            "together that dots would show who said what.",
            page_said(behind.many_about(shown, about), page),
        ),
        alt=_dots_alt(marks, row, names[about]),
        caption=notice_of(shown.case),
    )


def _apart_title(labels: pd.DataFrame, row: str, about: str, names: dict[str, str]) -> str:
    split = [names[code] for code in labels.loc[labels["label"] == "split", row]]
    start, word, none = (
        (f"On {lowered(short(about))}", "about", "no candidate")
        if row == "candidate"
        else (f"About {short(about)}", "on", "no criterion")
    )
    if split:
        more = len(split) - NAMED
        told = [short(name, 40) for name in split[:NAMED]] + ([f"{more} more"] if more > 0 else [])
        told = told if row == "candidate" else [lowered(name) for name in told]
        return f"{start} the panel is split {word} {listed(told)}"
    known = labels[labels["label"] != "too few"]
    if known.empty:
        return f"{start} too few people have scored to say whether they agree"
    agree = int((known["label"] == "agree").sum())
    what = counted(len(known), row, "criteria" if row == "criterion" else None)
    return f"{start} the panel is split {word} {none}; it agrees {word} {agree} of {what}"


def _dots_alt(marks: pd.DataFrame, row: str, about: str) -> str:
    said = [f"Dots of everybody's scores for {short(about)}, 0 to 100, by {row}; nobody is named."]
    for _, own in marks.groupby(row, sort=False):
        room = own[own["mark"] == behind.ROOM].iloc[0]
        groups = own[own["mark"] == behind.GROUP]
        means = [f"{group} {told}" for group, told in zip(groups["group"], groups["told"],
                                                          strict=True)]  # fmt: skip
        by = f" ({', '.join(means)})" if means else ""
        told = f"mean {room['told']}{by}, {room['label']}" if room["low"] == room["low"] else (
            f"not shown: {room['told']}")  # fmt: skip
        said.append(f"{short(room['name'], IN_ALT)}: {told}.")
    return held(said, LONGEST_ALT)


# ---- weights ------------------------------------------------------------------------------------


def weight_dots(appraisal) -> Words:
    """Say what matters most to the room, and on what people differ most."""
    table = behind.weights_table(appraisal)
    people = len(appraisal.person_weights)
    rule = {"group": "every voice group counts the same", "person": "every person counts the same"}
    how = rule.get(appraisal.weights_from, "as they were set")
    return Words(
        title=_weights_title(table),
        subtitle=(
            "How much the step from worst to best matters, in per cent of all steps. Each dot is "
            f"one person of {people}, in steps of one per cent; the line is the room ({how})."
        ),
        alt=_weights_alt(table),
        caption=notice_of(appraisal.case),
    )


def _weights_title(table: pd.DataFrame) -> str:
    room = table[table["mark"] == behind.ROOM]
    top = room[room["low"] == room["low"].max()]
    most = listed([lowered(short(name, 40)) for name in top["name"]])
    said = f"{most[:1].upper()}{most[1:]} {'matters' if len(top) == 1 else 'matter'} most"
    said += f" to the room, {percent(float(top['low'].iloc[0]))}{' each' if len(top) > 1 else ''}"
    people = table[table["mark"] == behind.PEOPLE]
    if people.empty:
        return said
    ends = people.groupby("name", sort=False)[["low", "high"]].agg({"low": "min", "high": "max"})
    widest = (ends["high"] - ends["low"]).round(9).idxmax()
    low, high = ends.loc[widest]
    return (
        f"{said}; people differ most on {lowered(short(widest, 40))}, from {low * 100:.0f}% to "
        f"{high * 100:.0f}%"
    )


def _weights_alt(table: pd.DataFrame) -> str:
    said = ["Dots of everybody's weights by criterion, nobody named, with the weight of the room."]
    for _, own in table.groupby("criterion", sort=False):
        room, people = own[own["mark"] == behind.ROOM].iloc[0], own[own["mark"] == behind.PEOPLE]
        ends = "" if people.empty else (
            f", people from {people['low'].min() * 100:.0f}% to {people['high'].max() * 100:.0f}%"
        )  # fmt: skip
        said.append(f"{short(room['name'], IN_ALT)}: {percent(room['low'])}{ends}.")
    return held(said, LONGEST_ALT)


# ---- agreement ----------------------------------------------------------------------------------


def map_of_agreement(case, page: int = 1) -> Words:
    """Say on how many cells the panel is split, and where they are."""
    cells = behind.labels_of(case)
    counts = cells["label"].value_counts()
    many = cells["candidate"].nunique()
    return Words(
        title=_split_title(cells),
        subtitle=joined(
            "Does the panel agree about a candidate on a criterion? By the published rule for "
            "panels of this size. The most split candidates first.",
            page_said(many, page),
        ),
        alt=_map_alt(cells, counts),
        caption=joined("Rule: RAND/UCLA, 2001.", notice_of(case)),
    )


def _split_title(cells: pd.DataFrame) -> str:
    counts, of = cells["label"].value_counts(), f"{len(cells)} cells"
    split = cells[cells["label"] == "split"]
    if len(split):
        by = split["criterion_name"].value_counts(sort=False).sort_values(
            ascending=False, kind="stable"
        )  # fmt: skip
        parts = [f"{many} on {lowered(short(name, 40))}" for name, many in by.items()]
        more = len(parts) - NAMED
        told = listed(parts[:NAMED] + ([f"{by.iloc[NAMED:].sum()} elsewhere"] if more > 0 else []))
        return f"The panel is split on {len(split)} of {of}: {told}"
    if not counts.get("agree", 0) + counts.get("mixed", 0):
        return "Too few people have scored to say where the panel agrees"
    return f"The panel is split on none of {of}; it agrees on {counts.get('agree', 0)}"


def _map_alt(cells: pd.DataFrame, counts: pd.Series) -> str:
    order = [label for label in LABELS if label in counts]
    said = [
        "Table of candidates by criteria with a symbol and a word in each cell: "
        f"{listed([f'{counts[label]} {label}' for label in order])}."
    ]
    for label in ("split", "mixed"):
        own = cells[cells["label"] == label]
        where = [f"{row.candidate} on {lowered(short(row.criterion_name, IN_ALT))}"
                 for row in own.itertuples(index=False)]  # fmt: skip
        while where and len(f"{label}: {'; '.join(where)}; and more.") > LONGEST_ALT // 3:
            where = where[:-1]
        rest = "" if len(where) == len(own) else "; and more"
        if where:
            said.append(f"{label.capitalize()}: {'; '.join(where)}{rest}.")
    return held(said, LONGEST_ALT)


# ---- movement -----------------------------------------------------------------------------------


def movement(shown, page: int = 1) -> Words:
    """Say what moved when people scored again."""
    _, table, untold = behind.all_moved(shown, page)
    rest = "" if not untold else (
        f"{counted(untold, 'more cell')} {'was' if untold == 1 else 'were'} scored again; shown, "
        f"{'it' if untold == 1 else 'they'} would give somebody's score away."
    )  # fmt: skip
    return Words(
        title=_moved_title(table, untold),
        subtitle=joined(
            "Means of the room, 0 to 100, before and after people scored again, and within how "
            "many points most people stand of them.",
            rest,
            page_said(len(table), page),
        ),
        alt=_moved_alt(table),
        caption=notice_of(shown.case),
    )


def no_movement(shown) -> str:
    """Say why there is no movement to draw."""
    if behind.all_moved(shown)[2]:
        return (
            "Some cells were scored again, but by so few people that both rounds together would "
            "give somebody's score away."
        )
    return "Nobody has scored a second time yet."


def _moved_title(table: pd.DataFrame, untold: int) -> str:
    if table.empty:
        return "No movement can be shown" if untold else "Nothing has been scored a second time"
    closer = int((table["spread"] == "closer together").sum())
    moved = table[(table["after"] - table["before"]).abs() > WORTH_A_WORD]
    came = f"people came closer together on {closer} of {counted(len(table), 'cell')}"
    came = came if closer else f"on none of {counted(len(table), 'cell')} did people come closer"
    if moved.empty:
        return f"Scoring again, {came}; no mean moved by more than a point"
    row = moved.iloc[0]
    return (
        f"Scoring again, {came}; the mean that moved most is that of {short(row['name'], 40)} on "
        f"{lowered(short(row['criterion_name'], 40))}, from {row['told_before']} to "
        f"{row['told_after']}"
    )


def spread_said(row) -> str:
    """Say how the spread went from one band to another: one row of the table of movement."""
    if row.spread_before == row.spread_after:
        return row.spread_before
    return f"{row.spread_before} \u2192 {row.spread_after}"


def _moved_alt(table: pd.DataFrame) -> str:
    if table.empty:
        return "No cell was scored a second time that may be shown."
    said = [f"Arrows from the mean before to the mean after, {counted(len(table), 'cell')}."]
    for row in table.itertuples(index=False):
        toward = f", toward {row.toward}" if row.toward else ""
        said.append(
            f"{row.candidate} on {lowered(short(row.criterion_name, IN_ALT))}: {row.told_before} "
            f"to {row.told_after}{toward}, {row.spread}."
        )
    return held(said, LONGEST_ALT)


# ---- the voice ledger ---------------------------------------------------------------------------


def voice_ledger(ledger) -> Words:
    """Say what every voice group got of what it asked for, and whose absence would matter."""
    absent = [short(role) for role in ledger.not_in_the_room]
    table = behind.ledger_table(ledger)
    return Words(
        title=_ledger_title(table),
        subtitle=(
            "What each voice group would put first by itself, which of it is in the set, and what "
            "the set would be without the group."
        ),
        alt=_ledger_alt(table),
        caption=joined(
            f"Not in the room: {listed(absent)}." if absent else "",
            notice_of(ledger.portfolio.appraisal.case),
        ),
    )


def got_of(row) -> tuple[int, int]:
    """How many of its first candidates did a group get, and of how many?"""
    return len(_codes(row.got)), len(_codes(row.asked_for))


def _codes(text: str) -> list[str]:
    return text.split(", ") if text else []


def _ledger_title(table: pd.DataFrame) -> str:
    shown = table[table["shown"]]
    if shown.empty:
        return "No voice group has three people, so none can be shown"
    parts = [got_of(row) for row in shown.itertuples(index=False)]
    least, of = min(parts)
    every = "Each voice group" if len(shown) == len(table) else "Each voice group shown"
    got = f"{every} got {'at least ' if max(parts)[0] > least else ''}{least} of its own first {of}"
    moving = shown[(shown["enters"] != "") | (shown["leaves"] != "")]["group"]
    if moving.empty:
        return f"{got}; without any one of them the set stays the same"
    named = listed([short(group, 40) for group in moving[:NAMED]])
    return f"{got}; without {named} the set would change"


def _ledger_alt(table: pd.DataFrame) -> str:
    said = ["Table of voice groups."]
    for row in table.itertuples(index=False):
        got, of = got_of(row)
        asked = f"asked for {row.asked_for}, {got} of {of} in the set; {without_said(row)}"
        there = f"{short(row.group, IN_ALT)}, {row.attended} of {row.people} came"
        said.append(f"{there}: {asked if row.shown else 'not shown'}.")
    return held(said, LONGEST_ALT)


def without_said(row) -> str:
    """Say what the set would be without a group: one row of the table of the ledger."""
    parts = [f"{row.enters} would enter"] if row.enters else []
    parts += [f"{row.leaves} would leave"] if row.leaves else []
    return f"without it {' and '.join(parts)}" if parts else "without it the set stays"
