"""Which measured gaps does each candidate cite? Gaps and candidates meet here, and only on paper.

A gap is headroom: it never enters a score, and gaps on different indicators are never added up.
"""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.case import Case
from wcc_prioritise.evidence import Gaps, benchmark
from wcc_prioritise.tables import InputError

CLEAR = "worse than peers"
"""The verdict of a gap that is clear of noise."""

NOT_COMPARED = "not compared"
"""The verdict of an indicator that a candidate cites and the gaps do not hold."""


def cited_gaps(case: Case, gaps: Gaps) -> pd.DataFrame:
    """Which gaps does each candidate cite, and how do they stand?

    Parameters
    ----------
    case : Case
        With candidates; none is no fault.
    gaps : Gaps
        Made from the indicators of the case.

    Returns
    -------
    DataFrame
        One row a candidate, indicator cited, sex and age: `candidate` and the columns of
        `gaps.table`. An indicator without a gap has the verdict "not compared" and no figures.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> case = wcc.read(wcc.sample("northmere"))
    >>> gaps = wcc.benchmark(case.indicators, area="Northmere", peers=case.peers)
    >>> found = cited_gaps(case, gaps)
    >>> found.loc[found["candidate"] == "P02", ["indicator", "verdict"]].to_numpy().tolist()
    [['I02', 'worse than peers'], ['I13', 'no direction given']]
    """
    refuse_foreign(case, gaps)
    pairs = [
        (row.candidate, indicator)
        for row in case.candidates.itertuples()
        for indicator in dict.fromkeys(row.indicators)
    ]
    named = pd.DataFrame(pairs, columns=["candidate", "indicator"], dtype=object)
    joined = named.merge(gaps.table.astype({"indicator": object}), on="indicator", how="left")
    joined["verdict"] = joined["verdict"].where(joined["verdict"].notna(), NOT_COMPARED)
    return joined


def refuse_foreign(case: Case, gaps: Gaps) -> None:
    """Hold gaps to the figures of the case, so that every figure shown is in the record.

    Raises
    ------
    InputError
        If the gaps were made from other figures.
    """
    try:
        again = benchmark(
            case.indicators,
            area=gaps.area,
            peers=list(gaps.peers["peer"]),
            confidence=gaps.confidence,
        )
    except InputError:
        again = None
    if again is None or again.fingerprint != gaps.fingerprint:
        raise InputError.of(
            found=f"gaps of {gaps.area_name} made from other figures than the indicators of the "
            f"case (fingerprint {case.fingerprint[:8]})",
            allowed="gaps made from case.indicators",
            do="Make them with benchmark(case.indicators, area=...), put their figures into the "
            "case with case.replace, or leave them out.",
        )
