"""The Federal Register: what the United States' law on tariffs and controls says, in whose name, and from when.

Publisher  Office of the Federal Register, National Archives
Grain      notices, documents: document number, retrieval; links: document, relation, target, retrieval
Forms      the API's pages of documents (JSON, CSV) and single documents, the archives' list of executive orders (CSV),
           whole issues and full texts (XML); each may be gzipped
Beware     A document is identified by its number (2025-06063), never by its citation: two may begin on one page.
           `documents` is what the reader of claims reads: title with abstract (partial), or the whole text (full).
           Rates and lists of goods often stand in annexes that are pictures: their text is not there.
           `effective_on` is often empty: the paragraph DATES is read, and only where it names one day.
           Corrections are documents of their own; the corrected one stays, both are linked.
           The API stops at a number of results and says so nowhere: see `federal_register_live`.
"""

import hashlib
import re
from collections import Counter

import pyarrow as pa

from critmin.lake import PROVENANCE, Page, Parsed, Rejected, stamp
from critmin.sources import Source, federal_register_live, tabular
from critmin.sources.articles import DOCUMENTS as DOCUMENT_SCHEMA
from critmin.sources.articles import MAX_CHARACTERS
from critmin.sources.federal_register_forms import Notice, from_csv, from_json
from critmin.sources.federal_register_issues import from_xml

NOTICES, DOCUMENTS, LINKS = "notices", "documents", "links"
VERSION = "2"
LEAST_CHARACTERS = 40  # a title of three words says nothing that a claim could rest on
ADDRESS = "https://www.federalregister.gov/d/{}"  # the Register's own short address, the same for every form

_NAMES = pa.list_(pa.string())
SCHEMAS = {
    NOTICES: pa.schema(
        [
            ("document_number", pa.string()),  # in one form: see federal_register_numbers
            ("document_number_as_printed", pa.string()),
            ("document_type", pa.string()),  # the publisher's word
            ("subtype", pa.string()),
            ("title", pa.string()),
            ("action", pa.string()),
            ("abstract", pa.string()),
            ("signed_on", pa.date32()),
            ("filed_on", pa.date32()),
            ("published_on", pa.date32()),
            ("effective_on", pa.date32()),
            ("effective_source", pa.string()),  # api | dates_text
            ("dates_text", pa.string()),
            ("comments_close_on", pa.date32()),
            ("citation", pa.string()),  # 90 FR 9113
            ("citation_as_printed", pa.string()),
            ("start_page", pa.int64()),
            ("end_page", pa.int64()),
            ("executive_order_number", pa.string()),
            ("proclamation_number", pa.string()),
            ("president", pa.string()),
            ("agencies", _NAMES),
            ("docket_ids", _NAMES),
            ("regulation_ids", _NAMES),
            ("cfr_parts", _NAMES),  # 40 CFR 52
            ("html_url", pa.string()),
            ("full_text_url", pa.string()),
            ("wire_form", pa.string()),  # api_json | csv | xml
            *PROVENANCE,
        ]
    ),
    DOCUMENTS: DOCUMENT_SCHEMA,
    LINKS: pa.schema(
        [
            ("document_number", pa.string()),
            ("relation", pa.string()),  # amends, amended_by, revokes, corrects ...
            ("target_kind", pa.string()),  # executive_order | document | citation | other
            ("target", pa.string()),
            ("said", pa.string()),  # as printed
            *PROVENANCE,
        ]
    ),
}
_PLAIN = [n for n in SCHEMAS[NOTICES].names if not n.startswith("_")]


def parse(page: Page) -> Parsed:
    """Read the notices of one page, the documents to be read for claims, and what notices say of one another.

    No network, clock or disk. Raises BadPage for a page that is none (an error, an empty answer, results left out in
    silence, an issue without one of its contents, hostile XML), SchemaDrift for a table without document numbers.
    A notice without a number, with an unreadable day, or told twice is rejected by itself.
    """
    content = tabular.unpacked(page.content)
    ragged: list[Rejected] = []
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        form, notices = "xml", from_xml(_without_html(content), *_named_by_address(page))
    elif content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        form, notices = "api_json", from_json(tabular.decoded(content))
    else:
        form = "csv"
        notices, sheet = from_csv(tabular.decoded(content))
        ragged = tabular.ragged_records(NOTICES, sheet)
    good, rejected = _sorted_out(notices)
    tables = {
        NOTICES: stamp(_columns(good, form), [n.position for n in good], page, SCHEMAS[NOTICES]),
        DOCUMENTS: _documents(good, form, page),
        LINKS: _links(good, page),
    }
    counts = {
        NOTICES: len(notices) + len(ragged),
        DOCUMENTS: tables[DOCUMENTS].num_rows,
        LINKS: tables[LINKS].num_rows,
    }
    return Parsed(tables, counts, [*ragged, *rejected])


def _without_html(content: bytes) -> bytes:
    if re.match(rb"\s*<(?:!doctype\s+html|html|head|title)\b", content.lstrip(b"\xef\xbb\xbf"), re.IGNORECASE):
        tabular.decoded(content)  # raises BadPage, which says what came
    return content


def _named_by_address(page: Page) -> tuple[str | None, str | None]:
    """Day and number in the address of a full text: .../full_text/xml/2025/04/07/2025-06063.xml."""
    for said in (page.retrieval.address, page.name):
        if found := re.search(r"(\d{4})/(\d{2})/(\d{2})/([A-Z0-9-]+)(?:\.xml)?(?:$|\?)", said):
            return f"{found[1]}-{found[2]}-{found[3]}", found[4]
    said_day = page.metadata.get("published_on")
    number = page.metadata.get("document_number")
    return (str(said_day) if said_day else None), (str(number) if number else None)


def _sorted_out(notices: list[Notice]) -> tuple[list[Notice], list[Rejected]]:
    """Good notices, and the rejected ones. A number told twice by one page is kept once (R6)."""
    told = Counter(n.number for n in notices if n.number and not n.faults)
    good, rejected, seen = [], [], set()
    for notice in notices:
        faults = list(notice.faults)
        if not faults and told[notice.number] > 1 and notice.number in seen:
            faults.append(("repeated_document", f"{notice.number} stands twice in the page"))
        if faults:
            rejected.append(Rejected(NOTICES, notice.position, *faults[0], notice.shown))
            continue
        seen.add(notice.number)
        good.append(notice)
    return good, rejected


def _columns(notices: list[Notice], form: str) -> dict[str, list]:
    renamed = {
        "document_number": "number",
        "document_number_as_printed": "number_text",
        "citation_as_printed": "citation_text",
        "cfr_parts": "cfr",
    }
    columns = {n: [getattr(x, renamed.get(n, n)) for x in notices] for n in _PLAIN if n != "wire_form"}
    return columns | {"wire_form": [form] * len(notices)}


def _documents(notices: list[Notice], form: str, page: Page) -> pa.Table:
    """What can be read for claims, as the reader of articles takes it."""
    rows: dict[str, list] = {name: [] for name in DOCUMENT_SCHEMA.names if not name.startswith("_")}
    positions = []
    for notice in notices:
        is_full = notice.text is not None
        text = notice.text or "\n\n".join(t for t in (notice.title, notice.abstract) if t)
        if len(text) < LEAST_CHARACTERS or len(text) > MAX_CHARACTERS:
            continue
        said = f"{notice.number}\n{text}".encode()
        positions.append(notice.position)
        for name, value in {
            "document_id": hashlib.sha256(said).hexdigest(),
            "title": notice.title,
            "text": text,
            "publisher": "Federal Register",
            "author": "; ".join(notice.agencies) or None,
            "language": "en",
            "published_on": notice.published_on,
            "published_on_source": "metadata" if notice.published_on else None,
            "address": ADDRESS.format(notice.number),
            "doc_format": "xml" if form == "xml" else "abstract",
            "n_characters": len(text),
            "text_status": "full" if is_full else "partial",
        }.items():
            rows[name].append(value)
    return stamp(rows, positions, page, DOCUMENT_SCHEMA)


def _links(notices: list[Notice], page: Page) -> pa.Table:
    found = [(n, link) for n in notices for link in dict.fromkeys(_frozen(n))]
    columns = {"document_number": [n.number for n, _ in found]}
    for place, name in enumerate(("relation", "target_kind", "target", "said")):
        columns[name] = [link[place] for _, link in found]
    return stamp(columns, [n.position for n, _ in found], page, SCHEMAS[LINKS])


def _frozen(notice: Notice) -> list[tuple[str, str, str, str]]:
    """The links of a notice, one for each relation and target."""
    first = {}
    for link in notice.links:
        first.setdefault((link.relation, link.target), (link.relation, link.target_kind, link.target, link.said))
    return list(first.values())


SOURCE = Source(
    slug="federal_register",
    title="Rules, notices and presidential documents",
    publisher="Office of the Federal Register, National Archives",
    licence="Public domain (US government work)",
    homepage="https://www.federalregister.gov/",
    entities=SCHEMAS,
    parse=parse,
    version=VERSION,
    suffixes=(".json", ".csv", ".xml"),
    conserved={},
    live=federal_register_live.LIVE,
)
