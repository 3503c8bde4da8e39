"""The Federal Register, invented: counts by day, a search that stops in silence, full texts, conditions not heard."""

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

from standin.server import Answer, Request, StandIn

SEARCH, COUNTS = "/api/v1/documents.json", "/api/v1/documents/facets/daily"
AGENCY = "trade-representative-office-of-united-states"
PAGES = 50


@dataclass(frozen=True)
class Published:
    """One invented document. Agencies are slugs; a presidential document has none."""

    number: str
    day: str
    title: str
    agencies: tuple[str, ...] = (AGENCY,)
    kind: str = "Notice"
    text: str = "The duty on tungsten oxides is 25 percent."
    corrects: str | None = None


@dataclass
class FederalRegister:
    """What the invented Register holds and how it behaves.

    `cap`      results that a search gives in all, whatever there is; the count that it tells stops there too.
    `hears`    False: conditions vanish, as they do when their brackets are encoded twice.
    `no_text`  numbers of documents whose full text is not there.
    """

    documents: list[Published] = field(default_factory=list)
    cap: int = 10_000
    hears: bool = True
    no_text: frozenset[str] = frozenset()

    def serve(self, server: StandIn) -> None:
        """Put the service into a stand-in."""
        server.routes[SEARCH] = self.search
        server.routes[COUNTS] = self.counts
        for each in self.documents:
            if each.number not in self.no_text:
                server.routes[text_path(each)] = Answer(text_of(each), content_type="text/xml")

    def counts(self, request: Request) -> Answer:
        """Documents of each day between the two, days without one included; no cap."""
        asked = _asked(request)
        found = [d.day for d in self._found(asked)]
        first, last = (asked.get(f"conditions[publication_date][{end}]", [""])[0] for end in ("gte", "lte"))
        if not (first and last):
            return _json({"errors": {"publication_date": "is not a valid field"}}, 400)
        days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
        told = [(date.fromisoformat(first) + timedelta(days=n)).isoformat() for n in range(days)]
        return _json({day: {"count": found.count(day), "name": day} for day in told})

    def search(self, request: Request) -> Answer:
        """A page of results; a page beyond what it likes is page one, without a word."""
        asked = _asked(request)
        found = sorted(self._found(asked), key=lambda d: (d.day, d.number))
        said = f"Documents published {asked.get('conditions[publication_date][gte]', ['ever'])[0]} and after"
        if not found:
            return _json({"count": 0, "description": said})
        per_page = int(asked.get("per_page", ["20"])[0])
        per_page = per_page if 2 <= per_page <= 2_000 else 20
        page = int(asked.get("page", ["1"])[0])
        page = page if page <= PAGES and page * per_page <= 10_000 else 1
        whole = found[: self.cap]
        start = (page - 1) * per_page
        pages = -(-len(whole) // per_page)
        return _json(
            {
                "count": len(whole),
                "description": said,
                "total_pages": min(pages, PAGES),
                "next_page_url": "https://elsewhere.example/?page=2" if page < pages else None,
                "results": [_result(d) for d in whole[start : start + per_page]],
            }
        )

    def _found(self, asked: dict[str, list[str]]) -> list[Published]:
        if not self.hears or not any(name.startswith("conditions[") for name in asked):
            return list(self.documents)
        first, last = (asked.get(f"conditions[publication_date][{end}]", [""])[0] for end in ("gte", "lte"))
        agencies, kinds = asked.get("conditions[agencies][]", []), asked.get("conditions[type][]", [])
        return [
            d
            for d in self.documents
            if (first or "0") <= d.day <= (last or "9")
            and (not agencies or set(agencies) & set(d.agencies))
            and (not kinds or ("PRESDOCU" in kinds) == (d.kind == "Presidential Document"))
        ]


def text_path(document: Published) -> str:
    """Where a document's full text stands."""
    return f"/documents/full_text/xml/{document.day.replace('-', '/')}/{document.number}.xml"


def text_of(document: Published) -> bytes:
    """A full text as the Register gives it: one document, without volume or day."""
    return (
        f"<NOTICE><PREAMB><AGENCY>TRADE REPRESENTATIVE</AGENCY><SUBJECT>{document.title}</SUBJECT></PREAMB>"
        f"<SUPLINF><P>{document.text}</P></SUPLINF>"
        f"<FRDOC>[FR Doc. {document.number} Filed 4-4-25; 8:45 am]</FRDOC></NOTICE>"
    ).encode()


def _result(document: Published) -> dict:
    return {
        "title": document.title,
        "type": document.kind,
        "abstract": None,
        "document_number": document.number,
        "publication_date": document.day,
        "citation": "90 FR 15041",
        "correction_of": document.corrects and f"https://www.federalregister.gov/api/v1/documents/{document.corrects}",
        "agencies": [{"name": slug.replace("-", " ").title(), "slug": slug} for slug in document.agencies],
        # an address that nobody should follow because an answer names it
        "full_text_xml_url": "http://169.254.169.254/latest/meta-data/",
    }


def _asked(request: Request) -> dict[str, list[str]]:
    return parse_qs(urlsplit(request.path).query)


def _json(body: dict, status: int = 200) -> Answer:
    return Answer(json.dumps(body).encode(), status, "application/json; charset=utf-8")


def playground() -> FederalRegister:
    """A week in April 2025: notices of duties, an order, and a meeting about something else, a correction."""
    return FederalRegister(
        [
            Published("2025-06061", "2025-04-07", "Duties on Tungsten Oxides From China"),
            Published("2025-06062", "2025-04-08", "Imports of Gallium: Request for Comments"),
            Published("2025-06063", "2025-04-08", "Meeting of an Advisory Committee"),
            Published("2025-06064", "2025-04-09", "Adjusting Imports of Copper", (), "Presidential Document"),
            Published("C1-2025-06061", "2025-04-10", "Duties on Tungsten Oxides; Correction", corrects="2025-06061"),
        ]
    )
