"""Is a picture of somebody's own held to title, alt text and table, and taken where others go?"""

import json
import re

import pandas as pd
import pytest

import wcc_prioritise as wcc
from wcc_prioritise import plots
from wcc_prioritise.exports.pictures import pictures_section
from wcc_prioritise.exports.results import gather
from wcc_prioritise.tables import InputError


def leads(ranking, ax):
    """Draw the first three."""
    top = ranking.table.head(3)[["candidate", "value"]]
    ax.barh(top["candidate"], top["value"])
    title = f"{top['candidate'].iloc[0]} leads"
    return {"title": title, "alt": f"Three bars. {title}.", "table": top}


@pytest.fixture(scope="module")
def ranking(short):
    return wcc.rank(wcc.appraise(short))


@pytest.fixture(scope="module")
def picture(ranking):
    return plots.own(leads, ranking)


def test_it_is_a_picture_like_the_others_named_with_the_hash_of_its_source(picture, ranking):
    assert type(picture) is plots.Picture and picture.png[1:4] == b"PNG"
    assert picture.title == "P20 leads" and picture.result is ranking
    assert re.fullmatch(r"(\w+\.)*test_own\.leads sha256:[0-9a-f]{16}", picture.question)
    assert list(picture.table["candidate"]) == list(ranking.table["candidate"].head(3))
    assert 'alt="Three bars. P20 leads."' in picture._repr_html_()


def test_the_same_result_gives_the_same_bytes_whatever_the_reader_has_set(picture, ranking):
    import matplotlib as mpl

    with mpl.rc_context({"figure.dpi": 40, "axes.facecolor": "red", "font.size": 30}):
        assert plots.own(leads, ranking).png == picture.png


def test_a_long_title_is_broken_and_keeps_its_signs(ranking):
    def long(ranking, ax):
        ax.plot([1, 2])
        title = "Costs of $5 and $6 <b>stay</b> as they are " * 3
        return {"title": title, "alt": "A line.", "table": pd.DataFrame({"x": [1]})}

    shown = plots.own(long, ranking)
    assert shown.png != plots.own(leads, ranking).png and "$5" in shown.title


@pytest.mark.parametrize("absent", ["title", "alt", "table"])
@pytest.mark.parametrize("instead", [None, "", pd.DataFrame()])
def test_it_is_refused_without_title_alt_text_or_table(ranking, absent, instead):
    def lacking(ranking, ax):
        return {**leads(ranking, ax), absent: instead}

    with pytest.raises(InputError, match=rf"lacking sha256:\w+: found no {absent} \("):
        plots.own(lacking, ranking)


def test_everything_that_is_wanting_is_told_at_once(ranking):
    with pytest.raises(InputError) as told:
        plots.own(lambda ranking, ax: {"tabel": 1}, ranking)
    assert len(told.value.faults) == 4  # nothing is drawn, either
    assert "'tabel' is no name we know" in str(told.value)
    assert 'return {"title": ..., "alt": ..., "table": ...}' in str(told.value)


@pytest.mark.parametrize(
    ("function", "found"),
    [
        (lambda ranking, ax: ax, "Axes where title, alt and table belong"),
        (lambda ranking, ax: None, "NoneType where title, alt and table belong"),
        (lambda ranking, ax: 1 / 0, "an error, ZeroDivisionError"),
        (lambda ranking, ax: {**leads(ranking, ax), "alt": "x" * 600}, "alt text of 600 letters"),
    ],
)
def test_what_only_draws_or_fails_is_refused_in_words(ranking, function, found):
    with pytest.raises(InputError, match=found):
        plots.own(function, ranking)


def test_the_paper_takes_it_with_its_table_and_says_what_drew_it(tmp_path, picture, ranking):
    paper = wcc.report(tmp_path / "paper.html", ranking, picture)
    page = paper.read_text(encoding="utf-8")
    assert "Pictures that were asked for" in page and picture.question in page
    assert 'alt="Three bars. P20 leads."' in page and "Behind the picture: P20 leads" in page


def test_ready_made_pictures_are_taken_too_and_without_any_there_is_no_section(ranking):
    ready = plots.picture("contributions", ranking)
    (part,) = pictures_section(gather((ranking, ready)))
    assert part.blocks[-1].text == "Drawn by contributions, of this package."
    assert set(part.blocks[2].align) == {"l", "r"} and len(part.blocks[2].rows) == 12
    assert pictures_section(gather((ranking,))) == []


def test_a_picture_of_another_case_or_of_none_is_not_taken(tmp_path, picture, short):
    other = wcc.rank(wcc.appraise(short.replace(scores=short.scores.iloc[:-1])))
    of_none = plots.own(leads, type("Table", (), {"table": other.table}))
    for drawn in (picture, of_none):
        with pytest.raises(InputError, match="not drawn from the case of the paper"):
            wcc.report(tmp_path / "paper.html", other, drawn)
    with pytest.raises(InputError, match="no results"):
        wcc.report(tmp_path / "paper.html", picture)


def test_the_record_keeps_the_name_of_own_pictures_and_own_methods(tmp_path, picture, ranking):
    def worst(values, weights):
        return values.min(axis="columns")

    compared = wcc.compare(ranking.appraisal, ["weighted sum", worst])
    with wcc.Workshop.start(ranking.appraisal.case, tmp_path / "day.wcc") as workshop:
        drawn = workshop.calculation("own picture", picture, by="analyst").fields
        opinion = workshop.calculation("compare", compared, by="analyst").fields
    assert json.loads(drawn["arguments"])["question"] == picture.question
    assert json.loads(opinion["arguments"])["methods"] == ["weighted sum", compared.own["worst"]]
    assert "sha256:" in compared.own["worst"] and opinion["result"].startswith("table: ")
