"""Private flags: seen when there is something to see, worked out anew, never stored."""

import importlib

import pandas as pd
import pytest

from wcc_prioritise.judgement.checks import CHECKS, CONSOLE_ONLY
from wcc_prioritise.voices import flags

flagging = importlib.import_module("wcc_prioritise.voices.flags")

GAMING = "one up, all others down"


def gamed(rescored, others):
    """S04 lifts P04 as far as it goes and lowers all the rest; on P04 the others give this."""
    return rescored(
        (lambda s: s["candidate"] == "P04", others),
        (lambda s: s["person"] == "S04", 0),
        (lambda s: (s["person"] == "S04") & (s["candidate"] == "P04"), 100),
    )


def test_every_check_that_is_looked_for_exists():
    assert {flagging.GAMING, *flagging.OF_THE_ROOM} <= {check.name for check in CHECKS}
    assert GAMING in CONSOLE_ONLY


def test_northmere_has_its_two_camps_and_its_harsh_scorer_and_no_other_flag(northmere, portfolio):
    for about in (northmere, portfolio):
        found = flags(about)
        assert list(found["check"]) == ["two camps", "harsh or lenient"]
        assert found["about"].iloc[1] == "S02"
        assert list(found.columns) == ["check", "about", "seen", "matters", "do"]


@pytest.mark.slow
def test_gaming_is_a_flag_with_a_set_only_if_it_moves_the_set(rescored, chosen_from):
    assert GAMING in set(flags(gamed(rescored, 60))["check"])
    assert GAMING not in set(flags(chosen_from(gamed(rescored, 60)))["check"])
    row = flags(chosen_from(gamed(rescored, 38))).set_index("check").loc[GAMING]
    assert row["about"] == "S04"
    assert row["seen"].endswith(
        "Without the answers of S04 P06, P16 would enter and P04 would leave."
    )


def test_a_dominant_role_pressed_scales_and_closing_up(northmere, rescored):
    scores = northmere.scores
    scores["reason"] = scores["reason"].where(scores["person"] != "S02", "money first")
    said = scores["score"].astype(object).where(scores["score"].notna(), "don't know")
    found = flags(northmere.replace(scores=scores.assign(score=said))).set_index("about")
    assert "of the reasons" in found.at["commissioners and finance", "seen"]
    narrow = rescored((lambda s: s["person"] == "S07", 60))
    assert ("narrow scores", "S07") in set(map(tuple, flags(narrow)[["check", "about"]].to_numpy()))


def test_views_that_close_up_toward_one_group_after_discussion(northmere):
    clinicians = ["S01", "S06", "S10", "S13"]
    cell = northmere.scores.query("candidate == 'P04' and criterion == 'C3'").dropna(
        subset=["score"]
    )
    mean = cell.loc[cell["person"].isin(clinicians), "score"].mean()
    second = cell.assign(score=mean.round(), round=2)
    scores = northmere.scores
    said = scores["score"].astype(object).where(scores["score"].notna(), "don't know")
    case = northmere.replace(scores=pd.concat([scores.assign(score=said), second]))
    found = flags(case).set_index("check")
    assert found.at["closed up", "about"] == "clinicians"
