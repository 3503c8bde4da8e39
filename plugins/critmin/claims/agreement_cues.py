"""The words that name an agreement, what kind it is and how far it has come."""

from dataclasses import dataclass
from functools import cache, lru_cache

from critmin.claims import regex as re
from critmin.claims.lexicon import alternatives, cues


@dataclass(frozen=True)
class Paper:
    """A phrase that names an agreement, at a place in a folded sentence."""

    kind: str
    start: int
    end: int
    is_plural: bool
    words: str


_ORDER = (
    "mou", "joint_venture", "offtake", "supply_contract", "trade_agreement", "treaty", "declaration",
    "equity_stake", "loan", "grant", "partnership", "framework", "plurilateral_initiative", "investment",
)  # fmt: skip
PLAIN = frozenset({"equity_stake", "loan", "grant", "investment", "plurilateral_initiative"})  # need money or a giver

# a sentence that holds none of these tells no agreement: asked before any rule
STEMS = (
    " deal", "pact", "agree", "accord", "memorand", " mou", "letter of int", "letters of int", " loi", "treaty",
    "partner", "ventur", "offtake", "off-take", "contract", "stake", " loan", " grant", "invest", "alliance",
    "cooperat", "co-operat", "collaborat", "framework", "declaration", "statement", "consensus", "arrangement",
    "dialogue", "roadmap", "initiative", " sign", " secur", "pledg", " put ", " sell ", " sealed", "terminat",
    "locked in", "initialled", "put pen", "put their name", " fund", "financ", "award", "support", "backed",
    "shareh", "voting power", "raised", "suppl", " buy", "purchas", "joined forces", "join forces", "team up",
    "teamed up", " lend", " lent ", " pay", "acquir", "deliver", "commit", "consortium", " ink", "communiqu",
    "convention", "forum", " club", "jointly", " bought", " selected", " picked", " chose", "customer", " client",
    " talks", "discussi", "negotiat", "takeover", "acquisition", " quit ", "walk", "founders", "members",
    "participants", " launch", "action plan", "fact sheet", "roadmap", "charter", "compact", "dialogue", "earlier one",
    "another one", "parallel", "similar", "comparable", " to receive", "will receive", "received", " get ", " gets ",
    "second one", "parties to", "coalition", " together",
)  # fmt: skip


@cache
def _heads() -> re.Pattern:
    named = cues("agreement_head")
    return re.compile(rf"\b(?P<words>{alternatives(named)})\b", re.IGNORECASE)


@cache
def _kind_of() -> dict[str, str]:
    return {words.lower(): kind for words, kind in cues("agreement_head").items()}


_NOT_PAPER = re.compile(
    (
        r"^[\s-](?:capital|negotiator|breaker|maker|making|value|flow|book|with caution|of "
        r"the day|on climate|stage|bank|holder|holders|price|market|climate|between "
        r"the lines|tax credit|research)"
    ),
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"\b(?:no|stakeholder|outside the|any|without an?|in\sco(?:operation|llaboration)|Paris|(?-i:Green|New)|plea"
    r"|securities|"
    r"share|stock|subscription|non-disclosure|confidentiality|employment|underwriting|registration rights|ceasefire|"
    r"peace|climate|visa|migration|voluntary)\s(?:purchase\s)?$",
    re.IGNORECASE,
)


_PART_OF = re.compile(
    r"\b(?:stakes?|interests?|shares?|holdings?|‹R\d+›)\s(?:in|of)\s(?:an?|the|its|their|that)\s(?:[\w'-]+\s"
    r"|‹[MPC]\d+›\s){0,4}\Z"
)
_OF_UNNAMED = re.compile(r"\s(?:of|between)\s(?!(?:the\s)?‹[CG])")
_IS_A = re.compile(r"‹G\d+›(?:\s\([^()]{1,30}\))?,\san?\s(?:[\w:-]+\s){0,2}\Z")
_OWNERS = re.compile(r"\s(?:with|between|of|owned)\b|,|\s\(")


@lru_cache(maxsize=2_048)  # several rules ask of one sentence
def papers(folded: str) -> list[Paper]:
    """The phrases that name an agreement, in order."""
    found = []
    for m in _heads().finditer(folded):
        words = m["words"].lower().replace("-", " ")
        kind = (
            _kind_of().get(m["words"].lower())
            or _kind_of().get(words)
            or next((k for w, k in _kind_of().items() if w.replace("-", " ") == words), None)
        )
        if (
            kind is None
            or _NOT_PAPER.match(folded[m.end() : m.end() + 20])
            or _NOT_BEFORE.search(folded[max(0, m.start() - 20) : m.start()])
        ):
            continue
        if (
            words in ("deal", "arrangement")
            and re.match(
                r"\s(?:of|with (?:the )?(?:problem|issue|threat|fallout|impact|consequences))\b", folded[m.end() :]
            )
            and not re.match(r"\sof\sthe\scentury", folded[m.end() :])
        ):
            continue
        if kind == "joint_venture" and _PART_OF.search(folded, 0, m.start()) and not _OWNERS.match(folded, m.end()):
            continue  # "sells its stake in the venture"
        if kind == "joint_venture" and _OF_UNNAMED.match(folded, m.end()) and _IS_A.search(folded, 0, m.start()):
            continue  # "Wollert, a joint venture of three public firms, signed"
        if words == "framework" and re.match(r"\s(?:for (?:calculating|assessing)|conditions)", folded[m.end() :]):
            continue
        if words in ("co operation", "cooperation", "collaboration") and re.match(
            r"[\s-](?:agreement|deal|pact)", folded[m.end() :]
        ):
            continue
        if words in ("co operation", "cooperation", "collaboration", "partnership") and re.search(
            r"\bin\s(?:close\s)?$", folded[max(0, m.start() - 10) : m.start()]
        ):
            continue
        is_plural = (words.endswith("s") and words not in ("consensus", "mous")) or words in (
            "mous",
            "memoranda of understanding",
            "letters of intent",
            "memorandums of understanding",
            "memorandums",
            "memorandums of cooperation",
            "memoranda of cooperation",
            "memoranda",
        )
        found.append(Paper(kind, m.start(), m.end(), is_plural, words))
    return found


def best(found: list[Paper]) -> Paper:
    """The phrase that tells the kind best: a memorandum before a partnership, a partnership before a deal."""
    return min(
        found, key=lambda p: (_ORDER.index("plurilateral_initiative" if _WEAK.search(p.words) else p.kind), p.start)
    )


_WEAK = re.compile(
    r"^(?:co operation|cooperation|collaboration|working group|task force|taskforce|dialogue"
    r"|alliance)$"
)


SIGN_VERB = re.compile(
    r"\b(?:sign(?:s|ed|ing)?|ink(?:s|ed|ing)?|str(?:ike|ikes|uck|iking)|reach(?:es|"
    r"ed|ing)?|agree(?:s|d|ing)?|seal(?:s|ed|ing)?|conclud(?:e|es|ed|ing)|enter(?:s|"
    r"ed|ing)? into|"
    r"finali[sz](?:e|es|ed|ing)|announc(?:e|es|ed|ing)|launch(?:es|ed|ing)?|form(?:s|"
    r"ed|ing)|establish(?:es|ed|ing)?|set up|clinch(?:es|ed)?|secur(?:e|es|ed|"
    r"ing)|complet(?:e|es|ed)|"
    r"negotiat(?:e|es|ed|ing)|begin|began|pursu(?:e|es|ed|ing)|exchang(?:e|es|"
    r"ed)|has|have|had|hold|held|made|make|won|lands?|landed|creat(?:e|es|ed|ing)|"
    r"execut(?:e|es|ed)|commit(?:s|ted)?|"
    r"intend|discuss(?:es|ed|ing)?|welcom(?:e|es|ed)|endors(?:e|es|ed)|unveil(?:s|"
    r"ed)?|ratif(?:y|ied|ies)|adopt(?:s|ed)?|join(?:s|ed|ing)?|extend(?:s|ed)?|"
    r"renew(?:s|ed)?|terminat(?:e|es|ed)|work(?:ing|s)? on|deepen(?:s|ed)?|forg(?:e|"
    r"es|ed|ing))\b",
    re.IGNORECASE,
)
STATUS: tuple[tuple[str, re.Pattern], ...] = (
    (
        "terminated",
        re.compile(
            (
                r"\b(?:terminat\w+|lapsed?|expired|ran out|has run out|called off|did not renew|bought out|"
                r"scrapped|not advanced|come to nothing|came to nothing|"
                r"(?:g[eo]t|gets|getting|backed|pulled) out of (?:an?|its|the)|withdr[ea]w from|tore up|torn up|"
                r"cancel\w+|"
                r"walk(?:s|ed)? away|pull(?:s|ed)? out of|collapsed|fell through|"
                r"(?:ended|ends|ending|quit|exited|dissolved|dropped|ditched|unwound) (?:an? |its |the |their )"
                r"(?:[\w-]+ |‹[A-Z]\d+› ){0,3}(?:deal|agreement|partnership|contract|pact|"
                r"venture|alliance|tie-up))\b"
            ),
            re.IGNORECASE,
        ),
    ),
    (
        "suspended",
        re.compile(
            (
                r"\b(?:suspended|put on hold|paused|froze)\s(?:the\s|its\s|their\s)?(?:[\w-]+\s|‹[A-Z]\d+›\s){0,2}?"
                r"(?:deal|agreement|pact|partnership|talks|memorandum|contract)"
            ),
            re.IGNORECASE,
        ),
    ),
    (
        "under_negotiation",
        re.compile(
            (
                r"\b(?:negotiat(?:e|es|ing|ions)|talks between|in talks|talks (?:on|over|about|to)|"
                r"hold talks|debat(?:e|es|ing) whether|(?:keen|eager|anxious|ready|poised|prepar\w+) to\s(?:sign|"
                r"strike|reach|conclude|seal)|at loggerheads|"
                r"discuss(?:ing|ions|es)?\b|working (?:on|toward)|close to "
                r"(?:a|an|signing|reaching)|nearing|(?:is|are|was|were) finali[sz]ing|advanced talks|"
                r"hammer\w* out|exploring|"
                r"being (?:negotiated|drafted|discussed|prepared|finali[sz]ed|worked "
                r"on)|under (?:discussion|negotiation)|"
                r"in (?:preparation|the works)|is keen to|seek(?:s|ing)? (?:a|an|to (?:sign|forge|strike)))"
            ),
            re.IGNORECASE,
        ),
    ),
    (
        "signed",
        re.compile(
            (
                r"\b(?:sign(?:s|ed|ing)?\b(?! off)|ink(?:s|ed|ing)?\b|enter(?:s|ed|ing)? "
                r"into\b|put (?:their|its|his|her) names? to\b|put pen to paper|"
                r"initial(?:s|led)\b|execut(?:e|es|ed)\b|signatories|signatory|binding (?:memorandum|"
                r"MoU|MOU|agreement|offtake))"
            ),
            re.IGNORECASE,
        ),
    ),
    (
        "in_force",
        re.compile(
            (
                r"\b(?:in force|in effect|entered into force|came into force|took effect|"
                r"came into effect|prolonged|renewed|disbursed|"
                r"(?:deal|agreement|contract|pact|offtake|accord|treaty|loan|it|which|that) (?:from|of|dates from|"
                r"dating from|dated) (?:‹D\d+›|20\d\d|19\d\d)|"
                r"has benefited|have benefited|existing|longstanding|long-standing|has "
                r"(?:received|been awarded)|backed by|supported by|since (?:‹D\d+›|20\d\d))\b|"
                r"\binvested\b.{0,40}\bsince\b"
            ),
            re.IGNORECASE,
        ),
    ),
    (
        "agreed",
        re.compile(
            (
                r"\b(?:reach(?:es|ed|ing)?|agree(?:s|d|ing)\b(?! to (?:meet|talk|discuss))|str(?:ikes|"
                r"uck|iking)|seal(?:s|ed|ing)|conclud(?:es|ed|ing)|clinch(?:es|ed)|finali[sz](?:es|"
                r"ed)|secur(?:es|ed)|complet(?:es|ed)|invested|awarded|raised|acquired|"
                r"bought|won|has an? (?:deal|agreement|pact)|approved|endorsed|set up|formed|established)\b"
            ),
            re.IGNORECASE,
        ),
    ),
)
_AHEAD = re.compile(
    (
        r"\b(?:will|would|plans? to|planned|intends?|intent(?:ion)? to|expects? to|"
        r"expected to|aims? to|to be|(?:is|are)(?: set| due)? to|hopes? to|could|may|due "
        r"to|pledg\w+|commit(?:s|ted)? to|committing|proposes?|offers?|letter of interest)\s?(?:\w+\s){0,3}?$"
    ),
    re.IGNORECASE,
)
_REFUSED = re.compile(
    (
        r"\b(?:not|never|no|fail(?:s|ed) to|refus(?:e|es|ed) to|without|yet to|did "
        r"not|didn't|neither|nor|declined to|rejected)\s(?:\w+\s){0,2}$"
    ),
    re.IGNORECASE,
)


_SUGGESTED = re.compile(
    (
        r"\b(?:proposals?\s(?:is|was|would)|(?:should|must|ought to|needs? to|could)\s(?:also\s|"
        r"now\s)?(?:\w+\s)?(?:build|sign|forge|form|establish|pursue|negotiate|strike|"
        r"seek|create|launch|consider|explore|enter|conclude|join)|a hoax|fake news|recommend\w*|calls? "
        r"(?:for|on)|urg(?:e|es|ed|ing)|would like to|hypothetical|imagine|"
        r"(?:den(?:y|ies|ied|ying)|untrue|not true|false|no truth)\s(?:[\w-]+\s)?that)\b"
    ),
    re.IGNORECASE,
)


def status(text: str, kind: str) -> str | None:
    """How far an agreement has come, as the words around it say; None for a refusal."""
    if _SUGGESTED.search(text):
        return None
    if re.search(r"\bletters? of interest\b", text):
        return "announced"
    for name, pattern in STATUS:
        for m in pattern.finditer(text):
            before = text[max(0, m.start() - 40) : m.start()]
            if _REFUSED.search(before):
                if name in ("signed", "agreed", "under_negotiation"):
                    return None
                continue
            if name in ("signed", "agreed") and _AHEAD.search(before):
                return "announced"
            if name == "under_negotiation" and re.search(
                (
                    r"\bcompletion of\s$|after (?:\w+\s){0,3}$|months of (?:\w+\s)?$|"
                    r"concluded\s$|framework for\s$|[Ff]ollowing (?:\w+\s){0,2}$"
                ),
                before,
            ):
                continue
            return name
    return "announced"


IS_NEWS = re.compile(
    r"\b(?:announc\w*|plan\w*|propos\w*|pledg\w*|unveil\w*|will|would|(?:is|are) (?:due )?to sign|to be"
    r"|intends?|intention|aims?|seek\w*|commit\w*|"
    r"launch\w*|letters? of interest|could|may|hopes?|expect\w*|potential|toward|conclude|form|create|"
    r"establish|set up)\b"
)
ADVICE = re.compile(  # "Pursue a cooperation agreement with Peru.": what somebody should do
    r"(?:[A-Z][\w ]{2,30}:\s)?(?:Pursue|Sign|Negotiate|Establish|Create|Develop|Expand|Launch|Seek|Strengthen|Deepen|"
    r"Form|Conclude|Explore|Consider|Leverage|Encourage|Promote|Invest|Build|Fund|Support|Offer|Prioriti[sz]e|"
    r"Accelerate)\s"
    r"(?!by\b|for\b|from\b|in\b|of\b|to\b)"
)


_SUPPOSED = re.compile(
    r"\b(?:possible|potential|prospective|hypothetical|would-be|eventual|want(?:s|ed)\san?|(?:hop(?:e|es|ed|ing)"
    r"|wish(?:es|ed)?|"
    r"push(?:es|ed|ing)?|"
    r"call(?:s|ed)?|bid|look(?:s|ing)?|ask(?:s|ed)?|plea)\s(?:for|to)(?:\san?|\sthe)?(?:\sone)?|whether\s(?:through|"
    r"by|in|to|an?)(?:\s[a-z]+)?|"
    r"instead of(?:\s[a-z]+)?)\s(?:[\w-]+\s|‹[MP]\d+›\s){0,3}$",
    re.IGNORECASE,
)


_IF = re.compile(
    r"(?:^|,\s|\bthat\s)(?:[Ii]f|[Uu]nless|[Ss]hould)\s[^,;]{0,80}$"
    r"|\b(?:should|must|ought to|needs? to)\s(?:[a-z][\w-]*\s){1,5}$"
    r"|\b(?:may|might|could|can|cannot)\s(?:also\s|yet\s|soon\s|one day\s)?(?:sign|strike|reach|conclude|seal|enter|"
    r"ink|agree|form|announce)\b[^,;]{0,50}$"
)


MAY_BE = re.compile(  # "a deal with Peru could be announced"
    r"[^,;.]{0,90}?(?:,\s(?:which|that)\s)?\b(?:could|might|may|should)\s(?:also\s|soon\s|still\s|eventually\s)?(?:be"
    r"\s(?:announced|signed|reached|concluded|"
    r"finali[sz]ed|agreed|struck|sealed)|come|emerge)\b"
)


_WATCHES = re.compile(
    r"\b(?:present|attend(?:ed|s|ing)?|witness(?:ed|es|ing)?|watched|looked on|presided)\b[^;]{0,60}\Z"
)
_OUTSIDE = re.compile(
    r"\b(?:outside|covered by|compl(?:y|ies|ying|iant) with|qualif\w+ (?:under|"
    r"for)|meets? the (?:rules|terms) of|fall(?:s|ing)? under|within)"
    r"\s(?:the|that|their)\s(?:[\w-]+\s|‹C\d+›\s){0,3}\Z"
)


def is_scope(text: str, paper: Paper) -> bool:
    """Whether a paper only says which goods are meant, or who looked on when others signed it."""
    if _OUTSIDE.search(text, 0, paper.start):
        return True
    return bool(_WATCHES.search(text, 0, paper.start)) and not re.match(r"[^;,]{0,40}?\bbetween\b", text[paper.end :])


def is_supposed(before: str) -> bool:
    """Whether the words before a paper make it a condition, a possibility or a supposition: "a possible memorandum"."""
    return bool(_IF.search(before[-90:]) or _SUPPOSED.search(before))


_WORD = r"(?:[\w:%.,-]+\s|‹[MPRDS]\d+›\s)"
_UNDER = re.compile(
    rf"\b(?:[Uu]nder|thanks to|parties to|party to|governed by)\s(?:an?|its|their)\s(?:‹C\d+›(?:'s)?\s"
    rf"|{_WORD}){{0,4}}$"
)
_IS_ONE = re.compile(
    rf"(?:\b(?:is|are|was|were|remains?|operates?|runs?|through|via|by|in|of|from|owns?|has)\s(?:an?|the|its|"
    rf"their)\s{_WORD}{{0,3}}|"
    rf"(?:['’]s|\bwhose|\bits|\btheir)\s{_WORD}{{0,4}})$"
)
_PLANNED = re.compile(
    r"\b(?:will|would|plans?|planned|propos\w+|pledg\w+|intend\w*|aims?|form(?:s|ed|ing)?|set(?:s|ting)? up|"
    r"establish\w*|creat\w+|"
    r"launch\w*|announc\w+|talks?|possible|potential|to be|could|may|details|terms)\b[^;]{0,60}$"
)


def stands(text: str, paper: Paper) -> bool:
    """Whether a paper or a venture is there already: "is a joint venture with", "under a 2012 contract"."""
    before = text[: paper.start]
    if paper.kind == "mou":
        return False
    if _UNDER.search(before):
        return not re.search(r"\bwill\b|\bwould\b|\bis to\b", text)
    runs = paper.kind in ("joint_venture", "offtake", "supply_contract")
    return runs and bool(_IS_ONE.search(before)) and not _PLANNED.search(before)
