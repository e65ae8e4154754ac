"""When does each project start? A start, a number of quarters and what each of them can carry."""

from __future__ import annotations

import ipywidgets as W
from traitlets import Dict, HasTraits, Unicode

from wcc_prioritise.portfolio import Portfolio
from wcc_prioritise.programme import Programme, schedule
from wcc_prioritise.programme.scheduling import CAPACITIES
from wcc_prioritise.tables import InputError
from wcc_prioritise.widgets.console import parts
from wcc_prioritise.widgets.console.following import on_the_set, refused
from wcc_prioritise.widgets.day import EXPECTED, Day
from wcc_prioritise.widgets.live import LOOK, View, gantt_view, load_view
from wcc_prioritise.widgets.planned import planned


class Scheduling(HasTraits):
    """What is asked of the programme, and the order it comes to.

    Parameters
    ----------
    portfolio : Portfolio
        The set that is carried out.
    asked : dict
        start, quarters and capacity, as `schedule` takes them.
    """

    start = Unicode("", help="month in which the programme starts, as 2027-04")
    quarters = Unicode("", help="quarters within which all work is to end")
    capacity = Dict(help="what a quarter can carry, as typed; blank where nothing is asked")
    shown = Unicode("", help="the programme, as HTML; the last good one stays")
    fault = Unicode("", help="what is in the way, in words")

    def __init__(self, portfolio: Portfolio, asked: dict):
        super().__init__()
        self.portfolio, self.programme = portfolio, None
        self.start, self.quarters = asked["start"], f"{asked['quarters']}"
        given = asked["capacity"]
        self.capacity = {name: f"{given[name]:g}" if name in given else "" for name in CAPACITIES}
        self.place()

    def carry(self, name: str, typed: str) -> None:
        """Say what a quarter can carry; blank asks for nothing."""
        self.capacity = {**self.capacity, name: typed}

    def place(self) -> bool:
        """Put the projects in time; where it cannot be done the last good order stays."""
        try:
            self.programme = self.solve()
        except EXPECTED as error:
            self.fault = str(error)
            return False
        self.fault = ""
        self.shown = self.view.html
        return True

    def solve(self) -> Programme:
        """Give the programme for what is typed.

        Raises
        ------
        InputError, NoPortfolio
            If what is typed makes no sense, or the projects cannot be carried so.
        """
        return schedule(self.portfolio, **self._asked())

    def _asked(self) -> dict:
        capacity = {name: typed for name, typed in self.capacity.items() if typed.strip()}
        return {
            "start": self.start.strip(),
            "quarters": _whole(self.quarters),
            "capacity": capacity,
        }

    @property
    def view(self) -> View:
        """Show when each project is at work, and how full each quarter is."""
        return gantt_view(self.programme) + load_view(self.programme)

    @property
    def found(self) -> Programme | None:
        """Give the programme for what is typed now; None where that was not tried, or fails."""
        return self.programme if self.place() else None


def _whole(typed: str) -> int:
    try:
        return int(typed)
    except ValueError:
        raise InputError.of(
            found=f"{typed!r} quarters", allowed="a whole number, 1 or more", do="Correct it."
        ) from None


# ---- views --------------------------------------------------------------------------------------


def boxes(state: Scheduling) -> W.Widget:
    """Give the boxes for the start, the quarters and what each can carry."""
    return parts.column(
        parts.row(
            parts.tie(state, "start", parts.box("Starts in the month (such as 2027-04)")),
            parts.tie(state, "quarters", parts.box("Quarters in all")),
        ),
        parts.row(*(_capacity(state, name) for name in CAPACITIES)),
    )


def _capacity(state: Scheduling, name: str) -> W.Widget:
    typed = parts.box(f"At most: {CAPACITIES[name][1]}", state.capacity[name])
    typed.observe(lambda change: state.carry(name, change["new"]), "value")
    return typed


def keep(day: Day, state: Scheduling) -> bool:
    """Write the programme for what is typed into the record; the wall follows."""
    found = state.found
    return found is not None and day.keep("schedule", found)


def form(day: Day) -> W.Widget:
    """Give the form: what is asked, the programme it comes to, and keeping it."""
    return on_the_set(day, "When each one starts", lambda portfolio: _form(day, portfolio))


def _form(day: Day, portfolio: Portfolio) -> W.Widget:
    state = Scheduling(portfolio, planned(day.results))
    return parts.column(
        W.HTML(LOOK),
        parts.panel(
            "When each one starts",
            boxes(state),
            parts.row(
                parts.button("Put them in time", state.place),
                parts.button("Keep this order", lambda: keep(day, state), main=True),
            ),
            parts.tell(state, "fault", W.HTML(), refused),
        ),
        parts.tell(state, "shown", W.HTML(), str),
    )
