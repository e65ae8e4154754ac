"""Did outside help help? What users and suppliers say, what it cost, what is left behind.

The survey is a case like any other: each need for which help was had is a candidate, each question
a criterion with five levels in words, users and suppliers are the voice groups. So the rule that
nobody's answer may be worked out is the one that guards the scores of a workshop.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from wcc_prioritise.case import Case
from wcc_prioritise.competencies.route_records import (
    ROUTE_TABLES,
    SIDES,
    RouteTables,
    known,
    missing,
)
from wcc_prioritise.competencies.route_words import pounds
from wcc_prioritise.judgement.disclosure import Shown, may_be_shown
from wcc_prioritise.tables import InputError, check_frame, near_miss

BOTH = "both"
NO_ANSWER = "nobody answered"
SURVEY_GRADE = "C"
"""Grade of what the survey says: an audit, without a comparison group."""

_COLUMNS = ("need", "question", "words", "asked", "answered", "mean", "spread", *SIDES, "why")


@dataclass(frozen=True, eq=False)
class DidItHelp:
    """What came of outside help in one year.

    Attributes
    ----------
    year : str
        The year.
    case : Case or None
        The survey as a case; None where nobody answered.
    shown : Shown or None
        What of the answers may be shown.
    cost : DataFrame
        One row a need: route, with_whom, agreed, paid (£ thousand), over (paid less agreed), words.
    delivered : DataFrame
        One row a measure: need, measure, unit, good, target, reached, met (yes, no, not known).
    skills : DataFrame
        One row a skill: need, skill, who_shows, date, result, shown_on, words.
    """

    year: str
    case: Case | None = field(repr=False)
    shown: Shown | None = field(repr=False)
    cost: pd.DataFrame = field(repr=False)
    delivered: pd.DataFrame = field(repr=False)
    skills: pd.DataFrame = field(repr=False)
    _asked: pd.DataFrame = field(repr=False)
    _questions: pd.DataFrame = field(repr=False)

    @property
    def needs(self) -> tuple[str, ...]:
        """Codes of the needs for which there was help, or somebody was asked."""
        return tuple(dict.fromkeys([*self.cost["need"], *self._asked["need"]]))

    @cached_property
    def _results(self) -> pd.DataFrame:
        return pd.DataFrame([*self._rows()], columns=list(_COLUMNS))

    @property
    def results(self) -> pd.DataFrame:
        """What was answered, as far as it may be shown: one row a need and question.

        `asked` and `answered` count people; `mean` (0 to 100) and `spread` (a band of the standard
        deviation) are in words, and so are the means of users and of suppliers; each is missing
        where fewer than three people stand behind it, and `why` says so.
        """
        return self._results.copy()

    def _rows(self) -> Iterator[tuple]:
        told = {} if self.shown is None else self.shown.cells
        sides = self._asked.groupby(["need", "side"])["person"].nunique()
        for need in dict.fromkeys(self._asked["need"]):
            for row in self._questions.to_dict("records"):
                of = SIDES if row["asked_of"] == BOTH else (row["asked_of"],)
                asked = sum(int(sides.get((need, side), 0)) for side in of)
                if asked:
                    found = told.get((need, row["question"]))
                    yield need, row["question"], row["words"], asked, *_told(found, of)

    @property
    def kept(self) -> pd.DataFrame:
        """What next year's choice of routes should know: rows of the table `route_evidence`."""
        rows = [row for need in self.needs for row in self._of_need(need)]
        return pd.DataFrame(rows, columns=list(ROUTE_TABLES["route_evidence"].model_fields))

    def _of_need(self, need: str) -> Iterator[tuple]:
        help_ = self.cost[self.cost["need"] == need]
        if help_.empty:
            return
        route = help_.iloc[0]["route"]
        start = (self.year, need, route)
        if not missing(help_.iloc[0]["paid"]):
            row = help_.iloc[0]
            source = known(row["source"]) or "table outside_help"
            yield *start, None, row["words"], row["paid"], "£ thousand", source, None
        yield from self._of_measures(need, start)
        yield from self._of_skills(need, start)
        criteria = self._questions.set_index("question")["criterion"]
        for row in self._results[self._results["need"] == need].to_dict("records"):
            if not missing(row["mean"]):
                said = f"{row['words']} {row['mean']} (0 to 100; {row['answered']} answered)"
                criterion = known(criteria[row["question"]])
                yield *start, criterion, said, None, None, f"survey {self.year}", SURVEY_GRADE

    def _of_measures(self, need: str, start: tuple) -> Iterator[tuple]:
        rows = self.delivered[self.delivered["need"] == need]
        if len(rows):
            met = int((rows["met"] == "yes").sum())
            said = f"{met} of {len(rows)} measures reached their target"
            unknown = int((rows["met"] == "not known").sum())
            said += f", {unknown} not known" if unknown else ""
            yield *start, None, said, met, f"of {len(rows)} measures", "measures of delivery", None

    def _of_skills(self, need: str, start: tuple) -> Iterator[tuple]:
        rows = self.skills[self.skills["need"] == need]
        if len(rows):
            shown = int((rows["result"] == "shown").sum())
            said = f"{shown} of {len(rows)} skills were shown by our own people"
            yield *start, None, said, shown, f"of {len(rows)} skills", "checks of skills", None

    @property
    def words(self) -> str:
        """Say in a sentence a need what it cost, what was reached, and what is left."""
        said = []
        for need in self.needs:
            facts = self.cost[self.cost["need"] == need]
            parts = [facts.iloc[0]["words"]] if len(facts) else ["cost not written down"]
            for rows in (self._of_measures(need, ()), self._of_skills(need, ())):
                parts += [row[1] for row in rows]
            said.append(f"{need}: {'; '.join(parts)}.")
        return " ".join(said)


def did_it_help(known_of: RouteTables, year: str) -> DidItHelp:
    """Did the outside help of a year help, at what cost, and what is left behind?

    Parameters
    ----------
    known_of : RouteTables
        Survey, cost, delivery and skills, as `read_routes` gives them.
    year : str
        The year, as the tables write it.

    Returns
    -------
    DidItHelp
        Results with spread and count, as far as they may be shown; cost against what was
        delivered; skills left behind; and `kept`, what next year's choice should know.

    Raises
    ------
    InputError
        If nothing is known of that year, or somebody answered who was not asked.

    References
    ----------
    Hundepool A, Domingo-Ferrer J, Franconi L et al. Statistical Disclosure Control. Wiley 2012,
    chapter 4 (the rule of three, and figures that give others away).

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> from wcc_prioritise.competencies import read_routes
    >>> helped = did_it_help(read_routes(wcc.sample("competencies")), "2008/09")
    >>> helped.results.loc[1, ["words", "mean", "spread"]].tolist()
    ['Was it there when it was needed?', '75', '10 to 24']
    """
    names = ("survey_people", "survey_answers", "outside_help", "delivered")
    asked, answers, help_, reached = (_of_year(known_of, name, year) for name in names)
    if asked.empty and help_.empty:
        raise _unknown_year(known_of, year)
    _refuse_strangers(known_of, asked, answers)
    case = _case(known_of, asked, answers) if answers["score"].notna().any() else None
    return DidItHelp(
        year=year,
        case=case,
        shown=None if case is None else may_be_shown(case),
        cost=_cost(help_),
        delivered=reached.assign(met=_met(reached)).drop(columns="year"),
        skills=_skills(known_of, {*help_["need"], *asked["need"]}),
        _asked=asked,
        _questions=known_of["survey_questions"],
    )


def _of_year(known_of: RouteTables, name: str, year: str) -> pd.DataFrame:
    rows = known_of[name]
    return rows[rows["year"] == year].reset_index(drop=True)


def _unknown_year(known_of: RouteTables, year: object) -> InputError:
    tables = ("survey_people", "outside_help")
    years = sorted({y for name in tables for y in known_of[name]["year"]})
    near = near_miss(year, years)
    return InputError.of(
        where="survey_people and outside_help",
        found=f"nothing of the year {year!r}",
        allowed="one of: " + (", ".join(years) or "none, for the tables are empty"),
        do=f"Did you mean {near!r}?" if near else "Correct the year, or fill in the tables.",
    )


def _refuse_strangers(known_of: RouteTables, asked: pd.DataFrame, answers: pd.DataFrame) -> None:
    """Refuse answers of people who were not asked, or were not asked that."""
    of = known_of["survey_questions"].set_index("question")["asked_of"]
    side = asked.set_index(["need", "person"])["side"]
    wrong = []
    for row in answers.to_dict("records"):
        who = side.get((row["need"], row["person"]))
        if who is None or of[row["question"]] not in (BOTH, who):
            wrong.append(f"{row['person']} on {row['question']} for {row['need']}")
    if wrong:
        raise InputError.of(
            where="survey_answers",
            found=f"answers that were not asked for: {'; '.join(wrong[:5])}",
            allowed="answers of the people in survey_people, to the questions of their side",
            do="Add the person, or take the answer out.",
        )


# ---- the survey as a case -----------------------------------------------------------------------


def _case(known_of: RouteTables, asked: pd.DataFrame, answers: pd.DataFrame) -> Case:
    """Put the survey into a case: needs are candidates, questions criteria, sides voice groups."""
    from wcc_prioritise.case.value import case_from

    needs = list(dict.fromkeys(asked["need"]))
    roles = asked.groupby("person", sort=True)["side"].agg(lambda s: tuple(dict.fromkeys(s)))
    questions = known_of["survey_questions"].rename(
        columns={"question": "criterion", "words": "question"}
    )
    frames = {
        "people": pd.DataFrame({"person": roles.index, "roles": roles.to_numpy()}),
        "voice_groups": pd.DataFrame({"group": SIDES, "role": SIDES}),
        "candidates": _candidates(known_of, needs),
        "criteria": questions.drop(columns=["source", "asked_of", "criterion"], errors="ignore")
        .assign(criterion=known_of["survey_questions"]["question"])
        .assign(name=questions["question"], kind="judged", counts="condition", use="context"),
        "scores": answers.drop(columns="year").rename(
            columns={"need": "candidate", "question": "criterion", "remark": "reason"}
        ),
    }
    tables, faults = {}, []
    for name, frame in frames.items():
        tables[name], more = check_frame(name, frame, f"survey, {name}")
        faults += more
    return case_from(tables, faults)


def _candidates(known_of: RouteTables, needs: list[str]) -> pd.DataFrame:
    nothing = ("set_up_cost", "running_cost", "first_benefit", "full_benefit", "people", "gain")
    names = [known_of.need(need)["name"] for need in needs]
    return pd.DataFrame(
        {"candidate": needs, "name": names, **dict.fromkeys(nothing, 0), "duration": 1}
    )


def _told(found, of: tuple[str, ...]) -> tuple:
    """Give what may be told of one need and question: answered, mean, spread, sides, why."""
    if not found:
        return 0, None, None, *(None for _ in SIDES), NO_ANSWER
    told = found[0]
    words = {figure.what: figure.words for figure in told.figures}
    sides = (words.get(side) if len(of) > 1 else None for side in SIDES)
    why = told.why if len(of) > 1 or not told.figures else ""
    return told.people, words.get("panel"), told.spread, *sides, why


# ---- cost, delivery, skill ----------------------------------------------------------------------


def _cost(rows: pd.DataFrame) -> pd.DataFrame:
    over = rows["paid"] - rows["agreed"]
    words = [_cost_words(row["agreed"], row["paid"]) for row in rows.to_dict("records")]
    return rows.drop(columns="year").assign(over=over, words=pd.Series(words, dtype="str"))


def _cost_words(agreed: float, paid: float) -> str:
    if missing(paid):
        return "what was paid is not written down"
    if missing(agreed):
        return f"{pounds(paid)} paid; what was agreed is not written down"
    over = paid - agreed
    if over == 0:
        return f"{pounds(paid)} paid, as agreed"
    side = "above" if over > 0 else "below"
    return f"{pounds(paid)} paid, {pounds(abs(over))} {side} what was agreed"


def _met(rows: pd.DataFrame) -> pd.Series:
    """Was each target reached? Not known where either figure is missing; never guessed."""
    said = []
    for row in rows.to_dict("records"):
        if missing(row["target"]) or missing(row["reached"]):
            said.append("not known")
        else:
            short = row["target"] - row["reached"]
            said.append("yes" if (short <= 0 if row["good"] == "high" else short >= 0) else "no")
    return pd.Series(said, rows.index, dtype="str")


def _skills(known_of: RouteTables, needs: set[str]) -> pd.DataFrame:
    rows = known_of["skill_checks"]
    rows = rows[rows["need"].isin(needs)].reset_index(drop=True)
    words = [_skill_words(row) for row in rows.to_dict("records")]
    wanted = ["need", "skill", "who_shows", "date", "result", "shown_on"]
    return rows[wanted].assign(words=pd.Series(words, dtype="str"))


def _skill_words(row: dict) -> str:
    if row["result"] == "shown":
        late = not missing(row["date"]) and not missing(row["shown_on"])
        late = late and row["shown_on"] > row["date"]
        return f"shown, {(row['shown_on'] - row['date']).days} days late" if late else "shown"
    return "not shown" if row["result"] == "not shown" else "no result yet"
