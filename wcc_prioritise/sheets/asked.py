"""What is each person asked? One plain value a person, from which every form of sheet is drawn."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from wcc_prioritise.case import Case
from wcc_prioritise.judgement import last_round, recusals
from wcc_prioritise.schema import ANCHOR_LEVELS
from wcc_prioritise.tables import InputError, near_miss

FORM = "wcc score sheet 1"
"""Stands in every sheet, so that it is known when it comes back."""

RECUSED = "recused"

EVERYTHING = "everything"
"""What a sheet asks unless it asks about some cells only."""

Cells = Iterable[tuple[str, str]] | pd.DataFrame

_ANCHORS = [f"anchor_{level}" for level in ANCHOR_LEVELS]
_SHOWN = {
    "criteria": ["criterion", "name", "question", "kind", "unit", "worst", "best", *_ANCHORS],
    "candidates": ["candidate", "name", "description"],
    "people": ["person", "roles", "organisation"],
}
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # would turn what stands after the name
_MARK = "\N{REPLACEMENT CHARACTER}"


def shown(text: object) -> str:
    r"""Give a text as a sheet can show it: one line, and nothing in it that hides or turns.

    Examples
    --------
    >>> shown("two\nlines\x00") == "two lines\N{REPLACEMENT CHARACTER}"
    True
    >>> shown(None), shown(float("nan"))
    ('', '')
    """
    if text is None or text != text:
        return ""
    return " ".join(_TURNING.sub(_MARK, _UNPRINTABLE.sub(_MARK, str(text))).split())


@dataclass(frozen=True)
class Line:
    """A candidate as it stands on the sheet of one person; `barred` says that it is recused."""

    code: str
    name: str
    description: str
    barred: bool


@dataclass(frozen=True)
class Scale:
    """A judged criterion: what is asked, the words at 0, 25, 50, 75 and 100, and the candidates."""

    code: str
    name: str
    question: str
    anchors: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def steps(self) -> tuple[tuple[int, str], ...]:
        """Give each level with its words."""
        return tuple(zip(ANCHOR_LEVELS, self.anchors, strict=True))


@dataclass(frozen=True)
class Step:
    """The step of a criterion from worst to best, in words, as a weight is asked for it."""

    code: str
    name: str
    worst: str
    best: str


@dataclass(frozen=True)
class Earlier:
    """What the same person answered in an earlier round, as the sheet shows it."""

    answer: str
    reason: str


@dataclass(frozen=True)
class Asked:
    """What one person is asked in one round.

    Attributes
    ----------
    person : str
        The token; a sheet carries no name and no role.
    number : int
        Number of the sheet: the place of the person in the table of people, from 1.
    round : int
        The round.
    version : str
        Three short hashes of what the sheet shows: criteria, candidates, person.
    title, notice, privacy, reveal : str
        The question of the day, the notice of the charter, its privacy setting and reveal rule.
    scales, steps : tuple
        Judged criteria with their candidates, and the steps to weigh (none when no weights are
        asked).
    part : str
        `everything`, or a short hash of the cells where only some are asked.
    earlier : mapping
        Earlier answers by (candidate, criterion), and by (None, criterion) for weights.
    """

    person: str
    number: int
    round: int
    version: str
    title: str
    notice: str
    privacy: str
    reveal: str
    scales: tuple[Scale, ...]
    steps: tuple[Step, ...]
    part: str
    earlier: Mapping[tuple[str | None, str], Earlier]

    @property
    def stem(self) -> str:
        """Name of its files, without the ending; it leads to no other folder."""
        token = re.sub(r"[^A-Za-z0-9_-]", "_", self.person)[:40]
        return f"sheet-{self.number:02d}-{token}-round-{self.round}"

    @property
    def label(self) -> str:
        """Say on every page whose sheet it is."""
        return f"Sheet {self.number}, person {shown(self.person)}, round {self.round}"

    @property
    def rows(self) -> int:
        """How many candidates stand on it, over all criteria, those recused included."""
        return sum(len(scale.lines) for scale in self.scales)

    @property
    def recused(self) -> bool:
        """Is there a candidate on it that the person does not score?"""
        return any(line.barred for scale in self.scales for line in scale.lines)


def ask(
    case: Case,
    people: Iterable[str] | None,
    round: int,
    weights: bool | None = None,
    cells: Cells | None = None,
) -> tuple[Asked, ...]:
    """What is each person asked in a round?

    Parameters
    ----------
    case : Case
        The case, with a charter.
    people : iterable of str or None
        Tokens; None is everybody on the panel.
    round : int
        From 1.
    weights : bool, optional
        Whether the weights are asked as well; by default only where every cell is asked.
    cells : DataFrame or iterable of (candidate, criterion), optional
        The cells to ask about, such as those that were discussed; by default all.

    Returns
    -------
    tuple of Asked
        In the order of the table of people.

    Raises
    ------
    InputError
        If a token or a cell is unknown, the round is none, or there is nothing to ask.
    """
    everyone = list(case.people["person"])
    wanted = _wanted(everyone, people)
    _refuse_round(round)
    chosen = None if cells is None else _chosen(case, cells)
    steps = _steps(case) if weights or (weights is None and chosen is None) else ()
    scales = _scales(case, chosen)
    if case.charter is None or not scales and not steps:
        raise _nothing_to_ask()
    for table, code in (("candidates", "candidate"), ("criteria", "criterion")):
        _refuse_look_alikes(list(getattr(case, table)[code]), table)
    _refuse_look_alikes(everyone, "people")
    barred, known, earlier = barred_pairs(case), versions(case), _earlier(case, round)
    part = EVERYTHING if chosen is None else _hash(sorted(map(list, chosen)))
    return tuple(
        Asked(
            person=person,
            number=number,
            round=int(round),
            version=known[person],
            title=shown(case.charter.question),
            notice=shown(case.charter.notice),
            privacy=case.charter.privacy,
            reveal=shown(case.charter.reveal_rule),
            scales=tuple(_for_person(scale, person, barred) for scale in scales),
            steps=steps,
            part=part,
            earlier=earlier.get(person, {}),
        )
        for number, person in enumerate(everyone, start=1)
        if person in wanted
    )


def _wanted(everyone: list[str], people: Iterable[str] | None) -> set[str]:
    wanted = set(everyone if people is None else [people] if isinstance(people, str) else people)
    for person in sorted(map(str, wanted.difference(everyone))):
        near = near_miss(person, everyone)
        raise InputError.of(
            found=f"a person {person!r}",
            allowed="tokens of the table of people",
            do=f"Did you mean {near!r}?" if near else "Correct the token.",
        )
    return wanted


def _chosen(case: Case, cells: Cells) -> set[tuple[str, str]]:
    """Give the cells to ask about; refuse one that is none."""
    if isinstance(cells, pd.DataFrame):
        cells = cells[["candidate", "criterion"]].itertuples(index=False, name=None)
    pairs = {tuple(cell) for cell in cells}
    known = pd.MultiIndex.from_product([case.candidates["candidate"], judged(case)])
    for pair in sorted(pairs.difference(known), key=repr):
        raise InputError.of(
            where="cells",
            found=f"{' on '.join(map(str, pair))}",
            allowed="pairs of a candidate and a criterion that people score",
            do="Correct the pair, or leave it out.",
        )
    return pairs


def _refuse_round(round: object) -> None:
    if isinstance(round, bool) or not isinstance(round, int) or round < 1:
        raise InputError.of(
            found=f"round {round!r}", allowed="a whole number from 1", do="Correct the round."
        )


def _nothing_to_ask() -> InputError:
    return InputError.of(
        found="nothing to ask",
        allowed="a charter, candidates and a judged criterion, or criteria to weigh",
        do="Add them to the case first.",
    )


def _refuse_look_alikes(codes: list[str], table: str) -> None:
    """Refuse codes that could not be told apart on a sheet."""
    if len({shown(code) for code in codes}) < len(codes):
        raise InputError.of(
            where=table,
            found="two codes that look the same on a sheet",
            allowed="codes that can be told apart",
            do="Give each a code of plain letters and digits.",
        )


def _for_person(scale: Scale, person: str, barred: set[tuple[str, str]]) -> Scale:
    lines = (replace(line, barred=(person, line.code) in barred) for line in scale.lines)
    return replace(scale, lines=tuple(lines))


def barred_pairs(case: Case) -> set[tuple[str, str]]:
    """Which person may not score which candidate?"""
    shut = recusals(case)
    return set(zip(shut["person"], shut["candidate"], strict=True))


def judged(case: Case) -> list[str]:
    """Which criteria are scored by people?"""
    return list(case.criteria.loc[case.criteria["kind"] == "judged", "criterion"])


def _scales(case: Case, chosen: set[tuple[str, str]] | None) -> tuple[Scale, ...]:
    """Give the judged criteria with the candidates that are asked about on each."""
    every = [
        Line(r.candidate, shown(r.name), shown(r.description), False)
        for r in case.candidates.itertuples()
    ]
    scales = (
        Scale(
            row["criterion"],
            shown(row["name"]),
            shown(row["question"]),
            tuple(shown(row[column]) for column in _ANCHORS),
            tuple(
                line for line in every if chosen is None or (line.code, row["criterion"]) in chosen
            ),
        )
        for row in case.criteria.to_dict("records")
        if row["kind"] == "judged"
    )
    return tuple(scale for scale in scales if scale.lines)


def _steps(case: Case) -> tuple[Step, ...]:
    return tuple(
        Step(row["criterion"], shown(row["name"]), _end(row, "worst"), _end(row, "best"))
        for row in case.criteria.to_dict("records")
    )


def _end(row: Mapping[str, object], end: str) -> str:
    """Say one end of a criterion: its words, after the figure where it is measured."""
    words = shown(row["anchor_0" if end == "worst" else "anchor_100"])
    if row["kind"] != "measured":
        return words
    return f"{row[end]:g} {shown(row['unit'])}".strip() + f": {words}"


def _earlier(case: Case, round: int) -> dict[str, dict[tuple[str | None, str], Earlier]]:
    found: dict[str, dict[tuple[str | None, str], Earlier]] = {}
    scores, swings = case.scores, case.swings
    scores, swings = scores[scores["round"] < round], swings[swings["round"] < round]
    for r in last_round(scores, ["candidate", "criterion"]).itertuples():
        answer = "don't know" if r.score != r.score else f"{r.score:g}"
        told = Earlier(answer, shown(r.reason))
        found.setdefault(r.person, {})[r.candidate, r.criterion] = told
    for r in last_round(swings, ["criterion"]).itertuples():
        told = Earlier(f"{r.points:g}", shown(r.reason))
        found.setdefault(r.person, {})[None, r.criterion] = told
    return found


def versions(case: Case) -> dict[str, str]:
    """Which version of the case does the sheet of each person show?

    Returns
    -------
    dict of str to str
        By token: short hashes of the criteria, the candidates and the person, as far as a sheet
        shows or leans on them. Somebody who joins the panel leaves the sheets of the others valid.
    """
    rows = {name: _rows(case, name) for name in _SHOWN}
    common = "-".join(_hash(sorted(rows[name])) for name in ("criteria", "candidates"))
    people = zip(case.people["person"], rows["people"], strict=True)
    return {person: f"{common}-{_hash([row])}" for person, row in people}


def _rows(case: Case, name: str) -> list[str]:
    frame = getattr(case, name)[_SHOWN[name]]
    return [
        json.dumps([None if cell is None or cell != cell else cell for cell in row])
        for row in frame.astype(object).itertuples(index=False, name=None)
    ]


def _hash(rows: list[str]) -> str:
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:8]


def free_cells(case: Case, people: Iterable[str]) -> pd.DataFrame:
    """Which cells may each person judge?

    Returns
    -------
    DataFrame
        person, candidate, criterion, in the order of the sheets: criterion after criterion.
    """
    barred, criteria, candidates = barred_pairs(case), judged(case), case.candidates["candidate"]
    rows = [
        (person, candidate, criterion)
        for person in people
        for criterion in criteria
        for candidate in candidates
        if (person, candidate) not in barred
    ]
    return pd.DataFrame(rows, columns=["person", "candidate", "criterion"], dtype="str")
