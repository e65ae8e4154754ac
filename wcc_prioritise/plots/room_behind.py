"""What stands behind the pictures for the room? Tables in which nobody is named."""

from __future__ import annotations

import math

import pandas as pd

from wcc_prioritise.judgement import agreement_map, counted_scores, movement
from wcc_prioritise.judgement.disclosure import BANDS, PANEL
from wcc_prioritise.plots.figures import plain
from wcc_prioritise.plots.paging import on_page
from wcc_prioritise.tables import InputError, near_miss

CELL = ["candidate", "criterion"]

STEP = 10
"""Scores are drawn in steps of so many points, never nearer."""

WEIGHT_STEP = 0.01
"""Weights are drawn in steps of one per cent."""

FEWEST = 3
"""Nothing is drawn of fewer people, and no dots where people stand on fewer steps than this.

Close together, the dots and the mean beside them would give every single score away. On three steps
or more, each dot may be anybody's; and where dots are missing, all that follows is that people
stand within twenty points of each other.
"""

PEOPLE, ROOM, GROUP = "people", "room", "group"
"""What a mark is: people on a step, the mean of the room, the mean of a voice group."""


def names_of(case) -> dict[str, str]:
    """Give the name of every candidate and criterion by its code; its code where it has none."""
    criteria = case.criteria.set_index("criterion")["name"]
    named = {**case.names.to_dict(), **criteria.to_dict()}
    return {code: plain(name) or str(code) for code, name in named.items()}


# ---- scores as dots -----------------------------------------------------------------------------


def about_of(shown, about: str | None) -> str:
    """What are the dots about: a criterion or a candidate? The most split criterion if not said.

    Raises
    ------
    InputError
        If nobody has scored it.
    """
    known = list(dict.fromkeys(code for cell in shown.cells for code in reversed(cell)))
    if about is None:
        labels = agreement_map(shown.case)
        counts = labels.groupby("criterion", sort=False)["label"].value_counts().unstack()
        counts = counts.reindex(columns=["split", "mixed"]).fillna(0)
        first = counts.sort_values(["split", "mixed"], ascending=False, kind="stable").index
        return next((code for code in first if code in known), "")
    if about in known:
        return about
    near = near_miss(str(about), known)
    raise InputError.of(
        found=f"about={about!r}",
        allowed="a criterion or a candidate that somebody has scored",
        do=f"Did you mean {near!r}?" if near else "Choose one of these: " + ", ".join(known) + ".",
    )


def dots_table(shown, about: str | None = None, page: int = 1) -> pd.DataFrame:
    """Give the scores of a criterion, or of a candidate, as marks; the highest mean first.

    Parameters
    ----------
    shown : Shown
        What may be shown.
    about : str, optional
        A criterion or a candidate.
    page : int
        Ten rows each.

    Returns
    -------
    DataFrame
        One row a mark: candidate, criterion, name (of the row), label, scored; mark (people, room,
        group), group, low and high (where it stands, 0 to 100), people, told (the mean in words,
        or why nothing is told).
    """
    about = about_of(shown, about)
    rows = [mark for cell in on_page(_cells_about(shown, about), page) for mark in cell]
    columns = [*CELL, "name", "label", "scored"]
    columns += ["mark", "group", "low", "high", "people", "told"]
    return pd.DataFrame(rows, columns=columns)


def many_about(shown, about: str | None) -> int:
    """How many rows has the strip of a criterion or a candidate, over all pages?"""
    return sum(about_of(shown, about) in cell for cell in shown.cells)


def _cells_about(shown, about: str) -> list[list[dict]]:
    cells = {cell: told[0] for cell, told in shown.cells.items() if about in cell}
    labels = agreement_map(shown.case).set_index(CELL)["label"]
    scores = counted_scores(shown.case).dropna(subset=["score"])
    by_cell = dict(list(scores.groupby(CELL)["score"]))
    names, order = names_of(shown.case), list(names_of(shown.case))
    made = []
    for cell, told in cells.items():
        row = cell[0] if cell[1] == about else cell[1]
        own = {**dict(zip(CELL, cell, strict=True)), "name": names[row], "label": labels[cell]}
        marks = [
            {**own, "scored": told.people, **mark} for mark in _marks(told, by_cell.get(cell, ()))
        ]
        made.append((-_middle_of_room(told), order.index(row), marks))
    ordered = sorted(made, key=lambda m: m[:2] if about == m[2][0]["criterion"] else m[1:2])
    return [marks for *_, marks in ordered]


def _middle_of_room(told) -> float:
    means = [figure.low + figure.high for figure in told.figures if figure.what == PANEL]
    return means[0] / 2 if means else -math.inf


def _marks(told, scores) -> list[dict]:
    """Give the marks of one cell: what is told of it, and its people where that is safe."""
    means = [
        {"mark": ROOM if f.what == PANEL else GROUP, "group": "" if f.what == PANEL else f.what,
         "low": f.low, "high": f.high, "people": len(f.people), "told": f.words}
        for f in told.figures if f.what != "groups"
    ]  # fmt: skip
    if not means:
        nothing = {"low": math.nan, "high": math.nan, "people": told.people, "told": told.why}
        return [{"mark": ROOM, "group": "", **nothing}]
    steps = pd.Series(list(scores), dtype=float).floordiv(STEP).clip(upper=100 // STEP - 1)
    people = steps.value_counts().sort_index()
    if len(people) < FEWEST:
        return means
    dots = [
        {"mark": PEOPLE, "group": "", "low": step * STEP, "high": (step + 1) * STEP,
         "people": int(many), "told": ""}
        for step, many in people.items()
    ]  # fmt: skip
    return dots + means


# ---- weights as dots ----------------------------------------------------------------------------


def weights_table(appraisal) -> pd.DataFrame:
    """Give everybody's weights as marks, with the room's; the largest of these first.

    Returns
    -------
    DataFrame
        One row a mark: criterion, name; mark (people, room), low and high (where it stands, 0 to
        1), people. No people where they are fewer than three, or stand on fewer than three steps.
    """
    names, rows = names_of(appraisal.case), []
    for code, weight in appraisal.weights.sort_values(ascending=False, kind="stable").items():
        own, given = {"criterion": code, "name": names[code]}, appraisal.person_weights[code]
        steps = (given / WEIGHT_STEP).round(9).floordiv(1).value_counts().sort_index()
        for step, many in steps.items() if len(given) >= FEWEST and len(steps) >= FEWEST else ():
            low, high = step * WEIGHT_STEP, (step + 1) * WEIGHT_STEP
            rows.append({**own, "mark": PEOPLE, "low": low, "high": high, "people": int(many)})
        rows.append({**own, "mark": ROOM, "low": weight, "high": weight, "people": len(given)})
    return pd.DataFrame(rows, columns=["criterion", "name", "mark", "low", "high", "people"])


# ---- agreement ----------------------------------------------------------------------------------


def map_table(case, page: int = 1) -> pd.DataFrame:
    """Give the label of every cell of ten candidates, those with most split cells first.

    Returns
    -------
    DataFrame
        candidate, name, criterion, criterion_name, scored (people), label.
    """
    table = labels_of(case)
    rows = on_page(list(table["candidate"].unique()), page)
    return table[table["candidate"].isin(rows)].reset_index(drop=True)


def labels_of(case) -> pd.DataFrame:
    """Give the label of every cell, candidates with most split, then mixed, cells first."""
    cells = agreement_map(case)
    names = names_of(case)
    counts = pd.DataFrame(
        {
            label: (cells["label"] == label).groupby(cells["candidate"], sort=False).sum()
            for label in ("split", "mixed")
        }
    )
    order = counts.sort_values(["split", "mixed"], ascending=False, kind="stable").index
    place = {code: i for i, code in enumerate(order)}
    cells = cells.sort_values("candidate", key=lambda codes: codes.map(place), kind="stable")
    cells = cells.assign(
        name=cells["candidate"].map(names), criterion_name=cells["criterion"].map(names)
    )
    columns = ["candidate", "name", "criterion", "criterion_name", "scored", "label"]
    return cells[columns].reset_index(drop=True)


# ---- movement -----------------------------------------------------------------------------------


def movement_table(shown, page: int = 1) -> pd.DataFrame:
    """Give the means before and after another round, where both may be told, the farthest first.

    Returns
    -------
    DataFrame
        candidate, name, criterion, criterion_name; before and after (where the means stand),
        told_before and told_after (in words), spread_before and spread_after (bands of points, in
        words), spread (closer together, as far apart, farther apart), toward (the voice group that
        the mean went to; blank where groups may not be told).
    """
    return all_moved(shown, page)[0]


def all_moved(shown, page: int = 1) -> tuple[pd.DataFrame, pd.DataFrame, int]:
    """Give the rows of a page, those of all pages, and how many cells moved but can't be told."""
    toward = movement(shown.case).set_index(CELL)["toward"]
    names, rows, untold = names_of(shown.case), [], 0
    for cell in toward.index:
        told = shown.cells.get(cell, ())
        known = [one for one in told if one.figures]
        if len(known) < 2:
            untold += 1
            continue
        grouped = all(one.shown == "groups" for one in (known[-1], known[0]))
        rows.append(_moved(cell, names, known[-1], known[0], toward[cell] if grouped else None))
    columns = ["candidate", "name", "criterion", "criterion_name", "before", "after"]
    columns += ["told_before", "told_after", "spread_before", "spread_after", "spread", "toward"]
    table = pd.DataFrame(rows, columns=columns)
    far = (table["after"] - table["before"]).astype(float).abs()
    table = table.loc[far.sort_values(ascending=False, kind="stable").index]
    table = table.reset_index(drop=True)
    return table.loc[on_page(list(table.index), page)].reset_index(drop=True), table, untold


def _moved(cell: tuple[str, str], names: dict, first, last, toward: str | None) -> dict:
    (was, now), bands = (
        [next(f for f in told.figures if f.what == PANEL) for told in (first, last)],
        list(BANDS.values()),
    )
    wider = bands.index(last.spread) - bands.index(first.spread)
    return {
        "candidate": cell[0],
        "name": names[cell[0]],
        "criterion": cell[1],
        "criterion_name": names[cell[1]],
        "before": (was.low + was.high) / 2,
        "after": (now.low + now.high) / 2,
        "told_before": was.words,
        "told_after": now.words,
        "spread_before": first.spread,
        "spread_after": last.spread,
        "spread": ("closer together", "as far apart", "farther apart")[
            (wider > 0) - (wider < 0) + 1
        ],
        "toward": toward or "",
    }


# ---- the voice ledger ---------------------------------------------------------------------------


def ledger_table(ledger) -> pd.DataFrame:
    """Give one row a voice group: who was there, what it asked for, what it got.

    Returns
    -------
    DataFrame
        group, people, attended, left_early, shown; asked_for (its own first five), got (those of
        them in the set), enters and leaves (the set without the group): codes, joined by commas.
    """
    chosen = set(ledger.portfolio.chosen)
    rows = []
    for row in ledger.table.to_dict("records"):
        top = list(row["top_five"] or ()) if row["shown"] else []
        moved = {way: ", ".join(row[way] or ()) if row["shown"] else "" for way in WAYS}
        got = ", ".join(code for code in top if code in chosen)
        counts = {key: row[key] for key in ("group", "people", "attended", "left_early", "shown")}
        rows.append({**counts, "asked_for": ", ".join(top), "got": got, **moved})
    return pd.DataFrame(rows)


WAYS = ("enters", "leaves")
