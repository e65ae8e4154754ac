import re

import pytest

from wcc_prioritise.exports.public_summary import (
    A_NAME,
    UNCHECKED,
    PublicSummary,
    make,
    plain_why,
)


@pytest.fixture(scope="module")
def paper(northmere_told):
    return PublicSummary(northmere_told).paper()


def words(paper):
    return " ".join(
        str(getattr(block, name))
        for block in paper.blocks
        for name in ("text", "items", "rows", "columns", "caption")
        if hasattr(block, name)
    )


def test_it_ends_with_what_you_said(paper):
    assert paper.sections[-1].blocks[0].text == "You said, we did, we didn't because"


def test_it_names_nobody(paper, northmere_told):
    said = words(paper)
    assert not [t for t in northmere_told.case.people["person"] if re.search(rf"\b{t}\b", said)]


def test_it_holds_no_score_no_total_and_no_clock_time(paper, northmere_told):
    said = words(paper)
    totals = [*northmere_told.appraisal.value, *northmere_told.appraisal.worth]
    assert not [t for t in totals if f"{t:.1f} points" in said]
    assert "points a year" not in said
    assert not re.search(r"\b\d{1,2}:\d{2}\b", said)


def test_only_the_seal_of_the_head_stands(paper, northmere_told):
    assert re.findall(r"[0-9a-f]{64}", words(paper)) == [northmere_told.frozen.head.seal]


def test_small_groups_are_counted_together(paper):
    assert "('public', 'together: patient, carer', '4')" in words(paper)


def test_every_candidate_stands_once_as_chosen_or_not(paper, northmere_told):
    chosen, not_chosen = (
        next(s for s in paper.sections if s.blocks[0].text.startswith(start))
        for start in ("What was chosen", "What was not chosen")
    )
    rows = [
        row[0].split()[0] for part in (chosen, not_chosen) for b in part.blocks
        if hasattr(b, "rows") for row in b.rows
    ]  # fmt: skip
    assert sorted(rows) == sorted(northmere_told.case.names.index)


@pytest.mark.parametrize(
    ("why", "plain"),
    [
        ("without it the set would be worth 1,046.9 points a year less",
         "Without it the projects together would help less."),
        ("with it the set would be worth 0.0 points a year (0.0%) less; P10 would enter",
         "Taking it up would have meant leaving out others that together help more."),
        ("a rule keeps it out", "A rule keeps it out."),
    ],
)  # fmt: skip
def test_reasons_are_told_without_points(why, plain):
    assert plain_why(why) == plain


def test_every_reason_of_the_method_is_put_plainly(northmere_told):
    plain = {plain_why(why) for why in northmere_told.portfolio.members["why"]}
    assert not [words for words in plain if re.search(r"\d", words)]


def test_without_a_key_of_names_it_says_so_on_every_page(paper):
    assert UNCHECKED in paper.notice and UNCHECKED in words(paper)


def test_a_name_that_nobody_looked_at_does_not_leave(short, tmp_path):
    from wcc_prioritise.exports.of_record import OfRecord
    from wcc_prioritise.workshop import Workshop

    key = {short.people["person"].iloc[0]: "Joan Bloggsworth"}
    with Workshop.start(short, tmp_path / "day.wcc", names=key) as workshop:
        workshop.add("promise", by="chair", promise="R09", whom="the carers",
                     what="Joan Bloggsworth will ring them")  # fmt: skip
        before = PublicSummary(OfRecord(workshop)).paper()
        entry = int(workshop.names_to_check()["entry"].iloc[0])
        workshop.name_checked(entry, by="facilitator", instead="the chair")
        after = PublicSummary(OfRecord(workshop)).paper()
    assert "Bloggsworth" not in words(before) and A_NAME in words(before)
    assert UNCHECKED in before.notice and UNCHECKED not in after.notice


def test_the_same_record_gives_the_same_bytes(short_told):
    first = make(short_told)
    assert set(first) == {"public-summary.docx", "public-summary.html"}
    assert make(short_told) == first
