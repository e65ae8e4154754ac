"""What looks implausible is asked, not refused."""

import wcc_prioritise as wcc


def asked(case, item=None, table=None):
    q = case.questions()
    q = q if item is None else q[q["item"] == item]
    q = q if table is None else q[q["table"] == table]
    return " | ".join(q["question"])


def test_the_planted_implausibility_of_p17_is_questioned(northmere):
    said = asked(northmere, "P17")
    assert "3,800 people a year" in said and "£147 a head" in said and "£877" in said
    assert "640 people" not in said


def test_a_people_figure_in_the_table_is_held_to_the_card_too(northmere):
    candidates = northmere.candidates
    candidates.loc[candidates["candidate"] == "P17", "people"] = 3_800.0
    assert "in the candidates table" in asked(northmere.replace(candidates=candidates), "P17")


def test_claims_on_one_pot_are_added_up(northmere):
    assert "7 candidates claim" in asked(northmere, table="pots")


def test_late_unfinished_and_empty_gates_are_asked_about(northmere):
    assert "after the closing date" in asked(northmere, table="candidates")
    assert "cells not scored" in asked(northmere, table="scores")
    assert "an empty gate is never passed" in asked(northmere, table="gates")


def test_recused_cells_are_not_counted_as_missing(northmere):
    barred = northmere.interests[northmere.interests["effect"] == "withdraw"].iloc[0]
    assert asked(northmere, barred["person"], "scores") == ""


def test_a_small_voice_group_is_asked_about(northmere):
    people = northmere.people
    first = northmere.voice_groups["group"].iloc[0]
    roles = set(northmere.voice_groups.query("group == @first")["role"])
    keep = people[~people["roles"].map(lambda held: bool(set(held) & roles))]
    assert "0 people" in asked(
        northmere.replace(
            people=keep,
            **{
                name: getattr(northmere, name)[
                    getattr(northmere, name)["person"].isin(keep["person"])
                ]
                for name in ("swings", "scores", "interests")
            },
        ),
        first,
    )


def test_evidence_alone_asks_nothing():
    assert wcc.read(wcc.sample("real")).questions().empty
