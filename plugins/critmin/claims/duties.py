"""Tariffs and other duties of a document: each point of a sentence becomes a draft.

What a point does not state itself is taken, in this order, from the point before it in the sentence, from the duty that
"the tariffs" or "they" stand for, and from the government whose duties the document tells of.
"""

from collections import Counter
from dataclasses import replace
from functools import cached_property

from critmin.claims import (
    duty_leviers,
    duty_meant,
    duty_payers,
    measure_part,
    measure_products,
    measure_record,
    measure_status,
    measure_tellings,
)
from critmin.claims import regex as re
from critmin.claims.context import Context
from critmin.claims.duty_points import KINDS, Point, duty_heads, points
from critmin.claims.duty_words import EVERYONE
from critmin.claims.measure_draft import Draft
from critmin.claims.measure_parties import US_LAW as _US_LAW
from critmin.claims.measure_parties import by_law
from critmin.claims.official_issuer import issuer
from critmin.claims.patterns import signs

_STEMS = ("tariff", " dut", " lev", " tax", "surcharge")
CASES = ("anti_dumping_duty", "countervailing_duty")
_THE = re.compile(
    r"\b(?:the|these|those|such|this|that|his|her|its|their|both|all)\s(?:[\w-]+\s|‹[RMPD]\d+›\s){0,3}$", re.IGNORECASE
)
_GENERAL = re.compile(
    r"\b(?:goods|imports|products|exports|everything|merchandise|shipments|articles|items)\b", re.IGNORECASE
)
_THOSE = re.compile(r"\b(?:those|these|ones|others?)\b", re.IGNORECASE)
_ANYONE = re.compile(
    r"\b(?:any|every|all|other|those)\s(?:other\s)?(?:countr(?:y|ies)|nations?|partners?|states?|"
    r"government)\b[^;]{0,110}\b(?:charged|pay|face|hit|"
    r"subject|tariffed)\b|^\"?(?:Countries|Nations|Trading partners)\s(?:that|which|who)\b",
    re.IGNORECASE,
)
_SETS_NEW = re.compile(
    r"\b(?:impos\w+|announc\w+|introduc\w+|put\w*|plac\w+|sign\w*|set|hik\w+|rais\w+|doubl\w+|tripl\w+|halv\w+|cut\w*|"
    r"reduc\w+|lower\w*|remov\w+|lift\w*|suspend\w*|paus\w+|delay\w*|postpon\w*|extend\w*|propos\w+|levied|levies|levy|"
    r"slap\w*|charg\w+|appl\w+|expand\w*|unveil\w*|enact\w*|implement\w*|threaten\w*|vow\w*|plan\w*|consider\w*|"
    r"eliminat\w+|order\w*|scrap\w*|drop\w*|cancel\w*|reinstat\w*|restor\w*|float\w*|promis\w+|slash\w*|rescind\w*|"
    r"revok\w*|repeal\w*|withdr\w+|waiv\w*|in (?:place|force|effect)|effective|took effect|takes? effect|"
    r"face\w*|hit\w*|"
    r"subject to|pay\w*|struck|void\w*|retaliat\w+)\b",
    re.IGNORECASE,
)
_DEAL_WITH = re.compile(
    r"\b(?:deal|agreement|pact|accord|arrangement|truce)\s(?:\w+\s){0,2}with\s(?:the\s)?(‹C\d+›)", re.IGNORECASE
)
_SPARED_FROM = re.compile(
    r"\b(?:not\s(?:be\s|currently\s|now\s)?(?:subject\sto|liable\sto|face|pay|incur|attract|bear)|"
    r"(?:exempt(?:ed|ion|ions)?|free|spared|excluded|exclusions?|immune|shielded|relief)\s(?:of|from))\s"
    r"(?:(?!a\b)[\w-]+\s|‹[CMP]\d+›(?:'s)?\s){0,4}$"
)
_HALVES = re.compile(r"\bhalv(?:e|es|ed|ing)\s(?:its|their|the|his|an?)\s(?:\w+\s)?$")
_VOIDS = re.compile(
    r"\b(?:void(?:s|ed)|str(?:ike|ikes|uck) down|annul\w*|overturn\w*|invalidat\w*)\s(?:the\s|"
    r"all\s)*(?:‹C\d+›(?:'s)?\s)?"
    r"(?:[\w-]+\s){0,3}$"
)
_AT_LARGE = re.compile(
    r"\b(?:impose|imposes|introduce|announced|announces|push(?:ing|ed)? for|propos(?:ed|es|ing)|threaten(?:ed|"
    r"s|ing)|plans?|"
    r"levy)\s(?:to\simpose\s)?(?:an?\s|new\s|further\s|modest\s|[\"'\w-]+\s|‹R\d+›\s){0,3}$"
)
_IN_RETURN = re.compile(
    r"\b(?:retaliat\w+|counter-?tariffs?|counter-?duties|countermeasures|tit-for-tat|"
    r"reciprocal(?=\s(?:[\w-]+\s){0,2}(?:tariff|dut|lev|rate))|reciprocat\w+)\b",
    re.I,
)
_ON_EXPORTS = re.compile(
    r"\bon\s(?:(?!imports?\b)[\w-]+\s){0,2}(?:‹[MP]\d+›\s)?(?:ore\s|concentrate\s)?exports?\b(?!\s(?:from|to|"
    r"by)\s(?:the\s)?‹C)|"
    r"\b(?:they|it|miners|producers)\s(?:exports?|ships?)\b|\b(?:shipped|sold|sent)\sabroad\b|"
    r"\b(?:shipments|sales)\s[^;]{0,30}\babroad\b|\b(?:tin|metal|ore|goods|copper|‹[MP]\d+›)\sleaving\s"
)
_OTHER_MEASURE = re.compile(r"\b(?:restrictions?|controls?|curbs?|bans?|quotas?|limits|licen[cs]\w+)\b", re.IGNORECASE)
_WITH = re.compile(r"\b(?:with|including|plus)\s(?:[\w-]+\s){0,2}$", re.IGNORECASE)
_MUTUAL = re.compile(r"\b(?:each other|one another|mutual|both sides)\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(
    r"\b(?:I|we)\s(?:hereby\s|also\s|have\s|had\s|therefore\s|further\s|determined?\s(?:that\s)?)*"
    r"(?:reduc|impos|rais|order|provid|modif|exempt|direct|adjust|increas|amend|suspend|determin|set|decid|"
    r"proclaim)\w*\b"
)
_ASKS_FOR = re.compile(
    r"\b(?:push\w*|call\w*|ask\w*|urg\w*|lobb\w*|seek\w*|sought|want\w*|hop\w*|request\w*|appeal\w*|"
    r"petition\w*|negotiat(?!ed\s)\w*|demand\w*|"
    r"plead\w*|press\w*)\b[^;]{0,60}$",
    re.IGNORECASE,
)
_TO_MARKET = re.compile(r"\b(?:exports?|shipments?|sales|sold)\s[^;]{0,60}?\b(?:to|into)\s(?:the\s)?(?P<who>‹C\d+›)")
_IF_EVER = re.compile(r"\b(?:may|might|could)\s[^;‹›]{0,110}$")
_IF = re.compile(r"\b(?:if|unless|should)\b")
_DUMPED = re.compile(r"\b(?:dumped|dumping|less than (?:fair|normal) value)\b", re.IGNORECASE)
_IS_DUMPED = re.compile(r"tariffs?\s(?:equal\sto|of|matching|at)\s(?:the\s)?(?:full\s)?(?:dumping\s)?margins?\b")
_CASE_WORD = re.compile(r"dut|rate|margin")
_ATTACHED = re.compile(r"\s(?:[\w-]+\s){0,2}(?:on|against|for|to|from|of|over|targeting|hitting|at)\b")
_BARE = re.compile(r"(?:(?:dut|lev)(?:y|ies)|rates?|tariffs?)?", re.IGNORECASE)
_TALK = re.compile(
    r"\b(?:could|may|might)\s(?:\w+\s){0,3}(?:affect|impact|hurt|face|lead|result|increase|raise|disrupt|change)|"
    r"\b(?:fears?|risks?|threat|prospect|possibility|impact|effects?|uncertainty|talk|speculation|hopes?|"
    r"question|concerns?)\s"
    r"(?:of|over|about|from|around|that|for)\s(?:\w+\s|‹C\d+›(?:'s)?\s){0,4}$",
    re.IGNORECASE,
)


class Duties:
    """The duties of one document, read sentence by sentence."""

    def __init__(self, context: Context, government: str | None = None):
        self.context = context
        self._government = government

    @property
    def government(self) -> str:
        """Whose duties the document tells of: who levies most of those whose levier a sentence names."""
        if self._government is None:
            self._government = self._find_government()
        return self._government

    @cached_property
    def title(self) -> duty_meant.Title:
        return duty_meant.Title.of(self.context, self.government)

    def _find_government(self) -> str:
        if own := issuer(self.context) or duty_meant.of_a_data_sheet(self.context):
            return own
        counts: Counter = Counter()
        for i in range(min(len(self.context), 120)):
            if not self.context.speaks_of(i, _STEMS):
                continue
            for point in points(self.context, i, False):
                at = self._part(i, point)
                named = duty_payers.payers(at)
                for value in duty_leviers.owner(at) or duty_leviers.setters(at, named) or ():
                    counts[value] += 2 if point.rate is not None else 1
        if not counts:
            return next(iter(by_law(self.context)), "")
        best, n = counts.most_common(1)[0]
        return best if 2 * n >= counts.total() else next(iter(by_law(self.context)), "")

    def _part(self, i: int, p: Point) -> measure_part.Part:
        return measure_part.Part(self.context, i, p.head, p.rate, p.start, p.end, p.left, p.right)

    def read(self, i: int, before: list[Draft]) -> list[Draft]:
        """The drafts of one sentence; `before` are those of the sentences before it."""
        if self.context.folded(i).folded.rstrip().endswith("?"):
            return []
        found: list[Draft] = []
        for point in points(self.context, i, self._is_on_duties(i, before)):
            found += self._draft(i, point, before, found)
        return self._respectively(i, found)

    def _respectively(self, i: int, found: list[Draft]) -> list[Draft]:
        """ "duties on tin and zinc of 5% and 9% respectively": each rate has its own goods, or its own payer."""
        folded = self.context.folded(i)
        if len(found) < 2 or "respectively" not in folded.text:
            return found
        for mention in folded.mentions:
            if mention.sign in "MP" and len(mention.parts) == len(found):
                each = [measure_products.product_values(part) for part in mention.parts]
                return [replace(d, products=p or d.products) for d, p in zip(found, each, strict=True)]
            if mention.sign == "C" and len(mention.parts) == len(found):
                return [replace(d, targets=p.values) for d, p in zip(found, mention.parts, strict=True)]
        return found

    def _is_on_duties(self, i: int, before: list[Draft]) -> bool:
        if before and before[-1].measure in KINDS and i - before[-1].sentence <= 4:
            return True
        s = self.context.sentence(i)
        near = range(max(0, i - 2), min(len(self.context), i + 2))
        return bool(duty_meant.ABOUT.search(s.section) or duty_meant.ABOUT.search(s.lead_in)) or any(
            duty_meant.ABOUT.search(self.context.sentence(k).text) for k in near
        )

    def _draft(self, i: int, point: Point, before: list[Draft], here: list[Draft]) -> list[Draft]:
        at = self._part(i, point)
        folded = at.folded
        if measure_part.is_no_measure(at) or (_IF_EVER.search(folded[: at.start]) and _IF.search(folded, at.end)):
            return []
        if point.rate is None and _SPARED_FROM.search(folded, 0, at.start):
            return []  # "will not be subject to the duty": told as an exemption
        products, is_product_stated = measure_products.products(at)
        if products is None or (at.head.measure in CASES and not products and duty_meant.is_at_large(at)):
            return []
        targets, imposers, is_imposer_stated = self._parties(at, point)
        if not targets and point.rate is not None and i and measure_tellings.LEANS.match(folded):
            targets = tuple(v for v in measure_tellings.named_before(self.context, i) if v not in (imposers or ()))
        if not targets and point.rate is not None and (deal := _DEAL_WITH.search(folded, 0, at.start)):
            targets = self.context.values(i, at.sentence[deal.group(1)], deal.start(1))
        duties = [d for d in before if d.measure in KINDS]
        reach = 15 if at.head.measure in CASES and duties and duties[-1].measure in CASES else 6
        last = here[-1] if here else duties[-1] if duties and i - duties[-1].sentence <= reach else None
        kind = at.head.measure
        if kind in CASES and last and last.measure in CASES and imposers and set(imposers) <= set(last.targets):
            targets = tuple(dict.fromkeys([*imposers, *(t for t in targets if t in last.targets)]))
            imposers = (last.imposer,)  # "Chinese margins": those of the exporters looked into
        if kind == "tariff" and point.rate and duty_meant.is_beyond_quota(folded, last, i):
            kind, imposers, is_imposer_stated = last.measure, (last.imposer,), True
            at.head = replace(at.head, measure=kind)
            if not is_product_stated:
                products, is_product_stated = last.products, last.is_product_stated
        is_the = bool(_THE.search(folded[max(0, at.start - 50) : at.start])) or point.is_elliptical
        if is_the and last and point.rate is None and not _ATTACHED.match(folded, at.end) and not is_imposer_stated:
            targets, products, is_product_stated = (), (), False  # "under the levies, Peru may ship more tin"
        if (
            kind == "tariff"
            and last
            and last.measure != "tariff"
            and (is_the or last.measure in CASES)
            and _BARE.fullmatch(folded[point.head.start : point.head.end])
        ):
            kind = last.measure  # "both duties", "the rate" in a case
            at.head = replace(at.head, measure=kind)
        if (
            kind == "tariff"
            and _DUMPED.search(folded)
            and (
                _CASE_WORD.search(folded, point.head.start, point.head.end)
                or _IS_DUMPED.match(folded, point.head.start)
            )
        ):
            kind = "anti_dumping_duty"
            at.head = replace(at.head, measure=kind)
        if (
            kind == "tariff"
            and not here
            and (on := _ON_EXPORTS.search(folded, at.left, at.right))
            and not _OTHER_MEASURE.search(folded, min(at.head.end, max(0, on.start() - 25)), on.end())
            and not (set(targets) - set(imposers or targets))
        ):
            kind, at.head = "export_tax", replace(at.head, measure="export_tax", is_export=True)
            imposers, targets = imposers or targets, ()
        if imposers is None:
            imposers = (self.government,) if self.government and self.government not in targets and point.rate else ()
            if not imposers:
                return []
        if not imposers and not (is_the and last) and "USA" not in targets and _US_LAW.search(at.stretch):
            imposers, is_imposer_stated = ("USA",), True  # "the duties under Section 232 stay"
        if not imposers:
            imposers = self._implied(at, point, here, last, targets, is_the, is_product_stated)
        if not imposers and point.rate is not None:
            imposers = duty_meant.taxer(before, i, targets)
        if not imposers:
            return []
        if point.is_elliptical and not is_imposer_stated and self._pays_here(at, imposers):
            return []
        targets = tuple(t for t in targets if t not in imposers)
        is_target_stated = bool(targets)
        if not targets and len(imposers) == 2 and (_IN_RETURN.search(folded) or _MUTUAL.search(folded)):
            targets, is_target_stated = imposers, True  # each on the other
        if not targets and (back := _IN_RETURN.search(folded, at.left, at.right)):
            targets = duty_meant.other_side(at, imposers, [*before, *here], back.group().lower() != "reciprocal")
            is_target_stated = bool(targets)
        if not targets and point.rate is not None and not is_product_stated:
            targets = duty_meant.answered(at, imposers)
            is_target_stated = bool(targets)
        if not targets and (
            EVERYONE.search(folded, max(at.left, at.start - 40), at.right) or _ANYONE.search(folded, at.left, at.right)
        ):
            targets, is_target_stated = ("WLD",), True
        is_new = point.rate is not None and is_product_stated and not (here or is_the or self.title.targets)
        if not targets and is_new and duty_meant.is_on_all_imports(at):
            targets, is_target_stated = ("WLD",), True
        if not is_product_stated and (found := duty_meant.named_before(at)):
            products, is_product_stated = found, True
        says_enough = point.rate is not None or is_product_stated
        if not targets and kind in CASES and imposers:
            targets = duty_payers.makers(at, imposers)
            if targets and here and not is_product_stated:
                products, is_product_stated = here[-1].products, here[-1].is_product_stated
        if not targets and says_enough and self.title.is_of(imposers):
            targets = self.title.targets  # "The new tariffs on Chinese minerals": a line below need not say whose
        if not targets and not is_product_stated and point.rate:
            targets = self.title.other(imposers)
        general = _GENERAL.search(folded[at.start : at.right]) and (is_target_stated or point.rate)
        if here and here[-1].imposer in imposers:
            if not targets and not (is_product_stated and point.is_elliptical and here[-1].targets == ("WLD",)):
                targets, is_target_stated = here[-1].targets, here[-1].is_target_stated
            if not is_product_stated and (not general or _THOSE.search(folded[at.left : at.right])):
                products, is_product_stated = here[-1].products, here[-1].is_product_stated
        elif last and last.imposer in imposers and not (is_target_stated and is_product_stated):
            if is_the and not is_target_stated and not is_product_stated:
                targets, is_target_stated = last.targets, last.is_target_stated and point.rate is not None
                products, is_product_stated = last.products, last.is_product_stated and point.rate is not None
            elif is_the and not is_product_stated and not general and last.measure == at.head.measure:
                products = last.products
        if is_the and last and point.rate is None and last.imposer in imposers and is_product_stated:
            products = duty_meant.goods_of(products, last)
        if kind in CASES and last and last.measure in CASES and not is_product_stated:
            products, targets = last.products, targets or last.targets
            is_product_stated = kind != last.measure or point.rate is not None
        elif kind in CASES and not is_product_stated and i and (targets or point.rate) and not general:
            products = self.context.minerals_near(i - 1, reach=3)
            is_product_stated = bool(products)
        if kind in CASES and "all_goods" in products:
            return []  # "goods subject to existing dumping orders"
        if not self._is_enough(at, point, targets, is_product_stated, is_imposer_stated):
            return []
        if not targets and not is_product_stated:
            is_target_stated = is_product_stated = True  # duties on all, told at large
        return [self._one(at, point, i, imposer, tuple(t for t in targets if t != imposer), products or ("all_goods",),
                          here, is_imposer_stated, is_target_stated,
                          is_product_stated or bool(general and not products))
                for imposer in imposers if set(targets) != {imposer}]  # fmt: skip

    def _pays_here(self, at, imposers) -> bool:
        """Whether the levier that was only guessed stands in the sentence's own list of payers: "China (57%)"."""
        return any(
            set(at.values(s)) & set(imposers) for s in signs(at.folded, "C") if at.folded.startswith(" (‹R", s.end())
        )

    def _parties(self, at, point) -> tuple[tuple[str, ...], tuple[str, ...] | None, bool]:
        """(payers, leviers or None, whether the leviers are stated)."""
        own = duty_leviers.owner(at)
        targets = () if own else duty_leviers.who_pays(at)
        targets = targets or duty_payers.payers(at, own) or (duty_payers.theirs(at, own) if own else ())
        if own and at.head.measure == "tariff_rate_quota" and (market := duty_leviers.market(at, own)):
            return own, market, True  # "Peru's duty-free quota in Norway"
        if own:
            own = tuple(v for v in own if v not in targets) or own
            return targets, own, True
        if _FIRST_PERSON.search(at.folded, 0, at.start) and (law := by_law(self.context)):
            return targets, law, True  # a proclamation: "I reduced the duty"
        leads = not targets and bool(measure_tellings.LEANS.match(at.folded))
        targets = targets or (duty_payers.theirs(at, ()) if leads else ())
        setters = duty_leviers.setters(at, targets)
        if setters is None:
            return targets, None, False
        return targets or duty_payers.theirs(at, setters), setters, bool(setters)

    def _implied(self, at, point, here, last, targets, is_the, is_product_stated) -> tuple[str, ...]:
        """Who levies a duty whose sentence does not say."""
        if here and here[-1].imposer not in targets:
            return (here[-1].imposer,)
        if here and targets == (here[-1].imposer,) and len(here[-1].targets) == 1 and here[-1].targets != ("WLD",):
            return here[-1].targets  # the other side of a deal
        if last and (is_the or last.measure in CASES) and last.imposer not in targets:
            return (last.imposer,)
        section = self.context.section_country(at.i)
        if point.rate is None and _TALK.search(at.folded[max(0, at.start - 60) : at.right]):
            return ()
        says_enough = point.rate is not None or ((targets or is_product_stated) and _SETS_NEW.search(at.stretch))
        if self.government and self.government not in targets and says_enough:
            return (self.government,)
        if section and section[0] not in targets and point.rate is not None and not targets:
            return section
        if last and last.imposer not in targets and point.rate is not None:
            return (last.imposer,)
        return duty_meant.partner_before(at, targets) if targets and point.rate is not None else ()

    def exempter(self, part, targets, known) -> tuple[str, ...] | None:
        """Who grants an exemption: whose the duty is that it is from, who exempts, or who levies the duty before; None
        where one is only asked for."""
        if _ASKS_FOR.search(part.folded, max(0, part.start - 90), part.start):
            return None
        if _FIRST_PERSON.search(part.folded, 0, part.start) and (law := by_law(self.context)):
            return law
        here = {d.imposer for d in known if d.sentence == part.i and d.measure in KINDS}
        if (
            len(here) == 1
            and not here & set(targets)
            and _WITH.search(part.folded, max(0, part.start - 30), part.start)
        ):
            return tuple(here)  # "a tariff of 5%, with exemptions for some goods"
        start = part.end
        for head in duty_heads(part.folded):
            if 0 <= head.start - start < 90:
                at = measure_part.Part(self.context, part.i, head, None, head.start, head.end, part.left, part.right)
                if found := duty_leviers.owner(at) or duty_leviers.of_relative_clause(at, targets):
                    return found
        if found := duty_leviers.setters(part, targets) or duty_leviers.giver(part, targets):
            return found
        last = next((d for d in reversed(known) if d.measure in KINDS and part.i - d.sentence <= 6), None)
        if last and last.imposer not in targets:
            return (last.imposer,)
        if self.government and self.government not in targets:
            return (self.government,)
        market = _TO_MARKET.search(part.folded, part.start)
        return tuple(v for v in part.values_of(market["who"]) if v not in targets) if market else ()

    def _is_enough(self, at, point, targets, is_product_stated, is_imposer_stated) -> bool:
        kind = at.head.measure
        if kind in CASES and not is_product_stated and not targets:
            return False
        if kind != "tariff":
            return is_product_stated or (bool(targets) and point.rate is not None)
        if targets or is_product_stated:
            return point.rate is not None or is_imposer_stated or bool(targets and is_product_stated)
        if not is_imposer_stated:
            return False
        verb = at.folded[max(at.left, at.start - 60) : at.head.start]
        if measure_status.status(at, "")[0] == "annulled":
            return True
        return bool(_AT_LARGE.search(verb) or _VOIDS.search(verb) or (point.rate and EVERYONE.search(at.stretch)))

    def _one(
        self, at, point, i, imposer, targets, products, here, is_imposer_stated, is_target_stated, is_product_stated
    ):
        rate = at.sentence[point.rate.group()].item if point.rate else None
        if rate and rate.value is not None and _HALVES.search(at.folded[: point.rate.start()]):
            rate = replace(rate, value=rate.value / 2)
        state = measure_status.status(at, imposer)
        if not state[2] and here and here[-1].imposer == imposer:
            state = here[-1].status, here[-1].firmness, False  # one verb for both rates
        (made,) = measure_record.drafts(
            at,
            f"{at.head.measure}{'_rate' if point.rate else ''}",
            measure_part.confidence(point.rate is not None, is_imposer_stated, is_target_stated, is_product_stated),
            (imposer,),
            targets,
            products,
            is_product_stated,
            state,
            rate=rate,
            said_by=measure_part.said_by(at),
            is_target_stated=is_target_stated,
        )
        is_dated = made.effective_on or made.announced_on
        if point.is_elliptical and not is_dated and here and here[-1].imposer == imposer:
            return replace(made, effective_on=here[-1].effective_on, announced_on=here[-1].announced_on)
        return made
