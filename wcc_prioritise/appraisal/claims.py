"""Can a claim be as large as it says? What usually remains of savings, and people beside gaps."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from wcc_prioritise.appraisal.cited import cited_gaps
from wcc_prioritise.case import Case
from wcc_prioritise.evidence import Gaps
from wcc_prioritise.schema import EFFECT_BY_GRADE

QUESTION_COLUMNS = ("table", "item", "question")
"""As `case.questions()` has them, so that the two can be put one below the other."""


def savings(candidates: pd.DataFrame) -> pd.DataFrame:
    """What is left of each claimed saving, by the product's assumptions?

    Deliverable = claimed x effect of the evidence grade; cashable = deliverable x cashable share.

    Parameters
    ----------
    candidates : DataFrame
        `case.candidates`.

    Returns
    -------
    DataFrame
        By candidate: claimed, grade, effect (share of the claim that is expected), deliverable,
        cashable_share, cashable. Amounts in £ thousand a year at full effect; an amount that hangs
        on a grade that is not given is missing, never nought.

    Notes
    -----
    The effects are `EFFECT_BY_GRADE`: assumptions of this product, to be replaced locally. That
    claims shrink is the finding: a fall in referrals put at 20 to 30 per cent by guidance was 10
    after audit (NHS England, musculoskeletal triage).

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> left = savings(wcc.read(wcc.sample("northmere")).candidates).loc["P01"]
    >>> left["claimed"].item(), left["deliverable"].item(), left["cashable"].item()
    (240.0, 144.0, 72.0)
    """
    c = candidates.set_index("candidate")
    effect = c["grade"].map(EFFECT_BY_GRADE).astype("float64")
    deliverable = c["claimed_saving"].astype("float64") * effect
    return pd.DataFrame(
        {
            "claimed": c["claimed_saving"].astype("float64"),
            "grade": c["grade"],
            "effect": effect,
            "deliverable": deliverable,
            "cashable_share": c["cashable_share"].astype("float64"),
            "cashable": deliverable * c["cashable_share"].astype("float64"),
        }
    )


def claims_above_gaps(case: Case, gaps: Gaps) -> pd.DataFrame:
    """Which candidates claim more people than the gap they cite can hold?

    Parameters
    ----------
    case : Case
        With candidates; those without an indicator are not asked.
    gaps : Gaps
        Made from the indicators of the case.

    Returns
    -------
    DataFrame
        Columns table, item, question, as `case.questions()`: one row a candidate whose people who
        benefit are more than the upper limit of every gap it cites. It is a question, not a fault:
        a project may help people whom the indicator does not count.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> case = wcc.read(wcc.sample("northmere"))
    >>> gaps = wcc.benchmark(case.indicators, area="Northmere", peers=case.peers)
    >>> asked = claims_above_gaps(case, gaps)
    >>> "P01" in set(asked["item"]), "P02" in set(asked["item"])
    (True, False)
    """
    return pd.DataFrame(_asked(case, gaps), columns=list(QUESTION_COLUMNS))


def _asked(case: Case, gaps: Gaps) -> Iterator[tuple[str, str, str]]:
    cited = cited_gaps(case, gaps)
    limits = f"{gaps.confidence:.0%} limit"
    for row in case.candidates.itertuples():
        own = cited[cited["candidate"] == row.candidate]
        known = own[own["opportunity_upper"].notna()]
        if known.empty or not row.people > known["opportunity_upper"].max():
            continue
        yield "candidates", row.candidate, _question(row.people, own, known, limits)


def _question(people: float, own: pd.DataFrame, known: pd.DataFrame, limits: str) -> str:
    """Ask about one claim, with the largest gap it cites beside it."""
    largest = known.loc[known["opportunity_upper"].idxmax()]
    which = f"{largest['indicator']}, {largest['period']}"
    groups = int((known["indicator"] == largest["indicator"]).sum())
    which += f", the largest of its {groups} groups" if groups > 1 else ""
    codes = list(dict.fromkeys(own["indicator"]))
    unknown = [code for code in codes if code not in set(known["indicator"])]
    rest = f" No limit is known for {', '.join(unknown)}." if unknown else ""
    if largest["opportunity_upper"] == 0:
        has = f"even at the upper {limits} there is no gap on what it cites ({which})"
    else:
        has = (
            f"the gap it cites holds at most {largest['opportunity_upper']:,.0f} at the upper "
            f"{limits} ({which})"
        )
    return (
        f"{people:,.0f} people a year are to benefit; {has}.{rest} Whom does the claim count "
        "beyond that gap?"
    )
