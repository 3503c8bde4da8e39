"""Articles, statements and notices: what people drop or feeds name, as `.html`, `.txt` or `.md`.

Publisher  whoever wrote it: a news site, a ministry, a firm
Grain      document, retrieval
Beware     In .txt and .md the text has exactly the file's characters, furniture blanked: offsets into it are offsets
           into the file. In .html it is the extracted article, title first, paragraphs apart by an empty line.
           A date that cannot be told is null. The shell of a page may be in another language than its body.
"""

from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from critmin.lake import PROVENANCE, BadPage, Page, Parsed, stamp
from critmin.sources import Source
from critmin.sources import article_words as words
from critmin.sources.article_dates import read_date
from critmin.sources.article_encoding import decode, unpacked
from critmin.sources.article_furniture import blank_passages, clean, passages
from critmin.sources.article_head import date_of_text
from critmin.sources.article_html import read_html
from critmin.sources.article_languages import body_language

VERSION = "2"
MAX_CHARACTERS = 2_000_000  # of text: a long report has some hundred thousand
_LEAST = 40  # characters of prose: less says nothing
_STUB = 600

DOCUMENTS = pa.schema(
    [
        pa.field("document_id", pa.string(), nullable=False),  # = _page_sha256
        pa.field("title", pa.string()),
        pa.field("text", pa.string(), nullable=False),
        pa.field("publisher", pa.string()),
        pa.field("author", pa.string()),
        pa.field("language", pa.string()),  # of the body, ISO 639-1
        pa.field("published_on", pa.date32()),
        pa.field("published_on_source", pa.string()),  # sidecar | metadata | feed | text
        pa.field("address", pa.string()),  # the publisher's, null where nobody says
        pa.field("doc_format", pa.string(), nullable=False),  # html | txt | md
        pa.field("n_characters", pa.int64(), nullable=False),  # of text, blanks included
        pa.field("text_status", pa.string(), nullable=False),  # full | partial (a paywall's stub, a teaser)
        *PROVENANCE,
    ]
)

# What front matter calls the day of publication, the surest first: `date` may be the day of a copy.
_DATE_FIELDS = [
    "original_published",
    "published_time",
    "published_on",
    "date_published",
    "datepublished",
    "published",
    "pubdate",
    "publish_date",
    "date",
]
_ADDRESS_FIELDS = ("canonical_url", "source_url", "external_url", "original_url", "url", "link")
_PUBLISHER_FIELDS = ("publisher", "source_name", "site_name", "source_feed")


@dataclass
class _Read:
    """What a page gives before the sidecar and the feed have their say."""

    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    published_on: date | None = None
    published_on_source: str | None = None
    address: str | None = None
    is_partial: bool = False


def parse(page: Page) -> Parsed:
    """Read one document: a table `documents` with one row. No network, clock or disk.

    A sidecar's fields (`Retrieval.metadata`: title, publisher, author, published_on, address) come before the page's
    own; those of the feed that named the page (feed_publisher, feed_published_on, feed_author, feed_entry_title) fill
    what neither gives, and the feed's date comes before one read from the text.

    Raises BadPage for a page without an article: empty, binary, too large, an error page, a shell without text.
    """
    content = unpacked(page.content)
    content_type = page.retrieval.content_type
    doc_format = _format(page, content)
    text = decode(content, content_type=content_type, is_html=doc_format == "html")
    known_by = page.retrieval.retrieved_at.date()
    sidecar = {k: " ".join(str(v).split()) for k, v in page.metadata.items() if v is not None and str(v).strip()}
    read = _read_html(text, known_by) if doc_format == "html" else _read_plain(text, sidecar.get("title"), known_by)
    if len(read.text) > MAX_CHARACTERS:
        raise BadPage(f"The text has more than {MAX_CHARACTERS:,} characters; split it into its chapters.")
    published_on, published_on_source = _published(read, sidecar, known_by)
    address = next((a for a in (page.retrieval.address, sidecar.get("address"), read.address) if _is_web(a)), None)
    row = {
        "document_id": [page.retrieval.sha256],
        "title": [sidecar.get("title") or read.title or sidecar.get("feed_entry_title")],
        "text": [read.text],
        "publisher": [sidecar.get("publisher") or read.publisher or sidecar.get("feed_publisher")],
        "author": [sidecar.get("author") or read.author or sidecar.get("feed_author")],
        "language": [read.language],
        "published_on": [published_on],
        "published_on_source": [published_on_source],
        "address": [address],
        "doc_format": [doc_format],
        "n_characters": [len(read.text)],
        "text_status": ["partial" if read.is_partial else "full"],
    }
    return Parsed(tables={"documents": stamp(row, [0], page, DOCUMENTS)}, n_records={"documents": 1})


def _format(page: Page, content: bytes) -> str:
    """html, md or txt: by what the file starts with, then its name's ending, then what the server says."""
    start = content[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head")):
        return "html"
    name = page.name.lower().removesuffix(".gz")
    for suffix, doc_format in ((".html", "html"), (".htm", "html"), (".md", "md"), (".txt", "txt")):
        if name.endswith(suffix):
            return doc_format
    content_type = (page.retrieval.content_type or "").lower()
    if "html" in content_type:
        return "html"
    return "md" if "markdown" in content_type else "txt"


def _is_web(address: str | None) -> bool:
    return bool(address) and address.startswith(("http://", "https://"))


def _published(read: _Read, sidecar: dict[str, str], known_by: date) -> tuple[date | None, str | None]:
    """The day of publication, and who says so."""
    if day := read_date(sidecar.get("published_on"), known_by):
        return day, "sidecar"
    if read.published_on and read.published_on_source == "metadata":
        return read.published_on, "metadata"
    if day := read_date(sidecar.get("feed_published_on"), known_by):
        return day, "feed"
    return read.published_on, read.published_on_source


def _read_html(text: str, known_by: date) -> _Read:
    found = read_html(text, known_by)
    return _Read(**vars(found))


def _read_plain(text: str, title: str | None, known_by: date) -> _Read:
    """A .txt or .md file: the same characters, furniture and passages in another language blanked."""
    if len(text) > MAX_CHARACTERS:
        raise BadPage(f"The text has more than {MAX_CHARACTERS:,} characters; split it into its chapters.")
    cleaned = clean(text, title)
    spans = passages(cleaned.text)
    language, belongs = body_language([cleaned.text[start:end] for start, end in spans])
    title_at = next((i for i, (s, e) in enumerate(spans) if cleaned.title and cleaned.title in cleaned.text[s:e]), None)
    foreign = [s for i, (s, keep) in enumerate(zip(spans, belongs, strict=True)) if not keep and i != title_at]
    kept = blank_passages(cleaned.text, foreign)
    prose = " ".join(kept.split())
    n_prose = len(prose) - len(cleaned.title or "")
    if n_prose < 2_500 and words.ERROR_TITLE.search(cleaned.title or ""):
        raise BadPage(
            f"The file holds an error page ({(cleaned.title or '')[:80]!r}); fetch or save the article again."
        )
    if n_prose < _LEAST:
        raise BadPage("The file holds no article text beside its title and furniture.")
    fields = cleaned.fields
    head = [cleaned.text[start:end] for start, end in spans]
    in_metadata = next((day for f in _DATE_FIELDS if (day := read_date(fields.get(f), known_by))), None)
    in_text = None if in_metadata else date_of_text(head, cleaned.title, known_by)
    return _Read(
        text=kept,
        title=cleaned.title,
        publisher=next((fields[f] for f in _PUBLISHER_FIELDS if f in fields), None),
        author=fields.get("author"),
        language=language,
        published_on=in_metadata or in_text,
        published_on_source="metadata" if in_metadata else "text" if in_text else None,
        address=next((fields[f] for f in _ADDRESS_FIELDS if _is_web(fields.get(f))), None),
        is_partial=cleaned.is_teaser or (n_prose < _STUB and words.STUB.search(text) is not None),
    )


SOURCE = Source(
    slug="articles",
    title="Articles, statements and notices",
    publisher="their publishers",
    licence="with each publisher; kept for own analysis, quoted in excerpts",
    homepage="",
    entities={"documents": DOCUMENTS},
    parse=parse,
    version=VERSION,
    suffixes=(".html", ".htm", ".txt", ".md"),
    conserved={},
)
