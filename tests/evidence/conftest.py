"""Tables for the tests of evidence: a few published counts, and made-up ones."""

import pandas as pd
import pytest

# Published counts: Quality and Outcomes Framework 2015-16 (NHS Digital, Open Government Licence
# v3.0), one commissioning group (08V) and its ten similar ones as NHS England had them in 2016.
TEN = ["00W", "07P", "07W", "04C", "07R", "07Y", "04X", "08W", "05L", "08N"]
COUNTS = {
    "COPD003": [
        (3258, 3679), (2465, 2794), (2369, 2567), (3079, 3407), (4310, 4946), (2896, 3179),
        (2602, 2930), (3704, 4109), (2410, 2616), (6587, 7441), (2027, 2250),
    ],
    "DM014": [
        (925, 1028), (577, 649), (1571, 1700), (1505, 1605), (975, 1069), (450, 503),
        (1226, 1415), (1088, 1150), (797, 893), (1934, 2171), (853, 976),
    ],
    "AF007": [
        (980, 1123), (1081, 1233), (1547, 1891), (2489, 2920), (2568, 2844), (1430, 1696),
        (1808, 2148), (1994, 2312), (1445, 1713), (4236, 4908), (1676, 2054),
    ],
}  # fmt: skip


@pytest.fixture(scope="session")
def published():
    """Make the three indicators as the tidy table."""

    def make():
        rows = [
            (indicator, area, 100 * count / denominator, count, denominator)
            for indicator, counts in COUNTS.items()
            for area, (count, denominator) in zip(["08V", *TEN], counts, strict=True)
        ]
        frame = pd.DataFrame(rows, columns=["indicator", "area", "value", "count", "denominator"])
        return frame.assign(period="2015-16", unit="%", scale=100.0, polarity="high is good")

    return make


@pytest.fixture(scope="session")
def peers_table():
    """Make the table of peers of our area."""

    def make(peers=TEN, area="08V", source="NHS England Similar 10, 2016"):
        return pd.DataFrame(
            {"area": area, "peer": peers, "order": range(1, len(peers) + 1), "source": source}
        )

    return make


@pytest.fixture(scope="session")
def figures():
    """Make one indicator (SYNTHETIC) of counts and denominators: our area first, then its peers."""

    def make(*pairs, **columns):
        areas = ["Ours", *(f"Peer {number}" for number in range(1, len(pairs)))]
        frame = pd.DataFrame(pairs, columns=["count", "denominator"]).astype(float)
        frame = frame.assign(
            indicator="FEET",
            area=areas,
            period="2025-26",
            value=100 * frame["count"] / frame["denominator"],
            unit="%",
            scale=100.0,
            polarity="high is good",
        )
        return frame.assign(**columns)

    return make
