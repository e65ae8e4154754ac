"""What can be typed after `wcc`? One part a command, from the command itself."""

from __future__ import annotations

ENDINGS = """\
| exit code | means |
| --- | --- |
| 0 | done |
| 1 | something else went wrong; `wcc self-test` also when a check failed |
| 2 | something to put right in what was given; nothing was changed |
| 3 | no set meets every demand; the demands that clash are named |
| 4 | `wcc verify`: an entry is not as it was written |
| 130 | stopped by the keyboard; nothing is left half done |
"""

TOP = f"""# Commands

Made from the commands themselves. In a copy that was set up with `start.py`, type
`python3 start.py` (on Windows `py start.py`) where `wcc` stands here. Nobody meets a traceback:
what is wrong is said in words, with what to do; `--debug` adds the technical details.

{ENDINGS}
"""


def pages() -> dict[str, str]:
    """Give the page of the commands."""
    parts = [_part(name, command) for name, command in every_command().items()]
    return {"commands.md": TOP + "\n".join(parts)}


def every_command() -> dict:
    """Give every command by its name, in the order of `wcc --help`."""
    import typer

    from wcc_prioritise.cli.app import app

    return _flat(typer.main.get_command(app), "")


def _flat(group, before: str) -> dict:
    """List the commands of a group and of the groups below it."""
    found = {}
    for name, command in group.commands.items():
        below = getattr(command, "commands", None)
        found |= _flat(command, f"{before}{name} ") if below else {f"{before}{name}": command}
    return found


def _part(name: str, command) -> str:
    context = command.make_context(name, [], resilient_parsing=True, max_content_width=80)
    context.info_name = f"wcc {name}"
    first, _, rest = (command.help or "").partition("\n\n")
    said = "\n\n".join(part for part in (" ".join(first.split()), rest.strip()) if part)
    pieces = command.collect_usage_pieces(context)
    lines = [f"## wcc {name}", "", said, "", "```text", f"wcc {name} {' '.join(pieces)}", "```", ""]
    rows = [_row(shown) for p in command.params if (shown := p.get_help_record(context))]
    rows = [row for row in rows if not row.startswith("| `-h, --help`")]
    if rows:
        lines += ["| argument or option | what it does |", "| --- | --- |", *rows, ""]
    return "\n".join(lines)


def _row(shown: tuple[str, str]) -> str:
    """Give one row of the table of options."""
    name, words = (" ".join(part.split()).replace("|", "\\|") for part in shown)
    return f"| `{name}` | {words} |"
