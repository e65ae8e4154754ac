"""How does a paper become a web page that needs nothing but itself?"""

from __future__ import annotations

import base64
import re
from importlib.resources import files

from wcc_prioritise.exports.content import Block, Heading, Paper, Section

TEMPLATE = "board_paper.html.j2"

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
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"in_style": in_style, "as_data": _as_data}
    source = files("wcc_prioritise.exports").joinpath("templates", TEMPLATE)
    template = environment.from_string(source.read_text(encoding="utf-8"))
    page = template.render(paper=paper, parts=_parts(paper))
    return page.encode("utf-8")


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
