"""Do data and list meet? One page: gaps nobody proposes to close, proposals with no gap behind."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from wcc_prioritise.appraisal.data_to_list import DataToList
from wcc_prioritise.exports.benchmark import gap_cells
from wcc_prioritise.exports.content import Block, Paper, Paragraph, Section, Table, section
from wcc_prioritise.exports.report import checked_path, write_paper
from wcc_prioritise.exports.wording import given, listed, percent, short

TITLE = "From data to list"


def list_page(path: str | os.PathLike, found: DataToList, notice: str = "") -> Path:
    """Which gaps does nobody propose to close, and which proposals have no gap behind them?

    Parameters
    ----------
    path : str or path-like
        Where to write: a name that ends in .docx (Word) or .html (one file, complete in itself).
    found : DataToList
        As `data_to_list` finds it.
    notice : str
        Printed at the top, such as SYNTHETIC.

    Returns
    -------
    pathlib.Path
        The path written.

    Raises
    ------
    InputError
        If the name has another ending, or the file cannot be written.
    """
    where = checked_path(path, 'list_page("from-data-to-list.docx", found)')
    return write_paper(where, list_paper(found, notice))


def list_paper(found: DataToList, notice: str = "") -> Paper:
    """Make the page: both lists, and what they do not mean."""
    return Paper(
        TITLE, notice, (_summary(found), section("Gaps nobody proposes to close", _gaps(found)),
                        section("Proposals with no gap behind them", _proposals(found)))
    )  # fmt: skip


def _summary(found: DataToList) -> Section:
    days = None
    if found.days is not None:
        days = Paragraph(
            f"First data: {given(found.first_data)}. Preferred list: {given(found.preferred)}. "
            f"{found.days:,} days."
        )
    return section(
        "In short",
        [Paragraph(found.summary(), "lead"), Paragraph(found.gaps.summary(), "note"), days],
    )


def _gaps(found: DataToList) -> Iterator[Block]:
    rows = found.unanswered.to_dict("records")
    if not rows:
        yield Paragraph("None: every clear gap, if there is one, is cited by a proposal.")
        return
    yield Table(
        f"Clear gaps that no proposal cites, with their {percent(found.gaps.confidence)} limits",
        ("Indicator", "Period", "Ours", "Peers", "Gap (+ is worse)", "People at that gap",
         "Source"),
        tuple((*gap_cells(row), given(row["source"])) for row in rows),
        align="llrrrrl",
        widths=(4.2, 1.5, 2.4, 2.4, 2.2, 2.2, 2.6),
    )  # fmt: skip
    yield Paragraph(
        "People at a gap are headroom, not what a project would bring; they are not to be added "
        "up. To ask: who could close it, and why has nobody come forward?"
    )


def _proposals(found: DataToList) -> Iterator[Block]:
    rows = found.unfounded.to_dict("records")
    if not found.proposals:
        yield Paragraph("There is no proposal yet.")
        return
    if not rows:
        yield Paragraph("None: a clear gap stands behind every proposal.")
        return
    yield Table(
        "Proposals without a clear gap, and why",
        ("Candidate", "Cites", "Why no gap stands behind it"),
        tuple(
            (f"{row['candidate']} {short(row['name'], 90)}", listed(row["cites"], "nothing"),
             row["why"])
            for row in rows
        ),
        widths=(9.0, 2.0, 6.0),
    )  # fmt: skip
    yield Paragraph(
        "A proposal without a gap is not a bad one: it may rest on a trial, an audit or what "
        "patients say. To ask: on what does it rest?"
    )
