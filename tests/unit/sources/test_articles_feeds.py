"""Feeds: what is read from bytes, what is refused unread, and landing the pages that they name."""

import time
import tracemalloc

import pytest

from critmin.fetching import Fetcher, FetchError
from critmin.lake import Ledger, Raw
from critmin.settings import PROJECT, Settings
from critmin.sources import feeds
from critmin.sources.articles import parse
from critmin.sources.feeds import NotAFeed, land_feeds, read_feed
from standin import PUBLIC, Answer, Doors, StandIn, faulty
from standin.site import article, atom, routes, rss

HOME = "http://news.example"
FEEDS = ["rss.xml", "atom.xml"]


@pytest.fixture
def world(tmp_path):
    """The invented publisher at news.example, and a way to land feeds from it."""
    with StandIn(routes(HOME)) as server:
        doors = Doors(server, {"news.example": [PUBLIC], "inside.example": ["192.168.0.9"]})

        def land(addresses=f"{HOME}/feeds/rss.xml"):
            settings = Settings(data=tmp_path, feeds=addresses, fetch_delay_seconds=0)
            raw = Raw(settings.root)
            return land_feeds(settings, raw, Fetcher(settings, raw, **doors.all()))

        yield server, land, tmp_path


# -- reading -------------------------------------------------------------------------------------------------------


def test_an_rss_feed_names_its_pages_without_tracking_parameters():
    feed = read_feed(routes(HOME)["/feeds/rss.xml"].body, f"{HOME}/feeds/rss.xml")
    assert feed.title == "Stand-in News"
    assert [e.address for e in feed.entries] == [f"{HOME}/articles/memorandum", f"{HOME}/articles/undated"]
    assert [e.identity for e in feed.entries] == ["1", "2"]
    assert str(feed.entries[0].published_on) == "2025-10-28"  # the publisher's own day, not that of Greenwich
    assert feed.entries[1].published_on is None
    assert feed.warning is None


def test_an_atom_feeds_relative_links_are_joined_to_its_address():
    feed = read_feed(routes(HOME)["/feeds/atom.xml"].body, f"{HOME}/feeds/atom.xml")
    assert [e.address for e in feed.entries] == [f"{HOME}/articles/undated"]
    assert str(feed.entries[0].published_on) == "2025-10-27"


@pytest.mark.parametrize("name", FEEDS)
def test_the_bundled_feeds_are_read(name):
    feed = read_feed((PROJECT / "samples" / "feeds" / name).read_bytes(), f"http://feeds.example.org/{name}")
    assert feed.title
    assert len(feed.entries) >= 3
    assert all(e.address.startswith("http://feeds.example.org/pages/") for e in feed.entries)


def test_an_entry_told_twice_is_one_entry():
    items = [
        {"title": "A", "link": f"{HOME}/a?utm_source=rss"},
        {"title": "A", "link": f"{HOME}/a?utm_source=mail&fbclid=7#top"},
        {"guid": "9", "title": "B", "link": f"{HOME}/b"},
        {"guid": "9", "title": "B again", "link": f"{HOME}/b2"},
    ]
    assert [e.address for e in read_feed(rss(HOME, items), HOME).entries] == [f"{HOME}/a", f"{HOME}/b"]


def test_a_broken_feed_is_read_as_far_as_it_goes_with_a_warning():
    feed = read_feed(routes(HOME)["/feeds/broken.xml"].body, f"{HOME}/feeds/broken.xml")
    assert len(feed.entries) == 2
    assert "not well-formed" in feed.warning


def test_an_empty_feed_is_a_feed():
    assert read_feed(rss(HOME, []), HOME).entries == []


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (article("No feed", None), "web page"),
        (b"\n\n  <html><body>moved</body></html>", "web page"),
        (b'{"error": "no"}', "no RSS or Atom feed"),
        (b"plain words", "no RSS or Atom feed"),
        (b"<opml><body/></opml>", "no RSS or Atom feed"),
        (b"", "empty"),
        (b"\x00\x00", "empty"),
        (b"<rss>" + b" " * feeds.MAX_BYTES, "larger than"),
    ],
)
def test_what_is_no_feed_is_refused(content, why):
    with pytest.raises(NotAFeed, match=why):
        read_feed(content, HOME)


# -- attacks -------------------------------------------------------------------------------------------------------

LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (i, b"&l%d;" % (i - 1) * 10) for i in range(1, 10))
BOMB = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">' + LAUGHS + b"]><rss><channel><title>&l9;</title>"
BOMB += b"</channel></rss>"


def _opens(path):
    inside = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{path}">]><rss version="2.0"><channel><title>&x;</title>'
    return f"{inside}</channel></rss>".encode()


def test_an_entity_bomb_is_refused_unread():
    """S5: under a kilobyte that would become gigabytes."""
    assert len(BOMB) < 1_000
    tracemalloc.start()
    with pytest.raises(NotAFeed, match="document type or entities"):
        read_feed(BOMB, HOME)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000


@pytest.mark.parametrize("spoil", ["", "broken", "utf-16", "leading blank", "comment", "cdata"])
def test_a_feed_that_would_open_a_local_file_is_refused_unread(tmp_path, spoil):
    """S4: also when it is ill-formed, in another encoding, or hides between comments."""
    secret = tmp_path / "secret.txt"
    secret.write_text("hush")
    content = _opens(secret)
    if spoil == "broken":
        content = content.replace(b"</channel>", b"<oops></channel>")
    elif spoil == "utf-16":
        content = b"\xff\xfe" + content.decode().encode("utf-16-le")
    elif spoil == "leading blank":
        content = b' <?xml version="1.0"?>' + content
    elif spoil == "comment":
        content = b"<!-- <![CDATA[ -->" + content + b"<!-- ]]> -->"
    elif spoil == "cdata":
        content = b"<![CDATA[" + content
    with pytest.raises(NotAFeed, match="document type or entities"):
        read_feed(content, HOME)


@pytest.mark.parametrize("external", ['SYSTEM "http://inside.example/x.dtd"', 'PUBLIC "-//X//DTD RSS" "x.dtd"', ""])
def test_a_document_type_alone_is_refused_too(external):
    """S1, S4: it could name a file or an address of its own."""
    with pytest.raises(NotAFeed, match="document type or entities"):
        read_feed(f'<!DOCTYPE rss {external}><rss version="2.0"><channel/></rss>'.encode(), HOME)


@pytest.mark.parametrize("encoding", ["utf-7", "cp037", "rot13"])
def test_an_encoding_that_could_hide_a_document_type_is_refused(encoding):
    """S4."""
    with pytest.raises(NotAFeed, match="encoding"):
        read_feed(f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel/></rss>'.encode(), HOME)


def test_a_feed_that_is_the_name_of_a_file_opens_nothing(tmp_path):
    """S4: feedparser, given text, opens a file of that name."""
    inside = tmp_path / "inside.xml"
    inside.write_bytes(rss(HOME, [{"title": "A", "link": f"{HOME}/a"}]))
    with pytest.raises(NotAFeed, match="no RSS or Atom feed"):
        read_feed(str(inside).encode(), HOME)


def test_elements_nested_without_end_are_refused():
    with pytest.raises(NotAFeed, match="nested"):
        read_feed(b'<rss version="2.0"><channel>' + b"<a>" * 100_000, HOME)


@pytest.mark.parametrize(
    "author",
    ["a" * 60_000 + "@", "(" * 30_000, "a@b." + "c." * 30_000, "x " * 30_000 + "<" * 500],
    ids=["letters", "brackets", "dots", "blanks"],
)
def test_a_long_author_does_not_slow_the_reader(author):
    """S7: patterns for an e-mail address that go back and forth for minutes."""
    item = f"<item><title>A</title><link>{HOME}/a</link><author>{author.replace('<', '&lt;')}</author></item>"
    started = time.process_time()
    feed = read_feed(f'<rss version="2.0"><channel><title>T</title>{item}</channel></rss>'.encode(), HOME)
    assert time.process_time() - started < 2
    assert len(feed.entries[0].author or "") <= 300


def test_a_change_behind_the_cut_of_a_long_field_is_a_change():
    one, other = (rss(HOME, [{"title": "A", "link": f"{HOME}/a", "summary": "s" * 5_000 + end}]) for end in "xy")
    assert read_feed(one, HOME).entries[0].digest == read_feed(one, HOME).entries[0].digest
    assert read_feed(one, HOME).entries[0].digest != read_feed(other, HOME).entries[0].digest


def test_only_so_many_entries_of_a_feed_are_read():
    items = [{"guid": str(i), "title": "T", "link": f"{HOME}/{i}"} for i in range(5_000)]
    assert len(read_feed(rss(HOME, items), HOME).entries) == feeds.MAX_ENTRIES


def test_a_feed_with_a_bare_ampersand_keeps_the_entries_behind_it():
    items = [{"title": "Rio & Tinto", "link": f"{HOME}/a?x=1&y=2"}, {"title": "B&nbsp;C", "link": f"{HOME}/b"}]
    feed = read_feed(rss(HOME, items), HOME)
    assert [e.address for e in feed.entries] == [f"{HOME}/a?x=1&y=2", f"{HOME}/b"]
    assert [e.title for e in feed.entries] == ["Rio & Tinto", "B C"]
    assert feed.warning


@pytest.mark.parametrize("escape", ["&", "&amp;"])
@pytest.mark.parametrize("number", ["99999999999", "x110000", "0", "xD800", "-1"])
def test_a_character_reference_beyond_all_characters_does_not_stop_the_reader(number, escape):
    """S7: also inside the HTML that a feed carries."""
    item = f"<item><title>A {escape}#{number}; B</title><link>{HOME}/a</link></item>"
    feed = read_feed(f'<rss version="2.0"><channel><title>T</title>{item}</channel></rss>'.encode(), HOME)
    assert [e.address for e in feed.entries] == [f"{HOME}/a"]


# -- landing -------------------------------------------------------------------------------------------------------


def test_pages_of_a_feed_land_as_articles_with_what_the_feed_says(world):
    _, land, root = world
    landed = land()
    assert [r.address for r in landed] == [f"{HOME}/articles/memorandum", f"{HOME}/articles/undated"]
    assert {r.source for r in landed} == {"articles"}
    raw = Raw(root)
    assert [r.retrieval_id for r in raw.retrievals("articles")] == [r.retrieval_id for r in landed]
    assert [r.address for r in raw.retrievals("feeds")] == [f"{HOME}/feeds/rss.xml"]
    row = parse(raw.page(landed[0])).tables["documents"].to_pylist()[0]
    assert (row["title"], row["publisher"]) == ("A memorandum", "Stand-in News")
    assert (str(row["published_on"]), row["published_on_source"]) == ("2025-10-28", "metadata")
    assert row["address"] == f"{HOME}/articles/memorandum"


def test_the_feeds_date_stands_in_for_a_page_without_one(world):
    server, land, root = world
    items = [{"guid": "5", "title": "U", "link": f"{HOME}/articles/undated", "date": "Mon, 27 Oct 2025 08:00:00 GMT"}]
    server.routes["/feeds/rss.xml"] = Answer(rss(HOME, items), content_type="application/rss+xml")
    row = parse(Raw(root).page(land()[0])).tables["documents"].to_pylist()[0]
    assert (str(row["published_on"]), row["published_on_source"]) == ("2025-10-27", "feed")


def test_a_second_run_asks_for_the_feed_only_if_it_changed_and_for_no_page(world):
    server, land, _ = world
    land()
    assert land() == []
    assert [r.headers.get("if-none-match") for r in server.asked("/feeds/rss.xml")] == [None, '"rss-1"']
    assert len(server.asked("/articles/memorandum")) == 1


def test_a_page_that_the_feed_calls_changed_is_asked_for_again(world):
    server, land, _ = world
    land()
    items = [{"guid": "1", "title": "A memorandum, updated", "link": f"{HOME}/articles/memorandum"}]
    server.routes["/feeds/rss.xml"] = Answer(rss(HOME, items), content_type="application/rss+xml")
    (unchanged,) = land()
    assert (unchanged.status, unchanged.is_unchanged) == (304, True)
    assert unchanged.metadata["feed_entry_title"] == "A memorandum, updated"
    server.routes["/articles/memorandum"] = Answer(article("A memorandum", "2025-10-29"), etag='"a-2"')
    items[0]["summary"] = "Now with figures"
    server.routes["/feeds/rss.xml"] = Answer(rss(HOME, items), content_type="application/rss+xml")
    (changed,) = land()
    assert not changed.is_unchanged
    assert land() == []


def test_a_page_that_fails_stops_no_other_and_is_asked_for_in_the_next_run(world):
    server, land, root = world
    good = server.routes["/articles/memorandum"]
    server.routes["/articles/memorandum"] = faulty("error", good, status=404)
    assert [r.address for r in land()] == [f"{HOME}/articles/undated"]
    failure = Ledger(root).steps()[0]
    assert (failure["step"], failure["outcome"], failure["subject"]) == (
        "fetch_page",
        "failed",
        f"{HOME}/articles/memorandum",
    )
    assert "status 404" in failure["detail"]
    server.routes["/articles/memorandum"] = good
    assert [r.address for r in land()] == [f"{HOME}/articles/memorandum"]  # though the feed itself is unchanged


def test_a_feed_that_names_addresses_inside_is_no_way_in(world):
    """S1, S3: what a feed's body says is as suspect as any address."""
    server, land, _ = world
    inside = ["http://inside.example/admin", "http://127.0.0.1/", "http://169.254.169.254/latest", "file:///etc/passwd"]
    items = [{"title": "T", "link": link} for link in [*inside, f"{HOME}/articles/undated"]]
    server.routes["/feeds/rss.xml"] = Answer(rss(HOME, items), content_type="application/rss+xml")
    assert [r.address for r in land()] == [f"{HOME}/articles/undated"]
    assert {r.headers["host"] for r in server.requests} == {"news.example"}


def test_a_feed_that_fails_stops_no_other(world):
    _, land, root = world
    landed = land(f"{HOME}/feeds/page {HOME}/feeds/gone.xml {HOME}/feeds/atom.xml")
    assert [r.address for r in landed] == [f"{HOME}/articles/undated"]
    details = [s["detail"] for s in Ledger(root).steps() if s["step"] == "fetch_feed"]
    assert len(details) == 2
    assert any("it is a web page" in d for d in details)


def test_when_every_feed_fails_the_run_fails(world):
    _, land, _ = world
    with pytest.raises(FetchError, match="no such page"):
        land(f"{HOME}/feeds/gone.xml")
    with pytest.raises(NotAFeed, match=r"feeds/page is not read: it is a web page"):
        land(f"{HOME}/feeds/page")


def test_without_feeds_there_is_nothing_to_do(world):
    server, land, _ = world
    assert land("") == []
    assert server.requests == []


def test_appending_what_was_landed_a_second_time_does_no_harm(world):
    _, land, root = world
    landed = land()
    Raw(root).append(landed)
    assert len(Raw(root).retrievals("articles")) == len(landed)


def test_one_page_in_two_feeds_is_one_article(world):
    server, land, root = world
    items = [{"guid": "urn:3", "title": "A notice", "link": "/articles/undated", "date": "2025-10-27T08:00:00Z"}]
    server.routes["/feeds/other.xml"] = Answer(atom(HOME, items), content_type="application/atom+xml")
    land(f"{HOME}/feeds/atom.xml {HOME}/feeds/other.xml")
    assert len({r.sha256 for r in Raw(root).retrievals("articles")}) == 1
    assert sum(not r.is_unchanged for r in Raw(root).retrievals("articles")) == 1


def test_the_bundled_feeds_land_the_bundled_articles(tmp_path):
    home, samples = "http://feeds.example.org", PROJECT / "samples"
    served = {f"/{name}": Answer((samples / "feeds" / name).read_bytes(), content_type=None) for name in FEEDS}
    served |= {f"/pages/{p.name}": Answer(p.read_bytes()) for p in (samples / "articles").glob("*.html")}
    with StandIn(served) as server:
        doors = Doors(server, {"feeds.example.org": [PUBLIC]})
        settings = Settings(data=tmp_path, feeds=" ".join(f"{home}/{name}" for name in FEEDS), fetch_delay_seconds=0)
        raw = Raw(settings.root)
        landed = land_feeds(settings, raw, Fetcher(settings, raw, **doors.all()))
    rows = {r.name: parse(raw.page(r)).tables["documents"].to_pylist()[0] for r in landed}
    vulcan = rows["vulcan-elements-loan.html"]  # bears no date of its own
    assert (str(vulcan["published_on"]), vulcan["published_on_source"]) == ("2025-11-04", "feed")
    assert all(row["title"] and row["address"].startswith(home) for row in rows.values())
