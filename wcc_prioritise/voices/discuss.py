"""What should the room discuss next? Cells on which somebody's score would change the set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from wcc_prioritise.judgement.panel import SPREAD_NEEDS
from wcc_prioritise.portfolio import Portfolio, thresholds
from wcc_prioritise.voices.matters import crosses, known, worths_with

CELL = ["candidate", "criterion"]

CHANGES = "it changes the set"
SPLIT = "people are split; the set stays"
NOTHING = "the set stays"

STAKES = ["candidate", "criterion", "chosen", "scored", "pooled", "lowest", "highest", "spread"]
STAKES += ["crosses", "loss", "minority_first"]

COLUMNS = [
    "order",
    "candidate",
    "name",
    "criterion",
    "criterion_name",
    "label",
    "scored",
    "pooled",
    "lowest",
    "highest",
    "spread",
    "crosses",
    "loss",
    "minority_first",
    "why",
    "because",
]

ROOM_COLUMNS = ["order", "candidate", "name", "criterion", "criterion_name", "label"]
ROOM_COLUMNS += ["minority_first", "why", "because"]


def discuss_next(
    portfolio: Portfolio,
    *,
    most: int | None = None,
    named: Mapping[str, str | Iterable[str]] | None = None,
) -> pd.DataFrame:
    """What should the room discuss next?

    A judged cell matters when somebody's score, put in place of the pooled one, carries the
    candidate across its threshold. Cells stand in the order of the mean loss of deciding wrongly:
    over the people who scored, what is lost if the decision follows the pooled score while that
    person is right. Of cells that matter equally the split ones come first, then the widest spread.
    What voice groups named stands at the top, whatever the list says.

    Parameters
    ----------
    portfolio : Portfolio
        The chosen set. With hundreds of candidates, `thresholds(portfolio, progress)` first tells
        how far it is; here they are then at hand.
    most : int, optional
        How many cells there is time for; what groups named is never cut.
    named : mapping of str to str or sequence of str, optional
        Candidates named by each voice group; without it, the `discuss` acts of the case.

    Returns
    -------
    DataFrame
        order; candidate, name; criterion, criterion_name; label (agree, mixed, split, too few);
        scored (people); pooled, lowest, highest and spread (0 to 100; the last three missing for
        fewer than three people); crosses (how many people's scores carry it across); loss (points a
        year); minority_first (which side speaks first); why; because. For the facilitator's
        console: nobody is named, but lowest and highest are people's own scores. `for_the_room`
        gives what may be projected.

    Raises
    ------
    InputError
        If a group named a candidate that is not known.

    References
    ----------
    Howard, IEEE Transactions on Systems Science and Cybernetics 1966;2:22-26 (the worth of knowing
    before deciding); Fitch et al., The RAND/UCLA appropriateness method user's manual, 2001,
    chapter 8 (agreement and disagreement).

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> portfolio = wcc.select(appraisal, limits={"gross_3yr": 9_000, "lead_months": 60})
    >>> first = discuss_next(portfolio, most=5).iloc[0]
    >>> first["candidate"], first["criterion"], first["because"]
    ('P04', 'C3', 'it changes the set')
    """
    cells = _in_order(_cells(portfolio))
    called = _called(portfolio, named)
    head = _named_rows(cells, called)
    rest = cells[~cells["cell"].isin(head["cell"])]
    if most is not None:
        rest = rest.head(max(most - len(head), 0))
    table = pd.concat([head, rest], ignore_index=True)
    table["order"] = np.arange(1, len(table) + 1)
    return table[COLUMNS]


def for_the_room(listed: pd.DataFrame) -> pd.DataFrame:
    """What of the list may everybody see?

    Only what to talk about, in which order, and why: no score, no mean and no count of people. The
    dots and means beside it are for `may_be_shown` to give.

    Parameters
    ----------
    listed : DataFrame
        As `discuss_next` gives it.

    Returns
    -------
    DataFrame
        order; candidate, name; criterion, criterion_name; label; minority_first (blank, as the
        label is `too few`, where fewer than seven people scored); why; because.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> portfolio = wcc.select(appraisal, limits={"gross_3yr": 9_000, "lead_months": 60})
    >>> for_the_room(discuss_next(portfolio, most=1))["why"].tolist()
    ['In the set now; what people said of it could take it out.']
    """
    sides = listed["minority_first"].str.replace(r" \(.*\)", "", regex=True)
    sides = sides.mask(listed["label"] == "too few", "")
    told = listed.assign(minority_first=sides, why=[_said(r) for r in listed.to_dict("records")])
    return told[ROOM_COLUMNS]


def _said(row: dict) -> str:
    inside = row["why"].startswith("In ")
    moves = f"what people said of it could {'take it out' if inside else 'bring it in'}"
    now = f"{'In' if inside else 'Out of'} the set now"
    return f"{now}; {moves if row['crosses'] else 'whichever score is right, it stays so'}."


def _cells(portfolio: Portfolio) -> pd.DataFrame:
    """Give every judged cell that somebody scored, with what hangs on it."""
    from wcc_prioritise.judgement.agreement import agreement_map
    from wcc_prioritise.judgement.rounds import standing

    a = portfolio.appraisal
    stakes = _stakes(portfolio, standing(a.case).answers)
    labels = agreement_map(a.case)[[*CELL, "label"]]
    table = stakes.merge(labels, on=CELL, how="left")
    names = a.case.criteria.set_index("criterion")["name"]
    few = table["scored"] < SPREAD_NEEDS
    for column in ("lowest", "highest", "spread"):
        table[column] = table[column].mask(few)
    table["name"] = a.case.names.reindex(table["candidate"]).to_numpy()
    table["criterion_name"] = names.reindex(table["criterion"]).to_numpy()
    table["cell"] = table["candidate"] + " " + table["criterion"]
    table["because"] = np.where(
        table["crosses"] > 0, CHANGES, np.where(table["label"] == "split", SPLIT, NOTHING)
    )
    table["why"] = [_why(row) for row in table.to_dict("records")]
    return table


def _stakes(portfolio: Portfolio, answers: pd.DataFrame) -> pd.DataFrame:
    """What does each person's score, put in place of the pooled one, do to the set?"""
    found = thresholds(portfolio).set_index("candidate")
    parts = []
    for criterion in answers.columns.unique("criterion"):
        scores = answers.xs(criterion, axis="columns", level="criterion")
        scores = scores.loc[:, scores.notna().any()]
        if scores.empty:
            continue
        rows = found.loc[scores.columns]
        worth = worths_with(portfolio, criterion, scores).to_numpy()
        at = rows["threshold"].to_numpy()
        over = crosses(portfolio, rows["chosen"].to_numpy(), worth, at) & scores.notna()
        parts.append(_summed_up(portfolio, criterion, scores, over, worth, rows))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=STAKES)


def _summed_up(
    portfolio: Portfolio,
    criterion: str,
    scores: pd.DataFrame,
    over: pd.DataFrame,
    worth: np.ndarray,
    rows: pd.DataFrame,
) -> pd.DataFrame:
    """Sum up over people: one row a candidate."""
    at = rows["threshold"].to_numpy()
    loss = np.where(over, np.abs(worth - np.where(np.isinf(at), 0.0, at)), 0.0).sum(axis=0)
    pooled = portfolio.appraisal.figures.loc[scores.columns, criterion]
    table = pd.DataFrame(
        {
            "candidate": scores.columns,
            "criterion": criterion,
            "chosen": rows["chosen"].to_numpy(),
            "scored": scores.count().to_numpy(),
            "pooled": pooled.to_numpy(float),
            "lowest": scores.min().to_numpy(),
            "highest": scores.max().to_numpy(),
            "spread": scores.std(ddof=1).to_numpy(),
            "crosses": over.sum().to_numpy(),
        }
    )
    table["loss"] = loss / table["scored"]
    low, high = (scores < pooled).sum().to_numpy(), (scores > pooled).sum().to_numpy()
    low_crosses = (over & (scores < pooled)).sum().to_numpy() > 0
    sides = zip(low, high, low_crosses, strict=True)
    return table.assign(minority_first=[_minority(*side) for side in sides])


def _minority(low: int, high: int, low_crosses: bool) -> str:
    """Say which side is the smaller; of equal sides the one that would change the set."""
    if not low and not high:
        return ""
    first_low = low < high if low != high else low_crosses
    if not (low if first_low else high):  # nobody stands on that side
        first_low = not first_low
    many, side = (low, "low") if first_low else (high, "high")
    return f"the {side} scores ({many} {'person' if many == 1 else 'people'})"


def _why(row: dict) -> str:
    now = "In" if row["chosen"] else "Out of"
    if row["crosses"]:
        scores = "1 score" if row["crosses"] == 1 else f"{row['crosses']} scores"
        return (
            f"{now} the set now; {scores} of {row['scored']}, put in place of the room's "
            f"{row['pooled']:.0f}, would {'take it out' if row['chosen'] else 'bring it in'}."
        )
    split = "People are split, but whichever" if row["label"] == "split" else "Whichever"
    return f"{now} the set now. {split} score is right, the set stays the same."


def _in_order(cells: pd.DataFrame) -> pd.DataFrame:
    keys = cells.assign(
        heavy=-cells["loss"].round(9),
        whole=cells["label"] != "split",
        narrow=-cells["spread"].round(9),
    )
    return keys.sort_values(["heavy", "whole", "narrow", *CELL], na_position="last").drop(
        columns=["heavy", "whole", "narrow"]
    )


def _called(
    portfolio: Portfolio, named: Mapping[str, str | Iterable[str]] | None
) -> list[tuple[str, str, str | None]]:
    """List what voice groups named: group, candidate and criterion, if they named one."""
    case = portfolio.appraisal.case
    if named is None:
        acts = case.acts
        acts = acts[(acts["act"] == "discuss") & acts["candidate"].notna()]
        rows = acts[["group", "candidate", "criterion"]].itertuples(index=False, name=None)
        called = [tuple(None if v != v else v for v in row) for row in rows]
    else:
        called = [
            (group, code, None)
            for group, codes in named.items()
            for code in ([codes] if isinstance(codes, str) else codes)
        ]
    for _, code, _ in called:
        known("candidate", code, portfolio.worths.index)
    return called


def _named_rows(cells: pd.DataFrame, called: list[tuple[str, str, str | None]]) -> pd.DataFrame:
    """Give the cell of each named candidate on which most hangs, or the one that was named."""
    groups: dict[str, list[str]] = {}
    for group, code, criterion in called:
        mine = cells[cells["candidate"] == code]
        if criterion is not None and (mine["criterion"] == criterion).any():
            mine = mine[mine["criterion"] == criterion]
        for cell in mine["cell"].head(1):
            groups.setdefault(cell, []).append(group or "the room")
    rows = cells.set_index("cell", drop=False).loc[list(groups)]
    by = [", ".join(sorted(set(who))) for who in groups.values()]
    return rows.assign(because=[f"named by {who}" for who in by]).reset_index(drop=True)
