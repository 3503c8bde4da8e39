"""Tariffs, export controls, bans, quotas, exemptions: the measures of one document.

A sentence is cut at its anchors: a rate that belongs to a tariff, or a phrase that names a measure. Each anchor has
its own stretch, in which imposer, targets, products, status and dates are looked for. What a stretch leaves open
("those goods", "the tariffs will take effect") is taken from the anchors before it.
"""

import re
from dataclasses import dataclass, replace

from critmin.claims import dates
from critmin.claims import measure_parts as parts
from critmin.claims.claim import TradeMeasureClaim
from critmin.claims.context import Context
from critmin.claims.measure_cues import Head, heads
from critmin.claims.measure_draft import Draft, merged
from critmin.claims.patterns import signs

_STEMS = (
    "tariff",
    " dut",
    " lev",
    " tax",
    "quota",
    " ban ",
    " ban.",
    " ban,",
    " bans",
    "banned",
    "banning",
    "embargo",
    "restrict",
    "curb",
    "control",
    "halt",
    "licen",
    "permit",
    "exempt",
    "carve",
    "waiver",
    "import",
    "export",
    "withh",
    "dumping",
    "countervail",
    "safeguard",
    " pay ",
    " pays ",
    "not apply",
    "subject to",
    "cut off",
    "prohibit",
    "effect",
    "in force",
    "moratori",
    " cap ",
    " rate",
    "put ",
    " put",
    ": ",
    "levied",
    "levies",
    "surcharge",
)
MOST = 12  # measures read from one sentence; more is a list without sentences
_SHARE_AFTER = re.compile(
    r"\s?(?:or more\s|or less\s)?(?:of\s(?!that rate|the rate|their|the value|duty|the customs)|year-on-year|stake|interest|share|to\s\$|in\s(?:morning|early)|growth|decline|drop|rise|lower|higher|increase in (?:imports|exports|demand|prices|the price)|majority|domestic content|local content)",
    re.IGNORECASE,
)
_TARIFF_AFTER = re.compile(
    r"\s?(?:or\s(?:greater|higher|more)\s)?(?:(?!on\b|of\b|from\b|to\b|in\b)[\w'\"-]+,?\s){0,5}?(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|import tax(?:es)?|surcharges?|rate\b|increase in (?:the\s)?(?:\w+\s)?(?:tariffs?|duties)|hike in|penalty|across the board)",
    re.IGNORECASE,
)
_TARIFF_BEFORE = re.compile(
    r"(?:\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|rates?|tax(?:es|ed)?|tariffed|surcharges?|ad valorem|floor|ceiling)\b[^;]{0,140}?\b(?:of|to|at|by|from|exceeding|as high as|reach(?:es|ing)?|total(?:l?ing|s)?|climb\w*|stand\w*|is|are|minimum of|set at|suspending|retaining|,|:)|\b(?:pay|pays|paid|paying|taxed at|charged?|face|faces|facing|subject to|reduce to|cut to|lower to|raise to|have|has|hit with)\b[^;‹›]{0,22}|\bsuspending)\s(?:an?\s|the\s|flat\s|minimum\s|maximum\s|minimum of\s|additional\s|rate of\s|up to\s|about\s|around\s|more than\s|at least\s){0,3}$",
    re.IGNORECASE,
)
_PUTS = re.compile(
    r"\b(?:put|puts|putting|slap(?:s|ped|ping)?|impos(?:e|es|ed|ing)|charg(?:e|es|ed|ing)|lev(?:y|ies|ied|ying)|add(?:s|ed|ing)?)\s(?:an?\s)?(?:extra\s|additional\s|further\s|another\s)?$",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"^(?:(?:The|the|Certain|Some|Other|Most|All|Products of|Imports of|Goods of|Imports from|Goods from)\s)?(?P<who>‹[CMP]\d+›)(?P<more>[^:;]{0,70})[:–-]\s(?P<rate>‹R\d+›)(?P<rest>.{0,60})$"
)
_CUT = re.compile(
    r";|,?\s(?:while|whereas)\s|,\swith\s(?=‹C)|\sand\s(?=(?:the\s)?‹C\d+›\s(?!goods|imports|products|exports|steel|‹|at\b|to\b|from\b))|,?\sand\s(?=an?\s(?:\w+\s)?‹R)|,?\sand\s(?=‹R)|,?\sbut\s|,\s(?=an?\s‹R)|,\s(?=‹R\d+›\s(?:on|for|tariff))|\sand\s(?=(?:will|would|plans|has|had|is|was|could)\s)|\sand\s(?=(?:re)?(?:moving|taining|pealing|stoking))|\bas well as\s(?=an?\s‹R)|\.\s"
)
_ANAPHOR = re.compile(
    r"\b(?:[Tt]hese|[Tt]hose|[Tt]he|[Hh]is|[Ii]ts|[Tt]heir|[Ss]uch|[Tt]his)\s(?:(?:new|Section \d+|reciprocal|additional|latest|same|retaliatory|steel|metals?|export|import|two|three)\s){0,3}(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|measures?|controls?|restrictions?|curbs?|ban|bans|quotas?|orders?|proclamations?|rules?|rates?|moves?|changes|embargo|decision)\b|\b(?:[Tt]hey|[Ii]t)\b|\bthat (?:go|goes|went|will go|came|took|take) "
)


@dataclass
class Anchor:
    """Where a measure stands in a folded sentence, and the stretch that belongs to it."""

    head: Head
    rate: re.Match | None
    left: int = 0
    right: int = 0

    @property
    def start(self) -> int:
        return (
            min(self.head.start, self.rate.start())
            if self.rate and abs(self.head.start - self.rate.start()) < 60
            else self.rate.start()
            if self.rate
            else self.head.start
        )

    @property
    def end(self) -> int:
        return (
            max(self.head.end, self.rate.end())
            if self.rate and 0 <= self.head.start - self.rate.end() < 60
            else self.rate.end()
            if self.rate
            else self.head.end
        )


def read(context: Context) -> list[TradeMeasureClaim]:
    """The measures of a document, each told once."""
    drafts: list[Draft] = []
    for i in range(len(context)):
        if not context.speaks_of(i, _STEMS):
            continue
        found = _of_sentence(context, i, drafts)
        if not found:
            drafts = _follow_up(context, i, drafts)
        drafts += found
    return [draft.claim() for draft in merged(drafts)]


def anchors(context: Context, i: int) -> list[Anchor]:
    """The anchors of a sentence in order, with their stretches."""
    folded = context.folded(i).folded
    named = heads(folded)
    tariffs = [h for h in named if not h.is_export and h.measure not in ("exemption", "import_ban")]
    found: list[Anchor] = []
    used: set[int] = set()
    for r in signs(folded, "R"):
        rate = context.folded(i)[r.group()].item
        before, after = folded[max(0, r.start() - 110) : r.start()], folded[r.end() : r.end() + 80]
        of_a_duty = re.match(
            r"\s(?:of|to|on top of|atop)\s(?:that|the|its|their|his)\s(?:[\w-]+\s|‹[MP]\d+›\s){0,3}(?:rates?|dut(?:y|ies)|tariffs?|lev(?:y|ies))\b",
            after,
        )
        if _SHARE_AFTER.match(after) and not _TARIFF_AFTER.match(after) and not of_a_duty:
            continue
        if (
            re.search(
                r"\bfrom\s(?:the\s|an?\s|about\s|just\s|current\s)?$|\b(?:in place of|instead of|rather than|up from|down from|until now|previously|compared with|against|than)\s(?:the\s)?$",
                before,
            )
            or rate.is_fraction
        ):
            continue
        tied_after = _TARIFF_AFTER.match(after) or of_a_duty
        tied_before = (
            _TARIFF_BEFORE.search(before)
            or re.search(
                r"\b(?:charges?|charged|applies|applied|levies|levied)\s(?:to\s)?(?:‹C\d+›|[^;‹›]{0,20}goods)[^;]{0,50}$",
                before,
            )
            or (_PUTS.search(before) and re.match(r"\s(?:on|to)\s", after))
        )
        if not tied_after and not tied_before:
            continue
        reach = 320 if of_a_duty else 170
        near = [h for h in tariffs if abs(h.start - r.start()) < reach]
        puts = bool(
            _PUTS.search(before) and re.match(r"\s(?:on|to)\s[^;]{0,60}(?:‹C\d+›|goods|imports|‹[MP]\d+›)", after)
        )
        if (
            not near
            and not puts
            and not re.search(
                r"\b(?:pay|pays|paid|taxed|charge|charged|charges|face|faces|subject to|tariff|rate)\b", before + after
            )
        ):
            continue
        if (
            not near
            and not puts
            and not re.search(
                r"\btariff|\bdut(?:y|ies)\b|\blev(?:y|ies)\b|\btaxed\b",
                " ".join(context.sentence(k).text for k in range(max(0, i - 6), i + 1)).lower(),
            )
        ):
            continue
        if not near and re.search(
            r"\b(?:income|corporate|royalt\w+|sales|value-added|VAT|interest|dividend|inflation)\b",
            before[-60:] + after[:40],
            re.IGNORECASE,
        ):
            continue
        ahead = [h for h in near if 0 <= h.start - r.end() < 60] if tied_after else []
        behind = [h for h in near if h.end <= r.start()]
        head = (ahead or behind[-1:] or near or [Head("tariff", r.start(), r.start())])[0]
        used.add(id(head))
        found.append(Anchor(head, r))
    rated = [a.head for a in found]
    for h in named:
        if id(h) in used or any(h.measure == o.measure and abs(h.start - o.start) < 4 for o in rated):
            continue
        found.append(Anchor(h, None))
    found.sort(key=lambda a: (a.start, a.head.measure))
    del found[MOST:]
    for n, anchor in enumerate(found):
        anchor.left = found[n - 1].right if n else 0
        anchor.right = len(folded)
        if n + 1 < len(found):
            following = found[n + 1]
            cuts = [m.start() for m in _CUT.finditer(folded, anchor.end, max(anchor.end, following.start))]
            anchor.right = cuts[0] if cuts else max(anchor.end, _phrase_start(folded, anchor.end, following.start))
            if following.start == anchor.start:
                anchor.right = len(folded)
    for n in range(1, len(found)):
        if found[n].start == found[n - 1].start:
            found[n].left = found[n - 1].left
    return found


_OWN_PHRASE = re.compile(r"(?:,\s?|\sand\s|\s)?(?:the\s)?(?:‹C\d+›(?:'s?)?\s)(?:[a-z'\"-]+\s){0,3}$")


def _phrase_start(folded: str, start: int, end: int) -> int:
    """Where the phrase of an anchor begins: its owner goes with it ("China's retaliatory tariffs")."""
    m = _OWN_PHRASE.search(folded[start:end])
    return start + m.start() if m else end


def _of_sentence(context: Context, i: int, before: list[Draft]) -> list[Draft]:
    found: list[Draft] = []
    if item := _ITEM.match(context.folded(i).folded):
        return _of_item(context, i, item, before)
    for anchor in anchors(context, i):
        draft = _draft(context, i, anchor, before, found)
        if draft is not None:
            found += draft
    return found


def _draft(context: Context, i: int, anchor: Anchor, before: list[Draft], here: list[Draft]) -> list[Draft] | None:
    sentence = context.folded(i)
    folded = sentence.folded
    measure = anchor.head.measure
    right = len(folded) if measure == "exemption" else anchor.right
    at = parts.Part(context, i, anchor.head, anchor.rate, anchor.start, anchor.end, anchor.left, right)
    if parts.is_no_measure(at):
        return None
    products, is_product_stated = parts.products(at)
    if products is None:
        return None
    targets, is_target_stated = parts.targets(at)
    imposers = parts.imposers(at, targets)
    memory = (here or before)[-1:] if (here or before) else []
    says_same = bool(
        re.search(
            r"\b(?:those|these|such|the same)\s(?:\w+\s)?(?:articles|goods|imports|products|materials|minerals|metals|measures|tariffs|exports)\b",
            folded[anchor.left : anchor.right],
        )
    )
    is_anaphoric = bool(_ANAPHOR.search(folded if measure == "exemption" else folded[anchor.left : anchor.right]))
    if folded[anchor.head.end : anchor.head.end + 9].startswith(" barrier") and not re.search(
        r"\b(?:eliminat|remov|reduc|lower|dismantl|cut)\w*\b", folded[anchor.left : anchor.start]
    ):
        return None
    is_imposer_stated = bool(imposers)
    if (
        not imposers
        and memory
        and (
            (anchor.rate is not None and i - memory[0].sentence <= 3)
            or (is_anaphoric and not anchor.head.is_export)
            or here
            or measure == "exemption"
            or (is_anaphoric and i - memory[0].sentence <= 2)
        )
    ):
        imposers = (memory[0].imposer,)
    if not imposers and anchor.rate is not None:
        imposers = parts.usual_imposer(context, targets)
    if not imposers and anchor.head.is_export:
        imposers = parts.subject_of(at) if is_product_stated else ()
        if not imposers and _IS_SAID_OF_IT.search(folded[anchor.head.start : anchor.head.end + 60]):
            if memory and memory[0].measure.startswith(("export", "licens")) and i - memory[0].sentence <= 4:
                imposers = (memory[0].imposer,)
            elif is_product_stated or context.is_topic_clear:
                imposers = parts.usual_imposer(context, targets)
    if not imposers:
        return None
    targets = tuple(t for t in targets if t not in imposers)
    if not targets and is_target_stated:
        is_target_stated = False
    rate = sentence[anchor.rate.group()].item if anchor.rate else None
    if (
        not targets
        and here
        and here[-1].imposer in imposers
        and (says_same or not is_product_stated)
        and measure not in ("exemption",)
    ):
        targets, is_target_stated = here[-1].targets, here[-1].is_target_stated
        if not is_product_stated:
            products, is_product_stated = here[-1].products, here[-1].is_product_stated
    elif not targets and measure == "exemption" and is_anaphoric:
        known = next(
            (
                d
                for d in reversed([*before, *here])
                if d.imposer in imposers and d.is_target_stated and i - d.sentence <= 6
            ),
            None,
        )
        targets, is_target_stated = (known.targets, True) if known else (targets, is_target_stated)
    if not targets and _EVERYONE.search(folded[anchor.left : anchor.right]):
        targets, is_target_stated = ("WLD",), True
    if (
        rate_only := anchor.rate is not None
        and not targets
        and not is_product_stated
        and re.match(r"(?:The|That|This|Its|His|A)\s", folded)
    ):
        known = next((d for d in reversed([*before, *here]) if d.imposer in imposers and i - d.sentence <= 3), None)
        if known and rate_only:
            targets, is_target_stated = known.targets, known.is_target_stated
            products, is_product_stated = known.products, known.is_product_stated
    if not targets and measure == "import_ban" and re.search(r"\bsanctions?\b", folded):
        targets = parts.other_party(at, imposers)
        is_target_stated = bool(targets)
    if not targets and re.search(
        r"\b(?:retaliat\w+|counter-?tariff\w*|reciprocal|tit-for-tat)\b", folded[anchor.left : anchor.right]
    ):
        rest = parts.other_party(at, imposers)
        targets, is_target_stated = (rest, True) if rest else (targets, is_target_stated)
    if anchor.head.is_export and not is_product_stated:
        near = _product_before(context, i, anchor, memory if is_anaphoric or says_same else [])
        if not near and re.search(
            r"\b(?:the|these|those)\s(?:metals?|minerals?|elements?|materials?|ores?)\b",
            folded[anchor.head.start : anchor.right],
        ):
            near = context.minerals_near(i, anchor.start, 2)
        if (
            not near
            and context.is_topic_clear
            and re.search(r"\b(?:[Tt]he|[Ii]ts|[Hh]is|[Tt]hat|[Tt]his)\s(?:\w+\s)?$", folded[: anchor.head.start])
            and folded[anchor.head.start :].lower().startswith("export")
        ):
            near = context.topic
        if near:
            products, is_product_stated = near, False
    if not _is_enough(measure, anchor, targets, products, is_product_stated, is_imposer_stated):
        if not (
            is_imposer_stated
            and _IMPOSES_AT_LARGE.search(folded[max(anchor.left, anchor.start - 50) : anchor.head.start])
        ):
            return None
        is_target_stated = is_product_stated = True
    if not products:
        products = ("all_goods",)
    status, firmness, is_status_stated = parts.status(at, imposers[0])
    announced, effective, expires = parts.dates_of(at, status, context.published_on)
    status, firmness = parts.with_dates(status, firmness, effective, at, context.published_on)
    unit = rate.unit if rate and rate.value is not None else None
    if (
        announced is None
        and re.search(r"^\S+\s(?:has\s)?also\b", folded)
        and before
        and before[-1].sentence == i - 1
        and not here
    ):
        announced = before[-1].announced_on
    return [
        Draft(
            sentence=i,
            evidence=context.quote(i),
            rule=f"{measure}{'_rate' if anchor.rate else ''}",
            confidence=parts.confidence(
                anchor.rate is not None, is_imposer_stated, is_target_stated, is_product_stated
            ),
            measure=measure,
            imposer=imposer,
            targets=targets or ("WLD",),
            products=products,
            rate=rate.value if rate and measure != "exemption" else None,
            rate_unit=unit if measure != "exemption" else None,
            rate_rule=parts.rate_rule(folded[anchor.left : anchor.right]) if rate else None,
            status=status,
            firmness=firmness,
            said_by=parts.said_by(at),
            announced_on=announced,
            effective_on=effective,
            expires_on=expires,
            is_target_stated=is_target_stated,
            is_product_stated=is_product_stated,
            is_status_stated=is_status_stated,
        )
        for imposer in imposers
    ]


def _of_item(context: Context, i: int, item: re.Match, before: list[Draft]) -> list[Draft]:
    """A line of a list: "Laos and Myanmar: 40%", "Tungsten products: 25 per cent". The rest stands above the list."""
    folded = context.folded(i)
    above = " ".join(context.sentence(k).text for k in range(max(0, i - 12), i)) + " ".join(context.page.headings[:3])
    if not re.search(r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies))\b", above, re.IGNORECASE):
        return []
    imposer = (before[-1].imposer,) if before else parts.usual_imposer(context)
    if not imposer and (subject := context.subject_before(i, "C", 6)):
        imposer = subject.values[:1]
    if not imposer:
        return []
    who, rate = folded[item["who"]], folded[item["rate"]].item
    last = before[-1] if before else None
    if who.sign == "C":
        targets, products = tuple(v for v in context.values(i, who) if v not in imposer), ("all_goods",)
    else:
        targets, products = (last.targets if last else ()), parts.product_values(who)
    if not (targets or who.sign != "C") or not products or rate.value is None:
        return []
    status, firmness = (last.status, last.firmness) if last else ("announced", "announced")
    return [
        Draft(
            sentence=i,
            evidence=context.quote(i),
            rule="tariff_of_a_list",
            confidence=0.7,
            measure="tariff",
            imposer=imposer[0],
            targets=targets or ("WLD",),
            products=products,
            rate=rate.value,
            rate_unit=rate.unit,
            status=status,
            firmness=firmness,
            announced_on=last.announced_on if last else None,
            effective_on=last.effective_on if last else None,
            is_target_stated=bool(targets),
            is_status_stated=False,
        )
    ]


_IS_SAID_OF_IT = re.compile(
    r"\b(?:been (?:banned|halted|prohibited|required|forbidden|stopped|lifted|extended|suspended)|may not|need(?:s|ed)?|requir\w+|demand\w*|under licen[cs]e|ended|expired|(?:was|were|are|is) (?:lifted|extended|banned|prohibited|required|suspended|prolonged)|takes? effect|took effect|came into|appl(?:y|ies) (?:to|from|since))\b"
)
_EVERYONE = re.compile(
    r"\b(?:all|foreign-?|every|most)\s(?:(?:U\.?S\.?|US|‹C\d+›|foreign|of its|imported)\s)?(?:imports|imported goods|countries|trading partners|foreign goods|country|goods entering)\b|\b(?:universal|across-the-board|worldwide|global|blanket|baseline)\s(?:tariffs?|levy|levies|dut(?:y|ies)|‹R\d+›)"
)
_IMPOSES_AT_LARGE = re.compile(
    r"\b(?:impose|imposes|introduce|announced|announces|push(?:ing|ed)? for|propos(?:ed|es|ing)|threaten(?:ed|s|ing)|plans?|levy)\s(?:to\simpose\s)?(?:an?\s|new\s|further\s|modest\s|[\"'\w-]+\s|‹R\d+›\s){0,3}$"
)


def _product_before(context: Context, i: int, anchor: Anchor, memory: list[Draft]) -> tuple[str, ...]:
    """What "its export controls" or "these curbs" are on: the mineral named before them in the sentence, or before."""
    if memory and memory[0].measure.startswith(("export", "licens")):
        return memory[0].products
    folded = context.folded(i)
    for m in reversed(signs(folded.folded, "M", 0, anchor.start)):
        if values := parts.product_values(folded[m.group()]):
            return values
    if anchor.head.measure in ("export_control", "export_ban") and not re.match(
        r"export|ban\b|curbs|controls|restrictions|limits", folded.folded[anchor.head.start : anchor.head.end]
    ):
        for j in (i, i - 1) if i else (i,):
            if any(context.folded(j).of("M")):
                found = context.minerals_near(j, reach=0)
                return found if not any("raw_minerals" in m.values for m in folded.of("P")) else ()
    return ()


def _is_enough(measure, anchor, targets, products, is_product_stated, is_imposer_stated) -> bool:
    """Whether a stretch says enough to be a record: nothing is stored of talk about tariffs at large."""
    if anchor.head.is_export or measure in (
        "import_ban",
        "licensing",
        "processing_requirement",
        "sourcing_restriction",
    ):
        return bool(products)
    if measure == "exemption":
        return bool(products) and (is_product_stated or bool(targets))
    if measure in (
        "anti_dumping_duty",
        "countervailing_duty",
        "safeguard_duty",
        "tariff_rate_quota",
        "import_quota",
        "price_floor",
    ):
        return is_product_stated
    return bool(targets or is_product_stated) and (is_imposer_stated or anchor.rate is not None)


def _follow_up(context: Context, i: int, drafts: list[Draft]) -> list[Draft]:
    """A sentence that says more about the measures before it: when they take effect, that they were called off."""
    if not drafts or i - drafts[-1].sentence > 4:
        return drafts
    folded = context.folded(i)
    if not _ANAPHOR.search(folded.folded):
        return drafts
    last = drafts[-1]
    at = parts.Part(context, i, Head(last.measure, 0, 0), None, 0, 0, 0, len(folded.folded))
    _, effective, expires = parts.dates_of(at, last.status, context.published_on)
    announced_on = last.announced_on or context.published_on
    effective = effective or dates.after_signing(folded.text, announced_on)
    status = parts.changed_status(folded.folded)
    if not effective and not status and not expires:
        return drafts
    out = list(drafts)
    for k in range(len(out) - 1, -1, -1):
        draft = out[k]
        if draft.sentence < last.sentence - 4 or draft.imposer != last.imposer:
            break
        if draft.effective_on is None and effective:
            new_status, firmness = parts.with_dates(draft.status, draft.firmness, effective, at, context.published_on)
            draft = replace(draft, effective_on=effective, status=new_status, firmness=firmness)
        if status and draft.sentence == last.sentence:
            draft = replace(draft, status=status, others=(*draft.others, context.quote(i)))
            if status in ("delayed", "suspended") and effective:
                draft = replace(draft, effective_on=effective)
        out[k] = replace(draft, expires_on=draft.expires_on or expires)
    return out
