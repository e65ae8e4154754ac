"""What may a trust put in its own words and looks? The kinds of template, and every named field."""

from __future__ import annotations

from dataclasses import dataclass

PAGE, PAPER, LETTER = "page.html.j2", "paper.docx", "letter.docx"

KINDS = {
    PAGE: "the frame of every web page: its looks, its head and its foot",
    PAPER: "every Word paper but the letters: styles, head and foot of a page, and what stands "
    "before the paper",
    LETTER: "the letter to each sponsor: letterhead, styles, and what stands before the letter",
}
"""Name of a template to what it is for."""

CONTENT, CONTENTS = "content", "contents"


@dataclass(frozen=True)
class NamedField:
    """One field that a template may name: what it holds, an example, and where it is known."""

    words: str
    example: str
    only: tuple[str, ...] = tuple(KINDS)


FIELDS = {
    "title": NamedField("title of the paper", "Minutes: Which pathways should we redesign?"),
    "organisation": NamedField("who is deciding, as the charter says", "Northmere system"),
    "question": NamedField("the question of the charter", "Which pathways should we redesign?"),
    "decides": NamedField("the body that takes the decision", "the commissioning board"),
    "notice": NamedField(
        "the line for every page: what the charter asks for, and whether the record is still open; "
        "may be blank",
        "Not frozen: the record may still change.",
    ),
    "made_on": NamedField("day of the freeze, or else of the last entry", "14 October 2026"),
    "frozen": NamedField("which freeze the paper was made from, or that there is none", "freeze 1"),
    "entries": NamedField("entries of the record that it was made from", "2,642"),
    "seal": NamedField("seal of the last of these entries", "5f0c…9a (64 signs)"),
    "sponsor": NamedField(
        "to whom the letter goes: a role or a team", "stroke network board", (LETTER,)
    ),
    "project": NamedField("code and name of the project", "P01 Rapid access clinic", (LETTER,)),
    "challenge_to": NamedField(
        "to whom a challenge goes, as the charter says; may be blank", "corporate office", (LETTER,)
    ),
    "challenge_by": NamedField(
        "the last day for a challenge; may be blank", "30 November 2026", (LETTER,)
    ),
    CONTENTS: NamedField("links to every part of the page", "a list of links", (PAGE,)),
    CONTENT: NamedField("the paper itself; it must stand there once", "headings, words, tables"),
}
"""Every named field, with its meaning and an example."""


def fields_for(kind: str) -> tuple[str, ...]:
    """Which fields may a template of this kind name?

    Examples
    --------
    >>> "sponsor" in fields_for(LETTER), "sponsor" in fields_for(PAPER)
    (True, False)
    """
    return tuple(name for name, field in FIELDS.items() if kind in field.only)


def allowed_words(kind: str) -> str:
    """Say which fields a template of this kind may name."""
    return f"the fields {', '.join(fields_for(kind))}, each in double braces"


@dataclass(frozen=True)
class Templates:
    """Templates of a trust, checked; where there is none, the product's own stands in.

    Attributes
    ----------
    page : str or None
        Text of `page.html.j2`.
    paper, letter : bytes or None
        `paper.docx` and `letter.docx`.
    """

    page: str | None = None
    paper: bytes | None = None
    letter: bytes | None = None
