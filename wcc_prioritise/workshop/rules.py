"""What may be entered now? The rules of the day, each of which says what it found and what to do.

A rule gets the state of the day (`Now`) and what is to be entered (`Said`) and yields a fault for
each thing that is in the way. They are asked inside the write, against the newest state.
"""

from __future__ import annotations

from collections.abc import Iterator

from wcc_prioritise.case.faults import faults_between
from wcc_prioritise.schema import SAID, TABLES
from wcc_prioritise.tables import Fault, Table, near_miss
from wcc_prioritise.tables.faults import quoted
from wcc_prioritise.workshop.answer_rules import ANSWER_RULES
from wcc_prioritise.workshop.folding import OUTLIVING, WEIGHTS, Fold, without
from wcc_prioritise.workshop.kinds import body_of
from wcc_prioritise.workshop.now import Now, Rule, Said, needs_reason, withdrawn
from wcc_prioritise.workshop.record_rules import RECORD_RULES
from wcc_prioritise.workshop.rows import Rows

BETWEEN = (
    *("candidates", "criteria", "chances", "links", "measures", "limits", "rules", "people"),
    *("voice_groups", "pots", "indicators"),
)
"""Tables a row of which can put another row, or another table, in the wrong."""

METHOD = tuple(name for name in TABLES if name not in SAID)
"""Tables a result is made from; after a reveal or a freeze they change only with a reason."""

_FACTS = tuple(name for name in METHOD if name not in ("scores", "swings", "interests", "gates"))


_OF_THE_DAY = ("discuss", "candidate withdrawn", "checked again")
"""Acts that need a candidate which still stands; a withdrawn one can be noted and challenged."""


def faults_of(now: Now, said: Said) -> list[Fault]:
    """What is in the way of this entry?

    Parameters
    ----------
    now : Now
        The state of the day.
    said : Said
        What is to be entered, checked by the schema.

    Returns
    -------
    list of Fault
        Every fault; empty where the entry may be written.
    """
    found = list(_references(now, said))
    if found:
        return found  # the other rules look up what these name
    own = [rule for name in {said.kind: 1, said.table: 1} for rule in _RULES.get(name, ())]
    found = [fault for rule in (*own, *REASONED) for fault in rule(now, said)]
    return list(dict.fromkeys(found))


# ---- what it names ------------------------------------------------------------------------------


def _references(now: Now, said: Said) -> Iterator[Fault]:
    record = TABLES[said.table]
    for column, target in record.refers.items():
        code = said[column]
        if code is None or (code == "all" and column in record.all_allowed):
            continue
        if target == "candidates" and code in now.fold.withdrawn:
            if said.table not in OUTLIVING or said.kind in _OF_THE_DAY:
                yield withdrawn(now, said, column)
        elif not _is_known(now.fold, target, code):
            yield _unknown(said, column, target, now.fold)
    if said.table == "acts" and said["group"] is not None:
        yield from _known_group(now, said)


def _is_known(fold: Fold, target: str, code: str) -> bool:
    """Is there a row of that code? Where a table was never given, codes of it are not known."""
    if target not in fold.rows:
        return target not in SAID
    one_field = len(TABLES[target].key) == 1
    return fold.get(target, code) is not None if one_field else code in fold.rows[target].codes()


def _unknown(said: Said, column: str, target: str, fold: Fold) -> Fault:
    codes = fold.rows[target].codes() if target in fold.rows else ()
    near = near_miss(said[column], sorted(codes))
    do = f"Did you mean {near!r}?" if near else f"Add it to {target}, or correct the code."
    return said.fault(quoted(said[column]), f"a code of {target}", do, column)


def _known_group(now: Now, said: Said) -> Iterator[Fault]:
    groups = sorted({row.group for row in now.fold.all("voice_groups")})
    if said["group"] not in groups:
        near = near_miss(said["group"], groups)
        do = f"Did you mean {near!r}?" if near else "Correct the name, or leave it out."
        allowed = "one of: " + ", ".join(groups) if groups else "no group: there are none"
        yield said.fault(quoted(said["group"]), allowed, do, "group")


def _between(now: Now, said: Said) -> Iterator[Fault]:
    """Look at every table again with this row in it."""
    held = now.fold.rows.get(said.table) or Rows(said.table)
    frame = held.also(body_of(said.table, said.row))
    frame = without(said.table, frame, set(now.fold.withdrawn))
    tables = {**now.fold.case.tables, said.table: Table(said.table, said.kind, frame, ())}
    for fault in faults_between(tables):
        where = "" if fault.where == said.kind else f" (in {fault.where})"
        yield said.fault(f"{fault.found}{where}", fault.allowed, fault.do, fault.column)


# ---- after a reveal, after a freeze -------------------------------------------------------------


def _after_reveal(now: Now, said: Said) -> Iterator[Fault]:
    if said.reason or not any(now.fold.reveals.values()):
        return
    if said.table in ("scores", "swings"):
        what = said["criterion"] if said.table == "scores" else WEIGHTS
        shown = now.fold.reveals[what]
        if said["round"] <= len(shown):
            yield needs_reason(
                said,
                f"an answer in round {said['round']} of {what}, revealed (entry {shown[-1]})",
                "answers of the round that is open; of one revealed with a reason",
            )
    elif said.table in _FACTS:
        last = max(entry for entries in now.fold.reveals.values() for entry in entries)
        yield needs_reason(
            said,
            f"a change of {said.table} after answers were revealed (entry {last})",
            "a change that says why",
        )


def _after_freeze(now: Now, said: Said) -> Iterator[Fault]:
    if now.fold.freezes and said.table in METHOD and not said.reason:
        entry = now.fold.freezes[-1]
        yield needs_reason(
            said,
            f"a change of {said.table} after the record was frozen (entry {entry})",
            "a change that says why; it is shown as later",
        )


REASONED: tuple[Rule, ...] = (_after_freeze, _after_reveal)
"""Rules that ask for a reason and for nothing else; undo and redo are asked them too."""


_RULES: dict[str, tuple[Rule, ...]] = {
    **dict.fromkeys(BETWEEN, (_between,)),
    **ANSWER_RULES,
    **RECORD_RULES,
    "candidates": (*RECORD_RULES["candidates"], _between),
}
