"""What is typed and not yet entered? A draft of one record, and the boxes that hold it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import ipywidgets as W
from traitlets import HasTraits, Unicode

from wcc_prioritise.schema import TABLES
from wcc_prioritise.tables.fields import choices_of, kind_of, unit_of
from wcc_prioritise.widgets.console.parts import box, button, choice, column, reasons, tell, tie
from wcc_prioritise.widgets.console.parts import words as place_for_words
from wcc_prioritise.widgets.day import Day
from wcc_prioritise.workshop.kinds import table_of

_LONG = 60
"""A text of more letters gets a box of several lines."""


class Typed(HasTraits):
    """What stands in one box."""

    text = Unicode("")


class Draft(HasTraits):
    """What is typed into a form, field by field, until it is entered.

    What cannot be entered stays as it was typed, and `fault` says why.

    Parameters
    ----------
    day : Day
        The day.
    kind : str
        The kind of entry.
    fields : iterable of str
        The fields of the record that the form has.
    """

    fault = Unicode("")
    because = Unicode("", help="the reason")

    def __init__(self, day: Day, kind: str, fields: Iterable[str]):
        super().__init__()
        self.day, self.kind = day, kind
        self.typed = {name: Typed() for name in fields}
        self._before: dict[str, str] = {}
        self.begin({})

    def begin(self, row: Mapping[str, object]) -> None:
        """Put into the boxes how the record stands; what is entered later is what differs."""
        record = TABLES[table_of(self.kind)].model_fields
        for name, typed in self.typed.items():
            value = row.get(name, None if record[name].is_required() else record[name].default)
            typed.text = as_typed(value)
        self._before = {name: typed.text for name, typed in self.typed.items()}
        self.fault = self.because = ""

    @property
    def changed(self) -> dict[str, str | None]:
        """Give what was typed, field by field; a box that was emptied is None."""
        return {
            name: typed.text.strip() or None
            for name, typed in self.typed.items()
            if typed.text.strip() != self._before[name].strip()
        }

    def enter(self, **more: object) -> bool:
        """Enter what was typed, together with what the form knows itself."""
        done = self.day.enter(self.kind, self.because.strip() or None, **self.changed, **more)
        self.fault = "" if done else reasons(self.day.fault)
        return done


def as_typed(value: object) -> str:
    """Give a cell as somebody would type it.

    Examples
    --------
    >>> as_typed(40.0), as_typed(0.25), as_typed(("GP", "carer")), as_typed(None)
    ('40', '0.25', 'GP; carer', '')
    """
    if value is None or value != value:
        return ""
    if isinstance(value, float):
        return f"{value:.12g}"
    return "; ".join(map(str, value)) if isinstance(value, (tuple, list)) else str(value)


def label_of(kind: str, name: str) -> str:
    """Give the words of a field, with its unit.

    Examples
    --------
    >>> label_of("candidate", "set_up_cost")
    'Set-up cost, paid once (£ thousand)'
    """
    field = TABLES[table_of(kind)].model_fields[name]
    unit = unit_of(field)
    said = field.description + (f" ({unit})" if unit and unit not in field.description else "")
    return said[0].upper() + said[1:]


def boxes(draft: Draft, named: Mapping[str, str] | None = None) -> dict[str, W.Widget]:
    """Give a box for every field of a draft, named in the words of the schema.

    Parameters
    ----------
    draft : Draft
        What the boxes hold.
    named : mapping of str to str, optional
        Other names for some of them.
    """
    named = named or {}
    return {name: _box(draft, name, named.get(name)) for name in draft.typed}


def _box(draft: Draft, name: str, said: str | None) -> W.Widget:
    field = TABLES[table_of(draft.kind)].model_fields[name]
    said, typed = said or label_of(draft.kind, name), draft.typed[name]
    if allowed := choices_of(field):
        shown = {word: word for word in allowed}
        if field.is_required() or field.default is None:
            shown = {"(choose)": "", **shown}
        return tie(typed, "text", choice(said, shown))
    long = kind_of(field) == "text" and len(typed.text) > _LONG
    return tie(typed, "text", box(said, long=long))


def because_box(draft: Draft, name: str = "Reason, where one is asked for") -> W.Widget:
    """Give the box of the reason."""
    return tie(draft, "because", box(name))


def entering(draft: Draft, name: str, action) -> W.VBox:
    """Give the button that enters a draft, with what is in the way below it."""
    return column(button(name, action, main=True), tell(draft, "fault", place_for_words()))
