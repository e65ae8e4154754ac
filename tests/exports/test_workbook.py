"""Can finance add it up again? The workbook is computed again by LibreOffice and held to ours."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.exports import workbook
from wcc_prioritise.exports.content import clean
from wcc_prioritise.exports.of_record import OfRecord
from wcc_prioritise.exports.unnamed import NAMED
from wcc_prioritise.exports.zipped import made_at
from wcc_prioritise.schema import TABLES

DAYS = ("short", "northmere")
ALL = (*DAYS, "odd")

NAME = "Joan Bloggsworth"
NAMES = (
    "=cmd|'/C calc'!A0", "+1+1", "-2-3", "@SUM(A1:A9)", "<b>bold</b> & ]]>", "bell\x07null\x00end",
    "x" * 300, "שלום \u202eeman\u202c עולם", "🙂👩🏽‍⚕️ clinic", "{=1}", f"as {NAME} said",
    "&L&A %s {{ 1 }}",
)  # fmt: skip
NEAR = 1e-9


def odd_case(short):
    """Give the short case with all that the samples lack, and hostile texts wherever one may type.

    Steps, a falling curve of several points, other pooling rules, a pot that is too small, a person
    left out of the weights, don't knows, a recusal, a candidate without a grade.
    """
    criteria, scores, swings = short.criteria, short.scores, short.swings
    candidates, interests = short.candidates, short.interests
    rows = {c: k for k, c in enumerate(criteria["criterion"])}
    criteria["curve"] = criteria["curve"].astype(object)
    criteria.loc[rows["K6"], "curve"] = "levels 0:0; 2:50; 4:100"
    waits = {"kind": "measured", "measured_from": "measures", "worst": 18.0, "best": 0.0,
             "curve": "18:0; 12:60; 0:100"}  # fmt: skip
    for name, cell in waits.items():
        criteria.loc[rows["K5"], name] = cell
    codes = list(candidates["candidate"])
    weeks = [18.0, 15.5, 12.0, 9.0, 3.0, 0.0] * 2
    measures = pd.DataFrame({"candidate": codes, "criterion": "K5", "low": weeks, "likely": weeks,
                             "high": weeks, "source": NAMES[0]})  # fmt: skip
    candidates["name"] = list(NAMES)
    candidates["pot"] = ["P"] * 6 + [None] * 6
    candidates.loc[1, "grade"] = None
    scores = scores[scores["criterion"] != "K5"].reset_index(drop=True)
    scores.loc[0, "score"] = None
    scores["reason"] = [NAMES[k % len(NAMES)] for k in range(len(scores))]
    who = interests["person"].iloc[0]
    interests.loc[0, ["candidate", "effect", "what"]] = [codes[2], "withdraw", "works there"]
    scores = scores[(scores["person"] != who) | (scores["candidate"] != codes[2])]
    return short.replace(
        criteria=criteria,
        measures=pd.concat([short.measures, measures], ignore_index=True),
        candidates=candidates,
        scores=scores,
        swings=swings.drop(index=swings.index[0]),
        interests=interests,
        pots=pd.DataFrame([{"pot": "P", "what": NAMES[3], "size": 100.0, "source": "us"}]),
        charter=short.charter.model_copy(
            update={"score_rule": "group", "weight_rule": "person", "notice": NAMES[11],
                    "question": NAMES[4], "organisation": NAMES[5]}
        ),
    )  # fmt: skip


@pytest.fixture(scope="module")
def told(short, short_day, northmere_day, tmp_path_factory):
    odd = tmp_path_factory.mktemp("odd") / "odd.wcc"
    wcc.Workshop.start(odd_case(short), odd, names={"S01": NAME}).close()
    places = {"short": short_day, "northmere": northmere_day, "odd": odd}
    open_ = {name: wcc.Workshop(path) for name, path in places.items()}
    yield {name: OfRecord(workshop) for name, workshop in open_.items()}
    for workshop in open_.values():
        workshop.close()


@pytest.fixture(scope="module")
def files(told):
    return {name: workbook.make(one)[workbook.NAME] for name, one in told.items()}


@pytest.fixture(scope="module")
def ours(files):
    """Give the figures that a reader sees who computes nothing."""
    return {n: openpyxl.load_workbook(io.BytesIO(f), data_only=True) for n, f in files.items()}


@pytest.fixture(scope="module")
def formulas(files):
    return {n: openpyxl.load_workbook(io.BytesIO(f)) for n, f in files.items()}


def column(sheet, heading):
    return [cell.value for cell in sheet[1]].index(heading) + 1


def by_first(sheet, heading):
    """Give a column by the cell that stands first in each row."""
    place = column(sheet, heading)
    return {row[0].value: row[place - 1] for row in sheet.iter_rows(min_row=2) if row[0].value}


@pytest.mark.parametrize("day", DAYS)
def test_every_sheet_is_there_and_none_is_empty(day, ours):
    assert ours[day].sheetnames == list(workbook.SHEETS)
    empty = {sheet.title for sheet in ours[day] if sheet.max_row < 2}
    of_tables = {"links", "pots", "rules", "measures"}
    assert empty <= {n for n in of_tables if n != "rules"}


@pytest.mark.parametrize("day", ALL)
def test_what_is_shown_without_computing_is_the_librarys(day, told, ours):
    a, book = told[day].appraisal, ours[day]
    value = by_first(book["values"], "value (sum of weight x value)")
    worth = by_first(book["worth"], "worth (points a year)")
    for code in a.values.index:
        assert value[code].value == pytest.approx(a.value[code], rel=1e-15)
        assert worth[code].value == pytest.approx(a.worth[code], rel=1e-15)
    check = by_first(book["check"], "By the formulas")
    assert check["worth of the set, what helps included"].value == told[day].portfolio.worth
    cashable = told[day].money.savings["cashable"].sum()
    assert check["savings of the set, cashable, £ thousand a year"].value == pytest.approx(cashable)
    assert check["Do all agree?"].value == "yes, all agree"


@pytest.mark.parametrize("day", DAYS)
def test_inputs_stand_with_every_round(day, told, ours):
    case, book = told[day].case, ours[day]
    assert book["scores"].max_row == len(case.scores) + 1
    assert book["swings"].max_row == len(case.swings) + 1
    rounds = {row[0].value for row in book["scores"].iter_rows(
        min_row=2, min_col=column(book["scores"], "round"),
        max_col=column(book["scores"], "round"))}  # fmt: skip
    assert rounds == set(case.scores["round"]) and len(rounds) > 1
    anchors = by_first(book["criteria"], "anchor_100")
    assert {c: cell.value for c, cell in anchors.items()} == dict(
        zip(case.criteria["criterion"], case.criteria["anchor_100"], strict=True)
    )


def test_the_read_me_says_of_which_record(told, ours):
    words = " ".join(str(c.value) for row in ours["short"]["read me"] for c in row)
    for said in (told["short"].head.seal, told["short"].case.fingerprint, wcc.__version__):
        assert said in words


def test_the_dictionary_explains_every_field(ours):
    rows = {(a.value, b.value) for a, b in ours["short"]["dictionary"].iter_rows(2, max_col=2)}
    assert rows == {(name, field) for name, rec in TABLES.items() for field in rec.model_fields}


@pytest.mark.parametrize("day", ALL)
def test_formulas_name_places_only(day, formulas, told):
    """No text of a person is in a formula: sheets and functions are ours, words are four."""
    sheets = "|".join(map(re.escape, workbook.SHEETS))
    place = re.compile(rf"'(?:{sheets})'!\$[A-Z]+\$\d+(?::\$[A-Z]+\$\d+)?")
    words = {'"group"', '""', '"left out"', '"no answer"', '"yes, all agree"',
             '"no: see the differences"'}  # fmt: skip
    functions = {"IF", "SUM", "SUMPRODUCT", "AVERAGE", "COUNT", "STDEV", "ISNUMBER", "INDEX",
                 "MATCH", "MAX", "MIN", "PRODUCT", "EXACT", "ABS", "FALSE"}  # fmt: skip
    held = [c.value for s in formulas[day] for row in s for c in row if c.data_type == "f"]
    assert len(held) > 1_000
    for formula in held:
        rest = place.sub("", formula)
        assert set(re.findall(r'"[^"]*"', rest)) <= words, formula
        assert set(re.findall(r"[A-Z]{2,}", re.sub(r'"[^"]*"', "", rest))) <= functions, formula


@pytest.mark.parametrize("day", DAYS)
def test_two_exports_are_byte_equal_and_dated_by_the_record(day, files, told):
    assert workbook.make(told[day])[workbook.NAME] == files[day]
    with zipfile.ZipFile(io.BytesIO(files[day])) as held:
        core = held.read("docProps/core.xml").decode()
        assert {one.date_time for one in held.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert core.count(f"{made_at(told[day]).isoformat()}Z") == 2
    assert told[day].case.charter.organisation in core


@pytest.mark.parametrize("day", DAYS)
def test_nobody_stands_with_more_than_token_and_roles(day, ours, told):
    heads = [cell.value for cell in ours[day]["people"][1]]
    assert heads[:2] == ["person", "roles"]
    assert all(head.startswith("share in ") for head in heads[2:])
    texts = {c.value for s in ours[day] for row in s for c in row if isinstance(c.value, str)}
    assert not texts & set(told[day].case.people["experience"].dropna())


def test_the_odd_day_has_what_the_samples_lack(told):
    odd = told["odd"]
    assert (odd.money.pots["kept"] < 1).all()
    assert len(odd.appraisal.person_weights) == len(odd.case.people) - 1
    assert set(odd.appraisal.values["K6"]) <= {0.0, 50.0, 100.0}
    assert odd.appraisal.values["K5"].between(0.1, 99.9).any()


def test_hostile_texts_stay_texts(told, ours, formulas):
    names = [row[1].value for row in ours["odd"]["candidates"].iter_rows(min_row=2)]
    assert names == [clean(name).replace(NAME, NAMED) for name in told["odd"].case.names]
    texts = [c.value for s in formulas["odd"] for row in s for c in row if c.data_type == "f"]
    assert not any("calc'" in text or "A1:A9" in text for text in texts)
    reasons = column(ours["odd"]["scores"], "reason")
    cells = [row[reasons - 1] for row in formulas["odd"]["scores"].iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}


# ---- computed again -----------------------------------------------------------------------------


def calc():
    """Find LibreOffice with its spreadsheet, or skip."""
    office = shutil.which("soffice")
    if not office or not (Path(office).resolve().parent / "libsclo.so").exists():
        pytest.skip("needs libreoffice-calc")
    return office


CHANGED_CELL = ("S01", "P01", "K2")


@pytest.fixture(scope="module")
def computed(files, told, tmp_path_factory):
    """Give the workbooks computed by LibreOffice, one of them with three inputs changed.

    openpyxl drops the figures beside the formulas, so that every figure read is LibreOffice's own.
    """
    folder, office = tmp_path_factory.mktemp("calc"), calc()
    (folder / "in").mkdir()
    for name, file in files.items():
        openpyxl.load_workbook(io.BytesIO(file)).save(folder / "in" / f"{name}.xlsx")
    changed = openpyxl.load_workbook(io.BytesIO(files["short"]))
    _change_inputs(changed)
    changed.save(folder / "in" / "changed.xlsx")
    command = [office, "--headless", f"-env:UserInstallation={(folder / 'user').as_uri()}",
               "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out"),
               *map(str, sorted((folder / "in").glob("*.xlsx")))]  # fmt: skip
    subprocess.run(command, capture_output=True, check=True, timeout=300)
    return {
        path.stem: openpyxl.load_workbook(path, data_only=True)
        for path in (folder / "out").glob("*.xlsx")
    }


def _change_inputs(book):
    scores, swings, costs = book["scores"], book["swings"], book["candidates"]
    place = {c.value: k for k, c in enumerate(scores[1])}
    rows = [row for row in scores.iter_rows(min_row=2)
            if tuple(row[place[n]].value for n in ("person", "candidate", "criterion"))
            == CHANGED_CELL]  # fmt: skip
    rows[-1][place["score"]].value = 95
    swings.cell(2, column(swings, "points")).value = 10
    costs.cell(2, column(costs, "running_cost")).value = 500


@pytest.fixture(scope="module")
def changed(told):
    """Give the library's own answer to the same three changes."""
    case = told["short"].case
    scores, swings, candidates = case.scores, case.swings, case.candidates
    person, candidate, criterion = CHANGED_CELL
    mine = scores[(scores["person"] == person) & (scores["candidate"] == candidate)
                  & (scores["criterion"] == criterion)]  # fmt: skip
    scores.loc[mine.index[-1], "score"] = 95.0
    swings.loc[swings.index[0], "points"] = 10.0
    candidates.loc[candidates.index[0], "running_cost"] = 500.0
    return wcc.appraise(case.replace(scores=scores, swings=swings, candidates=candidates))


@pytest.mark.parametrize("day", ALL)
def test_every_formula_computed_again_is_ours(day, formulas, ours, computed):
    compared = 0
    for sheet in formulas[day]:
        for row in sheet.iter_rows():
            for cell in (cell for cell in row if cell.data_type == "f"):
                mine = ours[day][sheet.title][cell.coordinate].value
                theirs = computed[day][sheet.title][cell.coordinate].value
                where = f"{sheet.title}!{cell.coordinate}"
                compared += 1
                if isinstance(mine, (int, float)):
                    assert theirs == pytest.approx(mine, rel=NEAR, abs=NEAR), where
                else:
                    assert (theirs or "") == (mine or ""), where
    assert compared > 1_000
    assert by_first(computed[day]["check"], "By the formulas")["Do all agree?"].value.startswith(
        "yes"
    )


def test_a_changed_score_weight_and_cost_move_the_totals_as_the_library_says(
    told, changed, computed, ours
):
    before, book, set_ = (
        told["short"].appraisal,
        computed["changed"],
        told["short"].portfolio.chosen,
    )
    assert not changed.worth.equals(before.worth)
    value = by_first(book["values"], "value (sum of weight x value)")
    worth = by_first(book["worth"], "worth (points a year)")
    for code in changed.values.index:
        assert value[code].value == pytest.approx(changed.value[code], rel=NEAR)
        assert worth[code].value == pytest.approx(changed.worth[code], rel=NEAR)
    total = by_first(book["check"], "By the formulas")[
        "worth of the set, what helps included"
    ].value
    links = changed.case.links[changed.case.links["link"] == "helps"]
    helps = sum(
        row.effect * changed.worth[row.other]
        for row in links.itertuples()
        if {row.candidate, row.other} <= set(set_)
    )
    assert total == pytest.approx(changed.worth[list(set_)].sum() + helps, rel=NEAR)
    old = by_first(ours["short"]["check"], "By the formulas")
    assert total != pytest.approx(old["worth of the set, what helps included"].value, rel=NEAR)
    gross = by_first(book["check"], "By the formulas")["Gross cost (set-up and running) of the set"]
    assert gross.value == pytest.approx(changed.resources.loc[list(set_), "gross_3yr"].sum())
    verdict = by_first(book["check"], "By the formulas")["Do all agree?"].value
    assert verdict == "no: see the differences"
