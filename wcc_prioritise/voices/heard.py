"""Were you heard? The closing statements before and after, held to the pass mark."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from wcc_prioritise.case.value import Case
from wcc_prioritise.judgement import memberships
from wcc_prioritise.judgement.panel import SPREAD_NEEDS
from wcc_prioritise.schema import TABLES

STATEMENTS = ("fair_chance", "understand", "support")

EVERYONE = "everyone"


@dataclass(frozen=True, eq=False)
class AgreementRound:
    """What people said of the day, counted; nobody is named.

    Attributes
    ----------
    case : Case
        What it was counted from.
    table : DataFrame
        statement; when (before, after); group (`everyone`, or a voice group where each group has
        three people or more, or none, among the answers); people (who answered); at_mark (answers
        at the pass mark or above; missing without a pass mark); mean and spread (0 to 10, missing
        for fewer than three); passed (mean at the pass mark or above; missing when not known).
    reasons : tuple of str
        Reasons given last by people below the pass mark on support, in the order of the alphabet;
        none where fewer than three people answered.
    """

    case: Case
    table: pd.DataFrame
    reasons: tuple[str, ...]

    @property
    def words(self) -> str:
        """Who can support it, before and after, in a sentence."""
        rows = self.table[(self.table["statement"] == said_of("support"))]
        rows = rows[rows["group"] == EVERYONE].set_index("when")
        mark = self.case.charter.pass_mark
        if rows.empty:
            return "Nobody has yet said whether they can support the list."
        if mark is None:
            return f"{rows['people'].iloc[-1]} people answered; no pass mark was agreed beforehand."
        said = [
            f"{row['at_mark'] if row['people'] >= SPREAD_NEEDS else 'too few to show'} of "
            f"{row['people']} can support the list {when} the discussion"
            for when, row in rows.iterrows()
        ]
        passed = rows["passed"].iloc[-1]
        end = "cannot be told" if passed is None else "is met" if passed else "is not met"
        return f"{'; '.join(said)}. The pass mark of {mark:g} {end}."


def said_of(field: str) -> str:
    """Give the statement that people answered, as the record words it."""
    return TABLES["agreements"].model_fields[field].description


def agreement_round(case: Case) -> AgreementRound:
    """Who had a fair chance, understands the list and can support it, before and after?

    Parameters
    ----------
    case : Case
        A case with agreements; round 1 is before the discussion of the set, later ones after it.

    Returns
    -------
    AgreementRound
        Counts, means and spreads against the pass mark of the charter. Where one group has one or
        two people among the answers no group is shown, so that none follows from the others.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> agreement_round(wcc.read(wcc.sample("short"))).words
    'Nobody has yet said whether they can support the list.'
    """
    shares = memberships(case.people, case.voice_groups)
    rows = []
    for when, answers in _moments(case).items():
        for field in STATEMENTS:
            given = answers.set_index("person")[field].dropna().astype(float)
            for group, mine in _shown(given, shares).items():
                rows.append((said_of(field), when, group, *_counted(mine, case.charter.pass_mark)))
    columns = ["statement", "when", "group", "people", "at_mark", "mean", "spread", "passed"]
    table = pd.DataFrame(rows, columns=columns).astype({"at_mark": object, "passed": object})
    return AgreementRound(case, table, _reasons(case))


def _moments(case: Case) -> dict[str, pd.DataFrame]:
    """Give each person's last answers before and after; a moment without answers is left out."""
    answers = case.agreements
    if answers.empty:
        return {}
    late = answers["round"] > 1
    moments = {"before": answers[~late], "after": answers[late]}
    return {
        when: rows.sort_values("round").drop_duplicates("person", keep="last")
        for when, rows in moments.items()
        if len(rows)
    }


def _shown(given: pd.Series, shares: pd.DataFrame) -> dict[str, pd.Series]:
    """Give everybody's answers, and each group's where no group is small."""
    held = shares.reindex(given.index).fillna(0.0) > 0
    sizes = held.sum()
    shown = {EVERYONE: given} if len(given) else {}
    if len(sizes) > 1 and not sizes.between(1, SPREAD_NEEDS - 1).any():
        shown |= {group: given[held[group]] for group in sizes.index[sizes > 0]}
    return shown


def _counted(answers: pd.Series, mark: float | None) -> tuple:
    """Give people, answers at the mark or above, mean, spread and whether the mean passes."""
    few = len(answers) < SPREAD_NEEDS
    at_mark = None if mark is None or few else int((answers >= mark).sum())
    mean = float("nan") if few else float(answers.mean())
    spread = float("nan") if few else float(answers.std(ddof=1))
    return len(answers), at_mark, mean, spread, None if few or mark is None else mean >= mark


def _reasons(case: Case) -> tuple[str, ...]:
    mark, moments = case.charter.pass_mark, _moments(case)
    last = next(reversed(moments.values()), None)
    if mark is None or last is None or last["support"].notna().sum() < SPREAD_NEEDS:
        return ()
    below = last[last["support"].astype(float) < mark]
    return tuple(sorted(below["reason"].dropna()))
