"""What does the next round begin with? The tables of last year, as they are carried over.

Last year's answers are carried as answers of the first round of the new record, each person's last
one: they stand on last year's anchors, which are carried too, so a candidate that comes in now is
scored beside them and reorders nobody. Whoever scores a cell again takes the place of last year's
answer, which stays in the first entries of the record and in the old file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pandas as pd

from wcc_prioritise.case import Case
from wcc_prioritise.competencies.ideas import ideas_answered
from wcc_prioritise.judgement import last_round
from wcc_prioritise.programme import Review
from wcc_prioritise.programme.chosen import blank, figure
from wcc_prioritise.schema import SAID, TABLES
from wcc_prioritise.tables.fields import kind_of

LEFT_BEHIND = ("agreements", "decisions", "departures", "calculations", "actuals", "answers")
"""Tables of last year's day alone: they stay in its own record."""

DATES = tuple(n for n, info in TABLES["charter"].model_fields.items() if kind_of(info) == "date")
"""Fields of the charter that hold for one year alone."""

TALKED = {"comments": "what", "challenges": "what", "acts": "text"}
"""Tables whose rows outlive the candidate they name, and where its code is then kept."""

OWED = ("parking lot", "action")
"""Acts that are carried over where somebody is to follow them up by a date."""


def carried_over(
    case: Case, chosen: tuple[str, ...], found: Review | None, file: str
) -> dict[str, pd.DataFrame]:
    """Which tables does the next round begin with?

    Parameters
    ----------
    case : Case
        Last year's case, as the room may see it.
    chosen : tuple of str
        Codes of the candidates that were chosen: they leave the list and become promises.
    found : Review or None
        What they have brought so far, where it was measured.
    file : str
        Name of last year's file, for what refers to its entries.

    Returns
    -------
    dict of str to DataFrame
        Tables by name.
    """
    tables = {}
    for name in TABLES:
        if name in LEFT_BEHIND or name not in case.tables:
            continue
        frame = case.tables[name].frame
        if name in _CHANGED:
            frame = _CHANGED[name](case, frame)
        frame = _without_chosen(name, frame, chosen)
        if len(frame) or name not in SAID:
            tables[name] = frame
    if "challenges" in tables:
        tables["challenges"] = _of_the_file(tables["challenges"], file)
    new = list(_new_promises(case, chosen, found))
    if new:
        columns = list(TABLES["promises"].model_fields)
        frames = [tables.get("promises"), pd.DataFrame(new, columns=columns, dtype=object)]
        tables["promises"] = pd.concat([f for f in frames if f is not None], ignore_index=True)
    return tables


def _charter(case: Case, frame: pd.DataFrame) -> pd.DataFrame:
    """Take out last year's dates: every candidate would be late, and every challenge too."""
    return frame.assign(**dict.fromkeys(DATES))


def _people(case: Case, frame: pd.DataFrame) -> pd.DataFrame:
    """Take out when people came and left last year."""
    return frame.assign(attends_from=None, attends_to=None)


def _interests(case: Case, frame: pd.DataFrame) -> pd.DataFrame:
    """Keep what bars an answer; a nil return is given anew each year."""
    return frame[frame["effect"] != "none"]


def _scores(case: Case, frame: pd.DataFrame) -> pd.DataFrame:
    return last_round(frame, ["candidate", "criterion"]).sort_index().assign(round=1)


def _swings(case: Case, frame: pd.DataFrame) -> pd.DataFrame:
    return last_round(frame, ["criterion"]).sort_index().assign(round=1)


def _ideas(case: Case, frame: pd.DataFrame) -> pd.DataFrame:
    return frame[ideas_answered(case)["lacks"].ne("").to_numpy()]


def _comments(case: Case, frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["answer"].isna()]


def _challenges(case: Case, frame: pd.DataFrame) -> pd.DataFrame:
    return frame[~frame["challenge"].isin(case.answers["challenge"])]


def _acts(case: Case, frame: pd.DataFrame) -> pd.DataFrame:
    owed = frame[frame["act"].isin(OWED) & frame["date"].notna()]
    return owed.assign(entry=None, round=None)


_CHANGED: dict[str, Callable[[Case, pd.DataFrame], pd.DataFrame]] = {
    "charter": _charter,
    "people": _people,
    "interests": _interests,
    "scores": _scores,
    "swings": _swings,
    "ideas": _ideas,
    "comments": _comments,
    "challenges": _challenges,
    "acts": _acts,
}
"""Tables of which not all is carried over as it is."""


def _of_the_file(frame: pd.DataFrame, file: str) -> pd.DataFrame:
    """Say of which file an entry is that a challenge names: the new one has other numbers."""
    what = [
        row.what if blank(row.entry) else f"{row.what} (entry {row.entry:.0f} of {file})"
        for row in frame.itertuples()
    ]
    return frame.assign(what=what, entry=None)


def _without_chosen(name: str, frame: pd.DataFrame, chosen: tuple[str, ...]) -> pd.DataFrame:
    """Leave out what is of the chosen alone; what somebody said of them keeps the code in words."""
    if name == "rules":
        frame = frame[~(frame["kind"].isin(["must", "never"]) & frame["what"].isin(chosen))]
    columns = [column for column, to in TABLES[name].refers.items() if to == "candidates"]
    for column in ["candidate"] if name == "candidates" else columns:
        of_chosen = frame[column].isin(chosen)
        if name not in TALKED:
            frame = frame[~of_chosen]
            continue
        said, frame = TALKED[name], frame.copy()
        pairs = zip(frame.loc[of_chosen, column], frame.loc[of_chosen, said], strict=True)
        frame.loc[of_chosen, said] = [f"{code} (chosen last year): {text}" for code, text in pairs]
        frame.loc[of_chosen, column] = None
    return frame.reset_index(drop=True)


# ---- the chosen become promises -----------------------------------------------------------------


def _new_promises(
    case: Case, chosen: tuple[str, ...], found: Review | None
) -> Iterator[tuple[object, ...]]:
    """Give what was promised of the chosen as promises to review: code, what, whom, due, kept."""
    numbers = _free_numbers(case)
    standing = {} if found is None else _standing(found)
    rows = case.candidates.set_index("candidate")
    panel = case.charter.who_decides or "the panel"
    for code in chosen:
        benefits = case.benefits[case.benefits["candidate"] == code]
        title = f"{code} {rows.at[code, 'name']}"
        for row in benefits.to_dict("records"):
            whom = panel if blank(row["gainer"]) else row["gainer"]
            due = None if blank(row["target_date"]) else row["target_date"]
            how = standing.get((code, row["benefit"]))
            yield next(numbers), f"{title}: {_benefit_words(row)}", whom, due, "open", how
        if benefits.empty:
            words = f"{title}: say what it has brought, {_claim_words(rows.loc[code])}"
            yield next(numbers), words, panel, None, "open", None


def _free_numbers(case: Case) -> Iterator[str]:
    used = [str(code).removeprefix("R") for code in case.promises["promise"]]
    number = max((int(part) for part in used if part.isdecimal()), default=0)
    while True:
        number += 1
        yield f"R{number:02d}"


def _standing(found: Review) -> dict[tuple[str, str], str]:
    rows = found.benefits[found.benefits["points"] > 0]
    return {(row.candidate, row.benefit): row.words for row in rows.itertuples()}


def _benefit_words(row: dict) -> str:
    ends = [f"{word} {figure(row[name])}" for word, name in (("from", "baseline"), ("to", "target"))
            if not blank(row[name])]  # fmt: skip
    unit = [row["unit"]] if ends and not blank(row["unit"]) else []
    return " ".join([row["benefit"], *ends, *unit])


def _claim_words(row: pd.Series) -> str:
    said = [f"{figure(row['people'])} people a year"] if row["people"] else []
    if row["claimed_saving"]:
        said.append(f"£{figure(row['claimed_saving'])} thousand a year saved")
    return "against " + (" and ".join(said) or "what was claimed for it")
