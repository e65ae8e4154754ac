"""How does one answer an exercise with a mouse? One box on top of `teaching.check`."""

from __future__ import annotations

from html import escape

import ipywidgets as W

from wcc_prioritise.teaching import check, exercises
from wcc_prioritise.teaching.training_tables import Data
from wcc_prioritise.teaching.typed import Choice


class AnswerBox(W.VBox):
    """A box to answer in, or words to choose from, and what the answer shows.

    It works by keyboard alone: tab to the box, type, tab to the button, press it.

    Parameters
    ----------
    code : str
        Of the exercise.
    data : path-like or mapping, optional
        A folder with tables of your own, or frames by name.
    """

    def __init__(self, code: str, data: Data = None):
        self.code, self.data = code, data
        one = {e.code: e for e in exercises()}.get(code.upper())
        chosen = one is not None and isinstance(one.reads, Choice)
        words = "Your answer"
        if chosen:
            self.box = W.RadioButtons(options=list(one.reads.words), value=None, description=words)
        else:
            self.box = W.Text(description=words, continuous_update=False)
        self.button = W.Button(description="Check")
        self.said = W.HTML()
        self.button.on_click(self.answered)
        super().__init__([self.box, self.button, self.said])

    def answered(self, _: object = None) -> None:
        """Check what is typed, and show the words."""
        found = check(self.code, self.box.value, self.data)
        self.said.value = f'<p role="status">{escape(found.words)}</p>'


def answer_box(code: str, data: Data = None) -> AnswerBox:
    """Where do I answer this exercise, if I don't wish to type code?

    Parameters
    ----------
    code : str
        Of the exercise.
    data : path-like or mapping, optional
        A folder with tables of your own, or frames by name.

    Returns
    -------
    AnswerBox
        Says what `teaching.check` says.

    Examples
    --------
    >>> box = answer_box("X2")
    >>> box.box.value = "stay"
    >>> box.answered()
    >>> "the importance of a word" in box.said.value
    True
    """
    return AnswerBox(code, data)
