"""What stands on the wall, and what does the facilitator say? The screens of the day."""

from __future__ import annotations

from pathlib import Path

TOP = """# The screens of the day

What the room reads, what the facilitator says and does, and how to answer who objects. Made from
the screens themselves; the walls are those of a rehearsed day of the SYNTHETIC sample of two hours.
"""


def pages(folder: Path, drawn: bool) -> dict[str, str]:
    """Give the page of the screens; with `drawn`, with their walls where a browser is there."""
    from wcc_prioritise.widgets.agenda import SCREENS

    walls = {}
    if drawn:
        from make_pictures import draw_walls

        walls = draw_walls(folder / "walls")
    return {"screens.md": TOP + "\n".join(_part(s, walls.get(s.key)) for s in SCREENS)}


def _part(screen, wall: tuple[str, str] | None) -> str:
    two_hours = f"{screen.short} minutes of the two hours" if screen.short else "a full day only"
    lines = [f"## {screen.title}", "", f"*{two_hours}; {screen.full} minutes of a full day.*", ""]
    if wall:
        name, words = wall
        lines += [f"![The wall reads: {words}](walls/{name})", ""]
    lines += [f"**Say.** {screen.says}", "", f"**Do.** {screen.do}", ""]
    for objection, answer in screen.challenged:
        lines += [f"> **“{objection}”** {answer}", ""]
    return "\n".join(lines)
