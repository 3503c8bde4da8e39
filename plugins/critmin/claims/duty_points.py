"""Where duties stand in a sentence: each rate of a duty, and each noun of a duty that states no rate.

A rate belongs to a duty where its noun group names one ("a 25% tariff"), where a duty leads to it ("the levy rises to
‹R›"), where somebody pays it, or where it continues a list of rates ("10% on zinc and 5% on tin"). Each point has its
own stretch of the sentence: up to the conjunct of the next.
"""

from dataclasses import dataclass

from critmin.claims import regex as re
from critmin.claims.context import Context
from critmin.claims.measure_cues import Head, heads
from critmin.claims.patterns import last_match, signs

MOST = 14  # points read from one sentence; more is a list without sentences
KINDS = ("tariff", "anti_dumping_duty", "countervailing_duty", "safeguard_duty", "tariff_rate_quota")
_NOUN = (
    r"(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|(?:import|border)\s?tax(?:es)?|tax(?:es)?|surcharges?|"
    r"surtax(?:es)?|penalty)"
)
_FILL = (
    r"(?:\s?(?:an?|the|its|their|about|around|some|roughly|nearly|almost|just|only|flat|minimum|maximum|as\shigh\sas|"
    r"as\smuch\sas|as\slow\sas|up\sto|at\sleast|more\sthan|over|another|extra|additional|further|new|rate\sof|"
    r"(?:a\s)?(?:maximum|minimum|ceiling|total|rate)\sof)\s){0,4}"
)
_OLD = re.compile(
    r"\b(?:from|in place of|instead of|rather than|up from|down from|previous(?:ly)?|earlier|compared (?:with|to)|than|"
    r"versus|in lieu of|as opposed to|"
    r"was|were|had been|until now|current(?:ly)?|existing|initial|original|prior|on top of|atop|"
    r"(?<=\bthe )threatened|(?<=\bits )threatened|(?<=\bhis )threatened|(?<=\ba )threatened|"
    r"(?:strik|delet)ing (?:out )?\"?)\s(?:an?\s|the\s|its\s|"
    r"their\s|about\s|just\s|only\s|current\s|existing\s|earlier\s|initial\s|previous\s|original\s|threatened\s|"
    r"already\s|previously\s|planned\s|proposed\s|rate\sof\s)*$",
    re.IGNORECASE,
)
_REPLACED = re.compile(
    r"[^;]{0,120}\b(?:shall|will|is to|are to) instead (?:be|pay|face)\b"
)  # "20%, shall instead be 45%"
_WAS_MOVED = re.compile(
    r"\s(?:[\w-]+\s){0,3}(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|rate|tax)\b[^;‹]{0,50}(?:‹[CMPD]\d+›[^;‹]{0,40}){0,3}\b"
    r"(?:was|were|is|are|(?:has|have|had|will|would) be(?:en)?)\s(?:then\s|later\s|since\s)?"
    r"(?:doubled|tripled|raised|increased|hiked|cut|lowered|reduced|lifted|"
    r"halved)\s(?:further\s)?to\s(?:[\w-]+\s){0,2}‹R",
    re.IGNORECASE,
)
_MEAN = re.compile(
    r"\b(?:averag\w+|effective|weighted|overall|mean|actual)\s(?:[\w.-]+\s|‹[CMP]\d+›(?:'s)?\s){0,8}$", re.IGNORECASE
)
_TOTAL = re.compile(r"\b(?:total|combined|cumulative|overall)\b[^;,]{0,40}$", re.IGNORECASE)
_MEAN_AFTER = re.compile(r"\s(?:average|effective|weighted|overall)\b", re.IGNORECASE)
_MEAN_ON = re.compile(r"\baverage (?:tariff|duty|levy) on (?:[\w-]+\s){0,3}‹[MP]\d+›[^;,‹›]{0,30}$")
_CHANGES_BY = re.compile(
    r"\b(?:shrink|grow|fall|drop|rise|expand|widen|narrow)\w*\sby\s(?:about\s|some\s)*$", re.IGNORECASE
)
_OF_LINES = re.compile(
    r"\s?(?:or more\s)?of\s(?:its\s|the\s|all\s|their\s|these\s|such\s|‹C\d+›\s){0,3}(?:goods|products|items|"
    r"imports|exports|trade|tariff\s(?:lines|barriers)|"
    r"tariffs|duties|lines|barriers)\b",
    re.IGNORECASE,
)
_OTHER_FIGURE = re.compile(
    r"\s?(?:or more\s|or less\s)?(?:of\s(?!that rate|the rate|duty|the customs)(?:its|the|all|global|world|their|total|"
    r"‹|US|U\.S\.|imports|exports|those)|year-on-year|stake|interest\b|share|in\s(?:morning|early|afternoon)|growth|"
    r"decline|drop|rise\b|lower|higher|increase in (?:imports|exports|demand|prices|the price|output)|majority|"
    r"domestic content|local content|to\s\$|since|this (?:year|week)|on the (?:day|week|year|news)|a year\b|by weight|"
    r"gain|carbon|purity|content\b|grade\b|pure\b|chance|probability|discount|premium)",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"\b(?:shares?|stocks?|prices?|futures|gdp|inflation|output|imports|exports|shipments|sales|demand|production|"
    r"volumes?|profits?|revenues?|earnings|currency|yields?)\b[^;,‹›]{0,60}\b(?:\w*fell|fall|falls|dropp?\w*|"
    r"rose|rises?|"
    r"risen|gain\w*|jump\w*|slid\w*|slump\w*|climb\w*|surg\w*|soar\w*|declin\w*|tumbl\w*|down|up|lost|increased|"
    r"decreased|grew|shrink|shrank|accounts?|accounted)\s(?:by\s|about\s|some\s|nearly\s|as\smuch\sas\s|"
    r"more\sthan\s)*$",
    re.IGNORECASE,
)
_NOUN_AFTER = re.compile(
    r"\s?(?:\(?or\s(?:greater|higher|more)\)?\s)?(?:‹[CMP]\d+›(?:'s)?\s(?:imports?\s|products?\s|import\s)?){0,2}"
    r"(?:(?!on\b|of\b|from\b|to\b|in\b|and\b|for\b|by\b|but\b|while\b|with\b|that\b)[\w'\"-]+,?\s){0,5}?"
    rf"(?:(?:counter-?)?{_NOUN}\b|anti-?dumping|countervailing|rate\b|"
    r"increase in (?:the\s)?(?:\w+\s)?(?:tariffs?|duties)|hike in|across the board|baseline|MFN\b|margins?\b)",
    re.IGNORECASE,
)
_OF_THE_DUTY = re.compile(
    r"\s(?:of|to|on top of|atop)\s(?:that|the|its|their|his)\s(?:[\w-]+\s|‹[MP]\d+›\s){0,3}"
    r"(?:rates?|dut(?:y|ies)|tariffs?|lev(?:y|ies))\b"
)
_LED_TO = re.compile(
    rf"(?:\b(?:counter-?)?{_NOUN}\b|\brates?\b|\btaxed|\btariffed|\bad valorem|\bmargins?|\bfloor|\bceiling)"
    r"(?P<gap>[^;]{0,150}?)"
    r"(?:\b(?:of|to|at|by|from|or|exceeding|between|as high as|reach(?:es|ing|ed)?|total(?:l?ing|s|ed)?|"
    r"climb\w*|stand\w*|include[sd]?|including|"
    r"is|are|be|set|equals?|averaging|minimum of|suspending|retaining)|,|:|-|\()\s" + _FILL + r"$",
    re.IGNORECASE,
)
_PAID = re.compile(
    r"\b(?:pay|pays|paid|paying|taxed at|charged?|charges|face|faces|faced|facing|subject to|reduce to|cut to|lower to|"
    r"raise to|hit with|hit by|slapped with|tariffed|liable to|attracts?|incurs?|carry|carries)\b[^;‹›]{0,24}?\s"
    + _FILL
    + r"$",
    re.IGNORECASE,
)
_PUT = re.compile(
    r"\b(?:put|puts|putting|slap(?:s|ped|ping)?|impos(?:e|es|ed|ing)|charg(?:e|es|ed|ing)|lev(?:y|ies|ied|ying)|"
    r"plac(?:e|es|ed|ing)|add(?:s|ed|ing)?|appl(?:y|ies|ied|ying))\s" + _FILL + r"$",
    re.IGNORECASE,
)
_ON = re.compile(
    r"\s(?:on|for|against|to|from)\s(?:[\w'-]+\s){0,3}(?:‹[CMPG]|goods|imports|all|everything|"
    r"every|most|other|producers|exporters|exports|products|shipments)"
)
_NO_VERB = re.compile(
    r"\b(?:said|says|told|fell|rose|expects?|accounts?|accounted|produces?|exports? (?:to|of)|imports? from|grew|share|"
    r"stake|prices?)\b",
    re.IGNORECASE,
)
_ITEM_BEFORE = re.compile(
    r"(?:‹[CMP]\d+›(?:'s)?(?:\s(?:goods|imports|products|exports|ones?|steel|shipments))?|\b(?:others?|everyone else|"
    r"everybody else|the rest|all other \w+|other countries|elsewhere))"
    r"\s?(?:,|:|\(|-|–|—)?\s?(?:at\s|pays?\s|faces?\s|to\s|of\s|is\s|was\s|will pay\s|with\s|gets?\s|got\s|"
    r"drew\s|by\s)?"
    r"(?:an?\s|the\s|at\s|only\s|just\s|as much as\s){0,2}$"
)
_CUSTOMS = re.compile(
    r"\btax|\btariff|\benter(?:s|ing)?\s(?:the\s)?‹C|\bimports?\s(?:from|into)\b|\b(?:exports?|goods)\sto\s(?:the\s)?‹C"
)
_COLLECTS = re.compile(
    r"\b(?:tax|taxed|taxes|tariffed|lev(?:y|ied|ies)|pays?|paid|charg(?:es?|ed|ing)|impos\w+|slap\w*|put|puts)\b"
)
_OF_COUNTRY = re.compile(
    r"\s(?:on|to)\s(?:[\w'-]+\s){0,3}(?:‹C|(?:‹[MP]\d+›|goods|imports)\s(?:imports\s)?(?:from|of)\s(?:the\s)?‹C)|"
    r"\s(?:on|to)\s(?:all\s|most\s)?(?:its|their)\s(?:[\w'-]+\s){0,2}(?:exports|goods|imports|products|shipments|‹[MP])"
)
_TOLL = re.compile(
    r"\b(?:income|corporate|royalt\w+|sales tax|value-added|VAT|interest|dividends?|inflation|electricity|"
    r"roaming|telecom\w*|"
    r"power tariffs?|feed-in)\b",
    re.IGNORECASE,
)
_CUTS = re.compile(
    r";\s|,?\s(?:while|whereas|although|but|with|plus)\s|,\sand\s|,\s|\sand\s|\sas well as\s|:\s|\.\s|\s-\s|\sthen\s|"
    r"\sor\s"
)
_VERB_OF_LEVYING = re.compile(
    r"lev(?:y|ies)\s(?:an?|the|new|additional|extra|further|heavy|‹R\d+›|up|higher|such)\b", re.IGNORECASE
)


_NO_DUTY = re.compile(r"\b(?:MFN|[Mm]ost[- ][Ff]avou?red[- ][Nn]ation|\(\"?MFN\"?\))\s(?:[a-z]+\s)?\w+$")
_BARRIER = re.compile(r"\s?(?:and\s(?:non|on)-tariff\s)?barriers?\b")
_ENDS = re.compile(
    r"\b(?:eliminat|remov|reduc|lower|dismantl|cut|scrap|waiv|drop|lift|abolish|withdr|slash|eras|ditch)\w*\b"
)
_LEVIES = re.compile(r"\b(?:that|which)\s(?:the\s)?‹C\d+›\s(?:[\w-]+\s){0,2}lev(?:y|ies)$")
_WHOSE_RATE = re.compile(r"‹C\d+›\s?\((?:at\s)?$")  # "on tin from Peru (5%) and Chile (7%)"
_ROLL = re.compile(r"(?:‹C\d+›\s?\(‹R\d+›\)[,;.]?\s?(?:and\s)?){2,}")
_OF_A_WHOLE = re.compile(
    r"\b(?:suppliers?|producers?|largest|biggest|shares?|account\w*|constitut\w*|reserves|output|production|sources?|"
    r"capacity|market|exporters?|buyers?|volumes?|imports came)\b",
    re.IGNORECASE,
)
_IT_IS = re.compile(  # "It amounts to ‹R›", "doubled it to ‹R›", "imports of tin stay at ‹R›"
    r"^(?:(?:This|That|Both|‹C\d+›|It|They)\s(?:[\w-]+\s){0,2}(?:amounts?|stands?|is|are|was|were|be|comes?|"
    r"came|set|rises?|rose|jumps?|totals?|"
    r"reach(?:es)?|starts?|goes|go|climbs?|increased?s?|doubled?s?|falls?|drops?|raised|lowered|reduced|cut|lifted|"
    r"hiked|"
    r"tripled|halved)\s(?:again\s|further\s)?(?:to\s|at\s|up to\s)?)$|"
    r"\b(?:doubl|tripl|rais|lift|hik|cut|lower|increas|reduc|halv|quadrupl|slash|push|tak|took|bring|"
    r"brought)\w*\s(?:it|them|that|this|those|these)\s"
    r"(?:further\s|up\s|down\s|back\s)?to\s(?:a\s)?$|"
    r"\b(?:remain|stay|stand|kept|held|left|sit|set|fixed|capped)(?:s|ed)?\sat\s(?:the\s|a\s)?$",
    re.IGNORECASE,
)


@dataclass
class Point:
    """A duty at its place: its rate (a match of a sign, or None), its noun, and the stretch that belongs to it."""

    head: Head
    rate: re.Match | None
    left: int = 0
    right: int = 0
    is_elliptical: bool = False  # "and 5% on tin": without a noun of its own

    @property
    def start(self) -> int:
        if self.rate is None or self.head.start == self.head.end:
            return self.rate.start() if self.rate else self.head.start
        near = abs(self.head.start - self.rate.start()) < 60
        return min(self.head.start, self.rate.start()) if near else self.rate.start()

    @property
    def end(self) -> int:
        if self.rate is None:
            return self.head.end
        return max(self.head.end, self.rate.end()) if 0 <= self.head.start - self.rate.end() < 60 else self.rate.end()


def duty_heads(folded: str) -> list[Head]:
    """The nouns of duties; "levies a 5% tariff" has one, and "the tariff rate quota" is no tariff."""
    found = [h for h in heads(folded) if h.measure in KINDS]
    return [
        h
        for n, h in enumerate(found)
        if not (n + 1 < len(found) and 0 <= found[n + 1].start - h.end < 2)
        and not (_VERB_OF_LEVYING.match(folded, h.start) and (n + 1 < len(found) and found[n + 1].start - h.end < 60))
        and not _NO_DUTY.search(folded, max(0, h.start - 30), h.end)
        and not (_BARRIER.match(folded, h.end) and not _ENDS.search(folded, max(0, h.start - 60), h.start))
        and not (n and _LEVIES.search(folded, max(0, h.start - 40), h.end) and h.start - found[n - 1].end < 60)
    ]


def points(context: Context, i: int, is_on_duties: bool) -> list[Point]:
    """The duties of a sentence in order. `is_on_duties`: the sentences before speak of duties."""
    folded = context.folded(i).folded
    named = duty_heads(folded)
    if not named and not is_on_duties and not _COLLECTS.search(folded):
        return []
    found: list[Point] = []
    used: set[int] = set()
    last: Point | None = None
    for r in signs(folded, "R"):
        head = _head_of(context, i, r, named, used, last, is_on_duties)
        if head is None or (_VOLUME.search(folded, head.start, head.end) and not _DUTY_AFTER.match(folded, r.end())):
            continue  # "quotas cut by ‹R›": of the tonnes, no rate
        last = Point(head, r, is_elliptical=head.start == head.end)
        used.add(id(head))
        found.append(last)
    for h in named:
        if id(h) not in used and not any(
            h.measure == p.head.measure and abs(h.start - p.head.start) < 4 for p in found
        ):
            found.append(Point(h, None))
    found.sort(key=lambda p: (p.start, p.head.measure))
    del found[MOST:]
    stretched(folded, found)
    return found


def _head_of(context, i, r, named, used, last, is_on_duties) -> Head | None:
    """The duty that a rate belongs to; one without words for a rate that continues a list; None for another figure."""
    folded = context.folded(i).folded
    rate = context.folded(i)[r.group()].item
    before, after = folded[max(0, r.start() - 170) : r.start()], folded[r.end() : r.end() + 90]
    noun_after = _NOUN_AFTER.match(after)
    of_the_duty = _OF_THE_DUTY.match(after)
    if rate.is_fraction or _MOVES.search(before) or _REPLACED.match(folded, r.end()):
        return None
    if _OTHER_FIGURE.match(after) and not noun_after and not of_the_duty:
        return None
    is_range = re.search(r"\brang(?:e|es|ing|ed)\sfrom\s$", before)
    if noun_after and _WAS_MOVED.match(folded, r.end()):
        return None  # "the 5% duty was doubled to 10%"
    old = _OLD.search(before)
    if (
        old
        and noun_after
        and old.group().lower().startswith("from")
        and not re.search(r"\sto\s(?:[\w-]+\s){0,3}‹R", after)
    ):
        old = None  # "exempt from the ‹R› tariff"
    if (old and not is_range) or _CHANGES_BY.search(before) or _OF_LINES.match(after):
        return None
    if last is not None and _TOTAL.search(before[-50:]):
        return None
    if (_MEAN.search(before[-60:]) or _MEAN_AFTER.match(after)) and not _MEAN_ON.search(before):
        return None
    if _TOLL.search(before[-60:] + after[:40]):
        return None
    ahead = [h for h in named if 0 <= h.start - r.end() < 70] if noun_after or of_the_duty else []
    behind = [h for h in named if h.end <= r.start() and r.start() - h.start < (600 if of_the_duty else 220)]
    if of_the_duty and behind:
        return _unless_used(behind[-1], used, r)
    if ahead and (noun_after or of_the_duty):
        return _unless_used(ahead[0], used, r)
    led = _LED_TO.search(before)
    if led and (behind or is_on_duties or last) and (not _NO_VERB.search(led["gap"]) or "," not in led["gap"]):
        return (
            _unless_used(behind[-1], used, r)
            if behind
            else _at_rate(folded, _bare(named, last, r), r, last.end if last else 0)
        )
    if after.startswith(")") and _WHOSE_RATE.search(before) and (behind or last or _ROLL.fullmatch(folded)):
        if _OF_A_WHOLE.search(folded):
            return None  # "its largest suppliers are Peru (57%) and Chile (7%)"
        return _unless_used(behind[-1], used, r) if behind and last is None else _bare(named, last, r)
    paid = _PAID.search(before) or (_PUT.search(before) and _ON.match(after))
    if paid and (
        named or is_on_duties or _CUSTOMS.search(folded) or (_PUT.search(before) and _OF_COUNTRY.match(after))
    ):
        return _bare(named, last, r)
    if is_on_duties and _IT_IS.search(folded[: r.start()]) and not _NO_VERB.search(folded[: r.start()]):
        return _bare(named, last, r)
    if noun_after and (behind or is_on_duties):
        return _bare(named, last, r)
    since = (
        last.end if last is not None else behind[-1].end if behind and ":" in folded[behind[-1].end :][:30] else None
    )
    if since is not None and r.start() - since < 140:
        gap = folded[since : r.start()]
        if last is not None and "respectively" in folded and re.fullmatch(r",?\s(?:and\s)?", gap):
            return _bare(named, last, r)
        if not _NO_VERB.search(gap) and (_ITEM_BEFORE.search(gap) or _ON.match(after)):
            return _bare(named, last, r)
    return None


def is_other_figure(folded: str, r: re.Match) -> bool:
    """Whether a percentage is a share, a move of prices or a change by so much: no rate of any duty."""
    before, after = folded[max(0, r.start() - 170) : r.start()], folded[r.end() : r.end() + 90]
    if _MOVES.search(before) or _CHANGES_BY.search(before) or _OF_LINES.match(after) or _TOTAL.search(before[-50:]):
        return True
    if _REPLACED.match(folded, r.end()) or _WAS_MOVED.match(folded, r.end()):
        return True
    return bool(_OTHER_FIGURE.match(after) and not _NOUN_AFTER.match(after) and not _OF_THE_DUTY.match(after))


def is_old(folded: str, r: re.Match) -> bool:
    """Whether a percentage is the rate until now: "from ‹R›", "instead of ‹R›"."""
    old = _OLD.search(folded[max(0, r.start() - 60) : r.start()])
    return bool(old) and not re.search(r"\b(?:was|were|existing|current(?:ly)?)\b", old.group())


def _unless_used(head: Head, used: set[int], r: re.Match) -> Head:
    return Head(head.measure, r.start(), r.start()) if id(head) in used else head


def _bare(named: list[Head], last: Point | None, r: re.Match) -> Head:
    """A duty without words, of the kind of the one before it in the sentence."""
    kind = last.head.measure if last else next((h.measure for h in reversed(named) if h.end <= r.start()), "tariff")
    return Head(kind, r.start(), r.start())


def _at_rate(folded: str, head: Head, r: re.Match, since: int) -> Head:
    """The word "rate" as the noun of a duty told without another: "the ‹C› rate of ‹R›"."""
    word = last_match(_RATE_WORD, folded, max(since, r.start() - 40), r.start())
    return Head(head.measure, word.start(), word.end()) if word else head


_VOLUME = re.compile(r"(?:quotas?|volumes?|allowances?|limits?|allocations?|tonnages?|TRQs?|-free\s)$", re.IGNORECASE)
_DUTY_AFTER = re.compile(rf"\s(?:[\w-]+\s){{0,2}}{_NOUN}\b", re.IGNORECASE)
_RATE_WORD = re.compile(r"\brates?\b")


def stretched(folded: str, found: list[Point]) -> None:
    """Gives each point its stretch: the text between two points goes to the one whose conjunct it stands in."""
    for n, point in enumerate(found):
        if n and found[n - 1].start == point.start:
            point.left = found[n - 1].left
        else:
            point.left = found[n - 1].right if n else 0
        point.right = len(folded)
        if n + 1 < len(found) and found[n + 1].start > point.start:
            point.right = _cut(folded, point, found[n + 1])


def _cut(folded: str, point: Point, following: Point) -> int:
    """Where the stretch of a point ends before the next: at a semicolon, else at the last link, or the first one after
    the point's own object where the next is told by what stands before it ("those from China 20%")."""
    start, end = point.end, following.start
    if end <= start:
        return start
    links = list(_CUTS.finditer(folded, start, end))
    if not links:
        own = _OWN_PHRASE.search(folded[start:end])
        return start + own.start() if own else end
    hard = [m for m in links if ";" in m.group() or re.search(r"while|whereas|but|\.\s", m.group())]
    if hard:
        return hard[-1].start()
    looks_right = bool(_ON.match(folded, following.rate.end())) if following.rate else True
    if following.rate and not looks_right and not following.head.end > following.rate.end():
        for m in links:
            if signs(folded, "CMP", m.end(), end):
                return m.start()
    return links[-1].start()


_OWN_PHRASE = re.compile(
    r"(?:,\s?|\sand\s|\s)?(?:the\s)?(?:‹C\d+›(?:'s?)?\s)(?:(?!and\b|on\b|from\b|of\b|in\b|goods\b|imports\b|"
    r"while\b|to\b|"
    r"with\b)[a-z'\"-]+\s){0,3}\(?$"
)
