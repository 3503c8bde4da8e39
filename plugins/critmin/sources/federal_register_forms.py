"""The Federal Register's API answers (JSON, CSV) and lists of executive orders, as notices."""

import json
import re
from dataclasses import dataclass, field
from datetime import date

from critmin.lake import BadPage, SchemaDrift
from critmin.sources import tabular
from critmin.sources.federal_register_numbers import (
    cfr_parts,
    citation,
    citations,
    day,
    document_number,
    effective_day,
)

RELATIONS = {  # the words of disposition notes: the relation of this document to the one named
    "amends": "amends",
    "amended by": "amended_by",
    "revokes": "revokes",
    "revoked by": "revoked_by",
    "supersedes": "supersedes",
    "superseded by": "superseded_by",
    "supersedes or replaces": "supersedes",
    "superseded or replaced by": "superseded_by",
    "continues": "continues",
    "continued by": "continued_by",
    "see": "see",
}


@dataclass
class Link:
    """What a document says of its relation to another: by number of executive order, document, or citation."""

    relation: str
    target_kind: str  # executive_order | document | citation | other
    target: str
    said: str


@dataclass
class Notice:
    """One document of the Register as a page describes it. `faults` are rule and reason why it is kept out."""

    position: int
    shown: str
    number_text: str | None = None
    number: str | None = None
    document_type: str | None = None  # the publisher's word
    subtype: str | None = None
    title: str | None = None
    action: str | None = None
    abstract: str | None = None
    text: str | None = None  # the whole, title first
    signed_on: date | None = None
    filed_on: date | None = None
    published_on: date | None = None
    effective_on: date | None = None
    effective_source: str | None = None  # api | dates_text
    dates_text: str | None = None
    comments_close_on: date | None = None
    citation_text: str | None = None
    start_page: int | None = None
    end_page: int | None = None
    executive_order_number: str | None = None
    proclamation_number: str | None = None
    president: str | None = None
    agencies: list[str] = field(default_factory=list)
    docket_ids: list[str] = field(default_factory=list)
    regulation_ids: list[str] = field(default_factory=list)
    cfr: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    html_url: str | None = None
    full_text_url: str | None = None
    faults: list[tuple[str, str]] = field(default_factory=list)

    @property
    def citation(self) -> str | None:
        return citation(self.citation_text)


# -- JSON -------------------------------------------------------------------------------------------------------------


def from_json(text: str) -> list[Notice]:
    """Notices of an API answer: a page of results, one document, or a list of orders made of the API's fields.

    Raises BadPage for an error, a damaged body, an empty answer, or a page that leaves out results without naming a
    next one; SchemaDrift when the answer has no results and is no document.
    """
    try:
        page = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadPage(f"the JSON is cut off or damaged: {error}") from None
    if isinstance(page, dict) and ("errors" in page or {"status", "message"} <= page.keys()):
        raise BadPage(f"the Federal Register answered with an error: {json.dumps(page)[:200]}")
    if isinstance(page, dict) and page.get("count") == 0:
        raise BadPage(f"the answer says that nothing was found: {page.get('description') or 'no description'}")
    if isinstance(page, dict) and "document_number" in page:
        results: object = [page]
    elif isinstance(page, dict):
        results = page.get("results", page.get("orders"))
    else:
        results = page
    if not isinstance(results, list) or not results:
        names = sorted(page) if isinstance(page, dict) else type(page).__name__
        raise SchemaDrift(f"no results in the answer; it has {names}")
    if isinstance(page, dict):
        _check_whole(page, len(results))
    return [_notice(position, result) for position, result in enumerate(results)]


def _check_whole(page: dict, n_results: int) -> None:
    """A page that counts more than it holds must name a next one: else rows were dropped in silence (R1, R7)."""
    count = page.get("count")
    is_only = page.get("total_pages") in (None, 1) and not page.get("previous_page_url")
    if isinstance(count, int) and is_only and not page.get("next_page_url") and n_results < count:
        raise BadPage(f"{n_results:,} results came where the answer counts {count:,}, and no next page is named")


def _notice(position: int, result: object) -> Notice:
    notice = Notice(position, json.dumps(result, ensure_ascii=False))
    if not isinstance(result, dict):
        notice.faults.append(("untyped_record", "a result is no object"))
        return notice
    notice.number_text = _text(result, "document_number")
    notice.number = document_number(notice.number_text)
    notice.document_type = _text(result, "type")
    notice.subtype = _text(result, "subtype")
    notice.title = _text(result, "title")
    notice.action = _text(result, "action")
    notice.abstract = _text(result, "abstract")
    notice.dates_text = _text(result, "dates")
    notice.citation_text = _text(result, "citation")
    notice.start_page, notice.end_page = _whole(result, "start_page"), _whole(result, "end_page")
    notice.executive_order_number = _text(result, "executive_order_number")
    notice.proclamation_number = _text(result, "proclamation_number")
    if notice.executive_order_number and not notice.document_type:
        notice.document_type, notice.subtype = "Presidential Document", "Executive Order"
    president = result.get("president")
    notice.president = _text(president, "name") if isinstance(president, dict) else None
    notice.agencies = [n for a in _list(result, "agencies") if (n := _text(a, "name") or _text(a, "raw_name"))]
    notice.docket_ids = [str(d) for d in _list(result, "docket_ids") if d]
    notice.regulation_ids = [str(r) for r in _list(result, "regulation_id_numbers") if r]
    notice.cfr = [
        f"{r['title']} CFR {r['part']}"
        for r in _list(result, "cfr_references")
        if isinstance(r, dict) and r.get("title") and r.get("part")
    ]
    for name, theirs in (
        ("signed_on", "signing_date"),
        ("published_on", "publication_date"),
        ("effective_on", "effective_on"),
        ("comments_close_on", "comments_close_on"),
    ):
        said = _text(result, theirs)
        setattr(notice, name, day(said))
        if said and day(said) is None:
            notice.faults.append(("unreadable_date", f"{theirs} {said!r} is no day"))
    _take_effect(notice)
    notice.html_url, notice.full_text_url = _text(result, "html_url"), _text(result, "full_text_xml_url")
    notice.links = [*_corrections(result), *links_of(_text(result, "disposition_notes"))]
    notice.links += links_of(_text(result, "executive_order_notes")) if not _text(result, "disposition_notes") else []
    notice.links += correction_said(notice)
    return check_number(notice)


def _take_effect(notice: Notice) -> None:
    """The day of effect: the API's own, else the one that the paragraph DATES names."""
    if notice.effective_on:
        notice.effective_source = "api"
    elif found := effective_day(notice.dates_text):
        notice.effective_on, notice.effective_source = found, "dates_text"


def check_number(notice: Notice) -> Notice:
    """Say what is wrong with a notice's number: without one nothing can be joined to it."""
    if not notice.number_text:
        notice.faults.append(("no_document_number", "a document without its number"))
    elif notice.number is None:
        notice.faults.append(("unreadable_number", f"{notice.number_text!r} is no document number"))
    return notice


def _corrections(result: dict) -> list[Link]:
    links = []
    for relation, said in [("corrects", _text(result, "correction_of"))] + [
        ("corrected_by", str(c)) for c in _list(result, "corrections") if c
    ]:
        if not said:
            continue
        number = document_number(said.rsplit("/", 1)[-1].removesuffix(".json"))
        links.append(Link(relation, "document" if number else "other", number or said[:200], said[:300]))
    return links


def correction_said(notice: Notice) -> list[Link]:
    """What a document that calls itself a correction corrects: the one citation that its summary names.

    None when it names none, or several: then it says that it corrects, and not what.
    """
    heading = f"{notice.title or ''} | {notice.action or ''}"
    if not re.search(r"\bcorrect(?:ions?|ing|ed)\b", heading, re.IGNORECASE):
        return []
    if any(link.relation == "corrects" for link in notice.links):
        return []
    cited = {c for c in citations(notice.abstract) if c != notice.citation}
    return [Link("corrects", "citation", next(iter(cited)), heading[:300])] if len(cited) == 1 else []


def links_of(notes: str | None) -> list[Link]:
    """Relations in disposition notes, one line a relation: `Amends: EO 11063, November 20, 1962; EO 12259`."""
    links = []
    for line in (notes or "").splitlines():
        word, colon, rest = line.partition(":")
        relation = RELATIONS.get(" ".join(word.lower().split()))
        if not colon or relation is None:
            continue
        for said in (s.strip() for s in rest.split(";")):
            if said:
                links.append(Link(relation, *_target(said), said[:300]))
    return links


def _target(said: str) -> tuple[str, str]:
    order = re.search(r"\b(?:EO|E\.O\.|Executive Order)\s*(\d{3,5}(?:-[A-Z])?)", said)
    if order:
        return "executive_order", order[1]
    cited = citation(said)
    return ("citation", cited) if cited else ("other", said[:200])


# -- CSV --------------------------------------------------------------------------------------------------------------


def from_csv(text: str) -> tuple[list[Notice], tabular.Sheet]:
    """Notices of a CSV: the API's own columns, or the archives' list of executive orders (number, citation, ...).

    Raises SchemaDrift when there is no column of document numbers, BadPage when it is no table.
    """
    sheet = tabular.sheet(text)
    sheet.place("document_number")
    is_orders = "number" in sheet.header and "signing_date" in sheet.header
    if not is_orders and "title" not in sheet.header:
        raise SchemaDrift(f"neither orders nor documents; the header is {tabular.shortened(sheet.header)}")
    notices = []
    for position, row in zip(sheet.positions, sheet.rows, strict=True):
        cells = {name: cell.strip() for name, cell in zip(sheet.header, row, strict=True) if cell.strip()}
        notices.append(_order(position, cells) if is_orders else _notice(position, _as_result(cells)))
        notices[-1].shown = tabular.joined(row)
    return notices, sheet


def _order(position: int, cells: dict[str, str]) -> Notice:
    notice = Notice(position, "", document_type="Presidential Document", subtype="Executive Order")
    notice.number_text = cells.get("document_number")
    notice.number = document_number(notice.number_text)
    notice.executive_order_number = cells.get("number")
    notice.citation_text = cells.get("citation")
    notice.signed_on = day(cells.get("signing_date"))
    if cells.get("signing_date") and notice.signed_on is None:
        notice.faults.append(("unreadable_date", f"signing_date {cells['signing_date']!r} is no day"))
    notice.links = links_of(cells.get("notes"))
    return check_number(notice)


def _as_result(cells: dict[str, str]) -> dict:
    """A record of the API's CSV as its JSON has it: lists are separated by semicolons or commas there."""
    result: dict = dict(cells)
    result["agencies"] = [{"name": n.strip()} for n in re.split(r";|, (?=[A-Z])", cells.get("agency_names", "")) if n]
    for name in ("docket_ids", "regulation_id_numbers", "corrections"):
        result[name] = [part.strip() for part in cells.get(name, "").split(";") if part.strip()]
    result["cfr_references"] = [
        {"title": title, "part": number}
        for part in cfr_parts(cells.get("cfr_references", ""))
        for title, number in [part.split(" CFR ")]
    ]
    result.pop("president", None)
    return result


def _text(record: object, name: str) -> str | None:
    value = record.get(name) if isinstance(record, dict) else None
    if value is None or isinstance(value, dict | list | bool):
        return None
    lines = [" ".join(line.split()) for line in str(value).splitlines()]
    return "\n".join(line for line in lines if line) or None


def _list(record: dict, name: str) -> list:
    value = record.get(name)
    return value if isinstance(value, list) else []


def _whole(record: dict, name: str) -> int | None:
    text = _text(record, name)
    return int(text) if text and text.isdecimal() else None
