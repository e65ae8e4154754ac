"""How is a challenge made? Until when and to whom, in words; what nobody set stands in brackets."""

from __future__ import annotations

from wcc_prioritise.case import Case
from wcc_prioritise.challenge.deadline import Deadline, deadline
from wcc_prioritise.exports.wording import counted, given

WHERE, WHEN = "[Where to write]", "[by when]"
"""What an organisation adds by hand where its charter says nothing."""


def where_and_when(case: Case) -> str:
    """Say to whom a challenge goes and by when; brackets mark what the charter leaves open.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> where_and_when(wcc.read(wcc.sample("short")))
    'Send it to: [Where to write]. It must be there [by when].'
    """
    found = deadline(case)
    to = given(found.to, WHERE).rstrip(".")
    return f"Send it to: {to}. It must be there {when_words(found)}."


def when_words(found: Deadline) -> str:
    """Say by when, as a day where there is one.

    Examples
    --------
    >>> when_words(Deadline(None, 28, None)), when_words(Deadline(None, 1, None))
    ('within 28 days of the decision', 'within 1 day of the decision')
    """
    if found.until is not None:
        return f"by {given(found.until)}"
    if found.days:
        return f"within {counted(found.days, 'day', 'days')} of the decision"
    return WHEN
