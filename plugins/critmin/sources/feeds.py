"""RSS and Atom feeds: which pages they name, and landing those pages as articles.

Beware  feedparser takes an HTML page for an empty feed without an error: a feed without a version is refused.
        It is given bytes only: given text, it would open an address or a file of that name.
        A guid or an address without tracking parameters is an entry's identity; title and summary may change.
        A document type or an entity in a feed is refused: no honest feed needs one, and both have opened files and
        filled memories.
"""

import io
import logging
import re
from dataclasses import dataclass
from datetime import date
from xml.parsers import expat

from critmin.fetching import Fetcher, FetchError, canonical, joined, without_secrets
from critmin.lake import Ledger, Raw, Retrieval
from critmin.lake.files import digest
from critmin.settings import Settings
from critmin.sources.article_dates import read_date

LOG = logging.getLogger(__name__)
SLUG = "feeds"  # under which the feeds' own bytes and retrievals are kept; they are not staged
MAX_BYTES = 10_000_000
MAX_ENTRIES = 200
_MAX_DEPTH = 100
_MAX_FIELD = 2_000  # characters of a title, an author, a date: the rest is cut before anybody's pattern meets it
_ACCEPT = "application/rss+xml,application/atom+xml,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.5"
_ENCODINGS = re.compile(
    r"^(?:utf-?8|us-ascii|ascii|iso-8859-\d{1,2}|latin-?1|windows-125\d|utf-?16(?:le|be)?|shift_jis|euc-jp|euc-kr"
    r"|gb2312|gbk|gb18030|big5|koi8-[ru])$",
    re.IGNORECASE,
)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})["']""")


class NotAFeed(ValueError):
    """Bytes that are no feed, or none that is safe to read; the message says which."""


@dataclass(frozen=True)
class Entry:
    """One page that a feed names. `identity` is its guid, else its canonical address."""

    identity: str
    address: str  # canonical
    title: str | None
    author: str | None
    published_on: date | None
    digest: str  # of what the feed says of it: another digest, another version of the page


@dataclass(frozen=True)
class Feed:
    """A feed's title and its entries, each identity and each address once, in the feed's order."""

    title: str | None
    entries: list[Entry]
    warning: str | None = None  # ill-formed, yet its entries could be read


def read_feed(content: bytes, address: str) -> Feed:
    """The entries of an RSS or Atom feed that was had from `address`. No network, clock or disk.

    Raises NotAFeed for a web page, for other things that are no feed, and for one with a document type or entities.
    """
    _check(content)
    import feedparser

    read = feedparser.parse(io.BytesIO(content), resolve_relative_uris=False, sanitize_html=False)
    if not read.get("version"):
        raise NotAFeed("it is no RSS or Atom feed; look for the feed's address on the publisher's page")
    entries: dict[str, Entry] = {}
    seen: set[str] = set()
    for item in read.entries[:MAX_ENTRIES]:
        entry = _entry(item, address)
        if entry and entry.identity not in entries and entry.address not in seen:
            entries[entry.identity] = entry
            seen.add(entry.address)
    warning = None
    if read.get("bozo"):
        warning = (
            f"the feed is not well-formed ({type(read.get('bozo_exception')).__name__}); it was read as far as it goes"
        )
    return Feed(_text(read.feed.get("title")), list(entries.values()), warning)


def _entry(item: dict, address: str) -> Entry | None:
    link = str(item.get("link") or "").strip()
    if not link:
        return None
    try:
        page = canonical(joined(address, link))
    except ValueError:
        return None
    title = _text(item.get("title"))
    published = _text(item.get("published")) or _text(item.get("created"))
    said = [title, published, _text(item.get("updated")), _text(item.get("summary"))]
    return Entry(
        identity=_text(item.get("id")) or page,
        address=page,
        title=title,
        author=_text(item.get("author")),
        published_on=read_date(published),
        digest=digest(page, said),
    )


def _text(value: object) -> str | None:
    """A field without tags, with single blanks, never longer than a field may be."""
    if not isinstance(value, str):
        return None
    plain = " ".join(re.sub(r"<[^<>]{0,500}>", " ", value[:_MAX_FIELD]).split())
    return plain or None


# -- is it safe to read? -------------------------------------------------------------------------------------------


def _check(content: bytes) -> None:
    """Raise NotAFeed for what must not reach a feed parser."""
    if len(content) > MAX_BYTES:
        raise NotAFeed(f"it is larger than {MAX_BYTES:,} bytes")
    bare = content[:200_000].replace(b"\x00", b"").lower()  # without the zeros of UTF-16
    start = bare.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:500]
    if not start:
        raise NotAFeed("it is empty")
    if start.startswith((b"<!doctype html", b"<html", b"<head")):
        raise NotAFeed("it is a web page; look for the feed's address on it")
    if declared := _DECLARED.search(content[:1_000].replace(b"\x00", b"")):
        encoding = declared[1].decode("ascii")
        if not _ENCODINGS.match(encoding):
            raise NotAFeed(f"it declares the encoding {encoding!r}, which no feed needs")
    if not _is_well_formed(content) and re.search(rb"<!\s*(?:doctype|entity)", content.replace(b"\x00", b""), re.I):
        raise NotAFeed("it has a document type or entities, and is refused unread")


def _is_well_formed(content: bytes) -> bool:
    """Whether the XML parser reads it to the end; raises NotAFeed for a document type, an entity, or great depth."""
    parser = expat.ParserCreate()
    depth = 0

    def refuse(*_: object) -> None:
        raise NotAFeed("it has a document type or entities, and is refused unread")

    def open_element(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _MAX_DEPTH:
            raise NotAFeed(f"its elements are nested more than {_MAX_DEPTH} deep")

    def close_element(*_: object) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.UnparsedEntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    parser.StartElementHandler = open_element
    parser.EndElementHandler = close_element
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        if isinstance(error, NotAFeed):
            raise
        return False
    return True


# -- landing -------------------------------------------------------------------------------------------------------


def land_feeds(settings: Settings, raw: Raw, fetcher: Fetcher | None = None) -> list[Retrieval]:
    """Fetch the feeds of `settings.feeds` and the pages they name; returns the retrievals of the pages.

    A page is asked for when it is new, when what the feed says of it changed, and when it failed before. Pages and
    feeds are appended to `raw` as they come, so a run that is killed loses nothing (appending a returned retrieval
    again does no harm). One page or feed that fails stops no other: it is logged and kept in the ops ledger.
    Raises the first FetchError or NotAFeed when every feed failed.
    """
    fetcher = fetcher or Fetcher(settings, raw)
    failed: list[Exception] = []
    landed: list[Retrieval] = []
    addresses = list(dict.fromkeys(settings.feeds.split()))
    for address in addresses:
        try:
            feed, retrieval = fetch_feed(fetcher, raw, address)
        except (FetchError, NotAFeed) as error:
            failed.append(error)
            _note(settings, "fetch_feed", address, error)
            continue
        landed += _land_pages(settings, raw, fetcher, feed, retrieval.address)
        raw.append([retrieval])  # last: the next run may only hear "unchanged" once the pages are in
    if addresses and len(failed) == len(addresses):
        raise failed[0]
    return landed


def fetch_feed(fetcher: Fetcher, raw: Raw, address: str) -> tuple[Feed, Retrieval]:
    """One feed as it is now (from the kept bytes, where it is unchanged) and its retrieval, not yet appended.

    Raises FetchError, and NotAFeed with the feed's address.
    """
    previous = raw.latest(SLUG).get(without_secrets(address))
    content, retrieval = fetcher.fetch(address, source=SLUG, previous=previous, accept=_ACCEPT)
    if content is None:
        content = raw.page(retrieval).content
    try:
        feed = read_feed(content, retrieval.metadata.get("final_address") or retrieval.address)
    except NotAFeed as error:
        raise NotAFeed(f"{retrieval.address} is not read: {error}.") from None
    if feed.warning:
        LOG.warning("%s: %s", retrieval.address, feed.warning)
    return feed, retrieval


def _land_pages(settings: Settings, raw: Raw, fetcher: Fetcher, feed: Feed, address: str) -> list[Retrieval]:
    from critmin.sources.articles import SOURCE

    held = raw.latest(SOURCE.slug)
    landed: list[Retrieval] = []
    for entry in feed.entries:
        previous = held.get(without_secrets(entry.address))
        if previous and previous.metadata.get("feed_digest") == entry.digest:
            continue
        said = {
            "feed": address,
            "feed_publisher": feed.title,
            "feed_entry": entry.identity,
            "feed_entry_title": entry.title,
            "feed_author": entry.author,
            "feed_published_on": entry.published_on.isoformat() if entry.published_on else None,
            "feed_digest": entry.digest,
        }
        try:
            _, retrieval = fetcher.fetch(
                entry.address,
                source=SOURCE.slug,
                previous=previous,
                licence=SOURCE.licence,
                metadata={k: v for k, v in said.items() if v is not None},
            )
        except FetchError as error:
            _note(settings, "fetch_page", entry.address, error)
            continue
        raw.append([retrieval])
        landed.append(retrieval)
    return landed


def _note(settings: Settings, step: str, address: str, error: Exception) -> None:
    """Keep a failure where people look for it: the log, and the ops ledger."""
    LOG.warning("%s", error)
    Ledger(settings.root).append_step(
        step, settings.now(), subject=without_secrets(address), seconds=0.0, outcome="failed", detail=str(error)
    )
