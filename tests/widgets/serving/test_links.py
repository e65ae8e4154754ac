"""Is a link good once, and a pass for one page alone?"""

import pytest

from wcc_prioritise.widgets.serving.links import PAGES, Links, cookie_of


def test_each_page_has_its_own_link_and_it_works_once():
    links = Links()
    tokens = links.fresh()
    assert set(tokens) == set(PAGES) and len(set(tokens.values())) == len(PAGES)
    for page, token in tokens.items():
        assert links.use(token) == page
        assert links.use(token) is None


def test_fresh_links_put_out_those_not_used():
    links = Links()
    old, spare = links.fresh()["room"], links.more(["console"])["console"]
    new = links.fresh()["room"]
    assert links.use(old) is None and links.use(spare) is None
    assert links.use(new) == "room"


def test_one_more_link_leaves_the_others_good():
    links = Links()
    first = links.fresh()["console"]
    assert links.use(links.more(["console"])["console"]) == "console"
    assert links.use(first) == "console"


@pytest.mark.parametrize("guess", ["", "room", "0" * 32, "../console"])
def test_a_guess_opens_nothing(guess):
    links = Links()
    links.fresh()
    assert links.use(guess) is None


def test_a_pass_is_for_one_page_of_one_server():
    links, other = Links(), Links()
    given = links.pass_for("room")
    assert links.opens("room", given)
    assert not links.opens("console", given)
    assert not other.opens("room", given)
    assert Links(secret="kept").opens("room", Links(secret="kept").pass_for("room"))


@pytest.mark.parametrize("given", [None, "", "room", "2|1:0|10:1|4:room|8:cm9vbQ==|0"])
def test_a_made_up_pass_opens_nothing(given):
    assert not Links().opens("room", given)


def test_a_changed_pass_opens_nothing():
    links = Links()
    given = links.pass_for("room")
    assert not links.opens("room", given[:-1] + ("0" if given[-1] != "0" else "1"))


def test_two_servers_on_one_computer_keep_their_cookies_apart():
    assert cookie_of("room", 1) != cookie_of("room", 2) != cookie_of("console", 2)
