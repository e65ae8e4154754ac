"""You said, we did, we didn't because: what became of everything that was put forward."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from wcc_prioritise.portfolio import Portfolio

COLUMNS = ["kind", "who", "candidate", "you_said", "answer", "because"]

DID, DID_NOT, ANSWERED, NOT_YET = "we did", "we did not", "answered", "not yet answered"


def you_said(portfolio: Portfolio) -> pd.DataFrame:
    """What became of each idea, comment, promise and named candidate, and why?

    Parameters
    ----------
    portfolio : Portfolio
        The chosen set; departures of the case from it are decided on top of it.

    Returns
    -------
    DataFrame
        kind (idea, comment, promise, asked to discuss, decision, departure); who (a role or an
        organisation, never a name); candidate, if one; you_said; answer (we did, we did not,
        answered, not yet answered; with what became of the candidate); because (the reason or the
        answer on record, empty where none is).

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("short")))
    >>> list(you_said(wcc.select(appraisal, limits={"candidates": 4})))
    ['kind', 'who', 'candidate', 'you_said', 'answer', 'because']
    """
    rows = [
        *_ideas(portfolio),
        *_comments(portfolio),
        *_promises(portfolio),
        *_asked_to_discuss(portfolio),
        *_decisions(portfolio),
        *_departures(portfolio),
    ]
    return pd.DataFrame(rows, columns=COLUMNS, dtype=object)


def final_set(portfolio: Portfolio) -> tuple[str, ...]:
    """Which candidates are in after the departures on record?"""
    departures = portfolio.appraisal.case.departures
    taken = set(departures.loc[departures["departs"] == "taken in", "candidate"])
    left = set(departures.loc[departures["departs"] == "left out", "candidate"])
    return tuple(
        c for c in portfolio.worths.index if c in taken or (c in portfolio.chosen and c not in left)
    )


def _text(cell: object) -> str:
    return "" if cell is None or cell != cell else str(cell)


def _ideas(portfolio: Portfolio) -> Iterator[tuple]:
    for row in portfolio.appraisal.case.ideas.itertuples():
        outcome = _text(row.outcome)
        answer = ANSWERED if outcome else NOT_YET
        yield "idea", _text(row.source) or "anonymous", "", row.what, answer, outcome


def _comments(portfolio: Portfolio) -> Iterator[tuple]:
    chosen = final_set(portfolio)
    for row in portfolio.appraisal.case.comments.itertuples():
        code, answer = _text(row.candidate), _text(row.answer)
        did = ANSWERED if answer else NOT_YET
        if code:
            did += f"; {code} is {'in' if code in chosen else 'not in'} the set"
        yield "comment", _text(row.source) or "anonymous", code, row.what, did, answer


def _promises(portfolio: Portfolio) -> Iterator[tuple]:
    answers = {"kept": DID, "not kept": DID_NOT, "open": NOT_YET}
    for row in portfolio.appraisal.case.promises.itertuples():
        yield "promise", row.whom, "", row.what, answers[row.kept], _text(row.how)


def _asked_to_discuss(portfolio: Portfolio) -> Iterator[tuple]:
    case, chosen = portfolio.appraisal.case, final_set(portfolio)
    acts = case.acts
    why = portfolio.members.set_index("candidate")["why"] if len(acts) else {}
    departed = case.departures.set_index("candidate")["because"]
    for row in acts[(acts["act"] == "discuss") & acts["candidate"].notna()].itertuples():
        code = row.candidate
        said = _text(row.text) or f"discuss {code} {case.names[code]}"
        because = _text(departed[code]) if code in departed.index else why[code]
        answer = DID if code in chosen else DID_NOT
        yield "asked to discuss", _text(row.group), code, said, f"{answer} choose it", because


def _decisions(portfolio: Portfolio) -> Iterator[tuple]:
    for row in portfolio.appraisal.case.decisions.itertuples():
        yield "decision", row.body, _text(row.candidate), row.what, "decided", row.because


def _departures(portfolio: Portfolio) -> Iterator[tuple]:
    for row in portfolio.appraisal.case.departures.itertuples():
        said = "chosen" if row.candidate in portfolio.chosen else "not chosen"
        body = _text(row.body)
        yield "departure", body, row.candidate, f"{said} by the method", row.departs, row.because
