"""Ranks among producers and suppliers: "the third-largest tin miner after Peru"."""

from collections.abc import Iterator

from critmin.claims import regex as re
from critmin.claims.claim import DependencyClaim
from critmin.claims.context import minerals_of
from critmin.claims.goods import meant
from critmin.claims.mentions import Mention
from critmin.claims.ordinals import LATER, NUMBERED, RANKS
from critmin.claims.patterns import rule, signs
from critmin.claims.statement import Statement, stage_of
from critmin.claims.world_shares import DEPOSITS, WORLD

MAKER = (
    r"(?:producers?|exporters?|suppliers?|miners?|refiners?|processors?|sources?|"
    r"makers?|manufacturers?|smelters?|separators?|processors?|producing (?:country|nation)|miner and refiner)"
)
_ORDER = (
    rf"(?P<order>(?:{LATER}|{'|'.join(map(re.escape, NUMBERED))})(?:[\s-](?:largest|biggest|"
    r"most important|top|leading|ranked))?|largest|biggest|top|leading|main|foremost|"
    r"number one|primary)"
)
_RANK_IS = rule(
    rf"(?P<one>\bone of\s)?(?:the\s|its\s)?(?:{WORLD}\s)?(?:the\s)?{_ORDER}\s(?P<mid>[^;‹›]{{0,30}}?(?:{{"
    rf"M:what}}[^;‹›]{{0,24}}?)?)\b(?P<maker>{MAKER})\b(?:\s(?:of|for)\s(?P<of>(?:[\w'-]+\s){{0,3}}?{{M:"
    rf"what2}}|these (?:minerals|metals|‹P\d+›)|(?:these|the) ‹P\d+›|(?:the|this|that) "
    rf"(?:[\w-]+\s){{0,2}}?(?:ores?|materials?|elements?|minerals?|metals?|commodity)|it))?(?=(?P<after>[^;]{{0,60}}))"
)


def ranks(at: Statement) -> Iterator[DependencyClaim]:
    """ "Peru is the second-largest copper miner after Chile": rank 2, and Chile with rank 1."""
    folded = at.folded
    low = folded.lower()
    if not any(
        word in low
        for word in (
            "largest",
            "biggest",
            "leading",
            " top",
            "main ",
            "foremost",
            "number",
            "primary",
            "no.",
            "second-",
            "third-",
        )
    ):
        return
    for m in _RANK_IS.finditer(folded):
        what = m["what"] or m.groupdict().get("what2")
        before = folded[max(0, m.start() - 90) : m.start()]
        if what:
            place = next(s for s in signs(folded, "M") if s.group() == what)
            minerals = minerals_of(at.mention(what))
            if minerals == ("critical_minerals",) and _THIS.search(folded, 0, place.start()):
                minerals = meant(at, place.start())  # "the largest producer of this rare metal"
            stage = stage_of(at, place, minerals) or {
                "miner": "mining",
                "refiner": "refining",
                "processor": "processing",
                "smelter": "metal",
            }.get(m["maker"].rstrip("s"))
        else:
            if not (
                m["of"]
                or re.search(WORLD, m.group() + m["after"])
                or signs(folded, "R", m.end("maker"))
                or (re.search(r"\S", m["order"]) and "-" in m["order"])
            ):
                continue
            if not m["of"] and _OF_ELSE.match(folded, m.end("maker")):
                continue  # "the biggest maker of electric cars"
            if re.search(r"‹P|\b(?:battery|car|chip|vehicle|steel|magnet|electronics|auto)\b", m["mid"], re.IGNORECASE):
                continue  # the largest maker of something else
            minerals = meant(at, m.start())
            stage = "mining" if re.search(r"\bores?$", m["of"] or "") else None
        if not minerals:
            continue
        order = m["order"].lower()
        rank = next(
            (n for word, n in RANKS.items() if order.startswith(word)),
            1 if order in ("largest", "biggest", "top", "leading", "number one", "foremost") else None,
        )
        who = _ranked(at, m, before)
        if not who:
            continue
        to = re.match(r"\s(?:\w+\s)?(?:to|for)\s(?:the\s)?(‹C\d+›)", m["after"])
        its = re.search(r"(‹C\d+›)'s\s$", before)
        customer = (
            at.values(to.group(1), m.start())
            if to
            else at.values(its.group(1), m.start())
            if its and not re.search(WORLD, m.group() + m["after"]) and who != at.values(its.group(1))
            else ()
        )
        if not customer and m.group().startswith("its ") and m["maker"].startswith(("supplier", "source", "provider")):
            customer = _its_buyer(at, m.start(), who)
        if customer:
            for c in customer[:1]:
                for w in who:
                    if w != c:
                        yield at.claim(
                            "relies_on",
                            "rank_of_supplier",
                            c,
                            w,
                            minerals,
                            stage,
                            _share_behind(at, m),
                            "importer_imports",
                            rank if not m["one"] else None,
                        )
            continue
        if m["maker"].startswith(("source", "supplier")) and order in ("main", "primary"):
            continue
        if order in ("leading", "main", "primary", "top", "foremost"):
            rank = (
                1
                if re.search(r"\bthe\s(?:world's\s)?(?:" + order + r")\s", m.group())
                and order != "main"
                and (re.search(WORLD, folded) or "followed by" in m["after"])
                else None
            )
        if m["one"] or m["maker"].endswith("s"):
            rank = None
        for w in who:
            share = _share_behind(at, m) if len(who) == 1 else None
            is_most = bool(share and share.item.value and share.item.value > 50)
            relation = "dominates" if is_most else "producer"
            yield at.claim(
                relation, "rank", None, w, minerals, stage, share, "world_production", None if is_most else rank
            )
        after = re.match(
            r",?\s(?:only\s)?(?:after|behind|following|second only to|trailing)\s(?:only\s)?(?:the\s)?(‹C\d+›)",
            m["after"],
        )
        if after and rank:
            firsts = at.values(after.group(1), m.start())
            for n, first in enumerate(firsts, start=1):
                if first not in who:
                    yield at.claim(
                        "producer",
                        "rank_of_the_first",
                        None,
                        first,
                        minerals,
                        stage,
                        rank=n if len(firsts) == rank - 1 else None,
                    )


def _its_buyer(at: Statement, place: int, seller: tuple[str, ...]) -> tuple[str, ...]:
    """Whose "its largest supplier" a seller is: the other country of the sentence, else the one spoken of before."""
    others = [v for s in reversed(signs(at.folded, "C", 0, place)) for v in at.values(s.group()) if v not in seller]
    before = at.context.subject_before(at.i) if not others else None
    return tuple(others[:1]) or tuple(v for v in (at.context.values(at.i, before) if before else ()) if v not in seller)


_OF_ELSE = re.compile(r"\s(?:of|for)\s(?!all\b|both\b|these\b|those\b|it\b|them\b|the\b|‹)")
_THIS = re.compile(r"\b(?:this|that)\s$")
_SHARE_BEHIND = re.compile(
    r"(?:\s(?:of|for)\s(?:[\w'-]+\s){0,2}‹M\d+›)?[^;‹›]{0,40}(?:‹[CD]\d+›[^;‹›]{0,14}){0,2}?,?\s"
    r"(?:with|at|accounting for|supplying|providing|producing)\s"
    r"(?:[\w-]+\s){0,3}?(‹R\d+›)(?=[.,;)]|$|\s(?:of\s(?:the|all|its|it|total|output|production|supply|global|world|"
    r"imports)\b|in\s))"
)


def _share_behind(at: Statement, m: re.Match) -> Mention | None:
    """The figure of "the largest tin miner, with 30 per cent": not of reserves, nor of another country."""
    found = _SHARE_BEHIND.match(at.folded, m.end("maker"))
    if (
        not found
        or re.search(r"\b(?:after|behind|ahead|followed|than)\b", found.group())
        or DEPOSITS.search(at.folded[found.end() : found.end() + 40])
    ):
        return None
    return at.mention(found.group(1))


_AND_THE = re.compile(
    r"(‹C\d+›)\s(?:is|was|remains)\s(?:"
    r"(?!\b(?:is|are|was|were|has|had|while|but|which|who|that|because|said)\b)[^;]){0,140}?,?\sand\s"
    r"(?:also\s)?"
)
_AND_BECAME = re.compile(
    r"(‹C\d+›)(?:,[^,;‹›]{0,40},)?\s(?:has|had|is|was|holds|produces|mines)\s[^;]{0,70}?\sand\s(?:\w+ly\s)?(?:is|was|became|"
    r"becomes|remains|ranks as|has become)\s(?:also\s|now\s)?(?:the\s)?$"
)


def _ranked(at: Statement, m: re.Match, before: str) -> tuple[str, ...]:
    """Who holds a rank: the subject before ("X is", "X, the"), or the apposition after ("producer, X,")."""
    passed = re.search(
        r"(‹[CG]\d+›)\s(?:has\s|had\s|\w+ly\s)?(?:overtaken|overtook|passed|surpassed|displaced|replaced|dethroned)\s"
        r"(?:the\s)?‹[CG]\d+›\s(?:‹D\d+›\s)?(?:as\s|to become\s)?$",
        before,
    )
    if passed:
        return at.values(passed.group(1), m.start())
    near = re.search(
        (
            r"(‹[CG]\d+›)(?:,|\s(?:itself|is|are|was|were|remains?|became|has become|"
            r"has been|had been|as|also|ranks? as|emerged as|has emerged as|already|continues to be|has long been|"
            r"(?:is|was) (?:\w+ )?(?:considered|seen as|regarded as|counted among)|"
            r"currently|now|which is|overtook|stands as|who is|to become|becoming|-)){1,3}(?:\s(?:now|"
            r"also|already|still|currently|by far|both|far and away|long|been|another|an?|both "
            r"the world's ‹\w+› and))*(?:\sthe\s(?:distant|clear|undisputed|overall|current|single|unrivall?ed|"
            r"planet's|globe's))?\s?,?$"
        ),
        before,
    )
    if near:
        return at.values(near.group(1), m.start())
    again = _AND_BECAME.search(before)
    if again:
        return at.values(again.group(1), m.start())
    also = _AND_THE.match(at.folded, 0, m.start())
    if also and m.start() == also.end():
        return at.values(also.group(1), also.start(1))
    follow = re.match(
        r"(?:\s(?:globally|worldwide|in the world))?,?\s(?:is\s|was\s|-\s)?(?:the\s)?(‹C\d+›)", m["after"]
    )
    if follow and not re.match(r",?\s(?:after|behind)", m["after"]):
        return at.values(follow.group(1), m.start())
    if re.search(
        (
            r"(?:^|\.\s|,\s)(?:[Ii]t|[Tt]he country|[Tt]he nation)\s(?:is|was|remains|"
            r"has become|became|already)(?:\s\w+){0,2}\s$"
        ),
        before,
    ) or (
        not before.strip()
        and re.search(WORLD, m.group() + m["after"])
        and re.match(r",?\s(?:it|the country)\b", m["after"])
    ):
        who = at.context.subject_before(at.i)
        return at.context.values(at.i, who) if who and len(who.values) == 1 else ()
    return ()
