import re
from types import SimpleNamespace

import pytest

import wcc_prioritise as wcc
from wcc_prioritise.ranking.why import why
from wcc_prioritise.robustness import tipping_weights
from wcc_prioritise.voices import without_group
from wcc_prioritise.voices.rooms import voice_groups
from wcc_prioritise.widgets.place import Place
from wcc_prioritise.widgets.results import Results
from wcc_prioritise.widgets.room.leading import _rooms, bands, change, other_rules
from wcc_prioritise.widgets.room.parts import plain
from wcc_prioritise.widgets.room.pieces import short_name
from wcc_prioritise.workshop import Workshop


@pytest.fixture(scope="module", params=["short_day", "northmere_day"])
def results(request):
    with Workshop(request.getfixturevalue(request.param)) as day:
        yield Results(day)


def pages(draw, results, **place):
    """Give every page of a screen."""
    first = draw(results, Place(**place), None)
    return [
        first,
        *(draw(results, Place(**place, page=n + 1), None) for n in range(1, first.pages)),
    ]


def rows_of(sheets, heads):
    """Give the rows of the tables with these headings, over all pages."""
    told = [sheet.words.partition(heads)[2].strip("\n").split("\n") for sheet in sheets]
    return [line.split("; ") for page in told for line in page if line]


def test_bands_stand_in_order_as_the_draws_say_with_whole_words_for_how_sure(results):
    rows = rows_of(pages(bands, results, screen="bands"), "Band, Candidate, Comes first")
    table = results.stress.table
    wanted = zip(table["band"], table["candidate"], table["how_sure"], strict=True)
    assert rows == [[str(b), short_name(results, c), sure] for b, c, sure in wanted]


def test_no_page_has_more_than_ten_rows_an_index_a_decimal_or_a_person(results):
    people = set(results.case.people["person"])
    for draw, screen in ((bands, "bands"), (change, "change")):
        for sheet in pages(draw, results, screen=screen):
            assert sheet.body.count("<tr>") <= 11
            assert not re.search(r"\d\.\d| of 100", sheet.words)
            assert not people & set(re.findall(r"\w+", sheet.words))


def test_why_a_candidate_stands_there_names_what_the_ranking_names(results):
    last = results.stress.bands.index[-1]
    (sheet, *_) = pages(bands, results, screen="bands", candidate=last)
    band = results.stress.bands
    assert f"It stands in band {band[last]} of {band.max()}." in sheet.words
    full = why(results.ranking, last)
    told = re.findall(r"it (?:gains|loses) most on (.*)\.", sheet.words)
    assert len(told) == 2
    for name in " and ".join(told).split(" and "):
        assert f"({name})" in full
    first = band.index[0]
    assert (
        "No band stands above it."
        in pages(bands, results, screen="bands", candidate=first)[-1].words
    )


def test_what_would_change_it_is_what_the_verbs_say(results):
    sheets = pages(change, results, screen="change")
    said = "\n".join(sheet.words for sheet in sheets).split("\n")
    for words in tipping_weights(results.appraisal).words:
        assert plain(words) in said
    for group in voice_groups(results.portfolio):
        assert plain(without_group(results.portfolio, group).words) in said


def test_a_group_of_two_is_left_out_of_what_would_change(short):
    voices = short.voice_groups
    voices.loc[voices["role"] == "patient", "group"] = "patients"
    few = short.people["roles"].map(lambda roles: "patient" in roles).sum()
    assert 0 < few < 3
    portfolio = wcc.select(
        wcc.appraise(short.replace(voice_groups=voices)), limits={"candidates": 4}
    )
    assert "Without patients: not shown: fewer than three people." in _rooms(portfolio)


def test_a_second_counting_rule_is_shown_only_where_it_funds_a_different_set(short_copy):
    with Workshop(short_copy) as day:
        before = Results(day)
        assert other_rules(before.portfolio) == []
        titles = {sheet.title for sheet in pages(bands, before, screen="bands")}
        assert titles == {"Who leads"}
        other = before.portfolio.with_limits({**before.asked["limits"], "gross_3yr": 4_500})
        day.calculation("select", other, by="analyst")
        after = Results(day, before)
        found = after.portfolio.readings.set_index("reading").loc["scores pooled by group"]
        enters, leaves = ", ".join(found["enters"]), ", ".join(found["leaves"])
        words = (
            f"If every voice group counted the same in the scores, {enters} would enter and "
            f"{leaves} would leave."
        )
        sheets = pages(bands, after, screen="bands")
        (first,) = [s for s in sheets if s.title == "Counted the other way"][:1]
        assert first.words.startswith(words)
        assert words in pages(change, after, screen="change")[-1].words


def test_one_candidate_alone_has_nobody_to_be_compared_with():
    one = SimpleNamespace(appraisal=SimpleNamespace(values=[1]))
    for draw, screen in ((bands, "bands"), (change, "change")):
        assert "only one candidate" in draw(one, Place(screen), None).words
