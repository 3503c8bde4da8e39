"""Buyers and sellers by the words beside them: the last room, asked where no rule has read who gets what.

In a clause with a mineral each country may show by its own surroundings that it sells ("from Chile", "Chilean
lithium", "dug in Chile", "Chile ships") or buys ("to Korea", "Korean mills", "used in Korea", "Korea's needs"). Where
one side sells and the other buys, and nothing speaks against it, the buyer relies on the seller.
"""

from collections.abc import Iterator
from dataclasses import replace

from critmin.claims import evidence_words as words
from critmin.claims import regex as re
from critmin.claims.claim import DependencyClaim
from critmin.claims.context import minerals_of
from critmin.claims.paths import USERS, states
from critmin.claims.patterns import signs
from critmin.claims.statement import Statement

_SURE = 0.6
_GAP = r"(?:'s?)?[\s-](?:[\w-]+[\s,]\s?|‹P\d+›\s){0,3}?"
_AFTER_SELLER = re.compile(
    rf"(?:'s?)?[\s-](?:(?:origin|made|mined|grown|produced|sourced|refined|based)\b|"
    rf"(?:[\w-]+\s){{0,2}}?‹M\d+›(?!{_GAP}{USERS}\b)|"
    r"(?:\w+ly\s|now\s|also\s|still\s|alone\s){0,2}(?:suppl(?:y|ies|ied)|ships?|shipped|exports?|exported|sells?|"
    r"sold|sends?|sent|"
    r"provid(?:es?|ed)|deliver(?:s|ed)?|furnish\w*|cover(?:s|ed)?|satisf\w+|fills?|meets?|met)\b)",
)
_BEFORE_SELLER = re.compile(
    r"\b(?:from|out of|thanks to|(?:mined|dug|produced|made|raised|extracted|refined|smelted|loaded|bought|purchased|"
    r"procured|sourced)\s(?:mostly\s|mainly\s|chiefly\s|largely\s|almost\s\w+\s)?(?:in|"
    r"by))\s(?:the\s)?(?:[\w-]+\s(?:and|in)\s)?$"
)
_AFTER_BUYER = re.compile(
    rf"{_GAP}(?:‹M\d+›\s(?:[\w-]+\s){{0,2}}?)?(?:{USERS}|needs?|demand|appetite|requirements?|consumption|purchases|"
    rf"intake|"
    r"imports?)\b|"
    r"(?:\s(?:\w+ly|now|also|still|alone|itself|has|have|had|long|always))*\s(?:buys?|bought|gets?|got|imports?|"
    r"imported|takes?|"
    r"took|needs?|obtain(?:s|ed)?|procure[sd]?|source[sd]?|draws?|drew|receive[sd]?|purchase[sd]?|consume[sd]?|"
    r"absorb(?:s|ed)?|"
    r"fetch(?:es|ed)?|depend(?:s|ed)?|rel(?:y|ies|ied)|leans?)\b"
)
_BEFORE_BUYER = re.compile(
    rf"(?:\b(?:to|into)\s(?:the\s)?(?:[\w-]+\s){{0,2}}?(?:{USERS}\s(?:in|of)\s(?:the\s)?)?|\b{USERS}\sin\s(?:the\s)?|"
    r"\b(?:used|consumed|needed|bought|sold|landed|melted|unloaded|imported|burnt|burned|wanted)\s(?:in|"
    r"by)\s(?:the\s)?|"
    rf"\bfor\s(?:the\s)?(?:[\w-]+\s){{0,2}}?{USERS}\s(?:in|of)\s(?:the\s)?)$"
)
_NO_BUYER = re.compile(
    r"\b(?:according|alternatives?|compared|access|sanctions|similar|thanks|due|related|relative|close|belong\w*|"
    r"next|visit|"
    r"turn\w*|tied|linked|contrast|response|answer|threats?|challenge|loans?|relations?|back|exposure|owing)\s(?:to|"
    r"in)\s"
    r"(?:the\s)?(?:[\w-]+\s){0,2}$"
)
_AGAINST = re.compile(
    r"\b(?:agree\w*|pact|treaty|deals?|invest\w*|sign\w*|visit\w*|talks?|tariffs?|dut(?:y|ies)|lev(?:y|ies)|bans?|"
    r"banned|curbs?|"
    r"restrict\w+|controls?|sanction\w*|quotas?|licen[cs]\w+|probe\w*|investigat\w+|dump\w+|alternatives?|instead|"
    r"rather than|replac\w+|"
    r"prices?|stakes?|shares?\s(?:rose|fell|jumped)|own(?:s|ed)|acqui\w+|compan(?:y|ies)|project|plan\w*|will|would|"
    r"could|may|might|"
    r"if|unless|whether|not|no|nor|neither|hardly|scarcely|den(?:y|ies|ied)|never|without|stop\w*|halt\w*|suspend\w*|"
    r"reserves?|deposits?|diversif\w+|reduc\w+|"
    r"compet\w+|"
    r"partner\w*|joint|resources|challeng\w+|counter\w*|champion\w*|technolog\w+|fears?|hopes?|wants?|seek\w*|"
    r"offer\w*|smuggl\w+|war|court|former\w*|once|used to|until|19\d\d|than)\b|n't\b",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r";|\s-\s|,\s(?:while|whereas|but|although|though|who|according|said)\b|\b(?:while|whereas|but)\b|:\s"
)


def roles(at: Statement, known: list[DependencyClaim]) -> Iterator[DependencyClaim]:
    """Who buys from whom, by the words around each country of a clause that tells no dependency yet."""
    if at.folded.count("‹C") < 2 or "‹M" not in at.folded or len(at.folded) > 400 or "|" in at.text:
        return
    if any(c.relation in ("relies_on", "alternative_supplier") for c in known):
        return
    start = 0
    for m in (*_BREAK.finditer(at.folded), None):
        end = m.start() if m else len(at.folded)
        yield from _clause(at, start, end)
        start = m.end() if m else end


def _clause(at: Statement, start: int, end: int) -> Iterator[DependencyClaim]:
    countries = signs(at.folded, "C", start, end)
    if not 2 <= len(countries) <= 5 or _AGAINST.search(re.sub(r"‹\w+›", " ", at.folded[start:end])):
        return
    named = [s for s in signs(at.folded, "M", start, end) if minerals_of(at.mention(s.group()))]
    if not named or words.WORLD.search(at.folded[start:end]):
        return
    sellers: list[tuple[str, int]] = []
    buyers: list[tuple[str, int]] = []
    for m in countries:
        before, after = at.folded[max(start, m.start() - 70) : m.start()], at.folded[m.end() : min(end, m.end() + 60)]
        is_buyer = bool(_AFTER_BUYER.match(after)) or bool(
            _BEFORE_BUYER.search(before) and not _NO_BUYER.search(before)
        )
        is_seller = bool(_AFTER_SELLER.match(after)) or bool(_BEFORE_SELLER.search(before))
        if is_buyer == is_seller:
            continue
        (sellers if is_seller else buyers).extend((v, m.start()) for v in states(at, m.group(), m.start()))
    if not sellers or not buyers or len(sellers) > 4 or len(buyers) > 4:
        return
    for who, _ in buyers:
        for seller, place in sellers:
            if who == seller:
                continue
            near = min(named, key=lambda s: abs(s.start() - place))
            claim = at.claim("relies_on", "by_their_roles", who, seller, minerals_of(at.mention(near.group())))
            yield replace(claim, confidence=_SURE)
