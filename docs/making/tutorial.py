"""How does a notebook become a page? Its stored outputs are shown; nothing is run."""

from __future__ import annotations

import base64
import html
import json
import re
from pathlib import Path

from making import ROOT, write

NOTEBOOKS = ROOT / "notebooks"
FOLDERS = {"tutorial": NOTEBOOKS, "extending": NOTEBOOKS / "extending"}
"""Folder of pages -> folder of notebooks. Training notebooks are left out: they hold answers."""

_LINK = re.compile(r"\]\((?!\w+:)([^)#\s]+?)\.ipynb(#[^)]*)?\)")
_NOTE = "*This page is the notebook `{name}` with the outputs that are stored in it.*"


def pages(folder: Path) -> dict[str, str]:
    """Give a page for every notebook; pictures that are no HTML are written beside them."""
    return {
        f"{into}/{path.stem}.md": page(path, folder / into)
        for into, source in FOLDERS.items()
        for path in sorted(source.glob("*.ipynb"))
    }


def page(path: Path, folder: Path) -> str:
    """Give one notebook as a page."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    parts = []
    for at, cell in enumerate(cells):
        source = "".join(cell["source"]).strip()
        if cell["cell_type"] == "markdown":
            parts.append(_linked(source))
        elif cell["cell_type"] == "code" and source:
            parts.append(_code(source, cell["metadata"]))
            parts += [_output(one, folder, f"{path.stem}-{at}") for one in cell["outputs"]]
    title, _, rest = "\n\n".join(part for part in parts if part).partition("\n")
    note = _NOTE.format(name=path.relative_to(ROOT).as_posix())
    return f"{title}\n\n{note}\n{rest}\n"


def _linked(source: str) -> str:
    """Let a link to another notebook lead to its page."""
    return _LINK.sub(lambda found: f"]({found[1]}.md{found[2] or ''})", source)


def _code(source: str, metadata: dict) -> str:
    """Show code; what is folded in the notebook is folded here, under its first comment."""
    shown = f"```python\n{source}\n```"
    if not metadata.get("jupyter", {}).get("source_hidden"):
        return shown
    title = html.escape(source.partition("\n")[0].lstrip("# "))
    return f"<details>\n<summary>Code: {title}</summary>\n\n{shown}\n\n</details>"


def _output(output: dict, folder: Path, name: str) -> str:
    """Show what a cell gave, in the richest form that a page can hold."""
    if output["output_type"] == "stream":
        return _text("".join(output["text"]))
    data = {kind: "".join(text) for kind, text in output.get("data", {}).items()}
    if "text/html" in data:
        return f"```{{raw}} html\n{data['text/html']}\n```"
    if "image/png" in data:
        write(folder / f"{name}.md", "").unlink()
        (folder / f"{name}.png").write_bytes(base64.b64decode(data["image/png"]))
        words = output.get("metadata", {}).get("image/png", {}).get("alt", data["text/plain"])
        return f"![{' '.join(words.split())}]({name}.png)"
    return _text(data.get("text/plain", ""))


def _text(said: str) -> str:
    return f"```text\n{said.strip()}\n```" if said.strip() else ""
