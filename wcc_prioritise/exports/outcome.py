"""What came of it? Agreement, dissent, departures, decisions and promises of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcc_prioritise.case import Case
from wcc_prioritise.exports.content import Block, Listing, Paragraph, Section, Table, section
from wcc_prioritise.exports.wording import counted, given, listed, missing, people, sentence, short
from wcc_prioritise.voices import AgreementRound, MinorityReport, final_set

if TYPE_CHECKING:
    from wcc_prioritise.exports.of_record import OfRecord

NOT_TOLD = "not told"
PASSED = {True: "met", False: "not met"}


def agreement_section(agreement: AgreementRound) -> Section:
    """Show what people said of the day, as far as it may be told."""
    rows = tuple(
        (
            row["statement"],
            row["when"],
            row["group"],
            people(row["people"]),
            _told(row["at_mark"]),
            _told(row["mean"]),
            _told(row["spread"]),
            PASSED.get(row["passed"], NOT_TOLD),
        )
        for row in agreement.table.to_dict("records")
    )
    blocks: list[Block] = [Paragraph(agreement.words)]
    if rows:
        blocks.append(
            Table(
                "Closing statements, 0 (not at all) to 10 (wholly), held to the pass mark agreed "
                "beforehand; a figure that would give one person's answer away is not told",
                (
                    "Statement",
                    "Discussion",
                    "Who",
                    "People",
                    "At the mark",
                    "Mean",
                    "Spread",
                    "Mark",
                ),
                rows,
                align="lllrrrrl",
                widths=(4.2, 2.3, 3.0, 1.5, 1.6, 1.7, 1.8, 1.6),
            )  # fmt: skip
        )
    if agreement.reasons:
        blocks += [
            Paragraph("Reasons given by people below the mark:"),
            Listing(agreement.reasons),
        ]
    return section("Agreement: were people heard, and can they support it?", blocks)


def _told(cell: object) -> str:
    return NOT_TOLD if missing(cell) else given(cell)


def dissent_section(minority: MinorityReport) -> Section:
    """Show the views that differ, in lines that those they speak for accepted."""
    rows = tuple(
        (row["group"], given(row["candidate"], "the whole set"), row["part"], row["text"])
        for row in minority.published.to_dict("records")
    )
    table = Table(
        "Views that differ from the outcome, in words that those they speak for accepted",
        ("Whose view", "On", "Part", "In words"),
        rows,
        widths=(3.2, 1.6, 3.2, 9.0),
    )
    heading = "Who saw it otherwise: the minority report"
    return section(heading, [Paragraph(dissent_words(minority)), table if rows else None])


def dissent_words(minority: MinorityReport) -> str:
    """Say in a line whether anybody saw it otherwise.

    Only accepted lines speak for anybody; drafts are counted, not told.
    """
    told, drafted = len(minority.published), len(minority.lines)
    if not drafted:
        return "No voice group would have chosen another set, and no dissent is on record."
    if not told:
        return (
            f"{counted(drafted, 'line', 'lines')} of dissent drafted; none has been accepted by "
            "those it speaks for, so none is told here."
        )
    voices = listed(minority.published["group"].drop_duplicates())
    return f"{voices} saw it otherwise, in {counted(told, 'line', 'lines')} that they accepted."


def departures_section(told: OfRecord) -> Section:
    """Show where the decision departs from the computed set, with every reason."""
    names, rows = told.case.names, told.case.departures.to_dict("records")
    table = Table(
        "Where the decision departs from the computed set, and why",
        ("Candidate", "Departure", "Why", "Body", "Date"),
        tuple(
            (f"{row['candidate']} {short(names[row['candidate']])}", row["departs"],
             sentence(row["because"]), given(row["body"]), given(row["date"]))
            for row in rows
        ),
        widths=(4.4, 2.0, 5.6, 2.6, 2.4),
    )  # fmt: skip
    words = Paragraph(f"{departures_words(told)} {in_the_end(told)}")
    return section("Departures from the computed set", [words, table if rows else None])


def departures_words(told: OfRecord) -> str:
    """Say in a line who was taken in, left out or put into another class."""
    rows = told.case.departures.to_dict("records")
    if not rows:
        return "The decision does not depart from the computed set."
    said = (
        f"{row['candidate']} {row['departs']} ({given(row['body'], 'body not given')}: "
        f"{row['because']})"
        for row in rows
    )
    return sentence("; ".join(said))


def in_the_end(told: OfRecord) -> str:
    """Name the set after the departures."""
    final = final_set(told.portfolio)
    return f"In the end the set is: {listed(final)}."


def comments_waiting(case: Case) -> int:
    """How many comments has nobody answered yet?"""
    return int(case.comments["answer"].isna().sum())


def decisions_section(told: OfRecord) -> Section:
    """Show what was decided, by whom and why."""
    rows = tuple(
        (row["decision"], row["body"], _about(row), sentence(row["because"]),
         given(row["conditions"], "none"), given(row["date"]), given(row["review"], "not set"))
        for row in told.case.decisions.to_dict("records")
    )  # fmt: skip
    if not rows:
        return section("Decisions", [Paragraph("No decision is on record yet.")])
    table = Table(
        "What was decided, by which body, and why",
        ("Code", "Body", "Decision", "Why", "Conditions", "Date", "Looked at again"),
        rows,
        widths=(1.2, 2.8, 4.0, 3.6, 2.4, 1.9, 1.8),
    )
    return section("Decisions", [table])


def _about(row: dict) -> str:
    about = "" if missing(row["candidate"]) else f"On {row['candidate']}: "
    return f"{about}{sentence(row['what'])}"


def promises_section(told: OfRecord) -> Section:
    """Show what was promised to whom, and whether it was kept."""
    rows = tuple(
        (row["promise"], row["what"], row["whom"], given(row["due"], "no date"), row["kept"],
         given(row["how"], "not yet said"))
        for row in told.case.promises.to_dict("records")
    )  # fmt: skip
    if not rows:
        return section("Promises", [Paragraph("No promise is on record.")])
    table = Table(
        "What was promised, to whom, by when, and whether it was kept",
        ("Code", "Promise", "To whom", "Due", "Kept", "How, or why not"),
        rows,
        widths=(1.2, 5.6, 2.8, 2.4, 1.4, 3.6),
    )
    return section("Promises", [table])
