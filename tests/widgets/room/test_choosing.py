import re

import pytest

from wcc_prioritise.plots.figures import percent
from wcc_prioritise.portfolio import thresholds
from wcc_prioritise.portfolio.beside import one_sentence
from wcc_prioritise.programme import schedule
from wcc_prioritise.schema import CLASSES
from wcc_prioritise.widgets import planned
from wcc_prioritise.widgets.place import Place
from wcc_prioritise.widgets.results import Results
from wcc_prioritise.widgets.room.choosing import programme, the_set
from wcc_prioritise.widgets.room.parts import plain
from wcc_prioritise.widgets.room.pieces import short_name
from wcc_prioritise.workshop import Workshop


@pytest.fixture(scope="module", params=["short_day", "northmere_day"])
def results(request):
    with Workshop(request.getfixturevalue(request.param)) as day:
        yield Results(day)


def pages(draw, results, screen):
    """Give every page of a screen."""
    first = draw(results, Place(screen), None)
    return [first, *(draw(results, Place(screen, page=n + 1), None) for n in range(1, first.pages))]


def titled(sheets, title):
    return "\n".join(sheet.words for sheet in sheets if sheet.title == title)


def test_the_set_stands_by_class_with_a_shape_beside_the_word(results):
    words = titled(pages(the_set, results, "set"), "What we can carry together")
    kinds = results.appraisal.classes
    rows = re.findall(r"^\S (quick win|long-term gain|steady); (.*)$", words, re.M)
    assert sorted(rows) == sorted(
        (kinds[code], short_name(results, code)) for code in results.portfolio.chosen
    )
    order = [CLASSES.index(kind) for kind, _ in rows]
    assert order == sorted(order)
    assert len(set(re.findall(r"^(\S) (?:quick win|long-term gain|steady);", words, re.M))) == len(
        {kind for kind, _ in rows}
    )


def test_each_limit_is_used_in_whole_units_and_never_beyond_it(results):
    words = titled(pages(the_set, results, "set"), "What we can carry together")
    for row in results.portfolio.limits.itertuples():
        unit = row.unit.removeprefix("£ ")
        found = re.search(rf"£?([\d,]+) of £?([\d,]+) {unit}", words)
        used, most = (int(part.replace(",", "")) for part in found.groups())
        assert most == row.limit and abs(used - row.used) < 1
        assert (used == most) == (row.used == row.limit)


def test_benefit_by_year_is_told_of_the_most_attainable(results):
    words = titled(pages(the_set, results, "set"), "What it brings, and when")
    for row in results.portfolio.balance.itertuples():
        gain = f"{row.chosen_gain:,.0f} of {row.attainable_gain:,.0f}"
        year = row.by.removeprefix("by year ")
        assert f"Year {year}; {percent(row.share)}; {gain}" in words


def test_what_it_costs_us_is_the_sentence_and_the_price_of_each_rule(results):
    words = titled(pages(the_set, results, "set"), "What it costs us")
    assert plain(one_sentence(results.portfolio)) in words
    for row in results.portfolio.price.itertuples():
        cost = "nothing" if row.price < 0.05 else percent(row.share)
        assert f"{row.rule[1:]}: costs {cost}" in words


def test_the_nearest_of_those_left_out_stand_with_whom_they_would_push_out(results):
    words = titled(pages(the_set, results, "set"), "Who is left out")
    found = thresholds(results.portfolio)
    out = found[~found["chosen"]].nlargest(3, "margin")
    members = results.portfolio.members.set_index("candidate")
    assert f"{(~found['chosen']).sum()} are left out; the nearest:" in words
    for code in out["candidate"]:
        moved = members.at[code, "why"].partition("; ")[2]
        assert f"{short_name(results, code)}: with it {moved or 'nobody else would move'}." in words


def test_the_programme_is_that_of_the_schedule_with_the_first_benefit_in_words(results):
    sheets = pages(programme, results, "programme")
    words, found = titled(sheets, "When each one starts"), planned.programme(results)
    for row in found.table.itertuples():
        line = f"{short_name(results, row.candidate)}; {row.starts} to {row.ends}; "
        assert f"{line}{row.first_benefit:%b %Y}" in words
    load = titled(sheets, "What each quarter carries")
    told = re.findall(r"^(\w{3}-\w{3} \d{4}); (?:under )?(\d+) of (\d+)$", load, re.M)
    assert [quarter for quarter, *_ in told] == list(found.load["words"])
    for (_, used, most), real in zip(told, found.load["lead_months"], strict=True):
        assert int(most) == found.capacity["lead_months"] and abs(int(used) - real) <= 1
        assert int(used) <= int(most)


def test_an_order_that_cannot_be_kept_is_said_in_the_words_of_the_clash(short_copy):
    with Workshop(short_copy) as day:
        before = Results(day)
        tight = schedule(before.portfolio, "2027-04", 12, {"lead_months": 5.5})
        day.calculation("schedule", tight, by="analyst")
        more = before.portfolio.with_limits({"gross_3yr": 20_000, "lead_months": 200})
        day.calculation("select", more, by="analyst")
        words = programme(Results(day), Place("programme"), None).words
        assert "cannot be carried" in words and "12 quarters" in words
        assert "5½ project lead months a quarter" in words and words.endswith("Relax one of them.")


def test_when_nothing_is_chosen_it_is_said(short_copy):
    with Workshop(short_copy) as day:
        before = Results(day)
        none = before.portfolio.with_limits
        with pytest.raises(Exception, match="at least"):
            none({"gross_3yr": 0})
        from wcc_prioritise.portfolio import select

        empty = select(before.appraisal, limits={"gross_3yr": 0.0, "lead_months": 0.0})
        day.calculation("select", empty, by="analyst")
        results = Results(day)
        assert "No candidate is chosen" in the_set(results, Place("set"), None).words
        assert "No project is chosen" in programme(results, Place("programme"), None).words


def test_no_page_has_more_than_ten_rows_a_decimal_or_a_person(results):
    people = set(results.case.people["person"])
    for draw, screen in ((the_set, "set"), (programme, "programme")):
        for sheet in pages(draw, results, screen):
            assert sheet.body.count("<tr>") <= 12
            assert not re.search(r"\d\.\d", sheet.words)
            assert not people & set(re.findall(r"\w+", sheet.words))
