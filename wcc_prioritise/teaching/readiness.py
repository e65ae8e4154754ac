"""Is this workshop ready for its day? What must be mended first, and what had better be agreed."""

from __future__ import annotations

from collections.abc import Iterator

from wcc_prioritise.case import Case
from wcc_prioritise.tables import InputError

FEWEST = 3
"""People that a voice group needs to be counted and shown apart."""

ANCHORS = ("anchor_0", "anchor_25", "anchor_50", "anchor_75", "anchor_100")

AGREE = {
    "pass_mark": "how much agreement is enough (charter, pass_mark): without it nobody can be "
    "asked whether they can support the list",
    "quorum": "how many must have scored before a reveal (charter, quorum)",
}
"""What the charter must hold for the day to run as planned."""

BETTER = {
    "reveal_rule": "when private scores are shown",
    "closing_date": "the last day for a candidate to be received",
    "late_rule": "what is done with a candidate that comes late",
    "tie_break": "how ties are broken",
    "cut_list": "what is dropped first when time runs short",
    "assurer": "who checks the analysis",
    "approver": "who approves it",
}
"""What had better be agreed before anybody is in the room."""


def to_mend(case: Case) -> list[str]:
    """What would stop this day, or make it come out wrong?

    Parameters
    ----------
    case : Case
        A case with a charter, as it stands before the day.

    Returns
    -------
    list of str
        One sentence each: what is wrong, and what to do.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> to_mend(wcc.read(wcc.sample("short")))
    []
    """
    looks = (_prompts, _anchors, _limits, _agreed, _quorum, _groups)
    return [words for look in looks for words in look(case)]


def better_agreed(case: Case) -> list[str]:
    """What had better be agreed beforehand, although the day runs without it?"""
    return [
        f"Agree {words} (charter, {name})."
        for name, words in BETTER.items()
        if getattr(case.charter, name) is None
    ]


def _prompts(case: Case) -> Iterator[str]:
    """Find prompts of the blank form that nobody has answered."""
    for name in ("charter", "limits", "criteria", "candidates", "people"):
        if name not in case.tables:
            continue
        frame = case.tables[name].frame
        for column in frame:
            left = [cell for cell in frame[column] if _is_prompt(cell)]
            if left:
                yield f"Answer {left[0]} in {name}, {column}."


def _is_prompt(cell: object) -> bool:
    return isinstance(cell, str) and cell.startswith("[") and cell.endswith("]")


def _anchors(case: Case) -> Iterator[str]:
    """Find criteria whose worst and best read the same, or whose anchors say nothing."""
    for row in case.criteria.to_dict("records"):
        said = [str(row[name]).strip().casefold() for name in ANCHORS]
        if row["kind"] == "judged" and (len(set(said)) < len(said) or not all(map(_speaks, said))):
            yield (
                f"Word five different anchors for {row['criterion']} ({row['name']}): people score "
                "by the words."
            )


def _speaks(words: str) -> bool:
    return any(sign.isalpha() for sign in words)


def _limits(case: Case) -> Iterator[str]:
    from wcc_prioritise.portfolio.asked import refuse_no_limits

    try:
        refuse_no_limits(case)
    except InputError as stop:
        yield from (f"No limits: {fault.do}" for fault in stop.faults)


def _agreed(case: Case) -> Iterator[str]:
    for name, words in AGREE.items():
        if getattr(case.charter, name) is None:
            yield f"Agree {words}."


def _quorum(case: Case) -> Iterator[str]:
    quorum, many = case.charter.quorum, len(case.people)
    if quorum is not None and quorum > many:
        yield (
            f"The quorum is {quorum:g} and the panel {many}: it cannot be reached. Invite more, or "
            "agree a lower one (charter, quorum)."
        )


def _groups(case: Case) -> Iterator[str]:
    from wcc_prioritise.judgement import memberships

    if case.voice_groups.empty:
        yield "Put every role into a voice group (voice_groups): 3 to 5 groups of 3 people or more."
        return
    shares = memberships(case.people, case.voice_groups)
    for group in case.voice_groups["group"].unique():
        many = int((shares[group] > 0).sum()) if group in shares else 0
        if many < FEWEST:
            yield (
                f"Only {many} in the voice group {group}: fewer than {FEWEST} are never shown "
                "apart. Invite more, or join it to another group."
            )
