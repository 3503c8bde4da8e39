"""Who gets a mineral from whom, by the roles of the countries around a word of trade.

"Peruvian tin travels by rail to smelters in Norway", "French demand for cobalt is covered by Madagascar": each country
of a clause is a seller or a buyer by what stands right beside it (its preposition, the goods or the works it owns, the
verb it is the subject of). Asked last; a claim is made where both ends and a mineral are there, something moves, and
nothing speaks against it.
"""

from collections.abc import Iterator
from dataclasses import replace

from critmin.claims import evidence_words as words
from critmin.claims import regex as re
from critmin.claims.claim import DependencyClaim
from critmin.claims.context import minerals_of
from critmin.claims.frame_parts import figures
from critmin.claims.goods import meant
from critmin.claims.mentions import Mention
from critmin.claims.paths import USERS
from critmin.claims.patterns import clause, signs
from critmin.claims.statement import Statement, stage_of

MOST_PARTIES = 8
SURE = 0.62
_MOVES = re.compile(
    r"\b(?:go(?:es|ing)?|went|gone|com(?:es?|ing)|came|travel\w*|roll(?:s|ed)?|arriv\w+|land(?:s|ed)|flow(?:s|ed|ing)?|"
    r"head(?:s|ed|ing)?|reach(?:es|ed)|sail(?:s|ed)|leav(?:es?|ing)|left|ends? up|ended up|bound|destined|destination|"
    r"ship(?:s|ped|ping)?|shipments?|send(?:s|ing)?|sent|export(?:s|ed|ing)?|sell(?:s|ing)?|sold|"
    r"suppl(?:y|ies|ied|ying)|"
    r"deliver\w*|feed(?:s|ing)?|fed|provid\w+|furnish\w*|unload\w*|truck(?:s|ed)?|railed|"
    r"import(?:s|ed|ing)?|bu(?:y|ys|ying)|bought|purchas\w+|sourc(?:es|ed|ing)|obtain\w*|procur\w+|draw(?:s|n)?|drew|"
    r"get(?:s|ting)?|got|fetch(?:es|ed)?|receiv\w+|take(?:s|n)?|took|cover(?:s|ed)|met|meet(?:s)?|satisf\w+|"
    r"absorb\w*|customers?|buyers?|origin\w*|stems?|hails?|rel(?:y|ies|ied)|beholden|run(?:s)? on|made from|"
    r"pressed from|brought?|brings?|process(?:es|ed)|refin(?:es|ed)|smelt(?:s|ed))\b"
)
_USERS = rf"(?:{USERS}|demand|needs?|requirements?|consumption|imports?|purchases)"
_GOODS = (
    r"(?:ores?|concentrates?|metal|magnets?|material|feedstock|shipments|exports?|output|production|mines?|miners?|"
    r"suppl(?:y|ies|iers?)|brines?|oxides?|deliver(?:y|ies)|sales|volumes?|tonnage|cargo\w*)"
)
_BESIDE = re.compile(
    rf"(?:'s?)?\s(?:(?!(?:is|was|are|were|the|to|from|for|in|of|and|has|had|will|that)\s)[\w'-]+\s|"
    rf"‹D\d+›\s){{0,2}}?(?:(?P<user>{_USERS})\b|(?P<goods>{_GOODS})\b|(?P<mineral>‹[MP]\d+›(?:\s(?P<works>{_USERS})\b)?))"
)
_ORIGIN = re.compile(r"-(?:origin|made|mined|produced|refined|sourced)\b")
_IN_WORKS = re.compile(rf"\b{_USERS}\s(?:in|of|across)\s(?:the\s)?$")
_FROM = re.compile(r"\b(?:from|out of|beholden to)\s(?:[\w-]+\s){0,2}$")
_TO = re.compile(
    r"(?<!ccording )\b(?:to|into|towards?|bound for|destined for|destination,?|for|customers? (?:including|in|such as)|"
    r"buyers? (?:mostly )?in|reach(?:es|ed)?)\s(?:the\s|mainly\s|mostly\s)?$"
)
_BY = re.compile(r"\b(?P<gives>covered|met|supplied|provided|satisfied|fed|delivered|sold|furnished)\s(?:\w+\s){0,2}"
                 r"by\s(?:the\s)?$|"
                 r"\b(?P<takes>bought|purchased|taken|absorbed|imported|used|consumed|processed|refined|smelted)\s"
                 r"(?:\w+\s){0,2}(?:by|in)\s(?:the\s)?$")  # fmt: skip
_TAKES = re.compile(
    r"(?:,[^,;‹]{0,40},)?\s(?:\w+ly\s|now\s|also\s|still\s|alone\s|has\s|have\s|had\s|already\s|in turn\s){0,2}"
    r"(?:buys?|bought|purchas\w+|imports?|imported|takes?|took|gets?|got|obtains?|obtained|receives?|received|"
    r"sources?|sourced|procures?|procured|draws?|drew|fetch(?:es|ed)|absorbs?|absorbed)\b"
)
_GIVES = re.compile(
    r"(?:,[^,;‹]{0,40},)?\s(?:\w+ly\s|now\s|also\s|still\s|alone\s|has\s|have\s|had\s|already\s|in turn\s){0,2}"
    r"(?:supplies|supplied|supply|delivers?|delivered|feeds?|fed|provides?|provided|sells?|sold|ships?|shipped|"
    r"exports?|exported|sends?|sent|furnish\w*|covers?|covered|meets?|met|satisf\w+)\b"
)
_LEAVES = re.compile(r"\b(?:leav(?:es?|ing)|left|departs?)\s(?:the\s)?$")
_M_THAT = re.compile(r"‹M\d+›\s(?:\w+\s)?(?:that\s|which\s)?(?:the\s)?$")
_USES = re.compile(
    r"\s(?:\w+\s){0,2}?(?:turns?|us(?:es?|ed)|needs?|needed|consum\w+|buys?|bought|imports?|imported|process\w+|"
    r"refin\w+|burns?|melts?|smelts?|procured?)\b"
)
_AND = re.compile(r",?\s?(?:and\s|or\s)?(?:to\s|from\s)?(?:the\s)?")
_OWN = re.compile(r"(?:'s?)?\s(?:[\w-]+\s)?‹M\d+›")
_HOME_OF = re.compile(r"(‹C\d+›)(?:'s?)?\s(?:[\w-]+\s)?$")
_HERE = re.compile(r"\b(?:in|at|near|with|on|against|than|over|via|through|between|outside|like)\s(?:the\s)?$")
_AGAINST = frozenset(
    ["denied", "ended", "supposed", "in the ground", "a measure", "a price", "a firm's affairs", "long ago"]
)
_NOT_THAT = re.compile(
    r"\b(?:will|none|nothing|rather than|instead of|diversif\w+|alternatives?|wean\w*|would-be|visit\w*|minister|"
    r"tourists?|investors?|expert\w*|technolog\w+|equipment|money|billion|fund\w*|loan|talks?|first|agreed|signed|"
    r"scrap|recycl\w+|(?:look|turn)\w* to)\b|\$",
    re.IGNORECASE,
)


def flowing(at: Statement, known: list[DependencyClaim]) -> Iterator[DependencyClaim]:
    """The flows of a sentence that the claims `known` of it do not tell."""
    if (
        at.folded.count("‹C") + at.folded.count("‹G") < 2
        or not _MOVES.search(at.folded)
        or "|" in at.text
        or len(at.folded) > 500
    ):
        return
    if any(c.relation in ("relies_on", "alternative_supplier") and c.supplier for c in known):
        return
    found = [m for m in signs(at.folded, "M") if minerals_of(at.mention(m.group()))]
    place = (found or signs(at.folded, "CG"))[0].start()
    start, end = clause(at.folded, place)
    scope = re.sub(r"‹\w+›", " ", at.folded[start:end])
    if not _MOVES.search(scope) or _NOT_THAT.search(scope) or "‹U" in at.folded[start:end]:
        return
    if any(pattern.search(scope) for name, pattern in words.AGAINST if name in _AGAINST):
        return
    sellers, buyers = _roles(at, start, end)
    if not sellers or not buyers or len(sellers) * len(buyers) > MOST_PARTIES:
        return
    share = _figure(at, start, end)
    of = "supplier_exports" if any(sellers.values()) else "importer_imports"
    for buyer in buyers:
        for seller, own in sellers.items():
            goods = own or (found[0] if found else None)
            minerals = minerals_of(at.mention(goods.group())) if goods else _unnamed(at, start, end)
            if buyer not in sellers and minerals:
                stage = stage_of(at, goods, minerals) if goods else None
                of_one = share if len(sellers) == len(buyers) == 1 else None
                claim = at.claim("relies_on", "evidence_of_flow", buyer, seller, minerals, stage, of_one, of)
                yield replace(claim, confidence=SURE)


def _figure(at: Statement, start: int, end: int) -> Mention | None:
    """The one share that a clause tells: "80% of Laotian shipments were unloaded in Peruvian ports"."""
    told = figures(at, start, end)
    return told[0][0] if len(told) == 1 and told[0][0].item.unit == "ad_valorem_pct" else None


def _unnamed(at: Statement, start: int, end: int) -> tuple[str, ...]:
    """What "it" and "the ore" mean in a clause that names no mineral."""
    return meant(at, start, 1) if words.GOODS.search(at.folded, start, end) else ()


def _roles(at: Statement, start: int, end: int) -> tuple[dict[str, re.Match | None], dict[str, re.Match | None]]:
    """The sellers and the buyers of a clause, in order, each with the mineral it owns: "Congolese cobalt"."""
    sellers: dict[str, re.Match | None] = {}
    buyers: dict[str, re.Match | None] = {}
    last, stop = None, start
    for m in signs(at.folded, "CG", start, end):
        before = at.folded[max(start, m.start() - 44) : m.start()]
        role = _role(at, m, before, sellers, buyers)
        if role is None and last is not None and _AND.fullmatch(at.folded, stop, m.start()):
            role = last
        if role is not None:
            home = _HOME_OF.search(before) if m.group()[1] == "G" else None  # "Chile's Codelco": Chile
            who = home[1] if home else m.group()
            owns = _OWN.match(at.folded, m.end())
            what = signs(at.folded, "M", m.end(), owns.end())[0] if owns else None
            for value in at.values(who, m.start()):
                if value != "WLD":
                    role.setdefault(value, what)
        last, stop = role, m.end()
    return sellers, buyers


def _role(at: Statement, m: re.Match, before: str, sellers: dict, buyers: dict) -> dict | None:
    """Whether a country sells or buys, by what stands right beside it; None where that tells neither."""
    mention = at.mention(m.group())
    if _ORIGIN.match(at.folded, m.end()):
        return sellers
    owns = _BESIDE.match(at.folded, m.end())
    is_owner = at.folded.startswith("'", m.end()) or mention.detail == "demonym"
    by = _BY.search(before)
    if by:
        return sellers if by["gives"] else buyers
    if owns and is_owner and (owns["user"] or owns["works"]):
        return buyers
    if owns and is_owner and (owns["goods"] or owns["mineral"]):
        return None if mention.sign == "G" or _TO.search(before) else sellers
    if _FROM.search(before) or _LEAVES.search(before):
        return sellers
    if _M_THAT.search(before) and _USES.match(at.folded, m.end()):
        return buyers
    if _TO.search(before) or (_IN_WORKS.search(before) and not is_owner):
        return buyers
    if _HERE.search(before):
        return None
    if _TAKES.match(at.folded, m.end()):
        return buyers
    if _GIVES.match(at.folded, m.end()):
        return sellers
    return None
