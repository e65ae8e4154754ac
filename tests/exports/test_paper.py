"""Does the paper say what the results say, all of it, and nothing that would name a person?"""

import dataclasses
import datetime
import re

import pytest

import wcc_prioritise as wcc
from wcc_prioritise.exports.content import Heading, Listing, Paragraph, Picture, Table
from wcc_prioritise.exports.paper import DETAIL, board_paper
from wcc_prioritise.exports.results import gather
from wcc_prioritise.exports.rules import departure_words
from wcc_prioritise.exports.summary import summary


def tables(paper):
    return {re.sub(r"^Table \d+\. ", "", b.caption): b for b in paper.blocks if type(b) is Table}


def table(paper, beginning):
    (found,) = [t for caption, t in tables(paper).items() if caption.startswith(beginning)]
    return found


def texts(block):
    if isinstance(block, Table):
        return [block.caption, *block.columns, *(cell for row in block.rows for cell in row)]
    if isinstance(block, Listing):
        return list(block.items)
    if isinstance(block, Picture):
        return [block.caption, block.alt]
    return [block.text]


def all_words(paper):
    return "\n".join([paper.title, *(text for b in paper.blocks for text in texts(b))])


def headings(paper):
    return [block.text for block in paper.blocks if isinstance(block, Heading)]


def under(paper, heading):
    """Give the words under a heading, up to the next."""
    blocks = list(paper.blocks)
    start = next(i for i, b in enumerate(blocks) if isinstance(b, Heading) and b.text == heading)
    rest = blocks[start + 1 :]
    end = next((i for i, b in enumerate(rest) if isinstance(b, Heading)), len(rest))
    return "\n".join(text for block in rest[:end] for text in texts(block))


def figure(cell):
    return float(re.sub(r"[^\d.−]", "", cell).replace("−", "-"))


# ---- the summary --------------------------------------------------------------------------------


def test_the_title_is_the_question_and_the_notice_is_the_charter_s(paper, northmere):
    assert paper.title == northmere.charter.question
    assert paper.notice == northmere.charter.notice
    assert paper.notice.startswith("SYNTHETIC")


def test_the_recommendation_names_every_chosen_candidate_under_its_class(paper, portfolio):
    words = under(paper, "Recommendation")
    places = [words.index(kind) for kind in ("Quick wins:", "Long-term gains:", "Steady projects:")]
    assert places == sorted(places)
    for row in portfolio.members[portfolio.members["chosen"]].itertuples():
        name = row.name.partition(":")[0]
        kind = ("quick win", "long-term gain", "steady").index(row[3])
        after = [*places, len(words)][kind + 1]
        assert places[kind] < words.index(name) < after


def test_the_chosen_stand_in_the_first_table_with_their_figures(paper, portfolio):
    made = next(b for b in paper.blocks if isinstance(b, Table))
    assert made.caption.startswith("Table 1. ")
    members = portfolio.members.set_index("candidate")
    assert {row[0].split()[0] for row in made.rows} == set(portfolio.chosen)
    for row in made.rows:
        known = members.loc[row[0].split()[0]]
        assert row[1] == known["class"]
        assert figure(row[2]) == pytest.approx(known["worth"], abs=0.051)
        assert figure(row[3]) == known["people"]
        assert row[4] == f"£{known['gross_3yr']:,.0f} thousand"


def test_limits_are_shown_used_and_left_with_their_units(paper, portfolio):
    rows = table(paper, "Limits:").rows
    assert len(rows) == len(portfolio.limits) == 2
    for row, known in zip(rows, portfolio.limits.to_dict("records"), strict=True):
        shown = [figure(cell.removesuffix("over 3 years")) for cell in row[1:]]
        assert shown == [known["used"], known["limit"], known["left"]]
    assert all("thousand over 3 years" in cell for cell in rows[0][1:])


def test_balance_is_shown_as_claimed_and_late(paper, portfolio):
    rows = table(paper, "What has come by each year").rows
    assert [row[0] for row in rows] == ["Year 1", "Year 3", "Year 10"]
    assert [row[1] for row in rows] == [f"{s:.0%}" for s in portfolio.balance["share"]]
    assert [row[2] for row in rows] == [f"{s:.0%}" for s in portfolio.balance_slipped["share"]]


def test_each_rule_has_its_price(paper, portfolio):
    words = under(paper, "What each rule costs")
    assert words.count("\n") + 1 == len(portfolio.price)
    for price in portfolio.price["price"]:
        assert f"costs {price:.1f} points a year" in words or "costs nothing" in words


def test_every_reading_that_moves_somebody_is_said_and_the_rest_are_said_to_stay(paper, portfolio):
    words = under(paper, "What hangs on how we counted")
    moved = 0
    for frame in (portfolio.readings, portfolio.zero):
        for row in frame.itertuples():
            moved += bool(row.enters or row.leaves)
            for code in row.enters:
                assert re.search(rf"{code} .*would come in", words)
    lines = words.split("\n")
    assert moved and len(lines) == moved + 1
    assert lines[-1].startswith("The set stays the same ")


def test_what_was_not_done_is_said_plainly(paper, results):
    words = under(paper, "What was and was not done")
    assert "Not done: robustness (would our doubts change the answer?)." in words
    assert "Not done: work programme" in words
    assert words.startswith("Done: benchmark, appraisal, ranking and choice of a set.")


def test_how_everyone_was_heard_is_counted(paper, northmere, appraisal):
    words = under(paper, "How everyone was heard")
    scores = northmere.scores
    assert f"{scores['score'].notna().sum():,} scores" in words
    assert f"“don't know” {scores['score'].isna().sum()} times" in words
    assert "14 people in 4 voice groups (public; clinicians;" in words
    recused = (northmere.interests["effect"] != "none").sum()
    assert f"{recused} times a person could not score" in words
    assert "Scores are pooled by person (every person counts the same), weights by group" in words


def test_the_board_is_asked_about_gates_that_are_not_passed_or_not_there(paper, portfolio):
    words = under(paper, "The board is asked to")
    assert f"Agree the {len(portfolio.chosen)} projects in Table 1" in words
    known = set(portfolio.appraisal.case.gates["candidate"])
    for code in set(portfolio.chosen) - known:
        assert code in words
    with_open = wcc.select(
        portfolio.appraisal, limits={"gross_3yr": 9_000}, must=("P12",), never=("P13",)
    )
    asks = "\n".join(
        text for block in summary(gather((with_open,)), None).blocks for text in texts(block)
    )
    assert re.search(r"Hold back the start of [^.]*P12", asks)


# ---- the detail ---------------------------------------------------------------------------------


def test_every_candidate_is_in_or_out_with_its_reason(paper, portfolio):
    rows = table(paper, "Every candidate, those chosen first").rows
    assert len(rows) == 24
    for row, known in zip(rows, portfolio.members.to_dict("records"), strict=True):
        assert row[0].startswith(known["candidate"])
        assert row[1] == ("in" if known["chosen"] else "out")
        assert row[5].casefold().rstrip(".") == known["why"].casefold()


def test_all_five_anchors_and_doing_nothing_stand_in_words(paper, northmere):
    rows = table(paper, "Criteria with the words").rows
    for row, known in zip(rows, northmere.criteria.to_dict("records"), strict=True):
        assert row[2:7] == tuple(known[f"anchor_{level}"] for level in (0, 25, 50, 75, 100))
        if known["counts"] != "condition":
            assert row[7] == f"{known['nothing']:g} points: {known['nothing_words']}"


def test_weights_stand_under_both_ways_of_pooling_with_spread_and_count(paper, appraisal):
    rows = table(paper, "Weights").rows
    by = appraisal.weights_by
    for row, code in zip(rows, by.index, strict=True):
        shown = [figure(cell) for cell in row[1:]]
        known = [*(100 * by.loc[code, ["group", "person", "group", "spread"]]), 14]
        assert shown == pytest.approx(known, abs=0.051)


def test_contributions_sum_to_each_value_and_the_sum_is_shown(paper, appraisal):
    made = table(paper, "What each criterion adds to the value")
    for row in made.rows[1:]:
        parts = [figure(cell) for cell in row[2:-1]]
        assert sum(parts) == pytest.approx(figure(row[-1]), abs=0.05 * (len(parts) + 1))
        assert figure(row[-1]) == pytest.approx(appraisal.value[row[0].split()[0]], abs=0.051)
    assert len(made.rows) == 25


def test_parts_sum_to_each_worth_and_the_sum_is_shown(paper, appraisal):
    made = table(paper, "What each outcome adds to the worth")
    assert len(made.rows) == 24
    for row in made.rows:
        parts = [figure(cell) for cell in row[2:-1]]
        assert sum(parts) == pytest.approx(figure(row[-1]), abs=0.05 * (len(parts) + 1))
        assert figure(row[-1]) == pytest.approx(appraisal.worth[row[0].split()[0]], abs=0.051)


def test_every_score_stands_behind_its_total_with_spread_and_count(paper, appraisal):
    judged = set(appraisal.pooled.count.index.get_level_values("criterion"))
    for code in appraisal.values.index:
        made = table(paper, f"Scores, values and totals of {code} ")
        assert made.last_is_sum and made.rows[-1][0] == "Sum"
        assert figure(made.rows[-1][6]) == pytest.approx(appraisal.value[code], abs=0.051)
        for row in made.rows[:-1]:
            key = row[0].split()[0]
            if key in judged:
                assert figure(row[1]) == pytest.approx(appraisal.scores.at[code, key], abs=0.051)
                assert figure(row[2]) == pytest.approx(appraisal.spread.at[code, key], abs=0.051)
                assert figure(row[3]) == appraisal.counts.at[code, key]
            else:
                assert row[2] == "measured"
    health = table(paper, "Scores, values and totals of P01 ").rows[0][1]
    assert health == "160 healthy years a year (low 96, high 224)"


def test_every_evidence_card_stands_with_source_date_grade_and_kind(paper, northmere):
    shown = [
        row
        for caption, t in tables(paper).items()
        if caption.startswith("Evidence")
        for row in t.rows
    ]
    assert len(shown) == len(northmere.evidence)
    assert {row[0] for row in shown} == set(northmere.evidence["statement"])
    assert {row[3] for row in shown} == set(northmere.evidence["source"])
    assert all(cell for row in shown for cell in row)


def test_an_empty_gate_is_not_passed(paper, northmere):
    rows = table(paper, "Gates and how they stand").rows
    status = northmere.gates["status"]
    assert [row[2] == "not passed (empty)" for row in rows] == [s is None or s != s for s in status]
    passed = [row for row in rows if row[2] == "passed"]
    assert len(passed) == (status == "passed").sum()


def test_every_gap_stands_with_interval_period_and_comparator(paper, gaps):
    rows = table(paper, "Gaps to the mean").rows
    assert len(rows) == len(gaps.table)
    for row, known in zip(rows, gaps.table.to_dict("records"), strict=True):
        assert row[0].startswith(known["indicator"]) and row[1] == known["period"]
        assert int(row[4]) == known["peers"]
    assert sum(" to " in row[5] for row in rows) == gaps.table["gap_lower"].notna().sum()
    words = under(paper, "How far we are from areas like us: the benchmark")
    assert gaps.how in words and all(peer in words for peer in gaps.peers["peer"])


def test_charter_arguments_and_fingerprints_stand_in_full(paper, results, northmere):
    rows = dict(table(paper, "Versions, fingerprints").rows)
    assert northmere.fingerprint in rows.values() and results.gaps.fingerprint in rows.values()
    assert rows["Choice of the set: limits"] == "gross_3yr: 9,000; lead_months: 60"
    assert rows["Choice of the set: at_least"] == "quick win: 3; long-term gain: 3"
    assert rows["Choice of the set: must"] == "none"
    charter = dict(table(paper, "Every entry of the charter").rows)
    assert len(charter) == len(type(northmere.charter).model_fields)
    assert northmere.charter.late_rule in charter.values()
    assert "1,000 people a year" in charter.values()


def test_a_set_asked_for_otherwise_than_agreed_says_so(portfolio):
    case = portfolio.appraisal.case
    agreed = departure_words(case, portfolio)
    assert agreed == "The set was asked for with exactly the limits and rules agreed beforehand."
    other = wcc.select(portfolio.appraisal, limits={"gross_3yr": 8_000, "lead_months": 60})
    words = departure_words(case, other)
    assert (
        "not agreed beforehand: Gross cost (set-up and running): at most £8,000 thousand" in words
    )
    assert "were not put to it: Gross cost" in words and "at least 3 quick wins" in words


# ---- what must not be there ---------------------------------------------------------------------


def test_no_person_is_told_apart(paper, northmere):
    words = all_words(paper)
    for person in northmere.people["person"]:
        assert not re.search(rf"\b{person}\b", words)
    for text in [*northmere.scores["reason"].dropna(), *northmere.swings["reason"].dropna()]:
        assert text not in words
    for interest in northmere.interests["what"]:
        assert interest == "nil" or interest not in words
    assert "a member of the panel" in words  # who left early is asked about, not named


def test_words_that_nobody_in_the_room_should_meet_are_not_there(paper):
    words = all_words(paper)
    assert not re.search(r"MCDA|normali[sz]e|SMAA|\bnan\b|\bNaN\b|\bNone[,).\n]|<NA>|dtype", words)


def test_every_cell_says_something_but_below_a_column_that_has_no_sum(paper):
    for block in paper.blocks:
        if isinstance(block, Table):
            rows = block.rows[:-1] if block.last_is_sum else block.rows
            assert all(cell for row in rows for cell in row), block.caption


@pytest.fixture(scope="module")
def thin(northmere):
    """Give Northmere with one scorer in one cell and two in another."""
    scores = northmere.scores
    for candidate, criterion, many in (("P01", "C2", 1), ("P02", "C3", 2)):
        cell = (scores["candidate"] == candidate) & (scores["criterion"] == criterion)
        kept = scores[cell & scores["score"].notna()].index[:many]
        scores = scores[~cell | scores.index.isin(kept)]
    return wcc.appraise(northmere.replace(scores=scores))


def test_one_person_s_score_is_never_shown(thin):
    paper = board_paper(gather((thin,)))
    row = table(paper, "Scores, values and totals of P01 ").rows[1]
    assert row[0].startswith("C2") and row[3] == "1"
    assert [row[k] for k in (1, 4, 6, 7)] == ["not shown"] * 4
    assert "that figure is that person's own and is not shown" in all_words(paper)
    value = next(r for r in table(paper, "What each criterion").rows if r[0].startswith("P01"))
    worth = next(r for r in table(paper, "What each outcome").rows if r[0].startswith("P01"))
    assert "not shown" in value and "not shown" in worth


def test_two_people_have_no_spread(thin):
    row = table(board_paper(gather((thin,))), "Scores, values and totals of P02 ").rows[2]
    assert row[0].startswith("C3") and row[2:4] == ("fewer than 3 people", "2")


# ---- less than everything -----------------------------------------------------------------------


def test_an_appraisal_alone_says_that_no_set_was_chosen(appraisal):
    paper = board_paper(gather((appraisal,)))
    words = all_words(paper)
    assert "24 candidates were appraised. No set is recommended" in words
    assert "Not done: choice of a set (which balanced set can we carry?)." in words
    assert "Recommendation" not in headings(paper)


def test_a_ranking_alone_shows_its_first(ranking):
    paper = board_paper(gather((ranking,)))
    assert f"{ranking.leader} leads on value." in all_words(paper)
    rows = table(paper, "The first 10 of 24").rows
    assert [r[1].split()[0] for r in rows] == list(ranking.table["candidate"].head(10))


def test_gaps_alone_make_a_paper(gaps):
    paper = board_paper(gather((gaps,)))
    assert "Northmere" in paper.title and paper.notice == ""
    assert "Not done: appraisal" in all_words(paper)
    assert len(table(paper, "Gaps to the mean").rows) == len(gaps.table)


def test_an_empty_set_is_told_and_asked_about(appraisal):
    nobody = wcc.select(appraisal, limits={"gross_3yr": 0})
    words = all_words(board_paper(gather((nobody,))))
    assert nobody.chosen == ()
    assert "No candidate is chosen" in words and "no project is taken up" in words


def test_a_case_with_nothing_but_what_is_needed_makes_a_paper(northmere):
    needed = ("charter", "candidates", "criteria", "people", "swings", "scores")
    bare = {name: northmere.tables[name] for name in needed}
    case = dataclasses.replace(northmere, tables=bare)
    appraisal = wcc.appraise(case)
    paper = board_paper(gather((wcc.select(appraisal, limits={}), wcc.rank(appraisal))))
    words = all_words(paper)
    assert "No limit was set" in words and "There is no evidence card." in words
    assert "No gate of any kind is recorded for P01, P02" in words
    assert "14 people sat on the panel." in words


def test_a_date_stands_only_where_it_is_given(gaps, paper):
    assert "Date:" not in all_words(paper)
    for date in ("9 December 2026", datetime.date(2026, 12, 9)):
        assert "Date: 9 December 2026." in all_words(board_paper(gather((gaps,)), date))


def test_the_summary_comes_first_and_the_detail_begins_a_page(paper):
    assert headings(paper)[0] == "Summary for the board"
    opening = next(s for s in paper.sections if s.blocks[0] == Heading(DETAIL, 2))
    assert opening.new_page
    levels = [b.level for b in paper.blocks if isinstance(b, Heading)]
    steps = [b - a for a, b in zip(levels, levels[1:], strict=False)]
    assert levels[0] == 2 and max(steps) == 1


def test_every_picture_has_words_for_those_who_do_not_see_it(paper):
    pictures = [block for block in paper.blocks if isinstance(block, Picture)]
    assert len(pictures) == 5
    assert all(p.alt and p.png.startswith(b"\x89PNG") for p in pictures)
    assert isinstance(paper.blocks[1], Paragraph)
