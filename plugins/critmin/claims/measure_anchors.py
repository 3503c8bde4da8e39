"""Where measures stand in a sentence: rates that belong to a tariff, and phrases that name a measure."""

from dataclasses import dataclass

from critmin.claims import regex as re
from critmin.claims.context import Context
from critmin.claims.measure_cues import Head, heads
from critmin.claims.patterns import signs

MOST = 12  # measures read from one sentence; more is a list without sentences
_SHARE_AFTER = re.compile(
    (
        r"\s?(?:or more\s|or less\s)?(?:of\s(?!that rate|the rate|their|the value|"
        r"duty|the customs)|year-on-year|stake|interest|share|to\s\$|in\s(?:morning|"
        r"early)|growth|decline|drop|rise|lower|higher|increase in (?:imports|exports|"
        r"demand|prices|the price)|majority|domestic content|local content)"
    ),
    re.IGNORECASE,
)
_TARIFF_AFTER = re.compile(
    (
        r"\s?(?:or\s(?:greater|higher|more)\s)?(?:‹[CMP]\d+›(?:'s)?\s(?:imports?\s|"
        r"products?\s)?){0,2}(?:(?!on\b|of\b|from\b|to\b|in\b)[\w'\"-]+,?\s){0,5}?(?:tariff"
        r"s?|dut(?:y|ies)|lev(?:y|ies)|import tax(?:es)?|surcharges?|surtax(?:es)?|rate\b|increase "
        r"in (?:the\s)?(?:\w+\s)?(?:tariffs?|duties)|hike in|penalty|across the board)"
    ),
    re.IGNORECASE,
)
_TARIFF_BEFORE = re.compile(
    (
        r"(?:\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|rates?|tax(?:es|ed)?|tariffed|"
        r"surcharges?|ad valorem|floor|ceiling)\b[^;]{0,140}?\b(?:of|to|at|by|from|"
        r"or|exceeding|as high as|reach(?:es|ing)?|total(?:l?ing|s)?|climb\w*|stand\w*|"
        r"is|are|minimum of|set at|suspending|retaining|,|:)|\b(?:pay|pays|paid|paying|"
        r"taxed at|charged?|face|faces|facing|subject to|reduce to|cut to|lower to|"
        r"raise to|have|has|hit with)\b[^;‹›]{0,22}|\bsuspending)\s(?:an?\s|the\s|"
        r"flat\s|minimum\s|maximum\s|minimum of\s|additional\s|rate of\s|up to\s|about\s|"
        r"around\s|more than\s|at least\s){0,3}$"
    ),
    re.IGNORECASE,
)
_PUTS = re.compile(
    (
        r"\b(?:put|puts|putting|slap(?:s|ped|ping)?|impos(?:e|es|ed|ing)|charg(?:e|"
        r"es|ed|ing)|lev(?:y|ies|ied|ying)|add(?:s|ed|ing)?)\s(?:an?\s)?(?:extra\s|"
        r"additional\s|further\s|another\s)?$"
    ),
    re.IGNORECASE,
)
_CUT = re.compile(
    r";|,?\s(?:while|whereas)\s|,\swith\s(?=‹C)|\sand\s(?=(?:the\s)?‹C\d+›\s(?!goods|"
    r"imports|products|exports|steel|‹|at\b|to\b|from\b))|,?\sand\s(?=an?\s(?:\w+\s)?‹R)|"
    r",?\sand\s(?=‹R)|,?\sbut\s|,\s(?=an?\s‹R)|,\s(?=‹R\d+›\s(?:on|for|tariff))|"
    r"\sand\s(?=(?:will|would|plans|has|had|is|was|could)\s)|\sand\s(?=(?:re)?(?:moving|"
    r"taining|pealing|stoking))|\bas well as\s(?=an?\s‹R)|\.\s"
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


def anchors(context: Context, i: int) -> list[Anchor]:
    """The anchors of a sentence in order, with their stretches."""
    folded = context.folded(i).folded
    named = heads(folded)
    tariffs = [
        h
        for h in named
        if (not h.is_export or h.measure == "export_tax") and h.measure not in ("exemption", "import_ban")
    ]
    found: list[Anchor] = []
    used: set[int] = set()
    for r in signs(folded, "R"):
        rate = context.folded(i)[r.group()].item
        before, after = folded[max(0, r.start() - 110) : r.start()], folded[r.end() : r.end() + 80]
        of_a_duty = re.match(
            (
                r"\s(?:of|to|on top of|atop)\s(?:that|the|its|their|his)\s(?:[\w-]+\s|"
                r"‹[MP]\d+›\s){0,3}(?:rates?|dut(?:y|ies)|tariffs?|lev(?:y|ies))\b"
            ),
            after,
        )
        if _SHARE_AFTER.match(after) and not _TARIFF_AFTER.match(after) and not of_a_duty:
            continue
        if (
            re.search(
                (
                    r"\bfrom\s(?:the\s|an?\s|about\s|just\s|current\s)?$|\b(?:in place "
                    r"of|instead of|in lieu of|rather than|up from|down from|until now|previously|"
                    r"compared with|against|than)\s(?:the\s)?$"
                ),
                before,
            )
            or rate.is_fraction
        ):
            continue
        tied_after = _TARIFF_AFTER.match(after) or of_a_duty
        tied_before = (
            _TARIFF_BEFORE.search(before)
            or re.search(
                (
                    r"\b(?:charges?|charged|applies|applied|levies|levied)\s(?:to\s)?(?:‹C\d+›|"
                    r"[^;‹›]{0,20}goods)[^;]{0,50}$"
                ),
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
                r"\btariff|\bdut(?:y|ies)\b|\blev(?:y|ies)\b|\btaxed\b|\bmfn\b",
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
        if id(head) in used and head.end <= r.start():
            kind = head.measure if head.measure in ("anti_dumping_duty", "countervailing_duty") else "tariff"
            head = Head(kind, r.start(), r.start())  # a second rate of one duty
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
            cuts = [m.start() for m in _CUT.finditer(folded, anchor.end) if m.start() < following.start]
            anchor.right = cuts[0] if cuts else max(anchor.end, _phrase_start(folded, anchor.end, following.start))
            if following.start == anchor.start:
                anchor.right = len(folded)
    for n in range(1, len(found)):
        if found[n].start == found[n - 1].start:
            found[n].left = found[n - 1].left
    return found


_OWN_PHRASE = re.compile(
    r"(?:,\s?|\sand\s|\s)?(?:the\s)?(?:‹C\d+›(?:'s?)?\s)(?:(?!and\b|on\b|from\b|"
    r"of\b|in\b|goods\b|imports\b|while\b|to\b|with\b)[a-z'\"-]+\s){0,3}$"
)


def _phrase_start(folded: str, start: int, end: int) -> int:
    """Where the phrase of an anchor begins: its owner goes with it ("China's retaliatory tariffs")."""
    m = _OWN_PHRASE.search(folded[start:end])
    return start + m.start() if m else end
