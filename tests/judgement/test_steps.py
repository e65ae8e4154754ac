"""Ranges in words: nobody is asked for a weight before they are there."""

import numpy as np
import pandas as pd
import pytest

from wcc_prioritise.judgement.steps import ranges, step
from wcc_prioritise.judgement.weights import swing
from wcc_prioritise.tables import InputError


def test_figures_have_their_unit_and_words_their_anchors(northmere):
    said = ranges(northmere.criteria, 1000)
    assert said["C1"] == "from 0 to 500 healthy years a year on Health gain"
    assert said["C3"] == (
        "from “Patients would find care worse than today” to “Patients would describe a different "
        "service” on Experience of care, for 1,000 people"
    )
    assert "grade A is 90 points" in said["C6"]  # the words, not our points


def test_a_falling_scale_and_a_curve_are_read_back_in_their_units():
    wait = {"name": "Waiting", "kind": "measured", "unit": "days", "worst": 90, "best": 10}
    assert step(wait) == "from 90 to 10 days on Waiting"
    assert step(wait, 50) == "from 90 to 50 days on Waiting"
    bent = {**wait, "worst": 0, "best": 160, "curve": "0:0; 40:50; 160:100"}
    assert step(bent, 50) == "from 0 to 40 days on Waiting"


def test_every_criterion_without_a_range_is_named(northmere):
    criteria = northmere.criteria
    criteria["anchor_100"] = criteria["anchor_100"].where(criteria["criterion"] != "C3", None)
    criteria.loc[criteria["criterion"] == "C4", "anchor_0"] = (
        "A serious harm that we know of would stop"
    )
    with pytest.raises(InputError) as refused:
        ranges(criteria)
    said = str(refused.value)
    assert "no words for the best of C3" in said and "no range for C4" in said
    with pytest.raises(InputError, match="before anybody is asked for a weight"):
        swing(dict.fromkeys(criteria["criterion"], 100), criteria)


def test_a_measured_criterion_without_a_unit_needs_words():
    bare = pd.DataFrame(
        [{"criterion": "C1", "name": "Wait", "kind": "measured", "worst": 0, "best": 9,
          "unit": None, "anchor_0": np.nan, "anchor_100": np.nan}]
    )  # fmt: skip
    with pytest.raises(InputError, match="no words for the worst of C1"):
        ranges(bare)
    assert ranges(bare.assign(unit="days"))["C1"] == "from 0 to 9 days on Wait"
