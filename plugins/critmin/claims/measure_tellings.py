"""Rates of duty told without the word that names them: "Its rate is ‹R›", "For goods of ‹C›, ‹R› applies".

These sentences lean on what stands before them. Each rate that no anchor took is read here: who pays it and on what
comes from its own clause, the rest from the measures and the sentences before.
"""

from dataclasses import replace

from critmin.claims import measure_part, measure_products, measure_record
from critmin.claims import regex as re
from critmin.claims.context import Context
from critmin.claims.duty_points import duty_heads, is_other_figure
from critmin.claims.measure_cues import Head
from critmin.claims.measure_draft import Draft
from critmin.claims.measure_parties import by_law, usual_imposer
from critmin.claims.patterns import signs

_OF_DUTIES = re.compile(
    r"\b(?:tariff\w*|quotas?|dut(?:y|ies)|lev(?:y|ies)|mfn|section \d{3}|surcharge\w*)"
    r"\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:(?:pays?|paid|paying|is charged|are charged|charges|faces?|topped up to|"
    r"(?:higher|greater) of(?:\s(?:its|the)\s(?:MFN|ordinary|normal)\s(?:rate|duty)\sor)?)\s(?:an?\s|the\s|"
    r"only\s|additional\s){0,2}"
    r"|(?:rates?|dut(?:y|ies)|tariffs?|lev(?:y|ies)|surcharge)\b[^;:]{0,130}\b(?:is|are|of|at|to|remains?|"
    r"stays?|stands?)\s"
    r"(?:at\s|now\s|still\s|also\s){0,2}"
    r"|(?:own|same)\s|\b(?:given|granted|allowed|left|kept)\s[^;‹›]{0,40}\bat\s(?:a\s)?)$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s(?:(?:still|also|now)\s)?(?:appl(?:y|ies)\b|remains?\b|stays?\b|(?:is|are|will be) (?:charged|levied|due|added)"
    r"\b|(?:tariff|duty|levy|rate)\b|in force\b)",
    re.IGNORECASE,
)
_OLD_RATE = re.compile(
    r"\b(?:from|in place of|instead of|in lieu of|"
    r"rather than|up from|down from|until now|previously|compared with|than|where "
    r"it is|was|were|had been|raise(?: the)? rate to|may [^;‹›]{0,40})\s(?:the\s|an?\s)?$",
    re.IGNORECASE,
)
_NO_DUTY = re.compile(
    r"\b(?:income|corporate|royalt\w+|sales|value-added|VAT|interest|dividends?|inflation|share|stake|price|shares|"
    r"unemployment|growth|profit|operating|utili[sz]ation|if|analysts?|economists?|opposition)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\s?(?:or more\s)?of (?:its|the (?:world|value|total)|all|global|their|imports|exports)\b", re.I)
_CUT = re.compile(r"[;:]\s|,\s(?:while|whereas|but)\s")
_PARTNER_BEFORE = re.compile(
    r"\b(?:for|from|of|on|against|to|(?:melted|poured|cast|smelted|made|produced)\sin)\s(?:the\s|all\s|most\s|"
    r"goods\s(?:of|from)\s|imports\s"
    r"(?:of|from)\s){0,3}$",
    re.IGNORECASE,
)
_PARTNER_AFTER = re.compile(
    r"(?:'s?)?\s(?:(?:[\w-]+\s)?(?:‹[MP]\d+›|goods|imports|products|articles|exports)|(?:will\s)?(?:pays?|faces?)\b|"
    r"(?:has|have|was|were) been (?:given|granted|charged|left)|(?:gets?|keeps?)\s|"
    r",\swhose\s(?:\w+\s)?rates?\b)|,\swhose\s(?:\w+\s)?rates?\b"
)
_IMPOSES = re.compile(
    r"\s(?:also\s|now\s|still\s|has\s|itself\s)*(?:charg|appl|kept|keep|levi|levy|impos|collect|add|put|rais|"
    r"lift|lower|cut|hold)\w*\b|"
    r"(?:'s)?\s(?!the\s)(?:\w+\s)?(?:rate|duty|tariff|levy)\s(?:of|is|on|remains|stays)\b",
)
_ENTERS = re.compile(r"\b(?:entering|arrival in|entry (?:to|into)|landed in)\s(?:the\s)?$")
LEANS = re.compile(
    r"(?:(?:For|On|To|From)\s)?(?:[Ii]ts|[Tt]heir|[Tt]hese|[Tt]hem|[Tt]hose|[Ii]t|[Tt]hey)\b(?!\s(?:on|from|of)\b)|"
    r"(?:This|That)\smeans\b"
)


def read(context: Context, i: int, before: list[Draft], here: list[Draft]) -> list[Draft]:
    """Drafts of the rates in a sentence that no anchor of it took; `before` and `here` are the measures so far."""
    sentence = context.folded(i)
    folded = sentence.folded
    found: list[Draft] = []
    if folded.rstrip().endswith("?") or _NO_DUTY.search(folded):
        return found
    known = [*before, *here]
    if (same := _SAME_FIGURE.search(folded)) and here and here[-1].rate is not None:
        found += _of_same_figure(context, i, same, here[-1])
    taken: Draft | None = here[-1] if here else None
    last_end = 0
    for r in signs(folded, "R"):
        rate = sentence[r.group()].item
        since, last_end = last_end, r.end()
        if rate.value is None or rate.is_fraction or any(d.rate == rate.value for d in here):
            continue
        if taken and since and taken.rate is not None and (also := _ALSO.fullmatch(folded, since, r.start())):
            taken = _second(context, i, r, also, taken)
            found.append(taken)
            continue
        if is_other_figure(folded, r):
            continue
        left = max([m.end() for m in _CUT.finditer(folded, 0, r.start())] + [0])
        if not re.search(r"\w", folded[left : r.start()]):
            left = 0  # "those on tin do not come down: ‹R› remains"
        right = min([m.start() for m in _CUT.finditer(folded, r.end())] + [len(folded)])
        lead = folded[left : r.start()]
        if _OLD_RATE.search(lead) or _SHARE.match(folded, r.end()):
            continue
        if not (_BEFORE.search(lead) or _AFTER.match(folded, r.end())):
            continue
        if not _PAYS.search(lead) and not _speaks_of_duties(context, i, known):
            continue
        draft = _draft(context, i, r, left, right, known)
        if draft is not None:
            found.append(draft)
            known.append(draft)
            taken = draft
    return found


def _speaks_of_duties(context: Context, i: int, known: list[Draft]) -> bool:
    if known and known[-1].measure.startswith("tariff") and i - known[-1].sentence <= 8:
        return True
    return any(_OF_DUTIES.search(context.sentence(k).text) for k in range(max(0, i - 4), i + 1))


def _draft(context: Context, i: int, r: re.Match, left: int, right: int, known: list[Draft]) -> Draft | None:
    sentence = context.folded(i)
    folded = sentence.folded
    duties = [d for d in known if d.measure.startswith("tariff") and i - d.sentence <= 10]
    last = duties[-1] if duties else None
    targets = partners(context, i, left, right)
    leans = bool(LEANS.match(folded[left:]))
    over = _OVER_QUOTA.search(folded) if _QUOTA.search(_told(context, i)) else None
    if not targets and last and folded.startswith("Those on "):
        targets = last.targets
    if not targets and leans and i:
        targets = named_before(context, i)
    imposer = _imposer(context, i, left, right, targets)
    is_imposer_stated = bool(imposer)
    if not imposer and last:
        imposer = last.imposer
    if not imposer:
        imposer = next(iter(usual_imposer(context, targets) or by_law(context)), "")
    targets = tuple(t for t in targets if t != imposer)
    if not imposer:
        return None
    products = tuple(
        dict.fromkeys(
            v for s in _goods(folded, left, r, right) for v in measure_products.product_values(sentence[s.group()])
        )
    )
    is_product_stated = bool(products)
    if not products and signs(folded, "P", max(left, r.start() - 40), r.start()):
        return None  # on goods out of scope
    is_target_stated = bool(targets)
    if not products:
        products = last.products if last and not re.search(r"\b(?:goods|imports)\b", lead_of(folded, left, r)) else ()
        if last and re.search(r"\b[Tt]he (?:\w+\s)?(?:rate|duty|tariff)\b", folded[left:right]):
            products = last.products
    on_them = re.search(r"\bon (?:their|its|these|those)\b", folded)
    rate_alone = is_imposer_stated and not re.search(r"\bgoods\b", folded[left:right])
    if not products and (over or rate_alone or on_them):
        products = _goods_before(context, i)
        is_product_stated = bool(products)
    if imposer and not targets and last and imposer in last.targets and is_imposer_stated:
        targets = (last.imposer,)
    if not targets and not is_product_stated:
        if not (last and (leans or over)) and not is_imposer_stated:
            return None
        targets = last.targets if last and imposer not in last.targets else ()
    if not (targets or is_product_stated):
        return None
    named = next(
        (h.measure for h in reversed(duty_heads(folded)) if h.start < r.start() and "quota" not in h.measure), "tariff"
    )
    measure = "tariff_rate_quota" if over else named
    at = measure_part.Part(context, i, Head(measure, r.start(), r.start()), r, r.start(), r.end(), left, right)
    if measure_part.is_no_measure(at):
        return None
    confidence = measure_part.confidence(True, is_imposer_stated, is_target_stated, is_product_stated) - 0.1
    (made,) = measure_record.drafts(
        at,
        "tariff_told",
        confidence,
        (imposer,),
        targets,
        products or ("all_goods",),
        is_product_stated or bool(products),
        is_target_stated=is_target_stated,
    )
    return made


def lead_of(folded: str, left: int, r: re.Match) -> str:
    """The words of a clause before its rate."""
    return folded[left : r.start()]


def partners(context: Context, i: int, left: int, right: int) -> tuple[str, ...]:
    """The partners of a clause: "for goods of ‹C›", "‹C› goods", "‹C› pays", "‹C›, whose rates are"."""
    sentence = context.folded(i)
    folded = sentence.folded
    found: list[str] = []
    for s in signs(folded, "C", left, right):
        head = folded[max(left, s.start() - 40) : s.start()]
        if re.search(r"\bbut (?:from\s)?(?:the\s)?$|\bother than (?:the\s)?$", head):
            continue
        if _ENTERS.search(head) or (_IMPOSES.match(folded, s.end()) and not _PARTNER_AFTER.match(folded, s.end())):
            continue
        if _PARTNER_BEFORE.search(head) or _PARTNER_AFTER.match(folded, s.end()):
            found += [v for v in context.values(i, sentence[s.group()], s.start()) if v not in found]
    return tuple(found)


def named_before(context: Context, i: int) -> tuple[str, ...]:
    """Whom "its rate" and "for these" mean: the country that the sentence before opens with."""
    folded = context.folded(i - 1)
    for s in signs(folded.folded, "C"):
        if s.start() < 24 and folded[s.group()].values:
            return folded[s.group()].values
    return ()


def _imposer(context: Context, i: int, left: int, right: int, targets: tuple[str, ...]) -> str:
    sentence = context.folded(i)
    folded = sentence.folded
    for s in signs(folded, "C", left, right):
        head = folded[max(left, s.start() - 24) : s.start()]
        values = [v for v in context.values(i, sentence[s.group()], s.start()) if v not in targets and v != "WLD"]
        if len(values) != 1 or values[0].startswith("org:"):
            continue
        if _ENTERS.search(head):
            return values[0]
        if _IMPOSES.match(folded, s.end()) and not re.search(r"\b(?:from|of|for|on|in)\s(?:the\s)?$", head):
            return values[0]
    settled = _SETTLED.search(folded, right - 1 if right < len(folded) else left)
    values = context.values(i, sentence[settled.group(1)]) if settled else ()
    return values[0] if len(values) == 1 and values[0] not in targets else ""


_SETTLED = re.compile(
    r",\s(?:the\s)?(‹C\d+›)(?:\s[\w-]+){0,3}\s(?:settled|decided|announced|ruled|confirmed|"
    r"ordered)\b"
)
_PAYS = re.compile(
    r"(?:‹C\d+›\s(?:goods|imports|‹[MP]\d+›)|(?:‹[MP]\d+›|goods|imports)\sfrom\s(?:the\s)?‹C\d+›)"
    r"\s[^;‹›]{0,24}\bpays?\s$"
)
_QUOTA = re.compile(r"\bquotas?\b|\btariff-free volumes?\b", re.IGNORECASE)
_OVER_QUOTA = re.compile(
    r"\b(?:exceeds?|above|beyond|over|outside|in excess of)\s(?:it|that|this|"
    r"the (?:quota|volume|limit))\b"
)
_ALSO = re.compile(
    r"(?:\s(?:from|in|on|for|as of|since)\s(?:the\s)?(?P<of>‹[DC]\d+›))?,?\s(?:and|then|and then)\s"
    r"(?:(?:some|other|most|all)\s)?(?:(?P<what>‹[MP]\d+›)(?:\s(?:goods|products|imports))?\s)?(?:at\s)?"
)
_SAME_FIGURE = re.compile(
    r"\bthe same (?:figure|rate|level|percentage)\s(?:that|as)\s(?:President\s)?(?P<by>‹C\d+›)\s(?:has\s|"
    r"had\s)?(?:set|put|imposed|"
    r"announced|ordered)\s(?:for|on)\s(?P<to>‹C\d+›)\s(?:goods|imports|products)(?:\s(?:on\s)?(?P<day>‹D\d+›))?"
)


def _told(context: Context, i: int) -> str:
    """The text of a sentence and the one before it."""
    return " ".join(context.sentence(k).text for k in range(max(0, i - 1), i + 1))


def _goods(folded: str, left: int, r: re.Match, right: int) -> list[re.Match]:
    """The goods before a rate, since the rate before it; else those behind it."""
    earlier = [m.end() for m in signs(folded, "R", left, r.start()) if "from" not in folded[m.start() - 6 : m.start()]]
    found = signs(folded, "MP", max([left, *earlier]), r.start())
    later = [m.start() for m in signs(folded, "R", r.end(), right)]
    return found or signs(folded, "MP", r.end(), min([right, *later]))


def _goods_before(context: Context, i: int) -> tuple[str, ...]:
    """The goods that the nearest of the two or three sentences before names."""
    for k in range(i - 1, max(-1, i - 4), -1):
        folded = context.folded(k)
        values = [v for s in signs(folded.folded, "MP") for v in measure_products.product_values(folded[s.group()])]
        if values:
            return tuple(dict.fromkeys(values))
    return ()


def _second(context: Context, i: int, r: re.Match, also: re.Match, first: Draft) -> Draft:
    """ "15% from 2027 and 30% from 2028", "tin pays 5% and some zinc 8%": as the rate before, but for what is said."""
    sentence = context.folded(i)
    products = measure_products.product_values(sentence[also["what"]]) if also["what"] else ()
    to = re.match(r"\s(?:for|on|from)\s(?:the\s)?(‹C\d+›)", sentence.folded[r.end() :])
    targets = context.values(i, sentence[to.group(1)]) if to else ()
    effective = first.effective_on if not (also["of"] or "").startswith("‹D") else None
    rate = sentence[r.group()].item
    return replace(
        first,
        rate=rate.value,
        rate_unit=rate.unit,
        products=products or first.products,
        targets=tuple(t for t in targets if t != first.imposer) or first.targets,
        effective_on=effective,
        rule="second_rate",
    )


def _of_same_figure(context: Context, i: int, m: re.Match, first: Draft) -> list[Draft]:
    """ "the same figure that ‹C› set for ‹C› goods": the rate just told, by another government."""
    sentence = context.folded(i)
    imposer, targets = context.values(i, sentence[m["by"]]), context.values(i, sentence[m["to"]])
    if len(imposer) != 1 or not targets:
        return []
    return [
        replace(
            first,
            imposer=imposer[0],
            targets=targets,
            products=("all_goods",),
            rule="same_figure",
            status="announced",
            firmness="announced",
            announced_on=sentence[m["day"]].item.day if m["day"] else None,
            effective_on=None,
            expires_on=None,
        )
    ]
