"""Does `wcc challenge` record, run again and answer, and say in words what is wanting?"""

import pytest

from wcc_prioritise.workshop import Workshop

WHAT = ["--ground", "error", "--source", "a sponsor", "--what", "the score is a slip"]


def test_without_a_challenge_it_says_so(wcc, short_copy):
    told = wcc("challenge", short_copy)
    assert told.code == 0 and "No challenge is recorded." in told.said


def test_a_challenge_is_recorded_run_again_and_answered(wcc, short_copy):
    about = ["--candidate", "P07", "--criterion", "K2"]
    told = wcc("challenge", short_copy, *WHAT, *about, "--on", "2026-11-01")
    assert told.code == 0 and "Recorded as H01" in told.said
    assert "Not yet answered." in wcc("challenge", short_copy).said
    seen = wcc("challenge", short_copy, *about, "--score", "5")
    assert seen.code == 0 and "run again unchanged, gives what the record says" in seen.said
    assert seen.out.startswith(("Material.", "Not material."))
    reply = wcc(
        *("challenge", short_copy, *about, "--score", "5", "--answer", "H01"),
        *("--looked", "director of public health", "--outcome", "not upheld"),
        *("--because", "the score was read back on the day", "--on", "2026-11-20"),
    )
    assert reply.code == 0 and "Outcome: not upheld" in reply.said
    listed = wcc("challenge", short_copy).said
    assert "Answered by director of public health: not upheld" in listed
    with Workshop(short_copy) as workshop:
        assert workshop.verify().whole
        assert "K2" in workshop.case().answers.iloc[0]["materiality"]


def test_the_record_is_held_against_the_checklists(wcc, short_copy):
    told = wcc("challenge", short_copy, "--complete")
    assert told.code == 0
    assert "Record complete in 31 of 32 points that apply." in told.said
    assert "a forecast of changing need informs the list: not met (no figures of need)" in told.said
    assert "1 the decision problem is described: met (entry " in told.said


def test_a_person_and_a_gate_can_be_taken_away(wcc, short_copy):
    told = wcc("challenge", short_copy, "--person", "S03")
    assert told.code == 0 and "the scores and weights of S03 do not count" in told.said
    told = wcc("challenge", short_copy, "--candidate", "P07", "--gate", "equality")
    assert told.code == 0 and "the equality gate of P07 is failed" in told.said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--score", "5"], "Say which candidate, and which criterion."),
        (["--score", "500"], "less than or equal to 100"),
        (["--gate", "equality"], "Say which candidate"),
        (["--ground", "spite", "--what", "x", "--source", "y"], "new information"),
        (["--ground", "error"], "what"),
        (["--answer", "H09"], "Say who looked"),
        (["--candidate", "P99", "--criterion", "K2", "--score", "5"], "P99"),
        (["--person", "S99"], "S99"),
        (["--candidate", "P07", "--gate", "equalty"], "equality"),
        ([*WHAT, "--on", "tomorrow"], "a date, as 2026-12-01"),
    ],
)
def test_nonsense_is_told_in_words_and_leaves_the_record_alone(wcc, short_copy, words, said):
    with Workshop(short_copy) as workshop:
        before = workshop.head
    told = wcc("challenge", short_copy, *words)
    assert told.code == 2 and said in told.said and "Traceback" not in told.said
    with Workshop(short_copy) as workshop:
        assert workshop.head == before


def test_nobody_of_the_panel_answers(wcc, short_copy):
    wcc("challenge", short_copy, *WHAT)
    for looked in ("S03", "consultant"):
        told = wcc(
            *("challenge", short_copy, "--answer", "H01", "--looked", looked),
            *("--outcome", "upheld", "--because", "x"),
        )
        assert told.code == 2 and "was not on the original panel" in told.said
