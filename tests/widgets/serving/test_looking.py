"""Is what a page says, and what it asks of others, read as it stands?"""

import pytest

from wcc_prioritise.widgets.serving.looking import addresses_outside, words_in

OUTPUT = '<script type="application/vnd.voila.cell-output+json">{}</script>'


@pytest.mark.parametrize(
    "page",
    [
        '<link href="https://cdn.example.org/a.css">',
        "<img src=//example.org/x>",
        "<style>@import url(http://example.org/x.css)</style>",
        "<script>new WebSocket('wss://example.org:8/x')</script>",
        '{"fullMathjaxUrl": "https://example.org/mathjax.js"}',
    ],
)
def test_an_address_outside_is_found(page):
    (found,) = addresses_outside(page)
    assert "example.org" in found


@pytest.mark.parametrize(
    "page",
    [
        '<script src="/voila/static/voila.js"></script>',
        '<a href="http://127.0.0.1:8830/room">',
        "// a comment. Of two sentences",
        OUTPUT.format('{"data": {"text/plain": "see https://example.org"}}'),
    ],
)
def test_what_is_here_or_was_typed_is_not(page):
    assert addresses_outside(page) == ()


def test_the_words_are_those_that_are_shown():
    shown = OUTPUT.format('{"data": {"text/plain": ["One ", "two"]}}')
    assert words_in(f"<p>no</p>{shown}{OUTPUT.format('{}')}").strip() == "One two"
