"""Does anybody without a pass get anything? Asked over HTTP, with no browser."""

import asyncio
import re

import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from wcc_prioritise.widgets.serving.gate import CLOSED_HEADING, content_policy
from wcc_prioritise.widgets.serving.looking import addresses_outside, words_in

NOBODY = "00000000-0000-0000-0000-000000000000"
ADDRESSES = (
    *("/", "/room", "/console", "/room/", "/room?x=1", "//room", "/ROOM", "/%72oom"),
    *("/login", "/logout", "/tree", "/voila/tree", "/voila/render/room.ipynb", "/room.ipynb"),
    *("/voila/files/room.ipynb", "/voila/api/contents", "/api/kernels", "/api/contents"),
    f"/api/kernels/{NOBODY}",
    f"/api/kernels/{NOBODY}/channels",
    f"/alive/room/{NOBODY}",
    *("/voila/static/voila.js", "/voila/templates/wcc/static/wcc.js", "/voila/static/../../x"),
    *("/in", "/in/", "/in/guess", "/in/guess/x", "/favicon.ico"),
)


def refused(answer):
    code, _, body = answer
    return code == 403 and CLOSED_HEADING in body and "day" not in body.lower()


@pytest.mark.parametrize("address", ADDRESSES)
def test_without_a_pass_there_is_nothing(visitor, address):
    assert refused(visitor.get(address))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_whatever_is_asked(visitor, method):
    for address in ("/room", f"/voila/api/shutdown/{NOBODY}", f"/api/kernels/{NOBODY}"):
        assert refused(visitor.get(address, method=method))


@pytest.fixture(scope="module")
def entered(plain, visitor_of):
    """Give a browser that opened Room by its link, what came, and the link."""
    visitor, link = visitor_of(plain), plain.links()["room"]
    return visitor, visitor.get(link), link


@pytest.fixture(scope="module")
def kernel(entered):
    """Give the number of the kernel behind that page."""
    return re.search(r'"kernelId": "([^"]+)"', entered[1][2])[1]


def test_a_link_moves_to_a_clean_address_and_shows_the_page(entered, plain):
    _, (code, address, body), _ = entered
    assert (code, address) == (200, f"http://127.0.0.1:{plain.port}/room")
    assert "Plain room of" in words_in(body) and "a <b>day.wcc" in words_in(body)


def test_a_second_use_gets_nothing(entered, plain, visitor_of):
    assert refused(visitor_of(plain).get(entered[2]))


def test_asking_only_for_the_head_uses_no_link_up(plain, visitor):
    link = plain.one_more("room")
    assert visitor.get(link, method="HEAD")[0] == 403
    assert visitor.get(link.replace("127.0.0.1", "localhost"))[0] == 403
    assert visitor.get(link)[1].endswith("/room")


def test_the_pass_is_kept_from_scripts_and_other_sites(entered):
    (cookie,) = (each for each in entered[0].cookies if each.name.startswith("wcc-"))
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert cookie.get_nonstandard_attr("SameSite") == "Strict"
    assert cookie.domain == "127.0.0.1"


def test_with_the_pass_the_page_comes_up_again(entered):
    code, _, body = entered[0].get("/room")
    assert code == 200 and "Plain room of" in words_in(body)


def test_the_pass_of_room_opens_nothing_of_console(entered, plain, visitor_of):
    room, console = entered[0], visitor_of(plain)
    body = console.get(plain.one_more("console"))[2]
    theirs = re.search(r'"kernelId": "([^"]+)"', body)[1]
    assert "Plain console of" in words_in(body)
    for address in (
        "/console",
        f"/alive/console/{theirs}",
        f"/api/kernels/{theirs}",
        f"/api/kernels/{theirs}/channels",
    ):
        assert refused(room.get(address))
    assert room.get(f"/alive/room/{theirs}")[2] == '{"kernel": "gone"}'
    assert room.get(f"/voila/api/shutdown/{theirs}", method="POST")[0] == 204
    assert console.get(f"/alive/console/{theirs}")[2] != '{"kernel": "gone"}'
    assert refused(console.get("/room"))


def test_a_name_that_leads_here_from_elsewhere_gets_nothing(entered):
    assert refused(entered[0].get("/room", Host="workshop.example.org"))


def test_beside_the_page_there_is_nothing_even_with_a_pass(entered):
    for address in ADDRESSES:
        with_pass = ("/room?", "/voila/static/voila", "/voila/templates", "/alive")
        if address != "/room" and not address.startswith(with_pass):
            assert entered[0].get(address)[0] == 403, address
    for address in (
        "static/../x",
        "templates/wcc/static/..%2fconf.json",
        "templates/wcc/conf.json",
    ):
        assert entered[0].get(f"/voila/{address}")[0] == 403
    assert entered[0].get("/voila/static/none.js")[0] in (403, 404)


def test_the_page_says_its_language_and_name_and_names_no_other_computer(entered):
    visitor, (_, _, body), _ = entered
    assert '<html lang="en">' in body and "<title>Room</title>" in body
    assert "Opening the room ..." in body and "Voilà" not in body
    assert addresses_outside(body) == ()
    for address in re.findall(r'(?:src|href)="(/[^"]+)"', body):
        code, _, text = visitor.get(address)
        assert code == 200, address
        if "/wcc.js" in address or "/wcc.css" in address:
            assert addresses_outside(text) == ()


def test_a_browser_is_told_to_ask_no_other_computer(plain):
    policy = content_policy(plain.port)
    assert "https:" not in policy and "*" not in policy
    assert f"ws://127.0.0.1:{plain.port}" in policy


def test_the_kernel_says_how_it_is_and_ends_with_its_page(entered, kernel):
    visitor = entered[0]
    assert visitor.get(f"/alive/room/{kernel}")[2] in ('{"kernel": "idle"}', '{"kernel": "busy"}')
    assert visitor.get("/alive/room/none")[2] == '{"kernel": "gone"}'
    assert visitor.get(f"/voila/api/shutdown/{kernel}", method="POST")[0] == 204
    assert visitor.get(f"/alive/room/{kernel}")[2] == '{"kernel": "gone"}'
    assert visitor.get(f"/voila/api/shutdown/{kernel}", method="POST")[0] == 204


def channel(plain, kernel, **headers):
    """Open the channel of a kernel as a page does; give the code where it is refused."""
    url = f"ws://127.0.0.1:{plain.port}/api/kernels/{kernel}/channels"

    async def opening():
        try:
            (await websocket_connect(HTTPRequest(url, headers=headers))).close()
        except HTTPClientError as refused:
            return refused.code
        return 101

    return asyncio.run(opening())


def test_a_channel_opens_to_its_page_alone(plain, visitor_of):
    visitor = visitor_of(plain)
    body = visitor.get(plain.one_more("room"))[2]
    kernel = re.search(r'"kernelId": "([^"]+)"', body)[1]
    mine = "; ".join(f"{each.name}={each.value}" for each in visitor.cookies)
    here = f"http://127.0.0.1:{plain.port}"
    assert channel(plain, kernel) == 403
    assert channel(plain, NOBODY, Cookie=mine) == 403
    assert channel(plain, kernel, Cookie=mine, Origin="http://example.org") == 403
    assert channel(plain, kernel, Cookie=mine, Origin=here) == 101
