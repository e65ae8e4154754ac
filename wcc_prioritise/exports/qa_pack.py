"""Can somebody else assure this? The QA pack: what was asked, how it was made, what was checked."""

from __future__ import annotations

import json
from collections.abc import Iterator

from wcc_prioritise import __version__
from wcc_prioritise.challenge.recorded import last_arguments
from wcc_prioritise.exports import assumptions, decisions
from wcc_prioritise.exports.criteria import named
from wcc_prioritise.exports.of_record import OfRecord
from wcc_prioritise.exports.packed import bullets, csv_file, text_file
from wcc_prioritise.exports.readings import moved_sentences
from wcc_prioritise.exports.rules import agreed_demands, asked_demands, departure_words
from wcc_prioritise.exports.unnamed import SAID, unnamed
from wcc_prioritise.exports.verification import verification
from wcc_prioritise.exports.wording import given, number
from wcc_prioritise.exports.zipped import zipped
from wcc_prioritise.workshop.calculating import versions

NAME = "qa-pack.zip"

CONTENTS = {
    "01-specification.txt": "what was asked, by whom, within which limits and rules",
    "02-method-note.txt": "how the result is made, when that was fixed, and what it rests on",
    "03-data-log.csv": "the register of evidence, with source and date",
    "03-data-log-indicators.csv": "the indicators, with source and period",
    "04-verification.csv": "every check that a machine can make, made again for this pack",
    "05-validation.txt": "how the result compares with what people felt before it",
    "06-uncertainty.txt": "what is in doubt, and what it changes",
    "06-uncertainty.csv": "bands, and how often each candidate comes first or is chosen",
    "07-roles.csv": "who analysed, who assured, who approved",
    "08-re-run.txt": "how to compute it again, call by call, and what must come out",
    "08-calculations.csv": "every recorded calculation with its fingerprints",
    "09-decisions.csv": "decisions, with the fields of the AQuA Book",
    "09-assumptions.csv": "assumptions, with the fields of the AQuA Book",
    "10-completeness.csv": "the record held against published checklists",
    "11-to-complete-by-hand.txt": "what no machine can say, for the analyst and the assurer",
}
"""Files of the pack, with what each answers."""

CALLS = """import wcc_prioritise as wcc

workshop = wcc.Workshop({file!r})
assert workshop.verify(head={seal!r}, entries={entries}).whole
case = workshop.case(at={entries})
assert case.fingerprint == {fingerprint!r}
appraisal = wcc.appraise(case)
portfolio = wcc.select(appraisal, {demands})
assert portfolio.chosen == {chosen!r}
"""

STRESSED = """stress = wcc.stress(appraisal, runs={runs}, seed={seed})
assert stress.fingerprint == {fingerprint!r}
"""

BY_HAND = """[ ] Business criticality of the analysis (low, medium, high) and why: _______________
[ ] Analyst, name and date: ____________________
[ ] Assurer, name and date (not the analyst, not of the panel): ____________________
[ ] Level of assurance that fits the criticality, and what was done: ____________________
[ ] The right question was asked, and the specification agreed with the one who asked: ______
[ ] Sources read again at their origin (which, and by whom): ____________________
[ ] Date after which each source is no longer to be used: ____________________
[ ] Face validity: people who know the services looked at the result and said: ____________
[ ] The workbook was computed again in a spreadsheet, and its sheet "check" says: __________
[ ] The calls of 08-re-run.txt were made on a second machine (which), and gave: ____________
[ ] Assumptions of the software replaced by local figures, or why not: ____________________
[ ] Known limits of the analysis that the reader of the board paper must hear: ____________
[ ] Residual risk accepted by (role): ____________________
[ ] Assurance statement: I have checked the above and find the analysis fit / not fit for its
    use. Signed: ____________________ Date: __________"""

VALUE_NOTE = (
    "Value ranks proposals: on each criterion a score of 0 to 100 on anchors that were fixed "
    "beforehand, times the weight of the criterion, summed. Worth builds sets: on each outcome "
    "what the candidate adds over doing nothing, for all the people it reaches, times the weight, "
    "summed, times the chance of success. A condition is never added. Worth may be summed over "
    "candidates (two halves of a candidate have the worth of the whole); values may not."
)

REFERENCES = (
    "HM Treasury and DESNZ, Use of multi-criteria decision analysis in options appraisal of "
    "economic cases, 2024 (additive model, swing weights)",
    "Phillips and Bana e Costa, Annals of Operations Research 2007;154:51-68 (worth and budget)",
    "Airoldi et al., Medical Decision Making 2014;34:965-975 (people x gain x chance)",
    "Lahdelma and Salminen, Operations Research 2001;49:444-454 (shares over draws)",
    "HM Treasury, the AQuA Book (fields of the logs, roles, assurance)",
)


def make(told: OfRecord) -> dict[str, bytes]:
    """Make the QA pack.

    Parameters
    ----------
    told : OfRecord
        Everything the record comes to.

    Returns
    -------
    dict of str to bytes
        `qa-pack.zip`. Equal records give equal bytes.
    """
    contents = (
        *(_specification(told), _method(told), _evidence(told), _indicators(told)),
        *(_verification(told), _validation(told), _uncertainty(told), _shares(told)),
        *(_roles(told), _re_run(told), _calculations(told)),
        csv_file(decisions.COLUMNS, decisions.decision_rows(told)),
        csv_file(assumptions.COLUMNS, assumptions.assumption_rows(told)),
        *(_completeness(told), text_file("To complete by hand", BY_HAND)),
    )
    files = dict(zip(CONTENTS, contents, strict=True))
    return {NAME: zipped({"00-read-me.txt": _read_me(told), **files})}


def _read_me(told: OfRecord) -> bytes:
    charter, head = told.case.charter, told.head
    return text_file(
        "QA pack",
        charter.notice or "",
        f"{charter.organisation}: {charter.question}",
        "Made from the record alone; what a person has to add stands in the last file.",
        bullets(f"{name}: {words}" for name, words in CONTENTS.items()),
        f"Entries: {head.entries:,}\nSeal of the last: {head.seal}\n"
        f"Fingerprint of the case: {told.case.fingerprint}\nVersion: wcc_prioritise {__version__}",
        SAID,
        say=unnamed(told),
    )


def _specification(told: OfRecord) -> bytes:
    charter, case = told.case.charter, told.case
    names = ("question", "organisation", "scope", "population", "budget", "who_decides",
             "who_advises")  # fmt: skip
    said = (f"{name.replace('_', ' ')}: {given(getattr(charter, name))}" for name in names)
    criteria = (f"{named(row)}: {row['question']}" for row in case.criteria.to_dict("records"))
    return text_file(
        "Specification",
        bullets(said),
        f"Candidates: {len(case.candidates)}. Criteria:",
        bullets(criteria),
        "Limits and rules agreed beforehand:",
        bullets(agreed_demands(case)),
        "What the set was asked for with:",
        bullets(asked_demands(told.portfolio)),
        departure_words(case, told.portfolio),
        say=unnamed(told),
    )


def _method(told: OfRecord) -> bytes:
    a, warnings = told.appraisal, (*told.portfolio.warnings, *_stress_warnings(told))
    return text_file(
        "Method note",
        VALUE_NOTE,
        f"Here scores are pooled by {a.score_rule} and weights by {a.weight_rule}; the set is the "
        f"best by {told.portfolio.arguments['reading']}, found by: {told.portfolio.engine}.",
        _when(told),
        "Known limits, which the reader of the result must hear:",
        bullets(warnings, "none was found by the software"),
        "References:",
        bullets(REFERENCES),
        say=unnamed(told),
    )


def _stress_warnings(told: OfRecord) -> tuple[str, ...]:
    return told.stress.warnings if told.stress else ()


def _when(told: OfRecord) -> str:
    """Say whether the method stood before there was an answer to steer it by."""
    entries = told.entries
    answers = entries[entries["kind"].isin(["score", "swing"])]
    begun = f"The charter was in the record from {given(decisions.day(entries['at'].iloc[0]))} on"
    if answers.empty:
        return f"{begun}; scores and weights came with it, in its tables."
    first = answers.iloc[0]
    later = entries[(entries["kind"] == "charter") & (entries["seq"] > first["seq"])]
    changed = (
        f"changed in entries {', '.join(map(str, later['seq']))}" if len(later) else "unchanged"
    )
    answered = f"entry {first['seq']:,} of {given(decisions.day(first['at']))}"
    return f"{begun}; the first answer is {answered}. Since then the charter was {changed}."


def _evidence(told: OfRecord) -> bytes:
    say = unnamed(told)
    columns = ("candidate", "criterion", "statement", "value", "unit", "source", "date", "grade",
               "kind")  # fmt: skip
    rows = told.case.evidence[list(columns)].to_dict("records")
    return csv_file(
        (*columns, "not to be used after (to complete by hand)"),
        ((*(say(v) if isinstance(v, str) else v for v in row.values()), None) for row in rows),
    )


def _indicators(told: OfRecord) -> bytes:
    columns = ["indicator", "indicator_name", "period", "source"]
    rows = told.case.indicators[columns].drop_duplicates()
    return csv_file(
        (*columns, "not to be used after (to complete by hand)"),
        ((*row, None) for row in rows.itertuples(index=False, name=None)),
    )


def _verification(told: OfRecord) -> bytes:
    say = unnamed(told)
    rows = ((found.asks, found.result, say(found.words)) for found in verification(told))
    return csv_file(("what is checked", "result", "what was found"), rows, say)


def _validation(told: OfRecord) -> bytes:
    asked = told.case.questions()
    people = set(told.case.people["person"])
    odd = [f"{row.item}: {row.question}" for row in asked.itertuples() if row.item not in people]
    return text_file(
        "Validation",
        "What people felt before it, given privately and sealed, beside the result:",
        told.gut.words,
        "Who stayed of another mind is in the minority report; how people spoke is in the board "
        "paper.",
        "What a careful reader would still ask of the figures:",
        bullets(map(unnamed(told), odd), "nothing in the figures looks odd"),
        "Face validity is for people: see the last file.",
        say=unnamed(told),
    )


def _uncertainty(told: OfRecord) -> bytes:
    stress = told.stress
    if stress is None:
        drawn = ["Doubts were not drawn: there is one candidate alone."]
    else:
        runs, seed = stress.arguments["runs"], stress.arguments["seed"]
        drawn = [f"What was drawn: {stress.doubt}; {runs:,} draws with seed {seed}.", stress.words]
    return text_file(
        "Uncertainty statement",
        *drawn,
        bullets(_stress_warnings(told), "no warning of the draws"),
        "The set under other readings of the same record:",
        bullets(moved_sentences(told.portfolio)),
        "What was not drawn: doubts in costs, in the people reached where no range was given, in "
        "links and in the charter's own thresholds.",
        say=unnamed(told),
    )


def _shares(told: OfRecord) -> bytes:
    """Give bands and shares; no total stands here, for no criterion scores stand beside it."""
    columns = ("candidate", "name", "band", "share of draws first", "its error", "how sure",
               "share of draws in the set", "in the set")  # fmt: skip
    if told.stress is None:
        return csv_file(columns, [])
    funded = told.funded.table.set_index("candidate")["share"] if told.funded is not None else {}
    rows = (
        (row.candidate, row.name, row.band, row.first, row.error, row.how_sure,
         funded.get(row.candidate), row.candidate in told.portfolio.chosen)
        for row in told.stress.table.itertuples(index=False)
    )  # fmt: skip
    return csv_file(columns, rows, unnamed(told))


def _roles(told: OfRecord) -> bytes:
    say, charter, entries = unnamed(told), told.case.charter, told.entries
    signed = {
        json.loads(row.body)["text"]: (say(row.by), decisions.day(row.at))
        for row in entries[entries["kind"] == "sign-off"].itertuples()
    }
    rows = (
        (role, say(getattr(charter, role)), *signed.get(role, ("not signed", None)))
        for role in ("analyst", "assurer", "approver")
    )
    return csv_file(("role", "named in the charter", "signed by", "on"), rows)


def _re_run(told: OfRecord) -> bytes:
    calls = CALLS.format(
        file=told.workshop.path.name,
        seal=told.head.seal,
        entries=told.head.entries,
        fingerprint=told.case.fingerprint,
        demands=", ".join(f"{n}={v!r}" for n, v in told.portfolio.arguments.items()),
        chosen=told.portfolio.chosen,
    )
    if told.stress is not None:
        runs, seed = (told.stress.arguments[name] for name in ("runs", "seed"))
        calls += STRESSED.format(runs=runs, seed=seed, fingerprint=told.stress.fingerprint)
    found = "\n".join(f"{name} {version}" for name, version in versions().items())
    asked = last_arguments(told.case, "select")
    return text_file(
        "Run it again",
        "Put the workshop file into an empty folder, install the versions below, and run the calls "
        "in Python there. Each line that begins with assert stops where something differs.",
        calls.rstrip(),
        f"Versions:\n{found}",
        "The limits and rules are those recorded last."
        if asked is not None
        else "No choice was recorded; the limits and rules are those of the tables.",
    )


def _calculations(told: OfRecord) -> bytes:
    columns = ["calculation", "verb", "arguments", "versions", "fingerprint_in", "fingerprint_out"]
    return csv_file(columns, told.case.calculations[columns].itertuples(index=False, name=None))


def _completeness(told: OfRecord) -> bytes:
    rows: Iterator[tuple] = (
        (row.list, row.item, row.status, row.shown, row.missing)
        for row in told.completeness.table.itertuples(index=False)
    )
    heads = ("checklist", "item", "status", "entries that meet it", "what is missing")
    met, asked = number(told.completeness.met), number(told.completeness.asked)
    return csv_file(heads, [*rows, ("all", "points met of those that apply", f"{met} of {asked}",
                                    None, None)])  # fmt: skip
