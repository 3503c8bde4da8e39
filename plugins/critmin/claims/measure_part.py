"""The stretch of a sentence that one measure stands in, and what it says beside parties, products and status."""

from dataclasses import dataclass
from functools import cached_property

from critmin.claims import regex as re
from critmin.claims.context import Context
from critmin.claims.measure_cues import Head
from critmin.claims.patterns import rule, signs

# an owner right before a measure: "China's retaliatory tariffs"
OWN = re.compile(
    r"(‹C\d+›)(?:'s?)?\s(?:(?!on\b|from\b|to\b|with\b|by\b|against\b|for\b|in\b|"
    r"and\b|is\b|are\b|has\b|said\b)[\w'\"%,-]+\s|‹[RMP]\d+›\s|‹D\d+›\s){0,6}$"
)


# where the object of a measure ends
STOP = re.compile(
    (
        r"\b(?:as retaliation|in retaliation|in response|because|citing|after|until|"
        r"unless|used by|which|who|that|saying|starting|beginning|effective|to protect|"
        r"to secure|to help|to boost|to force|to go|in order|pending|pointing|seemingly|"
        r"alarming|amid|despite|so|when|where|if|made by|rather than|following|over "
        r"its|over the|keeping|using|a move)\b|;|:|\s-\s|\((?!on\b)"
    ),
    re.IGNORECASE,
)


@dataclass
class Part:
    """The stretch of a folded sentence that belongs to one anchor (`start` to `end`) of a measure."""

    context: Context
    i: int
    head: Head
    rate: re.Match | None
    start: int
    end: int
    left: int
    right: int

    @cached_property
    def sentence(self):
        return self.context.folded(self.i)

    @property
    def folded(self) -> str:
        return self.sentence.folded

    @property
    def stretch(self) -> str:
        return self.folded[self.left : self.right]

    def values_of(self, sign: str) -> tuple[str, ...]:
        return self.context.values(self.i, self.sentence[sign])

    def values(self, sign: re.Match) -> tuple[str, ...]:
        return self.context.values(self.i, self.sentence[sign.group()], sign.start())


_NOT_ONE = rule(
    r"\b(?:economists?|analysts?|experts|critics|researchers|think[- ]tank)\s(?:say|"
    r"said|suggest|warn|argue|recommend|urge|propos)|"
    r"\b(?:author|paper|report|study|analysis)\s(?:argues|recommends|proposes|calls)|"
    r"\b(?:study|studies|analys[ie]s|model\w*|simulations?)\s(?:\w+\s)?(?:found|finds?|estimates?|estimated|shows?|"
    r"showed|suggests?|suggested|concluded?s?)\b|"
    r"\b(?:if|unless|whether)\s(?:tariffs|duties)\s(?:were|are)"
)
_FREE = re.compile(r"\bfree from tariffs\b|\btariff-free\b")
_ROUND = re.compile(
    (
        r"\b(?:without|no|any|avoid(?:s|ed|ing)?|against|escap\w+|evad\w+|circumvent\w*|"
        r"instead of|rather than|not)\s(?:any\s|further\s|new\s|the\s)?(?:‹[MP]\d+›\s)?$"
    ),
    re.IGNORECASE,
)


_NEVER = re.compile(  # what parties forswear, what has grown as a statistic, what a firm warns its holders of
    r"\b(?:[Nn]either|[Nn]o)\s(?:[Pp]art(?:y|ies)|[Ss]ide|[Mm]ember|[Pp]articipant)s?\s(?:shall|may|will|to)\b|"
    r"\b(?:sw(?:ore|orn|ear|ears) off|forsw[eo]\w+)\b|"
    r"\bforward-looking\b|\bresults (?:to|may|could) differ\b|\brisks? (?:factors|and uncertainties)\b|"
    r"\b(?:restrictions|controls|measures|tariffs)\s[^;‹›]{0,40}\bhave (?:grown|risen|increased|multiplied)\b"
)


def is_sworn_off(folded: str) -> bool:
    """What parties forswear, what has grown as a statistic, what a firm warns its holders of."""
    return bool(_NEVER.search(folded))


_OF_TRADE = re.compile(
    r"\bexport|\bship|\babroad\b|\boverseas\b|\bdestination|\bcustoms\b|\bforeign\b|\bsell\b|\bimport", re.IGNORECASE
)
_OF_EXPORTS = re.compile(
    r"\bexport[- ](?:controls?|curbs|restrictions|bans?|rules)\b|\b(?:curbs|ban) on (?:the )?(?:sales?|exports?)\b"
)


def _is_of_trade(at: Part) -> bool:
    """Whether licences are for trade: the sentence says so, or the ones just before it tell of export controls."""
    if _OF_TRADE.search(at.folded):
        return True
    before = range(max(0, at.i - 4), at.i)
    return bool(signs(at.folded, "M")) and any(_OF_EXPORTS.search(at.context.sentence(k).text) for k in before)


_SHOULD_IT = re.compile(  # "If imports surge, Peru may again impose": what might be, on a condition
    r"(?:If|Should|In case|In the event)\s[^;]{4,160},\s[^;,]{0,60}\b(?:may|might|could)\b"
)


def is_no_measure(at: Part) -> bool:
    """Talk of analysts, a denial, a condition."""
    before = at.folded[max(at.left, at.start - 40) : at.start]
    if at.head.measure == "licensing" and not _is_of_trade(at):
        return True
    if _NEVER.search(at.folded):
        return True
    if re.search(r"(?:^|[;,]\s)(?:[Ii]f|[Uu]nless|[Ww]ere)\s(?:the\s)?‹C\d+›[^;,]{0,60}$", at.folded[: at.start]) or (
        re.search(r"\b(?:neither|nor|not)\s(?:to\s)?(?:\w+\s){0,2}$", at.folded[max(0, at.start - 22) : at.start])
        and at.head.is_export
    ):
        return True
    if _SHOULD_IT.match(at.folded, 0, at.start):
        return True
    if re.search(
        r"\b(?:expects?|hopes?)\s(?:that\s)?(?:the\s)?‹C\d+›", at.folded[max(at.left, at.start - 110) : at.start]
    ):
        return True
    if at.rate is None and re.search(
        r"\b(?:retaliat\w+|respon\w+|react\w*|repl(?:y|ies))\s(?:against|to|for)\s(?:[\w]+\s){0,2}(?:‹C\d+›'s\s)?(?:\w+\s){0,2}$",
        at.folded[max(0, at.start - 40) : at.start],
    ):
        return True
    if (
        re.search(
            (
                r"\b(?:evasion of|evading|circumvention of|challenge to|impact of|effects? "
                r"of|cost of|costs of|because of|benefits? (?:of|from))\s(?:the\s)?$"
            ),
            before,
        )
        and not at.rate
    ):
        return True
    if at.head.measure != "tariff_rate_quota" and _FREE.search(at.stretch):
        return True
    return bool(_NOT_ONE.search(at.stretch) or (_ROUND.search(before) and not at.rate))


def rate_rule(text: str) -> str | None:
    """How a rate stacks on what is there already."""
    if re.search(
        r"\b(?:higher of|all-in|inclusive of|including MFN|ceiling|capped at|maximum of|no more than)\b", text
    ):
        return "all_in_floor"
    if re.search(r"\b(?:full value|metal content|content value|value of the (?:steel|copper|aluminum|metal))\b", text):
        return "content_value"
    if re.search(r"\b(?:additional|on top of|added to|extra|in addition to|atop)\b", text):
        return "additive"
    return None


_SAID = rule(
    r"\baccording to\s(?:the\s|an?\s)?(?:{CG:who}|(?P<name>[A-Z][\w.]+(?:\s[A-Z][\w.]+){0,3}))|"
    r"{CG:who2}\s(?:said|told|says)\b"
)


def said_by(at: Part) -> str | None:
    """Who the sentence says it is from: a code, or a name as written."""
    m = _SAID.search(at.folded)
    if not m:
        return None
    if m["name"]:
        return m["name"]
    values = at.context.values(at.i, at.sentence[m["who"] or m["who2"]])
    return values[0] if values else None


def confidence(has_rate: bool, imposer: bool, target: bool, product: bool) -> float:
    """How much of the record the sentence itself states."""
    return round(0.5 + 0.12 * has_rate + 0.14 * imposer + 0.1 * target + 0.08 * product, 2)
