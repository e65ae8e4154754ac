"""What if? An appraisal with other weights, another score, or without somebody or something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal.left_out import KINDS, case_without
from wcc_prioritise.appraisal.naming import must_be_one_of
from wcc_prioritise.appraisal.rescored import case_with_score
from wcc_prioritise.tables import InputError

if TYPE_CHECKING:
    from wcc_prioritise.appraisal.appraised import Appraisal
    from wcc_prioritise.case.value import Case

SET = "set"
"""Column of the weights that were set, in place of those that people gave."""


class WhatIf:
    """What an appraisal can be asked: each answer is a new appraisal that names its parent."""

    def reweighted(self, weights: Mapping[str, float] | pd.Series) -> Appraisal:
        """What if the weights were others?

        Parameters
        ----------
        weights : mapping or Series
            A weight for every criterion, on any scale; or, for some of the criteria, their share of
            1: the others keep their proportions and share the rest.

        Returns
        -------
        Appraisal
            With `parent` and `change`; everything but the weights is the same.

        Raises
        ------
        InputError
            If a criterion is unknown, a weight is negative or not finite, or the weights can't sum
            to 1.

        Examples
        --------
        >>> import wcc_prioritise as wcc
        >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
        >>> changed = appraisal.reweighted({"C1": 0.5})
        >>> float(changed.weights["C1"]), changed.parent is appraisal
        (0.5, True)
        """
        before, asked = self.weights, _read_weights(weights)
        after = set_weights(before, asked)
        said = ", ".join(f"{c} {after[c]:.4g} (was {before[c]:.4g})" for c in asked.index)
        if len(asked) < len(before):
            said += ", the others in proportion"
        return _child(
            self, _with_weights(self, after), f"weights set to {said or 'what they were'}"
        )

    def without(
        self,
        *,
        candidate: str | None = None,
        person: str | None = None,
        role: str | None = None,
        group: str | None = None,
        criterion: str | None = None,
    ) -> Appraisal:
        """What if somebody or something were left out? Name one of the five.

        Parameters
        ----------
        candidate, person, criterion : str
            Its code; every row of the case that names it is left out.
        role, group : str
            A role, or the roles of a voice group that stand in no other group. Whoever holds other
            roles too goes on speaking with those; whoever holds none is left out.

        Returns
        -------
        Appraisal
            The changed case appraised in the same way, with `parent` and `change`. Weights that
            were set stay set; without a criterion the others keep their proportions.

        Raises
        ------
        InputError
            If not exactly one is named, it is unknown, or nothing would be left to appraise.
        """
        given = zip(KINDS, (candidate, person, role, group, criterion), strict=True)
        named = {kind: code for kind, code in given if code is not None}
        if len(named) != 1:
            raise InputError.of(
                found=f"{len(named)} things to leave out",
                allowed=f"one of {', '.join(KINDS)}",
                do="Name one; for more, ask the appraisal that comes back again.",
            )
        ((kind, code),) = named.items()
        case = case_without(self.case, kind, code)
        return _again(self, case, f"without {kind} {code}")

    def with_score(
        self, candidate: str, criterion: str, score: float | None, person: str | None = None
    ) -> Appraisal:
        """What if a score were another?

        Parameters
        ----------
        candidate, criterion : str
            The cell.
        score : float or None
            The score, 0 to 100; the figure in natural units where it is measured; None is "don't
            know".
        person : str, optional
            Whose score; without it everybody's who scored the cell or, where nobody did,
            everybody's who may score it.

        Returns
        -------
        Appraisal
            The case with a further round of that score, appraised in the same way, with `parent`
            and `change`.

        Raises
        ------
        InputError
            If a code is unknown, the person may not score, the score lies outside the anchors, or
            the figure is derived from the facts of the candidate.
        """
        case = case_with_score(self.case, candidate, criterion, score, person)
        whose = f" by {person}" if person else ""
        what = "don't know" if score is None else f"{score:g}"
        return _again(self, case, f"{candidate} on {criterion}{whose} scored {what}")

    def under(self, *, score_rule: str | None = None, weight_rule: str | None = None) -> Appraisal:
        """What if scores or weights were counted by another rule?

        Parameters
        ----------
        score_rule, weight_rule : {"person", "group"}, optional
            The rules to change. Another rule for weights takes the place of weights that were set;
            either takes the place of somebody's own way of pooling.

        Returns
        -------
        Appraisal
            With `parent` and `change`.
        """
        asked = {"score_rule": score_rule, "weight_rule": weight_rule}
        asked = {name: rule for name, rule in asked.items() if rule is not None}
        said = [f"{name.split('_')[0]}s pooled by {rule}" for name, rule in asked.items()]
        arguments = {**self.arguments, "pooling": None, **asked} if asked else self.arguments
        keep = weight_rule is None
        return _again(self, self.case, " and ".join(said) or "the same rules", arguments, keep)

    @property
    def changes(self) -> tuple[str, ...]:
        """Every change from the appraisal of the case as it is, the oldest first."""
        before = self.parent.changes if self.parent is not None else ()
        return before if self.change is None else (*before, self.change)


def set_weights(before: pd.Series, asked: pd.Series) -> pd.Series:
    """Give weights that sum to 1: every one asked for, or the rest in proportion.

    Parameters
    ----------
    before : Series
        Weights by criterion that sum to 1.
    asked : Series
        For every criterion, on any scale; or for some, their share of 1.

    Examples
    --------
    >>> set_weights(pd.Series({"C1": 0.5, "C2": 0.3, "C3": 0.2}), pd.Series({"C1": 0.75})).to_dict()
    {'C1': 0.75, 'C2': 0.15, 'C3': 0.1}
    """
    known = list(before.index)
    _refuse_unknown_weights(asked, known)
    rest = before.drop(asked.index)
    if rest.empty:
        total = asked.sum()
        if not total > 0:
            raise _not_weights("weights that are all 0", "at least one above 0")
        return (asked / total).reindex(known)
    left = 1 - asked.sum()
    if left < 0 or (left > 0 and not rest.sum() > 0):
        raise _not_weights(
            f"weights that sum to {asked.sum():g} for {', '.join(asked.index)}",
            "at most 1, with the rest for criteria that have some weight",
        )
    scaled = rest * (left / rest.sum()) if left > 0 else rest * 0.0
    return pd.concat([asked, scaled]).reindex(known)


def _read_weights(weights: Mapping[str, float] | pd.Series) -> pd.Series:
    """Read weights by criterion, each named once."""
    try:
        asked = pd.Series(weights, dtype=float)
    except (TypeError, ValueError) as error:
        raise _not_weights(f"weights that are no numbers ({error})", "numbers") from None
    if not asked.index.is_unique:
        raise _not_weights("a criterion that is named twice", "each criterion once")
    return asked


def _refuse_unknown_weights(asked: pd.Series, known: list[str]) -> None:
    for code in asked.index:
        must_be_one_of("criterion", code, known)
    if asked.empty or not np.isfinite(asked).all() or (asked < 0).any():
        raise _not_weights("weights that are negative, missing or none", "weights of 0 or more")


def _not_weights(found: str, allowed: str) -> InputError:
    return InputError.of(found=found, allowed=allowed, do="Correct the weights.")


def _with_weights(appraisal: Appraisal, weights: pd.Series) -> Appraisal:
    table = appraisal.weights_by.assign(**{SET: weights})
    return replace(appraisal, weights_by=table, weights_from=SET)


def _again(
    parent: Appraisal,
    case: Case,
    change: str,
    arguments: Mapping | None = None,
    keep_set_weights: bool = True,
) -> Appraisal:
    """Appraise a case in the way the parent was appraised; weights that were set stay set."""
    from wcc_prioritise.appraisal.value import appraise

    new = appraise(case, **(parent.arguments if arguments is None else arguments))
    if keep_set_weights and parent.weights_from == SET:
        new = _with_weights(new, _kept(parent.weights, list(new.weights.index)))
    return _child(parent, new, change)


def _kept(weights: pd.Series, criteria: list[str]) -> pd.Series:
    """Keep the weights that were set for the criteria that are left, in proportion."""
    kept = weights.reindex(criteria)
    return kept if len(kept) == len(weights) else set_weights(kept, kept)


def _child(parent: Appraisal, new: Appraisal, change: str) -> Appraisal:
    said = tuple(f"What if: {words}." for words in (*parent.changes, change))
    own = tuple(words for words in new.warnings if not words.startswith("What if: "))
    return replace(new, parent=parent, change=change, warnings=(*own, *said))
