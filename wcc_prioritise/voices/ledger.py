"""Was everyone heard? The voice ledger: who was there, what each group asked for and got."""

from __future__ import annotations

import html
from dataclasses import dataclass

import pandas as pd

from wcc_prioritise.case.value import Case
from wcc_prioritise.judgement import memberships
from wcc_prioritise.portfolio import Portfolio, select
from wcc_prioritise.ranking import order_of
from wcc_prioritise.voices.rooms import (
    TOO_FEW,
    alone,
    enough,
    others,
    voice_groups,
    without_group,
)

TOP = 5
"""How many of its own candidates each group is asked about."""

HIDDEN = ("top_five", "chosen_of_five", "alone", "enters", "leaves", "influence")
"""What is not told of a group of fewer than three people."""


@dataclass(frozen=True, eq=False)
class Ledger:
    """Who was in the room, what each voice group asked for, and what the outcome gave it.

    Attributes
    ----------
    portfolio : Portfolio
        The outcome.
    table : DataFrame
        One row a voice group: group; people (invited), attended, scored_all, scored_some,
        scored_none, left_early (people; whoever is in two groups is counted in both);
        share_of_people, share_of_scores, share_of_reasons (0 to 1, everybody counted once); changed
        (scores changed in a later round); shown (three people or more); and, where shown, top_five
        (its own best candidates, best first), chosen_of_five, alone (the set it would choose by
        itself), enters and leaves (what changes when it is left out; missing where fewer than
        three others are left), words.
    not_in_the_room : tuple of str
        Roles of the voice groups that nobody holds.
    """

    portfolio: Portfolio
    table: pd.DataFrame
    not_in_the_room: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The ledger in sentences, one or two a group, and who was missing."""
        said = list(self.table["words"])
        if self.not_in_the_room:
            said.append(f"Not in the room: {', '.join(self.not_in_the_room)}.")
        return tuple(said)

    def __repr__(self) -> str:
        """Say in one line whose absence would change the set."""
        moves = [g for g, e, v in self.table[["group", "enters", "leaves"]].to_numpy() if e or v]
        return f"<Ledger: {len(self.table)} voice groups; {', '.join(moves) or 'none'} change it>"

    def _repr_html_(self) -> str:
        """Show the sentences."""
        items = "".join(f"<li>{html.escape(words)}</li>" for words in self.words)
        return f"<ul>{items}</ul><p>Next: <code>agreement_round(case)</code></p>"


def ledger(portfolio: Portfolio) -> Ledger:
    """Was everyone heard, and what did the outcome give each voice group?

    Parameters
    ----------
    portfolio : Portfolio
        The chosen set; every other set is chosen with its limits, rules and reading.

    Returns
    -------
    Ledger
        Counts for every group; what a group asked for only where it has three people or more.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("short")))
    >>> book = ledger(wcc.select(appraisal, limits={"candidates": 4}))
    >>> bool(book.table["share_of_scores"].sum().round(9) <= 1)
    True
    """
    case, groups = portfolio.appraisal.case, voice_groups(portfolio)
    there = _presence(case)
    counts = _shares(case)
    rows = []
    for group, people in groups.items():
        row = {"group": group, **_counted(there.loc[list(people)]), **counts.loc[group].to_dict()}
        row |= {"shown": enough(people)} | dict.fromkeys(HIDDEN)
        if enough(people):
            row |= _asked_and_got(portfolio, group) | _influence(portfolio, group)
        rows.append(row)
    table = pd.DataFrame(rows)
    table["words"] = [_words(row) for row in table.to_dict("records")]
    held = set(case.people["roles"].explode())
    absent = [role for role in case.voice_groups["role"].drop_duplicates() if role not in held]
    return Ledger(portfolio, table, tuple(absent))


def _presence(case: Case) -> pd.DataFrame:
    """Who attended, scored and left? Person by attended, answered, free, gone and changed."""
    from wcc_prioritise.judgement.rounds import SCORED, attendance, standing

    last, first = standing(case), standing(case, 1)
    times = attendance(case).reindex(last.people)
    arrived = set(case.acts.loc[case.acts["act"] == "attendance", "person"])
    scored = (last.states == SCORED).any(axis=1)
    known = last.words.isin(["scored", "don't know"]).sum(axis="columns")
    moved = (first.answers != last.answers) & first.answers.notna() & last.answers.notna()
    return pd.DataFrame(
        {
            "attended": scored | times["came"].notna() | last.people.isin(arrived),
            "answered": known,
            "free": (last.words != "recused").sum(axis="columns"),
            "gone": times["gone"].to_numpy(bool),
            "changed": moved.sum(axis="columns"),
        },
        index=last.people,
    )


def _counted(there: pd.DataFrame) -> dict[str, int]:
    every, none = there["answered"] >= there["free"], there["answered"] == 0
    return {
        "people": len(there),
        "attended": int(there["attended"].sum()),
        "scored_all": int((every & ~none).sum()),
        "scored_some": int((~every & ~none).sum()),
        "scored_none": int(none.sum()),
        "left_early": int((there["gone"] & there["attended"]).sum()),
        "changed": int(there["changed"].sum()),
    }


def _shares(case: Case) -> pd.DataFrame:
    """Give each group's share of people, scores and reasons; whoever is in k groups counts 1/k."""
    from wcc_prioritise.judgement.rounds import standing

    shares = memberships(case.people, case.voice_groups)
    said = pd.concat([answers[["person", "reason"]] for answers in (case.scores, case.swings)])
    by_person = {
        "share_of_people": pd.Series(1.0, index=shares.index),
        "share_of_scores": standing(case).answers.notna().sum(axis="columns"),
        "share_of_reasons": said.loc[said["reason"].notna(), "person"].value_counts(),
    }
    table = {}
    for name, given in by_person.items():
        given = given.reindex(shares.index, fill_value=0).astype(float)
        table[name] = shares.mul(given, axis="index").sum() / max(given.sum(), 1.0)
    groups = case.voice_groups["group"].drop_duplicates()
    return pd.DataFrame(table).reindex(shares.columns.union(groups)).fillna(0.0)


def _asked_and_got(portfolio: Portfolio, group: str) -> dict:
    """Give what a group of three people or more asked for and got."""
    mine = select(alone(portfolio, group), **portfolio.arguments)
    top = tuple(order_of(mine.worths).index[:TOP])
    got = sum(code in portfolio.chosen for code in top)
    return {"top_five": top, "chosen_of_five": got, "alone": mine.chosen}


def _influence(portfolio: Portfolio, group: str) -> dict:
    """Give what changes without a group; nothing where fewer than three others are left."""
    if not enough(others(voice_groups(portfolio), group)):
        return {"influence": f"What changes without it is {TOO_FEW} are left."}
    moved = without_group(portfolio, group)
    return {"enters": moved.enters, "leaves": moved.leaves, "influence": moved.words}


def _words(row: dict) -> str:
    left = f", {row['left_early']} left early" if row["left_early"] else ""
    there = (
        f"{row['group']}: {row['attended']} of {row['people']} came{left}; {row['scored_all']} "
        f"scored everything, {row['scored_some']} a part, {row['scored_none']} nothing."
    )
    if not row["shown"]:
        return f"{there} What it asked for is {TOO_FEW}."
    got = f"{int(row['chosen_of_five'])} of its own first {len(row['top_five'])} are chosen."
    return f"{there} {got} {row['influence']}"
