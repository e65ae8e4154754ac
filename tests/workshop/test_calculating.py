"""Does the record keep of a result all that is needed to compute it again?"""

import json

import pytest

import wcc_prioritise as wcc
from wcc_prioritise.tables import InputError
from wcc_prioritise.workshop import Workshop


def test_a_calculation_keeps_what_is_needed_to_do_it_again(northmere, tmp_path):
    with Workshop.start(northmere, tmp_path / "day.wcc") as day:
        limits, at_least = {"gross_3yr": 9_000}, {"quick win": 3}
        chosen = wcc.select(wcc.appraise(day.case()), limits=limits, at_least=at_least)
        day.calculation("select", chosen, by="analyst")
        (row,) = day.case().calculations.to_dict("records")
        arguments = json.loads(row["arguments"])
        again = wcc.select(wcc.appraise(day.case(at=day.head.entries - 1)),
                           limits=arguments["limits"], at_least=arguments["at_least"])  # fmt: skip
        assert (row["calculation"], row["verb"]) == ("K01", "select")
        assert row["fingerprint_in"] == northmere.fingerprint
        assert set(json.loads(row["versions"])) > {"python", "numpy", "wcc_prioritise"}
        assert "; ".join(sorted(chosen.chosen)) in row["result"]
        assert "other" not in row["result"]
        day.calculation("select", again, by="analyst")
        twice = day.case().calculations
        assert twice["fingerprint_out"].nunique() == 1
        assert twice["calculation"].tolist() == ["K01", "K02"]
        changed = day.case().replace(scores=northmere.scores.assign(score=50.0))
        day.calculation("rank", wcc.rank(wcc.appraise(changed)), by="analyst")
        assert "computed from other scores" in day.case().calculations["result"].iloc[-1]
        with pytest.raises(InputError, match="a result of a case"):
            day.calculation("select", {"P01"}, by="analyst")
