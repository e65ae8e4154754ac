"""May a sheet that came back be believed? Every cell against the case, every fault told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Annotated

from pydantic import TypeAdapter, ValidationError

from wcc_prioritise.case import Case
from wcc_prioritise.schema import TABLES
from wcc_prioritise.schema.cells import Whole
from wcc_prioritise.sheets.asked import RECUSED, barred_pairs, judged, shown, versions
from wcc_prioritise.sheets.came_back import Place, Returned, Said
from wcc_prioritise.tables import Fault, near_miss
from wcc_prioritise.tables.faults import quoted
from wcc_prioritise.tables.fields import allowed_words
from wcc_prioritise.tables.layouts import Unreadable

_PARTS = ("the criteria", "the candidates", "the person")
_OTHER_VERSION = "Read it with the file it was written from, or ask for a new sheet."
_WHOLE = TypeAdapter(Whole)
_SPOIL = "Correct the cell, or ask the person."


@dataclass(frozen=True)
class Known:
    """What the case allows on a sheet, looked up once."""

    case: Case

    @cached_property
    def people(self) -> dict[str, str]:
        """Tokens, by how they look."""
        return {shown(code): code for code in self.case.people["person"]}

    @cached_property
    def candidates(self) -> dict[str, str]:
        """Codes of candidates, by how they look."""
        return {shown(code): code for code in self.case.candidates["candidate"]}

    @cached_property
    def criteria(self) -> dict[str, str]:
        """Codes of criteria, by how they look."""
        return {shown(code): code for code in self.case.criteria["criterion"]}

    @cached_property
    def judged(self) -> frozenset[str]:
        """Criteria that people score."""
        return frozenset(judged(self.case))

    @cached_property
    def barred(self) -> frozenset[tuple[str, str]]:
        """Pairs of person and candidate without a score."""
        return frozenset(barred_pairs(self.case))

    @cached_property
    def versions(self) -> dict[str, str]:
        """The version that the sheet of each person should have."""
        return versions(self.case)


@dataclass(frozen=True)
class Checked:
    """A sheet held against the case.

    Attributes
    ----------
    where : str
        The file.
    person : str or None
        The token, if it is one of the case.
    round : int or None
        The round, if it can be read.
    answers : dict
        Cells by (table, candidate, criterion); a weight has None for the candidate. Each is a
        mapping of column to value.
    faults : tuple of Fault
        Every fault; with one or more the sheet is left out whole.
    """

    where: str
    person: str | None
    round: int | None
    answers: dict[tuple[str, str | None, str], dict[str, object]]
    faults: tuple[Fault, ...]


def check(returned: Returned, known: Known) -> Checked:
    """What does a sheet say, and what is wrong with it?

    Parameters
    ----------
    returned : Returned
        The sheet as it came back.
    known : Known
        What the case allows.

    Returns
    -------
    Checked
        Its answers, and every fault.
    """
    faults = list(returned.faults)
    person = known.people.get(shown(returned.person))
    if person is None:
        faults.append(_unknown_person(returned, known))
    round, wrong = _whole(returned.round, most=None)
    if wrong or round is None:
        found = f"round {_found(returned.round)}"
        faults.append(returned.place.fault(found, "a whole number from 1", _SPOIL))
    faults += _version_faults(returned, known, person)
    answers: dict = {}
    for said in returned.said:
        key, cells, more = _row(said, known, person)
        faults += more
        if cells and key in answers:
            found = f"a second answer for {_named(key)}"
            faults.append(said.place.fault(found, "one", "Delete one of the two."))
        elif cells:
            answers[key] = cells
    faults += _missing_rows(returned, known) if returned.whole else ()
    faults += _no_points(returned, answers)
    return Checked(returned.where, person, round, answers, tuple(faults))


def _unknown_person(returned: Returned, known: Known) -> Fault:
    near = near_miss(returned.person, known.people) if returned.person is not None else None
    do = f"Did you mean {near!r}?" if near else "Correct the token, or add the person."
    found = f"the person {_found(returned.person)}"
    return returned.place.fault(found, "a token of the table of people", do)


def _version_faults(returned: Returned, known: Known, person: str | None) -> Iterator[Fault]:
    """Say which part of the case has changed since the sheet was written."""
    unsaid = returned.version is None and not returned.versioned
    if person is None or unsaid or all(said.blank for said in returned.said):
        return
    now, then = known.versions[person], str(returned.version)
    if then == now:
        return
    old, new = then.split("-"), now.split("-")
    if len(old) == len(new):
        parts = [p for p, a, b in zip(_PARTS, old, new, strict=True) if a != b]
        found = f"a sheet for another version of {' and '.join(parts)} ({then})"
    else:
        found = f"a sheet that does not say its version ({_found(returned.version)})"
    yield returned.place.fault(found, f"version {now}", _OTHER_VERSION)


def _row(
    said: Said, known: Known, person: str | None
) -> tuple[tuple[str, str | None, str], dict[str, object], list[Fault]]:
    """Read one row: its key, its cells (none when nothing is filled in) and its faults."""
    candidate = known.candidates.get(shown(said.candidate))
    criterion = known.criteria.get(shown(said.criterion))
    key = (said.table, candidate if said.table == "scores" else None, criterion)
    faults = list(_code_faults(said, known, candidate, criterion))
    if not faults and said.table == "scores" and person:
        recused = (person, candidate) in known.barred
        faults = list(_recusal_faults(said, person, candidate, recused))
    if said.blank or faults:
        return key, {}, faults
    cells = {}
    for column, value in said.given.items():
        cells[column], more = _read(said, column, value, len(known.criteria))
        faults += more
    return key, cells, faults or list(_gaps(said, cells))


def _recusal_faults(said: Said, person: str, candidate: str, recused: bool) -> Iterator[Fault]:
    if recused and not said.blank:
        found = f"{_found(_first(said))} for {candidate}, on which {person} is recused"
        do = "Clear the cell; a recused person does not score."
        yield _place(said).fault(found, "nothing", do)
    elif not recused and said.given.get("score") == RECUSED:
        found = f"{RECUSED!r} for {candidate}, on which {person} has declared no interest"
        do = "Enter the interest in the case, or ask the person for the score."
        yield said.places["score"].fault(found, "a score", do)


def _code_faults(
    said: Said, known: Known, candidate: str | None, criterion: str | None
) -> Iterator[Fault]:
    if said.table == "scores" and candidate is None:
        yield _unknown(said, "candidate", said.candidate, known.candidates, known.criteria)
    elif criterion is None:
        yield _unknown(said, "criterion", said.criterion, known.criteria, known.candidates)
    elif said.table == "scores" and criterion not in known.judged:
        found = f"a score on {criterion}"
        yield said.place.fault(found, "a criterion that is judged", "Take the row out.")


def _unknown(said: Said, what: str, code: object, right: dict, other: dict) -> Fault:
    """Name a code that is none; one of the other kind shows that the cells have moved."""
    allowed = f"a code of the {'candidates' if what == 'candidate' else 'criteria'}"
    if shown(code) in other:
        side = "left" if what == "candidate" else "right"
        found = f"{_found(code)} as {what}: the cells have moved a column to the {side}"
        return said.place.fault(found, allowed, "Move them back under their columns.")
    near = near_miss(code, right) if code is not None else None
    do = f"Did you mean {near!r}?" if near else "Correct the code."
    return said.place.fault(f"{_found(code)} as {what}", allowed, do)


def _read(said: Said, column: str, value: object, steps: int) -> tuple[object, list[Fault]]:
    """Read one cell as the schema does."""
    place = said.places[column]
    if isinstance(value, Unreadable):
        return None, [place.fault(value.found, "", value.do)]
    if column == "order":
        number, wrong = _whole(value, most=steps)
        allowed = f"a whole number from 1 to {steps}"
    else:
        number, wrong = _field(said.table, column, value)
        allowed = allowed_words(TABLES[said.table].model_fields[column])
    if not wrong:
        return number, []
    return None, [place.fault(f"{_found(value)} for {_whose(said)}", allowed, _SPOIL)]


def _field(table: str, column: str, value: object) -> tuple[object, bool]:
    """Read a cell as the schema does; give it, and whether it is wrong."""
    if value is None:
        return None, False
    try:
        return _adapter(table, column).validate_python(value), False
    except ValidationError:
        return None, True


@cache
def _adapter(table: str, column: str) -> TypeAdapter:
    info = TABLES[table].model_fields[column]
    return TypeAdapter(Annotated[info.annotation, *info.metadata])


def _whole(value: object, most: int | None) -> tuple[int | None, bool]:
    """Read a whole number from 1; give it, and whether it is wrong."""
    if value is None:
        return None, False
    try:
        number = _WHOLE.validate_python(value)
    except ValidationError:
        return None, True
    return number, number < 1 or (most is not None and number > most)


def _gaps(said: Said, cells: dict[str, object]) -> Iterator[Fault]:
    """Find a reason, or an order, that stands without the answer it belongs to."""
    answer = "score" if said.table == "scores" else "points"
    if said.given.get(answer) is not None or cells.get("reason") is None:
        return
    reason, moved = cells["reason"], _field(said.table, answer, cells["reason"])
    if not moved[1]:
        found = f"{_found(reason)} under reason and no {answer} for {_whose(said)}"
        do = "It looks moved one column to the right; move it back."
    else:
        found = f"a reason and no {answer} for {_whose(said)}: {_found(reason)}"
        do = "Ask the person for the answer, or clear the reason."
    yield said.places["reason"].fault(found, f"a reason beside its {answer}", do)


def _missing_rows(returned: Returned, known: Known) -> Iterator[Fault]:
    """Find rows that a form had and the sheet has not."""
    there = Counter((s.table, shown(s.candidate), shown(s.criterion)) for s in returned.said)
    wanted = [
        ("scores", candidate, shown(criterion))
        for criterion in known.case.criteria["criterion"]
        if criterion in known.judged
        for candidate in known.candidates
    ]
    do = "Ask for the sheet again, or copy the answers into a fresh one."
    if returned.rows != len(wanted):  # a sheet about some of the cells
        wanted, came = [], sum(said.table == "scores" for said in returned.said)
        if came != returned.rows:
            found = f"{came} rows of scores"
            allowed = f"the {shown(returned.rows)} it was written with"
            yield Fault(returned.where, None, None, found, allowed, do)
    if returned.weights:
        wanted += [("swings", "", criterion) for criterion in known.criteria]
    for table, candidate, criterion in wanted:
        if not there[table, candidate, criterion]:
            key = (table, candidate or None, criterion)
            yield Fault(returned.where, None, None, f"no row for {_named(key)}", "its row", do)
    for (table, candidate, criterion), times in there.items():
        if times > 1:
            key = (table, candidate or None, criterion)
            yield Fault(returned.where, None, None, f"{times} rows for {_named(key)}", "one", do)


def _no_points(returned: Returned, answers: dict) -> Iterator[Fault]:
    points = [row["points"] for (table, *_), row in answers.items() if table == "swings"]
    given = [p for p in points if p is not None]
    if given and not any(p > 0 for p in given):
        do = "Give 100 to the step that matters most."
        yield Fault(returned.where, None, None, "no points above 0", "at least one", do)


def _place(said: Said) -> Place:
    return next((said.places[c] for c, v in said.given.items() if v is not None), said.place)


def _first(said: Said) -> object:
    return next((value for value in said.given.values() if value is not None), None)


def _whose(said: Said) -> str:
    return _named((said.table, shown(said.candidate), shown(said.criterion)))


def _named(key: tuple[str, str | None, str]) -> str:
    table, candidate, criterion = key
    return f"{candidate} on {criterion}" if table == "scores" else f"the weight of {criterion}"


def _found(value: object) -> str:
    return "blank" if value is None else quoted(getattr(value, "found", value))
