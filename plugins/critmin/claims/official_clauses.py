"""Clauses of a government's own text that name no government: "Items of tin shall not be exported without permission".

Orders, notices and regulations put a measure into the passive, ask operators for a licence, or list the goods after a
colon. Each rule is one such form, with the measure it makes; who makes it is the issuer of the text. Asked last, of
sentences from which no other rule has read that measure.
"""

from critmin.claims import measure_part, measure_products, measure_record, measure_status
from critmin.claims import regex as re
from critmin.claims.context import Context
from critmin.claims.measure_cues import Head
from critmin.claims.measure_draft import Draft
from critmin.claims.official_issuer import issuer
from critmin.claims.patterns import rule, signs

_SHALL = r"(?:is|are|be|been|remains?|stands?)"
_CLAUSES = (
    (
        "exemption",
        rule(
            r"(?:dut(?:y|ies)|surtax|surcharge|tariffs?|lev(?:y|ies))\s(?:on|for)\s[^;]{0,60}?{MP:what}[^;‹›]{0,50}?\s"
            rf"(?:{_SHALL}\s)(?:\w+\s)?(?:exempt(?:ed)?|waived|nil)\b|"
            r"\bexempts?\s[^;‹›]{0,40}{MP:what2}[^;]{0,80}?\bfrom\s(?:the\s|this\s|any\s|additional\s|such\s){0,3}"
            r"(?:[\w-]+\s){0,2}(?:dut(?:y|ies)|surtax|surcharge|tariffs?|lev(?:y|ies))\b"
        ),
        "in_force",
    ),
    (
        "export_control",
        rule(
            r"\bexport[- ]controls?\s(?:\w+\s){0,2}(?:on|over|for|to)\s(?:the\s)?(?:following|listed|below|relevant)\s"
            r"[^;‹›]{0,40}[:(][^;]{0,40}?{MP:what}|"
            r"\b(?:Announcement|Notice)s?\sNos?\.\s?\d[^;‹›]{0,50}\s(?:on|for|of|concerning)\s[^;‹›]{0,30}{MP:what5}"
            r"[^;‹›]{0,40}\b(?:suspended|repealed|revoked|extended)\b|"
            r"\bshall\snot\sbe\sexported\swithout\s[^;‹›]{0,60}{MP:what2}|"
            r"{MP:what3}[^;‹›]{0,60}\s(?:shall|may|must|can)\snot\sbe\sexported\swithout\b|"
            r"\b(?:reviews?|examination|verification|scrutiny)\s(?:[^;‹›]{0,60}\bexports?\s(?:of\s)?[^;‹›]{0,20}|"
            r"(?:procedures\s|requirements\s|checks\s)?(?:for|of|on)\s[^;‹›]{0,12}){MP:what4}"
        ),
        "in_force",
    ),
    (
        "licensing",
        rule(
            r"\b(?:operators?|exporters?|shippers?|enterprises|traders|companies|persons)\s(?:of\s|who\sexport\s|"
            r"exporting\s)[^;]{0,30}?{MP:what}[^;‹›]{0,50}\b(?:shall|must|may|have\sto|(?:is|are)\srequired\sto)\s"
            r"(?:first\s)?(?:apply|hold|obtain|secure|possess|submit)[^;]{0,60}?\b(?:licen[cs]es?|permits?|approvals?|"
            r"permission)\b|"
            r"\bexports?\sof\s[^;‹›]{0,30}{MP:what2}[^;‹›]{0,40}\b(?:shall|may|is|are|will)\s(?:only\s)?be\s?"
            r"(?:permitted|allowed|made|authori[sz]ed)\s(?:only\s)?(?:through|by|under|with|upon|on|against)\b|"
            r"\bexports?\sof\s[^;‹›]{0,30}{MP:what3}[^;‹›]{0,40}\b(?:subject\sto|require\w*|needs?)\s[^;‹›]{0,30}"
            r"\b(?:licen[cs]e|permit|authori[sz]ation|approval)"
        ),
        "in_force",
    ),
    (
        "export_ban",
        rule(
            r"\bexports?\sof\s[^;‹›]{0,30}{MP:what}[^;]{0,60}?\b(?:"
            rf"{_SHALL}\s(?:hereby\s|also\s|now\s)?(?:prohibited|banned|forbidden|halted)|"
            r"(?:shall|will|may)\s(?:in\sprinciple\s)?not\s(?:in\sprinciple\s)?be\s(?:permitted|allowed|approved|"
            r"licen[cs]ed|granted))\b|"
            r"\b(?:den(?:y|ies|ied|ying)|refus(?:e|es|ed|ing)|reject(?:s|ed|ing)?)\s(?:all\s|export\s)*"
            r"(?:licen[cs]es?|permits?)\s(?:for|to)\s[^;‹›]{0,30}{MP:what2}"
        ),
        "in_force",
    ),
    (
        "import_ban",
        rule(
            r"\bimports?\s(?:of|policy\s(?:of|for|on))\s[^;‹›]{0,40}{MP:what}[^;]{0,60}?\b"
            r"(?:prohibited|banned|restricted|forbidden)\b(?!\s(?:only|to))"
        ),
        "in_force",
    ),
    (
        "anti_dumping_duty",
        rule(
            r"\b(?:initiat\w+|open(?:s|ed|ing)|launch\w*|institut\w+|self-initiat\w+|commenc\w+)\s(?:an?\s|the\s)?"
            r"(?:[\w-]+\s){0,2}less-than-(?:fair|normal)-value\s(?:[\w-]+\s){0,2}(?:investigations?|inquir(?:y|ies))\s"
            r"[^;‹›]{0,40}{MP:what}"
        ),
        "proposed",
    ),
    (
        "tariff_rate_quota",
        rule(
            r"\b(?:tariff[- ]rate|duty-free|tariff-free|tariff)\squotas?\s(?:for|on|of)\s[^;‹›]{0,30}{MP:what}|"
            r"{MP:what2}[^;]{0,140}?\b(?:establish\w*|open\w*|set|sets|introduc\w+|provid\w+|allocat\w+)\s(?:\w+\s)?"
            r"(?:tariff[- ]rate|duty-free|tariff-free|tariff)\squotas?\b"
        ),
        "in_force",
    ),
)  # fmt: skip
_NEEDS = re.compile(
    r"export|import|announcement|notice|exempt|less-than|quota|licen[cs]es|waived", re.IGNORECASE
)  # what one of the clauses cannot do without
_ORIGIN = re.compile(
    r"\b(?:from|in|of|for|originating\sin|exported\sfrom|made\sin|to|that\sare\sproducts\sof|against)\s(?:the\s)?$",
    re.I,
)
_GOODS = re.compile(r"(?:'s?)?\s(?:[\w-]+\s){0,1}(?:products|articles|goods|imports|‹[MP])", re.IGNORECASE)
_WILL = re.compile(r"\b(?:will|shall)\s(?:[\w-]+\s){0,2}(?:establish|open|set|introduce|provide|allocate)\b")
_ENDS = {"suspended": "suspended", "repealed": "withdrawn", "revoked": "withdrawn", "extended": "extended"}
_EXPORTS = ("export_control", "licensing", "export_ban")


def read(context: Context, i: int, found: list[Draft], before: list[Draft]) -> list[Draft]:
    """The drafts of a sentence of an official text, with what its clauses tell beside those found."""
    who = issuer(context)
    folded = context.folded(i).folded if who else ""
    if not who or not _NEEDS.search(folded) or folded.rstrip().endswith("?"):
        return found
    out = list(found)
    for measure, pattern, status in _CLAUSES:
        m = pattern.search(folded)
        draft = _draft(context, i, measure, status, m, who) if m else None
        if draft is None or any(_is_told(d, draft) for d in before):
            continue
        out = [d for d in out if not _gives_way(d, draft, m.group())]
        if not any(_is_like(d, draft) for d in out):
            out.append(draft)
    return out


def _gives_way(d: Draft, draft: Draft, words: str) -> bool:
    """Whether what was read before is only part of what a clause tells."""
    if d.rule.endswith("_by_evidence"):
        return _is_like(d, draft)
    if draft.measure == "exemption":
        return d.measure == "tariff" and d.rate is None  # "exempts tin from the surtax" puts no surtax on tin
    if draft.measure == "tariff_rate_quota":
        return d.measure == "export_quota"
    return draft.measure == "export_ban" and d.measure == "licensing" and bool(_DENIES.search(words))


def _is_like(a: Draft, b: Draft) -> bool:
    """Whether two drafts of one sentence tell one measure: the same one, or two of exports on the same goods."""
    if a.measure == b.measure:
        return True
    exports = (*_EXPORTS, "export_quota")
    return a.measure in exports and b.measure in exports and bool(set(a.products) & set(b.products))


_DENIES = re.compile(r"\b(?:den(?:y|ies|ied|ying)|refus|reject)", re.IGNORECASE)


def _is_told(d: Draft, draft: Draft) -> bool:
    alike = d.measure == draft.measure or {d.measure, draft.measure} <= {"licensing", "export_control"}
    return (
        alike and d.imposer == draft.imposer and set(draft.products) <= set(d.products) and d.targets == draft.targets
    )


def _draft(context: Context, i: int, measure: str, status: str, m: re.Match, who: str) -> Draft | None:
    folded = context.folded(i)
    sign = next(v for k, v in m.groupdict().items() if k.startswith("what") and v)
    place = folded.folded.find(sign, m.start())
    at = measure_part.Part(
        context,
        i,
        Head(measure, m.start(), m.end(), measure in _EXPORTS),
        None,
        m.start(),
        m.end(),
        0,
        len(folded.folded),
    )
    products = list(measure_products.product_values(folded[sign]))
    if ":" in m.group():  # goods listed after a colon
        for s in signs(folded.folded, "MP", place):
            products += [v for v in measure_products.product_values(folded[s.group()]) if v not in products]
    if not products or measure_part.is_sworn_off(folded.folded):
        return None
    named, state, firmness = _partners(context, i, who), status, "law" if status == "in_force" else "considered"
    stated, strength, is_stated = measure_status.status(at, who)
    if is_stated and stated not in ("proposed", "threatened"):
        state, firmness = stated, strength
    if m.groupdict().get("what5"):  # what happens to a notice happens to its controls
        state = next(name for word, name in _ENDS.items() if m.group().lower().endswith(word))
    if measure == "tariff_rate_quota" and state == "in_force" and _WILL.search(folded.folded):
        state, firmness = "announced", "announced"
    announced, effective, expires = measure_status.dates_of(at, state, context.published_on)
    state, firmness = measure_status.with_dates(state, firmness, effective, at, context.published_on)
    (draft,) = measure_record.made(
        context,
        i,
        f"{measure}_of_a_clause",
        0.7,
        measure,
        (who,),
        named,
        tuple(products),
        status=state,
        firmness=firmness,
        announced_on=announced,
        effective_on=effective,
        expires_on=expires,
    )
    return draft


def _partners(context: Context, i: int, who: str) -> tuple[str, ...]:
    """The countries to or from which the goods of a clause go."""
    folded = context.folded(i)
    found: list[str] = []
    for s in signs(folded.folded, "C"):
        lead = folded.folded[max(0, s.start() - 40) : s.start()]
        if re.search(r"\b(?:law|law of|government of|authority of|ministry of)\s(?:the\s)?$", lead, re.I):
            continue
        if _ORIGIN.search(lead) or _GOODS.match(folded.folded, s.end()):
            found += [v for v in folded[s.group()].values if v and v not in (who, "WLD") and v not in found]
    return tuple(v for v in found if not v.startswith("org:"))
