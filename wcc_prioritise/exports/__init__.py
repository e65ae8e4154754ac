"""What does the board read? Papers made from results only, as Word or as one web page."""

from wcc_prioritise.exports.report import report

__all__ = ["report"]
