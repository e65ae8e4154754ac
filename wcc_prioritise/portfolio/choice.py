"""Which balanced set can we carry? The portfolio and what stands around the answer."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from wcc_prioritise.appraisal.value import PLAIN_TOTALS, Appraisal
from wcc_prioritise.portfolio.demands import (
    codes_of,
    each_rule_dropped,
    help_gains,
    links_of,
    number_of,
    unknown_name,
    with_counts,
    with_helps,
)
from wcc_prioritise.portfolio.solver import (
    BestSet,
    NoPortfolio,
    Rules,
    best_set,
    list_demands,
    with_choice,
)
from wcc_prioritise.schema import CLASSES, RESOURCES, counted
from wcc_prioritise.tables import InputError

BUNCHED, BUNCHED_FROM = 10.0, 6
"""Points within which half the values of a criterion lie when they bunch; from so many candidates.

The threshold is this product's own.
"""

ZERO_MOVED = 10.0
"""Points of the 0 to 100 scale by which doing nothing is moved either way: a tenth of the scale."""


@dataclass(frozen=True, eq=False)
class Portfolio:
    """The chosen set, and everything the room should see beside it.

    Attributes
    ----------
    appraisal : Appraisal
        What it was made from.
    arguments : dict
        Limits, rules and reading it was asked with.
    rules : Rules
        The rules and links as the solver saw them.
    best : BestSet
        The solver's answer.
    """

    appraisal: Appraisal
    arguments: dict
    rules: Rules
    best: BestSet

    @property
    def chosen(self) -> tuple[str, ...]:
        """Codes of the chosen candidates."""
        return self.best.chosen

    @property
    def worth(self) -> float:
        """What the set adds over doing nothing, in points a year, what helps included."""
        return self.best.worth

    @property
    def value(self) -> float:
        """Sum of the values of the chosen; for the record only, for values do not add up."""
        return float(self.appraisal.value[list(self.chosen)].sum())

    @property
    def status(self) -> str:
        """Say `best` when proven, `best found` when the time ran out."""
        return self.best.status

    @property
    def gap(self) -> float:
        """Largest improvement not yet ruled out, as a share; 0 when proven."""
        return self.best.gap

    @property
    def classes(self) -> pd.Series:
        """How many of each class are chosen."""
        counted = self.appraisal.classes[list(self.chosen)].value_counts()
        return counted.reindex(list(CLASSES), fill_value=0)

    @property
    def limits(self) -> pd.DataFrame:
        """Every limit: resource, meaning, unit, used, limit, left."""
        rows = []
        for resource, most in self.arguments["limits"].items():
            meaning, unit = RESOURCES.get(resource, (resource.replace("_", " "), ""))
            used = float(self.best.used[resource])
            rows.append((resource, meaning, unit, used, float(most), float(most) - used))
        return pd.DataFrame(rows, columns=["resource", "meaning", "unit", "used", "limit", "left"])

    @cached_property
    def members(self) -> pd.DataFrame:
        """Every candidate: name, class, worth, value, gross_3yr, people, chosen and why."""
        a, codes = self.appraisal, list(self.appraisal.values.index)
        table = pd.DataFrame(
            {
                "name": a.case.names,
                "class": a.classes,
                "worth": self.worths,
                "value": a.value,
                "gross_3yr": a.resources["gross_3yr"],
                "people": a.people,
                "chosen": [code in self.chosen for code in codes],
                "why": [self._why(code) for code in codes],
            },
            index=codes,
        )
        table = table.rename_axis("candidate").reset_index()
        return table.sort_values(
            ["chosen", "worth"], ascending=False, kind="stable", ignore_index=True
        )

    @property
    def worths(self) -> pd.Series:
        """Worth of each candidate under the reading that was asked for, in points a year."""
        return self.appraisal.readings()[self.arguments["reading"]]

    @property
    def engine(self) -> str:
        """Say what found the set."""
        return "exact integer programme (HiGHS through scipy.optimize.milp, gap 0)"

    def with_limits(self, limits: Mapping[str, float]) -> Portfolio:
        """Choose again with other limits; rules, links and reading stay."""
        given = {**self.arguments, "limits": dict(limits)}
        return select(self.appraisal, **given)

    def broken_by(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Name the limits, rules and links that another set does not meet."""
        names, codes = list(self.worths.index), set(codes)
        x = np.array([float(name in codes) for name in names])
        demands = list_demands(
            names, self.appraisal.resources.reindex(names), self.arguments["limits"], self.rules
        )
        return tuple(demand.words for demand in demands if not demand.holds(x))

    def _best_under(self, rules: Rules) -> BestSet:
        """Solve again with other rules; the worth is what matters, so ties are left."""
        rules = with_helps(rules, self.appraisal, self.worths)
        limits = self.arguments["limits"]
        return best_set(self.worths, self.appraisal.resources, limits, rules, settle_ties=False)

    def _chosen_by(self, worth: pd.Series) -> tuple[str, ...]:
        """Solve again with another reading of worth."""
        rules = with_helps(self.rules, self.appraisal, worth)
        return best_set(worth, self.appraisal.resources, self.arguments["limits"], rules).chosen

    def _why(self, code: str) -> str:
        """Say what the other choice on this candidate would cost, and whom it would move."""
        inside = code in self.chosen
        if code in self.rules.must or code in self.rules.never:
            return "a rule puts it in" if inside else "a rule keeps it out"
        if not inside and code in self._never_worth_it:
            return "it adds nothing over doing nothing, so no budget would choose it"
        try:
            other = self._best_under(with_choice(self.rules, code, not inside))
        except NoPortfolio:
            return (
                "no set meets the rules without it" if inside else "no set meets the rules with it"
            )
        loss = max(self.worth - other.worth, 0.0)
        share = f" ({loss / self.worth:.1%})" if self.worth else ""
        enters = [c for c in other.chosen if c not in (*self.chosen, code)]
        leaves = [c for c in self.chosen if c not in (*other.chosen, code)]
        moved = _moved(enters, leaves)
        without = "without" if inside else "with"
        return f"{without} it the set would be worth {loss:.1f} points a year{share} less{moved}"

    @cached_property
    def _never_worth_it(self) -> tuple[str, ...]:
        """Candidates that would not be chosen if money and people were no limit."""
        free = Rules(needs=self.rules.needs, excludes=self.rules.excludes)
        rules = with_helps(free, self.appraisal, self.worths)
        free_set = best_set(self.worths, self.appraisal.resources, {}, rules).chosen
        alone = {c for pair in self.rules.excludes for c in pair}
        return tuple(c for c in self.worths.index if c not in free_set and c not in alone)

    @cached_property
    def price(self) -> pd.DataFrame:
        """What does each rule cost? Columns rule, worth_without, price (points a year), share."""
        rows = []
        for words, without in each_rule_dropped(self.rules):
            free = self._best_under(without).worth
            price = max(free - self.worth, 0.0)
            rows.append((words, free, price, price / free if free else 0.0))
        return pd.DataFrame(rows, columns=["rule", "worth_without", "price", "share"])

    @property
    def balance(self) -> pd.DataFrame:
        """How much of what could be had early and late does the set bring?

        Columns by; chosen, attainable (worth-years) and share; chosen_gain and attainable_gain
        (expected healthy years) and share_gain. Attainable is the most that any set within the
        limits and links could bring by then, with no rule on classes.
        """
        return self._balance_as_claimed.copy(deep=False)

    @cached_property
    def _balance_as_claimed(self) -> pd.DataFrame:
        return self._balance()

    @cached_property
    def balance_slipped(self) -> pd.DataFrame:
        """The same with months multiplied by the charter's slip; the attainable as claimed."""
        claimed = self._balance_as_claimed
        table = self._brought(slipped=True)
        table[["attainable", "attainable_gain"]] = claimed[["attainable", "attainable_gain"]]
        return _with_shares(table)

    def _balance(self) -> pd.DataFrame:
        a, free = self.appraisal, Rules(needs=self.rules.needs, excludes=self.rules.excludes)
        table, limits = self._brought(slipped=False), self.arguments["limits"]
        for name, yearly in self._yearly().items():
            best = []
            for years in a.years().to_dict("series").values():
                by_then = yearly * years
                rules = with_helps(free, a, by_then)
                best.append(best_set(by_then, a.resources, limits, rules, settle_ties=False).worth)
            table[f"attainable{name}"] = best
        return _with_shares(table)

    def _yearly(self) -> dict[str, pd.Series]:
        """Worth, and expected healthy years, of a year at full effect."""
        a = self.appraisal
        return {"": a.worth, "_gain": a.health_gain * a.chance}

    def _brought(self, slipped: bool) -> pd.DataFrame:
        """What the chosen set brings by each year."""
        years = self.appraisal.years(slipped)
        table = pd.DataFrame({"by": list(years.columns)})
        for name, yearly in self._yearly().items():
            table[f"chosen{name}"] = [
                _total(
                    self.chosen, yearly * years[by], help_gains(self.appraisal, yearly * years[by])
                )
                for by in years.columns
            ]
        return table

    @cached_property
    def readings(self) -> pd.DataFrame:
        """Who would be chosen under other readings? Columns reading, chosen, enters, leaves."""
        sets = dict(self.appraisal.readings())
        for words, other in self._other_counting_rules():
            sets[words] = other.worth
        asked = self.arguments["reading"]
        return self._sets({name: worth for name, worth in sets.items() if name != asked})

    def _other_counting_rules(self) -> list[tuple[str, Appraisal]]:
        a = self.appraisal
        scores = "group" if a.score_rule == "person" else "person"
        weights = "group" if a.weight_rule == "person" else "person"
        return [
            (f"scores pooled by {scores}", a.under(score_rule=scores)),
            (f"weights pooled by {weights}", a.under(weight_rule=weights)),
        ]

    @cached_property
    def zero(self) -> pd.DataFrame:
        """Who enters or leaves when doing nothing stands a tenth of the scale higher or lower?"""
        a, words = self.appraisal, "doing nothing {} by {:g} points"
        return self._sets(
            {
                words.format("higher", ZERO_MOVED): a.worth_with_zero_moved(ZERO_MOVED),
                words.format("lower", ZERO_MOVED): a.worth_with_zero_moved(-ZERO_MOVED),
            }
        )

    def _sets(self, worths: Mapping[str, pd.Series]) -> pd.DataFrame:
        rows = []
        for words, worth in worths.items():
            other = self._chosen_by(worth)
            enters = tuple(c for c in other if c not in self.chosen)
            leaves = tuple(c for c in self.chosen if c not in other)
            rows.append((words, other, enters, leaves))
        return pd.DataFrame(rows, columns=["reading", "chosen", "enters", "leaves"])

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What the reader must know beside the set."""
        said = list(self.appraisal.warnings)
        if self.arguments["reading"] == PLAIN_TOTALS:
            said.append(self._totals_warning())
        said += _bunched(self.appraisal)
        if self.status != "best":
            said.append(f"The time ran out: a better set by up to {self.gap:.1%} is not ruled out.")
        return tuple(said)

    def _totals_warning(self) -> str:
        a = self.appraisal
        by_worth = self._chosen_by(a.worth)
        gross = a.resources["gross_3yr"]

        def mean(codes: tuple[str, ...]) -> float:
            return float(gross[list(codes)].mean()) if codes else 0.0

        return (
            f"This set buys many small projects because totals are added: {len(self.chosen)} "
            f"candidates of £{mean(self.chosen):,.0f} thousand gross over 3 years on average, "
            f"against {len(by_worth)} of £{mean(by_worth):,.0f} thousand by worth. A total of 0 to "
            "100 pays a small project again for merely being there; use worth."
        )

    def summary(self) -> str:
        """Say the answer in one sentence."""
        a, codes = self.appraisal, list(self.chosen)
        if not codes:
            return (
                "No candidate is chosen: none adds anything over doing nothing within the limits."
            )
        counts = ", ".join(counted(n, name) for name, n in self.classes.items() if n)
        first = a.case.candidates.set_index("candidate").loc[codes, "first_benefit"].min()
        return (
            f"Chooses {len(codes)} of {len(a.values)} candidates ({counts}), reaching "
            f"{a.people[codes].sum():,.0f} people a year, with the first benefit {first:g} months "
            "after the start."
        )

    def __repr__(self) -> str:
        """Say in one line what was chosen."""
        chosen = ", ".join(self.chosen) or "nobody"
        return f"<Portfolio: {chosen}; worth {self.worth:.1f} points a year>"

    def _repr_html_(self) -> str:
        """Show the chosen set with its sentence, and the usual next step."""
        shown = self.members[self.members["chosen"]].drop(columns=["chosen", "why"])
        shown = shown.rename(
            columns={
                "worth": "worth (points a year)",
                "value": "value (0 to 100)",
                "gross_3yr": "gross over 3 years (£ thousand)",
                "people": "people a year",
            }
        ).round(1)
        return (
            f"<p>{html.escape(self.summary())}</p>{shown.to_html(index=False, escape=True)}"
            '<p>Next: <code>wcc.report("board-paper.docx", portfolio)</code></p>'
        )


def select(
    appraisal: Appraisal,
    *,
    limits: Mapping[str, float],
    must: tuple[str, ...] = (),
    never: tuple[str, ...] = (),
    at_least: Mapping = {},  # noqa: B006  (never written to)
    at_most: Mapping = {},  # noqa: B006  (never written to)
    reading: str = "worth",
) -> Portfolio:
    """Which balanced set of projects can we carry?

    Exact, never a greedy list. The links of the case (needs, excludes, helps) always hold; levels
    of funding for one project are candidates of their own that exclude each other.

    Parameters
    ----------
    appraisal : Appraisal
        What the room thinks of every candidate.
    limits : mapping of str to float
        The most the set may use, by resource of the data dictionary (or a `resource_` column), in
        its unit.
    must, never : sequence of str
        Candidates that are in, or out.
    at_least, at_most : mapping
        How many. A plain key is a class, `{"quick win": 3}`; a tuple names a tag, `("provider",
        "X")` for a count, `("provider", "X", "share of spend")` for a share 0 to 1 of the set's
        gross cost, `("class", "quick win", "share of worth")` for one of its worth (what helpers
        add left out).
    reading : str
        Which reading of worth is added up, by its name in `appraisal.readings()`.

    Returns
    -------
    Portfolio
        The proven best set, with its limits, price of each rule, balance and other readings.

    Raises
    ------
    InputError
        If a name is unknown or a number makes no sense.
    NoPortfolio
        If no set meets every demand; the demands that clash are named.

    References
    ----------
    Phillips & Bana e Costa, Annals of Operations Research 2007;154:51-68; Airoldi et al., Medical
    Decision Making 2014;34:965-975.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("northmere")))
    >>> portfolio = wcc.select(appraisal, limits={"gross_3yr": 9_000, "lead_months": 60})
    >>> bool((portfolio.limits["left"] >= 0).all())
    True
    """
    worths = appraisal.readings()
    if reading not in worths:
        raise unknown_name("reading", reading, list(worths))
    limits = {str(name): number_of(f"limit {name}", most) for name, most in limits.items()}
    unknown = [name for name in limits if name not in appraisal.resources.columns]
    if unknown:
        raise unknown_name("limit", unknown[0], list(appraisal.resources.columns))
    must, never = codes_of(must), codes_of(never)
    rules = with_helps(
        with_counts(
            Rules(must=must, never=never, **links_of(appraisal)),
            appraisal,
            at_least,
            at_most,
            worths[reading],
        ),
        appraisal,
        worths[reading],
    )
    arguments = {
        "limits": limits,
        "must": must,
        "never": never,
        "at_least": dict(at_least),
        "at_most": dict(at_most),
        "reading": reading,
    }
    _refuse_what_is_not_known(worths[reading])
    best = best_set(worths[reading], appraisal.resources, limits, rules)
    return Portfolio(appraisal, arguments, rules, best)


def _bunched(appraisal: Appraisal) -> list[str]:
    """Name criteria on which the candidates can hardly be told apart."""
    values = appraisal.values
    spread = values.quantile(0.75) - values.quantile(0.25)
    close = [str(c) for c in values.columns if len(values) >= BUNCHED_FROM and spread[c] < BUNCHED]
    if not close:
        return []
    return [
        f"Values bunch on {', '.join(close)}: half the candidates lie within {BUNCHED:g} points, "
        "so these criteria hardly tell them apart. Read the anchors again, or ask whether the "
        "evidence can."
    ]


def _refuse_what_is_not_known(worth: pd.Series) -> None:
    missing = [str(code) for code in worth.index[worth.isna()]]
    if missing:
        raise InputError.of(
            found=f"no worth for {', '.join(missing)}, because a score or a figure is missing",
            allowed="a worth for every candidate; missing is never counted as zero",
            do="Score the cells, or choose among the others with appraisal.without(candidate=...).",
        )


def _with_shares(table: pd.DataFrame) -> pd.DataFrame:
    table["share"] = _share(table["chosen"], table["attainable"])
    table["share_gain"] = _share(table["chosen_gain"], table["attainable_gain"])
    order = ["by", "chosen", "attainable", "share", "chosen_gain", "attainable_gain", "share_gain"]
    return table[order]


def _share(part: pd.Series, whole: pd.Series) -> pd.Series:
    return (part / whole.where(whole > 0)).fillna(1.0)


def _moved(enters: list[str], leaves: list[str]) -> str:
    parts = [f"{', '.join(enters)} would enter"] if enters else []
    parts += [f"{', '.join(leaves)} would leave"] if leaves else []
    return f"; {' and '.join(parts)}" if parts else ""


def _total(chosen: tuple[str, ...], worth: pd.Series, helps) -> float:
    pairs = sum(gain for a, b, gain in helps if a in chosen and b in chosen)
    return float(worth[list(chosen)].sum() + pairs)
