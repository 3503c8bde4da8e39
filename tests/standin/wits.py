"""WITS, invented: availability, tariffs as SDMX-JSON with misleading keys, errors as XML with status 200."""

import json
from dataclasses import dataclass, field

from standin.server import Answer, Request, StandIn

AVAILABILITY = "/API/V1/wits/datasource/trn/dataavailability/*"
DATA = "/API/V1/SDMX/V21/datasource/TRN/*"
ATTRIBUTES = ("NOMENCODE", "TARIFFTYPE", "SUM_OF_RATES", "MIN_RATE", "MAX_RATE", "TOTALNOOFLINES", "NBR_NA_LINES")
_ERROR = '<wits:error xmlns:wits="http://wits.worldbank.org"><wits:message>{}</wits:message></wits:error>'
_WRAPPED = '<string xmlns="http://schemas.microsoft.com/2003/10/Serialization/">{}</string>'


@dataclass(frozen=True)
class Table:
    """One reporter and year: its edition, when it was loaded, and its rates by product."""

    reporter: str
    year: str
    rates: dict[str, float]
    edition: str = "H5"
    updated: str = "2025/08/11"
    has_equivalents: bool = False


@dataclass
class Wits:
    """What the invented service holds and how it behaves.

    `most_products`  of one answer; more is refused in words, in XML, with status 200.
    `answers_for`    a reporter that every answer is for, whoever was asked for.
    """

    tables: list[Table] = field(default_factory=list)
    most_products: int = 10_000
    answers_for: str | None = None

    def serve(self, server: StandIn) -> None:
        """Put the service into a stand-in."""
        server.routes[AVAILABILITY] = self.availability
        server.routes[DATA] = self.data

    def availability(self, request: Request) -> Answer:
        """The list of what there is, with a byte-order mark."""
        entries = "".join(
            f'<wits:reporter countrycode="{t.reporter}" iso3Code="XXX" isgroup="No"><wits:name>Somewhere</wits:name>'
            f"<wits:year>{t.year}</wits:year><wits:reporternernomenclature "
            f'reporternernomenclaturecode="{t.edition}">HS</wits:reporternernomenclature>'
            "<wits:partnerlist>000;</wits:partnerlist><wits:isspecificdutyexpressionestimatedavailable>"
            f"{'Yes' if t.has_equivalents else 'No'}</wits:isspecificdutyexpressionestimatedavailable>"
            f"<wits:lastupdateddate>{t.updated}</wits:lastupdateddate></wits:reporter>"
            for t in self.tables
        )
        head = '\ufeff<?xml version="1.0" encoding="utf-8"?><wits:datasource xmlns:wits="http://wits.worldbank.org">'
        return _xml(f"{head}<wits:dataavailability>{entries}</wits:dataavailability></wits:datasource>")

    def data(self, request: Request) -> Answer:
        """Tariffs of the products in the path."""
        path, _, _ = request.path.partition("?")
        parts = path.removeprefix(DATA[:-1]).replace("%3B", ";").split("/")
        asked = dict(zip(parts[::2], (value.split(";") for value in parts[1::2]), strict=True))
        if len(asked["product"]) > self.most_products:
            said = _ERROR.format("The provided parameter values return large data")
            return _xml(_WRAPPED.format(said.replace("<", "&lt;").replace(">", "&gt;")))
        table = next((t for t in self.tables if [t.reporter] == asked["reporter"] and [t.year] == asked["year"]), None)
        rates = {code: rate for code, rate in (table.rates if table else {}).items() if code in asked["product"]}
        if not table or not rates:
            return _xml("<Error><Message>NoRecordsFound</Message></Error>", 404)
        reporter = self.answers_for or table.reporter
        return _json(_sdmx(reporter, table.year, table.edition, asked["datatype"][0], rates))


def _sdmx(reporter: str, year: str, edition: str, datatype: str, rates: dict[str, float]) -> dict:
    """As WITS writes it: the structure lists the partner before the product, the keys have it the other way round."""
    products = list(rates)
    cells = [[edition, "MFN", *[str(rate)] * 3, "1", "0"] for rate in rates.values()]
    lists = [list(dict.fromkeys(column)) for column in zip(*cells, strict=True)]
    codes = {"FREQ": ["A"], "REPORTER": [reporter], "PARTNER": ["000"], "PRODUCTCODE": products, "DATATYPE": [datatype]}
    series = {
        f"0:0:{n}:0:0": {"observations": {"0": [rate, *(lists[i].index(c) for i, c in enumerate(cells[n]))]}}
        for n, rate in enumerate(rates.values())
    }
    return {
        "header": {"id": "DF_WITS_Tariff_TRAINS"},
        "dataSets": [{"action": "Information", "series": series}],
        "structure": {
            "dimensions": {
                "series": [
                    {"id": name, "keyPosition": n, "values": [{"id": c, "name": c} for c in listed]}
                    for n, (name, listed) in enumerate(codes.items())
                ],
                "observation": [{"id": "TIME_PERIOD", "values": [{"id": year, "name": year}]}],
            },
            "attributes": {
                "observation": [
                    {"id": name, "values": [{"id": v, "name": v} for v in values]}
                    for name, values in zip(ATTRIBUTES, lists, strict=True)
                ]
            },
        },
    }


def _xml(text: str, status: int = 200) -> Answer:
    return Answer(text.encode(), status, "text/xml; charset=utf-8")


def _json(body: dict) -> Answer:
    return Answer(json.dumps(body).encode(), content_type="application/json; charset=utf-8")


def playground() -> Wits:
    """Two reporters, one year: rare-earth metals, lithium carbonate, magnets."""
    return Wits(
        [
            Table("840", "2024", {"280530": 5.0, "283691": 3.7, "850511": 2.1}, "H6"),
            Table("392", "2024", {"280530": 0.0, "283691": 0.0, "850511": 0.0}, "H6"),
        ]
    )
