"""What does a workshop's own record show of each competency? Entries, never a level."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from wcc_prioritise.challenge.evidence import Trail
from wcc_prioritise.competencies.names import standing_tables
from wcc_prioritise.competencies.on_record import Held, entries_in_words, held_by_kind
from wcc_prioritise.competencies.reading import Competencies
from wcc_prioritise.tables import InputError, near_miss
from wcc_prioritise.workshop import Workshop
from wcc_prioritise.workshop.kinds import KINDS

FILLED_IN = "*"
_COLUMNS = ["competency", "sub", "evidence", "strength", "count", "entries", "words"]

"""Number of the entry, and the fields of one record in it."""


@dataclass(frozen=True, eq=False)
class EvidenceMap:
    """What a record shows of each sub-competency.

    Attributes
    ----------
    table : DataFrame
        One row a sub-competency and kind of evidence, in the order of the mapping: competency,
        sub, evidence (in words), strength (shows, or supports what shows), count (records found),
        entries (their numbers in the file), words, counts (whether it counts: a support does only
        where something of the same competency shows it).
    """

    table: pd.DataFrame

    @property
    def evidenced(self) -> list[str]:
        """Competencies of which the record shows something."""
        rows = self.table[self.table["counts"]]
        return list(dict.fromkeys(rows["competency"]))

    @property
    def not_evidenced(self) -> list[str]:
        """Competencies of which the mapping knows evidence, and the record shows none."""
        every = dict.fromkeys(self.table["competency"])
        return [competency for competency in every if competency not in self.evidenced]

    def evidence(self, number: str) -> pd.DataFrame:
        """Give the rows that count for a competency (`3`) or a sub-competency (`3.2`)."""
        column = "sub" if "." in str(number) else "competency"
        table = self.table
        return table[table["counts"] & (table[column] == str(number))].reset_index(drop=True)

    def entries(self, number: str) -> tuple[int, ...]:
        """Which entries of the file count for a competency or a sub-competency?"""
        rows = self.evidence(number)
        return tuple(sorted({entry for entries in rows["entries"] for entry in entries}))

    def knows(self, sub: str) -> bool:
        """Is there anything that a record could show of a sub-competency by itself?"""
        rows = self.table[self.table["sub"] == sub]
        return bool((rows["strength"] == "shows").any())

    @property
    def words(self) -> str:
        """Say what the record shows, and of what it shows nothing."""
        shown, not_shown = self.evidenced, self.not_evidenced
        said = f"The record shows something of {_competencies(shown)}"
        return said + (f", and nothing of {_competencies(not_shown)}." if not_shown else ".")

    def __repr__(self) -> str:
        """Say of how many competencies it shows something."""
        return f"<EvidenceMap: {len(self.evidenced)} competencies shown>"


def evidence_from(workshop: Workshop, competencies: Competencies | None = None) -> EvidenceMap:
    """What does the workshop file itself show of each competency?

    Only entries that stand count: what was undone shows nothing. The software gives no level; it
    says which entries bear on what, and a person judges.

    Parameters
    ----------
    workshop : Workshop
        The workshop file.
    competencies : Competencies, optional
        Whose mapping (the table `evidence_map`) is used; by default the package's.

    Returns
    -------
    EvidenceMap
        One row a sub-competency and kind of evidence, with the entries that show it.

    Raises
    ------
    InputError
        If the mapping names a kind of entry that there is not, or a condition cannot be read.
    """
    if competencies is None:
        mapping = standing_tables()["evidence_map"].frame
        homes = standing_tables()["sub_competencies"].frame
    else:
        mapping, homes = competencies["evidence_map"], competencies["sub_competencies"]
    _refuse_unknown(mapping)
    record = _Record(Trail(workshop))
    home = dict(zip(homes["sub"], homes["competency"], strict=True))
    asked = [row for row in mapping.to_dict("records") if row["sub"] in home]
    rows = [_looked_up(row, home[row["sub"]], record) for row in asked]
    return EvidenceMap(_counted(pd.DataFrame(rows, columns=_COLUMNS)))


def _looked_up(row: Mapping, competency: str, record: _Record) -> dict[str, object]:
    """Find what one line of the mapping asks for."""
    found = [one for one in record.of_kind(row["kind"]) if _has(one.fields, row["having"])]
    if row["by"]:
        found = [one for one in found if record.roles(one.fields.get("person")) & set(row["by"])]
    if isinstance(row["differ"], str) and _different(found, row["differ"]) < 2:
        found = []
    entries = tuple(sorted({one.seq for one in found}))
    kept = {name: row[name] for name in ("sub", "evidence", "strength")}
    told = {"count": len(found), "entries": entries, "words": _shown(len(found), entries)}
    return {"competency": competency, **kept, **told}


def _counted(table: pd.DataFrame) -> pd.DataFrame:
    found = table["count"] > 0
    shown = set(table.loc[found & (table["strength"] == "shows"), "competency"])
    return table.assign(counts=found & table["competency"].isin(shown))


@dataclass(frozen=True, eq=False)
class _Record:
    """The records of every kind that stand in a file, and who gave them."""

    trail: Trail

    @cached_property
    def _by_kind(self) -> dict[str, list[Held]]:
        return held_by_kind(self.trail.entries)

    def of_kind(self, kind: str) -> list[Held]:
        """Give the records of a kind; a row of a table counts as one."""
        return self._by_kind.get(kind, [])

    @cached_property
    def _roles(self) -> dict[str, set[str]]:
        groups: dict[str, set[str]] = {}
        for row in self.trail.case.voice_groups.itertuples():
            groups.setdefault(row.role, set()).add(row.group)
        return {
            row.person: set(row.roles).union(*(groups.get(role, set()) for role in row.roles))
            for row in self.trail.case.people.itertuples()
        }

    def roles(self, person: object) -> set[str]:
        """Give the roles and voice groups of a person."""
        return self._roles.get(str(person), set())


def _has(fields: Mapping[str, object], having: tuple[str, ...]) -> bool:
    for condition in having:
        field, _, wanted = (part.strip() for part in condition.partition("="))
        held = fields.get(field)
        if held in (None, "") or (wanted != FILLED_IN and str(held) != wanted):
            return False
    return True


def _different(found: list[Held], field: str) -> int:
    held = [one.fields.get(field) for one in found]
    return len({json.dumps(value, sort_keys=True) for value in held if value is not None})


def _shown(count: int, entries: tuple[int, ...]) -> str:
    """Say how many records were found, and in which entries."""
    if not entries:
        return "not in the record"
    records = "1 record" if count == 1 else f"{count:,} records"
    return f"{records}: {entries_in_words(entries)}"


def _refuse_unknown(mapping: pd.DataFrame) -> None:
    for row in mapping.itertuples():
        if row.kind not in KINDS:
            near = near_miss(row.kind, KINDS)
            raise _refused(row.sub, f"a kind of entry {row.kind!r}", "kind", near)
        for condition in row.having:
            if "=" not in condition:
                raise _refused(row.sub, f"{condition!r}", "having", None)


def _refused(sub: str, found: str, column: str, near: str | None) -> InputError:
    allowed = "a kind of entry" if column == "kind" else "field=text, or field=* for filled in"
    return InputError.of(
        where="evidence_map",
        column=column,
        found=f"{found} for {sub}",
        allowed=allowed,
        do=f"Did you mean {near!r}?" if near else "Correct the cell.",
    )


def _competencies(numbers: list[str]) -> str:
    """Name competencies by their numbers.

    Examples
    --------
    >>> _competencies(["1", "2", "3"]), _competencies(["10"]), _competencies([])
    ('competencies 1, 2 and 3', 'competency 10', 'no competency')
    """
    if len(numbers) < 2:
        return f"competency {numbers[0]}" if numbers else "no competency"
    return f"competencies {', '.join(numbers[:-1])} and {numbers[-1]}"
