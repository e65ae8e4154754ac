"""Sheets come back: whole, or left out and named with every fault."""

import csv
import json
import shutil

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcc_prioritise.sheets import (
    read_sheets,
    write_excel_sheets,
    write_html_sheets,
    write_paper_sheets,
)
from wcc_prioritise.tables import InputError, check_frame

KEYS = ["person", "candidate", "criterion", "round"]


def words(sheets):
    return "\n".join(fault.words() for fault in sheets.faults)


@pytest.fixture
def typed(northmere, tmp_path):
    """Type the scores of some people into the typing form; rows can be changed on the way."""

    def write(people, change=lambda row: row, case=northmere, name="typed.csv"):
        forms = tmp_path / "forms"
        shutil.rmtree(forms, ignore_errors=True)
        write_paper_sheets(case, forms, people=people)
        given = {
            (r.person, r.candidate, r.criterion): (r.score, r.reason)
            for r in northmere.scores.itertuples()
        }
        with (forms / "typed-scores-round-1.csv").open(newline="") as file:
            head, *rows = csv.reader(file)
        for row in rows:
            if (cell := (row[1], row[4], row[5])) in given:
                score, reason = given[cell]
                row[6] = "don't know" if score != score else f"{score:g}"
                row[7] = reason if isinstance(reason, str) else ""
        folder = tmp_path / "in"
        folder.mkdir(exist_ok=True)
        with (folder / name).open("w", newline="") as file:
            csv.writer(file).writerows([head, *map(change, rows)])
        return folder

    return write


def test_saved_files_come_back_as_they_were_given(northmere, bare, tmp_path, save, same):
    for person in northmere.people["person"]:
        save(tmp_path, person)
    sheets = read_sheets(tmp_path, bare)
    assert sheets.faults == sheets.conflicts == sheets.outstanding == sheets.left_out == ()
    assert len(sheets.read) == 14
    same(sheets.scores, northmere.scores, KEYS)
    same(sheets.swings, northmere.swings, ["person", "criterion"])


def test_typed_paper_comes_back_as_it_was_given(northmere, bare, typed, same):
    sheets = read_sheets(typed(None), bare)
    assert sheets.faults == sheets.conflicts == ()
    same(sheets.scores, northmere.scores, KEYS)


def test_blank_sheets_of_every_form_are_passed_over(northmere, tmp_path):
    for write in (write_excel_sheets, write_html_sheets, write_paper_sheets):
        write(northmere, tmp_path, people=["S01", "S02"])
    sheets = read_sheets(tmp_path, northmere)
    assert sheets.faults == () and sheets.read == () and len(sheets.outstanding) == 14
    assert "Sheets of 0 of 14 people read" in sheets.words


@settings(max_examples=25, deadline=None)
@given(
    score=st.one_of(st.none(), st.floats(0, 100, allow_nan=False)),
    reason=st.text(st.characters(codec="utf-8"), max_size=40),
)
def test_any_score_and_any_reason_come_back(bare, save, tmp_path_factory, score, reason):
    folder = tmp_path_factory.mktemp("any")
    row = {"candidate": "P01", "criterion": "C2", "score": score, "reason": reason}

    def put(body):
        said = "don't know" if score is None else score
        body["scores"] = [row | {"score": said}]

    save(folder, "S02", case=bare, change=put)
    sheets = read_sheets(folder, bare)
    assert sheets.faults == ()
    wanted, _ = check_frame("scores", pd.DataFrame([row | {"person": "S02", "round": 1}]))
    pd.testing.assert_frame_equal(sheets.scores, wanted.frame)


def test_reasons_come_back_from_excel_whatever_they_look_like(bare, names, tmp_path, fill_excel):
    rows = pd.DataFrame({
        "candidate": [f"P{k:02d}" for k in range(1, 13)], "criterion": "C3", "score": 62.5,
        "reason": names,
    })  # fmt: skip
    (path,) = write_excel_sheets(bare, tmp_path, people=["S02"])
    fill_excel(path, rows)
    sheets = read_sheets(tmp_path, bare)
    assert words(sheets) == ""
    assert sheets.scores["reason"].tolist() == [" ".join(r.split()) for r in names]
    assert set(sheets.scores["score"]) == {62.5}


# ---- faults -------------------------------------------------------------------------------------


def edit(sheet, places, code, column, value):
    _, _, rows, columns = places(sheet)
    sheet.cell(rows[code], columns[column]).value = value


def test_every_fault_of_a_workbook_is_told_by_sheet_and_cell(
    northmere, tmp_path, fill_excel, places
):
    (path,) = write_excel_sheets(northmere, tmp_path, people=["S01"])

    def spoil(book):
        first, second = book.worksheets[1:3]
        edit(first, places, "P01", "your score", 140)
        edit(first, places, "P02", "your score", "sixty")
        edit(first, places, "P03", "your score", 50)
        edit(first, places, "P04", "why", 55)
        edit(first, places, "P05", "why", "because")
        edit(second, places, "P06", "your score", "=1+2")
        edit(second, places, "P07", "your score", "recused")
        edit(book["Weights"], places, "C2", "order", 12)
        edit(book["Weights"], places, "C2", "points", -1)

    none = northmere.scores.iloc[:0]
    fill_excel(path, none, change=spoil)
    sheets = read_sheets(tmp_path, northmere)
    told = words(sheets)
    where = f"{path.name}, sheet 1 Fairness, cell"
    for line in (
        f"{where} C5: found '140' for P01 on C2; allowed: a number from 0 to 100",
        f"{where} C6: found 'sixty' for P02 on C2; allowed: a number from 0 to 100",
        f"{where} C7: found '50' for P03, on which S01 is recused; allowed: nothing.",
        f"{where} D8: found '55' under reason and no score for P04 on C2",
        "It looks moved one column to the right",
        f"{where} D9: found a reason and no score for P05 on C2: 'because'",
        "sheet 2 Experience of care, cell C10: found the formula '=1+2'",
        "cell C11: found 'recused' for P07, on which S01 has declared no interest",
        "found '12' for the weight of C2; allowed: a whole number from 1 to 9",
        "found '-1' for the weight of C2; allowed: a number from 0 to 100",
    ):
        assert line in told
    assert len(sheets.faults) == 9
    assert sheets.scores.empty and sheets.left_out == (f"{path.name} (S01)",)
    assert f"Left out whole: {path.name} (S01)." in sheets.words


def test_a_workbook_that_lost_a_page_a_row_or_a_column_is_left_out(northmere, tmp_path, fill_excel):
    paths = write_excel_sheets(northmere, tmp_path, people=["S01", "S02", "S05"])
    scores = northmere.scores
    changes = (
        lambda book: book.remove(book["3 Safety"]),
        lambda book: book["3 Safety"].delete_rows(6),
        lambda book: book["3 Safety"].delete_cols(3),
    )
    for path, change in zip(paths, changes, strict=True):
        person = path.name.split("-")[2]
        rows = scores[(scores["person"] == person) & (scores["criterion"] == "C2")]
        fill_excel(path, rows, change=change)
    told = words(read_sheets(tmp_path, northmere))
    assert "found 7 pages of answers; allowed: 8 pages" in told
    assert "no row for P01 on C4" in told
    assert "sheet-02-S02-round-1.xlsx: found no row for P02 on C4; allowed: its row" in told
    assert "sheet 3 Safety row 4: found no column 'your score'" in told


DISCUSSED = [("P04", "C3"), ("P09", "C3"), ("P20", "C7")]


def test_sheets_about_the_discussed_cells_come_back_as_a_second_round(
    northmere, tmp_path, fill_excel, save, typed
):
    """In each form one person scores the discussed cells again; all else stands."""
    again = pd.DataFrame(DISCUSSED, columns=["candidate", "criterion"])
    again = again.assign(score=66.0, reason="heard the others")
    (path,) = write_excel_sheets(
        northmere, tmp_path / "in", people=["S02"], round=2, cells=DISCUSSED
    )
    fill_excel(path, again)
    save(tmp_path / "in", "S05", round=2, scores=again.assign(person="S05"),
         change=lambda body: body.update(swings=[]))  # fmt: skip
    forms = write_paper_sheets(northmere, tmp_path / "out", people=["S08"], round=2, cells=again)
    assert [p.name for p in forms] == ["paper-round-2.html", "typed-scores-round-2.csv"]
    text = forms[1].read_text(encoding="utf-8")
    assert text.count("\n") == 1 + len(DISCUSSED)
    (tmp_path / "in" / "typed.csv").write_text(
        text.replace(",,\n", ",66,heard\n"), encoding="utf-8"
    )
    sheets = read_sheets(tmp_path / "in", northmere)
    assert words(sheets) == "" and sheets.conflicts == ()
    assert set(sheets.scores["round"]) == {2} and len(sheets.scores) == 9
    for _, mine in sheets.scores.groupby("person"):
        cells = mine[["candidate", "criterion"]].itertuples(index=False, name=None)
        assert set(cells) == set(DISCUSSED) and (mine["score"] == 66).all()


def test_a_row_lost_from_a_sheet_about_some_cells_is_noticed(northmere, tmp_path, fill_excel):
    (path,) = write_excel_sheets(northmere, tmp_path, people=["S02"], round=2, cells=DISCUSSED)
    one = pd.DataFrame({"candidate": ["P09"], "criterion": "C3", "score": 5.0, "reason": None})
    fill_excel(path, one, change=lambda book: book["1 Experience of care"].delete_rows(5))
    sheets = read_sheets(tmp_path, northmere)
    assert "found 2 rows of scores; allowed: the 3 it was written with" in words(sheets)
    assert sheets.scores.empty


def test_a_sheet_for_another_version_is_noticed_and_the_part_named(northmere, tmp_path, save):
    save(tmp_path, "S01")
    candidates = northmere.candidates
    candidates.loc[3, "name"] = "Something else"
    sheets = read_sheets(tmp_path, northmere.replace(candidates=candidates))
    assert "found a sheet for another version of the candidates (" in words(sheets)
    assert "Read it with the file it was written from" in words(sheets)
    assert sheets.scores.empty


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"person": "S1"}, "found the person 'S1'; allowed: a token of the table of people"),
        ({"person": None}, "found the person blank"),
        ({"round": 0}, "found round '0'; allowed: a whole number from 1"),
        ({"round": "first"}, "found round 'first'"),
        ({"version": None}, "a sheet that does not say its version"),
        ({"scores": [{"candidate": "P99", "criterion": "C2", "score": 5}]}, "'P99' as candidate"),
        ({"scores": [{"candidate": "P01", "criterion": "C1", "score": 5}]}, "found a score on C1"),
        ({"scores": [{"candidate": "P01", "criterion": "C2", "score": True}]}, "'True' for P01"),
        ({"scores": [{"candidate": "P01", "criterion": "C2", "score": [1]}]}, "'[1]' for P01"),
        ({"scores": [{"candidate": {}, "criterion": [], "score": 1}]}, "'{}' as candidate"),
        ({"scores": [{"candidate": "P01", "criterion": "C2", "score": 1}] * 2}, "a second answer"),
        ({"scores": [{"candidate": "P01", "criterion": "C2", "score": float("nan")}], "swings": []},
         None),
        ({"scores": [{"candidate": "P01", "criterion": "C2", "score": float("inf")}]}, "'inf' for"),
        ({"swings": [{"criterion": "C2", "points": 0}]}, "found no points above 0"),
        ({"form": "another"}, "a file that no scoring page saved"),
        ({"scores": "none"}, "a file that no scoring page saved"),
    ],
)  # fmt: skip
def test_a_spoilt_file_is_left_out_and_its_fault_named(northmere, tmp_path, save, change, line):
    path = save(tmp_path, "S02", change=lambda body: body.update(change))
    sheets = read_sheets(tmp_path, northmere)
    assert sheets.scores.empty and sheets.swings.empty
    if line:
        assert line in words(sheets) and path.name in words(sheets)


@pytest.mark.parametrize("body", ["", "[]", "{", "\ufeff{}", "[" * 100_000, "9" * 5_000, "null"])
def test_what_is_no_saved_file_is_named(northmere, tmp_path, body):
    (tmp_path / "x.score.json").write_text(body, encoding="utf-8")
    assert "x.score.json: found a file that no scoring page saved" in words(
        read_sheets(tmp_path, northmere)
    )


def test_sheets_of_another_workshop_are_named_and_left_out(northmere, short, tmp_path):
    """Another day's sheets under names like ours: neither their people nor their cells are ours."""
    from wcc_prioritise.sheets.asked import versions

    for write in (write_excel_sheets, write_paper_sheets):
        write(short, tmp_path, people=["S01"])
    form = tmp_path / "typed-scores-round-1.csv"
    form.write_text(form.read_text(encoding="utf-8").replace(",,\n", ",5,\n"), encoding="utf-8")
    body = {
        "form": "wcc score sheet 1", "person": "S01", "round": 1, "swings": [],
        "version": versions(short)["S01"],
        "scores": [{"candidate": "P04", "criterion": "K2", "score": 5, "reason": ""}],
    }  # fmt: skip
    (tmp_path / "renamed.json").write_text(json.dumps(body), encoding="utf-8")
    sheets = read_sheets(tmp_path, northmere)
    assert sheets.scores.empty and sheets.swings.empty
    assert "another version of the criteria and the candidates and the person" in words(sheets)
    assert "renamed.json" in words(sheets) and "typed-scores-round-1.csv" in words(sheets)


CELL = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=6),
    st.sampled_from(["P01", "C2", "C1", "S02", "don't know", "recused", "=1+1", 50, -1, 101, ""]),
)  # fmt: skip
NONSENSE = st.recursive(
    CELL,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=6,
)
ROW = st.dictionaries(
    st.sampled_from(["candidate", "criterion", "score", "points", "order", "reason", "other"]),
    NONSENSE,
)


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(st.sampled_from(["person", "round", "version", "sheet", "scores", "swings"]),
                    NONSENSE | st.lists(ROW, max_size=4)),
    st.lists(ROW, max_size=4),
)  # fmt: skip
def test_nonsense_in_any_field_is_a_fault_or_an_answer_and_never_more(
    short, tmp_path_factory, change, rows
):
    from wcc_prioritise.sheets.asked import versions

    folder = tmp_path_factory.mktemp("nonsense")
    body = {"form": "wcc score sheet 1", "person": "S02", "round": 2, "scores": rows,
            "swings": rows, "version": versions(short)["S02"], **change}  # fmt: skip
    (folder / "a.json").write_text(json.dumps(body), encoding="utf-8")
    sheets = read_sheets(folder, short)
    assert sheets.words and all(fault.words() for fault in sheets.faults)
    if len(sheets.scores) or len(sheets.swings):
        assert not sheets.faults
        assert set(sheets.scores["person"]) | set(sheets.swings["person"]) == {"S02"}
        assert sheets.scores["score"].dropna().between(0, 100).all()
        assert sheets.swings["points"].between(0, 100).all()


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_file_that_was_cut_off_while_it_was_saved_is_named(northmere, tmp_path, save, share):
    whole = save(tmp_path, "S02").read_bytes()
    (book,) = write_excel_sheets(northmere, tmp_path, people=["S01"])
    for path, content in ((tmp_path / "S02-1.score.json", whole), (book, book.read_bytes())):
        path.write_bytes(content[: int(share * len(content))])
    sheets = read_sheets(tmp_path, northmere)
    assert sheets.scores.empty and len(sheets.faults) == 2
    assert {fault.where.split(",")[0] for fault in sheets.faults} == {"S02-1.score.json", book.name}


def test_other_workbooks_and_damaged_ones_are_named(northmere, tmp_path):
    from wcc_prioritise.tables import write_workbook

    write_workbook({"peers": northmere.peers}, tmp_path / "peers.xlsx")
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 no")
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n")
    (tmp_path / "~$lock.xlsx").write_bytes(b"")
    (tmp_path / "minutes.docx").write_bytes(b"")
    sheets = read_sheets(tmp_path, northmere)
    assert len(sheets.faults) == 3
    assert "peers.xlsx: found a workbook that is no scoring sheet" in words(sheets)
    assert "notes.csv row 1: found columns that are not those of a typing form" in words(sheets)
    with pytest.raises(InputError, match="no folder"):
        read_sheets(tmp_path / "none", northmere)


# ---- typed paper --------------------------------------------------------------------------------


def shift(row, at, steps=1):
    return [*row[:at], *[""] * steps, *row[at:]]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda row: shift(row, 6)[:8], "'95' under reason and no score for P16 on C2"),
        (lambda row: shift(row, 6, 2), "'95' to the right of the last column"),
        (lambda row: [*row[:4], *row[5:], ""], "moved a column to the left"),
        (lambda row: shift(row, 4)[:8], "blank as candidate"),
        (lambda row: [*row[:4], row[5], row[4], *row[6:]], "moved a column to the left"),
        (lambda row: [*row[:6], "950", ""], "row 17, column score: found '950' for P16 on C2"),
        (lambda row: [*row[:6], "9S", ""], "column score: found '9S'"),
    ],
)
def test_a_slip_of_the_typist_is_told_by_its_row(northmere, typed, change, line):
    def spoil(row):
        return change(row) if row[1:2] + row[4:6] == ["S02", "P16", "C2"] else row

    folder = typed(["S02", "S05"], spoil)
    text = (folder / "typed.csv").read_text()
    given = northmere.scores.set_index(KEYS[:3])["score"]
    line = line.replace("'95'", f"'{given['S02', 'P16', 'C2']:g}'")
    sheets = read_sheets(folder, northmere)
    assert line in words(sheets), text[:400]
    assert set(sheets.scores["person"]) == {"S05"}
    assert sheets.left_out == ("typed.csv (S02)",)


def test_a_row_of_nobody_known_leaves_the_typed_file_out_whole(northmere, typed):
    folder = typed(
        ["S02", "S05"], lambda r: [r[0], "S0Z", *r[2:]] if r[4:6] == ["P01", "C2"] else r
    )
    sheets = read_sheets(folder, northmere)
    assert sheets.scores.empty and "found the person 'S0Z'" in words(sheets)
    assert len(sheets.left_out) == 3


def test_a_form_typed_by_hand_needs_neither_sheet_nor_round_nor_version(northmere, tmp_path):
    (tmp_path / "a.csv").write_text(
        "Person;Candidate;Criterion;Score\nS02;P01;C2;40\nS02;P02;C2;dk\n", encoding="utf-8"
    )
    (tmp_path / "b.csv").write_text("person,criterion,order,points\nS02,C1,1,100\nS02,C2,2,\n")
    bare = northmere.replace(scores=northmere.scores.iloc[:0], swings=northmere.swings.iloc[-9:])
    sheets = read_sheets(tmp_path, bare)
    assert words(sheets) == ""
    assert sheets.scores["score"].fillna(-1).tolist() == [40, -1]
    assert sheets.swings["points"].tolist() == [100]
    assert sheets.orders.to_dict("list") == {
        "person": ["S02", "S02"], "criterion": ["C1", "C2"], "order": [1, 2], "round": [1, 1],
    }  # fmt: skip


# ---- second sheets ------------------------------------------------------------------------------


def put(candidate, criterion, score):
    def change(body):
        for row in body["scores"]:
            if (row["candidate"], row["criterion"]) == (candidate, criterion):
                row["score"] = score

    return change


def test_a_second_sheet_that_differs_is_a_named_conflict_and_neither_counts(
    bare, northmere, tmp_path, save
):
    save(tmp_path, "S02", scores=northmere.scores, case=bare)
    save(tmp_path, "S02", scores=northmere.scores, case=bare, name="again.score.json",
         change=put("P01", "C2", 99))  # fmt: skip
    save(tmp_path, "S05", scores=northmere.scores, case=bare)
    sheets = read_sheets(tmp_path, bare)
    (conflict,) = sheets.conflicts
    assert (conflict.person, conflict.round) == ("S02", 1)
    assert conflict.sources == ("S02-1.score.json", "again.score.json")
    assert len(conflict.cells) == 1 and "P01 on C2 (" in conflict.words()
    assert "give it the next round" in sheets.words
    assert set(sheets.scores["person"]) == {"S05"}


def test_a_sheet_that_contradicts_the_record_is_a_conflict(northmere, tmp_path, save):
    save(tmp_path, "S02", change=put("P01", "C2", 99))
    (conflict,) = read_sheets(tmp_path, northmere).conflicts
    assert conflict.sources == ("S02-1.score.json", "the record")


def test_a_sheet_for_another_round_is_a_new_round(northmere, tmp_path, save):
    save(tmp_path, "S02")
    save(tmp_path, "S02", round=2, change=put("P01", "C2", 99))
    sheets = read_sheets(tmp_path, northmere)
    assert sheets.conflicts == () and sorted(sheets.scores["round"].unique()) == [1, 2]
    later = northmere.replace(
        scores=pd.concat([northmere.scores, sheets.scores.query("round == 2")])
    )
    assert len(later.scores) > len(northmere.scores)


def test_the_same_sheet_twice_counts_once_and_halves_are_put_together(
    bare, northmere, tmp_path, save
):
    scores = northmere.scores[northmere.scores["person"] == "S02"]
    first, second = scores.iloc[:100], scores.iloc[60:]
    save(tmp_path, "S02", case=bare, scores=first, name="a.json")
    save(tmp_path, "S02", case=bare, scores=second, name="b.json")
    sheets = read_sheets(tmp_path, bare)
    assert sheets.conflicts == () and len(sheets.scores) == len(scores)


def test_what_is_left_blank_is_listed_and_recused_is_not(bare, northmere, tmp_path, save):
    def drop(body):
        body["scores"] = [
            r for r in body["scores"] if (r["candidate"], r["criterion"]) != ("P01", "C2")
        ]
        body["swings"] = body["swings"][1:]

    save(tmp_path, "S01", case=bare, scores=northmere.scores, change=drop)
    case = bare.replace(swings=northmere.swings.query("person != 'S01'"))
    sheets = read_sheets(tmp_path, case)
    assert sheets.missing.values.tolist() == [["S01", "P01", "C2"], ["S01", None, "C1"]]
    assert "Not answered in the sheets that were read: S01 2." in sheets.words


def test_a_later_round_leaves_nothing_missing_that_was_answered_before(northmere, tmp_path, save):
    def one(body):
        body["scores"] = body["scores"][:1]

    save(tmp_path, "S02", round=2, change=one)
    left = read_sheets(tmp_path, northmere).missing
    done = set(
        northmere.scores.query("person == 'S02'")[["candidate", "criterion"]].itertuples(
            index=False, name=None
        )
    )
    assert not done & set(left[["candidate", "criterion"]].itertuples(index=False, name=None))


def test_numbers_saved_with_a_byte_order_mark_are_read(northmere, tmp_path, save):
    path = save(tmp_path, "S02")
    path.write_text("\ufeff" + json.dumps(json.loads(path.read_text())), encoding="utf-8")
    assert read_sheets(tmp_path, northmere).faults == ()
