"""What can be called? A page a room of the house, from the docstrings of its public names."""

from __future__ import annotations

import importlib
import inspect

from making.house import storeys

HIDDEN = {"cli", "schema"}
"""Rooms with a page of their own: the commands and the data dictionary."""


def pages() -> dict[str, str]:
    """Give the pages of the reference of functions and classes."""
    homes = {f"wcc_prioritise.{name}": f"api/{name}" for name in rooms()}
    told: dict[int, str] = {}
    texts = {f"{page}.rst": _room(module, told) for module, page in homes.items()}
    return {**texts, "names.rst": _names(told)}


def rooms() -> list[str]:
    """List the rooms whose names are public, in the order in which a day uses them."""
    return [name for name in reversed(storeys()) if name not in HIDDEN and public(name)]


def public(name: str) -> list[str]:
    """List the public names of a room."""
    try:
        module = importlib.import_module(f"wcc_prioritise.{name}")
    except ModuleNotFoundError:
        return []
    return list(getattr(module, "__all__", ()))


def _room(module: str, told: dict[int, str]) -> str:
    """Give the page of one room; a thing that another room has told is only named here."""
    room = module.rpartition(".")[2]
    held = importlib.import_module(module)
    lines = [room, "=" * len(room), "", (held.__doc__ or "").partition("\n\n")[0], ""]
    for name in public(room):
        thing = getattr(held, name)
        kind = _kind(thing)
        if kind is None or id(thing) in told:
            continue
        told[id(thing)] = f"{module}.{name}"
        lines += [f".. {kind}:: {module}.{name}", *_members(kind), ""]
    plain = [name for name in public(room) if _kind(getattr(held, name)) is None]
    if plain:
        lines += [
            "Values that are not functions: " + ", ".join(f"``{n}``" for n in plain) + ".",
            "",
        ]
    return "\n".join(lines)


def _kind(thing: object) -> str | None:
    if inspect.isclass(thing):
        return "autoexception" if issubclass(thing, BaseException) else "autoclass"
    return "autofunction" if callable(thing) and inspect.getdoc(thing) else None


def _members(kind: str) -> list[str]:
    return [] if kind == "autofunction" else ["   :members:"]


def _names(told: dict[int, str]) -> str:
    """Give the page of the names that `import wcc_prioritise as wcc` hands out."""
    import wcc_prioritise as wcc

    title = "The names of wcc"
    lines = [title, "=" * len(title), "", "After ``import wcc_prioritise as wcc``.", ""]
    lines += [".. list-table::", "   :header-rows: 1", "", "   * - name", "     - answers"]
    for name in wcc.__all__:
        thing = getattr(wcc, name)
        if name.startswith("__"):
            continue
        known = told.get(id(thing))
        role = "py:class" if inspect.isclass(thing) else "py:func"
        shown = f":{role}:`wcc.{name} <{known}>`" if known else f"``wcc.{name}``"
        first = (inspect.getdoc(thing) or "").partition("\n\n")[0].replace("\n", " ")
        lines += [f"   * - {shown}", f"     - {first}"]
    return "\n".join([*lines, ""])
