"""Which gaps each candidate cites; gaps of other figures are refused."""

import pandas as pd
import pytest

import wcc_prioritise as wcc
from wcc_prioritise.appraisal.cited import CLEAR, NOT_COMPARED, cited_gaps, refuse_foreign


@pytest.fixture(scope="module")
def gaps(northmere):
    return wcc.benchmark(northmere.indicators, area="Northmere", peers=northmere.peers)


def test_every_citation_has_its_row(northmere, gaps):
    found = cited_gaps(northmere, gaps)
    cited = [(r.candidate, i) for r in northmere.candidates.itertuples() for i in r.indicators]
    assert found[["candidate", "indicator"]].apply(tuple, axis=1).tolist() == cited
    p07 = found[found["candidate"] == "P07"].iloc[0]
    own = gaps.table.set_index("indicator").loc["I04"]
    assert p07["opportunity"] == own["opportunity"] and p07["verdict"] == CLEAR


def test_an_indicator_of_which_nothing_is_compared_says_so(northmere, gaps):
    candidates = northmere.candidates
    fewer = northmere.indicators
    fewer = fewer[(fewer["indicator"] != "I04") | (fewer["area"] == "Elsewhere")]
    candidates["indicators"] = [
        () if cited == ("I04",) and code != "P07" else cited
        for code, cited in zip(candidates["candidate"], candidates["indicators"], strict=True)
    ]
    kept = candidates["indicators"].map(lambda cited: tuple(c for c in cited if c != "I04"))
    services = northmere.services
    services["outcome"] = services["outcome"].where(services["outcome"] != "I04", None)
    case = northmere.replace(
        indicators=fewer, candidates=candidates.assign(indicators=kept), services=services
    )
    found = cited_gaps(case, wcc.benchmark(fewer, area="Northmere", peers=northmere.peers))
    assert "P07" not in set(found["candidate"])
    elsewhere = fewer[fewer["indicator"] == "I03"].assign(indicator="I99", area="Elsewhere")
    candidates = candidates.assign(indicators=[("I99",)] * len(candidates))
    more = pd.concat([fewer, elsewhere.head(1)])
    case = northmere.replace(indicators=more, candidates=candidates, services=services)
    found = cited_gaps(case, wcc.benchmark(more, area="Northmere", peers=northmere.peers))
    assert set(found["verdict"]) == {NOT_COMPARED} and found["gap"].isna().all()


def test_a_case_without_candidates_cites_nothing():
    real = wcc.read(wcc.sample("real"))
    gaps = wcc.benchmark(real.indicators, area="NHS Leicester City CCG", peers=real.peers)
    assert cited_gaps(real, gaps).empty


def test_gaps_of_other_figures_are_refused(northmere, gaps):
    indicators = northmere.indicators
    row = (indicators["area"] == "Northmere") & (indicators["indicator"] == "I12")
    indicators.loc[row, "value"] = 50.5
    with pytest.raises(wcc.InputError, match="other figures than the indicators of the case"):
        refuse_foreign(northmere.replace(indicators=indicators), gaps)
    refuse_foreign(northmere, gaps)
