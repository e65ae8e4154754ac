"""What leaves the room? Every kind of file that a record gives, and what makes it."""

from __future__ import annotations

MAKERS = {
    "board-paper": "wcc_prioritise.exports.paper:make",
    "two-page-paper": "wcc_prioritise.exports.two_page:make",
    "slides": "wcc_prioritise.exports.slides:make",
    "minutes": "wcc_prioritise.exports.minutes:make",
    "letters": "wcc_prioritise.exports.letters:make",
    "public-summary": "wcc_prioritise.exports.public_summary:make",
    "sign-off": "wcc_prioritise.exports.sign_off:make",
}
"""Name of a kind to module and function: from a record (`OfRecord`) to contents by file name."""
