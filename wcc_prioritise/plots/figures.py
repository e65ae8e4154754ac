"""How are figures said? Numbers, shares and names as words; no picture is needed for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

MANY = 100
"""From here on a figure is said without decimals, even where it is not whole."""

LONGEST_NAME = 70


def plain(text: object) -> str:
    """Give a text on one line, without characters that cannot be seen.

    Examples
    --------
    >>> plain(f" Foot {chr(9)} care{chr(8203)}: team ")
    'Foot care: team'
    """
    if text is None or text != text:
        return ""
    seen = "".join(c if c.isspace() or c.isprintable() else "" for c in str(text))
    return " ".join(seen.split())


def short(text: object, longest: int = LONGEST_NAME) -> str:
    """Give a name on one line, cut where it is longer than a sentence can carry.

    Examples
    --------
    >>> short("Fracture liaison service", 12)
    'Fracture...'
    """
    words = plain(text)
    if len(words) <= longest:
        return words
    cut = words[: longest - 3]
    whole_words = cut.rpartition(" ")[0] if words[longest - 3] != " " else cut
    return (whole_words if len(whole_words) > longest // 2 else cut).rstrip(" :,;-") + "..."


def number(figure: float, decimals: int | None = None) -> str:
    """Write a figure with thousands apart, and one decimal only where it is small and not whole.

    Examples
    --------
    >>> number(8990), number(58.5), number(-0.0), number(12_345.6)
    ('8,990', '58.5', '0', '12,346')
    """
    if figure != figure:
        return "not known"
    decimals = decimals_of([figure]) if decimals is None else decimals
    return f"{round(figure, decimals) + 0.0:,.{decimals}f}"


def decimals_of(figures: Iterable[float], many: float = MANY) -> int:
    """How many decimals do these figures need, so that the room can re-add them?

    Examples
    --------
    >>> decimals_of([58.5, 1.5]), decimals_of([8_990.0, 10.0]), decimals_of([8_990.5, 9.5])
    (1, 0, 0)
    """
    known = [figure for figure in figures if figure == figure]
    whole = all(abs(figure - round(figure)) < 1e-6 for figure in known)
    return 0 if whole or max(map(abs, known)) >= many else 1


def amount(figure: float, unit: str, decimals: int | None = None) -> str:
    """Write a figure with its unit in words; the pound sign stands before the figure.

    Examples
    --------
    >>> amount(8990, "£ thousand over 3 years"), amount(58, "project lead months")
    ('£8,990 thousand over 3 years', '58 project lead months')
    """
    said = number(figure, decimals)
    if unit.startswith("£ "):
        sign = "-" if said.startswith("-") else ""
        return f"{sign}£{said.removeprefix('-')} {unit[2:]}"
    return f"{said} {unit}".strip()


def percent(share: float) -> str:
    """Write a share in whole per cent; what is not quite all never reads 100%.

    Examples
    --------
    >>> percent(0.917), percent(0.999), percent(1.0), percent(0.001)
    ('92%', 'over 99%', '100%', 'under 1%')
    """
    if share != share:
        return "not known"
    said = f"{share:.0%}"
    if said == "100%" and share < 1 - 1e-9:
        return "over 99%"
    if said == "0%" and share > 1e-9:
        return "under 1%"
    return "0%" if said == "-0%" else said


def listed(words: Sequence[str]) -> str:
    """Join words as a sentence does.

    Examples
    --------
    >>> listed(["A"]), listed(["A", "B", "C"])
    ('A', 'A, B and C')
    """
    words = list(words)
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def counted(many: int, one: str, several: str | None = None) -> str:
    """Write a number of things.

    Examples
    --------
    >>> counted(1, "quick win"), counted(3, "quick win"), counted(2, "steady", "steady")
    ('1 quick win', '3 quick wins', '2 steady')
    """
    return f"{many:,} {one if many == 1 else several or one + 's'}"


def classes_in_words(classes: pd.Series) -> str:
    """Write how many of each class there are, leaving out those that have none."""
    plural = {"steady": "steady"}
    return listed(
        [counted(int(many), name, plural.get(name)) for name, many in classes.items() if many]
    )


def held(pieces: Iterable[str], longest: int) -> str:
    """Join sentences as long as they fit; those that do not fit are left out, from the end.

    Examples
    --------
    >>> held(["One.", "Two.", "Three."], 9)
    'One. Two.'
    """
    text = ""
    for piece in pieces:
        longer = f"{text} {piece}".strip()
        if len(longer) > longest:
            break
        text = longer
    return text
