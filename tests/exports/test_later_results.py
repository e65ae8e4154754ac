"""Do robustness, programme, money and ledger stand in the paper with their parts and errors?"""

import dataclasses
import re

import pytest

import wcc_prioritise as wcc
from wcc_prioritise.exports.content import Heading, Picture, Table
from wcc_prioritise.exports.how_sure import how_sure_section, sure_in_short
from wcc_prioritise.exports.paper import board_paper
from wcc_prioritise.exports.programme import programme_section
from wcc_prioritise.exports.results import gather
from wcc_prioritise.exports.savings import money_section
from wcc_prioritise.programme import schedule


def table(paper, beginning):
    (found,) = [
        block
        for block in paper.blocks
        if type(block) is Table
        and re.sub(r"^Table \d+\. ", "", block.caption).startswith(beginning)
    ]
    return found


def under(paper, heading):
    """Give the words of the paragraphs and lists under a heading, up to the next."""
    blocks = list(paper.blocks)
    start = next(i for i, b in enumerate(blocks) if isinstance(b, Heading) and b.text == heading)
    rest = blocks[start + 1 :]
    end = next((i for i, b in enumerate(rest) if isinstance(b, Heading)), len(rest))
    return " ".join(
        text
        for block in rest[:end]
        if not isinstance(block, (Table, Picture))
        for text in getattr(block, "items", None) or (block.text,)
    )


def figure(cell):
    return float(re.sub(r"[^\d.−]", "", cell).replace("−", "-"))


# ---- how sure -----------------------------------------------------------------------------------


def test_every_candidate_stands_in_its_band_with_interval_share_and_error(whole_paper, stressed):
    rows, known = table(whole_paper, "Candidates by band").rows, stressed[0].table
    assert len(rows) == len(known) == 24
    for row, told in zip(rows, known.to_dict("records"), strict=True):
        assert row[0].startswith(told["candidate"]) and figure(row[1]) == told["band"]
        assert figure(row[2]) == pytest.approx(told["value"], abs=0.051)
        low, high = map(float, row[3].split(" to "))
        assert (low, high) == pytest.approx((told["low"], told["high"]), abs=0.051)
        assert row[5] == told["how_sure"] and row[6] == f"{told['best']} to {told['worst']}"
        if 0 < told["first"] < 1:
            assert figure(row[4].partition("take ")[2]) == pytest.approx(
                200 * told["error"], abs=0.051
            )
    words = under(whole_paper, "How sure: would our doubts change the answer?")
    assert "2,000 draws with seed 2026" in words and "whose values (each draw takes" in words


def test_the_funded_share_of_each_candidate_stands_with_its_error(whole_paper, stressed):
    rows, known = table(whole_paper, "In what share of 2,000 draws").rows, stressed[1].table
    for row, told in zip(rows, known.to_dict("records"), strict=True):
        assert row[0].startswith(told["candidate"]) and row[3] == told["words"]
        assert (row[1] == "in") == told["chosen"]
        assert ("give or take" in row[2]) == (0 < told["share"] < 1)


def test_one_of_the_two_alone_makes_a_section_and_neither_none(portfolio, stressed):
    assert how_sure_section(gather((portfolio,))) is None
    assert sure_in_short(gather((portfolio,))) == ""
    for one in stressed:
        made = how_sure_section(gather((portfolio, one)))
        assert sum(isinstance(block, Table) for block in made.blocks) == 1
    assert "never the other" in sure_in_short(gather((portfolio, stressed[1])))


# ---- programme ----------------------------------------------------------------------------------


def test_each_project_has_its_quarters_and_its_months_of_benefit(whole_paper, programme):
    rows, known = table(whole_paper, "When each project is at work").rows, programme.table
    assert [row[0][:3] for row in rows] == list(known["candidate"])
    assert [row[2:4] for row in rows] == list(
        known[["starts", "ends"]].itertuples(index=False, name=None)
    )
    assert rows[0][4] == f"{known['first_benefit'].iloc[0]:%b %Y}"
    assert {row[6] for row in rows} == {"to be named"}


def test_each_quarter_shows_what_it_carries_and_what_has_come(whole_paper, programme):
    made = table(whole_paper, "How full each quarter is")
    load, benefit = programme.load, programme.benefit
    assert len(made.rows) == 12 and made.columns[4] == "Left: project lead months a quarter"
    for row, used, came in zip(
        made.rows, load.to_dict("records"), benefit.to_dict("records"), strict=True
    ):
        assert row[0] == used["words"]
        shown = [figure(cell) for cell in row[1:5]]
        assert shown == pytest.approx(
            [used[n] for n in ("projects", "lead_months", "set_up_cost", "lead_months_left")],
            abs=0.051,
        )
        assert figure(row[5]) == pytest.approx(came["worth"], abs=0.051)
    assert "No quarter carries more than 9 project lead months a quarter." in under(
        whole_paper, "The work programme"
    )


def test_without_capacity_it_says_so_and_an_empty_set_has_no_programme(portfolio):
    free = programme_section(schedule(portfolio, "2027-04"))
    assert "No limit on what a quarter can carry was given" in free.blocks[1].text
    nobody = wcc.select(portfolio.appraisal, limits={"gross_3yr": 0})
    assert "nothing to carry out" in programme_section(schedule(nobody, "2027-04")).blocks[1].text


# ---- money --------------------------------------------------------------------------------------


def test_savings_are_shown_with_every_factor_and_sum_to_their_totals(whole_paper, cash):
    made = table(whole_paper, "Savings claimed, deliverable and cashable")
    assert made.last_is_sum and len(made.rows) == len(cash.savings) + 1
    for place, name in ((1, "claimed"), (4, "deliverable"), (6, "cashable"), (7, "running")):
        shown = [figure(row[place]) for row in made.rows]
        assert sum(shown[:-1]) == pytest.approx(shown[-1], abs=0.5)
        assert shown[-1] == pytest.approx(cash.savings[name].sum(), abs=0.051)
    assert made.rows[0][2] == "60% (B)"


def test_the_money_of_each_year_and_what_is_left_to_find(whole_paper, cash):
    rows = table(whole_paper, "The money year by year").rows
    assert [figure(row[5]) for row in rows] == pytest.approx(
        list(cash.years["cumulative"]), abs=0.051
    )
    words = under(whole_paper, "What the set costs and saves")
    assert f"leaves £{cash.recurrent:,.0f} thousand a year to find" in words
    assert "does not pay for itself" in words and "£ thousand at today's prices" in words
    assert table(whole_paper, "What each savings pot allows").rows[0][0].startswith("BEDS")


def test_a_set_that_pays_for_itself_says_in_which_year(cash):
    years = cash.years.assign(cumulative=[-1.0, -1.0, 2.0, 3.0, 4.0])
    made = money_section(dataclasses.replace(cash, years=years))
    assert "By the end of year 3 the set has paid for itself." in made.blocks[1].text


# ---- ledger -------------------------------------------------------------------------------------


def test_the_ledger_shows_who_spoke_and_what_each_group_got(whole_paper, book):
    there = table(whole_paper, "Who came and who spoke").rows
    asked = table(whole_paper, "What each voice group asked for").rows
    for row, got, known in zip(there, asked, book.table.to_dict("records"), strict=True):
        assert row[0] == got[0] == known["group"]
        assert [figure(cell) for cell in row[1:4]] == [
            known[name] for name in ("people", "attended", "left_early")
        ]
        assert got[2] == f"{known['chosen_of_five']} of 5" and got[3] == known["influence"]


def test_a_group_of_two_is_counted_and_what_it_asked_for_is_not_shown(book, portfolio):
    from wcc_prioritise.exports.heard import ledger_section
    from wcc_prioritise.voices.rooms import TOO_FEW

    hidden = book.table.assign(shown=False, influence=TOO_FEW, top_five=None, chosen_of_five=None)
    made = ledger_section(dataclasses.replace(book, table=hidden))
    assert {row[1:] for row in made.blocks[-1].rows} == {(TOO_FEW, "", "")}


# ---- the summary --------------------------------------------------------------------------------


def test_with_everything_done_nothing_is_called_not_done(whole_paper):
    words = under(whole_paper, "What was and was not done")
    assert "Not done" not in words and "robustness, choice of a set and work programme" in words
    assert "named below as not done" not in under(whole_paper, "The board is asked to")
    sure = under(whole_paper, "How sure")
    assert "(2,000 draws)." in sure and "every time P07" in sure
    assert "leaves £" in under(whole_paper, "When, and what is left to pay")


def test_how_it_was_drawn_and_scheduled_stands_among_the_arguments(whole_paper, stressed):
    rows = dict(table(whole_paper, "Versions, fingerprints and every argument").rows)
    assert rows["Robustness: seed"] == "2026"
    assert rows["Robustness: fingerprint (SHA-256)"] == stressed[0].fingerprint
    assert rows["Work programme: start"] == "2027-04"
    assert rows["Work programme: capacity"] == "lead_months: 9"


def test_a_paper_on_a_programme_alone_has_the_set_too(programme):
    paper = board_paper(gather((programme,)))
    assert any(b.text == "Recommendation" for b in paper.blocks if isinstance(b, Heading))
