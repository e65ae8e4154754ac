"""Logs, QA pack and appeals pack: from the two scripted days, and from a record full of traps."""

import csv
import io
import json
import re
import zipfile

import openpyxl
import pandas as pd
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.challenge.answering import GROUND_WORDS
from wcc_prioritise.exports import appeals_pack, assumptions, decisions, logs, qa_pack
from wcc_prioritise.exports.appeals_scores import FEW, SCORE_COLUMNS, score_rows, weight_rows
from wcc_prioritise.exports.content import clean
from wcc_prioritise.exports.of_record import OfRecord
from wcc_prioritise.exports.unnamed import NAMED, unnamed
from wcc_prioritise.exports.verification import FAILED, NOT_DONE, PASSED, verification
from wcc_prioritise.judgement import counted_scores
from wcc_prioritise.portfolio.thresholds import thresholds

DAYS = ("short", "northmere")
MAKERS = {"logs": logs, "qa": qa_pack, "appeals": appeals_pack}
NAME = "Joan Bloggsworth"

HOSTILE = ("<script>alert(1)</script>", "=cmd|'/C calc'!A0", "+1", "@SUM(A1)", "bell\x07null\x00",
           "x" * 300, "שלום \u202eeman", "🙂👩🏽‍⚕️", "{{ 7 * 7 }}", "]]> &amp;", "-2",
           f"as {NAME} said")  # fmt: skip


@pytest.fixture(scope="module")
def hostile_record(short, tmp_path_factory):
    """Give a record whose texts are hostile or name somebody; one cell has a single score."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.wcc"
    candidates, scores, swings = short.candidates, short.scores, short.swings
    candidates["name"] = list(HOSTILE)
    scores["reason"] = [HOSTILE[k % len(HOSTILE)] for k in range(len(scores))]
    swings["reason"] = f"ask {NAME.upper()}"
    cell = (scores["candidate"] == "P01") & (scores["criterion"] == "K2")
    scores = scores[~cell | (scores["person"] == "S02")]
    charter = short.charter.model_copy(
        update={"question": HOSTILE[0], "notice": HOSTILE[4], "who_decides": HOSTILE[1]}
    )
    case = short.replace(candidates=candidates, scores=scores, swings=swings, charter=charter)
    with wcc.Workshop.start(case, path, names={"S01": NAME}) as workshop:
        yield workshop


@pytest.fixture(scope="module")
def told(short_day, northmere_day, hostile_record):
    with wcc.Workshop(short_day) as one, wcc.Workshop(northmere_day) as other:
        days = {"short": one, "northmere": other, "hostile": hostile_record}
        yield {name: OfRecord(workshop) for name, workshop in days.items()}


@pytest.fixture(scope="module")
def made(told):
    return {(d, n): maker.make(one) for d, one in told.items() for n, maker in MAKERS.items()}


def parts(made):
    """Give every file of what a maker made, those inside zips too."""
    found = {}
    for name, contents in made.items():
        if name.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(contents)) as held:
                assert {one.date_time for one in held.infolist()} == {(1980, 1, 1, 0, 0, 0)}
                found |= {part: held.read(part) for part in held.namelist()}
        else:
            found[name] = contents
    return found


def rows(file):
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"))))


def texts(made):
    """Give everything that can be read in what a maker made."""
    said = []
    for name, contents in parts(made).items():
        if name.endswith(".xlsx"):
            book = openpyxl.load_workbook(io.BytesIO(contents))
            said += [str(c.value) for sheet in book for row in sheet for c in row]
        else:
            said.append(contents.decode("utf-8"))
    return "\n".join(said)


# ---- all of them --------------------------------------------------------------------------------


@pytest.mark.parametrize("maker", MAKERS)
def test_two_exports_are_byte_equal(made, told, maker):
    with wcc.Workshop(told["short"].workshop.path) as again:
        assert MAKERS[maker].make(OfRecord(again)) == made["short", maker]


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("day", (*DAYS, "hostile"))
def test_no_file_is_empty_and_every_text_is_utf_8(made, day, maker):
    for name, contents in parts(made[day, maker]).items():
        assert len(contents) > 20, name
        if not name.endswith(".xlsx"):
            contents.decode("utf-8")


@pytest.mark.parametrize("maker", MAKERS)
def test_nobody_is_named(made, maker):
    assert not re.search(NAME.split()[1], texts(made["hostile", maker]), re.IGNORECASE)


@pytest.mark.parametrize("maker", MAKERS)
def test_hostile_texts_are_inert(made, maker, read_page):
    for name, contents in parts(made["hostile", maker]).items():
        if name.endswith(".html"):
            page = read_page(contents)
            assert not page.all("script") and not page.all("img")
        if name.endswith(".csv"):
            cells = csv.reader(io.StringIO(contents.decode("utf-8-sig")))
            plain = re.compile(r"-?\d[\d.e+-]*$")
            assert not [
                c for row in cells for c in row if c[:1] in "=+@-" and c and not plain.match(c)
            ]
        if name.endswith(".xlsx"):
            book = openpyxl.load_workbook(io.BytesIO(contents))
            assert not [c for s in book for row in s for c in row if c.data_type == "f"]
        if not name.endswith(".xlsx"):
            assert "\x07" not in contents.decode() and "\u202e" not in contents.decode()


def test_a_name_is_found_in_any_letters_and_left_where_no_key_lies(told):
    say = unnamed(told["hostile"])
    assert say("ask JOAN bloggsworth, or Joanna") == f"ask {NAMED}, or Joanna"
    assert unnamed(told["short"])(f"{NAME}\x00") == clean(f"{NAME}\x00")


# ---- logs ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", DAYS)
def test_both_logs_have_every_field_filled(told, day):
    for log, made in (
        (decisions, decisions.decision_rows),
        (assumptions, assumptions.assumption_rows),
    ):
        found = pd.DataFrame(made(told[day]), columns=log.COLUMNS)
        assert len(found) > 15
        assert found.notna().all(axis=None) and (found.astype(str) != "").all(axis=None)


def test_the_decision_log_holds_what_was_decided(told):
    one = told["northmere"]
    found = pd.DataFrame(decisions.decision_rows(one), columns=decisions.COLUMNS)
    by_kind = found.groupby("kind").size()
    changed = one.entries[(one.entries["kind"] == "score")
                          & one.entries["body"].str.contains('"round":2')]  # fmt: skip
    assert by_kind["score changed"] == len(changed) == (one.case.scores["round"] == 2).sum()
    assert by_kind["departure"] == 1 and by_kind["decision"] == 1 and by_kind["freeze"] == 1
    departure = found[found["kind"] == "departure"].iloc[0]
    assert departure["why"] == one.case.departures["because"].iloc[0]
    assert departure["who decided"] == "facilitator" or departure["who decided"] == "the panel"
    assert (
        "assurer: " in departure["who signed off"] and "approver: " in departure["who signed off"]
    )
    signed = found[found["kind"] == "sign-off"]
    assert set(signed["who signed off"]) == {"not signed off"}  # nobody signed for what came later
    reasons = found[found["kind"] == "reveal"]
    assert len(reasons) == 2 and reasons["why"].str.contains("scored again").all()


def test_the_reference_number_stands_with_its_reason_and_what_hangs_on_it(told):
    one = told["northmere"]
    found = pd.DataFrame(assumptions.assumption_rows(one), columns=assumptions.COLUMNS)
    first = found.iloc[0]
    assert "1,000 people a year" in first["assumption"]
    assert first["why"] == one.case.charter.reference_because
    assert "500 people" in first["effect"] and "2,000 people" in first["effect"]
    words = " ".join(found["assumption"])
    for grade in "ABCD":
        assert f"Evidence of grade {grade}" in words
    for code in one.money.savings.loc[one.money.savings["claimed"] > 0, "candidate"]:
        assert f"{code}: " in words
    assert "Chance of success by C6" in words and "Discount rate" in words


@pytest.mark.parametrize("day", DAYS)
def test_sheet_and_page_of_the_logs_say_the_same(made, day, words_of_page):
    files = made[day, "logs"]
    book = openpyxl.load_workbook(io.BytesIO(files[f"{logs.NAME}.xlsx"]))
    assert book.sheetnames == ["decisions", "assumptions"]
    words = " ".join(words_of_page(files[f"{logs.NAME}.html"]))
    place = {"decisions": 2, "assumptions": 0}
    for sheet in book:
        for row in sheet.iter_rows(min_row=2):
            assert str(row[place[sheet.title]].value) in words


# ---- QA pack ------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", DAYS)
def test_every_check_that_can_be_made_passes(told, day):
    found = verification(told[day])
    assert {one.result for one in found} == {PASSED, NOT_DONE}
    assert [one.asks for one in found if one.result == NOT_DONE] == [
        "Does schedule, computed again, give what was recorded?"
    ]
    assert len(found) >= 14


def test_a_record_that_was_never_frozen_says_so(told):
    found = {one.asks: one for one in verification(told["hostile"])}
    frozen = next(asks for asks in found if "frozen" in asks)
    assert found[frozen].result == NOT_DONE


def test_a_wrong_value_does_not_pass(told, monkeypatch):
    one = OfRecord(told["short"].workshop)
    wrong = one.appraisal.weights_by.assign(group=lambda t: t["person"].iloc[::-1].to_numpy())
    object.__setattr__(one.appraisal, "merge", one.appraisal.merge.assign(passes=False))
    monkeypatch.setattr(
        "wcc_prioritise.exports.verification.referee",
        lambda values, weights: (values * wrong["group"]).sum(axis="columns"),
    )
    found = verification(one)
    failed = [c.asks for c in found if c.result == FAILED]
    assert any("weighted sum" in asks for asks in failed)
    assert sum("Merge test" in asks for asks in failed) == len(one.appraisal.merge)


@pytest.mark.parametrize("day", DAYS)
def test_the_calls_of_the_re_run_give_what_they_say(made, told, day, monkeypatch):
    text = parts(made[day, "qa"])["08-re-run.txt"].decode()
    calls = text[text.index("import wcc_prioritise") : text.index("\n\nVersions:")]
    assert calls.count("assert ") == 4
    monkeypatch.chdir(told[day].workshop.path.parent)
    exec(compile(calls, "re-run", "exec"), space := {})
    space["workshop"].close()


@pytest.mark.parametrize("day", DAYS)
def test_the_qa_pack_has_its_parts(made, told, day):
    found = parts(made[day, "qa"])
    assert set(found) == {"00-read-me.txt", *qa_pack.CONTENTS}
    assert len(rows(found["03-data-log.csv"])) == len(told[day].case.evidence)
    roles = {row["role"]: row for row in rows(found["07-roles.csv"])}
    assert roles["analyst"]["named in the charter"] != roles["assurer"]["named in the charter"]
    assert roles["assurer"]["signed by"] == told[day].case.charter.assurer
    assert told[day].gut.words in found["05-validation.txt"].decode()
    kept = rows(found["08-calculations.csv"])
    assert [row["fingerprint_out"] for row in kept] == list(
        told[day].case.calculations["fingerprint_out"]
    )
    assert all(json.loads(row["arguments"]) for row in kept)


@pytest.mark.parametrize("day", DAYS)
def test_no_total_stands_in_the_qa_pack(made, told, day):
    """There are no criterion scores beside it."""
    said = texts(made[day, "qa"])
    a = told[day].appraisal
    for figure in [*a.value, *a.worth]:
        assert abs(figure) < 0.01 or f"{figure:.3f}" not in said


# ---- appeals pack -------------------------------------------------------------------------------


@pytest.mark.parametrize("day", DAYS)
def test_every_score_of_every_round_is_in_the_pack(made, told, day):
    found = rows(parts(made[day, "appeals"])["scores.csv"])
    scores = told[day].case.scores
    assert len(found) == len(scores)
    assert {int(row["round"]) for row in found} == set(scores["round"])
    assert sum(row["counts"] == "yes" for row in found) == len(counted_scores(told[day].case))
    assert {row["person"] for row in found} <= set(told[day].case.people["person"])
    reasons = sum(bool(row["reason"]) for row in found)
    assert reasons == scores["reason"].notna().sum()


@pytest.mark.parametrize("day", DAYS)
def test_an_outsider_can_derive_every_result_again(made, told, day):
    """From the CSV files alone: scores, pooled, value, worth, in or out."""
    found = parts(made[day, "appeals"])
    case, a = told[day].case, told[day].appraisal
    scores = pd.DataFrame(rows(found["scores.csv"]))
    counted = scores[(scores["counts"] == "yes") & (scores["score"] != "don't know")]
    means = counted.assign(score=counted["score"].astype(float)).groupby(
        ["candidate", "criterion"])["score"].mean()  # fmt: skip
    weights = {r["criterion"]: float(r["in force"]) for r in rows(found["weights.csv"])}
    totals = {row["candidate"]: row for row in rows(found["values-and-worth.csv"])}
    needed = thresholds(told[day].portfolio).set_index("candidate")["threshold"]
    judged = case.criteria.loc[case.criteria["kind"] == "judged", "criterion"]
    for code, row in totals.items():
        for criterion in judged:
            assert float(row[f"figure {criterion}"]) == pytest.approx(means[code, criterion])
        value = sum(float(row[f"value {c}"]) * weight for c, weight in weights.items())
        assert value == pytest.approx(float(row["value"])) == pytest.approx(a.value[code])
        parts_ = [float(cell) for name, cell in row.items() if name.endswith("adds to worth")]
        assert sum(parts_) == pytest.approx(float(row["worth"]), abs=1e-9)
        assert (row["in the set"] == "yes") == (float(row["worth"]) > needed[code])


@pytest.mark.parametrize("day", DAYS)
def test_the_page_works_out_every_result_and_says_how_to_challenge(made, told, day, words_of_page):
    page = parts(made[day, "appeals"])[appeals_pack.PAGE]
    words = words_of_page(page)
    text = " ".join(words)
    for code in told[day].appraisal.values.index:
        assert sum(f"{code}: re-derive this result by hand" in line for line in words) == 1
        assert any(f"Worth of {code}" in line or f"{code} (" in line for line in words)
    for ground, said in GROUND_WORDS.items():
        assert f"{ground}: {said}" in words
    for because in told[day].case.departures["because"]:
        assert because in text
    for heading in ("How to challenge", "Minority report", "The outcome"):
        assert heading in words


def test_the_page_has_headings_in_order_and_named_tables(made, read_page):
    page = read_page(parts(made["short", "appeals"])[appeals_pack.PAGE])
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False))
    tables = len(page.all("table"))
    assert tables == len(page.all("caption")) > 15
    assert {scope["scope"] for scope in page.all("th")} == {"row", "col"}
    assert page.all("html")[0]["lang"] == "en-GB"


def test_a_cell_that_one_person_scored_is_not_shown(made, told):
    found = parts(made["hostile", "appeals"])
    cell = [row for row in rows(found["scores.csv"])
            if (row["candidate"], row["criterion"]) == ("P01", "K2")]  # fmt: skip
    assert [(row["person"], row["score"], row["reason"]) for row in cell] == [("", FEW, "")]
    totals = next(r for r in rows(found["values-and-worth.csv"]) if r["candidate"] == "P01")
    assert totals["figure K2"] == totals["K2 adds to worth"] == "not shown"
    pooled = next(r for r in rows(found["pooled-scores.csv"])
                  if (r["candidate"], r["criterion"]) == ("P01", "K2"))  # fmt: skip
    assert pooled["mean over people"] == "not shown"


def test_in_an_anonymous_workshop_nobody_is_told_apart(short, tmp_path):
    charter = short.charter.model_copy(update={"privacy": "anonymous"})
    with wcc.Workshop.start(short.replace(charter=charter), tmp_path / "a.wcc") as workshop:
        one = OfRecord(workshop)
        found = pd.DataFrame(score_rows(one), columns=SCORE_COLUMNS)
        assert set(found["person"]) == {""} and list(weight_rows(one)) == []
        known = found[found["score"] != "don't know"]
        for _, held in known.groupby(["candidate", "criterion", "round"]):
            assert held["score"].is_monotonic_increasing
