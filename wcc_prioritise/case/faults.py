"""What is wrong between the tables? References, and rules that one row alone cannot show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from wcc_prioritise.schema import CLASSES, RESOURCE_PREFIX, RESOURCES, TABLES, Record
from wcc_prioritise.schema.curves import curve_points
from wcc_prioritise.tables import Fault, Table, near_miss


def faults_between(tables: Mapping[str, Table]) -> list[Fault]:
    """Check every table against the others.

    A table that could not be read is left out of the checks, so that one missing sheet does not
    give a fault for every row of another.
    """
    found: list[Fault] = []
    for name, table in tables.items():
        found += references(name, table, tables)
        if name in _ROW_RULES:
            found += _ROW_RULES[name](table, tables)
    return found


def _fault(table: Table, place: int, column: str, found: object, allowed: str, do: str) -> Fault:
    row = table.rows[place] if place < len(table.rows) else None
    return Fault(table.where, row, column, str(found), allowed, do)


def _codes(
    tables: Mapping[str, Table], name: str, models: Mapping[str, type[Record]] = TABLES
) -> list[str] | None:
    """Give the codes of a table, those of rows with a fault included; None when it was not read."""
    if name not in tables:
        return None
    return sorted(tables[name].known(models[name].key[0]))


def references(
    name: str,
    table: Table,
    tables: Mapping[str, Table],
    models: Mapping[str, type[Record]] = TABLES,
) -> Iterator[Fault]:
    """Find each cell that names no row of the table it refers to."""
    record = models[name]
    for column, target in record.refers.items():
        codes = _codes(tables, target, models)
        if codes is None:
            continue
        known = set(codes) | ({"all"} if column in record.all_allowed else set())
        for place, value in enumerate(table.frame[column]):
            if _blank(value) or value in known:
                continue
            near = near_miss(value, codes)
            yield _fault(
                table,
                place,
                column,
                value,
                f"a code of {target}",
                f"Did you mean {near!r}?" if near else f"Add it to {target}, or correct the code.",
            )


def _blank(value: object) -> bool:
    return value is None or value is pd.NA or value == () or value != value


def _candidates(table: Table, tables: Mapping[str, Table]) -> Iterator[Fault]:
    frame = table.frame
    for place, (first, full) in enumerate(
        zip(frame["first_benefit"], frame["full_benefit"], strict=True)
    ):
        if full < first:
            yield _fault(
                table,
                place,
                "full_benefit",
                f"{full:g} months, before the first benefit at {first:g}",
                "the month of first benefit or later",
                "Correct one of the two.",
            )
    indicators = _codes(tables, "indicators")
    if indicators is None:
        return
    for place, cited in enumerate(frame["indicators"]):
        for code in (c for c in cited if c not in indicators):
            near = near_miss(code, indicators)
            do = f"Did you mean {near!r}?" if near else "Correct the code, or add its figures."
            yield _fault(table, place, "indicators", code, "a code of indicators", do)


def _criteria(table: Table, tables: Mapping[str, Table]) -> Iterator[Fault]:
    for place, row in enumerate(table.frame.to_dict("records")):
        yield from (_fault(table, place, *parts) for parts in _criterion_faults(row))


def _criterion_faults(row: dict) -> Iterator[tuple[str, str, str, str]]:
    if row["worst"] == row["best"]:
        yield "best", f"{row['best']:g}, the same as worst", "another figure", "Set both anchors."
    if row["kind"] == "judged" and (row["worst"], row["best"]) != (0, 100):
        yield (
            "worst",
            f"{row['worst']:g} to {row['best']:g}",
            "0 to 100 for a judged criterion",
            "Leave worst and best blank: the anchor words carry the scale.",
        )
    if row["kind"] == "measured" and _blank(row["measured_from"]):
        allowed = "measures, health gain or evidence grade"
        yield "measured_from", "blank", allowed, "Say where the figures come from."
    if row["counts"] == "condition" and _blank(row["use"]):
        yield "use", "blank", "chance or context", "Say what the condition does."
    if row["counts"] != "condition" and _blank(row["nothing"]):
        yield (
            "nothing",
            "blank",
            "the value, 0 to 100, that doing nothing would get",
            "Ask: with no project at all, which anchor words would be true?",
        )
    if not _blank(row["curve"]):
        try:
            curve_points(row["curve"], row["worst"], row["best"])
        except ValueError as wrong:
            yield "curve", row["curve"], "figure:value pairs, as 0:0; 40:50; 160:100", f"{wrong}."


def _chances(table: Table, tables: Mapping[str, Table]) -> Iterator[Fault]:
    if "criteria" not in tables:
        return
    criteria = tables["criteria"].frame.set_index("criterion")
    for place, code in enumerate(table.frame["criterion"]):
        if code in criteria.index and criteria.at[code, "use"] != "chance":
            yield _fault(
                table,
                place,
                "criterion",
                code,
                "a condition whose use is chance",
                "Set its use to chance in criteria, or take the row out.",
            )


def _links(table: Table, tables: Mapping[str, Table]) -> Iterator[Fault]:
    for place, row in enumerate(table.frame.to_dict("records")):
        if row["candidate"] == row["other"]:
            yield _fault(
                table, place, "other", row["other"], "another candidate", "Correct the code."
            )
        if row["link"] == "helps" and _blank(row["effect"]):
            yield _fault(
                table,
                place,
                "effect",
                "blank",
                "the share of the other's worth that is added, as 0.1",
                "Say how much it helps.",
            )


def _measures(table: Table, tables: Mapping[str, Table]) -> Iterator[Fault]:
    if "criteria" not in tables:
        return
    criteria = tables["criteria"].frame.set_index("criterion")
    for place, row in enumerate(table.frame.to_dict("records")):
        if row["criterion"] not in criteria.index:
            continue
        criterion = criteria.loc[row["criterion"]]
        if criterion["kind"] == "judged":
            do = "Put it in scores, or make the criterion measured."
            yield _fault(table, place, "criterion", row["criterion"], "a measured criterion", do)
        elif criterion["measured_from"] == "measures" and _blank(row["likely"]):
            yield _fault(table, place, "likely", "blank", "the likely figure", "Fill it in.")
        elif criterion["measured_from"] != "measures" and not _blank(row["likely"]):
            yield _fault(
                table,
                place,
                "likely",
                f"{row['likely']:g}",
                f"blank: this criterion is measured from the {criterion['measured_from']}",
                "Clear the cell; keep low and high.",
            )
        yield from _order_of_figures(table, place, row)


def _order_of_figures(table: Table, place: int, row: dict) -> Iterator[Fault]:
    given = [row[c] for c in ("low", "likely", "high") if not _blank(row[c])]
    if given != sorted(given):
        shown = " / ".join(
            "blank" if _blank(row[c]) else f"{row[c]:g}" for c in ("low", "likely", "high")
        )
        allowed = "low <= likely <= high"
        yield _fault(table, place, "low", shown, allowed, "Put the figures in order.")


def _scores(table: Table, tables: Mapping[str, Table]) -> Iterator[Fault]:
    judged = withdrawn = None
    if "criteria" in tables:
        criteria = tables["criteria"].frame
        judged = set(criteria.loc[criteria["kind"] == "judged", "criterion"])
        known = set(criteria["criterion"])  # the kind of a criterion with a fault is not known
    if "interests" in tables:
        interests = tables["interests"].frame
        barred = interests[interests["effect"] != "none"]
        withdrawn = set(zip(barred["person"], barred["candidate"], strict=True))
    columns = (table.frame[c] for c in ("person", "candidate", "criterion"))
    for place, (person, candidate, criterion) in enumerate(zip(*columns, strict=True)):
        if judged is not None and criterion in known and criterion not in judged:
            do = "Put the figure in measures, or make the criterion judged."
            yield _fault(table, place, "criterion", criterion, "a judged criterion", do)
        if withdrawn and {(person, candidate), (person, "all")} & withdrawn:
            yield _fault(
                table,
                place,
                "person",
                f"a score by {person} on {candidate}",
                "no score where an interest bars it",
                "Take the row out: the person counts as recused, not as missing.",
            )


def _swings(table: Table, tables: Mapping[str, Table]) -> Iterator[Fault]:
    frame = table.frame.reset_index(drop=True)
    for (person, round_), rows in frame.groupby(["person", "round"], sort=False):
        if not (rows["points"] > 0).any():
            do = "Give 100 to the step that matters most."
            found = f"no points above 0 by {person} in round {round_}"
            yield _fault(table, int(rows.index[0]), "points", found, "at least one above 0", do)


def _limits(table: Table, tables: Mapping[str, Table]) -> Iterator[Fault]:
    names = list(RESOURCES)
    if "candidates" in tables:
        names += [c for c in tables["candidates"].frame.columns if c.startswith(RESOURCE_PREFIX)]
    for place, name in enumerate(table.frame["resource"]):
        if name in names or ("candidates" not in tables and name.startswith(RESOURCE_PREFIX)):
            continue
        near = near_miss(name, names)
        do = f"Did you mean {near!r}?" if near else "Add a column of that name to candidates."
        yield _fault(table, place, "resource", name, "one of: " + ", ".join(names), do)


def _rules(table: Table, tables: Mapping[str, Table]) -> Iterator[Fault]:
    candidates = _codes(tables, "candidates")
    for place, row in enumerate(table.frame.to_dict("records")):
        named = row["kind"] in ("must", "never")
        allowed = candidates if named else list(CLASSES)
        if allowed is not None and row["what"] not in allowed:
            near = near_miss(row["what"], allowed)
            words = "a candidate" if named else "a class: " + ", ".join(CLASSES)
            do = f"Did you mean {near!r}?" if near else "Correct the name."
            yield _fault(table, place, "what", row["what"], words, do)
        if not named and _blank(row["number"]):
            yield _fault(table, place, "number", "blank", "a whole number", "Say how many.")


def _people(table: Table, tables: Mapping[str, Table]) -> Iterator[Fault]:
    if "voice_groups" not in tables:
        return
    roles = list(dict.fromkeys(tables["voice_groups"].frame["role"]))
    for place, held in enumerate(table.frame["roles"]):
        for role in (r for r in held if r not in roles):
            near = near_miss(role, roles)
            do = f"Did you mean {near!r}?" if near else "Add the role to a voice group."
            yield _fault(table, place, "roles", role, "a role of voice_groups", do)


_ROW_RULES = {
    "candidates": _candidates,
    "criteria": _criteria,
    "chances": _chances,
    "links": _links,
    "measures": _measures,
    "scores": _scores,
    "swings": _swings,
    "limits": _limits,
    "rules": _rules,
    "people": _people,
}
