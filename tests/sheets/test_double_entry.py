"""A tenth of the paper typed again: what differs, how many errors to expect, what to do."""

import csv

import pandas as pd
import pytest

from wcc_prioritise.sheets import (
    compare_typing,
    implausible,
    read_sheets,
    typing_sample,
    write_paper_sheets,
)
from wcc_prioritise.sheets.double_entry import AT_LEAST, MOST
from wcc_prioritise.tables import InputError

CELLS = 14 * 7 * 24 - 7 * 2  # two people are each recused on one candidate
TENTH = 234  # of the 2,338 cells, rounded up
CELL = ["person", "round", "candidate", "criterion"]


def again(sample, truth):
    """Type the sample a second time, as the paper has it."""
    written = truth.set_index(CELL)["score"]
    typed = [
        written[cell] if cell in written.index else ""
        for cell in sample[CELL].itertuples(index=False, name=None)
    ]
    return sample.assign(score=pd.Series(typed, dtype=object))


def test_a_tenth_is_drawn_and_the_same_seed_draws_the_same(northmere):
    sample = typing_sample(northmere.scores, northmere, seed=2026)
    assert len(sample) == TENTH
    pd.testing.assert_frame_equal(sample, typing_sample(northmere.scores, northmere, seed=2026))
    assert not sample.equals(typing_sample(northmere.scores, northmere, seed=0))
    assert set(sample["score"]) == {""} and not sample.duplicated(CELL).any()


def test_recused_cells_are_not_drawn_and_blank_ones_can_be(northmere):
    sample = typing_sample(northmere.scores, northmere, seed=1, share=1.0)
    assert not len(sample.query("person == 'S01' and candidate == 'P03'"))
    assert len(sample) == CELLS > len(northmere.scores)


def test_a_small_paper_is_typed_again_whole(short):
    few = short.scores.query("person == 'S02'")
    assert len(typing_sample(few, short, seed=3)) == 48 < AT_LEAST


def test_equal_typings_may_stand(northmere):
    sample = typing_sample(northmere.scores, northmere, seed=5)
    result = compare_typing(northmere.scores, again(sample, northmere.scores))
    assert result.differences.empty and result.rate == 0 and not result.again
    assert result.upper == pytest.approx(3.8415 / (TENTH + 3.8415), abs=1e-6)  # Wilson at none of n
    assert result.words.endswith("The rest may stand as it was typed.")


def test_a_clean_sample_of_the_least_size_is_enough_and_two_fewer_would_not_be():
    from wcc_prioritise.evidence.intervals import wilson

    assert wilson(0, AT_LEAST)[1] < MOST and wilson(0, 73)[1] < MOST < wilson(0, 72)[1]


def test_differences_are_listed_in_words_and_a_sheet_with_two_is_typed_again(northmere):
    sample = typing_sample(northmere.scores, northmere, seed=5)
    second = again(sample, northmere.scores)
    (one, two, *_) = [
        k
        for k in second.index[second["person"] == "S08"]
        if isinstance(second.at[k, "score"], float)
    ]
    second.loc[one, "score"], second.loc[two, "score"] = "don't know", ""
    result = compare_typing(northmere.scores, second)
    assert result.differences["second"].tolist() == ["don't know", "blank"]
    assert result.people == ("S08",) and not result.again
    assert "Type the sheets of S08 again whole." in result.words
    assert f"{result.differences['candidate'].iloc[0]} on" in result.words


def test_weights_are_typed_twice_as_well(northmere):
    swings = northmere.swings
    sample = typing_sample(northmere.scores, northmere, seed=5, swings=swings)
    weights = sample["candidate"].isna()
    assert 0 < weights.sum() < len(sample) == 247  # a tenth of 2,338 scores and 126 weights
    points = swings.set_index(["person", "criterion"])["points"]
    second = again(sample, northmere.scores).astype({"score": object})
    for at in sample.index[weights]:
        second.at[at, "score"] = points[sample.at[at, "person"], sample.at[at, "criterion"]]
    same = compare_typing(northmere.scores, second, swings)
    assert same.cells == 247 and same.differences.empty
    wrong = sample.index[weights][0]
    second.at[wrong, "score"] = 99.5
    (row,) = compare_typing(northmere.scores, second, swings).differences.itertuples()
    assert (row.person, row.criterion, row.second) == (
        sample.at[wrong, "person"], sample.at[wrong, "criterion"], "99.5"
    )  # fmt: skip
    assert f"weight of {row.criterion}: " in compare_typing(northmere.scores, second, swings).words
    unseen = compare_typing(northmere.scores, second)  # the first typing of the points is not given
    assert set(unseen.differences["first"]) == {"blank"}


def test_a_sample_nobody_typed_is_refused(northmere):
    sample = typing_sample(northmere.scores, northmere, seed=5)
    with pytest.raises(InputError, match="no cell typed twice"):
        compare_typing(northmere.scores, sample)


def test_many_differences_send_everything_back(northmere):
    sample = typing_sample(northmere.scores, northmere, seed=5)
    second = again(sample, northmere.scores)
    numbers = second.index[second["score"].map(lambda s: isinstance(s, float) and s > 5)][:12]
    second.loc[numbers, "score"] = second.loc[numbers, "score"].map(lambda s: s - 1)
    result = compare_typing(northmere.scores, second)
    assert result.again and result.rate == pytest.approx(12 / TENTH)
    assert "type everything again" in result.words


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda c: typing_sample(c.scores, c, seed=1, share=0), "a share of 0"),
        (lambda c: typing_sample(c.scores.iloc[:0], c, seed=1), "nothing typed"),
        (lambda c: compare_typing(c.scores, c.scores.iloc[:0]), "no cell typed twice"),
        (lambda c: compare_typing(c.scores, c.scores.iloc[:2].assign(score=[150, 5])), "150"),
    ],
)
def test_what_cannot_be_compared_is_refused(northmere, call, words):
    with pytest.raises(InputError, match=words):
        call(northmere)


def test_three_planted_typing_errors_of_a_paper_day_are_found(northmere, tmp_path):
    """A moved column, a number out of range, and digits that changed places."""
    bare = northmere.replace(scores=northmere.scores.iloc[:0])
    written = {
        tuple(r[:3]): r[3]
        for r in northmere.scores[["person", "candidate", "criterion", "score"]].itertuples(
            index=False
        )
    }
    write_paper_sheets(bare, tmp_path)
    path = tmp_path / "typed-scores-round-1.csv"
    turned = next(cell for cell, score in written.items() if score == 75 and cell[0] == "S09")

    def type_all(planted):
        with path.open(newline="", encoding="utf-8") as file:
            head, *rows = csv.reader(file)
        for row in rows:
            cell = (row[1], row[4], row[5])
            score = written.get(cell, "")
            row[6] = "don't know" if score != score else score and f"{score:g}" or str(score)
            row[7] = ""
            if cell == ("S02", "P05", "C3") and planted:
                row[6:8] = ["", row[6]]
            elif cell == ("S04", "P11", "C4") and planted:
                row[6] = "750"
            elif cell == turned:
                row[6] = "57"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([head, *rows])
        return read_sheets(tmp_path, bare)

    first = type_all(planted=True)
    assert len(first.faults) == 2
    told = "\n".join(fault.words() for fault in first.faults)
    assert "under reason and no score for P05 on C3" in told and "moved one column" in told
    assert "found '750' for P11 on C4; allowed: a number from 0 to 100" in told
    assert first.left_out == (f"{path.name} (S02)", f"{path.name} (S04)")

    put_right = type_all(planted=False)
    assert put_right.faults == ()
    (slip,) = implausible(put_right.scores, bare).itertuples()
    assert (slip.person, slip.candidate, slip.criterion, slip.looks_like) == (*turned, 75)

    sample = typing_sample(put_right.scores, bare, seed=2026, share=1.0)
    (row,) = compare_typing(
        put_right.scores, again(sample, northmere.scores)
    ).differences.itertuples()
    assert (row.person, row.candidate, row.criterion, row.first, row.second) == (
        *turned,
        "57",
        "75",
    )
