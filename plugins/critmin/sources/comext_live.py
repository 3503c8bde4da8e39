"""Asking Eurostat's dissemination API for Comext: questions below its limit, queued extractions, unknown codes.

Service    SDMX 2.1 at the Comext address only (the ordinary address knows no dataset of Comext). No key.
Cost       is counted in positions asked for, not in rows: below 500,000 it answers at once, up to 5 million it queues
           the extraction and answers with a receipt, above it refuses. Questions are cut to stay below the first.
Errors     XML with a number: 100 no results, 140 syntax, 150 a code that does not exist (one bad code refuses the whole
           question), 413 too big.
"""

import re
from dataclasses import replace
from datetime import date

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
    shown,
)
from critmin.settings import Settings
from critmin.sources.comext_forms import queued_id, told_by_xml
from critmin.vocabulary import seed

DATASET = "DS-045409"
UNION = "EU27_2020"
FLOWS = ("1", "2")
INDICATORS = ("VALUE_IN_EUROS", "QUANTITY_IN_100KG")
MOST_CELLS = 450_000  # positions of one question: a tenth below what is answered at once
PARTNERS = 300  # codes of the partner dimension, which is left open
POLL_SECONDS = 30.0
LOOK_BACK_YEARS = 2

NO_RESULTS, UNKNOWN_CODE, TOO_BIG = 100, 150, 413
_READY, _WAITING = {"AVAILABLE"}, {"SUBMITTED", "PROCESSING"}


class ComextLive(Live):
    """Asks, year by year, for all products that hold a mineral: every member and the Union, every partner."""

    def limits(self, settings: Settings) -> Limits:
        return Limits(pause_seconds=2.0)

    def questions(self, wanted: Wanted, settings: Settings) -> list[Question]:
        """Finished years as years, the running one by month; a year is asked for again each month, as it is revised."""
        last = (wanted.until or wanted.today).year
        first = wanted.since.year if wanted.since else last - LOOK_BACK_YEARS
        edition = f"{wanted.today:%Y-%m}"
        asked = []
        for year in range(first, last + 1):
            is_over = year < wanted.today.year
            periods = (str(year),) if is_over else _months(year, wanted)
            for period in periods:
                for products in _chunks(products_of(period), MOST_CELLS // cells_a_product()):
                    asked.append(
                        Question(
                            "rows",
                            {
                                "freq": ("A" if is_over else "M",),
                                "reporter": (UNION, *members()),
                                "partner": ("",),
                                "product": products,
                                "period": (period,),
                            },
                            edition,
                        )
                    )
        return asked

    def request(self, question: Question, settings: Settings) -> Request:
        base = settings.comext_address.rstrip("/")
        if question.kind in ("status", "data"):
            return Request(f"{base}/1.0/async/{question.kind}/{question.asks['id'][0]}", accept="*/*")
        key = ".".join(
            "+".join(codes)
            for codes in (
                question.asks["freq"],
                question.asks["reporter"],
                question.asks["partner"],
                question.asks["product"],
                FLOWS,
                INDICATORS,
            )
        )
        (period,) = question.asks["period"]
        query = f"startPeriod={period}&endPeriod={period}&format=SDMX-CSV&lang=en"
        return Request(f"{base}/sdmx/2.1/data/{DATASET}/{key}?{query}", accept="*/*")

    def judge(self, question: Question, reply: Reply) -> Judgement:
        start = reply.content[:4_000].decode("utf-8-sig", errors="replace")
        if start.lstrip().startswith("<") or '"error"' in start[:200]:
            judged = self._judge_words(question, reply, start)
            if judged:
                return judged
        if judged := by_status(reply):
            return judged
        if question.kind == "status":
            return Judgement(Worth.REFUSED, f"a status came without its word: {shown(reply)}")
        if "OBS_VALUE" not in start.partition("\n")[0]:
            return Judgement(Worth.AGAIN, f"no SDMX-CSV came: {shown(reply)}")
        if not reply.content.endswith(b"\n"):
            return Judgement(Worth.AGAIN, "the last line is cut off")
        n_rows = reply.content.count(b"\n") - 1
        if not n_rows:  # a code that does not exist is refused by name: a header alone says that nothing was traded
            return Judgement(Worth.EMPTY, "a header and no row, for codes that exist", 0)
        return Judgement(Worth.WHOLE, n_rows=n_rows)

    def _judge_words(self, question: Question, reply: Reply, start: str) -> Judgement | None:
        """What a receipt, a status or a fault is worth; None where the status of the answer says it."""
        if question.kind == "status":
            found = re.search(r"<(?:\w+:)?status>\s*([A-Z_]+)\s*</", start)
            word = found[1] if found else ""
            if word in _READY:
                return Judgement(Worth.WHOLE, word)
            if word in _WAITING:
                return Judgement(Worth.WAIT, f"the extraction is {word.lower()}", after=POLL_SECONDS)
            if word:  # EXPIRED, UNKNOWN_REQUEST, ERROR: asked for anew, see `parts`
                return Judgement(Worth.SPLIT, f"the extraction is {word.lower()}")
            return None
        if queued_id(start):
            return Judgement(Worth.SPLIT, told_by_xml(start))
        number, told = fault_of(start)
        if number == TOO_BIG or "ASYNCHRONOUS_RESPONSE" in told or "EXTRACTION_TOO_BIG" in told:
            return Judgement(Worth.SPLIT, f"the question is too large: {told}")
        if number == NO_RESULTS:
            return Judgement(Worth.EMPTY, f"the service says that there is nothing: {told}", 0)
        if number == UNKNOWN_CODE:
            if len(question.asks.get("product", ())) > 1:
                return Judgement(Worth.SPLIT, f"one of the codes does not exist in that year: {told}")
            return Judgement(Worth.EMPTY, f"the code does not exist in that year: {told}", 0)
        if number is not None:
            return Judgement(Worth.REFUSED, f"fault {number}: {told}")
        return None

    def parts(self, question: Question, content: bytes) -> list[Question]:
        """A receipt leads to its status, an expired extraction back to the question; the rest is cut in halves."""
        if question.kind == "status":
            n = int(question.asks.get("try", ("1",))[0]) + 1
            asks = {k: v for k, v in question.asks.items() if k not in ("id", "try")}
            return [replace(question, kind="rows", is_page=True, asks={**asks, "try": (str(n),)})] if n <= 4 else []
        receipt = queued_id(content[:4_000].decode("utf-8", errors="replace"))
        if receipt:
            return [replace(question, kind="status", is_page=False, asks={**question.asks, "id": (receipt,)})]
        return halves(question, "product", "reporter")

    def follow(self, question: Question, content: bytes, wanted: Wanted, settings: Settings) -> list[Question]:
        if question.kind != "status":
            return []
        return [replace(question, kind="data", is_page=True)]


def fault_of(text: str) -> tuple[int | None, str]:
    """The number and the words of an error, in XML or JSON; None when the text is no error."""
    code = re.search(r"<(?:\w+:)?faultcode>\s*(\d+)\s*</", text)
    words = re.search(r"<(?:\w+:)?faultstring>(.{1,300}?)</", text, re.DOTALL)
    if code or words:
        return (int(code[1]) if code else 0), " ".join(words[1].split()) if words else ""
    if '"error"' in text[:200]:
        number = re.search(r'"(?:id|status)"\s*:\s*"?(\d+)', text)
        label = re.search(r'"label"\s*:\s*"([^"]{0,300})"', text)
        return (int(number[1]) if number else 0), label[1] if label else text[:160]
    return None, ""


def members() -> tuple[str, ...]:
    """Today's members of the Union by Comext's codes, in order."""
    codes = {r["iso3"]: r["area_code"] for r in seed("comext_area_codes") if r["partner_class"] == "country"}
    return tuple(
        sorted(codes[r["member_iso3"]] for r in seed("bloc_members") if r["bloc_iso3"] == "EUU" and not r["valid_to"])
    )


def products_of(period: str) -> tuple[str, ...]:
    """HS6 codes that hold a mineral in the edition of that year, and the CN8 lines that name one, in order."""
    year = int(period[:4])
    editions = [r for r in seed("hs_editions") if int(r["first_year"]) <= year <= int(r["last_year"] or 9999)]
    edition = editions[-1]["hs_edition"] if editions else ""
    hs6 = {r["hs6"] for r in seed("hs6_minerals") if edition in r["hs_editions"].split(";")}
    lines = {r["national_code"] for r in seed("hs_national_lines") if r["code_system"] == "EU" and r["hs6"] in hs6}
    return tuple(sorted(hs6 | lines))


def cells_a_product() -> int:
    """Positions that one product costs in a question."""
    return (1 + len(members())) * PARTNERS * len(FLOWS) * len(INDICATORS)


def _months(year: int, wanted: Wanted) -> tuple[str, ...]:
    """The months of the running year that have ended: the newest comes about six weeks later."""
    until: date = wanted.until or wanted.today
    last = until.month - 1 if (until.year, until.month) == (wanted.today.year, wanted.today.month) else until.month
    first = wanted.since.month if wanted.since and wanted.since.year == year else 1
    return tuple(f"{year}-{month:02}" for month in range(first, last + 1))


def _chunks(products: tuple[str, ...], most: int) -> list[tuple[str, ...]]:
    return [products[i : i + most] for i in range(0, len(products), most)]
