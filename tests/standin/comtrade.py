"""UN Comtrade, invented: availability, counts, the keyed and the preview endpoint, caps, quotas, row multiplication."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from standin.server import Answer, Request, StandIn

KEY = "standin-comtrade-key"
ROUTES = {"get": "/data/v1/get/C/A/HS", "preview": "/public/v1/preview/C/A/HS"}
AVAILABILITY = ("/data/v1/getDa/C/A/HS", "/public/v1/getDa/C/A/HS")
WORLD = "0"
NAMES = {0: ("W00", "World"), 156: ("CHN", "China"), 392: ("JPN", "Japan"), 516: ("NAM", "Namibia")}


@dataclass
class Comtrade:
    """What the invented service holds and how it behaves.

    `flows`     (reporter, period, flow, code, partner) -> value in dollars; the world's total is added up.
    `checksums` (reporter, period) -> checksum of the dataset; a period of `flows` that is missing here has "1".
    `cap`       rows of one answer, keyed; the preview gives `preview_cap`. Both cut silently.
    `quota`     calls with the key before it is spent; None: no end.
    """

    flows: dict[tuple[str, str, str, str, str], float] = field(default_factory=dict)
    checksums: dict[tuple[str, str], str] = field(default_factory=dict)
    editions: dict[tuple[str, str], str] = field(default_factory=dict)
    cap: int = 100_000
    preview_cap: int = 500
    quota: int | None = None
    key: str = KEY

    def serve(self, server: StandIn) -> None:
        """Put the service into a stand-in."""
        for path in AVAILABILITY:
            server.routes[path] = self.availability
        server.routes[ROUTES["get"]] = self.data
        server.routes[ROUTES["preview"]] = self.preview

    # -- routes ------------------------------------------------------------------------------------------------

    def availability(self, request: Request) -> Answer:
        """Datasets with rows in our codes or none: a reporter and period each, with release and checksum."""
        if refused := self._refused(request):
            return refused
        periods = _asked(request).get("period", "").split(",")
        rows = [
            {
                "datasetCode": int(f"20{reporter}{period}"),
                "typeCode": "C",
                "freqCode": "A",
                "period": int(period),
                "reporterCode": int(reporter),
                "classificationCode": self.editions.get((reporter, period), "H6"),
                "isOriginalClassification": True,
                "totalRecords": 1_000,
                "datasetChecksum": self.checksums.get((reporter, period), "1"),
                "firstReleased": "2024-05-01T00:00:00",
                "lastReleased": "2024-06-01T00:00:00",
            }
            for reporter, period in self._datasets()
            if period in periods
        ]
        return _answer(rows)

    def data(self, request: Request) -> Answer:
        """The keyed endpoint."""
        return self._refused(request) or self._rows(request, self.cap, 12, "get")

    def preview(self, request: Request) -> Answer:
        """The endpoint without a key: one period, few rows, names and ISO codes null, weights zero."""
        return self._rows(request, self.preview_cap, 1, "preview")

    # -- how it behaves ----------------------------------------------------------------------------------------

    def _refused(self, request: Request) -> Answer | None:
        if request.path.startswith("/public"):
            return None
        if request.headers.get("ocp-apim-subscription-key") != self.key:
            said = "Access denied due to invalid subscription key. Make sure to provide a valid key."
            return _said(401, said)
        if self.quota is not None:
            if self.quota <= 0:
                return _said(403, "Out of call volume quota. Quota will be replenished in 03:14:17.")
            self.quota -= 1
        return None

    def _rows(self, request: Request, cap: int, most_periods: int, route: str) -> Answer:
        asked = _asked(request)
        if len(request.path) > 4_096:
            return Answer(b"<html><title>Request URL Too Long</title></html>", 414)
        periods = asked.get("period", "").split(",")
        if len(periods) > most_periods:  # with status 200, as it was seen
            said = f"Maximum number of periods for {route} is {most_periods}"
            return _json({"elapsedTime": "0.01 secs", "count": 0, "data": [], "error": said})
        rows = list(self._found(asked, is_preview=route == "preview"))
        if asked.get("countOnly") == "true":
            return _json({"elapsedTime": "0.02 secs", "count": len(rows), "data": None, "error": ""})
        most = min(cap, int(asked.get("maxRecords", cap)))
        return _answer(rows[:most])

    def _datasets(self) -> list[tuple[str, str]]:
        return sorted({(reporter, period) for reporter, period, *_ in self.flows} | set(self.checksums))

    def _found(self, asked: dict[str, str], *, is_preview: bool) -> Iterable[dict]:
        def is_asked(name: str, value: str) -> bool:
            return name not in asked or value in asked[name].split(",")

        flows = dict(self.flows)
        for (reporter, period, flow, code, _), value in self.flows.items():
            for total in ((reporter, period, flow, code, WORLD), (reporter, period, flow, "TOTAL", WORLD)):
                flows[total] = flows.get(total, 0) + value
        for reporter, period in self._datasets():
            flows.setdefault((reporter, period, "M", "TOTAL", WORLD), 1_000_000.0)
        for (reporter, period, flow, code, partner), value in sorted(flows.items()):
            wanted = {
                "reporterCode": reporter,
                "period": period,
                "flowCode": flow,
                "cmdCode": code,
                "partnerCode": partner,
            }
            if not all(is_asked(name, cell) for name, cell in wanted.items()):
                continue
            for customs, mode, share in _breakdown(asked):
                yield self._row(reporter, period, flow, code, partner, value * share, customs, mode, is_preview)

    def _row(self, reporter, period, flow, code, partner, value, customs, mode, is_preview: bool) -> dict:
        iso, name = NAMES.get(int(partner), (None, None))
        return {
            "typeCode": "C",
            "freqCode": "A",
            "refPeriodId": int(f"{period}0101"),
            "refYear": int(period),
            "refMonth": 52,
            "period": period,
            "reporterCode": int(reporter),
            "reporterISO": None if is_preview else NAMES.get(int(reporter), (None, None))[0],
            "flowCode": flow,
            "partnerCode": int(partner),
            "partnerISO": None if is_preview else iso,
            "partnerDesc": None if is_preview else name,
            "partner2Code": 0,
            "classificationCode": self.editions.get((reporter, period), "H6"),
            "isOriginalClassification": True,
            "cmdCode": code,
            "aggrLevel": 0 if code == "TOTAL" else len(code),
            "customsCode": customs,
            "mosCode": "0",
            "motCode": mode,
            "qtyUnitCode": 8,
            "qty": 0.0 if is_preview else value / 10,
            "isQtyEstimated": is_preview,
            "netWgt": 0.0 if is_preview else value / 10,
            "isnetWgtEstimated" if is_preview else "isNetWgtEstimated": False,
            "CIFValue" if is_preview else "cifvalue": value if flow == "M" else None,
            "fobvalue": value if flow == "X" else None,
            "primaryValue": value,
            "isReported": False,
            "isAggregate": True,
        }


def _breakdown(asked: dict[str, str]) -> list[tuple[str, int, float]]:
    """Customs code, mode and share of the value: without the totals' codes, the parts come beside them."""
    customs = [("C00", 1.0)] if asked.get("customsCode") == "C00" else [("C00", 1.0), ("C01", 0.75), ("C04", 0.25)]
    modes = [(0, 1.0)] if asked.get("motCode") == "0" else [(0, 1.0), (1000, 0.5), (2100, 0.5)]
    return [(c, m, cs * ms) for c, cs in customs for m, ms in modes]


def _asked(request: Request) -> dict[str, str]:
    return {name: values[-1] for name, values in parse_qs(urlsplit(request.path).query).items()}


def _answer(rows: list[dict]) -> Answer:
    return _json({"elapsedTime": "0.11 secs", "count": len(rows), "data": rows, "error": ""})


def _said(status: int, message: str) -> Answer:
    body = {"statusCode": status, "message": message}
    return Answer(json.dumps(body).encode(), status, "application/json; charset=utf-8")


def _json(body: dict) -> Answer:
    return Answer(json.dumps(body).encode(), content_type="application/json; charset=utf-8")


def playground() -> Comtrade:
    """A small world by hand: Japan and Namibia, two years, gallium's basket and rare-earth metals."""
    flows = {
        ("392", year, "M", code, partner): value
        for year, factor in (("2022", 1.0), ("2023", 1.25))
        for code, partner, value in (
            ("280530", "156", 80_000_000.0 * factor),
            ("280530", "842", 2_000_000.0 * factor),
            ("811292", "156", 30_000_000.0 * factor),
            ("811292", "899", 500_000.0 * factor),
        )
    }
    flows[("516", "2023", "X", "260500", "156")] = 900_000.0
    return Comtrade(flows, editions={("392", "2022"): "H5"})
