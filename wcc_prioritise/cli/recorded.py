"""Is what a run computed in the record? It is entered there once, where it came from a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcc_prioritise.cli.places import is_record

if TYPE_CHECKING:
    from wcc_prioritise.case import Case
    from wcc_prioritise.cli.papers import Results
    from wcc_prioritise.workshop import Workshop

_SAME = ("arguments", "fingerprint_out")


def enter(path: str, results: Results, by: str) -> str | None:
    """Enter set and stress of a run in the workshop file they were computed from.

    Parameters
    ----------
    path : str
        What was run.
    results : Results
        What it gave.
    by : str
        Who ran it, as a role.

    Returns
    -------
    str or None
        What was entered, in a sentence; None where nothing was run from a workshop file.
    """
    from wcc_prioritise.tables import InputError
    from wcc_prioritise.workshop import Workshop

    computed = {"select": results.portfolio, "stress": results.stress}
    computed = {verb: result for verb, result in computed.items() if result is not None}
    if not computed or not is_record(path):
        return None
    try:
        with Workshop(path) as workshop:
            made = [
                (workshop.calculation(verb, result, by=by), verb)
                for verb, result in computed.items()
                if not _is_last(workshop, verb, result)
            ]
            frozen = workshop.frozen is not None
    except InputError as refused:  # as of a file that may only be read: the results stand
        return f"Not entered in {path}: {refused.faults[0].words()}"
    if not made:
        return f"{path} holds these calculations already: nothing was entered."
    listed = " and ".join(f"{entry.fields['calculation']} ({verb})" for entry, verb in made)
    later = " It was frozen before: they are shown as later." if frozen else ""
    return f"Entered in {path}: calculation{'s' * (len(made) > 1)} {listed}.{later}"


def _is_last(workshop: Workshop, verb: str, result: object) -> bool:
    """Is it what the record has last of this verb, from tables that have not changed since?"""
    from wcc_prioritise.workshop.calculating import calculation_fields

    case = workshop.case()
    kept = case.calculations[case.calculations["verb"] == verb]
    if kept.empty:
        return False
    last, fields = kept.iloc[-1], calculation_fields(verb, result, case)
    if any(last[name] != fields[name] for name in _SAME):
        return False
    entries = workshop.of_kind("calculation")
    made = max(e.seq for e in entries if e.fields["calculation"] == last["calculation"])
    return _same_tables(workshop.case(at=made), case)


def _same_tables(then: Case, now: Case) -> bool:
    """Say whether what is computed from stood the same; the record itself goes on growing."""
    from wcc_prioritise.schema import SAID

    names = {*then.tables, *now.tables} - set(SAID)
    return all(then.table_fingerprint(name) == now.table_fingerprint(name) for name in names)
