"""What stands in a paper? Headings, words, lists, tables and pictures, before any file exists.

The paper is made once, from these; the Word file and the web page only draw it. Every text is
cleaned here of what neither can hold, so a hostile name is a name in both.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from wcc_prioritise.exports.shells import FIELDS, Templates

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f]")
"""What XML 1.0 cannot hold (section 2.2), and the controls that it advises against."""

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of everything after them: they would reach beyond the name."""

_MARK = "\N{REPLACEMENT CHARACTER}"


def clean(text: object) -> str:
    r"""Give a text that Word and a browser can both show, on one line.

    A character that neither can hold is shown as a replacement mark, never dropped in silence.

    Examples
    --------
    >>> clean("two\nlines\x00") == "two lines\N{REPLACEMENT CHARACTER}"
    True
    """
    text = _TURNING.sub(_MARK, _UNPRINTABLE.sub(_MARK, str(text)))
    return " ".join(text.split())


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    return tuple(_cleaned(part) for part in value) if isinstance(value, tuple) else value


@dataclass(frozen=True)
class Block:
    """A piece of a paper; its texts are clean as soon as it exists."""

    def __post_init__(self):
        """Clean every text of the block."""
        for field in fields(self):
            object.__setattr__(self, field.name, _cleaned(getattr(self, field.name)))


@dataclass(frozen=True)
class Heading(Block):
    """A heading; level 1 is the title of the paper. `new_page` begins a page with it."""

    text: str
    level: int = 3
    new_page: bool = False


@dataclass(frozen=True)
class Paragraph(Block):
    """A paragraph: `plain`, `lead` (the answer), `note` (small print) or `notice` (SYNTHETIC)."""

    text: str
    kind: str = "plain"


@dataclass(frozen=True)
class Listing(Block):
    """A list; numbered where the order is referred to."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Table(Block):
    """A table: its first column names the row.

    Parameters
    ----------
    caption : str
        What the table answers; the paper puts its number in front.
    columns : tuple of str
        Headings, one a column.
    rows : tuple of tuple of str
        Cells as they are read.
    align : str
        One letter a column: l for words, r for figures.
    widths : tuple of float
        Shares of the width of the page, one a column.
    last_is_sum : bool
        The last row sums the others.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: str = ""
    widths: tuple[float, ...] = ()
    last_is_sum: bool = False

    def __post_init__(self):
        """Clean the texts and hold every row to the columns."""
        super().__post_init__()
        many = len(self.columns)
        wrong = [row for row in self.rows if len(row) != many]
        if wrong or len(self.align) not in (0, many) or len(self.widths) not in (0, many):
            raise ValueError(f"{self.caption}: rows, align and widths must fit {many} columns")
        object.__setattr__(self, "align", self.align or "l" * many)
        object.__setattr__(self, "widths", self.widths or (1.0,) * many)


@dataclass(frozen=True)
class Picture(Block):
    """A picture, with its answer as the caption and its words for those who do not see it."""

    caption: str
    alt: str
    png: bytes
    width: float = 16.0
    """Centimetres on paper."""


@dataclass(frozen=True)
class Section:
    """A part of the paper.

    Parameters
    ----------
    blocks : tuple of Block
        Begins with a heading.
    wide : bool
        On a page turned sideways.
    new_page : bool
        Begins on a page of its own.
    """

    blocks: tuple[Block, ...]
    wide: bool = False
    new_page: bool = False


@dataclass(frozen=True)
class Paper(Block):
    """A whole paper, ready to be drawn.

    Parameters
    ----------
    title : str
        The only heading of level 1, and the title among the properties of the file.
    notice : str
        Printed at the top and on every page; may be empty.
    sections : tuple of Section
        In the order of reading.
    author : str
        Among the properties of the file: whoever answers for it; without it, this product.
    made : datetime or None
        Among the properties of the file: the moment it is dated with (UTC, without a zone).
    named : tuple of (str, str)
        Named fields beside title, notice and organisation, with what they hold.
    templates : Templates
        Those of a trust; without them, the product's own.
    letter : bool
        In Word it is drawn with the template of letters.
    """

    title: str
    notice: str
    sections: tuple[Section, ...]
    author: str = ""
    made: datetime.datetime | None = None
    named: tuple[tuple[str, str], ...] = ()
    templates: Templates = Templates()
    letter: bool = False

    @property
    def values(self) -> dict[str, str]:
        """What each named field holds; blank where nothing is known."""
        known = {"title": self.title, "notice": self.notice, "organisation": self.author}
        return {**dict.fromkeys(FIELDS, ""), **known, **dict(self.named)}

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every block in the order of reading."""
        return tuple(block for section in self.sections for block in section.blocks)


def section(
    heading: str,
    blocks: Iterable[Block | None],
    *,
    level: int = 2,
    wide: bool = False,
    new_page: bool = False,
) -> Section:
    """Put a heading over blocks; a block that is None is left out."""
    kept = tuple(block for block in blocks if block is not None)
    return Section((Heading(heading, level), *kept), wide, new_page)


def numbered(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Number the tables and the pictures of a paper in the order of reading."""
    counts = {Table: 0, Picture: 0}
    words = {Table: "Table", Picture: "Figure"}

    def with_number(block: Block) -> Block:
        kind = type(block)
        if kind not in counts:
            return block
        counts[kind] += 1
        return replace(block, caption=f"{words[kind]} {counts[kind]}. {block.caption}")

    return tuple(replace(s, blocks=tuple(map(with_number, s.blocks))) for s in sections)
