"""Places in an order: "followed by Canada and Namibia", "with Chile second", "the largest producers are ...".

What a rank continues (the mineral, the stage, whose supplier) is told by the claims of the same sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from critmin.claims.claim import DependencyClaim
from critmin.claims.context import minerals_of
from critmin.claims.frame_parts import minerals_in
from critmin.claims.goods import meant
from critmin.claims.merge import related
from critmin.claims.ordinals import CARDINALS, LATER, RANKED, rank_of
from critmin.claims.ranks import MAKER
from critmin.claims.statement import Statement
from critmin.claims.world_shares import DEPOSITS, WORLD, verb_stage

_NEXT = re.compile(
    r"\b(?P<how>followed (?:closely |distantly )?by|trailed by|ahead of|behind|after|trailing|second only "
    r"to)\s(?:only\s)?"
    r"(?=(?:the\s)?‹C)"
)
_FIRST_THAT = re.compile(
    r"(?:^|,\s)(?P<passed>)(?:[Aa]fter|[Bb]ehind)\s(?:only\s)?(?=(?:the\s)?‹C\d+›[^;‹›]{0,30}(?:‹C\d+›[^;‹›]{0,10})?,)"
)
_PASSED = re.compile(
    r"‹C\d+›\s(?:has\s|had\s|\w+ly\s)?(?P<passed>over(?:took|taken)|surpassed|passed|displaced|dethroned|unseated)\s"
    r"(?=(?:the\s)?‹C\d+›[^;‹›]{0,20}\s(?:as|to become)\s)"
)
_IN_PLACE = re.compile(
    r"(?P<who>‹C\d+›)\s(?:came\s|in\s|comes\s|is\s|a\s|distant\s|close\s){0,3}"
    rf"(?P<nth>{LATER})\b(?![\s-]\w+est)"
)
_AND = re.compile(
    r"\s?(?:,\s(?:and\s|then\s)?|and\s|then\s)(?:the\s|by\s)?(?=‹C)|\s?,?\s(?:and|then)\s(?:the\s|"
    r"by\s)?(?=‹C)"
)
_MOST = r"(?P<order>largest|biggest|top|leading|main|chief|major|key|principal|foremost|important)"
_ARE = re.compile(
    rf"(?P<before>(?:‹C\d+›'s?\s)?)(?:(?:two|three|four|five|ten|other|single)\s|‹\w+›\s)?{_MOST}\s(?:two\s|"
    rf"three\s|four\s|five\s|ten\s)?"
    rf"(?P<mid>(?:[\w-]+\s|‹[MP]\d+›\s){{0,3}}){MAKER}(?P<of>\s(?:of|for)\s[^;,‹]{{0,30}}(?:(?P<to>‹C\d+›)(?:'s?)?\s[^;,‹]{{0,20}})?"
    rf"(?:‹[MP]\d+›\s?){{1,2}}[^;,‹]{{0,30}})?\s?"
    r"(?:(?:(?:in|of)\s(?:the\s)?(?:world|‹D\d+›)|worldwide|globally)\s){0,2}(?:are|were|is|was|include|included|"
    r":)(?:,\sin\s(?:[\w-]+\s){0,3}order(?:\sof\s[\w\s]{3,20})?,|,\s(?:respectively|in order),)?\s?(?:the\s)?(?=‹C)",
    re.IGNORECASE,
)
_AMONG = re.compile(
    rf"(?P<who>‹C\d+›)\s(?:is|are|was|were|ranks?|ranked|remains?)\s(?:also\s|all\s|now\s)?(?:among|one of|some "
    rf"of|two of)\s(?:the\s)?"
    rf"(?:{WORLD}\s)?(?:(?:{'|'.join(CARDINALS)}|\d+)\s)?{_MOST}\s(?P<mid>(?:[\w-]+\s|"
    rf"‹[MP]\d+›\s){{0,3}}){MAKER}(?P<of>\s(?:of|"
    rf"for)\s[^;,‹]{{0,30}}‹[MP]\d+›)?",
    re.IGNORECASE,
)


_ONE = re.compile(r"(?:the\s)?(‹C\d+›)(?:\s?\([^()]{0,30}\))?")
_THAT_MAKE = re.compile(
    r"\b(?:countries|nations|states|places)\s(?:that|which|who)\s(?:also\s)?(?:produce|mine|refine|process|smelt|"
    r"export|"
    r"make|supply)\s(?P<what>[^;,‹]{0,20}‹M\d+›)[^;,‹]{0,30}\s(?:are|include|were|included|:|such as|like|"
    r"including)\s(?:the\s)?(?=‹C)"
)


def listed(at: Statement, place: int) -> list[str]:
    """The countries of a list that begins at a place: "Canada, Namibia and the Congo"."""
    found: list[str] = []
    while True:
        m = _ONE.match(at.folded, place)
        if m is None or len(found) > 12:
            return found
        found += [v for v in at.values(m.group(1), m.start(1)) if v not in found]
        place = m.end()
        link = _AND.match(at.folded, place)
        if link is None:
            return found
        place = link.end()


def placings(at: Statement, known: list[DependencyClaim]) -> Iterator[DependencyClaim]:
    """The places that a sentence gives to others than those of its claims `known`."""
    if "‹C" not in at.folded or DEPOSITS.search(at.folded):
        return
    yield from _goes_on(at)
    told = {(c.relation, c.supplier) for c in known}
    for claim in (*_among(at), *_are(at), *_tops(at), *_titled(at), *_that_make(at), *_alternatives(at)):
        if ("dominates", claim.supplier) not in told and (claim.relation == "producer" or not _knows(known, claim)):
            yield claim
    unranked = {c.supplier for c in known if c.relation == "producer" and c.rank is None}
    ranked = [c for c in known if c.rank is not None and c.supplier and c.relation in ("producer", "relies_on")]
    if not ranked:
        return
    own = ranked[0]
    told |= {("producer", c.supplier) for c in known}
    for claim in (*_in_turn(at, own), *_and_a(at, own)):
        if not any(c.supplier == claim.supplier and related(c.minerals, claim.minerals) for c in known):
            yield claim
    for claim in (*_next(at, own), *_in_place(at, own)):
        is_known = (claim.relation, claim.supplier) in told
        if claim.supplier in unranked and claim.relation == "producer" and related(own.minerals, claim.minerals):
            is_known = False  # the figure was told, the place is
        if not is_known and claim.supplier != own.dependent:
            yield claim


_NEXT_IS = re.compile(
    r"(?:(?:‹C\d+›|It|The country)\s(?:is|was)\s)?(?:[Ff]ollowed by|Next (?:comes?|is|are|was|were)|Then comes?|"
    r"Second (?:is|comes|was|came)|"
    r"In second place (?:is|comes|was))\s(?:the\s)?(?=‹C)|"
    r"(?:The\s)?(?P<who>‹C\d+›)\s(?:(?:is|was|comes?|came|ranks?|ranked|stands?)\s(?:(?:in|a|the|distant|close)\s){0,3}"
    rf"(?:(?P<nth>{LATER})(?:\splace)?|next|runner-up)|follows?)(?=[.,;]|\swith\b|$)"
)


def _goes_on(at: Statement) -> Iterator[DependencyClaim]:
    """ "Bolivia is the largest producer. Chile comes next": the place after the one told in the sentence before."""
    m = _NEXT_IS.match(at.folded)
    since = at.context.sentence(max(0, at.i - 1)).start
    told = [c for c in at.before if c.rank and c.evidence.quote_start >= since] if m else []
    if not told:
        return
    own = told[-1]
    others = listed(at, m.end()) if not m["who"] else at.values(m["who"], m.start("who"))
    rank = rank_of(m["nth"]) if m["nth"] else own.rank + 1
    for k, who in enumerate(w for w in others if w != own.supplier and not w.startswith("org:")):
        yield at.claim(own.relation, "placed_next", own.dependent, who, own.minerals, own.stage, rank=rank + k)


def _knows(known: list[DependencyClaim], claim: DependencyClaim) -> bool:
    return any(c.relation == claim.relation and c.supplier == claim.supplier for c in known)


def _next(at: Statement, own: DependencyClaim) -> Iterator[DependencyClaim]:
    for m in (*_FIRST_THAT.finditer(at.folded), *_PASSED.finditer(at.folded)):
        others = [who for who in listed(at, m.end()) if who != own.supplier]
        for k, who in enumerate(others, start=1):
            if m["passed"]:
                yield _placed(at, own, who, own.rank + 1 if len(others) == 1 else None)
            else:
                yield _placed(at, own, who, k if len(others) == own.rank - 1 else None)
    for m in _NEXT.finditer(at.folded):
        others = listed(at, m.end())
        is_behind = m["how"] in ("behind", "after", "trailing", "second only to")
        for k, who in enumerate(others, start=1):
            rank = own.rank + k
            if is_behind:
                rank = k if len(others) == own.rank - 1 else None
            yield _placed(at, own, who, rank)


_IN_TURN = re.compile(
    rf"(?:[,;]|\sand)\s(?:and\s)?(?:the\s)?(?:(?P<nth>{RANKED})(?:[\s-](?:largest|biggest|leading|ranked))?|largest|biggest|top)"
    rf"\s(?:(?:{MAKER}\s)?(?:in|of|for)\s(?:the\s)?(?P<what>‹M\d+›)|(?P<what2>‹M\d+›)\s{MAKER}\b)"
)


def _in_turn(at: Statement, own: DependencyClaim) -> Iterator[DependencyClaim]:
    """ "the largest producer of tin, the second-largest of zinc and number six in lead"."""
    for m in _IN_TURN.finditer(at.folded) if own.relation == "producer" else ():
        found, stage = minerals_in(at, m.start("what" if m["what"] else "what2"), m.end())
        if found and found != own.minerals:
            rank = rank_of(m["nth"]) if m["nth"] else 1
            yield replace(_placed(at, own, own.supplier, rank), minerals=found, stage=stage)


_AND_A = re.compile(rf"\sand\s(?:also\s)?an?\s(?:[\w-]+\s){{0,2}}{MAKER}\s(?:of|for)\s[^;,‹›]{{0,20}}(?P<what>‹M\d+›)")


def _and_a(at: Statement, own: DependencyClaim) -> Iterator[DependencyClaim]:
    """ "the top tin producer and a major source of zinc": the second without a rank."""
    for m in _AND_A.finditer(at.folded) if own.relation == "producer" else ():
        found, stage = minerals_in(at, m.start("what"), m.end())
        if found and not re.search(r"\b(?:potential|alternative|future|new)\s", m.group()):
            yield replace(_placed(at, own, own.supplier, None), minerals=found, stage=stage)


def _in_place(at: Statement, own: DependencyClaim) -> Iterator[DependencyClaim]:
    for m in _IN_PLACE.finditer(at.folded):
        for who in at.values(m["who"], m.start()):
            yield _placed(at, own, who, rank_of(m["nth"]))


def _placed(at: Statement, own: DependencyClaim, who: str, rank: int | None) -> DependencyClaim:
    relation = own.relation if own.relation == "relies_on" else "producer"
    return replace(
        own, relation=relation, rule="dependency.placed", supplier=who, rank=rank, share_pct=None, share_qualifier=None,
        share_of=None, other_evidence=(),
    )  # fmt: skip


def _of(at: Statement, m: re.Match) -> tuple[tuple[str, ...], str | None]:
    for group in ("of", "mid"):
        if m[group]:
            found, stage = minerals_in(at, m.start(group), m.end(group))
            if found:
                return found, stage
    return (), None


def _are(at: Statement) -> Iterator[DependencyClaim]:
    for m in _ARE.finditer(at.folded):
        found, stage = _of(at, m)
        found = found or meant(at, m.start())
        others = listed(at, m.end())
        if not found or not others or re.search(r"‹P", m["mid"]):
            continue
        is_order = m["order"] in ("largest", "biggest", "top") and len(others) > 1
        buyers = at.values(m["before"][: m["before"].index("›") + 1], m.start()) if m["before"] else ()
        buyers = buyers or (at.values(m["to"], m.start())[:1] if m["to"] else ())
        if re.search(r"suppliers?|sources?", m.group()) and not buyers:
            buyers = _to_whom(at, m) or (_importer(at) if "imported" in m.group() else ())
            if not buyers and not re.search(WORLD, at.folded):
                continue
        for k, who in enumerate(others, start=1):
            rank = k if is_order else None
            if buyers and who != buyers[0]:
                yield at.claim("relies_on", "they_are", buyers[0], who, found, None, None, "importer_imports", rank)
            elif not buyers:
                yield at.claim("producer", "they_are", None, who, found, stage, rank=rank)


_TOPS = re.compile(
    r"(?P<who>‹C\d+›)\s(?:are|were)\s(?:the\s)?(?:world's\s)?(?:top|leading|largest|main|biggest)\s(?:two|three|four|five|six|ten)\s"
    r"(?:countries|nations|states|places|suppliers|producers|exporters|sources)"
    r"(?P<how>\s(?:delivering|supplying|exporting|selling|producing|mining|refining|making)|\s(?:of|for))\s"
    r"[^;,‹›]{0,20}(?P<of>‹M\d+›)"
)
_TITLED = re.compile(
    r"\b(?:[Tt]op|[Mm]ajor|[Ll]eading|[Kk]ey|[Mm]ain|[Ll]argest|[Bb]iggest|[Ff]ellow|[Rr]ival|"
    r"[Nn]umber[\s-]one|[Nn]o\. 1)\s(?:global\s|world\s)?"
    rf"(?P<mid>(?:‹M\d+›\s)?){MAKER}(?P<of>)\s(?P<who>‹C\d+›)(?!'|\s(?:of|for|to)\b)"
)


def _tops(at: Statement) -> Iterator[DependencyClaim]:
    """ "Peru, Laos and Chad were the top three countries delivering tin": to the buyer just told of, or of all."""
    for m in _TOPS.finditer(at.folded):
        found, stage = minerals_in(at, m.start("of"), m.end())
        told = at.before[-1] if at.before else None
        sells = re.match(r"\s(?:deliver|suppl|export|sell)", m["how"])
        buyer = told.dependent if told and sells and related(told.minerals, found) else None
        for k, who in enumerate(at.values(m["who"], m.start()) if found else (), start=1):
            if buyer and who != buyer:
                yield at.claim("relies_on", "they_are", buyer, who, found, None, None, "importer_imports", k)
            elif not buyer:
                yield at.claim("producer", "they_are", None, who, found, stage, rank=k)


def _titled(at: Statement) -> Iterator[DependencyClaim]:
    """ "supplies from top producer Laos"."""
    for m in _TITLED.finditer(at.folded):
        found, stage = _of(at, m)
        for who in at.values(m["who"], m.start())[:1] if found or (found := meant(at, m.start())) else ():
            if not who.startswith("org:"):
                yield at.claim("producer", "titled_maker", None, who, found, stage)


_ALTERNATIVES = re.compile(
    r"\b[Aa]lternative\s(?:[\w-]+\s|‹M\d+›\s){0,2}?(?:suppliers?|sources?|producers?|exporters?)(?P<of>\s(?:of|"
    r"for)\s[^;,‹]{0,20}‹M\d+›)?"
    r"\s?(?:-|:|,|\(|such as|including|like|are|include|in)\s?(?:the\s)?(?=‹C)"
)
_EACH_FOR = re.compile(r"(‹C\d+›)\s(?:for|in)\s(‹M\d+›)")


def _alternatives(at: Statement) -> Iterator[DependencyClaim]:
    """ "Alternative suppliers of tin - Peru, Laos", "alternative sources (Peru for tin, Laos for zinc)"."""
    for m in _ALTERNATIVES.finditer(at.folded):
        pairs = _EACH_FOR.findall(at.folded[m.end() : m.end() + 160])
        for who, what in pairs:
            for code in at.values(who, m.end()):
                yield at.claim("alternative_supplier", "alternatives", None, code, minerals_of(at.mention(what)))
        found, _ = minerals_in(at, m.start(), m.end()) if m["of"] else ((), None)
        found = found or meant(at, m.start())
        for code in listed(at, m.end()) if found and not pairs else ():
            yield at.claim("alternative_supplier", "alternatives", None, code, found)


def _that_make(at: Statement) -> Iterator[DependencyClaim]:
    """ "Other countries that mine tin are Peru and Laos"."""
    for m in _THAT_MAKE.finditer(at.folded):
        found, stage = minerals_in(at, m.start("what"), m.end("what"))
        for who in listed(at, m.end()) if found else ():
            yield at.claim("producer", "that_make_it", None, who, found, stage or verb_stage(m.group()))


def _to_whom(at: Statement, m: re.Match) -> tuple[str, ...]:
    to = re.search(r"\b(?:to|for)\s(?:the\s)?(‹C\d+›)", m.group())
    return at.values(to.group(1), m.start())[:1] if to else ()


def _importer(at: Statement) -> tuple[str, ...]:
    """Whose imports a text speaks of: of whom it told last that he leans on others, else of the one it is about."""
    told = next((c.dependent for c in reversed(at.before) if c.relation == "relies_on" and c.dependent), None)
    return (told,) if told else at.context.home


def _among(at: Statement) -> Iterator[DependencyClaim]:
    for m in _AMONG.finditer(at.folded):
        found, stage = _of(at, m)
        if not found or re.match(r"\s(?:to|for)\s(?:the\s)?‹C", at.folded[m.end() :]):
            continue
        if re.search(r"suppliers?$|sources?$", m.group()) and not re.search(WORLD, m.group()):
            continue
        for who in at.values(m["who"], m.start()):
            yield at.claim("producer", "among_them", None, who, found, stage)
    return
