"""Which entries of a record show a thing? A trail through it for the checklists."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from wcc_prioritise.case import Case
from wcc_prioritise.workshop import Workshop

MOST_NAMED = 5
"""Entries that are named for one item; there may be thousands of scores."""


@dataclass(frozen=True)
class Found:
    """What was found for an item.

    Attributes
    ----------
    entries : tuple of int
        Numbers of entries that meet it.
    missing : str
        What is missing; empty where it is met.
    applies : bool
        False where the item does not apply to this record.
    """

    entries: tuple[int, ...] = ()
    missing: str = ""
    applies: bool = True


@dataclass(frozen=True, eq=False)
class Trail:
    """A record, ready to be asked what shows a thing.

    Attributes
    ----------
    workshop : Workshop
        The workshop file.
    """

    workshop: Workshop

    @cached_property
    def case(self) -> Case:
        """The case as it stands."""
        return self.workshop.case()

    @cached_property
    def entries(self) -> pd.DataFrame:
        """Entries that stand: seq, kind, because and the fields of each."""
        table = self.workshop.entries()
        table = table[table["undone_by"].isna()]
        return table.assign(fields=table["body"].map(json.loads))

    def of_kind(self, kind: str, missing: str, **having: object) -> Found:
        """Find entries of a kind, with the fields that are asked for."""
        rows = self.entries[self.entries["kind"] == kind]
        for name, wanted in having.items():
            rows = _where(rows, [fields.get(name) == wanted for fields in rows["fields"]])
        return self._found(rows, missing)

    def of_table(self, table: str, missing: str) -> Found:
        """Find entries that wrote rows of a table which still has rows."""
        return (
            Found(missing=missing)
            if getattr(self.case, table).empty
            else self._wrote(table, missing)
        )

    def _wrote(self, table: str, missing: str) -> Found:
        from wcc_prioritise.workshop.kinds import KINDS

        kinds = [kind for kind, name in KINDS.items() if name == table]
        wrote = [
            kind in kinds or (kind == "table" and fields.get("table") == table)
            for kind, fields in zip(self.entries["kind"], self.entries["fields"], strict=True)
        ]
        return self._found(_where(self.entries, wrote), missing)

    def any_table(self, tables: tuple[str, ...], missing: str) -> Found:
        """Find entries of any of several tables."""
        for table in tables:
            found = self.of_table(table, missing)
            if found.entries:
                return found
        return Found(missing=missing)

    def any_of(self, kinds: tuple[str, ...], missing: str) -> Found:
        """Find entries of any of several kinds."""
        return self._found(self.entries[self.entries["kind"].isin(kinds)], missing)

    def of_charter(self, field: str, missing: str) -> Found:
        """Find the charter, where it says a thing."""
        if not getattr(self.case.charter, field):
            return Found(missing=missing)
        return self._wrote("charter", missing)

    def of_verb(self, verb: str, missing: str) -> Found:
        """Find recorded calculations of a verb."""
        return self.of_kind("calculation", missing, verb=verb)

    def with_reasons(self, kind: str, missing: str) -> Found:
        """Find entries of a kind that carry a reason."""
        rows = self.entries[self.entries["kind"] == kind]
        said = [
            isinstance(because, str) or bool(fields.get("reason"))
            for because, fields in zip(rows["because"], rows["fields"], strict=True)
        ]
        return self._found(_where(rows, said), missing)

    def signed(self, role: str, missing: str) -> Found:
        """Find the signature of a role of the charter."""
        return self.of_kind("sign-off", missing, text=role)

    def revealed_weights(self) -> Found:
        """Find the reveal of the weights: one that names no criterion."""
        return self.of_kind("reveal", "the weights were not revealed to the room", text="weights")

    def revealed_scores(self) -> Found:
        """Find reveals of the scores on a criterion."""
        rows = self.entries[self.entries["kind"] == "reveal"]
        scores = [bool(fields.get("criterion")) for fields in rows["fields"]]
        return self._found(_where(rows, scores), "no reveal of the private scores")

    def challenges_answered(self) -> Found:
        """Ask that every challenge has its answer; without one the item does not apply."""
        challenges, answers = self.case.challenges, self.case.answers
        if challenges.empty:
            return Found(applies=False)
        open_ones = sorted(set(challenges["challenge"]) - set(answers["challenge"]))
        found = self.of_kind("answer", "no answer")
        missing = f"no answer to {', '.join(open_ones)}" if open_ones else ""
        return Found(found.entries, missing)

    def said_of_criteria(self) -> Found:
        """Ask why each criterion is there: its question is asked of the panel."""
        blank = self.case.criteria[self.case.criteria["question"].isna()]
        missing = f"no question for {', '.join(blank['criterion'])}" if len(blank) else ""
        found = self.of_table("criteria", "no criteria")
        return Found(found.entries, found.missing or missing)

    def read_out(self, missing: str) -> Found:
        """Find that scoring was opened, or a note that something was read out."""
        return self.any_of(("opened", "note"), missing)

    def every_group_present(self) -> Found:
        """Ask that every voice group of the charter has three or more people on the panel."""
        from wcc_prioritise.judgement import memberships

        shares = memberships(self.case.people, self.case.voice_groups)
        few = [group for group in shares.columns if (shares[group] > 0).sum() < 3]
        found = self.of_table("people", "no panel")
        missing = f"fewer than three people in {', '.join(few)}" if few else ""
        return Found(found.entries, found.missing or missing)

    def facilitated(self) -> Found:
        """Find that a facilitator who scores nothing revealed the scores."""
        tokens = set(self.case.people["person"])
        rows = self.entries[(self.entries["kind"] == "reveal") & ~self.entries["by"].isin(tokens)]
        return self._found(rows, "nobody outside the panel ran the reveal")

    def credentials(self) -> Found:
        """Ask that everybody's experience is in the record."""
        blank = self.case.people.loc[self.case.people["experience"].isna(), "person"]
        found = self.of_table("people", "no panel")
        missing = f"no experience given for {', '.join(blank)}" if len(blank) else ""
        return Found(found.entries, found.missing or missing)

    def interests_complete(self) -> Found:
        """Ask for a declaration, or a nil return, from everybody."""
        silent = sorted(set(self.case.people["person"]) - set(self.case.interests["person"]))
        found = self.of_table("interests", "no interests declared")
        missing = f"no declaration from {', '.join(silent)}" if silent else ""
        return Found(found.entries, found.missing or missing)

    def several_budgets(self) -> Found:
        """Ask that the set was computed under more than one set of limits."""
        rows = self.entries[self.entries["kind"] == "calculation"]
        limits = {
            json.dumps(json.loads(fields["arguments"]).get("limits"), sort_keys=True)
            for fields in rows["fields"]
            if fields["verb"] == "select"
        }
        chosen = _where(rows, [fields["verb"] == "select" for fields in rows["fields"]])
        found = self._found(chosen, "no recorded calculation of the chosen set")
        missing = "" if len(limits) > 1 else "the set was computed under one budget only"
        return Found(found.entries, found.missing or missing)

    def departures_explained(self) -> Found:
        """Ask that departures carry reasons; without one the item does not apply."""
        if self.case.departures.empty:
            return Found(applies=False)
        return self.of_kind("departure", "no departure")

    def _found(self, rows: pd.DataFrame, missing: str) -> Found:
        return Found(tuple(int(n) for n in rows["seq"]), "" if len(rows) else missing)


def _where(rows: pd.DataFrame, flags: list[bool]) -> pd.DataFrame:
    """Keep the rows whose flag is true; no rows and no flags are no rows."""
    return rows[np.array(flags, dtype=bool)]
