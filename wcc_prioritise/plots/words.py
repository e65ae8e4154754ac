"""What does each picture say? Title, subtitle, caption and alt text, made of the tables alone."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from wcc_prioritise.plots.behind import (
    MOST_INDICATORS,
    balance_table,
    bubble_table,
    contributions_table,
    criterion_names,
    limits_table,
    opportunity_table,
)
from wcc_prioritise.plots.figures import (
    amount,
    classes_in_words,
    counted,
    decimals_of,
    held,
    listed,
    number,
    percent,
    plain,
    short,
)

LONGEST_ALT = 600
"""Characters of an alt text; a screen reader can't be stopped and resumed inside one."""

SAID = 2
"""Limits that a title names."""

IN_ALT = 45
"""Characters of a name inside an alt text."""


@dataclass(frozen=True)
class Words:
    """The words of one picture.

    Attributes
    ----------
    title : str
        The answer, as a sentence.
    subtitle : str
        What is shown, in which unit and period.
    alt : str
        What somebody who cannot see the picture needs, with the main figures.
    caption : str
        What must stand under it: the notice of the case, and the source.
    """

    title: str
    subtitle: str
    alt: str
    caption: str = ""


# ---- benefit by year ----------------------------------------------------------------------------


def balance(portfolio) -> Words:
    """Say how much of what could be had early and late the set brings."""
    table = balance_table(portfolio)
    return Words(
        title=_balance_title(table, bool(portfolio.chosen)),
        subtitle=(
            "Benefit that has come by then, as a share of the most that any set within the limits "
            "could bring by the same year."
        ),
        alt=_balance_alt(table, portfolio),
        caption=joined(_discounting(portfolio), notice(portfolio)),
    )


def _balance_title(table: pd.DataFrame, any_chosen: bool) -> str:
    worth = table[table["benefit"] == "worth"]
    first, last = worth.iloc[0], worth.iloc[-1]
    if not any_chosen:
        return f"No candidate is chosen, so the set brings nothing {last['by']}"
    if last["attainable"] <= 0:
        return f"Within these limits no set could bring any benefit {last['by']}"
    if first["attainable"] <= 0:
        share = percent(last["share"])
        return f"Nothing could be had {first['by']}; of that {last['by']} the set brings {share}"
    if percent(first["share"]) == percent(last["share"]):
        share = percent(first["share"])
        return f"The set brings {share} of what could be had, {first['by']} as well as {last['by']}"
    return (
        f"The set brings {percent(first['share'])} of what could be had {first['by']} and "
        f"{percent(last['share'])} {last['by']}"
    )


def nothing_attainable() -> str:
    """Say why there is no benefit to draw."""
    return (
        "Within the limits no set of candidates brings any benefit, so there is nothing to compare "
        "the chosen set with."
    )


def share_of(row) -> str:
    """Say the share that is brought of what could be: one row of the table of benefit by year."""
    return percent(row.share) if row.attainable > 0 else "None to be had:"


def brought(row) -> str:
    """Say what is brought of what could be: one row of the table of benefit by year."""
    decimals = decimals_of([row.brought, row.attainable])
    return f"{number(row.brought, decimals)} of {number(row.attainable, decimals)} {row.unit}"


def lateness(portfolio) -> str:
    """Say what slipping means in this case.

    Examples
    --------
    >>> from types import SimpleNamespace as Like
    >>> charter = Like(slip=1.5)
    >>> lateness(Like(appraisal=Like(case=Like(charter=charter))))
    'if everything takes 1.5 times as long'
    """
    return f"if everything takes {portfolio.appraisal.case.charter.slip:g} times as long"


def _balance_alt(table: pd.DataFrame, portfolio) -> str:
    many = counted(len(portfolio.chosen), "candidate")
    said = [
        f"Bars: what the chosen set of {many} brings, of the most that any set within the limits "
        f"could, and in brackets the share, then the share {lateness(portfolio)}."
    ]
    for by, rows in table.groupby("by", sort=False):
        parts = [
            f"{brought(row)} ({percent(row.share)}, {percent(row.share_late)} if late)"
            if row.attainable > 0
            else f"no {row.unit} to be had"
            for row in rows.itertuples()
        ]
        said.append(f"{str(by).capitalize()}: {'; '.join(parts)}.")
    return held(said, LONGEST_ALT)


def _discounting(portfolio) -> str:
    rate = portfolio.appraisal.case.charter.discount_rate
    return f"Benefit of later years is discounted at {rate * 100:g}% a year." if rate else ""


# ---- contributions ------------------------------------------------------------------------------


def contributions(ranking, most: int = 12) -> Words:
    """Say who leads, and on what."""
    table, names = contributions_table(ranking, most), criterion_names(ranking)
    of = f"{len(table)} of {len(ranking.table)} shown"
    return Words(
        title=_leader(table, names),
        subtitle=f"Weighted points by criterion, of 100; best first. {of}.",
        alt=_contributions_alt(table, names, len(ranking.table)),
        caption=joined("Points are rounded.", notice(ranking)),
    )


def _leader(table: pd.DataFrame, names: pd.Series) -> str:
    if table.empty:
        return "There is no candidate to rank"
    first = table[table["rank"] == table["rank"].iloc[0]]
    points = number(first["value"].iloc[0], 0)
    if len(first) > 3:
        return f"{len(first)} candidates lead together, with {points} of 100 points each"
    leaders = listed([short(name) for name in first["name"]])
    if len(first) > 1:
        return f"{leaders} lead together, with {points} of 100 points each"
    code, largest = _largest_part(first.iloc[0], names)
    return (
        f"{leaders} leads with {points} of 100 points, {largest} of them for {lowered(names[code])}"
    )


def _largest_part(row: pd.Series, names: pd.Series) -> tuple[str, str]:
    parts = row[list(names.index)].astype(float)
    return parts.idxmax(), number(parts.max(), 0)


def _contributions_alt(table: pd.DataFrame, names: pd.Series, candidates: int) -> str:
    said = [
        "Stacked bars of weighted points by criterion, best first; "
        f"{len(table)} of {candidates} candidates."
    ]
    for place, (_, row) in enumerate(table.iterrows()):
        code, largest = _largest_part(row, names)
        part = f", {largest} for {lowered(names[code])}" if place < 3 else ""
        said.append(f"{short(row['name'], IN_ALT)}: {number(row['value'], 0)} points{part}.")
    return held(said, LONGEST_ALT)


# ---- worth against cost -------------------------------------------------------------------------


def bubble(portfolio) -> Words:
    """Say which candidates are chosen, and what they are worth together."""
    table = bubble_table(portfolio)
    reading = portfolio.arguments["reading"]
    other = "" if reading == "worth" else f" Worth is read as: {plain(reading)}."
    return Words(
        title=_chosen_title(portfolio, len(table)),
        subtitle=(
            "Worth in points a year against gross cost over 3 years; the larger the mark, the more "
            f"people benefit a year.{other}"
        ),
        alt=_bubble_alt(table, portfolio),
        caption=notice(portfolio),
    )


def _chosen_title(portfolio, candidates: int) -> str:
    if not portfolio.chosen:
        return f"None of {counted(candidates, 'candidate')} is chosen"
    worth = whole_points(portfolio.worth)
    together = "together worth" if len(portfolio.chosen) > 1 else "worth"
    return (
        f"{len(portfolio.chosen)} of {counted(candidates, 'candidate')} chosen, {together} {worth} "
        f"a year: {classes_in_words(portfolio.classes)}"
    )


def counted_points(points: float) -> str:
    """Write points of worth."""
    said = number(points)
    return f"{said} point{'' if said == '1' else 's'}"


def whole_points(points: float) -> str:
    """Write points of worth as the room hears them: no decimals, and what is not nought never is.

    Examples
    --------
    >>> whole_points(58.5), whole_points(1.2), whole_points(0.3), whole_points(0.0)
    ('58 points', '1 point', 'under 1 point', '0 points')
    """
    if 1e-9 < points < 0.5:
        return "under 1 point"
    return counted_points(round(points))


def _bubble_alt(table: pd.DataFrame, portfolio) -> str:
    said = [
        "Scatter of worth in points a year against gross cost over 3 years, marks sized by people.",
        f"{len(portfolio.chosen)} of {counted(len(table), 'candidate')} chosen"
        + (f": {classes_in_words(portfolio.classes)}." if portfolio.chosen else "."),
    ]
    for heading, rows in (("Chosen", table[table["chosen"]]), ("Not", table[~table["chosen"]])):
        most = 4 if heading == "Chosen" else 2
        parts = [
            f"{short(row.name, IN_ALT)} {number(row.worth)} points for "
            f"£{number(row.gross_3yr, 0)} thousand"
            for row in rows.head(most).itertuples(index=False)
        ]
        if parts:
            ahead = "Chosen, most worth first" if heading == "Chosen" else "Not chosen, worth most"
            said.append(f"{ahead}: {'; '.join(parts)}.")
    return held(said, LONGEST_ALT)


# ---- limits -------------------------------------------------------------------------------------


def limits(portfolio) -> Words:
    """Say which limit is the tightest, and what is left of each."""
    table = limits_table(portfolio)
    return Words(
        title=_what_is_left(table),
        subtitle="What the chosen set uses of each limit, and what is left; the tightest first.",
        alt=_limits_alt(table),
        caption=notice(portfolio),
    )


def _what_is_left(table: pd.DataFrame) -> str:
    if table.empty:
        return "No limit was set"
    left = listed([_left_of(row) for row in table.head(SAID).itertuples()])
    if len(table) > SAID:
        return f"The two tightest of {len(table)} limits leave {left}"
    return f"The set leaves {left}"


def _left_of(row) -> str:
    left, _ = _left_and_used(row)
    left = "none" if left == "0" else left
    pound = "£" if left != "none" and row.unit.startswith("£ ") else ""
    what = row.unit or short(row.meaning)
    return f"{pound}{left} of {amount(row.limit, what)}"


def _left_and_used(row) -> tuple[str, str]:
    """Write what is left and what is used with the same decimals, so that they can be added."""
    decimals = decimals_of([row.left, row.used], many=1_000)
    return number(row.left, decimals), number(row.used, decimals)


def meaning_of(row) -> str:
    """Say what a limit is on, as a heading: one row of the table of limits."""
    words = plain(row.meaning)
    return words[:1].upper() + words[1:]


def used_of(row) -> str:
    """Say what is used of a limit: one row of the table of limits."""
    pound = "£" if row.unit.startswith("£ ") else ""
    return f"{pound}{_left_and_used(row)[1]} of {amount(row.limit, row.unit)} used"


def left_over(row) -> str:
    """Say what is left of a limit: one row of the table of limits."""
    left, _ = _left_and_used(row)
    if float(left.replace(",", "")) == 0:
        return "nothing left"
    pound, unit = ("£", row.unit[2:]) if row.unit.startswith("£ ") else ("", row.unit)
    return f"{pound}{left} {unit.split(' over ')[0].split(' a year')[0]} left".replace("  ", " ")


def _limits_alt(table: pd.DataFrame) -> str:
    many = counted(len(table), "limit")
    said = [f"Bars of what the chosen set uses of {many}, tightest first."]
    said += [
        f"{short(meaning_of(row))}: {used_of(row)} ({percent(row.share)}), {left_over(row)}."
        for row in table.itertuples()
    ]
    return held(said, LONGEST_ALT)


# ---- opportunity --------------------------------------------------------------------------------


def opportunity(gaps) -> Words:
    """Say on which indicators people could gain, and which of them are clear."""
    table = opportunity_table(gaps)
    confidence = f"{gaps.confidence * 100:.12g}%"
    shown = "" if len(table) <= MOST_INDICATORS else f" {MOST_INDICATORS} of {len(table)} shown."
    return Words(
        title=_opportunity_title(table, short(gaps.area_name)),
        subtitle=(
            f"People who would be better off if {short(gaps.area_name)} did as well as "
            f"{plain(gaps.how)}, with {confidence} interval. "
            f"Headroom, not what a project would bring.{shown}"
        ),
        alt=_opportunity_alt(table, plain(gaps.area_name), confidence),
        caption=sources(gaps.table),
    )


def _opportunity_title(table: pd.DataFrame, area: str) -> str:
    clear = table[table["clear"]]
    if table.empty:
        return f"No indicator shows people who would gain if {area} did as well as its peers"
    if clear.empty:
        return f"No gap of {area} is known to be clear of noise"
    first = clear.iloc[0]
    gaps_clear = f"{len(clear)} of {counted(len(table), 'gap')} "
    gaps_clear += "is clear of noise" if len(clear) == 1 else "are clear of noise"
    which = "" if len(clear) == 1 else "the largest is "
    name = lowered(short(first["name"]))
    return f"{gaps_clear}: {which}{name}, {counted_people(first['people'])}"


def no_opportunity(gaps) -> str:
    """Say why there is nothing to draw."""
    figures = counted(len(gaps.table), "figure")
    return (
        f"Of {figures} compared, none is worse than its peers with a denominator that would give a "
        "number of people. The table of gaps says of each how it stands."
    )


def people_said(row) -> str:
    """Say the people at a gap and the interval on one line: one row of the table of opportunity."""
    said = counted_people(row.people)
    if not row.interval:
        return f"{said}, no interval"
    noise = "" if row.clear else ", within noise"
    return f"{said} ({number(row.lower, 0)} to {number(row.upper, 0)}){noise}"


def interval_of(row) -> str:
    """Say the interval, and whether it is within noise: one row of the table of opportunity."""
    if not row.interval:
        return "no interval"
    said = f"{number(row.lower, 0)} to {number(row.upper, 0)}"
    return said if row.clear else f"{said}, within noise"


def counted_people(people: float) -> str:
    """Write a number of people."""
    said = number(people, 0)
    return f"{said} {'person' if said == '1' else 'people'}"


def whose(row) -> str:
    """Say the period, sex and age that a row is about."""
    words = [plain(word) for word in (row.period, row.sex, row.age)]
    everybody = ("", "persons", "all", "all ages")
    return ", ".join(word for word in words if word.casefold() not in everybody)


def _opportunity_alt(table: pd.DataFrame, area: str, confidence: str) -> str:
    shown = f"Bars of people who would gain if {short(area)} did as well as its peers"
    if table.empty:
        return f"{shown}: no indicator shows any."
    clear = f"{int(table['clear'].sum())} of {len(table)} clear of noise"
    said = [f"{shown}, with {confidence} interval; {clear}."]
    for row in table.itertuples(index=False):
        said.append(f"{short(row.name, IN_ALT)}: {people_said(row)}.")
    return held(said, LONGEST_ALT)


def sources(table: pd.DataFrame) -> str:
    """Say where the figures are from, once each."""
    named = sorted({plain(word) for word in table["source"].dropna()} - {""})
    more = f" and {len(named) - 3} more" if len(named) > 3 else ""
    return f"Source: {'; '.join(short(word, 90) for word in named[:3])}{more}." if named else ""


def said_source(result) -> str:
    """Say where the figures of one result are from."""
    named = plain(getattr(result, "source", ""))
    return f"Source: {named}." if named else ""


# ---- shared -------------------------------------------------------------------------------------


def notice(result) -> str:
    """Give the notice of the case a result was made from, such as SYNTHETIC."""
    return plain(result.appraisal.case.charter.notice)


def joined(*sentences: str) -> str:
    """Join the sentences that say something."""
    return " ".join(sentence for sentence in sentences if sentence)


def lowered(name: str) -> str:
    """Write a name inside a sentence: its first letter small, unless it is a word such as COPD."""
    return name if name[1:2].isupper() or not name[1:2].isalpha() else name[:1].lower() + name[1:]
