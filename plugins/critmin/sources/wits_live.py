"""Asking WITS: the list of availability first, then MFN tariffs of our products, reporter by reporter and year by year.

Availability  says which reporter and year TRAINS holds, in which HS edition, and when it was loaded: only a table that
              was loaded anew is asked for again.
Emptiness     `NoRecordsFound` for all products of a table that availability lists is no proof of anything, and is
              refused; for the last few products of a table that was split it is.
Beware        At most two dimensions may be `all`, and large answers are refused in words: products are named and split.
              One partner and one kind of estimate a call, so that no series key can be read in two ways.
              Errors are XML with any status; maintenance is an HTML page. The service takes half a minute: be gentle.
"""

from critmin.asking import (
    Judgement,
    Limits,
    Live,
    Question,
    Reply,
    Request,
    Wanted,
    Worth,
    by_status,
    halves,
)
from critmin.lake import BadPage, SchemaDrift
from critmin.lake.files import digest
from critmin.settings import Settings
from critmin.sources import wits_sdmx
from critmin.vocabulary import seed

YEARS_BACK = 6  # tables come a year or two late, and are loaded anew for years
FEW = 8  # products: so many may have no record in a table that exists
_TOO_MUCH = ("large data", "too large", "exceed")


class WitsLive(Live):
    """The connector of TRAINS through WITS; no key."""

    def limits(self, settings: Settings) -> Limits:
        """No number is published, and the service is slow."""
        return Limits(pause_seconds=3.0)

    def questions(self, wanted: Wanted, settings: Settings) -> list[Question]:
        """What TRAINS holds of our reporters, asked once a day."""
        reporters = tuple(settings.wits_reporters.split())
        return [Question("availability", {"reporter": reporters}, wanted.today.isoformat(), is_page=False)]

    def request(self, question: Question, settings: Settings) -> Request:
        """Lists are joined by semicolons in the path."""
        base = settings.wits_address.rstrip("/")
        reporter = ";".join(question.asks["reporter"])
        if question.kind == "availability":
            path = f"/API/V1/wits/datasource/trn/dataavailability/country/{reporter}/year/all"
            return Request(base + path, accept="application/xml,text/xml")
        path = "/API/V1/SDMX/V21/datasource/TRN"
        for name in ("reporter", "partner", "product", "year", "datatype"):
            path += f"/{name}/{';'.join(question.asks[name])}"
        return Request(f"{base}{path}?format=JSON")

    def judge(self, question: Question, reply: Reply) -> Judgement:
        """What the body says comes before the status: errors have any, and 404 may be an answer."""
        text = reply.content.decode("utf-8-sig", errors="replace")
        said = wits_sdmx.error_of(text)
        if said:
            return _judge_error(question, said)
        if judged := by_status(reply):
            return judged
        try:
            if question.kind == "availability":
                return Judgement(Worth.WHOLE, n_rows=len(wits_sdmx.availability(text)))
            is_xml = text.lstrip().startswith("<")
            found = (wits_sdmx.from_xml(text) if is_xml else wits_sdmx.from_json(text)).observations
        except SchemaDrift as drift:
            return Judgement(Worth.REFUSED, str(drift))
        except BadPage as bad:
            return Judgement(Worth.AGAIN, str(bad))
        return _judge_observations(question, found)

    def follow(self, question: Question, content: bytes, wanted: Wanted, settings: Settings) -> list[Question]:
        """A question for each table: as reported, and with equivalents of specific duties where there are any."""
        if question.kind != "availability":
            return []
        last = (wanted.until or wanted.today).year
        first = wanted.since.year if wanted.since else last - YEARS_BACK
        questions = []
        for table in wits_sdmx.availability(content.decode("utf-8-sig", errors="replace")):
            if not first <= table.year <= last or table.reporter_code not in question.asks["reporter"]:
                continue
            products = _products(table.hs_edition)
            edition = digest(table.updated, table.hs_edition, products)
            for datatype in ("reported", "aveestimated") if table.has_equivalents else ("reported",):
                asks = {
                    "reporter": (table.reporter_code,),
                    "partner": (wits_sdmx.MFN_PARTNER,),
                    "year": (str(table.year),),
                    "datatype": (datatype,),
                    "product": products,
                }
                covers = f"{table.reporter_code}/{table.year}/{datatype}/{edition}"
                if products:
                    questions.append(Question("tariffs", asks, edition, covers=(covers,)))
        return questions

    def split(self, question: Question) -> list[Question]:
        """By product: everything else is one already."""
        return halves(question, "product") if question.kind == "tariffs" else []

    def foreseen(self, question: Question, wanted: Wanted, settings: Settings) -> int:
        """Availability leads to two questions a year and reporter, of years that are there."""
        return len(question.asks["reporter"]) * YEARS_BACK * 2 if question.kind == "availability" else 0


LIVE = WitsLive()


def _products(hs_edition: str) -> tuple[str, ...]:
    """Our six-digit codes that exist in an edition: a code of another edition gives nothing, and no error."""
    rows = seed("hs6_minerals")
    return tuple(sorted({row["hs6"] for row in rows if hs_edition in row["hs_editions"].split(";")}))


def _judge_error(question: Question, said: str) -> Judgement:
    if any(word in said.lower() for word in _TOO_MUCH):
        return Judgement(Worth.SPLIT, f"the publisher says: {said}")
    if "NoRecordsFound" in said or "no record" in said.lower():
        n_products = len(question.asks.get("product", ()))
        if question.part and n_products <= FEW:
            return Judgement(Worth.EMPTY, f"no record of {n_products} products in a table that is there", 0)
        if question.part:
            return Judgement(Worth.SPLIT, f"no record came for {n_products} products of a table that is there")
        if question.kind == "tariffs":
            told = f"availability lists the table, and no record of {n_products} products came"
            return Judgement(Worth.REFUSED, f"{told}: an empty answer without a proof")
    return Judgement(Worth.REFUSED, f"the publisher says: {said}")


def _judge_observations(question: Question, found: list[wits_sdmx.Observation]) -> Judgement:
    """Every observation belongs to the question: an answer to another one is refused."""
    asked = {
        "REPORTER": question.asks["reporter"],
        "PARTNER": question.asks["partner"],
        "PRODUCTCODE": question.asks["product"],
        "TIME_PERIOD": question.asks["year"],
    }
    for observation in found:
        for name, values in asked.items():
            if observation.cells.get(name) not in values:
                said = f"{name} {observation.cells.get(name)!r} came and was not asked for"
                return Judgement(Worth.REFUSED, said, is_final=True)
    return Judgement(Worth.WHOLE, n_rows=len(found))
