"""Were you heard? Counts, never names."""

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
    assert rows["mean"].to_numpy() == pytest.approx([74 / 14, 106 / 14])
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
