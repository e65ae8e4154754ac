"""What moved from one year to the next, and what was claimed that nothing shows?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from wcc_prioritise.competencies.assessing import Assessment
from wcc_prioritise.competencies.evidence_map import EvidenceMap
from wcc_prioritise.competencies.records import ASSESSORS
from wcc_prioritise.tables import InputError

CLAIMED_FROM = 3
"""A level of our own that counts as a claim even where it didn't rise: more than the basics."""

MOVED = {1: "up", -1: "down", 0: "same"}
NEW, NO_LONGER, NOT_BOTH = "new", "no longer assessed", "not in both"
RECORD, WORDS_ONLY, NOTHING = "in the record", "in our words only", "not evidenced"
"""Whether a claim is evidenced: the record shows it, we say on what it rests, or neither."""


@dataclass(frozen=True, eq=False)
class Movement:
    """What moved between two years, each assessor beside the others.

    Attributes
    ----------
    earlier, later : Assessment
        The two years.
    evidence : EvidenceMap or None
        What the record shows, if one was given.
    table : DataFrame
        One row a sub-competency of either year: competency, name, sub, sub_name (of the later
        year), then for each assessor NAME_earlier and NAME_later (levels), by (whose two levels are
        compared: the one from furthest outside who judged both), before, after, step, moved (up,
        down, same, new, no longer assessed, not in both), reworded (whether its name changed).
    claims : DataFrame
        One row a claim of our own in the later year, a level that rose or stands at 3 or more: sub,
        sub_name, level, was, panel (the panel's level), evidence (in our words), shown (what the
        record shows, in words), evidenced (in the record, in our words only, not evidenced).
    """

    earlier: Assessment
    later: Assessment
    evidence: EvidenceMap | None
    table: pd.DataFrame
    claims: pd.DataFrame

    @property
    def moved(self) -> pd.DataFrame:
        """What went up or down, in the judgement of the same assessor both times."""
        return self.table[self.table["moved"].isin(["up", "down"])].reset_index(drop=True)

    @property
    def not_evidenced(self) -> pd.DataFrame:
        """Claims of our own that nothing shows."""
        return self.claims[self.claims["evidenced"] == NOTHING].reset_index(drop=True)

    @property
    def not_shared(self) -> pd.DataFrame:
        """Claims of our own above the level that the panel saw."""
        above = self.claims["level"] > self.claims["panel"]
        return self.claims[above].reset_index(drop=True)

    @cached_property
    def words(self) -> str:
        """Say what moved, what can't be compared and what is claimed without evidence."""
        counts = self.table["moved"].value_counts()
        said = (
            f"{self.earlier.year} to {self.later.year}: {counts.get('up', 0)} up, "
            f"{counts.get('down', 0)} down, {counts.get('same', 0)} as they were"
        )
        new = int(counts.get(NEW, 0))
        said += f", {new} assessed for the first time." if new else "."
        if self.table["reworded"].any():
            named = ", ".join(self.table.loc[self.table["reworded"], "sub"])
            said += f" Worded anew, so not like for like: {named}."
        bare, above = self.not_evidenced, self.not_shared
        if len(above):
            said += f" Claimed above what the panel saw: {', '.join(above['sub'])}."
        if bare.empty:
            return said + " Every claim of our own has evidence."
        named = ", ".join(f"{row.sub} {row.sub_name}" for row in bare.itertuples())
        return f"{said} Claimed and not evidenced: {named}."

    def __repr__(self) -> str:
        """Say in one line how many moved."""
        return f"<Movement {self.earlier.year} to {self.later.year}: {len(self.moved)} moved>"


def movement(
    earlier: Assessment, later: Assessment, *, evidence: EvidenceMap | None = None
) -> Movement:
    """What moved from one year to the next, and what was claimed that isn't evidenced?

    Levels are compared assessor by assessor. A sub-competency that is new, or worded anew, is said
    to be so. A claim of our own isn't evidenced where the record shows nothing of it and we wrote
    no evidence; a claim above what the panel saw is told beside it.

    Parameters
    ----------
    earlier, later : Assessment
        Two years, as `assess` gives them.
    evidence : EvidenceMap, optional
        What the later year's record shows, as `evidence_from` gives it.

    Returns
    -------
    Movement
        What moved, and the claims.

    Raises
    ------
    InputError
        If the years are in the wrong order, or of different organisations.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.competencies import assess, read_competencies
    >>> of = read_competencies(wcc.sample("competencies"))
    >>> movement(assess(of, "2008/09"), assess(of, "2009/10"))
    <Movement 2008/09 to 2009/10: 11 moved>
    """
    _refuse(earlier, later)
    table = _compared(earlier, later)
    return Movement(earlier, later, evidence, table, _claims(later, table, evidence))


def _refuse(earlier: Assessment, later: Assessment) -> None:
    if not earlier.year < later.year:
        raise InputError.of(
            found=f"{earlier.year} as the earlier year and {later.year} as the later",
            allowed="two years, the earlier one first",
            do="Give them the other way round, or give another year.",
        )
    ours, theirs = earlier.competencies.organisation, later.competencies.organisation
    if ours != theirs:
        raise InputError.of(
            found=f"assessments of {ours} and of {theirs}",
            allowed="two years of one organisation",
            do="Give the two years of one, or write its name in the same way.",
        )


def _compared(earlier: Assessment, later: Assessment) -> pd.DataFrame:
    before, after = (of.gaps.set_index("sub") for of in (earlier, later))
    names = later.competencies.asked(later.year), earlier.competencies.asked(earlier.year)
    every = pd.concat(names).drop_duplicates("sub").drop(columns="source")
    rows = []
    for row in every.to_dict("records"):
        old = before.loc[row["sub"]] if row["sub"] in before.index else None
        new = after.loc[row["sub"]] if row["sub"] in after.index else None
        rows.append(row | _levels(old, new) | _step(old, new))
    return pd.DataFrame(rows)


def _levels(old: pd.Series | None, new: pd.Series | None) -> dict[str, float]:
    return {
        f"{assessor}_{when}": float("nan") if of is None else float(of[assessor])
        for assessor in ASSESSORS
        for when, of in (("earlier", old), ("later", new))
    }


def _step(old: pd.Series | None, new: pd.Series | None) -> dict[str, object]:
    """Compare what one and the same assessor said, the one from furthest outside."""
    nothing = {"by": None, "before": None, "after": None, "step": None, "reworded": False}
    if old is None or new is None:
        return nothing | {"moved": NEW if old is None else NO_LONGER}
    nothing["reworded"] = bool(old["sub_name"] != new["sub_name"])
    both = [one for one in reversed(ASSESSORS) if old[one] == old[one] and new[one] == new[one]]
    if not both:
        return nothing | {"moved": NOT_BOTH}
    before, after = float(old[both[0]]), float(new[both[0]])
    step = after - before
    sign = (step > 0) - (step < 0)
    return nothing | {
        "by": both[0],
        "before": before,
        "after": after,
        "step": step,
        "moved": MOVED[sign],
    }


def _claims(later: Assessment, table: pd.DataFrame, evidence: EvidenceMap | None) -> pd.DataFrame:
    ours = later.levels[later.levels["assessor"] == "self"].set_index("sub")
    was, panel = (table.set_index("sub")[name] for name in ("self_earlier", "panel_later"))
    columns = ["sub", "sub_name", "level", "was", "panel", "evidence", "shown", "evidenced"]
    rows = []
    for sub, row in ours.iterrows():
        if row["level"] >= CLAIMED_FROM or row["level"] > was[sub]:
            shown = _shown(sub, evidence)
            written = isinstance(row["evidence"], str)
            evidenced = RECORD if shown else WORDS_ONLY if written else NOTHING
            said = (sub, row["sub_name"], row["level"], was[sub], panel[sub], row["evidence"])
            rows.append((*said, shown or _why_not(sub, evidence), evidenced))
    return pd.DataFrame(rows, columns=columns)


def _shown(sub: str, evidence: EvidenceMap | None) -> str:
    """Say what the record shows of a sub-competency by itself; empty where it shows nothing."""
    if evidence is None:
        return ""
    found = evidence.evidence(sub)
    found = found[found["strength"] == "shows"]
    return "; ".join(f"{line.evidence} ({line.words})" for line in found.itertuples())


def _why_not(sub: str, evidence: EvidenceMap | None) -> str:
    if evidence is None:
        return "no record was given"
    return "not in the record" if evidence.knows(sub) else "not a thing that a record shows"
