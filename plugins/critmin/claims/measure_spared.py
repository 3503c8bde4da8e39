"""Whom an exemption spares: its owner, whoever is spared, wins or loses one, and whose goods are left out."""

from critmin.claims import regex as re
from critmin.claims.measure_part import Part
from critmin.claims.patterns import signs

_OWNS = re.compile(
    r"(?:'s?\s(?:[\w-]+\s){0,2}|\s)(?:exemptions?|exclusions?|waivers?|carve-?outs?|reprieve|exempt status)\b", re.I
)
_BE = r"(?:was|were|is|are|be|been|being|remains?|stays?)\s"
_IS_SPARED = re.compile(
    r"(?:'s?)?\s(?:goods\s|imports\s|products\s|exports\s|(?:in)?to\s(?:the\s)?‹C\d+›\s|‹[MP]\d+›\s|alone\s|also\s|itself\s|\w+ly\s|too\s|has\s|have\s|"
    rf"had\s|will\s|would\s)*(?:(?:{_BE})+(?:\w+ly\s|now\s|still\s|all\s|also\s|both\s|been\s){{0,2}}"
    r"(?:exempt(?:ed)?|spared|excluded|left out|carved out|not (?:covered|subject|hit)|free (?:of|from))|"
    rf"(?:{_BE})(?:granted|given|handed|offered|awarded|promised)|"
    r"w(?:in|ins|on)|secur(?:es|ed)|obtain(?:s|ed)|receiv(?:es|ed)|gets?|got|gain(?:s|ed)|enjoys?|keeps?|kept|los(?:es|t)|"
    r"negotiat(?:es|ed)|clinch(?:es|ed)|land(?:s|ed)|earn(?:s|ed)|escap(?:es|ed))\b",
    re.I,
)
_FOR = re.compile(
    r"\b(?:exempt(?:s|ed|ing)?|exclud(?:e|es|ed|ing)|spar(?:e|es|ed|ing)|(?:exemptions?|exclusions?|waivers?|carve-?outs?)\s"
    r"(?:for|to|of)|including|given|gave|granted(?:\sto)?|offered)\s(?:the\s|all\s|certain\s|some\s|both\s|imports\s(?:of|from)\s|"
    r"goods\sfrom\s|‹[MP]\d+›\sfrom\s)*$",
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
    if _WISHED.match(at.folded, at.end) or _OF_A_LOAN.match(at.folded, at.end):
        return True
    near = range(max(0, at.i - 3), min(len(at.context), at.i + 2))
    return not any(_OF_TRADE.search(at.context.sentence(k).text) for k in near)


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
