"""Which module answers which question? The house, from the modules' own first lines."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from making import ROOT

PACKAGE = ROOT / "wcc_prioritise"
ORDER = ROOT / "tests" / "test_architecture.py"

TOP = """# Model map

How a figure comes about, and which module answers which question. Made from the code: the first
line of a module is the question that it answers. A module imports only what stands below it in
this list; a test reads every import and holds the code to it.

```text
tables, workshop file
    └─ case ── everything the room said and knows, frozen
        ├─ evidence ── gaps, peers, opportunities
        └─ judgement ── weights and scores, pooled
            └─ appraisal ── value (it ranks) and worth (it adds up)
                ├─ ranking ── who leads, and why
                ├─ robustness ── would doubt change it?
                ├─ portfolio ── the set, and the price of each rule
                │   └─ programme ── when, who, which benefit
                └─ voices, challenge ── who was heard, and does it stand?

plots, sheets, exports, teaching, widgets and cli draw, ask and write; they work nothing out
```

Each result is frozen and holds what it was made from: `programme.portfolio.appraisal.case` leads
from the last figure of the board paper back to the tables, and `case.fingerprint` says which.
"""


def pages() -> dict[str, str]:
    """Give the page of the house."""
    return {"model-map.md": TOP + "\n" + "\n".join(_storey(name) for name in storeys())}


def storeys() -> list[str]:
    """List the storeys from the top down, as the test of the architecture has them."""
    for node in ast.parse(ORDER.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "STOREYS":
            return list(ast.literal_eval(node.value))
    raise LookupError("no STOREYS in the test of the architecture")


def _storey(name: str) -> str:
    home = PACKAGE / name
    if not home.is_dir():
        return ""
    rows = [
        f"| `{path.relative_to(home).with_suffix('').as_posix()}` | {_first_line(path)} |"
        for path in sorted(home.rglob("*.py"))
        if path.name != "__init__.py"
    ]
    head = [f"## {name}", "", _first_line(home / "__init__.py"), ""]
    return "\n".join([*head, "| module | answers |", "| --- | --- |", *rows, ""])


def _first_line(path: Path) -> str:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    line = said.partition("\n\n")[0].replace("\n", " ").replace("|", "\\|")
    return re.sub(r"`+", "`", line)
