"""Whole issues and single documents of the Federal Register in XML, as notices with their text.

An issue begins with its contents, which name every document with its pages: what the issue holds is compared with that.
"""

import re
from xml.etree.ElementTree import Element

from critmin.lake import BadPage
from critmin.sources.federal_register_forms import Notice, check_number, correction_said
from critmin.sources.federal_register_numbers import (
    cfr_parts,
    day,
    days_in,
    document_number,
    effective_day,
    filed_day,
)
from critmin.sources.markup import local, xml_root

DOCUMENTS = ("RULE", "PRORULE", "NOTICE", "PRESDOCU")
_ORDERS = {  # the element inside PRESDOCU: the API's word for the same
    "EXECORD": "Executive Order",
    "EXECORDR": "Executive Order",
    "PROCLA": "Proclamation",
    "PRMEMO": "Memorandum",
    "PRNOTICE": "Notice",
    "DETERM": "Determination",
    "PRORDER": "Presidential Order",
}
_LEFT_OUT = {"PRTPAGE", "FTREF", "FTNT", "SU", "BILCOD", "FRDOC", "FILED", "GPH", "GID", "PSIG", "STARS", "TITLE3"}
_BLOCKS = {"P", "FP", "HD", "AMDPAR", "LI", "NAME", "DATED", "TITLE", "PROC", "EXECORD", "AGENCY", "SUBAGY", "SUBJECT"}
_HEAD = {"AGENCY", "SUBAGY", "CFR", "DEPDOC", "RIN", "PRES", "SUBJECT"}  # told by columns, not by the text
_NUMBERED = re.compile(r"(?P<kind>Executive Order|Proclamation)\s+(?P<number>\d{4,5})\b")


def from_xml(content: bytes, published_on: str | None = None, number: str | None = None) -> list[Notice]:
    """Notices of an issue, or of one document's full text (whose day and number its address tells).

    Raises BadPage for damaged or hostile XML, a page without a document, or an issue that lacks one of its contents.
    """
    root = xml_root(content)
    if local(root.tag) == "FEDREG":
        return _issue(root)
    documents = [e for e in root.iter() if local(e.tag) in DOCUMENTS] or ([root] if _is_document(root) else [])
    if not documents:
        raise BadPage(f"the XML ({local(root.tag)}) holds no rule, notice or presidential document")
    notices = [_notice(position, element) for position, element in enumerate(documents)]
    for notice in notices:
        notice.published_on = notice.published_on or day(published_on)
        if not notice.number_text and len(notices) == 1 and number:
            notice.number_text, notice.number, notice.faults = number, document_number(number), []
            check_number(notice)
    return notices


def _is_document(root: Element) -> bool:
    return any(local(e.tag) == "FRDOC" for e in root.iter())


def _issue(root: Element) -> list[Notice]:
    volume = _first(root, "VOL")
    days = days_in(_first(root, "DATE") or "")
    if not volume or not volume.isdecimal() or not days:
        raise BadPage("the issue does not say its volume or day")
    pages = _contents(root)
    notices = []
    current_page: int | None = None
    for element in root.iter():
        name = local(element.tag)
        if name == "PRTPAGE" and (element.get("P") or "").isdecimal():
            current_page = int(element.get("P") or 0)
        elif name in DOCUMENTS:
            notice = _notice(len(notices), element)
            notice.published_on = days[0]
            first, last = pages.get(notice.number or "", (current_page, None))
            first = _own_page(element) or first
            notice.start_page, notice.end_page = first, last
            notice.citation_text = f"{volume} FR {first}" if first else None
            notice.links = correction_said(notice)
            notices.append(notice)
    missing = pages.keys() - {n.number for n in notices}
    if missing:
        raise BadPage(f"the contents name {len(missing)} documents that the issue does not hold: {sorted(missing)[:5]}")
    if not notices:
        raise BadPage("the issue holds no document")
    return notices


def _contents(root: Element) -> dict[str, tuple[int, int]]:
    """First and last page of each document that the contents name."""
    pages: dict[str, tuple[int, int]] = {}
    for entry in (e for e in root.iter() if local(e.tag) in ("DOCENT", "SJDENT", "SSJDENT")):
        found = [int(p) for p in re.findall(r"\d+", (_first(entry, "PGS") or "").replace(",", ""))]
        for child in (e for e in entry.iter() if local(e.tag) == "FRDOCBP"):
            number = document_number(child.text)
            if number and found and number not in pages:
                pages[number] = (min(found), max(found))
    return pages


def _own_page(element: Element) -> int | None:
    """The page that stands before a document's first words: it begins at the top of that page.

    Of a document in a part of its own the contents name the cover's page; this is the page that people cite.
    """
    for e in element.iter():
        name = local(e.tag)
        if name == "PRTPAGE":
            text = e.get("P") or ""
            return int(text) if text.isdecimal() else None
        if name not in (*DOCUMENTS, *_ORDERS, "PREAMB", "TITLE3", "PRES") and (e.text or "").strip():
            return None
    return None


def _notice(position: int, element: Element) -> Notice:
    notice = Notice(position, " ".join("".join(element.itertext()).split())[:2_000])
    notice.document_type = local(element.tag) if local(element.tag) in DOCUMENTS else "UNKNOWN"
    printed = " ".join(f"{_first(element, 'FRDOC') or ''} {_first(element, 'FILED') or ''}".split())
    found = re.search(r"FR\s+Doc\.?\s+([^\s;\]]+)", printed)
    notice.number_text = found[1] if found else None
    notice.number = document_number(notice.number_text)
    notice.filed_on = filed_day(printed)
    notice.agencies = list(dict.fromkeys(t for tag in ("AGENCY", "SUBAGY") for t in _all(element, tag)))
    notice.docket_ids = [t.strip("[]") for t in _all(element, "DEPDOC")]
    notice.regulation_ids = [r for t in _all(element, "RIN") for r in re.findall(r"\d{4}-[A-Z]{2}\d{2,3}", t)]
    notice.cfr = list(dict.fromkeys(p for t in _all(element, "CFR") for p in cfr_parts(t)))
    notice.action = _paragraphs_of(element, "ACT")
    notice.abstract = _paragraphs_of(element, "SUM")
    notice.dates_text = _paragraphs_of(element, "EFFDATE") or _paragraphs_of(element, "DATES")
    if effective := effective_day(notice.dates_text):
        notice.effective_on, notice.effective_source = effective, "dates_text"
    notice.title = _first(element, "SUBJECT")
    signed = next((d for t in _all(element, "DATED") if (d := days_in(t))), [])
    if notice.document_type == "PRESDOCU":
        _read_presidential(notice, element)
        numbered = next((t for tag in ("PROC", "EXECORDR", "EXECORD") for t in _all(element, tag) if days_in(t)), "")
        signed = days_in(numbered) or signed
    notice.signed_on = signed[0] if signed else None
    body = "\n\n".join(_blocks(element))
    notice.text = f"{notice.title}\n\n{body}" if notice.title and body else notice.title or body or None
    return check_number(notice)


def _read_presidential(notice: Notice, element: Element) -> None:
    """Kind, number and title of an order or proclamation."""
    inside = next((local(e.tag) for e in element if local(e.tag) in _ORDERS), None)
    notice.subtype = _ORDERS.get(inside or "")
    headings = [_plain(e) for e in element.iter() if local(e.tag) == "HD" and e.get("SOURCE") == "HED"]
    notice.title = notice.title or next((h for h in headings if h), None)
    for text in [t for tag in ("PROC", "EXECORDR", "EXECORD") for t in _all(element, tag)]:
        if found := _NUMBERED.search(text):
            if found["kind"] == "Executive Order":
                notice.executive_order_number = notice.executive_order_number or found["number"]
            else:
                notice.proclamation_number = notice.proclamation_number or found["number"]


# -- text -------------------------------------------------------------------------------------------------------------


def _blocks(element: Element) -> list[str]:
    """The paragraphs of a document, in order; rows of tables on lines of their own, cells apart by a tab."""
    blocks: list[str] = []
    for child in element:
        name = local(child.tag)
        if name in _LEFT_OUT or (name in _HEAD and local(element.tag) in ("PREAMB", *_ORDERS)):
            continue
        if name == "GPOTABLE":
            blocks += _rows(child)
        elif name in _BLOCKS:
            blocks.append(_plain(child))
        else:
            blocks += _blocks(child)
    return [b for b in blocks if b]


def _rows(table: Element) -> list[str]:
    lines = [_plain(e) for e in table if local(e.tag) == "TTITLE"]
    lines.append("\t".join(_plain(e) for e in table.iter() if local(e.tag) == "CHED"))
    lines += ["\t".join(_plain(c) for c in row) for row in table.iter() if local(row.tag) == "ROW"]
    return ["\n".join(line for line in lines if line.strip())]


def _plain(element: Element) -> str:
    """The words of an element on one line, without footnote marks and page breaks."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Element) -> list[str]:
    pieces = [element.text or ""]
    for child in element:
        if local(child.tag) not in _LEFT_OUT:
            pieces += _pieces(child)
        pieces.append(child.tail or "")
    return pieces


def _all(element: Element, tag: str) -> list[str]:
    return [t for e in element.iter() if local(e.tag) == tag and (t := _plain(e))]


def _first(element: Element, tag: str) -> str | None:
    return next((" ".join("".join(e.itertext()).split()) for e in element.iter() if local(e.tag) == tag), None)


def _paragraphs_of(element: Element, tag: str) -> str | None:
    """The paragraphs of the first section of that name, without its heading."""
    section = next((e for e in element.iter() if local(e.tag) == tag), None)
    if section is None:
        return None
    return " ".join(_plain(e) for e in section if local(e.tag) in ("P", "FP")).strip() or None
