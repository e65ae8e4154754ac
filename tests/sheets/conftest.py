"""Sheets filled in as people would, and a browser where there is one."""

import json

import pandas as pd
import pytest
from openpyxl import load_workbook

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "null\x00end",
    "\u202eeman\u202c שלום",
    "🙂👩🏽‍⚕️ clinic",
    "{{ 7 * 7 }}{% raw %}",
    '+1, @x; O\'Brien & "Sons"',
    "</style><b>",
    "-2+3",
    "long" * 60,
    "&amp; \\ ]]>",
)


def _cells(sheet):
    """Where a page of a workbook has its answers: the row of each code, the column of each name."""
    top = next(
        row for row in range(1, 12) if sheet.cell(row, 1).value in ("Criterion code", "Weights")
    )
    columns = {cell.value: cell.column for cell in sheet[top + 1]}
    rows = {str(sheet.cell(r, 1).value): r for r in range(top + 2, sheet.max_row + 1)}
    return sheet.cell(top, 1).value, sheet.cell(top, 2).value, rows, columns


def _fill_excel(path, scores, swings=None, change=None):
    """Write answers into a workbook with another library than the one that made it."""
    book = load_workbook(path)
    for sheet in book.worksheets[1:-1]:
        mark, criterion, rows, columns = _cells(sheet)
        table, key = (scores, "candidate") if mark == "Criterion code" else (swings, "criterion")
        if table is None:
            continue
        if mark == "Criterion code":
            table = table[table["criterion"] == criterion]
        for row in table.to_dict("records"):
            at = rows[row[key]]
            if mark == "Criterion code":
                known = row["score"] == row["score"]
                sheet.cell(at, columns["your score"]).value = (
                    row["score"] if known else "don't know"
                )
            else:
                sheet.cell(at, columns["points"]).value = row["points"]
            if isinstance(row["reason"], str):
                cell = sheet.cell(at, columns["why"])
                cell.value, cell.data_type = row["reason"], "s"
    if change:
        change(book)
    book.save(path)


def _saved(case, person, scores, swings, round=1):
    """Give what the page would save."""
    from wcc_prioritise.sheets.asked import FORM, versions

    def cells(rows, *names):
        return [
            {n: ("don't know" if n == "score" and r[n] != r[n] else r[n] if r[n] == r[n] else "")
             for n in names}
            for r in rows.to_dict("records")
        ]  # fmt: skip

    return {
        "form": FORM,
        "person": person,
        "sheet": 1,
        "round": round,
        "version": versions(case)[person],
        "scores": cells(scores, "candidate", "criterion", "score", "reason"),
        "swings": [row | {"order": None} for row in cells(swings, "criterion", "points", "reason")],
    }


@pytest.fixture(scope="session")
def names():
    """Give texts that would do harm where a text is taken for anything else; no case holds NUL."""
    return [name.replace("\x00", "") for name in HOSTILE]


@pytest.fixture(scope="session")
def fill_excel():
    return _fill_excel


@pytest.fixture(scope="session")
def places():
    """Where a page of a workbook has its answers."""
    return _cells


@pytest.fixture(scope="session")
def save(northmere):
    """Write a file as the page of a person saves it, changed on the way if wanted."""

    def write(folder, person, case=northmere, round=1, name=None, change=None, scores=None):
        scores = case.scores if scores is None else scores
        body = _saved(
            case,
            person,
            scores[scores["person"] == person],
            case.swings[case.swings["person"] == person],
            round,
        )
        if change:
            change(body)
        path = folder / (name or f"{person}-{round}.score.json")
        path.write_text(json.dumps(body), encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def same():
    """Hold two tables against each other, whatever the order of their rows."""

    def compare(found, wanted, keys):
        columns = [*keys, *(c for c in wanted.columns if c not in keys)]
        left, right = (f[columns].sort_values(keys, ignore_index=True) for f in (found, wanted))
        pd.testing.assert_frame_equal(left, right)

    return compare


@pytest.fixture(scope="session")
def bare(northmere):
    """Give Northmere before anybody scored."""
    return northmere.replace(scores=northmere.scores.iloc[:0])


@pytest.fixture(scope="session")
def hostile(short):
    """Give the short case with a hostile text wherever a person may type one."""
    candidates, criteria, people = short.candidates, short.criteria, short.people
    many = len(criteria)
    candidates["name"] = list(HOSTILE)
    candidates["description"] = list(HOSTILE[::-1])
    criteria["name"] = list(HOSTILE[:many])
    criteria["question"] = list(HOSTILE[-many:])
    for level in (0, 25, 50, 75, 100):
        criteria[f"anchor_{level}"] = list(HOSTILE[:many])
    tokens = dict(zip(people["person"], ("../S01", "=S02", "<b>S03"), strict=False))
    people["person"] = people["person"].replace(tokens)
    tables = {"candidates": candidates, "criteria": criteria, "people": people}
    for name in ("swings", "scores", "interests"):
        frame = getattr(short, name)
        frame["person"] = frame["person"].replace(tokens)
        tables[name] = frame
    charter = short.charter.model_copy(
        update={"question": HOSTILE[2], "notice": HOSTILE[8] + HOSTILE[2]}
    )
    return short.replace(**tables, charter=charter)


@pytest.fixture
def offline(chromium):
    """Give a page without a network, and what it asked for and complained of."""
    context = chromium.new_context(
        offline=True, accept_downloads=True, viewport={"width": 1280, "height": 768}
    )
    page = context.new_page()
    page.asked, page.complaints = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("dialog", lambda dialog: (page.complaints.append("a dialog"), dialog.accept()))
    yield page
    context.close()
