"""Money put into firms: stakes, loans, grants and investments told without naming a paper.

"Ottawa will invest C$50mn in Ucore", "Syrah's plant, backed by a federal loan".
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from critmin.claims import regex as re
from critmin.claims.agreement_candidates import is_site
from critmin.claims.agreement_cues import status
from critmin.claims.agreement_terms import matter, money, name_minerals, with_terms
from critmin.claims.context import Context
from critmin.claims.patterns import rule, signs

_INVESTS = rule(
    r"{CG:giver}[^;]{0,70}?\b(?:invest(?:s|ed|ing)?|will invest|put(?:s|ting)?|"
    r"inject(?:s|ed)?|pump(?:s|ed)?)\s[^;]{0,60}?\b(?:in|into)\s(?:the\s|a\s|an\s)?(?:[\w-]+\s){0,4}?{G:t"
    r"aker}"
)
_STAKE = rule(
    r"{CG:giver}[^;]{0,60}?\b(?:tak(?:e|es|en|ing)|took|acquir(?:e|es|ed|ing)|"
    r"buy(?:s|ing)?|bought|purchas(?:e|es|ed)|increas(?:e|es|ed|ing)|rais(?:e|"
    r"es|ed)|secur(?:e|es|ed)|become|became|hold|holds|get)\s[^;]{0,60}?\b(?:stake|"
    r"shareholding|voting power|interest|shares|shareholder|holding)\s(?:in|of)\s(?:the\s)?(?:{G:taker}|"
    r"(?P<company>company|firm|miner))"
)
_PAYS_FOR = rule(
    r"{CG:giver}(?:,[^;]{0,80}?,)?\s[^;‹›]{0,30}?\b(?:pay|pays|paid|paying|buy|"
    r"buys|bought|acquire|acquires|acquired|purchase|purchased|purchase of|take|"
    r"takes|took)\s(?:its\s)?(?:{U}\sfor\s|up to\s|a\s)?(?:{R}\s(?:stake\s)?(?:of|"
    r"in)|{U}\sof\s(?:[\w-]+\s){0,2}?(?:equity|shares|stock)\sin)\s(?:the\s)?{G:taker}"
)
_SHAREHOLDER = rule(
    r"{CG:giver}\s(?:has\s)?(?:became|become|becomes|is)\s(?:now\s)?{G:taker}'s?\s(?:biggest|"
    r"largest|top|main)?\s?shareholder"
)
_LOAN_FROM = rule(
    r"(?:{U}\s)?\b(?P<what>loan|grant|equity|financing|funding|investment)(?:\sof\s(?:up "
    r"to\s)?{U})?\sfrom\s(?:(?:the\s|its\s)?{CG:giver}|"
    r"(?P<same>the same (?:office|agency|department|bank|lender|government|ministry|fund)))"
)
_COMMIT_TO_PLANT = rule(
    r"{G:givers}\s(?:have\s|has\s|will\s|would\s|are to\s|is to\s)?(?:commit(?:ted)?|pledge[sd]?|provide[sd]?|"
    r"arrange[sd]?|underwr(?:ite|ote|itten))\s(?:up to\s)?{U}\s"
    r"(?:in|of)\s(?:[\w-]+\s){0,2}?(?P<what>financing|loans?|debt|credit)\s"
    r"(?:for|to)\s(?:the|its)\s[A-Z\d]"
)
_SAYS_OF = re.compile(
    r"^‹\w+›[^;‹›]{0,40}\bthat\s(?:the\s|its\s)?‹[CG]\d+›\s(?:will|would|has|had|is|was)\b"
)  # who tells
_AWARDS = rule(
    r"{CG:giver}[^;]{0,50}?\b(?:award(?:s|ed|ing)?|grant(?:s|ed|ing)?|loan(?:s|"
    r"ed|ing)?|lend(?:s|ing)?|lent|giv(?:e|es|en|ing)|gave|provid(?:e|es|ed|ing)|"
    r"offer(?:s|ed|ing)?|approv(?:e|es|ed)|extend(?:s|ed)?|commit(?:s|ted)?|pledg(?:e|es|ed)|"
    r"promis(?:e|es|ed)|allocat(?:e|es|ed)|earmark(?:s|ed)?|disburs(?:e|es|ed)|announc(?:e|"
    r"es|ed))\s[^;]{0,80}?{U}[^;]{0,60}?\b(?:to|for)\s(?:the\s)?(?:[\w-]+\s){0,3}?{G:taker}"
)
_RECEIVES = rule(
    r"{G:taker}(?:'s?)?\s?(?:[^;]{0,60}?)\b(?:receiv(?:e|es|ed|ing)|secur(?:e|"
    r"es|ed|ing)|won|obtain(?:s|ed)?|awarded|granted|rais(?:e|es|ed)|got|get|gets)\s[^;]{0,50}?{U}[^;]{0,"
    r"40}?\b(?:(?:from|by|led by)\s(?:the\s|private investors led by\s)?{CG:giver}|"
    r"(?:in|of)\s(?P<kind>federal|government|state)\s(?:funding|support|financing|"
    r"money|grants?|loans?))"
)
_BACKED = rule(
    r"{G:taker}(?:'s?)?\s?(?P<gap>[^;]{0,150}?)\b(?:backed|supported|funded|financed|"
    r"underpinned)\sby\s(?:an?\s|the\s)?(?:{U:sum}\s)?(?:{C:giver}\s?)?(?P<kind>government|"
    r"federal)?\s?(?:[\w-]+\s){0,2}?(?:loan|loans|funding|support|financing|grant|"
    r"grants|money|investment)"
)
_NAMED = re.compile(
    r"['’]s?\s(?:[a-z][\w-]*\s|‹[MP]\d+›\s|[a-z][\w-]*,\s){1,6}?(‹G\d+›),?\s"
)  # "Peru's state miner, Vasko, agreed"
_WISH = re.compile(r"\b(?:should|could|might|must|ought|(?:tried|sought|failed|wanted|attempted) to)\b")


def read(context: Context, i: int, make: Callable) -> Iterator:
    """The fundings that sentence `i` tells, as drafts of agreements."""
    folded = context.folded(i)
    text = folded.folded
    seen: set[frozenset] = set()
    if not folded.of("G") and not folded.of("U") and not re.search(r"\b(?:company|firm)\b", text):
        return
    for pattern, name in re.asked(
        text,
        (
            (_STAKE, "stake"),
            (_INVESTS, "invests"),
            (_AWARDS, "awards"),
            (_PAYS_FOR, "stake"),
            (_SHAREHOLDER, "stake"),
            (_RECEIVES, "receives"),
            (_BACKED, "backed_by"),
            (_COMMIT_TO_PLANT, "awards"),
            (_LOAN_FROM, "from"),
        ),
    ):
        told = 0
        for m in _each(pattern, text):
            if m.start() < told or _WISH.search(m.group()) or (name == "awards" and _SAYS_OF.search(m.group())):
                continue
            got = m.groupdict()
            giver = _giver(context, i, m, got)
            if name == "from":
                if not folded.of("U"):
                    continue
                before = _free_firms(context, i, m.start())
                taker = before[:1] or _company(context, i)
            else:
                taker = context.values(i, folded[got["taker"]]) if got.get("taker") else _company(context, i)
            if pattern is _COMMIT_TO_PLANT:
                giver = context.values(i, folded[got["givers"]])
            if not giver or not taker or giver == taker or is_site(context.document.text, taker[0][4:]):
                continue
            parties = tuple(dict.fromkeys((*giver, *taker[:1])))
            if len(parties) < 2 or frozenset(parties) in seen or not _are_public_or_firm(parties):
                continue
            minerals = matter(context, i, None, parties) or tuple(
                v for p in parties if p.startswith("org:") for v in name_minerals(p)
            )
            if not minerals:
                minerals = context.minerals_near(i, m.start(), 2)
            if not minerals and context.is_topic_clear:
                minerals = context.topic
            seen.add(frozenset(parties))
            told = m.end()
            sums = money(context, i, parties, name)
            if name == "from" and len(_LOAN_FROM.findall(text)) > 1:
                own = {folded[s.group()].item.value for s in signs(text, "U", m.start(), m.end())}
                sums = tuple(a for a in sums if a.value in own)
            # who gives, pays, whatever verb stands nearest to the sum
            sums = tuple(
                replace(a, by=giver[0] if len(giver) == 1 else None) if a.by is None or a.by in taker else a
                for a in sums
            )
            kind = _kind(name, text[m.start() : m.end() + 40], parties)
            yield with_terms(
                context,
                i,
                make,
                rule=name,
                confidence=0.75,
                kind=kind,
                status=_status(name, text[max(0, m.start() - 40) : m.end()]),
                parties=tuple(reversed(parties)) if name in ("receives", "backed_by") else parties,
                minerals=minerals,
                amounts=sums,
            )


def _each(pattern: re.Pattern, text: str) -> Iterator[re.Match]:
    """The matches of a rule; one that begins at another sign inside a match counts too ("A (B) - the bank lends C")."""
    place = 0
    while m := pattern.search(text, place):
        yield m
        following = text.find("‹", m.start() + 1)
        if following < 0:
            return
        place = following


def _free_firms(context: Context, i: int, end: int) -> tuple[str, ...]:
    """The firms before a place that are not themselves whom a loan is from, nor the short form of one in brackets."""
    folded = context.folded(i)
    found: list[str] = []
    for s in signs(folded.folded, "G", 0, end):
        if not re.search(r"\b(?:from|by)\s(?:the\s)?$|\($", folded.folded[: s.start()]):
            found += context.values(i, folded[s.group()])
    return tuple(found)


def _lender_before(context: Context, i: int) -> tuple[str, ...]:
    """Whom "the same office" means: the government or bank that the sentences before name last as the giver."""
    for j in range(i - 1, max(-1, i - 4), -1):
        m = _LOAN_FROM.search(context.folded(j).folded)
        if m and m["giver"]:
            return context.values(j, context.folded(j)[m["giver"]])[:1]
    who = context.subject_before(i, "C")
    return who.values[:1] if who else ()


def _giver(context: Context, i: int, m: re.Match, got: dict) -> tuple[str, ...]:
    if got.get("same"):
        return _lender_before(context, i)
    if got.get("giver"):
        folded = context.folded(i)
        place = m.start("giver") + len(got["giver"])
        named = _NAMED.match(folded.folded, place) if got["giver"][1] == "C" else None
        values = context.values(i, folded[named[1] if named else got["giver"]])
        return values[: 4 if re.search(r"\beach\b", m.group()) else 1]
    if got.get("kind"):
        return _home_government(context, i, m)
    return ()


def _home_government(context: Context, i: int, m: re.Match) -> tuple[str, ...]:
    """Whose "federal funding" it is: the country named last before it, in this sentence or the paragraph."""
    folded = context.folded(i)
    for mention in reversed(folded.of("C")):
        if folded.places[folded.mentions.index(mention)] < m.end() and len(mention.values) == 1:
            return mention.values
    who = context.subject_before(i, "C", 4)
    return who.values[:1] if who else ()


def _company(context: Context, i: int) -> tuple[str, ...]:
    """Whom "the company" means: the firm of the sentence before, or of the title."""
    who = context.subject_before(i, "G", 3)
    return who.values[:1] if who else ()


def _are_public_or_firm(parties: tuple[str, ...]) -> bool:
    return any(p.startswith("org:") for p in parties)


def _kind(name: str, text: str, parties: tuple[str, ...]) -> str:
    if name == "stake":
        return "equity_stake"
    if re.search(r"\bloans?\b|\blend|\blent\b", text) and not re.search(r"\bgrants?\b|\bequity\b|\bstake\b", text):
        return "loan"
    if re.search(r"\bgrants?\b(?!ed)", text) and not re.search(r"\bloan|\bequity|\bstake", text):
        return "grant"
    if re.search(r"\bstake\b|\bequity\b", text) and any(not p.startswith("org:") for p in parties):
        return "equity_stake"
    return "investment"


def _status(name: str, text: str) -> str:
    if name == "from" and re.search(r"\b(?:has|have) received\b|\bunder (?:the|an?|its)\s", text):
        return "in_force"
    if name == "from":
        return (
            "announced" if re.search(r"\b(?:will|would|is to|are to|letter of interest|plans?)\b", text) else "agreed"
        )
    if name == "backed_by":
        return "in_force"
    if name == "receives":
        if re.search(r"\b(?:is to|are to|will|would|expects? to)\s(?:\w+\s)?(?:receive|get|secure)", text):
            return "announced"
        return "in_force" if "received" in text else "agreed"
    if re.search(
        (
            r"\b(?:will|would|plans? to|to|could|offers?|pledg\w+|propos\w+)\s(?:\w+\s)?(?:invest|"
            r"take|buy|acquire|lend|loan|provide|award|grant)"
        ),
        text,
    ):
        return "announced"
    if name == "stake" and re.search(r"\b(?:increased|holds?|took|taken|acquired|bought|became)\b", text):
        return "in_force"
    found = status(text, "investment")
    return (
        found
        if found not in (None, "announced")
        else "agreed"
        if re.search(r"\w+ed\b|\bgave\b|\blent\b", text)
        else "announced"
    )
