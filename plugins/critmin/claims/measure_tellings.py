"""Rates of duty told without the word that names them: "Its rate is ‹R›", "For goods of ‹C›, ‹R› applies".

These sentences lean on what stands before them. Each rate that no anchor took is read here: who pays it and on what
comes from its own clause, the rest from the measures and the sentences before.
"""

import re

from critmin.claims import measure_part, measure_products, measure_status
from critmin.claims.context import Context
from critmin.claims.measure_cues import Head
from critmin.claims.measure_draft import Draft
from critmin.claims.measure_parties import by_law, usual_imposer
from critmin.claims.patterns import signs

_OF_DUTIES = re.compile(r"\b(?:tariff\w*|dut(?:y|ies)|lev(?:y|ies)|mfn|section \d{3}|surcharge\w*)\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:(?:pays?|paid|paying|is charged|are charged|charges|faces?|topped up to|"
    r"(?:higher|greater) of(?:\s(?:its|the)\s(?:MFN|ordinary|normal)\s(?:rate|duty)\sor)?)\s(?:an?\s|the\s|"
    r"only\s|additional\s){0,2}"
    r"|(?:rates?|dut(?:y|ies)|tariffs?|lev(?:y|ies)|surcharge)\b[^;:‹›]{0,60}\b(?:is|are|of|at|to|remains?|"
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
    r"\b(?:from|in place of|instead of|rather than|up from|down from|until now|previously|compared with|than|where "
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
    r"(?:'s)?\s(?:\w+\s)?(?:rate|duty|tariff|levy)\s(?:of|is|on|remains|stays)\b",
)
_ENTERS = re.compile(r"\b(?:entering|arrival in|entry (?:to|into)|landed in)\s(?:the\s)?$")
_LEANS = re.compile(
    r"(?:(?:For|On|To|From)\s)?(?:[Ii]ts|[Tt]heir|[Tt]hese|[Tt]hem|[Tt]hose|[Ii]t|[Tt]hey)\b(?!\s(?:on|from|of)\b)"
)


def read(context: Context, i: int, before: list[Draft], here: list[Draft]) -> list[Draft]:
    """Drafts of the rates in a sentence that no anchor of it took; `before` and `here` are the measures so far."""
    sentence = context.folded(i)
    folded = sentence.folded
    found: list[Draft] = []
    if folded.rstrip().endswith("?") or _NO_DUTY.search(folded):
        return found
    known = [*before, *here]
    for r in signs(folded, "R"):
        rate = sentence[r.group()].item
        if rate.value is None or rate.is_fraction or any(d.rate == rate.value for d in here):
            continue
        left = max([m.end() for m in _CUT.finditer(folded, 0, r.start())] + [0])
        right = min([m.start() for m in _CUT.finditer(folded, r.end())] + [len(folded)])
        lead = folded[left : r.start()]
        if _OLD_RATE.search(lead) or _SHARE.match(folded, r.end()):
            continue
        if not (_BEFORE.search(lead) or _AFTER.match(folded, r.end())):
            continue
        if not _speaks_of_duties(context, i, known):
            continue
        draft = _draft(context, i, r, left, right, known)
        if draft is not None:
            found.append(draft)
            known.append(draft)
    return found


def _speaks_of_duties(context: Context, i: int, known: list[Draft]) -> bool:
    if known and known[-1].measure == "tariff" and i - known[-1].sentence <= 6:
        return True
    return any(_OF_DUTIES.search(context.sentence(k).text) for k in range(max(0, i - 4), i + 1))


def _draft(context: Context, i: int, r: re.Match, left: int, right: int, known: list[Draft]) -> Draft | None:
    sentence = context.folded(i)
    folded = sentence.folded
    rate = sentence[r.group()].item
    duties = [d for d in known if d.measure == "tariff" and i - d.sentence <= 8]
    last = duties[-1] if duties else None
    targets = partners(context, i, left, right)
    leans = bool(_LEANS.match(folded[left:]))
    if not targets and leans and i:
        targets = _named_before(context, i)
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
            v for s in signs(folded, "MP", left, right) for v in measure_products.product_values(sentence[s.group()])
        )
    )
    is_product_stated = bool(products)
    if not products and signs(folded, "P", left, r.start()):
        return None  # on goods out of scope
    is_target_stated = bool(targets)
    if not products:
        products = last.products if last and not re.search(r"\b(?:goods|imports)\b", lead_of(folded, left, r)) else ()
        if last and re.search(r"\b[Tt]he (?:rate|duty|tariff)\b", folded[left:right]):
            products = last.products
    if not targets and not is_product_stated:
        if not (last and leans) and not is_imposer_stated:
            return None
        targets = last.targets if last and imposer not in last.targets else ()
    if not (targets or is_product_stated):
        return None
    at = measure_part.Part(context, i, Head("tariff", r.start(), r.start()), r, r.start(), r.end(), left, right)
    if measure_part.is_no_measure(at):
        return None
    status, firmness, is_status_stated = measure_status.status(at, imposer)
    announced, effective, expires = measure_status.dates_of(at, status, context.published_on)
    status, firmness = measure_status.with_dates(status, firmness, effective, at, context.published_on)
    return Draft(
        sentence=i,
        evidence=context.quote(i),
        rule="tariff_told",
        confidence=measure_part.confidence(True, is_imposer_stated, is_target_stated, is_product_stated) - 0.1,
        measure="tariff",
        imposer=imposer,
        targets=targets or ("WLD",),
        products=products or ("all_goods",),
        rate=rate.value,
        rate_unit=rate.unit,
        rate_rule=measure_part.rate_rule(folded[left:right]),
        status=status,
        firmness=firmness,
        announced_on=announced,
        effective_on=effective,
        expires_on=expires,
        is_target_stated=is_target_stated,
        is_product_stated=is_product_stated or bool(products),
        is_status_stated=is_status_stated,
    )


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


def _named_before(context: Context, i: int) -> tuple[str, ...]:
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
    return ""
