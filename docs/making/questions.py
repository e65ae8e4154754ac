"""Which picture answers which question? Every picture of the sample, with its words."""

from __future__ import annotations

import inspect
from pathlib import Path

TOP = """# Which picture answers which question

Every picture answers one question and says the answer in its title. Each has alternative text and
the table behind it (`.alt`, `.table`), is readable in grey, and is drawn by one call:
`wcc.plots.picture("bubble", portfolio)`. All here are of the SYNTHETIC sample.

| question | picture | drawn from |
| --- | --- | --- |
"""


def pages(folder: Path, drawn: bool) -> dict[str, str]:
    """Give the page of the pictures; with `drawn` they are drawn, else only told."""
    from wcc_prioritise.plots import PICTURES
    from wcc_prioritise.plots.pictures import _MADE_FROM

    asked = {name: _question(draw) for name, draw in PICTURES.items()}
    rows = [
        f"| {asked[name]} | [{name}](#picture-{name.replace('_', '-')}) "
        f"| {_MADE_FROM[name][0][0]}: `{_MADE_FROM[name][0][1]}` |"
        for name in PICTURES
    ]
    parts = [f"\n(picture-{name.replace('_', '-')})=\n## {asked[name]}\n" for name in PICTURES]
    if drawn:
        from make_pictures import draw_all

        shown = draw_all(folder / "pictures")
        parts = [part + _shown(shown[name]) for part, name in zip(parts, PICTURES, strict=True)]
    return {"pictures.md": TOP + "\n".join(rows) + "\n" + "".join(parts)}


def _question(draw) -> str:
    """Give the question that a picture answers: the first line of its docstring."""
    return (inspect.getdoc(draw) or "").partition("\n\n")[0].replace("\n", " ")


def _shown(picture) -> str:
    alt = " ".join(picture.alt.split()).replace("[", "(").replace("]", ")")
    return f"\n![{alt}](pictures/{picture.question}.png)\n\n{picture.title}\n"
