"""The words that may tell of a deal, by family, and where they stand: papers, money, supplies, joinings, holdings.

The words are the domains `deal_...` of the seed `cue_words`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from critmin.claims import patterns
from critmin.claims import regex as re
from critmin.claims.agreement_cues import Paper, papers
from critmin.claims.lexicon import alternatives, cue_set

FAMILIES = {"money": "deal_money", "hold": "deal_holding", "supply": "deal_supply", "join": "deal_joining",
            "build": "deal_building"}  # fmt: skip


@cache
def cue_pattern(domain: str) -> re.Pattern:
    """Any word of a domain of the seed; "supply chain" is none of supply."""
    cased = domain in ("deal_condition", "deal_wish")
    tail = r"(?![\s-]chains?\b)" if domain == "deal_supply" else ""
    return re.compile(rf"\b(?:{alternatives(cue_set(domain))})\b{tail}", re.NOFLAG if cased else re.IGNORECASE)


@dataclass(frozen=True)
class Head:
    """A word that may tell of a deal, and the paper that it names, if it does."""

    family: str
    start: int
    end: int
    paper: Paper | None = None


def heads(text: str) -> Iterator[Head]:
    """Every word for a deal in a folded sentence: papers first, then family by family."""
    for paper in papers(text):
        if paper.kind not in ("loan", "grant", "equity_stake"):
            yield Head("paper", paper.start, paper.end, paper)
    for family, domain in FAMILIES.items():
        for m in cue_pattern(domain).finditer(text):
            is_named = m.start() > 3 and text[m.start()].isupper() and _NAMED.match(text, m.end())
            is_study = family == "join" and _STUDY.search(text, 0, m.start())
            if not (is_named or is_study or _ADDED_UP.match(text, m.start())):
                yield Head(family, m.start(), m.end())
    for m in _PART.finditer(text):
        yield Head("hold", m.start(), m.end())
    for m in _TONNES.finditer(text):
        yield Head("supply", m.start(), m.end())


_STUDY = re.compile(r"\b(?:study|studies|report|survey|analysis|research|workshop)\s(?:[a-z][\w-]*\s|‹G\d+›\s){0,5}\Z")
_NAMED = re.compile(
    r"(?:\s(?:in|for|on|of)(?:\sthe)?)?(?:\s‹[MP]\d+›|\s[A-Z]\w+){1,4}\s(?:[Pp]rogram|"
    r"[Ff]und|[Aa]ct|[Ii]nitiative|[Ss]trategy)"
)
_ADDED_UP = re.compile(  # "Chile and Peru together mine half of the world's copper": a sum, no deal
    r"(?:[Tt]ogether|combined|jointly),?\s(?:‹[CG]\d+›\s)?(?:accounts?|accounted|"
    r"hold|held|produced?|control|make|made|suppl(?:y|ied)|represent|mined?|"
    r"have|had|contain|export|refined?|possess|comprise|contribute|dominate)\b"
)
_TONNES = re.compile(  # "is to take 50,000 tonnes a year", "has lined up Arcadia for 9,000t"
    r"\b(?:tak(?:e|es|ing)|took|lift(?:s|ed)?|absorb(?:s|ed)?|get|gets|receiv(?:e|es)|commit(?:s|ted) to|lin(?:es|"
    r"ed) up)\s"
    r"(?=[^;,]{0,40}?\b\d[\d,.]*\s?(?:tonnes|tons|t/yr|tpa|t|kt|mt)\b)"
)
_PART = re.compile(r"‹R\d+›(?=\s(?:of|in)\s(?:the\s)?‹G)")  # "has taken 9.9% of Arcadia"


_PUT_UP = r"(?:lent|loaned|granted|given|provided|paid|funded|financed|contributed|covered|put\sup|awarded|borrowed)"
_SOME = r"(?:an?\s|about\s|some\s|up\sto\s|nearly\s){0,2}"
PART_OF_SUM = re.compile(  # "of which ‹U› came from", "‹U› of it lent by", "including ‹U› in grants from"
    rf"(?:\bof\s(?:which|that|it),?\s{_SOME}(?P<a>‹U\d+›)|(?P<b>‹U\d+›)\sof\s(?:which|"
    rf"it|that)|\bincluding\s{_SOME}(?P<c>‹U\d+›))"
    r"\s(?:(?:was|were|is|are|has|had|will|to|be|being|been|a|an|as|in|loans?|"
    r"grants?|funding|financing|aid|subsid(?:y|ies)"
    rf"|support|money|came|comes|come|coming|{_PUT_UP})\s){{0,5}}(?:from|by)\s(?:the\s)?(?P<who>‹[CG]\d+›)"
    rf"|\bof\s(?:which|that),?\s(?:the\s)?(?P<giver>‹[CG]\d+›)\s(?:has\s|had\s|is\s|will\s)?"
    rf"(?:{_PUT_UP}|lending|paying|providing|covering|pay|provide|lend|cover)\s{_SOME}(?P<d>‹U\d+›)"
)


_CUT = re.compile(
    r";|(?<=.{40}):\s|(?<=.{40})\s-\s|\.\s|,\s(?:while|whereas|but|although|though)\b|\b(?:whereas|while)\b"
    r"|(?<=.{40}),\sas\s(?:the\s)?(?=‹[CG])"
)


def stretch(text: str, place: int) -> tuple[int, int]:
    """Where the part of a folded sentence begins and ends that a word for a deal stands in."""
    return patterns.stretch(_CUT, text, place)
