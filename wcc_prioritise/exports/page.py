"""How does a paper become a web page that needs nothing but itself?"""

from __future__ import annotations

import base64
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from wcc_prioritise.exports.content import Block, Heading, Paper, Section
from wcc_prioritise.exports.shells import CONTENT, CONTENTS, PAGE

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.sandbox import SandboxedEnvironment

INSIDE = "content.html.j2"
"""What draws the paper itself; nobody replaces it, so that tables and pictures stay readable."""

_PLAIN = re.compile(r"[A-Za-z0-9 .,]")


def page_file(paper: Paper) -> bytes:
    """Draw a paper as one HTML file: no script, no request, every text escaped.

    Parameters
    ----------
    paper : Paper
        What stands in it.

    Returns
    -------
    bytes
        The file in UTF-8; equal papers give equal bytes.
    """
    inside, parts = _template(own_template(INSIDE)).module, _parts(paper)
    drawn = {CONTENT: inside.content(parts), CONTENTS: inside.contents(parts)}
    shell = _template(paper.templates.page or own_template(PAGE))
    return shell.render({**paper.values, **drawn}).encode("utf-8")


def own_template(name: str) -> str:
    """Give the text of one of the product's own templates."""
    source = files("wcc_prioritise.exports").joinpath("templates", name)
    return source.read_text(encoding="utf-8")


@cache
def environment() -> SandboxedEnvironment:
    """Give what reads templates: nothing but the fields is in reach, and every text is escaped."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    made = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.globals.clear()
    made.filters |= {"in_style": in_style, "as_data": _as_data}
    return made


@cache
def _template(source: str) -> Template:
    return environment().from_string(source)


def _parts(paper: Paper) -> list[dict]:
    """Give each section its blocks by kind, and a mark to jump to."""
    return [
        {
            "id": f"part-{place}",
            "wide": part.wide,
            "new_page": part.new_page,
            "heading": _heading(part),
            "blocks": [{"kind": _kind(block), "block": block} for block in part.blocks],
        }
        for place, part in enumerate(paper.sections, start=1)
    ]


def _heading(part: Section) -> Heading:
    return next(block for block in part.blocks if isinstance(block, Heading))


def _kind(block: Block) -> str:
    return type(block).__name__.lower()


def in_style(text: str) -> str:
    r"""Write a text so that it stays a text between the quotation marks of a style sheet.

    Examples
    --------
    >>> in_style("A</style>")
    'A\\00003c \\00002f style\\00003e '
    """
    return "".join(c if _PLAIN.match(c) else f"\\{ord(c):06x} " for c in text)


def _as_data(png: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(png).decode('ascii')}"
