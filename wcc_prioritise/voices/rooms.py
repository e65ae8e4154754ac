"""What would another room have chosen: one without a group, or of one group alone?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from wcc_prioritise.appraisal import Appraisal
from wcc_prioritise.appraisal.figures import values_of
from wcc_prioritise.appraisal.worth import chance_of_success
from wcc_prioritise.judgement import (
    counted_scores,
    memberships,
    person_effects,
    pool,
    pool_scores,
    standing,
)
from wcc_prioritise.judgement.panel import SPREAD_NEEDS
from wcc_prioritise.portfolio import Portfolio, select
from wcc_prioritise.tables import InputError
from wcc_prioritise.voices.matters import known

TOO_FEW = "not shown: fewer than three people"


@dataclass(frozen=True, eq=False)
class Moved:
    """Who would enter and who would leave the set; candidates, never numbers.

    Attributes
    ----------
    portfolio : Portfolio
        The set that was chosen.
    enters, leaves : tuple of str
        Candidates.
    words : str
        The same in a sentence.
    """

    portfolio: Portfolio = field(repr=False)
    enters: tuple[str, ...]
    leaves: tuple[str, ...]
    words: str


def voice_groups(portfolio: Portfolio) -> dict[str, tuple[str, ...]]:
    """Who speaks in each voice group? Group -> tokens; a person may be in several."""
    case = portfolio.appraisal.case
    shares = memberships(case.people, case.voice_groups)
    order = list(case.voice_groups["group"].drop_duplicates()) or list(shares.columns)
    found = {group: tuple(shares.index[shares[group] > 0]) for group in order if group in shares}
    return {group: found.get(group, ()) for group in order}


def without_group(portfolio: Portfolio, group: str) -> Moved:
    """What changes in the set when a voice group is left out?

    Its people are left out; whoever also holds a role of another group goes on speaking with that.

    Parameters
    ----------
    portfolio : Portfolio
        The chosen set.
    group : str
        A voice group.

    Returns
    -------
    Moved
        Who would enter and who would leave, with every limit and rule of the portfolio.

    Raises
    ------
    InputError
        If there is no such group, or it has fewer than three people, or leaves fewer than three.
    """
    groups = voice_groups(portfolio)
    group = known("voice group", group, groups)
    if not (enough(groups[group]) and enough(others(groups, group))):
        raise InputError.of(
            found=f"{group}: {len(groups[group])} people, beside {len(others(groups, group))}",
            allowed="a voice group of three people or more, beside three others or more",
            do="What it changes would tell what one or two people said; it is not shown.",
        )
    return _left_out(portfolio, f"Without {group}", group=group)


def others(groups: Mapping[str, tuple[str, ...]], group: str) -> set[str]:
    """Who is left when a voice group is left out? People with a role in another group stay."""
    return {person for other, people in groups.items() if other != group for person in people}


def without_person_console_only(portfolio: Portfolio, person: str) -> Moved:
    """What changes in the set when one person is left out? For the console, never exported.

    Parameters
    ----------
    portfolio : Portfolio
        The chosen set.
    person : str
        Token of the person.

    Returns
    -------
    Moved
        Who would enter and who would leave.

    Raises
    ------
    InputError
        If there is no such person.
    """
    person = known("person", person, portfolio.appraisal.case.people["person"])
    return _left_out(portfolio, f"Without the answers of {person}", person=person)


def _left_out(portfolio: Portfolio, words: str, **who: str) -> Moved:
    try:
        appraisal = portfolio.appraisal.without(**who)
    except InputError:
        return Moved(portfolio, (), (), f"{words} too little was said to choose a set.")
    return _moved(portfolio, select(appraisal, **portfolio.arguments).chosen, words)


def _moved(portfolio: Portfolio, other: tuple[str, ...], words: str) -> Moved:
    enters = tuple(c for c in other if c not in portfolio.chosen)
    leaves = tuple(c for c in portfolio.chosen if c not in other)
    return Moved(portfolio, enters, leaves, f"{words} {moved_words(enters, leaves)}.")


def without_habits(portfolio: Portfolio) -> Moved:
    """What changes in the set when harsh and lenient habits are taken off the scores?

    A sensitivity, never the scores in force: a person who sees less in everything may be right.

    Parameters
    ----------
    portfolio : Portfolio
        The chosen set.

    Returns
    -------
    Moved
        Who would enter and who would leave, with each person's habit taken off (`person_effects`)
        and every adjusted score kept on the scale.

    Raises
    ------
    InputError
        If people share too few cells to be compared.
    """
    a, case = portfolio.appraisal, portfolio.appraisal.case
    answers = person_effects(standing(case).answers).adjusted.clip(0, 100)
    shares = memberships(case.people, case.voice_groups)
    figures = _in_place(a, pool(answers, shares).by(a.score_rule))
    other = _with_figures(a, figures, change="harsh and lenient habits are taken off")
    words = "With harsh and lenient habits taken off the scores,"
    return _moved(portfolio, select(other, **portfolio.arguments).chosen, words)


def moved_words(enters: tuple[str, ...], leaves: tuple[str, ...]) -> str:
    """Say who would enter and who would leave.

    Examples
    --------
    >>> moved_words(("P04",), ("P01", "P07")), moved_words((), ())
    ('P04 would enter and P01, P07 would leave', 'the same set would be chosen')
    """
    parts = [f"{', '.join(enters)} would enter"] if enters else []
    parts += [f"{', '.join(leaves)} would leave"] if leaves else []
    return " and ".join(parts) or "the same set would be chosen"


def alone(portfolio: Portfolio, groups: str | Iterable[str]) -> Appraisal:
    """How would voice groups value the candidates by themselves?

    Parameters
    ----------
    portfolio : Portfolio
        The room's set.
    groups : str or sequence of str
        One group, or several taken together.

    Returns
    -------
    Appraisal
        The room's appraisal with the groups' own weights and scores in place of everybody's: means
        over their people, each counting by the share in these groups. Where none of them gave a
        score or a weight, the room's stands.
    """
    a, case = portfolio.appraisal, portfolio.appraisal.case
    groups = [groups] if isinstance(groups, str) else list(groups)
    shares = memberships(case.people, case.voice_groups)[groups].sum(axis="columns")
    shares = shares[shares > 0].to_frame("voice")
    weights = a.weights
    theirs = a.person_weights[a.person_weights.index.isin(shares.index)]
    if len(theirs):
        weights = pool(theirs, shares).group
    scores = counted_scores(case)
    own = pool_scores(scores[scores["person"].isin(shares.index)], shares).group
    other = _with_figures(a, _in_place(a, own), change=f"only {' and '.join(groups)} speak")
    by = a.weights_by.assign(voice=weights / weights.sum())
    return replace(other, weights_by=by, weights_from="voice")


def _in_place(a: Appraisal, own: pd.Series) -> pd.DataFrame:
    """Put other scores, by (candidate, criterion), in place of the room's where there are any."""
    if own.notna().sum() == 0:
        return a.figures.copy()
    table = own.unstack("criterion").reindex(index=a.figures.index, columns=a.figures.columns)
    return table.where(table.notna(), a.figures).astype(float)


def _with_figures(a: Appraisal, figures: pd.DataFrame, change: str) -> Appraisal:
    """Value the candidates by other figures, all else as it is."""
    values = values_of(a.case.criteria, figures, a.beyond)
    chance = chance_of_success(a.case.criteria, values, a.case.chances)
    return replace(a, figures=figures, values=values, chance=chance, parent=a, change=change)


def enough(people: Iterable[str]) -> bool:
    """Are there three people or more, so that what they say together may be shown?"""
    return len(set(people)) >= SPREAD_NEEDS
