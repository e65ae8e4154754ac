"""Which other records and acts may be entered? Candidates, gates, agreement, roles, acts."""

from __future__ import annotations

from collections.abc import Iterator

from wcc_prioritise.schema import TABLES
from wcc_prioritise.tables import Fault, near_miss
from wcc_prioritise.tables.faults import quoted
from wcc_prioritise.workshop.now import GIVE, Now, Rule, Said, needs_reason, withdrawn


def _received_in_time(now: Now, said: Said) -> Iterator[Fault]:
    code = said["candidate"]
    if code in now.fold.withdrawn:
        yield withdrawn(now, said)
        return
    closing = now.fold.charter.closing_date
    received = said["received"] or now.today
    is_new = now.fold.get("candidates", code) is None
    if is_new and closing is not None and received > closing and not said.reason:
        rule = now.fold.charter.late_rule
        yield said.fault(
            f"{code}, received on {received}, after the closing date {closing}",
            f"a reason that answers the rule for late candidates: {rule or 'none was agreed'}",
            GIVE,
            "received",
        )


def _gate_is_not_empty(now: Now, said: Said) -> Iterator[Fault]:
    for column in ("owner", "date"):
        if said["status"] == "passed" and said[column] is None:
            do = "Say who owns it and when it was passed; an empty gate is never passed."
            yield said.fault("blank", f"the {column} of a gate that is passed", do, column)


def _pass_mark_stands(now: Now, said: Said) -> Iterator[Fault]:
    if now.fold.charter.pass_mark is None:
        do = "Agree how much is enough and enter it: charter, pass_mark. Then ask."
        allowed = "answers once the pass mark is agreed: set beforehand, it cannot be fitted"
        yield said.fault("no pass mark in the charter", allowed, do)
    if all(said[name] is None for name in ("fair_chance", "understand", "support")):
        allowed = "an answer, 0 to 10, to at least one statement"
        yield said.fault("no answer", allowed, "Enter what was answered.")


def _says_why_not_kept(now: Now, said: Said) -> Iterator[Fault]:
    if said["kept"] == "not kept" and not (said["how"] or said.reason):
        yield said.fault("blank", "why it was not kept", "Fill it in.", "how")


def _roles_differ(now: Now, said: Said) -> Iterator[Fault]:
    analyst, assurer = said["analyst"], said["assurer"]
    if analyst and assurer and analyst.casefold() == assurer.casefold():
        do = "Name somebody who did not do the analysis."
        yield said.fault(quoted(assurer), "an assurer who is not the analyst", do, "assurer")


def _privacy_stays(now: Now, said: Said) -> Iterator[Fault]:
    chosen = now.fold.charter.privacy
    if said["privacy"] != chosen:
        do = "Start a new workshop file with the other setting."
        allowed = f"{chosen}, as it was promised when the file was started"
        yield said.fault(said["privacy"], allowed, do, "privacy")


def _pass_mark_stays(now: Now, said: Said) -> Iterator[Fault]:
    mark = now.fold.charter.pass_mark
    if now.asked_agreement and said["pass_mark"] != mark and not said.reason:
        found = f"a pass mark of {said['pass_mark'] or 'none'} after answers were given on {mark:g}"
        yield needs_reason(said, found, "the mark set beforehand, or a reason")


def _answered_from_outside(now: Now, said: Said) -> Iterator[Fault]:
    if {said["answered_by"], said.by} & {row.person for row in now.fold.all("people")}:
        do = "Ask somebody who was not on the panel."
        found = f"{said['answered_by']}, entered by {said.by}"
        yield said.fault(found, "somebody who was not on the panel", do, "answered_by")


def _needs(*names: str) -> Rule:
    def rule(now: Now, said: Said) -> Iterator[Fault]:
        for name in names:
            if said[name] is None:
                info = TABLES["acts"].model_fields[name].description
                yield said.fault("blank", info, "Fill it in.", name)

    return rule


def _arrives_or_leaves(now: Now, said: Said) -> Iterator[Fault]:
    if said["text"] not in ("arrived", "left"):
        yield said.fault(quoted(said["text"]), "arrived or left", "Choose one of them.", "text")


def _names_candidates(now: Now, said: Said) -> Iterator[Fault]:
    codes = [code.strip() for code in (said["text"] or "").split(";") if code.strip()]
    known = sorted(now.fold.rows["candidates"].codes() - now.fold.withdrawn.keys())
    do = "Write codes with ; between them, best first."
    for code in codes:
        if code not in known:
            near = near_miss(code, known)
            ask = f"Did you mean {near!r}?" if near else do
            yield said.fault(quoted(code), "a code of candidates", ask, "text")
    if len(set(codes)) < max(len(codes), 1):
        yield said.fault(quoted(said["text"] or "blank"), "each candidate once", do, "text")


def _says_why_withdrawn(now: Now, said: Said) -> Iterator[Fault]:
    if not (said.reason or said["text"]):
        yield needs_reason(said, "no reason", "why the candidate is withdrawn, and by whom")


def _names_an_answer(now: Now, said: Said) -> Iterator[Fault]:
    number = said["entry"]
    if number is not None and not _is_answer(now, number):
        allowed = "the number of an entry that holds scores or weights, as stale() lists it"
        yield said.fault(f"entry {number:g}", allowed, "Correct the number.", "entry")


def _is_answer(now: Now, number: int) -> bool:
    return any(row.said_in == number for t in ("scores", "swings") for row in now.fold.all(t))


def _names_an_entry(now: Now, said: Said) -> Iterator[Fault]:
    number = said["entry"]
    if number is not None and number > now.fold.seq:
        allowed = f"an entry of the record, 1 to {now.fold.seq}"
        yield said.fault(f"entry {number:g}", allowed, "Correct the number.", "entry")


RECORD_RULES: dict[str, tuple[Rule, ...]] = {
    "agreements": (_pass_mark_stands,),
    "gates": (_gate_is_not_empty,),
    "promises": (_says_why_not_kept,),
    "charter": (_roles_differ, _privacy_stays, _pass_mark_stays),
    "candidates": (_received_in_time,),
    "answers": (_answered_from_outside,),
    "challenges": (_names_an_entry,),
    "acts": (_names_an_entry,),
    "attendance": (_needs("person"), _arrives_or_leaves),
    "note": (_needs("text"),),
    "parking lot": (_needs("text"),),
    "gut order": (_needs("person"), _names_candidates),
    "discuss": (_needs("group", "candidate"),),
    "action": (_needs("text"),),
    "minority text accepted": (_needs("text"),),
    "screen": (_needs("text"),),
    "timer": (_needs("text"),),
    "checked again": (_needs("entry"), _names_an_answer),
    "candidate withdrawn": (_needs("candidate"), _says_why_withdrawn),
}
"""Rules by table, or by act."""
