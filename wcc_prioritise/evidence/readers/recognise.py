"""What kind of table is this? Told by its headings, never by the name of its file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wcc_prioritise.evidence.readers.headings import folded
from wcc_prioritise.evidence.readers.opening import Source

FINGERTIPS = "fingertips"
UPLOAD = "fingertips upload"
QOF_LONG = "qof long"
QOF_WORKBOOK = "qof workbook"
PRACTICES = "nhs practices"
AUTHORITIES = "local authorities"
CANCER_WAITS = "cancer waits"
TIDY = "tidy"

KINDS = (
    FINGERTIPS,
    UPLOAD,
    QOF_LONG,
    QOF_WORKBOOK,
    PRACTICES,
    AUTHORITIES,
    CANCER_WAITS,
    TIDY,
)
"""Kinds of tables of indicators, as `kind=` takes them."""

GEOGRAPHIES = "names of practices"
REGISTERED = "registered patients"
BY_AGE = "population by age"
DEPRIVATION = "deprivation"
FEATURES = "features of areas"
NEEDS = "weighted populations"
PEERS_LONG = "peers, one row a pair"
PEERS_WIDE = "peers, one row an area"
SHEET = "indicator sheet"

ATTRIBUTES = (REGISTERED, BY_AGE, DEPRIVATION, FEATURES, NEEDS)
PEERS = (PEERS_LONG, PEERS_WIDE)

_ENOUGH = 0.6  # of a kind's headings; the rest may be misspelt, and is then named

_TELLS = {
    FINGERTIPS: "indicatorid indicatorname areacode areaname areatype sex age categorytype "
    "category timeperiod value count denominator valuenote recenttrend "
    "comparedtoenglandvalueorpercentiles",
    UPLOAD: "areacode datefrom dateto periodtype sex agefromyearsinclusive agetoyearsinclusive "
    "deprivationdecile deprivationcategory count value denominator lowerci95 upperci95",
    QOF_LONG: "period ccgcode ccgonscode ccgname indicatorcode numerator denominator exceptions",
    PRACTICES: "practicecode groupcode register patientlisttype practicelistsize",
    GEOGRAPHIES: "natonscode regionodscode ccgodscode ccgonscode ccgname practicecode practicename",
    AUTHORITIES: "areacode areaname period value indicator measure unit significance",
    TIDY: "indicator area period value",
    REGISTERED: "publication extractdate type ccgcode onsccgcode code postcode sex age "
    "numberofpatients",
    FEATURES: "ccgcode name imdscore poptot pop1839 pop6584 pop85plus",
    NEEDS: "icb icbname rcode region practices population finalwp",
    PEERS_LONG: "ccgcode rank peercode similarity",
    PEERS_WIDE: "similarccg1 similarccg2 similarccg3 similarccg4 similarccg5",
    SHEET: "indicatorcode polarity",
}
_SETS = {kind: frozenset(words.split()) for kind, words in _TELLS.items()}
_WHOLE = (TIDY, SHEET)  # short lists, of words that stand in other tables too
_AREA_CODE = re.compile(r"(sub)?(icb|ccg|ods|pcn|stp|region)\w*code\w*")


@dataclass(frozen=True)
class Recognised:
    """A kind, and where its headings stand (0 for the first row)."""

    kind: str
    at: int


def recognised(source: Source) -> Recognised | None:
    """Tell what kind of table a source is, or None.

    A kind is recognised by three fifths of its headings or more, so that a misspelt one is named
    rather than the whole file refused.
    """
    best, most = None, 0.0
    for at, row in enumerate(source.head):
        there = {folded(cell) for cell in row if cell}
        if len(there) < 2:
            continue
        for kind, share in _shares(there):
            if share > most:
                best, most = Recognised(kind, at), share
        if most >= 1:
            break  # all the headings of a kind stand in this row
    return best


def _shares(there: set[str]) -> list[tuple[str, float]]:
    """Give each kind that a row of headings may be, with the share of its headings found."""
    shares = []
    for kind, tells in _SETS.items():
        share = len(tells & there) / len(tells)
        if share >= (1.0 if kind in _WHOLE else _ENOUGH):
            # of two kinds in full, the one with more headings
            shares.append((kind, share + len(tells) / 1000))
    coded = any(_AREA_CODE.fullmatch(text) for text in there)
    if coded and {"numerator", "denominator"} <= there and "indicatorcode" not in there:
        shares.append((QOF_WORKBOOK, 1.0))
    if coded and "total" in there and any(re.fullmatch(r"within\d+days", t) for t in there):
        shares.append((CANCER_WAITS, 1.0))
    if "allages" in there and {str(age) for age in range(20, 80)} <= there:
        shares.append((BY_AGE, 1.0))
    if _is_deprivation(there):
        shares.append((DEPRIVATION, 1.0))
    return shares


def _is_deprivation(there: set[str]) -> bool:
    """Say whether headings are those of a summary of the Indices of Deprivation."""
    coded = any("code" in text for text in there)
    scores = [t for t in there if "averagescore" in t or t in ("score", "incomescore")]
    return coded and bool(scores) and any("extent" in t or "rank" in t for t in there)
