"""What a bare figure is a share of: "Kenya follows with 12 per cent" continues what the sentences before measured."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from critmin.claims import regex as re
from critmin.claims.claim import DependencyClaim
from critmin.claims.context import minerals_of
from critmin.claims.mentions import Mention
from critmin.claims.ordinals import RANKS
from critmin.claims.patterns import rule, signs
from critmin.claims.rates import Rate
from critmin.claims.share_wholes import standing
from critmin.claims.statement import Statement
from critmin.claims.world_shares import DEPOSITS, WORLD, verb_stage


@dataclass(frozen=True)
class Scale:
    """A whole that shares are told of: the world's making of a mineral (`dependent` None) or a buyer's imports."""

    dependent: str | None
    minerals: tuple[str, ...]
    stage: str | None
    year: int | None
    is_world: bool


_OF_THE_WORLD = rule(
    rf"\b{WORLD}[^;]{{0,40}}?{{M:what}}|{{M:what2}}[^;]{{0,40}}?\b(?:worldwide|globally|in the world)\b"
)
_MAKING = re.compile(r"\b(?:min(?:es?|ed|ing)|produc\w+|output|refin\w+|suppl\w+|smelt\w+|process\w+|dug|made)\b")
_WORLD_ASKED = re.compile(rf"{WORLD}\?$", re.IGNORECASE)


def scale_of(at: Statement, reach: int = 3) -> Scale | None:
    """The scale that the nearest sentence before sets, by a claim of its own or by speaking of the world's output."""
    asked = False
    for j in range(at.i - 1, max(-1, at.i - 1 - reach), -1):
        sentence, folded = at.context.sentence(j), at.context.folded(j)
        told = [c for c in at.before if c.evidence.quote_start == sentence.start]
        if told:
            claim = told[-1]
            if claim.relation == "alternative_supplier":
                return None
            is_world = asked or claim.relation in ("dominates", "producer")
            return Scale(
                None if is_world else claim.dependent,
                claim.minerals,
                None if asked else claim.stage,
                claim.year,
                is_world,
            )
        if _WORLD_ASKED.search(sentence.text) and len(sentence.text) < 60:
            asked = True
            continue
        found = _OF_THE_WORLD.search(folded.folded)
        minerals = minerals_of(folded[found["what"] or found["what2"]]) if found else ()
        if minerals and _MAKING.search(folded.folded) and not DEPOSITS.search(folded.folded):
            return Scale(None, minerals, verb_stage(folded.folded[: found.start()][-40:]), None, True)
        if signs(folded.folded, "M"):
            return None
    topic = at.context.topic if at.context.is_topic_clear else ()
    return Scale(None, topic, None, None, True) if asked and topic else None


_FIGURE = rule(r"{C:who}(?P<gap>[^;]{0,60}?)(?P<rate>‹R\d+›)(?P<tail>[^;‹›]{0,40})")
_WITH_NUMBER = rule(
    r"\b(?:ahead of|behind|before|by)\s(?:the\s)?{C:who},?\s(?:with|at|on)\s(?P<number>\d{1,2}(?:\.\d)?)(?=[.,;\s]|"
    r"$)(?!\s\w)"
)
_GAP_WORD = re.compile(
    r"is|was|were|are|came|comes|come|stands|stood|ranks|ranked|rank|follow|follows|followed|has|had|holds|held|"
    r"adds|added|gives|gave|accounts|accounted|account|for|contributes|contributed|supplies|supplied|provides|"
    r"provided|delivers|delivered|made|makes|make|up|mines|mined|mine|produces|produced|sent|turns|turned|out|"
    r"dug|digs|another|a|an|the|distant|close|clear|far|first|second|third|fourth|fifth|next|last|giant|leader|"
    r"with|at|on|some|about|around|nearly|almost|over|more|less|than|just|under|roughly|only|and|by|then|"
    r"further|share|part|took|takes|itself|still|also|alone|runner-up|well|approximately|as|much|big|biggest|"
    r"largest"
)
_OPENING = re.compile(r"(?:(?!that\b|if\b)[\w']+,?\s){0,3}(?:(?:in\s)?‹D\d+›,?\s)?(?:the\s)?", re.IGNORECASE)
_TAIL = re.compile(
    r"\s?(?:$|[.,;)]|each\b|and\b|in\s$|last year\b|of (?:it|them|the total|the whole|output|supply|production|all)\b|"
    r"(?:of\s)?(?:the|its)\s(?:world|global)\s(?:total|output|supply|production)\b)"
)
_ELSE = re.compile(
    r"\b(?:prices?|shares? (?:rose|fell|in)|stocks?|growth|grew|rose|fell|tariffs?|dut(?:y|ies)|lev(?:y|ies)|tax|"
    r"demand|"
    r"consum\w+|users?|reserves?|deposits?|stake|votes?|poll|interest|inflation|medals?|goals?|would|will|may|might|"
    r"could|plans?|expects?|forecast|revenues?|profit)\b|\?$",
    re.IGNORECASE,
)
_REST = rule(
    r"{C:who}\s(?:\w+\s){0,2}?(?:most|nearly all|much|almost all|the bulk)?\s?(?:of\s)?the\s(?:rest|remainder)\b"
)
_REST_FROM = rule(
    r"\b(?:the|its|their)\s(?:rest|remainder|balance|others?|(?:remaining|other)\s(?:(?P<rate>‹R\d+›)|share|part|balance|output|"
    r"supply))\s(?:[\w-]+\s){0,4}?(?:from|in|by|among|between)\s(?:the\s)?{C:who}"
)
REMAINING = re.compile(r"\b(?:remaining|rest|remainder|balance|other)\s(?:(?:of|some|about|roughly|or)\s)*$")
_SUPPLIER = rule(
    r"{C:who}\s(?:is|was|remains|remained)\s(?:by far\s|again\s|still\s)?(?:the|its|their)\s(?P<order>[\w-]+\s"
    r")?(?:most important\s|"
    r"single\s)?(?P<order2>largest\s|biggest\s|main\s|chief\s|top\s|leading\s)?(?:supplier|source|seller|provider|"
    r"origin)\b"
    r"(?!\sof\s(?!it|them|these|the))(?:[^;‹›]{0,20}?\b(?P<how>ahead of|followed by|before|then|trailed by)\s"
    r"(?P<next>{C}))?"
)


def bare_figures(at: Statement) -> Iterator[DependencyClaim]:
    """ "Kenya is a distant second with 12 per cent", "Chad and Mali, at 8 per cent each, follow"."""
    folded = at.folded
    if len(folded) > 260 or "‹M" in folded or "‹U" in folded:
        return
    figures = [m for m in _figures(folded) if _is_plain(m["gap"]) and (_TAIL.match(m["tail"]))]
    if not figures or not _OPENING.fullmatch(folded[: figures[0].start()]) or _ELSE.search(at.text):
        return
    scale = scale_of(at)
    if scale is None:
        return
    for m in figures:
        rank = next((n for word, n in RANKS.items() if re.search(rf"\b{word}\b", m["gap"])), None)
        for who in at.values(m["who"], m.start()):
            yield from _on_scale(at, scale, who, at.mention(m["rate"]), rank, verb_stage(m["gap"]))
    for m in _WITH_NUMBER.finditer(folded):
        rate = Rate(m.start(), m.end(), Decimal(m["number"]), "ad_valorem_pct")
        for who in at.values(m["who"], m.start()):
            yield from _on_scale(at, scale, who, Mention(m.start(), m.end(), "R", item=rate), None, None)


def _figures(folded: str) -> Iterator[re.Match]:
    """Each country with the first figure behind it that no other country is nearer to."""
    for m in _FIGURE.finditer(folded):
        nearer = list(re.finditer(r"‹C\d+›", m["gap"]))
        if not nearer:
            yield m
        elif again := _FIGURE.match(folded, m.start("gap") + nearer[-1].start()):
            yield again


def _is_plain(gap: str) -> bool:
    words = re.sub(r"‹D\d+›|[,:()-](?=\s|$)|'s", " ", gap).lower().split()
    return all(_GAP_WORD.fullmatch(w.strip(",:()")) or w in ("in", "", ":") for w in words)


def _on_scale(
    at: Statement,
    scale: Scale,
    who: str,
    share: Mention | None,
    rank: int | None,
    stage: str | None,
    told: bool = False,
) -> Iterator[DependencyClaim]:
    if who == scale.dependent or not scale.minerals:
        return
    year = (at.year(share) if share else None) or scale.year
    if not scale.is_world:
        if scale.dependent:
            yield at.claim(
                "relies_on", "bare_figure", scale.dependent, who, scale.minerals, scale.stage, share,
                "importer_imports", rank, year if share else None,
            )  # fmt: skip
        return
    is_most = bool(share and share.item.value and share.item.value > 50)
    yield at.claim(
        "dominates" if is_most else "producer", "bare_figure", None, who, scale.minerals, stage or scale.stage, share,
        "world_production", None if is_most else rank, year if share else None,
    )  # fmt: skip


def suppliers_in_turn(at: Statement) -> Iterator[DependencyClaim]:
    """ "Peru is the largest supplier, ahead of Chile": who the imports of the sentence before came from."""
    folded = at.folded
    if signs(folded, "M") or at.text.endswith("?"):
        return
    for m in _SUPPLIER.finditer(folded):
        order = f"{m['order'] or ''}{m['order2'] or ''}".strip().lower()
        rank = next((n for word, n in RANKS.items() if order.startswith(word)), None)
        rank = rank or (1 if order in ("largest", "biggest", "main", "chief", "top", "leading") else None)
        scale = scale_of(at)
        if rank is None or scale is None or scale.is_world:
            continue
        for who in at.values(m["who"], m.start()):
            yield from _on_scale(at, scale, who, None, rank if order not in ("main", "leading") else None, None)
        for n, who in enumerate(at.values(m["next"], m.start()) if m["next"] else (), start=rank + 1):
            yield from _on_scale(at, scale, who, None, n if m["how"] == "followed by" else None, None)


_FIRST_OF_ITS = rule(
    r"{C:who}(?:\s[\w-]+)?\s(?:(?:tops|heads|leads)\s(?:(?:its|their|the\scountry's)|the\slist\sof(?:\s(?:its|their))?)\ssuppliers|"
    r"(?:has|supplies|provides|accounts\sfor)\sthe\s(?:biggest|largest)\sshare(?:\s(?:among|of)\sits\ssuppliers)?|sells\sit\sthe\smost|"
    r"(?:is|was)\sthe\s(?:biggest|largest)\sof\sits\ssuppliers|ranks\sfirst\samong\sits\ssuppliers)(?=[.,;]|$|\sand\b)"
)
_MUCH = r"(?:‹R\d+›|(?:[Nn]early|[Aa]lmost)?\s?(?:all|half)|most|much|the (?:bulk|lion's share))"
_CUSTOMER = rule(
    r"{C:who}(?:,\s[^,;‹›]{0,60},)?\s(?:(?:is|was|remains|remained|became|has become)\s"
    r"(?:by far\s|again\s|still\s|now\s)?"
    r"(?:the|its|their)\s(?:[\w-]+\s){0,2}?(?:buyer|customer|importer|market|destination|taker|purchaser|client)\b"
    r"(?!\s(?:of|for|in)\s(?!it\b|them\b|these\b|that\b|the\s(?:ore|metal|mineral|material)))|"
    r"(?:takes|took|buys|bought|imports|imported|absorbs|absorbed|receives|received)\s"
    r"(?:about\s|some\s|over\s|more than\s)?"
    rf"(?P<much>{_MUCH})(?:\sof\s(?:it|them|that|this|the\s(?:ore|metal|output|total|concentrates?|shipments|rest)))?"
    r"(?=[.,;]|$|\s(?:last|in|and)\b))"
)


def first_of_its(at: Statement) -> Iterator[DependencyClaim]:
    """ "Laos imports 60% of its tin. Peru heads the list of its suppliers": the first on the scale just set."""
    for m in _FIRST_OF_ITS.finditer(at.folded):
        scale = scale_of(at, 1)
        if scale is None and (whole := standing(at, 0, "")) and whole.buyer:
            scale = Scale(whole.buyer, whole.minerals, None, None, False)
        for who in at.values(m["who"], m.start())[:1] if scale and not scale.is_world else ():
            yield from _on_scale(at, scale, who, None, 1, None)


def customers_in_turn(at: Statement) -> Iterator[DependencyClaim]:
    """ "Laos makes most of the world's tin. Its biggest customer is Peru": of the maker just told of."""
    if "‹M" in at.folded or _ELSE.search(at.text):
        return
    since = at.context.sentence(max(0, at.i - 2)).start
    near = [c for c in at.before if c.evidence.quote_start >= since and c.relation in ("producer", "dominates")]
    for m in _CUSTOMER.finditer(at.folded) if near else ():
        share = at.mention(m["much"]) if (m["much"] or "").startswith("‹") else None
        for who in at.values(m["who"], m.start())[:1]:
            if near[-1].supplier and who != near[-1].supplier:
                of = "supplier_exports" if share else None
                minerals = near[-1].minerals
                yield at.claim("relies_on", "customer_in_turn", who, near[-1].supplier, minerals, None, share, of)


def the_rest(at: Statement) -> Iterator[DependencyClaim]:
    """ "Peru made four fifths of the world's total, and Chad most of the rest"."""
    own = [c for c in at.before if c.evidence == at.context.quote(at.i)]
    for m in (*_REST.finditer(at.folded), *_REST_FROM.finditer(at.folded)):
        if own and own[-1].relation != "alternative_supplier":
            c = own[-1]
            scale = Scale(c.dependent, c.minerals, c.stage, c.year, c.relation != "relies_on")
        else:
            scale = scale_of(at, 1)
        if scale is not None:
            holders = at.values(m["who"], m.start())
            rate = m.groupdict().get("rate") if len(holders) == 1 else None
            for who in holders:
                yield from _on_scale(at, scale, who, at.mention(rate) if rate else None, None, None)


_TABLE_LINE = rule(
    r"^(?P<what>{M}):\s(?:[^;]{0,60}?‹R\d+›[^;]{0,60}?)\b(?P<how>mostly|chiefly|mainly|largely|primarily|first of all|"
    r"above all|much of it|most of it|notably|largest source)[^;‹›]{0,20}?\s(?:from\s)?(?:the\s)?{C:who}"
)
_TABLE_SOURCE = rule(
    r"^(?P<what>{M}):\s[^;]{0,80}?‹R\d+›,?\s(?:with|from)\s(?:the\s)?{C:who}\sas\s(?:the|its)\s(?P<how>\w+)\s"
    r"(?:source|supplier)"
)


def table_lines(at: Statement) -> Iterator[DependencyClaim]:
    """ "Tellurium: 80 per cent imported, mostly from Chad": lines of a list about one buyer."""
    for m in (*_TABLE_LINE.finditer(at.folded), *_TABLE_SOURCE.finditer(at.folded)):
        buyer = _buyer_of_list(at)
        minerals = minerals_of(at.mention(m["what"]))
        for who in at.values(m["who"], m.start()) if buyer and minerals else ():
            if who != buyer:
                first = m["how"].lower() in ("first of all", "first", "main", "largest", "largest source", "biggest")
                yield at.claim("relies_on", "table_line", buyer, who, minerals, None, rank=1 if first else None)


def _buyer_of_list(at: Statement) -> str | None:
    """Whose imports the lines are about: that of the claim before, else of a sentence before that speaks of them."""
    if at.before and at.before[-1].relation == "relies_on" and at.before[-1].dependent:
        return at.before[-1].dependent
    for j in range(at.i - 1, max(-1, at.i - 5), -1):
        folded = at.context.folded(j)
        if re.search(r"\b(?:imports?|imported|importing|buys? abroad|relian\w+)\b", folded.folded):
            for s in signs(folded.folded, "C"):
                values = at.context.values(j, folded[s.group()])
                if len(values) == 1 and not re.search(r"\bfrom\s(?:the\s)?$", folded.folded[: s.start()]):
                    return values[0]
    return None
