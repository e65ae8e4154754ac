"""Were you heard? Counts and means, never names, and nobody's answer by subtraction."""

import pandas as pd
import pytest

from wcc_prioritise.voices import agreement_round

PEOPLE = [f"S{i:02d}" for i in range(1, 15)]


def answers(support, round_=1, people=PEOPLE):
    return pd.DataFrame(
        {
            "person": people[: len(support)],
            "fair_chance": 8.0,
            "understand": 7.0,
            "support": support,
            "reason": ["too little for the coast" if s < 6 else None for s in support],
            "round": round_,
        }
    )


@pytest.fixture(scope="module")
def heard(northmere):
    before = answers([3.0] * 6 + [7.0] * 8)
    after = answers([5.0] * 2 + [8.0] * 12, round_=2)
    return agreement_round(northmere.replace(agreements=pd.concat([before, after])))


def rows_of(heard, group="everyone"):
    table = heard.table[heard.table["statement"] == "I can support this list"]
    return table[table["group"] == group].set_index("when")


def test_before_and_after_against_the_pass_mark(heard):
    rows = rows_of(heard)
    assert list(rows["people"]) == [14, 14] and list(rows["at_mark"]) == [8, 12]
    assert list(rows["mean"]) == ["5.3", "7.6"] == [f"{x / 14:.1f}" for x in (74, 106)]
    assert list(rows["spread"]) == ["1 to 2.4", "1 to 2.4"]
    assert list(rows["passed"]) == [False, True]
    assert heard.words == (
        "8 of 14 can support the list before the discussion; 12 of 14 can support the list after "
        "the discussion. The pass mark of 6 is met."
    )
    assert heard.reasons == ("too little for the coast",) * 2


def test_groups_of_three_are_shown_and_nobody_is_named(heard):
    public = rows_of(heard, "public")
    assert list(public["people"]) == [4, 4]
    assert not heard.table.astype(str).isin(PEOPLE).to_numpy().any()


def test_one_small_group_hides_every_group(northmere):
    people = [p for p in PEOPLE if p not in ("S04",)]  # leaves two partners
    given = answers([7.0] * 13, people=people)
    table = agreement_round(northmere.replace(agreements=given)).table
    assert set(table["group"]) == {"everyone"}


def test_fewer_than_three_show_only_how_many(northmere):
    heard = agreement_round(northmere.replace(agreements=answers([9.0, 2.0])))
    row = rows_of(heard).iloc[0]
    assert row["people"] == 2 and row[["at_mark", "mean", "spread", "passed"]].isna().all()
    assert heard.reasons == () and heard.words.endswith("The pass mark of 6 cannot be told.")


def test_without_a_pass_mark_nothing_is_passed(northmere):
    charter = northmere.charter.model_copy(update={"pass_mark": None})
    heard = agreement_round(northmere.replace(charter=charter, agreements=answers([9.0] * 5)))
    assert heard.table["passed"].isna().all()
    assert heard.words == "5 people answered; no pass mark was agreed beforehand."


# ---- by attack ----------------------------------------------------------------------------------


def overlapping(northmere, *held):
    """Give a room of as many people as there are sets of groups, A, B and C."""
    people = northmere.people.head(len(held)).assign(roles=[tuple(h) for h in held])
    groups = pd.DataFrame({"group": list("ABC"), "role": list("ABC")})
    keep = set(people["person"])
    tables = {
        name: (frame := getattr(northmere, name))[frame["person"].isin(keep)]
        for name in ("swings", "interests")
    }
    scores = northmere.scores.head(0)
    return northmere.replace(people=people, voice_groups=groups, scores=scores, **tables)


def test_one_person_more_in_one_group_than_in_another_is_not_told_by_subtraction(northmere):
    """A is three people, B the same three and a fourth: B less A would be the fourth."""
    case = overlapping(northmere, "AB", "AB", "AB", "B", "C", "C", "C")
    given = answers([7.0, 8.0, 6.0, 2.0, 7.0, 8.0, 9.0])
    table = agreement_round(case.replace(agreements=given)).table
    assert set(table["group"]) == {"everyone"} and "together" in table["why"].iloc[0]
    apart = overlapping(northmere, "A", "A", "A", "B", "B", "B", "C", "C", "C")
    given = answers([7.0, 8.0, 6.0, 2.0, 7.0, 8.0, 9.0, 4.0, 5.0])
    table = agreement_round(apart.replace(agreements=given)).table
    assert set(table["group"]) == {"everyone", "A", "B", "C"}


def test_one_change_of_mind_between_the_rounds_is_not_told(northmere):
    before = answers([7.0] * 14)
    after = answers([2.0] + [7.0] * 13, round_=2)
    heard = agreement_round(northmere.replace(agreements=pd.concat([before, after])))
    rows = rows_of(heard)
    assert rows.loc["before", ["at_mark", "mean", "spread", "passed"]].isna().all()
    assert rows.loc["after", "at_mark"] == 13 and rows.loc["before", "why"].startswith("beside")
    assert heard.words.startswith("Not shown how many of 14 can support the list before")


def test_whoever_comes_later_is_not_told_by_the_difference(northmere):
    before = answers([7.0, 6.0, 8.0, 9.0, 5.0])
    after = answers([7.0, 6.0, 8.0, 9.0, 5.0, 1.0], round_=2)
    rows = rows_of(agreement_round(northmere.replace(agreements=pd.concat([before, after]))))
    assert rows.loc["before", ["at_mark", "mean"]].isna().all()
    assert rows.loc["after", "people"] == 6


def test_the_same_answers_again_are_told_again(northmere):
    both = pd.concat([answers([7.0] * 14), answers([7.0] * 14, round_=2)])
    rows = rows_of(agreement_round(northmere.replace(agreements=both)))
    assert list(rows["mean"]) == ["7", "7"] and list(rows["at_mark"]) == [14, 14]


@pytest.mark.parametrize(("all_say", "said", "passed"), [(10.0, "over 9.55", True),
                                                         (0.0, "under 0.45", False)])  # fmt: skip
def test_a_mean_at_an_end_is_told_in_words(northmere, all_say, said, passed):
    row = rows_of(agreement_round(northmere.replace(agreements=answers([all_say] * 14)))).iloc[0]
    assert row["mean"] == said and row["passed"] is passed


def test_counts_are_of_everyone_only(heard):
    table = heard.table
    assert table.loc[table["group"] != "everyone", ["at_mark", "spread"]].isna().all(axis=None)
    assert {"public", "partners"} <= set(table["group"])
