"""Feeds that are looked at again and again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from input_samples import page, rss
from web_server import Answer, Site, reader_of, serving

from sayso.errors import InputError
from sayso.ingest import IngestOptions, Watch
from sayso.ingest.documents import Item
from sayso.ingest.watching import feeds_of
from sayso.models import Report


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as one:
        yield one


def publish(site: Site, *numbers: int, tag: str | None = None) -> None:
    """A feed of these entries, the latest first, each with its page."""
    for number in numbers:
        site.pages.setdefault(f"/{number}", Answer(page(f"Mill {number} is taken").encode()))
    items = [
        {"title": f"Mill {n}", "link": f"{site.url}/{n}", "guid": str(n), "description": "A teaser."} for n in numbers
    ]
    feed = rss(items[::-1])

    def answer(headers: dict[str, str]) -> Answer:
        if tag and headers.get("if-none-match") == tag:
            return Answer(b"", 304)
        return Answer(feed, headers={"Content-Type": "application/rss+xml"} | ({"ETag": tag} if tag else {}))

    site.pages["/feed"] = answer


def look(watch: Watch, site: Site, settle: int | None = None) -> list[Item]:
    """A look at the feed; the first ``settle`` of its reports are kept, all where it is None, and then it goes on."""
    found = []
    for item in watch.news(f"{site.url}/feed", IngestOptions()):
        found.append(item)
        if isinstance(item, Report):
            if settle is not None and sum(isinstance(one, Report) for one in found) > settle:
                return found
            watch.settle(item.id)
    watch.finish(f"{site.url}/feed")
    return found


def titles(items: list[Item]) -> list[str]:
    return sorted(one.title for one in items if isinstance(one, Report))


def fresh(tmp_path: Path) -> Watch:
    return Watch(tmp_path / "inbox" / "watch.json", reader_of())


def test_only_what_is_new_is_fetched(site: Site, tmp_path: Path) -> None:
    publish(site, 1, 2)
    assert titles(look(fresh(tmp_path), site)) == ["Mill 1 is taken", "Mill 2 is taken"]
    publish(site, 1, 2, 3)
    site.asked.clear()
    assert titles(look(fresh(tmp_path), site)) == ["Mill 3 is taken"]
    assert site.paths == ["/feed", "/3"]


def test_a_feed_that_has_not_changed_is_not_sent(site: Site, tmp_path: Path) -> None:
    publish(site, 1, tag='"v1"')
    look(fresh(tmp_path), site)
    site.asked.clear()
    assert look(fresh(tmp_path), site) == []
    assert site.asked[-1][1]["if-none-match"] == '"v1"'
    assert site.paths == ["/feed"]


def test_a_stopped_run_goes_on_where_it_was(site: Site, tmp_path: Path) -> None:
    publish(site, 1, 2, 3, tag='"v1"')
    assert len(titles(look(fresh(tmp_path), site, settle=1))) == 2
    site.asked.clear()
    assert titles(look(fresh(tmp_path), site)) == ["Mill 1 is taken", "Mill 2 is taken"]
    assert "/3" not in site.paths
    site.asked.clear()
    assert look(fresh(tmp_path), site) == []
    assert site.paths == ["/feed"]


def test_what_could_not_be_got_now_is_got_later(site: Site, tmp_path: Path) -> None:
    publish(site, 1, 2, tag='"v1"')
    good, site.pages["/1"] = site.pages["/1"], Answer(b"", 503)
    assert [isinstance(one, InputError) for one in look(fresh(tmp_path), site)].count(True) == 1
    site.pages["/1"] = good
    assert titles(look(fresh(tmp_path), site)) == ["Mill 1 is taken"]
    site.asked.clear()
    assert look(fresh(tmp_path), site) == []


@pytest.mark.parametrize("answer", [Answer(b"<html><body>no article</body></html>"), Answer(b"", 410)])
def test_what_can_never_be_got_is_asked_for_once(site: Site, tmp_path: Path, answer: Answer) -> None:
    publish(site, 1)
    site.pages["/1"] = answer
    look(fresh(tmp_path), site)
    site.asked.clear()
    assert look(fresh(tmp_path), site) == []
    assert site.paths == ["/feed"]


def test_a_broken_feed_is_named(site: Site, tmp_path: Path) -> None:
    site.pages["/feed"] = Answer(b"down for repairs")
    (error,) = look(fresh(tmp_path), site)
    assert isinstance(error, InputError)
    assert "not readable as a feed" in error.reason


def test_a_broken_memory_is_named(tmp_path: Path) -> None:
    (tmp_path / "watch.json").write_text('{"feeds": 3')
    with pytest.raises(InputError, match="delete it to begin anew"):
        Watch(tmp_path / "watch.json", reader_of())


def test_feeds_are_given_or_listed(tmp_path: Path) -> None:
    path = tmp_path / "feeds.txt"
    path.write_text("# the north\nhttps://a.example/feed\n\nhttps://b.example/feed\n")
    assert feeds_of([str(path), "https://a.example/feed"]) == ["https://a.example/feed", "https://b.example/feed"]
    path.write_text("feed.xml\n")
    with pytest.raises(InputError, match="not a list of addresses"):
        feeds_of([str(path)])
    with pytest.raises(InputError, match="neither an address"):
        feeds_of([str(tmp_path / "none.txt")])
