"""Can this template frame our pages? Every fault with its line, before any page is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from wcc_prioritise.exports.page import environment
from wcc_prioritise.exports.shells import CONTENT, PAGE, allowed_words, fields_for
from wcc_prioritise.tables import Fault, near_miss

if TYPE_CHECKING:
    from jinja2.nodes import Node

FILTERS = ("in_style", "upper", "lower")
"""What may be done to a field: written for a style sheet, in capitals, in small letters."""

WRITING = (
    "Template", "Output", "TemplateData", "Name", "Const", "Filter", "If", "CondExpr", "And", "Or",
    "Not",
)  # fmt: skip
"""What a template may be written with: there is no way from a field to anything behind it."""

WAYS = (
    "{{ field }}, {{ field | filter }} with one of "
    f"{', '.join(FILTERS)}, and {{% if field %}} ... {{% endif %}}"
)

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
"""What a browser may do with a page: nothing but show it."""

LANGUAGE = "en-GB"
RUNS_OR_FETCHES = ("script", "iframe", "object", "embed", "link", "base", "form", "frame")

_HOSTILE = "A b onload=x \"'><i>&{{ 7 * 7 }}"
"""Stands in every field while the template is tried: it must come out as a text."""

_MARK = "content-stands-here"


def page_faults(source: str) -> list[Fault]:
    """What is wrong with a template for pages?

    Parameters
    ----------
    source : str
        Its text.

    Returns
    -------
    list of Fault
        Each names the file and, where there is one, the line; none where all is well.
    """
    from jinja2 import TemplateSyntaxError

    try:
        tree = environment().parse(source)
    except TemplateSyntaxError as broken:
        found = f"what can't be read as a template ({broken.message})"
        return [_fault(broken.lineno, found, WAYS, "Correct the line.")]
    except RecursionError:
        return [_fault(None, "conditions within conditions without end", WAYS)]
    written = [*_written(tree), *_contents(tree)]
    return written or list(_drawn(source))


def _fault(line: int | None, found: str, allowed: str, do: str = "") -> Fault:
    where = PAGE if line is None else f"{PAGE}, line {line}"
    return Fault(where, None, None, found, allowed, do)


# ---- how it is written --------------------------------------------------------------------------


def _written(tree: Node) -> Iterator[Fault]:
    """Find what a template may not be written with, and fields that there are not."""
    from jinja2 import nodes

    for node in _all(tree):
        if isinstance(node, nodes.Name):
            if node.name not in fields_for(PAGE):
                yield _unknown_field(node.lineno, node.name)
        elif isinstance(node, nodes.Filter) and node.name not in FILTERS:
            near = near_miss(node.name, FILTERS)
            do = f"Did you mean {near!r}?" if near else "Leave it out."
            yield _fault(node.lineno, f"a filter called {node.name!r}", WAYS, do)
        elif type(node).__name__ not in WRITING:
            yield _fault(node.lineno, f"{_ways_name(node)}", WAYS, "Leave it out.")


def _all(node: Node) -> Iterator[Node]:
    """Give a node and all below it; below what is refused anyway, nothing."""
    yield node
    if type(node).__name__ in WRITING:
        for child in node.iter_child_nodes():
            yield from _all(child)


def _ways_name(node: Node) -> str:
    """Name in words what stands there."""
    known = {
        "Getattr": f"a look behind a field (.{getattr(node, 'attr', '')})",
        "Getitem": "a look into a field with [ ]",
        "Call": "a call with ( )",
        "For": "a loop",
        "Include": "another file taken in",
        "Import": "another file taken in",
        "FromImport": "another file taken in",
        "Extends": "another file taken in",
    }
    name = type(node).__name__
    return known.get(name, f"an instruction of the kind {name.casefold()!r}")


def _unknown_field(line: int, name: str) -> Fault:
    near = near_miss(name, fields_for(PAGE))
    do = f"Did you mean {near!r}?" if near else "Name one of these, or leave it out."
    return _fault(line, f"a field called {name!r}", allowed_words(PAGE), do)


def _contents(tree: Node) -> Iterator[Fault]:
    from jinja2 import nodes

    places = [node.lineno for node in tree.find_all(nodes.Name) if node.name == CONTENT]
    allowed = "{{ content }} once, between <main> and </main>"
    if not places:
        yield _fault(None, "no {{ content }}", allowed, "Put it where the paper goes.")
    for line in places[1:]:
        yield _fault(line, "{{ content }} again", allowed, "Delete it.")


# ---- what comes of it ---------------------------------------------------------------------------


def _drawn(source: str) -> Iterator[Fault]:
    """Try the template on hostile texts and on blank ones, and read what comes of it."""
    from jinja2 import TemplateError
    from markupsafe import Markup

    found: dict[str, Fault] = {}
    for text in (_HOSTILE, ""):
        drawn = {CONTENT: Markup(f"<p>{_MARK}</p>"), "contents": Markup("<ul></ul>")}
        try:
            page = (
                environment()
                .from_string(source)
                .render({**dict.fromkeys(fields_for(PAGE), text), **drawn})
            )
        except TemplateError as broken:
            yield _fault(None, f"what can't be drawn ({broken})", WAYS)
            return
        for told, tag, do in _Seen(page, text).faults():
            line = _line_of(source, tag)
            found.setdefault(told, _fault(line, told, do))
    yield from found.values()


def _line_of(source: str, tag: str) -> int | None:
    """Give the line on which a piece of the page stands in the template, if it stands there so."""
    place = source.find(tag) if tag else -1
    return None if place < 0 else source.count("\n", 0, place) + 1


class _Seen(HTMLParser):
    """What a browser and a screen reader meet on the page."""

    def __init__(self, page: str, text: str):
        super().__init__()
        self._text, self._open = text, []
        self.said: list[tuple[str, str, str]] = []
        self.languages, self.policies = [], []
        self.titles: list[str] = []
        self.inside_main = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held, shown = dict(attrs), self.get_starttag_text() or ""
        if tag == "html":
            self.languages.append(held.get("lang"))
        if tag == "meta" and (held.get("http-equiv") or "").casefold() == (
            "content-security-policy"
        ):
            self.policies.append(held.get("content"))
        if tag == "h1":
            self.titles.append("")
        if tag in RUNS_OR_FETCHES or any(name.startswith("on") for name in held):
            stray = any(name == "onload" and held[name] == "x" for name in held)
            words = (
                "a field without quotation marks around it" if stray
                else f"<{tag}>, which runs or fetches something"
            )  # fmt: skip
            allowed = "a page complete in itself, each field in an attribute in quotation marks"
            self.said.append((words, "={{" if stray else shown, allowed))
        elif not (held.get("src") or "data:").startswith("data:"):
            allowed = "a page complete in itself: pictures as data:"
            self.said.append((f"<{tag}> with a file from elsewhere", shown, allowed))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "h1" in self._open:
            self.titles[-1] += data
        if _MARK in data and "main" in self._open:
            self.inside_main = True

    def faults(self) -> Iterator[tuple[str, str, str]]:
        """Give what is wrong, the piece of the page it was found at, and what is allowed."""
        yield from self.said
        if self.languages != [LANGUAGE]:
            found = ", ".join(map(str, self.languages)) or "none"
            yield f"the language {found}", "<html", f'<html lang="{LANGUAGE}">'
        if self.policies != [POLICY]:
            allowed = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
            yield "no policy that keeps the page to itself", "Content-Security-Policy", allowed
        if len(self.titles) != 1 or self._text not in self.titles[0]:
            yield "a page without one <h1> that holds {{ title }}", "<h1", "<h1>{{ title }}</h1>"
        if not self.inside_main:
            allowed = "{{ content }} between <main> and </main>"
            yield "{{ content }} outside <main>", "{{ content }}", allowed
