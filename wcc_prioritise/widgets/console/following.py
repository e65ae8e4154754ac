"""What does a form rest on? A state that follows the day and says in words what is in the way."""

from __future__ import annotations

from collections.abc import Callable
from weakref import WeakKeyDictionary

import ipywidgets as W
from traitlets import HasTraits, Unicode

from wcc_prioritise.portfolio import Portfolio
from wcc_prioritise.widgets.console import parts
from wcc_prioritise.widgets.day import EXPECTED, Day


class Following(HasTraits):
    """The state under a form: what is typed, and what it comes to, in words and as HTML.

    Parameters
    ----------
    day : Day
        Followed from now on: after every entry `refresh` is called.
    """

    shown = Unicode("", help="what the form shows, as HTML")
    fault = Unicode("", help="what is in the way, in words")

    def __init__(self, day: Day):
        super().__init__()
        self.day = day
        day.observe(lambda _: self.tried(self.refresh), "seq")
        self.tried(self.refresh)

    def refresh(self) -> None:
        """Take in how the day stands."""

    def tried(self, action: Callable[[], object]) -> bool:
        """Do something that is not kept; say in words what is in the way."""
        try:
            action()
        except EXPECTED as error:
            self.fault = str(error)
            return False
        self.fault = ""
        return True

    def kept(self, done: bool) -> bool:
        """Say whether the day took an entry; the reason why not is said here too."""
        self.fault = "" if done else self.day.fault
        return done

    def refuse(self, words: str) -> bool:
        """Say what is missing before anything is asked of the record."""
        self.fault = words
        return False


_IN_FORCE: WeakKeyDictionary[Day, tuple] = WeakKeyDictionary()


def set_in_force(day: Day) -> Portfolio:
    """Give the set in force; the same one while nothing that it is made from has changed.

    Thresholds and look-ups are found once for each set, so that keeping it keeps the day quick.

    Raises
    ------
    InputError, NoPortfolio
        If there is none yet.
    """
    held = _held(day)
    if held is None:
        held = day.results.portfolio
        _IN_FORCE[day] = day.results, day.results.asked, held
    return held


def _held(day: Day) -> Portfolio | None:
    """Give the set that was found before, if it still stands."""
    if day not in _IN_FORCE:
        return None
    before, asked, portfolio = _IN_FORCE[day]
    try:
        same = day.results.same_as(before) and day.results.asked == asked
    except EXPECTED:  # no limit is left: `waiting` says so
        return None
    return portfolio if same else None


def waiting(day: Day) -> str:
    """Say why there is no set yet; nothing where there is one."""
    return "" if _held(day) is not None else day.results.obstacle or ""


def on_the_set(day: Day, title: str, make: Callable[[Portfolio], W.Widget]) -> W.Widget:
    """Give a form that rests on the set: made when there is one, and anew for another one.

    Parameters
    ----------
    day : Day
        Followed: what is revealed or kept later makes the form anew, nothing else does.
    title : str
        What stands above the words while there is no set.
    make : callable
        Gives the form for a set.
    """
    place, held = parts.column(), []

    def draw(_=None) -> None:
        words = waiting(day)
        now = words or set_in_force(day)
        if held and held[0] is now:
            return
        held[:] = [now]
        old = place.children
        place.children = [parts.panel(title, parts.words(words)) if words else make(now)]
        for form in old:
            parts.end(form)

    day.observe(draw, "seq")
    draw()
    return place


def refused(text: str) -> str:
    """Show what is in the way, without the line that only says that something is."""
    return parts.wrong(parts.reasons(text))


def chosen_from(
    state: HasTraits, listed: str, name: str, doing: str, action: Callable[[object], object]
) -> W.Widget:
    """Give a list to choose from that follows a state, and the button for what is chosen.

    Parameters
    ----------
    state : HasTraits
        The state.
    listed : str
        Its trait that holds the list: words to what they stand for.
    name : str
        Name of the list.
    doing : str
        Name of the button.
    action : callable
        Called with what is chosen; with None where there is nothing.
    """
    listing = parts.choice(name, getattr(state, listed) or NOTHING_LEFT)

    def follow(change) -> None:
        listing.options = list((change["new"] or NOTHING_LEFT).items())

    state.observe(follow, listed)
    return parts.row(listing, parts.button(doing, lambda: action(listing.value)))


NOTHING_LEFT = {"nothing to choose from": None}
