"""Measures that no rule has read, found by weighing what stands in their sentence.

The other rooms know how a measure is put. This one knows what a telling of a measure is made of: something that is
stopped, limited or looked into, the trade it is done to, a government that does it, and goods. Each piece that
stands near the others is evidence for, a strike, a wish or a firm's own doing is evidence against (`WEIGHTS`). A record
is made where the sum reaches `ENOUGH`; its rule says what was told, its confidence follows the sum. The words are rows
of the seed `frame_words`, in the parts `evidence_*`.

Asked last, and only of sentences from which no rule has read a measure.
"""

from dataclasses import dataclass
from functools import cache

from critmin.claims import measure_export_frames, measure_part, measure_products, measure_record
from critmin.claims import regex as re
from critmin.claims.context import Context, groups_of
from critmin.claims.measure_cues import Head
from critmin.claims.measure_draft import Draft
from critmin.claims.measure_evidence_words import (
    ALL_GOODS,
    BORDER_CARBON,
    BUYERS_IN,
    BUYS,
    COMPLAINS,
    DEALERS,
    DUMPED,
    DUMPS,
    FIGURE,
    FIRM,
    FOUND,
    FROM,
    GENERIC,
    GOVERNED,
    HOLD,
    IS_GIVEN,
    LEAVES,
    MARKET,
    NATIONAL_SECURITY,
    NOBODY,
    NONE,
    OFFICE_OF,
    ONE_FIRM,
    OWNS_GOODS,
    OWNS_TRADE,
    PLACES,
    PROCURES,
    PRONOUN,
    RESUMED,
    SAFEGUARD,
    SUBSIDISED,
    TO,
    TRADERS,
    family,
    places_like,
    places_of,
    stems,
)
from critmin.claims.measure_moods import is_threat
from critmin.claims.measure_parties import SHORT, by_law, nearby_government
from critmin.claims.official_issuer import issuer, speaks_of_others
from critmin.claims.patterns import signs

WEIGHTS = {
    "pair": 2,  # what is done and the trade it is done to stand within `NEAR` characters
    "paper": 2,  # the paper or the law that does it is named: Section 232, a carbon border levy
    "imposer_acts": 3,  # a government is the subject of what is done, or owns it
    "imposer_around": 0,  # it is only the government that the text is about
    "goods": 2,  # goods in scope stand near
    "goods_before": 1,  # "it", "the metal": goods named before
    "set": 1,  # a word of rule-making: a decree, took effect, the ministry
    "partner": 1,  # whom it hits is named
    "mishap": -4,  # a strike, a flood, a front line stops trade too
    "firm": -3,  # a firm is who stops, buys or is looked into
    "nobody": -3,  # "countries", "governments": nobody in particular
    "talk": -4,  # should, could, analysts, rumours
    "denied": -5,  # "no plans to"
    "figure": -2,  # a rise or fall of trade by so much
}
ENOUGH = 6
NEAR = 70


@dataclass(frozen=True)
class Way:
    """A way of telling: a measure, what is done, and to what. `is_export`: trade that leaves the imposer."""

    measure: str
    done: str
    trade: str
    is_export: bool = False
    status: str | None = None


WAYS = (
    Way("export_quota", "ration", "out", True),
    Way("import_quota", "ration", "in"),
    Way("export_ban", "stop", "out", True),
    Way("export_control", "limit", "out", True),
    Way("export_control", "put_on", "control_list", True),
    Way("licensing", "licence", "out", True),
    Way("import_ban", "let_again", "goods_from", status="withdrawn"),
    Way("import_ban", "let_again", "foreign_goods", status="withdrawn"),
    Way("import_ban", "sanction", "foreign_goods"),
    Way("import_ban", "stop", "in"),
    Way("import_ban", "stop", "foreign_goods"),
    Way("import_ban", "stop", "goods_from"),
    Way("import_ban", "keep_out", "keep_out_of"),
    Way("processing_requirement", "work", "home", True),
    Way("sourcing_restriction", "disqualify", "credit"),
)


_DONE = tuple(dict.fromkeys([*(way.done for way in WAYS), "probe"]))
_CASES = ("carbon border", "cbam", "fair value", "subsid", "dump", "allot", "allocat", "not exceed", "reduction")


@cache
def _told_by() -> tuple[tuple[re.Pattern, int], ...]:
    """What tells that something is done, each with the number of its way."""
    return tuple(
        (pattern, number)
        for number, way in enumerate(WAYS)
        for pattern in (family(way.done), PLACES.get(way.done))
        if pattern
    )


def read(context: Context, i: int, before: list[Draft]) -> list[Draft]:
    """The drafts of a sentence that no rule has read; [] where the evidence is too thin."""
    if not (context.speaks_of(i, stems(_DONE)) or context.speaks_of(i, _CASES)):
        return []
    folded = context.folded(i).folded
    if folded.rstrip().endswith("?"):
        return []
    ways = sorted({number for _, number in re.asked(folded, _told_by())})
    for way in (None, *(WAYS[number] for number in ways)):
        found = _told(context, i, way) if way else _case(context, i)
        if found and (drafts := found.drafts(before)):
            return [] if found.is_export and measure_export_frames.is_denied(context, i) else drafts
    return []


@dataclass
class _Found:
    """What a sentence tells of one way: the place of what is done, and the weight of the evidence so far."""

    context: Context
    i: int
    measure: str
    start: int
    end: int
    is_export: bool
    weight: int
    status: str | None = None
    is_case: bool = False

    @property
    def folded(self) -> str:
        return self.context.folded(self.i).folded

    def _values(self, s: re.Match) -> tuple[str, ...]:
        values = self.context.values(self.i, self.context.folded(self.i)[s.group()], s.start())
        return tuple(v for v in values if v and v != "WLD" and not v.startswith("org:"))

    def drafts(self, before: list[Draft]) -> list[Draft]:
        folded, w = self.folded, dict(WEIGHTS)
        weight = self.weight + against(folded, self.start if self.is_case else None)
        weight += w["nobody"] if NOBODY.search(folded) else 0
        weight += w["set"] if family("set").search(folded) else 0
        weight += w["figure"] if FIGURE.search(folded) else 0
        weight += w["firm"] if self._is_of_a_firm() else 0
        products, is_product_stated = self._products()
        weight += w["goods"] if is_product_stated else w["goods_before"] if products else -9
        targets = self._targets()
        imposers, is_imposer_stated = self._imposers(targets, before)
        targets = tuple(t for t in targets if t not in imposers)
        weight += w["imposer_acts"] if is_imposer_stated else w["imposer_around"] if imposers else -9
        weight += w["partner"] if targets else 0
        if weight < ENOUGH or (self.measure in ("import_ban", "import_quota", "sourcing_restriction") and not targets):
            return []
        known = [d for d in before if d.sentence >= 0 and d.imposer in imposers and _is_like(d.measure, self.measure)]
        if any(not is_product_stated or (d.is_product_stated and overlap(products, d.products)) for d in known):
            return []
        at = measure_part.Part(
            self.context, self.i, Head(self.measure, self.start, self.end, self.is_export), None,
            self.start, self.end, 0, len(folded),
        )  # fmt: skip
        if measure_part.is_no_measure(at) or measure_part.is_sworn_off(folded):
            return []
        state = None
        if self.status:
            state = self.status, "considered" if self.status == "proposed" else "law", True
        if self.measure == "export_ban" and RESUMED.search(folded):
            state = "withdrawn", "law", True
        confidence = round(min(0.7, 0.4 + 0.03 * (weight - ENOUGH)), 2)
        rule = f"{self.measure}_by_evidence"
        return measure_record.drafts(at, rule, confidence, imposers[:3], targets, products, is_product_stated, state)

    def _is_of_a_firm(self) -> bool:
        """Whether a firm stands as the last name before what is done."""
        if ONE_FIRM.search(self.folded):
            return True
        named = signs(self.folded, "CG", 0, self.start)
        return (
            bool(named) and named[-1].group()[1] == "G" and not GOVERNED.search(self.folded[: named[-1].start()][-24:])
        )

    def _products(self) -> tuple[tuple[str, ...], bool]:
        """The goods nearest to what is done, with the list they stand in; else those named before."""
        sentence = self.context.folded(self.i)
        near = [
            (min(abs(s.start() - self.end), abs(s.end() - self.start)), sentence[s.group()])
            for s in signs(sentence.folded, "MP")
        ]
        for distance, mention in sorted(near, key=lambda x: x[0]):
            if distance < 140 and (values := measure_products.product_values(mention)):
                return values, True
        if self.measure == "import_ban" and ALL_GOODS.search(sentence.folded):
            return ("all_goods",), True
        if PRONOUN.search(sentence.folded):
            return self.context.minerals_near(self.i, self.start, 2), False
        return (), False

    def _targets(self) -> tuple[str, ...]:
        folded, found = self.folded, []
        for s in signs(folded, "C"):
            before, after = folded[max(0, s.start() - 20) : s.start()], folded[s.end() : s.end() + 40]
            if self.is_export:
                hits = (TO.search(before) and not TRADERS.match(folded, s.end())) or DEALERS.match(after)
            else:
                owns = OWNS_GOODS.match(after) and (after[0] == "'" or self._is_demonym(s))
                hits = owns or FROM.search(before) or (self.is_case and DUMPS.match(after))
            if hits:
                found += [v for v in self._values(s) if v not in found]
        return tuple(found)

    def _is_demonym(self, s: re.Match) -> bool:
        mention = self.context.folded(self.i)[s.group()]
        return any(m.detail == "demonym" for m in (mention, *mention.parts))

    def _imposers(self, targets: tuple[str, ...], before: list[Draft]) -> tuple[tuple[str, ...], bool]:
        folded = self.folded
        if self.is_export:
            for s in signs(folded, "C"):
                if TRADERS.match(folded, s.end()) and (values := self._values(s)):
                    return values, True
        for s in reversed(signs(folded, "C", 0, self.start)):
            lead = folded[max(0, s.start() - 40) : s.start()]
            if (GOVERNED.search(lead) and not OFFICE_OF.search(lead)) or FIRM.match(folded, s.end()):
                continue
            if COMPLAINS.search(folded, s.end(), self.start):
                continue
            values = tuple(v for v in self._values(s) if v not in targets or self.is_export)
            if values:
                return values, True
        if self.measure == "import_ban":
            for s in signs(folded, "C"):
                buys = BUYS.match(folded, s.end()) or BUYERS_IN.search(folded[max(0, s.start() - 40) : s.start()])
                if buys and (values := tuple(v for v in self._values(s) if v not in targets)):
                    return values, True
        if self.is_export and (from_there := LEAVES.search(folded)):
            return self._values(from_there_sign(folded, from_there)), True
        for s in signs(folded, "C", self.end):
            lead = folded[max(0, s.start() - 12) : s.start()]
            is_agent = re.search(r"\bby\s(?:the\s)?$", lead)
            is_owner = OWNS_TRADE.match(folded, s.end())
            if (is_agent or is_owner) and (values := tuple(v for v in self._values(s) if v not in targets)):
                return values, True
        if (market := MARKET.search(folded)) and not self.is_export:
            values = tuple(v for v in self._values(from_there_sign(folded, market)) if v not in targets)
            if values:
                return values, True
        if self.is_case and (law := by_law(self.context)) and NATIONAL_SECURITY.search(folded):
            return law, True
        if GENERIC.search(folded):
            around = self.context.section_country(self.i) or self.context.home
            if around and around[0] not in targets:
                return around, True
        own = issuer(self.context)
        if own and own not in targets and not speaks_of_others(folded):
            return (own,), True  # a government's own text need not name it
        section = self.context.section_country(self.i)
        if section and section[0] not in targets:
            return section, False
        near = nearby_government(self.context, self.i, targets)
        return ((near,), len(self.context) <= SHORT) if near else ((), False)


def from_there_sign(folded: str, m: re.Match) -> re.Match:
    """The sign of a country inside a match."""
    return signs(folded, "C", m.start(1), m.end(1))[0]


def _told(context: Context, i: int, way: Way) -> _Found | None:
    """The closest pair of what is done and the trade it is done to."""
    folded = context.folded(i).folded
    done = [
        m
        for m in places_like(way.done, folded)
        if not (
            HOLD.match(folded, m.start())
            or NONE.search(folded, max(0, m.start() - 40), m.start())
            or (m.start() and IS_GIVEN.search(folded, max(0, m.start() - 5), m.end() + 1))
        )
    ]
    if not done:
        return None
    trade = places_like(way.trade, folded)
    if way.trade == "out":
        trade += [s for s in signs(folded, "P") if _is_trade(context, i, s)]
    best = min(
        ((_gap(a, b), a, b) for a in done for b in trade if not _is_apart(folded, a, b)),
        key=lambda found: found[0],
        default=None,
    )
    if best is None or best[0] > NEAR:
        return None
    if way.measure in ("processing_requirement",) and not family("require").search(folded):
        return None
    if way.measure == "licensing" and not family("require").search(folded):
        return None
    _, a, _trade = best
    measure = (
        "sourcing_restriction"
        if way.measure == "import_ban" and PROCURES.search(context.sentence(i).text)
        else way.measure
    )
    return _Found(context, i, measure, a.start(), a.end(), way.is_export, WEIGHTS["pair"], way.status)


def _is_trade(context: Context, i: int, s: re.Match) -> bool:
    """Whether a sign holds the word of the trade itself: "mineral exports"."""
    mention = context.folded(i)[s.group()]
    return "export" in context.sentence(i).text[mention.start : mention.end].lower()


def _is_apart(folded: str, a: re.Match, b: re.Match) -> bool:
    """Whether two pieces are one word, or a firm stands between: "controls Codelco, which exports"."""
    if a.start() < b.end() and b.start() < a.end():
        return True
    return "‹G" in folded[min(a.end(), b.end()) : max(a.start(), b.start())]


def _case(context: Context, i: int) -> _Found | None:
    """A case, a probe or a carbon levy, told without the noun of a duty."""
    folded = context.folded(i).folded
    if m := BORDER_CARBON.search(folded):
        return _Found(context, i, "tariff", m.start(), m.end(), False, WEIGHTS["pair"] + WEIGHTS["paper"], None, True)
    if m := FOUND.search(folded):
        kind = "countervailing_duty" if re.search(r"subsid|countervail", m.group(), re.I) else "anti_dumping_duty"
        return _Found(
            context, i, kind, m.start(), m.end(), False, WEIGHTS["pair"] + WEIGHTS["paper"], "announced", True
        )
    probes = places_of("probe", folded)
    if not probes:
        return None
    for pattern, kind in (
        (DUMPED, "anti_dumping_duty"),
        (SUBSIDISED, "countervailing_duty"),
        (SAFEGUARD, "safeguard_duty"),
        (NATIONAL_SECURITY, "tariff"),
    ):
        if m := pattern.search(folded):
            near = min(probes, key=lambda p: _gap(p, m))
            if _gap(near, m) <= NEAR:
                start, end = min(near.start(), m.start()), max(near.end(), m.end())
                return _Found(context, i, kind, start, end, False, WEIGHTS["pair"] + WEIGHTS["paper"], "proposed", True)
    return None


def _gap(a: re.Match, b: re.Match) -> int:
    return max(b.start() - a.end(), a.start() - b.end())


_ALIKE = frozenset(["export_control", "licensing", "export_quota", "processing_requirement"])


def against(folded: str, end: int | None = None) -> int:
    """The weight of what speaks against a measure: a mishap, talk, a denial."""
    names = ("mishap", "denied") if is_threat(folded) else ("mishap", "talk", "denied")
    reach = len(folded) if end is None else end
    return sum(WEIGHTS[name] for name in names if any(m.end() <= reach for m in places_of(name, folded)))


def _is_like(a: str, b: str) -> bool:
    """Whether two measures may be one told in other words."""
    return a == b or {a, b} <= _ALIKE


def overlap(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two lists of goods share one, or one holds a group of the other."""
    return any(x == y or x in groups_of(y) or y in groups_of(x) for x in a for y in b)
