"""Which results go into the paper, and do they belong together?"""

from __future__ import annotations

from dataclasses import dataclass

from wcc_prioritise.appraisal import Appraisal
from wcc_prioritise.appraisal.cited import refuse_foreign
from wcc_prioritise.case import Case
from wcc_prioritise.evidence import Gaps
from wcc_prioritise.plots import Picture
from wcc_prioritise.portfolio import Portfolio
from wcc_prioritise.portfolio.money import Money
from wcc_prioritise.portfolio.robust import FundedShare
from wcc_prioritise.programme import Programme
from wcc_prioritise.ranking import Ranking
from wcc_prioritise.robustness import Stress
from wcc_prioritise.tables import InputError
from wcc_prioritise.voices import Ledger
from wcc_prioritise.workshop.calculating import case_of

QUESTIONS = {
    "gaps": "Benchmark (how far are we from areas like us?)",
    "appraisal": "Appraisal (what does the panel think of every candidate?)",
    "ranking": "Ranking (who leads, and on what?)",
    "stress": "Robustness (would our doubts change the answer?)",
    "portfolio": "Choice of a set (which balanced set can we carry?)",
    "programme": "Work programme (who does what, and when?)",
}
"""Every step the method has, in the order of the day; a paper says which of them were not done."""

KINDS = {
    Gaps: "gaps",
    Appraisal: "appraisal",
    Ranking: "ranking",
    Stress: "stress",
    Portfolio: "portfolio",
    FundedShare: "funded",
    Money: "money",
    Programme: "programme",
    Ledger: "ledger",
}
"""What a paper is made from."""

OF_A_SET = ("funded", "programme", "ledger")
"""Results that know the set they are about."""

TAKEN = (
    "results of one case: gaps, an appraisal, a ranking, a stress, a portfolio, its funded share, "
    "money, programme or voice ledger, each once, and pictures of them"
)


@dataclass(frozen=True)
class Results:
    """The results of one case, each at most once.

    Attributes
    ----------
    gaps, ranking, stress, funded, money, programme, ledger : result or None
        As they were given.
    appraisal : Appraisal or None
        As given, or the one that the others were made from.
    portfolio : Portfolio or None
        As given, or the set that the funded share, the programme or the ledger is about.
    pictures : tuple of Picture
        Pictures given beside the results.
    """

    gaps: Gaps | None = None
    appraisal: Appraisal | None = None
    ranking: Ranking | None = None
    stress: Stress | None = None
    portfolio: Portfolio | None = None
    funded: FundedShare | None = None
    money: Money | None = None
    programme: Programme | None = None
    ledger: Ledger | None = None
    pictures: tuple[Picture, ...] = ()

    @property
    def case(self) -> Case | None:
        """What everything was made from; None when there are gaps alone."""
        return self.appraisal.case if self.appraisal else None

    @property
    def done(self) -> tuple[str, ...]:
        """The steps that were done, as questions."""
        return tuple(words for kind, words in QUESTIONS.items() if getattr(self, kind, None))

    @property
    def not_done(self) -> tuple[str, ...]:
        """The steps that were not done, as questions."""
        return tuple(words for kind, words in QUESTIONS.items() if not getattr(self, kind, None))


def gather(given: tuple) -> Results:
    """Which results are these, and were they all made from one case by one set of rules?

    Parameters
    ----------
    given : tuple
        Results in any order.

    Returns
    -------
    Results
        Each in its place.

    Raises
    ------
    InputError
        If there is none, something else is among them, a kind comes twice, or they were made from
        different cases or by different pooling rules.
    """
    by_kind: dict[str, object] = {}
    pictures = tuple(one for one in given if isinstance(one, Picture))
    for result in (one for one in given if not isinstance(one, Picture)):
        kind = KINDS.get(type(result))
        if kind is None:
            raise _refused(f"a {type(result).__name__}", "Give the results themselves.")
        if kind in by_kind:
            raise _refused(f"{kind} twice", f"Choose which {kind} the paper is about.")
        by_kind[kind] = result
    if not by_kind:
        raise _refused("no results", "Give at least one, such as a portfolio.")
    known = {**by_kind, "appraisal": _one_appraisal(by_kind), "portfolio": _one_set(by_kind)}
    results = Results(**known, pictures=pictures)
    _refuse_foreign_gaps(results)
    _refuse_foreign_money(results)
    _refuse_foreign_pictures(results)
    return results


def _refused(found: str, do: str) -> InputError:
    return InputError.of(found=found, allowed=TAKEN, do=do)


def _one_appraisal(by_kind: dict[str, object]) -> Appraisal | None:
    """Give the appraisal under every result, or refuse if there is more than one."""
    under = {
        kind: _appraisal_of(kind, result)
        for kind, result in by_kind.items()
        if kind not in ("gaps", "money")
    }
    if not under:
        return None
    first_kind, first = next(iter(under.items()))
    for kind, other in under.items():
        if other.case.fingerprint != first.case.fingerprint:
            raise _refused(
                f"the {first_kind} of one case (fingerprint {first.case.fingerprint[:8]}) and the "
                f"{kind} of another ({other.case.fingerprint[:8]})",
                "Make both from the same case.",
            )
        if _rules(other) != _rules(first):
            raise _refused(
                f"the {first_kind} with {_rules(first)} and the {kind} with {_rules(other)}",
                "Make both from the same appraisal.",
            )
    return by_kind.get("appraisal") or first


def _appraisal_of(kind: str, result: object) -> Appraisal:
    if kind == "appraisal":
        return result
    return result.portfolio.appraisal if kind in OF_A_SET else result.appraisal


def _one_set(by_kind: dict[str, object]) -> Portfolio | None:
    """Give the set that everything is about, or refuse if there is more than one."""
    sets = {kind: by_kind[kind].portfolio for kind in OF_A_SET if kind in by_kind}
    if "portfolio" in by_kind:
        sets = {"portfolio": by_kind["portfolio"], **sets}
    if not sets:
        return None
    first_kind, first = next(iter(sets.items()))
    for kind, other in sets.items():
        if (other.chosen, other.arguments) != (first.chosen, first.arguments):
            raise _refused(
                f"the {first_kind} of one set and the {kind} of another",
                "Make both from the same portfolio.",
            )
    return first


def _rules(appraisal: Appraisal) -> str:
    return f"scores pooled by {appraisal.score_rule}, weights by {appraisal.weight_rule}"


def _refuse_foreign_gaps(results: Results) -> None:
    """Hold the gaps to the figures of the case: every figure of the paper is in the record."""
    if results.gaps is None or results.case is None:
        return
    refuse_foreign(results.case, results.gaps)


def _refuse_foreign_money(results: Results) -> None:
    """Hold costs and savings to the set, and its figures to the case."""
    if results.money is None:
        return
    if results.portfolio is None or results.money.chosen != results.portfolio.chosen:
        raise _refused(
            "the money of a set that is not in the paper",
            "Give the portfolio that it was worked out for, too.",
        )
    facts = results.case.candidates.set_index("candidate").loc[list(results.money.chosen)]
    savings = results.money.savings.set_index("candidate")
    for mine, theirs in (("claimed", "claimed_saving"), ("running", "running_cost")):
        if not (savings[mine] == facts[theirs]).all():
            raise _refused("money worked out from another case", "Work it out from this portfolio.")


def _refuse_foreign_pictures(results: Results) -> None:
    """Hold every picture to the case, or to the gaps where there is nothing else."""
    for picture in results.pictures:
        of = case_of(picture)
        if picture.result is results.gaps and results.gaps is not None:
            continue
        if of is None or results.case is None or of.fingerprint != results.case.fingerprint:
            raise _refused(
                f"a picture ({picture.title!r}) that was not drawn from the case of the paper",
                "Draw it from one of the results that the paper is made from.",
            )
