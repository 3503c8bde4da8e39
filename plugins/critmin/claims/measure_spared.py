"""What an exemption spares: whom (its owner, whoever wins or loses one, whose goods are left out), and which goods a
duty told just before leaves out."""

from critmin.claims import measure_products, measure_record
from critmin.claims import regex as re
from critmin.claims.context import Context
from critmin.claims.duty_points import KINDS
from critmin.claims.measure_draft import Draft
from critmin.claims.measure_part import Part
from critmin.claims.patterns import signs

_OWNS = re.compile(
    r"(?:'s?\s(?:[\w-]+\s){0,2}|\s)(?:exemptions?|exclusions?|waivers?|carve-?outs?|reprieve|exempt status)\b", re.I
)
_BE = r"(?:was|were|is|are|be|been|being|remains?|stays?)\s"
_IS_SPARED = re.compile(
    r"(?:'s?)?\s(?:goods\s|imports\s|products\s|exports\s|(?:in)?to\s(?:the\s)?‹C\d+›\s|‹[MP]\d+›\s|alone\s|also\s|"
    r"itself\s|\w+ly\s|too\s|has\s|have\s|"
    rf"had\s|will\s|would\s)*(?:(?:{_BE})+(?:\w+ly\s|now\s|still\s|all\s|also\s|both\s|been\s){{0,2}}"
    r"(?:exempt(?:ed)?|spared|excluded|unaffected|left out|carved out|not (?:covered|subject|hit|affected|included)|"
    r"free (?:of|from))|"
    rf"(?:{_BE})(?:granted|given|handed|offered|awarded|promised)|"
    r"w(?:in|ins|on)|secur(?:es|ed)|obtain(?:s|ed)|receiv(?:es|ed)|gets?|got|gain(?:s|ed)|enjoys?|keeps?|kept|"
    r"los(?:es|t)|"
    r"negotiat(?:es|ed)|clinch(?:es|ed)|land(?:s|ed)|earn(?:s|ed)|escap(?:es|ed))\b",
    re.I,
)
_FOR = re.compile(
    r"\b(?:exempt(?:s|ed|ing)?|exclud(?:e|es|ed|ing)|spar(?:e|es|ed|ing)|leav(?:e|es|ing) out|"
    r"not (?:affect|cover|include|hit|touch|extend to)|(?:exemptions?|exclusions?|waivers?|carve-?outs?)\s"
    r"(?:for|to|of)|including|given|gave|granted(?:\sto)?|offered)\s(?:the\s|all\s|certain\s|some\s|both\s|"
    r"imports\s(?:of|from)\s|(?:goods|those|products)\sfrom\s|‹[MP]\d+›\sfrom\s)*$",
    re.I,
)
_ROLL = re.compile(r"\b(?:by|for|to|of|from)\s(?:the\s)?$|›\s(?:member (?:countries|states)),\s$")
_DUTY = re.compile(
    r"(?:'s?)?\s(?:[\w-]+\s|‹[MPR]\d+›\s){0,4}(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|surcharges?|quotas?)\b", re.I
)


def spared(at: Part) -> tuple[str, ...]:
    """The countries that an exemption is for; () where the sentence names none."""
    folded = at.folded
    found: list[str] = []
    for s in signs(folded, "C", at.left, at.right):
        after, before = folded[s.end() : s.end() + 110], folded[max(0, s.start() - 60) : s.start()]
        if _DUTY.match(after) and not (_OWNS.match(after) or _IS_SPARED.match(after) or _FOR.search(before)):
            continue
        if _OWNS.match(after) or _FOR.search(before) or (s.start() < at.end and _IS_SPARED.match(after)):
            found += [v for v in at.values(s) if v not in found]
        elif s.start() >= at.end and _ROLL.search(before) and len(values := at.values(s)) > 2:
            found += [v for v in values if v not in found]  # "exemptions from the duty on steel by ‹C›, ‹C› and ‹C›"
    return tuple(found)


def is_none(at: Part) -> bool:
    """Whether an exemption is denied ("no exceptions or exemptions"), or is one from something else than a duty."""
    if _DENIED.search(at.folded, max(0, at.start - 100), at.start) or _MEANING.search(at.folded, 0, at.start):
        return True
    if _NOT_A_NOUN.match(at.folded, at.head.start):
        told = [at.context.sentence(k).text for k in range(max(0, at.i - 1), at.i + 1)]
        if not (spared(at) and any(_OF_A_DUTY.search(text) for text in told)):
            return True
    if _WISHED.match(at.folded, at.end) or _OF_A_LOAN.match(at.folded, at.end):
        return True
    near = range(max(0, at.i - 3), min(len(at.context), at.i + 2))
    return not any(_OF_TRADE.search(at.context.sentence(k).text) for k in near)


_OF_A_DUTY = re.compile(r"\b(?:tariff|dut(?:y|ies)\b|lev(?:y|ies)\b|surcharge|quota|safeguard)", re.I)
_NOT_A_NOUN = re.compile(  # a verb that spares, which has to say whom
    r"spar|leav|exclud(?!ed from)|(?:is|are|was|were|be|been)\s(?!excluded\sfrom)|\w+ not (?!apply)", re.I
)
_DENIED = re.compile(
    r"\b(?:no|without|not any|reluctan\w+ to|unwilling\w* to|refus\w+ to|no signs?[^;]{0,60}|"
    r"(?:hop\w+|push\w*|press\w*|negotiat\w*|lobb\w+|ask\w*|call\w*|seek\w*) for|seek\w*)\s(?:[\w-]+\s){0,3}$",
    re.I,
)
_WISHED = re.compile(  # "an exemption from the duties is vital": nobody has it
    r"\sfrom\s(?:[\w-]+\s|‹[CMPR]\d+›(?:'s)?\s){1,7}(?:is|are|was|would be|remains?)\s(?:\w+ly\s)?"
    r"(?:crucial|vital|key|essential|important|critical|needed|necessary|unlikely|likely|possible|sought)\b"
)
_MEANING = re.compile(r"\bmean(?:ing|s)\b[^;]{0,90}$")  # what the end of a duty brings, told once already
_OF_A_LOAN = re.compile(
    r"\s(?:[\w-]+\s){0,4}(?:default|loan|covenant|debt|repayment|listing|visa|environmental|mining)\b"
)
_OF_TRADE = re.compile(
    r"\b(?:tariff|dut(?:y|ies)\b|lev(?:y|ies)|quota|safeguard|ban(?:s|ned)?\b|sanction|import|export|surcharge|"
    r"section \d{3})",
    re.I,
)


_OUT_STEMS = ("exempt", "exclu", "except", "spar", "carve", "left out", "leave", "subject", "apply", "include",
              "other than", "apart", "affected", "but not", "free", "outside")  # fmt: skip
_GOODS = r"(?:goods|products|items|imports|articles|materials|commodities|categories|minerals|metals)"
_OUT = (
    r"(?:exempt(?:ed)?|excluded|excepted|spared|left\s(?:out|alone)|carved\sout|(?:un|not\s)affected|"
    r"not\s(?:covered|included|"
    r"hit|touched)|not\s(?:be\s)?subject\sto|free\s(?:of|from)|outside)"
)
_SOME_ARE_OUT = re.compile(
    rf"\b(?:[Ss]ome|[Cc]ertain|[Ss]everal|[Mm]any|[Oo]ther|[Ff]ollowing|[Ff]ew|[Vv]arious|"
    rf"[Kk]ey)\s(?:[\w-]+\s){{0,2}}{_GOODS}\s"
    rf"(?:[\w-]+\s){{0,3}}{_OUT}\b"
)
_THESE_ARE = re.compile(
    r"(?:These|They|Those|Among (?:these|them)|The (?:list|exemptions?|exclusions?|exempt \w+)|‹C\d+›)\s(?:are|"
    r"includes?|"
    r"included|covers?|comprise)[\s:]"
)
_LISTED = re.compile(  # "exempt goods include", "the following are exempt:"
    rf"\b(?:exempt(?:ed)?|excluded|spared)\s{_GOODS}\s(?:are|includ(?:e|ed|ing))\s|"
    r"\b(?:exempt(?:ed|ions?)?|exclu(?:ded|sions?)|exceptions?|spared|carve-?outs?)\b[^;:]{0,60}(?::\s|\sinclud(?:e|"
    r"es|ed|ing)\s)",
    re.IGNORECASE,
)
_LEAVES_OUT = re.compile(
    r"\b(?:excluding|excludes?|excluded|except(?:ing|\sfor)?|with the exceptions? of|other than|apart from|"
    r"aside from|but not|"
    r"save for|spar(?:es|ed|ing)|leav(?:es|ing) out|left out|exempt(?:s|ed|ing)|carv(?:es|ed|ing) out)\s"
    r"(?:(?:imports\sof|raw|refined|certain|some|most|the|articles\sof|all)\s){0,2}(?=‹[MP])",
    re.IGNORECASE,
)
_ARE_OUT = re.compile(
    rf"›\s(?:{_GOODS}\s)?(?:is|are|was|were|be|been|remains?|stays?)\s(?:\w+ly\s|also\s|currently\s|so far\s)?{_OUT}\b"
)
_WHOSE = re.compile(
    r"(?P<who>‹C\d+›)(?:'s)?\s(?:(?:has|have|had|will|would|also)\s)*(?:(?:[\w-]+\s|‹[RMP]\d+›\s){0,4}|"
    r"(?:spar|exempt|exclud|carv|le[af])\w+\s[^;]{0,60}\sfrom\s(?:[\w-]+\s){0,3})(?:tariffs?|dut(?:y|ies)|lev(?:y|"
    r"ies))\b"
)
_GOES_ON = re.compile(r"[^‹›.]{0,70}")
_NEXT = re.compile(r"\b(?:while|but|which|who|whereas|from|will|would|has|have|said|according)\b")
_AHEAD = ("announced", "scheduled", "proposed", "threatened")


def goods(context: Context, i: int, before: list[Draft], here: list[Draft]) -> list[Draft]:
    """What a sentence leaves out of the duty told in it or just before it: "excluding tin", "These include tin"."""
    if not context.speaks_of(i, _OUT_STEMS) or any(d.measure == "exemption" for d in here):
        return []
    duty = next((d for d in reversed([*before, *here]) if d.measure in KINDS and i - d.sentence <= 5), None)
    folded = context.folded(i)
    text = folded.folded
    own = _WHOSE.search(text) if duty is None else None
    who = context.values(i, folded[own["who"]], own.start("who"))[:1] if own else (duty.imposer,) if duty else ()
    if not who or not who[0] or (duty and duty.status in ("withdrawn", "annulled", "expired")):
        return []
    if m := _ARE_OUT.search(text):
        first = signs(text, "MP", max(0, m.start() - 8), m.start() + 1)
    elif (
        (m := _THESE_ARE.match(text) if i and _SOME_ARE_OUT.search(context.folded(i - 1).folded) else None)
        or (m := _LISTED.search(text))
        or (m := _LEAVES_OUT.search(text))
    ):
        first = _list(text, m.end())
    else:
        return []
    products = tuple(dict.fromkeys(v for s in first for v in measure_products.product_values(folded[s.group()])))
    if not products or any(d.products == products and d.measure in KINDS for d in here):
        return []
    status, firmness = (duty.status, duty.firmness) if duty and duty.status in _AHEAD else ("in_force", "law")
    here = duty if duty and duty.sentence == i else None
    return measure_record.made(
        context, i, "exemption_of_goods", 0.65, "exemption", who, duty.targets if duty else (), products, status=status,
        firmness=firmness, announced_on=here.announced_on if here else None,
        is_target_stated=bool(here and here.is_target_stated),
    )  # fmt: skip


def _list(text: str, start: int) -> list:
    """The signs of goods that a list holds from a place on."""
    found = []
    for s in signs(text, "MP", start):
        gap = text[start : s.start()]
        if not _GOES_ON.fullmatch(gap) or (_NEXT.search(gap) and "(" not in gap and ";" not in gap):
            break
        found.append(s)
        start = s.end()
    return found
