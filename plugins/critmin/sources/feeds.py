"""RSS and Atom feeds: which pages they name, and landing those pages as articles.

Beware  feedparser takes an HTML page for an empty feed without an error: a feed without a version is refused.
        It is given bytes only: given text, it would open an address or a file of that name.
        A guid or an address without tracking parameters is an entry's identity; title and summary may change.
        A document type or an entity in a feed is refused: no honest feed needs one, and both have opened files and
        filled memories. Long fields are cut first: feedparser's pattern for an author takes minutes over 60,000
        letters, and its reader of ill-formed feeds stops at a character reference beyond all characters.
"""

import html.entities
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
_MAX_FIELD = 2_000  # characters of a title, an address, a summary: the rest is cut before any pattern meets it
_MAX_PERSON = 200
_PERSONS = ("author", "creator", "contributor", "publisher", "managingeditor", "webmaster", "owner", "name", "email")
_ACCEPT = "application/rss+xml,application/atom+xml,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.5"
_ENCODINGS = re.compile(
    r"^(?:utf-?8|us-ascii|ascii|iso-8859-\d{1,2}|latin-?1|windows-125\d|utf-?16(?:le|be)?|shift_jis|euc-jp|euc-kr"
    r"|gb2312|gbk|gb18030|big5|koi8-[ru])$",
    re.IGNORECASE,
)
_REFERENCE = re.compile(rb"&(?:#(x[0-9a-f]{1,12}|\d{1,12});|([a-z][a-z0-9]{1,40});)?", re.IGNORECASE)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})["']""")


_NO_FEED = "it is no RSS or Atom feed; look for the feed's address on the publisher's page"


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
    is_well_formed = _check(content)
    import feedparser

    read = feedparser.parse(
        io.BytesIO(_slim(content if is_well_formed else _mended(content))),
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    if not read.get("version"):
        raise NotAFeed(_NO_FEED)
    entries: dict[str, Entry] = {}
    seen: set[str] = set()
    for item in read.entries[:MAX_ENTRIES]:
        entry = _entry(item, address)
        if entry and entry.identity not in entries and entry.address not in seen:
            entries[entry.identity] = entry
            seen.add(entry.address)
    warning = None if is_well_formed else "the feed is not well-formed; it was read as far as it goes"
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
    bodies = [str(body.get("value")) for body in item.get("content") or []]
    said = [title, published, _text(dict.get(item, "updated")), _text(item.get("summary")), bodies]
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
    plain = " ".join(re.sub(r"<[^<>]{0,500}>", " ", value[: _MAX_FIELD + 100]).split())
    return plain or None


# -- is it safe to read? -------------------------------------------------------------------------------------------


def _check(content: bytes) -> bool:
    """Whether a feed is well-formed; raises NotAFeed for what must not reach a feed parser at all."""
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
    is_well_formed = _is_well_formed(content)
    if not is_well_formed and re.search(rb"<!\s*(?:doctype|entity)", content.replace(b"\x00", b""), re.IGNORECASE):
        raise NotAFeed("it has a document type or entities, and is refused unread")
    return is_well_formed


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


def _mended(content: bytes) -> bytes:
    """An ill-formed feed with its commonest faults mended: bare ampersands, HTML's names, characters that are none."""
    if b"\x00" in content:
        return content
    parts = re.split(rb"(<!\[CDATA\[.*?\]\]>)", content, flags=re.DOTALL)
    return b"".join(part if i % 2 else _REFERENCE.sub(_mended_reference, part) for i, part in enumerate(parts))


def _mended_reference(match: re.Match) -> bytes:
    number, name = match[1], match[2]
    if number:
        code = int(number[1:], 16) if number[:1] in b"xX" else int(number)
        is_character = (
            code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
        )
        return b"&#%d;" % (code if is_character else 0xFFFD)
    if name in (b"amp", b"lt", b"gt", b"quot", b"apos"):
        return match[0]
    letters = html.entities.html5.get(f"{name.decode()};") if name else None
    if letters:
        return b"".join(b"&#%d;" % ord(letter) for letter in letters)
    return b"&amp;" + match[0][1:]


def _slim(content: bytes) -> bytes:
    """A checked feed made well-formed and small: the first entries, each field cut (with its hash, so that a change
    behind the cut is still a change).
    """
    from lxml import etree

    parser = etree.XMLParser(
        recover=True, resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        tree = etree.fromstring(content, parser)
        if tree is not None:
            return _cut_tree(tree)
    except (etree.XMLSyntaxError, ValueError):  # also letters that are none, which lxml tells only when asked
        LOG.debug("not even its beginning is XML", exc_info=True)
    raise NotAFeed(_NO_FEED)


def _cut_tree(tree) -> bytes:
    from lxml import etree

    elements = [e for e in tree.iter() if isinstance(e.tag, str)]
    entries = [e for e in elements if etree.QName(e).localname in ("item", "entry")]
    for entry in entries[MAX_ENTRIES:]:
        entry.getparent().remove(entry)
    for element in elements:
        name = etree.QName(element).localname.lower()
        longest = _MAX_PERSON if name in _PERSONS else _MAX_FIELD
        element.text, element.tail = _cut(element.text, longest), _cut(element.tail, longest)
        for key, value in element.attrib.items():
            element.set(key, _cut(value, _MAX_FIELD))
    return etree.tostring(tree, encoding="utf-8", xml_declaration=True)


def _cut(text: str | None, longest: int) -> str | None:
    if text is None or len(text) <= longest:
        return text
    return f"{text[:longest]} {digest(text)}"


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
