"""What is known of each candidate, and what is not? Evidence cards, one page a candidate."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from wcc_prioritise.appraisal.cited import CLEAR, NOT_COMPARED, cited_gaps
from wcc_prioritise.appraisal.claims import claims_above_gaps, savings
from wcc_prioritise.case import Case
from wcc_prioritise.evidence import Gaps
from wcc_prioritise.exports.benchmark import gap_cells
from wcc_prioritise.exports.content import (
    Block,
    Heading,
    Listing,
    Paper,
    Paragraph,
    Section,
    Table,
    numbered,
    section,
)
from wcc_prioritise.exports.report import checked_path, write_paper
from wcc_prioritise.exports.wording import (
    capital,
    counted,
    evidence_figure,
    given,
    listed,
    missing,
    money,
    people,
    percent,
    sentence,
    short,
)
from wcc_prioritise.tables import InputError

GRADES = {
    "A": "trials or a systematic review",
    "B": "controlled studies, or a large before-and-after study",
    "C": "audit, or studies without a comparison group",
    "D": "opinion, or one report without a comparison",
}
"""What each grade stands on, in words."""

FINDINGS = ("study", "audit", "claim", "benchmark")
UNSURE = "to be confirmed"
"""A source that says so has not been looked up."""


def cards(path: str | os.PathLike, case: Case, gaps: Gaps | None = None) -> Path:
    """What is known of each candidate, how well, and what is not known at all?

    One page a candidate: its evidence with grade, source and date; what the needs assessment and
    patients say; the gaps it cites with their limits and period; its claimed saving and what
    usually remains of such a claim; and what is missing. The same case gives the same bytes.

    Parameters
    ----------
    path : str or path-like
        Where to write: a name that ends in .docx (Word) or .html (one file, complete in itself).
    case : Case
        With candidates.
    gaps : Gaps, optional
        Made from the indicators of the case; without them no card shows a gap.

    Returns
    -------
    pathlib.Path
        The path written.

    Raises
    ------
    InputError
        If the name has another ending, there are no candidates, the gaps are of other figures, or
        the file cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> import wcc_prioritise as wcc
    >>> case = wcc.read(wcc.sample("short"))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     cards(f"{folder}/evidence-cards.html", case).name
    'evidence-cards.html'
    """
    where = checked_path(path, 'cards("evidence-cards.docx", case, gaps)')
    return write_paper(where, cards_paper(case, gaps))


def cards_paper(case: Case, gaps: Gaps | None = None) -> Paper:
    """Make the cards as a paper: a page on how to read them, then a page a candidate.

    Raises
    ------
    InputError
        If there are no candidates, or the gaps are of other figures.
    """
    if case.candidates.empty:
        raise InputError.of(
            where="candidates",
            found="no candidates",
            allowed="at least one",
            do="Fill in the long list: a card is about one candidate.",
        )
    known = _Known.of(case, gaps)
    pages = [_page(known, row) for row in case.candidates.to_dict("records")]
    title = f"Evidence cards: {case.charter.question}" if case.charter else "Evidence cards"
    notice = (case.charter.notice if case.charter else None) or ""
    return Paper(title, notice, numbered([_front(known), *pages]))


@dataclass(frozen=True)
class _Known:
    """Everything that the cards are made from, worked out once."""

    case: Case
    gaps: Gaps | None
    cited: pd.DataFrame | None
    savings: pd.DataFrame
    asked: dict[str, str]

    @classmethod
    def of(cls, case: Case, gaps: Gaps | None) -> _Known:
        """Work it out."""
        asked = {} if gaps is None else claims_above_gaps(case, gaps).set_index("item")["question"]
        return cls(
            case,
            gaps,
            None if gaps is None else cited_gaps(case, gaps),
            savings(case.candidates),
            dict(asked),
        )

    def cards_of(self, code: str, kinds: tuple[str, ...] = ()) -> list[dict]:
        """List the evidence on a candidate, of some kinds or of all."""
        rows = self.case.evidence
        rows = rows[rows["candidate"] == code].to_dict("records")
        return [row for row in rows if not kinds or _kind(row) in kinds]

    def gaps_of(self, code: str) -> list[dict]:
        """List the gaps that a candidate cites."""
        if self.cited is None:
            return []
        return self.cited[self.cited["candidate"] == code].to_dict("records")


def _kind(row: dict) -> str:
    return "study" if missing(row["kind"]) else row["kind"]


# ---- the first page -----------------------------------------------------------------------------


def _front(known: _Known) -> Section:
    """Say how the cards are read, and how much is known of each candidate."""
    return section(
        "How to read these cards",
        [
            Listing(
                (
                    *(f"Grade {grade}: {words}." for grade, words in GRADES.items()),
                    "A gap is how far we are from areas like ours. People at a gap are headroom, "
                    "not what a project would bring, and are never added up.",
                    "A claimed saving is shown with what usually remains of such a claim. The "
                    "shares are assumptions of this product, to be replaced by your own.",
                    "What is not known stands on the card too: it is a question for the sponsor.",
                )
            ),
            _compared_words(known),
            Table(
                "How much is known of each candidate",
                ("Candidate", "Grade", "Findings", "Needs", "Patient views", "Clear gaps",
                 "Not known"),
                tuple(_front_row(known, row) for row in known.case.candidates.to_dict("records")),
                align="llrrrrr",
                widths=(8.6, 1.2, 1.6, 1.3, 1.5, 1.5, 1.5),
            ),
        ],
    )  # fmt: skip


def _compared_words(known: _Known) -> Paragraph:
    if known.gaps is None:
        return Paragraph("No benchmark stands behind these cards: nothing was compared.")
    return Paragraph(known.gaps.summary())


def _front_row(known: _Known, row: dict) -> tuple[str, ...]:
    code = row["candidate"]
    clear = sum(gap["verdict"] == CLEAR for gap in known.gaps_of(code))
    return (
        f"{code} {short(row['name'], 48)}",
        given(row["grade"], "none"),
        people(len(known.cards_of(code, FINDINGS))),
        people(len(known.cards_of(code, ("needs assessment",)))),
        people(len(known.cards_of(code, ("patient view",)))),
        "not compared" if known.gaps is None else people(clear),
        people(len([*_not_known(known, row)])),
    )


# ---- the page of a candidate --------------------------------------------------------------------


def _page(known: _Known, row: dict) -> Section:
    code = row["candidate"]
    absent = tuple(_not_known(known, row))
    return section(
        f"{code} {row['name']}",
        [
            None if missing(row["description"]) else Paragraph(row["description"]),
            Paragraph(_grade_words(row)),
            *_findings(known, code),
            *_lines("What the needs assessment says", _needs(known, code)),
            *_lines("What patients say", _views(known, code)),
            *_benchmark(known, code),
            Heading("The claimed saving", 3),
            Paragraph(_saving_words(known.savings.loc[code])),
            Paragraph(f"To ask: {known.asked[code]}") if code in known.asked else None,
            Heading("What is not known", 3),
            Listing(absent) if absent else Paragraph("Nothing that a card asks for is missing."),
        ],
        new_page=True,
    )


def _grade_words(row: dict) -> str:
    if missing(row["grade"]):
        return "The evidence has not been graded."
    return f"Grade of the evidence as a whole: {row['grade']} ({GRADES[row['grade']]})."


def _findings(known: _Known, code: str) -> Iterator[Block]:
    rows = known.cards_of(code, FINDINGS)
    if not rows:
        return
    yield Table(
        "Studies, audits and claims",
        ("What is known", "Figure", "Bears on", "Source", "Date", "Grade", "Kind"),
        tuple(_finding(row) for row in rows),
        align="lrlllll",
        widths=(5.4, 2.4, 1.3, 4.0, 1.3, 1.3, 1.3),
    )


def _finding(row: dict) -> tuple[str, ...]:
    return (
        row["statement"],
        "none" if missing(row["value"]) else evidence_figure(row["value"], row["unit"]),
        given(row["criterion"], "in general"),
        row["source"],
        given(row["date"], "no date"),
        given(row["grade"], "none"),
        _kind(row),
    )


def _lines(heading: str, said: tuple[str, ...]) -> Iterator[Block]:
    if said:
        yield Heading(heading, 3)
        yield Listing(said)


def _needs(known: _Known, code: str) -> tuple[str, ...]:
    rows = known.cards_of(code, ("needs assessment",))
    return tuple(f"{sentence(row['statement'])}{_figure(row)} {_origin(row)}." for row in rows)


def _views(known: _Known, code: str) -> tuple[str, ...]:
    """Say who said what, and how many, where that is given."""
    rows = known.cards_of(code, ("patient view",))
    return tuple(
        f"{sentence(row['statement'])} Said by: {_origin(row)}. How many: {_how_many(row)}."
        for row in rows
    )


def _counts_people(row: dict) -> bool:
    unit = "" if missing(row["unit"]) else row["unit"].casefold()
    heads = ("people", "patient", "person", "carer", "families", "parents")
    return not missing(row["value"]) and unit.startswith(heads)


def _how_many(row: dict) -> str:
    if _counts_people(row):
        return evidence_figure(row["value"], row["unit"])
    return f"not given.{_figure(row)}".rstrip(".")


def _figure(row: dict) -> str:
    if missing(row["value"]):
        return ""
    return f" Figure: {evidence_figure(row['value'], row['unit'])}."


def _origin(row: dict) -> str:
    return f"{row['source'].rstrip('.')} ({given(row['date'], 'no date')})"


# ---- gaps and savings ---------------------------------------------------------------------------


def _benchmark(known: _Known, code: str) -> Iterator[Block]:
    """Show the gaps that the candidate cites, each with its limits, period and source."""
    rows = [row for row in known.gaps_of(code) if row["verdict"] != NOT_COMPARED]
    if not rows:
        return
    limits = f"{percent(known.gaps.confidence)} limits"
    yield Table(
        f"Gaps that it cites: {known.gaps.area_name} beside the mean of its peers, each with its "
        f"{limits}",
        ("Indicator", "Period", "Ours", "Peers", "Gap (+ is worse)", "People at that gap",
         "Verdict"),
        tuple((*gap_cells(row), capital(row["verdict"])) for row in rows),
        align="llrrrrl",
        widths=(4.4, 1.5, 2.5, 2.5, 2.3, 2.3, 2.0),
    )  # fmt: skip
    sources = dict.fromkeys(given(row["source"], "source not given") for row in rows)
    yield Paragraph(
        f"Source: {'; '.join(sources)}. People at a gap are headroom, not what it would bring.",
        "note",
    )


def _saving_words(left: pd.Series) -> str:
    """Say what is claimed and what usually remains, with every assumption."""
    if not left["claimed"] > 0:
        return "It claims no saving."
    claimed = f"Claimed: {money(left['claimed'])} a year at full effect."
    if missing(left["deliverable"]):
        return f"{claimed} Without a grade nothing can be said of what would remain."
    return (
        f"{claimed} Assumed: {percent(left['effect'])} of a claim of grade {left['grade']} is "
        f"delivered, which leaves {money(left['deliverable'])}; {percent(left['cashable_share'])} "
        f"of that leaves the budget, {money(left['cashable'])} a year. Both shares are "
        "assumptions, not findings."
    )


# ---- gaps in evidence ---------------------------------------------------------------------------


def _not_known(known: _Known, row: dict) -> Iterator[str]:
    """List what a card asks for and this candidate does not have."""
    code = row["candidate"]
    every = known.cards_of(code)
    if missing(row["grade"]):
        yield "The evidence has no grade."
    for kinds, words in (
        (("study", "audit"), "No study and no audit."),
        (("needs assessment",), "No line of the needs assessment."),
        (("patient view",), "No view of patients."),
    ):
        if not known.cards_of(code, kinds):
            yield words
    views = known.cards_of(code, ("patient view",))
    if views and not any(map(_counts_people, views)):
        yield "How many patients said so."
    yield from _weak(every)
    yield from _gaps_not_known(known, row)


def _weak(rows: list[dict]) -> Iterator[str]:
    """Count the statements without date or grade, and those nobody has looked up."""
    graded = [row for row in rows if _kind(row) in FINDINGS]
    for number, words in (
        (sum(missing(row["date"]) for row in rows), "without a date"),
        (sum(missing(row["grade"]) for row in graded), "of studies and audits without a grade"),
        (sum(UNSURE in row["source"].casefold() for row in rows),
         "whose source is still to be confirmed"),
    ):  # fmt: skip
        if number:
            yield f"{counted(number, 'statement', 'statements')} {words}."


def _gaps_not_known(known: _Known, row: dict) -> Iterator[str]:
    """Say where no clear gap stands behind the candidate."""
    if not row["indicators"]:
        yield "It cites no indicator, so no gap stands behind it."
        return
    if known.gaps is None:
        yield f"{listed(row['indicators'])}: cited, but nothing was compared."
    for gap in known.gaps_of(row["candidate"]):
        if gap["verdict"] != CLEAR:
            period = "" if missing(gap["period"]) else f" ({gap['period']})"
            yield f"{gap['indicator']}: {gap['verdict']}{period}; no claim rests on it."
