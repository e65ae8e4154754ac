"""What happens when? The screens of the day, with the facilitator's script beside each.

The short path has ten screens and two hours; the full day adds screens and never changes these.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from wcc_prioritise.workshop.schedule import PAUSE, STEPS, begins, length_of

__all__ = ["MINUTES_A_CELL", "PAUSE", "SCREENS", "Agenda", "Screen", "agenda", "length_of"]


@dataclass(frozen=True)
class Screen:
    """One step of the day.

    Attributes
    ----------
    key : str
        Its name in the record.
    title : str
        What the room reads at the top.
    short : int
        Minutes on the two-hour path; 0 where the path does without it.
    full : int
        Minutes on a full day.
    says : str
        What the facilitator says.
    do : str
        What to do at the console meanwhile.
    challenged : tuple of (str, str)
        What somebody may object, and an answer.
    """

    key: str
    title: str
    short: int
    full: int
    says: str
    do: str
    challenged: tuple[tuple[str, str], ...]


SCRIPTS = {
    "welcome": (
        "Thank you for coming. This is the question, this is the money, and these are the rules we "
        "work by. You advise; the body named on the screen decides. Everybody scores in private, "
        "and nobody's name is ever shown here. Please tell us of any interest now: having none "
        "counts as an answer too.",
        "Tick who is here, enter every interest and every nil return, and write down what is "
        "promised.",
        (
            ("Isn't it decided already?", "Nothing is. The record shows each step, and the list is "
             "worked out only from what you say in this room."),
            ("Why may they not score?", "They declared an interest. They may speak where the rules "
             "say so; their score is counted as withheld, not as missing."),
        ),
    ),
    "gut": (
        "Before any numbers: write down, for yourself, the five you would take up. We seal them "
        "and open them at the end, to see whether our criteria have missed something.",
        "Type the codes in, best first. Nobody sees them until you open them.",
        (
            ("What is it for?", "If the result differs from what you feel, either the numbers "
             "taught us something or a criterion is missing. Both are worth knowing."),
        ),
    ),
    "candidates": (
        "Two minutes for each candidate: what changes, for whom, and how we know. Ask only what "
        "you need in order to understand it; for and against come later.",
        "Start the timer for each one. Put every wider question in the parking lot.",
        (
            ("Why is our project not here?", "It came after the closing date or is part of "
             "another. The rule for late ones was agreed beforehand and is in the record."),
            ("These figures are wrong.", "Then we want the right ones: tell us the source, and the "
             "change is entered with its reason."),
        ),
    ),
    "criteria": (
        "This is what matters, in words: what the worst looks like, what the best looks like, and "
        "what happens if we do nothing. Score the words, not the numbers.",
        "Turn the page for each criterion. Read the worst and the best aloud.",
        (
            ("Cost is missing.", "Cost is not a benefit. It comes in when we build the set: as the "
             "limit, and as what we divide by."),
            ("Two of these are the same.", "Tell us how. If one moves whenever the other does, we "
             "would count it twice."),
        ),
    ),
    "weights": (
        "Imagine a project that is at its worst on everything. You may lift one thing from worst "
        "to best. Which first? That step is worth 100. Now compare each other step with it: half "
        "as much is 50, the same is 100, almost nothing is 5. Nobody is asking what matters most "
        "in life; the question is which of these changes matters most, here, now.",
        "Type each person's points, read the sentence back to them, and reveal when enough are "
        "in.",
        (
            ("Health matters more than waiting!", "It may. The question is whether this step in "
             "health matters more than that step in waiting."),
            ("I can't put numbers on it.", "Then give the order only. An order is enough; the "
             "record says that it was one."),
        ),
    ),
    "scores": (
        "One criterion at a time. Look at the words, choose the ones that fit, write the number. "
        "\"Don't know\" is a good answer: it is never counted as nought. Nobody sees your score "
        "until we reveal them together, and then without names.",
        "Type what comes in. The list shows who is still writing; never read it aloud.",
        (
            ("I know my own service best.", "Then your reason helps us most. If you gain by it, "
             "tell us your interest first."),
            ("Why in private?", "So that the first to speak, or the most senior, does not speak "
             "for all."),
        ),
    ),
    "map": (
        "Full circles: we agree. Empty circles: we are split. We have no time to talk about "
        "everything, and we needn't: on many of these the list stays the same whoever is right.",
        "Reveal each criterion. Below the quorum a reason is needed, and it is recorded.",
        (
            ("So the average is what counts?", "An average of nine and one is five, and nobody "
             "said five. That is why we look at the split before the average."),
        ),
    ),
    "discuss": (
        "This is the next one, because what you said about it could change the list. Whoever is "
        "in the minority speaks first. Four minutes, then score it again in private, whether or "
        "not you have changed your mind.",
        "Choose the next one from the list, start the timer, write down the reasons as they are "
        "said, enter the second scores and reveal them.",
        (
            ("Why not mine?", "Each group has named one that is talked about whatever the list "
             "says. For the others the list shows what hangs on them."),
            ("Does it matter?", "Type the score they propose. If the set stays the same, we can "
             "agree to differ and go on."),
        ),
    ),
    "bands": (
        "These are bands, not places: within a band, what you said does not tell them apart. And "
        "this is not yet the list: value says how good each is, not what we can carry together.",
        "Ask of any candidate why it stands where it stands: the words are on this page.",
        (
            ("Ours was seventh, now it is in the second band?", "Seventh was never real: had a few "
             "of us scored a little otherwise, it would have been fourth or ninth."),
            ("Who says the weights are right?", "You did, each for yourself. Let us see what "
             "happens with others."),
        ),
    ),
    "change": (
        "Would the leaders change if we weighed things otherwise, or if one group had not been "
        "here? Let us try. Nothing that is tried here is kept unless we say so.",
        "Move a weight and let the room watch; leave out a group and see who enters and leaves.",
        (
            ("You can get any answer you like.", "Then move a weight until the answer changes, and "
             "we shall see how far that is from what anybody here said."),
        ),
    ),
    "set": (
        "This is the set that brings most within the money and the people we have, with room for "
        "quick wins and for the longer, bigger gains. A list cut off where the money ends brings "
        "less. See what it brings by the first year, the third and the tenth.",
        "Change a limit or a rule and say its price aloud. Keep the set when the room has settled.",
        (
            ("Why is a better one left out?", "Because for the same money others together bring "
             "more. Its price is on the screen: ask for it, and see what it pushes out."),
            ("Why not simply the top of the list?", "Try it: what the list would have bought "
             "stands beside the set."),
        ),
    ),
    "programme": (
        "We can't start everything at once: the same people would have to lead it. This is an "
        "order that brings benefit early and that our people can carry.",
        "Change the capacity or the start and look at what moves.",
        (
            ("Why do we start so late?", "Look at the people needed in each quarter: with more of "
             "them it starts earlier, and the screen says how much."),
        ),
    ),
    "heard": (
        "Three private questions, each from 0 to 10: I had a fair chance to put my view. I "
        "understand how the list was reached. I can support this list. Supporting it doesn't mean "
        "it is your first choice. Whoever can't, gets a page of the record in their own words.",
        "Enter the answers, open them, then read the minority report and have it accepted.",
        (
            ("I was outvoted.", "Then the record says so, with your reasons and the reply. That is "
             "not a courtesy: it is part of the list."),
        ),
    ),
    "record": (
        "Before we close: what would somebody who was not here ask, and can the record answer?",
        "Fill what can be filled now; name an owner and a date for the rest.",
        (
            ("Why so formal?", "A decision like this was once undone in court because the scores "
             "behind the totals were not shown. Ours are."),
        ),
    ),
    "close": (
        "This is what we recommend, and where we depart from the computed set, with the reasons. "
        "Your sealed order is opened: see what moved. Then the record is frozen: what comes "
        "later is shown as later.",
        "Enter decision and departures, clear the parking lot with owner and date, open the gut "
        "orders, freeze, and write the seal on the sign-off sheet.",
        (
            ("Can it still be changed?", "Yes, by the body that decides and in the open: a "
             "departure with its reason, or a challenge, both in the record."),
        ),
    ),
}  # fmt: skip
"""By the name of a step: what the facilitator says and does, and what may be objected."""

SCREENS = tuple(
    Screen(step.key, step.title, step.short, step.full, *SCRIPTS[step.key]) for step in STEPS
)
"""Every screen, in the order of the day."""

MINUTES_A_CELL = 4
"""How long one cell is talked about."""


@dataclass(frozen=True)
class Agenda:
    """The screens of one day, each with the minute at which it is planned to begin.

    Attributes
    ----------
    length : str
        `short` or `full`.
    screens : tuple of Screen
        In order.
    begins : dict of str to int
        Minutes after the start, by key.
    """

    length: str
    screens: tuple[Screen, ...]
    begins: dict[str, int]

    def number(self, key: str) -> int:
        """Give the place of a screen, 1 for the first."""
        return [screen.key for screen in self.screens].index(key) + 1

    def screen(self, key: str) -> Screen:
        """Give one screen."""
        return self.screens[self.number(key) - 1]

    def minutes(self, key: str) -> int:
        """Give the minutes planned for a screen."""
        return getattr(self.screen(key), self.length)

    def after(self, key: str, steps: int = 1) -> str:
        """Give the key of the screen so many steps on; the first or last where there is none."""
        place = self.number(key) - 1 + steps
        return self.screens[min(max(place, 0), len(self.screens) - 1)].key


@cache
def agenda(length: str) -> Agenda:
    """Which screens does a day have, and when does each begin?

    Parameters
    ----------
    length : {"short", "full"}
        The two-hour path or the full day.

    Examples
    --------
    >>> short = agenda("short")
    >>> len(short.screens), short.begins["weights"], short.begins["close"]
    (10, 20, 113)
    """
    planned = begins(length)
    screens = tuple(screen for screen in SCREENS if screen.key in planned)
    return Agenda(length, screens, dict(planned))
