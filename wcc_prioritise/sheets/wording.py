"""What does a sheet say to the person who fills it in? The same words on every form."""

from __future__ import annotations

from wcc_prioritise.sheets.asked import EVERYTHING, RECUSED, Asked, shown

NUMBER = "a number from 0 to 100"

_KEPT = {
    "open": "Your answers are kept under the token {person} and may be shown with it.",
    "pseudonymous": (
        "Your answers are kept under the token {person}; the list of who is who is kept apart."
    ),
    "anonymous": "Your answers are kept under the token {person}; no list of who is who is kept.",
}

WEIGHTS = (
    "Nobody asks what matters most in life. The question is which change matters most here, for "
    "this decision.",
    "First the order. Picture a candidate that is at its worst on everything, and suppose that you "
    "may lift one criterion from its worst to its best. The one you would lift first is 1, the "
    "next is 2, and so on.",
    "Then the size. The step you put first is worth 100. Set every other step against it: one that "
    "matters half as much is 50, one that matters just as much is 100, one that hardly matters "
    "is 5.",
)
"""How the weights are asked for: order first, then size."""


def how_to_score(asked: Asked) -> tuple[str, ...]:
    """Say how scores are given, and what becomes of them."""
    person = shown(asked.person)
    again = asked.round > 1
    return tuple(
        line
        for line in (
            "Answer alone, without looking at anybody else's sheet."
            + (f" When answers are shown: {asked.reveal.rstrip('.')}." if asked.reveal else ""),
            "Read the words first. 0 is the worst and 100 the best; find the words that fit, then "
            "write that number, or one between two of them.",
            "If you cannot tell, answer don't know. It is a proper answer, better than a guess.",
            "Leave a score blank to keep the one you gave before; your earlier answers are shown."
            if again
            else "A blank is never counted as zero; it is counted as not answered.",
            "This sheet asks about some of the scores only; what you gave for the others stands."
            if asked.part != EVERYTHING
            else "",
            "A reason in a few words helps the discussion. Name nobody in it.",
            f"Where it says {RECUSED}, an interest was declared: you do not score that "
            "candidate, and it does not count as missing."
            if asked.recused
            else "",
            _KEPT[asked.privacy].format(person=person) + " Records of a public body can be asked "
            "for under freedom of information law.",
        )
        if line
    )
