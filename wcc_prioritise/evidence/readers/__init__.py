"""What do the files that analysts have say? Every row read, and what became of it."""

from wcc_prioritise.evidence.readers.attributes import read_attributes
from wcc_prioritise.evidence.readers.fates import FATES
from wcc_prioritise.evidence.readers.indicators import read_indicators
from wcc_prioritise.evidence.readers.own import read_own
from wcc_prioritise.evidence.readers.peer_lists import read_peers
from wcc_prioritise.evidence.readers.reading import Reading
from wcc_prioritise.evidence.readers.recognise import KINDS

__all__ = [
    "FATES",
    "KINDS",
    "Reading",
    "read_attributes",
    "read_indicators",
    "read_own",
    "read_peers",
]
