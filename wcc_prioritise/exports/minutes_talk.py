"""What was talked about, what moved, and what is to be done?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wcc_prioritise.exports.content import Block, Listing, Paragraph, Section, Table, section
from wcc_prioritise.exports.minutes_day import clock
from wcc_prioritise.exports.what_was_said import reasons_of
from wcc_prioritise.exports.wording import capital, given, number, sentence, short
from wcc_prioritise.judgement.disclosure import PANEL
from wcc_prioritise.workshop.open_items import COLUMNS

if TYPE_CHECKING:
    from wcc_prioritise.exports.of_record import OfRecord

NOT_TOLD = "not told"
TO_FOLLOW = ("action", "parking lot")
OWED = COLUMNS[:4]
"""What is owed, as far as it does not hang on the day on which it is asked."""


def discussed_section(told: OfRecord) -> Section:
    """Show who asked to discuss what, and the reasons given on what was scored again."""
    asked, cells = _asked(told), _again(told)
    blocks: list[Block] = [
        Table("What voice groups asked to discuss", ("Voice group", "Candidate", "In words"),
              asked, widths=(4.0, 8.0, 5.0))
        if asked
        else Paragraph("No voice group named a candidate to discuss."),
        *_reasons(told, cells),
    ]  # fmt: skip
    return section("What was discussed, and the reasons given", blocks)


def _asked(told: OfRecord) -> tuple[tuple[str, ...], ...]:
    acts, names = told.case.acts, told.case.names
    rows = acts[(acts["act"] == "discuss") & acts["candidate"].notna()].to_dict("records")
    return tuple(
        (given(row["group"], "the room"), f"{row['candidate']} {short(names[row['candidate']])}",
         given(row["text"], "named, without further words"))
        for row in rows
    )  # fmt: skip


def _again(told: OfRecord) -> list[tuple[str, str]]:
    """List the cells that somebody scored in a later round."""
    later = told.case.scores[told.case.scores["round"] > 1]
    return sorted(set(zip(later["candidate"], later["criterion"], strict=True)))


def _reasons(told: OfRecord, cells: list[tuple[str, str]]) -> Iterator[Block]:
    if not cells:
        yield Paragraph("Nothing was scored a second time.")
        return
    found = reasons_of(told.case)
    rows = tuple(
        (f"{row['candidate']} on {row['criterion']}", row["who"], row["reason"])
        for row in found.to_dict("records")
        if (row["candidate"], row["criterion"]) in set(cells)
    )
    if not rows:
        yield Paragraph("No reason is on record for the scores that were looked at again.")
        return
    yield Table(
        "Reasons on what was discussed and scored again, by the role or voice group that gave them",
        ("Cell", "Said by", "Reason"),
        rows,
        widths=(2.4, 4.6, 10.0),
    )


def moved_section(told: OfRecord) -> Section:
    """Show what changed between the rounds, as far as it may be told."""
    cells = _again(told)
    heading = "What changed between the rounds"
    if not cells:
        return section(heading, [Paragraph("There was one round of scores.")])
    shown = told.shown.cells
    names = told.case.criteria.set_index("criterion")["name"]
    rows = tuple(
        (
            f"{candidate} {short(told.case.names[candidate], 60)}",
            f"{criterion} {short(names[criterion], 40)}",
            *_two_rounds(shown.get((candidate, criterion), ())),
        )
        for candidate, criterion in cells
    )
    return section(
        heading,
        [
            Table(
                "Mean scores before and after the discussion, 0 to 100, in whole points; a mean "
                "that would give one person's score away is not told",
                ("Candidate", "Criterion", "First round", "Last round", "People"),
                rows,
                align="llrrr",
                widths=(7.0, 4.0, 2.2, 2.2, 1.6),
            )
        ],
    )


def _two_rounds(rounds: tuple) -> tuple[str, str, str]:
    """Give the mean of the first round, that of the last, and how many people scored in it."""
    told = {one.round: one for one in rounds}
    if not told:
        return NOT_TOLD, NOT_TOLD, NOT_TOLD
    last = told[max(told)]
    first = _mean(told[1]) if 1 in told and last.round > 1 else NOT_TOLD
    return first, _mean(last), number(last.people)


def _mean(told) -> str:
    return {figure.what: figure.words for figure in told.figures}.get(PANEL, NOT_TOLD)


def taken_back_section(told: OfRecord) -> Section:
    """Show which entries were taken back, and why; not what was in them."""
    entries = told.entries
    kinds = entries.set_index("seq")["kind"]
    undone = entries.loc[entries["undone_by"].notna(), ["seq", "undone_by"]]
    back = entries.set_index("seq")[["at", "because"]]
    said = tuple(
        f"Entry {seq:,} ({kinds[seq]}) was taken back at {clock(back.at[int(by), 'at'])}: "
        f"{sentence(given(back.at[int(by), 'because'], 'no reason given'))}"
        for seq, by in undone.itertuples(index=False)
    )
    nothing = Paragraph("No entry was taken back.")
    return section("Entries taken back", [Listing(said) if said else nothing])


def actions_section(told: OfRecord) -> Section:
    """Show what is to be followed up, by whom and by when, and what is still owed."""
    acts = told.case.acts
    rows = tuple(
        (capital(row["act"]), given(row["text"], "no words"), given(row["candidate"], "in general"),
         given(row["owner"], "nobody yet"), given(row["date"], "no date"))
        for row in acts[acts["act"].isin(TO_FOLLOW)].to_dict("records")
    )  # fmt: skip
    owed = told.workshop.open_items()[OWED].to_dict("records")
    open_items = tuple(
        (capital(row["kind"]), row["item"], row["what"], given(row["due"], "no date"))
        for row in owed
    )
    blocks: list[Block] = [
        Table("Actions and the parking lot", ("Kind", "What", "About", "Owner", "By"), rows,
              widths=(2.4, 7.4, 2.2, 2.6, 2.4))
        if rows
        else Paragraph("No action and nothing in the parking lot is on record."),
        Table("What was still owed to somebody", ("Kind", "Item", "What", "Due"), open_items,
              widths=(4.0, 1.8, 8.6, 2.6))
        if open_items
        else Paragraph("Nothing is owed to anybody."),
    ]  # fmt: skip
    return section("Actions and parking lot", blocks)
