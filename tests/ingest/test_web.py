"""Pages by their addresses: what is fetched, how politely, and what is refused."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator
from ipaddress import ip_address, ip_network

import pytest
from input_samples import LAST, LEAD, MORE, page, rss
from web_server import Answer, Clock, Site, reader_of, serving

from sayso.errors import InputError
from sayso.ingest import Client, read_inputs
from sayso.ingest.web import FetchError, Validators
from sayso.ingest.web.addresses import is_public, parsed
from sayso.models import Report

ITEM = {"title": "Army takes the mill", "description": "A teaser that leads to the page.", "guid": "1"}


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as one:
        one.pages["/a"] = Answer(page().encode())
        yield one


def refused(site: Site, path: str = "/a", client: Client | None = None) -> FetchError:
    with pytest.raises(FetchError) as error:
        (client or reader_of()).get(site.url + path)
    return error.value


def test_a_page_is_a_report_with_its_address(site: Site) -> None:
    (report,) = read_inputs([f"{site.url}/a"], client=reader_of())
    assert isinstance(report, Report)
    assert (report.title, report.url, report.outlet) == (
        "Army takes the mill at Dahr",
        f"{site.url}/a",
        "The Orchard Post",
    )
    assert site.asked[-1][1]["user-agent"].startswith("sayso/")


@pytest.mark.parametrize("packed", [True, False])
def test_a_feed_is_its_pages(site: Site, packed: bool) -> None:
    site.pages["/b"] = Answer(page("Mill burnt").encode())
    whole = f"{LEAD} {MORE} {LAST} " * 3
    feed = rss([ITEM | {"link": f"{site.url}/b"}, {"title": "Whole", "guid": "2", "description": whole}])
    headers = {"Content-Type": "text/html"} | ({"Content-Encoding": "gzip"} if packed else {})
    site.pages["/feed"] = Answer(gzip.compress(feed) if packed else feed, headers=headers)
    found = list(read_inputs([f"{site.url}/feed"], client=reader_of()))
    assert [one.title for one in found if isinstance(one, Report)] == ["Mill burnt", "Whole"]


def test_where_a_page_is_not_given_the_words_of_the_feed_do(site: Site) -> None:
    site.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /b")
    feed = rss([ITEM | {"link": f"{site.url}/b", "description": LEAD}])
    site.pages["/feed"] = Answer(feed)
    (report,) = read_inputs([f"{site.url}/feed"], client=reader_of())
    assert isinstance(report, Report)
    assert report.text == LEAD


def test_only_addresses_use_the_network(site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("feeds") / "feed.xml"
    path.write_bytes(rss([ITEM | {"link": f"{site.url}/a", "description": LEAD}]))
    assert len(list(read_inputs([str(path)], client=reader_of()))) == 1
    assert site.asked == []


# -- politeness --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("robots", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /a", "/a", False),
        ("User-agent: sayso\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /*?print", "/a?print", False),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("<html>no rules</html>", "/a", True),
    ],
)
def test_robots(site: Site, robots: str, path: str, allowed: bool) -> None:
    site.pages["/robots.txt"] = Answer(robots.encode())
    site.pages["/a?print"] = site.pages["/a"]
    if allowed:
        assert reader_of().get(site.url + path).status == 200
    else:
        assert "robots.txt does not allow it" in refused(site, path).reason
        assert site.paths == []


@pytest.mark.parametrize(("status", "lasting"), [(500, False), (503, False), (429, False)])
def test_a_host_that_does_not_say_its_rules_is_left_alone(site: Site, status: int, lasting: bool) -> None:
    site.pages["/robots.txt"] = Answer(b"", status)
    error = refused(site)
    assert "does not give its robots.txt" in error.reason
    assert error.lasting == lasting
    assert site.paths == []


@pytest.mark.parametrize(
    ("robots", "pause"),
    [("", 2.0), ("User-agent: *\nCrawl-delay: 7", 7.0), ("User-agent: *\nCrawl-delay: 900", 60.0)],
)
def test_there_is_a_pause_between_two_requests_to_a_host(site: Site, robots: str, pause: float) -> None:
    clock = Clock()
    site.pages["/robots.txt"] = Answer(robots.encode())
    client = reader_of(clock)
    for _ in range(3):
        client.get(f"{site.url}/a")
    assert clock.slept == [pause] * 3
    assert len(site.asked) == 4


def test_a_page_that_has_not_changed_is_not_sent_again(site: Site) -> None:
    def answer(headers: dict[str, str]) -> Answer:
        if (
            headers.get("if-none-match") == '"v1"'
            and headers.get("if-modified-since") == "Tue, 06 May 2031 10:00:00 GMT"
        ):
            return Answer(b"", 304)
        return Answer(b"x", headers={"ETag": '"v1"', "Last-Modified": "Tue, 06 May 2031 10:00:00 GMT"})

    site.pages["/f"] = answer
    client = reader_of()
    first = client.get(f"{site.url}/f")
    assert first.validators == Validators('"v1"', "Tue, 06 May 2031 10:00:00 GMT")
    assert client.get(f"{site.url}/f", first.validators).status == 304


# -- what is not trusted -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "number",
    "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 ::1 ::"
    " fe80::1 fc00::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: 2001:db8::1 ff02::1"
    " 240.0.0.1".split(),
)
def test_private_numbers(number: str) -> None:
    assert not is_public(ip_address(number))


@pytest.mark.parametrize("number", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"])
def test_public_numbers(number: str) -> None:
    assert is_public(ip_address(number))


def test_a_private_address_is_not_fetched(site: Site) -> None:
    error = refused(site, client=Client())
    assert "private address" in error.reason
    assert error.lasting
    assert site.asked == []


@pytest.mark.parametrize("host", ["localhost", "127.1", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"])
def test_no_way_of_writing_it_helps(site: Site, host: str) -> None:
    port = site.url.rpartition(":")[2]
    (error,) = read_inputs([f"http://{host}:{port}/a"])
    assert isinstance(error, InputError)
    assert site.asked == []


@pytest.mark.parametrize("path", ["/a", "/robots.txt"])
def test_a_redirect_to_a_private_address_is_not_followed(
    site: Site, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """The site counts as public here, the one that it points to does not."""
    with serving() as inner:
        inner.pages["/secret"] = Answer(page().encode())
        port = inner.url.rpartition(":")[2]
        site.pages[path] = Answer(b"", 302, {"Location": f"http://inside.example:{port}/secret"})
        real = socket.getaddrinfo

        def lookup(host: str, *args: object, **more: object) -> object:
            return real("127.8.8.8" if host == "inside.example" else host, *args, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(socket, "getaddrinfo", lookup)
        client = Client(trusted=(ip_network("127.0.0.1/32"),), sleep=lambda _: None)
        assert "private address" in refused(site, client=client).reason
        assert inner.asked == []


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://a.example/x", "gopher://a.example", "data:text/html,x"]
)
def test_a_redirect_out_of_the_web_is_not_followed(site: Site, location: str) -> None:
    site.pages["/a"] = Answer(b"", 302, {"Location": location})
    assert "not an address of the web" in refused(site).reason


def test_a_redirect_is_followed_but_not_for_ever(site: Site) -> None:
    site.pages["/b"] = Answer(b"", 301, {"Location": "/a"})
    assert reader_of().get(f"{site.url}/b").url == f"{site.url}/a"
    site.pages["/c"] = Answer(b"", 302, {"Location": "/c"})
    assert "redirected more than 5 times" in refused(site, "/c").reason


@pytest.mark.parametrize(
    ("answer", "reason", "lasting"),
    [
        (Answer(b"", 404), "the server answers 404", True),
        (Answer(b"", 410), "the server answers 410", True),
        (Answer(b"", 503), "the server answers 503; try again later", False),
        (Answer(b"x" * 10_000_001), "over 10 MB", True),
        (Answer(gzip.compress(b" " * 10_000_001), headers={"Content-Encoding": "gzip"}), "unpacks to over 10 MB", True),
        (Answer(b"xx", headers={"Content-Encoding": "gzip"}), "broken compression", True),
        (Answer(b"short", headers={"Content-Length": "999"}), "cannot be fetched", False),
    ],
    ids=["missing", "gone", "busy", "large", "swollen", "broken", "cut"],
)
def test_bad_answers(site: Site, answer: Answer, reason: str, lasting: bool) -> None:
    site.pages["/a"] = answer
    error = refused(site)
    assert reason in error.reason
    assert error.lasting == lasting


def test_a_server_that_drips_is_left(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def wait(headers: dict[str, str]) -> Answer:
        import time

        time.sleep(2)
        return Answer(b"late")

    site.pages["/a"] = wait
    client = reader_of()
    client.get(f"{site.url}/a")
    monkeypatch.setattr("sayso.ingest.web.client._DEADLINE", 0.3)
    assert "no whole answer" in refused(site, client=client).reason


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://a.example", "https://a.example/"),
        ("http://a.example:8080/x?y=1#z", "http://a.example:8080/x?y=1"),
        ("https://a.example/ü ä?q=é", "https://a.example/%C3%BC%20%C3%A4?q=%C3%A9"),
        ("https://bücher.example/x", "https://xn--bcher-kva.example/x"),
        ("https://a.example/x\r\nHost: evil", "https://a.example/xHost:%20evil"),
    ],
)
def test_addresses_are_written_out(url: str, asked: str) -> None:
    assert parsed(url).url == asked


@pytest.mark.parametrize(
    "url", ["https://", "https://a.example:99999/", "https://[::1", "ftp://a.example", "x", "http://" + "a" * 3000]
)
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(InputError):
        parsed(url)
