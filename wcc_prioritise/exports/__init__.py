"""What does the board read? Papers made from results only, as Word or as one web page."""

from wcc_prioritise.exports.cards import cards
from wcc_prioritise.exports.data_to_list import list_page
from wcc_prioritise.exports.publishable import publish
from wcc_prioritise.exports.report import report

__all__ = ["cards", "list_page", "publish", "report"]
