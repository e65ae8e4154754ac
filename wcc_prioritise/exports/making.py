"""How was this made, and what is still to be asked? What a challenge needs to make it again."""

from __future__ import annotations

from importlib.metadata import version
from numbers import Real
from platform import python_version

from wcc_prioritise import __version__
from wcc_prioritise.case import Case
from wcc_prioritise.exports.content import Paragraph, Section, Table, section
from wcc_prioritise.exports.results import Results
from wcc_prioritise.portfolio import Portfolio

LIBRARIES = ("pandas", "numpy", "scipy")


def questions_section(case: Case) -> Section:
    """Show what a careful reader would still ask; people are not told apart."""
    asked = case.questions()
    people = set(case.people["person"])
    rows = [
        (row["table"], "a member of the panel" if row["item"] in people else row["item"], words)
        for row in asked.to_dict("records")
        for words in (row["question"],)
    ]
    rows.sort(key=lambda row: row[1] == "a member of the panel")
    heading = "Questions still to be answered"
    if not rows:
        return section(heading, [Paragraph("Nothing in the figures looks odd.")])
    return section(
        heading,
        [
            Paragraph("None of these is a fault; each is what a careful reader would ask."),
            Table(
                "What looks odd in the figures",
                ("Where", "About", "Question"),
                tuple(rows),
                widths=(2.5, 3.5, 11.0),
            ),
        ],
    )


def making_section(results: Results) -> Section:
    """Show versions, fingerprints and every argument: enough to make the paper again."""
    rows = [
        ("wcc_prioritise", f"version {__version__}"),
        ("Python", f"version {python_version()}"),
        *((library, f"version {version(library)}") for library in LIBRARIES),
    ]
    if results.case:
        rows.append(("Fingerprint of the case (SHA-256)", results.case.fingerprint))
    if results.gaps:
        rows.append(("Fingerprint of the benchmark figures (SHA-256)", results.gaps.fingerprint))
        rows.append(("Benchmark: area, confidence", _benchmark_words(results)))
    if results.appraisal:
        rows.append(("Appraisal: score_rule", results.appraisal.score_rule))
        rows.append(("Appraisal: weight_rule", results.appraisal.weight_rule))
    if results.portfolio:
        rows += _arguments(results.portfolio)
    rows += _later(results)
    return section(
        "How this paper was made",
        [
            Paragraph(
                "The same case, the same versions and the same arguments give this paper again, "
                "to the last byte. Nothing in it was typed by hand: its words and figures come "
                "from the record."
            ),
            Table(
                "Versions, fingerprints and every argument",
                ("What", "Which"),
                tuple(rows),
                widths=(6.5, 10.5),
            ),
        ],
    )


def _benchmark_words(results: Results) -> str:
    gaps = results.gaps
    return f"{gaps.area_name} ({gaps.area}), {gaps.confidence:.6g}; compared with {gaps.how}"


def _arguments(portfolio: Portfolio) -> list[tuple[str, str]]:
    """List every argument of the choice as it was given."""
    rows = [
        (f"Choice of the set: {name}", _argument(value))
        for name, value in portfolio.arguments.items()
    ]
    proven = "proven best" if portfolio.status == "best" else f"{portfolio.status}, not proven best"
    return [*rows, ("Choice of the set: status", proven)]


def _later(results: Results) -> list[tuple[str, str]]:
    """List what the doubts were drawn with, and the programme asked for with."""
    rows = []
    if results.stress:
        given = results.stress.arguments
        rows += [(f"Robustness: {name}", _plain(value)) for name, value in given.items()]
        rows.append(("Robustness: fingerprint (SHA-256)", results.stress.fingerprint))
    if results.funded:
        rows.append(("Funded share: runs", _argument(results.funded.runs)))
    if results.programme:
        given = results.programme.arguments
        rows += [(f"Work programme: {name}", _argument(value)) for name, value in given.items()]
    return rows


def _plain(value: object) -> str:
    """Write a whole number without commas: a seed is a name."""
    return str(value) if isinstance(value, int) else _argument(value)


def _argument(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{_key(key)}: {_argument(v)}" for key, v in value.items()) or "none"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return f"{value:,.15g}" if isinstance(value, Real) else str(value)


def _key(key: object) -> str:
    return " / ".join(map(str, key)) if isinstance(key, tuple) else str(key)
