"""Duties that no rule has read, found by weighing what the countries of their sentence do in it.

Each country of a sentence about a duty is asked for signs that it levies (it owns the duty, it is the market the goods
enter, it sets, a duty "by" it) and for signs that it pays (its goods, its exporters, it faces, accepts or is hit). The
best levier and the payers make a record where the evidence (`WEIGHTS`) reaches `ENOUGH`. Asked last, and only of
sentences from which no rule has read a measure.
"""

from dataclasses import replace

from critmin.claims import duty_leviers, measure_part, measure_products, measure_record
from critmin.claims import regex as re
from critmin.claims.context import Context
from critmin.claims.duty_points import KINDS, MOST, Point, duty_heads, is_old, is_other_figure, stretched
from critmin.claims.measure_cues import Head
from critmin.claims.measure_draft import Draft
from critmin.claims.measure_evidence import against, overlap
from critmin.claims.measure_evidence_words import DUMPED, places_of
from critmin.claims.measure_parties import CASES, SHORT, nearby_government
from critmin.claims.patterns import clause, rule, signs

WEIGHTS = {
    "noun": 1,  # the noun of a duty
    "rate": 2,  # a percentage that is no other figure, near the noun or a verb of taxing
    "levier": 3,  # a country with a sign that it levies
    "levier_around": 2,  # a government named in the sentences around, in a short text
    "levier_before": 1,  # the levier of the duty told just before, or the document's
    "paid": 2,  # a verb of paying or of levying has the percentage as its object
    "payer": 2,  # a country whose goods pay
    "goods": 2,  # goods in scope
    "everyone": 1,  # all goods, all countries
}
ENOUGH = 6
NEAR = 90
_STEMS = ("tariff", " dut", " lev", " tax", "surcharge", " rate", "charged", "%", "per cent", "percent", "pc")
_OWNS_DUTY = rule(
    r"(?:'s?\s(?:[\w'-]+\s|‹[RMP]\d+›\s){0,5}|\s(?:(?!an?\s|the\s|on|to|from|with|and|will|would|has|have|is|"
    r"are|was|were|cut|put)[\w-]+\s|"
    r"‹[RMP]\d+›\s){0,3})(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|surcharges?|import tax(?:es)?)\b"
)
_INTO = rule(
    r"\b(?:enter(?:s|ed|ing)?|into|(?:taxed|charged|pays?|paid|hit with)\s(?:at\s)?‹R\d+›\sin|(?:exports?|"
    r"imports?|shipments|sales|sold|sells?|goods|exporters|shipped|"
    r"exported|suppliers|tariffs?|"
    r"dut(?:y|ies)|lev(?:y|ies)|taxed|charged)\s(?:to|in|into)|(?:at|in)\s(?:the\sports of|customs in))\s(?:the\s)?$"
)
_MARKET = rule(r"(?:'s)?\s(?:market|border|customs|ports?|buyers|importers|customers|consumers)\b")
_SUFFERS = rule(
    r"(?:'s?)?(?:\s(?:has|have|had|will|would|also|now|already|itself|itself|seen|\w+ly))*\s(?:[\w-]+\s|"
    r"‹[MP]\d+›\s){0,2}?"
    r"(?:fac(?:e|es|ed|ing)|pay|pays|paid|paying|accept(?:s|ed|ing)?|absorb\w*|suffer\w*|secur(?:es|ed)|"
    r"negotiat\w+|w[io]ns?|"
    r"(?:was|were|is|are|been|be|being)\s(?:\w+ly\s)?(?:hit|slapped|charged|taxed|subject|targeted|struck|threatened)|"
    r"saw|seen|sees|got|gets|attracts?|incurs?|carr(?:y|ies|ied)|subject to|to expect|goods taxed)\b"
)
_GOODS_OF = rule(
    r"(?:'s?)?\s(?:[\w-]+\s){0,2}(?:‹[MP]\d+›|(?:goods|products|exports?|exporters|shipments|articles|steel|cars|"
    r"imports?(?!\sof)|mills|producers|manufacturers|suppliers|rate|merchandise)\b)"
)
_ON = rule(
    r"\b(?:on|against|hits?|hitting|target\w*|(?:goods|products|imports|exports|metals?|articles|"
    r"‹[MP]\d+›)\s(?:of|from|made in|"
    r"originating in))\s(?:the\s|all\s|most\s|imports\sfrom\s|goods\sfrom\s|certain\s)*$"
)
_EVERYONE = rule(
    r"\b(?:all|foreign|imported|every|any|most|global|universal|worldwide)\s(?:[\w-]+\s){0,2}(?:goods|imports|"
    r"countries|"
    r"partners|tariffs?|‹[MP]\d+›|suppliers|origins?)|\bforeign\s‹[MP]|\bimports?\b"
)
_NOT_OF_TRADE = rule(
    r"\b(?:royalt\w+|income tax|corporate tax|VAT|value-added|dividends?|interest rates?|growth rates?|"
    r"inflation|sales tax|"
    r"carbon tax|tax rates?|windfall|(?:quota|tariff|duty)[- ]free access|tariff- and|"
    r"property tax|feed-in|tax credits?|power tariffs?|electricity)\b"
)
_OF_WHOLE = rule(
    r"\sof\s(?!duty|the\s(?:value|customs|rate))(?:[\w-]+\s|‹[CM]\d+›(?:'s?)?\s){0,3}(?:\w|‹)|\s(?:drop|"
    r"cut|jump|tax credit|stake)\b"
)
_UP_TO = (
    r"(?:an?\s|the\s|at\s|of\s|only\s|about\s|up to\s|as much as\s|another\s|extra\s|additional\s|"
    r"further\s|flat\s|just\s)*$"
)
_PAID = rule(
    r"(?:\b(?:fac(?:e|es|ed|ing)|pay(?:s|ing)?|paid|attract(?:s|ed)?|incur(?:s|red)?|bears?|draws?|drew|owes?|"
    r"hit (?:with|by)|"
    r"slapped with|subject to|saddled with|liable (?:to|for)|taxed|tariffed|charged?|charges|levied|dutied|assessed)\b"
    rf"[^;‹›]{{0,24}}?\s){_UP_TO}"
)
_PUT_ON = rule(
    r"\b(?:put(?:s|ting)?|slap(?:s|ped|ping)?|impos(?:e|es|ed|ing)|lev(?:y|ies|ied|ying)|add(?:s|ed|ing)?|"
    r"charg(?:e|es|ed|ing)|"
    r"appl(?:y|ies|ied|ying)|collect(?:s|ed|ing)?|clapp?(?:ed|s)?|whack(?:ed|s)?|plac(?:e|es|ed|ing)|"
    r"announc(?:e|es|ed|ing))\s"
    r"[^;‹›]{0,24}?‹R\d+›"
)
_ON_IT = rule(r"(?:\s(?:extra|more|ad valorem))?\s(?:on|to|against)\s")
_HITS = rule(
    r"\s(?:will|would|now|also|is to|are to|may|could|\s)*(?:hits?|appl(?:y|ies|ied)|falls? on|bites?)\s(?:on\s|to\s)?"
)
_RATE_ON = rule(
    r"\brates?\s(?:(?:for|on|of)\s[^;]{0,60}?)?(?:is|was|stands?|stood|remains?|stays?|fell|falls?|rose|rises?|"
    r"goes|went|climbs?|drops?|set|"
    rf"be|comes?|cut|lowered|raised|reduced|doubled|held|kept)\s(?:(?:from\s‹R\d+›\s)?(?:to|at)\s)?{_UP_TO}"
)
_FELL = rule(
    r"\b(?:rose|fell|jumped|dropped|climbed|grew|slid|slumped|surged|soared|declined|lost|gained|rise|fall|drop|"
    r"grow|down|up)\s"
    r"(?:about\s|some\s|nearly\s|more than\s|over\s|an?\s)*$"
)
_SUBSIDISED = rule(r"\bsubsidi[sz]ed\s(?:imports|goods|exports|shipments|{MPC})")
_ONLY_TALK = rule(
    r"\b(?:uncertaint\w+|impact|effects?|costs?|burden|hopes?|news|fears?|risks?|trade wars?|shares?|prices?|revenue|"
    r"policy|policies|talks)\s(?:of|from|about|over|on)?\b"
)


def read(context: Context, i: int, before: list[Draft], government: str) -> list[Draft]:
    """The drafts of the duties of a sentence that no rule has read; [] where the evidence is too thin."""
    if not context.speaks_of(i, _STEMS):
        return []
    sentence = context.folded(i)
    folded = sentence.folded
    if folded.rstrip().endswith("?") or _NOT_OF_TRADE.search(folded) or places_of("spare", folded):
        return []
    rates = [r for r in signs(folded, "R")[:MOST] if _may_be_a_duty(sentence, r)]
    heads = duty_heads(folded)
    if not rates and not heads:
        return []
    found: list[Draft] = []
    told = _told_by_rates(folded, rates, heads)
    for point, weight in told or [(Point(h, None, *clause(folded, h.start)), WEIGHTS["noun"]) for h in heads[:1]]:
        found += _draft(context, i, point, weight, [*before, *found], government)
    return found


def _may_be_a_duty(sentence, r: re.Match) -> bool:
    """Whether a percentage is no share, no move of prices, and not the rate until now."""
    folded = sentence.folded
    if sentence[r.group()].item.is_fraction or is_other_figure(folded, r):
        return False
    if _FELL.search(folded, max(0, r.start() - 90), r.start()):
        return False
    return not (_OF_WHOLE.match(folded, r.end()) or is_old(folded, r))


def _told_by_rates(folded: str, rates: list[re.Match], heads: list[Head]) -> list[tuple[Point, int]]:
    """The rates that a noun, a verb of paying or levying makes duties, each with its weight."""
    found: list[tuple[Point, int]] = []
    free = list(heads)
    for r in rates:
        since = max(0, r.start() - 120)
        near = [(max(r.start() - h.end, h.start - r.end()), n, h) for n, h in enumerate(heads)]
        gap, _, head = min(near, default=(NEAR + 1, 0, None))
        weight = WEIGHTS["rate"] + WEIGHTS["noun"] * bool(heads)
        is_paid = bool(_PAID.search(folded, 0, r.start()) or (_PUT_ON.search(folded, 0, r.end() + 40) and _ON_IT.match(
            folded, r.end())) or _HITS.match(folded, r.end()) or _RATE_ON.search(folded, since, r.start()))  # fmt: skip
        weight += WEIGHTS["paid"] * is_paid
        if not is_paid and gap > NEAR:
            continue
        own = head if head in free and gap <= NEAR else None
        if own:
            free.remove(own)
        kind = head.measure if head else "tariff"
        found.append((Point(own or Head(kind, r.start(), r.start()), r), weight))
    found.sort(key=lambda p: p[0].start)
    stretched(folded, [p for p, _ in found])
    return found


def _draft(context: Context, i: int, point: Point, weight: int, before: list[Draft], government: str) -> list[Draft]:
    folded = context.folded(i).folded
    at = measure_part.Part(context, i, point.head, point.rate, point.start, point.end, point.left, point.right)
    if measure_part.is_no_measure(at) or measure_part.is_sworn_off(folded):
        return []
    levier, payers, is_stated = _roles(at, before, government)
    products, is_product_stated = measure_products.products(at)
    if products is None:
        return []
    is_all = not payers and bool(_EVERYONE.search(at.stretch))
    says_whom = bool(payers) or is_product_stated or is_all
    if not levier and point.rate and says_whom and (near := nearby_government(context, i, payers)):
        levier, is_stated = near, True
        weight -= WEIGHTS["levier"] - WEIGHTS["levier_around" if len(context) <= SHORT else "levier_before"]
    if not levier:
        return []
    weight += (
        (WEIGHTS["levier"] if is_stated else WEIGHTS["levier_before"] * bool(point.rate))
        + WEIGHTS["payer"] * bool(payers)
        + WEIGHTS["goods"] * is_product_stated
        + WEIGHTS["everyone"] * is_all
        + against(folded)
    )
    if point.rate is None and _ONLY_TALK.search(folded):
        weight -= 2
    if weight < ENOUGH or not (payers or is_product_stated or (is_all and point.rate)):
        return []
    kind = at.head.measure
    if kind == "tariff" and point.rate is None and (case := DUMPED.search(folded) or _SUBSIDISED.search(folded)):
        kind = "anti_dumping_duty" if case.re is DUMPED else "countervailing_duty"
        at.head = replace(at.head, measure=kind)
    if kind in CASES and not products:
        return []
    rate = at.sentence[point.rate.group()].item.value if point.rate else None
    if any(_is_told(d, kind, levier, payers, products, rate) for d in before if d.sentence >= 0):
        return []
    confidence = round(min(0.7, 0.4 + 0.03 * (weight - ENOUGH)), 2)
    rule = f"{kind}_by_evidence"
    return measure_record.drafts(at, rule, confidence, (levier,), payers, products or ("all_goods",), is_product_stated)


def _roles(at: measure_part.Part, before: list[Draft], government: str) -> tuple[str, tuple[str, ...], bool]:
    """(who levies, who pays, whether the sentence says who levies)."""
    folded = at.folded
    levies: list[tuple[int, str]] = []
    pays: list[str] = list(duty_leviers.who_pays(at)) if duty_leviers.WHILE_PAYING.search(folded, 0, at.start) else []
    sufferers: list[str] = []
    others: list[str] = []  # subjects that do neither by any sign
    for s in signs(folded, "C"):
        values = [v for v in at.values(s) if v and v != "WLD" and not v.startswith("org:")]
        if not values or values[0] in pays:
            continue
        before_it, after = folded[max(0, s.start() - 60) : s.start()], folded[s.end() : s.end() + 120]
        score = 3 * bool(_INTO.search(before_it)) + 2 * bool(_MARKET.match(after))
        score += 3 * bool(_OWNS_DUTY.match(after) and not _ON.search(before_it))
        suffers = bool(_SUFFERS.match(after)) and s.end() <= at.end
        of_goods = bool(_GOODS_OF.match(after) and not _MARKET.match(after)) or bool(_ON.search(before_it))
        if not score and not suffers and not of_goods and s.end() <= at.start:
            score += 2 * bool(duty_leviers.sets(folded, s, at.start))
            if not score and duty_leviers.is_free(folded, s, at.start):
                if duty_leviers.only_suffers(folded, s, at.start):
                    sufferers += values[:1]
                elif at.sentence[s.group()].detail in ("leader", "government"):
                    score = 2
                else:
                    others += values[:1]
        if score >= 2 and not (suffers and score < 3):
            levies.append((score, values[0]))
        elif suffers or of_goods:
            pays += [v for v in values if v not in pays]
    levies = [(n, v) for n, v in levies if v not in pays] or levies
    best = max(levies, key=lambda x: x[0], default=(0, ""))[1]
    if best and not pays:
        others += [v for n, v in levies if n < 3 and at.rate]
        pays += [v for v in others if v != best][-1:]  # "Hanoi will live with the American tariff"
    if not best and others and pays:
        best = next((v for v in reversed(others) if v not in pays), "")  # "Peru answered with a duty on Chilean tin"
    best = "" if best in sufferers else best
    is_stated = bool(best)
    if not best:
        last = next((d for d in reversed(before) if d.measure in KINDS and at.i - d.sentence <= 3), None)
        best = last.imposer if last and last.imposer not in pays else "" if government in pays else government
    return best, tuple(v for v in pays if v != best)[:6], is_stated


def _is_told(d: Draft, kind: str, levier: str, payers, products, rate) -> bool:
    """Whether a duty was told before: the same levier and kind, no other rate, goods or payer."""
    if d.imposer != levier or d.measure != kind or (rate is not None and d.rate != rate):
        return False
    if payers and "WLD" not in d.targets and not set(payers) & set(d.targets):
        return False
    return not products or overlap(products, d.products) or d.products == ("all_goods",)
