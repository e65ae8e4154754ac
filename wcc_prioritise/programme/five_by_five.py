"""What may go wrong with each project, how bad would it be, and what should be asked?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from wcc_prioritise.appraisal.claims import claims_above_gaps
from wcc_prioritise.evidence import Gaps
from wcc_prioritise.programme.chosen import (
    blank,
    case_of,
    chosen_rows,
    day_words,
    facts_of,
    joined,
)
from wcc_prioritise.programme.impact_gates import impact_gates
from wcc_prioritise.programme.scheduling import Programme

BANDS = {"low": 3, "moderate": 6, "high": 12, "very high": 25}
"""The highest score of each band: 1 to 3 low, 4 to 6 moderate, 8 to 12 high, 15 to 25 very high."""

NOT_SCORED = "not scored"
WEAKEST = "D"


@dataclass(frozen=True, eq=False)
class RiskList:
    """The risks of every chosen project, and what the record itself prompts one to ask.

    Attributes
    ----------
    programme : Programme
        Whose projects.
    gaps : Gaps or None
        What claims were held against; None where they were not.
    """

    programme: Programme
    gaps: Gaps | None = None

    @cached_property
    def table(self) -> pd.DataFrame:
        """Which risks were named, and how do they score?

        Columns candidate, name, risk, likelihood and impact (1 to 5), score (1 to 25, missing
        where one of the two is), band, response, owner and warning (what is missing). Highest
        score first.
        """
        rows = chosen_rows(self.programme, "risks")
        score = rows["likelihood"].astype(float) * rows["impact"].astype(float)
        table = pd.DataFrame(
            {
                "candidate": rows["candidate"],
                "name": rows["candidate"].map(facts_of(self.programme)["name"]),
                "risk": rows["risk"],
                "likelihood": rows["likelihood"].astype(float),
                "impact": rows["impact"].astype(float),
                "score": score,
                "band": [band_of(s) for s in score],
                "response": [None if blank(r) else r for r in rows["response"]],
                "owner": [None if blank(owner) else owner for owner in rows["owner"]],
                "warning": [_missing(row) for row in rows.to_dict("records")],
            }
        )
        return table.sort_values("score", ascending=False, kind="stable", ignore_index=True)

    @cached_property
    def prompts(self) -> pd.DataFrame:
        """What in the record should be asked about? Columns candidate, name, prompt, from.

        Prompts, not risks: none is scored until somebody says how likely and how bad it is.
        """
        names = facts_of(self.programme)["name"]
        rows = [
            (code, names[code], prompt, source)
            for look in LOOKS
            for code, prompt, source in look(self)
        ]
        table = pd.DataFrame(rows, columns=["candidate", "name", "prompt", "from"])
        order = {code: place for place, code in enumerate(names.index)}
        return table.sort_values(
            "candidate", key=lambda codes: codes.map(order), kind="stable", ignore_index=True
        )

    @property
    def not_looked_at(self) -> tuple[str, ...]:
        """What could not be prompted, for it was not given."""
        said = []
        if self.gaps is None:
            said.append("claims against measured gaps: no gaps were given")
        if "lead_months" not in self.programme.capacity:
            said.append("how full the leads are: no capacity was given")
        return tuple(said)


def risk_list(programme: Programme, gaps: Gaps | None = None) -> RiskList:
    """What may go wrong, and what does the record itself prompt us to ask?

    Score = likelihood x impact. What stands in the record is prompted beside it and never scored:
    a late candidate, a gate not passed, a claim above its measured gap, evidence of grade D alone
    or none, quarters in which the leads are full, and what must end first.

    Parameters
    ----------
    programme : Programme
        The projects in time.
    gaps : Gaps, optional
        Made from the indicators of the case; without them claims are not held against gaps.

    Returns
    -------
    RiskList
        Risks with score and band, and prompts.

    Raises
    ------
    InputError
        If the gaps were made from other figures.

    References
    ----------
    National Patient Safety Agency, A risk matrix for risk managers, 2008, part "Risk scoring and
    grading": the 5 x 5 score and its four bands (the highest is called extreme there).

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.programme import schedule
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> chosen = wcc.select(appraisal, limits={"gross_3yr": 9_000}, must=["P23"])
    >>> prompts = risk_list(schedule(chosen, "2027-04")).prompts
    >>> prompts[prompts["candidate"] == "P23"].iloc[0]["prompt"][:37]
    'It came in on 7 October 2026, after t'
    """
    return RiskList(programme, gaps)


def band_of(score: float) -> str:
    """In which band does a score of 1 to 25 lie?

    Examples
    --------
    >>> [band_of(score) for score in (3, 4, 12, 15)], band_of(float("nan"))
    (['low', 'moderate', 'high', 'very high'], 'not scored')
    """
    if blank(score):
        return NOT_SCORED
    return next(band for band, most in BANDS.items() if score <= most)


def _missing(row: dict) -> str:
    missing = [
        words
        for column, words in (
            ("likelihood", "no likelihood"),
            ("impact", "no impact"),
            ("owner", "no owner"),
        )
        if blank(row[column])
    ]
    return joined(missing) if missing else ""


Prompts = Iterator[tuple[str, str, str]]
"""Code, prompt and where in the record it comes from."""


def _late(found: RiskList) -> Prompts:
    closing = case_of(found.programme).charter.closing_date
    for code, received in facts_of(found.programme)["received"].items():
        if closing and not blank(received) and received > closing:
            yield (
                code,
                f"It came in on {day_words(received)}, after the closing date "
                f"{day_words(closing)}: was it looked at as long as the others?",
                "candidates, received",
            )


def _gates(found: RiskList) -> Prompts:
    for row in impact_gates(found.programme).may_start.itertuples():
        if not row.may_start:
            yield row.candidate, f"It may not start yet: {row.because}.", "gates"


def _claims(found: RiskList) -> Prompts:
    if found.gaps is None:
        return
    asked = claims_above_gaps(case_of(found.programme), found.gaps)
    for row in asked[asked["item"].isin(list(found.programme.starts.index))].itertuples():
        yield row.item, f"It claims more than the gap: {row.question}", "indicators"


def _evidence(found: RiskList) -> Prompts:
    cards = case_of(found.programme).evidence
    for code, grade in facts_of(found.programme)["grade"].items():
        graded = set(cards.loc[cards["candidate"] == code, "grade"].dropna())
        if blank(grade) and not graded:
            yield code, "Its evidence has no grade: what is known?", "candidates, grade"
        elif (graded or {grade}) == {WEAKEST} and (blank(grade) or grade == WEAKEST):
            yield code, "Its evidence is opinion alone (grade D).", "candidates, grade; evidence"


def _leads(found: RiskList) -> Prompts:
    if "lead_months" not in found.programme.capacity:
        return
    load = found.programme.load
    full = set(load.loc[load["lead_months_left"] <= 1e-9, "quarter"])
    words = load.set_index("quarter")["words"]
    for code, row in facts_of(found.programme).iterrows():
        begun = int(found.programme.starts[code])
        held = [q for q in range(begun, begun + int(row["quarters"])) if q in full]
        if held and row["lead_months_a_quarter"] > 0:
            when = words[held[0]] if len(held) == 1 else f"{len(held)} quarters"
            yield (
                code,
                f"No lead time is left in {when} of its work: what gives way if somebody leaves?",
                "schedule, capacity",
            )


def _dependencies(found: RiskList) -> Prompts:
    chosen = list(found.programme.starts.index)
    links = chosen_rows(found.programme, "links")
    for row in links[links["other"].isin(chosen)].to_dict("records"):
        because = f" ({row['because']})" if not blank(row["because"]) else ""
        if row["link"] == "needs":
            said = f"It can't begin before {row['other']} has ended its work{because}."
            yield row["candidate"], said, "links"
        elif row["link"] == "helps":
            said = f"Part of its worth comes through {row['candidate']}{because}."
            yield row["other"], said, "links"


LOOKS = (_late, _gates, _claims, _evidence, _leads, _dependencies)
"""What is looked at in the record, in the order in which it is told."""
