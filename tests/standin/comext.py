"""Eurostat's Comext service, invented: SDMX-CSV, its limit in cells, receipts, statuses, faults, unknown codes."""

from dataclasses import dataclass, field
from itertools import product as crossed
from urllib.parse import parse_qs, urlsplit

from standin.server import Answer, Request, StandIn

DATA = "/sdmx/2.1/data/DS-045409/"
STATUS, READY = "/1.0/async/status/", "/1.0/async/data/"
PARTNERS = ("CN", "NA", "US", "WORLD", "EXT_EU27_2020")
HEADER = "DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE,OBS_FLAG"


@dataclass
class Comext:
    """What the service holds and how it behaves.

    `values`     (reporter, partner, product, flow, period) -> euro; half of it are the hundreds of kilograms.
    `products`   the codes that exist in a year; one that does not refuses the whole question. None: all that is asked.
    `direct`     cells that are answered at once; `most` those that are queued; above it the question is refused.
    `polls`      how often the status of an extraction is SUBMITTED before it is AVAILABLE.
    `lost`       ids whose extraction has expired.
    """

    values: dict[tuple[str, str, str, str, str], int] = field(default_factory=dict)
    products: dict[str, set[str]] | None = None
    direct: int = 500_000
    most: int = 5_000_000
    polls: int = 0
    lost: set[str] = field(default_factory=set)
    updated: str = "15/11/26 11:00:00"
    queued: dict[str, bytes] = field(default_factory=dict)

    def serve(self, server: StandIn) -> None:
        """Put it into a stand-in: questions and extractions are parts of the path."""
        for place in (DATA, STATUS, READY):
            server.routes[f"{place}*"] = self.answer

    def answer(self, request: Request) -> Answer:
        """The answer to a path, whatever it is."""
        path = urlsplit(request.path).path
        if path.startswith(STATUS):
            return self._status(path.removeprefix(STATUS))
        if path.startswith(READY):
            return _csv(self.queued[path.removeprefix(READY)])
        if not path.startswith(DATA):
            return _fault(404, "DS-045409 (DATA_FLOW:ALL,1.0) is not available for dissemination.", 404)
        return self._data(path.removeprefix(DATA), parse_qs(urlsplit(request.path).query))

    def _data(self, key: str, query: dict[str, list[str]]) -> Answer:
        freq, reporters, partners, products, flows, indicators = (part.split("+") for part in key.split("."))
        period = query["startPeriod"][0]
        known = self.products.get(period[:4], set()) if self.products is not None else set(products)
        unknown = [code for code in products if code not in known]
        if unknown:
            return _fault(150, f"Invalid value for dimension product: {unknown[0]}", 400)
        partners = PARTNERS if partners == [""] else partners
        cells = len(reporters) * 300 * len(products) * len(flows) * len(indicators)
        if cells > self.most:
            return _fault(413, f"EXTRACTION_TOO_BIG: The requested extraction is too big, estimated {cells} rows", 413)
        lines = []
        for reporter, partner, code, flow in crossed(reporters, partners, products, flows):
            value = self.values.get((reporter, partner, code, flow, period))
            for indicator in indicators if value is not None else ():
                amount = value if indicator == "VALUE_IN_EUROS" else value / 2
                place = f"{freq[0]},{reporter},{partner},{code},{flow},{indicator},{period}"
                lines.append(f"ESTAT:DS-045409(1.0),{self.updated},{place},{amount},")
        if not lines:
            return _fault(100, "No results found", 404)
        body = "\r\n".join([HEADER, *lines, ""]).encode()
        if cells > self.direct:
            name = f"extraction-{len(self.queued) + 1}"
            self.queued[name] = body
            return _receipt(name, "SUBMITTED")
        return _csv(body)

    def _status(self, name: str) -> Answer:
        if name in self.lost:
            return _receipt(name, "EXPIRED")
        if self.polls:
            self.polls -= 1
            return _receipt(name, "PROCESSING")
        return _receipt(name, "AVAILABLE" if name in self.queued else "UNKNOWN_REQUEST")


def _csv(body: bytes) -> Answer:
    return Answer(body, content_type="application/vnd.sdmx.data+csv;version=1.0.0")


def _receipt(name: str, status: str) -> Answer:
    """A receipt comes with status 200, in place of the data."""
    body = f"<env:Body><ns0:syncResponse><queued><id>{name}</id><status>{status}</status></queued></ns0:syncResponse>"
    return Answer(
        f'<?xml version="1.0"?><env:Envelope>{body}</env:Body></env:Envelope>'.encode(), content_type="text/xml"
    )


def _fault(number: int, words: str, status: int) -> Answer:
    body = f"<S:Fault><faultcode>{number}</faultcode><faultstring>{words}</faultstring></S:Fault>"
    return Answer(f'<?xml version="1.0"?><S:Envelope><S:Body>{body}</S:Body></S:Envelope>'.encode(), status, "text/xml")
