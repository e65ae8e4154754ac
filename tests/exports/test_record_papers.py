import datetime
import io

import pytest
from docx import Document

from wcc_prioritise.exports.content import Paragraph, section
from wcc_prioritise.exports.record_papers import (
    day_of,
    in_both,
    later_words,
    paper_of,
    results_of,
    seal_rows,
    signatures,
    standing,
)


@pytest.fixture(scope="module")
def paper(short_told):
    return paper_of(short_told, "A title", [section("Part", [Paragraph("words")])])


def test_the_properties_of_a_file_come_from_the_record(short_told, paper):
    properties = Document(io.BytesIO(in_both("p", paper)["p.docx"])).core_properties
    assert properties.author == short_told.case.charter.organisation
    frozen = short_told.entries.loc[short_told.entries["kind"] == "freeze", "at"].iloc[-1]
    assert f"{properties.created:%Y-%m-%dT%H:%M:%S}" == frozen[:19]
    assert properties.created == properties.modified


def test_a_paper_is_two_files_with_one_name(paper):
    assert set(in_both("minutes", paper)) == {"minutes.docx", "minutes.html"}


def test_the_day_is_that_of_the_freeze(short_told):
    assert day_of(short_told) == datetime.date(2026, 10, 14)


def test_only_what_was_not_taken_back_stands(short_told):
    undone = set(short_told.entries.dropna(subset=["undone_by"])["seq"])
    scores = {entry.seq for entry in standing(short_told, "score")}
    assert undone and not undone & scores
    assert len(scores) == 500 - len(undone)


def test_who_signed_is_told_by_role(short_told):
    assert set(signatures(short_told)) == {"assurer", "approver"}


def test_the_seal_is_that_of_the_freeze(short_told):
    rows = dict(seal_rows(short_told))
    assert short_told.frozen.head.seal in rows.values()
    assert rows["Entries when it was frozen"] == "646"
    assert rows["Entered after the freeze"] == "2 entries: sign-off"
    assert later_words([]) == "nothing"


def test_every_result_of_the_record_is_gathered(short_told):
    results = results_of(short_told)
    assert results.portfolio is short_told.portfolio
    assert results.gaps is None and results.programme is None
    assert results.stress and results.money and results.ledger
