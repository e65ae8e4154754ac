"""What is a form on the console made of? Named boxes, buttons, and words where they are due."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files

import ipywidgets as W
from traitlets import All, HasTraits

from wcc_prioritise.widgets.room.parts import esc

Options = Mapping[str, object] | Iterable[str]


def styles() -> W.HTML:
    """Give the look of the console."""
    css = files("wcc_prioritise.widgets.console").joinpath("console.css").read_text("utf-8")
    return W.HTML(f"<style>{css}</style>")


# ---- words --------------------------------------------------------------------------------------


def words(text: str = "", css: str = "") -> W.HTML:
    """Give a place for words; the text is plain, and shown as it stands."""
    place = W.HTML(paragraphs(text))
    place.add_class("wcc-words")
    if css:
        place.add_class(css)
    return place


def paragraphs(text: str) -> str:
    r"""Give plain text as HTML, a paragraph a line.

    Examples
    --------
    >>> paragraphs("One <b>\n\ntwo")
    '<p>One &lt;b&gt;</p><p>two</p>'
    """
    return "".join(f"<p>{esc(line)}</p>" for line in text.splitlines() if line.strip())


def wrong(text: str) -> str:
    """Give what is in the way as HTML: a sign, a word and the reason; nothing for nothing.

    Examples
    --------
    >>> wrong("Too high"), wrong("")
    ('<div class="wcc-wrong"><b>! Not entered.</b> <p>Too high</p></div>', '')
    """
    if not text:
        return ""
    return f'<div class="wcc-wrong"><b>! Not entered.</b> {paragraphs(text)}</div>'


def reasons(text: str) -> str:
    r"""Give the faults of a refusal without the line that only says that there are some.

    Examples
    --------
    >>> reasons("Nothing was entered. To put right:\n- score: 120")
    'score: 120'
    """
    first, _, rest = text.partition("\n")
    told = rest if first.endswith(":") and rest else text
    return "\n".join(line.strip().removeprefix("- ") for line in told.splitlines())


def heading(text: str, level: int = 3) -> W.HTML:
    """Give a heading."""
    return W.HTML(f"<h{level}>{esc(text)}</h{level}>")


# ---- controls -----------------------------------------------------------------------------------


def box(
    name: str,
    value: str = "",
    *,
    label: str = "above",
    long: bool = False,
    like: W.Widget | None = None,
) -> W.Widget:
    """Give a box to type in; what is typed is known when the box is left or Enter is pressed.

    Parameters
    ----------
    name : str
        Its name, which everybody is told, also where it is not drawn.
    value : str
        What stands in it.
    label : {"above", "beside", "unseen"}
        Where the name is drawn.
    long : bool
        Whether there is room for several lines.
    like : Widget, optional
        A box that has the same look: a hundred boxes are on the page much sooner if they share it.
    """
    made = (W.Textarea if long else W.Text)(
        value=value,
        description=name,
        continuous_update=False,
        style=like.style if like else {"description_width": "initial"},
        layout=like.layout if like else W.Layout(width="auto"),
    )
    made.add_class(f"wcc-label-{label}")
    return made


def choice(name: str, options: Options, value: object = None, *, label: str = "above") -> W.Widget:
    """Give a list to choose from: options as words, or words with what they stand for."""
    pairs = list(options.items()) if isinstance(options, Mapping) else [(o, o) for o in options]
    made = W.Dropdown(
        options=pairs,
        description=name,
        style={"description_width": "initial"},
        layout=W.Layout(width="auto"),
    )
    if value is not None:
        made.value = value
    made.add_class(f"wcc-label-{label}")
    return made


def tick(name: str, value: bool = False) -> W.Checkbox:
    """Give a box to tick."""
    made = W.Checkbox(value=value, description=name, indent=False, layout=W.Layout(width="auto"))
    made.add_class("wcc-tick")
    return made


def button(name: str, action: Callable[[], object], *, main: bool = False) -> W.Button:
    """Give a button that does something."""
    made = W.Button(description=name, layout=W.Layout(width="auto"))
    made.on_click(lambda _: action())
    made.add_class("wcc-main" if main else "wcc-plain")
    return made


def row(*children: W.Widget, css: str = "wcc-row") -> W.HBox:
    """Put things side by side; where there is no room they go below each other."""
    made = W.HBox(children)
    made.add_class(css)
    return made


def column(*children: W.Widget, css: str = "wcc-column") -> W.VBox:
    """Put things below each other."""
    made = W.VBox(children)
    made.add_class(css)
    return made


def panel(title: str, *children: W.Widget) -> W.VBox:
    """Give a part of the page with its heading."""
    return column(heading(title), *children, css="wcc-panel")


def show_when(widget: W.Widget, shown: bool) -> None:
    """Show something or take it away, also from the order of the Tab key."""
    widget.layout.display = None if shown else "none"


def tie(state: HasTraits, name: str, widget: W.Widget) -> W.Widget:
    """Keep a trait of a state and what a widget holds the same; the state's comes first.

    A state may answer what is typed with another value, such as none once it is entered; the links
    of the library would not pass that back.
    """

    def shown(_=None) -> None:
        widget.value = getattr(state, name)

    state.observe(shown, name)
    widget.observe(lambda change: setattr(state, name, change["new"]), "value")
    shown()
    return widget


def tell(state: HasTraits, name: str, place: W.HTML, draw: Callable[[str], str] = wrong) -> W.HTML:
    """Show a text of a state, now and whenever it changes."""

    def drawn(_=None) -> None:
        place.value = draw(getattr(state, name))

    state.observe(drawn, name)
    drawn()
    return place


# ---- coming and going ---------------------------------------------------------------------------


@contextmanager
def watching(state: HasTraits) -> Iterator[list[tuple]]:
    """Note who begins to observe a state meanwhile, so that `forget` can end it.

    A form lives as long as its step is on the wall; the day that it observes lives on.
    """
    noted: list[tuple] = []

    def observe(handler, names=All, type="change") -> None:  # noqa: A002
        noted.append((handler, names, type))
        HasTraits.observe(state, handler, names, type)

    state.observe = observe
    try:
        yield noted
    finally:
        del state.observe


def forget(state: HasTraits, noted: Iterable[tuple]) -> None:
    """End what `watching` noted."""
    for handler, names, kind in noted:
        state.unobserve(handler, names, kind)


def end(widget: W.Widget) -> None:
    """Take a widget away for good, with everything in it."""
    for child in getattr(widget, "children", ()):
        end(child)
    for part in ("layout", "style"):
        if isinstance(own := getattr(widget, part, None), W.Widget):
            own.close()
    widget.close()
