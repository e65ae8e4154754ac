"""Who saw it otherwise, what would they have done, and why? Drafted, then accepted line by line."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from wcc_prioritise.judgement import counted_scores, standing
from wcc_prioritise.judgement.panel import SPREAD_NEEDS
from wcc_prioritise.portfolio import Portfolio, select
from wcc_prioritise.ranking import order_of
from wcc_prioritise.voices.rooms import alone, enough, voice_groups

MOST = 3
"""Candidates in the report of one voice."""

REASONS = 3
"""Reasons quoted for one candidate."""

MIDDLE = 50.0
"""Middle of the scale of scores: above it a score speaks for a candidate, below it against."""

FAR = 5.0
"""Points on a criterion by which a voice stands apart from the room."""

SMALLER = "a smaller voice"

COLUMNS = ["line", "group", "candidate", "part", "text", "status"]

DRAFT, ACCEPTED = "draft", "accepted"


@dataclass(frozen=True, eq=False)
class MinorityReport:
    """The views that differ from the outcome, line by line.

    Attributes
    ----------
    portfolio : Portfolio
        The outcome they differ from.
    lines : DataFrame
        line (code of the line: it changes with the text), group, candidate, part (what they would
        have done, why, what would change their mind, in their own words), text, status (draft or
        accepted).
    """

    portfolio: Portfolio
    lines: pd.DataFrame

    @property
    def published(self) -> pd.DataFrame:
        """Only the lines that those they speak for have accepted."""
        return self.lines[self.lines["status"] == ACCEPTED].reset_index(drop=True)

    def __repr__(self) -> str:
        """Say how many lines are drafted and how many accepted."""
        return f"<MinorityReport: {len(self.lines)} lines, {len(self.published)} accepted>"


def minority_report(portfolio: Portfolio) -> MinorityReport:
    """Who would have chosen otherwise, and why?

    For each voice group of three people or more, the candidates on which its own set and the chosen
    one differ, those first where its order differs most from the room's. Smaller groups are taken
    together; where they still are fewer than three people, words alone ask them for their lines.

    Parameters
    ----------
    portfolio : Portfolio
        The chosen set, with the acts of its case.

    Returns
    -------
    MinorityReport
        Drafted lines. A line is accepted by an act `minority text accepted` whose text is the code
        of the line, or its text; an act of a voice group accepts the lines of that group only, and
        with other words adds those words.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> report = minority_report(wcc.select(appraisal, limits={"gross_3yr": 9_000}))
    >>> set(report.lines["status"]), len(report.published)
    ({'draft'}, 0)
    """
    voices = voice_groups(portfolio)
    large = [group for group, people in voices.items() if enough(people)]
    small = [group for group, people in voices.items() if people and not enough(people)]
    drafted = [row for group in large for row in _dissent(portfolio, [group], voices)]
    together = {person for group in small for person in voices[group]}
    if small and enough(together):
        drafted += list(_dissent(portfolio, small, voices))
    elif small:
        drafted += list(_asked(portfolio, small))
    said = portfolio.appraisal.case.acts
    said = said[said["act"] == "minority text accepted"]
    rows = []
    for groups, candidate, part, text in drafted:
        group = " and ".join(groups)
        line = _line(group, candidate, part, text)
        status = ACCEPTED if _accepted(said[said["text"].isin([line, text])], groups) else DRAFT
        rows.append((line, group, candidate, part, text, status))
    rows += list(_own_words(said, {row[4] for row in rows}))
    return MinorityReport(portfolio, pd.DataFrame(rows, columns=COLUMNS, dtype=object))


def _accepted(acts: pd.DataFrame, groups: list[str]) -> bool:
    """Did all groups that a line speaks for accept it? An act without a group is of all of them."""
    by = {None if group != group else group for group in acts["group"]}
    return bool(by & {None, " and ".join(groups)}) or by >= set(groups)


def _line(group: str, candidate: str, part: str, text: str) -> str:
    return hashlib.sha256("\n".join((group, candidate, part, text)).encode()).hexdigest()[:12]


def _own_words(said: pd.DataFrame, drafted: set[str]) -> Iterator[tuple]:
    """Give the lines that a group wrote itself; a code is no words."""
    for act in said[said["group"].notna() & said["text"].notna()].itertuples():
        if act.text not in drafted and not re.fullmatch("[0-9a-f]{12}", act.text):
            candidate = act.candidate if isinstance(act.candidate, str) else ""
            part = "in their own words"
            yield (
                _line(act.group, candidate, part, act.text),
                act.group,
                candidate,
                part,
                act.text,
                ACCEPTED,
            )


def _dissent(
    portfolio: Portfolio, groups: list[str], voices: dict[str, tuple[str, ...]]
) -> Iterator[tuple[list[str], str, str, str]]:
    """Draft the lines of one voice: its groups, candidate, part and text."""
    who = " and ".join(groups)
    own = select(alone(portfolio, groups), **portfolio.arguments)
    mine, room = (order_of(w)["rank"] for w in (own.worths, portfolio.worths))
    others = sorted(set(own.chosen) ^ set(portfolio.chosen))
    others.sort(key=lambda code: -abs(mine[code] - room[code]))
    people = {person for group in groups for person in voices[group]}
    for code in others[:MOST]:
        name = f"{code} {portfolio.appraisal.case.names[code]}"
        done = "chosen" if code in own.chosen else "left out"
        yield (
            groups,
            code,
            "what they would have done",
            f"By themselves, {who} would have {done} {name}: it stands in place {mine[code]} of "
            f"their order and {room[code]} of the room's.",
        )
        yield groups, code, "why", _reasons(portfolio, people, code, code in own.chosen)
        yield groups, code, "what would change their mind", _hinges(own, portfolio, code, people)


def _reasons(portfolio: Portfolio, people: set[str], code: str, wanted: bool) -> str:
    """Quote what the people of the voice wrote on a candidate, without saying who.

    Only reasons beside a score on the side of the dissent are quoted: where they want the candidate
    above the middle of the scale and above the room, where they do not below both.
    """
    scores = counted_scores(portfolio.appraisal.case).dropna(subset=["score"])
    given = scores[scores["person"].isin(people) & (scores["candidate"] == code)]
    side = 1.0 if wanted else -1.0
    room = given["criterion"].map(portfolio.appraisal.figures.loc[code].astype(float))
    on_their_side = ((given["score"] - MIDDLE) * side > 0) & ((given["score"] - room) * side > 0)
    quoted = sorted(set(given.loc[on_their_side, "reason"].dropna()))[:REASONS]
    if not quoted:
        return (
            f"No reason for this view of {code} was written down; those it speaks for are asked "
            "for theirs."
        )
    return "; ".join(f"\u201c{reason}\u201d" for reason in quoted)


def _hinges(own: Portfolio, room: Portfolio, code: str, people: set[str]) -> str:
    """Say on what their choice turns: the criterion that sets them apart most in its direction.

    How far apart is not said: beside the room's figure that would be theirs. And a criterion on
    which fewer than three of them scored the candidate is passed over.
    """
    voice, all_ = own.appraisal, room.appraisal
    wanted = 1.0 if code in own.chosen else -1.0
    names = all_.case.criteria.set_index("criterion")["name"]
    scored = standing(all_.case).answers[code].reindex(sorted(people)).count()
    judged = list(scored.index[scored >= SPREAD_NEEDS])
    apart = (voice.figures - all_.figures).loc[code, judged].astype(float) * wanted
    if len(apart) and apart.max() >= FAR:
        side = "higher" if wanted > 0 else "lower"
        return f"Evidence on {names[apart.idxmax()]}, where they score it {side} than the room."
    other = sorted(set(own.chosen) - set(room.chosen))
    if wanted < 0 and other:
        return f"More room within the limits: they put {', '.join(other)} in its place."
    weights = voice.weights - all_.weights
    heaviest = weights.abs().idxmax()
    return (
        f"Another view of how much {names[heaviest]} matters, to which they give "
        f"{'more' if weights[heaviest] > 0 else 'less'} weight than the room."
    )


def _asked(portfolio: Portfolio, groups: list[str]) -> Iterator[tuple[list[str], str, str, str]]:
    """Ask a voice of fewer than three people for its lines; its view is not drafted from scores."""
    own = select(alone(portfolio, groups), **portfolio.arguments)
    if set(own.chosen) != set(portfolio.chosen):
        yield (
            [SMALLER],
            "",
            "what they would have done",
            "A voice of fewer than three people would have chosen otherwise. It is asked to say "
            "so in its own words, or to leave it.",
        )
