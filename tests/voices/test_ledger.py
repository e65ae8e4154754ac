"""Was everyone heard? The ledger on Northmere and on rooms that were changed."""

import pandas as pd
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.tables import InputError
from wcc_prioritise.voices import (
    ledger,
    without_group,
    without_habits,
    without_person_console_only,
)
from wcc_prioritise.voices.rooms import alone, voice_groups

PUBLIC = ("S03", "S05", "S09", "S14")


@pytest.fixture(scope="module")
def book(portfolio):
    return ledger(portfolio)


@pytest.fixture(scope="module")
def rows(book):
    return book.table.set_index("group")


class TestNorthmere:
    def test_who_was_there_and_who_left(self, rows):
        assert list(rows["people"]) == [4, 4, 4, 3]
        public = rows.loc["public"]
        assert (public["attended"], public["left_early"]) == (4, 1)
        assert (public["scored_all"], public["scored_some"], public["scored_none"]) == (3, 1, 0)
        assert rows.loc["clinicians", "scored_all"] == 4  # whoever withdrew was not free to score

    def test_shares_count_everybody_once(self, rows):
        shares = rows[["share_of_people", "share_of_scores", "share_of_reasons"]]
        assert shares.sum().to_numpy() == pytest.approx([1, 1, 1])
        assert shares.loc["public", "share_of_people"] == pytest.approx(4 / 14)
        assert shares.loc["clinicians", "share_of_people"] == pytest.approx(3.5 / 14)

    def test_what_a_group_asked_for_and_got(self, rows, portfolio):
        for row in rows.itertuples():
            assert len(row.top_five) == 5
            assert row.chosen_of_five == len(set(row.top_five) & set(portfolio.chosen))
        assert "P04" in rows.loc["clinicians", "alone"] and "P04" not in portfolio.chosen

    def test_the_set_without_the_patients_is_that_of_the_room_without_them(
        self, northmere, portfolio, rows, chosen_from
    ):
        keep = {
            name: getattr(northmere, name)[~getattr(northmere, name)["person"].isin(PUBLIC)]
            for name in ("people", "scores", "swings", "interests")
        }
        other = chosen_from(northmere.replace(**keep)).chosen
        assert set(rows.loc["public", "enters"]) == set(other) - set(portfolio.chosen)
        assert set(rows.loc["public", "leaves"]) == set(portfolio.chosen) - set(other)
        assert "Without public the same set would be chosen." in rows.loc["public", "words"]

    def test_no_words_about_one_person(self, book):
        assert not any(f"S{i:02d}" in words for words in book.words for i in range(1, 15))
        assert len(book.words) == 4 and book.not_in_the_room == ()
        assert "voice groups" in repr(book) and "<li>" in book._repr_html_()


@pytest.fixture(scope="module")
def changed(rescored, chosen_from):
    """Give a room whose set hangs on the public, and in which two partners are left."""

    def cell(s):
        return (s["candidate"] == "P04") & (s["criterion"] == "C3")

    case = rescored((cell, 100), (lambda s: cell(s) & s["person"].isin(PUBLIC), 0))
    people = case.people
    roles = people["roles"].where(people["person"] != "S07", pd.Series([("public health",)] * 14))
    return ledger(chosen_from(case.replace(people=people.assign(roles=roles))))


def test_leaving_the_patients_out_is_shown_to_change_the_set(changed):
    portfolio = changed.portfolio
    moved = without_group(portfolio, "public")
    assert "P04" not in portfolio.chosen and "P04" in moved.enters and moved.leaves
    assert moved.words.startswith("Without public P04 would enter and ")
    row = changed.table.set_index("group").loc["public"]
    assert row["enters"] == moved.enters and moved.words in row["words"]


def test_a_small_group_is_counted_but_not_shown(changed):
    row = changed.table.set_index("group").loc["partners"]
    assert row["people"] == 2 and not row["shown"]
    assert row[["top_five", "chosen_of_five", "alone", "enters", "leaves"]].isna().all()
    assert "not shown: fewer than three people" in row["words"]
    assert changed.not_in_the_room == ("council",)
    assert changed.words[-1] == "Not in the room: council."


def test_one_group_alone_speaks_with_its_own_means(northmere, portfolio):
    mine = alone(portfolio, "public")
    scores = northmere.scores[northmere.scores["person"].isin(PUBLIC)]
    cell = scores.query("candidate == 'P04' and criterion == 'C3'")["score"].mean()
    assert mine.figures.at["P04", "C3"] == pytest.approx(cell)
    weights = portfolio.appraisal.person_weights.loc[list(PUBLIC)].mean()
    assert mine.weights.to_numpy() == pytest.approx(weights.to_numpy())
    assert mine.parent is portfolio.appraisal and mine.change == "only public speak"
    # whoever stands in two groups counts a half in each
    both = alone(portfolio, "clinicians").weights
    shares = {"S01": 1, "S06": 0.5, "S10": 1, "S13": 1}
    own = portfolio.appraisal.person_weights
    expected = sum(own.loc[p] * k for p, k in shares.items()) / 3.5
    assert both.to_numpy() == pytest.approx(expected.to_numpy())


def test_everybody_alone_is_the_room_by_person(northmere):
    case = northmere.replace(voice_groups=northmere.voice_groups.assign(group="all"))
    portfolio = wcc.select(wcc.appraise(case), limits={"gross_3yr": 9_000})
    assert voice_groups(portfolio) == {"all": tuple(sorted(northmere.people["person"]))}
    room = portfolio.appraisal.under(score_rule="person", weight_rule="person")
    mine = alone(portfolio, "all")
    assert mine.worth.to_numpy() == pytest.approx(room.worth.to_numpy())


def test_one_person_out_is_for_the_console_only(portfolio, book):
    moved = without_person_console_only(portfolio, "S02")
    assert moved.words.startswith("Without the answers of S02 ")
    with pytest.raises(InputError, match="person 'S99'"):
        without_person_console_only(portfolio, "S99")
    with pytest.raises(InputError, match="Did you mean 'public'"):
        without_group(portfolio, "publics")


def regrouped(northmere, **groups):
    """Put these roles into groups of their own, and all the others into one."""
    of = {role: group for group, roles in groups.items() for role in roles}
    roles = northmere.voice_groups["role"]
    named = [of.get(role, "rest") for role in roles]
    return northmere.replace(voice_groups=northmere.voice_groups.assign(group=named))


def test_a_group_of_two_is_not_left_out_for_the_room_nor_one_that_leaves_two(northmere):
    case = regrouped(northmere, two=["GP"])
    portfolio = wcc.select(wcc.appraise(case), limits={"gross_3yr": 9_000})
    sizes = {group: len(people) for group, people in voice_groups(portfolio).items()}
    assert sizes["two"] < 3
    for group in ("two", "rest"):
        with pytest.raises(InputError, match="three people or more, beside three others"):
            without_group(portfolio, group)
    row = ledger(portfolio).table.set_index("group").loc["rest"]
    assert row["shown"] and row["enters"] is None and row["leaves"] is None
    assert "What changes without it is not shown: fewer than three people are left." in row["words"]


def test_taking_habits_off_is_a_sensitivity_and_names_nobody(northmere, portfolio, chosen_from):
    moved = without_habits(portfolio)
    assert moved.words == (
        "With harsh and lenient habits taken off the scores, the same set would be chosen."
    )
    scores = northmere.scores
    rest = ~scores["person"].isin(["S01", "S06", "S10", "S13"]) & (scores["candidate"] == "P04")
    scores = scores[~rest]  # clinicians alone score P04, and from now on they score high
    lenient = scores["person"].isin(["S01", "S06", "S10", "S13"]) & (scores["candidate"] != "P04")
    scores.loc[lenient, "score"] = scores.loc[lenient, "score"].sub(40).clip(lower=0)
    said = scores["score"].astype(object).where(scores["score"].notna(), "don't know")
    other = chosen_from(northmere.replace(scores=scores.assign(score=said)))
    changed = without_habits(other)
    assert changed.enters or changed.leaves
    assert not any(f"S{k:02d}" in changed.words for k in range(1, 15))
