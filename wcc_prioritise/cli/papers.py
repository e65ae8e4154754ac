"""What is left on the disk after a run? Papers, pictures, and the tables behind them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from wcc_prioritise.cli.screen import plain as plain_text

if TYPE_CHECKING:
    import pandas as pd

    from wcc_prioritise.appraisal import Appraisal
    from wcc_prioritise.case import Case
    from wcc_prioritise.cli.screen import Stages
    from wcc_prioritise.evidence import Gaps
    from wcc_prioritise.portfolio import Portfolio
    from wcc_prioritise.portfolio.money import Money
    from wcc_prioritise.portfolio.robust import FundedShare
    from wcc_prioritise.programme import Programme
    from wcc_prioritise.ranking import Ranking
    from wcc_prioritise.robustness import Stress

BOARD, EVIDENCE = "board-paper", "evidence-paper"
"""Names of the papers: of a workshop, and of evidence alone."""

PICTURES = {
    "balance": "portfolio",
    "contributions": "ranking",
    "bubble": "portfolio",
    "limits": "portfolio",
    "opportunity": "gaps",
}
"""Each picture with the result it is drawn from."""

DECIMALS = 9
"""Figures are written to a billionth, so that 0.1 + 0.2 reads 0.3."""


@dataclass(frozen=True)
class Results:
    """What one run gave; what was not done is None."""

    case: Case
    gaps: Gaps | None = None
    appraisal: Appraisal | None = None
    ranking: Ranking | None = None
    portfolio: Portfolio | None = None
    stress: Stress | None = None
    funded: FundedShare | None = None
    money: Money | None = None
    programme: Programme | None = None

    @property
    def paper(self) -> str:
        """Name of the paper, without its ending."""
        return BOARD if self.portfolio else EVIDENCE

    @property
    def given(self) -> tuple[object, ...]:
        """The results that a paper is made from."""
        found = (getattr(self, field.name) for field in fields(self) if field.name != "case")
        return tuple(result for result in found if result is not None)


def may_be_left() -> tuple[str, ...]:
    """List every file that some run writes: what an earlier run may have left in the folder."""
    from wcc_prioritise.cli.figures import ABOUT

    papers = (f"{name}.{ending}" for name in (BOARD, EVIDENCE) for ending in ("docx", "html"))
    pictures = (f"pictures/{name}.png" for name in PICTURES)
    tables = (f"tables/{name}.csv" for name in ABOUT)
    return (*papers, *pictures, *tables, "tables/about.txt")


def write_all(results: Results, folder: Path, stages: Stages) -> None:
    """Write tables, pictures and papers into a folder.

    Parameters
    ----------
    results : Results
        What the run gave.
    folder : Path
        An empty folder.
    stages : Stages
        Where to say what is being written.
    """
    stages.begin("Writing the tables behind it")
    write_tables(results, folder / "tables")
    stages.begin("Drawing the pictures")
    write_pictures(results, folder / "pictures")
    stages.begin("Writing the paper, for Word and as a web page")
    write_papers(results, folder)


def write_tables(results: Results, folder: Path) -> None:
    """Write every table of figures, and one text that says what each answers."""
    from wcc_prioritise.cli.figures import ABOUT

    said = [f"Tables behind the {results.paper}.", *_about_the_case(results.case)]
    for name, table in figures_of(results):
        write_csv(table, folder / f"{name}.csv")
        said.append(f"{name}.csv: {ABOUT[name]}")
    text = "\n".join([*said, ""])
    (folder / "about.txt").write_bytes(text.encode("utf-8-sig", errors="replace"))


def _about_the_case(case: Case) -> Iterator[str]:
    if case.charter and case.charter.notice:
        yield plain_text(case.charter.notice)
    yield f"Fingerprint of the case: {case.fingerprint}"


def figures_of(results: Results) -> Iterator[tuple[str, pd.DataFrame]]:
    """Give the tables of figures of every result that is there."""
    from wcc_prioritise.cli import figures

    if results.appraisal and results.ranking:
        yield from figures.of_appraisal(results.appraisal, results.ranking).items()
    if results.portfolio:
        yield from figures.of_portfolio(results.portfolio).items()
    if results.gaps:
        yield from figures.of_gaps(results.gaps).items()


def write_pictures(results: Results, folder: Path) -> None:
    """Draw every picture whose result is there."""
    from wcc_prioritise.plots import picture

    folder.mkdir(parents=True, exist_ok=True)
    for question, kind in PICTURES.items():
        result = getattr(results, kind)
        if result is not None:
            (folder / f"{question}.png").write_bytes(picture(question, result).png)


def write_papers(results: Results, folder: Path) -> None:
    """Make the paper once and write it in every form; `report` would make it anew for each."""
    from wcc_prioritise.exports.paper import board_paper
    from wcc_prioritise.exports.report import ENDINGS
    from wcc_prioritise.exports.results import gather

    paper = board_paper(gather(results.given))
    for ending, file_of in ENDINGS.items():
        (folder / f"{results.paper}{ending}").write_bytes(file_of(paper))


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """Write a table that a spreadsheet opens with every sign right and runs nothing of.

    Parameters
    ----------
    table : DataFrame
        The figures; a text that a spreadsheet would run gets an apostrophe before it.
    path : Path
        The file; its folder is made. It begins with a byte-order mark, by which Excel knows UTF-8.
    """
    rows = [list(table.columns), *table.astype(object).to_numpy().tolist()]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([safe(cell) for cell in row] for row in rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(out.getvalue().encode("utf-8-sig", errors="replace"))


def safe(cell: object) -> object:
    """Give a cell as a CSV file holds it.

    Examples
    --------
    >>> safe("=1+1"), safe(0.1 + 0.2), safe(True), safe(("P01", "P02")), safe(float("nan"))
    ("'=1+1", 0.3, 'yes', 'P01; P02', '')
    """
    from wcc_prioritise.tables.csv_files import APOSTROPHE, RUNS
    from wcc_prioritise.tables.writing import plain

    given = plain("; ".join(map(str, cell)) if isinstance(cell, tuple) else cell)
    if isinstance(given, str) and RUNS.match(given):
        return APOSTROPHE + given
    if isinstance(given, float):
        return round(given, DECIMALS)
    return "" if given is None else given
