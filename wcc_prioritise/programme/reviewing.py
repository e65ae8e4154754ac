"""Did it deliver? Actual against trajectory, what claims came to, what the next round learns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from wcc_prioritise.portfolio.money import money
from wcc_prioritise.programme.chosen import (
    blank,
    case_of,
    chosen_rows,
    day_after,
    day_words,
    facts_of,
    figure,
    with_tables,
)
from wcc_prioritise.programme.control_limits import FEWEST_POINTS, Limits, xmr_limits
from wcc_prioritise.programme.realisation import (
    SAVINGS,
    realisation_by_grade,
    realised_savings,
)
from wcc_prioritise.programme.register import BenefitsRegister, benefits_register
from wcc_prioritise.programme.scheduling import Programme
from wcc_prioritise.programme.trajectory import Trajectory, trajectory_of
from wcc_prioritise.tables import Fault, InputError, near_miss

ON_TRACK, BEHIND, UNKNOWN = "on track", "behind", "unknown"

STANDING = ("candidate", "name", "benefit", "kind", "unit", "grade", "points", "date", "actual",
            "expected", "baseline", "target", "rate", "status", "words")  # fmt: skip
"""Columns of the table of benefits."""


@dataclass(frozen=True, eq=False)
class Review:
    """How the programme stands against what it set out to bring.

    Attributes
    ----------
    programme : Programme
        The programme, with the actuals in its case.
    register : BenefitsRegister
        What it was to bring.
    trajectories : dict
        Which way each benefit was to go, by (candidate, benefit); None where nobody said.
    limits : dict
        Limits of the series by (candidate, benefit), where there are twelve points or more.
    """

    programme: Programme
    register: BenefitsRegister
    trajectories: Mapping[tuple[str, str], Trajectory | None]
    limits: Mapping[tuple[str, str], Limits]

    @cached_property
    def points(self) -> pd.DataFrame:
        """Which figures were measured, and what should they have been?

        Columns candidate, benefit, date, value, lower, upper (95% limits, where given), expected
        and source; by date.
        """
        rows = _measured(self.programme).copy()
        rows["expected"] = [
            float("nan") if way is None else way.at(day)
            for way, day in zip(
                (
                    self.trajectories[key]
                    for key in zip(rows["candidate"], rows["benefit"], strict=True)
                ),
                rows["date"],
                strict=True,
            )
        ]
        columns = ["candidate", "benefit", "date", "value", "lower", "upper", "expected", "source"]
        return rows[columns].astype({"expected": float})

    @cached_property
    def benefits(self) -> pd.DataFrame:
        """Is each benefit on track, at its last figure?

        Columns candidate, name, benefit, kind, unit, grade, points (how many), date, actual,
        expected, baseline, target, rate (actual gain / gain claimed by then), status (on track,
        behind, unknown) and words.
        """
        grades = facts_of(self.programme)["grade"]
        rows = [
            {
                **{column: row[column] for column in ("candidate", "name", "benefit", "kind")},
                "unit": row["unit"],
                "grade": grades[row["candidate"]],
                **self._standing(row),
            }
            for row in self.register.table.to_dict("records")
        ]
        return pd.DataFrame(rows, columns=list(STANDING))

    @cached_property
    def realisation(self) -> pd.DataFrame:
        """Which share of the claims came, by evidence grade? See `realisation_by_grade`."""
        return realisation_by_grade(self.benefits, self.savings)

    @cached_property
    def savings(self) -> pd.DataFrame:
        """How much of each claimed saving came? See `realised_savings`."""
        codes = list(self.programme.starts.index)
        return realised_savings(self.benefits, money(self.programme.portfolio, codes).savings)

    @cached_property
    def lessons(self) -> pd.DataFrame:
        """What should be asked before the next round? Columns candidate, benefit, prompt."""
        rows = [
            (row.candidate, row.benefit, LESSONS[row.status]) for row in self.benefits.itertuples()
        ]
        for row in self.realisation[self.realisation["of"] == SAVINGS].to_dict("records"):
            if row["count"] and row["rate"] < row["assumed"]:
                rows.append((None, None, _lesson_of_grade(row)))
        return pd.DataFrame(rows, columns=["candidate", "benefit", "prompt"])

    @cached_property
    def late(self) -> pd.DataFrame:
        """Which candidates came in late, and how do they stand on the same scales?

        Columns candidate, name, received, value (0 to 100; missing where not scored), chosen and
        words. Anchors are fixed, so a late candidate is scored on them and reorders nobody.
        """
        appraisal = self.programme.portfolio.appraisal
        closing = appraisal.case.charter.closing_date
        rows = []
        for row in appraisal.case.candidates.itertuples():
            if closing and not blank(row.received) and row.received > closing:
                value, chosen = appraisal.value[row.candidate], self._chosen(row.candidate)
                words = _late_words(value, chosen)
                rows.append((row.candidate, row.name, row.received, value, chosen, words))
        columns = ["candidate", "name", "received", "value", "chosen", "words"]
        return pd.DataFrame(rows, columns=columns)

    def summary(self) -> str:
        """Say how many benefits are on track, behind and unknown."""
        counts = self.benefits["status"].value_counts()
        said = ", ".join(f"{counts.get(s, 0)} {s}" for s in (ON_TRACK, BEHIND, UNKNOWN))
        others = len(case_of(self.programme).actuals) - len(chosen_rows(self.programme, "actuals"))
        more = f" {others} figures are of projects that are not in it." if others else ""
        return f"{len(self.benefits)} benefits: {said}.{more}"

    def _chosen(self, code: str) -> bool:
        return code in self.programme.starts.index

    def _standing(self, row: dict) -> dict:
        """Say how one benefit stands at its last figure."""
        key = (row["candidate"], row["benefit"])
        mine = self.points[
            (self.points["candidate"] == key[0]) & (self.points["benefit"] == key[1])
        ]
        last = mine.iloc[-1].to_dict() if len(mine) else None
        status, words = _judged(row, last, self.limits.get(key), self.trajectories[key])
        return {
            "points": len(mine),
            "date": last["date"] if last else None,
            "actual": last["value"] if last else float("nan"),
            "expected": last["expected"] if last else float("nan"),
            "baseline": row["baseline"],
            "target": row["target"],
            "rate": _rate(row, last),
            "status": status,
            "words": words,
        }


def review(programme: Programme, actuals: pd.DataFrame | None = None) -> Review:
    """Is the programme bringing what it set out to bring, and what should the next round learn?

    A benefit is on track when its last figure is at its trajectory or beyond it, and behind when
    it is short of it by more than chance: the whole 95% interval of the figure or, with twelve
    points or more and no interval, the natural limits of the series (mean +- 2.66 x mean moving
    range) lie short of it. A figure short of it whose interval or limits hold the trajectory can't
    be told apart from it, and is unknown; so is one that nobody measured.

    Parameters
    ----------
    programme : Programme
        The projects in time, with the benefits table in their case.
    actuals : DataFrame, optional
        Columns of the actuals table; by default those of the case.

    Returns
    -------
    Review
        Benefits with their status, limits, realisation by evidence grade, lessons and late
        candidates.

    Raises
    ------
    InputError
        If a figure is of no benefit in the register, a trajectory can't be read, or a table has
        faults.

    References
    ----------
    See `xmr_limits`.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.programme import schedule
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> chosen = wcc.select(appraisal, limits={"gross_3yr": 900}, must=["P06"])
    >>> review(schedule(chosen, "2027-04")).summary()
    '6 benefits: 0 on track, 0 behind, 6 unknown.'
    """
    if actuals is not None:
        programme = with_tables(programme, actuals=actuals)
    register = benefits_register(programme)
    _refuse_unregistered(programme, register)
    limits = {
        key: xmr_limits(rows["value"])
        for key, rows in _measured(programme).groupby(["candidate", "benefit"], sort=False)
        if len(rows) >= FEWEST_POINTS
    }
    return Review(programme, register, _trajectories(register), limits)


def _trajectories(register: BenefitsRegister) -> dict[tuple[str, str], Trajectory | None]:
    programme = register.programme
    first = {
        code: day_after(programme, code, months)
        for code, months in facts_of(programme)["first_benefit"].items()
    }
    return {
        (row["candidate"], row["benefit"]): trajectory_of(row, first[row["candidate"]])
        for row in register.table.to_dict("records")
    }


def _measured(programme: Programme) -> pd.DataFrame:
    """Give the figures of chosen projects that are there, by date."""
    rows = chosen_rows(programme, "actuals")
    numbers = ["value", "lower", "upper"]
    rows[numbers] = rows[numbers].astype(float)
    there = rows["value"].notna() & rows["date"].notna()
    return rows[there].sort_values("date", kind="stable", ignore_index=True)


def _refuse_unregistered(programme: Programme, register: BenefitsRegister) -> None:
    known = register.table.groupby("candidate")["benefit"].agg(list).to_dict()
    faults = []
    rows = chosen_rows(programme, "actuals").drop_duplicates(["candidate", "benefit"])
    for row in rows.itertuples():
        names = known.get(row.candidate, [])
        if row.benefit in names:
            continue
        near = near_miss(row.benefit, names)
        do = f"Did you mean {near!r}?" if near else "Name it as the benefits register does."
        found = f"the benefit {row.benefit!r} of {row.candidate}"
        faults.append(Fault("actuals", None, "benefit", found, "one of: " + ", ".join(names), do))
    if faults:
        raise InputError(faults)


def _rate(row: dict, last: dict | None) -> float:
    """Which share of the gain claimed by then came? Missing where none was claimed yet."""
    if last is None or blank(row["baseline"]) or blank(last["expected"]):
        return float("nan")
    claimed = last["expected"] - row["baseline"]
    return (last["value"] - row["baseline"]) / claimed if claimed else float("nan")


def _judged(
    row: dict, last: dict | None, limits: Limits | None, way: Trajectory | None
) -> tuple[str, str]:
    """Give the status of one benefit with its reason."""
    if last is None:
        return UNKNOWN, "unknown: no figure has been measured"
    if way is None:
        return UNKNOWN, "unknown: baseline, target or a date is missing, so nothing was expected"
    if blank(row["baseline"]) or blank(row["target"]) or row["target"] == row["baseline"]:
        return UNKNOWN, "unknown: without a baseline and another target no way is the good one"
    if last["expected"] == row["baseline"]:
        return UNKNOWN, f"unknown: nothing was claimed by {day_words(last['date'])}"
    sign = 1 if row["target"] > row["baseline"] else -1
    unit = "" if blank(row["unit"]) else f" {row['unit']}"
    said = (
        f"{figure(last['value'])} against {figure(last['expected'])}{unit} by "
        f"{day_words(last['date'])}"
    )
    if sign * (last["value"] - last["expected"]) >= 0:
        return ON_TRACK, f"on track: {said}"
    if holds := _holds(last, limits):
        return UNKNOWN, f"unknown: {said}, but {holds}, so it can't be told from chance"
    return BEHIND, f"behind: {said}"


def _holds(last: dict, limits: Limits | None) -> str:
    """Say what holds the trajectory beside the figure, if anything does."""
    low, high = last["lower"], last["upper"]
    if not blank(low) and not blank(high):
        held = low <= last["expected"] <= high
        return f"its interval {figure(low)} to {figure(high)} holds that" if held else ""
    if limits is not None and limits.lower <= last["expected"] <= limits.upper:
        return (
            f"the limits of the series, {figure(limits.lower)} to {figure(limits.upper)}, hold that"
        )
    return ""


LESSONS = {
    ON_TRACK: "What made it work, and would it work elsewhere?",
    BEHIND: "What kept it back: the claim, the start, the people or the measure? What is changed?",
    UNKNOWN: "What would show whether it works, who measures it, and by when?",
}
"""What is asked of a benefit, by its status."""


def _lesson_of_grade(row: dict) -> str:
    return (
        f"Savings on evidence of grade {row['grade']} came to {row['rate']:.0%} of what was "
        f"claimed ({int(row['count'])} measured); {row['assumed']:.0%} was assumed. Which share is "
        "agreed for the next round?"
    )


def _late_words(value: float, chosen: bool) -> str:
    if chosen:
        return "taken in, by the charter's rule for late candidates"
    if blank(value):
        return "to be scored next round against the same anchors"
    return "scored on the same anchors; it stands in the next round as it is, or is scored again"
