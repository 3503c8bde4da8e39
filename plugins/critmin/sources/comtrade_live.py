"""Asking UN Comtrade: availability first, then a count, then the rows, and a witness where there are none.

Availability  `getDa` lists the datasets (reporter and period) with the day of their last release and a checksum: only a
              dataset whose pair changed is asked for again.
Count         `countOnly` says how many rows will come: more than one answer holds, and the question is split before it
              is asked; fewer came than were counted, and it is split after.
Witness       A wrong parameter gives an empty answer with status 200. Where a dataset that availability lists has no
              row for our codes, its own total of all goods must come from the same question: that proves the emptiness.
Beware        Leaving out partner2Code, motCode or customsCode multiplies the rows; the three are always sent.
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
    by_count,
    by_status,
    halves,
    read_json,
)
from critmin.fetching import LONGEST_ADDRESS
from critmin.lake import SchemaDrift
from critmin.lake.files import digest
from critmin.settings import Settings
from critmin.sources.comtrade_forms import check_columns, refusal
from critmin.vocabulary import seed

KEYED, PREVIEW = "keyed", "preview"
MOST_PERIODS = {KEYED: 12, PREVIEW: 1}  # of one call
MOST_ROWS = {KEYED: 50_000, PREVIEW: 500}  # of one answer; the publisher gives 100,000, which is 110 MB of JSON
FLOWS = ("M", "X", "RM", "RX")  # DX and FM are parts of them, the others regimes of their own
YEARS_BACK = 5  # countries revise for years; what did not change is not asked for again
N_REPORTERS = 170  # at a guess, for plans
_REFUSED_INSIDE = (401, 403, 429)
_FIXED = "partner2Code=0&customsCode=C00&motCode=0"


class ComtradeLive(Live):
    """The connector of UN Comtrade; without a key it asks the preview, one period and 500 rows a call."""

    def limits(self, settings: Settings) -> Limits:
        """One call a second; the calls of a day are those of a free key unless a setting says more."""
        return Limits(pause_seconds=1.0, calls_per_day=settings.comtrade_calls_per_day)

    def questions(self, wanted: Wanted, settings: Settings) -> list[Question]:
        """Availability of the wanted periods, asked once a day."""
        tier = _tier(settings)
        return [
            Question(
                "availability",
                {"freq": (freq,), "tier": (tier,), "period": tuple(some)},
                edition=wanted.today.isoformat(),
                is_page=False,
            )
            for freq in settings.comtrade_frequencies.split()
            for some in _chunks(_periods(freq, wanted), MOST_PERIODS[KEYED])
        ]

    def request(self, question: Question, settings: Settings) -> Request:
        """The key goes into a header, never into the address."""
        is_keyed = question.asks["tier"] == (KEYED,)
        key = settings.comtrade_key.get_secret_value()
        headers = {"Ocp-Apim-Subscription-Key": key} if is_keyed and key else {}
        return Request(settings.comtrade_address.rstrip("/") + _path(question), headers)

    def judge(self, question: Question, reply: Reply) -> Judgement:
        """Status, then body: its own error, its own count, the cap, every period that was asked for."""
        if judged := by_status(reply):
            return judged
        body, broken = read_json(reply)
        if broken:
            return broken
        if not isinstance(body, dict):
            return Judgement(Worth.AGAIN, "the answer is no object with `data`")
        if body.get("statusCode") in _REFUSED_INSIDE:
            inside = Reply(reply.address, int(body["statusCode"]), reply.headers, reply.content, reply.after)
            return by_status(inside) or Judgement(Worth.REFUSED, str(body))
        if refused := refusal(body):
            return Judgement(Worth.REFUSED, f"the publisher says: {refused}")
        rows = body.get("data") or []
        if not isinstance(rows, list):
            return Judgement(Worth.AGAIN, "`data` is no list")
        return self._judge_rows(question, rows, _count(body, rows))

    def _judge_rows(self, question: Question, rows: list, count: int) -> Judgement:
        if question.kind == "availability":
            return by_count(len(rows), cap=None, expected=count)
        cap = MOST_ROWS[question.asks["tier"][0]]
        if question.kind == "count":
            if count >= cap:
                return Judgement(Worth.SPLIT, f"{count:,} rows are there; one answer holds {cap:,}", count)
            return Judgement(Worth.WHOLE, n_rows=count)
        judged = by_count(len(rows), cap=cap, expected=max(question.expected or 0, count))
        if judged.worth != Worth.WHOLE:
            return judged
        missing = set(question.asks["period"]) - {str(row.get("period")) for row in rows}
        if missing and question.kind == "witness":
            told = f"availability lists {', '.join(sorted(missing))}, and not even the total of all goods is there"
            return Judgement(Worth.REFUSED, f"{told}: an empty answer without a proof")
        if missing:
            return Judgement(Worth.SPLIT, f"no row came for {', '.join(sorted(missing))}", len(rows))
        try:
            check_columns(list(rows[0]))
        except SchemaDrift as drift:
            return Judgement(Worth.REFUSED, str(drift))
        return judged

    def follow(self, question: Question, content: bytes, wanted: Wanted, settings: Settings) -> list[Question]:
        """Availability leads to its datasets, a count to the rows, no rows to the witness."""
        if question.is_page:
            return []
        body, _ = read_json(Reply("", 200, {}, content))
        if not isinstance(body, dict):
            return []
        rows = body.get("data") or []
        if question.kind == "availability":
            return _datasets(question, rows, settings)
        count = _count(body, rows)
        kind = "rows" if count else "witness"
        asks = dict(question.asks) | ({} if count else {"cmdCode": ("TOTAL",), "partnerCode": ("0",)})
        return [Question(kind, asks, question.edition, True, count or None, question.covers, question.part)]

    def group(self, questions: list[Question], settings: Settings) -> list[Question]:
        """Datasets of one reporter in one call, as many periods as a call takes."""
        packed = [q for q in questions if q.kind != "dataset"]
        by_reporter: dict[tuple, list[Question]] = {}
        for q in questions:
            if q.kind == "dataset":
                by_reporter.setdefault((q.asks["freq"], q.asks["tier"], q.asks["reporterCode"]), []).append(q)
        codes = _codes()
        for (freq, tier, reporter), datasets in sorted(by_reporter.items()):
            for some in _chunks(sorted(datasets, key=lambda q: q.asks["period"]), MOST_PERIODS[tier[0]]):
                asks = {
                    "freq": freq,
                    "tier": tier,
                    "reporterCode": reporter,
                    "period": tuple(q.asks["period"][0] for q in some),
                    "cmdCode": codes,
                    "flowCode": FLOWS,
                }
                edition = digest([q.edition for q in some])
                covers = tuple(q.covers[0] for q in some)
                packed += _short_enough(Question("count", asks, edition, False, None, covers))
        return packed

    def split(self, question: Question) -> list[Question]:
        """Time, then product, then flow; rows that were too few are counted again part by part."""
        parts = halves(question, "period", "cmdCode", "flowCode", covered_by="period")
        if question.kind != "rows":
            return parts
        return [Question("count", p.asks, p.edition, False, None, p.covers, p.part) for p in parts]

    def foreseen(self, question: Question, wanted: Wanted, settings: Settings) -> int:
        """A count is followed by its rows; availability by both for every reporter."""
        if question.kind == "count":
            return 1
        if question.kind != "availability":
            return 0
        n_reporters = len(settings.comtrade_reporters.split()) or N_REPORTERS
        n_calls = -(-len(question.asks["period"]) // MOST_PERIODS[question.asks["tier"][0]])
        return n_reporters * n_calls * 2


LIVE = ComtradeLive()


def _tier(settings: Settings) -> str:
    return KEYED if settings.comtrade_key.get_secret_value() else PREVIEW


def _codes() -> tuple[str, ...]:
    return tuple(sorted({row["hs6"] for row in seed("hs6_minerals")}))


def _periods(freq: str, wanted: Wanted) -> list[str]:
    """The periods between two days as the publisher writes them, the newest last."""
    until = wanted.until or wanted.today
    first = wanted.since or until.replace(year=until.year - YEARS_BACK, month=1, day=1)
    if freq == "A":
        return [str(year) for year in range(first.year, until.year + 1)]
    months = range(first.year * 12 + first.month - 1, until.year * 12 + until.month)
    return [f"{month // 12}{month % 12 + 1:02}" for month in months]


def _chunks(items: list, most: int) -> list[list]:
    return [items[start : start + most] for start in range(0, len(items), most)]


def _path(question: Question) -> str:
    """The route of a question: the same words for both tiers, on another path."""
    base = "/data/v1/get" if question.asks["tier"] == (KEYED,) else "/public/v1/preview"
    place = f"C/{question.asks['freq'][0]}/HS"
    if question.kind == "availability":
        root = base.rpartition("/")[0]
        return f"{root}/getDa/{place}?period={question.listed('period')}"
    names = [n for n in ("reporterCode", "period", "partnerCode", "flowCode", "cmdCode") if n in question.asks]
    query = "&".join(f"{name}={question.listed(name)}" for name in names)
    most = MOST_ROWS[question.asks["tier"][0]]
    last = "countOnly=true" if question.kind == "count" else f"maxRecords={most}"
    return f"{base}/{place}?{query}&{_FIXED}&{last}"


def _short_enough(question: Question) -> list[Question]:
    """The question, cut by product until its address is as short as the publisher takes it."""
    if len(_path(question)) <= LONGEST_ADDRESS - 200:
        return [question]
    return [short for half in halves(question, "cmdCode") for short in _short_enough(half)]


def _count(body: dict, rows: list) -> int:
    count = body.get("count")
    return max(int(count) if isinstance(count, int | float) else 0, len(rows))


def _datasets(question: Question, rows: list, settings: Settings) -> list[Question]:
    """One question a reporter and period; its edition is what availability says of all its datasets."""
    reporters = set(settings.comtrade_reporters.split())
    found: dict[tuple[str, str], list] = {}
    for row in rows:
        told = {k.lower(): v for k, v in row.items()} if isinstance(row, dict) else {}
        reporter, period = str(told.get("reportercode", "")), str(told.get("period", ""))
        if period in question.asks["period"] and (not reporters or reporter in reporters) and told.get("totalrecords"):
            found.setdefault((reporter, period), []).append([told.get("lastreleased"), told.get("datasetchecksum")])
    freq, tier = question.asks["freq"], question.asks["tier"]
    codes = digest(_codes())
    questions = []
    for (reporter, period), releases in found.items():
        edition = digest(sorted(releases, key=str))
        covers = f"{freq[0]}/{tier[0]}/{reporter}/{period}/{edition}/{codes}"
        asks = {"freq": freq, "tier": tier, "reporterCode": (reporter,), "period": (period,)}
        questions.append(Question("dataset", asks, edition, False, None, (covers,)))
    return questions
