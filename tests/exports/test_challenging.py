"""Do papers say where and until when, and leave a bracket only where the charter is silent?"""

import datetime

import pytest

from wcc_prioritise.exports.appeals_pack import _page as appeals_page
from wcc_prioritise.exports.appeals_worked import changes
from wcc_prioritise.exports.challenging import WHEN, WHERE, where_and_when
from wcc_prioritise.exports.letters import Letters
from wcc_prioritise.exports.of_record import OfRecord
from wcc_prioritise.exports.public_summary import PublicSummary
from wcc_prioritise.exports.sign_off import sign_off_sheet
from wcc_prioritise.workshop import Workshop

TO = "corporate office (SYNTHETIC), 1 High Street"


@pytest.fixture(scope="module")
def told(short, quick_folder):
    """Give a record whose charter and candidates have every new field."""
    charter = short.charter.model_copy(
        update={"challenge_to": TO, "challenge_until": datetime.date(2026, 11, 30)}
    )
    candidates = short.candidates.assign(sponsor="<b>stroke board</b> (SYNTHETIC)")
    case = short.replace(charter=charter, candidates=candidates)
    path = quick_folder / f"challenging-{id(case)}.wcc"
    with Workshop.start(case, path) as workshop:
        yield OfRecord(workshop)


def words(paper):
    return " ".join(
        str(getattr(block, name))
        for block in paper.blocks
        for name in ("text", "items", "rows")
        if hasattr(block, name)
    )


def papers(told):
    return {
        "letter": Letters(told).paper("P01"),
        "public summary": PublicSummary(told).paper(),
        "sign-off": sign_off_sheet(told),
        "appeals pack": appeals_page(told, changes(told)),
    }


def test_every_paper_says_where_and_until_when(told):
    for name, paper in papers(told).items():
        said = words(paper)
        assert f"Send it to: {TO}. It must be there by 30 November 2026." in said, name
        assert WHERE not in said and WHEN not in said, name


def test_the_sponsor_of_the_candidate_is_addressed_as_it_stands(told):
    paper = Letters(told).paper("P01")
    assert "To <b>stroke board</b> (SYNTHETIC)." in words(paper)
    assert "[Name and address]" not in words(paper)
    assert paper.values["challenge_to"] == TO
    assert paper.values["sponsor"] == "<b>stroke board</b> (SYNTHETIC)"
    assert "<b>stroke board</b> (SYNTHETIC)" in words(papers(told)["appeals pack"])


def test_brackets_stand_where_the_charter_is_silent(short, short_told):
    assert where_and_when(short) == f"Send it to: {WHERE}. It must be there {WHEN}."
    for name, paper in papers(short_told).items():
        assert WHERE in words(paper) and WHEN in words(paper), name
